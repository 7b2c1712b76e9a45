"""The analysis workbook: what the scores come to, for the director and the auditor."""

from __future__ import annotations

from ita_xlsx.model.layout.analysis import SCHEMA
from ita_xlsx.output.analysis.detail import write_findings, write_indicators, write_questions
from ita_xlsx.output.analysis.report import Report
from ita_xlsx.output.analysis.summary import write_summary
from ita_xlsx.output.book import Book
from ita_xlsx.output.texts import ASSESSMENT, analysis_title

__all__ = ["Report", "write_analysis_workbook"]


def write_analysis_workbook(report: Report) -> bytes:
    """The bytes of the workbook; the same report gives the same parts."""
    framework = report.layout.framework
    book = Book(analysis_title(framework), ASSESSMENT, report.issued, report.digits)
    write_summary(book, report)
    write_indicators(book, report)
    write_questions(book, report)
    write_findings(book, report)
    stamp = {
        "schema": SCHEMA,
        "framework": str(framework.year),
        "digest": framework.digest,
        "agency": report.submission.agency.code,
        "issued": report.issued.isoformat(),
    }
    for field, value in stamp.items():
        book.property(f"ita_{field}", value)
    return book.finish()
