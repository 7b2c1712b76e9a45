"""Check that pages are complete: nothing clipped, no lone row, the page number and the agency on top."""

from __future__ import annotations

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
from ita_xlsx.model.round_settings import Contact, RoundSettings
from tests.conftest import EDITION, ISSUED
from tests.libreoffice.office import Office
from tests.libreoffice.pages import bare, boxes, page_texts
from tests.support.forms import analysed

SETTINGS = RoundSettings(contact=Contact("กลุ่มงานยุทธศาสตร์และข้อมูลเพื่อการพัฒนาจังหวัด", "02 123 4567", "a@b.go.th"))
# A4 in points, either way round.
WIDTH, HEIGHT = 595, 842


@pytest.fixture
def books(example: Example, tmp_path: Path) -> tuple[Path, Path]:
    """The filled form and the analysis of a published report."""
    framework = load_framework(example.year)
    agency = replace(example.submission.agency, code="P01")
    submission = replace(example.submission, agency=agency)
    form, analysis = tmp_path / "form.xlsx", tmp_path / "analysis.xlsx"
    form.write_bytes(make_form(framework, SETTINGS, submission, Edition(issued=ISSUED, remark=example.remark)))
    analysis.write_bytes(make_analysis(analysed(form), Edition(issued=ISSUED, remark=example.remark)))
    return form, analysis


def test_rows_are_tall_enough_for_their_text(printer: Office, books: tuple[Path, Path]) -> None:
    """LibreOffice's own fit never needs more than what we set."""
    for path in books:
        for sheet in openpyxl.load_workbook(path).worksheets:
            if sheet.sheet_state == "visible":
                # A row without a text is a gap, which may be as low as it likes.
                short = [
                    (path.name, sheet.title, row, ours, needed)
                    for row, (ours, needed) in enumerate(printer.row_heights(path, sheet.title), 1)
                    if ours < needed - 0.5 and any(cell.value not in (None, "") for cell in sheet[row])
                ]
                assert short == []


def test_pages_are_whole(printer: Office, books: tuple[Path, Path], example: Example, tmp_path: Path) -> None:
    framework = load_framework(example.year)
    for path in books:
        pdf = tmp_path / f"{path.stem}.pdf"
        printer.pdf(path, pdf)
        pages = page_texts(pdf)
        for number, page in enumerate(pages, 1):
            assert f"- {number} -" in page
            assert bare(example.submission.agency.name) in bare(page)
            assert len(page.splitlines()) > 3, f"{path.name}: page {number} holds next to nothing"
        told = bare("".join(pages))
        for question in framework.questions:
            assert bare(question.text) in told
        for box in boxes(pdf):
            assert box.left >= 0
            assert box.right <= max(WIDTH, HEIGHT)
            assert box.bottom <= HEIGHT


def test_the_summary_is_one_page(printer: Office, books: tuple[Path, Path], tmp_path: Path) -> None:
    pdf = tmp_path / "analysis.pdf"
    printer.pdf(books[1], pdf)
    first, second, *_ = page_texts(pdf)
    assert "ผลการวิเคราะห์" in first
    assert "ข้อสังเกตเกี่ยวกับข้อมูล" in first
    assert "ข้อสั่งการของผู้บริหาร" in first
    assert "คะแนนรายตัวชี้วัด" in second


def test_a_long_agency_name_is_printed_whole(printer: Office, tmp_path: Path) -> None:
    name = "สำนักงานพัฒนาสังคมและความมั่นคงของมนุษย์จังหวัดพระนครศรีอยุธยา & หน่วยงานในสังกัดทุกแห่ง"
    framework = load_framework(2568)
    from ita_xlsx.model.submission import Submission

    form, pdf = tmp_path / "form.xlsx", tmp_path / "form.pdf"
    form.write_bytes(make_form(framework, SETTINGS, Submission(agency=Agency("P11", name)), EDITION))
    printer.pdf(form, pdf)
    assert all(bare(name) in bare(page) for page in page_texts(pdf))
