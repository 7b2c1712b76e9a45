"""Check that the questions of a decisions file are in sight, and that its paper is not empty grid."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from ita_xlsx.catalogue import load_framework
from ita_xlsx.model.layout.decisions_layout import FILES_SHEET, HEADER_ROW, SHEETS
from ita_xlsx.output.decisions import write_decisions
from tests.conftest import EDITION
from tests.libreoffice.office import Office
from tests.libreoffice.pages import page_texts

FRAMEWORK = load_framework(2568)
QUESTION = (
    "ใช้ไฟล์ใด (2 ไฟล์ไม่เหมือนกัน) ต่างจาก ITA2569 006 สำนักงานประมงจังหวัดตราด.xlsx: IIT!C4: 92.68 → 71.5, IIT!C5: 96.92 → 72"
)


def written(path: Path, question: str) -> Path:
    rows = {FILES_SHEET.name: [{"code": "006", "agency": "สำนักงานประมงจังหวัดตราด", "question": question}]}
    path.write_bytes(write_decisions(rows, FRAMEWORK, "ตราด", EDITION))
    return path


@pytest.mark.parametrize(("times", "points"), [(1, 66), (2, 130), (3, 180)])
def test_a_long_question_has_a_tall_row(times: int, points: float, tmp_path: Path) -> None:
    path = written(tmp_path / "decisions.xlsx", " ".join([QUESTION] * times))
    sheet = openpyxl.load_workbook(path)[FILES_SHEET.name]
    assert (sheet.row_dimensions[HEADER_ROW + 2].height or 0) >= points


def test_few_empty_rows_are_prepared(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(written(tmp_path / "decisions.xlsx", QUESTION))
    assert [book[sheet.name].max_row for sheet in SHEETS] == [HEADER_ROW + 1 + count for count in (13, 12, 12, 12)]


def test_each_sheet_is_printed_on_one_page(office: Office, tmp_path: Path) -> None:
    office.pdf(written(tmp_path / "decisions.xlsx", QUESTION), tmp_path / "decisions.pdf")
    pages = page_texts(tmp_path / "decisions.pdf")
    assert len(pages) == len(SHEETS)
