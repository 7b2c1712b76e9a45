"""Compute the results of a submission: scores of all nodes, the level and the ranks.

Takes answers and announced figures (0-100) and a framework; returns ``Results``. Every score is one recursive mean
over the weighted tree of the framework, in exact rational numbers. Works on values only.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import repeat
from math import lcm
from types import MappingProxyType
from typing import NamedTuple

from ita_xlsx.model.exact import LEAST, MOST, children_first, score_with, whole_numbers
from ita_xlsx.model.fields import make_records
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
    if len(answers) == len(submission.answers):
        return results
    refused = [item.subject for item in submission.answers if item.value is not None and item.subject not in answers]
    return replace(results, refused=tuple(refused)) if refused else results


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
    scores, impossible = _score_all(framework, answers, announced)
    means = framework.once(_means)
    leaves = tuple(map(scores.__getitem__, means.answers))
    empty = [score.subject for score in leaves if score.value is None]
    covered = {
        subject
        for subject in (empty if announced else ())
        if any(scores[above].basis is Basis.GIVEN for above in framework.ancestors(subject))
    }
    return Results(
        year=framework.year,
        threshold=framework.pass_mark if threshold is None else threshold,
        scores=tuple(map(scores.__getitem__, means.above_answers)),
        answers=leaves,
        weighted=tuple([_weighted(item.code, item.weight, scores) for item in framework.instruments]),
        level=level_for(
            framework,
            scores[framework.tree.subject].value,
            [scores[item.code].value for item in framework.instruments],
            announced_level,
        ),
        rank_groups=framework.once(_rank_groups),
        announced=tuple(announced.items()),
        missing=tuple(subject for subject in empty if subject not in covered and subject not in declared),
        declarations=tuple((subject, declared[subject]) for subject in empty if subject in declared),
        unanswered=tuple(subject for subject in empty if subject in covered and subject not in declared),
        impossible=impossible,
        announced_level=announced_level or "",
    )


def node_scores(
    framework: Framework, answers: Mapping[str, Fraction], announced: Mapping[str, Fraction]
) -> Mapping[str, Score]:
    """Return the score of every node and answer by subject, without level and ranks."""
    return _score_all(framework, answers, announced)[0]


def _score_all(
    framework: Framework, answers: Mapping[str, Fraction], announced: Mapping[str, Fraction]
) -> tuple[Mapping[str, Score], tuple[ImpossibleFigure, ...]]:
    """Return the score of every node and answer by subject, and the announced figures that the answers cannot give.

    In most forms every answer is known, so that all scores are computed and no announced figure is used; or none is,
    as those of last year in a form that does not ask for them. Only the others are scored node by node.
    """
    means = framework.once(_means)
    if answers.keys() >= means.every_answer:
        values = _means_of_all(means, [*map(answers.__getitem__, means.answers)])
        scores = make_records(Score, means.subjects, repeat(Basis.COMPUTED), values, repeat(()), repeat(0))
        return dict(zip(means.subjects, scores, strict=True)), ()
    if not answers and not announced:
        return framework.once(_nothing_known), ()
    scoring = _Scoring(framework, answers, announced)
    return scoring.scores, tuple(scoring.impossible)


class _Mean(NamedTuple):
    """A node above the answers; its score is the sum of some earlier scores times whole factors, divided by ``unit``.

    ``parts`` are the positions of those scores with their factors.
    """

    parts: tuple[tuple[int, int], ...]
    unit: int


class _Means(NamedTuple):
    """The tree of a framework as sums of whole numbers.

    ``subjects`` are the answers, then the nodes above them, children before parents; ``means`` are those of the nodes.
    ``above_answers`` are the subjects of these nodes in the order of the framework.
    """

    subjects: tuple[str, ...]
    means: tuple[_Mean, ...]
    answers: tuple[str, ...]
    above_answers: tuple[str, ...]
    every_answer: frozenset[str]


def _means(framework: Framework) -> _Means:
    answers = tuple(leaf.subject for leaf in framework.answers)
    above = [item for item in framework.once(_weighted_nodes) if item.node.children]
    subjects = (*answers, *(item.node.subject for item in above))
    position = {subject: index for index, subject in enumerate(subjects)}
    units, means = [1] * len(answers), []
    for node, weights in above:
        children = [position[child.subject] for child in node.children]
        common = lcm(*(units[child] for child in children))
        factors = [weight * (common // units[child]) for child, weight in zip(children, weights, strict=True)]
        units.append(common * sum(weights))
        means.append(_Mean(tuple(zip(children, factors, strict=True)), units[-1]))
    above_answers = tuple(subject for subject, node in framework.nodes.items() if node.children)
    return _Means(subjects, tuple(means), answers, above_answers, frozenset(answers))


def _means_of_all(means: _Means, answers: Sequence[Fraction]) -> list[Fraction]:
    """Return the scores of all ``subjects``, if every answer is known.

    All of them are whole numbers over one denominator, the one of the answers times the unit of a node.
    """
    numbers, scale = whole_numbers(answers)
    for parts, _ in means.means:
        total = 0
        for position, factor in parts:
            total += numbers[position] * factor
        numbers.append(total)
    above = zip(numbers[len(answers) :], means.means, strict=True)
    return [*answers, *[Fraction(number, scale * unit) for number, (_, unit) in above]]


def _nothing_known(framework: Framework) -> Mapping[str, Score]:
    return MappingProxyType({subject: Score(subject, Basis.MISSING) for subject in framework.once(_means).subjects})


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


def _rank_groups(framework: Framework) -> tuple[tuple[str, ...], ...]:
    """Return the groups of subjects that are ranked: all nodes of one kind, and the answers of one indicator."""
    groups = [framework.of_kind(kind) for kind in (Kind.INSTRUMENT, Kind.INDICATOR, Kind.SUBINDICATOR)]
    groups += [node.leaves for node in framework.of_kind(Kind.INDICATOR)]
    return tuple(tuple(node.subject for node in group) for group in groups)
