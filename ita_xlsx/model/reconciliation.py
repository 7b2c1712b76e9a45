"""Hold the comparison of announced figures with the figures that are computed from other announced figures.

Works on values only; ``ita_xlsx.diagnosis`` makes the comparison.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import product

TOLERANCE = Decimal("0.01")
_MOST_NAMES = 6


@dataclass(frozen=True)
class Term:
    """A figure from which another figure is computed: its share in it, and its one or two printed values."""

    subject: str
    share: Fraction
    printed: tuple[Fraction, ...]


def choices(terms: tuple[Term, ...]) -> Iterator[tuple[int, ...]]:
    """Yield every choice between the printed values of the terms, as one index for each term, in order."""
    return product(*(range(len(term.printed)) for term in terms))


def combine(terms: tuple[Term, ...], indexes: tuple[int, ...]) -> Fraction:
    """Return the exact sum of share times printed value; ``indexes`` chooses one printed value of each term."""
    pairs = zip(terms, indexes, strict=True)
    return sum((term.share * term.printed[index] for term, index in pairs), Fraction(0))


@dataclass(frozen=True)
class Suggestion:
    """The only misprint that can explain a figure: one digit changed, or two neighboring digits swapped.

    ``is_second`` is True if only the second source prints the changed figure. ``with_second`` are the other terms that
    count with the figure of the second source in every sum that fits.
    """

    subject: str
    printed: Decimal
    likely: Decimal
    is_second: bool = False
    with_second: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Impossible:
    """A printed figure that whole items (0, 50 or 100) cannot give; ``items`` is the number of its items.

    ``likely`` is the only mean of whole items that makes the total right, or None.
    """

    subject: str
    printed: Decimal
    items: int
    likely: Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class Row:
    """An announced figure compared with the figure computed from its terms.

    ``term_indexes`` is the index of the printed value used for each term, ``printed_index`` that of the figure itself;
    a row that is not consistent, and one that the first source explains, has only figures of the first source.
    ``difference`` is announced minus computed (points, two decimals). ``explained_by`` is the subject whose finding
    explains this difference. ``impossible`` are figures that whole items cannot give; that is inferred, so a consistent
    row has none.
    """

    subject: str
    printed: tuple[Fraction, ...]
    printed_index: int
    terms: tuple[Term, ...] = ()
    term_indexes: tuple[int, ...] = ()
    computed: Decimal | None = None
    difference: Decimal | None = None
    explained_by: str = ""
    suggestion: Suggestion | None = None
    impossible: tuple[Impossible, ...] = ()

    @property
    def is_consistent(self) -> bool:
        """Return True if the figure agrees with its terms or cannot be tested; a difference of 0.01 is rounding."""
        return self.difference is None or abs(self.difference) <= TOLERANCE

    @property
    def has_two_sources(self) -> bool:
        """Return True if two sources print the figure or one of its terms differently."""
        return len(self.printed) > 1 or any(len(term.printed) > 1 for term in self.terms)

    @property
    def second_subjects(self) -> tuple[str, ...]:
        """Return the subjects whose figure of the second source is needed to make the figure agree."""
        terms = zip(self.terms, self.term_indexes, strict=False)
        return (*((self.subject,) if self.printed_index else ()), *(term.subject for term, index in terms if index))

    @property
    def terms_words(self) -> str:
        """Return the subjects of the terms as text: all of them, or the first and the last if there are many."""
        names = [term.subject for term in self.terms]
        return ", ".join(names) if len(names) <= _MOST_NAMES else f"{names[0]} … {names[-1]}"

    @property
    def likely_words(self) -> str:
        """Return the likely misprint as text (``9: 87.78 -> 97.78``), or an empty text if there is none."""
        likely = self.suggestion
        return f"{likely.subject}: {likely.printed} -> {likely.likely}" if likely else ""

    @property
    def suggestion_words(self) -> str:
        """Return the likely misprint as text; without one, the means of whole items that would be right."""
        fitting = [item for item in self.impossible if item.likely is not None]
        return self.likely_words or ", ".join(f"{item.subject}: {item.printed} -> {item.likely}" for item in fitting)


@dataclass(frozen=True)
class WrongStatement:
    """An announced level, highest or lowest indicator that disagrees with the scores."""

    subject: str
    announced_word: str
    actual: str
    score: Decimal | None = None


@dataclass(frozen=True)
class Block:
    """Scores that repeat other scores digit for digit, too many to be chance."""

    subjects: tuple[str, ...]
    repeats: tuple[str, ...]


@dataclass(frozen=True)
class Reconciliation:
    """All results of the comparison of announced figures."""

    rows: tuple[Row, ...] = ()
    disagreements: tuple[str, ...] = ()
    announced_words: tuple[WrongStatement, ...] = ()
    blocks: tuple[Block, ...] = ()
