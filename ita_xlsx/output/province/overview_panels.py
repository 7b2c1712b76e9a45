"""The upper panels of the governor's page: states, levels, and the charts of levels and indicators."""

from __future__ import annotations

from ita_xlsx.model import province_results as standing
from ita_xlsx.model.framework import OVERALL
from ita_xlsx.model.kind import Kind
from ita_xlsx.model.layout.grid import a1
from ita_xlsx.model.layout.province_layout import INCOMPLETE_RETURN, LATE, OVERVIEW, STATES, statistic
from ita_xlsx.model.results import two_decimals
from ita_xlsx.model.round_state import State
from ita_xlsx.output.book import Sheet
from ita_xlsx.output.charts import Series, insert_against_limit, insert_counts
from ita_xlsx.output.formulas import province as formulas
from ita_xlsx.output.province import texts
from ita_xlsx.output.province.province_report import ProvinceReport
from ita_xlsx.output.province.ranking import shown_level
from ita_xlsx.output.province.status import state_word

STATES_COL, LEVELS_COL = 0, 3
_LEVELS_CHART_COL, _INDICATORS_CHART_COL = 7, 12
_LEVELS_CHART, _INDICATORS_CHART = (570, 350), (525, 350)
# The figures behind the chart of indicators, right of the page.
BEHIND_COL = 18
BEHIND = {"code": 0, "name": 1, "mean": 2, "below": 3, "limit": 4, "order": 5}
_ROW = 28
_HEADS = (31, 28)


def write_panels(sheet: Sheet, whole: ProvinceReport, row: int) -> None:
    """Two tables and two charts, side by side."""
    _states(sheet, whole, row)
    most = _levels(sheet, whole, row)
    write_behind(sheet, whole, row)
    for offset in range(10):
        sheet.height(row + offset, _HEADS[offset] if offset < 2 else _ROW)
    if not whole.counted:
        sheet.text(row + 1, _LEVELS_CHART_COL, texts.NOBODY, "strong")
        return
    first, last = row + 2, row + 1 + len(whole.framework.levels)
    cells = [f"'{OVERVIEW}'!${name}${first + 1}:${name}${last + 1}" for name in ("D", "E")]
    insert_counts(
        sheet, row, _LEVELS_CHART_COL, "จำนวนหน่วยงานตามระดับ", Series("จำนวนหน่วยงาน", "=" + cells[0], "=" + cells[1]),
        _LEVELS_CHART, "แผนภูมิแท่งจำนวนหน่วยงานในแต่ละระดับผลการประเมิน เรียงจากระดับสูงสุด", most=most,
    )  # fmt: skip
    indicators = len(whole.framework.indicators)
    column = {key: _behind_span(row, key, indicators) for key in BEHIND}
    insert_against_limit(
        sheet, row, _INDICATORS_CHART_COL, "คะแนนเฉลี่ยรายตัวชี้วัดเทียบกับเกณฑ์",
        Series("คะแนนเฉลี่ยตามลำดับตัวชี้วัด", "=" + column["code"], "=" + column["mean"]),
        Series("เกณฑ์", "=" + column["code"], "=" + column["limit"]), _INDICATORS_CHART,
        "แผนภูมิแท่งคะแนนเฉลี่ยของแต่ละตัวชี้วัด เส้นประคือเกณฑ์ แกน 0 ถึง 100 คะแนน",
    )  # fmt: skip


def _states(sheet: Sheet, whole: ProvinceReport, row: int) -> None:
    table = whole.layout.status(len(whole.province.members))
    states, names = table.span("state", OVERVIEW), table.span("name", OVERVIEW)
    found = [state_word(member) for member in whole.province.members]
    sheet.text(row, STATES_COL, "การส่งแบบ", "heading")
    _join(sheet, row + 1, "สถานะ", "header")
    sheet.text(row + 1, STATES_COL + 2, "หน่วยงาน", "header")
    at = row + 2
    _join(sheet, at, texts.ALL_HERE if whole.province.has_roster else texts.ALL_RETURNED, "fact_strong")
    sheet.live(at, STATES_COL + 2, formulas.worked_out(formulas.filled_in(names), len(found)), "fact_count")
    words = (STATES[State.RETURNED], INCOMPLETE_RETURN, *(STATES[state] for state in list(STATES)[1:]))
    for at, word in enumerate(words, row + 3):
        said = f"{word} (นับในผล)" if word == STATES[State.RETURNED] else word
        _join(sheet, at, said, "fact")
        sheet.live(at, STATES_COL + 2, formulas.says(states, word, found.count(word)), "fact_count")
    late = sum(member.late for member in whole.province.members)
    _join(sheet, at + 1, f"ในจำนวนนี้ {LATE}", "fact")
    sheet.live(at + 1, STATES_COL + 2, formulas.says(table.span("late", OVERVIEW), LATE, late), "fact_count")


def _join(sheet: Sheet, row: int, text: str, style: str) -> None:
    sheet.worksheet.merge_range(row, STATES_COL, row, STATES_COL + 1, "", sheet.book.format(style))
    sheet.text(row, STATES_COL, text, style)


def _levels(sheet: Sheet, whole: ProvinceReport, row: int) -> int:
    """How many agencies reach each level; the largest count is handed back for the chart's axis."""
    table = whole.layout.ranking(len(whole.counted))
    cells = table.span("level", OVERVIEW)
    reached = [shown_level(whole.framework, item) for item in whole.counted]
    sheet.text(row, LEVELS_COL, "ระดับผลการประเมิน", "heading")
    for offset, text in enumerate(("ระดับ", "หน่วยงาน", "ร้อยละ")):
        sheet.text(row + 1, LEVELS_COL + offset, text, "header")
    levels = whole.framework.levels
    everyone = formulas.numbers_in(table.span(OVERALL, OVERVIEW))
    for at, level in enumerate(levels, row + 2):
        count = reached.count(level.name)
        sheet.text(at, LEVELS_COL, level.name, "fact")
        sheet.live(at, LEVELS_COL + 1, formulas.says(cells, level.name, count), "fact_count")
        share = count / len(reached) if reached else None
        live = formulas.share_of(a1(at, LEVELS_COL + 1), everyone, share)
        sheet.live(at, LEVELS_COL + 2, live, "fact_percent")
    return max((reached.count(level.name) for level in levels), default=0)


def write_behind(sheet: Sheet, whole: ProvinceReport, row: int) -> None:
    """What the chart and the list of the weakest look at."""
    matrix = whole.layout.indicators(len(whole.counted))
    sheet.text(row, BEHIND_COL, "ตัวเลขของแผนภูมิ (ไม่พิมพ์)", "muted")
    for key, text in zip(BEHIND, ("ตัวชี้วัด", "ชื่อ", "เฉลี่ย", "ต่ำกว่าเกณฑ์", "เกณฑ์", "ค่าจัดลำดับ"), strict=True):
        sheet.text(row + 1, BEHIND_COL + BEHIND[key], text, "helper_header")
    threshold = float(two_decimals(whole.province.threshold))
    for number, node in enumerate(whole.framework.of_kind(Kind.INDICATOR), 1):
        at, values = row + 1 + number, whole.column(node.subject)
        mean = standing.mean(values)
        place = {key: statistic(matrix, key, node.subject).seen_from(OVERVIEW) for key in ("mean", "below", "limit")}
        sheet.number(at, BEHIND_COL, indicator_number(node.code, number), "helper_count")
        sheet.text(at, BEHIND_COL + BEHIND["name"], node.name, "helper")
        shown = formulas.DASH if mean is None else float(mean)
        below = standing.below(values, whole.province.threshold)
        sheet.live(at, BEHIND_COL + BEHIND["mean"], formulas.same(place["mean"], shown), "exact_two")
        sheet.live(at, BEHIND_COL + BEHIND["below"], formulas.same(place["below"], below), "helper_count")
        sheet.live(at, BEHIND_COL + BEHIND["limit"], formulas.same(place["limit"], threshold), "exact_two")
        cell = a1(at, BEHIND_COL + BEHIND["mean"])
        order = "" if mean is None else float(mean) + number * 1e-8
        live = formulas.order_key(cell, str(number), order, sign="+")
        sheet.live(at, BEHIND_COL + BEHIND["order"], live, "exact")


def indicator_number(code: str, place: int) -> int:
    """The number of an indicator, shown in the digits of the workbook; its place where its code is no number."""
    return int(code) if code.isdecimal() else place


def _behind_span(row: int, key: str, count: int) -> str:
    return f"'{OVERVIEW}'!" + behind_span(row, key, count)


def behind_span(row: int, key: str, count: int) -> str:
    """The cells of a column behind the chart; ``row`` is the panels' first."""
    col = BEHIND_COL + BEHIND[key]
    name = a1(0, col)[:-1]
    return f"${name}${row + 3}:${name}${row + 2 + count}"
