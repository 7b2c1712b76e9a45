"""Show an agency whether its form is ready to send: the verdict, every finding by cell, and the results so far.

Calls ``cycle`` as ``ita check`` and ``ita analyze`` do; writes a marked copy or an analysis into the page's files.
A clerk waits for the verdict: the results come after it, and what only a button needs is loaded when it is pressed.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path

from ita_xlsx.cycle.files import NamesTaken, Target
from ita_xlsx.cycle.letters import sending_text_of
from ita_xlsx.cycle.receive import Returned, find_returns, receive_all
from ita_xlsx.cycle.settings.load_context import load_context
from ita_xlsx.model.edition import Edition
from ita_xlsx.model.findings import Finding, Severity
from ita_xlsx.model.framework import OVERALL
from ita_xlsx.model.layout.cell_ranges import count_cells
from ita_xlsx.model.oit.oit_items import FULL_MARKS
from ita_xlsx.page.findings_view import groups_of, line_of
from ita_xlsx.page.render import render
from ita_xlsx.page.request import Answer, Call, Request
from ita_xlsx.page.wording import word

_MADE = Path("made")


def check(request: Request) -> Answer:
    """Return the verdict on each chosen form, and its findings by sheet and cell; the screen asks for its results."""
    context = load_context()
    sources, passed_over = find_returns(map(str, request.paths))
    forms = [_form_view(item, request) for item in receive_all(sources, context)]
    lines = [line_of(finding, None, request.lang) for finding in passed_over]
    title = forms[0]["verdict"] if forms else word(request.lang, "fault_head")
    paths = "\n".join(map(str, request.paths))
    html = render("agency.html", request.lang, forms=forms, passed_over=lines, paths=paths)
    return Answer(html, str(title))


def show_results(request: Request) -> Answer:
    """Return the results so far of one form, as the first sheet of its analysis has them."""
    from ita_xlsx.page.results.summary_view import summary_view

    view = summary_view(_one(request), request.lang, request.issued)
    return Answer(render("results.html", request.lang, view=view, number=request.text("number")) if view else "")


def save_copy(request: Request) -> Answer:
    """Make the marked copy of one form, with its covering text, and hand it over."""
    from ita_xlsx.cycle.marked_copies import feedback_name, write_feedback

    returned = _one(request)
    name = feedback_name(returned, NamesTaken())
    target, edition = Target(path=_MADE, force=True), Edition(issued=request.issued)
    made = write_feedback(returned, load_context(), target, name, edition)
    return Answer(save=made.copy or made.text)


def save_analysis(request: Request) -> Answer:
    """Make the analysis workbook of one form, and hand it over."""
    from ita_xlsx.cycle.runs.analyze_file import analyze_file, write_analysis_file

    returned = _one(request)
    target = Target(path=_MADE / f"{Path(returned.file).stem} - วิเคราะห์.xlsx", force=True)
    write_analysis_file(analyze_file(returned, load_context()), target, Edition(issued=request.issued))
    return Answer(save=target.path)


def save_report(request: Request) -> Answer:
    """Make the report of one form as a Word document, and hand it over."""
    from ita_xlsx.cycle.documents.document_parts import report_parts
    from ita_xlsx.cycle.documents.round_report import ReportRequest, write_agency_report

    returned, context = _one(request), load_context()
    target = Target(path=_MADE / f"{Path(returned.file).stem} - รายงาน.docx", force=True)
    edition = Edition(issued=request.issued, digits="thai")
    asked = ReportRequest(context=context, parts=report_parts(context), edition=edition)
    run = write_agency_report(returned, asked, target)
    return Answer(save=target.path if run.document else None)


def _one(request: Request) -> Returned:
    """Return the form whose file the button names, read again."""
    sources, _ = find_returns([request.text("file")])
    return next(item for item in receive_all(sources, load_context()) if item.file == request.text("name"))


def _form_view(returned: Returned, request: Request) -> Mapping[str, object]:
    """Return what the screen of one form shows."""
    lang, framework, results = request.lang, returned.framework, returned.results
    errors = [item for item in returned.findings if item.severity is Severity.ERROR]
    warnings = [item for item in returned.findings if item.severity is Severity.WARNING]
    if not returned.usable:
        verdict, style = word(lang, "not_ready_file"), "bad"
    elif results is not None and not results.answered:
        verdict, style = word(lang, "not_filled"), "bad"
    elif errors:
        verdict, style = word(lang, "not_ready", count=sum(map(_cells_in, errors))), "bad"
    elif warnings:
        verdict, style = word(lang, "ready_to_check", count=len(warnings)), "good"
    else:
        verdict, style = word(lang, "ready"), "good"
    items = _scores_of_items(returned)
    return {
        "verdict": verdict,
        "style": style,
        "returned": returned,
        "file": str(returned.source.path) if returned.source else returned.file,
        "complete": results is not None and results.answered == len(results.answers),
        "groups": groups_of(returned.findings, framework, lang),
        "needs_copy": bool(errors) and returned.usable,
        "may_copy": bool(warnings) and returned.usable,
        "text": sending_text_of(returned, load_context(), Edition(issued=request.issued)),
        "overall": results.by_subject[OVERALL].rounded if results is not None else None,
        "has_items": bool(items) or _gives_links(returned),
        "below": sum(score < FULL_MARKS for score in items),
        "has_results": results is not None and framework is not None and returned.submission is not None,
    }


def _scores_of_items(returned: Returned) -> list[Fraction]:
    """Return the scores of the items that are proved by a URL."""
    submission, framework = returned.submission, returned.framework
    if submission is None or framework is None or submission.declares_nothing:
        return []
    return [score for subject, score in submission.scores.items() if framework.has_evidence(subject)]


def _gives_links(returned: Returned) -> bool:
    """Return True if the form of an agency with something to report has a URL or a note beside an item."""
    submission = returned.submission
    return submission is not None and not submission.declares_nothing and bool(submission.evidence)


def _cells_in(finding: Finding) -> int:
    """Return the number of cells a finding names; one that names none counts once."""
    return max(1, count_cells(part.strip() for part in (finding.cell or "").split(",")))


CALLS: Mapping[str, Call] = {
    "agency_check": check, "agency_results": show_results, "agency_copy": save_copy, "agency_analysis": save_analysis,
    "agency_report": save_report,
}  # fmt: skip
