"""Check that cells for dates read years of the Buddhist era as such, and that a date stays one for every reader."""

from __future__ import annotations

import io
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from ita_xlsx.catalogue import load_framework
from ita_xlsx.diagnosis.track_steps import track_steps
from ita_xlsx.model.edition import Edition
from ita_xlsx.model.layout import measures_layout
from ita_xlsx.model.text.dates import parse_date
from ita_xlsx.output.measures import write_measures_workbook
from tests.conftest import ISSUED, full_scores, submission_of, write_form
from tests.libreoffice.office import Office
from tests.libreoffice.pages import bare, page_texts
from tests.support.cells import info_cell
from tests.support.forms import read
from tests.support.tracked_steps import AS_OF, member_of, province_of, reported

YEAR, DAY = 2568, date(2025, 9, 30)
REPORTED = info_cell(YEAR, "reported_on")
FORMAT = "[$-187041E]d mmmm yyyy"


@pytest.fixture
def form(tmp_path: Path) -> Path:
    """A form with a date typed into it."""
    framework = load_framework(YEAR)
    path = write_form(tmp_path / "form.xlsx", framework, submission_of(framework, full_scores(framework)))
    book = openpyxl.load_workbook(path)
    assert REPORTED.of(book).number_format == FORMAT
    REPORTED.of(book).value = DAY
    book.save(path)
    return path


def test_a_typed_date_is_a_date_for_every_reader(form: Path) -> None:
    again = REPORTED.of(openpyxl.load_workbook(form))
    assert (again.number_format, again.value) == (FORMAT, datetime(2025, 9, 30))
    rows = CalamineWorkbook.from_path(form).get_sheet_by_name(REPORTED.sheet).to_python(skip_empty_area=False)
    assert rows[REPORTED.row - 1][REPORTED.col - 1] == DAY
    submission = read(form).submission
    assert submission is not None
    assert parse_date(submission.fields["reported_on"]) == DAY


@pytest.mark.parametrize(("digits", "code"), [("arabic", "187"), ("thai", "D87")])
def test_the_day_of_the_steps_is_typed_the_same_way(digits: str, code: str) -> None:
    steps = track_steps(province_of(member_of("P01", reported("a.1", period="30 กันยายน 2568"))), AS_OF)
    data = write_measures_workbook(steps, (), Edition(issued=ISSUED, digits=digits))
    place = measures_layout.AS_OF
    cell = openpyxl.load_workbook(io.BytesIO(data))[place.sheet][place.a1]
    assert cell.number_format == f"[$-{code}041E]d mmm yyyy"
    assert cell.value.date() == AS_OF


def test_libreoffice_shows_the_year_of_the_buddhist_era(form: Path, printer: Office, tmp_path: Path) -> None:
    printer.pdf(form, tmp_path / "form.pdf")
    texts = [bare(text) for text in page_texts(tmp_path / "form.pdf")]
    assert any(bare("30 กันยายน 2568") in text for text in texts)
    printer.recalculate(form, tmp_path / "saved.xlsx")
    submission = read(tmp_path / "saved.xlsx").submission
    assert submission is not None
    assert parse_date(submission.fields["reported_on"]) == DAY
