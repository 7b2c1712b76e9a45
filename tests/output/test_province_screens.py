"""Check what the sheets of a province show on a small screen: room, headers, live sentences, one kind of digits."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from fractions import Fraction
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.utils import get_column_letter

from ita_xlsx.catalogue import load_framework
from ita_xlsx.cycle.settings.load_context import load_context
from ita_xlsx.diagnosis.track_steps import track_steps
from ita_xlsx.intake.forms.consolidated import read_consolidated
from ita_xlsx.intake.workbook.workbook import Workbook
from ita_xlsx.model.edition import Edition
from ita_xlsx.model.framework import OVERALL
from ita_xlsx.model.layout.page import line_count
from ita_xlsx.model.layout.province_layout import (
    COMPARISON,
    HANDOVER,
    INDICATORS,
    OVERVIEW,
    QUESTIONS,
    RANKING,
    STATUS,
    ProvinceLayout,
)
from ita_xlsx.model.round_state import AgencyReturn, RoundState, State
from ita_xlsx.output.province import write_consolidated, write_handover, write_status
from ita_xlsx.output.province.overview_grid import CARDS_ROW, DUE, LAST_COL, MESSAGE_ROW, PANELS_ROW, ROWS
from ita_xlsx.output.styles import CAUTION, DENSE
from ita_xlsx.scoring import score_values
from tests.conftest import EDITION, ISSUED
from tests.libreoffice.office import Office
from tests.support.provinces import announced_only, earlier_of, nobody, province_of
from tests.support.screen_room import HEIGHT, WIDTH, column_pixels, rooms, row_pixels

SIZES = (6, 31, 200)
YEARS = (2562, 2566, 2568, 2569)
FROZEN = Path(__file__).parents[1] / "frozen/made_by_0_1_0/consolidated.xlsx"


def saved(path: Path, province: RoundState, digits: str = "arabic", *, earlier: bool = True) -> Path:
    """Write the consolidated workbook with last year and with the steps that are overdue."""
    rounds = earlier_of(province) if earlier else ()
    edition = Edition(issued=ISSUED, digits=digits)
    path.write_bytes(write_consolidated(province, rounds, edition, track_steps(province, ISSUED)))
    return path


def opened(source: Any, data_only: bool = False) -> Any:
    """Return a saved workbook: its formulas, or their values if ``data_only``."""
    return openpyxl.load_workbook(source, data_only=data_only)


def all_complete(year: int, size: int) -> RoundState:
    """A province in which every agency returned a complete form in time."""
    province = province_of(year, size)
    whole = [member for member in province.members if member.counts]
    return replace(province, members=tuple(replace(member, late=False) for member in whole))


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("size", SIZES)
def test_every_sheet_has_room_on_a_small_screen(tmp_path: Path, year: int, size: int) -> None:
    path = saved(tmp_path / "c.xlsx", province_of(year, size))
    short = {room.sheet: room.short() for room in rooms(path) if room.short()}
    assert not short
    status = tmp_path / "s.xlsx"
    status.write_bytes(write_status(province_of(year, size), EDITION))
    assert not [room for room in rooms(status) if room.short()]


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("make", [lambda y: province_of(y, 6), lambda y: province_of(y, 200), nobody, announced_only])
def test_the_governors_page_is_whole_on_a_small_screen(tmp_path: Path, year: int, make: Any) -> None:
    sheet = opened(saved(tmp_path / "c.xlsx", make(year)))[OVERVIEW]
    links = PANELS_ROW + ROWS + 2
    assert sum(row_pixels(sheet, row) for row in range(1, links + 1)) <= HEIGHT
    assert sum(column_pixels(sheet)) <= WIDTH
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert {sheet.page_setup.fitToHeight or 1, sheet.page_setup.fitToWidth or 1} == {1}
    last_row, last_col = links, get_column_letter(LAST_COL + 1)
    assert sheet.print_area.startswith(f"'{OVERVIEW}'!$A$1:${last_col}$")
    targets = {cell.hyperlink.location for cell in sheet[last_row] if cell.hyperlink}
    assert targets == {f"'{name}'!A1" for name in sheet.parent.sheetnames[1:-1]}
    assert not sheet._charts


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("digits", ["arabic", "thai"])
def test_no_header_has_more_than_two_lines_or_a_broken_word(tmp_path: Path, year: int, digits: str) -> None:
    book = opened(saved(tmp_path / "c.xlsx", province_of(year, 31), digits))
    layout = ProvinceLayout(load_framework(year))
    tables = (
        layout.status(31), layout.ranking(25), layout.indicators(25), layout.questions(25), layout.shared(1),
        layout.averages, layout.compared(1), layout.step_counts(1), layout.findings(1),
    )  # fmt: skip
    wrong = []
    for table in tables:
        for cell in book[table.sheet][table.header_row + 1]:
            width = book[table.sheet].column_dimensions[cell.column_letter].width
            lines = str(cell.value or "").split("\n")
            if len(lines) > 2 or any(line_count(line, width, DENSE) > 1 for line in lines if cell.column_letter):
                wrong.append((table.sheet, cell.coordinate, cell.value, width))
    hidden = {RANKING, COMPARISON, INDICATORS}
    assert not [item for item in wrong if item[0] not in hidden]


@pytest.mark.parametrize("size", SIZES)
def test_the_message_is_orange_as_long_as_a_return_is_not_complete(tmp_path: Path, size: int) -> None:
    for province, due in ((province_of(2568, size), size > 6), (all_complete(2568, size), False)):
        book = opened(saved(tmp_path / "c.xlsx", province), data_only=True)
        sheet = book[OVERVIEW]
        assert (sheet.cell(DUE[0] + 1, DUE[1] + 1).value > 0) == due
        rules = [rule for span in sheet.conditional_formatting if "B2" in str(span.sqref) for rule in span.rules]
        assert [rule.dxf.fill.bgColor.rgb[2:] for rule in rules] == [CAUTION[1:]]
        ranking = book[RANKING]
        (rule,) = [rule for span in ranking.conditional_formatting if "A2" in str(span.sqref) for rule in span.rules]
        helper = re.search(r"\$([A-Z]+)\$(\d+)", rule.formula[0])
        assert helper is not None
        assert (ranking[f"{helper[1]}{helper[2]}"].value == "!") == due


def test_the_message_says_what_counts_and_what_is_missing(tmp_path: Path) -> None:
    province = province_of(2568, 31)
    sheet = opened(saved(tmp_path / "c.xlsx", province), data_only=True)[OVERVIEW]
    overdue = sum(step.overdue for step in track_steps(province, ISSUED).steps)
    message = sheet.cell(MESSAGE_ROW + 1, 2).value
    lowest = sheet.cell(PANELS_ROW + 2, 2).value
    assert message.startswith("ส่งครบ 25 จาก 31 หน่วยงาน · เฉลี่ย ")
    for words in (f"ต่ำสุด: ตัวชี้วัดที่ {lowest}", "ยังไม่ส่ง 2", "ต้องแก้ไข 1", f"เกินกำหนด {overdue} ขั้นตอน"):
        assert f" · {words}" in message
    means = [sheet.cell(PANELS_ROW + 1 + place, 5).value for place in range(1, 11)]
    assert means == sorted(means)
    assert sheet.cell(CARDS_ROW + 2, 8).value == "25 / 31"
    names = sheet.cell(PANELS_ROW + 2, 10).value
    assert names == "2: ทต.บาง7 · ทต.บาง19"


def test_without_measures_no_step_is_overdue_and_without_steps_the_card_says_so(tmp_path: Path) -> None:
    members = tuple(
        replace(member, summary=replace(member.summary, steps=())) if member.summary else member
        for member in province_of(2568, 31).members
    )
    bare = write_consolidated(replace(province_of(2568, 31), members=members), (), EDITION)
    sheet = opened(BytesIO(bare), data_only=True)[OVERVIEW]
    assert sheet.cell(CARDS_ROW + 2, 11).value == "–"
    assert sheet.cell(CARDS_ROW + 3, 11).value == "ยังไม่มีหน่วยงานใดรายงานขั้นตอนของมาตรการ"
    assert "เกินกำหนด" not in sheet.cell(MESSAGE_ROW + 1, 2).value


def rescored(province: RoundState, seed: int) -> RoundState:
    """The same returns with other scores, and the levels that follow from them."""
    chance = random.Random(seed)

    def other(member: AgencyReturn) -> AgencyReturn:
        if not member.counts or member.summary is None:
            return member
        framework = province.framework
        draws = {leaf.subject: Fraction(chance.randint(6000, 10000), 100) for leaf in framework.answers}
        results = score_values(framework, draws, {})
        values = tuple(results.by_subject[item].value for item in framework.nodes)
        level = results.level
        return replace(
            member, summary=replace(member.summary, values=values, level=level.name or "", level_basis=level.basis)
        )

    return replace(province, members=tuple(map(other, province.members)))


@pytest.mark.parametrize(("year", "digits", "seed"), [(2568, "arabic", 1), (2562, "thai", 2), (2568, "thai", 3)])
def test_the_first_sheet_follows_changed_scores(
    office: Office, tmp_path: Path, year: int, digits: str, seed: int
) -> None:
    """All scores are typed anew: the page then says what the engine says of these scores."""
    province = province_of(year, 31)
    before = saved(tmp_path / "a.xlsx", province, digits)
    after = saved(tmp_path / "b.xlsx", rescored(province, seed), digits)
    old, new = (opened(path) for path in (before, after))
    typed = [
        (name, cell.coordinate, repr(cell.value))
        for name in (INDICATORS, QUESTIONS)
        for row in new[name].iter_rows()
        for cell in row
        if isinstance(cell.value, float | int) and cell.value != old[name][cell.coordinate].value
    ]
    assert len(typed) > 500
    values = opened(after, data_only=True)
    cells = [
        (OVERVIEW, cell.coordinate)
        for row in new[OVERVIEW].iter_rows(max_col=LAST_COL + 1)
        for cell in row
        if isinstance(cell.value, str) and cell.value.startswith("=")
    ]
    cells += [(RANKING, "A2"), (RANKING, "A3"), (INDICATORS, "A2"), (QUESTIONS, "A2"), (COMPARISON, "A2")]
    computed = office.values(before, cells, typed)
    for (name, place), value in zip(cells, computed, strict=True):
        expected = values[name][place].value
        same = value == pytest.approx(expected) if isinstance(expected, float | int) else value == (expected or "")
        assert same, (name, place, value, expected)


# Words with Latin letters keep their digits: codes, addresses and names of files.
PLAIN_WORD = re.compile(r"[^\sA-Za-z]*[0-9][^\sA-Za-z]*")


def without_numbers(province: RoundState) -> RoundState:
    """The same province with names of agencies that hold no numbers, and without files of nobody."""
    letters = str.maketrans("0123456789", "กขคงจฉชซญฐ")
    members = tuple(
        replace(member, agency=replace(member.agency, name=member.agency.name.translate(letters)))
        for member in province.members
    )
    return replace(province, members=members, unknown=())


@pytest.mark.parametrize("year", YEARS)
def test_digits_are_all_thai(tmp_path: Path, year: int) -> None:
    book = opened(saved(tmp_path / "c.xlsx", without_numbers(province_of(year, 31)), "thai"), data_only=True)
    cells = [(sheet.title, cell) for sheet in book.worksheets[:-1] for row in sheet.iter_rows() for cell in row]
    texts = [(name, cell.coordinate, cell.value) for name, cell in cells if isinstance(cell.value, str)]
    assert not [item for item in texts if any(map(PLAIN_WORD.fullmatch, item[2].split()))]
    numbers = [(name, cell) for name, cell in cells if isinstance(cell.value, float | int)]
    plain = [(name, cell.coordinate) for name, cell in numbers if "[$-D" not in cell.number_format]
    assert {book[name][place].number_format for name, place in plain} <= {";;;"}


@pytest.mark.parametrize("digits", ["arabic", "thai"])
def test_a_workbook_made_now_is_read_back_whole(tmp_path: Path, digits: str) -> None:
    province = province_of(2568, 31)
    path = saved(tmp_path / "c.xlsx", province, digits)
    submissions, framework, findings = read_back(path)
    assert (framework.year, findings) == (2568, ())
    counted = {member.agency.code: member for member in province.members if member.counts}
    assert {item.agency.code for item in submissions} >= {*counted}
    for item in submissions:
        assert item.agency.province == "สมมุติ"
        if item.agency.code in counted:
            assert item.agency.name == counted[item.agency.code].agency.name.strip()
            assert len(item.answers) == len(framework.answers)
            assert OVERALL in {answer.subject for answer in item.announced}


def test_a_workbook_of_the_first_version_is_still_read() -> None:
    submissions, framework, findings = read_back(FROZEN)
    assert not findings
    assert len(submissions) > 10
    for item in submissions:
        assert len(item.answers) == len(framework.answers)
        assert len(item.announced) == len(ProvinceLayout(framework).subjects)


def read_back(path: Path) -> Any:
    """Return what is read from a consolidated workbook."""
    return read_consolidated(Workbook(path.read_bytes()).verify_all(), path.name, load_context().find)


def test_a_hand_over_without_notes_has_no_empty_sheet() -> None:
    province = province_of(2568, 31)
    book = opened(BytesIO(write_handover(province, EDITION)))
    assert book.sheetnames == [STATUS, "_ita"]
    assert "ไม่มีหมายเหตุข้างคะแนนที่ประกาศ" in book[STATUS]["A3"].value
    first = province.members[0]
    assert first.summary is not None
    noted = replace(first, summary=replace(first.summary, notes=((OVERALL, "เดิม 81"),)))
    with_note = write_handover(replace(province, members=(noted, *province.members[1:])), EDITION)
    assert opened(BytesIO(with_note)).sheetnames == [STATUS, HANDOVER, "_ita"]


def test_findings_stand_by_kind_and_name_a_file_only_where_it_says_something(tmp_path: Path) -> None:
    province = province_of(2568, 31)
    table = ProvinceLayout(province.framework).findings(1)
    sheet = opened(saved(tmp_path / "c.xlsx", province), data_only=True)[table.sheet]
    rows = [
        [row[table.col(key)] for key in ("severity", "code", "agency", "file")]
        for row in sheet.iter_rows(table.first_row + 1, values_only=True)
    ]
    kinds = [(severity, code) for severity, code, _, _ in rows]
    assert kinds == sorted(kinds, key=lambda kind: ("ต้องแก้ไข", "ควรตรวจ", "แจ้งให้ทราบ").index(kind[0]))
    assert len(dict.fromkeys(kinds)) == sum(one != other for one, other in pairwise(kinds)) + 1
    several = {member.agency.code for member in province.members if member.others}
    assert len(several) == 2
    assert State.UNDECIDED in {member.state for member in province.members}
    named = [agency for _, _, agency, file in rows if file and agency]
    assert len(named) < len(rows) / 2


@pytest.mark.parametrize("name", [INDICATORS, QUESTIONS])
def test_only_scores_are_marked_as_below_the_threshold(tmp_path: Path, name: str) -> None:
    """A count of agencies below a matrix is no score, though it is a small number."""
    sheet = opened(saved(tmp_path / "c.xlsx", province_of(2568, 31)))[name]
    title = next(row for row in range(7, 60) if sheet.cell(row, 1).value == "ตัวเลขรวมของหน่วยงานที่นับในผล")
    marked = [span for rules in sheet.conditional_formatting for span in rules.sqref.ranges]
    assert not [str(span) for span in marked if span.min_row <= title + 1 <= span.max_row]
    assert int(sheet.print_area.rpartition("$")[2]) >= title + 4
