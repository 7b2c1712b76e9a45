"""Check that no line is cut in the house font, and that a machine without it loses no figure and no short text.

Rows have the heights of the house font. On a machine with a wider font a text of one line is drawn smaller, and so is
every figure; a text of several lines may lose its last one there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell import Cell

from ita_xlsx.catalogue import load_framework, load_measures
from ita_xlsx.cycle.analyze import make_analysis
from ita_xlsx.cycle.templates import make_form
from ita_xlsx.diagnosis.track_steps import track_steps
from ita_xlsx.model.agency import Agency
from ita_xlsx.model.edition import Edition
from ita_xlsx.model.example import Example
from ita_xlsx.model.layout.page import line_count, text_width
from ita_xlsx.model.layout.plan_layouts import PLAN_LAYOUTS
from ita_xlsx.model.round_settings import RoundSettings
from ita_xlsx.model.submission import Submission
from ita_xlsx.output.framework import write_framework_workbook
from ita_xlsx.output.measures import write_measures_workbook
from ita_xlsx.output.page_headers import header_text
from ita_xlsx.output.province import write_consolidated, write_status
from tests.conftest import AGENCY, EDITION, ISSUED, published
from tests.libreoffice.office import Office
from tests.libreoffice.pages import page_texts
from tests.libreoffice.plugin import give_up
from tests.support.forms import analysed
from tests.support.plan_forms import form_of, long_plan
from tests.support.provinces import province_of
from tests.support.tracked_steps import AS_OF

LONG = "สำนักงานพัฒนาสังคมและความมั่นคงของมนุษย์จังหวัดพระนครศรีอยุธยา" * 5
# What LibreOffice leaves free above and below is more than this.
SLACK = 4
KINDS = ("form", "analysis", "consolidated", "status", "measures", "definition")


@pytest.fixture(scope="module")
def plain_office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """LibreOffice with the fonts of the machine, which are wider than ours."""
    if reason := Office.available():
        give_up(reason)
    with Office(tmp_path_factory.mktemp("plain")) as office:
        yield office


def _cut_rows(office: Office, path: Path) -> list[tuple[str, int, float, float]]:
    return [
        (sheet.title, row, ours, needed)
        for sheet in openpyxl.load_workbook(path).worksheets
        if sheet.sheet_state == "visible"
        for row, (ours, needed) in enumerate(office.row_heights(path, sheet.title), 1)
        # A row without a text is a gap, which may be as low as it likes.
        if ours < needed - SLACK and any(cell.value not in (None, "") for cell in sheet[row])
    ]


def book_of(kind: str, edition: Edition, folder: Path) -> bytes:
    """Return a workbook of a kind, filled in."""
    province, example = province_of(2568, 31), published("samut-prakan-2568")
    match kind:
        case "consolidated":
            return write_consolidated(province, (), edition)
        case "status":
            return write_status(province, edition)
        case "measures":
            return write_measures_workbook(track_steps(province, AS_OF), (), edition, by_owner=True)
        case "definition":
            return write_framework_workbook(load_framework(2568), load_measures(), edition)
    form = make_form(load_framework(example.year), RoundSettings(), example.submission, edition)
    if kind == "form":
        return form
    path = folder / "filled.xlsx"
    path.write_bytes(form)
    return make_analysis(analysed(path), edition)


@pytest.mark.parametrize("digits", ["arabic", "thai"])
@pytest.mark.parametrize("kind", KINDS)
def test_no_number_is_wider_than_its_column(plain_office: Office, tmp_path: Path, kind: str, digits: str) -> None:
    path, pdf = tmp_path / "c.xlsx", tmp_path / "c.pdf"
    path.write_bytes(book_of(kind, Edition(issued=ISSUED, digits=digits), tmp_path))
    plain_office.pdf(path, pdf)
    assert [number for number, page in enumerate(page_texts(pdf), 1) if "##" in page] == []


@pytest.mark.parametrize("size", [6, 31])
def test_rows_of_the_province_hold_their_text(printer: Office, tmp_path: Path, size: int) -> None:
    path, province = tmp_path / "c.xlsx", province_of(2568, size)
    for data in (write_consolidated(province, (), EDITION), write_status(province, EDITION)):
        path.write_bytes(data)
        assert _cut_rows(printer, path) == []


@pytest.mark.parametrize("kind", ["measures", "definition"])
def test_rows_of_other_workbooks_hold_their_text(printer: Office, tmp_path: Path, kind: str) -> None:
    path = tmp_path / "m.xlsx"
    path.write_bytes(book_of(kind, EDITION, tmp_path))
    assert _cut_rows(printer, path) == []


@pytest.mark.parametrize("name", ["เทศบาล", LONG], ids=["short", "long"])
def test_rows_of_the_form_hold_their_text(printer: Office, tmp_path: Path, name: str) -> None:
    path = tmp_path / "f.xlsx"
    path.write_bytes(make_form(load_framework(2568), RoundSettings(), Submission(agency=Agency("P01", name)), EDITION))
    assert _cut_rows(printer, path) == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_text_of_one_line_is_drawn_smaller_where_the_font_is_wider(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "w.xlsx"
    path.write_bytes(book_of(kind, EDITION, tmp_path))
    assert [*_broken_in_a_wider_font(path)] == []


def _broken_in_a_wider_font(path: Path) -> Iterator[tuple[str, str, str]]:
    """Yield the cells that hold one line in the house font, and would be broken into two by a wider one."""
    for sheet in (item for item in openpyxl.load_workbook(path).worksheets if item.sheet_state == "visible"):
        merged = {place for area in sheet.merged_cells.ranges for row in area.rows for place in row}
        for cell in (item for row in sheet.iter_rows() for item in row if isinstance(item, Cell)):
            text, is_locked = str(cell.value or ""), cell.protection.locked
            if cell.data_type != "s" or not is_locked or not cell.alignment.wrap_text or "\n" in text:
                continue
            width = sheet.column_dimensions[cell.column_letter].width - 5 / 7
            if (cell.row, cell.column) not in merged and line_count(text, width, int(cell.font.sz)) == 1:
                yield sheet.title, cell.coordinate, text


def test_a_very_long_name_does_not_shrink_its_page(tmp_path: Path) -> None:
    path = tmp_path / "f.xlsx"
    path.write_bytes(make_form(load_framework(2568), RoundSettings(), Submission(agency=Agency("P01", LONG)), EDITION))
    sheet = openpyxl.load_workbook(path)["ข้อมูลหน่วยงาน"]
    assert str(sheet.print_area).replace("$", "").endswith("A1:C16")
    assert sheet["B5"].value == LONG
    assert sheet["B5"].alignment.wrap_text


def test_a_header_keeps_the_year_of_a_long_name() -> None:
    shown = header_text(f"{LONG}  ปีงบประมาณ พ.ศ. 2568")
    assert shown.endswith("…  ปีงบประมาณ พ.ศ. 2568")
    assert text_width(shown) <= text_width(LONG) / 2


@pytest.mark.parametrize("text", ["", "…", "&" * 300, "ก" * 300, "ั" * 300, "a  " + "&G" * 200, "  " + "&G" * 20])
def test_every_header_is_short_enough(text: str) -> None:
    assert len(header_text(text)) <= 150


def test_rows_of_an_analysis_hold_their_text(printer: Office, tmp_path: Path, example: Example) -> None:
    path = tmp_path / "a.xlsx"
    framework = load_framework(example.year)
    submission = replace(example.submission, agency=replace(example.submission.agency, code="P01"))
    path.write_bytes(make_form(framework, RoundSettings(), submission, Edition(issued=ISSUED, remark=example.remark)))
    path.write_bytes(make_analysis(analysed(path), Edition(issued=ISSUED, remark=example.remark)))
    assert _cut_rows(printer, path) == []


@pytest.mark.parametrize("form", list(PLAN_LAYOUTS))
def test_rows_of_a_plan_hold_their_text(printer: Office, tmp_path: Path, form: str) -> None:
    path = form_of(tmp_path / "p.xlsx", AGENCY, long_plan(), Edition(issued=ISSUED, plan_layout=form))
    assert _cut_rows(printer, path) == []
