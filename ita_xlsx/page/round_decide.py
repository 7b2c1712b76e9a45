"""Ask what only the officer can decide, one question at a time, and write each answer into the decisions file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from ita_xlsx.cycle.assign_files import all_files
from ita_xlsx.cycle.load_round import decisions_path
from ita_xlsx.cycle.runs.file_differences import DifferingCell, differing_cells, read_named
from ita_xlsx.cycle.runs.record_decision import name_for_decision, record_decision
from ita_xlsx.model.framework import OVERALL
from ita_xlsx.model.province_results import score_at
from ita_xlsx.model.results import two_decimals
from ita_xlsx.model.round_state import AgencyReturn, Decision, ReturnSummary, State, bare_name
from ita_xlsx.model.text.dates import BUDDHIST, MONTHS, parse_date, short_thai_date, thai_date
from ita_xlsx.page.render import render
from ita_xlsx.page.request import Answer, Call, Request
from ita_xlsx.page.round_data import OpenRound, frame, inbox_of, is_day_open, made_words, open_round
from ita_xlsx.page.wording import word

_WAIT = "wait"
# What stands in the fields of a question; after a fault it is not lost.
_FIELDS = ("choice", "day", "month", "year", "why")


def show(request: Request) -> Answer:
    """Return the open questions, that of the agency named by ``code`` first; a decided agency is asked again."""
    return _answer(open_round(request), request, "", "")


def save_file(request: Request) -> Answer:
    """Record which file of an agency counts, or why none does yet, and read the round again."""
    opened, lang = open_round(request), request.lang
    member, picked, reason = _member(opened, request), request.text("choice"), request.text("why")
    if member is None or not picked:
        return _answer(opened, request, "", word(lang, "choose_first"))
    if not reason:
        return _answer(opened, request, "", word(lang, "reason_needed"))
    files = {item.file for item in all_files(member)}
    name = name_for_decision(member, picked) if picked in files else ""
    if not name and picked != _WAIT:
        return _answer(opened, request, "", word(lang, "choose_first"))
    return _record(opened, request, Decision(member.agency.code, name, reason, request.issued))


def save_received(request: Request) -> Answer:
    """Record the day on which the form of an agency came, and read the round again."""
    opened, lang = open_round(request), request.lang
    member, reason, day = _member(opened, request), request.text("why"), typed_day(request)
    if member is None or day is None:
        return _answer(opened, request, "", word(lang, "no_such_day"))
    if day > request.issued:
        return _answer(opened, request, "", word(lang, "day_to_come", day=thai_date(day)))
    if not reason:
        return _answer(opened, request, "", word(lang, "reason_needed"))
    return _record(opened, request, Decision(member.agency.code, "", reason, request.issued, day))


def save_all_received(request: Request) -> Answer:
    """Record one day for every form of which only the date of the file is known, and read the round again."""
    opened, lang = open_round(request), request.lang
    reason, day = request.text("why"), typed_day(request)
    if day is None:
        return _answer(opened, request, "", word(lang, "no_such_day"))
    if day > request.issued:
        return _answer(opened, request, "", word(lang, "day_to_come", day=thai_date(day)))
    if not reason:
        return _answer(opened, request, "", word(lang, "reason_needed"))
    members = [item for item in opened.province.members if is_day_open(item)]
    for item in members:
        record_decision(opened.context, Decision(item.agency.code, "", reason, request.issued, day))
    saved = made_words(request, "days_saved", count=len(members), day=thai_date(day))
    return _answer(open_round(request), request, saved, "")


def typed_day(request: Request) -> date | None:
    """Return the day of the three fields ``day``, ``month`` and ``year`` (Buddhist era); None if it is no day."""
    try:
        return parse_date("/".join(request.text(key) for key in ("day", "month", "year")))
    except ValueError:
        return None


def _record(opened: OpenRound, request: Request, decision: Decision) -> Answer:
    path = record_decision(opened.context, decision)
    saved = made_words(request, "decision_saved", code=decision.code, name=path.name)
    without_code = Request({**request.values, "code": ""}, request.refused)
    return _answer(open_round(without_code), without_code, saved, "")


def _member(opened: OpenRound, request: Request) -> AgencyReturn | None:
    code = request.text("code")
    return next((item for item in opened.province.members if item.agency.code == code), None)


def _answer(opened: OpenRound, request: Request, saved: str, fault: str) -> Answer:
    lang, members = request.lang, opened.province.members
    code = request.text("code")
    asked = [item for item in members if item in opened.to_decide or item.agency.code == code]
    asked.sort(key=lambda item: (item.agency.code != code, item.state is not State.UNDECIDED))
    questions = [question for item in asked for question in _questions(item, opened, request, fault)]
    head = word(lang, "decide_head", count=len(questions)) if questions else word(lang, "nothing_to_decide")
    path = decisions_path(opened.context)
    html = render(
        "decide.html",
        lang,
        **frame(opened, "status"),
        head=head,
        questions=questions,
        **_day_for_all(opened, request, fault),
        decided=[_decided(item, lang) for item in members if item.decision is not None],
        file=path.name if path else "",
        months=list(enumerate(MONTHS, 1)),
        saved=saved,
    )
    return Answer(html, head)


def _questions(member: AgencyReturn, opened: OpenRound, request: Request, fault: str) -> list[Mapping[str, object]]:
    """Return what is asked about an agency: which of its files counts, and on which day its form came."""
    here = member.agency.code == request.text("code")
    questions: list[Mapping[str, object]] = []
    files = tuple({item.digest: item for item in reversed(all_files(member))}.values())[::-1]
    about = {
        "code": member.agency.code,
        "name": member.agency.name,
        "typed": {key: request.text(key) if here and fault else "" for key in _FIELDS},
    }
    kind = request.text("kind")
    if member.state is State.UNDECIDED or (here and len(files) > 1):
        faulty = fault if here and kind != "received" else ""
        questions.append({**about, "kind": "file", "fault": faulty, **_file_question(member, files, opened)})
    if is_day_open(member) or (here and member.recorded):
        faulty = fault if here and kind == "received" else ""
        questions.append({**about, "kind": "received", "fault": faulty, **_day_question(member, opened)})
    return questions


def _file_question(member: AgencyReturn, files: Sequence[ReturnSummary], opened: OpenRound) -> Mapping[str, object]:
    lang = opened.request.lang
    read = read_named([item.file for item in files], [str(inbox_of(opened.folder))], opened.context)
    cells = differing_cells(read)
    return {
        "title": word(lang, "which_file", name=member.agency.name, code=member.agency.code, count=len(files)),
        "choices": [_choice(item, opened, lang) for item in files],
        "wait": _WAIT if member.state is State.UNDECIDED else "",
        "waiting": member.decision.reason if member.decision and not member.decision.file else "",
        "cells": [_cell(item) for item in cells],
        "has_change": any(item.change is not None for item in cells),
        "columns": [bare_name(item.file) for item in read],
    }


def _choice(summary: ReturnSummary, opened: OpenRound, lang: str) -> Mapping[str, object]:
    """Return a file with what is known of it."""
    overall = score_at(summary.values, opened.results.index[OVERALL])
    day = summary.modified
    return {
        "file": summary.file,
        "name": bare_name(summary.file),
        "answered": summary.answered,
        "expected": summary.expected,
        "overall": word(lang, "incomplete") if overall is None else two_decimals(overall),
        "file_day": short_thai_date(day) if day else word(lang, "unknown"),
        "status": summary.status,
    }


def _cell(item: DifferingCell) -> Mapping[str, object]:
    change = "" if item.change is None else f"{two_decimals(item.change):+.2f}".replace("-", "−")
    return {"place": item.place, "texts": item.texts, "change": change}


def _day_question(member: AgencyReturn, opened: OpenRound) -> Mapping[str, object]:
    lang, deadline, file_day = opened.request.lang, opened.province.deadline, None
    if member.summary is not None:
        file_day = member.summary.modified
    return {
        "title": word(lang, "which_day", name=member.agency.name, code=member.agency.code),
        "file_day": thai_date(file_day) if file_day else word(lang, "unknown"),
        "deadline": thai_date(deadline) if deadline else word(lang, "none"),
        "year": (deadline or file_day or opened.request.issued).year + BUDDHIST,
    }


def _day_for_all(opened: OpenRound, request: Request, fault: str) -> Mapping[str, object]:
    """Return what is asked once for all forms of which only the date of the file is known."""
    days = [item.summary.modified for item in opened.province.members if is_day_open(item) and item.summary]
    here = not request.text("code")
    return {
        "day_count": len(days),
        "all_fault": fault if here else "",
        "all_typed": {key: request.text(key) if here and fault else "" for key in _FIELDS},
        "all_year": opened.province.deadline.year + BUDDHIST if opened.province.deadline else "",
    }


def _decided(member: AgencyReturn, lang: str) -> Mapping[str, object]:
    """Return a decision that stands in the file, in words."""
    decision = member.decision
    assert decision is not None
    days = {"decided": decision.decided, "received": decision.received}
    can_change = member.recorded or len({item.digest for item in all_files(member)}) > 1
    return {
        "code": member.agency.code,
        "name": member.agency.name,
        "file": bare_name(decision.file),
        "reason": decision.reason,
        "can_change": can_change,
        **{key: short_thai_date(day) if day else word(lang, "none") for key, day in days.items()},
    }


CALLS: Mapping[str, Call] = {
    "round_decide": show,
    "decide_file": save_file,
    "decide_received": save_received,
    "decide_days": save_all_received,
}
