"""Show the report and the letters of a round, and write them as Word documents into its folder.

Calls ``cycle`` as ``ita report`` and ``ita letters`` do.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from ita_xlsx.cycle.arrivals.round_paths import arrival_folders
from ita_xlsx.cycle.documents.document_parts import letter_parts, report_parts
from ita_xlsx.cycle.documents.round_letters import TITLES, WITHOUT_RETURNS, LetterKind, has_plan, write_letters
from ita_xlsx.cycle.documents.round_report import ReportRequest, write_agency_report, write_round_report
from ita_xlsx.cycle.documents.written import WrittenDocument, blanks_by_name
from ita_xlsx.cycle.files import NamesTaken, Target
from ita_xlsx.cycle.receive import find_returns, receive_all
from ita_xlsx.model.edition import Edition
from ita_xlsx.model.findings import CATALOGUE, Finding, Severity, Topic, sort_by_severity
from ita_xlsx.model.round_state import State, bare_name
from ita_xlsx.page.findings_view import line_of
from ita_xlsx.page.giving_back.tables import earlier_paths
from ita_xlsx.page.in_place import report
from ita_xlsx.page.render import render
from ita_xlsx.page.request import Answer, Call, Request
from ita_xlsx.page.round_data import OpenRound, frame, made_words, open_round
from ita_xlsx.page.wording import word

REPORT, REPORTS, LETTERS = "report.docx", "reports", "letters"
# Earlier years lie here, beside the folder of the round, and are never written.
EARLIER = Path("earlier")


def show(request: Request) -> Answer:
    """Return the documents that can be made."""
    return _answer(open_round(request), request, "", (), ())


def save_report(request: Request) -> Answer:
    """Write the report of the province into the folder of the round."""
    opened = open_round(request)
    target = Target(path=opened.folder / REPORT, force=True)
    run = write_round_report(opened.loaded, opened.framework, _request(opened, request), target)
    saved = made_words(request, "saved_file", name=REPORT) if run.document else ""
    return _answer(opened, request, saved, (run.document,) if run.document else (), run.findings)


def save_reports(request: Request) -> Answer:
    """Write the report of the agency that was chosen, or of all agencies."""
    opened, code = open_round(request), request.text("agency")
    members = [item for item in opened.province.members if item.summary and item.state is not State.UNDECIDED]
    names = {item.summary.file for item in members if item.summary and code in ("", item.agency.code)}
    sources, _ = find_returns(arrival_folders(opened.folder))
    wanted = [source for source in sources if source.name in names]
    folder = Target(path=opened.folder / REPORTS, force=True, inputs=tuple(opened.loaded.inputs))
    made: list[WrittenDocument] = []
    findings: list[Finding] = []
    taken, asked = NamesTaken(), _request(opened, request)
    for number, returned in enumerate(receive_all(wanted, opened.context), 1):
        name = taken.free(f"{Path(bare_name(returned.file)).stem} - รายงาน.docx")
        run = write_agency_report(returned, asked, folder.file(name))
        made += [run.document] if run.document else []
        findings += run.findings[len(returned.findings) :]
        report("", number, len(wanted), word(request.lang, "read_files", done=number, count=len(wanted)))
    saved = made_words(request, "saved_files", count=len(made), folder=REPORTS)
    return _answer(opened, request, saved, made, findings)


def save_letters(request: Request) -> Answer:
    """Write the letters of the kind that was chosen, in one file if that was chosen too."""
    opened, kind = open_round(request), LetterKind(request.text("kind") or LetterKind.SEND)
    run = write_letters(
        kind,
        opened.context,
        None if kind in WITHOUT_RETURNS else opened.loaded,
        letter_parts(opened.context),
        Target(path=opened.folder / LETTERS, force=True),
        _edition(request),
        as_of=request.issued,
        number=request.text("number"),
        merged=bool(request.text("merged")),
    )
    saved = made_words(request, "saved_letters", count=run.count, title=TITLES[kind], folder=LETTERS)
    if not run.documents:
        saved = word(request.lang, "no_letters", title=TITLES[kind])
    return _answer(opened, request, saved, run.documents, run.findings)


def _edition(request: Request) -> Edition:
    return Edition(issued=request.issued, digits="thai")


def _request(opened: OpenRound, request: Request) -> ReportRequest:
    earlier = earlier_paths(opened.folder, EARLIER)
    return ReportRequest(
        context=opened.context, parts=report_parts(opened.context), edition=_edition(request), previous=earlier
    )


def _answer(
    opened: OpenRound,
    request: Request,
    saved: str,
    documents: Sequence[WrittenDocument],
    findings: Sequence[Finding],
) -> Answer:
    lang = request.lang
    blanks = blanks_by_name(documents)
    of_round = frozenset(opened.loaded.findings)
    # Reports of several agencies have findings on the same files; what has no letter is told though it is no fault.
    new = [item for item in dict.fromkeys(findings) if item not in of_round and _is_shown(item)]
    head = word(lang, "documents_head")
    html = render(
        "documents.html",
        lang,
        **frame(opened, "print"),
        head=head,
        saved=saved,
        blanks=blanks,
        blank_names=", ".join(f"{name} {count}" for name, count in blanks),
        blank_count=sum(count for _, count in blanks),
        written=len(documents),
        agencies=[
            item.agency for item in opened.province.members if item.summary and item.state is not State.UNDECIDED
        ],
        kinds=_kinds(opened),
        chosen_kind=request.text("kind"),
        number=request.text("number"),
        usable=opened.loaded.usable,
        lines=[line_of(item, None, lang) for item in sort_by_severity(new)],
    )
    return Answer(html, head)


def _is_shown(finding: Finding) -> bool:
    return finding.severity is not Severity.INFO or CATALOGUE[finding.code].topic is Topic.DOCUMENTS


def _kinds(opened: OpenRound) -> list[tuple[str, str]]:
    """Return the kinds of letters that can be written now, with their titles."""
    planned = has_plan(opened.context)
    kinds = [kind for kind in LetterKind if planned or kind is not LetterKind.MEASURES]
    return [(kind.value, TITLES[kind]) for kind in kinds if opened.context.roster or kind not in WITHOUT_RETURNS]


CALLS: Mapping[str, Call] = {
    "round_documents": show,
    "save_report": save_report,
    "save_reports": save_reports,
    "save_letters": save_letters,
}
