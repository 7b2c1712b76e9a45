"""Show which items of the open-data check are below 100; write the kits to clarify them, and the pages of evidence.

Calls ``cycle`` as ``ita clarify`` and ``ita evidence`` do, for a round, and for the form of one agency.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from ita_xlsx.cycle.files import NamesTaken, Target
from ita_xlsx.cycle.giving_back.clarify import check_items, needs_kit, window_in, write_kits
from ita_xlsx.cycle.giving_back.collect_items import CollectedItems, items_of_form, items_of_round
from ita_xlsx.cycle.giving_back.publish_evidence import MadePage, PublishOptions, make_page, write_pages
from ita_xlsx.cycle.receive import Returned, find_returns, receive_all
from ita_xlsx.cycle.settings.load_context import load_context
from ita_xlsx.model.edition import Edition
from ita_xlsx.model.findings import Finding, sort_by_severity
from ita_xlsx.model.oit.oit_items import AgencyItems
from ita_xlsx.page.findings_view import line_of
from ita_xlsx.page.render import render
from ita_xlsx.page.request import Answer, Call, Request
from ita_xlsx.page.round_data import OpenRound, frame, made_words, open_round
from ita_xlsx.page.wording import word

KITS, PAGES = "clarify", "evidence"
_MADE = Path("made")


def show(request: Request) -> Answer:
    """Return the agencies with items below 100, and what can be made."""
    opened = open_round(request)
    _, about_window = window_in(opened.context)
    collected = _collected(opened)
    findings = [*about_window, *(item for agency in collected.agencies for item in check_items(agency))]
    return _answer(opened, request, collected, "", findings)


def save_kits(request: Request) -> Answer:
    """Write the kits into the folder of the round."""
    opened = open_round(request)
    collected = _collected(opened)
    made = write_kits(collected, opened.context, _folder(opened, KITS), Edition(issued=request.issued))
    saved = made_words(request, "kits_saved", count=sum(kit.is_new for kit in made.kits), folder=KITS)
    return _answer(opened, request, collected, saved, made.findings)


def save_pages(request: Request) -> Answer:
    """Write the pages of evidence into the folder of the round."""
    opened = open_round(request)
    collected = _collected(opened)
    made = write_pages(collected, _folder(opened, PAGES), Edition(issued=request.issued), _options(request))
    saved = made_words(request, "pages_saved", count=len(made), folder=PAGES)
    return _answer(opened, request, collected, saved, [item for page in made for item in page.made.findings])


def save_agency_kit(request: Request) -> Answer:
    """Make the kit of one form, and hand it over."""
    context = load_context()
    agencies, _ = items_of_form(_one(request), context)
    made = write_kits(
        CollectedItems(agencies=agencies), context, Target(path=_MADE, force=True), Edition(issued=request.issued)
    )
    return Answer(save=made.kits[0].path if made.kits else None)


def save_agency_page(request: Request) -> Answer:
    """Make the page of evidence of one form, and hand it over."""
    made = _page_of_form(request)
    target = Target(path=_MADE / made.name, force=True)
    target.put(made.page)
    return Answer(save=target.path)


def save_agency_part(request: Request) -> Answer:
    """Make the table of one form that is pasted into a page of a web site, and hand it over."""
    made = _page_of_form(request)
    target = Target(path=_MADE / made.part_name, force=True)
    target.put(made.part)
    return Answer(save=target.path)


def _page_of_form(request: Request) -> MadePage:
    (agency, *_), _ = items_of_form(_one(request), load_context())
    return make_page(agency, Edition(issued=request.issued), PublishOptions(), NamesTaken())


def _one(request: Request) -> Returned:
    """Return the form whose file the button names, read again."""
    sources, _ = find_returns([request.text("file")])
    return next(item for item in receive_all(sources, load_context()) if item.file == request.text("name"))


def _collected(opened: OpenRound) -> CollectedItems:
    agencies, findings = items_of_round(opened.province)
    return CollectedItems(
        agencies=agencies, findings=findings, inputs=opened.loaded.inputs, usable=opened.loaded.usable
    )


def _folder(opened: OpenRound, name: str) -> Target:
    return Target(path=opened.folder / name, force=True, inputs=opened.loaded.inputs)


def _options(request: Request) -> PublishOptions:
    return PublishOptions(with_contacts=bool(request.text("contacts")), with_steps=bool(request.text("steps")))


def _answer(
    opened: OpenRound, request: Request, collected: CollectedItems, saved: str, findings: Sequence[Finding]
) -> Answer:
    lang = request.lang
    needing = [agency for agency in collected.agencies if needs_kit(agency)]
    head = word(lang, "oit_head", count=len(needing), items=sum(len(agency.below) for agency in needing))
    html = render(
        "oit.html",
        lang,
        **{**frame(opened, "print"), "screen": "round_oit"},
        head=head,
        saved=saved,
        agencies=[_row(agency) for agency in collected.agencies],
        kits=len(needing),
        pages=len(collected.agencies),
        contacts=bool(request.text("contacts")),
        with_steps=bool(request.text("steps")),
        lines=[line_of(item, None, lang) for item in sort_by_severity(dict.fromkeys((*findings, *collected.findings)))],
    )
    return Answer(html, head)


def _row(agency: AgencyItems) -> Mapping[str, object]:
    return {
        "code": agency.agency.code,
        "name": agency.agency.name,
        "below": ", ".join(item.code for item in agency.below),
        "scored": agency.has_scores,
        "links": sum(bool(item.url.strip()) for item in agency.items),
        "count": len(agency.items),
    }


CALLS: Mapping[str, Call] = {
    "round_oit": show,
    "save_oit_kits": save_kits,
    "save_oit_pages": save_pages,
    "agency_oit_kit": save_agency_kit,
    "agency_oit_page": save_agency_page,
    "agency_oit_part": save_agency_part,
}
