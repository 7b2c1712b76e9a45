"""Check that sheets stay readable where the house font is missing, and with Thai digits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from ita_xlsx.catalogue import load_framework
from ita_xlsx.cycle.analyze import make_analysis
from ita_xlsx.cycle.templates import make_form
from ita_xlsx.model.agency import Agency
from ita_xlsx.model.edition import Edition
from ita_xlsx.model.example import Example
from ita_xlsx.model.layout.page import text_width
from ita_xlsx.model.layout.plan_layouts import PLAN, PLAN_LAYOUTS
from ita_xlsx.model.round_settings import RoundSettings
from ita_xlsx.model.submission import Submission
from ita_xlsx.output.province import write_consolidated, write_status
from ita_xlsx.output.styles import header_text
from tests.conftest import AGENCY, EDITION, ISSUED
from tests.libreoffice.office import Office
from tests.libreoffice.pages import page_texts
from tests.libreoffice.plugin import give_up
from tests.support.forms import analysed
from tests.support.plan_forms import form_of, long_plan
from tests.support.provinces import province_of

LONG = "สำนักงานพัฒนาสังคมและความมั่นคงของมนุษย์จังหวัดพระนครศรีอยุธยา" * 5
# What LibreOffice leaves free above and below is more than this.
SLACK = 4


@pytest.fixture(scope="module")
def plain_office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """LibreOffice with the fonts of the machine, which are wider than ours."""
    if reason := Office.available():
        give_up(reason)
    with Office(tmp_path_factory.mktemp("plain")) as office:
        yield office


def _short_rows(office: Office, path: Path) -> list[tuple[str, int, float, float]]:
    return [
        (sheet.title, row, ours, needed)
        for sheet in openpyxl.load_workbook(path).worksheets
        if sheet.sheet_state == "visible"
        for row, (ours, needed) in enumerate(office.row_heights(path, sheet.title), 1)
        if ours < needed - SLACK
    ]


@pytest.mark.parametrize("digits", ["arabic", "thai"])
def test_no_number_is_wider_than_its_column(plain_office: Office, tmp_path: Path, digits: str) -> None:
    province = province_of(2568, 31)
    for name, data in (
        ("c", write_consolidated(province, (), Edition(issued=ISSUED, digits=digits))),
        ("s", write_status(province, Edition(issued=ISSUED, digits=digits))),
    ):
        path, pdf = tmp_path / f"{name}.xlsx", tmp_path / f"{name}.pdf"
        path.write_bytes(data)
        plain_office.pdf(path, pdf)
        assert [number for number, page in enumerate(page_texts(pdf), 1) if "##" in page] == []


def test_rows_of_the_province_hold_their_text(plain_office: Office, tmp_path: Path) -> None:
    path = tmp_path / "c.xlsx"
    path.write_bytes(write_consolidated(province_of(2568, 31), (), EDITION))
    # A row of the governor's page that holds nothing but headings beside charts is not told by its height.
    assert [row for row in _short_rows(plain_office, path) if row[0] != "ภาพรวม"] == []


@pytest.mark.parametrize("name", ["เทศบาล", LONG], ids=["short", "long"])
def test_rows_of_the_form_hold_their_text(plain_office: Office, tmp_path: Path, name: str) -> None:
    path = tmp_path / "f.xlsx"
    path.write_bytes(make_form(load_framework(2568), RoundSettings(), Submission(agency=Agency("P01", name)), EDITION))
    sheets = ("คำชี้แจง", "ข้อมูลหน่วยงาน", "IIT", "OIT", "มาตรการ")
    assert [row for row in _short_rows(plain_office, path) if row[0] in sheets] == []


def test_a_very_long_name_does_not_shrink_its_page(tmp_path: Path) -> None:
    path = tmp_path / "f.xlsx"
    path.write_bytes(make_form(load_framework(2568), RoundSettings(), Submission(agency=Agency("P01", LONG)), EDITION))
    sheet = openpyxl.load_workbook(path)["ข้อมูลหน่วยงาน"]
    assert str(sheet.print_area).replace("$", "").endswith("A1:B16")
    assert sheet["B5"].value == LONG
    assert sheet["B5"].alignment.wrap_text


def test_a_header_keeps_the_year_of_a_long_name() -> None:
    shown = header_text(f"{LONG}  ปีงบประมาณ พ.ศ. 2568")
    assert shown.endswith("…  ปีงบประมาณ พ.ศ. 2568")
    assert text_width(shown) <= text_width(LONG) / 2


@pytest.mark.parametrize("text", ["", "…", "&" * 300, "ก" * 300, "ั" * 300, "a  " + "&G" * 200, "  " + "&G" * 20])
def test_every_header_is_short_enough(text: str) -> None:
    assert len(header_text(text)) <= 150


def test_rows_of_an_analysis_hold_their_text(plain_office: Office, tmp_path: Path, example: Example) -> None:
    path = tmp_path / "a.xlsx"
    framework = load_framework(example.year)
    submission = replace(example.submission, agency=replace(example.submission.agency, code="P01"))
    path.write_bytes(make_form(framework, RoundSettings(), submission, Edition(issued=ISSUED, remark=example.remark)))
    path.write_bytes(make_analysis(analysed(path), Edition(issued=ISSUED, remark=example.remark)))
    # Headers of helper columns, beside the print area, stand in the row of the others.
    assert [row for row in _short_rows(plain_office, path) if row[:2] not in _headers(path)] == []


def _headers(path: Path) -> set[tuple[str, int]]:
    sheets = openpyxl.load_workbook(path).worksheets
    return {
        (sheet.title, row) for sheet in sheets for row in range(1, 80) if sheet.cell(row, 2).value in ("ข้อ", "ประเด็น")
    }


@pytest.mark.parametrize("form", list(PLAN_LAYOUTS))
def test_rows_of_a_plan_hold_their_text(plain_office: Office, tmp_path: Path, form: str) -> None:
    path = form_of(tmp_path / "p.xlsx", AGENCY, long_plan(), Edition(issued=ISSUED, plan_layout=form))
    assert [row for row in _short_rows(plain_office, path) if row[0] in ("มาตรการ", PLAN)] == []
