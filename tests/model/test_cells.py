"""Check that the addresses that tests take from the layout are those of a real form."""

from __future__ import annotations

from io import BytesIO

import openpyxl
import pytest

from ita_xlsx.catalogue import load_framework
from ita_xlsx.cycle.templates import make_form
from ita_xlsx.model.layout.agency_layout import INFO_FIELDS, REQUIRED_FIELDS, REQUIRED_MARK
from ita_xlsx.model.layout.subjects import announced_subject_labels
from ita_xlsx.model.round_settings import RoundSettings
from ita_xlsx.model.submission import Submission
from tests.conftest import AGENCY, EDITION
from tests.support.cells import (
    Place,
    announced_cell,
    cell,
    column_cells,
    definition_cell,
    header_cell,
    info_cell,
    stamp_cell,
    step_cell,
)
from tests.support.layout_tables import YEARS


@pytest.mark.parametrize(
    ("place", "address"),
    [
        (cell(2568, "i10"), "IIT!C16"),
        (cell(2568, "i10", "previous"), "IIT!D16"),
        (cell(2568, "e1 survey"), "EIT!D4"),
        (cell(2568, "e1 survey", "previous"), "EIT!F4"),
        (cell(2568, "o28", "url"), "OIT!E37"),
        (column_cells(2568, "IIT"), "IIT!C4:C22"),
        (header_cell(2568, "EIT", "score survey"), "EIT!D2"),
        (info_cell(2568, "respondents_iit"), "ข้อมูลหน่วยงาน!B14"),
        (announced_cell(2568, "9.1"), "คะแนนประกาศ!C5"),
        (announced_cell(2568, "level", "note"), "คะแนนประกาศ!F37"),
        (step_cell(2568, 1, "url"), "มาตรการ!E4"),
        (stamp_cell("agency"), "_ita!B5"),
        (definition_cell("settings", "pass_mark", "value"), "ตั้งค่า!B6"),
        (definition_cell("questions", 0, "weight"), "ข้อคำถาม!D4"),
        (cell(2568, "i1").moved(down=2, right=23), "IIT!Z6"),
        (cell(2568, "i1").to(cell(2568, "i2")), "IIT!C4:C5"),
    ],
    ids=str,
)
def test_an_address_is_said_as_findings_say_it(place: Place, address: str) -> None:
    assert str(place) == address


@pytest.mark.parametrize("year", YEARS)
def test_the_rows_of_a_real_form_are_those_of_the_layout(year: int) -> None:
    framework = load_framework(year)
    book = openpyxl.load_workbook(BytesIO(make_form(framework, RoundSettings(), Submission(agency=AGENCY), EDITION)))
    expected = [(cell(year, leaf.subject, "code"), leaf.code) for leaf in framework.answers]
    expected += [
        (announced_cell(year, subject, "label"), label) for subject, label in announced_subject_labels(framework)
    ]
    expected += [
        (info_cell(year, field, "label"), label + REQUIRED_MARK if field in REQUIRED_FIELDS else label)
        for field, label in INFO_FIELDS
    ]
    expected.append((stamp_cell("agency"), AGENCY.code))
    assert [(place, place.of(book).value) for place, _ in expected] == expected
