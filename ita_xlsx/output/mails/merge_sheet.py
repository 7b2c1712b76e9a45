"""Write the sheet for a mail merge: one row a draft below one row of headers, as Word and Thunderbird want it.

Takes drafts; returns the bytes of a workbook of one sheet.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from ita_xlsx.model.edition import Edition
from ita_xlsx.model.labels import label_of
from ita_xlsx.model.mails.mail_draft import MailDraft, MailKind
from ita_xlsx.output.book import Book
from ita_xlsx.output.styles import TAB_WORK

# Word names the fields of a merge after the headers, and takes Latin letters without blanks as they are.
MERGE_WIDTHS: Mapping[str, float] = MappingProxyType(
    {"code": 10, "name": 40, "addressee": 40, "email": 34, "subject": 60, "body": 70, "file": 50, "draft": 50}
)
MERGE_SHEET = "mails"
_TITLE = "ตารางสำหรับส่งอีเมลแบบเวียน"
_ADDRESSES, _FILES = "; ", "; "
_LINE = 24.0


def write_merge_sheet(
    kind: MailKind, drafts: Sequence[MailDraft], addressees: Sequence[str], names: Sequence[str], edition: Edition
) -> bytes:
    """Return the workbook; ``addressees`` are whom the drafts address, ``names`` the names of their files.

    No title stands above the headers, and no sheet beside this one: programs that merge read the first row of the
    first sheet.
    """
    book = Book(f"{_TITLE} {label_of(kind)}", _TITLE, edition)
    sheet = book.sheet(MERGE_SHEET)
    widths = list(MERGE_WIDTHS.values())
    sheet.tab(TAB_WORK)
    sheet.widths(*widths)
    sheet.header(0, 0, list(MERGE_WIDTHS), widths)
    for row, (draft, addressee, name) in enumerate(zip(drafts, addressees, names, strict=True), 1):
        agency = draft.agency
        cells = (
            agency.code,
            agency.name,
            addressee,
            _ADDRESSES.join(draft.to),
            draft.subject,
            draft.body,
            _FILES.join(file.name for file in draft.files),
            name,
        )
        for col, text in enumerate(cells):
            sheet.text(row, col, text, "text")
        sheet.height(row, _LINE)
    sheet.worksheet.freeze_panes(1, 2)
    sheet.worksheet.set_landscape()
    sheet.worksheet.set_paper(9)
    sheet.worksheet.fit_to_pages(1, 0)
    sheet.worksheet.repeat_rows(0)
    return book.finish()
