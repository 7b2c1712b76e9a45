"""Which steps the analysis tracks: those the agency reported, else those of the plan just drafted."""

from __future__ import annotations

from ita_xlsx.output.analysis.report import Report
from ita_xlsx.output.tracking_form import TrackingForm, drafted_rows, reported_rows

# Few enough that the last drafted row is always on their page.
_SPARES = 5


def tracking_form(report: Report) -> TrackingForm:
    """The form of the agency; what it reported is of its own fiscal year, what is drafted of the next."""
    framework, submission = report.layout.framework, report.submission
    if submission.steps:
        rows = reported_rows(submission.steps)
        return TrackingForm(framework, submission.agency, framework.year, rows, links=report.links)
    drafted = drafted_rows(framework, report.plan)
    return TrackingForm(framework, submission.agency, framework.year + 1, drafted, _SPARES)
