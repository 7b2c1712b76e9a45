"""Analyze every agency of a round whose form counts: one analysis workbook and one card each.

Reads the files that count again and makes the workbooks in child processes; writes them into two folders.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ita_xlsx.cycle.context import RunContext
from ita_xlsx.cycle.files import Target
from ita_xlsx.cycle.giving_back.agency_files import (
    ANALYSIS,
    CARD,
    AgencyFiles,
    RoundSources,
    make_agency_files,
    round_names,
    round_sources,
)
from ita_xlsx.cycle.load_round import LoadedRound
from ita_xlsx.errors import TargetError
from ita_xlsx.model.agency import Agency
from ita_xlsx.model.edition import Edition
from ita_xlsx.model.findings import Code, Finding, make_finding
from ita_xlsx.model.progress import OnProgress
from ita_xlsx.model.province.groups import GroupBy, groups_by
from ita_xlsx.model.province.place_in_group import only_ones_of_kind
from ita_xlsx.model.round_state import AgencyReturn, RoundState

_SHOWN = 10


@dataclass(frozen=True, kw_only=True)
class RoundAnalyses:
    """The analyses and cards that were written, the agencies without one, and findings.

    ``files`` are those of each agency that has any. ``left_out`` are agencies whose form does not count, each with its
    state; those whose form could not be analysed or written are in the findings.
    """

    analyses: tuple[Path, ...] = ()
    cards: tuple[Path, ...] = ()
    agencies: tuple[Agency, ...] = ()
    left_out: tuple[AgencyReturn, ...] = ()
    findings: tuple[Finding, ...] = ()
    files: tuple[tuple[Agency, tuple[Path, ...]], ...] = ()


def analyze_round(
    loaded: LoadedRound,
    context: RunContext,
    folder: Target | None,
    edition: Edition,
    *,
    cards: Target | None = None,
    previous: Sequence[str] = (),
    measures: str | None = None,
    only: str = "",
    progress: OnProgress | None = None,
) -> RoundAnalyses:
    """Write one analysis an agency into ``folder``, and one card an agency into the folder ``cards``.

    Exactly the forms that count are used, joined and corrected as the decisions of the round say. The plan is the one
    in the file ``measures``; without it the plan in force, if it is carried out after the results. ``previous`` are
    earlier workbooks or databases. ``only`` is the code of the one agency that is asked for. What cannot be analysed or
    written is a finding, and stops nothing else. Raise OutputError before anything is written if one of the files
    exists and may not be overwritten, and InputError if a plan that is named cannot be read.
    """
    province = loaded.province
    names = [item for item in round_names(province) if only in ("", item[0].code)]
    targets = _targets(names, folder, cards, loaded.inputs)
    for target in targets.values():
        target.check_free()
    if not targets:
        return RoundAnalyses(left_out=left_out(province))
    sources = round_sources(context, province.framework, previous, measures)
    made = make_agency_files(
        loaded, sources, edition, analyses=bool(folder), cards=bool(cards), only=only, progress=progress
    )
    written = _write_all(made, targets, sources)
    about_kinds = _about_kinds(province) if cards and not only else ()
    findings = (*sources.findings, *written.findings, *about_kinds)
    return replace(written, left_out=left_out(province), findings=findings)


def _write_all(made: Iterable[AgencyFiles], targets: Mapping[str, Target], sources: RoundSources) -> RoundAnalyses:
    """Write what was made for each agency, and return what was written, with findings about it."""
    written: dict[str, list[Path]] = {ANALYSIS: [], CARD: []}
    files: list[tuple[Agency, tuple[Path, ...]]] = []
    findings, agencies, drafted = list[Finding](), [], dict[str, None]()
    for item in made:
        before = {kind: len(paths) for kind, paths in written.items()}
        faults = [*item.findings, *_put(item, targets, sources.inputs, written)]
        files.append((item.agency, tuple(path for kind, paths in written.items() for path in paths[before[kind] :])))
        findings += faults
        drafted |= dict.fromkeys(item.drafted)
        agencies += [] if faults else [item.agency]
    return RoundAnalyses(
        analyses=tuple(written[ANALYSIS]),
        cards=tuple(written[CARD]),
        agencies=tuple(agencies),
        findings=(*findings, *_without_measure(drafted, sources)),
        files=tuple(pair for pair in files if pair[1]),
    )


def left_out(province: RoundState) -> tuple[AgencyReturn, ...]:
    """Return the agencies whose form does not count, in the order of the roster."""
    return tuple(member for member in province.members if not member.counts)


def _targets(
    names: Sequence[tuple[Agency, str, str]], folder: Target | None, cards: Target | None, inputs: Sequence[Path]
) -> dict[str, Target]:
    """Return the target of each file by its name."""
    found: dict[str, Target] = {}
    for _, analysis, card in names:
        if folder is not None:
            found[analysis] = folder.protect(inputs).file(analysis)
        if cards is not None:
            found[card] = cards.protect(inputs).file(card)
    return found


def _put(
    item: AgencyFiles, targets: Mapping[str, Target], inputs: Sequence[Path], written: Mapping[str, list[Path]]
) -> Iterator[Finding]:
    """Write the files of one agency, and yield a finding for each that cannot be written."""
    for kind, name, data in (
        (ANALYSIS, item.analysis_name, item.analysis),
        (CARD, item.card_name, item.card),
    ):
        if data is None:
            continue
        target = targets[name].protect(inputs)
        try:
            target.put_workbook(data)
        except TargetError as error:
            yield make_finding(error.code, file=str(target.path), **error.params)
        else:
            written[kind].append(target.path)


def _without_measure(drafted: Iterable[str], sources: RoundSources) -> Iterator[Finding]:
    """Yield M501 about the weak points of all agencies together that the plan does not cover."""
    subjects = [subject for subject in sources.framework.nodes if subject in set(drafted)]
    if subjects and sources.plan.measures:
        params = {"count": str(len(subjects)), "codes": ", ".join(subjects)}
        yield make_finding(Code.MEASURES_DRAFTED, file=sources.plan_file, **params)


def _about_kinds(province: RoundState) -> Iterator[Finding]:
    """Yield C732 about agencies without a kind where others have one, and C733 about the only ones of their kind."""
    agencies = [member.agency for member in province.counted]
    last = groups_by(agencies, GroupBy.KIND)[-1:]
    if last and not last[0].is_named and len(last[0].places) < len(agencies):
        yield _about_cards(Code.CARDS_WITHOUT_KIND, [agencies[place] for place in last[0].places])
    if alone := only_ones_of_kind(province):
        yield _about_cards(Code.CARDS_ONLY_OF_KIND, alone)


def _about_cards(code: Code, agencies: Sequence[Agency]) -> Finding:
    names = [agency.code or agency.name for agency in agencies]
    text = ", ".join(names[:_SHOWN]) + (" …" if len(names) > _SHOWN else "")
    return make_finding(code, count=str(len(names)), value=text)
