"""Check the plan that a report prints: what was drafted beside the officer's plan, and what stands under no indicator.

Takes the rows of the plan; returns the findings B120, B121, B123 and B124. Works on values only.
"""

from __future__ import annotations

from collections.abc import Sequence

from ita_xlsx.model.findings import Code, Finding, make_finding
from ita_xlsx.model.measures import Plan, PlannedMeasure
from ita_xlsx.model.report.indicator_plan import IndicatorPlan


def check_year_of_plan(plan: Plan, assessed: int, file: str) -> tuple[Finding, ...]:
    """Return B124 if the plan is carried out in the assessed fiscal year or before: it cannot answer the results."""
    if not plan.measures or plan.year is None or plan.year > assessed:
        return ()
    years = {"year": str(plan.year), "assessed": str(assessed), "next": str(assessed + 1)}
    return (make_finding(Code.PLAN_BEFORE_RESULTS, file=file, **years),)


def check_report_plan(
    rows: Sequence[IndicatorPlan], others: Sequence[PlannedMeasure], file: str
) -> tuple[Finding, ...]:
    """Return B120 for indicators with drafts, B121 for measures of no indicator, B123 for points that none answers.

    ``file`` is the officer's plan.
    """
    findings: list[Finding] = []
    drafted = [row.indicator for row in rows if row.drafts]
    unanswered = [subject for row in rows for subject in row.unanswered]
    if drafted:
        findings.append(make_finding(Code.DRAFTS_BESIDE_PLAN, file=file, codes=", ".join(drafted)))
    if unanswered:
        findings.append(make_finding(Code.POINTS_WITHOUT_MEASURE, file=file, codes=", ".join(unanswered)))
    if others:
        names = ", ".join(f"«{item.measure.measure or item.measure.id}»" for item in others)
        params = {"count": str(len(others)), "names": names}
        findings.append(make_finding(Code.MEASURE_OF_NO_INDICATOR, file=file, **params))
    return tuple(findings)
