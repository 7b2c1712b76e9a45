"""Write ``texts.xlsx``: the texts of a round to edit, a sheet for the officer's remedies, and the list of slots.

Takes texts; returns the bytes of a workbook that ``intake`` reads back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ita_xlsx.model.diagnosis import Remedy
from ita_xlsx.model.edition import Edition
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.labels import label_of
from ita_xlsx.model.layout.decisions_layout import HEADER_ROW, NOTE_ROW, TITLE_ROW, DecisionSheet
from ita_xlsx.model.layout.page import TALLEST_ROW, row_height
from ita_xlsx.model.layout.texts_layout import (
    REMEDIES_SHEET,
    SCHEMA,
    SHEETS,
    SLOT_MEANINGS,
    SLOTS_SHEET,
    TEXTS_SHEET,
    WHERE,
    slot_text,
)
from ita_xlsx.model.report.round_texts import RoundTexts, Slot, TextKey
from ita_xlsx.output.book import Book, Sheet
from ita_xlsx.output.stamp import write_stamp
from ita_xlsx.output.styles import DENSE, TAB_WORK
from ita_xlsx.output.texts import LIST_ERROR

_TITLE = "ข้อความในรายงานและหนังสือ"
_YEAR = "ปีงบประมาณ พ.ศ. {year}"
# The rows that are prepared for remedies; more can be added.
_PREPARED = 30
_LAST = 2000
_LINE, _TALL = 24.0, 28.0
# An office without our font has wider letters and higher lines, and texts grow while they are edited.
_SURE, _ROOM = 0.8, 1.4


def write_texts(texts: RoundTexts, framework: Framework, province: str, edition: Edition) -> bytes:
    """Return the bytes of the workbook; the same texts and edition give the same parts."""
    heading = " ".join(part for part in (_TITLE, province, _YEAR.format(year=framework.year)) if part)
    book = Book(heading, _TITLE, edition)
    rows = {TEXTS_SHEET: _text_rows(texts), REMEDIES_SHEET: _remedy_rows(texts), SLOTS_SHEET: _slot_rows()}
    for layout in SHEETS:
        _write_sheet(book, layout, [*rows[layout]], heading)
    write_stamp(book, SCHEMA, framework, edition)
    return book.finish()


def _text_rows(texts: RoundTexts) -> Iterable[Mapping[str, str]]:
    return ({"key": label_of(key), "where": WHERE[key], "text": texts.text(key)} for key in TextKey)


def _remedy_rows(texts: RoundTexts) -> Iterable[Mapping[str, str]]:
    yield from ({"agency": item.agency, "subject": item.subject, "remedy": item.remedy} for item in texts.remedies)
    yield from ({} for _ in range(_PREPARED))


def _slot_rows() -> Iterable[Mapping[str, str]]:
    return ({"slot": slot_text(slot), "meaning": SLOT_MEANINGS[slot]} for slot in Slot)


def _write_sheet(book: Book, layout: DecisionSheet, rows: list[Mapping[str, str]], heading: str) -> None:
    sheet = book.sheet(layout.name)
    widths = [column.width for column in layout.columns]
    sheet.tab(TAB_WORK)
    sheet.widths(*widths)
    sheet.text(TITLE_ROW, 0, f"{layout.name}  {heading}", "list_title")
    sheet.height(TITLE_ROW, _TALL)
    sheet.text(NOTE_ROW, 0, layout.note, "muted")
    sheet.height(NOTE_ROW, _LINE)
    sheet.header(HEADER_ROW, 0, [column.header for column in layout.columns], widths)
    for number, row in enumerate(rows, HEADER_ROW + 1):
        _write_row(sheet, layout, number, row)
    if layout is REMEDIES_SHEET:
        col = layout.keys.index("remedy")
        sheet.choices((HEADER_ROW + 1, col, _LAST, col), [*Remedy], LIST_ERROR)
    sheet.worksheet.freeze_panes(HEADER_ROW + 1, 1)
    sheet.worksheet.set_landscape()
    sheet.worksheet.set_paper(9)
    sheet.worksheet.fit_to_pages(1, 0)
    sheet.worksheet.repeat_rows(HEADER_ROW)


def _write_row(sheet: Sheet, layout: DecisionSheet, number: int, row: Mapping[str, str]) -> None:
    cells = []
    for col, column in enumerate(layout.columns):
        text = row.get(column.key, "")
        sheet.text(number, col, text, "text" if column.is_ours else "input")
        cells.append((text, column.width * _SURE))
    height = row_height(cells, DENSE, least=_LINE / _ROOM) * (_ROOM if layout is TEXTS_SHEET else 1)
    sheet.height(number, min(max(height, _LINE), TALLEST_ROW))
