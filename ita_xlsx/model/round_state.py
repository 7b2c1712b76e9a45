"""Hold the state of a round: each agency of the roster with its returned files, and the files of no agency.

Works on values only; ``ita_xlsx.cycle`` assigns the files to the agencies.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Any

from ita_xlsx.model.again.closing import ClosedRound
from ita_xlsx.model.agency import Agency
from ita_xlsx.model.decisions import NO_DECISIONS, Correction, Decisions
from ita_xlsx.model.fields import Fields, pack_scores, unpack_scores
from ita_xlsx.model.findings.catalogue import has_trait
from ita_xlsx.model.findings.finding import Finding, Status
from ita_xlsx.model.findings.message import Trait
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.limits import Limit
from ita_xlsx.model.province.national_mean import NO_NATIONAL_MEAN, NationalMean
from ita_xlsx.model.province.respondents import NO_RULES, RespondentCount, RespondentRules, count_respondents
from ita_xlsx.model.received import NOT_KNOWN, Mail, Received, ReceivedFrom, received_on
from ita_xlsx.model.results import Basis
from ita_xlsx.model.submission import Evidence, StepReport


class State(StrEnum):
    """The state of an agency in the round.

    ``NO_TABLE_SCORE``: the round was made from a table of all agencies, without asking for a form, and the table gives
    no score of this one.
    """

    RETURNED = "returned"
    REJECTED = "rejected"
    DECLARED_NOTHING = "declared_nothing"
    UNDECIDED = "undecided"
    HELD_BACK = "held_back"
    NOT_A_FORM = "not_a_form"
    MISSING = "missing"
    NO_TABLE_SCORE = "no_table_score"


class ChoiceBasis(StrEnum):
    """The basis on which one of the files of an agency counts.

    It is the only one, or the officer decided; it mends the others; it is the only accepted one, or the later of those
    whose moments are known. ``NONE_ACCEPTED``: every file must be mended. ``OPEN``: the officer has to decide.
    """

    ONLY_FILE = "only_file"
    DECISION = "decision"
    MENDS = "mends"
    ONLY_ACCEPTED = "only_accepted"
    LATER = "later"
    NONE_ACCEPTED = "none_accepted"
    OPEN = "open"


# The fields of a summary that hold a score for each subject.
_SCORES = ("values", "previous")


@dataclass(frozen=True, kw_only=True)
class ReturnSummary(Fields):
    """The summary of one returned file, small enough to keep one for every agency of the country.

    ``values`` and ``previous`` are the exact scores (0-100, or None) of this and last year, in the order of
    ``framework.nodes``. ``weak`` are the weak points as pairs of subject and remedy, ``announced`` the subjects whose
    score is an announced figure, ``announced_apart`` the announced figures beside which another score is computed.
    ``notes`` are notes beside announced figures, for example the printed figure if it
    was corrected. ``modified`` is the date of the file, ``website`` the web site written in the form, ``reported``
    the date written in the form, ``province`` the province, ``mail`` the mail in which the file came. ``level_basis``
    is computed, given (an announced level), or missing (no level). ``roster_name`` and ``roster_province`` are those of
    the roster for the code of the form, where the form has others; else None.

    ``mends`` are the digests of the forms that this one mends or holds, ``joined`` the files from which it was joined.
    ``cells`` are the places of the answers, such as ``IIT!D14``, in the order of ``framework.answers``; ``corrections``
    are those that were applied to the answers. ``content`` is a digest of everything that the form says: equal for two
    files that differ in their bytes alone; empty for a file that is no form. ``figure_cells`` are the cells of
    announced figures and of last year's scores, as ``model.trace.figure_cells`` packs them.
    """

    file: str
    digest: str = ""
    modified: date | None = None
    code: str = ""
    name: str = ""
    year: int | None = None
    status: Status = Status.REJECTED
    declares_nothing: bool = False
    complete: bool = False
    answered: int = 0
    expected: int = 0
    values: tuple[Fraction | None, ...] = ()
    previous: tuple[Fraction | None, ...] = ()
    level: str = ""
    announced: tuple[str, ...] = ()
    announced_apart: tuple[tuple[str, Fraction], ...] = ()
    weak: tuple[tuple[str, str], ...] = ()
    respondents: tuple[tuple[str, int], ...] = ()
    evidence: tuple[Evidence, ...] = ()
    steps: tuple[StepReport, ...] = ()
    findings: tuple[Finding, ...] = ()
    notes: tuple[tuple[str, str], ...] = ()
    website: str = ""
    reported: date | None = None
    level_basis: Basis = Basis.MISSING
    province: str = ""
    roster_name: str | None = None
    roster_province: str | None = None
    measures_lost: bool = False
    statuses_lost: bool = False
    mail: Mail | None = None
    mends: tuple[str, ...] = ()
    joined: tuple[str, ...] = ()
    cells: tuple[str, ...] = ()
    corrections: tuple[Correction, ...] = ()
    content: str = ""
    figure_cells: str = ""

    def __getstate__(self) -> dict[str, Any]:
        """Return the fields by name, the scores packed: a child hands hundreds of them over for each form."""
        state = super().__getstate__()
        return state | {name: pack_scores(state[name]) for name in _SCORES}

    def __setstate__(self, state: Mapping[str, Any]) -> None:
        """Take the fields over that ``__getstate__`` returned."""
        self.__dict__.update(state)
        self.__dict__.update({name: unpack_scores(*state[name]) for name in _SCORES})

    @property
    def received(self) -> Received:
        """Return the moment of receipt by the mail, else by the day that the form states; else it is not known."""
        if self.mail is not None and self.mail.received.is_known:
            return self.mail.received
        return received_on(self.reported, ReceivedFrom.FORM)

    @property
    def is_held_back(self) -> bool:
        """Return True if the size of its scores is doubtful, so that the officer must confirm the form."""
        return any(has_trait(finding, Trait.HOLDS_BACK) for finding in self.findings)

    @property
    def corrected(self) -> frozenset[str]:
        """Return the subjects whose answers are not those of the form, because the officer corrected them."""
        return frozenset(item.subject for item in self.corrections)

    @property
    def contradicts_roster(self) -> bool:
        """Return True if both the name and the province of the form are others than those that belong to its code."""
        return self.roster_name is not None and self.roster_province is not None


def bare_name(file: str) -> str:
    """Return the name of a file without its folders; both kinds of slash separate folders."""
    return file.replace("\\", "/").rpartition("/")[2]


def answers_together(files: Iterable[ReturnSummary], framework: Framework) -> int:
    """Return how many answers several files give together, each counted once."""
    leaves = {node.subject for node in framework.answers}
    return len(
        {
            subject
            for item in files
            for subject, value in zip(framework.nodes, item.values, strict=False)
            if value is not None and subject in leaves
        }
    )


@dataclass(frozen=True)
class Decision:
    """The officer's decision on an agency: the file that counts, the reason, its date, and the day of arrival.

    ``place`` is the cell of the row that chose the file, such as ``เลือกไฟล์!A5``, and ``book`` the path of its file.
    """

    code: str
    file: str = ""
    reason: str = ""
    decided: date | None = None
    received: date | None = None
    place: str = field(default="", kw_only=True)
    book: str = field(default="", kw_only=True)


@dataclass(frozen=True, kw_only=True)
class AgencyReturn:
    """An agency of the roster with its state, the summary of the file that counts, and those of its other files.

    ``received`` is the moment of receipt with its origin; the date of a file plays no part in it.

    ``basis`` is why that file counts. ``superseded`` are those of the other files that it mends, ``refused`` those that
    the officer decided not to use, ``halves`` the files that are complete only together, as a proposal to join them.
    """

    agency: Agency
    state: State
    summary: ReturnSummary | None = None
    others: tuple[ReturnSummary, ...] = ()
    received: Received = NOT_KNOWN
    late: bool = False
    decision: Decision | None = None
    basis: ChoiceBasis = ChoiceBasis.ONLY_FILE
    superseded: tuple[ReturnSummary, ...] = ()
    refused: tuple[ReturnSummary, ...] = ()
    halves: tuple[ReturnSummary, ...] = ()

    @property
    def recorded(self) -> bool:
        """Return True if the officer wrote the day of receipt."""
        return self.received.is_recorded

    @property
    def counts(self) -> bool:
        """Return True if the agency counts in ranks and averages: its file is accepted and complete."""
        return self.state is State.RETURNED and self.summary is not None and self.summary.complete

    @property
    def is_incomplete(self) -> bool:
        """Return True if the agency returned a file that does not count, because answers are missing."""
        return self.state is State.RETURNED and not self.counts

    @property
    def is_one_form(self) -> bool:
        """Return True if it is known which of its files is the form of the agency, so that its steps can be used.

        A file that the officer decided not to use is no form.
        """
        is_open = self.state is State.UNDECIDED or self.basis is ChoiceBasis.NONE_ACCEPTED
        return self.summary is not None and self.summary not in self.refused and not is_open

    @property
    def readable_steps(self) -> tuple[StepReport, ...]:
        """Return the steps that the agency reports; none if their statuses are not read, or its file is refused."""
        summary = self.summary
        return summary.steps if summary and not summary.statuses_lost and summary not in self.refused else ()


class AttributedBy(StrEnum):
    """The reason why a file that is no form is attributed to an agency, the surest first."""

    ADDRESS = "address"
    SENDER = "sender"
    FILE = "file"
    SUBJECT = "subject"


@dataclass(frozen=True)
class UnassignedFile:
    """A file that belongs to no agency of the round: of an unknown agency, of another year, or unreadable.

    ``nearest`` is the agency with the most similar name; it is only a suggestion. ``agency_of_code`` is the agency
    whose code is in the form, if the rest of the form names another agency. ``basis`` is why ``nearest`` is the
    agency of a file that is no form, and ``rival`` is another agency that the name of that file means.
    """

    summary: ReturnSummary
    nearest: Agency | None = None
    agency_of_code: Agency | None = None
    basis: AttributedBy | None = None
    rival: Agency | None = None


@dataclass(frozen=True, kw_only=True)
class RoundState:
    """All agencies of a round in the order of the roster, and the files that belong to no agency.

    ``decisions`` are those of the officer. ``passed_over`` are the findings on files that were not opened, ``unopened``
    those of them that an agency sent; ``mails`` are the mails in which such files came, by the name of the file.
    ``closed`` is the closing of the round with what differs from it; None for an open round.

    Without a roster the members are the agencies that returned a file, and no agency can be missing. ``national`` is
    the mean of the country.
    """

    framework: Framework
    threshold: Limit
    members: tuple[AgencyReturn, ...]
    name: str = ""
    deadline: date | None = None
    unknown: tuple[UnassignedFile, ...] = ()
    wrong_year: tuple[UnassignedFile, ...] = ()
    unreadable: tuple[UnassignedFile, ...] = ()
    passed_over: tuple[Finding, ...] = ()
    decisions: Decisions = NO_DECISIONS
    unopened: tuple[UnassignedFile, ...] = ()
    mails: tuple[tuple[str, Mail], ...] = ()
    has_roster: bool = True
    national: NationalMean = NO_NATIONAL_MEAN
    closed: ClosedRound | None = None
    respondents: RespondentRules = NO_RULES

    def respondents_of(self, member: AgencyReturn) -> tuple[RespondentCount, ...]:
        """Return the respondents of the surveys of an agency whose form is here, where the round asks for a number.

        None of an agency that has nothing to report, or whose form is blank.
        """
        summary = member.summary
        if summary is None or summary.declares_nothing or not summary.answered:
            return ()
        return count_respondents(member.agency, summary.respondents, self.respondents)

    def count(self, state: State) -> int:
        """Return the number of agencies in a state, which every document and sheet prints for it."""
        return sum(member.state is state for member in self.members)

    @property
    def awaited(self) -> int:
        """Return the number of agencies that are awaited: without a complete return, a declaration or a table."""
        awaited_none = (State.DECLARED_NOTHING, State.NO_TABLE_SCORE)
        return sum(not item.counts and item.state not in awaited_none for item in self.members)

    @property
    def has_corrections(self) -> bool:
        """Return True if an answer of a form that counts is not that of its file."""
        return any(member.summary.corrections for member in self.counted if member.summary)

    @property
    def counted(self) -> tuple[AgencyReturn, ...]:
        """Return the agencies that count in ranks and averages."""
        return tuple(member for member in self.members if member.counts)


@dataclass(frozen=True)
class EarlierRound:
    """The scores of an earlier year of the province by agency code, in the order of this year's ``framework.nodes``.

    ``names`` are the names of the agencies in that year by code, as far as they were stored.
    """

    year: int
    scores: tuple[tuple[str, tuple[Fraction | None, ...]], ...]
    names: tuple[tuple[str, str], ...] = ()
