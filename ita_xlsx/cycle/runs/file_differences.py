"""Compare the files that one agency returned, cell by cell, so that the officer can choose one of them.

Reads the files in child processes; returns values.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from ita_xlsx.cycle.context import RunContext
from ita_xlsx.cycle.receive import Returned, find_returns, receive_all
from ita_xlsx.model.layout.grid import Place
from ita_xlsx.model.submission import Answer, Submission


@dataclass(frozen=True)
class DifferingCell:
    """A cell whose content is not the same in all files; ``texts`` has its text in each file, empty for none.

    ``change`` is the score of the second file less that of the first, where there are two files with a score each.
    """

    sheet: str
    cell: str
    texts: tuple[str, ...]
    change: Fraction | None = None

    @property
    def place(self) -> str:
        """Return sheet and cell as ``IIT!D14``."""
        return f"{self.sheet}!{self.cell}"


def read_named(files: Iterable[str], paths: Iterable[str], context: RunContext) -> tuple[Returned, ...]:
    """Read the named files among those behind the paths; return them in the order of ``files``, without missing ones.

    ``paths`` are the files and folders of the round, as a command gets them.
    """
    names = tuple(files)
    sources, _ = find_returns(paths)
    wanted = tuple(source for source in sources if source.name in names)
    read = {item.file: item for item in receive_all(wanted, context)}
    return tuple(read[name] for name in names if name in read)


def differing_cells(returned: Sequence[Returned]) -> tuple[DifferingCell, ...]:
    """Return the cells in which the files differ, by sheet and row; none if a file is not one of our forms."""
    submissions = [item.submission for item in returned]
    read = [dict(_cells(item)) for item in submissions if item is not None]
    if len(read) < len(submissions):
        return ()
    places = sorted({place for cells in read for place in cells}, key=lambda place: (place.row, place.col))
    order = list(dict.fromkeys(place.sheet for cells in read for place in cells))
    scores = [_scores(item) for item in submissions if item is not None]
    cells = [
        DifferingCell(place.sheet, place.a1, texts, _change([item.get(place) for item in scores]))
        for place in sorted(places, key=lambda place: order.index(place.sheet))
        if len(set(texts := tuple(cells.get(place, "") for cells in read))) > 1
    ]
    return tuple(cells)


def _change(scores: Sequence[Fraction | None]) -> Fraction | None:
    if len(scores) != 2 or scores[0] is None or scores[1] is None:
        return None
    return scores[1] - scores[0]


def _answers(submission: Submission) -> Iterator[Answer]:
    yield from submission.answers
    yield from submission.previous
    for announced in (submission.announced, submission.announced_second, submission.announced_previous):
        yield from announced
    yield from submission.announced_words


def _scores(submission: Submission) -> Mapping[Place, Fraction]:
    return {item.place: item.value for item in _answers(submission) if item.place and item.value is not None}


def _cells(submission: Submission) -> Iterator[tuple[Place, str]]:
    """Yield each cell that an agency fills in, with its text."""
    places = dict(submission.info_places)
    for key, text in submission.info:
        if key in places:
            yield places[key], text
    for answer in _answers(submission):
        if answer.place is not None:
            yield answer.place, answer.raw
    for item in submission.evidence:
        if item.place is not None:
            yield item.place, item.url
    for step in submission.steps:
        for place, text in ((step.place, step.step), (step.status_place, step.status), (step.url_place, step.url)):
            if place is not None:
                yield place, text
