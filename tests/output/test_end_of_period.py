"""Check how the end of a measure is shortened on the first sheet and the card, by value and by formula."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from ita_xlsx.output.formulas.weak_places import _end_of, end_words
from tests.libreoffice.office import Office

ENDS = {
    "1 ตุลาคม 2568 – 30 กันยายน 2569": "30 ก.ย. 69",
    "1 ต.ค. 2568 – 30 ก.ย. 2569": "30 ก.ย. 69",
    "ภายใน 31 มีนาคม 2569": "ภายใน 31 มี.ค. 69",
    # The day is no year.
    "ภายใน 25 มีนาคม 2569": "ภายใน 25 มี.ค. 69",
    "ไตรมาส 1-2 ปีงบประมาณ พ.ศ. 2569": "ไตรมาส 1-2 ปีงบฯ 69",
    "ไตรมาส 2 ปีงบประมาณ 2569": "ไตรมาส 2 ปีงบฯ 69",
    # Official Thai has four digits behind these.
    "ภายในปี 2569": "ภายในปี 2569",
    "ตลอดปี พ.ศ. 2569": "ตลอดปี พ.ศ. 2569",
    "31 มีนาคม พ.ศ. 2569": "31 มี.ค. พ.ศ. 2569",
    "อบรม 25 ครั้ง": "อบรม 25 ครั้ง",
    "": "",
}


@pytest.mark.parametrize(("period", "end"), ENDS.items())
def test_a_year_is_short_only_behind_a_month_or_a_short_word(period: str, end: str) -> None:
    assert end_words(period) == end


def test_the_formula_shortens_as_the_value_does(office: Office, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row, period in enumerate(ENDS, 1):
        sheet.cell(row, 1, period)
        sheet.cell(row, 2, f"={_end_of(f'A{row}')}")
    book.save(tmp_path / "ends.xlsx")
    cells = [(sheet.title, f"B{row}") for row in range(1, len(ENDS) + 1)]
    assert [text or "" for text in office.values(tmp_path / "ends.xlsx", cells)] == list(ENDS.values())
