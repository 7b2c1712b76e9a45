"""Write the first sheet of the measures workbook: the news in a sentence, cards, indicators, agencies to look after.

Takes a ``MeasuresReport``; the figures are formulas over the list of steps.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from ita_xlsx.model.layout import measures_layout as layout
from ita_xlsx.model.layout.grid import Place, Table, a1
from ita_xlsx.model.layout.page import row_height
from ita_xlsx.model.round_measures import Tally, tally
from ita_xlsx.output.book import Book, Sheet
from ita_xlsx.output.formulas import Live
from ita_xlsx.output.formulas import measures as formulas
from ita_xlsx.output.formulas.province import DASH, copy_of
from ita_xlsx.output.list_sheets import LINE_HEIGHT, ROW_HEIGHT, open_list, write_list_header
from ita_xlsx.output.measures import texts
from ita_xlsx.output.measures.measures_report import (
    MOST_LIVE,
    SHARE_BAR,
    MeasuresReport,
    status_count,
    write_blanks,
)
from ita_xlsx.output.sheets import join_parts, one_line, round_heading, round_title, write_across
from ita_xlsx.output.styles import BODY, TAB_READ
from ita_xlsx.output.texts import framework_notice

_WIDTHS = (5, 42, 10, 10, 12, 12, 11, 13, 10, 11, 11, 12)
_CARDS = ((0, 1), (2, 3), (4, 5), (6, 7), (8, 9), (10, 11))
_MESSAGE, _LINE, _NOTICE, _CARD_ROW = 1, 2, 3, 4
_GAP = 14.0
_CARD_HEIGHTS = (24.0, 42.0, 24.0)
_LAST_COL = len(_WIDTHS) - 1
# The agencies to look after first; the sheet of the agencies has them all.
_MOST_URGENT = 10


@dataclass(frozen=True)
class _Card:
    """A figure with its name above it and a note below it."""

    name: str
    figure: Live | int
    style: str
    note: str


def write_overview(book: Book, report: MeasuresReport) -> None:
    """Write the sentence, the cards, the table of indicators with its totals, and the agencies to look after first."""
    measures = report.measures
    round_state = report.round_of_plan
    sheet = open_list(book, round_state, layout.OVERVIEW, round_title(texts.TITLE, round_state), _WIDTHS, TAB_READ)
    reporting, members = len(measures.agencies_with_reports), len(round_state.members)
    counted = texts.COUNTED.format(reporting=reporting, all=members) if reporting else texts.NOTHING
    values = "" if report.is_live else texts.VALUES_ONLY.format(limit=MOST_LIVE)
    line = join_parts((texts.AS_OF_LINE.format(day=texts.as_of(measures)), counted, values))
    report.write_dated_sentence(sheet, _LINE, 0, line, "muted")
    sheet.height(_LINE, LINE_HEIGHT)
    _write_notice(sheet, framework_notice(report.framework, notes=False))
    table = layout.indicators_table(tuple(measures.by_indicator) or ("",))
    _write_cards(sheet, report, table)
    _write_message(sheet, report)
    sheet.height(table.header_row - 1, _GAP)
    last = _write_indicators(sheet, report, table)
    sheet.text(last + 1, 0, texts.SHARE_NOTE, "muted")
    sheet.height(last + 1, LINE_HEIGHT)
    blocks = [(0, last + 1)]
    if measures.steps:
        blocks.append((last + 2, _write_urgent(sheet, report, last + 3)))
    sheet.print_setup(round_heading(round_state))
    sheet.worksheet.print_area(0, 0, blocks[-1][1], _LAST_COL)
    sheet.keep_together(blocks, _LAST_COL)


def _write_notice(sheet: Sheet, notice: str) -> None:
    if notice:
        write_across(sheet, _NOTICE, (0, _LAST_COL), notice, sum(_WIDTHS), "warning")
    sheet.height(_NOTICE, row_height([(notice, sum(_WIDTHS))], BODY) + 4 if notice else _GAP)


def _write_cards(sheet: Sheet, report: MeasuresReport, table: Table) -> None:
    for (first, last), card in zip(_CARDS, _cards(report, table), strict=True):
        for offset, look in ((0, "header"), (1, card.style), (2, "card_note")):
            row = _CARD_ROW + offset
            sheet.worksheet.merge_range(row, first, row, last, "", sheet.book.format(look))
        sheet.text(_CARD_ROW, first, card.name, "header")
        if isinstance(card.figure, Live):
            sheet.live(_CARD_ROW + 1, first, card.figure, card.style)
        else:
            sheet.number(_CARD_ROW + 1, first, card.figure, card.style)
        sheet.text(_CARD_ROW + 2, first, card.note, "card_note")
    for offset, height in enumerate(_CARD_HEIGHTS):
        sheet.height(_CARD_ROW + offset, height)
    first_card = (_CARD_ROW + 1, _CARDS[0][0], _CARD_ROW + 1, _CARDS[0][1])
    condition = formulas.is_above_zero(f"${a1(*first_card[:2])}")
    look = sheet.book.format("overdue", plain=True)
    sheet.worksheet.conditional_format(*first_card, {"type": "formula", "criteria": condition, "format": look})


def _cards(report: MeasuresReport, table: Table) -> tuple[_Card, ...]:
    """Return the cards, what is late first."""
    measures = report.measures
    counts = tally(measures.steps)
    total_row = table.last_row + 1

    def total(key: str, value: float | str) -> Live:
        return copy_of(a1(total_row, table.col(key)), value)

    share = DASH if counts.share is None else float(counts.share)
    of_steps = texts.OF_STEPS.format(count=counts.steps)
    bare = sum(item.lacks_proof for item in measures.steps)
    of_agencies = texts.OF_AGENCIES.format(count=len(measures.province.members))
    return (
        _Card(texts.OVERDUE_CARD, total("overdue", counts.overdue), "card_count", of_steps),
        _Card(texts.DONE_CARD, total("share", share), "card_share", texts.OF_DUTY),
        _Card(texts.BARE_CARD, bare, "card_count", texts.BARE_NOTE),
        _Card(texts.REPORTED, len(measures.agencies_with_reports), "card_count", of_agencies),
        _Card(texts.STEPS_CARD, total("steps", counts.steps), "card_count", ""),
        _Card(texts.PROVED_CARD, total("proved", counts.proved), "card_count", of_steps),
    )


def _write_message(sheet: Sheet, report: MeasuresReport) -> None:
    """Write the conclusion of the page: what is late, what is done, what lacks evidence, and who does not report.

    It is orange while an agency does not report.
    """
    measures, digits = report.measures, sheet.book.digits
    counts = tally(measures.steps)
    late, done, bare, reporting = (a1(_CARD_ROW + 1, first) for first, _ in _CARDS[:4])
    bare_count = sum(item.lacks_proof for item in measures.steps)
    members = len(measures.province.members)
    silent = members - len(measures.agencies_with_reports)
    parts = (
        texts.LATE_PART.format(counts.overdue) if counts.overdue else texts.NONE_LATE,
        texts.DONE_PART.format(_percent(counts)),
        texts.BARE_PART.format(bare_count) if bare_count else "",
        texts.SILENT_PART.format(silent, members) if silent else "",
    )
    value = " · ".join(filter(None, parts)) if counts.steps else texts.NOTHING
    live = formulas.measures_message(
        (late, done, bare, reporting), members,
        (texts.LATE_PART, texts.NONE_LATE, texts.DONE_PART, texts.BARE_PART, texts.SILENT_PART),
        sheet.book.words(value), digits,
    )  # fmt: skip
    span = (_MESSAGE, 0, _MESSAGE, _LAST_COL)
    sheet.worksheet.merge_range(*span, "", sheet.book.format("message"))
    if counts.steps:
        report.write_figure(sheet, _MESSAGE, 0, live, "message")
    else:
        sheet.text(_MESSAGE, 0, value, "message")
    condition = formulas.is_fewer(Place(sheet.name, _CARD_ROW + 1, _CARDS[3][0]).fixed, members)
    look = sheet.book.format("message_due", plain=True)
    sheet.worksheet.conditional_format(*span, {"type": "formula", "criteria": condition, "format": look})
    sheet.height(_MESSAGE, 27)


def _percent(counts: Tally) -> str:
    """Return the share of done steps in per cent with one decimal, as the sheet shows it."""
    if counts.share is None:
        return DASH
    share = Fraction(counts.share) * 100
    exact = Decimal(share.numerator) / Decimal(share.denominator)
    return f"{exact.quantize(Decimal('0.1'), ROUND_HALF_UP)}%"


def _write_indicators(sheet: Sheet, report: MeasuresReport, table: Table) -> int:
    measures, nodes = report.measures, report.framework.nodes
    write_list_header(sheet, table, _WIDTHS)
    for code in table.items:
        row = table.row(code)
        name = nodes[code].name if code else texts.NO_INDICATOR
        sheet.text(row, 0, code or "-", "cut_centre")
        sheet.text(row, 1, one_line(name, _WIDTHS[1]), "cut")
        steps = measures.by_indicator.get(code, ())
        report.write_figures(sheet, table, row, ("group", f"$A{row + 1}"), tally(steps))
        sheet.height(row, ROW_HEIGHT)
    total = table.last_row + 1
    write_blanks(sheet, total, (0,), "figure_name")
    sheet.text(total, 1, texts.ALL_INDICATORS, "figure_name")
    report.write_totals(sheet, table, total, tally(measures.steps))
    sheet.height(total, 24)
    _tint(sheet, table)
    return total


def _write_urgent(sheet: Sheet, report: MeasuresReport, row: int) -> int:
    """Write the agencies to look after first, with the figures of their own sheet; return the last row."""
    measures = report.measures
    numbers = [number for number in report.agency_order if number in measures.by_agency][:_MOST_URGENT]
    table = layout.urgent_table(row, len(numbers))
    agencies = layout.agencies_table(len(measures.province.members))
    keys = agencies.span("number", layout.OVERVIEW)
    write_list_header(sheet, table, _WIDTHS)
    for number, target in zip(numbers, range(table.first_row, table.last_row + 1), strict=True):
        counts = tally(measures.by_agency[number])
        sheet.number(target, 0, target - table.header_row, "count")
        name = report.name_of(measures.province.members[number - 1].agency)
        sheet.text(target, 1, one_line(name, _WIDTHS[1]), "cut")
        for key, value in _figures(counts).items():
            live = formulas.cell_of_key(agencies.span(key, layout.OVERVIEW), keys, number, value)
            report.write_figure(sheet, target, table.col(key), live, "percent" if key == "share" else "count")
        sheet.height(target, ROW_HEIGHT)
    _tint(sheet, table)
    line = texts.URGENT_LINE.format(listed=len(numbers), all=len(measures.by_agency))
    sheet.text(table.last_row + 1, 0, line, "muted")
    sheet.height(table.last_row + 1, LINE_HEIGHT)
    return table.last_row + 1


def _figures(counts: Tally) -> dict[str, float | str]:
    """Return the figures of an agency by the keys of their columns."""
    figures: dict[str, float | str] = {"steps": counts.steps, "overdue": counts.overdue, "proved": counts.proved}
    figures |= {status.value: status_count(counts, status) for status in layout.FIGURE_STATUSES}
    return figures | {"share": DASH if counts.share is None else float(counts.share)}


def _tint(sheet: Sheet, table: Table) -> None:
    """Color what is overdue, and put a bar behind the share."""
    late, share = ((table.first_row, table.col(key), table.last_row, table.col(key)) for key in ("overdue", "share"))
    rule = {"type": "formula", "criteria": formulas.is_above_zero(a1(late[0], late[1]))}
    sheet.worksheet.conditional_format(*late, {**rule, "format": sheet.book.format("bad", plain=True)})
    sheet.worksheet.conditional_format(*share, SHARE_BAR)
