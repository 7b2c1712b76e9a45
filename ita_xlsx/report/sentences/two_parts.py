"""Write the sentence that compares the two parts of an instrument, such as EIT Public and EIT Survey.

Takes the lines of both parts in the same order; returns a text. Works on values only.
"""

from __future__ import annotations

from ita_xlsx.report.sentences import texts
from ita_xlsx.report.sentences.changes import contrasted
from ita_xlsx.report.sentences.scored_line import Lines, ScoredLine, names_of


def compare_parts(first: Lines, second: Lines, labels: tuple[str, str], noun: str) -> str:
    """Return which lines are lower, higher or equal in the first part; empty if no line has both scores.

    ``labels`` are the names of the parts, ``noun`` is the word for one line.
    """
    pairs = [
        (one, one.score - other.score)
        for one, other in zip(first, second, strict=True)
        if one.score is not None and other.score is not None
    ]
    if not pairs:
        return ""
    lower: list[ScoredLine] = [line for line, gap in pairs if gap < 0]
    higher: list[ScoredLine] = [line for line, gap in pairs if gap > 0]
    equal: list[ScoredLine] = [line for line, gap in pairs if gap == 0]
    groups = (
        (texts.PARTS_BELOW, texts.ALL_PARTS_BELOW, lower),
        (texts.PARTS_ABOVE, texts.ALL_PARTS_ABOVE, higher),
        (texts.PARTS_SAME, texts.ALL_PARTS_SAME, equal),
    )
    slots = {"noun": noun, "first": labels[0], "second": labels[1]}
    sentences = [
        all_of.format(**slots)
        if len(group) == len(first) > 1
        else some.format(names=names_of(group, first, noun), **slots)
        for some, all_of, group in groups
        if group
    ]
    return contrasted(sentences)
