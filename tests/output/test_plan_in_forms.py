"""Check which steps of a plan an agency's form holds, and that they come back as they were filled in."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from ita_xlsx.cycle.templates import blank_agency, make_form
from ita_xlsx.model.agency import Agency
from ita_xlsx.model.edition import Edition
from ita_xlsx.model.layout import AgencyLayout
from ita_xlsx.model.layout.plan_layouts import PLAN, PLAN_LAYOUTS
from ita_xlsx.model.measures import Plan
from ita_xlsx.model.round_settings import RoundSettings
from ita_xlsx.model.submission import StepReport, Submission
from ita_xlsx.output.agency import Form
from ita_xlsx.output.agency.plan_sheet import write_plan as write_plan_sheet
from ita_xlsx.output.book import Book
from ita_xlsx.scoring import score_submission
from tests.conftest import AGENCY, EDITION, ISSUED, write_form
from tests.libreoffice.office import Entry, Office
from tests.libreoffice.pages import bare, page_texts
from tests.libreoffice.workbooks import package_parts
from tests.support.plan_forms import (
    FRAMEWORK,
    LONG,
    PLAN_OF_ALL,
    analysis_of,
    form_of,
    long_plan,
    measure,
    plan_in,
    steps_in,
)

OTHER = Agency("P02", "สำนักงานสาธารณสุขจังหวัดสมมุติ", "สมมุติ")


@pytest.mark.parametrize(
    ("agency", "ids"),
    [
        (AGENCY, ["c1.1", "c1.2", "c1.3", "d1.1", "d1.2", "a1.1", "a1.2"]),
        (OTHER, ["b1.1", "b1.2", "d1.1", "d1.2", "a1.1", "a1.2"]),
        (Agency("P99", "หน่วยงานอื่น"), ["a1.1", "a1.2"]),
        (blank_agency(), ["a1.1", "a1.2"]),
    ],
)
def test_an_agency_gets_its_own_steps_first_then_everybodys(agency: Agency, ids: list[str], tmp_path: Path) -> None:
    steps = steps_in(form_of(tmp_path / "form.xlsx", agency))
    assert [step.id for step in steps] == ids
    assert [step.number for step in steps] == [str(number) for number in range(1, len(ids) + 1)]
    first = steps[0]
    assert (first.instrument, first.indicator) == ("EIT", "6. คุณภาพการดำเนินงาน")
    assert (first.measure, first.step) == (f"มาตรการ {ids[0][:2]}", f"ขั้น 1 ของ {ids[0][:2]}")
    assert (first.owner, first.period, first.follow_up) == ("กลุ่มงานอำนวยการ", "ไตรมาส 1", "รายงานทุกเดือน")


def test_an_agency_without_a_code_is_known_by_its_name(tmp_path: Path) -> None:
    plan = Plan((measure("a1", AGENCY.name), measure("b1", OTHER.name)))
    steps = steps_in(form_of(tmp_path / "form.xlsx", replace(AGENCY, code=""), plan))
    assert [step.id for step in steps] == ["a1.1", "a1.2"]


def test_without_a_plan_the_form_is_what_it_was(tmp_path: Path) -> None:
    plain = write_form(tmp_path / "plain.xlsx", FRAMEWORK)
    same = form_of(tmp_path / "same.xlsx", AGENCY, Plan((measure("b1", "P02"),)))
    assert package_parts(plain) == package_parts(same)


def test_a_step_of_the_plan_is_locked_but_for_what_the_agency_fills(tmp_path: Path) -> None:
    plan = Plan((measure("a1", period="", steps=1),))
    sheet = openpyxl.load_workbook(form_of(tmp_path / "form.xlsx", AGENCY, plan))["มาตรการ"]
    headers = {cell.column: cell.value for cell in sheet[2]}
    assert sheet.protection.sheet
    unlocked = {headers[cell.column] for cell in sheet[5] if not cell.protection.locked}
    assert unlocked == {"ระยะเวลา", "สถานะ", "ผลการดำเนินงาน (ระบุ URL)", "หมายเหตุ"}
    spare = {headers[cell.column] for cell in sheet[7] if not cell.protection.locked}
    assert len(spare) == 10


FILLED = (
    ("c1.1", "แล้วเสร็จ", "https://test.example.go.th/1", ""),
    ("d1.2", "ไม่มีภารกิจ", "", "ไม่มีหน้าที่นี้"),
    ("a1.2", "กำลังดำเนินการ", "https://test.example.go.th/2", "รอผล"),
)


def typed_steps() -> list[Entry]:
    """What an agency types: the status and proof of three steps, and a step of its own."""
    own = PLAN_OF_ALL.of(AGENCY)
    table = AgencyLayout(FRAMEWORK, tuple(tuple(step.id for step in item.steps) for item in own.measures)).measures
    said = {"status": 1, "url": 2, "note": 3}
    cells = [(table.place(row[0], key), row[index]) for row in FILLED for key, index in said.items() if row[index]]
    cells += [(table.place("own-01", "step"), "ขั้นของหน่วยงานเอง"), (table.place("own-01", "status"), "แล้วเสร็จ")]
    return [(place.sheet, place.a1, text) for place, text in cells]


@pytest.mark.parametrize("client", ["libreoffice", "openpyxl"])
def test_what_an_agency_fills_in_comes_back_under_the_ids(client: str, office: Office, tmp_path: Path) -> None:
    form, filled = form_of(tmp_path / "form.xlsx", AGENCY), tmp_path / "filled.xlsx"
    if client == "libreoffice":
        office.type_into(form, filled, typed_steps())
    else:
        book = openpyxl.load_workbook(form)
        for sheet, cell, text in typed_steps():
            book[sheet][cell] = text
        book.save(filled)
    steps = steps_in(filled)
    reports = {step.id: (step.status, step.url, step.note) for step in steps}
    assert {item[0]: reports[item[0]] for item in FILLED} == {item[0]: item[1:] for item in FILLED}
    assert (steps[-1].id, steps[-1].step) == ("own-01", "ขั้นของหน่วยงานเอง")
    assert len(steps) == 8


def test_a_form_issued_again_keeps_what_was_filled_in(tmp_path: Path) -> None:
    reports = tuple(StepReport(id=id_, step="", status=status, url=url, note=note) for id_, status, url, note in FILLED)
    own = tuple(
        StepReport(id=f"own-{number:02d}", step=f"เอง {number}", status="แล้วเสร็จ", note="ก") for number in range(1, 26)
    )
    submission = Submission(agency=AGENCY, steps=(*reports, *own))
    path = tmp_path / "form.xlsx"
    path.write_bytes(make_form(FRAMEWORK, RoundSettings(), submission, EDITION, plan=PLAN_OF_ALL))
    steps = {step.id: step for step in steps_in(path)}
    assert {id_: (steps[id_].status, steps[id_].url, steps[id_].note) for id_, *_ in FILLED} == {
        item[0]: item[1:] for item in FILLED
    }
    assert [steps[item.id].step for item in own] == [item.step for item in own]


@pytest.mark.parametrize("form", list(PLAN_LAYOUTS))
def test_rows_hold_their_text_and_pages_repeat_the_header(form: str, printer: Office, tmp_path: Path) -> None:
    path = form_of(tmp_path / "form.xlsx", AGENCY, long_plan(), Edition(issued=ISSUED, plan_layout=form))
    for sheet in ("มาตรการ", PLAN):
        heights = enumerate(printer.row_heights(path, sheet), 1)
        assert [(sheet, row, ours, needed) for row, (ours, needed) in heights if ours < needed - 0.5] == []
    # The sheet of the plan alone, as it is printed.
    submission = Submission(agency=AGENCY)
    results = score_submission(submission, FRAMEWORK)
    book = Book("plan", "plan", EDITION)
    layout = AgencyLayout(FRAMEWORK)
    write_plan_sheet(
        book,
        Form(
            layout=layout,
            agency=AGENCY,
            round=RoundSettings(),
            edition=Edition(issued=ISSUED, plan_layout=form),
            submission=submission,
            results=results,
            plan=long_plan(),
        ),
    )
    (tmp_path / "plan.xlsx").write_bytes(book.finish())
    printer.pdf(tmp_path / "plan.xlsx", tmp_path / "plan.pdf")
    pages = [bare(page) for page in page_texts(tmp_path / "plan.pdf")]
    assert len(pages) > 2
    header = bare(PLAN_LAYOUTS[form].columns[-1].header)
    assert all(header in page and bare(AGENCY.name) in page for page in pages)
    # A row that is cut stands on two pages: each step begins on one.
    for item in long_plan().measures:
        assert sum(page.count(bare(f"ขั้น 1 ของ {item.id} {LONG[:20]}")) for page in pages) == 1


def test_the_same_plan_gives_the_same_form(tmp_path: Path) -> None:
    made = [
        form_of(tmp_path / f"{n}.xlsx", AGENCY, edition=Edition(issued=ISSUED, plan_layout="2563")) for n in range(2)
    ]
    assert package_parts(made[0]) == package_parts(made[1])


def test_a_plan_without_indicators_is_tracked_all_the_same(tmp_path: Path) -> None:
    plan = Plan((replace(measure("a1"), indicator=""), replace(measure("b1"), indicator="99")))
    path = analysis_of(tmp_path, plan=plan)
    assert [item.indicator for item in plan_in(path).measures[:2]] == ["", "99"]
