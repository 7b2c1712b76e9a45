"""Results into weak points and strengths, by rules that are data; all comparisons at two decimals."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from ita_xlsx.model.diagnosis import Diagnosis, Judgement, Reason, judged_nodes
from ita_xlsx.model.framework import Framework, Node
from ita_xlsx.model.kind import Kind
from ita_xlsx.model.results import Results, two_decimals
from ita_xlsx.model.rules import Rule, RuleCode


def diagnose(framework: Framework, results: Results, previous: Results, rules: tuple[Rule, ...]) -> Diagnosis:
    """Judge every instrument, indicator and answer; ``rules`` have their limits filled in."""
    bench = _Bench(framework, results, previous)
    return Diagnosis(
        tuple(
            Judgement(
                node.subject,
                bench.score(node.subject),
                bench.before(node.subject),
                tuple(reason for rule in rules for reason in _apply(rule, node, bench)),
            )
            for node in judged_nodes(framework)
        )
    )


@dataclass(frozen=True)
class _Bench:
    """What the rules look at."""

    framework: Framework
    results: Results
    previous: Results

    def score(self, subject: str) -> Decimal | None:
        return self.results.by_subject[subject].rounded

    def before(self, subject: str) -> Decimal | None:
        return self.previous.by_subject[subject].rounded

    def is_lowest(self, node: Node, group: tuple[Node, ...]) -> bool:
        """The first of the lowest, where not all are equal."""
        known = [(item.subject, score) for item in group if (score := self.score(item.subject)) is not None]
        scores = [score for _, score in known]
        if not scores or min(scores) == max(scores):
            return False
        return next(subject for subject, score in known if score == min(scores)) == node.subject


_Rule = Callable[[Rule, Node, Decimal, _Bench], Iterator[Reason]]


def _apply(rule: Rule, node: Node, bench: _Bench) -> Iterator[Reason]:
    score = bench.score(node.subject)
    if node.kind in rule.of and score is not None:
        yield from _RULES[rule.code](rule, node, score, bench)


def _below(rule: Rule, node: Node, score: Decimal, bench: _Bench) -> Iterator[Reason]:
    limit = _limit(rule)
    if score < limit:
        yield Reason(rule.code, limit, limit - score)


def _fell_through(rule: Rule, node: Node, score: Decimal, bench: _Bench) -> Iterator[Reason]:
    limit, before = _limit(rule), bench.before(node.subject)
    if before is not None and score < limit <= before:
        yield Reason(rule.code, limit, limit - score)


def _not_full(rule: Rule, node: Node, score: Decimal, bench: _Bench) -> Iterator[Reason]:
    """Only items that are proved by a URL have a full score to miss."""
    if bench.framework.has_evidence(node.subject):
        yield from _below(rule, node, score, bench)


def _apart(rule: Rule, node: Node, score: Decimal, bench: _Bench) -> Iterator[Reason]:
    parts = [bench.score(child.subject) for child in node.children if child.kind is Kind.PART]
    known = [part for part in parts if part is not None]
    if len(known) == len(parts) > 1 and (gap := max(known) - min(known)) > _limit(rule):
        yield Reason(rule.code, _limit(rule), gap - _limit(rule))


def _fell(rule: Rule, node: Node, score: Decimal, bench: _Bench) -> Iterator[Reason]:
    before = bench.before(node.subject)
    if before is not None and before - score > _limit(rule):
        yield Reason(rule.code, _limit(rule), before - score - _limit(rule))


def _lowest_indicator(rule: Rule, node: Node, score: Decimal, bench: _Bench) -> Iterator[Reason]:
    if bench.is_lowest(node, bench.framework.of_kind(Kind.INDICATOR)):
        yield Reason(rule.code)


def _lowest_question(rule: Rule, node: Node, score: Decimal, bench: _Bench) -> Iterator[Reason]:
    if bench.is_lowest(node, bench.framework.indicator_of(node.subject).leaves):
        yield Reason(rule.code)


def _strength(rule: Rule, node: Node, score: Decimal, bench: _Bench) -> Iterator[Reason]:
    if score > _limit(rule):
        yield Reason(rule.code, _limit(rule), score - _limit(rule))


def _limit(rule: Rule) -> Decimal:
    return Decimal(0) if rule.limit is None else two_decimals(rule.limit)


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
