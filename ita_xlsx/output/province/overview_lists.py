"""The lower lists of the governor's page: the best and the last five agencies, and the weakest indicators."""

from __future__ import annotations

from typing import NamedTuple

from ita_xlsx.model import province_results as standing
from ita_xlsx.model.framework import OVERALL
from ita_xlsx.model.kind import Kind
from ita_xlsx.model.layout.grid import Table, a1
from ita_xlsx.model.layout.page import row_height, safe_height
from ita_xlsx.model.layout.province_layout import OVERVIEW
from ita_xlsx.output.book import Sheet
from ita_xlsx.output.formulas import province as formulas
from ita_xlsx.output.province import texts
from ita_xlsx.output.province.overview_panels import behind_span, indicator_number
from ita_xlsx.output.province.province_report import ProvinceReport
from ita_xlsx.output.province.ranking import shown_level
from ita_xlsx.output.sheets import short_name
from ita_xlsx.output.styles import BODY

FIVE = 5
_LONGEST = 90
_TWO_LINES = 54
_NAME_WIDTH, _LEVEL_WIDTH, _INDICATOR_WIDTH = 46, 15, 40
_TIED = ("และอีก ", " หน่วยงานได้คะแนนเท่ากับลำดับสุดท้าย")


class _Columns(NamedTuple):
    """Where a list stands: its rank, name (a range), score and level."""

    rank: int
    name: tuple[int, int]
    score: int
    level: int


_BEST = _Columns(0, (1, 3), 4, 5)
_WORST = _Columns(7, (8, 8), 9, 10)
_WEAKEST = _Columns(12, (13, 13), 14, 15)
# The weakest list looks at the panels' figures behind the chart.
_PANELS_ABOVE = 11


def write_lists(sheet: Sheet, whole: ProvinceReport, row: int) -> None:
    """Three lists of five, all of them live."""
    table = whole.layout.ranking(len(whole.counted))
    heads = ("อันดับ", "หน่วยงาน", "คะแนนรวม", "ระดับ")
    _agencies(sheet, whole, table, row, _BEST, lowest=False)
    _heads(sheet, row, _BEST, texts.BEST_FIVE, heads)
    _agencies(sheet, whole, table, row, _WORST, lowest=True)
    _heads(sheet, row, _WORST, texts.WORST_FIVE, heads)
    _heads(sheet, row, _WEAKEST, texts.WEAKEST, ("ตัวชี้วัด", "ชื่อ", "เฉลี่ย", "ต่ำกว่าเกณฑ์\n(หน่วยงาน)"))
    _weakest(sheet, whole, row)
    names = [(short_name(item.agency.name, _LONGEST), _NAME_WIDTH) for item in whole.counted]
    others = [(node.name, _INDICATOR_WIDTH) for node in whole.framework.of_kind(Kind.INDICATOR)]
    levels = [(level.name, _LEVEL_WIDTH) for level in whole.framework.levels]
    cells = [*names, *others, *levels]
    # Two lines of the wider fonts hold all but the longest names, and the page stays one.
    tallest = max(row_height(cells, BODY, least=28), min(safe_height(cells, BODY), _TWO_LINES))
    sheet.height(row, 31)
    sheet.height(row + 1, 48)
    for offset in range(FIVE):
        sheet.height(row + 2 + offset, tallest)
    sheet.height(row + 2 + FIVE, 22)


def _heads(sheet: Sheet, row: int, at: _Columns, title: str, texts_of: tuple[str, str, str, str]) -> None:
    sheet.text(row, at.rank, title, "heading")
    for col, text in zip((at.rank, at.name[0], at.score, at.level), texts_of, strict=True):
        sheet.text(row + 1, col, text, "header")


def _agencies(sheet: Sheet, whole: ProvinceReport, table: Table, row: int, at: _Columns, *, lowest: bool) -> None:
    keys = table.span("order", OVERVIEW)
    span = {key: table.span(key, OVERVIEW) for key in ("rank", "tie", "name", OVERALL, "level")}
    # Keys fall with the number in the roster, so the lowest come last number first.
    chosen = sorted(whole.order, key=lambda index: (whole.overall[index], -index)) if lowest else list(whole.order)
    for place, index in enumerate(chosen[:FIVE], 1):
        line = row + 1 + place
        score, item = whole.overall[index], whole.counted[index]
        rank = whole.rank(score)
        joint = f"{rank} {formulas.JOINT}" if whole.tied(score) > 1 else rank
        name, level = short_name(item.agency.name, _LONGEST), shown_level(whole.framework, item)
        live = formulas.joint_rank(span["rank"], span["tie"], keys, place, joint, lowest=lowest)
        _merge(sheet, line, at.name, "fact")
        sheet.live(line, at.rank, live, "fact_count")
        live = formulas.picked(span["name"], keys, place, name, lowest=lowest, longest=_LONGEST)
        sheet.live(line, at.name[0], live, "fact")
        shown = float(score)
        sheet.live(line, at.score, formulas.picked(span[OVERALL], keys, place, shown, lowest=lowest), "fact_score")
        sheet.live(line, at.level, formulas.picked(span["level"], keys, place, level, lowest=lowest), "fact_centre")
    _merge(sheet, row + 1, at.name, "header")
    if not chosen:
        sheet.text(row + 2, at.rank, texts.NOBODY, "muted")
    if len(chosen) < FIVE:
        return
    cut = whole.overall[chosen[FIVE - 1]]
    more = sum(score <= cut if lowest else score >= cut for score in whole.overall) - FIVE
    said = f"{_TIED[0]}{more}{_TIED[1]}" if more > 0 else ""
    cell = a1(row + 1 + FIVE, at.score)
    sheet.live(
        row + 2 + FIVE, at.rank, formulas.tied_at_cut(span[OVERALL], cell, FIVE, _TIED, said, lowest=lowest), "muted"
    )


def _merge(sheet: Sheet, row: int, cols: tuple[int, int], style: str) -> None:
    if cols[0] != cols[1]:
        sheet.worksheet.merge_range(row, cols[0], row, cols[1], "", sheet.book.format(style))


def _weakest(sheet: Sheet, whole: ProvinceReport, row: int) -> None:
    indicators = whole.framework.of_kind(Kind.INDICATOR)
    span = {
        key: behind_span(row - _PANELS_ABOVE, key, len(indicators))
        for key in ("code", "name", "mean", "below", "order")
    }
    known = []
    for number, node in enumerate(indicators):
        values = whole.column(node.subject)
        mean = standing.mean(values)
        if mean is not None:
            known.append((mean, number, node, standing.below(values, whole.province.threshold)))
    known.sort(key=lambda item: item[:2])
    for place, (mean, number, node, below) in enumerate(known[:FIVE], 1):
        line = row + 1 + place
        cells = (
            (_WEAKEST.rank, "code", indicator_number(node.code, number + 1), "fact_count"),
            (_WEAKEST.name[0], "name", node.name, "fact"),
            (_WEAKEST.score, "mean", float(mean), "fact_score"),
            (_WEAKEST.level, "below", below, "fact_count"),
        )
        for col, key, value, style in cells:
            sheet.live(line, col, formulas.picked(span[key], span["order"], place, value, lowest=True), style)
