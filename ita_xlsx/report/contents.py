"""Hold what a report is made from: the figures of an agency or a province, with the plan, the texts and the settings.

Works on values only; ``ita_xlsx.cycle`` gathers them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import cached_property
from types import MappingProxyType

from ita_xlsx.model.agency import Agency
from ita_xlsx.model.diagnosis import Diagnosis, Judgement, Remedy
from ita_xlsx.model.findings import Finding
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.kind import Kind
from ita_xlsx.model.limits import Limit
from ita_xlsx.model.measures import Plan, PlannedMeasure
from ita_xlsx.model.province.year_comparison import YearComparison
from ita_xlsx.model.province_results import ProvinceResults
from ita_xlsx.model.reconciliation import Reconciliation
from ita_xlsx.model.report.indicator_plan import IndicatorPlan
from ita_xlsx.model.report.meanings import Advice
from ita_xlsx.model.report.printed_figures import PrintedFigures
from ita_xlsx.model.report.report_settings import Ranking, ReportSettings, Signatory
from ita_xlsx.model.report.round_texts import RoundTexts, Slot
from ita_xlsx.model.results import Results
from ita_xlsx.model.round_state import EarlierRound, RoundState

_NO_INDICATORS: Mapping[str, tuple[str, ...]] = MappingProxyType({})
_NO_VALUES: Mapping[Slot, str] = MappingProxyType({})


@dataclass(frozen=True, kw_only=True)
class ReportBasis:
    """The values that the reports of an agency and of a province have in common.

    ``slots`` are the values of the round for the texts; the report adds those of its own figures. ``emblem`` is a PNG
    or JPEG picture, or empty. ``plan_year`` is the fiscal year in which the measures are carried out.
    ``signatory`` signs the foreword; what is empty is a blank.
    """

    framework: Framework
    agency: Agency
    settings: ReportSettings
    texts: RoundTexts
    issued: date
    slots: Mapping[Slot, str] = field(default_factory=lambda: _NO_VALUES)
    plan_year: int | None = None
    emblem: bytes = b""
    digits: str = "thai"
    signatory: Signatory = field(default_factory=Signatory)

    @property
    def year_of_plan(self) -> int:
        """Return the fiscal year in which the measures are carried out: the stated one, else the next year."""
        return self.plan_year or self.framework.year + 1


@dataclass(frozen=True, kw_only=True)
class AgencyContents(ReportBasis):
    """The values from which the report of one agency is made.

    ``results`` and ``previous`` are those of the scores; ``diagnosis``, ``level`` and ``plans`` are made from the
    printed figures (``PrintedFigures.as_results``). ``ranking`` is the rank typed in for this agency, or None.
    ``other_measures`` are those of the plan that are for no indicator. ``advice`` is for weak subjects.
    ``form_findings`` are those on the form itself. ``strength_limit`` (0-100) is the score above which an indicator is
    a strength.
    """

    results: Results
    previous: Results
    year_before: int
    level: str
    diagnosis: Diagnosis
    strength_limit: Limit
    plans: tuple[IndicatorPlan, ...] = ()
    other_measures: tuple[PlannedMeasure, ...] = ()
    advice: tuple[Advice, ...] = ()
    reconciliation: Reconciliation = field(default_factory=Reconciliation)
    ranking: Ranking | None = None
    form_findings: tuple[Finding, ...] = ()

    @cached_property
    def figures(self) -> PrintedFigures:
        """Return the figures that every part of the report prints."""
        return PrintedFigures(
            framework=self.framework,
            results=self.results,
            previous=self.previous,
            year_before=self.year_before,
            source=self.settings.figures,
        )

    @cached_property
    def remedies(self) -> Mapping[str, Remedy]:
        """Return the remedy of every subject with a score that has one: the officer's, else that of the rules."""
        overrides = self.texts.remedies_of(self.agency)
        pairs = ((item, overrides.get(item.subject) or item.remedy) for item in self.diagnosis.judgements)
        return MappingProxyType(
            {item.subject: remedy for item, remedy in pairs if remedy is not None and item.score is not None}
        )

    def points(self, remedy: Remedy) -> tuple[Judgement, ...]:
        """Return the judgements of this remedy in the order of the framework."""
        judgements = self.diagnosis.judgements
        return tuple(item for item in judgements if self.remedies.get(item.subject) is remedy)

    def group_of(self, subject: str) -> str:
        """Return the subject under which a point is listed: its indicator, or the instrument that it is."""
        framework = self.framework
        is_instrument = framework.nodes[subject].kind is Kind.INSTRUMENT
        return subject if is_instrument else framework.indicator_of(subject).subject

    @cached_property
    def weak_groups(self) -> frozenset[str]:
        """Return the indicators and instruments with a point to correct or to develop, be it a question below them.

        No other function answers whether an indicator has a weak point.
        """
        weak = (point for remedy in (Remedy.URGENT, Remedy.DEVELOP) for point in self.points(remedy))
        return frozenset(self.group_of(point.subject) for point in weak)


@dataclass(frozen=True)
class AnnouncedApart:
    """The figures that the report of an agency prints and that of the province does not, with the level from them.

    ``figures`` are pairs of a subject and its announced figure (0-100).
    """

    code: str
    figures: tuple[tuple[str, Fraction], ...]
    level: str = ""


@dataclass(frozen=True, kw_only=True)
class ProvinceContents(ReportBasis):
    """The values from which the report of a province is made: state of the round, earlier rounds, plan.

    ``agency`` is the province itself. ``apart`` are the announced figures of counted agencies that differ from the
    computed ones. ``indicators_by_measure`` are the indicators that each measure of the plan is for. ``strength_limit``
    (0-100) is the mean above which an indicator is a strength. ``ranking`` is the rank typed in for the
    province, or None.
    """

    state: RoundState
    strength_limit: Limit
    earlier: tuple[EarlierRound, ...] = ()
    apart: tuple[AnnouncedApart, ...] = ()
    plan: Plan = field(default_factory=Plan)
    indicators_by_measure: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: _NO_INDICATORS)
    ranking: Ranking | None = None

    @cached_property
    def results(self) -> ProvinceResults:
        """Return the figures of the province over the agencies that count."""
        return ProvinceResults(self.state)

    @cached_property
    def comparison(self) -> YearComparison:
        """Return the figures beside those of the newest earlier year."""
        return YearComparison(self.results, self.earlier)
