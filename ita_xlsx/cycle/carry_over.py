"""Carry a round over to the next fiscal year: write its settings, roster, plan and a hand-over workbook.

Reads the folder of the old round; writes the folder of the new one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ita_xlsx.catalogue import Definition
from ita_xlsx.cycle.context import ROUND_FILE, RunContext, find_definition, load_context
from ita_xlsx.cycle.files import Target
from ita_xlsx.cycle.load_round import load_round
from ita_xlsx.cycle.new_round import ROSTER_FILE, framework_setting, roster_text
from ita_xlsx.cycle.province_plan import MEASURES_FILE, load_plan, plan_text, renewed_plan, standard_plan
from ita_xlsx.errors import InputError
from ita_xlsx.model.edition import Edition
from ita_xlsx.model.findings import Code, Finding, make_finding
from ita_xlsx.model.measures import Plan
from ita_xlsx.model.round_state import RoundState
from ita_xlsx.output.province import write_handover

HANDOVER_FILE = "handover.xlsx"
_RETURNED = "returned"
_FRAMEWORK = re.compile(r"^framework\s*=.*$", re.MULTILINE)
_DEADLINE = re.compile(r"^(deadline\s*=.*)$", re.MULTILINE)
_MEASURES = re.compile(r"^measures\s*=.*$", re.MULTILINE)
_ROSTER = re.compile(r"^roster\s*=.*$", re.MULTILINE)


@dataclass(frozen=True, kw_only=True)
class CarriedOver:
    """The files of the new round; ``handover`` is None if the old round has no returned form.

    ``plan_is_set`` is whether the settings name the plan already. ``findings`` are about the roster, and about a plan
    that the old settings do not name (N122).
    """

    settings: Path
    roster: Path
    measures: Path
    handover: Path | None
    plan_is_set: bool = False
    findings: tuple[Finding, ...] = ()


def carry_over(
    folder: Target,
    old: Path,
    framework: str | None,
    returned: Iterable[str],
    edition: Edition,
) -> CarriedOver:
    """Create a round from an older one with its roster, plan, contact, threshold and rules; the deadline is not kept.

    ``framework`` is the one of the next year; None means the year after the old round. The hand-over workbook lists
    who returned when, which file counted and why, and the notes beside announced figures. Without any returned form
    there is no hand-over, because it would call every agency missing. Raise InputError if the old round or a path of
    ``returned`` cannot be read, and DefinitionError for an unknown year.
    """
    context = load_context(str(old / ROUND_FILE))
    if context.framework is None or context.roster is None:
        raise InputError(
            Code.SETTING_INVALID,
            name=str(old / ROUND_FILE),
            key="framework, roster",
            value="-",
            hint_th="ระบุทั้งปีงบประมาณ (framework) และทะเบียนหน่วยงาน (roster) ในไฟล์นี้",
            hint_en="name both the fiscal year (framework) and the roster in this file",
        )
    name = framework or str(context.framework.year + 1)
    # An unknown year or an unreadable plan stops the command before anything is written.
    definition = find_definition(name)
    old_agencies = context.roster.agencies
    plan, context, findings = _plan(old, context, definition)
    names = (ROUND_FILE, ROSTER_FILE, MEASURES_FILE, HANDOVER_FILE)
    targets = settings, roster, measures, handover = tuple(map(folder.protect(context.inputs).file, names))
    for target in targets:
        target.check_free()
    province = _old_round(old, tuple(returned), context)
    text = _renewed((old / ROUND_FILE).read_text(encoding="utf-8-sig"), framework_setting(name, folder.path))
    settings.put(text.encode())
    roster.put(roster_text(old_agencies))
    measures.put(plan_text(plan))
    plan_is_set = bool(_MEASURES.search(text))
    if province is not None:
        handover.put_workbook(write_handover(province, edition))
    handover_path = None if province is None else handover.path
    return CarriedOver(
        settings=settings.path,
        roster=roster.path,
        measures=measures.path,
        handover=handover_path,
        plan_is_set=plan_is_set,
        findings=findings,
    )


def _old_round(old: Path, returned: tuple[str, ...], context: RunContext) -> RoundState | None:
    """Return the state of the old round; None if no path is given and its folder has no returned form."""
    paths = returned or (str(old / _RETURNED),)
    loaded = load_round(paths, context)
    if loaded.usable:
        return loaded.province
    if returned:
        raise InputError(Code.NO_OLD_FORM_READ, findings=loaded.province.passed_over, name=", ".join(returned))
    return None


def _plan(old: Path, context: RunContext, definition: Definition) -> tuple[Plan, RunContext, tuple[Finding, ...]]:
    """Return the plan of the old round moved to the next year, else the standard measures; the new context; findings.

    The findings are those about the roster, and N122 if the settings of the old round name no plan.
    """
    beside = old / MEASURES_FILE
    plan_file = context.round.measures or (str(beside) if beside.is_file() else "")
    findings = context.findings
    if not context.round.measures:
        used = str(beside) if plan_file else MEASURES_FILE
        findings += (make_finding(Code.PLAN_NOT_CARRIED, file=str(old / ROUND_FILE), name=ROUND_FILE, used=used),)
    if not plan_file or context.framework is None:
        return standard_plan(definition.framework, definition.measures), context, findings
    plan_in_force = load_plan(context, plan_file)
    plan = renewed_plan(plan_in_force.plan, context.framework, definition.framework)
    return plan, plan_in_force.context, findings


def _renewed(text: str, framework: str) -> str:
    """Return the text of the old settings with the new year; the old deadline becomes a comment."""
    text = _FRAMEWORK.sub(f"framework = {framework}", text, count=1)
    text = _ROSTER.sub(f'roster = "{ROSTER_FILE}"', text, count=1)
    text = _MEASURES.sub(f'measures = "{MEASURES_FILE}"', text, count=1)
    return _DEADLINE.sub(r"# \1", text)
