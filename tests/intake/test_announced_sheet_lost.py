"""Check that the sheet of measures is never read as that of announced figures, whatever happened to the latter."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ita_xlsx.catalogue import load_framework, load_measures
from ita_xlsx.cycle.province_plan import standard_plan
from ita_xlsx.cycle.templates import make_form
from ita_xlsx.model.edition import Edition
from ita_xlsx.model.layout.agency_layout import ANNOUNCED, MEASURES
from ita_xlsx.model.round_settings import RoundSettings
from ita_xlsx.model.submission import Submission
from tests.support.cells import announced_cell
from tests.support.filled_measures import YEAR
from tests.support.forms import read
from tests.support.returned_steps import AGENCY, changed

FRAMEWORK = load_framework(YEAR)
HEADER_ROW = 4


def remove(book: Any) -> None:
    book.remove(book[ANNOUNCED])


def rename_label(book: Any) -> None:
    book[ANNOUNCED].cell(HEADER_ROW, 1).value = "หัวข้อ"


def rename_figures(book: Any) -> None:
    book[ANNOUNCED].cell(HEADER_ROW, 3).value = "ผล"
    book[ANNOUNCED].cell(HEADER_ROW, 4).value = "แหล่งสอง"


def drop_header(book: Any) -> None:
    book[ANNOUNCED].delete_rows(HEADER_ROW)


def drop_header_and_rename_measures(book: Any) -> None:
    drop_header(book)
    book[MEASURES].title = "แผนงาน"


@pytest.mark.parametrize(
    ("change", "is_read"),
    [(remove, False), (rename_label, True), (rename_figures, True), (drop_header, True),
     (drop_header_and_rename_measures, True)],
)  # fmt: skip
def test_measures_are_no_announced_figures(tmp_path: Path, change: Callable[[Any], None], is_read: bool) -> None:
    def both(book: Any) -> None:
        announced_cell(YEAR, "IIT").of(book).value = 92.5
        change(book)

    form = tmp_path / "form.xlsx"
    plan = standard_plan(FRAMEWORK, load_measures())
    edition = Edition(issued=date(2026, 11, 20))
    form.write_bytes(make_form(FRAMEWORK, RoundSettings(), Submission(agency=AGENCY), edition, plan))
    returned = read(changed(form, both))
    assert returned.submission is not None
    measures = {"แผนงาน", MEASURES}
    accused = {item.code for item in returned.findings if item.sheet in measures and item.code[0] in "SW"}
    assert accused <= {"W114"}
    assert all(answer.place is None or answer.place.sheet not in measures for answer in returned.submission.announced)
    told = [item for item in returned.findings if item.sheet == ANNOUNCED or ANNOUNCED in dict(item.params).values()]
    assert told
    figures = {answer.subject: answer.value for answer in returned.submission.announced}
    assert (figures.get("IIT") == 92.5) is is_read
    assert len(returned.submission.steps) == sum(len(measure.steps) for measure in plan.measures)
