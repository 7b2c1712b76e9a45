"""Name the kinds of nodes in the tree of scores."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """The kind of a node of the tree, from the overall score down to one answer."""

    OVERALL = "overall"
    INSTRUMENT = "instrument"
    VIEW = "view"
    INDICATOR = "indicator"
    PART = "part"
    SUBINDICATOR = "subindicator"
    ANSWER = "answer"
