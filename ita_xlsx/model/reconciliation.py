"""What announced figures say of one another: which follow, which cannot, which disagree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import product

TOLERANCE = Decimal("0.01")
_SHOWN_TERMS = 6


@dataclass(frozen=True)
class Term:
    """A figure another one is made of: its share, and its printed versions (one, or two that disagree)."""

    subject: str
    share: Fraction
    printed: tuple[Fraction, ...]


def choices(terms: tuple[Term, ...]) -> Iterator[tuple[int, ...]]:
    """Every choice between the printed versions of the terms, earlier versions first."""
    return product(*(range(len(term.printed)) for term in terms))


def combine(terms: tuple[Term, ...], chosen: tuple[int, ...]) -> Fraction:
    """What the terms come to, with one printed version of each."""
    pairs = zip(terms, chosen, strict=True)
    return sum((term.share * term.printed[index] for term, index in pairs), Fraction(0))


@dataclass(frozen=True)
class Suggestion:
    """The one misprint that would explain a figure: a digit changed, or two neighbours swapped."""

    subject: str
    printed: Decimal
    likely: Decimal


@dataclass(frozen=True)
class Row:
    """An announced figure against those it is made of.

    ``chosen`` numbers the printed version taken of each term, ``own`` that of the figure itself;
    ``difference`` is announced less computed (two decimals); ``under`` names the figure whose finding
    explains this one.
    """

    subject: str
    printed: tuple[Fraction, ...]
    own: int
    terms: tuple[Term, ...] = ()
    chosen: tuple[int, ...] = ()
    computed: Decimal | None = None
    difference: Decimal | None = None
    under: str = ""
    suggestion: Suggestion | None = None

    @property
    def follows(self) -> bool:
        """Whether it follows, or cannot be tested; a hundredth apart is rounding."""
        return self.difference is None or abs(self.difference) <= TOLERANCE

    @property
    def terms_words(self) -> str:
        """What it is made of, in a few words."""
        names = [term.subject for term in self.terms]
        return ", ".join(names) if len(names) <= _SHOWN_TERMS else f"{names[0]} … {names[-1]}"

    @property
    def likely_words(self) -> str:
        """``9: 87.78 -> 97.78``; empty where no single misprint explains it."""
        likely = self.suggestion
        return f"{likely.subject}: {likely.printed} -> {likely.likely}" if likely else ""


@dataclass(frozen=True)
class WrongStatement:
    """An announced word that does not hold: the level, the highest or the lowest indicator."""

    subject: str
    announced_word: str
    actual: str
    score: Decimal | None = None


@dataclass(frozen=True)
class Block:
    """Scores that repeat others digit for digit, where chance does not explain it."""

    subjects: tuple[str, ...]
    repeats: tuple[str, ...]


@dataclass(frozen=True)
class Reconciliation:
    """Everything found about announced figures."""

    rows: tuple[Row, ...] = ()
    disagreements: tuple[str, ...] = ()
    announced_words: tuple[WrongStatement, ...] = ()
    blocks: tuple[Block, ...] = ()
