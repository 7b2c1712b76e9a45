"""Write the first sheet of the consolidated workbook: one page for the governor, whole on a small screen.

Takes a ``ProvinceReport``; writes a sentence, four cards, the indicators from the lowest, and what to follow up.
"""

from __future__ import annotations

from ita_xlsx.model.framework import OVERALL
from ita_xlsx.model.labels import label_of
from ita_xlsx.model.layout.grid import a1
from ita_xlsx.model.layout.groups.groups_layout import SHEETS
from ita_xlsx.model.layout.page import row_height
from ita_xlsx.model.layout.province_layout import (
    COMPARISON,
    FINDINGS,
    INDICATORS,
    OVERVIEW,
    QUESTIONS,
    RANKING,
    SHARED,
    STATUS,
    TRACKING,
)
from ita_xlsx.model.layout.trace_layout import TRACE
from ita_xlsx.model.province_results import mean
from ita_xlsx.model.round_state import State
from ita_xlsx.output.book import Book, Sheet
from ita_xlsx.output.formulas import province as formulas
from ita_xlsx.output.formulas.sentences import Phrase
from ita_xlsx.output.province import texts
from ita_xlsx.output.province.list_sheets import speaker_of
from ita_xlsx.output.province.overview_cards import state_phrases, write_cards
from ita_xlsx.output.province.overview_follow_up import write_follow_up
from ita_xlsx.output.province.overview_grid import (
    CARDS_ROW,
    DUE,
    FIGURES_COL,
    FIRST_COL,
    HEIGHTS,
    LAST_COL,
    LAST_HIDDEN,
    MESSAGE_ROW,
    PANELS_ROW,
    ROWS,
    TITLE_ROW,
    WIDTHS,
    merge_text,
)
from ita_xlsx.output.province.overview_indicators import write_indicator_bars
from ita_xlsx.output.province.overview_orders import write_orders
from ita_xlsx.output.province.province_report import ProvinceReport
from ita_xlsx.output.sheets import issue_line, round_heading, round_title
from ita_xlsx.output.styles import DENSE, TAB_READ
from ita_xlsx.output.texts import framework_notice

_ISSUE_COLS = (8, LAST_COL)
_LINKS = (STATUS, RANKING, INDICATORS, QUESTIONS, SHARED, COMPARISON, TRACKING, FINDINGS, TRACE)
_LINE = 19.0
# In inches: the page is printed as large as the paper allows.
_MARGIN, _MARGIN_TOP = 0.4, 0.7


def write_overview(book: Book, report: ProvinceReport) -> None:
    """Write the overview; it prints on exactly one page."""
    round_state = report.province
    sheet = book.sheet(OVERVIEW)
    sheet.widths(*WIDTHS)
    sheet.tab(TAB_READ)
    for row, height in HEIGHTS.items():
        sheet.height(row, height)
    merge_text(sheet, TITLE_ROW, _ISSUE_COLS, issue_line(round_state, report.issued), "muted_right")
    sheet.words(TITLE_ROW, FIRST_COL, round_title(texts.TITLE, round_state), "page_title")
    last_row = write_indicator_bars(sheet, report, PANELS_ROW)
    last_row = max(last_row, write_follow_up(sheet, report, PANELS_ROW))
    write_cards(sheet, report, CARDS_ROW)
    _write_message(sheet, report)
    links_row = max(last_row, PANELS_ROW + ROWS) + 1
    _write_links(sheet, links_row, report)
    last_row = write_orders(sheet, report, _write_notice(sheet, report, links_row) + 1)
    sheet.hide_columns(FIGURES_COL, LAST_HIDDEN)
    sheet.print_setup(round_heading(round_state))
    sheet.worksheet.fit_to_pages(1, 1)
    sheet.worksheet.set_margins(_MARGIN, _MARGIN, _MARGIN_TOP, _MARGIN)
    sheet.worksheet.print_area(0, 0, last_row, LAST_COL)


def _write_message(sheet: Sheet, report: ProvinceReport) -> None:
    """Write the sentence of the page; it turns orange if an agency has no complete return."""
    members = report.province.members
    status = report.layout.status(len(members))
    overall = report.layout.indicators(len(report.counted)).span(OVERALL, OVERVIEW)
    names = status.span("name", OVERVIEW)
    nothing = label_of(State.DECLARED_NOTHING)
    declared = sum(member.state is State.DECLARED_NOTHING for member in members)
    absent = f"{formulas.filled_in(names)}-{formulas.numbers_in(overall)}"
    due = f"{absent}-{formulas.word_count_expression(status.span('state', OVERVIEW), nothing)}"
    sheet.live(*DUE, formulas.live_expression(due, len(members) - len(report.counted) - declared), "not_drawn")
    span = (MESSAGE_ROW, FIRST_COL, MESSAGE_ROW, LAST_COL)
    sheet.worksheet.merge_range(*span, "", sheet.book.format("message"))
    sheet.live(MESSAGE_ROW, FIRST_COL, _message(sheet, report, overall, names).live, "message")
    rule = {
        "type": "formula", "criteria": formulas.is_above_zero(a1(*DUE)),
        "format": sheet.book.format("message_due", plain=True),
    }  # fmt: skip
    sheet.worksheet.conditional_format(*span, rule)


def _message(sheet: Sheet, report: ProvinceReport, overall: str, names: str) -> Phrase:
    speaker = speaker_of(sheet)
    counted, members = len(report.counted), len(report.province.members)
    figure = a1(CARDS_ROW + 1, FIRST_COL)
    scores = speaker.words(texts.AVERAGE) + speaker.score(figure, mean(report.column(OVERALL)))
    if report.compared:
        means = report.comparison.means(OVERALL)
        change = report.layout.averages.place(OVERALL, "change").seen_from(OVERVIEW)
        scores += speaker.words(" (") + speaker.change(change, means.change) + speaker.words(")")
    lowest = report.indicator_means
    name = f"{lowest[0].node.code} {lowest[0].node.name}" if lowest else ""
    cell = a1(PANELS_ROW + 1, FIRST_COL)
    sentence = speaker.words(texts.LOWEST) + speaker.cell(cell, sheet.book.words(name))
    # Announced overall scores alone leave no indicator to name.
    scores += speaker.when(formulas.holds_text(cell), is_true=bool(lowest), phrase=sentence)
    message = speaker.words(texts.COMPLETE) + speaker.count(formulas.numbers_in(overall), counted)
    message += (
        speaker.words(texts.OF) + speaker.count(formulas.filled_in(names), members) + speaker.words(texts.AGENCIES)
    )
    message += speaker.when(
        formulas.at_least_so_many(overall, 1), is_true=counted > 0, phrase=scores, otherwise=texts.DOT + texts.NOBODY
    )
    for phrase in state_phrases(speaker, report, OVERVIEW, lead=texts.DOT):
        message += phrase
    overdue = sum(report.overdue.values())
    total = report.step_total("overdue").seen_from(OVERVIEW)
    late = speaker.words(texts.OVERDUE) + speaker.count(total, overdue) + speaker.words(texts.STEPS)
    return message + speaker.when(formulas.above_zero(total), is_true=overdue > 0, phrase=late)


def _write_links(sheet: Sheet, row: int, report: ProvinceReport) -> None:
    sheet.height(row, _LINE)
    sheet.text(row, FIRST_COL, texts.GO_TO, "muted")
    groups = (SHEETS[item.by] for item in report.grouped)
    for col, name in enumerate((*_LINKS[:2], *groups, *_LINKS[2:]), FIRST_COL + 1):
        sheet.cell_link(row, col, f"'{name}'!A1", name, "sheet_link")


def _write_notice(sheet: Sheet, report: ProvinceReport, row: int) -> int:
    """Write what is to be known of the framework below the page; return the last row used."""
    # The first line about a draft stands in the panel above.
    first = framework_notice(report.framework, notes=False).partition("\n")[0]
    lines = framework_notice(report.framework).splitlines()[1 if first else 0 :]
    corrected = [len(member.summary.corrections) for member in report.province.counted if member.summary]
    if any(corrected):
        agencies = sum(count > 0 for count in corrected)
        lines.append(texts.CORRECTED_NOTE.format(count=sum(corrected), agencies=agencies))
    for line in lines:
        row += 1
        merge_text(sheet, row, (FIRST_COL, LAST_COL), line, "muted_text")
        sheet.height(row, row_height([(line, sum(WIDTHS[FIRST_COL : LAST_COL + 1]))], DENSE))
    return row
