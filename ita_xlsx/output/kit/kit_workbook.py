"""Write the clarification kit of one agency: its items below full marks, each with a field for the explanation.

Takes the items of the agency and what was explained before; returns the bytes of a workbook.
"""

from __future__ import annotations

from collections.abc import Mapping

from ita_xlsx.model.edition import Edition
from ita_xlsx.model.layout.grid import Table
from ita_xlsx.model.oit.kit_layout import (
    HEADER_ROW,
    KIT_SHEET,
    MESSAGE_ROW,
    RULE_ROW,
    SCHEMA,
    TITLE_ROW,
    WINDOW_COL,
    kit_table,
)
from ita_xlsx.model.oit.oit_items import AgencyItems, ClarifyWindow, OitItem
from ita_xlsx.model.results import two_decimals
from ita_xlsx.model.text.dates import thai_date
from ita_xlsx.model.text.writable import writable_text
from ita_xlsx.output import texts as shared_texts
from ita_xlsx.output.book import Book, Sheet
from ita_xlsx.output.formulas.paste_texts import explained_count, paste_text
from ita_xlsx.output.kit import texts
from ita_xlsx.output.list_sheets import LINE_HEIGHT, TITLE_HEIGHT
from ita_xlsx.output.sheets import dense_height
from ita_xlsx.output.stamp import write_stamp
from ita_xlsx.output.styles import TAB_FILL

_WIDTHS = {"code": 6, "text": 34, "score": 14, "url": 36, "explanation": 46, "paste": 40}
# Room for four lines of an explanation, which no program adds while it is typed.
_LEAST_HEIGHT = 80.0
# An office without our font has wider letters and higher lines.
_SURE, _ROOM = 0.75, 1.25
_JOINTS = (texts.PASTED_ITEM, texts.PASTED_SCORE, texts.PASTED_LINK, texts.PASTED_WORDS)


def write_kit(agency: AgencyItems, explanations: Mapping[str, str], window: ClarifyWindow, edition: Edition) -> bytes:
    """Return the bytes of the kit; ``explanations`` are those typed before, by the code of the item.

    The same values and edition give the same parts.
    """
    title = texts.TITLE.format(
        instrument=agency.instrument, year=agency.framework.year, agency=agency.agency.name
    ).strip()
    book = Book(title, shared_texts.ASSESSMENT, edition)
    sheet = book.sheet(KIT_SHEET)
    sheet.tab(TAB_FILL)
    sheet.widths(*_WIDTHS.values())
    table = kit_table(item.code for item in agency.below)
    _write_lines(sheet, agency, window)
    typed = [explanations.get(item.code, "") for item in agency.below]
    after = texts.OF_ITEMS.format(count=len(agency.below))
    words = (texts.DONE, book.words(after))
    sheet.live(MESSAGE_ROW, 0, explained_count(table, typed, words, book.digits), "list_message")
    sheet.header(HEADER_ROW, 0, [column.header for column in table.columns], list(_WIDTHS.values()))
    for item, explanation in zip(agency.below, typed, strict=True):
        _write_item(sheet, table, item, explanation)
    _close(sheet, table, agency)
    write_stamp(book, SCHEMA, agency.framework, edition, agency.agency.code)
    return book.finish()


def window_line(window: ClarifyWindow) -> str:
    """Return the line with the days of the window; blanks for a day that is not known."""
    if window.start is None or window.end is None:
        days = (texts.BLANK_DAY if day is None else thai_date(day) for day in (window.start, window.end))
        return texts.WINDOW_UNKNOWN.format(start=next(days), end=next(days))
    line = texts.WINDOW.format(start=thai_date(window.start), end=thai_date(window.end))
    return f"{line}  {texts.WINDOW_DAYS.format(days=window.days)}"


def link_text(item: OitItem) -> str:
    """Return the links of an item in one line, as they were typed; words if the form gives none."""
    line = " ".join(item.url.split())
    if line:
        return line
    note = " ".join(item.note.split())
    return texts.NO_LINK_WITH_NOTE.format(note=note) if note else texts.NO_LINK


def _write_lines(sheet: Sheet, agency: AgencyItems, window: ClarifyWindow) -> None:
    """Write the lines above the table, except the count."""
    words = sheet.book.words
    start = words(texts.TITLE.format(instrument=agency.instrument, year=agency.framework.year, agency=""))
    sheet.text(TITLE_ROW, 0, f"{start}{agency.agency.name}", "list_title")
    sheet.height(TITLE_ROW, TITLE_HEIGHT)
    styles = ("list_message",) if window.days else ("list_message", "message_due")
    for col in range(1, WINDOW_COL):
        sheet.text(MESSAGE_ROW, col, "", "list_message")
    sheet.text(MESSAGE_ROW, WINDOW_COL, words(window_line(window)), *styles)
    for col in range(WINDOW_COL + 1, len(_WIDTHS)):
        sheet.text(MESSAGE_ROW, col, "", *styles)
    sheet.height(MESSAGE_ROW, 26)
    sheet.text(RULE_ROW, 0, words(texts.RULE), "muted")
    sheet.height(RULE_ROW, LINE_HEIGHT)


def _write_item(sheet: Sheet, table: Table, item: OitItem, explanation: str) -> None:
    """Write the row of an item, one cell a field."""
    row, link = table.row(item.code), link_text(item)
    sheet.text(row, table.col("code"), item.code, "centre_middle")
    sheet.text(row, table.col("text"), item.text, "text")
    sheet.figure(row, table.col("score"), item.score, "score")
    sheet.text(row, table.col("url"), link, "text")
    sheet.text(row, table.col("explanation"), explanation, "form_input")
    score = f"{two_decimals(item.score):.2f}" if item.score is not None else ""
    written = [writable_text(text) for text in (item.code, item.text, score, link, explanation)]
    pasted = paste_text(table, item.code, written, _JOINTS, texts.TOO_LONG)
    sheet.live(row, table.col("paste"), pasted, "text_top")
    contents = {"text": item.text, "url": link, "explanation": explanation, "paste": str(pasted.value)}
    height = dense_height((text, _WIDTHS[key] * _SURE) for key, text in contents.items())
    sheet.height(row, max(height * _ROOM, _LEAST_HEIGHT))


def _write_footer(sheet: Sheet, row: int, agency: AgencyItems) -> int:
    """Write below the table how it is used, and the items that are not listed; return the last row."""
    unscored = (texts.UNSCORED.format(codes=", ".join(agency.unscored)),) if agency.unscored else ()
    for line in (*map(sheet.book.words, texts.HOW), *unscored):
        row += 1
        sheet.text(row, 0, line, "muted")
        sheet.height(row, LINE_HEIGHT)
    return row


def _close(sheet: Sheet, table: Table, agency: AgencyItems) -> None:
    """Freeze, lock and print: the explanations are open, everything else is locked against mistakes."""
    sheet.worksheet.freeze_panes(table.first_row, table.col("code") + 1)
    first = table.place(table.items[0], "explanation")
    sheet.worksheet.set_selection(first.row, first.col, first.row, first.col)
    sheet.lock()
    sheet.print_setup(shared_texts.heading(agency.agency, agency.framework), (table.header_row, table.header_row))
    # What is pasted repeats the rest of its row, and is not printed.
    last_col = table.col("explanation")
    last_row = _write_footer(sheet, table.last_row, agency)
    sheet.worksheet.print_area(0, 0, last_row, last_col)
    sheet.rows_together(table.first_row, last_row, last_col)
