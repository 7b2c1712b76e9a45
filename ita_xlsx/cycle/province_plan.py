"""The province's plan of measures: read for a run, checked, drafted for a new round, written as CSV."""

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
from ita_xlsx.store.safe_texts import guarded

MEASURES_FILE = "measures.csv"


@dataclass(frozen=True)
class PlanInForce:
    """A plan with all that is told of it, and the desk on which its file lies, never to be written to."""

    plan: Plan
    findings: tuple[Finding, ...]
    context: RunContext
    file: str = ""

    def tell(self, analysed: Analysis | None) -> tuple[Finding, ...]:
        """What is told of the plan, and of the weak points of an analysis made with it that it leaves out."""
        points = analysed.drafted_for if analysed and self.file else ()
        return (*self.findings, *check_uncovered(points, self.file))


def load_plan(context: RunContext, named: str | None, framework: Framework | None = None) -> PlanInForce:
    """Read and check the plan that is named; an empty one where none is.

    ``framework`` is what it is checked against, else the desk's. Raises InputError.
    """
    if not named:
        return PlanInForce(Plan(), (), context)
    path = Path(named)
    known = framework or context.framework
    plan, findings = read_plan(path, context.roster, known)
    told = check_plan(plan, known) if known else ()
    told = tuple(replace(item, file=str(path)) for item in told)
    return PlanInForce(plan, (*findings, *told), replace(context, inputs=(*context.inputs, path)), named)


def standard_plan(framework: Framework, measures: tuple[StandardMeasure, ...]) -> Plan:
    """Every standard measure as everybody's, to be carried out in the fiscal year that the round reports on."""
    return Plan(
        tuple(
            Measure(
                item.id,
                item.indicator,
                item.measure,
                tuple(Step(step_id(item.id, number), text) for number, text in enumerate(item.steps, 1)),
                responsible=item.responsible,
                period=fiscal_period(framework.year),
                follow_up=follow_up_words(item),
            )
            for item in measures
        )
    )


def renewed_plan(plan: Plan, before: Framework, framework: Framework) -> Plan:
    """The plan for the next round: what was to be done in the old round's fiscal year is so in the new one's."""
    years = before.year, framework.year
    return Plan(tuple(replace(item, period=moved_period(item.period, *years)) for item in plan.measures))


def plan_text(plan: Plan) -> bytes:
    """The plan as a CSV that Excel opens with its Thai right: a row a measure, its steps in lines of one cell."""
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
            "steps": "\n".join(numbered(number, step) for number, step in item.numbered),
            "responsible": item.responsible,
            "units": "\n".join(item.units) or ALL_UNITS,
            "period": item.period,
            "follow_up": item.follow_up,
        }
        writer.writerow([guarded(contents[column.key]) for column in FILE_COLUMNS])
    return stream.getvalue().encode("utf-8-sig")
