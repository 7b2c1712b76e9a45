"""Read what the director's summary says from the sheet itself, so that a screen says the same.

Takes a Report; returns a SummaryPage. Works on values only.
"""

from __future__ import annotations

from decimal import Decimal

from ita_xlsx.model.layout.summary_layout import (
    BAR,
    CHANGE,
    FIGURE,
    NAME,
    NUMBER,
    PLACES,
    PLAN_ROW,
    POSITION,
    SCORE,
    SUBJECT,
    WHAT,
    WHY,
    SummaryLayout,
)
from ita_xlsx.model.pages.result_card import ResultCard
from ita_xlsx.model.pages.summary_page import SummaryIndicator, SummaryPage, WeakPlace
from ita_xlsx.output.analysis import texts
from ita_xlsx.output.analysis.report import Report
from ita_xlsx.output.analysis.summary import write_summary
from ita_xlsx.output.formulas.missing import MissingFormulas
from ita_xlsx.output.recorded_cells import RecordedBook, RecordedCells
from ita_xlsx.output.texts import ASSESSMENT


def summary_page(report: Report) -> SummaryPage:
    """Return the words and figures of the first sheet of the analysis."""
    book = RecordedBook(texts.analysis_title(report.layout.framework), ASSESSMENT, report.edition)
    write_summary(book, report)
    cells, layout = book.recorded, report.layout.summary
    head = layout.heads_row
    threshold = cells.number(head, POSITION) or Decimal(0)
    missing = MissingFormulas(report.layout, report.results).words(report.layout.framework.answers)
    return SummaryPage(
        title=cells.at(layout.title),
        sentence=cells.at(layout.message),
        is_due=cells.number(head, PLAN_ROW) == 1,
        cards=_cards(cells, layout),
        heads=tuple(cells.text(head, col) for col in (NAME, SCORE, CHANGE, BAR)),
        indicators=tuple(_indicator(cells, row, threshold) for _, row in layout.indicators),
        weak_heads=tuple(cells.text(head, col).strip() for col in (SUBJECT, FIGURE, WHY)),
        places=_places(cells, layout, threshold),
        parts=_parts(cells, layout),
        lines=cells.texts_of("page_line", NAME),
        orders=(*cells.texts_of("section_plain"), *cells.texts_of("line")),
        missing_codes=missing.text,
        bar_start=int(cells.number(layout.bar_start.row, layout.bar_start.col) or 0),
        threshold=threshold,
    )


def _cards(cells: RecordedCells, layout: SummaryLayout) -> tuple[ResultCard, ...]:
    row = layout.overall.row
    columns = (layout.overall.col, *(first for _, first, _ in layout.cards))
    return tuple(
        ResultCard(
            title=cells.text(row - 1, col),
            figure=cells.text(row, col),
            below=cells.text(row + 1, col),
            word=cells.at(layout.level) if col == layout.overall.col else "",
        )
        for col in columns
    )


def _indicator(cells: RecordedCells, row: int, threshold: Decimal) -> SummaryIndicator:
    value, change = cells.number(row, SCORE), cells.number(row, CHANGE)
    return SummaryIndicator(
        name=cells.text(row, NAME),
        score=cells.text(row, SCORE),
        change=cells.text(row, CHANGE),
        value=value,
        is_below=value is not None and value < threshold,
        is_fall=change is not None and change < 0,
        is_lacking=value is None,
    )


def _places(cells: RecordedCells, layout: SummaryLayout, threshold: Decimal) -> tuple[WeakPlace, ...]:
    rows = [layout.place(number, NUMBER).row for number in range(1, PLACES + 1)]
    return tuple(_place(cells, row, threshold) for row in rows if cells.text(row, SUBJECT))


def _place(cells: RecordedCells, row: int, threshold: Decimal) -> WeakPlace:
    value, below = cells.number(row, FIGURE), row + 1
    return WeakPlace(
        label=cells.text(row, SUBJECT),
        name=cells.text(row, WHAT),
        score=cells.text(row, FIGURE),
        why=cells.text(row, WHY),
        word=cells.text(below, SUBJECT),
        measure=cells.text(below, WHAT),
        end=cells.text(below, FIGURE),
        owner=cells.text(below, WHY),
        is_below=value is not None and value < threshold,
        has_measure=bool(cells.number(row, PLAN_ROW)),
        is_to_fill=cells.number(row, NUMBER) == 0,
    )


def _parts(cells: RecordedCells, layout: SummaryLayout) -> tuple[tuple[str, ...], ...]:
    """Return the titles and the rows of the indicators that have two parts; nothing if no indicator has any."""
    first = layout.below_row + 1
    rows = range(first, first + len(layout.divided) + 1) if layout.divided else ()
    table = (tuple(cells.text(row, col) for col in (NAME, SCORE, SCORE + 1, BAR)) for row in rows)
    return tuple(row for row in table if row[1])
