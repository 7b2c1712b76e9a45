"""A round as the province sees it: every agency of the roster, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from ita_xlsx.model.agency import Agency
from ita_xlsx.model.fields import Fields
from ita_xlsx.model.findings.finding import Finding, Status
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.submission import Evidence, StepReport


class State(StrEnum):
    """Where an agency stands in the round."""

    RETURNED = "returned"
    REJECTED = "rejected"
    DECLARED_NOTHING = "declared_nothing"
    UNDECIDED = "undecided"
    MISSING = "missing"


@dataclass(frozen=True)
class ReturnSummary(Fields):
    """One returned file boiled down, small enough to keep for every agency of the nation.

    ``values`` and ``previous`` hold exact scores (0-100, None where there is none) in the order of
    ``framework.nodes``; ``weak`` the subjects that are weak points with their remedies; ``announced`` the subjects
    taken from announced figures; ``notes`` what was noted beside announced figures, such as what a report
    printed where it was corrected. ``modified`` is the file's own date, ``website`` what the form says of the
    agency's site, ``reported`` the day the form bears.
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


def bare_name(file: str) -> str:
    """A file's name without its folders, whatever parts them."""
    return file.replace("\\", "/").rpartition("/")[2]


@dataclass(frozen=True)
class Decision:
    """What the officer settled about an agency: which file counts, why, since when; when its return arrived."""

    code: str
    file: str = ""
    why: str = ""
    decided: date | None = None
    received: date | None = None


@dataclass(frozen=True)
class AgencyReturn:
    """An agency of the roster: its state, the file that counts, and the others that came.

    ``recorded`` says that ``received`` is the officer's date and not the file's own.
    """

    agency: Agency
    state: State
    reading: ReturnSummary | None = None
    others: tuple[ReturnSummary, ...] = ()
    received: date | None = None
    recorded: bool = False
    late: bool = False
    decision: Decision | None = None

    @property
    def counts(self) -> bool:
        """Whether it stands in ranks and averages: accepted, and complete."""
        return self.state is State.RETURNED and self.reading is not None and self.reading.complete


@dataclass(frozen=True)
class UnassignedFile:
    """A file that belongs to no agency of the round: unknown, of another year, or unreadable.

    ``nearest`` is the agency whose name is most like it, as a suggestion and never assumed; ``agency_of_code`` the one
    whose code the form bears, where the rest of the form speaks of another.
    """

    reading: ReturnSummary
    nearest: Agency | None = None
    agency_of_code: Agency | None = None


@dataclass(frozen=True)
class RoundState:
    """All agencies of a round in the roster's order, and the files that belong to none.

    Without a roster the members are those that returned something, and nobody can be missing.
    """

    framework: Framework
    threshold: Fraction
    members: tuple[AgencyReturn, ...]
    name: str = ""
    deadline: date | None = None
    unknown: tuple[UnassignedFile, ...] = ()
    wrong_year: tuple[UnassignedFile, ...] = ()
    unreadable: tuple[UnassignedFile, ...] = ()
    passed_over: tuple[Finding, ...] = ()
    has_roster: bool = True

    @property
    def counted(self) -> tuple[AgencyReturn, ...]:
        """The agencies in ranks and averages."""
        return tuple(member for member in self.members if member.counts)


@dataclass(frozen=True)
class EarlierRound:
    """An earlier year of the province: agency code -> scores, in the order of this year's ``framework.nodes``.

    ``names`` are the agencies' names then, by their codes, where they are known.
    """

    year: int
    scores: tuple[tuple[str, tuple[Fraction | None, ...]], ...]
    names: tuple[tuple[str, str], ...] = ()
