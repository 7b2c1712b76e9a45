"""Score answers that a Python program gives, after checking every subject and every number.

Works on values only.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from decimal import Decimal
from fractions import Fraction

from ita_xlsx.model.framework import Framework
from ita_xlsx.model.results import Results
from ita_xlsx.model.text.digits import arabic
from ita_xlsx.scoring import score_values

ScoreInput = int | str | Decimal | Fraction

_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")


def score_answers(
    framework: Framework, answers: Mapping[str, ScoreInput], announced: Mapping[str, ScoreInput]
) -> Results:
    """Return the results of answers and announced figures by subject, each an exact number of 0-100.

    Raise ValueError for an unknown subject, and for what is no exact number of 0-100 (also for float and bool).
    """
    leaves = {node.subject for node in framework.answers}
    figures = {subject for subject, node in framework.nodes.items() if node.children}
    return score_values(framework, _exact(answers, leaves, "answer"), _exact(announced, figures, "announced figure"))


def _exact(values: Mapping[str, ScoreInput], subjects: Collection[str], what: str) -> dict[str, Fraction]:
    unknown = [repr(subject) for subject in values if subject not in subjects]
    if unknown:
        raise ValueError(f"this framework has no {what} with the subject {', '.join(unknown)}")
    return {subject: exact_score(subject, value) for subject, value in values.items()}


def exact_score(subject: str, value: object) -> Fraction:
    """Return an exact score of 0-100; raise ValueError, with the ``subject`` in its text, for what is none."""
    if isinstance(value, bool | float):
        raise ValueError(f"{subject}: a {type(value).__name__} is no exact score; write it as a text, such as '95.50'")
    number = _number(value)
    if number is None:
        raise ValueError(f"{subject}: {value!r} cannot be read as a score")
    if not 0 <= number <= 100:
        raise ValueError(f"{subject}: {value!r} is not between 0 and 100")
    return number


def _number(value: object) -> Fraction | None:
    """Return an exact number, or the number that a text spells in Arabic or Thai digits; None for anything else."""
    if isinstance(value, str):
        text = arabic(value.strip())
        return Fraction(text) if _NUMBER.fullmatch(text) else None
    if isinstance(value, Decimal):
        return Fraction(value) if value.is_finite() else None
    return Fraction(value) if isinstance(value, int | Fraction) else None
