"""Check whether the scores of a submission fit together: equal, copied, on a wrong scale, or without decimals.

Takes a Case; yields the findings S221-S225, S236, S237 and S239. Works on values only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction

from ita_xlsx.checks.case import Case, cells_of, place_of
from ita_xlsx.model.findings import Code, Finding, make_finding
from ita_xlsx.model.kind import Kind
from ita_xlsx.model.results import plain_number
from ita_xlsx.model.submission import Answer

# Fewer scores than this may be alike by chance, or rightly.
_LEAST = 5
_LEAST_COMPARED = 10
_FULL = Fraction(100)
# A share of 100 has at most the first value; beside scores above the second, it is none.
_TINY, _HIGH = 1, 50
_SCALES = (Fraction(1), Fraction(5))
_LARGEST_SCALE = 5
# Fewer scores than these are whole by chance where few people answered.
_LEAST_BETWEEN = 3

# A check of the answers of one instrument or part, which is named by a label.
_GroupCheck = Callable[[str, Sequence[Answer]], Iterator[Finding]]


def check_nothing_declared(case: Case) -> Iterator[Finding]:
    """Yield S221 if the agency declares that it has nothing to report, but scores are filled in."""
    filled = [answer for answer in case.submission.answers if answer.value is not None]
    if case.submission.declares_nothing and filled:
        value = case.submission.fields["reporting"]
        yield make_finding(
            Code.SCORES_THOUGH_NOTHING_DECLARED, **place_of(case, "reporting"), value=value, count=str(len(filled))
        )


def check_all_equal(case: Case) -> Iterator[Finding]:
    """Yield S222 if every score of an instrument (or part) is the same, and neither 100 nor 0."""

    def check(label: str, answers: Sequence[Answer]) -> Iterator[Finding]:
        value = answers[0].value
        if all(answer.value == value for answer in answers) and value not in (None, _FULL, 0):
            yield _make(Code.ALL_SCORES_EQUAL, label, answers, plain_number(value or _FULL))

    return _check_groups(case, check)


def check_copied_from_last_year(case: Case) -> Iterator[Finding]:
    """Yield S223 if every score of an instrument (or part) equals last year's, and they are not all alike."""
    before = case.submission.scores_before

    def check(label: str, answers: Sequence[Answer]) -> Iterator[Finding]:
        same = all(before.get(answer.subject) == answer.value for answer in answers)
        if same and len({answer.value for answer in answers}) > 1:
            yield _make(Code.SCORES_OF_LAST_YEAR, label, answers)

    return _check_groups(case, check)


def check_mostly_last_year(case: Case) -> Iterator[Finding]:
    """Yield S237 if at least four of five scores of an instrument equal last year's, of ten or more with decimals.

    Whole numbers are not counted: they are equal by chance. Parts that S223 reports are left out.
    """
    before = case.submission.scores_before
    for node in case.framework.of_kind(Kind.INSTRUMENT) if before else ():
        pairs = []
        for filled in [group.filled for group in case.groups if group.instrument is node]:
            if len(filled) >= _LEAST and all(before.get(answer.subject) == answer.value for answer in filled):
                continue
            pairs += [(answer, before.get(answer.subject)) for answer in filled if not _is_whole(answer.value)]
        compared = [(answer, score) for answer, score in pairs if score is not None]
        same = [answer for answer, score in compared if answer.value == score]
        if len(compared) >= _LEAST_COMPARED and len(same) * 5 >= len(compared) * 4:
            yield make_finding(
                Code.MOSTLY_SCORES_OF_LAST_YEAR,
                **cells_of(same),
                label=node.code,
                count=str(len(same)),
                total=str(len(compared)),
            )


def check_series(case: Case) -> Iterator[Finding]:
    """Yield S236 for five or more scores, one below the other, that change by the same round step."""
    for group in case.groups:
        for run in _series(group.answers):
            step = (run[1].value or Fraction(0)) - (run[0].value or Fraction(0))
            yield make_finding(
                Code.SCORES_IN_SERIES,
                **cells_of(run),
                value=plain_number(step),
                codes=f"{run[0].subject} – {run[-1].subject}",
                count=str(len(run)),
            )


def _series(answers: Sequence[Answer]) -> Iterator[list[Answer]]:
    """Yield the longest runs of scores with the same round step between neighbors."""
    run: list[Answer] = []
    last_step: Fraction | None = None
    for answer in answers:
        step = _step(run[-1], answer) if run else None
        if step is not None and step == last_step:
            run.append(answer)
            continue
        if len(run) >= _LEAST:
            yield run
        run = [run[-1], answer] if step is not None else [answer]
        last_step = step
    if len(run) >= _LEAST:
        yield run


def _step(earlier: Answer, later: Answer) -> Fraction | None:
    """Return the difference of two scores if people fill in such series: whole, or a whole part of one; else None."""
    if earlier.value is None or later.value is None:
        return None
    # The step before it is reduced: whole numbers are compared many times as fast as fractions.
    (top, bottom), (later_top, later_bottom) = earlier.value.as_integer_ratio(), later.value.as_integer_ratio()
    if not (0 <= top <= 100 * bottom and 0 <= later_top <= 100 * later_bottom):
        return None
    difference, scale = later_top * bottom - top * later_bottom, bottom * later_bottom
    is_round = difference and (difference % scale == 0 or scale % difference == 0)
    return Fraction(difference, scale) if is_round else None


def _is_whole(value: Fraction | None) -> bool:
    return value is not None and value.denominator == 1


def _exceeds(value: Fraction | None, limit: int) -> bool:
    """Return True if a score is above a whole number; comparing fractions takes five times as long."""
    if value is None:
        return False
    top, bottom = value.as_integer_ratio()
    return top > limit * bottom


def check_scale(case: Case) -> Iterator[Finding]:
    """Yield S224 if no score of an instrument (or part) is above 1 or 5, as on another scale than 0-100."""

    def check(label: str, answers: Sequence[Answer]) -> Iterator[Finding]:
        if any(_exceeds(answer.value, _LARGEST_SCALE) for answer in answers):
            return
        highest = max(answer.value or Fraction(0) for answer in answers)
        scale = next((item for item in _SCALES if 0 < highest <= item), None)
        if scale is not None:
            yield _make(Code.SCALE_TOO_SMALL, label, answers, plain_number(scale))

    return _check_groups(case, check)


def check_decimals_lost(case: Case) -> Iterator[Finding]:
    """Yield S225 if every score of a survey is a whole number, and several of them could have decimals.

    The items of the open-data check are left out, because their scores are always whole numbers. So is a survey whose
    scores are nearly all 0 or 100: people who all answer the same leave no decimals.
    """

    def check(label: str, answers: Sequence[Answer]) -> Iterator[Finding]:
        if case.framework.has_evidence(answers[0].subject) or not all(_is_whole(answer.value) for answer in answers):
            return
        between = [answer.value or Fraction(0) for answer in answers if answer.value not in (0, 100)]
        if len(between) >= _LEAST_BETWEEN and len(set(between)) > 1 and _exceeds(max(between), _LARGEST_SCALE):
            yield _make(Code.DECIMALS_LOST, label, answers)

    return _check_groups(case, check)


def check_lone_tiny_score(case: Case) -> Iterator[Finding]:
    """Yield S239 for a score of 1 or less whose neighbors in the form are all above 50.

    A score of 0 is possible for an item of the open-data check.
    """
    for filled in [group.filled for group in case.groups]:
        for index, answer in enumerate(filled):
            if answer.value is None or _exceeds(answer.value, _TINY):
                continue
            neighbors = [*filled[max(0, index - 1) : index], *filled[index + 1 : index + 2]]
            may_be_zero = case.framework.has_evidence(answer.subject) and not answer.value
            if not may_be_zero and neighbors and all(_exceeds(item.value, _HIGH) for item in neighbors):
                yield make_finding(
                    Code.SCORE_TINY_AMONG_HIGH,
                    **cells_of([answer]),
                    value=plain_number(answer.value),
                    subject=answer.subject,
                    limit=str(_HIGH),
                )


def _check_groups(case: Case, check: _GroupCheck) -> Iterator[Finding]:
    """Run a check on each instrument, or on each of its parts, that has at least five valid scores."""
    for group in case.groups:
        if len(group.filled) >= _LEAST:
            yield from check(group.label, group.filled)


def _make(code: Code, label: str, answers: Sequence[Answer], value: str = "") -> Finding:
    return make_finding(code, **cells_of(answers), value=value or None, label=label, count=str(len(answers)))
