"""Time the page in Chromium: to the verdict on a good form, to the workbook of a province, and the memory of its tab.

Run ``python -m benchmarks.page``; ``ITA_PAGE_TOOLS`` names a folder that keeps what npm and pip fetch. It ends with 1

- where the way from navigation to the verdict takes more than twice that of a page of the same compression that holds
  Python and calamine alone and runs ``1``, or
- where 31 returned forms need more than eight times the time of the whole process of ``ita consolidate``.

``python -m benchmarks.page REVISION`` also builds the page of an earlier commit, from its own sources with the same
tools, and runs the 31 forms in both by turns.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.timing import best_of
from ita_xlsx.catalogue import load_framework
from ita_xlsx.cycle.demo.demo_round import make_demo_round
from ita_xlsx.cycle.files import Target
from ita_xlsx.model.edition import Edition
from ita_xlsx.page import build
from tests.conftest import full_scores, submission_of, write_form
from tests.page.tools import FLAGS, KEEP, program

MADE, ISSUED = date(2026, 11, 20), date(2025, 10, 15)
MOST_OF_BARE, MOST_OF_COMMAND = 2.0, 8.0
TIMES = 5
_PATIENCE_MS = 180_000
# To read the first screen, open the dialog and point at a folder takes nobody less.
_CHOOSING_MS = 2_000
_READ_BY_ALL = ("framework", "province", "roster", "measures")
# What stands in the worker of the bare page in the place of a call: the answer is a screen with the result of ``1``.
_RUN_ONE = """async function runCall(call) {
  const html = `<p id="one">${pyodide.runPython("import python_calamine\\n1")}</p>`;
  self.postMessage({ kind: "done", id: call.id, values: { html }, files: [], heap: 0 });
  return;
"""


def earlier_page(revision: str, tools: Path, work: Path) -> Path:
    """The page as it is built from the sources of an earlier commit."""
    sources, made = work / "earlier", work / "earlier.html"
    sources.mkdir()
    archive = subprocess.run(("git", "archive", revision), check=True, capture_output=True).stdout
    subprocess.run(("tar", "-x", "-C", str(sources)), input=archive, check=True)
    command = (sys.executable, "-m", "ita_xlsx.page.build", "-o", str(made), "--tools", str(tools))
    subprocess.run(command, check=True, cwd=sources, env=os.environ | {"PYTHONPATH": str(sources)})
    return made


def bare_page(tools: build.Tools, work: Path) -> bytes:
    """The page without the package: the same runtime, library, compression and way of loading."""
    worker = build.worker_script(tools.pyodide)
    for old, new in (("async function runCall(call) {\n", _RUN_ONE), ("import ita_xlsx.page.calls\n", "")):
        if worker.count(old) != 1:
            raise SystemExit(f"worker.js has no single place like {old!r}")
        worker = worker.replace(old, new)
    empty = work / "empty"
    empty.mkdir(parents=True)
    calamine = sorted(tools.wheels.glob("python_calamine-*.whl"))
    return build.assemble(build.pack_parts(tools, calamine, empty, worker, work), MADE).encode("utf-8")


def to_verdict(tab: Page, page: Path, form: Path) -> None:
    tab.goto(page.as_uri())
    tab.locator("#f1").set_input_files(form)
    await_element(tab, ".verdict.good")


def to_one(tab: Page, page: Path) -> None:
    tab.goto(page.as_uri())
    await_element(tab, "#one")


def timed(browser: Browser, work: Callable[[Page], None]) -> float:
    """The seconds of work in a browser that has never seen the page."""
    context = browser.new_context()
    tab = context.new_page()
    tab.set_default_timeout(_PATIENCE_MS)
    start = time.perf_counter()
    work(tab)
    seconds = time.perf_counter() - start
    context.close()
    return seconds


def await_element(tab: Page, selector: str) -> None:
    """Wait for an element, as the page draws: a locator looks only every half second after the first tenths."""
    tab.wait_for_function("(selector) => document.querySelector(selector)", arg=selector)


def to_consolidated(browser: Browser, page: Path, folder: Path) -> tuple[float, float]:
    """The seconds from the choice of the folder of a round to its consolidated workbook, and the tab's memory (MB).

    Between the first screen and the choice is the time that a person needs to choose, in which a page may prepare.
    """
    context = browser.new_context()
    tab = context.new_page()
    tab.set_default_timeout(_PATIENCE_MS)
    tab.goto(page.as_uri())
    await_element(tab, "#f2")
    tab.wait_for_timeout(_CHOOSING_MS)
    start = time.perf_counter()
    tab.locator("#f2").set_input_files(folder)
    await_element(tab, "nav.steps")
    tab.evaluate("(folder) => call('save_consolidated', {folder})", folder.name)
    if not tab.evaluate("(folder) => files.has(`${folder}/consolidated.xlsx`)", folder.name):
        raise SystemExit(f"the page made no workbook: {tab.locator('main').inner_text()[:500]}")
    seconds = time.perf_counter() - start
    memory = tab_memory(browser)
    context.close()
    return seconds, memory


def tab_memory(browser: Browser) -> float:
    """The memory of the largest renderer (MB), where the system tells it."""
    found = browser.new_browser_cdp_session().send("SystemInfo.getProcessInfo")["processInfo"]
    renderers = [Path(f"/proc/{item['id']}/status") for item in found if item["type"] == "renderer"]
    lines = [line for path in renderers if path.exists() for line in path.read_text().splitlines()]
    return max((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS")), default=0.0)


def inputs_of(folder: Path) -> Path:
    """The round of the demonstration with its returned forms, and nothing made from them yet.

    Of its settings it has those that every page reads: an earlier one refuses what it does not know.
    """
    make_demo_round(Target(path=folder / "demo"), Edition(issued=ISSUED))
    round_folder = folder / "round"
    shutil.copytree(folder / "demo" / "returned", round_folder / "returned")
    for path in (*(folder / "demo").glob("*.toml"), *(folder / "demo").glob("*.csv")):
        shutil.copy(path, round_folder / path.name)
    settings = tomllib.loads((folder / "demo" / "round.toml").read_text(encoding="utf-8"))
    lines = [f'{key} = "{settings[key]}"' for key in _READ_BY_ALL if key in settings]
    (round_folder / "round.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return round_folder


def main() -> int:
    """Print the three figures; give the exit code."""
    framework = load_framework(2568)
    with tempfile.TemporaryDirectory(prefix="ita-bench-") as name, sync_playwright() as playwright:
        work = Path(name)
        os.environ.setdefault("ITA_CACHE", str(work / "cache"))
        kept = Path(os.environ.get(KEEP) or work / "tools")
        tools = build.fetch(kept)
        page, bare = work / "ita.html", work / "bare.html"
        page.write_bytes(build.build(tools, MADE, work / "page"))
        bare.write_bytes(bare_page(tools, work / "bare"))
        form = write_form(work / "P07.xlsx", framework, submission_of(framework, full_scores(framework)))
        folder = inputs_of(work)
        browser = playwright.chromium.launch(executable_path=program("chromium"), args=list(FLAGS))
        pairs = [
            (timed(browser, lambda tab: to_verdict(tab, page, form)), timed(browser, lambda tab: to_one(tab, bare)))
            for _ in range(TIMES)
        ]
        before = earlier_page(sys.argv[1], kept, work) if sys.argv[1:] else None
        rounds, rounds_before = [], []
        for _ in range(3):
            rounds.append(to_consolidated(browser, page, folder))
            if before is not None:
                rounds_before.append(to_consolidated(browser, before, folder))
        command = (
            sys.executable, "-m", "ita_xlsx", "consolidate", str(folder / "returned"), "--round",
            str(folder / "round.toml"), "-o", str(work / "out.xlsx"), "--force", "--no-cache", "-q",
        )  # fmt: skip
        process = best_of(3, {"ita consolidate": command})["ita consolidate"]
        browser.close()
    verdict, one = (median(column) for column in zip(*pairs, strict=True))
    consolidated, memory = min(rounds)
    of_bare, of_command = verdict / one, consolidated / process.seconds
    print(f"        navigation to the verdict on a good form   {verdict:6.2f} s  {of_bare:5.2f} of the bare page")
    print(f"        navigation to 1 on the bare page           {one:6.2f} s")
    print(f"        31 forms to the consolidated workbook      {consolidated:6.2f} s  {of_command:5.2f} of the command")
    if rounds_before:
        earlier, _ = min(rounds_before)
        of_earlier = consolidated / earlier
        print(f"        the same by the page of {sys.argv[1]:<18} {earlier:6.2f} s  now {of_earlier:4.2f} of it")
    print(f"        the command, whole process                 {process.seconds:6.2f} s")
    print(f"        memory of the tab                          {memory:6.0f} MB")
    return int(of_bare > MOST_OF_BARE or of_command > MOST_OF_COMMAND)


if __name__ == "__main__":
    sys.exit(main())
