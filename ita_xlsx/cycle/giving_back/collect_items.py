"""Collect the items of the open-data check of each agency, from single forms or from a round.

Reads returned files in child processes; returns values and findings.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ita_xlsx.cycle.check_links import findings_of_links
from ita_xlsx.cycle.context import RunContext
from ita_xlsx.cycle.decisions.corrected_form import with_corrections
from ita_xlsx.cycle.decisions.use_files import Reason
from ita_xlsx.cycle.load_round import load_round
from ita_xlsx.cycle.receive import Returned, find_returns, receive_all
from ita_xlsx.cycle.summarize import summarize_return
from ita_xlsx.model.agency import Agency
from ita_xlsx.model.findings import Code, Finding, make_finding
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.labels import label_of
from ita_xlsx.model.oit.oit_items import AgencyItems, OitItem
from ita_xlsx.model.progress import OnProgress
from ita_xlsx.model.round_state import AgencyReturn, ReturnSummary, RoundState, State

# The officer has to decide first, or the agency says that it has nothing to report.
_NOT_TAKEN = (State.UNDECIDED, State.HELD_BACK, State.DECLARED_NOTHING)


@dataclass(frozen=True, kw_only=True)
class CollectedItems:
    """The items of the agencies whose form was read, all findings, and the files that must not be overwritten.

    ``usable`` is False if no form could be read, or if a path does not exist. ``without_form`` counts the agencies of
    the round that have no form.
    """

    agencies: tuple[AgencyItems, ...]
    findings: tuple[Finding, ...] = ()
    inputs: tuple[Path, ...] = ()
    usable: bool = True
    without_form: int = 0


@dataclass(frozen=True, kw_only=True)
class CollectOptions:
    """The files that count by the word of the officer, and the function that is called as the reading goes on."""

    use: tuple[str, ...] = ()
    reason: Reason | None = None
    progress: OnProgress | None = None


_PLAIN = CollectOptions()


def collect_items(paths: Sequence[str], context: RunContext, options: CollectOptions = _PLAIN) -> CollectedItems:
    """Return the items of each agency; without a framework each file is a form of the year that it names.

    Raise InputError for a decisions file that cannot be used.
    """
    if context.framework is None:
        return _of_files(paths, context)
    loaded = load_round(paths, context, use=options.use, reason=options.reason, progress=options.progress)
    agencies, passed_over = items_of_round(loaded.province)
    findings = (*findings_of_links(loaded.findings), *passed_over)
    usable = loaded.usable and not loaded.path_missing
    without_form = sum(member.summary is None for member in loaded.province.members)
    return CollectedItems(
        agencies=agencies, findings=findings, inputs=loaded.inputs, usable=usable, without_form=without_form
    )


def items_of_round(province: RoundState) -> tuple[tuple[AgencyItems, ...], tuple[Finding, ...]]:
    """Return the items of each agency of a round whose form can be used, and findings about those passed over."""
    members = [member for member in province.members if member.summary is not None]
    taken = [member for member in members if member.state not in _NOT_TAKEN]
    agencies = tuple(item for member in taken for item in _of_member(member, province.framework))
    passed_over = (member for member in province.members if member.state in _NOT_TAKEN)
    return agencies, tuple(_passed_over(member.agency, member.state) for member in passed_over)


def items_of_summary(agency: Agency, summary: ReturnSummary, framework: Framework) -> tuple[AgencyItems, ...]:
    """Return the items of one form, for each instrument whose items are proved by a URL."""
    values = dict(zip(framework.nodes, summary.values, strict=False))
    evidence = {item.code: item for item in summary.evidence}
    wordings = {question.code: question.text for question in framework.questions}
    names = {node.code: f"{node.code} {node.name}" for node in framework.indicators}
    found: list[AgencyItems] = []
    for instrument in framework.instruments:
        if not instrument.evidence:
            continue
        items = []
        for leaf in framework.nodes[instrument.code].leaves:
            proof = evidence.get(leaf.code)
            items.append(
                OitItem(
                    code=leaf.code,
                    indicator=names[framework.indicator_of(leaf.subject).code],
                    text=wordings[leaf.code],
                    score=values.get(leaf.subject),
                    url=proof.url if proof else "",
                    display_text=proof.display_text if proof else "",
                    note=proof.note if proof else "",
                    place=proof.place if proof else None,
                )
            )
        found.append(
            AgencyItems(
                agency=agency,
                framework=framework,
                instrument=instrument.code,
                file=summary.file,
                items=tuple(items),
                steps=summary.steps,
            )
        )
    return tuple(found)


def _of_member(member: AgencyReturn, framework: Framework) -> tuple[AgencyItems, ...]:
    return items_of_summary(member.agency, member.summary, framework) if member.summary else ()


def _passed_over(agency: Agency, state: State) -> Finding:
    words = {"state_th": label_of(state, "th"), "state_en": label_of(state, "en")}
    return make_finding(Code.AGENCY_NOT_TAKEN, agency=agency.code, name=agency.name, **words)


def _of_files(paths: Sequence[str], context: RunContext) -> CollectedItems:
    """Return the items of each form by itself."""
    sources, passed_over = find_returns(paths)
    findings: list[Finding] = [*passed_over]
    agencies: list[AgencyItems] = []
    for returned in receive_all(sources, context):
        taken, more = items_of_form(with_corrections(returned, context), context)
        agencies += taken
        findings += more
    inputs = (*(source.path for source in sources), *context.inputs)
    return CollectedItems(agencies=tuple(agencies), findings=tuple(findings), inputs=inputs, usable=bool(agencies))


def items_of_form(returned: Returned, context: RunContext) -> tuple[tuple[AgencyItems, ...], tuple[Finding, ...]]:
    """Return the items of one returned form, and its findings about evidence; no items if it cannot be used."""
    submission, framework = returned.submission, returned.framework
    findings = findings_of_links(returned.findings)
    if submission is None or framework is None:
        return (), findings
    if submission.declares_nothing:
        return (), (*findings, _passed_over(submission.agency, State.DECLARED_NOTHING))
    return items_of_summary(submission.agency, summarize_return(returned, context, None), framework), findings
