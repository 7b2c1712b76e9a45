"""Compute exact sums and means of many rational numbers, and the score of a node from its children or answers.

Takes exact scores (0-100); sums are faster than adding fractions one by one. Works on values only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from math import lcm

from ita_xlsx.model.framework import Node

LEAST, MOST = Fraction(0), Fraction(100)


def exact_sum(values: Iterable[Fraction]) -> Fraction:
    """Return the sum, computed over one common denominator, which is much faster than adding one by one."""
    return sum_of_ratios([value.as_integer_ratio() for value in values])


def sum_of_ratios(ratios: Sequence[tuple[int, int]]) -> Fraction:
    """Return the sum of numerators over denominators, which need not be in lowest terms."""
    scale = lcm(*{bottom for _, bottom in ratios})
    return Fraction(sum([top * (scale // bottom) for top, bottom in ratios]), scale)


def whole_numbers(values: Iterable[Fraction]) -> tuple[list[int], int]:
    """Return values as whole numbers over one denominator: these are added and compared much faster than fractions."""
    ratios = [value.as_integer_ratio() for value in values]
    scale = lcm(*{bottom for _, bottom in ratios})
    return [top * (scale // bottom) for top, bottom in ratios], scale


def exact_mean(values: Sequence[Fraction]) -> Fraction:
    """Return the plain mean of at least one value; raise ZeroDivisionError for none."""
    pairs = [value.as_integer_ratio() for value in values]
    scale = lcm(*{bottom for _, bottom in pairs})
    return Fraction(sum([top * (scale // bottom) for top, bottom in pairs]), scale * len(pairs))


def as_float(value: Fraction) -> float:
    """Return the same number as ``float(value)``, in half the time."""
    top, bottom = value.as_integer_ratio()
    return top / bottom


def mean_of(node: Node, values: Sequence[Fraction]) -> Fraction:
    """Return the weighted mean of the scores of all children of a node."""
    if node.is_even:
        return exact_mean(values)
    weights = [child.weight for child in node.children]
    return exact_sum(weight * score for weight, score in zip(weights, values, strict=True)) / exact_sum(weights)


def children_first(node: Node) -> Iterator[Node]:
    """Yield all nodes below a node and the node itself, each after its children."""
    for child in node.children:
        yield from children_first(child)
    yield node


def scores_with(roots: Iterable[Node], answers: Mapping[str, Fraction], missing: Fraction) -> dict[str, Fraction]:
    """Return the score of each node of some trees as ``score_with`` does, each of them computed once."""
    scores: dict[str, Fraction] = {}
    for node in (node for root in roots for node in children_first(root)):
        if node.children:
            scores[node.subject] = mean_of(node, [scores[child.subject] for child in node.children])
        else:
            scores[node.subject] = answers.get(node.subject, missing)
    return scores


def score_with(node: Node, answers: Mapping[str, Fraction], missing: Fraction) -> Fraction:
    """Return the score of a node if every answer that is not known had the value ``missing`` (0-100)."""
    if not node.children:
        return answers.get(node.subject, missing)
    return mean_of(node, [score_with(child, answers, missing) for child in node.children])
