"""Choose the plan of measures against the results of a round: the one that is named, or the one in force.

Reads one file; returns values.
"""

from __future__ import annotations

from ita_xlsx.cycle.context import RunContext
from ita_xlsx.cycle.province_plan import PlanInForce, load_plan, load_plan_of_results, plan_file_of
from ita_xlsx.errors import InputError
from ita_xlsx.model.findings import Code, Finding, make_finding
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.measures import Plan


def plan_for_results(
    context: RunContext, framework: Framework, measures: str | None = None
) -> tuple[PlanInForce, tuple[Finding, ...]]:
    """Return the plan that answers the results of a fiscal year, and findings.

    The plan in the file ``measures`` is used as it is; raise InputError if it cannot be read. The plan in force went
    out with the forms: it is used if it is carried out after the year of the results; else C731 tells that measures
    are drafted. One that cannot be read is told, and not used.
    """
    if measures:
        plan = load_plan_of_results(context, measures, framework)
        return plan, plan.findings
    none = PlanInForce(Plan(year=_year_after(context, framework)), (), context)
    in_force = plan_file_of(context)
    if not in_force:
        return none, ()
    try:
        plan = load_plan(context, in_force, framework)
    except InputError as error:
        return none, error.findings or (make_finding(error.code, **error.params),)
    if (plan.plan.year or 0) > framework.year:
        return plan, plan.findings
    year = str(plan.plan.year or framework.year)
    found = make_finding(Code.PLAN_OF_RESULTS_YEAR, file=in_force, year=year, other=str(framework.year))
    return none, (found,)


def _year_after(context: RunContext, framework: Framework) -> int | None:
    """Return the year of drafted measures: that of the settings if it is after the results, else None."""
    year = context.round.measures_year
    return year if year and year > framework.year else framework.year + 1
