"""What is strong, what is weak and why, and how it compares with last year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType

from ita_xlsx.model.framework import Framework, Node
from ita_xlsx.model.kind import Kind
from ita_xlsx.model.rules import MARKS, RuleCode


class Remedy(StrEnum):
    """The three grades of remedy that reports use."""

    URGENT = "แก้ไขโดยเร่งด่วน"
    DEVELOP = "พัฒนาให้ดีขึ้น"
    MAINTAIN = "รักษาระดับ"


def judged_nodes(framework: Framework) -> tuple[Node, ...]:
    """Every subject that can be weak or strong, in the order that settles ties."""
    return (*framework.of_kind(Kind.INSTRUMENT), *framework.of_kind(Kind.INDICATOR), *framework.answers)


@dataclass(frozen=True)
class Reason:
    """A rule that holds of a subject: its limit, and how far beyond it the score is (points)."""

    rule: RuleCode
    limit: Decimal | None = None
    distance: Decimal | None = None


@dataclass(frozen=True)
class Judgement:
    """One subject with its score, last year's, and every rule that holds of it."""

    subject: str
    score: Decimal | None
    previous: Decimal | None
    reasons: tuple[Reason, ...]

    @property
    def rules(self) -> frozenset[RuleCode]:
        """The codes of the rules that hold."""
        return frozenset(reason.rule for reason in self.reasons)

    @property
    def remedy(self) -> Remedy | None:
        """Below the threshold: urgent; flagged otherwise: develop; only marked: maintain; else nothing."""
        if RuleCode.BELOW in self.rules:
            return Remedy.URGENT
        if self.rules - MARKS:
            return Remedy.DEVELOP
        return Remedy.MAINTAIN if self.rules else None

    @property
    def is_weak(self) -> bool:
        """Whether it is a weak point: flagged urgent or develop."""
        return any(reason.rule not in MARKS for reason in self.reasons)

    @property
    def why(self) -> tuple[Reason, ...]:
        """The reasons that flag it, without the marks."""
        return tuple(reason for reason in self.reasons if reason.rule not in MARKS)

    @property
    def change(self) -> Decimal | None:
        """This year's score less last year's, both at two decimals."""
        if self.score is None or self.previous is None:
            return None
        return self.score - self.previous


@dataclass(frozen=True)
class Diagnosis:
    """The judgement of every instrument, indicator and answer, in the order that settles ties."""

    judgements: tuple[Judgement, ...]

    @cached_property
    def by_subject(self) -> Mapping[str, Judgement]:
        """The judgements by subject."""
        return MappingProxyType({item.subject: item for item in self.judgements})

    @cached_property
    def weak_points(self) -> tuple[Judgement, ...]:
        """Urgent before develop, the lowest score first, ties in the order of the framework."""
        weak = [item for item in self.judgements if item.is_weak]
        return tuple(sorted(weak, key=lambda item: (item.remedy is not Remedy.URGENT, item.score)))

    @property
    def strengths(self) -> tuple[Judgement, ...]:
        """What is above the limit of a strength and no weak point."""
        return tuple(item for item in self.judgements if RuleCode.STRENGTH in item.rules and not item.is_weak)

    def has(self, rule: RuleCode) -> tuple[Judgement, ...]:
        """The subjects a rule holds of."""
        return tuple(item for item in self.judgements if rule in item.rules)
