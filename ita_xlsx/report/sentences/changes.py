"""Write the sentences on how the scores of a table changed since the year before.

Takes lines with scores (0-100, two decimals); returns a text. Works on values only.
"""

from __future__ import annotations

from ita_xlsx.report.sentences import texts
from ita_xlsx.report.sentences.scored_line import Lines, ScoredLine, after, names_of


def changes(lines: Lines, noun: str, year: int) -> str:
    """Return which lines rose, fell or stayed since ``year`` (Buddhist era); empty if no line has a score.

    ``noun`` is the word for one line.
    """
    scored = [line for line in lines if line.score is not None]
    compared = [line for line in scored if line.before is not None]
    if not scored:
        return ""
    if not compared:
        return texts.NO_YEAR_BEFORE.format(year=year)
    groups = (
        (texts.ROSE, texts.ALL_ROSE, [line for line in compared if _change(line) > 0]),
        (texts.FELL, texts.ALL_FELL, [line for line in compared if _change(line) < 0]),
        (texts.SAME, texts.ALL_SAME, [line for line in compared if _change(line) == 0]),
    )
    alone = len(lines) == 1
    sentences = [
        all_of.format(noun=noun, year=year)
        if len(group) == len(lines) and not alone
        else some.format(names=names_of(group, lines, noun), year=year)
        for some, all_of, group in groups
        if group
    ]
    absent = [line for line in scored if line.before is None]
    if absent:
        sentences.append(texts.NO_SCORE_BEFORE.format(names=names_of(absent, lines, noun), year=year))
    return contrasted(sentences)


def contrasted(sentences: list[str]) -> str:
    """Return sentences as one: the second is set against the first, the last is added."""
    first, *others = sentences
    marks = [texts.WHILE, *[texts.AND] * len(others)][: len(others)]
    return " ".join([first, *map(after, marks, others)])


def _change(line: ScoredLine) -> int:
    """Return 1, -1 or 0 for a line that rose, fell or stayed; both scores are there."""
    if line.score is None or line.before is None:
        return 0
    return (line.score > line.before) - (line.score < line.before)
