"""Check whether the scores of a submission fit together: equal, copied, on a wrong scale, or without decimals.

Takes a Case; yields the findings S221-S225, S236, S237 and S239. Works on values only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from operator import sub

from ita_xlsx.checks.case import Case, Group, cells_of, place_of
from ita_xlsx.model.findings import Code, Finding, make_finding
from ita_xlsx.model.kind import Kind
from ita_xlsx.model.results import plain_number
from ita_xlsx.model.submission import Answer

# Fewer scores than this may be alike by chance, or rightly.
_LEAST = 5
_LEAST_COMPARED = 10
# A share of 100 has at most the first value; beside scores above the second, it is none.
_TINY, _HIGH = 1, 50
_SCALES = (1, 5)
# Fewer scores than these are whole by chance where few people answered.
_LEAST_BETWEEN = 3

# A check of the answers of one instrument or part.
_GroupCheck = Callable[[Group], Iterator[Finding]]


def check_nothing_declared(case: Case) -> Iterator[Finding]:
    """Yield S221 if the agency declares that it has nothing to report, but scores are filled in."""
    if not case.submission.declares_nothing:
        return
    filled = [answer for answer in case.submission.answers if answer.value is not None]
    if filled:
        value = case.submission.fields["reporting"]
        yield make_finding(
            Code.SCORES_THOUGH_NOTHING_DECLARED, **place_of(case, "reporting"), value=value, count=str(len(filled))
        )


def check_all_equal(case: Case) -> Iterator[Finding]:
    """Yield S222 if every score of an instrument (or part) is the same, and neither 100 nor 0."""

    def check(group: Group) -> Iterator[Finding]:
        number = group.numbers[0]
        if group.numbers.count(number) == len(group.numbers) and number not in (0, 100 * group.scale):
            yield _make(Code.ALL_SCORES_EQUAL, group, plain_number(Fraction(number, group.scale)))

    return _check_groups(case, check)


def check_copied_from_last_year(case: Case) -> Iterator[Finding]:
    """Yield S223 if every score of an instrument (or part) equals last year's, and they are not all alike."""
    before = case.submission.scores_before

    def check(group: Group) -> Iterator[Finding]:
        if _is_copied(group, before) and len(set(group.numbers)) > 1:
            yield _make(Code.SCORES_OF_LAST_YEAR, group)

    return _check_groups(case, check)


def check_mostly_last_year(case: Case) -> Iterator[Finding]:
    """Yield S237 if at least four of five scores of an instrument equal last year's, of ten or more with decimals.

    Whole numbers are not counted: they are equal by chance. Parts that S223 reports are left out.
    """
    before = case.submission.scores_before
    for node in case.framework.of_kind(Kind.INSTRUMENT) if before else ():
        compared: list[tuple[Answer, bool]] = []
        for group in [group for group in case.groups if group.instrument is node]:
            if len(group.filled) < _LEAST or not _is_copied(group, before):
                compared += _compared(group, before)
        same = [answer for answer, is_same in compared if is_same]
        if len(compared) >= _LEAST_COMPARED and len(same) * 5 >= len(compared) * 4:
            yield make_finding(
                Code.MOSTLY_SCORES_OF_LAST_YEAR,
                **cells_of(same),
                label=node.code,
                count=str(len(same)),
                total=str(len(compared)),
            )


def _is_copied(group: Group, before: Mapping[str, Fraction]) -> bool:
    """Return True if every score equals last year's."""
    return all(before.get(answer.subject) == answer.value for answer in group.filled)


def _compared(group: Group, before: Mapping[str, Fraction]) -> Iterator[tuple[Answer, bool]]:
    """Yield each score with decimals that has one of last year, and whether the two are equal."""
    for answer, number in zip(group.filled, group.numbers, strict=True):
        score = before.get(answer.subject) if number % group.scale else None
        if score is not None:
            top, bottom = score.as_integer_ratio()
            yield answer, top * group.scale == number * bottom


def check_series(case: Case) -> Iterator[Finding]:
    """Yield S236 for five or more scores, one below the other, that change by the same round step."""
    for group in case.groups:
        for run in _series(group.answers) if _may_hold_series(group) else ():
            step = (run[1].value or Fraction(0)) - (run[0].value or Fraction(0))
            yield make_finding(
                Code.SCORES_IN_SERIES,
                **cells_of(run),
                value=plain_number(step),
                codes=f"{run[0].subject} – {run[-1].subject}",
                count=str(len(run)),
            )


def _may_hold_series(group: Group) -> bool:
    """Return True if scores one after the other change by equal steps, be they round or not, often enough."""
    steps = list(map(sub, group.numbers[1:], group.numbers))
    return any(
        step and step == second == third for step, second, third in zip(steps, steps[1:], steps[2:], strict=False)
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


def check_scale(case: Case) -> Iterator[Finding]:
    """Yield S224 if no score of an instrument (or part) is above 1 or 5, as on another scale than 0-100."""

    def check(group: Group) -> Iterator[Finding]:
        highest = max(group.numbers)
        scale = next((item for item in _SCALES if 0 < highest <= item * group.scale), None)
        if scale is not None:
            yield _make(Code.SCALE_TOO_SMALL, group, str(scale))

    return _check_groups(case, check)


def check_decimals_lost(case: Case) -> Iterator[Finding]:
    """Yield S225 if every score of a survey is a whole number, and several of them could have decimals.

    The items of the open-data check are left out, because their scores are always whole numbers. So is a survey whose
    scores are nearly all 0 or 100: people who all answer the same leave no decimals.
    """

    def check(group: Group) -> Iterator[Finding]:
        if case.framework.has_evidence(group.filled[0].subject) or group.scale != 1:
            return
        between = [number for number in group.numbers if number not in (0, 100)]
        if len(between) >= _LEAST_BETWEEN and len(set(between)) > 1 and max(between) > max(_SCALES):
            yield _make(Code.DECIMALS_LOST, group)

    return _check_groups(case, check)


def check_lone_tiny_score(case: Case) -> Iterator[Finding]:
    """Yield S239 for a score of 1 or less whose neighbors in the form are all above 50.

    A score of 0 is possible for an item of the open-data check.
    """
    for group in case.groups:
        numbers, scale = group.numbers, group.scale
        for index in [index for index, number in enumerate(numbers) if number <= _TINY * scale]:
            answer, number = group.filled[index], numbers[index]
            neighbors = [*numbers[max(0, index - 1) : index], *numbers[index + 1 : index + 2]]
            may_be_zero = not number and case.framework.has_evidence(answer.subject)
            if not may_be_zero and neighbors and min(neighbors) > _HIGH * scale:
                yield make_finding(
                    Code.SCORE_TINY_AMONG_HIGH,
                    **cells_of([answer]),
                    value=plain_number(Fraction(number, scale)),
                    subject=answer.subject,
                    limit=str(_HIGH),
                )


def _check_groups(case: Case, check: _GroupCheck) -> Iterator[Finding]:
    """Run a check on each instrument, or on each of its parts, that has at least five valid scores."""
    for group in case.groups:
        if len(group.filled) >= _LEAST:
            yield from check(group)


def _make(code: Code, group: Group, value: str = "") -> Finding:
    cells, count = cells_of(group.filled), str(len(group.filled))
    return make_finding(code, **cells, value=value or None, label=group.label, count=count)
