"""Build the page: one HTML file that holds Python, the package and the framework data, and needs nothing else.

Run it as ``python -m ita_xlsx.page.build -o ita.html``. It needs Node with npm, and pip; both fetch exactly the
versions whose hashes stand in ``package-lock.json`` and ``wheels.txt``. The same sources give the same bytes.
Writes one file.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import html
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from calendar import month_name
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import ita_xlsx
from ita_xlsx.model.text.dates import thai_date

HERE = Path(__file__).parent
PACKAGE, DATA = HERE.parent, HERE.parents[1] / "workbook_templates"
# The platform of the wheels that hold compiled code.
_PLATFORM = ("--platform", "pyemscripten_2026_0_wasm32", "--platform", "manylinux2014_x86_64",
             "--python-version", "314", "--implementation", "cp", "--abi", "cp314", "--abi", "none")  # fmt: skip
# The page has screens of its own in place of the command line, and no child processes, network or LibreOffice.
_LEFT_OUT = ("cli/", "office/", "__main__.py", "page/build.py", "page/pack.py", "cycle/demo/",
             "cycle/printing/pages.py", "links/connections.py", "links/visitor.py")  # fmt: skip
# The blank forms that are committed are left out too: the page makes each anew.
_KEPT = frozenset((".py", ".csv", ".toml", ".html", ".json", ".xml", ".docx"))
_MOST_MEMORY = 512 << 20


class BuildError(Exception):
    """The page cannot be built; the message says what is missing or has changed."""


@dataclass(frozen=True)
class Tools:
    """Two folders: what npm and pip have fetched to make the page from."""

    pyodide: Path
    wheels: Path


def fetch(folder: Path) -> Tools:
    """Fetch the pinned runtime and wheels into a folder by npm and pip; raise BuildError if one of them fails.

    What was fetched before from the same lock files is used as it is.
    """
    runtime = fetch_once(folder, "runtime", (HERE / "package.json", HERE / "package-lock.json"), run_npm)
    wheels = fetch_once(folder, "wheels", (HERE / "wheels.txt",), _run_pip)
    return Tools(runtime / "node_modules" / "pyodide", wheels)


def fetch_once(folder: Path, name: str, locks: Sequence[Path], run: Callable[[Path], None]) -> Path:
    """Return a folder with copies of the lock files and what ``run`` fetches into it.

    Its name holds a digest of the lock files, and it is moved into place when it is whole: several processes may
    share it, and none ever changes it.
    """
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in locks)).hexdigest()[:12]
    kept = folder / f"{name}-{digest}"
    if not kept.is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(dir=folder))
        for path in locks:
            shutil.copy(path, made / path.name)
        run(made)
        try:
            made.rename(kept)
        except OSError:  # another process was first
            shutil.rmtree(made)
    return kept


def run_npm(folder: Path) -> None:
    """Fetch exactly the packages of the lock file in a folder; raise BuildError if npm fails."""
    _run(("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"), folder)


def _run_pip(folder: Path) -> None:
    pip = (sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps")
    pinned = ("--require-hashes", "-r", str(HERE / "wheels.txt"))
    _run((*pip, "--only-binary=:all:", *_PLATFORM, *pinned, "-d", str(folder)), folder)


def build(tools: Tools, made: date, work: Path) -> bytes:
    """Return the bytes of the page, made in an empty folder; raise BuildError if the runtime is not as expected."""
    sources = work / "sources"
    _copy_sources(sources)
    parts = pack_parts(tools, sorted(tools.wheels.glob("*.whl")), sources, worker_script(tools.pyodide), work)
    return assemble(parts, made).encode("utf-8")


def pack_parts(tools: Tools, wheels: Sequence[Path], sources: Path, worker: str, work: Path) -> Mapping[str, str]:
    """Return the compressed parts of a page by name, as text; ``sources`` holds packages that are no wheels."""
    inside, out = work / "in", work / "out"
    out.mkdir(parents=True)
    (inside / "wheels").mkdir(parents=True)
    for path in wheels:
        shutil.copy(path, inside / "wheels" / path.name)
    for name in ("python_stdlib.zip", "pyodide.asm.wasm"):
        shutil.copy(tools.pyodide / name, inside / name)
    (inside / "worker.js").write_text(worker, encoding="utf-8")
    shutil.copytree(sources, inside / "sources")
    _run(("node", str(HERE / "pack.mjs"), str(tools.pyodide), str(inside), str(out)), work)
    return {path.stem: base64.b64encode(path.read_bytes()).decode("ascii") for path in sorted(out.glob("*.gz"))}


def worker_script(pyodide: Path) -> str:
    """Return the one classic script of the worker: the runtime, without modules, and our own part."""
    loader = _replaced(
        (pyodide / "pyodide.mjs").read_text(encoding="utf-8"),
        (r"export\{(\w+) as loadPyodide,\w+ as version\};", r"self.loadPyodide=\1;", 1),
        (r"//# sourceMappingURL=\S+", "", 1),
    )
    runtime = _replaced(
        (pyodide / "pyodide.asm.mjs").read_text(encoding="utf-8"),
        (r"export default _createPyodideModule;", "self._createPyodideModule=_createPyodideModule;", 1),
        (r"import\.meta\.url", '"https://page.invalid/pyodide.asm.mjs"', 3),
        (r"getHeapMax=\(\)=>4294901760", f"getHeapMax=()=>{_MOST_MEMORY}", 1),
    )
    lock = json.loads((pyodide / "pyodide-lock.json").read_text(encoding="utf-8"))
    own_part = f"self.RUNTIME_INFO={json.dumps(lock['info'])};{(HERE / 'worker.js').read_text(encoding='utf-8')}"
    # The runtime refuses a classic worker, which it knows by this function.
    first = 'self.importScripts=()=>{throw new TypeError("module")};'
    return f"{first}\n(function(){{{runtime}\n}})();\n(function(){{{loader}\n}})();\n(function(){{{own_part}\n}})();\n"


def assemble(parts: Mapping[str, str], made: date) -> str:
    """Return the page with its parts, its script and its style, and the policy that allows these alone."""
    style, script = ((HERE / name).read_text(encoding="utf-8") for name in ("page.css", "page.js"))
    policy = "; ".join(
        (
            "default-src 'none'",
            f"script-src '{_hash_of(script)}' 'wasm-unsafe-eval'",
            "worker-src blob:",
            f"style-src '{_hash_of(style)}'",
            "img-src data:",
            "connect-src 'none'",
            "form-action 'none'",
            "base-uri 'none'",
            "frame-src 'none'",
        )
    )
    words = {
        "policy": policy,
        "version": ita_xlsx.__version__,
        "made": thai_date(made),
        "made_en": f"{made.day} {month_name[made.month]} {made.year}",
        "made_iso": made.isoformat(),
        "digest": frameworks_digest()[:12],
    }
    page = (HERE / "page.html").read_text(encoding="utf-8")
    for name, word in words.items():
        page = page.replace(f"{{{{ {name} }}}}", html.escape(word, quote=name != "policy"))
    data = "\n".join(f'<script type="text/plain" id="part-{name}">{text}</script>' for name, text in parts.items())
    places = {"style": f"<style>{style}</style>", "data": data, "script": f"<script>{script}</script>"}
    for name, text in places.items():
        if page.count(f"<!-- {name} -->") != 1:
            raise BuildError(f"page.html has no single place for {name}")
        page = page.replace(f"<!-- {name} -->", text)
    return page


def frameworks_digest() -> str:
    """Return the SHA-256 of all framework data of the package, by which two copies of the page can be compared."""
    digest = hashlib.sha256()
    for path in sorted(DATA.rglob("*")):
        if path.suffix in (".csv", ".toml"):
            digest.update(path.relative_to(DATA).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def day_of_sources() -> date:
    """Return the day of the page: that of ``SOURCE_DATE_EPOCH``, of the last commit, or today."""
    if moment := os.environ.get("SOURCE_DATE_EPOCH"):
        return datetime.fromtimestamp(int(moment), UTC).date()
    asked = subprocess.run(
        ("git", "-C", str(HERE), "log", "-1", "--format=%cd", "--date=short"),
        capture_output=True,
        text=True,
        check=False,
    )
    return date.fromisoformat(asked.stdout.strip()) if asked.stdout.strip() else date.today()


def _copy_sources(folder: Path) -> None:
    """Copy what the page needs of the package and of its data."""
    for root in (PACKAGE, DATA):
        for path in sorted(root.rglob("*")):
            name = path.relative_to(root).as_posix()
            if path.suffix not in _KEPT or "__pycache__" in path.parts or name.startswith(_LEFT_OUT):
                continue
            target = folder / root.name / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, target)


def _replaced(text: str, *changes: tuple[str, str, int]) -> str:
    """Return a text with each pattern replaced; raise BuildError unless each is there so many times."""
    for pattern, replacement, expected in changes:
        text, count = re.subn(pattern, replacement, text)
        if count != expected:
            raise BuildError(f"the runtime has {count} places like {pattern}; this build expects {expected}")
    return text


def _hash_of(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode('ascii')}"


def _run(command: Sequence[str], folder: Path) -> None:
    """Run a program; raise BuildError with its last words if it is missing or fails."""
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        raise BuildError(f"{command[0]} is needed to build the page, and was not found") from None
    if done.returncode:
        raise BuildError(f"{command[0]} failed:\n{(done.stderr or done.stdout)[-4000:]}")


def main(words: Sequence[str] | None = None) -> int:
    """Build the page from the command line; print its size and its SHA-256."""
    parser = argparse.ArgumentParser(prog="python -m ita_xlsx.page.build", description=__doc__)
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="ita.html", help="The file to write.")
    parser.add_argument(
        "--made", type=date.fromisoformat, help="The day the page names (else that of the last commit)."
    )
    parser.add_argument("--tools", type=Path, help="A folder that keeps what npm and pip have fetched.")
    asked = parser.parse_args(words)
    try:
        with tempfile.TemporaryDirectory(prefix="ita-page-") as folder:
            tools = fetch(asked.tools or Path(folder) / "tools")
            page = build(tools, asked.made or day_of_sources(), Path(folder) / "work")
    except BuildError as error:
        print(error, file=sys.stderr)
        return 1
    asked.output.write_bytes(page)
    print(f"{asked.output}  {len(page) / 1e6:.1f} MB  sha256 {hashlib.sha256(page).hexdigest()}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
