"""Write the analysis workbook of one agency: results, weak points, comparison, plan, tracking form and findings.

Takes a Report; returns the bytes of the workbook. Works on values only.
"""

from __future__ import annotations

from ita_xlsx.model.layout.analysis_layout import SCHEMA
from ita_xlsx.model.text.periods import year_of_periods
from ita_xlsx.output.analysis.comparison import write_comparison
from ita_xlsx.output.analysis.detail import write_findings, write_indicators, write_questions
from ita_xlsx.output.analysis.plan_sheet import write_plan
from ita_xlsx.output.analysis.reconciliation import write_reconciliation
from ita_xlsx.output.analysis.report import Report
from ita_xlsx.output.analysis.standing_sheet import write_standing
from ita_xlsx.output.analysis.strengths import write_strengths
from ita_xlsx.output.analysis.summary import write_summary
from ita_xlsx.output.analysis.texts import analysis_title
from ita_xlsx.output.book import Book
from ita_xlsx.output.stamp import write_stamp
from ita_xlsx.output.texts import ASSESSMENT
from ita_xlsx.output.tracking_form import TrackingForm, drafted_rows, reported_rows, write_tracking

__all__ = ["Report", "write_analysis_workbook"]

# Few enough that the last drafted step is always on the page of the spare rows.
_SPARE_ROWS = 5


def write_analysis_workbook(report: Report) -> bytes:
    """Return the bytes of the analysis workbook; the same report gives the same parts."""
    framework = report.layout.framework
    book = Book(analysis_title(framework), ASSESSMENT, report.edition, texts_follow=True)
    write_summary(book, report)
    write_indicators(book, report)
    write_questions(book, report)
    write_strengths(book, report)
    write_comparison(book, report)
    write_reconciliation(book, report)
    if report.standing is not None:
        write_standing(book, report, report.standing)
    write_plan(book, report)
    write_tracking(book, _tracking_form(report))
    write_findings(book, report)
    write_stamp(book, SCHEMA, framework, report.edition, report.submission.agency.code)
    return book.finish()


def _tracking_form(report: Report) -> TrackingForm:
    """Return the tracking form of the agency: the steps it reported, else the steps of the plan just drafted.

    Reported steps belong to the fiscal year of their periods, or else of the form, and drafted steps to the next one.
    """
    framework, submission = report.layout.framework, report.submission
    if submission.steps:
        rows = reported_rows(submission.steps)
        year = year_of_periods((step.period for step in submission.steps), framework.year) or framework.year
        return TrackingForm(framework=framework, agency=submission.agency, year=year, rows=rows, links=report.links)
    drafted = drafted_rows(framework, report.plan)
    return TrackingForm(
        framework=framework, agency=submission.agency, year=framework.year + 1, rows=drafted, spare=_SPARE_ROWS
    )
