"""Write the sheet of a joined form that says from which file and cell each score comes.

Takes a Form; changes the workbook in memory only.
"""

from __future__ import annotations

from ita_xlsx.model.layout.agency_layout import ORIGINS
from ita_xlsx.model.layout.page import row_height
from ita_xlsx.model.layout.subjects import subject_label
from ita_xlsx.output.agency import texts
from ita_xlsx.output.agency.form import Form
from ita_xlsx.output.book import Book
from ita_xlsx.output.styles import DENSE, TAB_WORK

_WIDTHS = (24.0, 60.0, 18.0)
_TITLE, _HEADER = 0, 1


def write_origins(book: Book, form: Form) -> None:
    """Write one row for each score; write nothing in a form that was not joined."""
    if not form.origins:
        return
    sheet = book.sheet(ORIGINS)
    sheet.tab(TAB_WORK)
    sheet.widths(*_WIDTHS)
    sheet.text(_TITLE, 0, texts.ORIGINS_TITLE, "list_title")
    sheet.header(_HEADER, 0, texts.ORIGINS_HEADERS, _WIDTHS)
    for row, (subject, file, cell) in enumerate(form.origins, _HEADER + 1):
        label = subject_label(form.layout.framework, form.layout.framework.nodes[subject])
        for col, text in enumerate((label, file, cell)):
            sheet.text(row, col, text, "text")
        sheet.height(row, row_height(zip((label, file, cell), _WIDTHS, strict=True), DENSE, least=21))
    sheet.worksheet.freeze_panes(_HEADER + 1, 0)
    sheet.worksheet.set_paper(9)
    sheet.worksheet.fit_to_pages(1, 0)
    sheet.worksheet.repeat_rows(_HEADER)
