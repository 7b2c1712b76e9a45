"""Show the web addresses that agencies give as evidence, judged by rules; nothing is opened. Write the workbook."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from ita_xlsx.cycle.check_links import (
    RoundLinks,
    VisitOptions,
    check_evidence_links,
    load_link_results,
    store_link_results,
    write_links_workbook,
)
from ita_xlsx.cycle.files import Target
from ita_xlsx.model.edition import Edition
from ita_xlsx.model.findings import Finding
from ita_xlsx.model.labels import label_of, verdict_label
from ita_xlsx.model.links import AgencyLinks, JudgedLink, Verdict
from ita_xlsx.page.findings_view import line_of
from ita_xlsx.page.render import render
from ita_xlsx.page.request import Answer, Call, Request
from ita_xlsx.page.round_data import OpenRound, frame, made_words, open_round
from ita_xlsx.page.wording import word

WORKBOOK = "links.xlsx"
_STYLES: Mapping[Verdict, str] = {
    Verdict.BROKEN: "bad", Verdict.UNKNOWN: "warn", Verdict.WARNING: "warn", Verdict.REASON: "", Verdict.FINE: "ok",
}  # fmt: skip
_FAULTY = (Verdict.BROKEN, Verdict.UNKNOWN, Verdict.WARNING)


def show(request: Request) -> Answer:
    """Return the addresses of each agency that need a look, and the number of the others."""
    opened = open_round(request)
    return _answer(opened, request, *_links(opened, request), "")


def save(request: Request) -> Answer:
    """Write the workbook of all addresses, and keep their results beside the round."""
    opened = open_round(request)
    links, unread = _links(opened, request)
    if not opened.loaded.usable:
        return _answer(opened, request, links, unread, "")
    target = Target(path=opened.folder / WORKBOOK, force=True, inputs=(*opened.context.inputs, *opened.loaded.inputs))
    write_links_workbook(links, opened.province, target, Edition(issued=request.issued))
    if links.results and not unread:
        store_link_results(opened.context, links.results)
    return _answer(opened, request, links, unread, made_words(request, "saved_file", name=WORKBOOK))


def _links(opened: OpenRound, request: Request) -> tuple[RoundLinks, tuple[Finding, ...]]:
    """Return the addresses judged by the rules and by stored results, without opening any."""
    stored, unread = load_link_results(opened.context)
    return check_evidence_links(opened.province, stored, VisitOptions(request.issued)), unread


def _answer(opened: OpenRound, request: Request, links: RoundLinks, unread: tuple[Finding, ...], saved: str) -> Answer:
    lang = request.lang
    everything = [one for item in links.agencies for one in item.links]
    agencies = [_agency(item, lang) for item in links.agencies]
    faulty = [item for item in agencies if item["rows"]]
    count = len({one.url for one in everything if one.url})
    head = word(lang, "links_head", count=f"{count:,}", faulty=len({one.url for one in everything if _is_faulty(one)}))
    html = render(
        "links.html",
        lang,
        **{**frame(opened, "measures"), "screen": "round_links"},
        head=head,
        agencies=faulty,
        fine=len(agencies) - len(faulty),
        opened_count=links.opened,
        counts=_counts(everything, lang),
        saved=saved,
        usable=opened.loaded.usable,
        lines=[line_of(item, None, lang) for item in unread],
    )
    return Answer(html, head)


def _counts(links: list[JudgedLink], lang: str) -> list[tuple[str, int]]:
    """Return the number of cells with each verdict, the worst first; empty cells last."""
    counts = Counter(verdict_label(one.result, lang) if one.result else word(lang, "links_empty") for one in links)
    order = [label_of(verdict, lang) for verdict in _STYLES]
    return sorted(counts.items(), key=lambda pair: order.index(pair[0]) if pair[0] in order else len(order))


def _is_faulty(one: JudgedLink) -> bool:
    return one.result is not None and one.result.verdict in _FAULTY


def _agency(item: AgencyLinks, lang: str) -> Mapping[str, object]:
    return {
        "code": item.agency.code,
        "name": item.agency.name,
        "site": item.site.host,
        "origin": label_of(item.site.origin, lang),
        "rows": [_row(one, lang) for one in item.links if _is_faulty(one)],
    }


def _row(one: JudgedLink, lang: str) -> Mapping[str, str]:
    result = one.result
    assert result is not None
    place = one.proof.place
    return {
        "place": f"{place.sheet}!{place.a1}" if place else "",
        "step": f"{one.proof.number} {one.proof.step}".strip(),
        "url": one.url or one.proof.text,
        "verdict": verdict_label(result, lang),
        "style": _STYLES[result.verdict],
        "why": result.explanation(lang),
    }


CALLS: Mapping[str, Call] = {"round_links": show, "save_links": save}
