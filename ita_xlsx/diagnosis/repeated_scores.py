"""Find scores that were probably pasted twice: runs of scores that repeat another run digit for digit.

Takes a submission; yields blocks of repeated scores. Works on values only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ita_xlsx.model.framework import Framework
from ita_xlsx.model.reconciliation import Block
from ita_xlsx.model.submission import Submission

# A shorter run, or one with fewer different scores that have decimals, may repeat by chance.
_LEAST = 3
_LEAST_DECIMALS = 2

# The number of a column and the index of a subject in it.
_Position = tuple[int, int]
# Numerator and denominator: they are compared far faster than fractions.
_Score = tuple[int, int]
# Scores one below the other; None for one that is missing.
_Run = tuple[_Score | None, ...]


def find_repeated_scores(framework: Framework, submission: Submission) -> Iterator[Block]:
    """Yield runs of three or more scores in a column that repeat an earlier run, each run as long as possible.

    A run counts only if at least two different scores in it have decimals: items of the open-data check
    score 0, 50 or 100, and runs of whole numbers are repeated by chance.
    """
    values = {subject: value.as_integer_ratio() for subject, value in submission.scores.items()}
    columns = framework.once(_columns)
    positions: dict[_Run, list[_Position]] = {}
    repeated_subjects: set[str] = set()
    # Look for longer runs only where the shortest run that counts has occurred before.
    shortest = [_shortest_runs(subjects, values) for subjects in columns]
    if len({run for runs in shortest for run in runs}) == sum(map(len, shortest)):
        return
    for column, runs in enumerate(shortest):
        for index, start in enumerate(runs):
            if None in start:
                continue
            later = (column, index)
            for earlier in positions.get(start, ()):
                if _begins_earlier(columns, values, earlier, later):
                    continue
                pairs = _equal_pairs(columns, values, earlier, later)
                if len(pairs) < _LEAST or not _has_enough_decimals(values[subject] for _, subject in pairs):
                    continue
                repeats, repeated = zip(*pairs, strict=True)
                if not repeated_subjects & set(repeated):
                    repeated_subjects.update(repeated)
                    yield Block(tuple(repeated), tuple(repeats))
            positions.setdefault(start, []).append(later)


def _shortest_runs(subjects: list[str], values: Mapping[str, _Score]) -> list[_Run]:
    """Return the shortest runs of a column from each of its rows on; none if no run of it can count."""
    scores = [values.get(subject) for subject in subjects]
    if not _has_enough_decimals(score for score in scores if score):
        return []
    return list(zip(*(scores[start:] for start in range(_LEAST)), strict=False))


def _begins_earlier(
    columns: list[list[str]], values: Mapping[str, _Score], earlier: _Position, later: _Position
) -> bool:
    """Return True if the scores before these two positions are equal too, so that the run began there."""
    if not earlier[1] or not later[1]:
        return False
    before = values.get(columns[earlier[0]][earlier[1] - 1])
    return before is not None and before == values.get(columns[later[0]][later[1] - 1])


def _columns(framework: Framework) -> list[list[str]]:
    """Return the subjects of each column of scores, as the form has them."""
    columns: dict[tuple[str, str], list[str]] = {}
    for node in framework.tree.children:
        for leaf in node.leaves:
            columns.setdefault((node.code, leaf.part), []).append(leaf.subject)
    return list(columns.values())


def _equal_pairs(
    columns: list[list[str]], values: Mapping[str, _Score], earlier: _Position, later: _Position
) -> list[tuple[str, str]]:
    """Return the longest run of equal scores from two positions on, as pairs of subjects.

    In one column the two runs must not overlap.
    """
    pairs: list[tuple[str, str]] = []
    earlier_column, later_column = columns[earlier[0]], columns[later[0]]
    end = min(len(earlier_column) - earlier[1], len(later_column) - later[1])
    if earlier[0] == later[0]:
        end = min(end, later[1] - earlier[1])
    for step in range(end):
        left, right = earlier_column[earlier[1] + step], later_column[later[1] + step]
        score = values.get(left)
        if score is None or score != values.get(right):
            break
        pairs.append((left, right))
    return pairs


def _has_enough_decimals(scores: Iterable[_Score]) -> bool:
    """Return True if at least two different scores are not whole numbers."""
    return len({score for score in scores if score[1] != 1}) >= _LEAST_DECIMALS
