"""Check which step of an agency is which step of the plan, and whether it is proved, overdue or promised."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO

import openpyxl
import pytest

from ita_xlsx.checks.measures_rules import check_round_measures
from ita_xlsx.diagnosis.track_steps import track_steps
from ita_xlsx.model.findings import Code, make_finding
from ita_xlsx.model.measures import Measure, Plan, Step
from ita_xlsx.model.round_measures import (
    EarlierSteps,
    Origin,
    StepStatus,
)
from ita_xlsx.model.round_state import State
from ita_xlsx.output.measures import write_measures_workbook
from ita_xlsx.output.texts import fiscal_period as fiscal_text
from tests.conftest import EDITION
from tests.support.filled_measures import YEAR
from tests.support.tracked_steps import AS_OF, END, codes_of, member_of, province_of, reported, rows_of

PLAN = Plan(
    (
        Measure(
            id="a",
            indicator="1",
            measure="มาตรการ ก",
            steps=(Step("a.1", "หนึ่ง"), Step("a.2", "สอง")),
            period="ไตรมาส 1",
            responsible="กลุ่ม ก",
        ),
        Measure(id="b", indicator="9", measure="มาตรการ ข", steps=(Step("b.1", "สาม"),), units=("p๐1",)),
    )
)


def test_steps_of_the_plan_that_a_form_lacks_are_kept_and_told() -> None:
    province = province_of(
        member_of("P01", reported("a.1", "แล้วเสร็จ", "https://a.go.th/1"), reported("z.9", "แล้วเสร็จ", note="เสร็จ")),
        member_of("P02", reported("a.1", "ไม่มีภารกิจ", note="ไม่มีบริการ"), reported("a.2", "แล้วเสร็จ", "https://a.go.th/2")),
        member_of("P03", state=State.MISSING),
    )
    tracking = track_steps(province, AS_OF, PLAN)
    found_here = [(item.agency.code, item.report.id, item.step_status.value, item.overdue) for item in tracking.steps]
    assert found_here == [
        ("P01", "a.1", "done", False), ("P01", "z.9", "done", False), ("P01", "a.2", "gone", True),
        ("P01", "b.1", "gone", False), ("P02", "a.1", "no_duty", False), ("P02", "a.2", "done", False),
    ]  # fmt: skip
    assert codes_of(tracking) == [("T606", "P01"), ("T610", "P01")]
    assert [row.id for row in tracking.rows] == ["a.1", "a.2", "b.1", "z.9"]
    assert [(item.indicator, item.measure, item.owner) for item in tracking.steps][2] == ("1", "มาตรการ ก", "กลุ่ม ก")


def test_the_steps_of_a_file_that_the_officer_refused_are_not_counted() -> None:
    member = member_of("P01", reported("a.1", "แล้วเสร็จ", "https://a.go.th/1"), state=State.REJECTED)
    assert [item.report.id for item in track_steps(province_of(member), AS_OF).steps] == ["a.1"]
    assert member.summary is not None
    refused = replace(member, refused=(member.summary,))
    assert track_steps(province_of(refused), AS_OF).steps == ()
    assert refused.readable_steps == ()


def test_a_step_is_found_by_its_id_whatever_its_text_and_the_plans_period_counts() -> None:
    moved = reported("a.1", "กำลังดำเนินการ", step="ข้อความที่แก้แล้ว", period="ปีงบประมาณ พ.ศ. 2570")
    tracking = track_steps(province_of(member_of("P02", moved, reported("a.2"))), AS_OF, PLAN)
    first = tracking.steps[0]
    assert (first.due, first.late, first.step) == (
        date(2024, 12, 31),
        (AS_OF - date(2024, 12, 31)).days,
        "ข้อความที่แก้แล้ว",
    )
    assert tracking.rows[0].step == "หนึ่ง"


def test_steps_that_lost_their_ids_are_found_by_their_words_and_not_doubled() -> None:
    lost = (
        reported("", "แล้วเสร็จ", "https://a.go.th/1", step="หนึ่ง ", measure="มาตรการ  ก"),
        reported("", "กำลังดำเนินการ", step="หนึ่ง", measure="มาตรการ ก"),
        reported("", "กำลังดำเนินการ", step="สอง แก้แล้ว", measure="มาตรการ ก"),
        reported("b.1", "แล้วเสร็จ", "https://a.go.th/2", step="สาม", measure="มาตรการ ข"),
        reported("", "กำลังดำเนินการ", step="สาม", measure="มาตรการ ข"),
    )
    tracking = track_steps(province_of(member_of("P01", *lost)), AS_OF, PLAN)
    assert [(item.report.id, item.origin.value, item.by_text) for item in tracking.steps] == [
        ("a.1", "plan", True), ("", "own", False), ("", "own", False), ("b.1", "plan", False), ("", "own", False),
        ("a.2", "plan", False),
    ]  # fmt: skip
    assert [code for code, _ in codes_of(tracking) if code in ("T606", "T613")] == ["T613", "T606"]
    alike = Plan((Measure(id="c", indicator="1", measure="ก", steps=(Step("c.1", "ข"), Step("c.2", "ข"))),))
    unsure = track_steps(province_of(member_of("P01", reported("", "แล้วเสร็จ", step="ข", measure="ก"))), AS_OF, alike)
    assert [item.origin.value for item in unsure.steps] == ["own", "plan", "plan"]


def test_rows_of_an_agency_are_kept_and_copies_told() -> None:
    steps = (reported("", "แล้วเสร็จ", "https://a.go.th"), reported("own-02", "ok"), reported("a.1"), reported("a.1"))
    tracking = track_steps(province_of(member_of("P01", *steps)), AS_OF)
    assert [item.origin for item in tracking.steps] == [Origin.OWN, Origin.OWN, Origin.PLAN, Origin.COPY]
    assert [item.step_status for item in tracking.steps] == [StepStatus.DONE, *[StepStatus.NOT_REPORTED] * 3]
    assert codes_of(tracking) == [("E302", "ok"), ("T607", "P01")]


@pytest.mark.parametrize(
    ("state", "codes"),
    [
        (State.RETURNED, []), (State.REJECTED, ["T604"]), (State.DECLARED_NOTHING, []), (State.UNDECIDED, None),
        (State.MISSING, None),
    ],
)  # fmt: skip
def test_a_form_rejected_for_its_scores_still_counts(state: State, codes: list[str] | None) -> None:
    member = member_of(
        "P01",
        reported("a.1", "กำลังดำเนินการ"),
        state=state,
        findings=(make_finding(Code.FILE_DAMAGED, file="P01.xlsx"),),
    )
    tracking = track_steps(province_of(member), AS_OF)
    assert len(tracking.steps) == (codes is not None)
    assert [code for code, _ in codes_of(tracking)] == (codes or [])


def test_one_address_for_three_steps_is_told_and_for_two_is_not() -> None:
    several = [reported(f"a.{n}", "แล้วเสร็จ", "https://a.go.th/x") for n in range(3)]
    two = [reported(f"b.{n}", "แล้วเสร็จ", "https://a.go.th/y") for n in range(2)]
    texts = [reported(f"c.{n}", "แล้วเสร็จ", "ไม่มีบริการ") for n in range(4)]
    tracking = track_steps(province_of(member_of("P01", *several, *two, *texts), member_of("P02", *two)), AS_OF)
    assert [(item.url, len(item.steps)) for item in tracking.shared] == [("https://a.go.th/x", 3)]
    assert codes_of(tracking) == [("T601", "P01")]


def test_what_was_promised_is_held_against_this_year() -> None:
    then = (
        reported("a.1", "แล้วเสร็จ", "https://a.go.th/1"), reported("a.2", "กำลังดำเนินการ"),
        reported("a.3", "แล้วเสร็จ", "รายงานแล้ว"), reported("a.4", "ไม่มีภารกิจ"), reported("own-01", step="ของเรา"),
        reported("a.5"), reported("own-02", step="หายไป"),
    )  # fmt: skip
    now = (
        reported("a.2", "แล้วเสร็จ", "https://a.go.th/2"), reported("a.3", "แล้วเสร็จ", note="ส่งแล้ว"),
        reported("a.5", "ไม่มีภารกิจ", note="ยุบ"),
        reported("own-07", "แล้วเสร็จ", "https://a.go.th/3", step="ของเรา"),
    )  # fmt: skip
    earlier = EarlierSteps(YEAR - 1, (("p๐1", then), ("P09", then)))
    tracking = track_steps(province_of(member_of("P01", *now), member_of("P02", *now)), AS_OF, earlier=earlier)
    assert [(item.report.id, item.is_kept) for item in tracking.open_steps] == [
        ("a.2", True), ("a.3", False), ("own-01", True), ("a.5", True), ("own-02", False),
    ]  # fmt: skip
    told = [dict(item.params) for item in check_round_measures(tracking) if item.code == "T608"]
    assert [(item["agency"], item["count"], item["value"]) for item in told] == [("P01", "2", str(YEAR - 1))]
    sheet = openpyxl.load_workbook(BytesIO(write_measures_workbook(tracking, (), EDITION)))["มาตรการปีก่อน"]
    assert [row["ผล"] for row in rows_of(sheet, 4)] == ["ยังค้าง", "ยังค้าง", "มีผลแล้ว", "มีผลแล้ว", "มีผลแล้ว"]


def test_who_has_not_returned_this_year_has_promised_all_the_same() -> None:
    then = (reported("a.1", "กำลังดำเนินการ"), reported("a.2"))
    members = (
        member_of("P01", state=State.MISSING),
        member_of("P02", reported("a.1"), state=State.UNDECIDED),
        member_of("P03", reported("a.1", "แล้วเสร็จ", "https://a.go.th/1")),
    )
    earlier = EarlierSteps(YEAR - 1, tuple((code, then) for code in ("P01", "P02", "P03")))
    tracking = track_steps(province_of(*members), AS_OF, earlier=earlier)
    counts = {item["agency"]: item["count"] for item in (dict(one.params) for one in check_round_measures(tracking))}
    assert counts == {"P01": "2", "P02": "2", "P03": "1"}
    sheet = openpyxl.load_workbook(BytesIO(write_measures_workbook(tracking, (), EDITION)))["มาตรการปีก่อน"]
    assert [(row["รหัส"], row["สถานะปีนี้"]) for row in rows_of(sheet, 4)] == [
        ("P01", "ยังไม่ส่งแบบปีนี้"), ("P01", "ยังไม่ส่งแบบปีนี้"), ("P02", "รอเลือกไฟล์"), ("P02", "รอเลือกไฟล์"),
        ("P03", "ไม่มีขั้นตอนนี้ในปีนี้"), ("P03", "แล้วเสร็จ"),
    ]  # fmt: skip


def test_a_period_nobody_can_read_is_told_once() -> None:
    steps = [reported(f"a.{n}", period="เมื่อสะดวก") for n in range(4)]
    tracking = track_steps(province_of(member_of("P01", *steps), member_of("P02", *steps)), date(2026, 1, 1))
    assert [item for item in codes_of(tracking) if item[0] == "T602"] == [("T602", "เมื่อสะดวก")]
    assert {item.due for item in tracking.steps} == {END}
    assert all(item.overdue for item in tracking.steps)


def test_a_period_that_ends_in_another_year_is_told_once() -> None:
    steps = [reported(f"a.{n}", period="ภายใน 31 มีนาคม 2566") for n in range(3)]
    tracking = track_steps(province_of(member_of("P01", *steps, reported("b.1", period=fiscal_text(2569)))), AS_OF)
    told = [(item.value, dict(item.params)["count"]) for item in check_round_measures(tracking) if item.code == "T612"]
    assert told == [("ภายใน 31 มีนาคม 2566", "3")]


@pytest.mark.parametrize(
    ("url", "note", "is_bare"),
    [
        (r"\\server\ita\report.pdf", "", True),
        (r"เก็บไว้ที่ \\server\งาน ITA\report.pdf", "", True),
        (r"C:\ita\report.pdf", r"C:\ita\report.pdf", True),
        ("file:///C:/report.pdf", "-", True),
        ("https//a.go.th/1", "", True),
        ("mailto:ita@a.go.th", "", True),
        (r"\\server\a.pdf", "ยังไม่มีเว็บไซต์", False),
        ("", r"ส่งแล้วตามไฟล์ \\server\a.pdf", False),
        ("www.a.go.th/1", "", False),
        ("ita@a.go.th", "", False),
        ("ไม่มีการให้บริการด้านนี้", "", False),
        (r"https://a.go.th/1 \\server\a.pdf", "", False),
    ],
)
def test_what_opens_for_nobody_is_no_reason(url: str, note: str, is_bare: bool) -> None:
    tracking = track_steps(province_of(member_of("P01", reported("a.1", "แล้วเสร็จ", url, note=note))), AS_OF)
    assert tracking.steps[0].lacks_proof is is_bare
    assert ("T605" in [code for code, _ in codes_of(tracking)]) is is_bare


@pytest.mark.parametrize(
    ("url", "note", "reason", "bare_step"),
    [
        ("-", "", "", True),
        ("", " – ", "", True),
        ("-", "ไม่มีบริการ", "ไม่มีบริการ", False),
        ("ไม่มีบริการ", "ไม่มีบริการ", "ไม่มีบริการ", False),
    ],
)
def test_a_dash_is_no_reason(url: str, note: str, reason: str, bare_step: bool) -> None:
    (step,) = track_steps(province_of(member_of("P01", reported("a.1", "ไม่มีภารกิจ", url, note=note))), AS_OF).steps
    assert (step.reason, step.lacks_proof) == (reason, bare_step)
