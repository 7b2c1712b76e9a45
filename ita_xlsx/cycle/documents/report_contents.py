"""Gather what the report of an agency or of a province is made from, with the figures that it prints.

Works on values only.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from ita_xlsx.cycle.analyze import Analysis, plan_year_of
from ita_xlsx.cycle.context import RunContext
from ita_xlsx.cycle.documents.check_letters import is_province_itself
from ita_xlsx.cycle.documents.document_parts import DocumentParts
from ita_xlsx.diagnosis import diagnose, match_plan
from ita_xlsx.diagnosis.indicator_plans import advise, grade_points, measures_of_no_indicator, plan_indicators
from ita_xlsx.diagnosis.measure_indicators import indicators_of
from ita_xlsx.model.agency import PROVINCE_WORD, Agency, full_province
from ita_xlsx.model.edition import Edition
from ita_xlsx.model.framework import OVERALL, Framework
from ita_xlsx.model.limits import Limit
from ita_xlsx.model.measures import Plan
from ita_xlsx.model.province_results import ProvinceResults, Scores, score_at
from ita_xlsx.model.report.printed_figures import PrintedFigures
from ita_xlsx.model.report.report_settings import FigureSource, Ranking, Signatory
from ita_xlsx.model.round_state import EarlierRound, RoundState
from ita_xlsx.model.rules import Rule, RuleCode, effective_rules
from ita_xlsx.report.contents import AgencyContents, AnnouncedApart, ProvinceContents
from ita_xlsx.report.round_values import province_value, round_values
from ita_xlsx.scoring import level_for


def agency_contents(
    analysis: Analysis, plan: Plan, context: RunContext, parts: DocumentParts, edition: Edition
) -> AgencyContents:
    """Return what the report of one agency is made from; its judgements are those of the printed figures."""
    framework, agency, settings = analysis.framework, analysis.submission.agency, context.round.report
    year_before = analysis.last_year.year if analysis.last_year else framework.year - 1
    figures = PrintedFigures(
        framework=framework,
        results=analysis.results,
        previous=analysis.previous,
        year_before=year_before,
        source=settings.figures,
    )
    diagnosis = diagnose(framework, figures.as_results, figures.previous_as_results.by_subject, analysis.rules)
    points = grade_points(diagnosis, parts.texts.remedies_of(agency))
    planned = match_plan(framework, diagnosis, plan.for_analysis_of(agency), context.measures)
    ranking = settings.ranking if settings.ranking.is_for(agency, context.roster) else None
    return AgencyContents(
        framework=framework,
        agency=agency,
        settings=settings,
        texts=parts.texts,
        issued=edition.issued,
        slots=round_values(context.round, framework, edition.issued, analysis.plan_year),
        plan_year=analysis.plan_year,
        emblem=parts.emblem.content if parts.emblem else b"",
        digits=edition.digits,
        signatory=_signatory_of(agency, context),
        results=analysis.results,
        previous=analysis.previous,
        year_before=year_before,
        level=_level(framework, *figures.level_limits()),
        diagnosis=diagnosis,
        strength_limit=_strength_limit(settings.strength_limit, analysis.rules, framework),
        plans=plan_indicators(framework, diagnosis, points, planned, context.measures, score=figures.score),
        other_measures=measures_of_no_indicator(framework, planned),
        advice=advise(framework, points, context.measures),
        reconciliation=analysis.reconciliation,
        ranking=ranking,
        form_findings=analysis.findings,
    )


def province_contents(
    province: RoundState,
    earlier: tuple[EarlierRound, ...],
    plan: Plan,
    context: RunContext,
    parts: DocumentParts,
    edition: Edition,
) -> ProvinceContents:
    """Return what the report of a province is made from."""
    framework, settings, name = province.framework, context.round.report, full_province(province.name)
    plan_year = plan_year_of(plan, context, framework)
    rules = effective_rules(framework.rules, context.round.rules, province.threshold)
    return ProvinceContents(
        framework=framework,
        agency=Agency("", name, province_value(name)),
        settings=settings,
        texts=parts.texts,
        issued=edition.issued,
        slots=round_values(context.round, framework, edition.issued, plan_year),
        plan_year=plan_year,
        emblem=parts.emblem.content if parts.emblem else b"",
        digits=edition.digits,
        signatory=settings.signatory,
        state=province,
        strength_limit=_strength_limit(settings.strength_limit, rules, framework),
        earlier=earlier,
        apart=tuple(_apart(province)) if settings.figures is FigureSource.ANNOUNCED else (),
        plan=plan,
        indicators_by_measure={item.id: indicators_of(item, framework) for item in plan.measures},
        ranking=_rank_of_province(settings.ranking, province.name),
    )


def _signatory_of(agency: Agency, context: RunContext) -> Signatory:
    """Return who signs the report of an agency: one of several agencies of a round has its own head."""
    roster, settings = context.roster, context.round
    if roster is None or len(roster.agencies) == 1 or is_province_itself(agency, settings):
        return settings.report.signatory
    return Signatory(position=agency.addressee)


def _apart(province: RoundState) -> Iterator[AnnouncedApart]:
    """Yield what the reports of the counted agencies print in place of their computed figures."""
    framework, places = province.framework, {subject: place for place, subject in enumerate(province.framework.nodes)}
    for item in ProvinceResults(province).counted:
        figures = dict(item.summary.announced_apart)
        if not figures:
            continue
        values = item.summary.values

        def printed(subject: str, figures: dict[str, Fraction] = figures, values: Scores = values) -> Fraction | None:
            return figures.get(subject, score_at(values, places[subject]))

        level = _level(framework, printed(OVERALL), [printed(one.code) for one in framework.instruments])
        yield AnnouncedApart(item.agency.code, item.summary.announced_apart, level)


def _level(framework: Framework, overall: Fraction | None, instruments: Sequence[Fraction | None]) -> str:
    """Return the level of these scores (0-100), if it is the same whatever the unknown ones are; else nothing."""
    possible = {
        level_for(framework, overall, [score if score is not None else Fraction(least) for score in instruments]).name
        for least in (0, 100)
    }
    return (possible.pop() or "") if len(possible) == 1 else ""


def _rank_of_province(ranking: Ranking, name: str) -> Ranking | None:
    """Return the rank that is that of the province, among provinces if nothing else is typed in; else None."""
    return replace(ranking, kind=ranking.kind or PROVINCE_WORD) if ranking.is_for_province(name) else None


def _strength_limit(limit: Limit | None, rules: tuple[Rule, ...], framework: Framework) -> Limit:
    """Return the score above which a subject is a strength: that of the settings, of the rules, else the pass mark."""
    if limit is not None:
        return limit
    of_rules = next((rule.limit for rule in rules if rule.code is RuleCode.STRENGTH), None)
    return framework.pass_mark if of_rules is None else of_rules
