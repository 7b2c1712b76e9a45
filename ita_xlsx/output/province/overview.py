"""Write the first sheet of the consolidated workbook: one page for the governor.

Takes a ``ProvinceReport``; writes cards, panels with charts, lists of five, and the agencies to follow up.
"""

from __future__ import annotations

from collections.abc import Sequence

from ita_xlsx.model import province_results as results
from ita_xlsx.model.framework import OVERALL
from ita_xlsx.model.labels import label_of
from ita_xlsx.model.layout.page import safe_height
from ita_xlsx.model.layout.province_layout import INCOMPLETE_RETURN, LATE, OVERVIEW, statistic
from ita_xlsx.model.round_state import State
from ita_xlsx.output.book import Book, Sheet
from ita_xlsx.output.formulas import province as formulas
from ita_xlsx.output.formulas.live import Live
from ita_xlsx.output.province import texts
from ita_xlsx.output.province.overview_lists import write_lists
from ita_xlsx.output.province.overview_panels import write_panels
from ita_xlsx.output.province.province_report import ProvinceReport
from ita_xlsx.output.province.status import state_word
from ita_xlsx.output.sheets import issue_line, list_of_names, open_sheet, round_heading, round_title
from ita_xlsx.output.styles import BODY
from ita_xlsx.output.texts import framework_notice

# Three groups of columns with a gap between them; the last columns hold the figures of the charts, not printed.
WIDTHS = (9, 17, 11, 26, 11, 15, 2, 9, 46, 11, 15, 2, 9, 40, 11, 15, 4, 4, 8, 30, 10, 10, 10, 12)
LAST_COL = 15
_CARDS = ((0, 2), (3, 5), (7, 8), (9, 10), (12, 13), (14, 15))
_CARD_ROW = 3
_PANELS_ROW, _LISTS_ROW, _NAMES_ROW = 7, 18, 27
_GAP = 18
_MOST_NAMES, _NAME_ROOM = 24, 460


def write_overview(book: Book, report: ProvinceReport) -> None:
    """Write the overview; it prints on exactly one page."""
    round_state = report.province
    sheet = open_sheet(book, round_state, OVERVIEW, round_title(texts.TITLE, round_state), WIDTHS)
    sheet.text(1, 0, issue_line(round_state, report.issued), "subtitle")
    notice = framework_notice(report.framework)
    if notice:
        sheet.worksheet.merge_range(2, 0, 2, LAST_COL, "", sheet.book.format("warning"))
        sheet.text(2, 0, notice, "warning")
        sheet.height(2, safe_height([(notice, sum(WIDTHS[: LAST_COL + 1]))], BODY) + 4)
    else:
        sheet.height(2, _GAP)
    _write_cards(sheet, report)
    sheet.height(6, _GAP)
    write_panels(sheet, report, _PANELS_ROW)
    sheet.height(_LISTS_ROW - 1, _GAP)
    write_lists(sheet, report, _LISTS_ROW)
    sheet.height(_NAMES_ROW - 1, _GAP)
    last = _write_names(sheet, report)
    sheet.print_setup(round_heading(round_state))
    sheet.worksheet.fit_to_pages(1, 1)
    sheet.worksheet.print_area(0, 0, last, LAST_COL)
    sheet.worksheet.hide_gridlines(2)


def _write_cards(sheet: Sheet, report: ProvinceReport) -> None:
    matrix = report.layout.indicators(len(report.counted))
    status = report.layout.status(len(report.province.members))
    overall, weights = matrix.span(OVERALL, OVERVIEW), matrix.span("asked", OVERVIEW)
    values, respondents = report.column(OVERALL), report.weights(OVERALL)
    mean, median = results.mean(values), results.median(values)
    weighted = results.weighted_mean(values, respondents)
    count, everyone = len(report.counted), len(report.province.members)
    missing = sum(member.state is State.MISSING for member in report.province.members)
    states, names = status.span("state", OVERVIEW), status.span("name", OVERVIEW)
    absent, all_agencies = formulas.word_count_expression(states, label_of(State.MISSING)), formulas.filled_in(names)
    of_counted = formulas.sentence(
        (("จาก ", formulas.numbers_in(overall)), (" หน่วยงานที่นับในผล", "")), f"จาก {count} หน่วยงานที่นับในผล"
    )
    all_words = texts.OF_ROSTER if report.province.has_roster else texts.WITHOUT_ROSTER
    of_all = formulas.sentence((("จาก ", all_agencies), (all_words, "")), f"จาก {everyone}{all_words}")
    mirror = formulas.copy_of(
        statistic(matrix, "mean", OVERALL).seen_from(OVERVIEW), formulas.DASH if mean is None else float(mean)
    )
    covered = _respondents_note(report, overall, weights)
    contents: tuple[tuple[str, Live, str, Live], ...] = (
        (texts.PLAIN, mirror, "card", of_counted),
        (texts.MIDDLE, formulas.median(overall, median), "card", of_counted),
        (texts.WEIGHTED, formulas.weighted_mean(overall, weights, weighted), "card", covered),
        ("มีไฟล์ส่งมาแล้ว", formulas.live_expression(f"{all_agencies}-{absent}", everyone - missing), "card_count", of_all),
        ("ครบและนับในผล", formulas.count(overall, count), "card_count", of_all),
        (label_of(State.MISSING), formulas.live_expression(absent, missing), "card_count", of_all),
    )
    for (first, last), (title, live, style, note) in zip(_CARDS, contents, strict=True):
        for offset, look in ((0, "header"), (1, style), (2, "card_note")):
            sheet.worksheet.merge_range(
                _CARD_ROW + offset, first, _CARD_ROW + offset, last, "", sheet.book.format(look)
            )
        sheet.text(_CARD_ROW, first, title, "header")
        sheet.live(_CARD_ROW + 1, first, live, style)
        sheet.live(_CARD_ROW + 2, first, note, "card_note")
    for offset, height in enumerate((26, 54, 50)):
        sheet.height(_CARD_ROW + offset, height)


def _respondents_note(report: ProvinceReport, overall: str, weights: str) -> Live:
    """Return a sentence with the number of agencies and respondents that the weighted mean covers."""
    agency_weights = [weight for weight in report.weights(OVERALL) if weight is not None]
    rows_with_both = formulas.rows_with_both(overall, weights)
    text = f"จาก {len(agency_weights)} หน่วยงานที่ระบุจำนวนผู้ตอบ รวม {int(sum(agency_weights))} คน"
    parts = (
        ("จาก ", rows_with_both), (" หน่วยงานที่ระบุจำนวนผู้ตอบ รวม ", formulas.sum_of(weights)), (" คน", ""),
    )  # fmt: skip
    return formulas.sentence(parts, text)


def _write_names(sheet: Sheet, report: ProvinceReport) -> int:
    """Write the agencies to follow up, by state; return the last row used.

    A list that does not fit ends with the number of agencies left out.
    """
    members = report.province.members
    sheet.text(_NAMES_ROW, 0, "หน่วยงานที่ต้องติดตาม (ดูทั้งหมดในแผ่น «สถานะการส่ง»)", "heading")
    sheet.height(_NAMES_ROW, 31)
    lines: list[tuple[str, Sequence[str]]] = [
        (word, [member.agency.name for member in members if state_word(member) == word])
        for word in (
            label_of(State.MISSING), label_of(State.REJECTED), label_of(State.UNDECIDED), INCOMPLETE_RETURN,
            label_of(State.DECLARED_NOTHING),
        )
    ]  # fmt: skip
    lines.insert(1, (LATE, [member.agency.name for member in members if member.late]))
    width = sum(WIDTHS[3 : LAST_COL + 1])
    row = _NAMES_ROW
    for word, names in lines:
        row += 1
        text = list_of_names(names, _MOST_NAMES, _NAME_ROOM) or texts.NO_AGENCY
        for first, last, style in ((0, 1, "fact_strong"), (3, LAST_COL, "fact")):
            sheet.worksheet.merge_range(row, first, row, last, "", sheet.book.format(style))
        sheet.text(row, 0, word, "fact_strong")
        sheet.number(row, 2, len(names), "fact_count")
        sheet.text(row, 3, text, "fact")
        sheet.height(row, safe_height([(text, width)], BODY, least=28))
    return row
