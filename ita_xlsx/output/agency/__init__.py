"""The agency's workbook: the form that goes out, filled in or not."""

from __future__ import annotations

from ita_xlsx.model.layout.agency import SCHEMA, STAMP
from ita_xlsx.output.agency.cover import write_cover, write_info
from ita_xlsx.output.agency.form import Form
from ita_xlsx.output.agency.preliminary import write_preliminary
from ita_xlsx.output.agency.tables import write_measures, write_published, write_scores
from ita_xlsx.output.book import Book
from ita_xlsx.output.texts import ASSESSMENT, title

__all__ = ["Form", "write_agency_workbook"]


def write_agency_workbook(form: Form) -> bytes:
    """The bytes of the workbook; the same form gives the same parts."""
    framework = form.layout.framework
    book = Book(title(framework), ASSESSMENT, form.issued, form.digits)
    write_cover(book, form)
    write_info(book, form)
    for table in form.layout.scores:
        write_scores(book, form, table)
    write_published(book, form)
    write_measures(book, form)
    write_preliminary(book, form)
    _write_stamp(book, form)
    return book.finish()


def _write_stamp(book: Book, form: Form) -> None:
    framework = form.layout.framework
    values = {
        "schema": SCHEMA,
        "framework": str(framework.year),
        "digest": framework.digest,
        "agency": form.agency.code,
        "year": str(framework.year),
        "issued": form.issued.isoformat(),
    }
    table = form.layout.stamp
    sheet = book.sheet(STAMP)
    sheet.text(table.header_row, 0, table.title)
    for field, value in values.items():
        sheet.text(table.row(field), table.col("field"), field)
        sheet.text(table.row(field), table.col("value"), value)
        book.property(f"ita_{field}", value)
    sheet.worksheet.very_hidden()
