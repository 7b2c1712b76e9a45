"""Can the scores all be right together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction

from ita_xlsx.checks.answer_cells import cells_of, place_of
from ita_xlsx.checks.case import Case
from ita_xlsx.model.findings import Finding, make_finding
from ita_xlsx.model.kind import Kind
from ita_xlsx.model.layout.subjects import part_label
from ita_xlsx.model.results import plain_number
from ita_xlsx.model.submission import Answer

# Fewer scores than these agree by chance, or are rightly the same.
_LEAST = 5
_FULL = Fraction(100)
_SCALES = (Fraction(1), Fraction(5))


def check_nothing_declared(case: Case) -> Iterator[Finding]:
    """S221: nothing to report is declared, and yet scores are filled in."""
    filled = [answer for answer in case.submission.answers if answer.value is not None]
    if case.submission.declares_nothing and filled:
        value = case.submission.fields["reporting"]
        yield make_finding("S221", **place_of(case, "reporting"), value=value, count=str(len(filled)))


def check_all_equal(case: Case) -> Iterator[Finding]:
    """S222: every score of an instrument (or part) is the same, and not simply full marks."""

    def told(label: str, answers: Sequence[Answer]) -> Iterator[Finding]:
        scores = {answer.value for answer in answers}
        value = answers[0].value
        if len(scores) == 1 and value not in (None, _FULL, 0):
            yield _found("S222", label, answers, plain_number(value or _FULL))

    return _each(case, told)


def check_copied_from_last_year(case: Case) -> Iterator[Finding]:
    """S223: every score of an instrument (or part) equals last year's, and they are not all alike."""
    before = case.submission.scores_before

    def told(label: str, answers: Sequence[Answer]) -> Iterator[Finding]:
        same = all(before.get(answer.subject) == answer.value for answer in answers)
        if same and len({answer.value for answer in answers}) > 1:
            yield _found("S223", label, answers)

    return _each(case, told)


def check_scale(case: Case) -> Iterator[Finding]:
    """S224: no score is above 1 or 5, as if another scale had been filled in."""

    def told(label: str, answers: Sequence[Answer]) -> Iterator[Finding]:
        highest = max(answer.value or Fraction(0) for answer in answers)
        scale = next((item for item in _SCALES if 0 < highest <= item), None)
        if scale is not None:
            yield _found("S224", label, answers, plain_number(scale))

    return _each(case, told)


def check_decimals_lost(case: Case) -> Iterator[Finding]:
    """S225: every score of a survey is a whole number; items of the open-data check are anyway."""

    def told(label: str, answers: Sequence[Answer]) -> Iterator[Finding]:
        scores = [answer.value or Fraction(0) for answer in answers]
        surveyed = not case.framework.has_evidence(answers[0].subject)
        if surveyed and all(score.denominator == 1 for score in scores) and len(set(scores)) > 1 and max(scores) > 5:
            yield _found("S225", label, answers)

    return _each(case, told)


def _each(case: Case, told: Callable[[str, Sequence[Answer]], Iterator[Finding]]) -> Iterator[Finding]:
    """Ask of every instrument, each of its parts apart, that is filled in far enough to tell."""
    by_subject = case.submission.by_subject
    for node in case.framework.of_kind(Kind.INSTRUMENT):
        for part in dict.fromkeys(leaf.part for leaf in node.leaves):
            leaves = [leaf for leaf in node.leaves if leaf.part == part]
            answers = [by_subject[leaf.subject] for leaf in leaves if leaf.subject in by_subject]
            filled = [answer for answer in answers if answer.in_range]
            label = f"{node.code} {part_label(case.framework, part)}" if part else node.code
            if len(filled) >= _LEAST and filled:
                yield from told(label, filled)


def _found(code: str, label: str, answers: Sequence[Answer], value: str = "") -> Finding:
    return make_finding(code, **cells_of(answers), value=value or None, label=label, count=str(len(answers)))
