"""Make the card of an agency from its analysis and its place among its kind.

Works on values only.
"""

from __future__ import annotations

from ita_xlsx.cycle.analyze import Analysis
from ita_xlsx.model.diagnosis import Judgement
from ita_xlsx.model.measures import PlannedMeasure
from ita_xlsx.model.pages.agency_card import MOST_POINTS, AgencyCard, CardPoint
from ita_xlsx.model.province.place_in_group import PlaceInGroup
from ita_xlsx.output.analysis.texts import point_label
from ita_xlsx.output.texts import fiscal_period, short_why_words


def card_of(analysis: Analysis, place: PlaceInGroup | None) -> AgencyCard:
    """Return the card of an analysed agency; ``place`` is None where nobody is compared with it."""
    framework, weak = analysis.framework, analysis.diagnosis.weak_points
    return AgencyCard(
        agency=analysis.submission.agency,
        framework=framework,
        results=analysis.results,
        previous=analysis.previous,
        previous_year=analysis.last_year.year if analysis.last_year else framework.year - 1,
        place=place,
        points=tuple(_point(analysis, point) for point in weak[:MOST_POINTS]),
        weak=len(weak),
    )


def _point(analysis: Analysis, point: Judgement) -> CardPoint:
    node = analysis.framework.nodes[point.subject]
    planned = next((item for item in analysis.plan if point in item.points), None)
    label, why = point_label(analysis.framework, node), short_why_words(point)
    if planned is None:
        return CardPoint(label=label, name=node.name, score=point.score, why=why)
    measure, owner, period = _planned(planned, analysis.plan_year)
    return CardPoint(
        label=label,
        name=node.name,
        score=point.score,
        why=why,
        measure=measure,
        owner=owner,
        period=period,
        is_draft=planned.officer_measure is None,
    )


def _planned(planned: PlannedMeasure, plan_year: int) -> tuple[str, str, str]:
    """Return the text, the owner and the period of a measure; where the plan has only steps, the first of them."""
    drafted, officer = planned.measure, planned.officer_measure
    steps = drafted.steps if officer is None else tuple(step.text for step in officer.steps)
    text = (drafted.measure or next(iter(steps), "")).replace("\n", " ")
    owner = drafted.responsible if officer is None else officer.responsible
    return text, owner.replace("\n", " "), fiscal_period(plan_year) if officer is None else officer.period
