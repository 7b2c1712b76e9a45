"""Where the cells of answers stand, told in as few words as they allow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ita_xlsx.checks.case import Case
from ita_xlsx.model.layout import Place
from ita_xlsx.model.submission import Answer

Placed = tuple[Answer, Place]


def place_of(case: Case, field: str) -> dict[str, str | None]:
    """The sheet and cell of a field of the agency's sheet; None where it has none."""
    place = dict(case.submission.info_places).get(field)
    return {"sheet": place.sheet if place else None, "cell": place.a1 if place else None}


def cells_of(answers: Sequence[Answer]) -> tuple[str | None, str | None]:
    """The sheet and the cells of some answers of one sheet, neighbours as ranges."""
    placed = [(answer, answer.place) for answer in answers if answer.place]
    if not placed:
        return None, None
    return placed[0][1].sheet, ", ".join(map(span, runs(placed)))


def runs(answers: Sequence[Placed]) -> Iterator[list[Placed]]:
    """Neighbours in one column, as the cells stand in the returned workbook."""
    run: list[Placed] = []
    for answer, place in sorted(answers, key=lambda item: (item[1].sheet, item[1].col, item[1].row)):
        if run and Place(place.sheet, place.row - 1, place.col) != run[-1][1]:
            yield run
            run = []
        run.append((answer, place))
    if run:
        yield run


def span(run: Sequence[Placed]) -> str:
    """``D5``, or ``D5:D9``."""
    first, last = run[0][1].a1, run[-1][1].a1
    return first if first == last else f"{first}:{last}"
