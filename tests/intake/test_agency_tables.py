"""Tables of all agencies are read in the shapes in which provinces and the commission publish them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ita_xlsx.intake.agency_tables.find_agency import nearest_agency
from ita_xlsx.model.agency import Agency, Roster
from ita_xlsx.model.text.digits import thai
from tests.support.agency_tables import NAMES, Rows, exact, figures, read_table, text_file, told, workbook

A1, A2, A3, A4 = NAMES
TITLE = ["ผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. 2568"]
TOTALS = exact(IIT="91.5", EIT="88", OIT="95.25", overall="91.95", level="ผ่านดี")
TOTALS_HEAD: list[object] = ["ลำดับ", "หน่วยงาน", "IIT", "EIT", "OIT", "คะแนนรวม", "ระดับ"]
FIRST, SECOND = [1, A1, 91.5, 88, 95.25, 91.95, "ผ่านดี"], [2, A2, 81, 82, 83, 82.1, "ต้องปรับปรุง"]
TEN = [f"{score}.25" for score in range(81, 91)]


def of_first(rows: Rows, **options: object) -> dict[str, object]:
    return figures(read_table(workbook(("ตาราง", rows)), **options)).get("A1", {})  # type: ignore[arg-type]


HEADERS: dict[str, list[Sequence[object]]] = {
    "plain": [TOTALS_HEAD],
    "full names": [["ที่", "ชื่อหน่วยงาน", "แบบวัดการรับรู้ของผู้มีส่วนได้ส่วนเสียภายใน (IIT)",
                    "คะแนน EIT (เต็ม 100)", "คะแนนเฉลี่ย OIT", "ผลคะแนน ITA", "ระดับผลการประเมิน"]],
    "below a group": [["อันดับ", "หน่วยงาน", "ผลการประเมิน ปี 2568", None, None, None, None],
                      [None, None, "IIT", "EIT", "OIT", "รวม", "ระดับ"]],
    "three rows": [["อันดับ", "หน่วยงาน", "เครื่องมือ", None, None, "ผลการประเมิน", None],
                   [None, None, "IIT", "EIT", "OIT", "คะแนน", "ระดับ"],
                   [None, None, "น้ำหนัก 30", "น้ำหนัก 30", "น้ำหนัก 40", "100", None]],
    "numbers of columns": [TOTALS_HEAD, ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)"]],
    "full scores": [TOTALS_HEAD, [None, "คะแนนเต็ม", 100, 100, 100, 100, None]],
    "weights": [TOTALS_HEAD, [None, "น้ำหนัก", 30, 30, 40, 100, None]],
    "per cents of the weight": [["ลำดับ", "ส่วนราชการ", "IIT (30%)", "EIT (30%)", "OIT (40%)", "คะแนน ITA",
                                 "ผลการประเมิน"]],
}  # fmt: skip


@pytest.mark.parametrize("header", HEADERS.values(), ids=HEADERS)
def test_headers_of_totals(header: list[Sequence[object]]) -> None:
    assert of_first([TITLE, [], *header, FIRST, SECOND]) == TOTALS


INDICATORS: dict[str, list[object]] = {
    "numbers": list(range(1, 11)),
    "numbers as text": [thai(str(number)) for number in range(1, 11)],
    "with the word": [f"ตัวชี้วัดที่ {number}" for number in range(1, 11)],
    "short forms": [f"ตชว.{number}" for number in range(1, 11)],
    "one letter": [f"i{number}" for number in range(1, 11)],
    "letters of instruments": ["i1", "i2", "i3", "i4", "i5", "e6", "e7", "e8", "o9", "o10"],
    "names": ["การปฏิบัติหน้าที่", "การใช้งบประมาณ", "การใช้อำนาจ", "การใช้ทรัพย์สินของราชการ", "การแก้ไขปัญหาการทุจริต",
              "คุณภาพการดำเนินงาน", "ประสิทธิภาพการสื่อสาร", "การปรับปรุงการทำงาน", "การเปิดเผยข้อมูล", "การป้องกันการทุจริต"],
}  # fmt: skip
BY_NUMBER = {str(number): Fraction(score) for number, score in enumerate(TEN, 1)}


@pytest.mark.parametrize("names", INDICATORS.values(), ids=INDICATORS)
def test_headers_of_indicators(names: list[object]) -> None:
    assert (
        of_first([TITLE, ["ที่", "หน่วยงาน", *names], [1, A1, *map(float, TEN)], [2, A2, *map(float, TEN)]]) == BY_NUMBER
    )


def test_a_merged_header_of_instruments_over_numbers() -> None:
    rows: Rows = [
        ["ที่", "หน่วยงาน", "IIT", *[None] * 5, "EIT", *[None] * 3, "OIT", *[None] * 2, "คะแนนรวม", "ระดับ"],
        [None, None, 1, 2, 3, 4, 5, "รวม", 6, 7, 8, "รวม", 9, 10, "รวม"],
        [1, A1, *map(float, TEN[:5]), 83.25, *map(float, TEN[5:8]), 87.25, *map(float, TEN[8:]), 89.75, 86.85, "ผ่าน"],
    ]
    merges = ("A1:A2", "B1:B2", "C1:H1", "I1:L1", "M1:O1", "P1:P2", "Q1:Q2")
    totals = exact(IIT="83.25", EIT="87.25", OIT="89.75", overall="86.85", level="ผ่าน")
    assert figures(read_table(workbook(("t", rows), merges=merges)))["A1"] == BY_NUMBER | totals


def test_only_two_indicators_and_a_weighted_instrument() -> None:
    head = ["หน่วยงาน", "ตัวชี้วัดที่ 9", "ตัวชี้วัดที่ 10", "OIT ถ่วงน้ำหนัก (ร้อยละ 40)"]
    found = of_first([head, [A1, 90, 80, 34], [A2, 95, 85, 36]])
    assert found == {"9": 90, "10": 80, "weighted OIT": 34}


CELLS = {
    "a number": (91.5, "91.5"),
    "a text": ("91.50", "91.5"),
    "Thai digits": ("๙๑.๕๐", "91.5"),
    "a decimal comma": ("91,50", "91.5"),
    "a per cent": ("91.50%", "91.5"),
    "a footnote": ("91.50*", "91.5"),
    "a raised footnote": ("91.50¹", "91.5"),
    "a footnote in brackets": ("91.50 (2)", "91.5"),
    "a unit": ("91.50 คะแนน", "91.5"),
    "all": ("๑๐๐", "100"),
    "nothing": (None, None),
    "a dash": ("-", None),
    "a long dash": ("–", None),
    "words": ("ไม่มีข้อมูล", None),
}


@pytest.mark.parametrize(("cell", "score"), CELLS.values(), ids=CELLS)
def test_cells(cell: object, score: str | None) -> None:
    found = of_first([["หน่วยงาน", "IIT", "คะแนนรวม"], [A1, cell, 90], [A2, 80, 81]])
    assert found == ({"IIT": Fraction(score), "overall": 90} if score else {"overall": 90})


@pytest.mark.parametrize("cell", [100.01, -1, 910, "เก้าสิบ", "91.5.0", "#REF!"])
def test_a_cell_that_is_no_score_is_told(cell: object) -> None:
    table = read_table(workbook(("t", [["หน่วยงาน", "IIT", "คะแนนรวม"], [A1, cell, 90], [A2, 80, 81]])))
    assert figures(table)["A1"] == {"overall": 90}
    assert ("X828", "t!B2") in told(table)


NAMES_OF_FIRST = {
    "a name": ("หน่วยงาน", A1, "A1"),
    "spaces": ("หน่วยงาน", "เทศบาลตำบล  หนึ่ง ", "A1"),
    "a number before it": ("หน่วยงาน", f"1. {A1}", "A1"),
    "a footnote": ("หน่วยงาน", f"{A1}*", "A1"),
    "another name": ("หน่วยงาน", "ทต.สอง", "A2"),
    "a code": ("รหัสหน่วยงาน", "A1", "A1"),
    "a code in another spelling": ("รหัส", "a1", "A1"),
}


@pytest.mark.parametrize(("header", "name", "code"), NAMES_OF_FIRST.values(), ids=NAMES_OF_FIRST)
def test_names_and_codes(header: str, name: str, code: str) -> None:
    other = A3 if header == "หน่วยงาน" else "A3"
    table = read_table(workbook(("t", [[header, "คะแนนรวม"], [name, 90.5], [other, 80.5]])))
    assert figures(table) == {code: {"overall": Fraction("90.5")}, "A3": {"overall": Fraction("80.5")}}


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (["A9", "เทศบาลตำบลเก้า", 90.5], "X824"),
        (["A2", A1, 90.5], "X825"),
        (["A2", "เทศบาลตำบลเก้า", 90.5], "X825"),
    ],
)
def test_a_row_of_no_certain_agency_is_told_and_not_used(row: list[object], code: str) -> None:
    table = read_table(workbook(("t", [["รหัส", "หน่วยงาน", "คะแนนรวม"], row, ["A3", A3, 80.5], ["A4", A4, 81.5]])))
    assert set(figures(table)) == {"A3", "A4"}
    assert (code, "t!B2") in told(table)


@pytest.mark.parametrize(
    ("head", "first", "second"),
    [("อำเภอ", "เหนือ", "ใต้"), ("รหัส", "B1", "B2"), ("ประเภท", "เทศบาล", "อบต.")],
)
def test_agencies_of_one_name_are_told_apart(head: str, first: str, second: str) -> None:
    same = "ตำบลหนองบัว"
    roster = Roster(
        (
            Agency("B1", same, "สมมุติ", kind="เทศบาล", district="เหนือ"),
            Agency("B2", same, "สมมุติ", kind="อบต.", district="ใต้"),
        )
    )
    rows: Rows = [["ชื่อหน่วยงาน", head, "คะแนนรวม"], [same, second, 80], [same, first, 90]]
    table = read_table(workbook(("t", rows)), roster=roster)
    assert figures(table) == {"B1": {"overall": 90}, "B2": {"overall": 80}}
    without = read_table(workbook(("t", [[row[0], row[2]] for row in rows])), roster=roster)
    assert [code for code, _ in told(without)] == ["X825", "X825"]


def test_a_list_of_addresses_beside_the_table_is_no_error() -> None:
    data = workbook(
        ("t", [["หน่วยงาน", "คะแนนรวม"], *([name, 90] for name in NAMES)]), ("ที่อยู่", [["หน่วยงาน"], [A1], [A2]])
    )
    table = read_table(data)
    assert len(table.rows) == 4
    assert [(item.code, item.severity) for item in table.findings] == [("X823", "info")]


def test_a_rank_is_no_code() -> None:
    rows: Rows = [["อันดับ", "คะแนนรวม"], [1, 90.5], [2, 80.5]]
    assert told(read_table(workbook(("t", rows)))) == [("X822", None)]


def test_totals_headings_and_notes_are_passed_over() -> None:
    rows: Rows = [
        TITLE, TOTALS_HEAD, ["ก. เทศบาล"], FIRST, SECOND, [None, "ค่าเฉลี่ย", 86.25, 85, 89, 87, None],
        ["รวมทั้งสิ้น", None, 2, None, None, None, None], TOTALS_HEAD, ["ข. อบต."], [3, A3, 81, 82, 83, 82.1, "ต้องปรับปรุง"],
        ["ส่วนเบี่ยงเบนมาตรฐาน", None, 1.2, 2.1, 3.4, 1.5], ["* คะแนนยังไม่เป็นทางการ"], ["ที่มา: สำนักงานจังหวัด"],
    ]  # fmt: skip
    table = read_table(workbook(("t", rows)))
    assert set(figures(table)) == {"A1", "A2", "A3"}
    assert figures(table)["A1"] == TOTALS
    assert {code for code, _ in told(table)} == {"X829", "X835"}


def test_a_sheet_for_each_kind() -> None:
    data = workbook(
        ("เทศบาล", [TITLE, TOTALS_HEAD, FIRST, SECOND]),
        ("อบต.", [["หน่วยงาน", "คะแนนรวม"], [A3, 70], [A4, 60.5]]),
        ("คำอธิบาย", [["ตารางนี้แสดงผลการประเมิน"]]),
    )
    table = read_table(data)
    assert list(figures(table)) == ["A1", "A2", "A3", "A4"]
    assert told(table) == []


def test_a_sheet_for_each_instrument_completes_an_agency() -> None:
    sheets: list[tuple[str, Rows]] = [
        (code, [["หน่วยงาน", code], [A1, 90 + number], [A2, 80 + number]])
        for number, code in enumerate(("IIT", "EIT", "OIT"))
    ]
    table = read_table(workbook(*sheets))
    assert figures(table)["A1"] == {"IIT": 90, "EIT": 91, "OIT": 92}


YEARS_HEAD: Rows = [
    ["หน่วยงาน", "ปี 2567", None, "ปี 2568", None, "ผลต่าง"],
    [None, "คะแนนรวม", "ระดับ", "คะแนนรวม", "ระดับ", None],
    [A1, 80.5, "ต้องปรับปรุง", 90.5, "ผ่าน", 10],
    [A2, 81.5, "ต้องปรับปรุง", 91.5, "ผ่าน", 10],
]


@pytest.mark.parametrize(("year", "score", "level"), [(2568, "90.5", "ผ่าน"), (2567, "80.5", "ต้องปรับปรุง")])
def test_of_two_years_side_by_side_only_that_year_is_read(year: int, score: str, level: str) -> None:
    table = read_table(workbook(("t", YEARS_HEAD)), year)
    assert figures(table)["A1"] == exact(overall=score, level=level)
    assert {"X832", "X830"} <= {code for code, _ in told(table)}


@pytest.mark.parametrize(
    ("title", "is_read"),
    [
        ("ผลการประเมิน ITA ปี 2568", True),
        ("ผลการประเมิน ITA ปีงบประมาณ พ.ศ. ๒๕๖๘", True),
        ("ผลการประเมิน ITA", True),
        ("ผลการประเมิน ITA ปี 2567", False),
        ("ผลการประเมิน ITA ปี 2567 (ข้อมูล ณ 1 ส.ค. 2568)", False),
    ],
)
def test_a_table_of_another_year_is_told(title: str, is_read: bool) -> None:
    table = read_table(workbook(("t", [[title], TOTALS_HEAD, FIRST, SECOND])))
    assert bool(figures(table)) is is_read
    assert (("X833", "t") in told(table)) is not is_read


@pytest.mark.parametrize(
    ("again", "code", "counts"),
    [(FIRST, "X826", True), ([3, A1, 91.5, 88, 95.25, 91.94, "ผ่านดี"], "X827", False), ([3, A1, 91.5], "X827", False)],
)
def test_an_agency_that_stands_there_twice(again: list[object], code: str, counts: bool) -> None:
    table = read_table(workbook(("t", [TOTALS_HEAD, FIRST, SECOND, again])))
    assert ("A1" in figures(table)) is counts
    assert (code, "t!B2") in told(table)


@pytest.mark.parametrize(
    ("header", "first", "second", "subjects"),
    [
        (["IIT", "คะแนน IIT ถ่วงน้ำหนัก"], [90, 27], [80, 24], {"IIT", "weighted IIT"}),
        (["IIT", "IIT"], [90, 27], [80, 24], {"IIT", "weighted IIT"}),
        (["IIT (30%)", "คะแนนรวม"], [27, 91], [24, 82], {"weighted IIT", "overall"}),
        (["IIT", "IIT"], [90, 71], [80, 64], set()),
        (["IIT"], [27], [24], set()),
    ],
)
def test_weighted_scores(header: list[object], first: list[object], second: list[object], subjects: set[str]) -> None:
    assert set(of_first([["หน่วยงาน", *header], [A1, *first], [A2, *second]])) == subjects


def test_weighted_scores_that_add_up_to_the_overall_score() -> None:
    rows: Rows = [["หน่วยงาน", "IIT", "EIT", "OIT", "คะแนนรวม"], [A1, 27, 26.4, 38, 91.4], [A2, 24, 24, 32, 80]]
    assert of_first(rows) == exact(overall="91.4") | {
        "weighted IIT": 27, "weighted EIT": Fraction("26.4"), "weighted OIT": 38,
    }  # fmt: skip


@pytest.mark.parametrize(
    "header", [["i1", "i2", "i11"], ["i1", "i2", "e1"], ["o1", "o2", "o3"]], ids=["eleven", "eit", "oit"]
)
def test_codes_of_questions_are_no_indicators(header: list[object]) -> None:
    table = read_table(workbook(("t", [["หน่วยงาน", *header, "คะแนนรวม"], [A1, 1, 2, 3, 90], [A2, 1, 2, 3, 80]])))
    assert figures(table)["A1"] == {"overall": 90}
    assert "X831" in {code for code, _ in told(table)}


def test_scores_as_fractions_of_one_are_not_read() -> None:
    table = read_table(workbook(("t", [["หน่วยงาน", "IIT", "คะแนนรวม"], [A1, 0.915, 0.9], [A2, 0.8, 0.81]])))
    assert figures(table) == {}
    assert "X818" in {code for code, _ in told(table)}


def test_a_level_that_the_year_does_not_have_is_told() -> None:
    table = read_table(workbook(("t", [["หน่วยงาน", "คะแนนรวม", "ระดับ"], [A1, 90, "AA"], [A2, 80, "-"]])))
    assert figures(table) == {"A1": {"overall": 90}, "A2": {"overall": 80}}
    assert ("X841", "t!C2") in told(table)


def test_the_agencies_without_a_score_are_named() -> None:
    table = read_table(workbook(("t", [["หน่วยงาน", "คะแนนรวม"], [A1, 90], [A2, "-"], [A3, 80.5]])))
    absent = next(item for item in table.findings if item.code == "X835")
    assert absent.value == f"A2 {A2}; A4 {A4}"


@pytest.mark.parametrize("rows", [[["ก", "ข"]], [["หน่วยงาน", "คะแนนรวม"], ["ไม่มีชื่อนี้", 90]], [[]]])
def test_a_file_that_names_no_agency_is_told(rows: Rows) -> None:
    assert told(read_table(workbook(("t", rows)))) == [("X822", None)]


def test_a_table_of_text() -> None:
    rows: Rows = [*[TITLE], ["ที่", "หน่วยงาน", "ตัวชี้วัดที่ 9", "คะแนนรวม"], [1, A1, "๙๐.๐๐", "91,25"], [2, A2, "-", "80.00"]]
    assert figures(read_table(text_file(rows))) == {"A1": exact(_9="90", overall="91.25"), "A2": exact(overall="80")}


SCORES = st.decimals(0, 100, places=2).map(Decimal)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(SCORES, min_size=10, max_size=10), min_size=4, max_size=4), st.booleans(), st.booleans())
def test_every_figure_comes_back_to_its_agency(scores: list[list[Decimal]], in_thai: bool, with_comma: bool) -> None:
    def written(score: Decimal) -> object:
        text = str(score).replace(".", ",") if with_comma else str(score)
        return thai(text) if in_thai else text

    rows: list[list[object]] = [["ที่", "หน่วยงาน", *range(1, 11)]]
    rows += [
        [number, name, *map(written, row)] for number, (name, row) in enumerate(zip(NAMES, scores, strict=True), 1)
    ]
    found = figures(read_table(text_file(rows)))
    expected = [{str(number): Fraction(score) for number, score in enumerate(row, 1)} for row in scores]
    # A column of fractions of 1 is told instead, and a table of them is none; whole numbers are scores.
    columns = list(zip(*scores, strict=True))
    fractions = [max(column) <= 1 and any(score % 1 for score in column) for column in columns]
    if any(max(column) > 1 for column in columns):
        kept = [{key: score for key, score in row.items() if not fractions[int(key) - 1]} for row in expected]
        assert [found[code] for code in ("A1", "A2", "A3", "A4")] == kept


@pytest.mark.parametrize("name", ["ทต.หนึ่ง", "ทต. หนึ่ง", "ท.ต.หนึ่ง", "1. ทต หนึ่ง", "ทต.สอง"])
def test_short_forms_of_kinds_are_known(name: str) -> None:
    table = read_table(text_file([["หน่วยงาน", "คะแนนรวม"], [name, 90], ["อบต.สาม", 80], ["อบต. สี่", 70]]))
    assert set(figures(table)) == {"A2" if "สอง" in name else "A1", "A3", "A4"}


def test_a_roster_with_short_forms_is_found_by_long_names() -> None:
    roster = Roster((Agency("B1", "อบต.สาม"), Agency("B2", "ทม.สี่")))
    table = read_table(
        text_file([["หน่วยงาน", "คะแนนรวม"], ["องค์การบริหารส่วนตำบลสาม", 90], ["เทศบาลเมืองสี่", 80]]), roster=roster
    )
    assert set(figures(table)) == {"B1", "B2"}


@pytest.mark.parametrize(
    ("name", "nearest"),
    [("อบต.บางเมืองใหม", "B2"), ("เทศบาลตำบลแพรกษา", None), ("ทต.สมมุติ 13", None), ("เทศบาลนครบางเมืองใหม่", "B1")],
)
def test_the_nearest_name_is_that_of_the_same_place(name: str, nearest: str | None) -> None:
    roster = Roster(
        (
            Agency("B1", "เทศบาลตำบลบางเมืองใหม่"), Agency("B2", "องค์การบริหารส่วนตำบลบางเมืองใหม่"),
            Agency("B3", "เทศบาลตำบลสมมุติ 12"),
        )
    )  # fmt: skip
    found = nearest_agency(roster, name)
    assert (found.code if found else None) == nearest


def test_fractions_in_one_column_or_one_cell_are_told() -> None:
    rows: Rows = [["หน่วยงาน", "IIT", "EIT", "คะแนนรวม"], [A1, 0.92, 90, 0.91], [A2, 0.8, 80, 81]]
    table = read_table(text_file(rows))
    assert figures(table) == {"A1": exact(EIT="90", overall="0.91"), "A2": exact(EIT="80", overall="81")}
    assert {("X818", "B1"), ("X846", "D2")} <= set(told(table))


def test_of_a_table_of_another_year_no_agency_is_told_as_absent() -> None:
    table = read_table(workbook(("t", [["ผลการประเมิน ITA ปี 2567"], TOTALS_HEAD, FIRST, SECOND])))
    assert told(table) == [("X833", "t")]


TOTAL_ROWS = (
    "รวมเฉลี่ย", "เฉลี่ยรวม", "ค่าเฉลี่ยรวม", "รวมทั้งหมด", "ภาพรวมจังหวัด", "คะแนนเฉลี่ย", "รวม", "คะแนนรวมเฉลี่ย", "คะแนนภาพรวม",
    "ผลคะแนนจังหวัด", "รวมคะแนน", "ระดับประเทศ", "ทั้งจังหวัด", "เทศบาล เฉลี่ย", "โดยรวม",
)  # fmt: skip


@pytest.mark.parametrize("name", TOTAL_ROWS)
def test_a_row_of_totals_is_no_agency(name: str) -> None:
    table = read_table(workbook(("t", [["หน่วยงาน", "คะแนนรวม"], [A1, 90], [A2, 80], [A3, 70], [A4, 60], [name, 75]])))
    assert told(table) == [("X829", "t!A6")]


def test_a_table_of_fractions_is_told_once() -> None:
    table = read_table(workbook(("t", [["หน่วยงาน", "IIT", "คะแนนรวม"], [A1, 0.915, 0.9], [A2, 0.8, 0.81]])))
    assert [code for code, _ in told(table)] == ["X818"]


NOT_ABSENT: dict[str, Rows] = {
    "two rows that differ": [[A2, 80], [A2, 81]],
    "a misspelt name": [["เทศบาลตำบลสองง", 80]],
    "no score": [[A2, "8O"]],
}


@pytest.mark.parametrize("rows", NOT_ABSENT.values(), ids=NOT_ABSENT)
def test_an_agency_that_another_finding_tells_of_is_not_absent(rows: Rows) -> None:
    table = read_table(workbook(("t", [["หน่วยงาน", "คะแนนรวม"], [A1, 90], [A3, 70], *rows])))
    assert [item.value for item in table.findings if item.code == "X835"] == [f"A4 {A4}"]


LEVEL_HEADERS = ("ผล", "ผลการประเมิน", "ระดับ", "ระดับผลการประเมิน", "ผลคะแนน", "สรุปผล", "สถานะ", "Result")


@pytest.mark.parametrize("header", LEVEL_HEADERS)
def test_a_column_of_levels_is_read_by_its_cells(header: str) -> None:
    rows: Rows = [
        ["หน่วยงาน", "คะแนนรวม", header],
        [A1, 90, "ผ่านดี"],
        [A2, 82, "ต้องปรับปรุง"],
        [A3, 70, "-"],
        [A4, 86, "ผ่าน"],
    ]
    table = read_table(workbook(("t", rows)))
    assert figures(table)["A1"] == {"overall": 90, "level": "ผ่านดี"}
    assert told(table) == []


def test_a_level_goes_before_another_result() -> None:
    rows: Rows = [["หน่วยงาน", "คะแนนรวม", "ผล", "ระดับ"], [A1, 90, "ผ่าน", "ผ่านดี"], [A2, 86, "ผ่าน", "ผ่านดี"]]
    table = read_table(workbook(("t", rows)))
    assert figures(table)["A1"] == {"overall": 90, "level": "ผ่านดี"}
    assert ("X830", "t!C1") in told(table)


def test_every_column_that_is_not_read_is_named_once() -> None:
    rows: Rows = [
        ["ที่", "หน่วยงาน", "คะแนนรวม", "ผล", "หมายเหตุ", "ว่าง"],
        [1, A1, 90, "ไม่ผ่าน", "ยื่นอุทธรณ์", None], [2, A2, 80, "ไม่ผ่าน", None, "-"],
    ]  # fmt: skip
    table = read_table(workbook(("t", rows)))
    assert [item.value for item in table.findings if item.code == "X830"] == ["D «ผล», E «หมายเหตุ»"]
    assert figures(table)["A1"] == {"overall": 90}
