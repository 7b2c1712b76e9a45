"""Check the web addresses that agencies give as evidence: by rules, by stored results, and by visits on request.

Reads and writes the stored results beside the round; opens the network only when asked to.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ita_xlsx.cycle.context import RunContext
from ita_xlsx.cycle.files import Target
from ita_xlsx.cycle.load_round import cache_folder
from ita_xlsx.errors import InputError
from ita_xlsx.links import check_link_results, judge_links, stored_results, with_visits
from ita_xlsx.links.visit_all import Visit, earlier_visits, urls_to_visit, visit_all
from ita_xlsx.model.edition import Edition
from ita_xlsx.model.findings import Code, Finding, Trait, has_trait, make_finding
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.links import AgencyLinks, AgencyProofs, JudgedLink, LinkResult, Proof
from ita_xlsx.model.progress import OnProgress
from ita_xlsx.model.round_state import AgencyReturn, RoundState
from ita_xlsx.output.links_workbook import write_links
from ita_xlsx.store.link_results import FILE, links_text, read_links


@dataclass(frozen=True)
class VisitOptions:
    """The way to visit: the day, ``online`` to visit at all, ``again`` for addresses visited lately, the function."""

    day: date
    online: bool = False
    again: bool = False
    visit: Visit | None = None


@dataclass(frozen=True)
class RoundLinks:
    """The checked evidence of a round; ``visited`` counts addresses opened now, ``offline`` if none could be."""

    agencies: tuple[AgencyLinks, ...]
    findings: tuple[Finding, ...]
    results: Mapping[str, LinkResult]
    visited: int = 0
    offline: bool = False

    @property
    def opened(self) -> int:
        """Return how many addresses were opened, now or earlier."""
        links = (one for item in self.agencies for one in item.links)
        return len({one.url for one in links if one.visit is not None and one.visit.checked is not None})


def links_path(context: RunContext) -> Path:
    """Return the path of the stored results: beside the round's settings, else beside the roster, else in the cache."""
    beside = context.round_file or context.roster_file
    return (beside.parent if beside else cache_folder()) / FILE


def check_evidence_links(
    province: RoundState,
    results_by_url: Mapping[str, LinkResult],
    options: VisitOptions,
    progress: OnProgress | None = None,
) -> RoundLinks:
    """Check all evidence of the agencies that returned a form; use the network only if ``options.online`` is set."""
    judged = judge_links([_proofs_of(item, province.framework) for item in province.members if item.summary])
    visits = earlier_visits(results_by_url)
    visited, offline = 0, False
    if options.online:
        complete = (link.url for agency in judged for link in agency.links if _is_complete(link))
        urls = urls_to_visit(complete, visits, options.day, again=options.again)
        fresh = visit_all(urls, options.visit or _visit_from(options.day), progress)
        learned = {url: visit for url, visit in fresh.items() if not visit.is_inconclusive}
        visits, visited, offline = {**fresh, **visits, **learned}, len(learned), bool(urls) and not fresh
    agencies = with_visits(judged, visits)
    offline_findings = (make_finding(Code.OFFLINE),) if offline else ()
    unread = [
        finding
        for member in province.members
        for finding in (member.summary.findings if member.summary else ())
        if has_trait(finding, Trait.FOR_LINKS)
    ]
    results_findings = (finding for item in agencies for finding in check_link_results(item))
    findings = (*offline_findings, *results_findings, *unread)
    return RoundLinks(agencies, findings, stored_results(agencies), visited, offline)


def _is_complete(one: JudgedLink) -> bool:
    """Return True if the cell holds a complete address; a visit to half an address would prove nothing."""
    return bool(one.url) and one.url not in one.proof.words_after_addresses


def findings_of_links(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Keep the findings of a round that concern evidence: files that could not be read, or do not count."""
    return tuple(finding for finding in findings if not has_trait(finding, Trait.NOT_FOR_LINKS))


def load_link_results(context: RunContext) -> tuple[Mapping[str, LinkResult], tuple[Finding, ...]]:
    """Return the stored results of a round by address; nothing and a finding if the file cannot be read."""
    try:
        return read_links(links_path(context)), ()
    except InputError as error:
        return {}, error.findings or (make_finding(error.code, **error.params),)


def store_link_results(context: RunContext, results: Mapping[str, LinkResult]) -> Path:
    """Add results to those of the round; what is known of other addresses stays. Raise InputError, OutputError."""
    path = links_path(context)
    data = links_text({**read_links(path), **results})
    if not path.exists() or path.read_bytes() != data:
        Target(path=path, force=True).put(data)
    return path


def write_links_workbook(links: RoundLinks, province: RoundState, target: Target, edition: Edition) -> None:
    """Write the workbook of all evidence; raise OutputError."""
    target.check_free()
    target.put_workbook(write_links(links.agencies, province, edition))


def _proofs_of(member: AgencyReturn, framework: Framework) -> AgencyProofs:
    summary = member.summary
    if summary is None:
        return AgencyProofs(member.agency, "")
    texts = {question.code: question.text for question in framework.questions}
    steps = [
        Proof(
            subject=item.id,
            text=item.url,
            number=item.number,
            measure=item.measure,
            step=item.step,
            display_text=item.display_text,
            place=item.url_place or item.place,
        )
        for item in summary.steps
    ]
    items = [
        Proof(
            subject=item.code,
            text=item.url,
            number=item.code,
            measure="",
            step=texts.get(item.code, ""),
            display_text=item.display_text,
            place=item.place,
        )
        for item in summary.evidence
        if item.url
    ]
    return AgencyProofs(member.agency, summary.file, (*steps, *items), summary.website)


def _visit_from(day: date) -> Callable[[str], LinkResult]:
    """Return the function that opens an address; the network code is imported only here."""
    from ita_xlsx.links.visitor import Visitor

    return Visitor(day=day).visit
