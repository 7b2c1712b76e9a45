"""Check which agencies a cell of a plan names, and that nothing that is not understood gives a measure to more."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ita_xlsx.intake.plans.agency_names import AgencyFinder
from ita_xlsx.model.agency import Agency, Roster
from ita_xlsx.model.measures import Measure
from tests.support.plans import plan_of

SHARED = "เทศบาลตำบลสองแห่ง"
WITH_COMMA = "สำนักงานเกษตร, ประมง และปศุสัตว์จังหวัดสมมุติ (จำลอง)"
ROSTER = Roster(
    (
        Agency("A01", "เทศบาลตำบลบ้านท่า", aliases=("ทต.บ้านท่า", "เทศบาลบ้านท่า")),
        Agency("A02", "เทศบาลตำบลคลองใหญ่"),
        Agency("A03", "องค์การบริหารส่วนตำบลห้วยแร้ง"),
        Agency("A04", WITH_COMMA),
        Agency("A05", SHARED, district="เมือง"),
        Agency("A06", SHARED, district="เขาสมิง"),
        Agency("A07", "สำนักงานสาธารณสุขจังหวัดสมมุติ", aliases=("สสจ.สมมุติ",)),
    )
)
EVERYBODY = tuple(item.code for item in ROSTER.agencies)
PLAIN = ["มาตรการ", "ขั้นตอน", "หน่วยงาน"]


def all_but(*codes: str) -> list[str]:
    return [code for code in EVERYBODY if code not in codes]


def read(cell: str, folder: Path, roster: Roster | None = ROSTER) -> tuple[list[str], list[tuple[str, str]]]:
    """The agencies that get the measure of a plan, and the codes and values of the findings."""
    plan, findings = plan_of(folder / "plan.csv", [PLAIN, ["ก", "1. ข", cell]], roster)
    who = [item.code for item in ROSTER.agencies if plan.of(item).measures]
    return who, [(str(item.code), item.value or "") for item in findings]


@pytest.mark.parametrize(
    ("cell", "agencies"),
    [
        ("ทต.บ้านท่า", ["A01"]),
        ("ทต. บ้านท่า", ["A01"]),
        ("เทศบาลบ้านท่า", ["A01"]),
        ("ทต.คลองใหญ่", ["A02"]),
        ("อบต.ห้วยแร้ง", ["A03"]),
        ("อบต.ห้วยแร้ง, ทต.บ้านท่า", ["A01", "A03"]),
        ("อบต.ห้วยแร้ง และ ทต.คลองใหญ่", ["A02", "A03"]),
        ("1. อบต.ห้วยแร้ง\n2. ทต.คลองใหญ่", ["A02", "A03"]),
        ("A03 อบต.ห้วยแร้ง", ["A03"]),
        ("A01 ทต.บ้านท่า", ["A01"]),
        ("ทต.บ้านท่า (A01)", ["A01"]),
        (WITH_COMMA, ["A04"]),
        (f"A01, {WITH_COMMA}, A02", ["A01", "A02", "A04"]),
        (f"A04 {WITH_COMMA}; A02", ["A02", "A04"]),
        (f"A06 {SHARED}", ["A06"]),
        ("A01 เทศบาลตำบลบ้านท่า A02 เทศบาลตำบลคลองใหญ่", ["A01", "A02"]),
        ("A01, เทศบาลตำบลคลองใหญ่", ["A01", "A02"]),
        ("ทุกหน่วยงานยกเว้น สสจ.สมมุติ", all_but("A07")),
        ("ทุกหน่วยงาน ยกเว้น A01, อบต.ห้วยแร้ง", all_but("A01", "A03")),
        ("ทุกหน่วยงานยกเว้น: A02-A04", all_but("A02", "A03", "A04")),
        ("ทุกหน่วยงาน (ยกเว้น ทต.บ้านท่า)", all_but("A01")),
        (f"ทุกหน่วยงานยกเว้น {WITH_COMMA}", all_but("A04")),
        (f"ทุกหน่วยงาน (ยกเว้น {WITH_COMMA})", all_but("A04")),
        ("ทุกหน่วยงาน ยกเว้นเฉพาะ A07", all_but("A07")),
    ],
)  # fmt: skip
def test_names_short_forms_and_exceptions_are_understood(cell: str, agencies: list[str], tmp_path: Path) -> None:
    assert read(cell, tmp_path) == (agencies, [])


@pytest.mark.parametrize(
    ("cell", "agencies", "told"),
    [
        ("ทุกหน่วยงานยกเว้น สสจ.ตราด", [], [("M538", "สสจ.ตราด")]),
        ("ทุกหน่วยงานยกเว้น A01, A99", [], [("M538", "A99")]),
        (f"ทุกหน่วยงานยกเว้น {SHARED}", [], [("M537", SHARED)]),
        ("ทุกหน่วยงานยกเว้น", [], [("M538", "ทุกหน่วยงานยกเว้น")]),
        ("ทุกหน่วยงานยกเว้น -", [], [("M538", "-")]),
        ("A01, ทุกหน่วยงานยกเว้น A02, A03", [], [("M538", "A01, ทุกหน่วยงานยกเว้น A02, A03")]),
        # Nobody is left; M534 tells it.
        ("ทุกหน่วยงานยกเว้น A01-A07", [], []),
        ("A01 เทศบาลตำบลคลองใหญ่", [], [("M537", "A01 เทศบาลตำบลคลองใหญ่")]),
        ("เทศบาลตำบลคลองใหญ่ A01", [], [("M537", "เทศบาลตำบลคลองใหญ่ A01")]),
        ("A01: ทต.คลองใหญ่, A03", ["A03"], [("M537", "A01: ทต.คลองใหญ่")]),
        ("A01 เทศบาลตำบลคลองใหญ่ A03", [], [("M507", "A01 เทศบาลตำบลคลองใหญ่ A03")]),
        (SHARED, [], [("M537", SHARED)]),
        (f"{SHARED}, A01", ["A01"], [("M537", SHARED)]),
        ("ไม่มี", [], [("M507", "ไม่มี")]),
        ("ไม่ระบุ", [], [("M507", "ไม่ระบุ")]),
    ],
)
def test_what_is_not_understood_gives_the_measure_to_nobody(
    cell: str, agencies: list[str], told: list[tuple[str, str]], tmp_path: Path
) -> None:
    assert read(cell, tmp_path) == (agencies, told)


def test_without_a_roster_an_exception_names_nobody(tmp_path: Path) -> None:
    assert read("ทุกหน่วยงานยกเว้น A01, A02", tmp_path, None) == ([], [])


@pytest.mark.parametrize("responsible", [SHARED, "A01 เทศบาลตำบลคลองใหญ่"])
def test_an_unclear_agency_among_the_responsible_is_not_everybody(responsible: str, tmp_path: Path) -> None:
    rows = [["มาตรการ", "ขั้นตอน", "ผู้รับผิดชอบ"], ["ก", "1. ข", responsible]]
    plan, findings = plan_of(tmp_path / "plan.csv", rows, ROSTER)
    assert [item.code for item in findings] == ["M537"]
    assert [item.code for item in ROSTER.agencies if plan.of(item).measures] == []


WORDS = ("ทุกหน่วยงาน", "ยกเว้น", "(", ")", ", ", " ", "\n", "A01", "A9", "-", "ทต.บ้านท่า", SHARED, WITH_COMMA, "และ", "/")


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=7))
def test_what_stands_behind_except_never_gets_the_measure(words: list[str]) -> None:
    cell = "".join(("ทุกหน่วยงานยกเว้น A02, ", *words))
    units = AgencyFinder(ROSTER).find_agencies(tuple(cell.splitlines())).units
    assert units
    measure = Measure(id="m", indicator="", measure="ก", steps=(), units=units)
    assert not measure.is_for(ROSTER.agencies[1])
