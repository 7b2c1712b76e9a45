"""Read what a card says from the sheet itself, so that a screen says the same.

Takes an AgencyCard; returns CardWords. Works on values only.
"""

from __future__ import annotations

from ita_xlsx.model.edition import Edition
from ita_xlsx.model.layout.card_layout import (
    CHANGE,
    FIGURE,
    GAP,
    GROUP_MEAN,
    LOWER,
    MIDDLE,
    NAME,
    QUARTER,
    SCORE,
    SUBJECT,
    UPPER,
    WHAT,
    WHY,
    CardLayout,
)
from ita_xlsx.model.pages.agency_card import AgencyCard
from ita_xlsx.model.pages.card_words import CardWords
from ita_xlsx.model.pages.result_card import ResultCard
from ita_xlsx.output.card import texts
from ita_xlsx.output.card.card_sheet import write_card_sheet
from ita_xlsx.output.recorded_cells import RecordedBook
from ita_xlsx.output.texts import ASSESSMENT


def card_words(card: AgencyCard, edition: Edition) -> CardWords:
    """Return the words and figures of the card."""
    book = RecordedBook(texts.CARD_TITLE.format(year=card.framework.year), ASSESSMENT, edition)
    write_card_sheet(book, card, edition)
    cells, layout = book.recorded, CardLayout(card.framework)
    columns = (layout.overall.col, *(first for _, first, _ in layout.instruments), layout.rank.col)
    row, head, last = layout.overall.row, layout.heads_row, layout.group_head
    table = (NAME, SCORE, GROUP_MEAN, GAP, LOWER, MIDDLE, UPPER, QUARTER)
    return CardWords(
        title=cells.at(layout.title),
        sentence=cells.at(layout.message),
        cards=tuple(
            ResultCard(
                title=cells.text(row - 1, col),
                figure=cells.text(row, col),
                below=cells.text(row + 1, col),
                word=cells.at(layout.level) if col == layout.overall.col else "",
            )
            for col in columns
        ),
        heads=tuple(cells.text(head, col) for col in (NAME, SCORE, CHANGE, GAP)),
        indicators=tuple(
            tuple(cells.text(at, col) for col in (NAME, SCORE, CHANGE, GAP)) for _, at in layout.indicators
        ),
        points_title=cells.text(head, SUBJECT),
        points=tuple(
            tuple(
                cells.text(at + below, col)
                for below, cols in ((0, (SUBJECT, WHAT, FIGURE, WHY)), (1, (SUBJECT, FIGURE, WHY)))
                for col in cols
            )
            for at in (layout.point(number, SUBJECT).row for number in range(1, len(card.points) + 1))
        ),
        group_heads=tuple(cells.text(last, col) for col in table),
        group=tuple(tuple(cells.text(at, col) for col in table) for _, at in layout.grouped),
        lines=cells.texts_of("page_line", NAME),
    )
