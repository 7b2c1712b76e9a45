"""P1: broken and hostile files through the page in Chromium, held against the same files through the program.

``python -m benchmarks.hostile_page [--seed N] [--files N]``; ``ITA_PAGE_TOOLS`` names a folder that keeps what npm and
pip fetch. Exits 1 when a gate failed.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from datetime import date
from itertools import chain
from pathlib import Path

from playwright.sync_api import sync_playwright

from benchmarks.gate import Gate, print_gates
from benchmarks.hostile_files import good_forms
from ita_xlsx.catalogue import load_framework
from ita_xlsx.cycle.receive import find_returns, receive_all
from ita_xlsx.cycle.settings.load_context import load_context
from ita_xlsx.page import agency_door, build
from ita_xlsx.page.request import Request
from tests.conftest import full_scores, submission_of, write_form
from tests.hostile.attacks import attacks
from tests.hostile.dialects import dialects
from tests.hostile.doctype import doctypes
from tests.hostile.encrypted import encrypted
from tests.hostile.flags import flags
from tests.hostile.mutants import mutants
from tests.hostile.strict import strict
from tests.page.driver import Screen, opened
from tests.page.tools import FLAGS, KEEP, program

_MADE = date(2026, 11, 20)
_MUTANTS, _AT_ONCE = 2000, 20
# A screen begins each form with its verdict.
_FORM = '<div class="verdict'
# Put in the place of the page's own: the answer is kept as Python gave it.
_KEEP_ANSWER = "() => { window.answer = null; window.show = (answer) => { window.answer = answer; }; }"


def drawn(good: bytes, seed: int, count: int) -> list[tuple[str, bytes]]:
    """Files of every set, drawn by the hash of their bytes, each with the name of its set."""
    sets = {
        "GOOD": chain(((name, data) for name, data, _ in good_forms(None)), dialects(good)),
        "STRICT": ((name, strict(data)) for name, data, _ in good_forms(None)),
        "DAMAGED": mutants(good, seed, _MUTANTS),
        "ATTACK": ((case.name, case.data) for case in attacks(good, seed)),
        "DTD": ((case.name, case.data) for case in doctypes(good, seed)),
        "ENCRYPTED": ((case.name, case.data) for case in encrypted(good, seed)),
        "FLAGS": ((flag.name, flag.data) for flag in flags(good)),
    }
    files = [(family, data) for family, cases in sets.items() for _, data in cases]
    return sorted(files, key=lambda item: hashlib.sha256(item[1]).digest())[:count]


def on_page(screen: Screen, paths: Sequence[Path]) -> str:
    """The answer of the door of the agency to these files, as HTML."""
    screen.tab.evaluate(_KEEP_ANSWER)
    screen.tab.locator("#f1").set_input_files(paths)
    screen.tab.wait_for_function("() => window.answer || document.querySelector('main > .error')")
    return str(screen.tab.evaluate("() => window.answer?.html ?? document.querySelector('main > .error').innerText"))


def in_program(paths: Sequence[Path]) -> str:
    """The same answer by the program, whose children read the files."""
    values = {"paths": [path.name for path in paths], "language": "th"}
    with contextlib.chdir(paths[0].parent):
        return str(agency_door.check(Request(values)).html)


def codes_in(paths: Sequence[Path]) -> set[str]:
    sources, passed_over = find_returns(map(str, paths))
    told = (item.findings for item in receive_all(sources, load_context()))
    return {finding.code for finding in chain(passed_over, *told)}


def run_page(screen: Screen, folder: Path, files: Sequence[tuple[str, bytes]]) -> Gate:
    """Hand all files to the page and to the program; a file fails where their screens say different things of it."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"{number:03d}.xlsx" for number in range(len(files))]
    for path, (_, data) in zip(paths, files, strict=True):
        path.write_bytes(data)
    codes: set[str] = set()
    rows = differing = 0
    for start in range(0, len(paths), _AT_ONCE):
        part = paths[start : start + _AT_ONCE]
        shown, expected = on_page(screen, part).split(_FORM), in_program(part).split(_FORM)
        rows += len(shown) - 1
        differing += sum(ours != theirs for ours, theirs in zip(shown, expected, strict=False))
        codes |= codes_in(part)
    failed = max(differing, abs(len(paths) - rows), len(screen.errors))
    return Gate("P1", "files told otherwise by the page than by the program", len(paths), failed, f"{len(codes)} codes")


def main() -> int:
    """Run the gate and print it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=20261120, help="other than the tests' seeds")
    parser.add_argument("--files", type=int, default=300)
    chosen = parser.parse_args()
    framework = load_framework(2568)
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        work = Path(name)
        tools = build.fetch(Path(os.environ.get(KEEP) or work / "tools"))
        page = work / "ita.html"
        page.write_bytes(build.build(tools, _MADE, work / "page"))
        form = write_form(work / "good.xlsx", framework, submission_of(framework, full_scores(framework)))
        files = drawn(form.read_bytes(), chosen.seed, chosen.files)
        browser = playwright.chromium.launch(executable_path=program("chromium"), args=list(FLAGS))
        screen = opened(browser.new_page(), page.as_uri())
        gate = run_page(screen, work / "files", files)
        browser.close()
        print(
            ", ".join(f"{family} {count}" for family, count in sorted(Counter(family for family, _ in files).items()))
        )
    return 0 if print_gates([gate]) else 1


if __name__ == "__main__":
    sys.exit(main())
