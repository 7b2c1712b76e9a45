"""Write the lower part of the overview: the five best and five lowest agencies, and the five weakest indicators.

Takes a sheet and a ``ProvinceReport``; all cells are live formulas.
"""

from __future__ import annotations

from typing import NamedTuple

from ita_xlsx.model import province_results as results
from ita_xlsx.model.framework import OVERALL
from ita_xlsx.model.kind import Kind
from ita_xlsx.model.layout.grid import Table, a1
from ita_xlsx.model.layout.page import row_height, safe_height
from ita_xlsx.model.layout.province_layout import OVERVIEW
from ita_xlsx.output.book import Sheet
from ita_xlsx.output.formulas import province as formulas
from ita_xlsx.output.province import texts
from ita_xlsx.output.province.overview_panels import chart_figures_span, indicator_number
from ita_xlsx.output.province.province_report import ProvinceReport
from ita_xlsx.output.province.ranking import level_of_agency
from ita_xlsx.output.sheets import short_name
from ita_xlsx.output.styles import BODY

FIVE = 5
_LONGEST = 90
_TWO_LINES = 54
_NAME_WIDTH, _LEVEL_WIDTH, _INDICATOR_WIDTH = 46, 15, 40
_TIED = ("และอีก ", " หน่วยงานได้คะแนนเท่ากับลำดับสุดท้าย")


class _Columns(NamedTuple):
    """The columns of a list: rank, name (first and last column), score and level."""

    rank: int
    name: tuple[int, int]
    score: int
    level: int


_BEST = _Columns(0, (1, 3), 4, 5)
_WORST = _Columns(7, (8, 8), 9, 10)
_WEAKEST = _Columns(12, (13, 13), 14, 15)
# The list of indicators reads the figures of the chart, which start so many rows above.
_PANELS_ABOVE = 11


def write_lists(sheet: Sheet, report: ProvinceReport, row: int) -> None:
    """Write the three lists; ``row`` is the row of their titles."""
    table = report.layout.ranking(len(report.counted))
    headers = ("อันดับ", "หน่วยงาน", "คะแนนรวม", "ระดับ")
    _write_agencies(sheet, report, table, row, _BEST, lowest=False)
    _write_headers(sheet, row, _BEST, texts.BEST_FIVE, headers)
    _write_agencies(sheet, report, table, row, _WORST, lowest=True)
    _write_headers(sheet, row, _WORST, texts.WORST_FIVE, headers)
    _write_headers(sheet, row, _WEAKEST, texts.WEAKEST, ("ตัวชี้วัด", "ชื่อ", "เฉลี่ย", "ต่ำกว่าเกณฑ์\n(หน่วยงาน)"))
    _write_weakest(sheet, report, row)
    names = [(short_name(item.agency.name, _LONGEST), _NAME_WIDTH) for item in report.counted]
    indicators = [(node.name, _INDICATOR_WIDTH) for node in report.framework.of_kind(Kind.INDICATOR)]
    levels = [(level.name, _LEVEL_WIDTH) for level in report.framework.levels]
    cells = [*names, *indicators, *levels]
    # Two lines in the wider fonts hold all but the longest names, so that one page is enough.
    tallest = max(row_height(cells, BODY, least=28), min(safe_height(cells, BODY), _TWO_LINES))
    sheet.height(row, 31)
    sheet.height(row + 1, 48)
    for offset in range(FIVE):
        sheet.height(row + 2 + offset, tallest)
    sheet.height(row + 2 + FIVE, 22)


def _write_headers(sheet: Sheet, row: int, columns: _Columns, title: str, headers: tuple[str, str, str, str]) -> None:
    sheet.text(row, columns.rank, title, "heading")
    for col, text in zip((columns.rank, columns.name[0], columns.score, columns.level), headers, strict=True):
        sheet.text(row + 1, col, text, "header")


def _write_agencies(
    sheet: Sheet, report: ProvinceReport, table: Table, row: int, columns: _Columns, *, lowest: bool
) -> None:
    keys = table.span("order", OVERVIEW)
    span = {key: table.span(key, OVERVIEW) for key in ("rank", "tie", "name", OVERALL, "level")}
    # The order keys get smaller with the number in the roster, so equal scores are listed from the last number up.
    order = sorted(report.order, key=lambda index: (report.overall[index], -index)) if lowest else list(report.order)
    for place, index in enumerate(order[:FIVE], 1):
        line = row + 1 + place
        score, item = report.overall[index], report.counted[index]
        rank = report.rank(score)
        joint = f"{rank} {formulas.JOINT}" if report.tied(score) > 1 else rank
        name, level = short_name(item.agency.name, _LONGEST), level_of_agency(item)
        live = formulas.rank_with_tie_mark(span["rank"], span["tie"], keys, place, joint, lowest=lowest)
        _merge_cells(sheet, line, columns.name, "fact")
        sheet.live(line, columns.rank, live, "fact_count")
        live = formulas.nth_by_key(span["name"], keys, place, name, lowest=lowest, longest=_LONGEST)
        sheet.live(line, columns.name[0], live, "fact")
        value = float(score)
        sheet.live(
            line, columns.score, formulas.nth_by_key(span[OVERALL], keys, place, value, lowest=lowest), "fact_score"
        )
        sheet.live(
            line, columns.level, formulas.nth_by_key(span["level"], keys, place, level, lowest=lowest), "fact_centre"
        )
    _merge_cells(sheet, row + 1, columns.name, "header")
    if not order:
        sheet.text(row + 2, columns.rank, texts.NOBODY, "muted")
    if len(order) < FIVE:
        return
    cut = report.overall[order[FIVE - 1]]
    more = sum(score <= cut if lowest else score >= cut for score in report.overall) - FIVE
    sentence = f"{_TIED[0]}{more}{_TIED[1]}" if more > 0 else ""
    cell = a1(row + 1 + FIVE, columns.score)
    sheet.live(
        row + 2 + FIVE,
        columns.rank,
        formulas.tied_at_cut(span[OVERALL], cell, FIVE, _TIED, sentence, lowest=lowest),
        "muted",
    )


def _merge_cells(sheet: Sheet, row: int, cols: tuple[int, int], style: str) -> None:
    if cols[0] != cols[1]:
        sheet.worksheet.merge_range(row, cols[0], row, cols[1], "", sheet.book.format(style))


def _write_weakest(sheet: Sheet, report: ProvinceReport, row: int) -> None:
    indicators = report.framework.of_kind(Kind.INDICATOR)
    span = {
        key: chart_figures_span(row - _PANELS_ABOVE, key, len(indicators))
        for key in ("code", "name", "mean", "below", "order")
    }
    indicators_with_mean = []
    for number, node in enumerate(indicators):
        values = report.column(node.subject)
        mean = results.mean(values)
        if mean is not None:
            indicators_with_mean.append((mean, number, node, results.below(values, report.province.threshold)))
    indicators_with_mean.sort(key=lambda item: item[:2])
    for place, (mean, number, node, below) in enumerate(indicators_with_mean[:FIVE], 1):
        line = row + 1 + place
        cells = (
            (_WEAKEST.rank, "code", indicator_number(node.code, number + 1), "fact_count"),
            (_WEAKEST.name[0], "name", node.name, "fact"),
            (_WEAKEST.score, "mean", float(mean), "fact_score"),
            (_WEAKEST.level, "below", below, "fact_count"),
        )
        for col, key, value, style in cells:
            sheet.live(line, col, formulas.nth_by_key(span[key], span["order"], place, value, lowest=True), style)
