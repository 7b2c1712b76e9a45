"""Check that each agency gets its right state: missing, late, there twice, broken."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_xlsx.catalogue import load_framework
from ita_xlsx.cycle.assign_files import assign_files
from ita_xlsx.cycle.check_round import check_round
from ita_xlsx.feedback.reminder import reminder_text
from ita_xlsx.model.agency import Agency, Roster
from ita_xlsx.model.findings import Status
from ita_xlsx.model.limits import parse_limit
from ita_xlsx.model.received import Mail, received_at
from ita_xlsx.model.round_settings import Contact
from ita_xlsx.model.round_state import AgencyReturn, Decision, ReturnSummary, RoundState, State

DAY = date(2026, 11, 20)
IN_TIME = Mail("a@b.go.th", "", "", received_at(datetime(2026, 11, 20, 16, 59, tzinfo=UTC)))
TOO_LATE = Mail("a@b.go.th", "", "", received_at(datetime(2026, 11, 20, 17, 0, tzinfo=UTC)))
FRAMEWORK = load_framework(2568)
ROSTER = Roster((Agency("P01", "หน่วยงานหนึ่ง"), Agency("P02", "หน่วยงานสอง"), Agency("P03", "หน่วยงานสาม")))
EMPTY = RoundState(framework=FRAMEWORK, threshold=parse_limit(85), members=(), name="ตราด", deadline=DAY)


def reading(code: str, file: str = "a.xlsx", **more: Any) -> ReturnSummary:
    """A complete, accepted return."""
    known: dict[str, Any] = {
        "digest": file, "modified": date(2026, 11, 10), "code": code, "name": code, "year": 2568,
        "status": Status.ACCEPTED, "complete": True, "values": (Fraction(90),) * len(FRAMEWORK.nodes),
        # Files with other bytes say something else.
        "website": f"https://{more.get('digest', file)}/",
    }  # fmt: skip
    return ReturnSummary(file=file, **{**known, **more})


def states(province: RoundState) -> list[str]:
    """The states of the members, as words."""
    return [member.state.value for member in province.members]


def told(province: RoundState, decisions: tuple[Decision, ...] = ()) -> list[tuple[str, str]]:
    """Codes and files of what is told of the round."""
    return [(finding.code, finding.file) for finding in check_round(province, decisions)]


@pytest.mark.parametrize(
    ("readings", "decisions", "use", "expected", "codes"),
    [
        ((), (), (), ["missing"] * 3, ["N103", "N103", "N103"]),
        ((reading("P01"),), (), (), ["returned", "missing", "missing"], ["N103", "N103"]),
        ((reading(" p๐๑ "),), (), (), ["returned", "missing", "missing"], ["N103", "N103"]),
        ((reading("P01", status=Status.REJECTED),), (), (), ["rejected", "missing", "missing"],
         ["N107", "N103", "N103"]),
        ((reading("P01", declares_nothing=True, complete=False),), (), (), ["declared_nothing", "missing", "missing"],
         ["N103", "N103"]),
        ((reading("P01"), reading("P01", "b.xlsx")), (), (), ["undecided", "missing", "missing"],
         ["N101", "N103", "N103"]),
        ((reading("P01"), reading("P01", "b.xlsx")), (), ("b.xlsx",), ["returned", "missing", "missing"],
         ["N103", "N103"]),
        ((reading("P01"), reading("P01", "b.xlsx")), (Decision("p01", "a.xlsx"),), (),
         ["returned", "missing", "missing"], ["N103", "N103"]),
        ((reading("P01"), reading("P01", "b.xlsx")), (Decision("P01", "c.xlsx"),), (),
         ["undecided", "missing", "missing"], ["N101", "N102", "N103", "N103"]),
        ((reading("P01"), reading("P01", "a (1).xlsx", digest="a.xlsx")), (), (),
         ["returned", "missing", "missing"], ["N108", "N103", "N103"]),
        ((reading("P01", modified=date(2026, 11, 21)),), (), (), ["returned", "missing", "missing"],
         ["N103", "N103"]),
        ((reading("P01", reported=date(2026, 11, 21)),), (), (), ["returned", "missing", "missing"],
         ["N104", "N103", "N103"]),
        ((reading("P01", reported=date(2026, 11, 21), mail=IN_TIME),), (), (), ["returned", "missing", "missing"],
         ["N103", "N103"]),
        ((reading("P01", mail=TOO_LATE),), (), (), ["returned", "missing", "missing"], ["N104", "N103", "N103"]),
        ((reading("P01", modified=date(2026, 11, 21)),), (Decision("P01", received=DAY),), (),
         ["returned", "missing", "missing"], ["N103", "N103"]),
        ((reading("P09"),), (), (), ["missing"] * 3, ["N103", "N103", "N103", "N105"]),
        ((replace(reading("P01"), year=2562),), (), (), ["missing"] * 3, ["N103", "N103", "N103", "N106"]),
    ],
)  # fmt: skip
def test_each_agency_is_where_it_stands(
    readings: tuple[ReturnSummary, ...],
    decisions: tuple[Decision, ...],
    use: tuple[str, ...],
    expected: list[str],
    codes: list[str],
) -> None:
    province = assign_files(EMPTY, readings, ROSTER, decisions, use)
    assert states(province) == expected
    assert [code for code, _ in told(province, decisions)] == codes


def test_copies_stand_beside_the_file_they_repeat() -> None:
    readings = (*(reading("P01", name, digest=name[0]) for name in ("a1.xlsx", "a2.xlsx", "b1.xlsx", "b2.xlsx")),)
    (undecided,) = [item for item in check_round(assign_files(EMPTY, readings, ROSTER)) if item.code == "N101"]
    params = dict(undecided.params)
    assert params["count"] == "2"
    assert {frozenset(names.split(" = ")) for names in params["files"].split(", ")} == {
        frozenset({"a1.xlsx", "a2.xlsx"}),
        frozenset({"b1.xlsx", "b2.xlsx"}),
    }


@given(st.permutations([reading("P01"), reading("P01", "b.xlsx"), reading("P02", "c.xlsx"), reading("P07", "d.xlsx")]))
def test_the_order_of_files_changes_nothing(readings: list[ReturnSummary]) -> None:
    province = assign_files(EMPTY, readings, ROSTER)
    assert states(province) == ["undecided", "returned", "missing"]
    assert province.members[0].summary is not None
    assert province.members[0].summary.file == "b.xlsx"


def test_the_nearest_name_is_suggested_and_never_assumed() -> None:
    stray = replace(reading(""), name="หน่วยงานสองง")
    province = assign_files(EMPTY, (stray,), ROSTER)
    assert [item.nearest for item in province.unknown] == [ROSTER.agencies[1]]
    assert states(province) == ["missing"] * 3


@pytest.mark.parametrize(
    ("today", "state", "words"),
    [
        (date(2026, 11, 15), State.MISSING, ("อีก 5 วัน", "ยังไม่ได้รับ")),
        (DAY, State.MISSING, ("วันนี้",)),
        (date(2026, 11, 25), State.MISSING, ("พ้นกำหนด", "5 วัน")),
        (date(2026, 11, 25), State.REJECTED, ("ต้องแก้ไข", "a.xlsx")),
        (date(2026, 11, 15), State.UNDECIDED, ("2 ไฟล์", "a.xlsx", "b.xlsx")),
    ],
)
def test_a_reminder_says_what_is_awaited(today: date, state: State, words: tuple[str, ...]) -> None:
    file = None if state is State.MISSING else reading("P01")
    others = (reading("P01", "b.xlsx"),) if state is State.UNDECIDED else ()
    text = reminder_text(
        AgencyReturn(agency=ROSTER.agencies[0], state=state, summary=file, others=others),
        EMPTY,
        today,
        Contact("สมชาย", "02 000 0000"),
    )
    assert all(word in text for word in (*words, "หน่วยงานหนึ่ง", "สมชาย"))


def test_a_reminder_names_the_file_that_is_of_no_use() -> None:
    broken, old = ReturnSummary(file="in/P01 ส่งใหม่.xlsx"), reading("P02", "x/old.xlsx", name="หน่วยงานสอง", year=2567)
    province = assign_files(EMPTY, (broken, old), ROSTER)
    texts = [reminder_text(member, province, DAY, Contact()) for member in province.members]
    assert "P01 ส่งใหม่.xlsx" in texts[0]
    assert "เปิดอ่านไม่ได้" in texts[0]
    assert "ไฟล์ old.xlsx ที่ส่งมาเป็นแบบของปีงบประมาณ พ.ศ. 2567" in texts[1]
    assert "xlsx" not in texts[2]
