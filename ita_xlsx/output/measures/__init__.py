"""Write the measures workbook of a round.

Takes the steps of all agencies and the findings; returns the bytes of a workbook. The other files of this folder write
one sheet each.
"""

from __future__ import annotations

from collections.abc import Sequence

from ita_xlsx.model.edition import Edition
from ita_xlsx.model.findings import Finding
from ita_xlsx.model.layout.measures_layout import SCHEMA
from ita_xlsx.model.round_measures import RoundMeasures
from ita_xlsx.output.book import Book
from ita_xlsx.output.measures import texts
from ita_xlsx.output.measures.agencies import write_agencies
from ita_xlsx.output.measures.findings import write_findings
from ita_xlsx.output.measures.lists import write_earlier_steps, write_follow_up, write_shared_addresses
from ita_xlsx.output.measures.matrix import write_matrix
from ita_xlsx.output.measures.measures_report import MeasuresReport
from ita_xlsx.output.measures.overview import write_overview
from ita_xlsx.output.measures.owners import write_owners
from ita_xlsx.output.measures.steps import write_steps
from ita_xlsx.output.sheets import round_title
from ita_xlsx.output.stamp import write_stamp
from ita_xlsx.output.texts import ASSESSMENT

__all__ = ["write_tracked"]


def write_measures_workbook(
    measures: RoundMeasures,
    findings: Sequence[Finding],
    edition: Edition,
    *,
    by_owner: bool = False,
) -> bytes:
    """Return the bytes of the measures workbook; the same steps and edition give the same parts.

    ``by_owner`` adds a sheet for each responsible owner.
    """
    report = MeasuresReport(measures, edition.issued)
    round_state = report.round_of_plan
    book = Book(round_title(texts.TITLE, round_state), ASSESSMENT, edition)
    write_overview(book, report)
    write_follow_up(book, report)
    if not report.is_live:
        # From here on rows are written in order, so the library may move them from memory to a temporary file.
        book.workbook.in_memory, book.workbook.constant_memory = False, True
    write_agencies(book, report)
    write_matrix(book, report)
    write_steps(book, report)
    write_shared_addresses(book, report)
    if measures.earlier_year is not None:
        write_earlier_steps(book, report)
    if by_owner:
        write_owners(book, report)
    write_findings(book, report, findings)
    book.workbook.constant_memory = False
    write_stamp(book, SCHEMA, report.framework, edition)
    return book.finish()
