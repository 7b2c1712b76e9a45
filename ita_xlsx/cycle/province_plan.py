"""Read, check, draft and write the plan of measures of the province.

Reads one file; returns values or the bytes of a CSV.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from ita_xlsx.cycle.context import RunContext
from ita_xlsx.cycle.files import Target
from ita_xlsx.cycle.giving_back.draft_of_one import for_its_agency
from ita_xlsx.errors import InputError
from ita_xlsx.model.findings import Code, Finding, make_finding
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.layout.plan_layouts import ALL_UNITS, FILE_COLUMNS
from ita_xlsx.model.measures import Measure, Plan, StandardMeasure, Step, step_id
from ita_xlsx.model.text.periods import moved_period, year_of_periods
from ita_xlsx.output.texts import PLAN_TITLE, fiscal_period, follow_up_words
from ita_xlsx.store.safe_texts import escape_formula_text

if TYPE_CHECKING:
    from ita_xlsx.cycle.analyze import Analysis

MEASURES_FILE = "measures.csv"
# The plan that was last issued with the forms of a round, kept beside the settings of the round.
ISSUED_PLAN = "measures-issued.csv"


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
        from ita_xlsx.checks import check_uncovered  # slow to import, and many rounds have no plan

        return (*self.findings, *check_uncovered(points, self.file))


def load_plan(
    context: RunContext, plan_file: str | None, framework: Framework | None = None, *, answers_results: bool = False
) -> PlanInForce:
    """Read and check the plan that is named; an empty one where none is.

    ``framework`` is what it is checked against, else that of the context. The plan gets its fiscal year: that of the
    settings, else the one that the file or its periods name, else that of the framework, or with ``answers_results``
    the one after it (M519). A plan that was drafted from the result of one agency is for that agency only (M530),
    unless it answers results. Raise InputError if the plan cannot be read.
    """
    if not plan_file:
        return PlanInForce(Plan(year=context.round.measures_year), (), context)
    # Slow to import, and many rounds have no plan.
    from ita_xlsx.checks import check_plan, check_reach
    from ita_xlsx.intake.plans.plan_file import read_plan

    path = Path(plan_file)
    checked_against = framework or context.framework
    plan, findings = read_plan(path, context.roster, checked_against)
    findings += tuple(replace(item, file=str(path)) for item in check_reach(plan, context.roster))
    if not answers_results:
        plan, about_draft = for_its_agency(plan, context, str(path))
        findings += about_draft
    if checked_against:
        plan, assumed = _in_year(plan, context, checked_against.year, answers_results=answers_results)
        findings += assumed
    plan_findings = check_plan(plan, checked_against) if checked_against else ()
    plan_findings = tuple(replace(item, file=str(path)) for item in plan_findings)
    return PlanInForce(plan, (*findings, *plan_findings), replace(context, inputs=(*context.inputs, path)), plan_file)


def load_plan_of_results(context: RunContext, plan_file: str | None, framework: Framework | None) -> PlanInForce:
    """Read and check the plan that is given for results; without a stated year it is of the year after them.

    The plan in force went out with the forms of the round, so without a stated year it is of the round's year.
    """
    in_force = plan_file_of(context)
    is_other = bool(plan_file) and not (in_force and Path(in_force).resolve() == Path(plan_file or "").resolve())
    return load_plan(context, plan_file, framework, answers_results=is_other)


def _in_year(plan: Plan, context: RunContext, year: int, *, answers_results: bool) -> tuple[Plan, tuple[Finding, ...]]:
    """Return the plan with its fiscal year, and M519 if neither the settings nor the plan say it.

    Periods say it if they lie in the year of the round or in the next one; others are mistakes, and are told (M514).
    """
    stated = context.round.measures_year or plan.year or _year_of_periods(plan, year)
    years = (year + 1, year) if answers_results else (year, year + 1)
    assumed = make_finding(Code.PLAN_YEAR_ASSUMED, year=str(years[0]), other=str(years[1]))
    return replace(plan, year=stated or years[0]), () if stated or not plan.measures else (assumed,)


def _year_of_periods(plan: Plan, year: int) -> int | None:
    return year_of_periods((item.period for item in plan.measures if item.period.strip()), year)


def plan_year(context: RunContext, framework: Framework) -> int | None:
    """Return the fiscal year of the plan of a round; None if the round has no plan, or none that can be read."""
    try:
        return load_plan(context, plan_file_of(context), framework).plan.year
    except InputError:
        return context.round.measures_year


def plan_file_of(context: RunContext, named_file: str | None = None) -> str:
    """Return the file of the plan in force: the one that is named, else that of the settings, else the last issued one.

    Return an empty text if there is none.
    """
    issued = issued_plan_file(context)
    return named_file or context.round.measures or (str(issued) if issued else "")


def issued_plan_file(context: RunContext) -> Path | None:
    """Return the file of the plan that was last issued with forms of the round; None if there is none."""
    path = context.round_file.parent / ISSUED_PLAN if context.round_file else None
    return path if path and path.is_file() else None


def keep_issued_plan(context: RunContext, plan: Plan) -> None:
    """Keep the plan that was issued with forms of a round, so that the next round can take it; raise OutputError."""
    if context.round_file is not None and plan.measures:
        path, text = context.round_file.parent / ISSUED_PLAN, plan_text(plan)
        if not _holds(path, text):
            Target(path=path, force=True).put(text)


def _holds(path: Path, data: bytes) -> bool:
    try:
        return path.read_bytes() == data
    except OSError:
        return False


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
    """Return the plan for the next round: periods of its fiscal year are moved to that of the new round.

    A plan of that year, or of a later one, stays as it is.
    """
    year = plan.year or before.year
    later = max(year, framework.year)
    return Plan(tuple(replace(item, period=moved_period(item.period, year, later)) for item in plan.measures), later)


def plan_text(plan: Plan) -> bytes:
    """Return the plan as CSV bytes, one row a measure with its steps as lines of one cell; Excel shows its Thai.

    The fiscal year of the plan stands above the table if its periods do not say it.
    """
    from ita_xlsx.output.plan_rows import numbered  # slow to import, and few runs write a plan

    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    if plan.year and _year_of_periods(plan, plan.year) != plan.year:
        writer.writerow([PLAN_TITLE.format(year=plan.year)])
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
