"""Write the left panel of the governor's page: the indicators from the lowest, each with a bar in its cells.

Takes a sheet and a ``ProvinceReport``; also writes the hidden figures that the panel picks from.
"""

from __future__ import annotations

from decimal import Decimal

from ita_xlsx.model import province_results as results
from ita_xlsx.model.kind import Kind
from ita_xlsx.model.layout.grid import a1, column_name
from ita_xlsx.model.layout.province_layout import OVERVIEW, statistic
from ita_xlsx.model.province.axis import axis_below
from ita_xlsx.model.results import two_decimals
from ita_xlsx.output.book import Sheet
from ita_xlsx.output.formulas import province as formulas
from ita_xlsx.output.province import texts
from ita_xlsx.output.province.list_sheets import score_bars, speaker_of
from ita_xlsx.output.province.overview_grid import AXIS, FIGURES, LIMIT, merge_cells
from ita_xlsx.output.province.province_report import ProvinceReport

_NAME, _SCORE, _BAR, _BELOW = (1, 3), 4, (5, 6), 7


def write_indicator_bars(sheet: Sheet, report: ProvinceReport, row: int) -> int:
    """Write the panel; ``row`` is the row of its heading. Return the last row used."""
    nodes = report.framework.of_kind(Kind.INDICATOR)
    _write_figures(sheet, report, row)
    _write_heading(sheet, report, row)
    spans = {key: _span(row, key, len(nodes)) for key in FIGURES}
    ranked = report.indicator_means
    for place in range(1, len(nodes) + 1):
        line = row + place
        item = ranked[place - 1] if place <= len(ranked) else None
        name = sheet.book.words(f"{item.node.code} {item.node.name}") if item else ""
        mean = float(item.mean) if item else ""
        merge_cells(sheet, line, _NAME, "panel_text")
        merge_cells(sheet, line, _BAR, "panel_text")
        cells = (
            (_NAME[0], "label", name, "panel_text"), (_SCORE, "mean", mean, "panel_score"),
            (_BELOW, "below", item.below if item else "", "panel_count"),
        )  # fmt: skip
        for col, key, value, style in cells:
            live = formulas.nth_by_key(spans[key], spans["order"], place, value, lowest=True)
            sheet.live(line, col, live, style)
        sheet.live(line, _BAR[0], formulas.number_or_empty(a1(line, _SCORE), mean), "panel_score")
    last = row + len(nodes)
    # The bars stand in the joined cells, of which the first one holds the score.
    score_bars(sheet, (row + 1, _BAR[0], last, _BAR[0]), _fixed(AXIS), only=True)
    rule = {
        "type": "formula", "criteria": formulas.is_below(f"${a1(row + 1, _SCORE)}", _fixed(LIMIT)),
        "format": sheet.book.format("due_text", plain=True),
    }  # fmt: skip
    sheet.worksheet.conditional_format(row + 1, _NAME[0], last, _SCORE, rule)
    return last


def _write_heading(sheet: Sheet, report: ProvinceReport, row: int) -> None:
    """Write the heading, and above the bars where they begin and what the threshold is."""
    speaker = speaker_of(sheet)
    merge_cells(sheet, row, _NAME, "panel_head")
    sheet.text(row, _NAME[0], texts.INDICATORS_PANEL, "panel_head")
    sheet.text(row, _SCORE, texts.MEAN_HEAD, "panel_note")
    merge_cells(sheet, row, _BAR, "panel_note")
    axis = speaker.words(texts.AXIS) + speaker.count(_fixed(AXIS), _axis(report))
    axis += speaker.words(texts.THRESHOLD) + speaker.score(_fixed(LIMIT), two_decimals(report.province.threshold))
    sheet.live(row, _BAR[0], axis.live, "panel_note")
    sheet.text(row, _BELOW, texts.BELOW_HEAD, "panel_note_centre")


def _write_figures(sheet: Sheet, report: ProvinceReport, row: int) -> None:
    """Write the hidden figures: label, mean, agencies below the threshold and sort key of each indicator."""
    matrix = report.layout.indicators(len(report.counted))
    nodes = report.framework.of_kind(Kind.INDICATOR)
    for number, node in enumerate(nodes, 1):
        line, values = row + number, report.column(node.subject)
        mean = results.mean(values)
        place = {key: statistic(matrix, key, node.subject).seen_from(OVERVIEW) for key in ("mean", "below")}
        sheet.words(line, FIGURES["label"], f"{node.code} {node.name}", "not_drawn")
        value = formulas.DASH if mean is None else float(mean)
        sheet.live(line, FIGURES["mean"], formulas.copy_of(place["mean"], value), "not_drawn")
        below = results.below(values, report.province.threshold)
        sheet.live(line, FIGURES["below"], formulas.copy_of(place["below"], below), "not_drawn")
        order = "" if mean is None else float(mean) + number * 1e-8
        live = formulas.order_key(a1(line, FIGURES["mean"]), str(number), order, sign="+")
        sheet.live(line, FIGURES["order"], live, "not_drawn")
    limit = report.layout.limit.seen_from(OVERVIEW)
    sheet.live(*LIMIT, formulas.copy_of(limit, float(two_decimals(report.province.threshold))), "not_drawn")
    cells = f"{_fixed(LIMIT)},{_span(row, 'mean', len(nodes))}"
    sheet.live(*AXIS, formulas.axis_start(cells, _axis(report)), "not_drawn")


def _axis(report: ProvinceReport) -> int:
    scores: list[Decimal] = [item.mean for item in report.indicator_means]
    return axis_below([two_decimals(report.province.threshold), *scores]).start


def _span(row: int, key: str, count: int) -> str:
    name = column_name(FIGURES[key])
    return f"${name}${row + 2}:${name}${row + 1 + count}"


def _fixed(cell: tuple[int, int]) -> str:
    return f"${column_name(cell[1])}${cell[0] + 1}"
