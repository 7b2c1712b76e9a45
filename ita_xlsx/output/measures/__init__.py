"""The workbook of measures: what every agency did of them, what proves it, and what is still open."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ita_xlsx.model.findings import Finding
from ita_xlsx.model.layout.measures_layout import SCHEMA
from ita_xlsx.model.submission import Stamp
from ita_xlsx.model.tracking import RoundMeasures
from ita_xlsx.output.book import Book
from ita_xlsx.output.measures import texts
from ita_xlsx.output.measures.agencies import write_agencies
from ita_xlsx.output.measures.findings import write_findings
from ita_xlsx.output.measures.lists import write_open, write_promises, write_shared_addresses
from ita_xlsx.output.measures.matrix import write_matrix
from ita_xlsx.output.measures.measures_report import MeasuresReport
from ita_xlsx.output.measures.overview import write_overview
from ita_xlsx.output.measures.owners import write_owners
from ita_xlsx.output.measures.steps import write_steps
from ita_xlsx.output.sheets import round_title
from ita_xlsx.output.stamp import write_stamp
from ita_xlsx.output.texts import ASSESSMENT

__all__ = ["write_tracked"]


def write_tracked(
    tracking: RoundMeasures,
    findings: Sequence[Finding],
    issued: date,
    digits: str = "arabic",
    *,
    by_owner: bool = False,
) -> bytes:
    """The bytes of the workbook of measures; the same steps and day give the same parts."""
    pages = MeasuresReport(tracking, issued)
    province = tracking.province
    book = Book(round_title(texts.TITLE, province), ASSESSMENT, issued, digits)
    write_overview(book, pages)
    if not pages.is_live:
        # From here on row follows row, and what is written may leave memory for a temporary file.
        book.workbook.in_memory, book.workbook.constant_memory = False, True
    write_agencies(book, pages)
    write_matrix(book, pages)
    write_steps(book, pages)
    write_open(book, pages)
    write_shared_addresses(book, pages)
    if tracking.promised is not None:
        write_promises(book, pages)
    if by_owner:
        write_owners(book, pages)
    write_findings(book, pages, findings)
    book.workbook.constant_memory = False
    year = str(province.framework.year)
    write_stamp(book, Stamp(SCHEMA, year, province.framework.digest, "", year, issued.isoformat()))
    return book.finish()
