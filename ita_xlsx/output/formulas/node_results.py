"""Build the formulas of the result tables: means over the tree of nodes, ranks, verdicts, origins and the level.

Takes a layout and the results; returns formulas with values. Works on values only. Cells with full precision are
chained, and rounded beside; nothing is computed from a rounded cell. No function is newer than Excel 2010.
"""

from __future__ import annotations

from fractions import Fraction
from math import lcm
from typing import Protocol

from ita_xlsx.model.framework import OVERALL, Framework, Node
from ita_xlsx.model.layout.grid import Place
from ita_xlsx.model.layout.results_layout import ANNOUNCED_LIST, EXACT, SCORE, VALUE_COUNT, ResultsLayout
from ita_xlsx.model.layout.subjects import announced_subjects, announced_token, origin_words
from ita_xlsx.model.results import Basis, Results, Score
from ita_xlsx.model.text import words
from ita_xlsx.output.formulas.level import best_level
from ita_xlsx.output.formulas.live import Live, in_range, number, quote, rounded, verdict


class Inputs(Protocol):
    """A layout that knows the cells of answers, announced figures and results."""

    framework: Framework
    results: ResultsLayout

    def answer(self, leaf: Node, key: str = ..., /) -> Place:
        """Return the cell of an answer."""

    def answer_span(self, parent: Node, seen_from: str, key: str = ..., /) -> str:
        """Return the cells of all answers directly below a node."""

    def announced(self, subject: str, key: str = ..., /) -> Place | None:
        """Return the cell of an announced figure; None where the layout has none."""


class ResultFormulas:
    """The formulas of one sheet of results."""

    def __init__(self, layout: Inputs, results: Results, threshold: Place, answers: str = "score") -> None:
        """Take the layout, the results and the cell of the threshold; ``answers`` is the key of the answers' column."""
        self._layout = layout
        self._answers = answers
        self._framework = layout.framework
        self._results = results
        self._sheet = layout.results.sheet
        self._threshold = threshold.seen_from(self._sheet, fixed=True)

    def exact(self, node: Node) -> Live:
        """Return the full-precision score of a node.

        It is computed where all children have scores; it is the announced figure where nothing below is filled in.
        """
        present, count = self._present(node)
        missing = quote(words.INCOMPLETE)
        announced = self._announced_cell(node)
        otherwise = f"IF({self._stands_in(node)},{announced},{missing})" if announced else missing
        return Live(f"=IF({present}={count},{self._mean(node)},{otherwise})", self._value(node))

    def available(self, node: Node) -> Live:
        """Return how many answers and announced figures a node is based on, complete or not."""
        below = self._available_below(node)
        announced = f"+IF({self._stands_in(node)},1,0)" if self._announced_cell(node) else ""
        return Live(f"={below}{announced}", self._count_available(node))

    def score(self, node: Node) -> Live:
        """Return the score at two decimals."""
        exact = self._cell(node.subject, EXACT)
        value = self._results.by_subject[node.subject].rounded
        cached = words.INCOMPLETE if value is None else float(value)
        return Live(f"=IF(ISNUMBER({exact}),{rounded(exact)},{exact})", cached)

    def announced_list(self, node: Node) -> Live:
        """Return the list of the announced figures that a score is computed from."""
        present, count = self._present(node)
        subjects = announced_subjects(self._framework, self._results.by_subject[node.subject])
        token = f'IF({self._stands_in(node)},{quote(self._token(node))},"")' if self._announced_cell(node) else '""'
        if not node.children[0].children:
            return Live(f"={token}", subjects)
        joined = '&" "&'.join(self._cell(child.subject, ANNOUNCED_LIST) for child in node.children)
        return Live(f"=IF({present}={count},TRIM({joined}),{token})", subjects)

    def origin(self, node: Node) -> Live:
        """Return in words: computed, announced, computed from announced figures, or incomplete."""
        exact, listed = self._cell(node.subject, EXACT), self._cell(node.subject, ANNOUNCED_LIST)
        token = quote(self._token(node))
        source = (
            f"IF({listed}={quote('')},{quote(words.COMPUTED)},"
            f"IF({listed}={token},{quote(words.GIVEN)},{quote(words.COMPUTED_FROM)}&{listed}))"
        )
        formula = f"=IF(ISNUMBER({exact}),{source},{quote(words.INCOMPLETE)})"
        return Live(formula, origin_words(self._framework, self._results.by_subject[node.subject]))

    def verdict(self, node: Node) -> Live:
        """Return in words whether the score reaches the threshold."""
        score = self._cell(node.subject, SCORE)
        expression = verdict(score, self._threshold, words.BELOW, words.PASSES, quote(words.INCOMPLETE))
        return Live(f"={expression}", self._verdict(self._results.by_subject[node.subject]))

    def rank(self, node: Node) -> Live:
        """Return the rank among the nodes of the same kind; equal scores share a rank."""
        score = self._cell(node.subject, SCORE)
        peers = tuple(item.subject for item in self._framework.of_kind(node.kind))
        span = self._layout.results.table_of(node.subject).span(SCORE, self._sheet, peers)
        return Live(f'=IF(ISNUMBER({score}),RANK({score},{span},0),"-")', self._rank(node.subject))

    def weighted(self, node: Node) -> Live:
        """Return the contribution of an instrument to the overall score, at two decimals."""
        exact = self._cell(node.subject, EXACT)
        value = self._results.weighted_by_instrument[node.subject].rounded
        share = rounded(f"{exact}*{number(node.weight)}/100")
        formula = f"=IF(ISNUMBER({exact}),{share},{quote(words.INCOMPLETE)})"
        return Live(formula, words.INCOMPLETE if value is None else float(value))

    def level(self, announced: Place | None) -> Live:
        """Return the best level whose minima are all reached.

        Where the scores give no level, return the word in the cell ``announced`` if it is a level of the framework.
        """
        cells = ",".join(self._cell(item.code, SCORE) for item in self._framework.instruments)
        missing = quote(words.INCOMPLETE)
        if announced:
            cell = announced.seen_from(self._sheet)
            is_level = ",".join(f"{cell}={quote(level.name)}" for level in self._framework.levels)
            missing = f"IF(OR({is_level}),{cell},{missing})"
        best = best_level(self._framework, self._cell(OVERALL, SCORE), cells, missing)
        return Live(f"={best}", self._results.level.name or words.INCOMPLETE)

    def _present(self, node: Node) -> tuple[str, int]:
        if not node.children[0].children:
            return in_range(self._layout.answer_span(node, self._sheet, self._answers)), len(node.children)
        cells = ",".join(self._cell(child.subject, EXACT) for child in node.children)
        return f"COUNT({cells})", len(node.children)

    def _available_below(self, node: Node) -> str:
        if not node.children[0].children:
            return in_range(self._layout.answer_span(node, self._sheet, self._answers))
        return "SUM(" + ",".join(self._cell(child.subject, VALUE_COUNT) for child in node.children) + ")"

    def _stands_in(self, node: Node) -> str:
        """Return the condition that the announced figure is taken: it is a score, and nothing below is filled in."""
        return f"AND({self._available_below(node)}=0,{in_range(self._announced_cell(node))}=1)"

    def _count_available(self, node: Node) -> int:
        scores = self._results.by_subject
        below = [item for item in node.walk() if not item.children and scores[item.subject].value is not None]
        announced = [item for item in node.walk() if item.children and scores[item.subject].basis is Basis.GIVEN]
        return len(below) + len(announced)

    def _token(self, node: Node) -> str:
        return announced_token(self._framework, node.subject)

    def _mean(self, node: Node) -> str:
        weights = _as_integers([child.weight for child in node.children])
        leaves = not node.children[0].children
        if leaves and set(weights) == {1}:
            return f"SUM({self._layout.answer_span(node, self._sheet, self._answers)})/{len(weights)}"
        cells = [
            self._layout.answer(child, self._answers).seen_from(self._sheet)
            if leaves
            else self._cell(child.subject, EXACT)
            for child in node.children
        ]
        terms = "+".join(
            cell if weight == 1 else f"{weight}*{cell}" for weight, cell in zip(weights, cells, strict=True)
        )
        return f"({terms})/{sum(weights)}"

    def _announced_cell(self, node: Node) -> str:
        place = self._layout.announced(node.subject)
        return place.seen_from(self._sheet) if place else ""

    def _cell(self, subject: str, key: str) -> str:
        return self._layout.results.place(subject, key).a1

    def _value(self, node: Node) -> float | str:
        value = self._results.by_subject[node.subject].value
        return words.INCOMPLETE if value is None else float(value)

    def _rank(self, subject: str) -> float | str:
        return self._results.rank_of.get(subject, "-")

    def _verdict(self, score: Score) -> str:
        if score.basis is Basis.MISSING:
            return words.INCOMPLETE
        return words.BELOW if self._results.below_threshold(score.subject) else words.PASSES


def _as_integers(weights: list[Fraction]) -> list[int]:
    """Return the same proportions as integers, as small as possible."""
    scale = lcm(*(weight.denominator for weight in weights))
    integers = [int(weight * scale) for weight in weights]
    least = min(integers)
    return [value // least for value in integers] if all(value % least == 0 for value in integers) else integers
