"""Show every file of the round with its verdict, those with faults first; write marked copies and covering texts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ita_xlsx.cycle.arrivals.round_paths import arrival_folders
from ita_xlsx.cycle.files import Target
from ita_xlsx.cycle.marked_copies import Feedback, FeedbackFolder
from ita_xlsx.cycle.receive import find_returns, receive_all
from ita_xlsx.model.edition import Edition
from ita_xlsx.model.findings import Finding, Severity, Status, sort_by_severity
from ita_xlsx.model.round_state import ReturnSummary, RoundState, bare_name
from ita_xlsx.page.findings_view import groups_of, line_of
from ita_xlsx.page.in_place import report
from ita_xlsx.page.render import render
from ita_xlsx.page.request import Answer, Call, Request
from ita_xlsx.page.round_data import OpenRound, frame, made_words, open_round, opened_files
from ita_xlsx.page.wording import word

FEEDBACK = "feedback"
_STYLES: Mapping[Status, str] = {Status.REJECTED: "bad", Status.ACCEPTED_WITH_WARNINGS: "warn", Status.ACCEPTED: "ok"}
_ORDER = tuple(_STYLES)


def show(request: Request) -> Answer:
    """Return every file with its verdict and its findings; those of the agency named by ``code`` are open."""
    return _answer(open_round(request), request, "", ())


def save_all(request: Request) -> Answer:
    """Write a marked copy and a covering text for each file that needs them."""
    return _save(request, None)


def save_one(request: Request) -> Answer:
    """Write the marked copy and the covering text of the file that the button names."""
    return _save(request, request.text("file"))


def _save(request: Request, file: str | None) -> Answer:
    """Write for one file, or for all, under the names that ``ita check --feedback`` gives them."""
    opened = open_round(request)
    sources, _ = find_returns(arrival_folders(opened.folder))
    target = Target(path=opened.folder / FEEDBACK, force=True)
    writer = FeedbackFolder(opened.context, target, Edition(issued=request.issued), sources)
    parts = _parts(opened.province)
    wanted = [source for source in sources if file in (None, source.name) and source.name not in parts]
    made: list[Feedback] = []
    findings: list[Finding] = []
    for number, returned in enumerate(receive_all(wanted, opened.context), 1):
        written, new_findings = writer.write(returned)
        made += [written] if written is not None else []
        findings += new_findings
        words = word(request.lang, "read_files", done=number, count=len(wanted))
        report("", number, len(wanted), words)
    copies = sum(item.copy is not None for item in made)
    saved = made_words(request, "saved_copies", copies=copies, texts=len(made), folder=FEEDBACK)
    return _answer(opened, request, saved, findings)


def _answer(opened: OpenRound, request: Request, saved: str, about_copies: Iterable[Finding]) -> Answer:
    province = opened.province
    files = sorted(opened_files(province), key=lambda item: (_ORDER.index(item.status), item.file))
    rows = [_row(item, opened, request) for item in files]
    counts = [(status, sum(item.status is status for item in files)) for status in _ORDER]
    needing = sum(bool(row["needs_copy"]) for row in rows)
    head = word(request.lang, "check_head", count=len(files), faulty=counts[0][1], warned=counts[1][1])
    found = [*about_copies, *(item for item in province.passed_over if item.severity is not Severity.INFO)]
    html = render(
        "check.html",
        request.lang,
        **frame(opened, "check"),
        head=head,
        rows=rows,
        needing=needing,
        saved=saved,
        lines=[line_of(item, None, request.lang) for item in sort_by_severity(found)],
    )
    return Answer(html, head)


def _row(summary: ReturnSummary, opened: OpenRound, request: Request) -> Mapping[str, object]:
    """Return one file: its verdict, what it holds, and its findings by sheet."""
    errors, warnings = (
        sum(item.severity is severity for item in summary.findings) for severity in (Severity.ERROR, Severity.WARNING)
    )
    code = request.text("code")
    mine = next((item for item in opened.province.members if item.agency.code == code), None)
    return {
        "file": summary.file,
        "name": bare_name(summary.file),
        "status": summary.status,
        "style": _STYLES[summary.status],
        "errors": errors,
        "warnings": warnings,
        "answered": summary.answered,
        "expected": summary.expected,
        "needs_copy": bool(errors or warnings) and summary.file not in _parts(opened.province),
        "open": mine is not None and summary in (mine.summary, *mine.others),
        "groups": groups_of(summary.findings, opened.context.find(str(summary.year)), request.lang),
    }


def _parts(province: RoundState) -> frozenset[str]:
    """Return the names of the files that are parts of one form; a copy of one would ask for the other part."""
    members = province.members
    proposed = {item.file for member in members for item in member.halves}
    return frozenset(proposed.union(*(member.summary.joined for member in members if member.summary)))


CALLS: Mapping[str, Call] = {"round_check": show, "save_feedback": save_all, "save_one_feedback": save_one}
