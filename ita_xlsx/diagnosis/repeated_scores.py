"""Scores pasted twice: runs that repeat other runs digit for digit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ita_xlsx.model.framework import Framework
from ita_xlsx.model.reconciliation import Block
from ita_xlsx.model.submission import Submission

_LEAST = 3
_LEAST_TELLING = 2

_Place = tuple[int, int]
# Numerator and denominator: compared far faster than fractions are.
_Score = tuple[int, int]


def find_blocks(framework: Framework, submission: Submission) -> Iterator[Block]:
    """Runs of three or more scores in a column that repeat an earlier run, longest first.

    A run tells something when at least two different scores in it are no whole numbers: items of the
    open-data check score 0, 50 or 100 anyway, and among whole numbers chance repeats runs.
    """
    values = {subject: value.as_integer_ratio() for subject, value in submission.scores.items()}
    columns = _columns(framework)
    places: dict[tuple[_Score, ...], list[_Place]] = {}
    taken: set[str] = set()
    for column, subjects in enumerate(columns):
        if not _telling(values[subject] for subject in subjects if subject in values):
            continue
        for index in range(len(subjects) - _LEAST + 1):
            # The shortest run that counts; runs are looked for only where its scores stood before.
            start = tuple(values[subject] for subject in subjects[index : index + _LEAST] if subject in values)
            if len(start) < _LEAST:
                continue
            later = (column, index)
            for earlier in places.get(start, ()):
                if _goes_on(columns, values, earlier, later):
                    continue
                pair = _run(columns, values, earlier, later)
                if len(pair) < _LEAST or not _telling(values[subject] for _, subject in pair):
                    continue
                repeats, repeated = zip(*pair, strict=True)
                if not taken & set(repeated):
                    taken.update(repeated)
                    yield Block(tuple(repeated), tuple(repeats))
            places.setdefault(start, []).append(later)


def _goes_on(columns: list[list[str]], values: Mapping[str, _Score], earlier: _Place, later: _Place) -> bool:
    """Whether the scores before these two are equal as well, so that the run began there."""
    if not earlier[1] or not later[1]:
        return False
    before = values.get(columns[earlier[0]][earlier[1] - 1])
    return before is not None and before == values.get(columns[later[0]][later[1] - 1])


def _columns(framework: Framework) -> list[list[str]]:
    """The subjects of each column of scores as the form shows them."""
    columns: dict[tuple[str, str], list[str]] = {}
    for node in framework.tree.children:
        for leaf in node.leaves:
            columns.setdefault((node.code, leaf.part), []).append(leaf.subject)
    return list(columns.values())


def _run(
    columns: list[list[str]], values: Mapping[str, _Score], first: tuple[int, int], second: tuple[int, int]
) -> list[tuple[str, str]]:
    """The longest run of equal scores from two places on; in one column they must not overlap."""
    pairs: list[tuple[str, str]] = []
    one, other = columns[first[0]], columns[second[0]]
    end = min(len(one) - first[1], len(other) - second[1])
    if first[0] == second[0]:
        end = min(end, second[1] - first[1])
    for step in range(end):
        left, right = one[first[1] + step], other[second[1] + step]
        score = values.get(left)
        if score is None or score != values.get(right):
            break
        pairs.append((left, right))
    return pairs


def _telling(scores: Iterable[_Score]) -> bool:
    return len({score for score in scores if score[1] != 1}) >= _LEAST_TELLING
