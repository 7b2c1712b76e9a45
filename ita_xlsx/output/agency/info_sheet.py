"""Write the sheet of the form about the agency: a field a row, what is required, and an example beside it.

Takes a Form; changes the workbook in memory only.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from ita_xlsx.model.layout.agency_layout import INFO_EXAMPLES, INFO_FIELDS, REQUIRED_FIELDS, REQUIRED_MARK
from ita_xlsx.model.layout.page import row_height
from ita_xlsx.model.text import words
from ita_xlsx.output import texts as shared_texts
from ita_xlsx.output.agency import texts
from ita_xlsx.output.agency.cell_rules import color_where
from ita_xlsx.output.agency.form import Form
from ita_xlsx.output.book import Book, Sheet
from ita_xlsx.output.styles import BODY, TAB_FILL

_WIDTHS = (28, 72, 44)
_LOCKED_FIELDS = ("code", "name", "province")
_STYLES: Mapping[str, str] = MappingProxyType(
    {"respondents_iit": "field_count", "respondents_eit": "field_count", "reported_on": "field_date"}
)


def write_info(book: Book, form: Form) -> None:
    """Write the fields of the agency; facts that the officer has already are filled in."""
    table = form.layout.info
    sheet = book.sheet(table.sheet)
    sheet.tab(TAB_FILL)
    sheet.widths(*_WIDTHS)
    sheet.text(0, 0, table.title, "title")
    sheet.height(0, 28.5)
    sheet.text(1, 0, texts.INFO_HINT, "muted")
    sheet.header(table.header_row, 0, [column.header for column in table.columns], _WIDTHS)
    values, examples = info_values(form), dict(INFO_EXAMPLES)
    for key, label in INFO_FIELDS:
        row, is_required = table.row(key), key in REQUIRED_FIELDS
        sheet.text(row, 0, label + REQUIRED_MARK if is_required else label, "label")
        _write_value(sheet, form, row, key, values.get(key, ""))
        sheet.text(row, 2, examples.get(key, ""), "example")
        sheet.height(row, info_height(values.get(key, "")))
        if is_required:
            cell = table.place(key, "value")
            color_where(sheet, (row, 1, row, 1), f"=ISBLANK({cell.a1})", "todo")
    choice = table.place("reporting", "value")
    sheet.choices((choice.row, choice.col, choice.row, choice.col), words.REPORTING, shared_texts.LIST_ERROR)
    first = next((key for key, _ in INFO_FIELDS if not values.get(key)), "reporter")
    sheet.worksheet.set_selection(table.row(first), 1, table.row(first), 1)
    sheet.lock()
    sheet.print_setup(shared_texts.heading(form.agency, form.layout.framework))
    sheet.worksheet.print_area(0, 0, table.last_row, table.last_col)


def _write_value(sheet: Sheet, form: Form, row: int, key: str, value: str) -> None:
    locked = key == "year" or (key in _LOCKED_FIELDS and not form.is_blank)
    style = "locked" if locked else _STYLES.get(key, "field")
    if value and (key == "year" or style == "field_count"):
        sheet.number(row, 1, int(value), "locked_year" if key == "year" else style)
    else:
        sheet.text(row, 1, value, style)


def info_height(value: str) -> float:
    """Return the height (points) of a row of the sheet of the agency."""
    return row_height([(value, _WIDTHS[1])], BODY, least=26)


def info_values(form: Form) -> dict[str, str]:
    """Return the values of the fields that are known when the form is written."""
    agency = form.agency
    facts = {
        "code": agency.code,
        "name": agency.name,
        "province": agency.province,
        "year": str(form.layout.framework.year),
        "reporting": form.submission.fields.get("reporting") or words.HAS_DATA,
        "website": agency.website,
        "reporter": agency.contact,
        "phone": agency.phone,
        "email": agency.email,
    }
    return facts | {key: value for key, value in form.submission.info if value and key not in facts}
