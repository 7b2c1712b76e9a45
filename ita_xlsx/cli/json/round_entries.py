"""Turn the state of a round into the entries of JSON output: who returned what, averages and ranks, steps of measures.

Takes values of the model; returns plain dicts and lists. Works on values only.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from ita_xlsx.cli.json.group_entries import groups_of, ranks_in_kind
from ita_xlsx.model.agency import Agency
from ita_xlsx.model.framework import OVERALL
from ita_xlsx.model.kind import Kind
from ita_xlsx.model.province.respondents import RespondentCount
from ita_xlsx.model.province.stages_due import DueStage
from ita_xlsx.model.province_results import ProvinceResults, count, mean, median, score_at, weighted_mean
from ita_xlsx.model.received import Received
from ita_xlsx.model.results import two_decimals
from ita_xlsx.model.round_measures import RoundMeasures, TrackedStep
from ita_xlsx.model.round_state import AgencyReturn, RoundState, State, UnassignedFile


def status_entries(province: RoundState, stages: Sequence[DueStage] = ()) -> dict[str, list[dict[str, Any]]]:
    """Return the results of ``ita status``, lists of agencies; an agency that is late is also in another list.

    If there are ``stages`` of a calendar, they are a further list, and so are the respondents of each agency if the
    round asks for a least number of them.
    """
    members = province.members
    calendar = {"calendar": [_due_stage(item) for item in stages]} if stages else {}
    counts = [_respondents(item, count) for item in members for count in province.respondents_of(item)]
    respondents = {"respondents": counts} if province.respondents.rules else {}
    return {
        **calendar,
        **respondents,
        **_without_table_score(members),
        "returned": [_member(item) for item in members if item.state is State.RETURNED],
        "missing": [_member(item) for item in members if item.state is State.MISSING],
        "late": [_member(item) for item in members if item.late],
        "rejected": [_member(item) for item in members if item.state is State.REJECTED]
        + [_stray(item) for item in (*province.unreadable, *province.wrong_year) if not _is_told(item, members)],
        "to_decide": [_member(item) for item in members if item.state is State.UNDECIDED],
        "held_back": [_member(item) for item in members if item.state is State.HELD_BACK],
        "not_a_form": [_member(item) for item in members if item.state is State.NOT_A_FORM],
        "duplicates": [_file(item, file) for item in members if item.others for file in _files(item)],
        "unknown": [_stray(item) for item in province.unknown],
        "declared_nothing": [_member(item) for item in members if item.state is State.DECLARED_NOTHING],
    }


def analyses_entries(province: RoundState, analyses: Sequence[Path], cards: Sequence[Path]) -> dict[str, Any]:
    """Return the results of ``ita analyze`` over a round: its agencies with results, those without, and the files."""
    results = ProvinceResults(province)
    return {
        "agencies": [
            {**_code_and_name(item.agency), "overall": str(score), "level": item.summary.level or None}
            for item, score in zip(results.counted, results.overall, strict=True)
        ],
        "left_out": [
            {**_code_and_name(item.agency), "state": item.state.value} for item in province.members if not item.counts
        ],
        "analyses": list(map(str, analyses)),
        "cards": list(map(str, cards)),
    }


def _without_table_score(members: Sequence[AgencyReturn]) -> dict[str, Any]:
    """Return the agencies without a score in the table that a round was made from; no list in any other round."""
    absent = [_member(item) for item in members if item.state is State.NO_TABLE_SCORE]
    return {"no_table_score": absent} if absent else {}


def _code_and_name(agency: Agency) -> dict[str, str]:
    return {"code": agency.code, "name": agency.name}


def _respondents(member: AgencyReturn, item: RespondentCount) -> dict[str, Any]:
    """Return the respondents of a survey; null for a number or a minimum that is unknown."""
    agency = member.agency
    return {
        "code": agency.code,
        "name": agency.name,
        "survey": item.name,
        "count": item.count,
        "minimum": item.minimum,
        "missing": item.missing,
    }


def _is_told(item: UnassignedFile, members: Sequence[AgencyReturn]) -> bool:
    """Return True if the file is what an agency sent in place of a form, so that the agency is listed for it."""
    return any(member.state is State.NOT_A_FORM and member.agency == item.nearest for member in members)


def _due_stage(item: DueStage) -> dict[str, Any]:
    """Return a stage with its day (ISO), the days until it, and the codes of agencies that are behind or undecided."""
    return {
        "stage": item.entry.stage.value if item.entry.stage else None,
        "name": item.entry.name,
        "day": item.entry.day.isoformat(),
        "days": item.days,
        "behind": [member.agency.code for member in item.behind],
        "undecided": [member.agency.code for member in item.undecided],
    }


def consolidated(province: RoundState, province_results: ProvinceResults) -> dict[str, Any]:
    """Return the results of ``ita consolidate``; scores are texts of two decimals, or null."""
    indicators = [node.subject for node in province.framework.of_kind(Kind.INDICATOR)]
    overall, weights = province_results.column(OVERALL), province_results.weights(OVERALL)
    in_kind = ranks_in_kind(province_results)
    return {
        "agencies": [
            _agency(item, province_results, indicators, in_kind.get(number))
            for number, item in enumerate(province.members, 1)
            if item.summary
        ],
        "missing": [_member(item) for item in province.members if item.state is State.MISSING],
        **_without_table_score(province.members),
        "summary": {
            "agencies": len(province.members),
            "counted": len(province.counted),
            "average": _text(mean(overall)),
            "median": _text(median(overall)),
            "weighted": _text(weighted_mean(overall, weights)),
            "weighted_over": count(weights),
            "levels": dict(province_results.levels),
            "indicators": {subject: _text(mean(province_results.column(subject))) for subject in indicators},
            **groups_of(province_results),
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


def _agency(
    item: AgencyReturn, province_results: ProvinceResults, indicators: Sequence[str], rank_in_kind: int | None
) -> dict[str, Any]:
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
        "kind": item.agency.kind or None,
        "rank_in_kind": rank_in_kind,
        "district": item.agency.district or None,
        "given": list(item.summary.announced) if item.summary and item.state is State.RETURNED else [],
        "indicators": {subject: _text(scores[subject]) for subject in indicators},
    }


def _files(item: AgencyReturn) -> list[str]:
    return [reading.file for reading in (*((item.summary,) if item.summary else ()), *item.others)]


def _member(item: AgencyReturn) -> dict[str, Any]:
    return _file(item, item.summary.file if item.summary else None)


def _file(item: AgencyReturn, file: str | None) -> dict[str, Any]:
    return {"code": item.agency.code, "name": item.agency.name, "file": file, **_received(item.received)}


def _stray(item: UnassignedFile) -> dict[str, Any]:
    reading = item.summary
    return {
        "code": reading.code or None,
        "name": reading.name or None,
        "file": reading.file,
        **_received(reading.received),
    }


def _received(received: Received) -> dict[str, str | None]:
    """Return the moment of receipt as ISO 8601 and its origin, both null if it is not known."""
    return {"received": received.iso, "received_from": received.origin.value if received.is_known else None}


def _text(value: Fraction | Decimal | None) -> str | None:
    if value is None:
        return None
    return str(two_decimals(value) if isinstance(value, Fraction) else value)
