"""Where the cells of answers stand, told in as few words as they allow."""

from __future__ import annotations

from collections.abc import Sequence

from ita_xlsx.checks.case import Case
from ita_xlsx.model.layout import spans
from ita_xlsx.model.submission import Answer


def place_of(case: Case, field: str) -> dict[str, str | None]:
    """The sheet and cell of a field of the agency's sheet; None where it has none."""
    place = dict(case.submission.info_places).get(field)
    return {"sheet": place.sheet if place else None, "cell": place.a1 if place else None}


def cells_of(answers: Sequence[Answer]) -> dict[str, str | None]:
    """The sheet and the cells of some answers of one sheet, neighbours as ranges."""
    places = [answer.place for answer in answers if answer.place]
    return {"sheet": places[0].sheet if places else None, "cell": spans(places) or None}
