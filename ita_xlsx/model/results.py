"""What the scores come to: each figure says whether it is computed, given or missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import cached_property, lru_cache
from types import MappingProxyType

from ita_xlsx.model.fields import Fields


class Basis(StrEnum):
    """Where a figure comes from."""

    COMPUTED = "computed"
    GIVEN = "given"
    MISSING = "missing"


def two_decimals(value: Fraction) -> Decimal:
    """Round half up to two decimals: the one rounding, wherever a score is shown or compared."""
    top, bottom = value.as_integer_ratio()
    return _hundredths((top * 200 + bottom) // (bottom * 2))


@lru_cache(maxsize=1 << 14)
def _hundredths(count: int) -> Decimal:
    """So many hundredths; scores have ten thousand of them."""
    return Decimal(count).scaleb(-2)


def plain_number(value: Fraction) -> str:
    """A score as a person would type it, every decimal kept."""
    number = Decimal(value.numerator) / Decimal(value.denominator)
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


@dataclass(frozen=True)
class Score(Fields):
    """The score (0-100, exact) of a subject; ``announced`` names the announced figures it stands on."""

    subject: str
    basis: Basis
    value: Fraction | None = None
    announced: tuple[str, ...] = ()

    @property
    def rounded(self) -> Decimal | None:
        """Two decimals, half up; None when the score is missing. Keeping it costs more than working it out."""
        return None if self.value is None else two_decimals(self.value)


@dataclass(frozen=True)
class LevelResult:
    """The level reached, and whether it was computed, given or cannot be told."""

    name: str | None
    basis: Basis


@dataclass(frozen=True)
class Results(Fields):
    """Every score of a submission.

    ``weighted`` holds an instrument's contribution to the overall score; ``announced`` the announced figures;
    ``missing`` the answers without which something stays incomplete; ``declarations`` the words of answers
    declared not to apply; ``unanswered`` those that an announced figure stands in for; ``refused`` those
    whose number is no score.
    """

    year: int
    threshold: Fraction
    scores: tuple[Score, ...]
    answers: tuple[Score, ...]
    weighted: tuple[Score, ...]
    level: LevelResult
    ranks: tuple[tuple[str, int], ...]
    announced: tuple[tuple[str, Fraction], ...] = ()
    missing: tuple[str, ...] = ()
    declarations: tuple[tuple[str, str], ...] = ()
    unanswered: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()

    @cached_property
    def by_subject(self) -> Mapping[str, Score]:
        """Nodes and answers by subject."""
        return MappingProxyType({score.subject: score for score in (*self.scores, *self.answers)})

    @cached_property
    def weighted_by_instrument(self) -> Mapping[str, Score]:
        """The weighted scores by instrument."""
        return MappingProxyType({score.subject: score for score in self.weighted})

    @cached_property
    def rank_of(self) -> Mapping[str, int]:
        """The rank (1 is best, ties share) of a subject among its brothers."""
        return MappingProxyType(dict(self.ranks))

    @cached_property
    def announced_by_subject(self) -> Mapping[str, Fraction]:
        """Every announced figure, used or not, by subject."""
        return MappingProxyType(dict(self.announced))

    @property
    def complete(self) -> bool:
        """Whether an overall score exists and no answer is missing."""
        return not self.missing and self.by_subject["overall"].value is not None

    @property
    def answered(self) -> int:
        """How many answers are scores."""
        return sum(1 for score in self.answers if score.value is not None)

    def below_threshold(self, subject: str) -> bool:
        """Whether a score exists and is under the threshold, compared on two decimals."""
        rounded = self.by_subject[subject].rounded
        return rounded is not None and rounded < two_decimals(self.threshold)
