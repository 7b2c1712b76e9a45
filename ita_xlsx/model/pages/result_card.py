"""Hold a card of a first page: its title, its figure, and the line below.

Works on values only.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class ResultCard:
    """A card; ``word`` stands beside the figure, and ``is_due`` says that the line below is news that needs work."""

    title: str
    figure: str
    below: str
    word: str = ""
    is_due: bool = False
