"""Define the input of all checks of a submission, and find the cells that their findings name.

Works on values only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ita_xlsx.model.agency import Roster
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.layout import spans
from ita_xlsx.model.province.respondents import NO_RULES, RespondentRules
from ita_xlsx.model.results import Results
from ita_xlsx.model.submission import Answer, Submission


@dataclass(frozen=True, kw_only=True)
class Case:
    """A submission with everything that it is checked against.

    No check is made against an expected year, roster or province that is not given.
    """

    submission: Submission
    framework: Framework
    results: Results
    expected_year: int | None = None
    roster: Roster | None = None
    expected_province: str = ""
    respondents: RespondentRules = NO_RULES


def place_of(case: Case, field: str) -> dict[str, str | None]:
    """Return sheet and cell of a field on the sheet about the agency, as keywords of a finding; None if unknown."""
    place = dict(case.submission.info_places).get(field)
    return {"sheet": place.sheet if place else None, "cell": place.a1 if place else None}


def cells_of(answers: Sequence[Answer]) -> dict[str, str | None]:
    """Return sheet and cells of answers of one sheet, as keywords of a finding; adjacent cells become ranges."""
    places = [answer.place for answer in answers if answer.place]
    return {"sheet": places[0].sheet if places else None, "cell": spans(places) or None}
