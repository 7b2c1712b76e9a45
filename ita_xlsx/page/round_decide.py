"""Ask what only the officer can decide, one question at a time, and write each answer into the decisions file."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from ita_xlsx.cycle.arrivals.round_paths import arrival_folders
from ita_xlsx.cycle.assign_files import all_files
from ita_xlsx.cycle.decisions.decision_book import decisions_path
from ita_xlsx.cycle.decisions.halves import conflicting_answers
from ita_xlsx.cycle.runs.file_differences import DifferingCell, differing_cells, read_named
from ita_xlsx.cycle.runs.record_decision import record_decision
from ita_xlsx.model.decisions import Decisions, ReceivedDecision
from ita_xlsx.model.edition import Edition
from ita_xlsx.model.findings import Trait, has_trait, message_and_fix
from ita_xlsx.model.framework import OVERALL
from ita_xlsx.model.layout.subjects import subject_label
from ita_xlsx.model.province_results import score_at
from ita_xlsx.model.received import ReceivedFrom, received_on
from ita_xlsx.model.results import two_decimals
from ita_xlsx.model.round_state import AgencyReturn, ReturnSummary, RoundState, State, UnassignedFile, bare_name
from ita_xlsx.model.text.dates import BUDDHIST, MONTHS, parse_date, short_thai_date, thai_date
from ita_xlsx.page.decide.answers import (
    CONFIRM,
    JOIN,
    NONE,
    alias_decision,
    correction_decision,
    file_decisions,
    is_name_of_other,
    owner_decision,
)
from ita_xlsx.page.render import render
from ita_xlsx.page.request import Answer, Call, Request
from ita_xlsx.page.round_data import OpenRound, frame, is_day_open, made_words, open_round
from ita_xlsx.page.wording import word

# What stands in the fields of a question; after a fault it is not lost.
_FIELDS = ("choice", "day", "month", "year", "why", "owner", "file", "alias", "subject", "becomes", "informant")


def show(request: Request) -> Answer:
    """Return the open questions, that of the agency named by ``code`` first; a decided agency is asked again."""
    return _answer(open_round(request), request, "", "")


def save_file(request: Request) -> Answer:
    """Record which file counts, that none does, or that doubtful scores are right, and read the round again."""
    opened, lang = open_round(request), request.lang
    member, picked, reason = _member(opened, request), request.text("choice"), request.text("why")
    if member is None or not picked:
        return _answer(opened, request, "", word(lang, "choose_first"))
    if not reason:
        return _answer(opened, request, "", word(lang, "reason_needed"))
    decisions = file_decisions(member, picked, reason, request)
    if decisions is None:
        return _answer(opened, request, "", word(lang, "choose_first"))
    return _record(opened, request, decisions)


def save_owner(request: Request) -> Answer:
    """Record whose a file is that no agency of the roster can be given, and read the round again."""
    return _save(request, owner_decision, "fill_in_all")


def save_alias(request: Request) -> Answer:
    """Record another name of an agency, which is not the name of another one, and read the round again."""
    opened = open_round(request)
    if is_name_of_other(opened.province, request):
        return _answer(opened, request, "", word(request.lang, "name_of_other"))
    return _save(request, alias_decision, "fill_in_all")


def save_correction(request: Request) -> Answer:
    """Record a correction of a score, and read the round again."""
    if not request.text("informant"):
        return _answer(open_round(request), request, "", word(request.lang, "fill_in_all"))
    return _save(request, correction_decision, "no_such_score")


def _save(request: Request, make: Callable[[RoundState, Request], Decisions | None], fault: str) -> Answer:
    opened, lang = open_round(request), request.lang
    decisions = make(opened.province, request)
    if decisions is None:
        return _answer(opened, request, "", word(lang, fault))
    if not request.text("why"):
        return _answer(opened, request, "", word(lang, "reason_needed"))
    return _record(opened, request, decisions)


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
    return _record(opened, request, Decisions(received=(_received(member, day, reason, request),)))


def save_all_received(request: Request) -> Answer:
    """Record one day for every form of which only it itself says when it came, and read the round again."""
    opened, lang = open_round(request), request.lang
    reason, day = request.text("why"), typed_day(request)
    if day is None:
        return _answer(opened, request, "", word(lang, "no_such_day"))
    if day > request.issued:
        return _answer(opened, request, "", word(lang, "day_to_come", day=thai_date(day)))
    if not reason:
        return _answer(opened, request, "", word(lang, "reason_needed"))
    members = [item for item in opened.province.members if is_day_open(item)]
    rows = tuple(_received(item, day, reason, request) for item in members)
    record_decision(opened.context, Decisions(received=rows), Edition(issued=request.issued))
    saved = made_words(request, "days_saved", count=len(members), day=thai_date(day))
    return _answer(open_round(request), request, saved, "")


def typed_day(request: Request) -> date | None:
    """Return the day of the three fields ``day``, ``month`` and ``year`` (Buddhist era); None if it is no day."""
    try:
        return parse_date("/".join(request.text(key) for key in ("day", "month", "year")))
    except ValueError:
        return None


def _received(member: AgencyReturn, day: date, reason: str, request: Request) -> ReceivedDecision:
    moment = received_on(day, ReceivedFrom.DECISION)
    return ReceivedDecision(code=member.agency.code, received=moment, reason=reason, decided=request.issued)


def _record(opened: OpenRound, request: Request, decisions: Decisions) -> Answer:
    (finding,) = record_decision(opened.context, decisions, Edition(issued=request.issued))
    params = dict(finding.params)
    saved = made_words(
        request, "decision_saved", code=", ".join(decisions.codes), name=params.get("beside") or params["name"]
    )
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
    questions += [_owner_question(item, request, fault) for item in opened.province.unknown]
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
        agencies=[(item.agency.code, item.agency.name) for item in members],
        subjects=[(node.subject, subject_label(opened.framework, node)) for node in opened.framework.answers],
        other_fault=fault if request.text("kind") in ("alias", "correction") else "",
        other_typed={key: request.text(key) if fault else "" for key in (*_FIELDS, "kind")},
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
    if member.state in (State.UNDECIDED, State.HELD_BACK) or (here and member.summary is not None):
        faulty = fault if here and kind != "received" else ""
        questions.append({**about, "kind": "file", "fault": faulty, **_file_question(member, files, opened)})
    if is_day_open(member) or (here and member.summary is not None):
        faulty = fault if here and kind == "received" else ""
        questions.append({**about, "kind": "received", "fault": faulty, **_day_question(member, opened)})
    return questions


def _owner_question(unassigned: UnassignedFile, request: Request, fault: str) -> Mapping[str, object]:
    """Return what is asked about a file of nobody: whose it is."""
    summary, lang = unassigned.summary, request.lang
    here = request.text("file") == summary.file and bool(fault)
    nearest = unassigned.nearest or unassigned.agency_of_code
    return {
        "kind": "owner",
        "code": "",
        "file": summary.file,
        "title": word(lang, "whose_file", name=bare_name(summary.file), value=f"{summary.code} {summary.name}".strip()),
        "nearest": f"{nearest.code} {nearest.name}" if nearest else "",
        "typed": {key: request.text(key) if here else "" for key in _FIELDS},
        "fault": fault if here else "",
    }


def _file_question(member: AgencyReturn, files: Sequence[ReturnSummary], opened: OpenRound) -> Mapping[str, object]:
    lang, summary = opened.request.lang, member.summary
    read = read_named([item.file for item in files], arrival_folders(opened.folder), opened.context)
    cells = differing_cells(read) if len(files) > 1 else ()
    held = summary is not None and summary.is_held_back and not member.halves
    can_join = bool(member.halves) and not conflicting_answers(member.halves, opened.province.framework)
    title = "which_halves" if member.halves else "confirm_scores" if held and len(files) == 1 else "which_file"
    findings = summary.findings if summary is not None and held else ()
    return {
        "title": word(lang, title, name=member.agency.name, code=member.agency.code, count=len(files)),
        "choices": [_choice(item, opened, lang) for item in files] if title != "confirm_scores" else [],
        "others": [
            *([(JOIN, word(lang, "join_them"))] if can_join else []),
            *([(CONFIRM, word(lang, "scores_are_right"))] if held and member.state is not State.UNDECIDED else []),
            (NONE, word(lang, "use_none")),
        ],
        "doubts": [message_and_fix(item, lang)[0] for item in findings if has_trait(item, Trait.HOLDS_BACK)],
        "cells": [_cell(item) for item in cells],
        "is_compared": len(files) > 1,
        "has_change": any(item.change is not None for item in cells),
        "columns": [bare_name(item.file) for item in read],
    }


def _choice(summary: ReturnSummary, opened: OpenRound, lang: str) -> Mapping[str, object]:
    """Return a file with what is known of it."""
    overall = score_at(summary.values, opened.results.index[OVERALL])
    day = summary.received.day
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
        file_day = member.summary.received.day
    return {
        "title": word(lang, "which_day", name=member.agency.name, code=member.agency.code),
        "file_day": thai_date(file_day) if file_day else word(lang, "unknown"),
        "deadline": thai_date(deadline) if deadline else word(lang, "none"),
        "year": (deadline or file_day or opened.request.issued).year + BUDDHIST,
    }


def _day_for_all(opened: OpenRound, request: Request, fault: str) -> Mapping[str, object]:
    """Return what is asked once for all forms of which only they themselves say when they came."""
    days = [item for item in opened.province.members if is_day_open(item)]
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
    can_change = member.summary is not None
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
    "decide_owner": save_owner,
    "decide_alias": save_alias,
    "decide_correction": save_correction,
}
