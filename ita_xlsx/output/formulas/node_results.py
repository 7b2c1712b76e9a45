"""The formulas of results: means over the tree, ranks, verdicts and the level.

Full-precision cells are chained and rounded beside; nothing is computed from a rounded cell. No function
is newer than Excel 2010.
"""

from __future__ import annotations

from fractions import Fraction
from math import lcm
from typing import Protocol

from ita_xlsx.model.framework import Framework, Node
from ita_xlsx.model.layout.grid import Place
from ita_xlsx.model.layout.results_layout import EXACT, GIVEN_LIST, KNOWN, SCORE, ResultsLayout
from ita_xlsx.model.layout.subjects import announced_subjects, announced_token, origin_words
from ita_xlsx.model.results import Basis, Results, Score
from ita_xlsx.model.text import words
from ita_xlsx.output.formulas.live import Live, in_range, number, quote, rounded, verdict


class Inputs(Protocol):
    """A layout that says where answers, announced figures and results stand."""

    framework: Framework
    results: ResultsLayout

    def answer(self, leaf: Node, what: str = ...) -> Place:
        """The cell of an answer."""

    def answer_span(self, parent: Node, seen_from: str, what: str = ...) -> str:
        """The cells of all answers right below a node."""

    def announced(self, subject: str, what: str = ...) -> Place | None:
        """The cell of an announced figure."""


class ResultFormulas:
    """Every result cell of one sheet of results; ``what`` names the answers they stand on."""

    def __init__(self, layout: Inputs, results: Results, threshold: Place, what: str = "score") -> None:
        self._layout = layout
        self._what = what
        self._framework = layout.framework
        self._results = results
        self._sheet = layout.results.sheet
        self._threshold = threshold.seen_from(self._sheet, fixed=True)

    def exact(self, node: Node) -> Live:
        """The full-precision score: computed when all children are there, given when nothing is known below."""
        present, count = self._present(node)
        missing = quote(words.INCOMPLETE)
        announced = self._given(node)
        otherwise = f"IF({self._stands_in(node)},{announced},{missing})" if announced else missing
        return Live(f"=IF({present}={count},{self._mean(node)},{otherwise})", self._value(node))

    def known(self, node: Node) -> Live:
        """How many answers and announced figures this node stands on, complete or not."""
        below = self._known_below(node)
        own = f"+IF({self._stands_in(node)},1,0)" if self._given(node) else ""
        return Live(f"={below}{own}", self._count_known(node))

    def score(self, node: Node) -> Live:
        """The score at two decimals."""
        exact = self._cell(node.subject, EXACT)
        value = self._results.by_subject[node.subject].rounded
        shown = words.INCOMPLETE if value is None else float(value)
        return Live(f"=IF(ISNUMBER({exact}),{rounded(exact)},{exact})", shown)

    def announced_list(self, node: Node) -> Live:
        """Which announced figures this score stands on."""
        present, count = self._present(node)
        said = announced_subjects(self._framework, self._results.by_subject[node.subject])
        here = f'IF({self._stands_in(node)},{quote(self._own(node))},"")' if self._given(node) else '""'
        if not node.children[0].children:
            return Live(f"={here}", said)
        joined = '&" "&'.join(self._cell(child.subject, GIVEN_LIST) for child in node.children)
        return Live(f"=IF({present}={count},TRIM({joined}),{here})", said)

    def origin(self, node: Node) -> Live:
        """Computed, announced, computed from announced figures, or incomplete."""
        exact, listed = self._cell(node.subject, EXACT), self._cell(node.subject, GIVEN_LIST)
        own = quote(self._own(node))
        said = (
            f"IF({listed}={quote('')},{quote(words.COMPUTED)},"
            f"IF({listed}={own},{quote(words.GIVEN)},{quote(words.COMPUTED_FROM)}&{listed}))"
        )
        formula = f"=IF(ISNUMBER({exact}),{said},{quote(words.INCOMPLETE)})"
        return Live(formula, origin_words(self._framework, self._results.by_subject[node.subject]))

    def verdict(self, node: Node) -> Live:
        """Whether the score reaches the threshold, in words."""
        score = self._cell(node.subject, SCORE)
        said = verdict(score, self._threshold, words.BELOW, words.PASSES, quote(words.INCOMPLETE))
        return Live(f"={said}", self._verdict(self._results.by_subject[node.subject]))

    def rank(self, node: Node) -> Live:
        """The rank among its brothers; ties share."""
        score = self._cell(node.subject, SCORE)
        brothers = tuple(item.subject for item in self._framework.of_kind(node.kind))
        span = self._layout.results.table_of(node.subject).span(SCORE, self._sheet, brothers)
        return Live(f'=IF(ISNUMBER({score}),RANK({score},{span},0),"-")', self._rank(node.subject))

    def weighted(self, node: Node) -> Live:
        """An instrument's contribution to the overall score, at two decimals."""
        exact = self._cell(node.subject, EXACT)
        value = self._results.weighted_by_instrument[node.subject].rounded
        share = rounded(f"{exact}*{number(node.weight)}/100")
        formula = f"=IF(ISNUMBER({exact}),{share},{quote(words.INCOMPLETE)})"
        return Live(formula, words.INCOMPLETE if value is None else float(value))

    def level(self, announced: Place | None) -> Live:
        """The level: the best whose minima are all reached; the announced one when none can be told."""
        overall = self._cell("overall", SCORE)
        instruments = [self._cell(item.code, SCORE) for item in self._framework.instruments]
        cells = ",".join(instruments)
        ready = f"ISNUMBER({overall})"
        if any(level.each_instrument is not None for level in self._framework.levels):
            ready = f"AND({ready},COUNT({cells})={len(instruments)})"
        *better, last = self._framework.levels
        chosen = quote(last.name)
        for level in reversed(better):
            test = f"{overall}>={number(level.overall)}"
            if level.each_instrument is not None:
                test = f"AND({test},MIN({cells})>={number(level.each_instrument)})"
            chosen = f"IF({test},{quote(level.name)},{chosen})"
        missing = quote(words.INCOMPLETE)
        if announced:
            cell = announced.seen_from(self._sheet)
            known = ",".join(f"{cell}={quote(level.name)}" for level in self._framework.levels)
            missing = f"IF(OR({known}),{cell},{missing})"
        return Live(f"=IF({ready},{chosen},{missing})", self._results.level.name or words.INCOMPLETE)

    def _present(self, node: Node) -> tuple[str, int]:
        if not node.children[0].children:
            return in_range(self._layout.answer_span(node, self._sheet, self._what)), len(node.children)
        cells = ",".join(self._cell(child.subject, EXACT) for child in node.children)
        return f"COUNT({cells})", len(node.children)

    def _known_below(self, node: Node) -> str:
        if not node.children[0].children:
            return in_range(self._layout.answer_span(node, self._sheet, self._what))
        return "SUM(" + ",".join(self._cell(child.subject, KNOWN) for child in node.children) + ")"

    def _stands_in(self, node: Node) -> str:
        """Whether the announced figure is taken: it is one, and nothing is known below."""
        return f"AND({self._known_below(node)}=0,{in_range(self._given(node))}=1)"

    def _count_known(self, node: Node) -> int:
        scores = self._results.by_subject
        below = [item for item in node.walk() if not item.children and scores[item.subject].value is not None]
        announced = [item for item in node.walk() if item.children and scores[item.subject].basis is Basis.GIVEN]
        return len(below) + len(announced)

    def _own(self, node: Node) -> str:
        return announced_token(self._framework, node.subject)

    def _mean(self, node: Node) -> str:
        weights = _whole([child.weight for child in node.children])
        leaves = not node.children[0].children
        if leaves and set(weights) == {1}:
            return f"SUM({self._layout.answer_span(node, self._sheet, self._what)})/{len(weights)}"
        cells = [
            self._layout.answer(child, self._what).seen_from(self._sheet)
            if leaves
            else self._cell(child.subject, EXACT)
            for child in node.children
        ]
        terms = "+".join(
            cell if weight == 1 else f"{weight}*{cell}" for weight, cell in zip(weights, cells, strict=True)
        )
        return f"({terms})/{sum(weights)}"

    def _given(self, node: Node) -> str:
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


def _whole(weights: list[Fraction]) -> list[int]:
    """The same proportions in whole numbers, as small as can be."""
    scale = lcm(*(weight.denominator for weight in weights))
    whole = [int(weight * scale) for weight in weights]
    least = min(whole)
    return [value // least for value in whole] if all(value % least == 0 for value in whole) else whole
