"""The analysis workbook: what the scores come to, for the director and the auditor."""

from __future__ import annotations

from ita_xlsx.model.layout.analysis_layout import SCHEMA
from ita_xlsx.model.submission import Stamp
from ita_xlsx.output.analysis.comparison import write_comparison
from ita_xlsx.output.analysis.detail import write_findings, write_indicators, write_questions
from ita_xlsx.output.analysis.plan_sheet import write_plan
from ita_xlsx.output.analysis.reconciliation import write_reconciliation
from ita_xlsx.output.analysis.report import Report
from ita_xlsx.output.analysis.strengths import write_strengths
from ita_xlsx.output.analysis.summary import write_summary
from ita_xlsx.output.analysis.texts import analysis_title
from ita_xlsx.output.analysis.tracking import tracking_form
from ita_xlsx.output.book import Book
from ita_xlsx.output.stamp import write_stamp
from ita_xlsx.output.texts import ASSESSMENT
from ita_xlsx.output.tracking_form import write_tracking

__all__ = ["Report", "write_analysis_workbook"]


def write_analysis_workbook(report: Report) -> bytes:
    """The bytes of the workbook; the same report gives the same parts."""
    framework = report.layout.framework
    book = Book(analysis_title(framework), ASSESSMENT, report.issued, report.digits)
    write_summary(book, report)
    write_indicators(book, report)
    write_questions(book, report)
    write_strengths(book, report)
    write_comparison(book, report)
    write_reconciliation(book, report)
    write_plan(book, report)
    write_tracking(book, tracking_form(report))
    write_findings(book, report)
    code, year = report.submission.agency.code, str(framework.year)
    write_stamp(book, Stamp(SCHEMA, year, framework.digest, code, year, report.issued.isoformat()))
    return book.finish()
