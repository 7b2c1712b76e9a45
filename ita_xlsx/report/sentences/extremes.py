"""Write the sentences on the highest and lowest scores of a table.

Takes lines with scores (0-100, two decimals); returns a text. Works on values only.
"""

from __future__ import annotations

from decimal import Decimal

from ita_xlsx.report.sentences import texts
from ita_xlsx.report.sentences.scored_line import Lines, ScoredLine, after, names_of, score_words

# Scores that differ by less than this are close together.
CLOSE_TOGETHER = Decimal("2.00")
# With fewer lines, all but one is the other one.
_LEAST_FOR_ALL_BUT_ONE = 3


def extremes(lines: Lines, noun: str, close: Decimal = CLOSE_TOGETHER) -> str:
    """Return which lines have the highest and the lowest score, or that all are full, equal or close together.

    ``noun`` is the word for one line. Lines without a score are named at the end.
    """
    scored = [line for line in lines if line.score is not None]
    if not scored:
        return texts.NO_SCORES
    missing = [line for line in lines if line.score is None]
    sentence = _of_scored(scored, lines, noun, close) if not missing else _highest_and_lowest(scored, lines, noun)
    if not missing:
        return sentence
    return f"{sentence} {texts.ALSO} {texts.SOME_MISSING.format(names=names_of(missing, lines, noun))}"


def _of_scored(lines: Lines, among: Lines, noun: str, close: Decimal) -> str:
    scores = [line.score for line in lines if line.score is not None]
    low, high = min(scores), max(scores)
    not_full = [line for line in lines if not line.is_full]
    if len(lines) == 1:
        return _highest_and_lowest(lines, among, noun)
    if not not_full:
        return texts.ALL_FULL.format(names=names_of(lines, among, noun), noun=noun, full=score_words(high))
    if low == high:
        return texts.ALL_EQUAL.format(noun=noun, score=score_words(low))
    if len(not_full) == 1 and len(lines) >= _LEAST_FOR_ALL_BUT_ONE:
        name = names_of(not_full, among, noun)
        return texts.ALL_FULL_BUT_ONE.format(noun=noun, name=name, score=score_words(low), full=score_words(high))
    sentence = _highest_and_lowest(lines, among, noun)
    return f"{texts.CLOSE.format(noun=noun)} {after(texts.THEREBY, sentence)}" if high - low < close else sentence


def _highest_and_lowest(lines: Lines, among: Lines, noun: str) -> str:
    scores = [line.score for line in lines if line.score is not None]
    low, high = min(scores), max(scores)
    if len(lines) == 1:
        return texts.SCORED.format(name=names_of(lines, among, noun), score=score_words(high))
    top, bottom = highest(lines, among, noun), lowest(lines, among, noun)
    return top if low == high else f"{top} {after(texts.WHILE, bottom)}"


def highest(lines: Lines, among: Lines, noun: str) -> str:
    """Return which lines have the highest score; raise ValueError if no line has one."""
    score = max(line.score for line in lines if line.score is not None)
    return _at(score, lines, among, (noun, texts.HIGHEST, texts.HIGHEST_TIE))


def lowest(lines: Lines, among: Lines, noun: str) -> str:
    """Return which lines have the lowest score; raise ValueError if no line has one."""
    score = min(line.score for line in lines if line.score is not None)
    return _at(score, lines, among, (noun, texts.LOWEST, texts.LOWEST_TIE))


def _at(score: Decimal, lines: Lines, among: Lines, words: tuple[str, str, str]) -> str:
    noun, alone, tie = words
    there: list[ScoredLine] = [line for line in lines if line.score == score]
    template = alone if len(there) == 1 else tie
    return template.format(names=names_of(there, among, noun), score=score_words(score))
