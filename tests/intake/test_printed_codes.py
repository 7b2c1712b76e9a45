"""Check that every printed spelling of a code is read as the question it means, or reported."""

from __future__ import annotations

import pytest

from ita_xlsx.model.findings import Severity
from tests.intake.printed import known, told, understood


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("i1", "i1"), ("I1", "i1"), ("i๑.", "i1"), ("I ๑", "i1"), ("i๑๐.", "i10"), ("i1๐", "i10"), ("(i๑)", "i1"),
        ("[I๑๒]", "i12"), ("ข้อ i3", "i3"), ("ข้อที่ i๓", "i3"), ("l5", "i5"), ("i-7", "i7"), ("i 0๗", "i7"),
        ("i๑. การปฏิบัติงาน", "i1"), ("i๑การปฏิบัติงาน", "i1"), ("e๔.", "e4"), ("E 4", "e4"), ("E๔)", "e4"),
        ("o1", "o1"), ("O๑", "o1"), ("O๐๑", "o1"), ("o ๑๐ E-Service", "o10"), ("o๒๘.", "o28"), ("\u200bo2\u00a0", "o2"),
    ],
)  # fmt: skip
def test_a_code_written_with_its_letter(text: str, code: str) -> None:
    submission, findings = understood(["ข้อ", "คะแนน Public"], [text, "๙๐.๐๐"])
    expected = f"{code} public" if code.startswith("e") else code
    assert known(submission) == {expected: "90.00"} or code[0] in "io"
    submission, findings = understood(["ข้อ", "คะแนน"], [text, "๙๐.๐๐"], year=2562)
    assert known(submission) == {code: "90.00"}
    assert not told(findings)


@pytest.mark.parametrize("text", ["๐1", "๐๑", "0๑", "01", "๐๑ โครงสร้าง", "(๐๑)", "๐๑."])
def test_a_zero_stands_for_the_letter_o(text: str) -> None:
    submission, findings = understood([text, "100"])
    assert known(submission) == {"o1": "100.00"}
    assert [item.code for item in findings] == ["X809"]


@pytest.mark.parametrize("text", ["0๒๑", "๐๒๑", "021", "๐2๑"])
def test_a_zero_before_two_digits(text: str) -> None:
    assert known(understood([text, 50])[0]) == {"o21": "50.00"}


def test_a_one_stands_for_the_letter_i_where_the_table_is_about_it() -> None:
    submission, findings = understood(["i๒๒", "๙๐"], ["1๒๓", "๙๑"], ["1๒๔", "๙๒"], year=2562)
    assert known(submission) == {"i22": "90.00", "i23": "91.00", "i24": "92.00"}
    assert [(item.code, item.value, item.subject) for item in findings] == [("X809", "1๒๓, 1๒๔", "i23, i24")]


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        (["i10", "๑๑", "i12"], ["i10", "i11", "i12"]),
        (["๑", "๒", "๓", "i4"], ["i1", "i2", "i3", "i4"]),
        (["e1", "๒", "๓"], ["e1", "e2", "e3"]),
        (["i1", "๑๒", "i5"], ["i1", "i2", "i5"]),
        (["i1", "๑๒", "i15"], ["i1", "", "i15"]),
        (["i1", "๐๒", "๐๓"], ["i1", "", ""]),
        (["i9", "๑๑", "๑๒"], ["i9", "i11", "i12"]),
        (["i15", "๑", "๒"], ["i15", "", ""]),
        (["i1", "i2", "๑", "๒"], ["i1", "i2", "", ""]),
        (["๑๑"], [""]),
        (["๑", "๒", "๓"], ["", "", ""]),
        (["i30", "๑", "e2"], ["i30", "", "e2"]),
        (["e2", "๐๑", "๐๒"], ["e2", "o1", "o2"]),
        (["i99"], [""]),
        (["o1, o2"], [""]),
        (["i1/2568"], [""]),
        (["i1-i3"], [""]),
        (["i1 และ 2"], [""]),
        (["o9.1"], [""]),
        (["x1"], [""]),
    ],
)
def test_a_code_without_a_letter_is_settled_by_the_table_or_told(codes: list[str], expected: list[str]) -> None:
    lines = [[code, f"{90 + index}"] for index, code in enumerate(codes)]
    submission, findings = understood(*lines, year=2562)
    assert known(submission) == {code: f"{90 + index}.00" for index, code in enumerate(expected) if code}
    places = [item.cell for item in findings if item.severity is Severity.WARNING]
    assert places == [f"A{index}" for index, code in enumerate(expected, 1) if not code]


@pytest.mark.parametrize("title", ["ตารางที่ ๑ แบบวัด (IIT)", "ตัวชี้วัดที่ ๑ การปฏิบัติหน้าที่"])
def test_a_title_says_which_instrument_bare_numbers_are_of(title: str) -> None:
    submission, findings = understood([title], ["ข้อ", "คะแนน"], ["๑", 90], ["๒", 91])
    assert known(submission) == {"i1": "90.00", "i2": "91.00"}
    assert [item.code for item in findings] == ["X809"]


def test_a_title_of_another_indicator_leaves_a_restarting_list_alone() -> None:
    submission, findings = understood(["ตัวชี้วัดที่ ๒ การใช้งบประมาณ"], ["ข้อ", "คะแนน"], ["๑", 90], ["๒", 91])
    assert submission is None
    assert told(findings) == ["X801", "X810", "X810"]


def test_ordinals_beside_codes_are_no_codes() -> None:
    submission, findings = understood(["ที่", "ข้อ", "คะแนน"], [1, "i4", 90], [2, "i5", 91])
    assert known(submission) == {"i4": "90.00", "i5": "91.00"}
    assert not findings


def test_a_range_is_a_sub_indicator_only_when_it_is_all_of_one() -> None:
    submission, findings = understood(["O๑๐-O๑๗ การบริหารงาน", "๙๘.๗๕"], ["O๑๘ - ๒๓", "๑๐๐"], ["o1-o48", 99], year=2562)
    assert known(submission) == {"9.2": "98.75"}
    assert [(item.code, item.cell) for item in findings] == [("X813", "A2"), ("X813", "A3")]
