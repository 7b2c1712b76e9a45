"""Results into weak points and strengths, by rules that are data; all comparisons at two decimals."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
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
    """Judge every instrument, indicator and answer; ``rules`` have their limits filled in.

    ``previous`` holds last year's scores by subject.
    """
    bench = _Bench(framework, results, previous)
    return Diagnosis(
        tuple(
            Judgement(
                node.subject,
                bench.score(node.subject),
                bench.before(node.subject),
                tuple(_reasons(rules, node, bench)),
            )
            for node in judged_nodes(framework)
        )
    )


@dataclass(frozen=True)
class _Bench:
    """What the rules look at."""

    framework: Framework
    results: Results
    previous: Mapping[str, Score]

    def score(self, subject: str) -> Decimal | None:
        return self.results.by_subject[subject].rounded

    def before(self, subject: str) -> Decimal | None:
        return self.previous[subject].rounded

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


_Rule = Callable[[Rule, Node, Decimal, _Bench], Iterator[Reason]]


def _reasons(rules: tuple[Rule, ...], node: Node, bench: _Bench) -> Iterator[Reason]:
    score = bench.score(node.subject)
    if score is not None:
        for rule in rules:
            if node.kind in rule.of:
                yield from _RULES[rule.code](rule, node, score, bench)


def _below(rule: Rule, node: Node, score: Decimal, bench: _Bench) -> Iterator[Reason]:
    limit = rule.rounded
    if score < limit:
        yield Reason(rule.code, limit, limit - score)


def _fell_through(rule: Rule, node: Node, score: Decimal, bench: _Bench) -> Iterator[Reason]:
    limit, before = rule.rounded, bench.before(node.subject)
    if before is not None and score < limit <= before:
        yield Reason(rule.code, limit, limit - score)


def _not_full(rule: Rule, node: Node, score: Decimal, bench: _Bench) -> Iterator[Reason]:
    """Only items that are proved by a URL have a full score to miss."""
    if bench.framework.has_evidence(node.subject):
        yield from _below(rule, node, score, bench)


def _apart(rule: Rule, node: Node, score: Decimal, bench: _Bench) -> Iterator[Reason]:
    parts = [bench.score(child.subject) for child in node.children if child.kind is Kind.PART]
    known = [part for part in parts if part is not None]
    if len(known) == len(parts) > 1 and (gap := max(known) - min(known)) > rule.rounded:
        yield Reason(rule.code, rule.rounded, gap - rule.rounded)


def _fell(rule: Rule, node: Node, score: Decimal, bench: _Bench) -> Iterator[Reason]:
    before = bench.before(node.subject)
    if before is not None and before - score > rule.rounded:
        yield Reason(rule.code, rule.rounded, before - score - rule.rounded)


def _lowest_indicator(rule: Rule, node: Node, score: Decimal, bench: _Bench) -> Iterator[Reason]:
    if node.subject == bench.lowest_indicator:
        yield Reason(rule.code)


def _lowest_question(rule: Rule, node: Node, score: Decimal, bench: _Bench) -> Iterator[Reason]:
    if node.subject in bench.lowest_questions:
        yield Reason(rule.code)


def _strength(rule: Rule, node: Node, score: Decimal, bench: _Bench) -> Iterator[Reason]:
    if score > rule.rounded:
        yield Reason(rule.code, rule.rounded, score - rule.rounded)


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
