"""Make every output of the round again and say what changed, and close the round.

Calls ``cycle`` as ``ita refresh`` and ``ita close`` do. Data of persons are not taken out here: a browser cannot delete
files in a folder of the computer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ita_xlsx.cycle.again.close_round import CloseRun, close_round, reopen_round
from ita_xlsx.cycle.again.refresh_round import refresh_round
from ita_xlsx.cycle.again.request import OUTPUTS, RefreshRequest
from ita_xlsx.model.again.run_record import Outcome, RefreshReport
from ita_xlsx.model.again.snapshot import AgencyChange, AgencyFigures, FigureChange, RoundChanges
from ita_xlsx.model.edition import Edition
from ita_xlsx.model.findings import Finding, sort_by_severity
from ita_xlsx.model.framework import OVERALL
from ita_xlsx.model.labels import LABELS_OF_SOURCES, label_of, word_of
from ita_xlsx.model.layout.subjects import subject_label
from ita_xlsx.model.round_state import State
from ita_xlsx.page.findings_view import line_of
from ita_xlsx.page.giving_back.tables import earlier_paths
from ita_xlsx.page.in_place import report as tell
from ita_xlsx.page.render import render
from ita_xlsx.page.request import Answer, Call, Request
from ita_xlsx.page.round_data import OpenRound, frame, made_words, open_round
from ita_xlsx.page.round_results import EARLIER
from ita_xlsx.page.wording import word

_MOST = 30


def show(request: Request) -> Answer:
    """Return the two things that can be done."""
    opened = open_round(request)
    return _answer(opened, request, opened.loaded.of_closing)


def refresh(request: Request) -> Answer:
    """Make every output again in the folder of the round."""
    opened = open_round(request)
    run = refresh_round(
        RefreshRequest(
            loaded=opened.loaded,
            context=opened.context,
            framework=opened.framework,
            folder=opened.folder,
            edition=Edition(issued=request.issued),
            as_of=request.issued,
            letters=bool(request.text("letters")),
            replace_edited=bool(request.text("replace_edited")),
            previous=earlier_paths(opened.folder, EARLIER),
            progress=lambda done, count: tell(
                "", done, count, word(request.lang, "again_files", done=done, count=count)
            ),
        )
    )
    count = len(run.report.names(Outcome.MADE, Outcome.REPLACED))
    saved = made_words(request, "saved_files", count=count, folder=OUTPUTS)
    return _answer(opened, request, (*opened.loaded.of_closing, *run.findings), report=run.report, saved=saved)


def close(request: Request) -> Answer:
    """Close the round, also with something open if that was chosen."""
    opened = open_round(request)
    anyway = bool(request.text("anyway"))
    run = close_round(opened.loaded, opened.context, opened.folder, request.issued, anyway=anyway)
    return _after_closing(request, run)


def reopen(request: Request) -> Answer:
    """Take the closing of the round out of force."""
    return _after_closing(request, reopen_round(open_round(request).folder))


def _after_closing(request: Request, run: CloseRun) -> Answer:
    """Return the screen of the round as it is now; an opened round remembers its closing."""
    opened = open_round(request)
    saved = made_words(request, "closed_saved", count=len(run.closing.snapshot.agencies)) if run.closing else ""
    return _answer(opened, request, run.findings, saved=saved)


def _answer(
    opened: OpenRound,
    request: Request,
    findings: Sequence[Finding],
    *,
    report: RefreshReport | None = None,
    saved: str = "",
) -> Answer:
    lang = request.lang
    head = word(lang, "again_head")
    html = render(
        "again.html",
        lang,
        **frame(opened, "print"),
        head=head,
        saved=saved,
        changes=_lines_of(report.changes, opened, lang) if report and report.changes else (),
        counts=_counts(report, lang) if report else (),
        first=report is not None and report.changes is None,
        asked=report is not None,
        closed=opened.province.closed,
        outputs=OUTPUTS,
        lines=[line_of(item, None, lang) for item in sort_by_severity(findings)],
    )
    return Answer(html, head)


def _counts(report: RefreshReport, lang: str) -> list[tuple[str, int]]:
    counts = ((label_of(outcome, lang), len(report.names(outcome))) for outcome in Outcome)
    return [(label, count) for label, count in counts if count]


def _lines_of(changes: RoundChanges, opened: OpenRound, lang: str) -> list[str]:
    """Return a line for each change: who arrived, then averages, then figures of agencies."""
    lines = [word(lang, "source_other", source=word_of(LABELS_OF_SOURCES[item], lang)) for item in changes.sources]
    lines += [_arrival(item, lang) for item in changes.arrived]
    answers = {node.subject for node in opened.framework.answers}
    averages = [item for item in changes.averages if item.subject not in answers]
    new = {item.agency.code for item in changes.arrived if not (item.was and item.now and item.was.figures)}
    figures = [item for item in changes.figures if item.code not in new or item.subject == OVERALL]
    lines += [_figure(item, opened) for item in (*averages, *figures)]
    rest = len(lines) - _MOST
    return [*lines[:_MOST], *([word(lang, "more_changes", count=rest)] if rest > 0 else [])]


def _arrival(change: AgencyChange, lang: str) -> str:
    was, now = _state(change.was, lang), _state(change.now, lang)
    middle = word(lang, "other_form") if was == now else f"{was} → {now}"
    return f"{change.agency.code} {change.agency.name}: {middle}"


def _figure(change: FigureChange, opened: OpenRound) -> str:
    node = opened.framework.nodes.get(change.subject)
    label = subject_label(opened.framework, node) if node else change.subject
    whose = f"{change.code} {change.name}" if change.code else word(opened.request.lang, "average_of_province")
    return f"{whose}: {label} {change.was} → {change.now}"


def _state(agency: AgencyFigures | None, lang: str) -> str:
    return "–" if agency is None else label_of(State(agency.state), lang)


CALLS: Mapping[str, Call] = {
    "round_again": show,
    "refresh_outputs": refresh,
    "close_round": close,
    "reopen_round": reopen,
}
