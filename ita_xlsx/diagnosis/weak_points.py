"""Results into weak points and strengths, by rules that are data; all comparisons at two decimals."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
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
    """Judge every instrument, indicator and answer; ``rules`` have their limits filled in.

    ``previous`` holds last year's scores by subject.
    """
    bench = _Bench(framework, results, previous)
    by_kind = {kind: [(_RULES[rule.code], rule) for rule in rules if kind in rule.of] for kind in Kind}
    judged = []
    for node in judged_nodes(framework):
        score, before = bench.score(node.subject), bench.before(node.subject)
        reasons = [] if score is None else [hold(rule, node, score, bench) for hold, rule in by_kind[node.kind]]
        judged.append(Judgement(node.subject, score, before, tuple(filter(None, reasons))))
    return Diagnosis(tuple(judged))


@dataclass(frozen=True)
class _Bench:
    """What the rules look at; each score is rounded once, however many rules ask for it."""

    framework: Framework
    results: Results
    previous: Mapping[str, Score]
    _now: dict[str, Decimal | None] = field(default_factory=dict, init=False)
    _then: dict[str, Decimal | None] = field(default_factory=dict, init=False)

    def score(self, subject: str) -> Decimal | None:
        if subject not in self._now:
            self._now[subject] = self.results.by_subject[subject].rounded
        return self._now[subject]

    def before(self, subject: str) -> Decimal | None:
        if subject not in self._then:
            self._then[subject] = self.previous[subject].rounded
        return self._then[subject]

    @cached_property
    def lowest_indicator(self) -> str:
        """The first of the lowest indicators, where not all are equal."""
        return self._lowest(self.framework.of_kind(Kind.INDICATOR))

    @cached_property
    def lowest_questions(self) -> frozenset[str]:
        """The first of the lowest answers of each indicator, where not all of them are equal."""
        return frozenset(self._lowest(node.leaves) for node in self.framework.of_kind(Kind.INDICATOR))

    def _lowest(self, group: tuple[Node, ...]) -> str:
        """The subject of the first of the lowest; empty where all are equal."""
        known = [(score, item.subject) for item in group if (score := self.score(item.subject)) is not None]
        least, subject = min(known, key=itemgetter(0), default=(Decimal(0), ""))
        return subject if any(score > least for score, _ in known) else ""


_Rule = Callable[[Rule, Node, Decimal, _Bench], Reason | None]


def _below(rule: Rule, node: Node, score: Decimal, bench: _Bench) -> Reason | None:
    limit = rule.rounded
    return Reason(rule.code, limit, limit - score) if score < limit else None


def _fell_through(rule: Rule, node: Node, score: Decimal, bench: _Bench) -> Reason | None:
    limit, before = rule.rounded, bench.before(node.subject)
    if before is None or not score < limit <= before:
        return None
    return Reason(rule.code, limit, limit - score)


def _not_full(rule: Rule, node: Node, score: Decimal, bench: _Bench) -> Reason | None:
    """Only items that are proved by a URL have a full score to miss."""
    return _below(rule, node, score, bench) if bench.framework.has_evidence(node.subject) else None


def _apart(rule: Rule, node: Node, score: Decimal, bench: _Bench) -> Reason | None:
    parts = [bench.score(child.subject) for child in node.children if child.kind is Kind.PART]
    known = [part for part in parts if part is not None]
    if not len(known) == len(parts) > 1 or (gap := max(known) - min(known)) <= rule.rounded:
        return None
    return Reason(rule.code, rule.rounded, gap - rule.rounded)


def _fell(rule: Rule, node: Node, score: Decimal, bench: _Bench) -> Reason | None:
    before = bench.before(node.subject)
    if before is None or before - score <= rule.rounded:
        return None
    return Reason(rule.code, rule.rounded, before - score - rule.rounded)


def _lowest_indicator(rule: Rule, node: Node, score: Decimal, bench: _Bench) -> Reason | None:
    return Reason(rule.code) if node.subject == bench.lowest_indicator else None


def _lowest_question(rule: Rule, node: Node, score: Decimal, bench: _Bench) -> Reason | None:
    return Reason(rule.code) if node.subject in bench.lowest_questions else None


def _strength(rule: Rule, node: Node, score: Decimal, bench: _Bench) -> Reason | None:
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
