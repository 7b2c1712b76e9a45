"""What a node of the tree is."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """What a node of the tree is."""

    OVERALL = "overall"
    INSTRUMENT = "instrument"
    VIEW = "view"
    INDICATOR = "indicator"
    PART = "part"
    SUBINDICATOR = "subindicator"
    ANSWER = "answer"
