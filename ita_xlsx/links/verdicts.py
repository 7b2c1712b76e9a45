"""Give each web address of the agencies its verdict: by rules, and with the results of visits.

Takes the evidence of all agencies; returns verdicts by agency, results by address, and findings. Works on values
only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ita_xlsx.links.addresses import Address, read_address
from ita_xlsx.links.similar_addresses import find_cut_off_addresses, find_spelling_variants, most_used_variant
from ita_xlsx.links.sites import find_site, is_link_shortener, is_same_site, is_similar_site, is_storage_service
from ita_xlsx.links.wrapped_addresses import find_wrapped_address, is_behind_login
from ita_xlsx.model.findings import CATALOGUE, Code, Finding, make_finding
from ita_xlsx.model.layout.grid import spans
from ita_xlsx.model.links import (
    AgencyLinks,
    AgencyProofs,
    JudgedLink,
    LinkResult,
    Proof,
    Site,
    SiteOrigin,
    Verdict,
    link_result,
    same_address,
    worst_first,
)
from ita_xlsx.model.text.addresses import with_plain_colons

# One page may show the results of two or three steps.
_MANY_USES = 4
# Characters of the words after an address that a message shows.
_LONGEST_DETAIL = 80
# Marks that people type into a cell that they leave empty.
_EMPTY_MARKS = " -–—._/"
_RULES_ABOUT_HOSTS = frozenset({Code.SITE_NOT_AGENCYS, Code.STORED_ELSEWHERE, Code.NOT_ENCRYPTED})
# A successful visit proves that an address is complete and spelled correctly.
_DISPROVED_BY_VISIT = frozenset({Code.ADDRESS_CUT_OFF, Code.ADDRESS_MISTYPED})


@dataclass(frozen=True)
class _AddressComparison:
    """The results of comparing all addresses with each other.

    ``continued_by`` maps an address that is cut off to one that goes on from there. ``other_spelling`` maps an address
    to the most used other spelling of it.
    """

    continued_by: Mapping[str, str]
    other_spelling: Mapping[str, str]


def judge_links(agencies: Sequence[AgencyProofs]) -> tuple[AgencyLinks, ...]:
    """Return the verdicts on each agency's evidence by rules alone; nothing is contacted."""
    uses = Counter(url for item in agencies for proof in item.proofs for url in proof.addresses)
    other_spelling = {
        url: most_used_variant(group, uses, url) for group in find_spelling_variants(uses) for url in group
    }
    comparison = _AddressComparison(find_cut_off_addresses(uses), other_spelling)
    return tuple(_judge_agency(item, comparison) for item in agencies)


def _judge_agency(item: AgencyProofs, comparison: _AddressComparison) -> AgencyLinks:
    parts = {url: read_address(url) for proof in item.proofs for url in proof.addresses}
    all_addresses = [parts[url][0] for proof in item.proofs for url in proof.addresses]
    site = find_site(item.website, item.agency.website, filter(None, all_addresses))
    uses = Counter((_sheet_of(proof), url) for proof in item.proofs for url in proof.addresses)
    links: list[JudgedLink] = []
    for proof in item.proofs:
        if not proof.addresses:
            links.append(_judge_reason(proof))
        for url in proof.addresses:
            address, fault = parts[url]
            wrapped = find_wrapped_address(address) if address else ""
            if wrapped:
                address, fault = read_address(wrapped)
            results = [
                *_judge_wrapped(url, wrapped),
                *_judge_address(url, address, fault, site),
                *_compare_with_others(url, comparison),
                *_judge_cell_text(proof, url),
            ]
            if uses[_sheet_of(proof), url] >= _MANY_USES:
                results.append(link_result(url, Code.ONE_ADDRESS_FOR_MANY, str(uses[_sheet_of(proof), url])))
            # An incomplete address opens another page than the intended one.
            target = (
                address.sent
                if address and fault != Code.INTERNAL_ADDRESS and url not in proof.words_after_addresses
                else ""
            )
            links.append(JudgedLink(proof, url, target, tuple(sorted(results, key=worst_first))))
    return AgencyLinks(item.agency, item.file, site, tuple(links))


def _judge_wrapped(url: str, wrapped: str) -> Iterator[LinkResult]:
    """Yield L436 if an address of another service leads on to the one that is meant."""
    if wrapped:
        yield link_result(url, Code.ADDRESS_WRAPPED, wrapped)


def _judge_reason(proof: Proof) -> JudgedLink:
    text = proof.text.strip(_EMPTY_MARKS)
    return JudgedLink(proof, results=(link_result(proof.text, Code.REASON_NOT_ADDRESS),) if text else ())


def _judge_address(url: str, address: Address | None, fault: str, site: Site) -> Iterator[LinkResult]:
    """Yield the results that follow from an address itself and from the site it is on."""
    if fault:
        yield link_result(url, fault)
    if address is None or fault == Code.INTERNAL_ADDRESS:
        return
    if is_behind_login(address):
        yield link_result(url, Code.PAGE_BEHIND_LOGIN)
    if is_link_shortener(address.host):
        yield link_result(url, Code.SHORT_LINK)
    elif is_storage_service(address.host):
        yield link_result(url, Code.STORED_ELSEWHERE, address.host)
    elif site.host and not is_same_site(address.host, site.host):
        yield link_result(
            url,
            Code.SITE_ALMOST_AGENCYS if is_similar_site(address.host, site.host) else Code.SITE_NOT_AGENCYS,
            site.host,
        )
    if address.scheme == "http" and not fault:
        yield link_result(url, Code.NOT_ENCRYPTED)
    # On many sites the part after # names a page.
    if address.is_home and not url.partition("#")[2]:
        yield link_result(url, Code.HOME_PAGE_ONLY)


def _compare_with_others(url: str, comparison: _AddressComparison) -> Iterator[LinkResult]:
    if url in comparison.continued_by:
        yield link_result(url, Code.ADDRESS_CUT_OFF, comparison.continued_by[url])
    if url in comparison.other_spelling:
        yield link_result(url, Code.ADDRESS_MISTYPED, comparison.other_spelling[url])


def _judge_cell_text(proof: Proof, url: str) -> Iterator[LinkResult]:
    """Yield L416 if words follow the address after a blank, and L409 if the cell shows another address."""
    if url in proof.words_after_addresses:
        yield link_result(url, Code.TEXT_AFTER_ADDRESS, proof.words_after_addresses[url][:_LONGEST_DETAIL])
    if url not in proof.text and url in with_plain_colons(proof.text):
        yield link_result(url, Code.COLON_REPAIRED)
    visible_urls = replace(proof, text=proof.display_text).addresses
    if visible_urls and not any(
        same_address(_without_scheme(visible_url), _without_scheme(url)) for visible_url in visible_urls
    ):
        yield link_result(url, Code.LINK_SHOWS_OTHER_ADDRESS, visible_urls[0])


def _without_scheme(url: str) -> str:
    """Return an address without its scheme, which programs add to what people type."""
    return url.partition("://")[2] or url


def _sheet_of(proof: Proof) -> str:
    return proof.place.sheet if proof.place else ""


def with_visits(agencies: Iterable[AgencyLinks], visits: Mapping[str, LinkResult]) -> tuple[AgencyLinks, ...]:
    """Return the same agencies with the results of visits added; ``visits`` is by address."""
    return tuple(
        replace(item, links=tuple(_with_visit(link, visits.get(link.url)) for link in item.links)) for item in agencies
    )


def _with_visit(link: JudgedLink, visit: LinkResult | None) -> JudgedLink:
    if visit is None or not link.url:
        return link
    if visit.verdict is Verdict.FINE:
        return replace(
            link, results=tuple(item for item in link.results if item.rule not in _DISPROVED_BY_VISIT), visit=visit
        )
    return replace(link, results=tuple(sorted((*link.results, visit), key=worst_first)), visit=visit)


def stored_results(agencies: Iterable[AgencyLinks]) -> dict[str, LinkResult]:
    """Return the gravest result of each address, over all agencies; a reason is no address.

    If a visit failed without learning anything, the results of the rules stay.
    """
    gravest: dict[str, LinkResult] = {}
    for item in agencies:
        for link in item.links:
            if link.url and (result := _without_failed_visit(link).result):
                gravest[link.url] = min(gravest.get(link.url, result), result, key=worst_first)
    return gravest


def _without_failed_visit(link: JudgedLink) -> JudgedLink:
    if link.visit is None or not link.visit.is_inconclusive:
        return link
    return replace(link, results=tuple(item for item in link.results if not item.is_inconclusive), visit=None)


def check_link_results(item: AgencyLinks) -> tuple[Finding, ...]:
    """Return the findings of one agency: one for each result, with all cells that it concerns.

    A result that concerns every address of a host gives one finding for the host.
    """
    proofs_by_result: dict[tuple[str, LinkResult], list[Proof]] = {}
    for link in item.links:
        for result in link.results:
            merged = replace(result, url=_url_of_host(link)) if result.rule in _RULES_ABOUT_HOSTS else result
            proofs_by_result.setdefault((_sheet_of(link.proof), merged), []).append(link.proof)
    findings = (
        []
        if item.site.origin is not SiteOrigin.GUESSED
        else [make_finding(Code.SITE_ASSUMED, file=item.file, detail=item.site.host)]
    )
    for (sheet, result), proofs in proofs_by_result.items():
        cells = spans(proof.place for proof in proofs if proof.place)
        message = CATALOGUE[result.rule]
        texts = {"value": result.url, "detail": result.detail, "reached": result.reached}
        params = {name: text for name, text in texts.items() if name in message.params}
        findings.append(make_finding(message.code, file=item.file, sheet=sheet or None, cell=cells or None, **params))
    return tuple(findings)


def _url_of_host(link: JudgedLink) -> str:
    """Return the host of a link with a mark for the rest, such as ``https://docs.google.com/…``."""
    scheme, mark, rest = link.url.partition("://")
    host, slash, path = (rest if mark else scheme).partition("/")
    return f"{scheme if mark else ''}{mark}{host}{slash}{'…' if path else ''}"
