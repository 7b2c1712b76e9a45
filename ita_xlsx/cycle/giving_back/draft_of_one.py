"""Keep a plan that was drafted from the result of one agency for that agency, unless the officer gives it to all.

Works on values only.
"""

from __future__ import annotations

from dataclasses import replace

from ita_xlsx.cycle.context import RunContext
from ita_xlsx.model.agency import Agency, Roster, province_key
from ita_xlsx.model.findings import Code, Finding, make_finding
from ita_xlsx.model.measures import Plan


def for_its_agency(plan: Plan, context: RunContext, file: str) -> tuple[Plan, tuple[Finding, ...]]:
    """Return the plan with its agency in each measure that names none, and M530; or M531 if it is for all.

    A draft from the result of a province is for all its agencies. Without a roster a plan is for whom it is given.
    M532 if the agency is not in the roster: then nobody gets these measures.
    """
    drafted_for, roster = plan.drafted_for, context.roster
    open_measures = sum(not item.units for item in plan.measures)
    if drafted_for is None or roster is None or not open_measures or _is_province(drafted_for, context):
        return plan, ()
    agency = _in_roster(drafted_for, roster)
    name = " ".join(filter(None, (drafted_for.code, drafted_for.name))) if agency is None else _words(agency)
    if context.round.measures_for_all:
        return plan, (make_finding(Code.DRAFT_FOR_ALL, file=file, agency=name),)
    unit = (drafted_for.code or drafted_for.name) if agency is None else agency.code
    measures = tuple(item if item.units else replace(item, units=(unit,)) for item in plan.measures)
    code = Code.DRAFT_OF_UNKNOWN_AGENCY if agency is None else Code.DRAFT_OF_ONE_AGENCY
    return replace(plan, measures=measures), (make_finding(code, file=file, agency=name, count=str(open_measures)),)


def _in_roster(agency: Agency, roster: Roster) -> Agency | None:
    """Return the agency by its name or an alias, else by its code; None if it is not in the roster."""
    by_name = roster.all_named(agency.name) or roster.all_with_alias(agency.name) if agency.name else ()
    by_code = roster.find(agency.code) if agency.code else None
    # Agencies may share a name; an agency may also have typed its name in its own words.
    return by_name[0] if len(by_name) == 1 else by_code


def _is_province(agency: Agency, context: RunContext) -> bool:
    province = context.round.province
    return bool(province) and not agency.code and province_key(agency.name) == province_key(province)


def _words(agency: Agency) -> str:
    return f"{agency.code} {agency.name}".strip()
