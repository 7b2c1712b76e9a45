"""Hold what a card says as texts, as a reader of its sheet sees them.

Works on values only.
"""

from __future__ import annotations

from dataclasses import dataclass

from ita_xlsx.model.pages.result_card import ResultCard


@dataclass(frozen=True, kw_only=True)
class CardWords:
    """The words of a card, row by row as on its sheet.

    ``indicators`` are name, score, change and gap; ``points`` are label, name, score, why, measure, end and owner.
    ``group`` are name, score, mean, gap, the three quartiles and the quarter. ``heads`` are the titles of the first
    table, ``group_heads`` those of the last, and ``lines`` stand below.
    """

    title: str
    sentence: str
    cards: tuple[ResultCard, ...]
    heads: tuple[str, ...]
    indicators: tuple[tuple[str, ...], ...]
    points_title: str
    points: tuple[tuple[str, ...], ...]
    group_heads: tuple[str, ...]
    group: tuple[tuple[str, ...], ...]
    lines: tuple[str, ...]
