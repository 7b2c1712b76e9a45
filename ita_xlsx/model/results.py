"""Hold the results of one submission: exact scores, each computed, given (announced) or missing; ranks and the level.

Works on values only; ``ita_xlsx.scoring`` computes the results.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import cached_property, lru_cache
from types import MappingProxyType
from typing import NamedTuple

from ita_xlsx.model.fields import Fields
from ita_xlsx.model.limits import Limit


class Basis(StrEnum):
    """The basis of a figure: computed from answers, given (an announced figure), or missing."""

    COMPUTED = "computed"
    GIVEN = "given"
    MISSING = "missing"


def plain_limit(limit: Decimal) -> str:
    """Return a threshold with two decimals, or with none where it is a whole number."""
    return f"{limit:.0f}" if limit == int(limit) else f"{limit:.2f}"


def two_decimals(value: Fraction) -> Decimal:
    """Return a value rounded half up to two decimals."""
    return from_hundredths(in_hundredths(value))


def in_hundredths(value: Fraction) -> int:
    """Return a value in hundredths, rounded half up.

    This is the only rounding in the program, wherever a score is printed or compared.
    """
    top, bottom = value.as_integer_ratio()
    return (top * 200 + bottom) // (bottom * 2)


@lru_cache(maxsize=1 << 14)
def from_hundredths(count: int) -> Decimal:
    """Return ``count`` hundredths as a number with two decimals; the cache holds all 10,001 possible scores."""
    return Decimal(count).scaleb(-2)


def plain_number(value: Fraction) -> str:
    """Return a score as a person types it, with all its decimals and no zeros at the end."""
    number = Decimal(value.numerator) / Decimal(value.denominator)
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


class Score(NamedTuple):
    """The score (0-100, exact) of a subject; ``announced`` are the subjects of the announced figures used in it.

    ``answered`` is the number of answers below a node that are known, though its announced figure is used; else 0.
    """

    subject: str
    basis: Basis
    value: Fraction | None = None
    announced: tuple[str, ...] = ()
    answered: int = 0

    @property
    def rounded(self) -> Decimal | None:
        """Return the score rounded half up to two decimals, or None if it is missing.

        It is not cached: the cache costs more than the rounding.
        """
        return None if self.value is None else two_decimals(self.value)


def rounded_scores(scores: Iterable[Score]) -> dict[str, int]:
    """Return the scores that are not missing by subject, in hundredths."""
    return {score.subject: in_hundredths(score.value) for score in scores if score.value is not None}


@dataclass(frozen=True)
class ImpossibleFigure:
    """An announced figure that the known answers below its subject cannot give, whatever the missing answers are.

    ``lowest`` and ``highest`` (0-100, exact) are the scores that they can give, ``answered`` is how many are known.
    """

    subject: str
    figure: Fraction
    lowest: Fraction
    highest: Fraction
    answered: int


@dataclass(frozen=True)
class LevelResult:
    """The level that was reached, and its basis: computed, given (announced), or missing."""

    name: str | None
    basis: Basis


@dataclass(frozen=True, kw_only=True)
class Results(Fields):
    """All scores of a submission.

    ``weighted`` holds the contribution of each instrument to the overall score, ``rank_groups`` the subjects that are
    ranked together, and ``announced`` the announced figures. ``missing`` are the answers without which a score stays
    incomplete. ``declarations`` are the words of answers that were declared not to apply. ``unanswered`` are empty
    answers that an announced figure replaces. ``refused`` are answers whose number is not a score (0-100).
    ``impossible`` are announced figures that are not used because the known answers cannot give them.
    ``announced_level`` is the announced level as it was typed.
    """

    year: int
    threshold: Limit
    scores: tuple[Score, ...]
    answers: tuple[Score, ...]
    weighted: tuple[Score, ...]
    level: LevelResult
    rank_groups: tuple[tuple[str, ...], ...] = ()
    announced: tuple[tuple[str, Fraction], ...] = ()
    missing: tuple[str, ...] = ()
    declarations: tuple[tuple[str, str], ...] = ()
    unanswered: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    impossible: tuple[ImpossibleFigure, ...] = ()
    announced_level: str = ""

    @cached_property
    def by_subject(self) -> Mapping[str, Score]:
        """Return the scores of nodes and answers by subject."""
        return MappingProxyType({score.subject: score for score in (*self.scores, *self.answers)})

    @cached_property
    def weighted_by_instrument(self) -> Mapping[str, Score]:
        """Return the weighted scores by instrument."""
        return MappingProxyType({score.subject: score for score in self.weighted})

    @cached_property
    def rank_of(self) -> Mapping[str, int]:
        """Return the rank of each scored subject in its group: 1 is the best.

        Equal scores, compared at two decimals, have the same rank.
        """
        ranks: dict[str, int] = {}
        for group in self.rank_groups:
            scored = [(subject, score) for subject in group if (score := self.by_subject[subject].rounded) is not None]
            first: dict[Decimal, int] = {}
            for rank, score in enumerate(sorted((score for _, score in scored), reverse=True), 1):
                first.setdefault(score, rank)
            ranks |= {subject: first[score] for subject, score in scored}
        return MappingProxyType(ranks)

    @cached_property
    def announced_by_subject(self) -> Mapping[str, Fraction]:
        """Return every announced figure, used or not, by subject."""
        return MappingProxyType(dict(self.announced))

    @cached_property
    def impossible_by_subject(self) -> Mapping[str, ImpossibleFigure]:
        """Return the announced figures that are not used, because the known answers cannot give them, by subject."""
        return MappingProxyType({item.subject: item for item in self.impossible})

    @property
    def complete(self) -> bool:
        """Return True if there is an overall score and no answer is missing."""
        return not self.missing and self.by_subject["overall"].value is not None

    @property
    def answered(self) -> int:
        """Return the number of answers that are scores."""
        return sum(1 for score in self.answers if score.value is not None)

    def below_threshold(self, subject: str) -> bool:
        """Return True if the subject has a score below the threshold, compared at two decimals."""
        rounded = self.by_subject[subject].rounded
        return rounded is not None and rounded < two_decimals(self.threshold)
