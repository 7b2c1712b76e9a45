"""Check that scores, labels, headers and parts of printed tables are read as printed, or reported."""

from __future__ import annotations

from datetime import datetime
from fractions import Fraction

import pytest

from ita_xlsx.intake.printed.codes import parse_printed_score
from ita_xlsx.intake.printed.report_table import read_printed
from ita_xlsx.intake.printed.row_labels import Label, Labels, Period
from ita_xlsx.intake.workbook.cells import SheetCells, Value
from ita_xlsx.model.agency import Agency
from ita_xlsx.model.findings import Severity
from tests.intake.printed import NEW, Line, known, told, understood


@pytest.mark.parametrize(
    ("value", "score"),
    [
        (93.54, "93.54"), (100, "100"), (0, "0"), ("93.54", "93.54"), ("๑๐๐.๐๐", "100"), ("๑๐๐", "100"),
        ("9๓.๕4", "93.54"),
        ("๙๖.๐๕ คะแนน", "96.05"), ("๙๖.๐๕คะแนน", "96.05"), ("96.05%", "96.05"), ("ร้อยละ ๙๖.๐๕", "96.05"),
        (" 85 ", "85"),
        ("96,05", None), ("1,000", None), ("-", None), ("", None), ("๘๕.๐๐ - ๙๔.๙๙", None), (True, None),
        (datetime(2025, 1, 1), None), ("ไม่มีข้อมูล", None),
    ],
)  # fmt: skip
def test_a_score_as_printed(value: Value, score: str | None) -> None:
    assert parse_printed_score(value)[0] == (None if score is None else Fraction(score))


@pytest.mark.parametrize("value", ["101", -5, "๒๐๐", "ไม่ทราบ", "96,05"])
def test_a_score_that_cannot_be_is_told_with_its_cell(value: object) -> None:
    submission, findings = understood(["ข้อ", "คะแนน"], ["i1", 90], ["i2", value], ["i3", 91])
    assert known(submission) == {"i1": "90.00", "i3": "91.00"}
    assert [(item.code, item.cell) for item in findings] == [("X804", "B3")]


def test_an_empty_score_is_only_remarked_and_a_declaration_is_taken() -> None:
    submission, findings = understood(["ข้อ", "คะแนน"], ["i1", 90], ["i2", ""], ["o1", "ไม่มีภารกิจ"])
    assert submission is not None
    assert [(item.subject, item.declared) for item in submission.answers] == [("i1", ""), ("o1", "ไม่มีภารกิจ")]
    assert [(item.code, item.cell) for item in findings if item.code != "X804"] == [("X812", "A3")]


def test_shares_of_one_are_not_taken_for_scores() -> None:
    submission, findings = understood(["i1", 0.93], ["i2", 0.95])
    assert submission is None
    assert "X818" in told(findings)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("ตัวชี้วัดที่ ๑ การปฏิบัติหน้าที่", Label(code="1")), ("1. การปฏิบัติหน้าที่", Label(code="1")),
        ("การปฏิบัติหน้าที่", Label(code="1")),
        ("ตัวชี้วัดที่ 1", Label(code="1")), ("ตัวชี้วัด ๑๐ การป้องกันการทุจริต", Label(code="10")),
        ("ตัวชี้วัดที่ 6 EIT Public", Label(code="6", part="public")),
        ("๔. การใช้ทรัพย์สินของทางราชการ", Label(code="4")), ("๘. การปรับปรุงระบบการทำงาน", Label(code="8")),
        ("๑. คุณภาพการดำเนินงาน", Label(code="6", listed=1)), ("ตัวชี้วัดย่อยที่ 9.1", Label(code="9.1")),
        ("9.1 ข้อมูลพื้นฐาน", Label(code="9.1")),
        ("ตัวชี้วัดย่อย 9.1", Label(code="9.1")), ("ข้อมูลพื้นฐาน", Label(code="9.1")), ("9.1", Label(code="9.1", has_name=False)),
        ("9.1 ชื่ออื่น", Label(code="9.1", unsure=True)), ("IIT", Label(code="IIT")), ("EIT", Label(code="EIT")),
        ("EIT (Public)", Label(code="EIT", part="public")),
        ("EIT Survey", Label(code="EIT", part="survey")), ("คะแนน OIT", Label(code="OIT")),
        ("คะแนนถ่วงน้ำหนัก IIT", Label(code="IIT", weighted=True)),
        ("๒. แบบสำรวจความคิดเห็นผู้มีส่วนได้เสียภายนอก ส่วนที่ ๑ (EIT)", Label(code="EIT", part="public")),
        ("คะแนนรวม", Label(code="overall")),
        ("คะแนนเฉลี่ยรวม", Label(code="overall")), ("ค่าคะแนน ITA", Label(code="overall")), ("ระดับ", Label(code="level")),
        ("คะแนนรวม ปี ๒๕๖๗", Label(code="overall", period=Period.PREVIOUS)),
        ("คะแนนรวม ปี ๒๕๖๘", Label(code="overall", period=Period.THIS)),
        ("ตัวชี้วัดที่ ๑ การใช้อำนาจ", None), ("9.1 การจัดซื้อจัดจ้าง", None), ("จำนวนผู้ตอบ IIT", None),
        ("น้ำหนัก IIT", None),
        ("แบบสำรวจภายนอก (IIT)", None), ("EIT Public และ EIT Survey", None), ("ตัวชี้วัดที่ 11", None),
        ("รวม", None), ("คะแนน", None),
        ("คะแนนเต็ม", None), ("96.49", None), ("1", None),
    ],
)  # fmt: skip
def test_a_label_as_printed(text: str, label: Label | None) -> None:
    assert Labels(NEW).read(text) == label


def test_announced_figures_are_taken() -> None:
    submission, findings = understood(
        ["รายการ", "คะแนน ปี ๒๕๖๗", "คะแนน ปี ๒๕๖๘"],
        ["ตัวชี้วัดที่ ๑ การปฏิบัติหน้าที่", "๙๕.๔๐", "๙๖.๔๙"],
        ["9.1 ข้อมูลพื้นฐาน", "", "๙๐"],
        ["IIT", "๙๕.๑๕", "๙๖.๔๙"],
        ["EIT (Public)", "๙๒.๑๔", "๘๙.๒๑"],
        ["คะแนนรวม", "๙๓.๐๐", "๙๔.๗๙"],
        ["ระดับ", "", "ผ่านดี"],
        ["ตัวชี้วัดที่ได้คะแนนต่ำสุด", "", "ตัวชี้วัดที่ 8"],
    )
    assert known(submission) == {
        "1": "96.49", "9.1": "90.00", "IIT": "96.49", "EIT public": "89.21", "overall": "94.79", "level": "ผ่านดี",
        "lowest": "ตัวชี้วัดที่ 8", "1 before": "95.40", "IIT before": "95.15", "EIT public before": "92.14",
        "overall before": "93.00",
    }  # fmt: skip
    assert not told(findings)


@pytest.mark.parametrize(
    ("header", "place"),
    [
        ("ปี ๒๕๖๗", "IIT before"), ("2567", "IIT before"), ("คะแนนปีก่อน", "IIT before"), ("ปี 67", "IIT before"),
        ("คะแนน ปี ๒๕๖๘", "IIT"), ("ปี ๒๕๖๖", ""), ("คะแนนเต็ม", ""), ("น้ำหนัก", ""), ("ผลต่าง ๒๕๖๗ ๒๕๖๘", ""),
        ("ค่าเฉลี่ยระดับประเทศ", ""), ("คะแนนถ่วงน้ำหนัก", "weighted IIT"),
    ],
)  # fmt: skip
def test_a_column_goes_where_its_header_says(header: str, place: str) -> None:
    submission, _ = understood(["เครื่องมือ", header], ["IIT", 90])
    assert known(submission) == ({place: "90.00"} if place else {})


@pytest.mark.parametrize(
    ("title", "place", "code"),
    [("คะแนน ปี ๒๕๖๗", "i1 before", "X817"), ("คะแนน ปี ๒๕๖๖", "", "X816"), ("คะแนน ปี ๒๕๖๘ เทียบปี ๒๕๖๗", "i1", "")],
)
def test_the_year_of_a_title(title: str, place: str, code: str) -> None:
    submission, findings = understood([title], ["ข้อ", "คะแนน"], ["i1", 90])
    assert known(submission) == ({place: "90.00"} if place else {})
    assert [item.code for item in findings if item.code != "X801"] == ([code] if code else [])


def test_two_columns_of_no_name_are_public_and_survey_and_that_is_told() -> None:
    submission, findings = understood(["ข้อ", "คะแนน", "คะแนน"], ["e1", 80, 90], ["e2", 81, 91])
    assert known(submission) == {"e1 public": "80.00", "e1 survey": "90.00", "e2 public": "81.00", "e2 survey": "91.00"}
    assert [item.code for item in findings] == ["X807"]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([["ข้อ", "คะแนน"], ["e1", 80]], {}),
        ([["EIT Survey"], ["ข้อ", "คะแนน"], ["e1", 80]], {"e1 survey": "80.00"}),
        ([["ส่วนที่ ๑ ผลการประเมิน"], ["ข้อ", "คะแนน"], ["6. คุณภาพการดำเนินงาน", 80]], {"6": "80.00"}),
        ([["ข้อ", "ส่วนที่ ๒", "ส่วนที่ ๑"], ["e1", 80, 90]], {"e1 survey": "80.00", "e1 public": "90.00"}),
        ([["ข้อ", "คะแนน", "คะแนน"], ["i1", 80, 90]], {}),
        ([["ข้อ", "คะแนน ๒๕๖๗", "", "คะแนน ๒๕๖๘", ""], ["", "Public", "Survey", "Public", "Survey"], ["e1", 1, 2, 3, 4]],
         {"e1 public before": "1.00", "e1 survey before": "2.00", "e1 public": "3.00", "e1 survey": "4.00"}),
        ([["ข้อ", "คะแนน"], ["EIT Public"], ["e1", 80], ["EIT Survey"], ["e1", 90]],
         {"e1 public": "80.00", "e1 survey": "90.00"}),
    ],
)  # fmt: skip
def test_parts_of_a_survey(lines: list[Line], expected: dict[str, str]) -> None:
    submission, findings = understood(*lines)
    assert known(submission) == expected
    assert expected or told(findings)


@pytest.mark.parametrize("line", ["ตัวชี้วัดที่ 6 EIT Public", "EIT Public"])
def test_a_label_left_without_a_score_says_nothing_of_the_next(line: str) -> None:
    submission, findings = understood(["รายการ", "คะแนน"], ["IIT", 96], [line], ["ตัวชี้วัดที่ 6", 95], ["OIT", 94])
    assert known(submission) == {"IIT": "96.00", "OIT": "94.00"}
    assert [(item.code, item.cell) for item in findings] == [("X811", "B4")]


def test_a_row_without_a_score_in_the_middle_keeps_the_header() -> None:
    submission, findings = understood(
        ["ตัวชี้วัด", "ชื่อ", "คะแนน ๒๕๖๗"],
        ["ตัวชี้วัดที่ ๑", "การปฏิบัติหน้าที่", 90],
        ["ตัวชี้วัดที่ ๒", "การใช้งบประมาณ"],
        ["ตัวชี้วัดที่ ๓", "การใช้อำนาจ", 92],
    )
    assert known(submission) == {"1 before": "90.00", "3 before": "92.00"}
    assert [(item.code, item.cell) for item in findings] == [("X812", "A3")]


def test_a_column_that_does_not_say_it_holds_scores_is_taken_when_it_is_alone_and_told() -> None:
    submission, findings = understood(["ข้อ", "ผล"], ["i1", 90])
    assert (known(submission), [item.code for item in findings]) == ({"i1": "90.00"}, ["X820"])


def test_the_level_beside_the_overall_score() -> None:
    submission, _ = understood(["เครื่องมือ", "คะแนน", "ระดับ"], ["IIT", 90], ["OIT", 90], ["คะแนนรวม", 90, "ผ่านดี"])
    assert known(submission) == {"IIT": "90.00", "OIT": "90.00", "overall": "90.00", "level": "ผ่านดี"}


@pytest.mark.parametrize(
    "lines",
    [
        [["ลำดับ", "หน่วยงาน", "คะแนน IIT"], [1, "ก", 90], [2, "ข", 91]],
        [["จำนวนผู้ตอบ IIT", 85], ["จำนวนผู้ตอบ EIT", 90]],
        [["เครื่องมือ", "จำนวนข้อ"], ["IIT", 15], ["EIT", 9]],
        [["ข้อ", "i1", "i2", "i3"], ["คะแนน", 90, 91, 92]],
        [["ปี", "คะแนน"], ["๒๕๖๗", 90], ["๒๕๖๘", 91]],
        [["ตัวชี้วัด", "จังหวัด ก", "จังหวัด ข"], ["1. การปฏิบัติหน้าที่", 90, 91]],
    ],
)
def test_tables_of_something_else_are_left_alone(lines: list[Line]) -> None:
    submission, findings = understood(*lines)
    assert submission is None
    assert len(told(findings)) > 1


def test_a_total_under_one_instrument_is_not_the_overall_score() -> None:
    submission, findings = understood(["ข้อ", "คะแนน"], ["i1", 80], ["i2", 90], ["คะแนนรวม", 85])
    assert known(submission) == {"i1": "80.00", "i2": "90.00"}
    assert [(item.code, item.cell) for item in findings] == [("X803", "A4")]


@pytest.mark.parametrize(
    "line",
    [
        ["การใช้งบประมาณ", "ท่านรู้แผนการใช้จ่ายงบประมาณหรือไม่", 80],
        ["i1", 90, "e1", 80],
        ["ตัวชี้วัดที่ ๗", "i1", 80],
        ["IIT", "EIT", 80],
        ["", "", 80],
        ["รวม", 80],
        ["i1 และ i2", 80],
        [80, "i1"],
    ],
)
def test_a_row_that_could_be_several_things_is_told(line: Line) -> None:
    submission, findings = understood(["ข้อ", "ประเด็น", "คะแนน"], ["o5", "ก", 70], line)
    assert known(submission) == {"o5": "70.00"}
    assert any(item.severity is Severity.WARNING and (item.cell or "").endswith("3") for item in findings)


def test_duplicates_that_agree_are_taken_once_and_others_not_at_all() -> None:
    submission, findings = understood(["ข้อ", "คะแนน"], ["i1", 80], ["i1", "๘๐.๐๐"], ["i2", 90], ["I2", 91])
    assert known(submission) == {"i1": "80.00"}
    assert [(item.code, item.subject, item.cell) for item in findings] == [("X806", "i1", "B2"), ("X805", "i2", "B4")]


def test_several_sheets_are_read_and_their_names_count() -> None:
    sheets = [
        SheetCells(f"EIT {part}", (("ข้อ", "คะแนน"), ("e1", score))) for part, score in (("Public", 80), ("Survey", 90))
    ]
    submission, _ = read_printed(sheets, "t.xlsx", NEW, Agency("", "ทดสอบ"))
    assert known(submission) == {"e1 public": "80.00", "e1 survey": "90.00"}
