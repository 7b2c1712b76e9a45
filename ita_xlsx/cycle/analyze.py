"""Analyze one returned form: compare with last year, find weak points, draft measures, write the analysis workbook.

Takes a read form; returns values, or writes one file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from ita_xlsx.cycle.context import RunContext
from ita_xlsx.cycle.files import Target
from ita_xlsx.cycle.receive import Returned
from ita_xlsx.diagnosis import diagnose, match_plan
from ita_xlsx.model.diagnosis import Diagnosis, Judgement
from ita_xlsx.model.earlier_years.history import EarlierYear
from ita_xlsx.model.edition import Edition
from ita_xlsx.model.findings import Finding
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.layout import AnalysisLayout
from ita_xlsx.model.layout.comparison_layout import MOST_YEARS
from ita_xlsx.model.links import LinkResult
from ita_xlsx.model.measures import Plan, PlannedMeasure
from ita_xlsx.model.province.standing import AgencyStanding, standing_alone
from ita_xlsx.model.reconciliation import Reconciliation
from ita_xlsx.model.results import Results
from ita_xlsx.model.rules import Rule, RuleCode, effective_rules
from ita_xlsx.model.submission import Submission, values_of
from ita_xlsx.output.texts import all_why_words
from ita_xlsx.scoring import score_values

if TYPE_CHECKING:
    from ita_xlsx.output.analysis import Report

__all__ = ["Analysis", "all_why_words", "analyze_return", "make_analysis", "report_of", "write_analysis"]

_NO_PLAN = Plan()

_NO_LINKS: Mapping[str, LinkResult] = MappingProxyType({})


@dataclass(frozen=True, kw_only=True)
class Analysis:
    """A returned form with its results, those of last year, its weak points, and its plan of measures.

    ``plan_year`` is the fiscal year (Buddhist) in which the plan is carried out. ``standing`` has the national mean
    beside a single form, and the figures of the other agencies beside one of a round.
    """

    file: str
    findings: tuple[Finding, ...]
    submission: Submission
    framework: Framework
    results: Results
    previous: Results
    diagnosis: Diagnosis
    rules: tuple[Rule, ...]
    plan: tuple[PlannedMeasure, ...]
    plan_year: int
    reconciliation: Reconciliation
    earlier: tuple[EarlierYear, ...] = ()
    last_year: EarlierYear | None = None
    standing: AgencyStanding | None = None

    @property
    def drafted_for(self) -> tuple[Judgement, ...]:
        """Return the weak points whose measure is a draft, not one of the plan of the officer."""
        return tuple(point for planned in self.plan if planned.officer_measure is None for point in planned.points)


def analyze_return(
    returned: Returned, context: RunContext, earlier: tuple[EarlierYear, ...] = (), plan: Plan = _NO_PLAN
) -> Analysis | None:
    """Compare with last year, apply the rules of the framework and the round, and draft measures; None if unreadable.

    Of the officer's ``plan`` it takes what the agency carries out, and drafts on for weak points that leaves out.
    """
    submission, framework, results = returned.submission, returned.framework, returned.results
    if submission is None or framework is None or results is None:
        return None
    previous, last_year = _last_year(submission, framework, results, earlier)
    rules = effective_rules(framework.rules, context.round.rules, results.threshold)
    if last_year is not None and last_year.year != framework.year - 1:
        # A fall since an older year is no fall since last year.
        rules = tuple(rule for rule in rules if rule.code not in (RuleCode.FELL, RuleCode.FELL_THROUGH))
    diagnosis = diagnose(framework, results, previous.by_subject, rules)
    return Analysis(
        file=returned.file,
        findings=returned.findings,
        submission=submission,
        framework=framework,
        results=results,
        previous=previous,
        diagnosis=diagnosis,
        rules=rules,
        plan=match_plan(framework, diagnosis, plan.for_analysis_of(submission.agency), context.measures),
        plan_year=plan_year_of(plan, context, framework),
        reconciliation=returned.reconciliation,
        earlier=earlier,
        last_year=last_year,
        standing=standing_alone(framework, context.round.national),
    )


def plan_year_of(plan: Plan, context: RunContext, framework: Framework) -> int:
    """Return the fiscal year of a plan: its own, else that of the settings, else the one after the assessed year."""
    return plan.year or context.round.measures_year or framework.year + 1


def _last_year(
    submission: Submission, framework: Framework, results: Results, earlier: tuple[EarlierYear, ...]
) -> tuple[Results, EarlierYear | None]:
    """Return last year's results: of the workbook of that year, else of the form itself, else of an older workbook."""
    for item in earlier:
        if item.year == framework.year - 1:
            return item.results, item
    before, announced = submission.scores_before, values_of(submission.announced_previous)
    if earlier and not before and not announced:
        return earlier[-1].results, earlier[-1]
    return score_values(framework, before, announced, threshold=results.threshold), None


def report_of(analysis: Analysis, edition: Edition, links: Mapping[str, LinkResult] = _NO_LINKS) -> Report:
    """Return what the analysis workbook is written from; ``links`` holds the stored results of web addresses."""
    from ita_xlsx.output.analysis import Report

    return Report(
        layout=AnalysisLayout(analysis.framework, tuple(item.year for item in analysis.earlier)[-MOST_YEARS:]),
        submission=analysis.submission,
        results=analysis.results,
        previous=analysis.previous,
        diagnosis=analysis.diagnosis,
        rules=analysis.rules,
        plan=analysis.plan,
        plan_year=analysis.plan_year,
        reconciliation=analysis.reconciliation,
        earlier=analysis.earlier,
        last_year=analysis.last_year,
        findings=analysis.findings,
        edition=edition,
        links=links,
        standing=analysis.standing,
    )


def make_analysis(analysis: Analysis, edition: Edition, links: Mapping[str, LinkResult] = _NO_LINKS) -> bytes:
    """Return the bytes of the analysis workbook; ``links`` holds the stored results of web addresses."""
    from ita_xlsx.output.analysis import write_analysis_workbook

    return write_analysis_workbook(report_of(analysis, edition, links))


def write_analysis(
    analysis: Analysis, target: Target, edition: Edition, links: Mapping[str, LinkResult] = _NO_LINKS
) -> None:
    """Write the analysis beside, never over, the workbook it was made from and the other inputs."""
    target = target.protect((Path(analysis.file),))
    target.check_free()
    target.put_workbook(make_analysis(analysis, edition, links))
