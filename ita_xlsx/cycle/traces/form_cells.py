"""Note in which cells a form gives the figures that are used beside its answers of this year.

Works on values only; it is done where a form is read, because the form itself is not kept.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

from ita_xlsx.model.framework import Framework
from ita_xlsx.model.results import Basis, Score
from ita_xlsx.model.submission import Answer, Submission, values_of
from ita_xlsx.model.trace.figure_cells import FigureCell, pack_cells
from ita_xlsx.scoring import node_scores


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
    announced_before = {subject for subject, score in before.items() if score.basis is Basis.GIVEN}
    now = [*_given(submission.announced, announced, [item.announced for item in first])]
    if parts:
        now += _cells(submission.answers, [item.answers for item in parts])
    return pack_cells(
        now,
        (
            *_given(submission.announced_previous, announced_before, [item.announced_previous for item in first]),
            *_cells([item for item in submission.previous if item.in_range], [item.previous for item in first]),
        ),
    )


def _given(figures: Sequence[Answer], used: Container[str], parts: Sequence[Sequence[Answer]]) -> Iterator[FigureCell]:
    """Yield the cells of the announced figures that are the scores of their subjects."""
    yield from _cells((item for item in figures if item.subject in used), parts)


def _cells(answers: Iterable[Answer], parts: Sequence[Sequence[Answer]]) -> Iterator[FigureCell]:
    """Yield the cells of answers, with the number of the form that gives each."""
    # In a form that was not joined there is no search: all its cells stand in one file.
    several = [{id(answer) for answer in part} for part in parts] if len(parts) > 1 else []
    for answer in answers:
        if answer.place is not None:
            number = next((number for number, ids in enumerate(several) if id(answer) in ids), 0)
            yield FigureCell(answer.subject, f"{answer.place.sheet}!{answer.place.a1}", number)
