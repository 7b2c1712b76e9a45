"""Note in which cells a form gives its answers of this year, and the figures that are used beside them.

Works on values only; it is done where a form is read, because the form itself is not kept.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import TypeAlias

from ita_xlsx.model.framework import Framework
from ita_xlsx.model.layout.grid import Place
from ita_xlsx.model.results import Basis, Score
from ita_xlsx.model.submission import Answer, Submission, values_of
from ita_xlsx.model.trace.figure_cells import FigureCell, pack_cells
from ita_xlsx.scoring import node_scores

# A subject, the cell of its figure, and the number of the form that gives it.
_Figure: TypeAlias = tuple[str, Place, int]


def answer_cells(submission: Submission, framework: Framework) -> tuple[str, ...]:
    """Return the place of each answer of the framework; an empty text for one that the form does not hold."""
    answers = map(submission.by_subject.get, [node.subject for node in framework.answers])
    return _texts_of(tuple([answer.place if answer else None for answer in answers]))


@lru_cache(maxsize=64)
def _texts_of(places: tuple[Place | None, ...]) -> tuple[str, ...]:
    """Return places as texts; cached, as the forms of a round have one layout."""
    return tuple(_cell(place) if place else "" for place in places)


def pack_figures(
    submission: Submission,
    framework: Framework,
    announced: Container[str],
    parts: Sequence[Submission] = (),
    before: Mapping[str, Score] | None = None,
) -> str:
    """Return the cells of the announced figures in use, and of last year's answers and announced figures in use.

    ``announced`` are the subjects whose score of this year is an announced figure. ``parts`` are the forms from which
    the submission was joined; the answers of this year are packed then too, because their cells lie in several files.
    ``before`` are last year's scores by subject; they are computed if they are not given.
    """
    first: Sequence[Submission] = parts or (submission,)
    if before is None:
        before = node_scores(framework, submission.scores_before, values_of(submission.announced_previous))
    scores = ((item.subject, before.get(item.subject)) for item in submission.announced_previous)
    announced_before = {subject for subject, score in scores if score and score.basis is Basis.GIVEN}
    now = _given(submission.announced, announced, [item.announced for item in first])
    if parts:
        now += _figures(submission.answers, [item.answers for item in parts])
    possible_before: Sequence[Answer] = submission.previous
    if len(submission.scores_before) < len(possible_before):
        possible_before = [item for item in possible_before if item.in_range]
    return _packed(
        tuple(now),
        (
            *_given(submission.announced_previous, announced_before, [item.announced_previous for item in first]),
            *_figures(possible_before, [item.previous for item in first]),
        ),
    )


def _given(figures: Sequence[Answer], used: Container[str], parts: Sequence[Sequence[Answer]]) -> list[_Figure]:
    """Return the announced figures that are the scores of their subjects."""
    return _figures([item for item in figures if item.subject in used], parts)


def _figures(answers: Iterable[Answer], parts: Sequence[Sequence[Answer]]) -> list[_Figure]:
    """Return the answers that have a cell, with the number of the form that gives each."""
    if len(parts) == 1:
        return [(answer.subject, answer.place, 0) for answer in answers if answer.place is not None]
    several = [{id(answer) for answer in part} for part in parts]
    return [
        (answer.subject, answer.place, next((number for number, ids in enumerate(several) if id(answer) in ids), 0))
        for answer in answers
        if answer.place is not None
    ]


@lru_cache(maxsize=64)
def _packed(now: tuple[_Figure, ...], before: tuple[_Figure, ...]) -> str:
    """Return the cells of figures as one text; cached, as the forms of a round have one layout."""
    lists = ([FigureCell(subject, _cell(place), number) for subject, place, number in part] for part in (now, before))
    return pack_cells(*lists)


def _cell(place: Place) -> str:
    return f"{place.sheet}!{place.a1}"
