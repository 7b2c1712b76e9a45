"""Hold what is known of an agency from last year, with which its form of this year is filled in beforehand.

Works on values only.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from ita_xlsx.model.submission import Answer, Evidence, StepReport, Submission
from ita_xlsx.model.text import words

# Scores are compared at so many decimals, because a sheet holds binary numbers.
_DECIMALS = 6


@dataclass(frozen=True)
class EarlierAnswer:
    """An answer of last year: its label and wording then, its score (0-100) or None, and its evidence.

    ``now`` is the label of the same question of this year; empty if it is not confirmed that there is one.
    """

    label: str
    text: str
    score: Fraction | None
    url: str
    now: str


@dataclass(frozen=True)
class LastYearContent:
    """The content of an agency of last year: scores by subject of that year, evidence, steps and its website."""

    scores: tuple[tuple[str, Fraction], ...] = ()
    evidence: tuple[Evidence, ...] = ()
    steps: tuple[StepReport, ...] = ()
    website: str = ""

    @property
    def open_steps(self) -> tuple[StepReport, ...]:
        """Return the steps that were not done, without those that are no task of the agency."""
        closed = (words.STEP_STATUSES[2], words.NO_MISSION)
        return tuple(
            item for item in self.steps if item.step.strip() and words.step_status_word(item.status) not in closed
        )


@dataclass(frozen=True, kw_only=True)
class LastYear:
    """Last year's content as a form of this year shows it.

    ``previous`` are the scores for the column of last year's scores, by subject of this year. ``answers`` are all
    answers of last year, ``steps`` the open steps.
    """

    year: int
    answers: tuple[EarlierAnswer, ...] = ()
    previous: tuple[Answer, ...] = ()
    steps: tuple[StepReport, ...] = ()
    website: str = ""

    @property
    def scores(self) -> int:
        """Return the number of answers with a score."""
        return sum(item.score is not None for item in self.answers)

    @property
    def links(self) -> int:
        """Return the number of addresses: of items, of open steps, and the website."""
        urls = (*(item.url for item in self.answers), *(item.url for item in self.steps), self.website)
        return sum(bool(url) for url in urls)


def prefilled_text(previous: Iterable[Answer]) -> str:
    """Return the scores in the column of last year's scores as one text; a form keeps that of what we filled in."""
    return ";".join(sorted(_entry(item) for item in previous if item.value is not None))


def typed_before(submission: Submission) -> tuple[Answer, ...]:
    """Return the scores of last year that the agency typed: all but those that were filled in beforehand."""
    if not submission.stamp.prefilled:
        return submission.previous
    prefilled = set(submission.stamp.prefilled.split(";"))
    return tuple(item for item in submission.previous if _entry(item) not in prefilled)


def _entry(item: Answer) -> str:
    return f"{item.subject}={'' if item.value is None else round(item.value, _DECIMALS)}"
