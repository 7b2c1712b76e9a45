"""Hold the state of a round: each agency of the roster with its returned files, and the files of no agency.

Works on values only; ``ita_xlsx.cycle`` assigns the files to the agencies.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from ita_xlsx.model.agency import Agency
from ita_xlsx.model.fields import Fields
from ita_xlsx.model.findings.finding import Finding, Status
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.limits import Limit
from ita_xlsx.model.results import Basis
from ita_xlsx.model.submission import Evidence, StepReport


class State(StrEnum):
    """The state of an agency in the round."""

    RETURNED = "returned"
    REJECTED = "rejected"
    DECLARED_NOTHING = "declared_nothing"
    UNDECIDED = "undecided"
    MISSING = "missing"


@dataclass(frozen=True, kw_only=True)
class ReturnSummary(Fields):
    """The summary of one returned file, small enough to keep one for every agency of the country.

    ``values`` and ``previous`` are the exact scores (0-100, or None) of this and last year, in the order of
    ``framework.nodes``. ``weak`` are the weak points as pairs of subject and remedy, ``announced`` the subjects whose
    score is an announced figure. ``notes`` are notes beside announced figures, for example the printed figure if it
    was corrected. ``modified`` is the date of the file, ``website`` the web site written in the form, ``reported``
    the date written in the form, ``province`` the province. ``level_basis`` is computed, given (an announced level), or
    missing (no level). ``roster_name`` and ``roster_province`` are those of the roster for the code of the form, where
    the form has others; else None.
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

    @property
    def contradicts_roster(self) -> bool:
        """Return True if both the name and the province of the form are others than those that belong to its code."""
        return self.roster_name is not None and self.roster_province is not None


def bare_name(file: str) -> str:
    """Return the name of a file without its folders; both kinds of slash separate folders."""
    return file.replace("\\", "/").rpartition("/")[2]


@dataclass(frozen=True)
class Decision:
    """The officer's decision on an agency: the file that counts, the reason, its date, and the day of arrival."""

    code: str
    file: str = ""
    reason: str = ""
    decided: date | None = None
    received: date | None = None


@dataclass(frozen=True, kw_only=True)
class AgencyReturn:
    """An agency of the roster with its state, the summary of the file that counts, and those of its other files.

    ``recorded`` is True if ``received`` was written by the officer, and False if it is the date of the file.
    """

    agency: Agency
    state: State
    summary: ReturnSummary | None = None
    others: tuple[ReturnSummary, ...] = ()
    received: date | None = None
    recorded: bool = False
    late: bool = False
    decision: Decision | None = None

    @property
    def counts(self) -> bool:
        """Return True if the agency counts in ranks and averages: its file is accepted and complete."""
        return self.state is State.RETURNED and self.summary is not None and self.summary.complete

    @property
    def is_incomplete(self) -> bool:
        """Return True if the agency returned a file that does not count, because answers are missing."""
        return self.state is State.RETURNED and not self.counts

    @property
    def readable_steps(self) -> tuple[StepReport, ...]:
        """Return the steps that the agency reports; none if their statuses could not be read."""
        return self.summary.steps if self.summary and not self.summary.statuses_lost else ()


@dataclass(frozen=True)
class UnassignedFile:
    """A file that belongs to no agency of the round: of an unknown agency, of another year, or unreadable.

    ``nearest`` is the agency with the most similar name; it is only a suggestion. ``agency_of_code`` is the agency
    whose code is in the form, if the rest of the form names another agency.
    """

    summary: ReturnSummary
    nearest: Agency | None = None
    agency_of_code: Agency | None = None


@dataclass(frozen=True, kw_only=True)
class RoundState:
    """All agencies of a round in the order of the roster, and the files that belong to no agency.

    ``passed_over`` are the findings on files that were not opened, ``unopened`` those of them named after an agency.

    Without a roster the members are the agencies that returned a file, and no agency can be missing.
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
    unopened: tuple[UnassignedFile, ...] = ()
    has_roster: bool = True

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
