"""Carry a round over to the next fiscal year: roster, plan, settings, and what the next officer should know."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ita_xlsx.catalogue import Definition
from ita_xlsx.cycle.context import ROUND_FILE, RunContext, find_definition, load_context
from ita_xlsx.cycle.files import put_workbook
from ita_xlsx.cycle.load_round import load_round
from ita_xlsx.cycle.new_round import ROSTER_FILE, framework_named, roster_text
from ita_xlsx.cycle.province_plan import MEASURES_FILE, load_plan, plan_text, renewed_plan, standard_plan
from ita_xlsx.errors import InputError
from ita_xlsx.model.measures import Plan
from ita_xlsx.model.round_state import RoundState
from ita_xlsx.output.files import check_free, write_file
from ita_xlsx.output.province import write_handover

HANDOVER_FILE = "handover.xlsx"
_RETURNED = "returned"
_FRAMEWORK = re.compile(r"^framework\s*=.*$", re.MULTILINE)
_DEADLINE = re.compile(r"^(deadline\s*=.*)$", re.MULTILINE)
_MEASURES = re.compile(r"^measures\s*=.*$", re.MULTILINE)
_ROSTER = re.compile(r"^roster\s*=.*$", re.MULTILINE)


@dataclass(frozen=True)
class CarriedOver:
    """What was made for the new round; no hand-over where no return of the old one was found.

    ``names_plan`` is whether the settings name the plan already.
    """

    settings: Path
    roster: Path
    measures: Path
    handover: Path | None
    names_plan: bool = False


def carry_over(
    folder: Path,
    old: Path,
    framework: str | None,
    returned: Iterable[str],
    issued: date,
    *,
    force: bool = False,
) -> CarriedOver:
    """Begin a round from an older one: its roster, plan, contact, threshold and rules; the deadline is left to be set.

    ``framework`` is the next year's; without one it is the year after the old round's. The hand-over tells who
    returned when, which file counted and why, and what was noted beside announced figures; where nothing was
    returned there is none, for it would accuse everybody. Raises InputError where the old round, or what is named
    as returned, cannot be read, DefinitionError for a year that is not known.
    """
    context = load_context(str(old / ROUND_FILE))
    if context.framework is None or context.roster is None:
        raise InputError("R607", name=str(old / ROUND_FILE), key="framework, roster", value="-", hint_th="", hint_en="")
    named = framework or str(context.framework.year + 1)
    # A year that is not known, or a plan that cannot be read, is told before anything is written.
    definition = find_definition(named)
    roster_then = context.roster.agencies
    plan, context = _plan(old, context, definition)
    names = (ROUND_FILE, ROSTER_FILE, MEASURES_FILE, HANDOVER_FILE)
    settings, roster, measures, handover = (folder / name for name in names)
    for path in (settings, roster, measures, handover):
        check_free(path, force=force, inputs=context.inputs)
    province = _province_then(old, tuple(returned), context)
    text = _renewed((old / ROUND_FILE).read_text(encoding="utf-8-sig"), framework_named(named, folder))
    write_file(settings, text.encode(), force=force)
    write_file(roster, roster_text(roster_then), force=force)
    write_file(measures, plan_text(plan), force=force)
    named_there = bool(_MEASURES.search(text))
    if province is None:
        return CarriedOver(settings, roster, measures, None, named_there)
    put_workbook(handover, write_handover(province, issued), force=force)
    return CarriedOver(settings, roster, measures, handover, named_there)


def _province_then(old: Path, named: tuple[str, ...], context: RunContext) -> RoundState | None:
    """The old round as it came back; None where nothing is named and nothing lies in its folder."""
    paths = named or (str(old / _RETURNED),)
    gathered = load_round(paths, context)
    if gathered.usable:
        return gathered.province
    if named:
        raise InputError("C726", findings=gathered.province.passed_over, name=", ".join(named))
    return None


def _plan(old: Path, context: RunContext, definition: Definition) -> tuple[Plan, RunContext]:
    """The old round's plan, in use or not yet, for the next year; the standard measures where it has none."""
    beside = old / MEASURES_FILE
    named = context.round.measures or (str(beside) if beside.is_file() else "")
    if not named or context.framework is None:
        return standard_plan(definition.framework, definition.measures), context
    laid = load_plan(context, named)
    return renewed_plan(laid.plan, context.framework, definition.framework), laid.context


def _renewed(text: str, framework: str) -> str:
    """The old settings with the new year; last year's deadline stays as a comment, to be set anew."""
    text = _FRAMEWORK.sub(f"framework = {framework}", text, count=1)
    text = _ROSTER.sub(f'roster = "{ROSTER_FILE}"', text, count=1)
    text = _MEASURES.sub(f'measures = "{MEASURES_FILE}"', text, count=1)
    return _DEADLINE.sub(r"# \1", text)
