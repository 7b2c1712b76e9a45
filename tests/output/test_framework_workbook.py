"""Check that the workbook of a framework holds its sheets, lists and notes, and is printed without loss."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from ita_xlsx.catalogue import load_framework
from ita_xlsx.cycle.frameworks import make_definition
from ita_xlsx.intake.forms.form import read_stamp
from ita_xlsx.intake.isolation.read_sheets import read_sheets
from ita_xlsx.model.layout.framework_layout import GUIDE, SPARE_ROWS, TABLES
from tests.conftest import EDITION
from tests.libreoffice.office import Office
from tests.libreoffice.pages import bare, page_texts
from tests.libreoffice.workbooks import package_parts
from tests.support.definitions import exported, shipped
from tests.support.program import run


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ITA_LANG", "en")
    monkeypatch.chdir(tmp_path)


def test_the_same_framework_gives_the_same_parts(tmp_path: Path) -> None:
    once, again = exported(tmp_path), tmp_path / "again.xlsx"
    again.write_bytes(make_definition(shipped(2568), EDITION))
    assert package_parts(once) == package_parts(again)


def test_sheets_lists_notes_and_room(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(exported(tmp_path))
    assert book.sheetnames == [GUIDE, *(table.sheet for table in TABLES.values()), "_ita"]
    assert book["_ita"].sheet_state == "veryHidden"
    sheet = book["ข้อคำถาม"]
    assert [cell.value for cell in sheet[4]] == [column.header for column in TABLES["questions"].columns]
    rules = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
    last = 4 + 52 + SPARE_ROWS
    assert rules[f"B5:B{last}"].formula1 == f"'ตัวชี้วัด'!$A$5:$A${4 + 10 + SPARE_ROWS}"
    assert rules[f"E5:E{last}"].formula1 == '"มีแหล่งที่มา,สันนิษฐาน"'
    assert all(rule.promptTitle or rule.prompt for rule in rules.values())
    assert not sheet.protection.sheet
    assert sheet.freeze_panes == "A5"
    assert not sheet.cell(last, 6).protection.locked
    assert sheet.cell(5, 1).number_format == "@"


# Sheets as the workbook names them.
S = {key: table.sheet for key, table in TABLES.items()}


def test_the_workbook_prints_whole(printer: Office, tmp_path: Path) -> None:
    path, pdf = exported(tmp_path), tmp_path / "framework.pdf"
    for sheet in openpyxl.load_workbook(path).worksheets:
        if sheet.sheet_state == "visible":
            heights = enumerate(printer.row_heights(path, sheet.title), 1)
            short = [row for row, (ours, needed) in heights if ours < needed - 0.5]
            # An empty row above a table is a gap.
            assert [(sheet.title, row) for row in short if any(cell.value for cell in sheet[row])] == []
    printer.pdf(path, pdf)
    pages = page_texts(pdf)
    everything = bare("".join(pages))
    assert all(bare(table.title) in everything for table in TABLES.values())
    assert all(bare(item.text) in everything for item in load_framework(2568).questions)
    assert all(f"- {number} -" in page for number, page in enumerate(pages, 1))


def test_the_stamp_names_the_kind(tmp_path: Path) -> None:
    stamp = read_stamp(read_sheets(exported(tmp_path).read_bytes()))
    assert stamp is not None
    assert (stamp.schema, stamp.year, stamp.digest) == ("ita-xlsx/framework/1", "2568", load_framework(2568).digest)
    assert run("check", exported(tmp_path, 2562)) == 3
