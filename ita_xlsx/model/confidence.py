"""Hold how far each part of a definition may be trusted, and where it was found.

Works on values only.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

_DOUBTFUL = frozenset({"low", "low-medium", "assumed", "not found"})


class Aspect(StrEnum):
    """A part of a definition that has a confidence of its own.

    FIGURES: the structure and the weights, from which every score is computed. LEVELS: the names and the limits of
    the levels. WORDING: the texts of the questions and the items.
    """

    FIGURES = "figures"
    LEVELS = "levels"
    WORDING = "wording"


@dataclass(frozen=True)
class Confidence:
    """The confidence in one part of the definition: a word (``high`` … ``not found``), and its source in Thai.

    ``source_en`` is the source in English; it may be empty.
    """

    aspect: Aspect
    word: str
    source: str
    source_en: str = ""

    @property
    def is_doubtful(self) -> bool:
        """Return True if the confidence is below ``medium``, or the part is assumed or was not found."""
        return self.word in _DOUBTFUL

    def source_in(self, lang: str) -> str:
        """Return the source in ``th`` or ``en``; in Thai if there is no English text."""
        return self.source_en if lang == "en" and self.source_en else self.source
