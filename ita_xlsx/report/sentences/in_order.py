"""Write the scores of all lines in one sentence, in their own order or the best first.

Takes lines with scores (0-100, two decimals); returns a text. Works on values only.
"""

from __future__ import annotations

from itertools import groupby

from ita_xlsx.report.sentences import texts
from ita_xlsx.report.sentences.scored_line import Lines, ScoredLine, after, joined, score_words


def in_their_order(lines: Lines) -> str:
    """Return the score of every line, in the order of the lines."""
    return joined([_scored(line) for line in lines])


def has_order(lines: Lines) -> bool:
    """Return True if one score is higher than another, so that the lines can stand in an order."""
    return len({line.score for line in lines if line.score is not None}) > 1


def best_first(lines: Lines) -> str:
    """Return the score of every line, the highest first; equal scores stand together, lines without a score last."""
    scored = [line for line in lines if line.score is not None]
    ordered = sorted(scored, key=lambda line: -(line.score or 0))
    first, *others = [_equal(tuple(equal)) for _, equal in groupby(ordered, key=lambda line: line.score)] or [""]
    words = f"{first} {texts.NEXT}{joined(others)}" if others else first
    missing = [line.name for line in lines if line.score is None]
    if not missing:
        return words
    unknown = texts.NOT_SCORED.format(name=joined(missing))
    return f"{words} {after(texts.WHILE, unknown)}" if words else unknown


def _equal(lines: Lines) -> str:
    """Return the score that lines have in common."""
    if len(lines) == 1 or lines[0].score is None:
        return _scored(lines[0])
    names = joined([line.name for line in lines])
    return texts.SCORED_EQUAL.format(names=names, score=score_words(lines[0].score))


def _scored(line: ScoredLine) -> str:
    if line.score is None:
        return texts.NOT_SCORED.format(name=line.name)
    return texts.SCORED.format(name=line.name, score=score_words(line.score))
