"""Hold the state of all measures of a round: each step of each agency with its status, period and evidence.

Also counts steps by status and groups them by agency, indicator, owner and address. Works on values only.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

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
from ita_xlsx.model.text.owners import owners_of
from ita_xlsx.model.text.spelling import text_key

NO_PLAN = Plan()
# An address is reported as shared if it proves at least this many steps of one agency.
MANY = 3
_LEADING_NUMBER = re.compile(r"\W*(?:ตัวชี้วัด(?:ที่|ย่อย)?)?\W*([0-9]{1,3})(?![0-9])")
_STEP_NUMBER = re.compile(r"([0-9]{1,9})")
# A form that is rejected or held back for its scores still reports its steps.
_REPORTING = (State.RETURNED, State.REJECTED, State.HELD_BACK, State.DECLARED_NOTHING)


class StepStatus(StrEnum):
    """The reported status of a step; ``NOT_REPORTED`` if there is none, ``ROW_DELETED`` if its row is gone."""

    DONE = "done"
    DOING = "doing"
    NOT_YET = "not_yet"
    NO_DUTY = "no_duty"
    NOT_REPORTED = "unsaid"
    ROW_DELETED = "gone"


class Origin(StrEnum):
    """The origin of a row: of the plan, added by the agency, or a copy of a row above it."""

    PLAN = "plan"
    OWN = "own"
    COPY = "copy"


_NOT_YET, _DOING, _DONE, _NO_DUTY = words.STEP_STATUSES
STATUS_WORDS: Mapping[StepStatus, str] = {
    StepStatus.DONE: _DONE, StepStatus.DOING: _DOING, StepStatus.NOT_YET: _NOT_YET, StepStatus.NO_DUTY: _NO_DUTY,
}  # fmt: skip
_BY_WORD = {word: status for status, word in STATUS_WORDS.items()}


@dataclass(frozen=True, kw_only=True)
class Tally:
    """Numbers of steps by status; ``proved`` have a web address, ``overdue`` are not done after their period."""

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
        """Return the number of all steps."""
        return self.duty + self.no_duty

    @property
    def duty(self) -> int:
        """Return the number of steps that the agency must do; a step without a reported status is one of them."""
        return self.done + self.doing + self.not_yet + self.unsaid + self.gone

    @property
    def share(self) -> Fraction | None:
        """Return the share of done steps among those that the agency must do (0-1), or None if it must do none."""
        return Fraction(self.done, self.duty) if self.duty else None


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackedStep:
    """A step of one agency; ``number`` is the place of the agency in the roster, from 1.

    ``due`` is the last day of its period. ``late`` is the number of days since then if the step is not done, else 0.
    ``unread`` is True if its period could not be read. ``reported`` is the date of the report. ``by_text`` is True if
    the id of the step was lost and the step was found by its text. ``indicator`` is a code of the framework, or empty.
    ``evidence_lost`` is True if a column of the form could not be read, so that its evidence is not known.
    """

    number: int
    agency: Agency
    file: str
    report: StepReport
    step_status: StepStatus
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
    evidence_lost: bool = False

    @property
    def strange_status(self) -> str:
        """Return the typed status if it is not understood; empty if it is understood or there is none."""
        return "" if self.step_status is not StepStatus.NOT_REPORTED else " ".join(self.report.status.split())

    @property
    def overdue(self) -> bool:
        """Return True if the period of the step is over and the step is not done."""
        return self.late > 0

    @property
    def addresses(self) -> tuple[str, ...]:
        """Return the web addresses given as evidence of the step."""
        return web_addresses(self.report.url)

    @property
    def url(self) -> str:
        """Return the first web address given as evidence, or an empty text."""
        return next(iter(self.addresses), "")

    @property
    def proved(self) -> bool:
        """Return True if a web address is given as evidence."""
        return bool(self.addresses)

    @property
    def reason(self) -> str:
        """Return the text beside the address in its cell, the note, and the reason in the status, joined by dots."""
        url_text = "" if self.report.url.strip() == self.url else self.report.url
        texts = dict.fromkeys((url_text.strip(), self.report.note.strip(), words.reason_in_status(self.report.status)))
        return " · ".join(text for text in texts if text.strip(words.EMPTY_SIGNS))

    @property
    def has_reason(self) -> bool:
        """Return True if the cell of the address, the note or the status gives a reason.

        A path on a computer or another false address is not a reason.
        """
        url_text, note = self.report.url.strip(), self.report.note.strip()
        false = false_addresses(note)
        reasons = "" if false_addresses(url_text) else url_text, "" if false and note.startswith(false[0]) else note
        # A link whose address could not be read shows a text, which may be a reason.
        unread = "" if url_text else self.report.display_text
        in_status = words.reason_in_status(self.report.status)
        return any(text.strip(words.EMPTY_SIGNS) for text in (*reasons, unread, in_status))

    @property
    def lacks_proof(self) -> bool:
        """Return True if the step is reported as done, or as no duty, with neither an address nor a reason."""
        needs_proof = self.step_status in (StepStatus.DONE, StepStatus.NO_DUTY)
        # A picture may be the evidence; the finding about it asks for an address.
        is_unknown = self.evidence_lost or self.report.under_picture
        return needs_proof and not is_unknown and not self.proved and not self.has_reason


@dataclass(frozen=True)
class StepRow:
    """A step that several agencies have: its id, and its texts from the plan or else from most of the agencies."""

    id: str
    indicator: str
    measure: str
    step: str


@dataclass(frozen=True)
class SharedAddress:
    """An address that one agency gives as evidence for several steps."""

    url: str
    steps: tuple[TrackedStep, ...]


@dataclass(frozen=True)
class EarlierSteps:
    """The steps that agencies reported in an earlier year, by code; ``names`` are the names of that year by code."""

    year: int
    steps: tuple[tuple[str, tuple[StepReport, ...]], ...]
    names: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, kw_only=True)
class OpenStep:
    """A step that was not done, or not proved, in an earlier year.

    ``this_year`` is the same step of this year, or None. ``state`` is the state of the agency in this round.
    ``measures_lost`` is True if what the form of this year says about steps could not be read completely.
    """

    number: int
    agency: Agency
    report: StepReport
    step_status: StepStatus
    this_year: TrackedStep | None = None
    state: State = State.RETURNED
    measures_lost: bool = False

    @property
    def is_unread(self) -> bool:
        """Return True if it is not known what became of the step, because the form could not be read completely."""
        is_open = self.this_year is not None and self.this_year.step_status is not StepStatus.DONE
        return self.measures_lost and not self.is_kept and not is_open

    @property
    def is_unanswered(self) -> bool:
        """Return True if the agency has no form of this year whose steps count."""
        return self.state not in _REPORTING

    @property
    def is_kept(self) -> bool:
        """Return True if the step is now done and proved, or is no duty now."""
        if self.this_year is None:
            return False
        return self.this_year.step_status is StepStatus.NO_DUTY or (
            self.this_year.step_status is StepStatus.DONE and self.this_year.proved
        )


@dataclass(frozen=True, kw_only=True)
class RoundMeasures:
    """The steps of a round on the day ``as_of``, in the order of the roster, and the open steps of an earlier year.

    ``earlier_year`` is that earlier year (Buddhist era), or None if no earlier year was given.
    """

    province: RoundState
    as_of: date
    steps: tuple[TrackedStep, ...]
    plan: Plan = NO_PLAN
    open_steps: tuple[OpenStep, ...] = ()
    earlier_year: int | None = None

    @property
    def plan_year(self) -> int:
        """Return the fiscal year (Buddhist) in which the steps are carried out; that of the round if unknown."""
        return self.plan.year or self.province.framework.year

    @cached_property
    def by_agency(self) -> Mapping[int, tuple[TrackedStep, ...]]:
        """Return the steps of each agency that has any, by the number of the agency."""
        steps: dict[int, list[TrackedStep]] = {}
        for item in self.steps:
            steps.setdefault(item.number, []).append(item)
        return {number: tuple(items) for number, items in steps.items()}

    @cached_property
    def agencies_with_reports(self) -> frozenset[int]:
        """Return the numbers of the agencies that reported something on a step; an untouched form reports nothing."""
        return frozenset(item.number for item in self.steps if item.report.is_reported)

    @cached_property
    def by_indicator(self) -> Mapping[str, tuple[TrackedStep, ...]]:
        """Return the steps of each indicator that has any, in the framework's order; steps without one come last."""
        order = [node.code for node in self.province.framework.of_kind(Kind.INDICATOR)]
        steps: dict[str, list[TrackedStep]] = {code: [] for code in (*order, "")}
        for item in self.steps:
            steps[item.indicator].append(item)
        return {code: tuple(items) for code, items in steps.items() if items}

    @cached_property
    def by_owner(self) -> Mapping[str, tuple[TrackedStep, ...]]:
        """Return the steps of each owner (responsible person or unit), most steps first; steps without one last.

        A step of several owners is listed for each of them.
        """
        steps: dict[str, list[TrackedStep]] = {}
        spelling: dict[str, str] = {}
        for item in self.steps:
            for owner in owners_of(item.owner):
                steps.setdefault(spelling.setdefault(text_key(owner), owner), []).append(item)
        most_first = sorted(steps.items(), key=lambda pair: (not pair[0], -len(pair[1]), pair[0]))
        return {owner: tuple(items) for owner, items in most_first}

    @cached_property
    def rows(self) -> tuple[StepRow, ...]:
        """Return the steps that have an id: first those of the plan in its order, then others by indicator and id."""
        wordings: dict[str, Counter[StepRow]] = {}
        for item in self.steps:
            if item.origin is Origin.PLAN:
                row = StepRow(item.report.id, item.indicator, item.measure, item.step)
                wordings.setdefault(row.id, Counter())[row] += 1
        planned = [
            StepRow(step.id, indicator_code(self.province.framework, measure.indicator), measure.measure, step.text)
            for measure in self.plan.measures
            for step in measure.steps
        ]
        planned_ids = {row.id for row in planned}
        others = [counts.most_common(1)[0][0] for step_id, counts in wordings.items() if step_id not in planned_ids]
        order = [node.code for node in self.province.framework.of_kind(Kind.INDICATOR)]
        places = {code: place for place, code in enumerate((*order, ""))}
        return (*planned, *sorted(others, key=lambda row: (places[row.indicator], _natural(row.id))))

    @cached_property
    def shared(self) -> tuple[SharedAddress, ...]:
        """Return the addresses that prove at least ``MANY`` steps of one agency."""
        return tuple(item for steps in self.by_agency.values() for item in _shared(steps))


def step_status_of(status: str) -> StepStatus:
    """Return the step status that a typed status means, or ``UNSAID`` if it is not understood."""
    return _BY_WORD.get(words.step_status_word(status), StepStatus.NOT_REPORTED)


def tally(steps: Iterable[TrackedStep]) -> Tally:
    """Count tracked steps by status."""
    return _tally((item.step_status, item.proved, item.overdue) for item in steps)


def tally_reports(steps: Iterable[StepReport]) -> Tally:
    """Count reported steps by status; none of them counts as overdue."""
    return _tally((step_status_of(item.status), bool(web_addresses(item.url)), False) for item in steps)


def _tally(steps: Iterable[tuple[StepStatus, bool, bool]]) -> Tally:
    counts: Counter[StepStatus] = Counter()
    proved = overdue = 0
    for status, has_address, is_overdue in steps:
        counts[status] += 1
        proved += has_address
        overdue += is_overdue
    return Tally(
        done=counts[StepStatus.DONE],
        doing=counts[StepStatus.DOING],
        not_yet=counts[StepStatus.NOT_YET],
        no_duty=counts[StepStatus.NO_DUTY],
        unsaid=counts[StepStatus.NOT_REPORTED],
        gone=counts[StepStatus.ROW_DELETED],
        proved=proved,
        overdue=overdue,
    )


def total_of(tallies: Iterable[Tally]) -> Tally:
    """Return the sums of all numbers of some tallies."""
    found = tuple(tallies)
    return Tally(**{field.name: sum([getattr(item, field.name) for item in found]) for field in fields(Tally)})


def reporting_members(round_state: RoundState) -> Iterator[tuple[int, AgencyReturn]]:
    """Yield the agencies whose steps count, with their numbers in the roster: those with one form of their own."""
    for number, member in enumerate(round_state.members, 1):
        if member.state in _REPORTING and member.is_one_form:
            yield number, member


def indicator_code(framework: Framework, text: str) -> str:
    """Return the code of the indicator that a text names, or an empty text if it names none of the year.

    The text is a code, begins with a code, or contains the name of the indicator.
    """
    nodes = framework.of_kind(Kind.INDICATOR)
    match = _LEADING_NUMBER.match(arabic(text))
    key = text_key(text)
    for code in (key, match[1] if match else ""):
        if any(node.code == code for node in nodes):
            return code
    return next((node.code for node in nodes if text_key(node.name) in key), "")


def _natural(step_id: str) -> tuple[tuple[int, str], ...]:
    """Return a sort key that puts m1.2 before m1.10."""
    parts = _STEP_NUMBER.split(step_id)
    return tuple((int(part), "") if part.isdigit() else (-1, part) for part in parts)


def _shared(steps: Iterable[TrackedStep]) -> Iterator[SharedAddress]:
    by_address: dict[str, list[TrackedStep]] = {}
    for item in steps:
        for url in item.addresses:
            by_address.setdefault(url, []).append(item)
    for url, proved_steps in by_address.items():
        if len(proved_steps) >= MANY:
            yield SharedAddress(url, tuple(proved_steps))
