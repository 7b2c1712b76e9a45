"""The governor's page: how many returned, what they come to, who leads and who lags, who is still awaited."""

from __future__ import annotations

from collections.abc import Sequence

from ita_xlsx.model import province_results as standing
from ita_xlsx.model.framework import OVERALL
from ita_xlsx.model.layout.page import safe_height
from ita_xlsx.model.layout.province_layout import INCOMPLETE_RETURN, LATE, OVERVIEW, STATES, statistic
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
from ita_xlsx.output.texts import draft_notice

# Three panels of columns with a gap between, and the figures behind the charts apart from the page.
WIDTHS = (9, 17, 11, 26, 11, 15, 2, 9, 46, 11, 15, 2, 9, 40, 11, 15, 4, 4, 8, 30, 10, 10, 10, 12)
LAST_COL = 15
_CARDS = ((0, 2), (3, 5), (7, 8), (9, 10), (12, 13), (14, 15))
_CARD_ROW = 3
_PANELS_ROW, _LISTS_ROW, _NAMES_ROW = 7, 18, 27
_GAP = 18
_MOST_NAMES, _NAME_ROOM = 24, 460


def write_overview(book: Book, whole: ProvinceReport) -> None:
    """The first sheet; exactly one page."""
    province = whole.province
    sheet = open_sheet(book, province, OVERVIEW, round_title(texts.TITLE, province), WIDTHS)
    sheet.text(1, 0, issue_line(province, whole.issued), "subtitle")
    notice = draft_notice(whole.framework)
    if notice:
        sheet.worksheet.merge_range(2, 0, 2, LAST_COL, "", sheet.book.format("warning"))
        sheet.text(2, 0, notice, "warning")
        sheet.height(2, safe_height([(notice, sum(WIDTHS[: LAST_COL + 1]))], BODY) + 4)
    else:
        sheet.height(2, _GAP)
    _cards(sheet, whole)
    sheet.height(6, _GAP)
    write_panels(sheet, whole, _PANELS_ROW)
    sheet.height(_LISTS_ROW - 1, _GAP)
    write_lists(sheet, whole, _LISTS_ROW)
    sheet.height(_NAMES_ROW - 1, _GAP)
    last = _names(sheet, whole)
    sheet.print_setup(round_heading(province))
    sheet.worksheet.fit_to_pages(1, 1)
    sheet.worksheet.print_area(0, 0, last, LAST_COL)
    sheet.worksheet.hide_gridlines(2)


def _cards(sheet: Sheet, whole: ProvinceReport) -> None:
    matrix = whole.layout.indicators(len(whole.counted))
    status = whole.layout.status(len(whole.province.members))
    overall, weights = matrix.span(OVERALL, OVERVIEW), matrix.span("asked", OVERVIEW)
    values, asked = whole.column(OVERALL), whole.weights(OVERALL)
    plain, mid = standing.mean(values), standing.median(values)
    heavy = standing.weighted_mean(values, asked)
    count, everyone = len(whole.counted), len(whole.province.members)
    missing = sum(member.state is State.MISSING for member in whole.province.members)
    states, names = status.span("state", OVERVIEW), status.span("name", OVERVIEW)
    absent, all_of_them = formulas.saying(states, STATES[State.MISSING]), formulas.filled_in(names)
    of_counted = formulas.sentence(
        (("จาก ", formulas.numbers_in(overall)), (" หน่วยงานที่นับในผล", "")), f"จาก {count} หน่วยงานที่นับในผล"
    )
    whose = texts.OF_ROSTER if whole.province.has_roster else texts.WITHOUT_ROSTER
    of_all = formulas.sentence((("จาก ", all_of_them), (whose, "")), f"จาก {everyone}{whose}")
    mirror = formulas.same(
        statistic(matrix, "mean", OVERALL).seen_from(OVERVIEW), formulas.DASH if plain is None else float(plain)
    )
    contents: tuple[tuple[str, Live, str, Live], ...] = (
        (texts.PLAIN, mirror, "card", of_counted),
        (texts.MIDDLE, formulas.median(overall, mid), "card", of_counted),
        (texts.WEIGHTED, formulas.weighted_mean(overall, weights, heavy), "card", _asked_note(whole, overall, weights)),
        ("มีไฟล์ส่งมาแล้ว", formulas.worked_out(f"{all_of_them}-{absent}", everyone - missing), "card_count", of_all),
        ("ครบและนับในผล", formulas.count(overall, count), "card_count", of_all),
        (STATES[State.MISSING], formulas.worked_out(absent, missing), "card_count", of_all),
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


def _asked_note(whole: ProvinceReport, overall: str, weights: str) -> Live:
    """Over how many agencies and how many respondents the weighted mean goes."""
    known = [weight for weight in whole.weights(OVERALL) if weight is not None]
    both = formulas.both(overall, weights)
    said = f"จาก {len(known)} หน่วยงานที่ระบุจำนวนผู้ตอบ รวม {int(sum(known))} คน"
    parts = (
        ("จาก ", both), (" หน่วยงานที่ระบุจำนวนผู้ตอบ รวม ", formulas.sum_of(weights)), (" คน", ""),
    )  # fmt: skip
    return formulas.sentence(parts, said)


def _names(sheet: Sheet, whole: ProvinceReport) -> int:
    """Who is still awaited, by name; a list that does not fit says how many more there are."""
    members = whole.province.members
    sheet.text(_NAMES_ROW, 0, "หน่วยงานที่ต้องติดตาม (ดูทั้งหมดในแผ่น «สถานะการส่ง»)", "heading")
    sheet.height(_NAMES_ROW, 31)
    lines: list[tuple[str, Sequence[str]]] = [
        (word, [member.agency.name for member in members if state_word(member) == word])
        for word in (
            STATES[State.MISSING], STATES[State.REJECTED], STATES[State.UNDECIDED], INCOMPLETE_RETURN,
            STATES[State.DECLARED_NOTHING],
        )
    ]  # fmt: skip
    lines.insert(1, (LATE, [member.agency.name for member in members if member.late]))
    width = sum(WIDTHS[3 : LAST_COL + 1])
    row = _NAMES_ROW
    for word, names in lines:
        row += 1
        said = list_of_names(names, _MOST_NAMES, _NAME_ROOM) or texts.NOBODY_HERE
        for first, last, style in ((0, 1, "fact_strong"), (3, LAST_COL, "fact")):
            sheet.worksheet.merge_range(row, first, row, last, "", sheet.book.format(style))
        sheet.text(row, 0, word, "fact_strong")
        sheet.number(row, 2, len(names), "fact_count")
        sheet.text(row, 3, said, "fact")
        sheet.height(row, safe_height([(said, width)], BODY, least=28))
    return row
