"""Hold what the director's summary says: a sentence, cards, indicators, and weak points with their measures.

Works on values only; every text is as a reader sees it.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from ita_xlsx.model.pages.result_card import ResultCard


@dataclass(frozen=True, kw_only=True)
class SummaryIndicator:
    """An indicator with its score and its change; ``value`` is the score as a number, None while it is incomplete."""

    name: str
    score: str
    change: str
    value: Decimal | None
    is_below: bool
    is_fall: bool
    is_lacking: bool


@dataclass(frozen=True, kw_only=True)
class WeakPlace:
    """A weak point in two rows: what it is, its score and why; then its measure, its end and its owner.

    ``has_measure`` is False if the plan has none for it. ``is_to_fill`` is True for the place that says which answers
    are missing.
    """

    label: str
    name: str
    score: str
    why: str
    word: str
    measure: str
    end: str
    owner: str
    has_measure: bool
    is_below: bool
    is_to_fill: bool


@dataclass(frozen=True, kw_only=True)
class SummaryPage:
    """The director's summary of one agency.

    ``is_due`` says that the result is incomplete, or that announced figures stand in for answers. The first card is the
    overall one. ``heads`` are the titles above the indicators: name, score, change and bar; ``weak_heads`` those above
    the weak points: how many, score or end, why or owner. ``parts`` begin with the row of their titles. Bars begin at
    ``bar_start``; ``threshold`` is the score that an indicator must reach. ``orders`` are the title of the box for the
    director, and the words before the signature and its day. ``missing_codes`` lists the answers that are missing.
    """

    title: str
    sentence: str
    is_due: bool
    cards: tuple[ResultCard, ...]
    heads: tuple[str, ...]
    indicators: tuple[SummaryIndicator, ...]
    weak_heads: tuple[str, ...]
    places: tuple[WeakPlace, ...]
    parts: tuple[tuple[str, ...], ...]
    lines: tuple[str, ...]
    orders: tuple[str, ...]
    missing_codes: str
    bar_start: int
    threshold: Decimal
