"""Check that what is reckoned from a saved workbook is what LibreOffice shows on a screen of 1366x768."""

from __future__ import annotations

from itertools import accumulate
from pathlib import Path

import openpyxl
import pytest

from tests.conftest import EDITION
from tests.libreoffice import fonts, screen
from tests.libreoffice.office import Office
from tests.libreoffice.plugin import give_up
from tests.output.test_stand_in_fonts import KINDS, book_of
from tests.support.screen_room import HEIGHT, row_pixels

# The sheet that is opened where it is not the first one: a list.
SHEETS = {"form": "IIT", "analysis": "คะแนนรายข้อ", "consolidated": "สถานะการส่ง"}


@pytest.mark.office
@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_shows_the_rows_that_are_reckoned(kind: str, tmp_path: Path, fontconfig: Path) -> None:
    if reason := Office.available() or screen.missing() or fonts.missing(fontconfig):
        give_up(reason)
    written, path = tmp_path / "written.xlsx", tmp_path / "w.xlsx"
    written.write_bytes(book_of(kind, EDITION, tmp_path))
    book = openpyxl.load_workbook(written)
    sheet = book[SHEETS.get(kind, book.sheetnames[0])]
    screen.open_at(written, path, book.sheetnames.index(sheet.title) + 1)
    picture = screen.picture_of(path, tmp_path, fontconfig)
    picture.save(tmp_path / f"{kind}.png")
    ends = accumulate(pixels for row in range(1, sheet.max_row + 40) if (pixels := row_pixels(sheet, row)))
    reckoned = sum(end <= HEIGHT for end in ends)
    seen = sum(end <= HEIGHT for end in picture.row_ends())
    assert abs(seen - reckoned) <= 1
    assert seen > 3
