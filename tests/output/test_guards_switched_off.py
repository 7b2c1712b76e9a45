"""Check that an attack on the outputs gets through where its guard is switched off."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from ita_xlsx.cycle.files import Target
from ita_xlsx.errors import OutputError
from ita_xlsx.intake.workbook import cells
from ita_xlsx.intake.workbook.cells import clean_text
from ita_xlsx.intake.workbook.workbook import Workbook
from ita_xlsx.model.edition import Edition
from ita_xlsx.model.findings import Code, catalogue, make_finding, message_and_fix
from ita_xlsx.output import book as book_module
from ita_xlsx.output import names
from ita_xlsx.output import safe_write as files
from ita_xlsx.output.book import Book

NEVER = re.compile("(?!)")


def formula_count(data: bytes) -> int:
    """How many formulas a workbook holds."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return sum(archive.read(name).count(b"<f>") for name in archive.namelist() if "worksheets" in name)


def test_text_is_written_as_text(monkeypatch: pytest.MonkeyPatch) -> None:
    def made(write: Callable[[Book], None]) -> bytes:
        book = Book("t", "s", Edition(issued=date(2026, 11, 20)))
        write(book)
        return book.finish()

    assert formula_count(made(lambda book: book.sheet("x").text(0, 0, "=1+1", "text"))) == 0
    monkeypatch.setitem(book_module._OPTIONS, "strings_to_formulas", True)
    assert formula_count(made(lambda book: book.sheet("x").worksheet.write(0, 0, "=1+1"))) == 1


def test_text_is_not_taken_for_xml(monkeypatch: pytest.MonkeyPatch) -> None:
    def value(text: str) -> str:
        book = Book("t", "s", Edition(issued=date(2026, 11, 20)))
        book.sheet("x").text(0, 0, text, "text")
        sheet = Workbook(book.finish()).sheets[0]
        return str(sheet.at(0, 0))

    assert value("<r><t>x</t></r>") == "<r><t>x</t></r>"
    monkeypatch.setattr(book_module, "text_pieces", lambda text: [text])
    assert value("<r><t>x</t></r>") != "<r><t>x</t></r>"


def test_the_screen_is_not_steered(monkeypatch: pytest.MonkeyPatch) -> None:
    finding = make_finding(Code.SCORE_NOT_A_NUMBER, subject="i1", value="\x1b[2J")
    assert "\x1b" not in message_and_fix(finding, "en")[0]
    monkeypatch.setattr(catalogue, "visible", lambda text: text)
    assert "\x1b" in message_and_fix(finding, "en")[0]


def test_control_characters_are_dropped_at_the_door(monkeypatch: pytest.MonkeyPatch) -> None:
    assert clean_text("a\x1b\ud800b") == "ab"
    monkeypatch.setattr(cells, "_INVISIBLE", {})
    clean_text.cache_clear()
    try:
        assert clean_text("a\x1b\ud800b") != "ab"
    finally:
        # What was cleaned without the guard is not left to a later test.
        clean_text.cache_clear()


def test_names_stay_in_their_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "/" not in names.safe_name("../../etc/passwd")
    monkeypatch.setattr(names, "_UNSAFE", NEVER)
    assert "/" in names.safe_name("../../etc/passwd")


def test_a_file_is_read_back_before_it_takes_its_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "x.xlsx"
    target.write_bytes(b"the old one")
    with pytest.raises(OutputError, match="could not be read back"):
        Target(path=target, force=True).put_workbook(b"half a workbook")
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


@pytest.mark.parametrize(
    ("name", "program"),
    [("report.xlsx", "Excel"), ("report.docx", "Word"), ("a.csv", "Excel"), ("a.txt", "another program")],
)
def test_the_program_that_has_a_target_open_is_named(tmp_path: Path, name: str, program: str) -> None:
    target = tmp_path / name
    target.write_bytes(b"old")
    (tmp_path / f"~${name}").write_bytes(b"")
    with pytest.raises(OutputError) as told:
        files.write_file(target, b"new", force=True)
    assert f"open in {program} and" in told.value.message("en")
    assert ("Word" if program == "Word" else "โปรแกรมอื่น" if program != "Excel" else "Excel") in told.value.message("th")


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
    script = "from ita_xlsx.temporary import prefix_beside; print(prefix_beside())"
    process = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, text=True)
    stray = tmp_path / f"{process.stdout.strip()}x.tmp"
    stray.write_bytes(b"half")
    files.write_file(tmp_path / "x.txt", b"x", force=False)
    assert [path.name for path in tmp_path.iterdir()] == ["x.txt"]
