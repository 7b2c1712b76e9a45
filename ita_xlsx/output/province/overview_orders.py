"""Write the end of the governor's page: what is proposed in one live sentence, and the box for the governor's orders.

Takes a sheet and a ``ProvinceReport``; every figure of the sentence is a formula over the other sheets.
"""

from __future__ import annotations

from collections.abc import Iterator

from ita_xlsx.model.labels import label_of
from ita_xlsx.model.layout.grid import a1
from ita_xlsx.model.layout.province_layout import INCOMPLETE_RETURN, OVERVIEW
from ita_xlsx.model.round_state import State
from ita_xlsx.output.book import Sheet
from ita_xlsx.output.formulas import province as formulas
from ita_xlsx.output.formulas.sentences import Phrase, Speaker
from ita_xlsx.output.province import texts
from ita_xlsx.output.province.list_sheets import speaker_of
from ita_xlsx.output.province.overview_grid import FIRST_COL, LAST_COL, PANELS_ROW, merge_cells
from ita_xlsx.output.province.province_report import ProvinceReport
from ita_xlsx.output.province.state_counts import state_expression

_HEIGHT, _ROWS = 19.5, 6
# What is to be done about the agencies of each state.
_DEMANDS = (
    (label_of(State.MISSING), texts.URGE),
    (label_of(State.NOT_A_FORM), texts.ASK_FOR_FORM),
    (label_of(State.UNDECIDED), texts.CHOOSE),
    (label_of(State.HELD_BACK), texts.CONFIRM),
    (label_of(State.REJECTED), texts.MEND),
    (INCOMPLETE_RETURN, texts.FILL_IN),
)


def write_orders(sheet: Sheet, report: ProvinceReport, row: int) -> int:
    """Write the proposal, and below it the box, which stands on paper; return the last row used."""
    speaker = speaker_of(sheet)
    proposal = speaker.without_lead(texts.DOT, list(_demands(speaker, sheet, report)), texts.NOTHING_PROPOSED)
    merge_cells(sheet, row, (FIRST_COL, LAST_COL), "proposal")
    sheet.live(row, FIRST_COL, (speaker.words(texts.PROPOSED) + proposal).live, "proposal")
    sheet.height(row, _HEIGHT)
    last = row + _ROWS
    sheet.worksheet.merge_range(row + 1, FIRST_COL, last, LAST_COL, "", sheet.book.format("orders"))
    sheet.text(row + 1, FIRST_COL, texts.ORDERS, "orders")
    return last


def _demands(speaker: Speaker, sheet: Sheet, report: ProvinceReport) -> Iterator[Phrase]:
    """Yield what is to be done, each with its count; empty phrases where there is nothing to do."""
    words_now = report.state_words
    for word, demand in _DEMANDS:
        expression = state_expression(report, word, OVERVIEW)
        count = words_now.count(word)
        phrase = speaker.words(f"{texts.DOT}{demand} ") + speaker.count(expression, count)
        phrase += speaker.words(texts.AGENCIES)
        yield speaker.when(formulas.above_zero(expression), is_true=count > 0, phrase=phrase)
    overdue, total = sum(report.overdue.values()), report.step_total("overdue").seen_from(OVERVIEW)
    late = speaker.words(f"{texts.DOT}{texts.HURRY} ") + speaker.count(total, overdue) + speaker.words(texts.STEPS)
    yield speaker.when(formulas.above_zero(total), is_true=overdue > 0, phrase=late)
    lowest, cell = report.indicator_means, a1(PANELS_ROW + 1, FIRST_COL)
    name = f"{lowest[0].node.code} {lowest[0].node.name}" if lowest else ""
    phrase = speaker.words(f"{texts.DOT}{texts.IMPROVE}")
    phrase += speaker.cell(cell, sheet.book.words(name))
    yield speaker.when(formulas.holds_text(cell), is_true=bool(lowest), phrase=phrase)
