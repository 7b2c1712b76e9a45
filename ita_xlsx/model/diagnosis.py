"""Hold the diagnosis of one submission: weak points, strengths, their reasons and the change since last year.

Works on values only; the rules are applied by ``ita_xlsx.diagnosis``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple

from ita_xlsx.model.framework import Framework, Node
from ita_xlsx.model.kind import Kind
from ita_xlsx.model.rules import MARKS, RuleCode


class Remedy(StrEnum):
    """The three grades of remedy that the reports of agencies use, in the Thai words of the reports."""

    URGENT = "แก้ไขโดยเร่งด่วน"
    DEVELOP = "พัฒนาให้ดีขึ้น"
    MAINTAIN = "รักษาระดับ"


def judged_nodes(framework: Framework) -> tuple[Node, ...]:
    """Return every node that can be weak or strong, in the order in which ties are listed."""
    return (*framework.of_kind(Kind.INSTRUMENT), *framework.of_kind(Kind.INDICATOR), *framework.answers)


class Reason(NamedTuple):
    """A rule that applies to a subject, with its limit (0-100) and the distance of the score from it (points)."""

    rule: RuleCode
    limit: Decimal | None = None
    distance: Decimal | None = None


@dataclass(frozen=True)
class Judgement:
    """A subject with its score, its score of last year (0-100, two decimals) and every rule that applies to it."""

    subject: str
    score: Decimal | None
    previous: Decimal | None
    reasons: tuple[Reason, ...]

    @cached_property
    def rules(self) -> frozenset[RuleCode]:
        """Return the codes of the rules that apply."""
        return frozenset(reason.rule for reason in self.reasons)

    @cached_property
    def remedy(self) -> Remedy | None:
        """Return the remedy, or None if no rule applies.

        Urgent if the score is below the threshold, develop if another rule flags a weak point, maintain if the
        subject is only marked.
        """
        if RuleCode.BELOW in [reason.rule for reason in self.reasons]:
            return Remedy.URGENT
        if self.is_weak:
            return Remedy.DEVELOP
        return Remedy.MAINTAIN if self.reasons else None

    @property
    def is_weak(self) -> bool:
        """Return True if a rule flags the subject as a weak point (urgent or develop)."""
        return any(reason.rule not in MARKS for reason in self.reasons)

    @property
    def weak_reasons(self) -> tuple[Reason, ...]:
        """Return the reasons that make the subject a weak point, without the marks."""
        return tuple(reason for reason in self.reasons if reason.rule not in MARKS)

    @property
    def change(self) -> Decimal | None:
        """Return this year's score minus last year's (points, two decimals), or None if one is missing."""
        if self.score is None or self.previous is None:
            return None
        return self.score - self.previous


@dataclass(frozen=True)
class Diagnosis:
    """The judgements of all instruments, indicators and answers, in the order in which ties are listed."""

    judgements: tuple[Judgement, ...]

    @cached_property
    def by_subject(self) -> Mapping[str, Judgement]:
        """Return the judgements by subject."""
        return MappingProxyType({item.subject: item for item in self.judgements})

    @cached_property
    def weak_points(self) -> tuple[Judgement, ...]:
        """Return the weak points: urgent before develop, then the lowest score first, then the framework's order."""
        weak = [item for item in self.judgements if item.remedy in (Remedy.URGENT, Remedy.DEVELOP)]
        return tuple(sorted(weak, key=lambda item: (item.remedy is not Remedy.URGENT, item.score)))

    @property
    def strengths(self) -> tuple[Judgement, ...]:
        """Return the subjects that are above the limit of a strength and are no weak point."""
        return tuple(item for item in self.judgements if RuleCode.STRENGTH in item.rules and not item.is_weak)

    def has(self, rule: RuleCode) -> tuple[Judgement, ...]:
        """Return the judgements to which a rule applies."""
        return tuple(item for item in self.judgements if rule in item.rules)
