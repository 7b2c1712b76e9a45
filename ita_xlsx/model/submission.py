"""Hold the content of a returned form: answers, announced figures, evidence and steps, each with its cell.

Works on values only; ``ita_xlsx.intake.forms`` reads the form.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple

from ita_xlsx.model.agency import Agency
from ita_xlsx.model.fields import Fields
from ita_xlsx.model.layout.grid import Place
from ita_xlsx.model.text.words import HAS_DATA, NOTHING_TO_REPORT


@dataclass(frozen=True, kw_only=True)
class Stamp:
    """The identity that the program wrote into the hidden part of a workbook when it made it.

    ``mends`` are the digests (SHA-256) of the forms that this one mends or holds, the newest first. ``prefilled`` are
    the scores of last year that the form was filled in with beforehand, as one text.
    """

    schema: str = ""
    framework: str = ""
    digest: str = ""
    agency: str = ""
    year: str = ""
    issued: str = ""
    mends: tuple[str, ...] = ()
    prefilled: str = ""


class Answer(NamedTuple):
    """The content of one score cell: a number, a declaration (``ไม่มีภารกิจ``), or neither.

    ``raw`` is the text of the cell; if it is neither a number nor a declaration, it could not be read.
    """

    subject: str
    value: Fraction | None = None
    declared: str = ""
    place: Place | None = None
    raw: str = ""

    @property
    def in_range(self) -> bool:
        """Return True if the value is a possible score: a number from 0 to 100."""
        # Comparing fractions is slow.
        if self.value is None:
            return False
        top, bottom = self.value.as_integer_ratio()
        return 0 <= top <= 100 * bottom


class Evidence(NamedTuple):
    """The URL and the note beside an item of the open-data check.

    ``url`` and ``display_text`` are as in ``StepReport``.
    """

    code: str
    url: str
    note: str
    place: Place | None = None
    display_text: str = ""


@dataclass(frozen=True, kw_only=True)
class StepReport:
    """The report of an agency on one step of a measure; ``id`` is empty or ``own-…`` if the agency added the row.

    ``url`` is the text of the cell. If the cell has a link with another text, ``url`` is the target of the link and
    ``display_text`` is the text of the cell. ``place`` is the cell of the step. ``under_picture`` is True if a picture
    lies over the cell of its address or its note: it may be the evidence, and cannot be read.
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
    display_text: str = ""
    under_picture: bool = False

    @property
    def is_reported(self) -> bool:
        """Return True if the agency reported something on the step: a status, an address or a note."""
        return any(text.strip() for text in (self.status, self.url, self.note))


@dataclass(frozen=True, kw_only=True)
class Submission(Fields):
    """The content of a returned form.

    ``announced`` and ``announced_second`` are the announced figures of this year from a first and a second source,
    ``announced_previous`` those of last year. ``announced_words`` are the announced level, highest and lowest
    indicator as they were typed. ``previous`` are the scores of last year. ``measures_lost`` is True if the table of
    measures, or a column in which the agency reports on them, could not be read, and ``statuses_lost`` if this is so of
    the statuses. ``corrected`` are the subjects of answers that the officer corrected as the agency told.
    """

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
    measures_lost: bool = False
    statuses_lost: bool = False
    corrected: frozenset[str] = frozenset()

    @cached_property
    def fields(self) -> Mapping[str, str]:
        """Return the values of the sheet on the agency by field."""
        return MappingProxyType(dict(self.info))

    @cached_property
    def by_subject(self) -> Mapping[str, Answer]:
        """Return the answers by subject."""
        return MappingProxyType({answer.subject: answer for answer in self.answers})

    @cached_property
    def scores(self) -> Mapping[str, Fraction]:
        """Return the answers that are scores (0-100), by subject."""
        return values_of(self.answers)

    @cached_property
    def scores_before(self) -> Mapping[str, Fraction]:
        """Return the scores of last year that the form itself contains, by subject."""
        return values_of(self.previous)

    def announced_word(self, subject: str) -> str:
        """Return the announced word of ``level``, ``highest`` or ``lowest`` as it was typed; empty if there is none."""
        return next((word.raw for word in self.announced_words if word.subject == subject), "")

    @property
    def declares_nothing(self) -> bool:
        """Return True if the agency declares that it has nothing to report."""
        return self.fields.get("reporting", HAS_DATA) == NOTHING_TO_REPORT


def values_of(answers: tuple[Answer, ...]) -> Mapping[str, Fraction]:
    """Return the possible scores (0-100) by subject; a number outside 0-100 counts as no answer."""
    # The same as ``in_range``, without a call for each answer.
    return {
        subject: value
        for subject, value, _, _, _ in answers
        if value is not None
        for top, bottom in [value.as_integer_ratio()]
        if 0 <= top <= 100 * bottom
    }
