"""Check the sheets of a province against an independent computation, and their formulas, names and pages."""

from __future__ import annotations

import re
import statistics
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from io import BytesIO
from itertools import takewhile
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from ita_xlsx.catalogue import load_framework, load_measures
from ita_xlsx.diagnosis.province_plan import draft_province_plan
from ita_xlsx.model.diagnosis import Remedy
from ita_xlsx.model.edition import Edition
from ita_xlsx.model.findings import Code, make_finding
from ita_xlsx.model.framework import OVERALL
from ita_xlsx.model.kind import Kind
from ita_xlsx.model.layout.province_layout import SCHEMA, STATUS_SCHEMA, ProvinceLayout, limit_of, statistic
from ita_xlsx.model.measures import Plan
from ita_xlsx.model.province.groups import GroupBy
from ita_xlsx.model.province_results import ProvinceResults
from ita_xlsx.model.round_state import AttributedBy, EarlierRound, ReturnSummary, RoundState, State, UnassignedFile
from ita_xlsx.output import province as room
from ita_xlsx.output.province import findings as findings_sheet
from ita_xlsx.output.province import write_consolidated, write_status
from tests.conftest import EDITION, ISSUED
from tests.libreoffice.office import Office
from tests.libreoffice.pages import bare, boxes, page_texts
from tests.libreoffice.workbooks import cached_values, differences, empty_cached_values, formula_cells, package_parts
from tests.support.grouped_provinces import grouped
from tests.support.provinces import announced_only, earlier_of, nobody, province_of

SHEETS = [
    "ภาพรวม", "สถานะการส่ง", "จัดอันดับ", "ตัวชี้วัด", "รายข้อ", "จุดอ่อนร่วม", "เปรียบเทียบปี", "ติดตามมาตรการ", "ข้อค้นพบ", "ร่องรอย",
]  # fmt: skip
OLD_FUNCTIONS = {
    "ABS", "AND", "AVERAGE", "CHAR", "COUNT", "COUNTA", "COUNTIF", "FIND", "IF", "INDEX", "INT", "ISNUMBER", "LARGE",
    "LEFT", "LEN", "MATCH", "MAX", "MEDIAN", "MID", "MIN", "N", "RANK", "ROUND", "SMALL", "SUM", "SUMPRODUCT", "TEXT",
}  # fmt: skip
LAYOUT = ProvinceLayout(load_framework(2568))
MATRIX = LAYOUT.indicators(1)
# The column of the overall score in the matrix of indicators, and the row of its first agency.
OVERALL_COL, FIRST_ROW = MATRIX.col(OVERALL) + 1, MATRIX.first_row + 1
LIMIT_100 = [(LAYOUT.limit.sheet, LAYOUT.limit.a1, "100")]


def saved(path: Path, province: RoundState, earlier: tuple[EarlierRound, ...] = (), digits: str = "arabic") -> Path:
    path.write_bytes(write_consolidated(province, earlier, Edition(issued=ISSUED, digits=digits)))
    return path


def shown(path: Path) -> Any:
    return openpyxl.load_workbook(path, data_only=True)


def rounded(value: Fraction) -> Decimal:
    return (Decimal(value.numerator) / Decimal(value.denominator)).quantize(Decimal("0.01"), ROUND_HALF_UP)


def rows_of(sheet: Any, header_row: int, first: str) -> list[dict[str, Any]]:
    """The rows below a header, up to the first that lacks a value in a column."""
    headers = [cell.value for cell in sheet[header_row]]
    rows = (dict(zip(headers, cells, strict=True)) for cells in sheet.iter_rows(header_row + 1, values_only=True))
    return list(takewhile(lambda row: row[first] not in (None, ""), rows))


def test_sheets_stand_in_order_and_are_stamped() -> None:
    province = province_of(2568, 31)
    whole, status = write_consolidated(province, (), EDITION), write_status(province, EDITION)
    for data, names, schema in ((whole, SHEETS, SCHEMA), (status, ["สถานะการส่ง"], STATUS_SCHEMA)):
        book = openpyxl.load_workbook(BytesIO(data))
        assert book.sheetnames == [*names, "_ita"]
        assert book["_ita"].sheet_state == "veryHidden"
        assert schema in [cell.value for row in book["_ita"].iter_rows() for cell in row]


@pytest.mark.parametrize("year", [2562, 2568])
@pytest.mark.parametrize("size", [2, 31, 62])
def test_averages_match_an_independent_recomputation(tmp_path: Path, year: int, size: int) -> None:
    province = province_of(year, size)
    book = shown(saved(tmp_path / "c.xlsx", province))
    nodes = list(province.framework.nodes)
    readings = [m.summary for m in province.members if m.counts and m.summary]
    limit, kinds = rounded(province.threshold), (Kind.OVERALL, Kind.INSTRUMENT, Kind.INDICATOR)
    subjects = [node.subject for kind in kinds for node in province.framework.of_kind(kind)]
    columns = [("ตัวชี้วัด", col, subject) for col, subject in enumerate(subjects, OVERALL_COL)]
    columns += [("รายข้อ", col, leaf.subject) for col, leaf in enumerate(province.framework.answers, OVERALL_COL)]
    for name, col, subject in columns:
        values = [reading.values[nodes.index(subject)] or Fraction(0) for reading in readings]
        last = FIRST_ROW + len(values) - 1
        told = [book[name].cell(row, col).value for row in (MATRIX.header_row, last + 3, last + 2, last + 5)]
        under = sum(rounded(value) < limit for value in values)
        assert told == [float(rounded(statistics.mean(values))), float(rounded(min(values))), under, len(values)]
        cells = [book[name].cell(FIRST_ROW + n, col).value for n in range(len(values))]
        assert cells == pytest.approx([float(value) for value in values], abs=1e-9)


def test_the_weighted_average_goes_over_agencies_with_all_respondents(tmp_path: Path) -> None:
    province = province_of(2568, 31)
    book = shown(saved(tmp_path / "c.xlsx", province))
    known = [m.summary for m in province.members if m.counts and m.summary and len(m.summary.respondents) == 2]
    weights = [sum(count for _, count in reading.respondents) for reading in known]
    weighted = sum((r.values[0] or 0) * w for r, w in zip(known, weights, strict=True)) / sum(weights)
    place = statistic(LAYOUT.indicators(sum(m.counts for m in province.members)), "weighted", OVERALL)
    assert book[place.sheet][place.a1].value == float(rounded(Fraction(weighted)))
    line = book["จัดอันดับ"]["A3"].value
    assert f"ตามผู้ตอบ {rounded(Fraction(weighted))} ({len(known)} หน่วยงาน ผู้ตอบ {sum(weights):,} คน)" in line
    assert 0 < len(known) < sum(m.counts for m in province.members)


@pytest.mark.parametrize("size", [2, 31, 62])
def test_ranks_and_levels_match_an_independent_recomputation(tmp_path: Path, size: int) -> None:
    province = province_of(2568, size)
    book = shown(saved(tmp_path / "c.xlsx", province))
    rows = rows_of(book["จัดอันดับ"], 4, "อันดับ")
    counted = {m.agency.code: m.summary for m in province.members if m.counts and m.summary}
    exact = {code: reading.values[0] or Fraction(0) for code, reading in counted.items()}
    scores = {code: rounded(value) for code, value in exact.items()}
    levels = [reading.level for reading in counted.values()]
    assert [row["รหัส"] for row in rows] == sorted(scores, key=lambda code: (-scores[code], int(code[1:])))
    for row in rows:
        score = scores[row["รหัส"]]
        assert row["คะแนนรวม"] == float(score)
        assert row["อันดับ"] == 1 + sum(other > score for other in scores.values())
        assert (row["อันดับร่วม"] == "ร่วม") == (list(scores.values()).count(score) > 1)
        assert row["ระดับ"] == counted[row["รหัส"]].level
    assert f"มัธยฐาน {rounded(statistics.median(exact.values()))}" in book["จัดอันดับ"]["A3"].value
    reached = [f"{level.name} {levels.count(level.name)}" for level in province.framework.levels]
    assert book["ภาพรวม"]["E5"].value == " · ".join(item for item in reached if not item.endswith(" 0"))


def test_who_does_not_count_is_listed_with_why_and_without_a_rank(tmp_path: Path) -> None:
    province = province_of(2568, 31)
    sheet = shown(saved(tmp_path / "c.xlsx", province))["จัดอันดับ"]
    col = {column.key: place for place, column in enumerate(LAYOUT.ranking(1).columns)}
    keys = [col[key] for key in ("code", "rank", OVERALL, "level")]
    rows = ([row[place] for place in keys] for row in sheet.iter_rows(values_only=True))
    listed = {code: tuple(rest) for code, *rest in rows if rest[0] == "–"}
    assert listed == {
        "P07": ("–", "–", "ยังไม่ส่ง"), "P08": ("–", "–", "ต้องแก้ไข"), "P09": ("–", "–", "รอเลือกไฟล์"),
        "P10": ("–", "–", "ไม่มีข้อมูลรายงาน"), "P11": ("–", "–", "ส่งแล้ว ยังไม่ครบ (56/61)"), "P19": ("–", "–", "ยังไม่ส่ง"),
    }  # fmt: skip


def test_status_says_what_became_of_every_agency_and_file(tmp_path: Path) -> None:
    path = tmp_path / "s.xlsx"
    path.write_bytes(write_status(province_of(2568, 31), EDITION))
    sheet = shown(path)["สถานะการส่ง"]
    rows = {row["รหัส"]: row for row in rows_of(sheet, 4, "รหัส")}
    assert len(rows) == 31
    assert [rows[code]["สถานะ"] for code in ("P01", "P07", "P09", "P11")] == [
        "ส่งแล้ว", "ยังไม่ส่ง", "รอเลือกไฟล์", "ส่งแล้ว ยังไม่ครบ",
    ]  # fmt: skip
    assert [code for code, row in rows.items() if row["ล่าช้า"]] == ["P05", "P12"]
    # A day needs its source where somebody wrote it down, or where it makes the return late.
    sources = [rows[code]["ที่มาของวันที่"] or "" for code in ("P01", "P03", "P05")]
    assert sources == ["อีเมล", "เจ้าหน้าที่บันทึก", "อีเมล"]
    assert rows["P09"]["ไฟล์อื่น"] == "P09.xlsx, สำเนา.xlsx"
    assert "หน่วยงานแจ้งว่าเป็นฉบับแก้ไข" in rows["P13"]["การตัดสินใจ\nและเหตุผล"]
    # What needs work stands first: missing, to be decided, to be fixed, incomplete, late; the rest as in the roster.
    assert list(rows)[:9] == ["P07", "P19", "P09", "P08", "P11", "P05", "P12", "P01", "P02"]
    told = " ".join(str(cell) for row in sheet.iter_rows(min_row=37, values_only=True) for cell in row if cell)
    for word in ("=cmd.xlsx", "ชื่อใกล้เคียง: P01", "ปทุม.xlsx", "เสีย.xlsx", "~$ก.xlsx"):
        assert word in told


def test_files_that_agencies_sent_in_place_of_a_form_are_not_called_nobodys(tmp_path: Path) -> None:
    province = province_of(2568, 4)
    agency = province.members[0].agency
    pdf, stray = (make_finding(Code.FILE_SKIPPED, file=f"in/{name}.pdf", name=name) for name in ("a", "b"))
    sent = UnassignedFile(ReturnSummary(file="in/a.pdf"), agency, basis=AttributedBy.FILE)
    table = UnassignedFile(ReturnSummary(file="in/a.ods"), agency, basis=AttributedBy.ADDRESS)
    province = replace(
        province, passed_over=(pdf, stray), unopened=(sent,), unreadable=(table,), unknown=(), wrong_year=()
    )
    path = tmp_path / "s.xlsx"
    path.write_bytes(write_status(province, EDITION))
    rows = list(shown(path)["สถานะการส่ง"].iter_rows(values_only=True))
    note = str(rows[2][0])
    assert "ไม่ใช่ของหน่วยงานใดหรือข้ามไป 1 ไฟล์" in note
    assert "ของหน่วยงานที่ไม่ใช่แบบฟอร์ม 2 ไฟล์" in note
    named = [row[0] for row in rows for cell in row if str(cell).endswith((" a.pdf", "/a.pdf", "/b.pdf", "/a.ods"))]
    assert sorted(map(str, named)) == sorted([f"{agency.code} {agency.name}"] * 2 + ["None"])


def test_parts_of_a_form_are_counted_together(tmp_path: Path) -> None:
    province = province_of(2568, 3)
    member = province.members[0]
    summary = member.summary
    assert summary is not None
    middle = len(summary.values) // 2
    empty = (None,) * len(summary.values)
    halves = (
        replace(summary, file="a.xlsx", values=summary.values[:middle] + empty[middle:], answered=1),
        replace(summary, file="b.xlsx", values=empty[:middle] + summary.values[middle:], answered=1),
    )
    open_member = replace(member, state=State.UNDECIDED, summary=halves[0], others=halves[1:], halves=halves)
    province = replace(province, members=(open_member, *province.members[1:]))
    path = tmp_path / "s.xlsx"
    path.write_bytes(write_status(province, EDITION))
    sheet = shown(path)["สถานะการส่ง"]
    table = ProvinceLayout(province.framework).status(3)
    row = next(row for row in sheet.iter_rows(values_only=True) if row[table.col("name")] == member.agency.name)
    answered = len(province.framework.answers)
    keys = ("answered", "expected", "errors", "warnings")
    assert [row[table.col(key)] or None for key in keys] == [answered, answered, None, None]


def test_shared_weak_points_are_counted_and_named(tmp_path: Path) -> None:
    province = province_of(2568, 31)
    rows = rows_of(shown(saved(tmp_path / "c.xlsx", province))["จุดอ่อนร่วม"], 4, "ที่")
    nodes, limit = list(province.framework.nodes), rounded(province.threshold)
    readings = [m.summary for m in province.members if m.counts and m.summary]
    row = next(row for row in rows if row["รายการ"] == "ข้อ i1")
    under = [r for r in readings if rounded(r.values[nodes.index("i1")] or Fraction(0)) < limit]
    other = [r for r in readings if ("i1", Remedy.DEVELOP) in r.weak]
    assert (row["ต่ำกว่าเกณฑ์\n(หน่วยงาน)"], row["กติกาอื่น\n(หน่วยงาน)"]) == (len(under), len(other))
    # The brief name of the first agency; three names in all, and how many more.
    names = row["หน่วยงาน"].split(", ")
    assert names[0][:8] in under[0].name
    assert names[3:] == [f"และอีก {len(under) + len(other) - 3}"]
    below = [row["ต่ำกว่าเกณฑ์\n(หน่วยงาน)"] for row in rows]
    assert below == sorted(below, reverse=True)


def test_last_year_is_the_newest_earlier_round_and_the_form_where_it_lacks_an_agency(tmp_path: Path) -> None:
    province = province_of(2568, 31)
    sheet = shown(saved(tmp_path / "c.xlsx", province, earlier_of(province)))["เปรียบเทียบปี"]
    rows = {row["รหัส"]: row for row in rows_of(sheet, LAYOUT.compared(1).header_row + 1, "ที่")}
    both = [m for m in province.members if m.counts and m.summary and m.summary.previous]
    assert list(rows) == [m.agency.code for m in both]
    assert {row["ที่มาของ\nปีก่อน"] for row in rows.values()} == {"ผลปี 2567", "แบบฟอร์ม"}
    pairs = [(m.summary.values[0], m.summary.previous[0]) for m in both if m.summary]
    before, now = (rounded(statistics.mean([pair[n] or Fraction(0) for pair in pairs])) for n in (1, 0))
    cells = [cell.value for cell in sheet[5]][1:6]
    assert cells == [len(both), "คะแนนรวม", float(before), float(now), float(now - before)]


def test_a_measure_nobody_reported_is_no_zero(tmp_path: Path) -> None:
    province = province_of(2568, 31)
    sheet = shown(saved(tmp_path / "c.xlsx", province))["ติดตามมาตรการ"]
    rows = {row["รหัส"]: row for row in rows_of(sheet, 4, "ที่")}
    for member in province.members:
        if member.state is State.RETURNED and member.summary:
            row, steps = rows[member.agency.code], member.summary.steps
            done = [step for step in steps if step.status == "แล้วเสร็จ"]
            assert (row["ขั้นตอน\nที่รายงาน"], row["แล้วเสร็จ"]) == ((len(steps), len(done)) if steps else (None, None))
            assert (row["หมายเหตุ"] == "ไม่ได้รายงานขั้นตอน") == (not steps)


def test_findings_beyond_the_limit_are_left_to_the_export(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(findings_sheet, "MOST", 3)
    sheet = shown(saved(tmp_path / "c.xlsx", province_of(2568, 31)))["ข้อค้นพบ"]
    rows = rows_of(sheet, 3, "ที่")
    assert [row["ความสำคัญ"] for row in rows].count("ต้องแก้ไข") == 2
    assert len(rows) == 3
    assert "แสดง 3 จาก" in sheet["A2"].value


CASES = {
    "usual": lambda year: province_of(year, 31),
    "many": lambda year: province_of(year, 70, 2),
    "two": lambda year: province_of(year, 2),
    "nobody": nobody,
    "announced": announced_only,
}


def test_no_indicator_is_named_where_none_has_a_score(tmp_path: Path) -> None:
    province = announced_only(2568)
    alone = replace(province, members=province.members[:1])
    page = shown(saved(tmp_path / "c.xlsx", alone))["ภาพรวม"]
    told = [str(cell.value).rstrip() for row in page.iter_rows() for cell in row if cell.value]
    assert not [text for text in told if re.search(r"ตัวชี้วัดที่\s*(·|$)", text)]


@pytest.mark.parametrize("year", [2562, 2568])
@pytest.mark.parametrize("case", CASES)
def test_every_formula_agrees_with_its_value(office: Office, tmp_path: Path, year: int, case: str) -> None:
    province = CASES[case](year)
    path = saved(tmp_path / "c.xlsx", province, earlier_of(province) if case == "usual" else (), "thai")
    emptied, computed = tmp_path / "empty.xlsx", tmp_path / "new.xlsx"
    empty_cached_values(path, emptied)
    office.recalculate(emptied, computed)
    assert differences(cached_values(path), cached_values(computed)) == []


def test_formulas_are_old_and_ours(tmp_path: Path) -> None:
    formulas = formula_cells(saved(tmp_path / "c.xlsx", province_of(2568, 31)))
    literal = re.compile(r'"[^"]*"|\'[^\']*\'')
    used = {name for text in formulas.values() for name in re.findall(r"([A-Z.0-9_]+)\(", literal.sub("", text))}
    assert used <= OLD_FUNCTIONS
    assert not {"=1+1", "=2+2"} & set(formulas.values())


def test_ranks_survive_a_sorted_matrix_and_follow_changes(office: Office, tmp_path: Path) -> None:
    path = saved(tmp_path / "c.xlsx", province_of(2568, 31))
    ranks = [("จัดอันดับ", f"{col}{row}") for col in "AC" for row in range(5, 30)]
    before = office.values(path, ranks)
    # Two agencies change places, as a sort would have it: all they typed goes along with their number.
    first, second = ([cell.value for cell in shown(path)["ตัวชี้วัด"][row]] for row in (FIRST_ROW, FIRST_ROW + 1))
    typed = [
        ("ตัวชี้วัด", f"{letter}{row}", repr(values["ABCDEFGHIJKLMNOPQ".index(letter)]))
        for row, values in ((FIRST_ROW, second), (FIRST_ROW + 1, first))
        for letter in "AHIJKLMNOPQ"
    ]
    assert office.values(path, ranks, typed) == before
    best = [("ตัวชี้วัด", f"{letter}{FIRST_ROW + 1}", "100") for letter in "HIJKLMNOPQ"]
    after = office.values(path, [*ranks, ("จัดอันดับ", "A2")], best)
    assert after[:50] != before
    assert f"สูงสุด {second[2].removesuffix('…')}" in str(after[50])
    # A threshold of 100 in its one cell: every agency is below it.
    questions = LAYOUT.questions(1)
    matrix = LAYOUT.indicators(25)
    figures = (
        statistic(matrix, "below", OVERALL),
        statistic(matrix, "count", OVERALL),
        limit_of(questions, questions.columns[OVERALL_COL - 1].key),
    )
    below, known, question = office.values(path, [(place.sheet, place.a1) for place in figures], LIMIT_100)
    assert (below, question) == (known, 100)


@pytest.mark.parametrize("limit", [0, 1000])
def test_the_same_province_gives_the_same_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: int) -> None:
    usual = saved(tmp_path / "a.xlsx", province_of(2568, 31))
    monkeypatch.setattr(room, "_IN_MEMORY", limit)
    first, second = (write_consolidated(province_of(2568, 31), (), EDITION) for _ in range(2))
    assert package_parts(BytesIO(first)) == package_parts(BytesIO(second))
    for mine, other in zip(shown(usual), openpyxl.load_workbook(BytesIO(first), data_only=True), strict=True):
        assert [[cell.value for cell in row] for row in mine] == [[cell.value for cell in row] for row in other]


@pytest.mark.parametrize("case", ["usual", "nobody"])
def test_pages_are_whole(printer: Office, tmp_path: Path, case: str) -> None:
    province = CASES[case](2568)
    path, pdf = saved(tmp_path / "c.xlsx", province), tmp_path / "c.pdf"
    book = openpyxl.load_workbook(path)
    for sheet in SHEETS:
        heights = enumerate(printer.row_heights(path, sheet), 1)
        low = [(row, *both) for row, both in heights if both[0] < both[1] - 0.5]
        # A row without a text is a gap, which may be as low as it likes.
        assert [item for item in low if any(cell.value not in (None, "") for cell in book[sheet][item[0]])] == []
    printer.pdf(path, pdf)
    pages = page_texts(pdf)
    assert pages[0].count("ผลการประเมิน ITA") == pages[0].count("ต้องติดตาม (") == 1
    assert "สถานะการส่งแบบกรอกคะแนน" in pages[1]
    told = bare("".join(pages))
    for number, page in enumerate(pages, 1):
        assert f"- {number} -" in page
        assert "2568" in page
        assert len(page.splitlines()) > 3, f"page {number} holds next to nothing"
    assert not [member for member in province.members if bare(member.agency.name) not in told]
    for box in boxes(pdf):
        assert 0 <= box.left <= box.right <= 842 >= box.bottom


@pytest.mark.parametrize("case", CASES)
def test_a_sheet_written_row_after_row_is_the_same_sheet(case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    # With kinds and districts, a sheet for each of them, and the plan: every sheet that there is.
    province = grouped(CASES[case](2568))
    earlier = earlier_of(province)
    # It names a measure that it does not use, so that each line of its head is written.
    plan = replace(draft_province_plan(ProvinceResults(province), load_measures(), Plan()), not_used=("x1",))

    def write() -> bytes:
        return write_consolidated(province, earlier, EDITION, None, tuple(GroupBy), plan)

    usual = write()
    monkeypatch.setattr(room, "_IN_MEMORY", -1)
    streamed = write()
    assert usual != streamed
    for values in (False, True):
        one, other = (openpyxl.load_workbook(BytesIO(data), data_only=values) for data in (usual, streamed))
        for sheet in one:
            twin = other[sheet.title]
            assert sheet.dimensions == twin.dimensions
            heights = [{row: item.height for row, item in it.row_dimensions.items()} for it in (sheet, twin)]
            assert heights[0] == heights[1]
            for row in sheet.iter_rows():
                for cell in row:
                    same = twin[cell.coordinate]
                    assert (cell.value, cell.number_format, cell.fill.fgColor.rgb, cell.font.b) == (
                        same.value, same.number_format, same.fill.fgColor.rgb, same.font.b,
                    )  # fmt: skip
