"""What the addresses of all agencies are worth, by rule alone; and with what a visit found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ita_xlsx.links.addresses import Address, read_address
from ita_xlsx.links.sites import find_site, is_storage_service, is_same_site, is_link_shortener, is_similar_site
from ita_xlsx.links.wrong_site import cut_off, most_used_variant, spellings
from ita_xlsx.model.findings import Finding, make_finding
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
    gravity,
    link_result,
    same_address,
)

# A page may well show what came of two or three steps.
_MANY = 4
# So much is shown of the words that follow an address.
_MOST_SHOWN = 80
# What a cell holds that says nothing.
_NOTHING = " -–—._/"
_OF_HOST = frozenset({"L407", "L411", "L413"})
# A visit that went well proves an address to be whole, and spelt as it should be.
_SETTLED = frozenset({"L404", "L405"})


@dataclass(frozen=True)
class _AddressComparison:
    """What all addresses together say of each."""

    cut: Mapping[str, str]
    other: Mapping[str, str]


def judge_links(everybody: Sequence[AgencyProofs]) -> tuple[AgencyLinks, ...]:
    """What each agency's evidence is worth, by rule; nothing is contacted."""
    uses = Counter(url for item in everybody for proof in item.proofs for url in proof.addresses)
    other = {url: most_used_variant(group, uses, url) for group in spellings(uses) for url in group}
    around = _AddressComparison(cut_off(uses), other)
    return tuple(_of_agency(item, around) for item in everybody)


def _of_agency(item: AgencyProofs, around: _AddressComparison) -> AgencyLinks:
    parts = {url: read_address(url) for proof in item.proofs for url in proof.addresses}
    every_use = [parts[url][0] for proof in item.proofs for url in proof.addresses]
    site = find_site(item.website, item.agency.website, filter(None, every_use))
    uses = Counter((_sheet(proof), url) for proof in item.proofs for url in proof.addresses)
    links: list[JudgedLink] = []
    for proof in item.proofs:
        if not proof.addresses:
            links.append(_without_address(proof))
        for url in proof.addresses:
            told = [*_of_address(url, *parts[url], site), *_of_neighbours(url, around), *_of_cell(proof, url)]
            if uses[_sheet(proof), url] >= _MANY:
                told.append(link_result(url, "L412", str(uses[_sheet(proof), url])))
            address, fault = parts[url]
            # Half an address opens another page than the one that is meant.
            target = address.sent if address and fault != "L408" and url not in proof.going_on else ""
            links.append(JudgedLink(proof, url, target, tuple(sorted(told, key=gravity))))
    return AgencyLinks(item.agency, item.file, site, tuple(links))


def _without_address(proof: Proof) -> JudgedLink:
    text = proof.text.strip(_NOTHING)
    return JudgedLink(proof, results=(link_result(proof.text, "L414"),) if text else ())


def _of_address(url: str, address: Address | None, fault: str, site: Site) -> Iterator[LinkResult]:
    """What can be said of an address by itself, and by whose site it stands on."""
    if fault:
        yield link_result(url, fault)
    if address is None or fault == "L408":
        return
    if is_link_shortener(address.host):
        yield link_result(url, "L410")
    elif is_storage_service(address.host):
        yield link_result(url, "L411", address.host)
    elif site.host and not is_same_site(address.host, site.host):
        yield link_result(url, "L406" if is_similar_site(address.host, site.host) else "L407", site.host)
    if address.scheme == "http" and not fault:
        yield link_result(url, "L413")
    # What follows a # is a page of its own on many sites.
    if address.is_home and not url.partition("#")[2]:
        yield link_result(url, "L417")


def _of_neighbours(url: str, around: _AddressComparison) -> Iterator[LinkResult]:
    if url in around.cut:
        yield link_result(url, "L404", around.cut[url])
    if url in around.other:
        yield link_result(url, "L405", around.other[url])


def _of_cell(proof: Proof, url: str) -> Iterator[LinkResult]:
    """L416: words go on after a blank; L409: the cell shows one address and leads to another."""
    if url in proof.going_on:
        yield link_result(url, "L416", proof.going_on[url][:_MOST_SHOWN])
    shown = replace(proof, text=proof.shown).addresses
    if shown and not any(same_address(_bare(one), _bare(url)) for one in shown):
        yield link_result(url, "L409", shown[0])


def _bare(url: str) -> str:
    """Without the scheme, which programs put before what was typed without one."""
    return url.partition("://")[2] or url


def _sheet(proof: Proof) -> str:
    return proof.place.sheet if proof.place else ""


def with_visits(everybody: Iterable[AgencyLinks], visits: Mapping[str, LinkResult]) -> tuple[AgencyLinks, ...]:
    """The same, with what visits found, by address."""
    return tuple(
        replace(item, links=tuple(_visited(one, visits.get(one.url)) for one in item.links)) for item in everybody
    )


def _visited(one: JudgedLink, visit: LinkResult | None) -> JudgedLink:
    if visit is None or not one.url:
        return one
    if visit.verdict is Verdict.FINE:
        return replace(one, results=tuple(item for item in one.results if item.rule not in _SETTLED), visit=visit)
    return replace(one, results=tuple(sorted((*one.results, visit), key=gravity)), visit=visit)


def stored_results(everybody: Iterable[AgencyLinks]) -> dict[str, LinkResult]:
    """The gravest result of each address, of whatever agency; reasons are no addresses.

    What a visit could not find out says nothing of the address: what the rules say stays.
    """
    gravest: dict[str, LinkResult] = {}
    for item in everybody:
        for one in item.links:
            if one.url and (result := _without_lost(one).result):
                gravest[one.url] = min(gravest.get(one.url, result), result, key=gravity)
    return gravest


def _without_lost(one: JudgedLink) -> JudgedLink:
    if one.visit is None or not one.visit.learned_nothing:
        return one
    return replace(one, results=tuple(item for item in one.results if not item.learned_nothing), visit=None)


def check_link_results(item: AgencyLinks) -> tuple[Finding, ...]:
    """The findings of one agency: each thing to say of an address once, with all the cells it is said of.

    What is said of every address of a host is told once a host.
    """
    said: dict[tuple[str, LinkResult], list[Proof]] = {}
    for one in item.links:
        for result in one.results:
            named = replace(result, url=_of_host(one)) if result.rule in _OF_HOST else result
            said.setdefault((_sheet(one.proof), named), []).append(one.proof)
    told = (
        []
        if item.site.origin is not SiteOrigin.GUESSED
        else [make_finding("L415", file=item.file, detail=item.site.host)]
    )
    for (sheet, result), proofs in said.items():
        cells = spans(proof.place for proof in proofs if proof.place)
        about = {"value": result.url, "detail": result.detail, "reached": result.reached}
        told.append(make_finding(result.rule, file=item.file, sheet=sheet or None, cell=cells or None, **about))
    return tuple(told)


def _of_host(one: JudgedLink) -> str:
    """``https://docs.google.com/…`` for whatever stands there."""
    scheme, mark, rest = one.url.partition("://")
    host, slash, path = (rest if mark else scheme).partition("/")
    return f"{scheme if mark else ''}{mark}{host}{slash}{'…' if path else ''}"
