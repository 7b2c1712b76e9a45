"""Write the first two sheets of the form: the cover with instructions and progress, and the facts of the agency.

Takes a Form; changes the workbook in memory only.
"""

from __future__ import annotations

from ita_xlsx.model.layout.agency_layout import COVER, INFO_FIELDS
from ita_xlsx.model.layout.page import safe_height
from ita_xlsx.model.text import words
from ita_xlsx.output import texts as shared_texts
from ita_xlsx.output.agency import texts
from ita_xlsx.output.agency.form import Form
from ita_xlsx.output.book import Book, Sheet
from ita_xlsx.output.formulas import FillCountFormulas
from ita_xlsx.output.styles import BODY, DENSE

_COVER_WIDTHS = (26, 22, 22, 50)
_INFO_WIDTHS = (28, 72)
_LOCKED_FIELDS = ("code", "name", "province")


def write_cover(book: Book, form: Form) -> None:
    """Write the cover: instructions, deadline, contact, meaning of the colors, and how much is filled in."""
    framework = form.layout.framework
    sheet = book.sheet(COVER)
    sheet.widths(*_COVER_WIDTHS)
    fill_counts = FillCountFormulas(form.layout, form.results, COVER)
    sheet.text(0, 0, texts.form_title(framework), "title")
    sheet.height(0, 36)
    sheet.text(1, 0, shared_texts.ASSESSMENT, "subtitle")
    for row in (1, 2):
        sheet.height(row, 28)
    sheet.live(2, 0, fill_counts.agency_line(form.agency.name, framework.year), "strong")
    row = 3
    for notice in (shared_texts.framework_notice(framework), form.edition.remark):
        row = _notice(sheet, row, notice)
    row = _fill_counts(sheet, row + 1, form, fill_counts)
    lines = texts.deadline_lines(form.round)
    if lines:
        row = _section(sheet, row + 1, "กำหนดส่งและผู้ประสานงาน", lines)
    row = _section(sheet, row + 1, "วิธีกรอก", texts.instructions(framework))
    row = _colors(sheet, row + 1)
    sheet.lock()
    sheet.print_setup(shared_texts.heading(form.agency, framework), portrait=True)
    sheet.worksheet.print_area(0, 0, row - 1, len(_COVER_WIDTHS) - 1)
    sheet.worksheet.hide_gridlines(2)


def write_info(book: Book, form: Form) -> None:
    """Write the sheet of the agency, one field a row; facts that the officer has already are filled in."""
    table = form.layout.info
    sheet = book.sheet(table.sheet)
    sheet.widths(*_INFO_WIDTHS)
    sheet.text(0, 0, table.title, "title")
    sheet.height(0, 34)
    sheet.text(1, 0, texts.INFO_HINT, "muted")
    sheet.header(table.header_row, 0, [column.header for column in table.columns], _INFO_WIDTHS)
    values = _info_values(form)
    for key, label in INFO_FIELDS:
        row = table.row(key)
        sheet.text(row, 0, label, "label")
        locked = key == "year" or (key in _LOCKED_FIELDS and not form.is_blank)
        style = "locked" if locked else _FIELD_STYLES.get(key, "field")
        value = values.get(key, "")
        if value and (key == "year" or style == "field_count"):
            sheet.number(row, 1, int(value), style)
        else:
            sheet.text(row, 1, value, style)
        sheet.height(row, info_height(value))
    choice = table.place("reporting", "value")
    sheet.choices((choice.row, choice.col, choice.row, choice.col), words.REPORTING, shared_texts.LIST_ERROR)
    sheet.lock()
    sheet.print_setup(shared_texts.heading(form.agency, form.layout.framework), portrait=True)
    sheet.worksheet.print_area(0, 0, table.last_row, table.last_col)
    sheet.worksheet.hide_gridlines(2)


def info_height(value: str) -> float:
    """Return the height (points) of a row of the sheet of the agency."""
    return safe_height([(value, _INFO_WIDTHS[1])], BODY, least=28)


_FIELD_STYLES = {
    "respondents_iit": "field_count",
    "respondents_eit": "field_count",
    "reported_on": "field_date",
}


def _info_values(form: Form) -> dict[str, str]:
    agency = form.agency
    facts = {
        "code": agency.code,
        "name": agency.name,
        "province": agency.province,
        "year": str(form.layout.framework.year),
        "reporting": form.submission.fields.get("reporting") or words.HAS_DATA,
        "website": agency.website,
        "reporter": agency.contact,
    }
    return facts | {key: value for key, value in form.submission.info if value and key not in facts}


def _notice(sheet: Sheet, row: int, text: str) -> int:
    if not text:
        return row
    last = len(_COVER_WIDTHS) - 1
    sheet.worksheet.merge_range(row, 0, row, last, "", sheet.book.format("warning"))
    sheet.text(row, 0, text, "warning")
    sheet.height(row, safe_height([(text, sum(_COVER_WIDTHS))], BODY) + 4)
    return row + 1


def _section(sheet: Sheet, row: int, title: str, lines: tuple[str, ...]) -> int:
    sheet.text(row, 0, title, "heading")
    sheet.height(row, 30)
    for line in lines:
        row += 1
        sheet.worksheet.merge_range(row, 0, row, len(_COVER_WIDTHS) - 1, "", sheet.book.format("body"))
        sheet.text(row, 0, line, "body")
        sheet.height(row, safe_height([(line, sum(_COVER_WIDTHS))], BODY))
    return row + 1


def _fill_counts(sheet: Sheet, row: int, form: Form, formulas: FillCountFormulas) -> int:
    sheet.text(row, 0, "ความคืบหน้า", "heading")
    sheet.height(row, 30)
    sheet.header(row + 1, 0, texts.FILL_COUNT_HEADERS, _COVER_WIDTHS)
    row += 2
    groups = [(table.sheet, (table,)) for table in form.layout.scores]
    for name, tables in (*groups, ("รวม", form.layout.scores)):
        sheet.text(row, 0, name, "text")
        sheet.live(row, 1, formulas.filled(tables), "count")
        sheet.number(row, 2, formulas.expected(tables), "count")
        sheet.live(row, 3, formulas.left(tables), "count")
        sheet.height(row, 25)
        row += 1
    return row


def _colors(sheet: Sheet, row: int) -> int:
    sheet.text(row, 0, "ความหมายของสี", "heading")
    sheet.height(row, 30)
    for style, name, meaning in texts.COLORS:
        row += 1
        sheet.text(row, 0, name, "text", *([style] if style == "caution" else []), *_swatch(style))
        sheet.worksheet.merge_range(row, 1, row, 3, "", sheet.book.format("text"))
        sheet.text(row, 1, meaning, "text")
        sheet.height(row, safe_height([(name, _COVER_WIDTHS[0]), (meaning, sum(_COVER_WIDTHS[1:]))], DENSE, least=25))
    return row + 1


def _swatch(style: str) -> tuple[str, ...]:
    return {"input": ("swatch_input",), "label": ("swatch_locked",)}.get(style, ())
