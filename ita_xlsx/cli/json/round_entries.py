"""Turn the state of a round into the entries of JSON output: who returned what, averages and ranks, steps of measures.

Takes values of the model; returns plain dicts and lists. Works on values only.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from ita_xlsx.model.framework import OVERALL
from ita_xlsx.model.kind import Kind
from ita_xlsx.model.province_results import ProvinceResults, count, mean, median, score_at, weighted_mean
from ita_xlsx.model.results import two_decimals
from ita_xlsx.model.round_measures import RoundMeasures, TrackedStep
from ita_xlsx.model.round_state import AgencyReturn, RoundState, State, UnassignedFile


def status_entries(province: RoundState) -> dict[str, list[dict[str, Any]]]:
    """Return the results of ``ita status``, lists of agencies; an agency that is late is also in another list."""
    members = province.members
    return {
        "returned": [_member(item) for item in members if item.state is State.RETURNED],
        "missing": [_member(item) for item in members if item.state is State.MISSING],
        "late": [_member(item) for item in members if item.late],
        "rejected": [_member(item) for item in members if item.state is State.REJECTED]
        + [_stray(item) for item in (*province.unreadable, *province.wrong_year)],
        "duplicates": [_file(item, file) for item in members if item.others for file in _files(item)],
        "unknown": [_stray(item) for item in province.unknown],
        "declared_nothing": [_member(item) for item in members if item.state is State.DECLARED_NOTHING],
    }


def consolidated(province: RoundState, province_results: ProvinceResults) -> dict[str, Any]:
    """Return the results of ``ita consolidate``; scores are texts of two decimals, or null."""
    indicators = [node.subject for node in province.framework.of_kind(Kind.INDICATOR)]
    overall, weights = province_results.column(OVERALL), province_results.weights(OVERALL)
    return {
        "agencies": [_agency(item, province_results, indicators) for item in province.members if item.summary],
        "missing": [_member(item) for item in province.members if item.state is State.MISSING],
        "summary": {
            "agencies": len(province.members),
            "counted": len(province.counted),
            "average": _text(mean(overall)),
            "median": _text(median(overall)),
            "weighted": _text(weighted_mean(overall, weights)),
            "weighted_over": count(weights),
            "levels": dict(province_results.levels),
            "indicators": {subject: _text(mean(province_results.column(subject))) for subject in indicators},
        },
    }


def tracked_steps(tracking: RoundMeasures) -> list[dict[str, Any]]:
    """Return the results of ``ita track``, one entry for each step of each agency; days are ISO dates."""
    return [_step(item) for item in tracking.steps]


def _step(item: TrackedStep) -> dict[str, Any]:
    report, link = item.report, item.link
    place = report.place or report.status_place
    return {
        "agency": item.agency.code,
        "name": item.agency.name,
        "file": item.file,
        "cell": f"{place.sheet}!{place.a1}" if place else None,
        "id": report.id or None,
        "origin": item.origin.value,
        "indicator": item.indicator or None,
        "measure": item.measure,
        "step": item.step,
        "owner": item.owner or None,
        "status": item.step_status.value,
        "url": item.url or None,
        "reason": item.reason or None,
        "verdict": link.verdict.value if link else None,
        "rule": (link.rule or None) if link else None,
        "checked": link.checked.isoformat() if link and link.checked else None,
        "reported": item.reported.isoformat() if item.reported else None,
        "due": item.due.isoformat(),
        "overdue": item.overdue,
        "days_late": item.late,
    }


def _agency(item: AgencyReturn, province_results: ProvinceResults, indicators: Sequence[str]) -> dict[str, Any]:
    values = item.summary.values if item.summary and item.state is State.RETURNED else ()
    scores = {subject: score_at(values, province_results.index[subject]) for subject in (OVERALL, *indicators)}
    return {
        "code": item.agency.code,
        "name": item.agency.name,
        "file": item.summary.file if item.summary else None,
        "status": item.state.value,
        "overall": _text(scores[OVERALL]),
        "level": (item.summary.level or None) if item.summary and item.state is State.RETURNED else None,
        "rank": province_results.ranks.get(item.agency.code),
        "given": list(item.summary.announced) if item.summary and item.state is State.RETURNED else [],
        "indicators": {subject: _text(scores[subject]) for subject in indicators},
    }


def _files(item: AgencyReturn) -> list[str]:
    return [reading.file for reading in (*((item.summary,) if item.summary else ()), *item.others)]


def _member(item: AgencyReturn) -> dict[str, Any]:
    return _file(item, item.summary.file if item.summary else None)


def _file(item: AgencyReturn, file: str | None) -> dict[str, Any]:
    received = item.received.isoformat() if item.received else None
    return {"code": item.agency.code, "name": item.agency.name, "file": file, "received": received}


def _stray(item: UnassignedFile) -> dict[str, Any]:
    reading = item.summary
    received = reading.modified.isoformat() if reading.modified else None
    return {"code": reading.code or None, "name": reading.name or None, "file": reading.file, "received": received}


def _text(value: Fraction | Decimal | None) -> str | None:
    if value is None:
        return None
    return str(two_decimals(value) if isinstance(value, Fraction) else value)
