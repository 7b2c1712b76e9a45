"""Hold what indicators and instruments measure, and what to develop at a weak question.

Works on values only; ``ita_xlsx.catalogue`` reads the data, ``ita_xlsx.diagnosis`` chooses the advice.
"""

from __future__ import annotations

from dataclasses import dataclass

# The subject of the sentence of the year's criteria on the measures; no code has Thai letters.
CRITERIA = "มาตรการ"


@dataclass(frozen=True)
class Meaning:
    """The meaning of an indicator or an instrument: two to five lines of Thai text.

    ``confidence`` is the word for how sure the text is: ``high``, ``medium-high``, ``medium`` … ``not found``.
    """

    subject: str
    text: str
    confidence: str = ""


@dataclass(frozen=True)
class Advice:
    """The advice on a weak subject; ``text`` is empty if no measure is made for it, so that a blank stands there.

    ``measure`` is the id of the standard measure from which the text comes.
    """

    subject: str
    text: str = ""
    measure: str = ""
