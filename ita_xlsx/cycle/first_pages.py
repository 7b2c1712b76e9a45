"""Return what the first sheets of the workbooks say, for screens that say the same in the same order.

Takes an analysis or a consolidated round; returns values, and writes nothing.
"""

from __future__ import annotations

from datetime import date

from ita_xlsx.cycle.analyze import Analysis, report_of
from ita_xlsx.cycle.runs.consolidate_round import ConsolidationRun
from ita_xlsx.diagnosis.track_steps import track_steps
from ita_xlsx.model.edition import Edition
from ita_xlsx.model.layout.province_layout import ProvinceLayout
from ita_xlsx.model.pages.overview_page import OverviewPage
from ita_xlsx.model.pages.summary_page import SummaryPage


def summary_page_of(analysis: Analysis, edition: Edition) -> SummaryPage:
    """Return the words and figures of the director's summary, as the analysis workbook has them."""
    from ita_xlsx.output.analysis.summary_page import summary_page

    return summary_page(report_of(analysis, edition))


def overview_page_of(run: ConsolidationRun, issued: date) -> OverviewPage:
    """Return the words and figures of the governor's page, as the consolidated workbook has them.

    ``issued`` is the day of issue, on which steps are overdue.
    """
    from ita_xlsx.output.province.overview_page import overview_page
    from ita_xlsx.output.province.province_report import ProvinceReport

    layout, measures = ProvinceLayout(run.province.framework), track_steps(run.province, issued)
    return overview_page(ProvinceReport(run.province, run.earlier, issued, layout, measures))
