"""Look through the evidence of a round: by rule, by visits on request, and with what is known from before."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ita_xlsx.cycle.context import RunContext
from ita_xlsx.cycle.files import put_workbook
from ita_xlsx.cycle.load_round import cache_folder
from ita_xlsx.errors import InputError
from ita_xlsx.links import check_link_results, judge_links, stored_results, with_visits
from ita_xlsx.links.visit_all import OnProgress, Visit, known_visits, to_visit, visit_all
from ita_xlsx.model.findings import Finding, make_finding
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.links import AgencyLinks, AgencyProofs, JudgedLink, LinkResult, Proof
from ita_xlsx.model.round_state import AgencyReturn, RoundState
from ita_xlsx.output.files import check_free, write_file
from ita_xlsx.output.links_workbook import write_links
from ita_xlsx.store.link_results import FILE, links_text, read_links

# The states of the round that say nothing of evidence: who is missing or late is told by ita status.
_NOT_OF_LINKS = frozenset({"N103", "N104", "N107", "N108", "N110", "N112"})


@dataclass(frozen=True)
class VisitOptions:
    """Whether to visit, whether also what was visited of late, and as of which day; ``visit`` opens an address."""

    day: date
    online: bool = False
    again: bool = False
    visit: Visit | None = None


@dataclass(frozen=True)
class RoundLinks:
    """The evidence of a round; ``visited`` is how many addresses were opened now, ``offline`` why none could be."""

    agencies: tuple[AgencyLinks, ...]
    findings: tuple[Finding, ...]
    results: Mapping[str, LinkResult]
    visited: int = 0
    offline: bool = False

    @property
    def seen(self) -> int:
        """How many addresses were opened, now or earlier."""
        links = (one for item in self.agencies for one in item.links)
        return len({one.url for one in links if one.visit is not None and one.visit.checked is not None})


def links_path(context: RunContext) -> Path:
    """Where link results are kept: beside the round's settings, else beside the roster, else with this user's cache."""
    beside = context.round_file or context.roster_file
    return (beside.parent if beside else cache_folder()) / FILE


def check_evidence_links(
    province: RoundState, known: Mapping[str, LinkResult], wanted: VisitOptions, progress: OnProgress | None = None
) -> RoundLinks:
    """Judge all evidence of the agencies that returned a form; nothing goes out unless it is wanted online."""
    judged = judge_links([_proofs_of(item, province.framework) for item in province.members if item.reading])
    visits = known_visits(known)
    visited, offline = 0, False
    if wanted.online:
        urls = to_visit((one.url for item in judged for one in item.links if _may_open(one)), visits, wanted.day,
                        again=wanted.again)  # fmt: skip
        fresh = visit_all(urls, wanted.visit or _visit_from(wanted.day), progress)
        learned = {url: visit for url, visit in fresh.items() if not visit.learned_nothing}
        visits, visited, offline = {**fresh, **visits, **learned}, len(learned), bool(urls) and not fresh
    agencies = with_visits(judged, visits)
    told = (make_finding("L434"),) if offline else ()
    findings = (*told, *(finding for item in agencies for finding in check_link_results(item)))
    return RoundLinks(agencies, findings, stored_results(agencies), visited, offline)


def _may_open(one: JudgedLink) -> bool:
    """Whether there is an address, and all of it: what half of one shows says nothing of the other half."""
    return bool(one.url) and one.url not in one.proof.going_on


def findings_of_links(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Of what is told of a round, what bears on its evidence: files that could not be read, or do not count."""
    return tuple(finding for finding in findings if finding.code not in _NOT_OF_LINKS)


def load_link_results(context: RunContext) -> tuple[Mapping[str, LinkResult], tuple[Finding, ...]]:
    """The stored results of a round; nothing and a finding where the file cannot be read."""
    try:
        return read_links(links_path(context)), ()
    except InputError as error:
        return {}, error.findings or (make_finding(error.code, **error.params),)


def store_link_results(context: RunContext, results: Mapping[str, LinkResult]) -> Path:
    """Add results to those of the round; what is known of other addresses stays. Raises InputError, OutputError."""
    path = links_path(context)
    data = links_text({**read_links(path), **results})
    if not path.exists() or path.read_bytes() != data:
        write_file(path, data, force=True)
    return path


def write_links_workbook(
    links: RoundLinks, province: RoundState, target: Path, issued: date, *, digits: str, force: bool,
    inputs: tuple[Path, ...] = (),
) -> None:  # fmt: skip
    """Write the workbook of all evidence; raises OutputError."""
    check_free(target, force=force, inputs=inputs)
    put_workbook(target, write_links(links.agencies, province, issued, digits), force=force)


def _proofs_of(member: AgencyReturn, framework: Framework) -> AgencyProofs:
    reading = member.reading
    if reading is None:
        return AgencyProofs(member.agency, "")
    texts = {question.code: question.text for question in framework.questions}
    steps = [
        Proof(item.id, item.url, item.number, item.measure, item.step, item.shown, item.url_place or item.place)
        for item in reading.steps
    ]
    items = [
        Proof(item.code, item.url, item.code, "", texts.get(item.code, ""), item.shown, item.place)
        for item in reading.evidence
        if item.url
    ]
    return AgencyProofs(member.agency, reading.file, (*steps, *items), reading.website)


def _visit_from(day: date) -> Callable[[str], LinkResult]:
    """The way out, imported only when somebody asks for it."""
    from ita_xlsx.links.visitor import Visitor

    return Visitor(day).visit
