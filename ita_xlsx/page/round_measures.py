"""Show the measures of all agencies on a day: counts, who is behind, what is overdue; write the workbook."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from ita_xlsx.cycle.files import Target
from ita_xlsx.cycle.runs.follow_measures import MeasuresRun, follow_measures
from ita_xlsx.model.edition import Edition
from ita_xlsx.model.findings import Finding, Severity, Trait, has_trait, sort_by_severity
from ita_xlsx.model.labels import SHORT_STEP_STATUSES, word_of
from ita_xlsx.model.province.overdue_steps import agencies_behind, overdue_steps, percent_done
from ita_xlsx.model.round_measures import StepStatus, Tally, TrackedStep, tally
from ita_xlsx.model.text.brief_names import brief_names
from ita_xlsx.model.text.dates import BUDDHIST, MONTHS, short_thai_date
from ita_xlsx.page.findings_view import line_of
from ita_xlsx.page.render import render
from ita_xlsx.page.request import Answer, Call, Request
from ita_xlsx.page.round_data import OpenRound, frame, made_words, open_round
from ita_xlsx.page.round_decide import typed_day
from ita_xlsx.page.wording import word

WORKBOOK = "measures.xlsx"
_MOST_STEPS, _MOST_AGENCIES = 60, 12
_STATUSES = tuple(StepStatus)


def show(request: Request) -> Answer:
    """Return the counts, the agencies behind, and the overdue steps on the day that was chosen."""
    opened = open_round(request)
    day, fault = _day(request)
    return _answer(opened, request, _run(opened, request, day), "", fault)


def save(request: Request) -> Answer:
    """Write the workbook of measures, held against the day that was chosen."""
    opened = open_round(request)
    day, fault = _day(request)
    run = _run(opened, request, day)
    if fault or not opened.loaded.usable:
        return _answer(opened, request, run, "", fault)
    run.write(Target(path=opened.folder / WORKBOOK, force=True), Edition(issued=request.issued))
    return _answer(opened, request, run, made_words(request, "saved_file", name=WORKBOOK), "")


def _day(request: Request) -> tuple[date, str]:
    """Return the day against which periods are held, and a fault if the typed one is no day."""
    if not any(request.text(key) for key in ("day", "month", "year")):
        return request.issued, ""
    day = typed_day(request)
    return (request.issued, word(request.lang, "no_such_day")) if day is None else (day, "")


def _run(opened: OpenRound, request: Request, day: date) -> MeasuresRun:
    return opened.followed if day == request.issued else follow_measures(opened.loaded, opened.context, day)


def _answer(opened: OpenRound, request: Request, run: MeasuresRun, saved: str, fault: str) -> Answer:
    lang, measures, counts = request.lang, run.measures, tally(run.measures.steps)
    names = brief_names((item.agency for item in opened.province.members), opened.province.name)
    keys = [status for status in _STATUSES if getattr(counts, status.value)]
    nodes = opened.framework.nodes
    indicators = [
        (f"{code}. {nodes[code].name}" if code else word(lang, "no_indicator"), _figures(tally(steps), keys))
        for code, steps in measures.by_indicator.items()
    ]
    behind, late = agencies_behind(measures), overdue_steps(measures)
    percent = percent_done(counts)
    head = word(lang, "measures_head", overdue=f"{counts.overdue:,}", steps=f"{counts.steps:,}")
    html = render(
        "measures.html",
        lang,
        **frame(opened, "measures"),
        head=head,
        as_of=measures.as_of,
        typed={"day": measures.as_of.day, "month": measures.as_of.month, "year": measures.as_of.year + BUDDHIST},
        months=list(enumerate(MONTHS, 1)),
        fault=fault,
        saved=saved,
        usable=opened.loaded.usable,
        counts=counts,
        percent=word(lang, "none") if percent is None else f"{percent}%",
        reporting=len(measures.agencies_with_reports),
        columns=[word_of(SHORT_STEP_STATUSES[status], lang) for status in keys],
        indicators=indicators,
        total=_figures(counts, keys),
        behind=[(names[item.agency.code], item.counts) for item in behind[:_MOST_AGENCIES]],
        behind_count=len(behind),
        late=[_step(step, names, lang) for step in late[:_MOST_STEPS]],
        late_count=len(late),
        lines=[line_of(item, None, lang) for item in _findings(opened, run)],
    )
    return Answer(html, head)


def _figures(counts: Tally, keys: list[StepStatus]) -> Mapping[str, object]:
    return {
        "cells": [getattr(counts, status.value) for status in keys],
        "steps": counts.steps,
        "proved": counts.proved,
        "overdue": counts.overdue,
    }


def _step(step: TrackedStep, names: Mapping[str, str], lang: str) -> Mapping[str, object]:
    return {
        "name": names[step.agency.code],
        "step": step.step,
        "measure": step.measure,
        "status": word_of(SHORT_STEP_STATUSES[step.step_status], lang),
        "due": short_thai_date(step.due),
        "late": step.late,
        "owner": step.owner,
    }


def _findings(opened: OpenRound, run: MeasuresRun) -> list[Finding]:
    """Return the findings about measures that neither the tables nor the screen of the status say already."""
    of_round = frozenset(opened.loaded.findings)
    new = (item for item in run.findings if item.severity is not Severity.INFO and item not in of_round)
    return sort_by_severity(item for item in new if not has_trait(item, Trait.IN_AGENCY_TABLE))


CALLS: Mapping[str, Call] = {"round_measures": show, "save_measures": save}
