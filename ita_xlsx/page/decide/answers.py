"""Turn what a person typed or chose on the page into decisions. Works on values only."""

from __future__ import annotations

from collections.abc import Sequence

from ita_xlsx.cycle.decisions.choose_file import distinct_contents
from ita_xlsx.cycle.decisions.decision_rows import digest_mark, open_files
from ita_xlsx.cycle.decisions.halves import answers_of
from ita_xlsx.cycle.runs.record_decision import name_for_decision
from ita_xlsx.cycle.runs.score_answers import exact_score
from ita_xlsx.model.agency import Roster
from ita_xlsx.model.decisions import Alias, Choice, Correction, Decisions, FileDecision
from ita_xlsx.model.round_state import AgencyReturn, ReturnSummary, RoundState, bare_name
from ita_xlsx.page.request import Request

# Answers that are no file: join the halves, confirm the scores, use none.
JOIN, CONFIRM, NONE = "@join", "@confirm", "@none"


def file_decisions(member: AgencyReturn, picked: str, reason: str, request: Request) -> Decisions | None:
    """Return the decision that the picked answer about the files of an agency means; None for no such answer."""
    summary = member.summary
    if summary is None:
        return None
    if picked == JOIN and member.halves:
        return _decision(member, Choice.JOIN, member.halves, reason, request)
    if picked == CONFIRM and summary.is_held_back:
        return _decision(member, Choice.CONFIRM, (summary,), reason, request)
    if picked == NONE:
        files = tuple(item for item in open_files(member) if not item.joined) or (summary,)
        return _decision(member, Choice.REFUSE, files, reason, request)
    files = distinct_contents((summary, *member.others))
    file = next((item for item in (summary, *member.others) if item.file == picked and not item.joined), None)
    if file is None:
        return None
    is_confirmed = len(files) == 1 and file.is_held_back
    return _decision(member, Choice.CONFIRM if is_confirmed else Choice.USE, (file,), reason, request)


def _decision(
    member: AgencyReturn, choice: Choice, files: Sequence[ReturnSummary], reason: str, request: Request
) -> Decisions:
    row = FileDecision(
        code=member.agency.code,
        choice=choice,
        files=tuple(name_for_decision(member, item.file) for item in files),
        digests=tuple(map(digest_mark, files)),
        reason=reason,
        decided=request.issued,
    )
    return Decisions(files=(row,))


def owner_decision(province: RoundState, request: Request) -> Decisions | None:
    """Return the decision whose a file is; None without a file of nobody or without an agency of the roster."""
    file = next((item.summary for item in province.unknown if item.summary.file == request.text("file")), None)
    member = member_of(province, request.text("owner"))
    if file is None or member is None:
        return None
    row = FileDecision(
        code=member.agency.code,
        choice=Choice.ASSIGN,
        files=(bare_name(file.file),),
        digests=(digest_mark(file),),
        reason=request.text("why"),
        decided=request.issued,
    )
    return Decisions(files=(row,))


def is_name_of_other(province: RoundState, request: Request) -> bool:
    """Return True if the other name that was typed is the name of another agency."""
    roster = Roster(tuple(member.agency for member in province.members))
    owner = member_of(province, request.text("owner"))
    return owner is not None and any(item != owner.agency for item in roster.all_named(request.text("alias")))


def alias_decision(province: RoundState, request: Request) -> Decisions | None:
    """Return another name of an agency; None without a name or without an agency of the roster."""
    member, name = member_of(province, request.text("owner")), request.text("alias")
    if member is None or not name:
        return None
    row = Alias(code=member.agency.code, name=name, reason=request.text("why"), decided=request.issued)
    return Decisions(aliases=(row,))


def correction_decision(province: RoundState, request: Request) -> Decisions | None:
    """Return a correction of what stands in the form now; None for a score or a question that is none."""
    member, subject = member_of(province, request.text("owner")), request.text("subject")
    answers = {node.subject for node in province.framework.answers}
    if member is None or member.summary is None or subject not in answers:
        return None
    try:
        becomes = exact_score(subject, request.text("becomes"))
    except ValueError:
        return None
    if becomes * 100 % 1:
        # A row with more decimals would have no effect.
        return None
    was = answers_of(member.summary, province.framework).get(subject)
    before = next((item for item in member.summary.corrections if item.subject == subject), None)
    row = Correction(
        code=member.agency.code,
        subject=subject,
        # The row is held against the file, and not against an earlier correction of it.
        was=before.was if before else was,
        becomes=becomes,
        informant=request.text("informant"),
        decided=request.issued,
        reason=request.text("why"),
    )
    return Decisions(corrections=(row,))


def member_of(province: RoundState, code: str) -> AgencyReturn | None:
    """Return the agency with this code."""
    return next((item for item in province.members if item.agency.code == code), None)
