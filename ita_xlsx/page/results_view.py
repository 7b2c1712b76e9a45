"""Prepare the results of one form for the screen: cards, bars from the lowest indicator, and the weakest points.

Takes a returned form; returns values for a template. Every figure is the engine's, rounded once.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from ita_xlsx.cycle.analyze import Analysis, all_why_words, analyze_return
from ita_xlsx.cycle.context import load_context
from ita_xlsx.cycle.receive import Returned
from ita_xlsx.model.diagnosis import Judgement, Remedy
from ita_xlsx.model.framework import OVERALL, Framework
from ita_xlsx.model.kind import Kind
from ita_xlsx.model.layout.subjects import subject_label
from ita_xlsx.model.province.axis import axis_below
from ita_xlsx.model.results import Results, two_decimals
from ita_xlsx.page.wording import word

_SHOWN = 5


def results_view(returned: Returned, lang: str) -> Mapping[str, object] | None:
    """Return the cards, bars and weak points of a form; None if it cannot be analyzed."""
    analysis = analyze_return(returned, load_context())
    if analysis is None:
        return None
    points = analysis.diagnosis.weak_points
    return {
        "threshold": two_decimals(analysis.results.threshold),
        "level": analysis.results.level.name if analysis.results.complete else "",
        "overall": analysis.results.by_subject[OVERALL].rounded,
        "weak_count": len(points),
        "urgent": sum(point.remedy is Remedy.URGENT for point in points),
        "instruments": [_instrument(analysis, item.code, item.weight, lang) for item in analysis.framework.instruments],
        **_bars(analysis.framework, analysis.results),
        "points": [_point(analysis.framework, point) for point in points[:_SHOWN]],
        "notes": [note.th if lang == "th" else note.en for note in analysis.framework.notes],
    }


def _instrument(analysis: Analysis, code: str, weight: Fraction, lang: str) -> Mapping[str, object]:
    score, before = (results.by_subject[code].rounded for results in (analysis.results, analysis.previous))
    change = f"{score - before:+.2f}".replace("-", "−") if score is not None and before is not None else ""
    return {
        "code": code,
        "score": score,
        "weight": f"{float(weight):g}",
        "before": word(lang, "before", score=before, change=change) if change else "",
    }


def _bars(framework: Framework, results: Results) -> Mapping[str, object]:
    """Return the bars of the indicators from the lowest, and where their axis begins."""
    nodes = [(node, results.by_subject[node.subject].rounded) for node in framework.of_kind(Kind.INDICATOR)]
    mark = two_decimals(results.threshold)
    axis = axis_below([mark, *(score for _, score in nodes if score is not None)])
    rows = sorted(nodes, key=lambda pair: (pair[1] is None, pair[1] or Decimal(0)))
    return {
        "start": axis.start,
        "mark": axis.place(mark),
        "bars": [
            {
                "title": f"{node.code}. {node.name}",
                "noted": bool(framework.notes_on(node.subject)),
                "score": score,
                "width": None if score is None else axis.place(score),
                "below": score is not None and score < mark,
            }
            for node, score in rows
        ],
    }


def _point(framework: Framework, point: Judgement) -> Mapping[str, object]:
    node = framework.nodes[point.subject]
    return {
        "code": subject_label(framework, node),
        "name": node.name,
        "score": point.score,
        "why": all_why_words(point),
    }
