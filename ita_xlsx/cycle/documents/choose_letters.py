"""Choose whom the letters of a kind go to, and say in each what the round knows.

Reads the plan and the stored results of addresses; returns values and findings.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

from ita_xlsx.cycle.context import RunContext
from ita_xlsx.cycle.documents.check_letters import (
    check_enclosed,
    check_letters,
    file_key,
    find_made_forms,
    is_province_itself,
    without_what_letters_say,
)
from ita_xlsx.cycle.load_round import LoadedRound
from ita_xlsx.cycle.province_plan import PlanInForce, load_plan, plan_file_of
from ita_xlsx.cycle.reminders import awaited_in
from ita_xlsx.cycle.runs.follow_measures import MeasuresRun, follow_measures
from ita_xlsx.cycle.templates import template_names
from ita_xlsx.feedback.reminder import lacks_report, needs_reminder, reminder_lines
from ita_xlsx.model.agency import Agency
from ita_xlsx.model.document import Figure
from ita_xlsx.model.findings import Code, Finding, make_finding
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.province_results import ProvinceResults
from ita_xlsx.model.report.round_texts import RoundTexts
from ita_xlsx.model.round_measures import tally
from ita_xlsx.model.round_state import RoundState
from ita_xlsx.report.letters.form_letters import mending_letter, must_be_mended, reminder_letter, send_letter
from ita_xlsx.report.letters.governor_memo import governor_memo
from ita_xlsx.report.letters.letter_frame import make_letter
from ita_xlsx.report.letters.letter_kinds import LetterKind, RemindedOf
from ita_xlsx.report.letters.letter_round import LetterContent, LetterRound, RoundLetter
from ita_xlsx.report.letters.measures_letters import measures_letter, tracking_letter

# These kinds need the roster and the plan alone, so they can be written before a form has come back.
WITHOUT_RETURNS = frozenset({LetterKind.SEND, LetterKind.MEASURES})


@dataclass(frozen=True, kw_only=True)
class LetterSources:
    """The sources of the letters of a round: the settings, the texts, and the round as of a day.

    ``loaded`` is None for kinds that need no returned forms. ``number`` is the number of all letters, or empty.
    """

    context: RunContext
    framework: Framework
    texts: RoundTexts
    issued: date
    as_of: date
    number: str = ""
    loaded: LoadedRound | None = None
    emblem: Figure | None = None


@dataclass(frozen=True, kw_only=True)
class ChosenLetters:
    """The letters of one kind, and the findings on what they are made from; ``inputs`` are never written to."""

    kind: LetterKind
    letters: tuple[RoundLetter, ...] = ()
    findings: tuple[Finding, ...] = ()
    inputs: tuple[Path, ...] = ()

    @property
    def blanks(self) -> int:
        """Return the number of blanks that are marked in all letters."""
        return sum(len(letter.blanks) for letter in self.letters)


def choose_letters(kind: LetterKind, sources: LetterSources) -> ChosenLetters:
    """Return the letters of a kind, one for each agency that it concerns; the memo is one.

    Raise InputError if the plan cannot be read.
    """
    context = sources.context
    plan = load_plan(context, plan_file_of(context), sources.framework)
    run = _Run(kind, sources, plan)
    contents, settings = tuple(_CONTENTS[kind](run)), context.round
    unaddressed = tuple(item.agency for item in contents if item.agency and is_province_itself(item.agency, settings))
    letters = tuple(make_letter(item, run.letter_round) for item in contents if item.agency not in unaddressed)
    loaded = sources.loaded
    of_round = loaded.findings if loaded else context.findings
    return ChosenLetters(
        kind=kind,
        letters=letters,
        findings=(
            *without_what_letters_say(of_round, kind, (item.agency for item in letters)),
            *plan.findings,
            *run.findings,
            *(_check(run, unaddressed) if contents else ()),
        ),
        inputs=(*plan.context.inputs, *(loaded.inputs if loaded else ())),
    )


def _check(run: _Run, unaddressed: tuple[Agency, ...]) -> Iterator[Finding]:
    """Check the letters that are made; ``unaddressed`` are agencies that are the province itself."""
    sources, roster = run.sources, run.sources.context.roster
    yield from check_letters(run.kind, sources.context, sources.texts, sources.issued, unaddressed)
    if run.kind is LetterKind.SEND and roster is not None:
        names = [name for agency, name in template_names(sources.framework, roster) if agency not in unaddressed]
        yield from check_enclosed(names, run.made_forms, sources.context)


@dataclass(frozen=True)
class _Run:
    kind: LetterKind
    sources: LetterSources
    plan: PlanInForce

    @property
    def agencies(self) -> tuple[Agency, ...]:
        """Return the agencies of the roster, else those that returned a form."""
        roster, loaded = self.sources.context.roster, self.sources.loaded
        if roster is not None:
            return roster.agencies
        return tuple(member.agency for member in loaded.province.members) if loaded else ()

    @property
    def province(self) -> RoundState:
        """Return the state of the round; raise ValueError for a kind that was given none."""
        if self.sources.loaded is None:
            raise ValueError(f"letters of the kind {self.kind} need the returned forms")
        return self.sources.loaded.province

    @cached_property
    def made_forms(self) -> frozenset[str]:
        """Return the names of the files among which the forms of the round are."""
        return find_made_forms(self.sources.context)

    @cached_property
    def letter_round(self) -> LetterRound:
        """Return what all letters share."""
        sources = self.sources
        titles = Counter(agency.addressee.strip() for agency in self.agencies)
        return LetterRound(
            framework=sources.framework,
            settings=sources.context.round,
            texts=sources.texts,
            issued=sources.issued,
            number=sources.number,
            plan_year=self.plan.plan.year or sources.framework.year,
            emblem=sources.emblem,
            shared_titles=frozenset(title for title, count in titles.items() if count > 1),
        )

    @cached_property
    def with_all_done(self) -> Mapping[int, Agency]:
        """Return the agencies that have done every step they must do, by number: nothing is left to follow.

        Of a form whose steps could not all be read nobody knows this.
        """
        measures = self.followed.measures
        counts = {number: tally(steps) for number, steps in measures.by_agency.items()}
        members = {
            number: measures.province.members[number - 1] for number, one in counts.items() if one.done == one.duty
        }
        return {
            number: member.agency
            for number, member in members.items()
            if member.summary and not (member.summary.measures_lost or member.summary.statuses_lost)
        }

    @property
    def findings(self) -> Iterator[Finding]:
        """Yield B150 if some agencies get no letter of this kind, because nothing is left to follow."""
        if self.kind is LetterKind.FOLLOW_UP and (agencies := self.with_all_done.values()):
            names = ", ".join(f"{item.code} {item.name}".strip() for item in agencies)
            yield make_finding(Code.NO_STEP_TO_FOLLOW, count=str(len(agencies)), agencies=names)

    @cached_property
    def followed(self) -> MeasuresRun:
        """Return the measures of all agencies on the day of the letters."""
        loaded = self.sources.loaded
        if loaded is None:
            raise ValueError(f"letters of the kind {self.kind} need the returned forms")
        return follow_measures(loaded, self.sources.context, self.sources.as_of)


def _send(run: _Run) -> Iterator[LetterContent]:
    roster = run.sources.context.roster
    for agency, name in template_names(run.sources.framework, roster) if roster else ():
        yield send_letter(agency, name if file_key(name) in run.made_forms else "", run.letter_round)


def _remind(run: _Run) -> Iterator[LetterContent]:
    province, calendar, today = run.province, run.sources.context.round.calendar, run.sources.as_of
    for member in awaited_in(province, today, calendar):
        lines = reminder_lines(member, province, today, calendar)
        about = RemindedOf.FORM if needs_reminder(member, province) else RemindedOf.REPORT
        if about is RemindedOf.REPORT and not lacks_report(member, calendar, today):
            about = RemindedOf.RESPONDENTS
        yield reminder_letter(member.agency, lines, run.letter_round, about)


def _mend(run: _Run) -> Iterator[LetterContent]:
    for member in run.province.members:
        if must_be_mended(member):
            yield mending_letter(member, run.letter_round)


def _measures(run: _Run) -> Iterator[LetterContent]:
    for agency in run.agencies:
        plan = run.plan.plan.of(agency)
        if plan.measures:
            yield measures_letter(agency, plan, run.letter_round)


def _memo(run: _Run) -> Iterator[LetterContent]:
    yield governor_memo(ProvinceResults(run.province), run.followed.measures, run.letter_round)


def _follow_up(run: _Run) -> Iterator[LetterContent]:
    measures, plan = run.followed.measures, run.plan.plan
    letter_round = replace(run.letter_round, plan_year=measures.plan_year)
    for number, member in enumerate(run.province.members, 1):
        if (number in measures.by_agency or plan.of(member.agency).measures) and number not in run.with_all_done:
            yield tracking_letter(member, measures, number, letter_round)


_CONTENTS: Mapping[LetterKind, Callable[[_Run], Iterator[LetterContent]]] = MappingProxyType(
    {
        LetterKind.SEND: _send,
        LetterKind.REMIND: _remind,
        LetterKind.MEND: _mend,
        LetterKind.MEASURES: _measures,
        LetterKind.MEMO: _memo,
        LetterKind.FOLLOW_UP: _follow_up,
    }
)
