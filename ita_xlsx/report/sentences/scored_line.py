"""Hold a line of a table as a sentence sees it, and write its score and its name.

Works on values only.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from ita_xlsx.report.sentences import texts

_FULL = Decimal(100)
# From this many neighboring codes on, a list of codes names the first and the last.
_LEAST_RANGE = 3
_CODE = re.compile(r"[a-z]+\d+")


@dataclass(frozen=True)
class ScoredLine:
    """A line with its name in a sentence, its scores (0-100, two decimals) of this year and the year before.

    A name that is the code of a question (``i1``) stands behind the word for a question.
    """

    name: str
    score: Decimal | None
    before: Decimal | None = None

    @property
    def is_full(self) -> bool:
        """Return True if the score is 100."""
        return self.score == _FULL


Lines = Sequence[ScoredLine]


def score_words(score: Decimal) -> str:
    """Return a score for a sentence: two decimals, but 100 without them."""
    return "100" if score == _FULL else f"{score:.2f}"


def joined(words: Sequence[str]) -> str:
    """Return words as a Thai list: spaces between them, and the last after the word for and."""
    if len(words) < 2:
        return "".join(words)
    return f"{' '.join(words[:-1])} {after(texts.AND, words[-1])}"


def names_of(lines: Lines, among: Lines, noun: str) -> str:
    """Return the names of some lines of a table; neighboring codes become a range, behind the word for a question."""
    names = [line.name for line in lines]
    if not names or not all(_CODE.fullmatch(name) for name in names):
        return joined(names)
    order = {line.name: number for number, line in enumerate(among)}
    runs: list[list[str]] = []
    for name in names:
        if runs and order[name] == order[runs[-1][-1]] + 1:
            runs[-1].append(name)
        else:
            runs.append([name])
    words = [word for run in runs for word in _run_words(run)]
    return f"{noun} {joined(words)}"


def _run_words(run: list[str]) -> list[str]:
    return run if len(run) < _LEAST_RANGE else [texts.RANGE.format(first=run[0], last=run[-1])]


def linked(sentences: Sequence[str]) -> str:
    """Return sentences as one: what is added stands once behind the word for furthermore, then behind that for and.

    A sentence may hold the word for furthermore itself. Empty sentences are left out.
    """
    mark = f" {texts.ALSO} "
    first, *added = mark.join(filter(None, sentences)).split(mark)
    if not added:
        return first
    return " ".join([f"{first}{mark}{added[0]}", *(after(texts.AND, words) for words in added[1:])])


def after(mark: str, text: str) -> str:
    """Return a text behind a Thai word; a space stands between if the text begins with a Latin letter or a digit."""
    return f"{mark.rstrip()} {text}" if text[:1].isascii() else f"{mark}{text}"
