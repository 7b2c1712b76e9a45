"""Name the kinds of nodes in the tree of scores, and the parts of a definition that have a confidence."""

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


class Aspect(StrEnum):
    """A part of a definition that has a confidence of its own.

    FIGURES: the structure and the weights, from which every score is computed. LEVELS: the names and the limits of
    the levels. WORDING: the texts of the questions and the items.
    """

    FIGURES = "figures"
    LEVELS = "levels"
    WORDING = "wording"
