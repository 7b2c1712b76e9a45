"""Analyze one returned form with its earlier workbooks and the plan of the officer, and write the workbook on request.

Reads earlier workbooks in child processes; writes one file if a target is given.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ita_xlsx.cycle.analyze import Analysis, analyze_return, write_analysis
from ita_xlsx.cycle.check_links import load_link_results
from ita_xlsx.cycle.context import RunContext
from ita_xlsx.cycle.decisions.corrected_form import with_corrections
from ita_xlsx.cycle.earlier_years.earlier_files import read_earlier
from ita_xlsx.cycle.files import Target
from ita_xlsx.cycle.province_plan import load_plan_of_results
from ita_xlsx.cycle.receive import Returned
from ita_xlsx.model.earlier_years.history import EarlierYear
from ita_xlsx.model.edition import Edition
from ita_xlsx.model.findings import Finding
from ita_xlsx.model.measures import Plan
from ita_xlsx.model.round_measures import NO_PLAN


@dataclass(frozen=True, kw_only=True)
class AnalysisRun:
    """The analysis of one form, and the findings about the form, its earlier workbooks and the plan of measures.

    ``analysis`` is None if the form cannot be read; ``inputs`` are the files that must not be overwritten. ``plan`` is
    that of the officer.
    """

    returned: Returned
    context: RunContext
    analysis: Analysis | None
    findings: tuple[Finding, ...]
    inputs: tuple[Path, ...] = ()
    plan: Plan = NO_PLAN

    @property
    def other_findings(self) -> tuple[Finding, ...]:
        """Return the findings that are not about the form itself."""
        return self.findings[len(self.returned.findings) :]


def analyze_file(
    returned: Returned, context: RunContext, previous: Sequence[str] = (), measures: str | None = None
) -> AnalysisRun:
    """Compare a form with ``previous`` workbooks, find its weak points, and match them with the plan in ``measures``.

    Scores that the decisions of the round correct are corrected. Raise InputError if the plan or the decisions cannot
    be read.
    """
    returned = with_corrections(returned, context)
    earlier: tuple[EarlierYear, ...] = ()
    findings: tuple[Finding, ...] = ()
    if previous and returned.framework is not None and returned.submission is not None:
        earlier, findings = read_earlier(previous, context, returned.framework, returned.submission)
    plan_in_force = load_plan_of_results(context, measures, returned.framework)
    analysis = analyze_return(returned, plan_in_force.context, earlier, plan_in_force.plan)
    findings = (*returned.findings, *findings, *plan_in_force.all_findings(analysis))
    inputs = (*plan_in_force.context.inputs, *map(Path, previous))
    return AnalysisRun(
        returned=returned,
        context=plan_in_force.context,
        analysis=analysis,
        findings=findings,
        inputs=inputs,
        plan=plan_in_force.plan,
    )


def write_analysis_file(run: AnalysisRun, target: Target, edition: Edition) -> tuple[Finding, ...]:
    """Write the analysis workbook, and return findings about stored results of web addresses; nothing for no analysis.

    Raise OutputError if the workbook cannot be written.
    """
    if run.analysis is None:
        return ()
    links, findings = load_link_results(run.context)
    write_analysis(run.analysis, target.protect(run.inputs), edition, links)
    return findings
