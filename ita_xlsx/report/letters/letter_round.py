"""Hold what all letters of a round share, and what one letter says.

Works on values only.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from ita_xlsx.model.agency import Agency
from ita_xlsx.model.document import Blank, Figure, FilledForm, Pieces, Simple, blanks_of_letter
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.report.round_texts import RoundTexts, Slot
from ita_xlsx.model.round_settings import RoundSettings
from ita_xlsx.report.letters.letter_kinds import LetterKind


@dataclass(frozen=True, kw_only=True)
class LetterRound:
    """The values that all letters of a round share: ``issued`` is their day, ``plan_year`` the year of the plan.

    ``number`` is the number of all of them, as a circular has one; empty if each gets its own from the register.
    ``shared_titles`` are titles of heads that several agencies have, so that a title alone does not say which.
    """

    framework: Framework
    settings: RoundSettings
    texts: RoundTexts
    issued: date
    plan_year: int
    number: str = ""
    emblem: Figure | None = None
    shared_titles: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class LetterContent:
    """The content of one letter; ``values`` fill the slots of its text, ``items`` stand at the place of its list.

    ``agency`` is None for the memo, which goes to the governor.
    """

    kind: LetterKind
    agency: Agency | None
    addressee: Pieces
    subject: str
    values: Mapping[Slot, str] = field(default_factory=dict)
    items: tuple[Simple, ...] = ()


@dataclass(frozen=True)
class RoundLetter:
    """A letter of a round, ready for its master; ``agency`` is None for the memo."""

    kind: LetterKind
    agency: Agency | None
    subject: str
    form: FilledForm

    @property
    def blanks(self) -> tuple[Blank, ...]:
        """Return the blanks that are marked in the letter."""
        return blanks_of_letter(self.form)
