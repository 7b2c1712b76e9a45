"""Check that the page writes into the chosen folder, and takes over what changed there in the meantime."""

from __future__ import annotations

import base64
from pathlib import Path

from playwright.sync_api import Page

from tests.page.driver import opened

# A folder that the test can look into and change, in the shape of the browser's own handles.
FOLDER = """
window.testFiles = new Map();
const handleOf = (prefix, name) => ({
  kind: "directory",
  name,
  async *values() {
    const seen = new Set();
    for (const [path, file] of window.testFiles) {
      if (!path.startsWith(prefix)) continue;
      const [first, ...rest] = path.slice(prefix.length).split("/");
      if (seen.has(first)) continue;
      seen.add(first);
      if (rest.length) yield handleOf(`${prefix}${first}/`, first);
      else yield { kind: "file", name: first, getFile: async () => file };
    }
  },
  getDirectoryHandle: async (child) => handleOf(`${prefix}${child}/`, child),
  getFileHandle: async (child) => ({
    getFile: async () => window.testFiles.get(prefix + child),
    createWritable: async () => ({
      write: async (data) => window.testFiles.set(prefix + child, new File([data], child)),
      close: async () => {},
    }),
  }),
});
window.showDirectoryPicker = async () => handleOf("", "round");
"""
PUT = """([path, data]) => {
  const bytes = Uint8Array.from(atob(data), (char) => char.charCodeAt(0));
  window.testFiles.set(path, new File([bytes], path.split("/").at(-1), { lastModified: Date.now() }));
}"""


def put(tab: Page, path: str, data: bytes) -> None:
    tab.evaluate(PUT, [path, base64.b64encode(data).decode()])


def test_what_changed_on_the_disk_is_not_written_over(tab: Page, page_file: Path, demo_folder: Path) -> None:
    tab.add_init_script(FOLDER)
    screen = opened(tab, page_file.as_uri())
    for path in sorted(demo_folder.rglob("*")):
        name = path.relative_to(demo_folder).as_posix()
        if path.is_file() and not name.startswith(("export", "reminders")):
            put(tab, name, path.read_bytes())
    tab.locator("[data-open=folder]").click()
    screen.wait_for("nav.steps")
    settings = (demo_folder / "round.toml").read_text(encoding="utf-8")
    put(tab, "round.toml", f"{settings}\n# typed in an editor meanwhile\n".encode())
    screen.step("ตั้งรอบ")
    tab.locator("main form[data-call=save_settings] button[type=submit]").first.click()
    tab.locator(".verdict.good, main [role=alert]").first.wait_for()
    stored = tab.evaluate("async () => await window.testFiles.get('round.toml').text()")
    assert "# typed in an editor meanwhile" in stored
    screen.step("สถานะ")
    tab.locator("main [data-call=save_status]").first.click()
    tab.locator(".verdict.good, main [role=alert]").first.wait_for()
    assert tab.evaluate("() => window.testFiles.get('status.xlsx').size") > 5000
    assert screen.errors == []
