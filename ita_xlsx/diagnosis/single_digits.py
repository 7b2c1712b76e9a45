"""Find the only changed digit that makes all announced figures of one agency agree, and tell which do not agree.

Takes the announced figures of a row of a table of all agencies; yields findings. Works on values only.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType

from ita_xlsx.diagnosis.misprints import misprints
from ita_xlsx.diagnosis.reconcile import reconcile
from ita_xlsx.model.findings import Code, Finding, make_finding
from ita_xlsx.model.framework import OVERALL, Framework
from ita_xlsx.model.layout.subjects import announced_label
from ita_xlsx.model.reconciliation import TOLERANCE, Reconciliation, Row, Suggestion
from ita_xlsx.model.results import two_decimals
from ita_xlsx.model.submission import Answer, Submission, values_of


def check_table_row(
    framework: Framework, submission: Submission, decimals: Mapping[str, int] = MappingProxyType({})
) -> Iterator[Finding]:
    """Yield X838 or X839 for each figure that does not follow from others, and X840 for a wrong level.

    A figure that fails only because of another one is not told by itself. With X839 one changed digit, or two
    neighbours swapped, in one figure makes the whole row agree, the level too, and no other such change does. A level
    is told where the figures agree. ``decimals`` are those with which the figures of a subject are printed, two where
    it is not given: figures of one decimal differ by more than those of two.
    """
    reconciliation = with_decimals(reconcile(framework, submission), decimals)
    likely = only_digit(framework, submission, reconciliation, decimals)
    agency = {"agency": submission.agency.code, "name": submission.agency.name}
    places = {answer.subject: answer for answer in (*submission.announced, *submission.announced_words)}
    for row in _root_causes(reconciliation, likely):
        texts = {
            "value": str(two_decimals(row.printed[0])),
            "label": announced_label(framework, row.subject),
            "terms_th": _terms(row, "ตัวชี้วัดที่"),
            "terms_en": _terms(row, "indicators"),
            "computed": str(row.computed),
        }
        if likely is None:
            yield make_finding(Code.TABLE_FIGURE_DIFFERS, **_cell(places.get(row.subject)), **agency, **texts)
        else:
            words = f"{announced_label(framework, likely.subject)}: {likely.printed} → {likely.likely}"
            place = _cell(places.get(likely.subject))
            yield make_finding(Code.TABLE_FIGURE_MISPRINTED, **place, **agency, **texts, likely=words)
    # A level beside figures that do not agree is told once they do.
    is_sound = all(row.is_consistent for row in reconciliation.rows)
    for item in reconciliation.announced_words:
        if item.subject == "level" and is_sound:
            texts = {"value": item.announced_word, "actual": item.actual, "score": str(item.score)}
            yield make_finding(Code.TABLE_LEVEL_WRONG, **_cell(places.get("level")), **agency, **texts)


def has_tested_figure(framework: Framework, submission: Submission) -> bool:
    """Return True if one of the announced figures follows from others that are there too."""
    return any(row.computed is not None for row in reconcile(framework, submission).rows)


def has_tested_level(submission: Submission) -> bool:
    """Return True if there is a level, and the overall score from which it follows."""
    return bool(submission.announced_word("level")) and OVERALL in values_of(submission.announced)


def with_decimals(reconciliation: Reconciliation, decimals: Mapping[str, int]) -> Reconciliation:
    """Return the reconciliation in which a figure that differs by no more than its rounding can explain agrees."""
    rows = (
        replace(row, difference=Decimal(0))
        if row.difference and abs(row.difference) <= allowance(row, decimals)
        else row
        for row in reconciliation.rows
    )
    return replace(reconciliation, rows=tuple(rows))


def allowance(row: Row, decimals: Mapping[str, int]) -> Decimal:
    """Return by how much a figure may differ from its terms because all of them are rounded; at least 0.01."""
    halves = sum((term.share * _half(decimals.get(term.subject, 2)) for term in row.terms), Fraction(0))
    return max(TOLERANCE, two_decimals(_half(decimals.get(row.subject, 2)) + halves))


def _half(decimals: int) -> Fraction:
    """Return half of the last decimal of a figure."""
    return Fraction(1, 2 * 10 ** min(decimals, 2))


def only_digit(
    framework: Framework,
    submission: Submission,
    reconciliation: Reconciliation,
    decimals: Mapping[str, int] = MappingProxyType({}),
) -> Suggestion | None:
    """Return the only single misprint that makes every figure of a row and its level agree; None if there is none."""
    figures = values_of(submission.announced)
    tested = [row for row in reconciliation.rows if row.computed is not None]
    failing = [row for row in tested if not row.is_consistent]
    if not failing:
        return None
    common = set.intersection(*({row.subject, *(term.subject for term in row.terms)} for row in failing))
    found = [
        Suggestion(subject, two_decimals(figures[subject]), changed)
        for subject in figures
        if subject in common
        for changed in misprints(two_decimals(figures[subject]))
        if _agrees(tested, {**figures, subject: Fraction(changed)}, decimals)
        and _fits_level(framework, submission, subject, changed)
    ]
    return found[0] if len(found) == 1 else None


def _agrees(rows: list[Row], values: Mapping[str, Fraction], decimals: Mapping[str, int]) -> bool:
    """Return True if every figure follows from its terms."""
    return all(
        abs(
            two_decimals(values[row.subject])
            - two_decimals(sum((term.share * values[term.subject] for term in row.terms), Fraction(0)))
        )
        <= allowance(row, decimals)
        for row in rows
    )


def _fits_level(framework: Framework, submission: Submission, subject: str, changed: Decimal) -> bool:
    """Return True if the level of a row is right once one of its figures is changed."""
    announced = tuple(
        answer._replace(value=Fraction(changed)) if answer.subject == subject else answer
        for answer in submission.announced
    )
    words = reconcile(framework, replace(submission, announced=announced)).announced_words
    return not any(item.subject == "level" for item in words)


def _root_causes(reconciliation: Reconciliation, likely: Suggestion | None) -> Iterator[Row]:
    """Yield the rows to tell: those that no other row explains; only the first if one digit explains them all."""
    failing = [row for row in reconciliation.rows if not row.is_consistent]
    causes = [row for row in failing if not row.explained_by] or failing
    yield from causes[:1] if likely is not None else causes


def _terms(row: Row, word: str) -> str:
    """Return the terms of a figure as text, with a word before the numbers of indicators."""
    is_indicator = all(term.subject.isdecimal() for term in row.terms)
    return f"{word} {row.terms_words}" if is_indicator else row.terms_words


def _cell(answer: Answer | None) -> dict[str, str | None]:
    place = answer.place if answer else None
    return {"sheet": place.sheet if place else None, "cell": place.a1 if place else None}
