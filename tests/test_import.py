"""Tables as printed in reports: every spelling of codes and scores read rightly, or told; never assigned wrongly."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from datetime import datetime
from fractions import Fraction
from pathlib import Path

import jsonschema
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ita_xlsx.catalogue import load_framework
from ita_xlsx.intake.printed.codes import Codes, printed_score
from ita_xlsx.intake.printed.report_table import read_printed, read_table
from ita_xlsx.intake.printed.row_labels import Label, Labels, Period
from ita_xlsx.intake.workbook.cells import SheetCells, Value
from ita_xlsx.model.agency import Agency
from ita_xlsx.model.findings import Finding, Severity
from ita_xlsx.model.submission import Answer, Submission
from tests.conftest import published
from tests.forms import read
from tests.program import SCHEMA, run

Line = Sequence[object]
THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
NEW, OLD, MIDDLE = load_framework(2568), load_framework(2562), load_framework(2565)


def thai(text: str) -> str:
    return text.translate(THAI)


def understood(*lines: Line, year: int = 2568, name: str = "") -> tuple[Submission | None, tuple[Finding, ...]]:
    """What comes of a sheet of these lines."""
    rows: tuple[tuple[Value, ...], ...] = tuple(tuple(line) for line in lines)  # type: ignore[arg-type]
    return read_printed([SheetCells(name, rows)], "t.csv", load_framework(year), Agency("", "ทดสอบ"))


def figures(answers: Sequence[Answer]) -> dict[str, str]:
    told = [item for item in answers if item.raw or item.value is not None]
    return {item.subject: item.raw if item.value is None else f"{float(item.value):.2f}" for item in told}


def known(submission: Submission | None) -> dict[str, str]:
    """All figures by subject; those of last year are marked."""
    if submission is None:
        return {}
    earlier = {f"{key} before": value for key, value in figures(submission.previous).items()}
    earlier |= {f"{key} before": value for key, value in figures(submission.announced_previous).items()}
    return {
        **figures(submission.answers),
        **figures(submission.announced),
        **figures(submission.announced_words),
        **earlier,
    }


def told(findings: Sequence[Finding]) -> list[str]:
    """The codes of warnings and errors, in order."""
    return [item.code for item in findings if item.severity is not Severity.INFO]


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
    assert printed_score(value)[0] == (None if score is None else Fraction(score))


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
        ("ตัวชี้วัดที่ ๑ การปฏิบัติหน้าที่", Label("1")), ("1. การปฏิบัติหน้าที่", Label("1")),
        ("การปฏิบัติหน้าที่", Label("1")),
        ("ตัวชี้วัดที่ 1", Label("1")), ("ตัวชี้วัด ๑๐ การป้องกันการทุจริต", Label("10")),
        ("ตัวชี้วัดที่ 6 EIT Public", Label("6", "public")),
        ("๔. การใช้ทรัพย์สินของทางราชการ", Label("4")), ("๘. การปรับปรุงระบบการทำงาน", Label("8")),
        ("๑. คุณภาพการดำเนินงาน", Label("6", listed=1)), ("ตัวชี้วัดย่อยที่ 9.1", Label("9.1")),
        ("9.1 ข้อมูลพื้นฐาน", Label("9.1")),
        ("ตัวชี้วัดย่อย 9.1", Label("9.1")), ("ข้อมูลพื้นฐาน", Label("9.1")), ("9.1", Label("9.1", named=False)),
        ("9.1 ชื่ออื่น", Label("9.1", unsure=True)), ("IIT", Label("IIT")), ("EIT", Label("EIT")),
        ("EIT (Public)", Label("EIT", "public")),
        ("EIT Survey", Label("EIT", "survey")), ("คะแนน OIT", Label("OIT")),
        ("คะแนนถ่วงน้ำหนัก IIT", Label("IIT", weighted=True)),
        ("๒. แบบสำรวจความคิดเห็นผู้มีส่วนได้เสียภายนอก ส่วนที่ ๑ (EIT)", Label("EIT", "public")),
        ("คะแนนรวม", Label("overall")),
        ("คะแนนเฉลี่ยรวม", Label("overall")), ("ค่าคะแนน ITA", Label("overall")), ("ระดับ", Label("level")),
        ("คะแนนรวม ปี ๒๕๖๗", Label("overall", period=Period.PREVIOUS)),
        ("คะแนนรวม ปี ๒๕๖๘", Label("overall", period=Period.THIS)),
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


def test_a_range_is_a_sub_indicator_only_when_it_is_all_of_one() -> None:
    submission, findings = understood(["O๑๐-O๑๗ การบริหารงาน", "๙๘.๗๕"], ["O๑๘ - ๒๓", "๑๐๐"], ["o1-o48", 99], year=2562)
    assert known(submission) == {"9.2": "98.75"}
    assert [(item.code, item.cell) for item in findings] == [("X813", "A2"), ("X813", "A3")]


def written(path: Path, lines: Sequence[Line]) -> Path:
    """A table on disk, as a workbook or as a CSV."""
    if path.suffix == ".xlsx":
        book = openpyxl.Workbook()
        for line in lines:
            book.active.append(list(line))  # type: ignore[union-attr]
        book.save(path)
    else:
        stream = io.StringIO(newline="")
        csv.writer(stream).writerows(lines)
        path.write_bytes(stream.getvalue().encode("utf-8-sig"))
    return path


def samut_prakan() -> list[Line]:
    """Its tables: years beside each other, lists that start anew, a table for each indicator, EIT in two columns."""
    figures = published("samut-prakan-2568").submission
    now, before, answers = (
        {item.subject: thai(f"{float(item.value or 0):.2f}") for item in group}
        for group in (figures.announced, figures.announced_previous, figures.answers)
    )
    lines: list[Line] = [["ตารางที่ ๒ คะแนนจำแนกตามเครื่องมือ"], [], ["เครื่องมือ", "คะแนน ๒๕๖๗", "คะแนน ๒๕๖๘"]]
    instruments = {"IIT": "ภายใน (IIT)", "EIT public": "ภายนอก ส่วนที่ ๑ (EIT)", "EIT survey": "ภายนอก ส่วนที่ ๒ (EIT)"}
    for number, (subject, name) in enumerate(instruments.items(), 1):
        label = f"{thai(str(number))}. แบบสำรวจความคิดเห็นผู้มีส่วนได้เสีย{name}"
        lines.append([label, before[subject], now[subject]])
    lines.append(["๔. แบบตรวจการเปิดเผยข้อมูลสาธารณะ (OIT)", before["OIT"], now["OIT"]])
    groups = (
        ("(IIT)", "12345", ""),
        ("ภายนอก ส่วนที่ ๑ (EIT)", "678", " public"),
        ("ภายนอก ส่วนที่ ๒ (EIT)", "678", " survey"),
    )
    names = {item.code: item.name for item in NEW.indicators}
    for title, codes, part in (*groups, ("แบบตรวจการเปิดเผยข้อมูลสาธารณะ", ("9", "10"), "")):
        lines += [[], [f"คะแนนจากแบบสำรวจ {title}"], [], ["ตัวชี้วัด", "คะแนน ๒๕๖๗", "คะแนน ๒๕๖๘"]]
        for number, code in enumerate(codes, 1):
            lines.append([f"{thai(str(number))}. {names[code]}", before[code + part], now[code + part]])
    for item in NEW.indicators:
        lines += [[], [f"ตารางที่ ๗ ตัวชี้วัดที่ {thai(item.code)} {item.name}"], [], ["หัวข้อ", "ประเด็น", "คะแนน", "คะแนน"]]
        if item.instrument == "EIT":
            lines.append(["", "", "EIT Public", "EIT Survey"])
        for question in (question for question in NEW.questions if question.indicator == item.code):
            letter, digits = question.code[0], thai(question.code[1:])
            code = f"{letter}{digits}." if letter != "o" else ("๐" if item.code == "9" else "0") + digits
            parts = [" public", " survey"] if item.instrument == "EIT" else [""]
            lines.append([code, "ข้อคำถาม", *(answers[question.code + part] for part in parts)])
    return lines


def pathum_thani() -> list[Line]:
    """Its tables: code and text in one cell, i as a one, pages with the header again, ranges, weights."""
    figures = published("pathum-thani-2562").submission
    answers = {item.subject: thai(f"{float(item.value or 0):g}") for item in figures.answers}
    now = {item.subject: thai(f"{float(item.value or 0):.2f}") for item in figures.announced}
    lines: list[Line] = [["ระดับ", "คะแนน"], ["AA", "๙๕.๐๐ - ๑๐๐"], ["ผลการประเมิน ปี ๒๕๖๒"]]
    for item in OLD.indicators:
        side = {"1": "IIT", "6": "EIT", "9": "OIT"}.get(item.code, "")
        lines.append([side, "}" if side else "", f"ตัวชี้วัดที่ {thai(item.code)} {item.name}", f"{now[item.code]} คะแนน"])
    lines += [[], ["ประเด็นการประเมิน", "น้ำหนัก", "คะแนนเฉลี่ยที่ได้รับ", "คะแนนถ่วงน้ำหนัก"]]
    lines += [[code, "๓๐", now[code], now[f"weighted {code}"]] for code in ("IIT", "EIT", "OIT")]
    lines += [["คะแนนรวม", "", "", now["overall"]], ["ระดับ", "", "", "A"], []]
    for letter, title in (("i", "ตารางที่ ๑ (IIT)"), ("e", "ตารางที่ ๒ (EIT)")):
        lines.append([title])
        header = ["ประเด็นการประเมิน IIT (การรับรู้)", "คะแนน ที่ได้"]
        for index, code in enumerate(code for code in answers if code.startswith(letter)):
            if index in (0, 3, 23):
                lines += [[], header]
            spelling = thai(code[1:]) if letter == "e" or index < 3 else "1" + thai(code[1:])
            lines.append([f"{'E' if letter == 'e' else ''}{spelling} ข้อคำถาม", answers[code]])
    lines += [["ตารางที่ ๓ (OIT)"], [], ["ประเด็นการประเมิน OIT (การเปิดเผยข้อมูลสาธารณะ)", "คะแนน ที่ได้"]]
    for group in OLD.subindicators:
        items = [item.code[1:] for item in OLD.questions if item.subindicator == group.code]
        lines.append([f"O{thai(items[0])}-O{thai(items[-1])} {group.name}", now[group.code]])
    return lines


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
@pytest.mark.parametrize(
    ("slug", "lines", "unprinted"),
    [
        ("samut-prakan-2568", samut_prakan(), {"6", "7", "8", "overall", "level", "lowest"}),
        ("pathum-thani-2562", pathum_thani(), set()),
    ],
)
def test_published_tables_are_read_back(
    slug: str, lines: list[Line], unprinted: set[str], suffix: str, tmp_path: Path
) -> None:
    example = published(slug)
    table = written(tmp_path / f"table{suffix}", lines)
    filled = tmp_path / "filled.xlsx"
    code = run("import", table, "--agency", example.submission.agency.name, "--framework", example.year, "-o", filled)
    assert code == 0
    returned = read(filled)
    expected = known(example.submission)
    assert known(returned.submission) == {key: value for key, value in expected.items() if key not in unprinted}
    assert returned.submission is not None
    assert returned.submission.agency.name == example.submission.agency.name


def test_indicators_of_nakhon_pathom_are_read_and_what_differs_is_told() -> None:
    summary = ["92.56", "85.25", "87.46", "82.14", "86.56", "94.12", "94.78", "91.82", "97.00", "100.00"]
    detail = ["82.56", "85.25", "87.44", "82.14", "86.86", "84.12", "84.78", "91.82", "87.78", "100.00"]

    def table(scores: list[str]) -> list[Line]:
        names = [f"ตัวชี้วัดที่ {thai(item.code)} {item.name}" for item in MIDDLE.indicators]
        return [["ตัวชี้วัด", "คะแนน"], *([name, thai(score)] for name, score in zip(names, scores, strict=True))]

    submission, findings = understood(*table(summary), ["คะแนนรวม", "๙๓.๖๘"], ["ระดับ", "A"], year=2565)
    codes = [str(number) for number in range(1, 11)]
    assert known(submission) == {**dict(zip(codes, summary, strict=True)), "overall": "93.68", "level": "A"}
    assert not findings
    submission, findings = understood(*table(summary), [], *table(detail), year=2565)
    assert set(known(submission)) == {"2", "4", "8", "10"}
    assert told(findings) == ["X805"] * 6


DIGITS = st.sampled_from(["arabic", "thai", "mixed"])


def spelled(draw: st.DrawFn, digits: str) -> str:
    script = draw(DIGITS)
    return "".join(
        char.translate(THAI) if script == "thai" or (script == "mixed" and draw(st.booleans())) else char
        for char in digits
    )


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[Line], dict[str, str]]:
    """A table of some questions in their order, and what it says."""
    letter = draw(st.sampled_from("ieo"))
    known_codes = [item.code for item in OLD.questions if item.code.startswith(letter)]
    chosen = draw(st.lists(st.sampled_from(known_codes), min_size=1, max_size=12, unique=True))
    chosen.sort(key=known_codes.index)
    title = f"{letter.upper()}IT"
    lines: list[Line] = draw(
        st.sampled_from([[], [["ข้อ", "คะแนน"]], [["ตาราง"], [], ["ที่", "คะแนน"]], [[title], ["ข้อ", "คะแนน"]]])
    )
    lines, planted = list(lines), {}
    for code in chosen:
        score = f"{draw(st.integers(0, 10_000)) / 100:.2f}"
        letters = {"i": ["i", "I", "1", "l", ""], "e": ["e", "E", ""], "o": ["o", "O", "0", "๐", ""]}[letter]
        mark = draw(st.sampled_from(letters)) + draw(st.sampled_from(["", "", " "]))
        tail = draw(st.sampled_from(["", ".", ")", " ข้อคำถาม"]))
        shown = spelled(draw, score) + draw(st.sampled_from(["", " คะแนน"]))
        lines.append([mark + spelled(draw, code[1:]) + tail, draw(st.sampled_from([shown, float(score)]))])
        planted[code] = score
    return lines, planted


@settings(max_examples=400, deadline=None)
@given(tables())
def test_a_table_in_any_spelling_is_understood_or_told_and_never_assigned_wrongly(
    table: tuple[list[Line], dict[str, str]],
) -> None:
    lines, planted = table
    submission, findings = understood(*lines, year=2562)
    read_back = known(submission)
    assert read_back.items() <= planted.items()
    if len(read_back) < len(planted):
        rows = {item.cell[1:] for item in findings if item.cell and item.severity is not Severity.INFO}
        assert len(rows) >= len(planted) - len(read_back) or "X818" in told(findings)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.lists(st.text(max_size=12) | st.floats(0, 100) | st.integers(0, 3000), max_size=5), max_size=8))
def test_no_table_makes_it_fail(lines: list[Line]) -> None:
    submission, findings = understood(*lines)
    assert submission is not None or told(findings)


@given(st.text(alphabet="ieoIEO01๐๑๒.-()ก ", max_size=6))
def test_what_a_code_cell_can_be_is_always_of_the_framework(text: str) -> None:
    code = Codes(NEW).read(text)
    assert code is None or set(code.options) <= {item.code for item in NEW.questions}


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("ข้อ;คะแนน\ni1;90\n".encode(), {"i1": "90.00"}),
        ("ตาราง, คะแนน\nข้อ\tคะแนน\ni1\t90\n".encode(), {"i1": "90.00"}),
        ("ข้อ,คะแนน\ni๑,๙๐\n".encode("cp874"), {"i1": "90.00"}),
        ("ข้อ\tคะแนน\r\ni๑\t๙๐\r\n".encode("utf-16"), {"i1": "90.00"}),
        (b"sep=;\ni1;90\n", {"i1": "90.00"}),
        ('"i1\n(ต่อ)",90\n'.encode(), {"i1": "90.00"}),
    ],
)
def test_a_csv_however_it_was_saved(content: bytes, expected: dict[str, str]) -> None:
    submission, _ = read_printed(read_table(content), "t.csv", NEW, Agency("", "ทดสอบ"))
    assert known(submission) == expected


@pytest.fixture
def _english(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ITA_LANG", "en")
    monkeypatch.chdir(tmp_path)


ASKED = ("--agency", "จังหวัดทดสอบ", "--framework", "2568", "-o", "filled.xlsx")


@pytest.mark.usefixtures("_english")
@pytest.mark.parametrize(
    ("content", "code", "understood_answers", "not_understood"),
    [
        (b"i1,90\ni2,91\n", 0, 2, 0),
        (b"i1,90\ni99,91\n", 1, 1, 1),
        (b"x,90\n", 3, 0, 2),
        (b"\0\0\0", 3, None, None),
        (b"%PDF-1.4", 3, None, None),
        (b"PK\x03\x04junk", 3, None, None),
        (b'"i1,90\n', 3, None, None),
        (None, 3, None, None),
    ],
)
def test_import_by_the_schema(
    content: bytes | None,
    code: int,
    understood_answers: int | None,
    not_understood: int | None,
    capsys: pytest.CaptureFixture[str],
) -> None:
    if content is not None:
        Path("t.csv").write_bytes(content)
    assert run("import", "t.csv", *ASKED, "--format", "json") == code
    document = json.loads(capsys.readouterr().out)
    jsonschema.validate(document, SCHEMA)
    assert document["command"] == "import"
    assert Path("filled.xlsx").exists() == (code != 3)
    if understood_answers is None:
        assert (document["results"], document["status"], len(document["findings"])) == (None, "rejected", 1)
        return
    results = document["results"]
    assert results["file"] == (None if code == 3 else "filled.xlsx")
    assert results["understood"] == {"answers": understood_answers, "expected": 61, "given": 0, "previous": 0}
    assert results["not_understood"] == not_understood


@pytest.mark.usefixtures("_english")
def test_the_screen_says_what_was_understood_and_what_was_not(capsys: pytest.CaptureFixture[str]) -> None:
    Path("t.csv").write_text("i1,90\nIIT,91\ni99,92\n", encoding="utf-8")
    assert run("import", "t.csv", *ASKED) == 1
    shown = capsys.readouterr().out
    for word in ("IIT  1/15 answered", "EIT  0/18 answered", "1 announced: IIT", "X810", "A3", "filled.xlsx"):
        assert word in shown


@pytest.mark.usefixtures("_english")
def test_the_table_is_never_written_to(capsys: pytest.CaptureFixture[str]) -> None:
    table = written(Path("t.xlsx"), [["i1", 90]])
    before = table.read_bytes()
    asked = ("import", table, "--agency", "x", "--framework", "2568", "-o")
    assert run(*asked, table, "--force") == 3
    assert table.read_bytes() == before
    assert run(*asked, "filled.xlsx") == 0
    assert run(*asked, "filled.xlsx") == 3
    assert run(*asked, "filled.xlsx", "--force") == 0


@pytest.mark.usefixtures("_english")
@pytest.mark.parametrize(
    "arguments",
    [
        ["t.csv", "-o", "f.xlsx", "--framework", "2568"],
        ["t.csv", "--agency", "x", "--framework", "2568"],
        ["t.csv", "--agency", "x", "-o", "f.xlsx"],
        ["t.csv", "--agency", " ", "-o", "f.xlsx", "--framework", "2568"],
        ["t.csv", "--agency", "P9", "-o", "f.xlsx", "--framework", "2568", "--roster", "r.csv"],
    ],
)
def test_wrong_usage_exits_2(arguments: list[str]) -> None:
    Path("r.csv").write_text("code,name\nP1,หนึ่ง\n", encoding="utf-8")
    assert run("import", *arguments) == 2


@pytest.mark.usefixtures("_english")
def test_the_agency_is_found_in_the_roster() -> None:
    Path("r.csv").write_text("code,name,province\nP1,หนึ่ง,ตราด\n", encoding="utf-8")
    Path("t.csv").write_text("i1,90\n", encoding="utf-8")
    assert run("import", "t.csv", "--agency", "p1", "--framework", "2568", "--roster", "r.csv", "-o", "f") == 0
    submission = read(Path("f.xlsx")).submission
    assert submission is not None
    assert (submission.agency.code, submission.agency.name, submission.agency.province) == ("P1", "หนึ่ง", "ตราด")
