"""Read what the governor's page says from the sheet itself, so that a screen says the same.

Takes a ProvinceReport; returns an OverviewPage. Works on values only.
"""

from __future__ import annotations

from decimal import Decimal

from ita_xlsx.model.edition import Edition
from ita_xlsx.model.pages.overview_page import FollowUp, OverviewIndicator, OverviewPage
from ita_xlsx.model.pages.result_card import ResultCard
from ita_xlsx.output.province import texts
from ita_xlsx.output.province.overview import write_overview
from ita_xlsx.output.province.overview_grid import (
    AXIS,
    CARDS_ROW,
    DUE,
    FIRST_COL,
    LIMIT,
    MESSAGE_ROW,
    NAMES_COL,
    OVERDUE,
    PANELS_ROW,
)
from ita_xlsx.output.province.province_report import ProvinceReport
from ita_xlsx.output.recorded_cells import RecordedBook, RecordedCells
from ita_xlsx.output.sheets import round_title
from ita_xlsx.output.texts import ASSESSMENT

_CARDS, _CARD_WIDTH = 4, 3
# The columns of an indicator (name, mean, bar, agencies below the threshold) and of the panel beside it.
_NAME, _MEAN, _BAR, _BELOW = 1, 4, 5, 7
_LABEL, _TEXT = 8, 9


def overview_page(report: ProvinceReport) -> OverviewPage:
    """Return the words and figures of the first sheet of the consolidated workbook."""
    edition = Edition(issued=report.issued)
    book = RecordedBook(round_title(texts.TITLE, report.province), ASSESSMENT, edition)
    write_overview(book, report)
    cells = book.recorded
    threshold = cells.number(*LIMIT) or Decimal(0)
    labels = cells.texts_of("panel_link")
    return OverviewPage(
        title="".join(cells.texts_of("page_title")),
        issued="".join(cells.texts_of("muted_right")),
        sentence=cells.text(MESSAGE_ROW, FIRST_COL),
        is_due=(cells.number(*DUE) or 0) > 0,
        cards=tuple(_card(cells, place) for place in range(_CARDS)),
        heads=tuple(cells.text(PANELS_ROW, col) for col in (_NAME, _MEAN, _BAR, _BELOW)),
        indicators=_indicators(cells, threshold, len(report.indicator_means)),
        follow_up_title=cells.text(PANELS_ROW, _LABEL),
        follow_up=tuple(
            FollowUp(label, cells.text(row, _TEXT), cells.text(row, NAMES_COL))
            for row, label in enumerate(labels, PANELS_ROW + 1)
        ),
        caution="".join(cells.texts_of("caution_box")),
        lines=cells.texts_of("muted_text"),
        proposal="".join(cells.texts_of("proposal")),
        orders="".join(cells.texts_of("orders")),
        steps=report.step_counts.steps,
        duty=report.step_counts.duty,
        done=report.step_counts.done,
        overdue=sum(report.overdue.values()),
        bar_start=int(cells.number(*AXIS) or 0),
        threshold=threshold,
    )


def _card(cells: RecordedCells, place: int) -> ResultCard:
    col = FIRST_COL + _CARD_WIDTH * place
    is_last = place == _CARDS - 1
    return ResultCard(
        title=cells.text(CARDS_ROW, col),
        figure=cells.text(CARDS_ROW + 1, col),
        below=cells.text(CARDS_ROW + 2, col),
        is_due=is_last and (cells.number(*OVERDUE) or 0) > 0,
    )


def _indicators(cells: RecordedCells, threshold: Decimal, count: int) -> tuple[OverviewIndicator, ...]:
    rows = range(PANELS_ROW + 1, PANELS_ROW + 1 + count)
    means = [cells.number(row, _MEAN) or Decimal(0) for row in rows]
    return tuple(
        OverviewIndicator(
            name=cells.text(row, _NAME),
            score=cells.text(row, _MEAN),
            below=cells.text(row, _BELOW),
            value=mean,
            is_below=mean < threshold,
        )
        for row, mean in zip(rows, means, strict=True)
    )
