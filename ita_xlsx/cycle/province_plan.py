"""Read, check, draft and write the plan of measures of the province.

Reads one file; returns values or the bytes of a CSV.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, replace
from pathlib import Path

from ita_xlsx.checks import check_plan, check_uncovered
from ita_xlsx.cycle.analyze import Analysis
from ita_xlsx.cycle.context import RunContext
from ita_xlsx.intake.plans.plan_file import read_plan
from ita_xlsx.model.findings import Finding
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.layout.plan_layouts import ALL_UNITS, FILE_COLUMNS
from ita_xlsx.model.measures import Measure, Plan, StandardMeasure, Step, step_id
from ita_xlsx.model.text.periods import moved_period
from ita_xlsx.output.plan_rows import numbered
from ita_xlsx.output.texts import fiscal_period, follow_up_words
from ita_xlsx.store.safe_texts import escape_formula_text

MEASURES_FILE = "measures.csv"


@dataclass(frozen=True)
class PlanInForce:
    """A plan with its findings; ``context`` has the file of the plan among the inputs that are never written to."""

    plan: Plan
    findings: tuple[Finding, ...]
    context: RunContext
    file: str = ""

    def all_findings(self, analysis: Analysis | None) -> tuple[Finding, ...]:
        """Return the findings about the plan, and about weak points of the analysis that it does not cover."""
        points = analysis.drafted_for if analysis and self.file else ()
        return (*self.findings, *check_uncovered(points, self.file))


def load_plan(context: RunContext, plan_file: str | None, framework: Framework | None = None) -> PlanInForce:
    """Read and check the plan that is named; an empty one where none is.

    ``framework`` is what it is checked against, else that of the context. Raise InputError if the plan cannot be read.
    """
    if not plan_file:
        return PlanInForce(Plan(), (), context)
    path = Path(plan_file)
    checked_against = framework or context.framework
    plan, findings = read_plan(path, context.roster, checked_against)
    plan_findings = check_plan(plan, checked_against) if checked_against else ()
    plan_findings = tuple(replace(item, file=str(path)) for item in plan_findings)
    return PlanInForce(plan, (*findings, *plan_findings), replace(context, inputs=(*context.inputs, path)), plan_file)


def standard_plan(framework: Framework, measures: tuple[StandardMeasure, ...]) -> Plan:
    """Return a plan of all standard measures for all agencies, in the fiscal year of the framework."""
    return Plan(
        tuple(
            Measure(
                id=item.id,
                indicator=item.indicator,
                measure=item.measure,
                steps=tuple(Step(step_id(item.id, number), text) for number, text in enumerate(item.steps, 1)),
                responsible=item.responsible,
                period=fiscal_period(framework.year),
                follow_up=follow_up_words(item),
            )
            for item in measures
        )
    )


def renewed_plan(plan: Plan, before: Framework, framework: Framework) -> Plan:
    """Return the plan for the next round: periods of the old fiscal year are moved to the new one."""
    years = before.year, framework.year
    return Plan(tuple(replace(item, period=moved_period(item.period, *years)) for item in plan.measures))


def plan_text(plan: Plan) -> bytes:
    """Return the plan as CSV bytes, one row a measure with its steps as lines of one cell; Excel shows its Thai."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow([column.header for column in FILE_COLUMNS])
    for item in plan.measures:
        contents = {
            "id": item.id,
            "indicator": item.indicator,
            "targets": ", ".join(item.targets),
            "measure": item.measure,
            "analysis": item.analysis,
            "steps": "\n".join(numbered(number, step) for number, step in item.numbered_steps),
            "responsible": item.responsible,
            "units": "\n".join(item.units) or ALL_UNITS,
            "period": item.period,
            "follow_up": item.follow_up,
        }
        writer.writerow([escape_formula_text(contents[column.key]) for column in FILE_COLUMNS])
    return stream.getvalue().encode("utf-8-sig")
