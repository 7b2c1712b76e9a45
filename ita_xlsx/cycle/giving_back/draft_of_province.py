"""Draft the plan of a province from the weak points of a loaded round, and write it as a file of its own.

Reads the plan in force; writes one workbook on request.
"""

from __future__ import annotations

from ita_xlsx.cycle.context import RunContext
from ita_xlsx.cycle.files import Target
from ita_xlsx.cycle.province_plan import load_plan, plan_file_of
from ita_xlsx.diagnosis.province_plan import draft_province_plan
from ita_xlsx.errors import InputError
from ita_xlsx.model.edition import Edition
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.measures import Plan
from ita_xlsx.model.province.shared_plan import ProvincePlan
from ita_xlsx.model.province_results import ProvinceResults


def plan_of_province(results: ProvinceResults, context: RunContext, framework: Framework) -> ProvincePlan:
    """Return the plan that is drafted from shared weak points, beside the plan in force."""
    return draft_province_plan(results, context.measures, _in_force(context, framework), context.round.shared_by)


def write_plan_file(plan: ProvincePlan, results: ProvinceResults, target: Target, edition: Edition) -> None:
    """Write the drafted plan as a workbook; raise OutputError."""
    target.check_free()
    from ita_xlsx.output.province.plan import write_province_plan  # slow to import

    target.put_workbook(write_province_plan(plan, results.province, edition))


def _in_force(context: RunContext, framework: Framework) -> Plan:
    """Return the plan in force; an empty one if there is none, or none that can be read, which is told elsewhere."""
    try:
        return load_plan(context, plan_file_of(context), framework).plan
    except InputError:
        return Plan()
