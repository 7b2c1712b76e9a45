"""Write the figures of a subject into its row of the card, from which the formulas of the card are computed.

Takes an AgencyCard; changes the workbook in memory only.
"""

from __future__ import annotations

from ita_xlsx.model.framework import Node
from ita_xlsx.model.layout.card_layout import BEFORE, MEAN, SCORE, CardLayout
from ita_xlsx.model.pages.agency_card import AgencyCard
from ita_xlsx.model.results import two_decimals
from ita_xlsx.output.book import Sheet
from ita_xlsx.output.card import texts


def write_figures(sheet: Sheet, card: AgencyCard, layout: CardLayout, node: Node) -> None:
    """Write this year's score, and hidden beside it last year's and the mean of the group; a dash for none."""
    row = layout.place(node, SCORE).row
    mean = card.place.figures.means.get(node.subject) if card.place else None
    for col, value, style in (
        (SCORE, card.results.by_subject[node.subject].rounded, "on_line_score"),
        (BEFORE, card.previous.by_subject[node.subject].rounded, "exact_two"),
        (MEAN, None if mean is None else two_decimals(mean), "exact_two"),
    ):
        if value is None:
            sheet.text(row, col, texts.DASH, style)
        else:
            sheet.number(row, col, float(value), style)
