"""Hold the mean of the whole country, as the officer typed it into the settings of a round.

Works on values only; ``ita_xlsx.intake.national_settings`` reads it.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from ita_xlsx.model.fields import Fields
from ita_xlsx.model.framework import OVERALL, Framework
from ita_xlsx.model.kind import Kind
from ita_xlsx.model.text.spelling import text_key


@dataclass(frozen=True, kw_only=True)
class NationalMean(Fields):
    """The means (0-100) of the country, as pairs of the typed subject and the mean, and where they are published.

    A subject is ``overall``, the code of an instrument or the number of an indicator. ``year`` is the fiscal year
    (Buddhist) of the means, None if the settings name none.
    """

    means: tuple[tuple[str, Decimal], ...] = ()
    year: int | None = None
    source: str = ""

    def is_of(self, framework: Framework) -> bool:
        """Return True if the means are those of the year of a framework, or name no year."""
        return self.year in (None, framework.year)

    def mean(self, framework: Framework, subject: str) -> Decimal | None:
        """Return the mean of a subject of a framework; None if none was typed in, or if it is of another year."""
        if not self.is_of(framework):
            return None
        key = text_key(subject_name(framework, subject))
        return next((value for name, value in self.means if text_key(name) == key), None)

    def strangers(self, framework: Framework) -> tuple[str, ...]:
        """Return the typed subjects that a framework does not have."""
        subjects = {text_key(subject_name(framework, subject)) for subject in subjects_of(framework)}
        return tuple(name for name, _ in self.means if text_key(name) not in subjects)


NO_NATIONAL_MEAN = NationalMean()


def subjects_of(framework: Framework) -> tuple[str, ...]:
    """Return the subjects that can have a mean of the country: overall, the instruments and the indicators."""
    kinds = (Kind.OVERALL, Kind.INSTRUMENT, Kind.INDICATOR)
    return tuple(node.subject for kind in kinds for node in framework.of_kind(kind))


def subject_name(framework: Framework, subject: str) -> str:
    """Return the name of a subject as the settings write it: ``overall``, ``IIT``, ``6``."""
    return subject if subject == OVERALL else framework.nodes[subject].code
