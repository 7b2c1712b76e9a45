"""Find weak points and strengths: apply the rules of a framework to the score of every subject.

Takes results, last year's scores and rules; returns a Diagnosis. All comparisons use two decimals.
Works on values only.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from operator import itemgetter
from types import MappingProxyType

from ita_xlsx.model.diagnosis import Diagnosis, Judgement, Reason, judged_nodes
from ita_xlsx.model.framework import Framework, Node
from ita_xlsx.model.kind import Kind
from ita_xlsx.model.results import Results, Score
from ita_xlsx.model.rules import Rule, RuleCode


def diagnose(
    framework: Framework, results: Results, previous: Mapping[str, Score], rules: tuple[Rule, ...]
) -> Diagnosis:
    """Return the diagnosis of every instrument, indicator and answer, with the reasons given by the rules.

    ``previous`` holds last year's scores (0-100) by subject. The limits of all ``rules`` must be filled in.
    """
    nodes = framework.once(judged_nodes)
    now, before = ({item: score.rounded for item, score in held.items()} for held in (results.by_subject, previous))
    scores = _Scores(framework, now, before)
    kinds = {node.kind for node in nodes}
    by_kind = {kind: [(_RULES[rule.code], rule) for rule in rules if kind in rule.of] for kind in kinds}
    judgements = []
    for node in nodes:
        score = now[node.subject]
        reasons = [] if score is None else [apply(rule, node, score, scores) for apply, rule in by_kind[node.kind]]
        judgements.append(Judgement(node.subject, score, before[node.subject], tuple(filter(None, reasons))))
    return Diagnosis(tuple(judgements))


@dataclass(frozen=True)
class _Scores:
    """The rounded scores of this year and last year that the rules compare, by subject."""

    framework: Framework
    now: Mapping[str, Decimal | None]
    before: Mapping[str, Decimal | None]

    @cached_property
    def lowest_indicator(self) -> str:
        """Return the subject of the first of the lowest indicators; empty if all are equal."""
        return self._lowest(self.framework.of_kind(Kind.INDICATOR))

    @cached_property
    def lowest_questions(self) -> frozenset[str]:
        """Return the first of the lowest answers of each indicator; empty for one whose answers are all equal."""
        return frozenset(self._lowest(node.leaves) for node in self.framework.of_kind(Kind.INDICATOR))

    def _lowest(self, group: tuple[Node, ...]) -> str:
        """Return the subject of the first of the lowest scores in a group; empty if all are equal."""
        scored = [(score, item.subject) for item in group if (score := self.now[item.subject]) is not None]
        least, subject = min(scored, key=itemgetter(0), default=(Decimal(0), ""))
        return subject if any(score > least for score, _ in scored) else ""


_Rule = Callable[[Rule, Node, Decimal, _Scores], Reason | None]


def _below(rule: Rule, node: Node, score: Decimal, scores: _Scores) -> Reason | None:
    limit = rule.rounded
    return Reason(rule.code, limit, limit - score) if score < limit else None


def _fell_through(rule: Rule, node: Node, score: Decimal, scores: _Scores) -> Reason | None:
    limit, before = rule.rounded, scores.before[node.subject]
    if before is None or not score < limit <= before:
        return None
    return Reason(rule.code, limit, limit - score)


def _not_full(rule: Rule, node: Node, score: Decimal, scores: _Scores) -> Reason | None:
    """Apply the limit only to items that need a URL as evidence: only these are expected to reach the full score."""
    return _below(rule, node, score, scores) if scores.framework.has_evidence(node.subject) else None


def _apart(rule: Rule, node: Node, score: Decimal, scores: _Scores) -> Reason | None:
    parts = [scores.now[child.subject] for child in node.children if child.kind is Kind.PART]
    scored = [part for part in parts if part is not None]
    if not len(scored) == len(parts) > 1 or (gap := max(scored) - min(scored)) <= rule.rounded:
        return None
    return Reason(rule.code, rule.rounded, gap - rule.rounded)


def _fell(rule: Rule, node: Node, score: Decimal, scores: _Scores) -> Reason | None:
    before = scores.before[node.subject]
    if before is None or before - score <= rule.rounded:
        return None
    return Reason(rule.code, rule.rounded, before - score - rule.rounded)


def _lowest_indicator(rule: Rule, node: Node, score: Decimal, scores: _Scores) -> Reason | None:
    return Reason(rule.code) if node.subject == scores.lowest_indicator else None


def _lowest_question(rule: Rule, node: Node, score: Decimal, scores: _Scores) -> Reason | None:
    return Reason(rule.code) if node.subject in scores.lowest_questions else None


def _strength(rule: Rule, node: Node, score: Decimal, scores: _Scores) -> Reason | None:
    return Reason(rule.code, rule.rounded, score - rule.rounded) if score > rule.rounded else None


_RULES: Mapping[RuleCode, _Rule] = MappingProxyType(
    {
        RuleCode.BELOW: _below,
        RuleCode.FELL_THROUGH: _fell_through,
        RuleCode.NOT_FULL: _not_full,
        RuleCode.APART: _apart,
        RuleCode.FELL: _fell,
        RuleCode.LOWEST_INDICATOR: _lowest_indicator,
        RuleCode.LOWEST_QUESTION: _lowest_question,
        RuleCode.STRENGTH: _strength,
    }
)
