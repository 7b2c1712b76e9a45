"""Use the page as a person does, and reach behind its policy where a test has to break something in its worker."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import ConsoleMessage, Page

PATIENCE_MS = 120_000
# Run before the page's own script: each worker keeps its Python within reach of the test. The policy stays as it is.
REACH_PYTHON = """
const make = URL.createObjectURL;
URL.createObjectURL = (blob) => make.call(URL, blob.type !== "text/javascript" ? blob : new Blob([`
  let load;
  Object.defineProperty(self, "loadPyodide", {
    set(given) { load = given; },
    get() { return async (...values) => (self.testPython = await load(...values)); },
  });
`, blob], { type: blob.type }));
"""


@dataclass
class Screen:
    """The page in a tab, and what its console said."""

    tab: Page
    errors: list[str] = field(default_factory=list)

    def hear(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.errors.append(message.text[:500])

    def check(self, *forms: Path) -> None:
        """Choose forms at the door of the agency, and wait for the verdict."""
        if not self.tab.locator("#f1").count():
            self.tab.locator("button.brand").click()
        self.tab.locator("#f1").set_input_files(forms)
        self.wait_for(".verdict")

    def open_round(self, folder: Path) -> None:
        """Choose the folder of a round, and wait for its steps."""
        self.tab.locator("#f2").set_input_files(folder)
        self.wait_for("nav.steps")

    def wait_for(self, selector: str) -> None:
        """Wait for a screen; fail with its words if it says that this cannot go on."""
        self.tab.locator(f"{selector}, main [role=alert]").first.wait_for()
        assert self.tab.locator(selector).count(), self.text

    def step(self, name: str) -> None:
        """Go to a step of the round by its name."""
        self.tab.locator("nav.steps button", has_text=name).click()
        self.tab.locator("nav.steps [aria-current=page]", has_text=name).wait_for()

    @property
    def text(self) -> str:
        return self.tab.locator("main").inner_text()

    def python(self, code: str) -> Any:
        """Run code in the Python of the newest worker; the tab must have been opened with ``reach=True``."""
        return self.tab.workers[-1].evaluate("(code) => String(self.testPython.runPython(code))", code)


def opened(tab: Page, address: str, *, reach: bool = False) -> Screen:
    """Open the page and wait until its first screen stands."""
    screen = Screen(tab)
    tab.set_default_timeout(PATIENCE_MS)
    tab.on("console", screen.hear)
    tab.on("pageerror", lambda error: screen.errors.append(str(error)[:500]))
    if reach:
        tab.add_init_script(REACH_PYTHON)
    tab.goto(address)
    tab.locator("#f1").wait_for(state="attached")
    return screen
