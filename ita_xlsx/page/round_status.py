"""Show who returned what, problems first, with one thing to do in each row; write reminders and the status workbook."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from ita_xlsx.cycle.consolidate import write_round_status
from ita_xlsx.cycle.files import Target
from ita_xlsx.cycle.load_round import record_open_questions
from ita_xlsx.cycle.reminders import awaited_in, text_for, write_reminders
from ita_xlsx.model.edition import Edition
from ita_xlsx.model.findings import Finding, Severity, Trait, has_trait, message_and_fix, sort_by_severity
from ita_xlsx.model.labels import label_of
from ita_xlsx.model.province.stages_due import DueStage, stages_due, stages_to_show
from ita_xlsx.model.round_state import AgencyReturn, State
from ita_xlsx.model.text.dates import short_thai_date, thai_date
from ita_xlsx.page.findings_view import line_of
from ita_xlsx.page.render import render
from ita_xlsx.page.request import Answer, Call, Request
from ita_xlsx.page.round_data import OpenRound, frame, made_words, open_round
from ita_xlsx.page.wording import word

STATUS_FILE, REMINDERS = "status.xlsx", "reminders"
# A return that lacks answers has a state of its own, as on the sheet.
_INCOMPLETE = "incomplete"
# The order of the rows, the name of the filter, the style of the word, and the next thing to do.
_STATES: Mapping[State | str, tuple[str, str, str, str]] = {
    State.MISSING: ("none", "bad", "show_reminder", "do_remind"),
    State.NOT_A_FORM: ("other", "bad", "show_reminder", "do_remind"),
    State.UNDECIDED: ("choose", "warn", "round_decide", "do_choose"),
    State.HELD_BACK: ("hold", "warn", "round_decide", "do_confirm"),
    State.REJECTED: ("mend", "bad", "round_check", "do_check"),
    _INCOMPLETE: ("part", "warn", "round_check", "do_check"),
    State.RETURNED: ("in", "ok", "", ""),
    State.NO_TABLE_SCORE: ("untabled", "", "", ""),
    State.DECLARED_NOTHING: ("nil", "", "", ""),
}
_OPEN = frozenset((State.UNDECIDED, State.HELD_BACK, State.REJECTED, State.NOT_A_FORM, State.MISSING))
# The states that the sentence counts, in its order; late returns follow.
_COUNTED = (
    State.MISSING, State.NOT_A_FORM, State.UNDECIDED, State.HELD_BACK, State.REJECTED, _INCOMPLETE,
    State.NO_TABLE_SCORE, State.DECLARED_NOTHING,
)  # fmt: skip


def show(request: Request) -> Answer:
    """Return the state of every agency, those with something to do first."""
    return _answer(open_round(request), "")


def show_reminder(request: Request) -> Answer:
    """Return the state of every agency, and above it the reminder to the one that the button names."""
    opened = open_round(request)
    code, settings = request.text("code"), opened.context.round
    awaited = [item for item in _awaited(opened) if item.agency.code == code]
    texts = [
        (item.agency.name, text_for(item, opened.province, request.issued, settings.contact, settings.calendar))
        for item in awaited
    ]
    return _answer(opened, "", texts)


def save_status(request: Request) -> Answer:
    """Write the status workbook into the folder of the round, and the open questions into its decisions."""
    opened = open_round(request)
    target = Target(path=opened.folder / STATUS_FILE, force=True, inputs=opened.loaded.inputs)
    edition = Edition(issued=request.issued)
    write_round_status(opened.province, target, edition)
    record_open_questions(opened.loaded, opened.context, edition)
    return _answer(opened, made_words(request, "saved_file", name=STATUS_FILE))


def save_reminders(request: Request) -> Answer:
    """Write a reminder for each agency that is still awaited, and remove those that are not due any more."""
    opened = open_round(request)
    folder, settings = Target(path=opened.folder / REMINDERS, force=True), opened.context.round
    made = write_reminders(opened.province, folder, request.issued, settings.contact, settings.calendar)
    return _answer(opened, made_words(request, "saved_files", count=len(made.written), folder=REMINDERS))


def _answer(opened: OpenRound, saved: str, reminders: Sequence[tuple[str, str]] = ()) -> Answer:
    lang, members = opened.request.lang, opened.province.members
    rows = [_row(item, lang) for item in sorted(members, key=_urgency)]
    counts = Counter(map(_state_of, members))
    todo = sum(map(_is_open, members))
    filters = [("all", word(lang, "all"), len(rows)), ("todo", word(lang, "to_do"), todo)]
    filters += [(_STATES[state][0], _state_word(state, lang), counts[state]) for state in _STATES if counts[state]]
    sentence = _sentence(opened, counts)
    html = render(
        "status.html",
        lang,
        **frame(opened, "status"),
        rows=rows,
        sentence=sentence,
        todo=todo,
        questions=len(opened.to_decide) + len(opened.province.unknown),
        awaited=len(_awaited(opened)),
        reminders=reminders,
        filters=filters,
        saved=saved,
        stages=[_stage(item, lang) for item in _stages(opened)],
        lines=[line_of(item, None, lang) for item in _round_findings(opened)],
    )
    return Answer(html, sentence)


def _state_of(member: AgencyReturn) -> State | str:
    return _INCOMPLETE if member.is_incomplete else member.state


def _state_word(state: State | str, lang: str) -> str:
    return label_of(state, lang) if isinstance(state, State) else word(lang, "returned_in_part")


def _urgency(member: AgencyReturn) -> int:
    """Return the place of an agency in the list: what needs work in the order of the sheet, late ones, the others."""
    needs_work = list(_STATES)[: len(_OPEN) + 1]
    state = _state_of(member)
    return needs_work.index(state) if state in needs_work else len(needs_work) + (not member.late)


def _sentence(opened: OpenRound, counts: Mapping[State | str, int]) -> str:
    """Return how many agencies are in each state, in the words and the order of the sheet."""
    lang, members = opened.request.lang, opened.province.members
    parts = [word(lang, "gov_complete", count=f"{counts.get(State.RETURNED, 0):,}", all=f"{len(members):,}")]
    parts += [f"{_state_word(state, lang)} {counts[state]:,}" for state in _COUNTED if counts.get(state)]
    late = sum(item.late for item in members)
    return " · ".join((*parts, *([f"{word(lang, 'gov_late')} {late:,}"] if late else [])))


def _stages(opened: OpenRound) -> tuple[DueStage, ...]:
    return stages_to_show(stages_due(opened.context.round.calendar, opened.province, opened.request.issued))


def _stage(item: DueStage, lang: str) -> tuple[str, bool]:
    """Return a stage with its day and the number of agencies behind in it, and True if its day is over."""
    name = label_of(item.entry.stage, lang) if item.entry.stage else item.entry.name
    key = "stage_over" if item.is_over else "stage_next" if item.days else "stage_today"
    text = word(lang, key, stage=name, day=thai_date(item.entry.day), days=abs(item.days))
    open_words = "stage_behind" if item.is_over else "stage_awaited"
    counts = ((open_words, len(item.behind)), ("stage_undecided", len(item.undecided)))
    parts = (word(lang, key, count=count) for key, count in counts if count)
    return " · ".join((text, *parts)), item.is_over


def _awaited(opened: OpenRound) -> tuple[AgencyReturn, ...]:
    return awaited_in(opened.province, opened.request.issued, opened.context.round.calendar)


def _is_open(member: AgencyReturn) -> bool:
    return member.state in _OPEN or member.is_incomplete or member.late


def _round_findings(opened: OpenRound) -> list[Finding]:
    """Return the findings that no row of the table says already."""
    found = (item for item in opened.loaded.findings if item.severity is not Severity.INFO)
    return sort_by_severity(item for item in found if not has_trait(item, Trait.IN_STATUS_TABLE))


def _row(member: AgencyReturn, lang: str) -> Mapping[str, object]:
    """Return a row of the table: the state, the agency with what is wrong, when its file came, and what to do."""
    state = _state_of(member)
    key, style, call, action = _STATES[state]
    day = member.received.day
    return {
        "filter": key,
        "style": "warn" if member.late and style == "ok" else style,
        "todo": _is_open(member),
        "state": _state_word(state, lang),
        "code": member.agency.code,
        "name": member.agency.name,
        "note": _note(member, lang),
        "received": short_thai_date(day) if day else word(lang, "unknown" if member.summary else "none"),
        "origin": label_of(member.received.origin, lang) if day else "",
        "call": call or ("round_decide" if member.late else ""),
        "action": word(lang, action or "do_date") if call or member.late else "",
    }


def _note(member: AgencyReturn, lang: str) -> str:
    """Return what is wrong with the file of an agency, in one line."""
    if member.state is State.UNDECIDED:
        return word(lang, "several_files", count=len(member.others) + (member.summary is not None))
    if member.late and member.state is not State.REJECTED:
        return word(lang, "came_late")
    findings = [
        item for item in (member.summary.findings if member.summary else ()) if item.severity is not Severity.INFO
    ]
    if member.state is State.REJECTED:
        first = next((item for item in findings if item.severity is Severity.ERROR), None)
        return f"{first.place} {message_and_fix(first, lang)[0]}".strip() if first else ""
    return word(lang, "to_look_at", count=len(findings)) if findings else ""


CALLS: Mapping[str, Call] = {
    "round_status": show,
    "save_status": save_status,
    "save_reminders": save_reminders,
    "show_reminder": show_reminder,
}
