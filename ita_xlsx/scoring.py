"""Compute the results of a submission: scores of all nodes, the level and the ranks.

Takes answers and announced figures (0-100) and a framework; returns ``Results``. Every score is one recursive mean
over the weighted tree of the framework, in exact rational numbers. Works on values only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from math import lcm
from types import MappingProxyType
from typing import NamedTuple

from ita_xlsx.model.exact import LEAST, MOST, children_first, score_with
from ita_xlsx.model.framework import Framework, Node
from ita_xlsx.model.kind import Kind
from ita_xlsx.model.limits import Limit
from ita_xlsx.model.reconciliation import TOLERANCE
from ita_xlsx.model.results import Basis, ImpossibleFigure, LevelResult, Results, Score, two_decimals
from ita_xlsx.model.submission import Submission, values_of


def score_submission(submission: Submission, framework: Framework, threshold: Limit | None = None) -> Results:
    """Return all results of a submission; the threshold (0-100) defaults to the pass mark of the framework."""
    answers = submission.scores
    announced = values_of(submission.announced)
    declared = {answer.subject: answer.declared for answer in submission.answers if answer.declared}
    results = score_values(framework, answers, announced, declared, submission.announced_word("level"), threshold)
    refused = (
        answer.subject
        for answer in submission.answers
        if answer.value is not None and answer.subject not in submission.scores
    )
    return replace(results, refused=tuple(refused))


def score_values(
    framework: Framework,
    answers: Mapping[str, Fraction],
    announced: Mapping[str, Fraction],
    declared: Mapping[str, str] = MappingProxyType({}),
    announced_level: str | None = None,
    threshold: Limit | None = None,
) -> Results:
    """Return all results, computed from answers and announced figures by subject (0-100).

    ``declared`` are the words of answers that do not apply, ``announced_level`` is the announced level.
    """
    scoring = _Scoring(framework, answers, announced)
    scores = scoring.scores
    nodes = tuple(scores[subject] for subject in framework.nodes if framework.nodes[subject].children)
    leaves = tuple(scores[leaf.subject] for leaf in framework.answers)
    covered = {
        leaf.subject
        for leaf in framework.answers
        if announced and any(scores[above].basis is Basis.GIVEN for above in framework.ancestors(leaf.subject))
    }
    empty = [score.subject for score in leaves if score.value is None]
    return Results(
        year=framework.year,
        threshold=framework.pass_mark if threshold is None else threshold,
        scores=nodes,
        answers=leaves,
        weighted=tuple(_weighted(item.code, item.weight, scores) for item in framework.instruments),
        level=level_for(
            framework,
            scores[framework.tree.subject].value,
            [scores[item.code].value for item in framework.instruments],
            announced_level,
        ),
        ranks=tuple(_ranks(framework, scores)),
        announced=tuple(announced.items()),
        missing=tuple(subject for subject in empty if subject not in covered and subject not in declared),
        declarations=tuple((subject, declared[subject]) for subject in empty if subject in declared),
        unanswered=tuple(subject for subject in empty if subject in covered and subject not in declared),
        impossible=tuple(scoring.impossible),
        announced_level=announced_level or "",
    )


def node_scores(
    framework: Framework, answers: Mapping[str, Fraction], announced: Mapping[str, Fraction]
) -> Mapping[str, Score]:
    """Return the score of every node and answer by subject, without level and ranks."""
    return _Scoring(framework, answers, announced).scores


class _Scoring:
    """The scores of all nodes and answers of one framework, and the announced figures that the answers cannot give."""

    def __init__(
        self, framework: Framework, answers: Mapping[str, Fraction], announced: Mapping[str, Fraction]
    ) -> None:
        """Score every node, children before parents."""
        self.scores: dict[str, Score] = {}
        self.impossible: list[ImpossibleFigure] = []
        self._answers = answers
        self._announced = announced
        self._known: dict[str, int] = {}
        # The nodes whose score stands on an announced figure that is used though some answers below it are known.
        self._replaced: set[str] = set()
        for item in framework.once(_weighted_nodes):
            self.scores[item.node.subject] = self._score(item)

    def _score(self, item: _WeightedNode) -> Score:
        """Return the score of a node whose children are scored.

        It is computed if every answer below is known. Otherwise it is given, if a figure is announced that the known
        answers can still give; computed, if every child has a score, be it announced; and missing in all other cases.
        A missing answer never counts as zero and is never left out of a mean.
        """
        node = item.node
        if not node.children:
            value = self._answers.get(node.subject)
            self._known[node.subject] = 0 if value is None else 1
            return Score(node.subject, Basis.MISSING if value is None else Basis.COMPUTED, value)
        score = _mean(item, [self.scores[child.subject] for child in node.children])
        if not self._announced:
            return score
        self._known[node.subject] = sum(self._known[child.subject] for child in node.children)
        score = self._announced_or(node, score)
        if score.answered or any(child.subject in self._replaced for child in node.children):
            self._replaced.add(node.subject)
        return score

    def _announced_or(self, node: Node, computed: Score) -> Score:
        """Return the announced figure of an incomplete node as its score, or the computed score.

        The computed score stands if it is equal to the figure and no known answer was replaced below: it says from
        which figures it comes.
        """
        figure, answered = self._announced.get(node.subject), self._known[node.subject]
        if figure is None or answered == len(node.leaves) or not self._can_give(node, figure, answered):
            return computed
        untouched = not any(child.subject in self._replaced for child in node.children)
        if untouched and computed.value is not None and computed.rounded == two_decimals(figure):
            return computed
        return Score(node.subject, Basis.GIVEN, figure, (node.subject,), answered)

    def _can_give(self, node: Node, figure: Fraction, answered: int) -> bool:
        """Return True if the known answers can give a figure; else note it as impossible.

        Figures may differ by 0.01, because published answers are rounded too.
        """
        if not answered:
            return True
        lowest, highest = (score_with(node, self._answers, missing) for missing in (LEAST, MOST))
        if two_decimals(lowest) - TOLERANCE <= two_decimals(figure) <= two_decimals(highest) + TOLERANCE:
            return True
        self.impossible.append(ImpossibleFigure(node.subject, figure, lowest, highest, answered))
        return False


class _WeightedNode(NamedTuple):
    """A node, and the weights of its children as whole numbers."""

    node: Node
    weights: tuple[int, ...]


def _weighted_nodes(framework: Framework) -> tuple[_WeightedNode, ...]:
    """Return every node of the tree and of the views once, children before parents."""
    nodes: dict[str, Node] = {}
    for root in (framework.tree, *framework.views):
        for node in children_first(root):
            nodes.setdefault(node.subject, node)
    return tuple(_WeightedNode(node, tuple(_whole_weights(node))) for node in nodes.values())


def _whole_weights(node: Node) -> Iterator[int]:
    scale = lcm(*(child.weight.denominator for child in node.children))
    yield from (1 if node.is_even else int(child.weight * scale) for child in node.children)


def _mean(item: _WeightedNode, child_scores: list[Score]) -> Score:
    """Return the weighted mean of the scores of all children, computed over one common denominator."""
    values = [score.value for score in child_scores if score.value is not None]
    if len(values) < len(child_scores):
        return Score(item.node.subject, Basis.MISSING)
    pairs = [value.as_integer_ratio() for value in values]
    scale = lcm(*[bottom for _, bottom in pairs])
    total = sum([weight * top * (scale // bottom) for weight, (top, bottom) in zip(item.weights, pairs, strict=True)])
    origins = tuple([subject for score in child_scores for subject in score.announced])
    return Score(item.node.subject, Basis.COMPUTED, Fraction(total, scale * sum(item.weights)), origins)


def _weighted(code: str, weight: Fraction, scores: Mapping[str, Score]) -> Score:
    score = scores[code]
    value = None if score.value is None else score.value * weight / 100
    return Score(code, score.basis, value, score.announced, score.answered)


def level_for(
    framework: Framework,
    overall: Fraction | None,
    instruments: Sequence[Fraction | None],
    announced_word: str | None = None,
) -> LevelResult:
    """Return the best level of the framework whose limits are all reached, compared at two decimals.

    It takes the scores (0-100) of the whole and of each instrument. Without an overall score there is no level. If
    only the score of an instrument is missing, it returns the announced level if that is a level of this year, or no
    level. No other code decides a level; the same rule as a formula is ``output.formulas.level.best_level``.
    """
    if overall is None:
        return LevelResult(None, Basis.MISSING)
    present = [two_decimals(score) for score in instruments if score is not None]
    needs_instruments = any(level.each_instrument is not None for level in framework.levels)
    if needs_instruments and len(present) < len(framework.instruments):
        if announced_word in {level.name for level in framework.levels}:
            return LevelResult(announced_word, Basis.GIVEN)
        return LevelResult(None, Basis.MISSING)
    rounded = two_decimals(overall)
    lowest = min(present, default=rounded)
    for level in framework.levels:
        enough = level.each_instrument is None or lowest >= two_decimals(level.each_instrument)
        if rounded >= two_decimals(level.overall) and enough:
            return LevelResult(level.name, Basis.COMPUTED)
    raise ValueError("the last level of a framework takes every score")


def _ranks(framework: Framework, scores: Mapping[str, Score]) -> Iterable[tuple[str, int]]:
    """Yield subjects with ranks among instruments, indicators, sub-indicators, and the answers of one indicator.

    Rank 1 is the best; equal scores, compared at two decimals, have the same rank.
    """
    groups = [framework.of_kind(kind) for kind in (Kind.INSTRUMENT, Kind.INDICATOR, Kind.SUBINDICATOR)]
    groups += [node.leaves for node in framework.of_kind(Kind.INDICATOR)]
    for group in groups:
        scored = [(node.subject, score) for node in group if (score := scores[node.subject].rounded) is not None]
        best_first: list[Decimal] = sorted((score for _, score in scored), reverse=True)
        rank_of: dict[Decimal, int] = {}
        for rank, score in enumerate(best_first, 1):
            rank_of.setdefault(score, rank)
        yield from ((subject, rank_of[score]) for subject, score in scored)
