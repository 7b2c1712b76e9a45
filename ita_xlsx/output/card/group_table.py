"""Write the lower part of the card: the table of the group, what to know of the page, and a line to sign.

Takes an AgencyCard; changes the workbook in memory only.
"""

from __future__ import annotations

from dataclasses import replace

from ita_xlsx.model.edition import Edition
from ita_xlsx.model.framework import OVERALL, Node
from ita_xlsx.model.layout.card_layout import (
    FIRST,
    GAP,
    GROUP_MEAN,
    LAST,
    LOWER,
    MEAN,
    MIDDLE,
    NAME,
    NAME_END,
    QUARTER,
    SCORE,
    UPPER,
    WHAT,
    WHY,
    CardLayout,
)
from ita_xlsx.model.pages.agency_card import AgencyCard
from ita_xlsx.model.results import two_decimals
from ita_xlsx.model.text.dates import thai_date
from ita_xlsx.output import texts as shared_texts
from ita_xlsx.output.analysis.across import write_across
from ita_xlsx.output.book import Sheet
from ita_xlsx.output.card import texts
from ita_xlsx.output.card.figures import write_figures
from ita_xlsx.output.card.formulas import CardFormulas
from ita_xlsx.output.formulas import Live
from ita_xlsx.output.formulas.live import cut_words
from ita_xlsx.output.sheets import short_name

_GAP, _HEAD, _LINE, _SIGN = 14, 29, 26, 40
_LONGEST_LINE, _LONGEST_HEADING = 190, 60
# Inches: the sheet prints with narrow margins, so that its text stays large.
_SIDE, _TOP, _BOTTOM = 0.4, 0.6, 0.35


def write_group_table(
    sheet: Sheet, card: AgencyCard, layout: CardLayout, formulas: CardFormulas, edition: Edition
) -> None:
    """Write the table and the lines below it, and set up printing on one page."""
    sheet.height(layout.below_row, _GAP * 0.75)
    _write_heads(sheet, card, layout)
    for node, row in layout.grouped:
        name = texts.row_name(card, texts.OVERALL_NAME if node.subject == OVERALL else node.code, node.subject)
        write_across(sheet, row, NAME, NAME_END, name, "on_line")
        write_figures(sheet, card, layout, node)
        _write_row(sheet, card, layout, formulas, node)
        sheet.height(row, _LINE * 0.75)
    sheet.height(layout.lines_row - 1, _GAP * 0.75)
    last = _write_lines(sheet, card, layout.lines_row, edition)
    heading = replace(card.agency, name=short_name(card.agency.name, _LONGEST_HEADING))
    sheet.print_setup(shared_texts.heading(heading, card.framework))
    sheet.worksheet.set_margins(_SIDE, _SIDE, _TOP, _BOTTOM)
    sheet.worksheet.fit_to_pages(1, 1)
    sheet.worksheet.print_area(0, FIRST, last, LAST)


def _write_heads(sheet: Sheet, card: AgencyCard, layout: CardLayout) -> None:
    row = layout.group_head
    sheet.height(row, _HEAD * 0.75)
    write_across(sheet, row, NAME, NAME_END, texts.GROUP_TITLE, "section")
    for col, word in zip((SCORE, GROUP_MEAN, GAP, LOWER, MIDDLE, UPPER), texts.GROUP_HEADS, strict=True):
        sheet.text(row, col, word, "section_right")
    write_across(sheet, row, QUARTER, LAST, texts.quarter_title(card), "section_word", "indented")


def _write_row(sheet: Sheet, card: AgencyCard, layout: CardLayout, formulas: CardFormulas, node: Node) -> None:
    """Write the mean, the gap and the quartiles of the group for one subject, and the quarter of the agency."""
    row = layout.place(node, SCORE).row
    mean = card.place.figures.means.get(node.subject) if card.place else None
    copy = f"={layout.place(node, MEAN).a1}"
    sheet.live(row, GROUP_MEAN, Live(copy, texts.DASH if mean is None else float(two_decimals(mean))), "on_line_right")
    sheet.live(row, GAP, formulas.gap(node), "on_line_change")
    found = card.place.figures.quartiles.get(node.subject) if card.place else None
    for col, value in zip((LOWER, MIDDLE, UPPER), found or (None,) * 3, strict=True):
        if value is None:
            sheet.text(row, col, texts.DASH, "on_line_right")
        else:
            sheet.number(row, col, float(two_decimals(value)), "on_line_right")
    write_across(sheet, row, QUARTER, LAST, formulas.quarter(node), "on_line", "indented")


def _write_lines(sheet: Sheet, card: AgencyCard, row: int, edition: Edition) -> int:
    """Write what to know of the page, a line each, then the line to sign; return the last row."""
    drafts = texts.DRAFTS_MARKED if any(point.is_draft for point in card.points) else ""
    notice = shared_texts.framework_notice(card.framework, notes=False).partition("\n")[0]
    lines = [
        texts.DOT.join((texts.MADE_ON.format(day=thai_date(edition.issued)), texts.HOW_MADE, texts.NOT_KNOWN)),
        drafts,
        notice,
        edition.remark.replace("\n", " "),
    ]
    for line in filter(None, lines):
        write_across(sheet, row, FIRST, LAST, cut_words(line, _LONGEST_LINE), "page_line")
        sheet.height(row, _LINE * 0.75)
        row += 1
    sheet.text(row, WHAT, texts.SIGNATURE, "line")
    sheet.text(row, WHY, texts.SIGNED_ON, "line")
    sheet.height(row, _SIGN * 0.75)
    return row
