"""Prepare the results of a province for the screen: the governor's page, the heat table, and the ranks.

Takes a round and its consolidation; returns values for a template. In Thai every text of the governor's page is that of
the sheet.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from ita_xlsx.cycle.first_pages import overview_page_of
from ita_xlsx.cycle.runs.consolidate_round import ConsolidationRun
from ita_xlsx.model.framework import OVERALL
from ita_xlsx.model.kind import Kind
from ita_xlsx.model.labels import label_of
from ita_xlsx.model.province.axis import Axis, axis_below
from ita_xlsx.model.province_results import Band, ProvinceResults, RankedAgency, mean, score_at
from ita_xlsx.model.results import plain_number, two_decimals
from ita_xlsx.model.round_state import State
from ita_xlsx.model.text.brief_names import brief_names
from ita_xlsx.page.giving_back.kinds import groups_view, national_line, ranks_within_kinds
from ita_xlsx.page.results.overview_words import worded_overview
from ita_xlsx.page.round_data import OpenRound
from ita_xlsx.page.wording import word

# The screen where the agencies in a state are worked on, and those of the matters that follow in the panel.
_OF_STATE: Mapping[str, str] = {
    label_of(State.MISSING): "round_status",
    word("th", "gov_not_a_form"): "round_status",
    word("th", "gov_no_table_score"): "round_status",
    label_of(State.UNDECIDED): "round_decide",
    label_of(State.HELD_BACK): "round_decide",
    label_of(State.REJECTED): "round_check",
}
_AFTER_STATES = ("round_status", "round_decide", "round_measures", "#rank", "#rank")
_HEAT: Mapping[Band, tuple[str, str]] = {Band.BELOW: ("h0", "▼ "), Band.NEAR: ("h1", "· "), Band.ABOVE: ("", "")}


class _View(NamedTuple):
    """The round, its results and the short names of its agencies."""

    opened: OpenRound
    results: ProvinceResults
    names: Mapping[str, str]

    def name(self, code: str) -> str:
        return self.names[code]


def province_view(opened: OpenRound, run: ConsolidationRun, lang: str) -> Mapping[str, object]:
    """Return everything that the screen of the province shows."""
    province, results, issued = opened.province, run.province_results, opened.request.issued
    view = _View(opened, results, brief_names((item.agency for item in province.members), province.name))
    page = overview_page_of(run, issued)
    axis = Axis(page.bar_start)
    return {
        "page": page if lang == "th" else worded_overview(page, run, issued, lang),
        # A state that is rare has a line only where it has happened.
        "targets": [_OF_STATE[item.label] for item in page.follow_up[: -len(_AFTER_STATES)]] + [*_AFTER_STATES],
        "mark": axis.place(page.threshold),
        "widths": [axis.place(item.value) for item in page.indicators],
        "counted": len(results.counted),
        "threshold": plain_number(province.threshold),
        "near": plain_number(Fraction(results.near_limit)),
        "bands": {band.value: count for band, count in results.band_counts.items()},
        "indicators": [(node.code, node.name) for node in opened.framework.of_kind(Kind.INDICATOR)],
        "heat": [_heat_row(view, results.counted[index]) for index in reversed(results.order)],
        "means": [mean(results.column(subject)) for subject in _subjects(view)],
        "ranks": _ranks(view, lang),
        "groups": groups_view(results, lang),
        "national": national_line(results, lang),
    }


def _subjects(view: _View) -> tuple[str, ...]:
    return (OVERALL, *(node.subject for node in view.opened.framework.of_kind(Kind.INDICATOR)))


def _heat_row(view: _View, item: RankedAgency) -> Mapping[str, object]:
    """Return an agency with its overall score, and its indicators with their marks."""
    places = [view.results.index[subject] for subject in _subjects(view)]
    overall, *scores = (score_at(item.summary.values, place) for place in places)
    cells: list[tuple[str, str, Decimal | None]] = []
    for score in scores:
        style, sign = ("", "") if score is None else _HEAT[view.results.band(score)]
        cells.append((style, sign, None if score is None else two_decimals(score)))
    return {
        "name": view.name(item.agency.code),
        "overall": None if overall is None else two_decimals(overall),
        "cells": cells,
    }


def _ranks(view: _View, lang: str) -> list[Mapping[str, object]]:
    results, mark = view.results, two_decimals(view.opened.province.threshold)
    axis = axis_below([mark, *results.overall])
    in_kind = ranks_within_kinds(results, lang)
    rows: list[Mapping[str, object]] = []
    for index in results.order:
        item, score = results.counted[index], results.overall[index]
        rows.append(
            {
                "rank": results.rank(score),
                "name": view.name(item.agency.code),
                "score": score,
                "width": axis.place(score),
                "mark": axis.place(mark),
                "start": axis.start,
                "low": score < mark,
                "level": item.summary.level,
                "in_kind": in_kind.get(item.number),
            }
        )
    return rows
