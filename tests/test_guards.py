"""Is it the guard that holds its gate: does the gate fail where the guard is switched off?"""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from ita_xlsx.catalogue import load_framework
from ita_xlsx.cycle.files import put_workbook
from ita_xlsx.errors import OutputError, UnreadableWorkbook
from ita_xlsx.intake.isolation import worker
from ita_xlsx.intake.workbook import cells, container
from ita_xlsx.intake.workbook import sheet_reader as reading_module
from ita_xlsx.intake.workbook.cells import clean_text
from ita_xlsx.intake.workbook.container import open_container
from ita_xlsx.intake.workbook.workbook import Workbook, read_here
from ita_xlsx.model.findings import catalogue, make_finding, words_of
from ita_xlsx.output import book as book_module
from ita_xlsx.output import files, names
from ita_xlsx.output.book import Book
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

    def unchecked(data: bytes, archive: zipfile.ZipFile) -> list[tuple[str, bytes]]:
        return []

    monkeypatch.setattr(container, "_unpack", unchecked)
    assert refusal(damaged) == ""


def in_a_process(code: str, data: Path) -> int:
    """The exit status of some lines in a process of their own, where DATA is the file."""
    lines = f"from pathlib import Path\nDATA = Path({str(data)!r}).read_bytes()\n{code}"
    return subprocess.run([sys.executable, "-c", lines], capture_output=True, check=False).returncode


def test_far_cells_end_the_process_of_the_fast_reader(good: bytes, tmp_path: Path) -> None:
    """Without our own pass a value in the last cell costs the process, and the child is what is lost, not the run."""
    case = next(case for case in attacks(good, 5) if case.name.startswith("text at XFD1048576"))
    path = tmp_path / "far.xlsx"
    path.write_bytes(case.data)
    assert in_a_process("from ita_xlsx.intake.workbook.workbook import read_here; read_here(DATA)", path) == 0
    assert in_a_process("from tests.test_guards import read_unguarded; read_unguarded(DATA)", path) < 0
    apart = (
        "import sys\n"
        "from tests.test_guards import read_unguarded\n"
        "from ita_xlsx.intake.isolation.worker import run_apart\n"
        "from ita_xlsx.errors import UnreadableWorkbook\n"
        "if __name__ == '__main__':\n"
        "    try: run_apart(read_unguarded, DATA)\n"
        "    except UnreadableWorkbook as error: sys.exit(42 if error.code == 'F113' else 43)\n"
    )
    assert in_a_process(apart, path) == 42


def read_unguarded(data: bytes) -> int:
    """Read by the fast reader whatever stands where: for a child that may be lost."""
    reading_module._FAR = re.compile(b"(?!)")
    return len(read_here(data))


def test_the_second_reading(good: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the fast reader makes of nonsense is taken where nobody reads again."""
    named = [case for case in attacks(good, 5) if case.name.startswith("shared string index '-")]
    cases = [case for case in named if reading(case.data) == "F115"]
    assert cases
    monkeypatch.setattr(Workbook, "verified", lambda self, sheet: sheet)
    assert "" in [reading(case.data) for case in cases]


def test_two_readings_are_compared(good: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a sheet is not plain throughout, both readers see the same."""
    monkeypatch.setattr(reading_module, "read_plain", lambda part, strings, formats: None)
    assert reading(good) == ""
    monkeypatch.setattr(reading_module.Reader, "_read_fast", lambda self, workbook, sheet: ())
    assert reading(good) == "F116"
    monkeypatch.setattr(reading_module, "_agree", lambda rows, care: True)
    assert reading(good) == ""


def formula_count(data: bytes) -> int:
    """How many formulas a workbook holds."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return sum(archive.read(name).count(b"<f>") for name in archive.namelist() if "worksheets" in name)


def test_text_is_written_as_text(monkeypatch: pytest.MonkeyPatch) -> None:
    def made(write: Callable[[Book], None]) -> bytes:
        book = Book("t", "s", date(2026, 11, 20))
        write(book)
        return book.finish()

    assert formula_count(made(lambda book: book.sheet("x").text(0, 0, "=1+1", "text"))) == 0
    monkeypatch.setitem(book_module._OPTIONS, "strings_to_formulas", True)
    assert formula_count(made(lambda book: book.sheet("x").worksheet.write(0, 0, "=1+1"))) == 1


def test_text_is_not_taken_for_xml(monkeypatch: pytest.MonkeyPatch) -> None:
    def value(text: str) -> str:
        book = Book("t", "s", date(2026, 11, 20))
        book.sheet("x").text(0, 0, text, "text")
        sheet = Workbook(book.finish()).sheets[0]
        return str(sheet.at(0, 0))

    assert value("<r><t>x</t></r>") == "<r><t>x</t></r>"
    monkeypatch.setattr(book_module, "_pieces", lambda text: [text])
    assert value("<r><t>x</t></r>") != "<r><t>x</t></r>"


def test_the_screen_is_not_steered(monkeypatch: pytest.MonkeyPatch) -> None:
    finding = make_finding("S202", subject="i1", value="\x1b[2J")
    assert "\x1b" not in words_of(finding, "en")[0]
    monkeypatch.setattr(catalogue, "visible", lambda text: text)
    assert "\x1b" in words_of(finding, "en")[0]


def test_control_characters_are_dropped_at_the_door(monkeypatch: pytest.MonkeyPatch) -> None:
    assert clean_text("a\x1b\ud800b") == "ab"
    monkeypatch.setattr(cells, "_INVISIBLE", {})
    clean_text.cache_clear()
    assert clean_text("a\x1b\ud800b") != "ab"
    clean_text.cache_clear()


def test_names_stay_in_their_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "/" not in names.safe_name("../../etc/passwd")
    monkeypatch.setattr(names, "_UNSAFE", NEVER)
    assert "/" in names.safe_name("../../etc/passwd")


def test_a_file_is_read_back_before_it_takes_its_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "x.xlsx"
    target.write_bytes(b"the old one")
    with pytest.raises(OutputError, match="could not be read back"):
        put_workbook(target, b"half a workbook", force=True)
    assert target.read_bytes() == b"the old one"
    files.write_file(target, b"half a workbook", force=True)
    assert target.read_bytes() == b"half a workbook"
    assert [path.name for path in tmp_path.iterdir()] == ["x.xlsx"]


@pytest.mark.parametrize("lock", ["~$report.xlsx", ".~lock.report.xlsx#"])
def test_a_workbook_open_elsewhere_is_not_replaced(tmp_path: Path, lock: str) -> None:
    target = tmp_path / "report.xlsx"
    target.write_bytes(b"old")
    (tmp_path / lock).write_bytes(b"")
    with pytest.raises(OutputError) as told:
        files.write_file(target, b"new", force=True)
    assert (told.value.code, target.read_bytes()) == ("C708", b"old")


def test_a_target_that_is_held_is_tried_again_and_then_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target, tries = tmp_path / "report.xlsx", []
    target.write_bytes(b"old")

    def refuse(*arguments: object) -> None:
        tries.append(arguments)
        raise PermissionError(13, "held")

    monkeypatch.setattr(files, "_PAUSE", 0)
    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(OutputError) as told:
        files.write_file(target, b"new", force=True)
    assert told.value.code == "C708"
    assert len(tries) > 3
    assert [path.name for path in tmp_path.iterdir()] == ["report.xlsx"]


def test_what_a_killed_run_left_is_taken_away(tmp_path: Path) -> None:
    process = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True)
    stray = tmp_path / f".ita-{int(process.stdout)}-x.tmp"
    stray.write_bytes(b"half")
    files.write_file(tmp_path / "x.txt", b"x", force=False)
    assert [path.name for path in tmp_path.iterdir()] == ["x.txt"]


def test_the_child_has_a_budget() -> None:
    assert worker.SECONDS <= 10
    assert worker.MEGABYTES <= 512
    with pytest.raises(UnreadableWorkbook) as told:
        worker.run_isolated(use_memory, 1 << 30)
    assert told.value.code == "F113"


def use_memory(size: int) -> int:
    """Ask for so many bytes."""
    return len(bytearray(size))


def test_what_earlier_files_left_behind_is_swept_before_a_file_is_given_up() -> None:
    sizes = [200 << 20] * 6
    assert list(worker.run_all_isolated(use_memory_in_circles, sizes, 1)) == sizes
    with pytest.raises(UnreadableWorkbook) as told:
        worker.run_isolated(use_memory_unswept, sizes)
    assert told.value.code == "F113"
    assert worker.run_isolated(use_memory_or_fail_otherwise, 300 << 20) == 300 << 20


def use_memory_in_circles(size: int) -> int:
    """Ask for so many bytes, and leave them behind in a circle."""
    circle: list[object] = [bytearray(size)]
    circle.append(circle)
    return size


def use_memory_unswept(sizes: list[int]) -> list[int]:
    """The same with nothing swept between, nor for who comes next."""
    return list(map(use_memory_in_circles, sizes))


def use_memory_or_fail_otherwise(size: int) -> int:
    """As a library does that tells of no memory in words of its own."""
    try:
        return use_memory(size)
    except MemoryError:
        return -1
