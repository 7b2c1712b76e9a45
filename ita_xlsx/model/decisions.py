"""Hold the officer's decisions about a round: files, days of receipt, other names, corrections by telephone.

Works on values only; ``ita_xlsx.intake.decisions_file`` reads them from ``decisions.xlsx``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from ita_xlsx.model.agency import code_key
from ita_xlsx.model.received import NOT_KNOWN, Received


class Choice(StrEnum):
    """A decision about files: use one, use none of them, join them, confirm a doubtful one, or say whose it is."""

    USE = "use"
    REFUSE = "refuse"
    JOIN = "join"
    CONFIRM = "confirm"
    ASSIGN = "assign"


@dataclass(frozen=True, kw_only=True)
class _Row:
    """A row of the file: the code of the agency, and why, when and by whom it was decided.

    ``place`` is the cell of the row, such as ``เลือกไฟล์!A5``, and ``book`` the path of its file.
    """

    code: str
    reason: str = ""
    decided: date | None = None
    by: str = ""
    place: str = ""
    book: str = ""


@dataclass(frozen=True, kw_only=True)
class FileDecision(_Row):
    """A decision about files of an agency; several files only for ``Choice.JOIN`` and ``Choice.REFUSE``.

    ``digests`` are beginnings of the SHA-256 of these files; where they are given, a file of the same name with another
    content is not meant.
    """

    choice: Choice = Choice.USE
    files: tuple[str, ...] = ()
    digests: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ReceivedDecision(_Row):
    """The moment at which the form of an agency came, as the officer recorded it."""

    received: Received = NOT_KNOWN


@dataclass(frozen=True, kw_only=True)
class Alias(_Row):
    """Another name that the forms of an agency may have."""

    name: str


@dataclass(frozen=True, kw_only=True)
class Correction(_Row):
    """A correction of one score that an agency told the officer; it is applied where the form still holds ``was``.

    ``subject`` is an answer of the framework, such as ``i1`` or ``e1 public``. ``was`` is None for an empty cell.
    ``informant`` is the person who told it.
    """

    subject: str
    was: Fraction | None = None
    becomes: Fraction = Fraction(0)
    informant: str = ""


@dataclass(frozen=True, kw_only=True)
class Decisions:
    """All decisions of a round, in the order of their rows; of two about the same thing the later one holds."""

    files: tuple[FileDecision, ...] = ()
    received: tuple[ReceivedDecision, ...] = ()
    aliases: tuple[Alias, ...] = ()
    corrections: tuple[Correction, ...] = ()

    def __add__(self, other: Decisions) -> Decisions:
        """Return the decisions of both, those of ``other`` as the later ones."""
        return Decisions(
            files=self.files + other.files,
            received=self.received + other.received,
            aliases=self.aliases + other.aliases,
            corrections=self.corrections + other.corrections,
        )

    @property
    def all_codes(self) -> tuple[str, ...]:
        """Return the codes of all agencies that a decision names, as they are written, each once."""
        return tuple(dict.fromkeys(item.code for item in self.rows))

    @property
    def rows(self) -> tuple[FileDecision | ReceivedDecision | Alias | Correction, ...]:
        """Return all decisions of all kinds."""
        return (*self.files, *self.received, *self.aliases, *self.corrections)

    @property
    def codes(self) -> tuple[str, ...]:
        """Return the codes of all agencies that a decision names, each once."""
        return tuple({code_key(code): code for code in reversed(self.all_codes)}.values())[::-1]

    def __bool__(self) -> bool:
        """Return True if there is at least one decision."""
        return bool(self.files or self.received or self.aliases or self.corrections)


NO_DECISIONS = Decisions()
