"""Hold the rules that decide which subjects are weak points; they belong to a framework, and a round may change them.

Works on values only.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from ita_xlsx.model.kind import Kind
from ita_xlsx.model.limits import Limit
from ita_xlsx.model.results import two_decimals


class RuleCode(StrEnum):
    """The code of a rule; the first six flag a weak point, the last two only mark a subject."""

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
    """A rule, the kinds of subjects to which it applies, and its limit in points.

    A limit of None means the threshold of the round, or no limit, depending on the rule.
    """

    code: RuleCode
    of: frozenset[Kind]
    limit: Limit | None = None

    @cached_property
    def rounded(self) -> Decimal:
        """Return the limit at two decimals, or zero if there is none."""
        return Decimal(0) if self.limit is None else two_decimals(self.limit)

    @cached_property
    def hundredths(self) -> int:
        """Return the limit in hundredths, as scores are compared with it; zero if there is none."""
        return int(self.rounded * 100)


@dataclass(frozen=True)
class RuleChange:
    """The change that a round makes to a rule: switched off, or with another limit."""

    code: RuleCode
    enabled: bool = True
    limit: Limit | None = None


def effective_rules(rules: tuple[Rule, ...], changes: tuple[RuleChange, ...], threshold: Limit) -> tuple[Rule, ...]:
    """Return the rules of the framework with the changes of the round and the threshold (0-100) filled in."""
    by_code = {change.code: change for change in changes}
    effective = []
    for rule in rules:
        change = by_code.get(rule.code)
        if change is not None and not change.enabled:
            continue
        limit = rule.limit if change is None or change.limit is None else change.limit
        if limit is None and rule.code in (RuleCode.BELOW, RuleCode.FELL_THROUGH):
            limit = threshold
        effective.append(rule if limit is rule.limit else replace(rule, limit=limit))
    return tuple(effective)
