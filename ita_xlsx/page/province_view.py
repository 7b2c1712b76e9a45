"""Prepare the results of a province for the screen: sentence, cards, bars, what to follow up, heat table, ranks.

Takes a round and its consolidation; returns values for a template. Every figure is the engine's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from ita_xlsx.cycle.runs.consolidate_round import ConsolidationRun
from ita_xlsx.model.framework import OVERALL
from ita_xlsx.model.kind import Kind
from ita_xlsx.model.labels import label_of
from ita_xlsx.model.province.axis import axis_below
from ita_xlsx.model.province.overdue_steps import agencies_behind, percent_done
from ita_xlsx.model.province_results import Band, ProvinceResults, RankedAgency, mean, score_at
from ita_xlsx.model.results import plain_number, two_decimals
from ita_xlsx.model.round_measures import tally
from ita_xlsx.model.round_state import AgencyReturn, State
from ita_xlsx.model.text.brief_names import brief_names
from ita_xlsx.page.round_data import OpenRound
from ita_xlsx.page.wording import word

_MOST_NAMES, _EXTREMES = 8, 3
# What is to be followed up, in the order of the list, and the screen where it is done.
_OPEN: Mapping[State, str] = {
    State.MISSING: "round_status", State.REJECTED: "round_check", State.UNDECIDED: "round_decide",
}  # fmt: skip
_HEAT: Mapping[Band, tuple[str, str]] = {Band.BELOW: ("h0", "▼ "), Band.NEAR: ("h1", "· "), Band.ABOVE: ("", "")}


class _View(NamedTuple):
    """The round, its results and the words of the screen."""

    opened: OpenRound
    run: ConsolidationRun
    lang: str
    names: Mapping[str, str]

    @property
    def results(self) -> ProvinceResults:
        return self.run.province_results

    def t(self, key: str, **values: object) -> str:
        return word(self.lang, key, **values)

    def name(self, code: str) -> str:
        return self.names[code]


def province_view(opened: OpenRound, run: ConsolidationRun, lang: str) -> Mapping[str, object]:
    """Return everything that the screen of the province shows."""
    members = opened.province.members
    view = _View(opened, run, lang, brief_names((item.agency for item in members), opened.province.name))
    results, province = view.results, opened.province
    return {
        "complete": len(results.counted) == len(members),
        "counted": len(results.counted),
        "count": len(members),
        "threshold": plain_number(province.threshold),
        "near": plain_number(Fraction(results.near_limit)),
        **_figures(view),
        **_bars(view),
        "follow": _follow(view),
        "bands": {band.value: count for band, count in results.band_counts.items()},
        "indicators": [(node.code, node.name) for node in opened.framework.of_kind(Kind.INDICATOR)],
        "heat": [_heat_row(view, results.counted[index]) for index in reversed(results.order)],
        "means": [mean(results.column(subject)) for subject in _subjects(view)],
        "ranks": _ranks(view),
        "notes": [note.th if lang == "th" else note.en for note in opened.framework.notes],
    }


def _figures(view: _View) -> Mapping[str, object]:
    """Return the sentence and the cards."""
    results, counts, steps = view.results, view.opened.counts, tally(view.opened.tracked.tracking.steps)
    change = view.run.comparison.means(OVERALL)
    means, levels = results.indicator_means, view.results.levels
    percent = percent_done(steps)
    return {
        "mean": mean(results.column(OVERALL)),
        "change": change,
        "change_text": "" if change.change is None else f"{change.change:+.2f}".replace("-", "−"),
        "moved": abs(change.change) if change.change else None,
        "compared_year": view.run.comparison.year,
        "lowest": means[0].node.code if means else "",
        "missing": counts[State.MISSING],
        "nothing": counts[State.DECLARED_NOTHING],
        "waiting": sum(counts[state] for state in _OPEN),
        "good_level": results.good_levels[-1] if results.good_levels else "",
        "good": results.at_good_level,
        "levels": [(name, number) for name, number in levels.items() if number],
        "steps": steps,
        "percent": percent,
    }


def _bars(view: _View) -> Mapping[str, object]:
    means, mark = view.results.indicator_means, two_decimals(view.opened.province.threshold)
    axis = axis_below([mark, *(item.mean for item in means)])
    return {
        "start": axis.start,
        "mark": axis.place(mark),
        "bars": [
            {
                "title": f"{item.node.code}. {item.node.name}",
                "noted": bool(view.opened.framework.notes_on(item.node.subject)),
                "score": item.mean,
                "width": axis.place(item.mean),
                "low": item.mean < mark,
            }
            for item in means
        ],
    }


def _follow(view: _View) -> list[Mapping[str, str]]:
    """Return what to follow up: a heading with the screen where it is done, and names."""
    members, t = view.opened.province.members, view.t
    rows: list[Mapping[str, str]] = []
    for state, call in _OPEN.items():
        several = [item for item in members if item.state is state]
        _add(rows, f"{label_of(state, view.lang)} {len(several)}", call, [_member_text(view, item) for item in several])
    late = [view.name(item.agency.code) for item in members if item.late]
    _add(rows, t("late", count=len(late)), "round_decide", late)
    behind = agencies_behind(view.opened.tracked.tracking)[:_EXTREMES]
    texts = [t("overdue_of", name=view.name(item.agency.code), count=item.counts.overdue) for item in behind]
    _add(rows, t("most_overdue"), "round_measures", texts)
    below = sorted((item for item in view.results.indicator_means if item.below), key=lambda item: -item.below)
    texts = [t("below_of", code=item.node.code, count=item.below) for item in below]
    _add(rows, t("below_threshold"), "#heat", texts)
    results = view.results
    for key, places in (("lowest", results.order[: -_EXTREMES - 1 : -1]), ("highest", results.order[:_EXTREMES])):
        pairs = [(results.counted[index].agency.code, results.overall[index]) for index in places]
        _add(rows, t(key), "#rank", [f"{view.name(code)} {score}" for code, score in pairs])
    return rows


def _add(rows: list[Mapping[str, str]], title: str, target: str, texts: Iterable[str]) -> None:
    """Add a row unless it has no texts; a long list ends with a mark."""
    several = list(texts)
    if several:
        tail = " …" if len(several) > _MOST_NAMES else ""
        rows.append({"title": title, "target": target, "text": "\u00a0· ".join(several[:_MOST_NAMES]) + tail})


def _member_text(view: _View, member: AgencyReturn) -> str:
    name = view.name(member.agency.code)
    if member.state is State.UNDECIDED:
        return view.t(
            "files_of", name=name, count=len({item.digest for item in (member.summary, *member.others) if item})
        )
    return name


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


def _ranks(view: _View) -> list[Mapping[str, object]]:
    results, mark = view.results, two_decimals(view.opened.province.threshold)
    axis = axis_below([mark, *results.overall])
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
            }
        )
    return rows
