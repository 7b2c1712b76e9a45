"""Show pages to print: the tracking form of one form, or those of the agencies of a round.

Calls ``cycle`` as ``ita print`` does; the browser makes the paper.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

from ita_xlsx.cycle.check_links import load_link_results
from ita_xlsx.cycle.printing.paper_forms import PaperForm, paper_form_of, paper_forms, printable
from ita_xlsx.cycle.receive import find_returns, receive_all
from ita_xlsx.cycle.settings.load_context import load_context
from ita_xlsx.model.findings import Finding
from ita_xlsx.model.round_state import AgencyReturn
from ita_xlsx.page.findings_view import line_of
from ita_xlsx.page.in_place import report
from ita_xlsx.page.render import render
from ita_xlsx.page.request import Answer, Call, Request
from ita_xlsx.page.round_data import frame, open_round
from ita_xlsx.page.wording import word

# A box of the list is named so, with the code of its agency.
_PICK = "pick-"


def show_form(request: Request) -> Answer:
    """Return the pages of one dropped form."""
    sources, _ = find_returns([request.text("file")])
    returned = next(item for item in receive_all(sources, load_context()) if item.file == request.text("name"))
    form = paper_form_of(returned)
    forms = [form] if isinstance(form, PaperForm) else []
    findings = [form] if isinstance(form, Finding) else list(returned.findings) if form is None else []
    return _pages(request, forms, findings, file=request.text("file"), name=request.text("name"), folder="")


def show_list(request: Request) -> Answer:
    """Return the agencies of a round whose tracking form can be printed, all of them chosen."""
    opened = open_round(request)
    members = printable(opened.province)
    rows = [_row(item) for item in members]
    html = render("print_list.html", request.lang, **frame(opened, "print"), rows=rows, ready=opened.ready_to_print)
    return Answer(html, word(request.lang, "print_head", count=opened.ready_to_print))


def show_forms(request: Request) -> Answer:
    """Return the pages of the chosen agencies."""
    opened = open_round(request)
    codes = frozenset(key.removeprefix(_PICK) for key in request.values if key.startswith(_PICK))
    links, link_findings = load_link_results(opened.context)

    def progress(done: int, count: int) -> None:
        report("", done, count, word(request.lang, "print_progress", done=done, count=count))

    forms, findings = paper_forms(opened.loaded, opened.context, links, codes, progress)
    return _pages(request, forms, chain(link_findings, findings), file="", name="", folder=str(opened.folder))


def _pages(request: Request, forms: Sequence[PaperForm], findings: Iterable[Finding], **back: str) -> Answer:
    lines = [line_of(item, None, request.lang) for item in findings]
    html = render("print_forms.html", request.lang, forms=forms, lines=lines, issued=request.issued, **back)
    title = f"{forms[0].title} {forms[0].agency}" if len(forms) == 1 else word(request.lang, "print_title")
    return Answer(html, title)


def _row(member: AgencyReturn) -> Mapping[str, object]:
    steps = member.summary.steps if member.summary else ()
    return {
        "code": member.agency.code,
        "name": member.agency.name,
        "steps": len(steps),
        "reported": sum(step.is_reported for step in steps),
    }


CALLS: Mapping[str, Call] = {"agency_print": show_form, "round_print": show_list, "round_print_pages": show_forms}
