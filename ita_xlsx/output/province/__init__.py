"""The workbook of a province or of the nation: everybody's scores in one place, and who is still awaited."""

from __future__ import annotations

from datetime import date

from ita_xlsx.model.layout.province_layout import HANDOVER_SCHEMA, SCHEMA, STATUS_SCHEMA, ProvinceLayout
from ita_xlsx.model.round_state import EarlierRound, RoundState
from ita_xlsx.model.submission import Stamp
from ita_xlsx.output.book import Book
from ita_xlsx.output.province import texts
from ita_xlsx.output.province.comparison import write_comparison
from ita_xlsx.output.province.findings import write_findings
from ita_xlsx.output.province.handover import write_handover_sheet
from ita_xlsx.output.province.matrices import write_indicators, write_questions
from ita_xlsx.output.province.overview import write_overview
from ita_xlsx.output.province.province_report import ProvinceReport
from ita_xlsx.output.province.ranking import write_ranking
from ita_xlsx.output.province.shared_weak_points import write_shared
from ita_xlsx.output.province.status import write_status_sheet
from ita_xlsx.output.province.step_counts import write_tracking
from ita_xlsx.output.sheets import issue_line, round_title
from ita_xlsx.output.stamp import write_stamp
from ita_xlsx.output.texts import ASSESSMENT

__all__ = ["write_consolidated", "write_handover", "write_status"]

# A province, or a region, is written in memory like every other workbook; a nation is not.
_IN_MEMORY = 1000


def write_consolidated(
    province: RoundState, earlier: tuple[EarlierRound, ...], issued: date, digits: str = "arabic"
) -> bytes:
    """The bytes of the consolidated workbook; the same province and day give the same parts."""
    layout = ProvinceLayout(province.framework)
    whole = ProvinceReport(province, earlier, issued, layout)
    book = Book(round_title(texts.TITLE, province), ASSESSMENT, issued, digits)
    write_overview(book, whole)
    if len(province.members) > _IN_MEMORY:
        # From here on row follows row, and what is written may leave memory for a temporary file.
        book.workbook.in_memory, book.workbook.constant_memory = False, True
    write_status_sheet(book, province, layout, issue_line(province, issued))
    write_ranking(book, whole)
    write_indicators(book, whole)
    write_questions(book, whole)
    write_shared(book, whole)
    write_comparison(book, whole)
    write_tracking(book, whole)
    write_findings(book, province, layout)
    book.workbook.constant_memory = False
    return _stamped(book, province, SCHEMA, issued)


def write_status(province: RoundState, issued: date, digits: str = "arabic") -> bytes:
    """The bytes of a workbook that holds the sheet of who returned what, alone."""
    book = Book(round_title(texts.STATUS_TITLE, province), ASSESSMENT, issued, digits)
    layout = ProvinceLayout(province.framework)
    write_status_sheet(book, province, layout, issue_line(province, issued))
    return _stamped(book, province, STATUS_SCHEMA, issued)


def write_handover(province: RoundState, issued: date, digits: str = "arabic") -> bytes:
    """The bytes of the workbook for the next officer: who returned what, what was decided, what was noted."""
    book = Book(round_title(texts.STATUS_TITLE, province), ASSESSMENT, issued, digits)
    layout = ProvinceLayout(province.framework)
    write_status_sheet(book, province, layout, issue_line(province, issued))
    write_handover_sheet(book, province)
    return _stamped(book, province, HANDOVER_SCHEMA, issued)


def _stamped(book: Book, province: RoundState, schema: str, issued: date) -> bytes:
    year = str(province.framework.year)
    write_stamp(book, Stamp(schema, year, province.framework.digest, "", year, issued.isoformat()))
    return book.finish()
