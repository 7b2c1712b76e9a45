"""Check that names of agencies are shortened for a table, and never so far that two become alike."""

from __future__ import annotations

from ita_xlsx.model.agency import Agency
from ita_xlsx.model.text.brief_names import brief_names

PROVINCE = "สมุทรปราการ"


def named(*names: str) -> list[str]:
    agencies = [Agency(f"P{number}", name) for number, name in enumerate(names)]
    return list(brief_names(agencies, PROVINCE).values())


def test_office_province_and_mark_are_left_out() -> None:
    assert named("สำนักงานคลังจังหวัดสมุทรปราการ (จำลอง)", "เรือนจำจังหวัดสมุทรปราการ") == ["คลัง", "เรือนจำ"]


def test_a_name_of_which_nothing_would_be_left_stays() -> None:
    names = ["จังหวัดสมุทรปราการ", "สำนักงานจังหวัดสมุทรปราการ"]
    assert named(*names) == names


def test_names_that_would_be_alike_stay() -> None:
    names = ["สำนักงานคลังจังหวัดสมุทรปราการ", "คลังจังหวัดสมุทรปราการ"]
    assert named(*names, "สำนักงานสถิติจังหวัดสมุทรปราการ") == [*names, "สถิติ"]


def test_another_province_stays_in_the_name() -> None:
    assert named("สำนักงานคลังจังหวัดนนทบุรี") == ["คลังจังหวัดนนทบุรี"]
