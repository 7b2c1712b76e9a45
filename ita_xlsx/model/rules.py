"""The rules that make a weak point: data of a framework, which a round may change."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

from ita_xlsx.model.kind import Kind
from ita_xlsx.model.results import two_decimals


class RuleCode(StrEnum):
    """What a rule looks at; the first six flag a weak point, the last two only mark a subject."""

    BELOW = "below"
    FELL_THROUGH = "fell_through"
    NOT_FULL = "not_full"
    APART = "apart"
    FELL = "fell"
    LOWEST_INDICATOR = "lowest_indicator"
    LOWEST_QUESTION = "lowest_question"
    STRENGTH = "strength"


MARKS = frozenset({RuleCode.LOWEST_QUESTION, RuleCode.STRENGTH})


@dataclass(frozen=True)
class Rule:
    """A rule, the kinds of subjects it looks at, and its limit in points (None: the threshold, or none)."""

    code: RuleCode
    of: frozenset[Kind]
    limit: Fraction | None = None

    @cached_property
    def rounded(self) -> Decimal:
        """The limit at two decimals, zero where there is none."""
        return Decimal(0) if self.limit is None else two_decimals(self.limit)


@dataclass(frozen=True)
class RuleChange:
    """What a round says of a rule: off, or another limit."""

    code: RuleCode
    enabled: bool = True
    limit: Fraction | None = None


def effective_rules(rules: tuple[Rule, ...], changes: tuple[RuleChange, ...], threshold: Fraction) -> tuple[Rule, ...]:
    """The rules of a run: the framework's, as the round changes them, with the threshold filled in."""
    by_code = {change.code: change for change in changes}
    chosen = []
    for rule in rules:
        change = by_code.get(rule.code, RuleChange(rule.code))
        if not change.enabled:
            continue
        limit = rule.limit if change.limit is None else change.limit
        if limit is None and rule.code in (RuleCode.BELOW, RuleCode.FELL_THROUGH):
            limit = threshold
        chosen.append(replace(rule, limit=limit))
    return tuple(chosen)
