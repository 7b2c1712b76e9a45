"""What an agency sent: every answer with the cell it came from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from types import MappingProxyType

from ita_xlsx.model.agency import Agency
from ita_xlsx.model.fields import Fields
from ita_xlsx.model.layout.grid import Place
from ita_xlsx.model.text.words import HAS_DATA, NOTHING_TO_REPORT


@dataclass(frozen=True)
class Stamp:
    """What the program wrote into the workbook when it issued it."""

    schema: str = ""
    framework: str = ""
    digest: str = ""
    agency: str = ""
    year: str = ""
    issued: str = ""


@dataclass(frozen=True)
class Answer:
    """One score cell: a number, a declaration (``ไม่มีภารกิจ``), or neither.

    ``raw`` is what stands in the cell; with neither number nor declaration it could not be read.
    """

    subject: str
    value: Fraction | None = None
    declared: str = ""
    place: Place | None = None
    raw: str = ""

    @property
    def in_range(self) -> bool:
        """Whether it is a score that can be: a number of 0-100."""
        # Comparing fractions is slow, and this is asked of every answer a dozen times.
        if self.value is None:
            return False
        top, bottom = self.value.as_integer_ratio()
        return 0 <= top <= 100 * bottom


@dataclass(frozen=True)
class Evidence:
    """The URL and note beside an item of the open-data check; ``url`` and ``shown`` as in ``StepReport``."""

    code: str
    url: str
    note: str
    place: Place | None = None
    shown: str = ""


@dataclass(frozen=True)
class StepReport:
    """What an agency says of one step of a measure; ``id`` is empty or ``own-…`` where the row is its own.

    ``url`` is what stands in the cell, or the target of its link where the cell shows another text; ``shown`` is that
    text then. ``place`` is the cell of the step.
    """

    id: str
    step: str
    status: str = ""
    url: str = ""
    note: str = ""
    place: Place | None = None
    status_place: Place | None = None
    url_place: Place | None = None
    number: str = ""
    instrument: str = ""
    indicator: str = ""
    measure: str = ""
    owner: str = ""
    period: str = ""
    follow_up: str = ""
    shown: str = ""

    @property
    def is_told(self) -> bool:
        """Whether the agency said anything of the step: a status, an address or a note."""
        return any(text.strip() for text in (self.status, self.url, self.note))


@dataclass(frozen=True)
class Submission(Fields):
    """A workbook's content; ``announced`` holds announced figures by subject, ``announced_words`` announced words, raw."""

    agency: Agency
    file: str = ""
    stamp: Stamp = Stamp()
    info: tuple[tuple[str, str], ...] = ()
    info_places: tuple[tuple[str, Place], ...] = ()
    answers: tuple[Answer, ...] = ()
    previous: tuple[Answer, ...] = ()
    announced: tuple[Answer, ...] = ()
    announced_second: tuple[Answer, ...] = ()
    announced_previous: tuple[Answer, ...] = ()
    announced_words: tuple[Answer, ...] = ()
    notes: tuple[tuple[str, str], ...] = ()
    evidence: tuple[Evidence, ...] = ()
    steps: tuple[StepReport, ...] = ()

    @cached_property
    def fields(self) -> Mapping[str, str]:
        """The agency sheet's values by field."""
        return MappingProxyType(dict(self.info))

    @cached_property
    def by_subject(self) -> Mapping[str, Answer]:
        """The answers by subject."""
        return MappingProxyType({answer.subject: answer for answer in self.answers})

    @cached_property
    def scores(self) -> Mapping[str, Fraction]:
        """The answers that are scores, by subject."""
        return values_of(self.answers)

    @cached_property
    def scores_before(self) -> Mapping[str, Fraction]:
        """Last year's scores as the form's own columns have them, by subject."""
        return values_of(self.previous)

    def announced_word(self, subject: str) -> str:
        """What was announced in words of a subject (``level``, ``highest``, ``lowest``); empty if nothing."""
        return next((claim.raw for claim in self.announced_words if claim.subject == subject), "")

    @property
    def declares_nothing(self) -> bool:
        """Whether the agency states that it has nothing to report."""
        return self.fields.get("reporting", HAS_DATA) == NOTHING_TO_REPORT


def values_of(answers: tuple[Answer, ...]) -> Mapping[str, Fraction]:
    """The scores that can be, by subject; a number outside 0-100 is no answer."""
    return {answer.subject: answer.value for answer in answers if answer.in_range and answer.value is not None}
