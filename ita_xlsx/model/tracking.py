"""What became of the measures: every step of every agency, held against its period and its proof."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from ita_xlsx.model.agency import Agency
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.kind import Kind
from ita_xlsx.model.links import LinkResult
from ita_xlsx.model.measures import Plan
from ita_xlsx.model.round_state import AgencyReturn, RoundState, State
from ita_xlsx.model.submission import StepReport
from ita_xlsx.model.text import words
from ita_xlsx.model.text.addresses import false_addresses, web_addresses
from ita_xlsx.model.text.digits import arabic

NO_PLAN = Plan()
# One address that proves so many steps of an agency is told.
MANY = 3
_LEADING_NUMBER = re.compile(r"\W*(?:ตัวชี้วัด(?:ที่|ย่อย)?)?\W*([0-9]{1,3})(?![0-9])")
_STEP_NUMBER = re.compile(r"([0-9]{1,9})")
# What people type where there is nothing to say.
_NOTHING = "-–—. "
# What begins every line of a list of owners, and what stands between two of them, but in brackets.
_MARKS = (
    re.compile(r"(?:(?<=\s)|^)\(?[0-9๐-๙]{1,2}[.)](?![0-9๐-๙])\s*"),
    re.compile(r"(?:(?<=\s)|^)[-–•●▪*]\s+"),
)
_BETWEEN_OWNERS = re.compile(r"[,;\n](?![^(\[]*[)\]])")
# A form that is rejected for its scores still says what was done.
_REPORTING = (State.RETURNED, State.REJECTED, State.DECLARED_NOTHING)


class StepStatus(StrEnum):
    """How far a step is: what the agency says, nothing, or that the row of the plan is gone from its form."""

    DONE = "done"
    DOING = "doing"
    NOT_YET = "not_yet"
    NO_DUTY = "no_duty"
    UNSAID = "unsaid"
    GONE = "gone"


class Origin(StrEnum):
    """Whose row it is: of the plan, the agency's own, or a copy of a row that stands above it."""

    PLAN = "plan"
    OWN = "own"
    COPY = "copy"


_NOT_YET, _DOING, _DONE, _NO_DUTY = words.STEP_STATUSES
STATUS_WORDS: Mapping[StepStatus, str] = {
    StepStatus.DONE: _DONE, StepStatus.DOING: _DOING, StepStatus.NOT_YET: _NOT_YET, StepStatus.NO_DUTY: _NO_DUTY,
}  # fmt: skip
_BY_WORD = {word: progress for progress, word in STATUS_WORDS.items()}


class Tally(NamedTuple):
    """How many steps are how far; ``proved`` are those with a web address."""

    done: int = 0
    doing: int = 0
    not_yet: int = 0
    no_duty: int = 0
    unsaid: int = 0
    gone: int = 0
    proved: int = 0
    overdue: int = 0

    @property
    def steps(self) -> int:
        """All of them."""
        return self.duty + self.no_duty

    @property
    def duty(self) -> int:
        """Those that are the agency's to do; of which nothing is said counts as one."""
        return self.done + self.doing + self.not_yet + self.unsaid + self.gone

    @property
    def share(self) -> Fraction | None:
        """Done, of those that are a duty; None where there is none."""
        return Fraction(self.done, self.duty) if self.duty else None


@dataclass(frozen=True, slots=True)
class TrackedStep:
    """One step of one agency; ``number`` is the agency's place in the roster, from one.

    ``due`` is the last day of its period, ``late`` the days since then while it is not done, ``reported`` the day
    the form bears; ``by_text``, whether its id was lost and its words found it. ``indicator`` is a code of the
    framework, or empty.
    """

    number: int
    agency: Agency
    file: str
    report: StepReport
    progress: StepStatus
    origin: Origin
    indicator: str
    measure: str
    step: str
    owner: str
    period: str
    due: date
    late: int = 0
    unread: bool = False
    reported: date | None = None
    link: LinkResult | None = None
    by_text: bool = False

    @property
    def strange_status(self) -> str:
        """A status that is not understood, as it was typed; empty where it is, or where there is none."""
        return "" if self.progress is not StepStatus.UNSAID else " ".join(self.report.status.split())

    @property
    def overdue(self) -> bool:
        """Whether its period is over and it is not done."""
        return self.late > 0

    @property
    def addresses(self) -> tuple[str, ...]:
        """The web addresses beside it."""
        return web_addresses(self.report.url)

    @property
    def url(self) -> str:
        """The first web address beside it; empty where there is none."""
        return next(iter(self.addresses), "")

    @property
    def proved(self) -> bool:
        """Whether a web address stands beside it."""
        return bool(self.addresses)

    @property
    def reason(self) -> str:
        """What is said in place of an address or around it, or noted."""
        said = "" if self.report.url.strip() == self.url else self.report.url
        texts = dict.fromkeys((said.strip(), self.report.note.strip()))
        return " · ".join(text for text in texts if text.strip(_NOTHING))

    @property
    def explained(self) -> bool:
        """Whether what is said is a reason: where a file of the office or another false address stands, none is."""
        said, note = self.report.url.strip(), self.report.note.strip()
        false = false_addresses(note)
        told = "" if false_addresses(said) else said, "" if false and note.startswith(false[0]) else note
        return any(text.strip(_NOTHING) for text in told)

    @property
    def bare(self) -> bool:
        """Whether it is said to be done, or no duty, and nothing proves or explains it."""
        return self.progress in (StepStatus.DONE, StepStatus.NO_DUTY) and not self.proved and not self.explained


@dataclass(frozen=True)
class StepRow:
    """A step as all agencies have it: found by its id, worded as the plan or most of them word it."""

    id: str
    indicator: str
    measure: str
    step: str


@dataclass(frozen=True)
class SharedAddress:
    """One address with the steps of an agency that it is to prove."""

    url: str
    steps: tuple[TrackedStep, ...]


@dataclass(frozen=True)
class EarlierSteps:
    """What agencies reported of their steps in an earlier year, by the agency's code; ``names`` are those of then."""

    year: int
    steps: tuple[tuple[str, tuple[StepReport, ...]], ...]
    names: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Promise:
    """A step that was not done, or not proved, in an earlier year; ``now`` is the same step in this one.

    ``state`` is where the agency stands this year.
    """

    number: int
    agency: Agency
    report: StepReport
    progress: StepStatus
    now: TrackedStep | None = None
    state: State = State.RETURNED

    @property
    def is_unanswered(self) -> bool:
        """Whether the agency has no form this year that counts."""
        return self.state not in _REPORTING

    @property
    def kept(self) -> bool:
        """Whether it is done and proved since, or no duty any more."""
        if self.now is None:
            return False
        return self.now.progress is StepStatus.NO_DUTY or (self.now.progress is StepStatus.DONE and self.now.proved)


@dataclass(frozen=True)
class RoundMeasures:
    """The steps of a round in the roster's order, as of a day, and what was promised the year before."""

    province: RoundState
    as_of: date
    steps: tuple[TrackedStep, ...]
    plan: Plan = NO_PLAN
    promises: tuple[Promise, ...] = ()
    promised: int | None = None

    @cached_property
    def by_agency(self) -> Mapping[int, tuple[TrackedStep, ...]]:
        """The steps of each agency that reports any, by its number."""
        found: dict[int, list[TrackedStep]] = {}
        for item in self.steps:
            found.setdefault(item.number, []).append(item)
        return {number: tuple(items) for number, items in found.items()}

    @cached_property
    def told(self) -> frozenset[int]:
        """The numbers of the agencies that said anything of a step; a form nobody touched says nothing."""
        return frozenset(item.number for item in self.steps if item.report.is_told)

    @cached_property
    def by_indicator(self) -> Mapping[str, tuple[TrackedStep, ...]]:
        """The steps of each indicator that has any, in the framework's order, those of none last."""
        order = [node.code for node in self.province.framework.of_kind(Kind.INDICATOR)]
        found: dict[str, list[TrackedStep]] = {code: [] for code in (*order, "")}
        for item in self.steps:
            found[item.indicator].append(item)
        return {code: tuple(items) for code, items in found.items() if items}

    @cached_property
    def by_owner(self) -> Mapping[str, tuple[TrackedStep, ...]]:
        """The steps of each responsible owner as named, those with most steps first; of nobody last.

        A step of several owners stands with each of them.
        """
        found: dict[str, list[TrackedStep]] = {}
        for item in self.steps:
            for owner in owners_of(item.owner):
                found.setdefault(owner, []).append(item)
        chosen = sorted(found.items(), key=lambda pair: (not pair[0], -len(pair[1]), pair[0]))
        return {owner: tuple(items) for owner, items in chosen}

    @cached_property
    def rows(self) -> tuple[StepRow, ...]:
        """The steps that have an id: in the plan's order, then others by indicator and id."""
        said: dict[str, Counter[StepRow]] = {}
        for item in self.steps:
            if item.origin is Origin.PLAN:
                row = StepRow(item.report.id, item.indicator, item.measure, item.step)
                said.setdefault(row.id, Counter())[row] += 1
        planned = [
            StepRow(step.id, indicator_code(self.province.framework, measure.indicator), measure.measure, step.text)
            for measure in self.plan.measures
            for step in measure.steps
        ]
        known = {row.id for row in planned}
        others = [counts.most_common(1)[0][0] for step_id, counts in said.items() if step_id not in known]
        order = [node.code for node in self.province.framework.of_kind(Kind.INDICATOR)]
        places = {code: place for place, code in enumerate((*order, ""))}
        return (*planned, *sorted(others, key=lambda row: (places[row.indicator], _natural(row.id))))

    @cached_property
    def shared(self) -> tuple[SharedAddress, ...]:
        """The addresses that prove several steps of one agency, as ``MANY`` has it."""
        return tuple(item for steps in self.by_agency.values() for item in _shared(steps))


def step_status_of(status: str) -> StepStatus:
    """What a status says in the words of the list or others; one that is not understood says nothing."""
    return _BY_WORD.get(words.step_status_word(status), StepStatus.UNSAID)


def owners_of(text: str) -> tuple[str, ...]:
    """The owners that a cell names: by commas or lines, or as a list with numbers or strokes; one empty for none."""
    marks = next((mark for mark in _MARKS if mark.match(text.lstrip())), None)
    parts = marks.split(text.lstrip()) if marks else [text]
    named = (" ".join(name.split()) for part in parts for name in _BETWEEN_OWNERS.split(part))
    return tuple(dict.fromkeys(name for name in named if name.strip(_NOTHING))) or ("",)


def tally(steps: Iterable[TrackedStep]) -> Tally:
    """How many steps are how far."""
    return _tally((item.progress, item.proved, item.overdue) for item in steps)


def tally_reports(steps: Iterable[StepReport]) -> Tally:
    """The same of steps as they were reported; none of them is overdue."""
    return _tally((step_status_of(item.status), bool(web_addresses(item.url)), False) for item in steps)


def _tally(said: Iterable[tuple[StepStatus, bool, bool]]) -> Tally:
    counts: Counter[StepStatus] = Counter()
    proved = overdue = 0
    for progress, has_address, late in said:
        counts[progress] += 1
        proved += has_address
        overdue += late
    done, doing, not_yet, no_duty, unsaid, gone = (counts[progress] for progress in StepStatus)
    return Tally(done, doing, not_yet, no_duty, unsaid, gone, proved, overdue)


def reporting(province: RoundState) -> Iterator[tuple[int, AgencyReturn]]:
    """The agencies whose steps count, with their numbers in the roster: those of one form that is theirs."""
    for number, member in enumerate(province.members, 1):
        if member.state in _REPORTING and member.reading is not None:
            yield number, member


def indicator_code(framework: Framework, text: str) -> str:
    """The code of the indicator that a text is, begins with or names; empty where it is none of the year's."""
    nodes = framework.of_kind(Kind.INDICATOR)
    found = _LEADING_NUMBER.match(arabic(text))
    for code in (text.strip(), found[1] if found else ""):
        if any(node.code == code for node in nodes):
            return code
    return next((node.code for node in nodes if node.name in text), "")


def _natural(step_id: str) -> tuple[tuple[int, str], ...]:
    """So that m1.2 stands before m1.10."""
    parts = _STEP_NUMBER.split(step_id)
    return tuple((int(part), "") if part.isdigit() else (-1, part) for part in parts)


def _shared(steps: Iterable[TrackedStep]) -> Iterator[SharedAddress]:
    by_address: dict[str, list[TrackedStep]] = {}
    for item in steps:
        for url in item.addresses:
            by_address.setdefault(url, []).append(item)
    for url, found in by_address.items():
        if len(found) >= MANY:
            yield SharedAddress(url, tuple(found))
