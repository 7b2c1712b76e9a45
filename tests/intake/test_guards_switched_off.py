"""Check that an attack on the reading gets through where its guard is switched off."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from ita_xlsx.catalogue import load_framework
from ita_xlsx.errors import UnreadableWorkbook
from ita_xlsx.intake.workbook import container
from ita_xlsx.intake.workbook import sheet_reader as reading_module
from ita_xlsx.intake.workbook.container import open_container
from ita_xlsx.intake.workbook.workbook import Workbook, read_sheets_in_process
from tests.conftest import full_scores, submission_of, write_form
from tests.hostile.attacks import attacks
from tests.hostile.case import Case
from tests.hostile.doctype import doctypes
from tests.hostile.mutants import mutants

NEVER = re.compile("(?!)")


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    framework = load_framework(2568)
    path = tmp_path_factory.mktemp("good") / "form.xlsx"
    return write_form(path, framework, submission_of(framework, full_scores(framework))).read_bytes()


def refusal(data: bytes) -> str:
    """The code a file is refused with at the door; empty when it passes."""
    try:
        open_container(data)
    except UnreadableWorkbook as error:
        return error.code
    return ""


def reading(data: bytes) -> str:
    """The code a workbook is refused with when all its sheets are read; empty when it is read."""
    try:
        Workbook(data).verify_all()
    except UnreadableWorkbook as error:
        return error.code
    return ""


def find(good: bytes, code: str, word: str) -> Case:
    """An attack with a word in its name that is refused with a code at the door."""
    return next(case for case in attacks(good, 5) if word in case.name and refusal(case.data) == code)


@dataclass(frozen=True)
class Guard:
    """A guard of the door: what it refuses, and how it is switched off."""

    name: str
    off: tuple[tuple[object, str, object], ...]
    code: str
    word: str


DOOR = (
    Guard("density", ((container, "_RATIO", 10**9),), "F108", "ratio"),
    Guard("number of parts", ((container, "_MOST_PARTS", 10**9),), "F108", "parts"),
    Guard("names of parts", ((container, "_ODD_NAME", NEVER),), "F115", "backslash"),
)


@pytest.mark.parametrize("guard", DOOR, ids=lambda guard: guard.name)
def test_a_guard_of_the_door(good: bytes, monkeypatch: pytest.MonkeyPatch, guard: Guard) -> None:
    case = find(good, guard.code, guard.word)
    for place, name, value in guard.off:
        monkeypatch.setattr(place, name, value)
    assert refusal(case.data) != guard.code


def test_the_caps_on_size(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        for name in ("[Content_Types].xml", "_rels/.rels", "xl/workbook.xml"):
            archive.writestr(name, b"<x/>")
        archive.writestr("xl/media/picture.bin", bytes(3 << 20))
    monkeypatch.setattr(container, "_LARGEST_TOTAL", 2 << 20)
    assert refusal(stream.getvalue()) == "F108"
    monkeypatch.setattr(container, "_LARGEST_TOTAL", 128 << 20)
    assert refusal(stream.getvalue()) == ""
    monkeypatch.setattr(container, "LARGEST_FILE", 1 << 20)
    assert refusal(stream.getvalue()) == "F108"


def test_entities(good: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    cases = [case for case in doctypes(good, 5) if "docProps" in case.name][:8]
    assert {refusal(case.data) for case in cases} == {"F114"}
    monkeypatch.setattr(container, "_declares_dtd", lambda part, wide: False)
    assert "" in {refusal(case.data) for case in cases}


def test_checksums_of_parts_nobody_needs(good: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    damaged = next(data for name, data in mutants(good, 5, 400) if "flipped" in name and refusal(data) == "F105")

    def unchecked(*_: object, **__: object) -> list[tuple[str, bytes]]:
        return []

    monkeypatch.setattr(container, "_unpack", unchecked)
    assert refusal(damaged) == ""


def in_a_process(code: str, data: Path) -> int:
    """The exit status of some lines in a process of their own, where DATA is the file."""
    lines = f"from pathlib import Path\nDATA = Path({str(data)!r}).read_bytes()\n{code}"
    return subprocess.run([sys.executable, "-c", lines], capture_output=True, check=False).returncode


def test_far_cells_end_the_process_of_the_fast_reader(good: bytes, tmp_path: Path) -> None:
    """Without our own pass a value in the last cell costs the process, and the child is what is lost, not the run."""
    far = "text at XFD1048576 of xl/worksheets/sheet3.xml"
    case = next(case for seed in range(5, 40) for case in attacks(good, seed) if case.name == far)
    path = tmp_path / "far.xlsx"
    path.write_bytes(case.data)
    assert (
        in_a_process(
            "from ita_xlsx.intake.workbook.workbook import read_sheets_in_process; read_sheets_in_process(DATA)", path
        )
        == 0
    )
    assert (
        in_a_process("from tests.intake.test_guards_switched_off import read_unguarded; read_unguarded(DATA)", path) < 0
    )
    apart = (
        "import sys\n"
        "from tests.intake.test_guards_switched_off import read_unguarded\n"
        "from ita_xlsx.intake.isolation.worker import run_isolated\n"
        "from ita_xlsx.errors import UnreadableWorkbook\n"
        "if __name__ == '__main__':\n"
        "    try: run_isolated(read_unguarded, DATA)\n"
        "    except UnreadableWorkbook as error: sys.exit(42 if error.code == 'F113' else 43)\n"
    )
    assert in_a_process(apart, path) == 42


def read_unguarded(data: bytes) -> int:
    """Read by the fast reader whatever stands where: for a child that may be lost."""
    reading_module._FAR = re.compile(b"(?!)")
    return len(read_sheets_in_process(data))


def test_the_second_reading(good: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the fast reader makes of nonsense is taken where nobody reads again."""
    named = [case for case in attacks(good, 5) if case.name.startswith("shared string index '-")]
    cases = [case for case in named if reading(case.data) == "F115"]
    assert cases
    monkeypatch.setattr(Workbook, "verified", lambda self, sheet: sheet)
    assert "" in [reading(case.data) for case in cases]


def test_two_readings_are_compared(good: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a sheet is not plain throughout, both readers see the same."""
    monkeypatch.setattr(reading_module, "read_plain_sheet_xml", lambda part, strings, formats: None)
    assert reading(good) == ""
    monkeypatch.setattr(reading_module.Reader, "_read_fast", lambda self, workbook, sheet: ())
    assert reading(good) == "F116"
    monkeypatch.setattr(reading_module, "_agree", lambda rows, care: True)
    assert reading(good) == ""
