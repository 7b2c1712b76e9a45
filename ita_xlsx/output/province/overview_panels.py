"""Write the upper part of the overview: tables of states and levels, and two charts.

Takes a sheet and a ``ProvinceReport``; also writes the figures of the chart of indicators right of the page.
"""

from __future__ import annotations

from ita_xlsx.model import province_results as results
from ita_xlsx.model.framework import OVERALL
from ita_xlsx.model.kind import Kind
from ita_xlsx.model.labels import label_of
from ita_xlsx.model.layout.grid import a1
from ita_xlsx.model.layout.province_layout import COUNTED_STATES, LATE, OVERVIEW, statistic
from ita_xlsx.model.results import two_decimals
from ita_xlsx.model.round_state import State
from ita_xlsx.output.book import Sheet
from ita_xlsx.output.charts import Series, insert_against_limit, insert_counts
from ita_xlsx.output.formulas import province as formulas
from ita_xlsx.output.province import texts
from ita_xlsx.output.province.province_report import ProvinceReport
from ita_xlsx.output.province.ranking import level_of_agency
from ita_xlsx.output.province.status import state_word

STATES_COL, LEVELS_COL = 0, 3
_LEVELS_CHART_COL, _INDICATORS_CHART_COL = 7, 12
_LEVELS_CHART, _INDICATORS_CHART = (570, 350), (525, 350)
# The columns with the figures of the chart of indicators, right of the printed page.
CHART_FIGURES_COL = 18
CHART_FIGURES = {"code": 0, "name": 1, "mean": 2, "below": 3, "limit": 4, "order": 5}
_ROW = 28
_HEADS = (31, 28)


def write_panels(sheet: Sheet, report: ProvinceReport, row: int) -> None:
    """Write two tables and two charts side by side; ``row`` is the row of their titles."""
    _write_states(sheet, report, row)
    most = _write_levels(sheet, report, row)
    write_chart_figures(sheet, report, row)
    for offset in range(10):
        sheet.height(row + offset, _HEADS[offset] if offset < 2 else _ROW)
    if not report.counted:
        sheet.text(row + 1, _LEVELS_CHART_COL, texts.NOBODY, "strong")
        return
    first, last = row + 2, row + 1 + len(report.framework.levels)
    cells = [f"'{OVERVIEW}'!${name}${first + 1}:${name}${last + 1}" for name in ("D", "E")]
    insert_counts(
        sheet, row, _LEVELS_CHART_COL, "จำนวนหน่วยงานตามระดับ", Series("จำนวนหน่วยงาน", "=" + cells[0], "=" + cells[1]),
        _LEVELS_CHART, "แผนภูมิแท่งจำนวนหน่วยงานในแต่ละระดับผลการประเมิน เรียงจากระดับสูงสุด", most=most,
    )  # fmt: skip
    indicators = len(report.framework.indicators)
    column = {key: _chart_reference(row, key, indicators) for key in CHART_FIGURES}
    insert_against_limit(
        sheet, row, _INDICATORS_CHART_COL, "คะแนนเฉลี่ยรายตัวชี้วัดเทียบกับเกณฑ์",
        Series("คะแนนเฉลี่ยตามลำดับตัวชี้วัด", "=" + column["code"], "=" + column["mean"]),
        Series("เกณฑ์", "=" + column["code"], "=" + column["limit"]), _INDICATORS_CHART,
        "แผนภูมิแท่งคะแนนเฉลี่ยของแต่ละตัวชี้วัด เส้นประคือเกณฑ์ แกน 0 ถึง 100 คะแนน",
    )  # fmt: skip


def _write_states(sheet: Sheet, report: ProvinceReport, row: int) -> None:
    table = report.layout.status(len(report.province.members))
    states, names = table.span("state", OVERVIEW), table.span("name", OVERVIEW)
    state_words = [state_word(member) for member in report.province.members]
    sheet.text(row, STATES_COL, "การส่งแบบ", "heading")
    _write_state_name(sheet, row + 1, "สถานะ", "header")
    sheet.text(row + 1, STATES_COL + 2, "หน่วยงาน", "header")
    line = row + 2
    _write_state_name(
        sheet, line, texts.ALL_OF_ROSTER if report.province.has_roster else texts.ALL_RETURNED, "fact_strong"
    )
    sheet.live(
        line, STATES_COL + 2, formulas.live_expression(formulas.filled_in(names), len(state_words)), "fact_count"
    )
    for line, word in enumerate(COUNTED_STATES, row + 3):
        text = f"{word} (นับในผล)" if word == label_of(State.RETURNED) else word
        _write_state_name(sheet, line, text, "fact")
        sheet.live(line, STATES_COL + 2, formulas.word_count(states, word, state_words.count(word)), "fact_count")
    late = sum(member.late for member in report.province.members)
    _write_state_name(sheet, line + 1, f"ในจำนวนนี้ {LATE}", "fact")
    sheet.live(line + 1, STATES_COL + 2, formulas.word_count(table.span("late", OVERVIEW), LATE, late), "fact_count")


def _write_state_name(sheet: Sheet, row: int, text: str, style: str) -> None:
    sheet.worksheet.merge_range(row, STATES_COL, row, STATES_COL + 1, "", sheet.book.format(style))
    sheet.text(row, STATES_COL, text, style)


def _write_levels(sheet: Sheet, report: ProvinceReport, row: int) -> int:
    """Write how many agencies reach each level; return the largest count, for the axis of the chart."""
    table = report.layout.ranking(len(report.counted))
    cells = table.span("level", OVERVIEW)
    reached = [level_of_agency(item) for item in report.counted]
    sheet.text(row, LEVELS_COL, "ระดับผลการประเมิน", "heading")
    for offset, text in enumerate(("ระดับ", "หน่วยงาน", "ร้อยละ")):
        sheet.text(row + 1, LEVELS_COL + offset, text, "header")
    levels = report.framework.levels
    everyone = formulas.numbers_in(table.span(OVERALL, OVERVIEW))
    for line, level in enumerate(levels, row + 2):
        count = reached.count(level.name)
        sheet.text(line, LEVELS_COL, level.name, "fact")
        sheet.live(line, LEVELS_COL + 1, formulas.word_count(cells, level.name, count), "fact_count")
        share = count / len(reached) if reached else None
        live = formulas.share_of(a1(line, LEVELS_COL + 1), everyone, share)
        sheet.live(line, LEVELS_COL + 2, live, "fact_percent")
    return max((reached.count(level.name) for level in levels), default=0)


def write_chart_figures(sheet: Sheet, report: ProvinceReport, row: int) -> None:
    """Write the figures that the chart of indicators and the list of the weakest indicators read."""
    matrix = report.layout.indicators(len(report.counted))
    cols = {key: CHART_FIGURES_COL + offset for key, offset in CHART_FIGURES.items()}
    sheet.text(row, CHART_FIGURES_COL, "ตัวเลขของแผนภูมิ (ไม่พิมพ์)", "muted")
    for key, text in zip(CHART_FIGURES, ("ตัวชี้วัด", "ชื่อ", "เฉลี่ย", "ต่ำกว่าเกณฑ์", "เกณฑ์", "ค่าจัดลำดับ"), strict=True):
        sheet.text(row + 1, cols[key], text, "helper_header")
    threshold = float(two_decimals(report.province.threshold))
    for number, node in enumerate(report.framework.of_kind(Kind.INDICATOR), 1):
        line, values = row + 1 + number, report.column(node.subject)
        mean = results.mean(values)
        place = {key: statistic(matrix, key, node.subject).seen_from(OVERVIEW) for key in ("mean", "below", "limit")}
        sheet.number(line, CHART_FIGURES_COL, indicator_number(node.code, number), "helper_count")
        sheet.text(line, cols["name"], node.name, "helper")
        value = formulas.DASH if mean is None else float(mean)
        below = results.below(values, report.province.threshold)
        sheet.live(line, cols["mean"], formulas.copy_of(place["mean"], value), "exact_two")
        sheet.live(line, cols["below"], formulas.copy_of(place["below"], below), "helper_count")
        sheet.live(line, cols["limit"], formulas.copy_of(place["limit"], threshold), "exact_two")
        cell = a1(line, cols["mean"])
        order = "" if mean is None else float(mean) + number * 1e-8
        live = formulas.order_key(cell, str(number), order, sign="+")
        sheet.live(line, cols["order"], live, "exact")


def indicator_number(code: str, place: int) -> int:
    """Return the code of an indicator as a number; ``place`` if the code is not a number.

    A number is printed in the digits of the workbook, a text is not.
    """
    return int(code) if code.isdecimal() else place


def _chart_reference(row: int, key: str, count: int) -> str:
    return f"'{OVERVIEW}'!" + chart_figures_span(row, key, count)


def chart_figures_span(row: int, key: str, count: int) -> str:
    """Return the reference to one column of the chart's figures; ``row`` is the first row of the panels."""
    col = CHART_FIGURES_COL + CHART_FIGURES[key]
    name = a1(0, col)[:-1]
    return f"${name}${row + 3}:${name}${row + 2 + count}"
