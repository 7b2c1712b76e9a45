"""Find weak points and strengths: apply the rules of a framework to the score of every subject.

Takes results, last year's scores and rules; returns a Diagnosis. All comparisons use two decimals.
Works on values only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from operator import itemgetter
from types import MappingProxyType

from ita_xlsx.model.diagnosis import Diagnosis, Judgement, Reason, judged_nodes
from ita_xlsx.model.framework import Framework, Node
from ita_xlsx.model.kind import Kind
from ita_xlsx.model.results import Results, Score, from_hundredths, in_hundredths, rounded_scores
from ita_xlsx.model.rules import Rule, RuleCode


def diagnose(
    framework: Framework, results: Results, previous: Mapping[str, Score], rules: tuple[Rule, ...]
) -> Diagnosis:
    """Return the diagnosis of every instrument, indicator and answer, with the reasons given by the rules.

    ``previous`` holds last year's scores (0-100) by subject. The limits of all ``rules`` must be filled in.
    """
    scores = _scores(framework, results, previous)
    reasons = _reasons(scores, rules)
    return Diagnosis(tuple(scores.judge(node.subject, reasons) for node in framework.once(judged_nodes)))


def find_weak_points(
    framework: Framework, results: Results, previous: Mapping[str, Score], rules: tuple[Rule, ...]
) -> tuple[Judgement, ...]:
    """Return the weak points of ``diagnose`` without judging the other subjects."""
    scores = _scores(framework, results, previous)
    reasons = _reasons(scores, rules)
    subjects = sorted(reasons, key=framework.once(_places).__getitem__)
    return Diagnosis(tuple([scores.judge(subject, reasons) for subject in subjects])).weak_points


@dataclass(frozen=True)
class _Scores:
    """The scores that the rules compare, by subject.

    ``now`` are those of this year in hundredths, without missing ones. ``previous`` are those of last year, which are
    rounded where a rule looks at one.
    """

    framework: Framework
    now: Mapping[str, int]
    previous: Mapping[str, Score]

    def before(self, subject: str) -> int | None:
        """Return the score of last year in hundredths; None if it is missing."""
        score = self.previous.get(subject)
        return None if score is None or score.value is None else in_hundredths(score.value)

    def judge(self, subject: str, reasons: Mapping[str, Sequence[Reason]]) -> Judgement:
        """Return the judgement of a subject."""
        score, before = self.now.get(subject), self.before(subject)
        return Judgement(
            subject,
            None if score is None else from_hundredths(score),
            None if before is None else from_hundredths(before),
            tuple(reasons.get(subject, ())),
        )

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
        scored = [(score, item.subject) for item in group if (score := self.now.get(item.subject)) is not None]
        least, subject = min(scored, key=itemgetter(0), default=(0, ""))
        return subject if any(score > least for score, _ in scored) else ""


def _scores(framework: Framework, results: Results, previous: Mapping[str, Score]) -> _Scores:
    return _Scores(framework, rounded_scores((*results.scores, *results.answers)), previous)


def _reasons(scores: _Scores, rules: tuple[Rule, ...]) -> dict[str, list[Reason]]:
    """Return the reasons that the rules give, by subject; only subjects to which a rule applies are among them."""
    reasons: dict[str, list[Reason]] = {}
    columns_of = scores.framework.once(_columns_reader)
    for rule in rules:
        apply = _RULES[rule.code]
        for subjects in columns_of(rule.of):
            for subject, reason in apply(rule, subjects, scores):
                reasons.setdefault(subject, []).append(reason)
    return reasons


def _places(framework: Framework) -> Mapping[str, int]:
    """Return the place of each subject among those that are judged."""
    return {node.subject: place for place, node in enumerate(framework.once(judged_nodes))}


def _columns_reader(framework: Framework) -> Callable[[frozenset[Kind]], Sequence[tuple[str, ...]]]:
    """Return what returns the subjects of some kinds, as the rules are the same for all forms of a round."""
    return lru_cache(maxsize=64)(partial(_columns, framework))


def _columns(framework: Framework, kinds: frozenset[Kind]) -> Sequence[tuple[str, ...]]:
    """Return the subjects that are judged, in one column for each of some kinds."""
    nodes = framework.once(judged_nodes)
    present = {node.kind for node in nodes} & kinds
    return [tuple(node.subject for node in nodes if node.kind is kind) for kind in present]


def _parts(framework: Framework) -> Mapping[str, tuple[str, ...]]:
    """Return the parts of each subject that has several."""
    parts = {
        node.subject: tuple(child.subject for child in node.children if child.kind is Kind.PART)
        for node in framework.once(judged_nodes)
    }
    return {subject: several for subject, several in parts.items() if len(several) > 1}


# A rule with subjects of one kind; it returns those of them to which it applies, each with the reason.
_Rule = Callable[[Rule, Sequence[str], _Scores], Iterable[tuple[str, Reason]]]


def _reason(rule: Rule, distance: int) -> Reason:
    """Return the reason with the limit of its rule, and with the distance from it in hundredths."""
    return Reason(rule.code, rule.rounded, from_hundredths(distance))


def _scored(subjects: Sequence[str], scores: _Scores) -> list[tuple[str, int]]:
    now = scores.now
    return [(subject, now[subject]) for subject in subjects if subject in now]


def _below(rule: Rule, subjects: Sequence[str], scores: _Scores) -> Iterable[tuple[str, Reason]]:
    limit, now = rule.hundredths, scores.now
    low = [subject for subject in subjects if now.get(subject, limit) < limit]
    return [(subject, _reason(rule, limit - now[subject])) for subject in low]


def _fell_through(rule: Rule, subjects: Sequence[str], scores: _Scores) -> Iterable[tuple[str, Reason]]:
    limit, before = rule.hundredths, scores.before
    # Few subjects are below the limit.
    low = _below(rule, subjects, scores)
    return [(subject, reason) for subject, reason in low if (score := before(subject)) is not None and score >= limit]


def _not_full(rule: Rule, subjects: Sequence[str], scores: _Scores) -> Iterable[tuple[str, Reason]]:
    """Apply the limit only to items that need a URL as evidence: only these are expected to reach the full score."""
    has_evidence = scores.framework.has_evidence
    return _below(rule, [subject for subject in subjects if has_evidence(subject)], scores)


def _apart(rule: Rule, subjects: Sequence[str], scores: _Scores) -> Iterable[tuple[str, Reason]]:
    limit, now, parts_of = rule.hundredths, scores.now, scores.framework.once(_parts)
    for subject in parts_of.keys() & subjects:
        scored = [now[part] for part in parts_of[subject] if part in now]
        gap = max(scored, default=0) - min(scored, default=0)
        if subject in now and len(scored) == len(parts_of[subject]) and gap > limit:
            yield subject, _reason(rule, gap - limit)


def _fell(rule: Rule, subjects: Sequence[str], scores: _Scores) -> Iterable[tuple[str, Reason]]:
    limit, now, before = rule.hundredths, scores.now, scores.before
    scored = [(subject, before(subject), now[subject]) for subject in subjects if subject in now]
    falls = [(subject, earlier - score) for subject, earlier, score in scored if earlier is not None]
    return [(subject, _reason(rule, fall - limit)) for subject, fall in falls if fall > limit]


def _lowest_indicator(rule: Rule, subjects: Sequence[str], scores: _Scores) -> Iterable[tuple[str, Reason]]:
    return [(subject, Reason(rule.code)) for subject in subjects if subject == scores.lowest_indicator]


def _lowest_question(rule: Rule, subjects: Sequence[str], scores: _Scores) -> Iterable[tuple[str, Reason]]:
    return [(subject, Reason(rule.code)) for subject in subjects if subject in scores.lowest_questions]


def _strength(rule: Rule, subjects: Sequence[str], scores: _Scores) -> Iterable[tuple[str, Reason]]:
    limit = rule.hundredths
    return [(subject, _reason(rule, score - limit)) for subject, score in _scored(subjects, scores) if score > limit]


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
