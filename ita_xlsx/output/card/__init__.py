"""Write the card of one agency: a workbook of one sheet, which prints on one page.

Takes an AgencyCard; returns the bytes of the workbook. Works on values only.
"""

from __future__ import annotations

from ita_xlsx.model.edition import Edition
from ita_xlsx.model.layout.card_layout import SCHEMA
from ita_xlsx.model.pages.agency_card import AgencyCard
from ita_xlsx.output.book import Book
from ita_xlsx.output.card import texts
from ita_xlsx.output.card.card_sheet import write_card_sheet
from ita_xlsx.output.stamp import write_stamp
from ita_xlsx.output.texts import ASSESSMENT

__all__ = ["write_card_workbook"]


def write_card_workbook(card: AgencyCard, edition: Edition) -> bytes:
    """Return the bytes of the card; the same card gives the same parts."""
    book = Book(texts.CARD_TITLE.format(year=card.framework.year), ASSESSMENT, edition, texts_follow=True)
    write_card_sheet(book, card, edition)
    write_stamp(book, SCHEMA, card.framework, edition, card.agency.code)
    return book.finish()
