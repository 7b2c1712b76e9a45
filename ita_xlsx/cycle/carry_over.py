"""Carry a round over to the next fiscal year: write its settings, roster, plan, texts and a hand-over workbook.

Reads the folder of the old round; writes the folder of the new one.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ita_xlsx.catalogue import Definition
from ita_xlsx.cycle.arrivals.round_paths import arrival_folders, make_inbox
from ita_xlsx.cycle.context import ROUND_FILE, RunContext
from ita_xlsx.cycle.decisions.aliases import with_aliases
from ita_xlsx.cycle.decisions.decision_book import load_decisions
from ita_xlsx.cycle.files import Target
from ita_xlsx.cycle.load_round import load_round
from ita_xlsx.cycle.new_round import ROSTER_FILE, framework_setting, roster_text
from ita_xlsx.cycle.province_plan import (
    MEASURES_FILE,
    issued_plan_file,
    load_plan,
    plan_text,
    renewed_plan,
    standard_plan,
)
from ita_xlsx.cycle.settings.document_files import read_document_files
from ita_xlsx.cycle.settings.load_context import find_definition, load_context
from ita_xlsx.cycle.settings.next_settings import names_plan, next_settings, year_settings
from ita_xlsx.cycle.settings.round_texts import TEXTS_FILE, carried_texts
from ita_xlsx.errors import InputError
from ita_xlsx.intake.round_file import read_round, read_round_text
from ita_xlsx.intake.workbook.package import check_package
from ita_xlsx.model.agency import Roster
from ita_xlsx.model.edition import Edition
from ita_xlsx.model.findings import Code, Finding, make_finding
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.labels import label_of
from ita_xlsx.model.measures import Plan
from ita_xlsx.model.round_state import RoundState
from ita_xlsx.model.text.dates import thai_date
from ita_xlsx.output.province import write_handover

HANDOVER_FILE = "handover.xlsx"


@dataclass(frozen=True, kw_only=True)
class CarriedOver:
    """The files of the new round; ``handover`` is None if the old round has no returned form.

    ``previous`` are the paths, as the new settings name them, from which its forms are filled in beforehand.
    ``plan_is_set`` is whether the settings name the plan already. ``findings`` are about the roster, and about a plan
    that the old settings do not name (N122).
    """

    settings: Path
    roster: Path
    measures: Path
    texts: Path
    handover: Path | None
    previous: tuple[str, ...] = ()
    plan_is_set: bool = False
    findings: tuple[Finding, ...] = ()


def carry_over(
    folder: Target,
    old: Path,
    framework: str | None,
    returned: Sequence[str],
    edition: Edition,
) -> CarriedOver:
    """Create a round from an older one with its roster, plan, contact, threshold and rules; the deadline is not kept.

    ``framework`` is the one of the next year; None means the year after the old round. The hand-over workbook lists
    who returned when, which file counted and why, and the notes beside announced figures. Without any returned form
    there is no hand-over, because it would call every agency missing. Raise InputError if the old round or a path of
    ``returned`` cannot be read, and DefinitionError for an unknown year.
    """
    context, old_framework, agencies = _old_context(old)
    name = framework or str(old_framework.year + 1)
    # An unknown year or an unreadable plan stops the command before anything is written.
    definition = find_definition(name)
    plan, context, findings = _plan(old, context, definition)
    protected = folder.protect(context.inputs)
    names = (ROUND_FILE, ROSTER_FILE, MEASURES_FILE, HANDOVER_FILE)
    targets = settings, roster, measures, handover = tuple(map(protected.file, names))
    texts = protected.file(TEXTS_FILE)
    documents, document_findings = _documents(old, context, definition.framework, texts.path, edition)
    for target in (*targets, *map(protected.file, documents)):
        target.check_free()
    province = _old_round(old, returned, context)
    old_text, years = read_round_text(old / ROUND_FILE), (old_framework, definition.framework)
    is_in_force = issued_plan_file(context) is not None
    previous = _previous(old, returned, folder.path) if years[1].year == years[0].year + 1 else ()
    year_text = framework_setting(name, folder.path)
    text = next_settings(old_text, year_text, years, plan, is_in_force=is_in_force, previous=previous)
    settings.put(text.encode())
    roster.put(roster_text(agencies.agencies, agencies.other_columns))
    measures.put(plan_text(plan))
    for file_name, data in documents.items():
        protected.file(file_name).put(data)
    if province is not None:
        handover.put_workbook(write_handover(province, edition))
    make_inbox(folder.path)
    return CarriedOver(
        settings=settings.path,
        roster=roster.path,
        measures=measures.path,
        texts=texts.path,
        handover=None if province is None else handover.path,
        previous=previous,
        plan_is_set=names_plan(text),
        findings=(*findings, *_settings_findings(settings.path, old_text, years), *document_findings),
    )


def _previous(old: Path, returned: Sequence[str], folder: Path) -> tuple[str, ...]:
    """Return the paths of last year, relative to the folder of the new round: the old round, or what was named.

    The old round is read with the officer's decisions, so files are named only if they are not its own.
    """
    arrivals = {Path(path).resolve() for path in (*arrival_folders(old), str(old))}
    others = tuple(path for path in returned if Path(path).resolve() not in arrivals)
    return tuple(_relative(Path(path), folder) for path in others or (str(old),))


def _relative(path: Path, folder: Path) -> str:
    try:
        return Path(os.path.relpath(path, folder)).as_posix()
    except ValueError:
        # Windows has no way from one drive to another.
        return path.resolve().as_posix()


def _settings_findings(path: Path, old_text: str, years: tuple[Framework, Framework]) -> Iterator[Finding]:
    """Yield R613 with the days of the new calendar, and B114 with the settings that held for the old year only."""
    calendar = read_round(path).calendar
    if calendar and years[0].year != years[1].year:
        days = (f"{label_of(item.stage) if item.stage else item.name} {thai_date(item.day)}" for item in calendar)
        yield make_finding(Code.CALENDAR_MOVED, file=str(path), value="; ".join(days))
    if keys := year_settings(old_text):
        yield make_finding(Code.YEAR_SETTINGS_NOT_CARRIED, file=str(path), value=", ".join(keys))


def _documents(
    old: Path, context: RunContext, framework: Framework, texts: Path, edition: Edition
) -> tuple[Mapping[str, bytes], tuple[Finding, ...]]:
    """Return the texts, masters and the emblem of the next round by their names, and the findings about them."""
    data, text_findings = carried_texts(context, framework, texts, edition)
    check_package(data)
    files, file_findings = read_document_files(old, context.round)
    return {texts.name: data, **files}, (*text_findings, *file_findings)


def _old_context(old: Path) -> tuple[RunContext, Framework, Roster]:
    """Return the context, framework and roster of the old round; raise InputError (R607) if it does not name them."""
    context = load_context(str(old / ROUND_FILE))
    # Other names that were decided belong to the agencies from now on.
    context = with_aliases(context, load_decisions(context).decisions.aliases)
    if context.framework is None or context.roster is None:
        raise InputError(
            Code.SETTING_INVALID,
            name=str(old / ROUND_FILE),
            key="framework, roster",
            value="-",
            hint_th="ระบุทั้งปีงบประมาณ (framework) และทะเบียนหน่วยงาน (roster) ในไฟล์นี้",
            hint_en="name both the fiscal year (framework) and the roster in this file",
        )
    return context, context.framework, context.roster


def _old_round(old: Path, returned: Sequence[str], context: RunContext) -> RoundState | None:
    """Return the state of the old round; None if no path is given and its folder has no returned form."""
    paths = returned or arrival_folders(old)
    loaded = load_round(paths, context)
    if loaded.usable:
        return loaded.province
    if returned:
        raise InputError(Code.NO_OLD_FORM_READ, findings=loaded.province.passed_over, name=", ".join(returned))
    return None


def _plan(old: Path, context: RunContext, definition: Definition) -> tuple[Plan, RunContext, tuple[Finding, ...]]:
    """Return the plan of the old round for the next year, else the standard measures; the new context; findings.

    The plan that was last issued goes before the one of the settings. The findings are those about the roster, M520 if
    these two differ, and N122 if no plan was issued and the settings of the old round name none.
    """
    beside = old / MEASURES_FILE
    issued = issued_plan_file(context)
    plan_file = str(issued or context.round.measures or (beside if beside.is_file() else ""))
    findings = context.findings
    if issued and context.round.measures and not _is_same(context, str(issued)):
        params = {"name": issued.name, "other": Path(context.round.measures).name}
        findings += (make_finding(Code.PLAN_CARRIED_AS_ISSUED, file=str(issued), **params),)
    if not issued and not context.round.measures:
        used = str(beside) if plan_file else MEASURES_FILE
        findings += (make_finding(Code.PLAN_NOT_CARRIED, file=str(old / ROUND_FILE), name=ROUND_FILE, used=used),)
    if not plan_file or context.framework is None:
        return standard_plan(definition.framework, definition.measures), context, findings
    plan_in_force = load_plan(context, plan_file)
    plan = renewed_plan(plan_in_force.plan, context.framework, definition.framework)
    return plan, plan_in_force.context, findings


def _is_same(context: RunContext, issued: str) -> bool:
    """Return True if the plan of the settings has the measures that were last issued."""
    try:
        plan = load_plan(context, context.round.measures).plan
    except InputError:
        return False
    return plan_text(plan) == plan_text(load_plan(context, issued).plan)
