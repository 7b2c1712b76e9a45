"""Find announced figures of the open-data check that whole items cannot give, and the figure that would fit instead.

An item of the open-data check scores 0, 50 or 100; this is inferred from published results, so it never makes a
finding by itself. Takes rows of a reconciliation and answers; returns values. Works on values only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property, lru_cache
from math import ceil, floor, lcm

from ita_xlsx.model.framework import Framework, Node
from ita_xlsx.model.kind import Kind
from ita_xlsx.model.reconciliation import TOLERANCE, Impossible, Row, combine
from ita_xlsx.model.results import two_decimals
from ita_xlsx.model.submission import Submission

_ITEM_SCORES = frozenset({Fraction(0), Fraction(50), Fraction(100)})
_KINDS = frozenset({Kind.INSTRUMENT, Kind.INDICATOR, Kind.SUBINDICATOR})
# Names under which the figures of several agencies are printed; their means follow no steps.
_SEVERAL = re.compile("|".join(("เฉลี่ย", "ภาพรวม", "ทุกหน่วยงาน", "average", "mean")), re.IGNORECASE)


@dataclass(frozen=True)
class ItemMeans:
    """The figures of one agency's open-data check, tested against means of whole items."""

    framework: Framework
    submission: Submission

    @cached_property
    def testable(self) -> frozenset[str]:
        """Return the subjects whose figures can be tested.

        There are none for the mean of several agencies, in a draft, or where an item has another score than 0, 50 or
        100. A figure over an item that does not apply is left out, because it is a mean of fewer items; so is one over
        items of different weights, because their weights are derived.
        """
        framework, scores = self.framework, self.submission.scores
        if framework.is_draft or _SEVERAL.search(self.submission.agency.name):
            return frozenset()
        items = [leaf.subject for leaf in framework.answers if framework.has_evidence(leaf.subject)]
        if any(scores.get(item, Fraction(0)) not in _ITEM_SCORES for item in items):
            return frozenset()
        declared = {answer.subject for answer in self.submission.answers if answer.declared}
        return frozenset(
            node.subject
            for node in framework.tree.walk()
            if node.kind in _KINDS
            and all(leaf.subject in items for leaf in node.leaves)
            and not any(leaf.subject in declared for leaf in node.leaves)
            and all(item.is_even for item in node.walk() if item.children)
        )

    def impossible_in(self, row: Row) -> tuple[Impossible, ...]:
        """Return the figures of a row, its total or a term, that no whole items give; in the order of printing."""
        found: list[Impossible] = []
        for subject, figure, share in _figures(row):
            if subject in self.testable and not is_possible(self.framework.nodes[subject], figure):
                likely = self._likely(row, subject, figure, share)
                items = len(self.framework.nodes[subject].leaves)
                found.append(Impossible(subject=subject, printed=two_decimals(figure), items=items, likely=likely))
        return tuple(found)

    def _likely(self, row: Row, subject: str, figure: Fraction, share: Fraction) -> Decimal | None:
        """Return the only mean of whole items that gives the printed total in place of a term; None if none does."""
        if not share:
            return None
        rest = combine(row.terms, row.term_indexes) - share * figure
        total, margin = row.printed[row.printed_index], Fraction(1, 100)
        near = means_between(
            self.framework.nodes[subject], (total - margin - rest) / share, (total + margin - rest) / share
        )
        fitting = [mean for mean in near if two_decimals(max(rest + share * mean, Fraction(0))) == two_decimals(total)]
        return two_decimals(fitting[0]) if len(fitting) == 1 else None


def is_possible(node: Node, figure: Fraction) -> bool:
    """Return True if whole items give a figure, rounded as it is printed: to two decimals, to one, or to none.

    A difference of 0.01 is rounding.
    """
    places = next((number for number in (0, 1) if (figure * 10**number).denominator == 1), 2)
    margin = max(Fraction(1, 2 * 10**places), Fraction(TOLERANCE))
    return any(True for _ in means_between(node, figure - margin, figure + margin))


def means_between(node: Node, least: Fraction, most: Fraction) -> Iterator[Fraction]:
    """Yield every score of a node from ``least`` to ``most`` that items of 0, 50 or 100 give, in ascending order."""
    steps, reached = _reached(tuple(_leaf_shares(node, Fraction(1))))
    for number in range(max(ceil(least * steps / 100), 0), min(floor(most * steps / 100), steps) + 1):
        if reached >> number & 1:
            yield Fraction(100 * number, steps)


@lru_cache(maxsize=64)
def _reached(shares: tuple[Fraction, ...]) -> tuple[int, int]:
    """Return a number of steps from 0 to 100, and a number whose bits are the steps that the items of a node reach."""
    halves = lcm(*(share.denominator for share in shares))
    reached = 1
    for share in shares:
        weight = int(share * halves)
        reached |= reached << weight | reached << 2 * weight
    return 2 * halves, reached


def _leaf_shares(node: Node, share: Fraction) -> Iterator[Fraction]:
    """Yield the share that each answer has in a node."""
    if not node.children:
        yield share
    total = sum((child.weight for child in node.children), Fraction(0))
    for child in node.children:
        yield from _leaf_shares(child, share * child.weight / total)


def _figures(row: Row) -> Iterator[tuple[str, Fraction, Fraction]]:
    """Yield subject, printed figure and share in the total of each term, and of the total itself with the share 0."""
    for term, index in zip(row.terms, row.term_indexes, strict=True):
        yield term.subject, term.printed[index], term.share
    yield row.subject, row.printed[row.printed_index], Fraction(0)
