"""Write the sentence on how many lines of a table are below a limit.

Takes lines with scores (0-100, two decimals); returns a text. Works on values only.
"""

from __future__ import annotations

from fractions import Fraction

from ita_xlsx.model.results import plain_number, two_decimals
from ita_xlsx.report.sentences import texts
from ita_xlsx.report.sentences.scored_line import Lines, names_of


def below_limit(lines: Lines, noun: str, limit: Fraction) -> str:
    """Return which lines are below the limit (0-100), compared at two decimals; empty if no line has a score.

    ``noun`` is the word for one line.
    """
    scored = [line for line in lines if line.score is not None]
    if not scored:
        return ""
    least = two_decimals(limit)
    below = [line for line in scored if line.score is not None and line.score < least]
    slots = {"noun": noun, "limit": plain_number(limit)}
    if not below:
        return texts.NONE_BELOW_LIMIT.format(**slots)
    if len(below) == len(lines) > 1:
        return texts.ALL_BELOW_LIMIT.format(**slots)
    return texts.BELOW_LIMIT.format(count=len(below), names=names_of(below, lines, noun), **slots)
