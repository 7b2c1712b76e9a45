"""Build the formulas of the result tables: means over the tree of nodes, ranks, verdicts, origins and the level.

Takes a layout and the results; returns formulas with values. Works on values only. Cells with full precision are
chained, and rounded beside; nothing is computed from a rounded cell. No function is newer than Excel 2010.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import cached_property
from math import lcm
from typing import Protocol

from ita_xlsx.model.exact import LEAST, MOST, scores_with
from ita_xlsx.model.framework import OVERALL, Framework, Node
from ita_xlsx.model.layout.grid import Place
from ita_xlsx.model.layout.results_layout import (
    ANNOUNCED_LIST,
    ANSWERED,
    EXACT,
    HIGHEST,
    LOWEST,
    REPLACED,
    SCORE,
    STANDS_IN,
    ResultsLayout,
)
from ita_xlsx.model.layout.subjects import announced_subjects, announced_token, origin_words
from ita_xlsx.model.reconciliation import TOLERANCE
from ita_xlsx.model.results import Basis, Results, Score
from ita_xlsx.model.text import words
from ita_xlsx.output.formulas.level import best_level, is_computed
from ita_xlsx.output.formulas.live import Live, count_text, in_range, number, quote, rounded, verdict


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

        It is the announced figure where that stands in for missing answers; else it is computed where all children
        have scores.
        """
        present, count = self._present(node)
        computed = f"IF({present}={count},{self._mean(node)},{quote(words.INCOMPLETE)})"
        announced = self._announced_cell(node)
        formula = f"IF({self._cell(node.subject, STANDS_IN)}=1,{announced},{computed})" if announced else computed
        return Live(f"={formula}", self._value(node))

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
        below = '""'
        if node.children[0].children:
            joined = '&" "&'.join(self._cell(child.subject, ANNOUNCED_LIST) for child in node.children)
            below = f'IF({present}={count},TRIM({joined}),"")'
        stands_in = f"{self._cell(node.subject, STANDS_IN)}=1"
        return Live(f"=IF({stands_in},{quote(self._token(node))},{below})", subjects)

    def origin(self, node: Node) -> Live:
        """Return in words: computed, announced, computed from announced figures, or incomplete."""
        exact, listed = self._cell(node.subject, EXACT), self._cell(node.subject, ANNOUNCED_LIST)
        answered = self._cell(node.subject, ANSWERED)
        tail = quote(f"{words.ANSWERED_OF}{len(node.leaves)}{words.ANSWERED_TAIL}")
        counts = f'IF({answered}>0,{quote(words.ANSWERED)}&{count_text(answered)}&{tail},"")'
        source = (
            f"IF({listed}={quote('')},{quote(words.COMPUTED)},"
            f"IF({self._cell(node.subject, STANDS_IN)}=1,{quote(words.GIVEN)}&{counts},"
            f"{quote(words.COMPUTED_FROM)}&{listed}))"
        )
        formula = f"=IF(ISNUMBER({exact}),{source},{quote(words.INCOMPLETE)})"
        return Live(formula, origin_words(self._framework, self._results.by_subject[node.subject]))

    def verdict(self, node: Node, passes: str = words.PASSES) -> Live:
        """Return in words whether the score reaches the threshold; ``passes`` is the text where it does."""
        score = self._cell(node.subject, SCORE)
        expression = verdict(score, self._threshold, words.BELOW, passes, quote(words.INCOMPLETE))
        return Live(f"={expression}", self._verdict(self._results.by_subject[node.subject], passes))

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
        """Return the best level whose minima are all reached; a dash where there is no overall score.

        Where only scores of instruments are missing, return the word in the cell ``announced`` if it is a level of the
        framework.
        """
        overall, missing = self._cell(OVERALL, SCORE), quote(words.NO_LEVEL)
        if announced:
            cell = announced.seen_from(self._sheet)
            is_level = ",".join(f"{cell}={quote(level.name)}" for level in self._framework.levels)
            missing = f"IF(AND(ISNUMBER({overall}),OR({is_level})),{cell},{missing})"
        best = best_level(self._framework, overall, self._instruments(self._sheet), missing)
        return Live(f"={best}", self._results.level.name or words.NO_LEVEL)

    def announced_level(self, announced: Place, sheet: str) -> Live:
        """Return the announced level after its label, where no level can be computed; else empty."""
        overall = self._layout.results.place(OVERALL, SCORE).seen_from(sheet)
        cell = announced.seen_from(sheet)
        ready = is_computed(self._framework, overall, self._instruments(sheet))
        word = "" if self._results.level.basis is Basis.COMPUTED else self._results.announced_level
        text = words.ANNOUNCED_LEVEL + word if word else ""
        return Live(f'=IF(OR({ready},{cell}=""),"",{quote(words.ANNOUNCED_LEVEL)}&{cell})', text)

    # The helper columns, by which the sheet decides like the engine where an announced figure stands in for answers.

    def answered(self, node: Node) -> Live:
        """Return how many answers below a node have a score."""
        span = self._below(node, ANSWERED)
        formula = f"SUM({span})" if span else self._present(node)[0]
        return Live(f"={formula}", self._count_answered(node))

    def lowest(self, node: Node) -> Live:
        """Return the score of a node if every missing answer were 0."""
        return Live(f"={self._lowest(node)}", float(self._bounds[LEAST][node.subject]))

    def highest(self, node: Node) -> Live:
        """Return the score of a node if every missing answer were 100."""
        return Live(f"={self._highest(node)}", float(self._bounds[MOST][node.subject]))

    def stands_in(self, node: Node) -> Live:
        """Return 1 where the announced figure stands in for missing answers, else 0.

        It does where the known answers can give it at two decimals, give or take 0.01. It does not where the same
        figure is computed from announced figures below, and none of them stands in for known answers.
        """
        announced = self._announced_cell(node)
        value = 1 if self._results.by_subject[node.subject].basis is Basis.GIVEN else 0
        if not announced:
            return Live("=0", value)
        figure = rounded(announced)
        lowest, highest = (rounded(self._cell(node.subject, key)) for key in (LOWEST, HIGHEST))
        possible = f"AND(ROUND({figure}-{lowest},2)>=-{TOLERANCE},ROUND({highest}-{figure},2)>=-{TOLERANCE})"
        differs = "1"
        if replaced := self._below(node, REPLACED):
            present, count = self._present(node)
            same = f"IF({rounded(self._mean(node))}={figure},0,1)"
            differs = f"IF(AND({present}={count},SUM({replaced})=0),{same},1)"
        open_and_announced = f"AND({self._cell(node.subject, ANSWERED)}<{len(node.leaves)},{in_range(announced)}=1)"
        return Live(f"=IF({open_and_announced},IF({possible},{differs},0),0)", value)

    def replaced(self, node: Node) -> Live:
        """Return how many known answers are not used at or below a node, because announced figures are."""
        below = self._below(node, REPLACED)
        otherwise = f"SUM({below})" if below else "0"
        stands_in, answered = (self._cell(node.subject, key) for key in (STANDS_IN, ANSWERED))
        return Live(f"=IF({stands_in}=1,{answered},{otherwise})", self._count_replaced(node))

    def _present(self, node: Node) -> tuple[str, int]:
        if not node.children[0].children:
            return in_range(self._layout.answer_span(node, self._sheet, self._answers)), len(node.children)
        cells = ",".join(self._cell(child.subject, EXACT) for child in node.children)
        return f"COUNT({cells})", len(node.children)

    def _below(self, node: Node, key: str) -> str:
        """Return the cells of a column for the children of a node; empty if its children are answers."""
        if not node.children[0].children:
            return ""
        return ",".join(self._cell(child.subject, key) for child in node.children)

    def _instruments(self, sheet: str) -> str:
        places = (self._layout.results.place(item.code, SCORE) for item in self._framework.instruments)
        return ",".join(place.seen_from(sheet) for place in places)

    def _lowest(self, node: Node) -> str:
        if node.children[0].children:
            return self._weighted_mean(node, [self._cell(child.subject, LOWEST) for child in node.children])
        if node.is_even:
            return f"{_sum_of_scores(self._layout.answer_span(node, self._sheet, self._answers))}/{len(node.children)}"
        return self._weighted_mean(node, [_sum_of_scores(cell) for cell in self._answer_cells(node)])

    def _highest(self, node: Node) -> str:
        if node.children[0].children:
            return self._weighted_mean(node, [self._cell(child.subject, HIGHEST) for child in node.children])
        lowest = self._cell(node.subject, LOWEST)
        if node.is_even:
            count = len(node.children)
            return f"{lowest}+100*({count}-{self._cell(node.subject, ANSWERED)})/{count}"
        missing = [f"(1-{in_range(cell)})" for cell in self._answer_cells(node)]
        return f"{lowest}+100*{self._weighted_mean(node, missing)}"

    def _answer_cells(self, node: Node) -> list[str]:
        return [self._layout.answer(child, self._answers).seen_from(self._sheet) for child in node.children]

    @cached_property
    def _known_answers(self) -> Mapping[str, Fraction]:
        return {score.subject: score.value for score in self._results.answers if score.value is not None}

    @cached_property
    def _bounds(self) -> Mapping[Fraction, Mapping[str, Fraction]]:
        """Return the scores of all nodes with every missing answer at its least, and with every one at its most."""
        roots = (self._framework.tree, *self._framework.views)
        return {missing: scores_with(roots, self._known_answers, missing) for missing in (LEAST, MOST)}

    def _count_answered(self, node: Node) -> int:
        return sum(leaf.subject in self._known_answers for leaf in node.leaves)

    def _count_replaced(self, node: Node) -> int:
        score = self._results.by_subject[node.subject]
        if score.basis is Basis.GIVEN:
            return score.answered
        return sum(self._count_replaced(child) for child in node.children if child.children)

    def _token(self, node: Node) -> str:
        return announced_token(self._framework, node.subject)

    def _mean(self, node: Node) -> str:
        if node.children[0].children:
            return self._weighted_mean(node, [self._cell(child.subject, EXACT) for child in node.children])
        if node.is_even:
            return f"SUM({self._layout.answer_span(node, self._sheet, self._answers)})/{len(node.children)}"
        return self._weighted_mean(node, self._answer_cells(node))

    def _weighted_mean(self, node: Node, cells: list[str]) -> str:
        weights = _as_integers([child.weight for child in node.children])
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

    def _verdict(self, score: Score, passes: str) -> str:
        if score.basis is Basis.MISSING:
            return words.INCOMPLETE
        return words.BELOW if self._results.below_threshold(score.subject) else passes


def _sum_of_scores(span: str) -> str:
    """Return the expression that adds up the cells of a range with a score, a number of 0-100."""
    return f'SUMIFS({span},{span},">=0",{span},"<=100")'


def _as_integers(weights: list[Fraction]) -> list[int]:
    """Return the same proportions as integers, as small as possible."""
    scale = lcm(*(weight.denominator for weight in weights))
    integers = [int(weight * scale) for weight in weights]
    least = min(integers)
    return [value // least for value in integers] if all(value % least == 0 for value in integers) else integers
