"""Define the input of all checks of a submission, and find the cells that their findings name.

Works on values only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from ita_xlsx.model.agency import Roster
from ita_xlsx.model.exact import whole_numbers
from ita_xlsx.model.framework import Framework, Node
from ita_xlsx.model.kind import Kind
from ita_xlsx.model.layout import spans
from ita_xlsx.model.layout.subjects import part_label
from ita_xlsx.model.province.respondents import NO_RULES, RespondentRules
from ita_xlsx.model.results import Results
from ita_xlsx.model.submission import Answer, Submission


@dataclass(frozen=True, kw_only=True)
class Group:
    """The answers of one part of an instrument, or of one without parts, in the order of the form; and their label.

    ``filled`` are those with a possible score, ``numbers`` their scores as whole numbers over the denominator
    ``scale``: these are compared many times as fast as fractions.
    """

    instrument: Node
    label: str
    answers: tuple[Answer, ...]
    filled: tuple[Answer, ...]
    numbers: tuple[int, ...]
    scale: int


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

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """Return the answers of each part of each instrument."""
        by_subject = self.submission.by_subject
        groups = []
        for node, label, subjects in self.framework.once(_parts):
            answers = tuple([by_subject[subject] for subject in subjects if subject in by_subject])
            groups.append(_group(node, label, answers))
        return tuple(groups)


def _group(instrument: Node, label: str, answers: tuple[Answer, ...]) -> Group:
    numbers, scale = whole_numbers([answer.value for answer in answers if answer.value is not None])
    filled = answers
    if len(numbers) < len(answers) or min(numbers, default=0) < 0 or max(numbers, default=0) > 100 * scale:
        filled = tuple([answer for answer in answers if answer.in_range])
        numbers, scale = whole_numbers([answer.value for answer in filled if answer.value is not None])
    return Group(
        instrument=instrument, label=label, answers=answers, filled=filled, numbers=tuple(numbers), scale=scale
    )


def _parts(framework: Framework) -> tuple[tuple[Node, str, tuple[str, ...]], ...]:
    """Return each part of each instrument: the instrument, the label of the part, and the subjects of its answers."""
    return tuple(
        (node, part_label(framework, part) if part else node.code, subjects)
        for node in framework.of_kind(Kind.INSTRUMENT)
        for part in dict.fromkeys(leaf.part for leaf in node.leaves)
        for subjects in [tuple(leaf.subject for leaf in node.leaves if leaf.part == part)]
    )


def place_of(case: Case, field: str) -> dict[str, str | None]:
    """Return sheet and cell of a field on the sheet about the agency, as keywords of a finding; None if unknown."""
    place = dict(case.submission.info_places).get(field)
    return {"sheet": place.sheet if place else None, "cell": place.a1 if place else None}


def cells_of(answers: Sequence[Answer]) -> dict[str, str | None]:
    """Return sheet and cells of answers of one sheet, as keywords of a finding; adjacent cells become ranges."""
    places = [answer.place for answer in answers if answer.place]
    return {"sheet": places[0].sheet if places else None, "cell": spans(places) or None}
