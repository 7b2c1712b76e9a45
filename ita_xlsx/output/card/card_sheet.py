"""Write the sheet of the card: the sentence, five cards of figures, the indicators, and the weak points.

Takes an AgencyCard; changes the workbook in memory only. The table of the group, below the first screen, is in
``group_table``.
"""

from __future__ import annotations

from ita_xlsx.model.edition import Edition
from ita_xlsx.model.framework import OVERALL
from ita_xlsx.model.layout.card_layout import (
    BEFORE,
    CARD,
    CHANGE,
    FIGURE,
    FIRST,
    GAP,
    LAST,
    MEAN,
    NAME,
    NAME_END,
    SCORE,
    SUBJECT,
    WHAT,
    WHAT_END,
    WHY,
    WHY_END,
    CardLayout,
)
from ita_xlsx.model.layout.grid import Place
from ita_xlsx.model.pages.agency_card import MOST_POINTS, AgencyCard, CardPoint
from ita_xlsx.model.results import Basis, two_decimals
from ita_xlsx.output.analysis.across import write_across
from ita_xlsx.output.book import Book, Sheet
from ita_xlsx.output.card import texts
from ita_xlsx.output.card.figures import write_figures
from ita_xlsx.output.card.formulas import CardFormulas
from ita_xlsx.output.card.group_table import write_group_table
from ita_xlsx.output.formulas.weak_places import end_words
from ita_xlsx.output.sheets import one_line, short_name
from ita_xlsx.output.styles import TAB_READ

# Margin, name (two), score, change, gap, gutter, subject, what (two), score or end, why or owner (two); in pixels.
_COLUMNS = (12, 108, 80, 64, 66, 64, 18, 84, 120, 204, 90, 110, 216)
_HELPER = 60
# The rows of the first screen; together with the ten rows of indicators they take 474 of 480 pixels.
_ROWS = (35, 32, 6, 25, 56, 25, 6, 29)
_LINE = 26
_LONGEST_TITLE = 110
# Bold letters are wider than those that a width is reckoned for.
_BOLD = 0.88


def write_card_sheet(book: Book, card: AgencyCard, edition: Edition) -> None:
    """Write the card, which is whole on one screen but for the table of the group, and on one page."""
    layout = CardLayout(card.framework)
    sheet = book.sheet(CARD)
    sheet.tab(TAB_READ)
    sheet.widths(*map(_characters, (*_COLUMNS, *[_HELPER] * (MEAN - LAST))))
    for row, pixels in enumerate(_ROWS):
        sheet.height(row, pixels * 0.75)
    for row in range(layout.first_row, layout.below_row):
        sheet.height(row, _LINE * 0.75)
    formulas = CardFormulas(card, layout)
    title = short_name(texts.page_title(card), _LONGEST_TITLE)
    write_across(sheet, layout.title.row, FIRST, LAST, title, "summary_title")
    write_across(sheet, layout.message.row, FIRST, LAST, formulas.message(), "message")
    sheet.figure(layout.threshold.row, BEFORE, two_decimals(card.results.threshold), "exact_two")
    _write_cards(sheet, card, layout, formulas)
    _write_indicators(sheet, card, layout, formulas)
    _write_points(sheet, card, layout)
    sheet.hide_columns(LAST + 1, MEAN)
    write_group_table(sheet, card, layout, formulas, edition)


def _characters(pixels: int) -> float:
    """Return the width of a column of Excel in characters."""
    return (pixels - 5) / 7


def _room(first: int, last: int) -> float:
    """Return the width of the columns from the first to the last in characters."""
    return _characters(sum(_COLUMNS[first : last + 1]))


def _write_cards(sheet: Sheet, card: AgencyCard, layout: CardLayout, formulas: CardFormulas) -> None:
    row, overall = layout.overall.row, card.framework.nodes[OVERALL]
    write_across(sheet, row - 1, FIRST, GAP, _overall_title(card), "hero_head")
    write_across(sheet, row, FIRST, NAME_END, formulas.score(overall), "hero_score", "no_right")
    write_across(sheet, row, SCORE, GAP, card.results.level.name or texts.NO_LEVEL, "hero_level", "no_left")
    write_across(sheet, row + 1, FIRST, GAP, formulas.year_before(overall), "hero_below")
    for node, first, last in layout.instruments:
        title = texts.INSTRUMENT_CARD.format(code=node.code, weight=f"{float(node.weight):g}")
        write_across(sheet, row - 1, first, last, title, "hero_head")
        write_across(sheet, row, first, last, formulas.score(node), "hero_score")
        write_across(sheet, row + 1, first, last, formulas.year_before(node), "hero_below")
    is_kind = card.is_only_of_kind or (card.place is not None and bool(card.place.figures.kind))
    sheet.text(row - 1, WHY_END, texts.RANK_CARD if is_kind else texts.RANK_CARD_ALL, "hero_head")
    rank = f"{card.place.rank:,}{texts.OF}{card.place.figures.count:,}" if card.place else texts.DASH
    sheet.text(row, WHY_END, rank, "hero_score")
    sheet.text(row + 1, WHY_END, texts.tied_words(card), "hero_below")


def _overall_title(card: AgencyCard) -> str:
    """Return the title of the first card; it says that the overall score is an announced one, or made of such."""
    score = card.results.by_subject[OVERALL]
    if score.basis is Basis.GIVEN:
        return texts.OVERALL_CARD + texts.GIVEN
    return texts.OVERALL_CARD + (texts.FROM_GIVEN if score.announced else "")


def _write_indicators(sheet: Sheet, card: AgencyCard, layout: CardLayout, formulas: CardFormulas) -> None:
    row, nodes = layout.heads_row, layout.indicators
    write_across(sheet, row, NAME, NAME_END, texts.INDICATORS_TITLE.format(count=len(nodes)), "section")
    sheet.text(row, SCORE, texts.SCORE, "section_right")
    sheet.text(row, CHANGE, texts.CHANGE.format(year=card.previous_year), "section_right")
    sheet.text(row, GAP, texts.GAP, "section_right")
    for node, at in nodes:
        write_across(sheet, at, NAME, NAME_END, f"{node.code} {node.name}", "on_line")
        write_figures(sheet, card, layout, node)
        sheet.live(at, CHANGE, formulas.change(node), "on_line_change")
        sheet.live(at, GAP, formulas.gap(node), "on_line_change")
    last = nodes[-1][1]
    cell = Place(CARD, layout.first_row, SCORE).a1
    _mark(
        sheet,
        (layout.first_row, SCORE, last, SCORE),
        f"=AND(ISNUMBER({cell}),{cell}<{layout.threshold.fixed})",
        "below",
    )
    for col in (CHANGE, GAP):
        cell = Place(CARD, layout.first_row, col).a1
        _mark(sheet, (layout.first_row, col, last, col), f"=AND(ISNUMBER({cell}),{cell}<0)", "fall")


def _write_points(sheet: Sheet, card: AgencyCard, layout: CardLayout) -> None:
    row = layout.heads_row
    write_across(sheet, row, SUBJECT, WHAT_END, texts.points_title(card), "section")
    sheet.text(row, FIGURE, texts.SCORE_OR_END, "section_right")
    write_across(sheet, row, WHY, WHY_END, texts.WHY_OR_OWNER, "section_word")
    for number, point in enumerate(card.points[:MOST_POINTS], 1):
        _write_point(sheet, layout.point(number, SUBJECT).row, point)
    first, last = layout.first_row, layout.first_row + 2 * MOST_POINTS - 1
    score = f"${Place(CARD, first, FIGURE).a1}"
    test = f"=AND(ISNUMBER({score}),{score}<{layout.threshold.fixed})"
    _mark(sheet, (first, SUBJECT, last, WHY_END), test, "below")


def _write_point(sheet: Sheet, row: int, point: CardPoint) -> None:
    """Write a weak point in two rows: what it is and why, then its measure, its end and its owner."""
    sheet.text(row, SUBJECT, point.label, "point")
    write_across(sheet, row, WHAT, WHAT_END, one_line(point.name, _room(WHAT, WHAT_END) * _BOLD), "point")
    if point.score is None:
        sheet.text(row, FIGURE, texts.DASH, "point_score")
    else:
        sheet.number(row, FIGURE, float(point.score), "point_score")
    write_across(sheet, row, WHY, WHY_END, one_line(point.why, _room(WHY, WHY_END)), "point_why")
    measure = (texts.DRAFT if point.is_draft else "") + point.measure if point.measure else texts.DASH
    write_across(sheet, row + 1, SUBJECT, WHAT_END, one_line(measure, _room(SUBJECT, WHAT_END)), "on_line", "indented")
    sheet.text(row + 1, FIGURE, end_words(point.period) or texts.DASH, "on_line_right")
    owner = one_line(point.owner, _room(WHY, WHY_END)) or texts.DASH
    write_across(sheet, row + 1, WHY, WHY_END, owner, "on_line", "indented")


def _mark(sheet: Sheet, span: tuple[int, int, int, int], criteria: str, style: str) -> None:
    rule = {"type": "formula", "criteria": criteria, "format": sheet.book.format(style, plain=True)}
    sheet.worksheet.conditional_format(*span, rule)
