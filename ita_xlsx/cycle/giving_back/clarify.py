"""Write the clarification kits: one workbook for each agency with items of the open-data check below full marks.

Takes collected items; reads the kits that lie at the targets, and writes workbooks. A kit in which an explanation was
typed is never overwritten.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

from ita_xlsx.cycle.context import RunContext
from ita_xlsx.cycle.files import NamesTaken, Target
from ita_xlsx.cycle.giving_back.collect_items import CollectedItems
from ita_xlsx.intake.kit_file import read_kit
from ita_xlsx.model.edition import Edition
from ita_xlsx.model.findings import Code, Finding, make_finding
from ita_xlsx.model.oit.kit_layout import KIT_SHEET
from ita_xlsx.model.oit.oit_items import NO_WINDOW, AgencyItems, ClarifyWindow, window_of
from ita_xlsx.model.oit.typed_kit import TypedKit
from ita_xlsx.model.text.spelling import text_key
from ita_xlsx.output.kit.kit_workbook import write_kit
from ita_xlsx.output.names import safe_name

_SUFFIX = ".xlsx"
# So many kits of one agency can lie side by side.
_MOST_KITS = 99


@dataclass(frozen=True, kw_only=True)
class WrittenKit:
    """A kit at its path, with the agency and the codes of the items in it.

    ``carried`` counts the explanations that were typed before; ``is_new`` is False for one that says the same already.
    """

    path: Path
    agency: str
    codes: tuple[str, ...]
    carried: int = 0
    is_new: bool = True


@dataclass(frozen=True, kw_only=True)
class KitsRun:
    """The kits of a run, the findings about all agencies, and the window that stands in the kits."""

    kits: tuple[WrittenKit, ...] = ()
    findings: tuple[Finding, ...] = ()
    window: ClarifyWindow = NO_WINDOW


def window_in(context: RunContext) -> tuple[ClarifyWindow, tuple[Finding, ...]]:
    """Return the window of the round, and a finding if it is not known or ends before it begins."""
    window = window_of(context.round.calendar)
    file = str(context.round_file or "")
    if window.is_reversed:
        start, end = str(window.start), str(window.end)
        return NO_WINDOW, (make_finding(Code.CLARIFY_DAYS_REVERSED, file=file, start=start, value=end),)
    if window.days is None:
        return window, (make_finding(Code.CLARIFY_DAYS_UNKNOWN, file=file),)
    return window, ()


def needs_kit(agency: AgencyItems) -> bool:
    """Return True if an item of the agency is below full marks."""
    return bool(agency.below)


def check_items(agency: AgencyItems) -> Iterator[Finding]:
    """Yield what is to be told of the scores of an agency: none at all, some without, or none below full marks."""
    names = {"file": agency.file, "agency": agency.agency.code, "name": agency.agency.name}
    if not agency.has_scores:
        yield make_finding(Code.KIT_WITHOUT_SCORES, **names, instrument=agency.instrument)
        return
    if agency.unscored:
        yield make_finding(Code.ITEMS_WITHOUT_SCORE, **names, codes=", ".join(agency.unscored))
    if not needs_kit(agency):
        yield make_finding(Code.KIT_NOT_NEEDED, **names, instrument=agency.instrument)


def write_kits(collected: CollectedItems, context: RunContext, folder: Target, edition: Edition) -> KitsRun:
    """Write a kit for each agency that needs one, and return what was written.

    A kit in which nothing was typed is replaced if the target allows to overwrite; one with explanations stays, and the
    new one is written beside it with the same explanations. Raise OutputError before anything is written for a file
    that may not be overwritten.
    """
    folder = folder.protect(collected.inputs)
    window, about_window = window_in(context)
    findings: list[Finding] = []
    for agency in collected.agencies:
        findings += check_items(agency)
    needing = [agency for agency in collected.agencies if needs_kit(agency)]
    names = NamesTaken()
    plans = [_plan(agency, names.free(kit_name(agency)), folder, window, edition) for agency in needing]
    for plan in plans:
        if plan.data is not None:
            plan.target.check_free()
        findings += plan.findings
    for plan in plans:
        if plan.data is not None:
            plan.target.put_workbook(plan.data)
    return KitsRun(
        kits=tuple(plan.written for plan in plans),
        findings=(*(about_window if needing else ()), *findings),
        window=window,
    )


def kit_name(agency: AgencyItems) -> str:
    """Return the name of the file of a kit."""
    words = (KIT_SHEET, str(agency.framework.year), agency.agency.code, agency.agency.name)
    return f"{safe_name(' '.join(filter(None, words)))}{_SUFFIX}"


@dataclass(frozen=True, kw_only=True)
class _Plan:
    """The file to write for one agency; ``data`` is None if the kit on the disk says the same."""

    target: Target
    written: WrittenKit
    data: bytes | None
    findings: tuple[Finding, ...] = ()


def _plan(agency: AgencyItems, name: str, folder: Target, window: ClarifyWindow, edition: Edition) -> _Plan:
    """Return the kit to write, at a path where no explanation is overwritten."""
    codes = tuple(item.code for item in agency.below)
    existing = _existing(folder, name)
    kits = [_read(path, agency) for path in existing]
    typed = {code: text for kit in kits if kit for code, text in _by_code(kit, codes)}
    data = write_kit(agency, typed, window, edition)
    target = folder.file(name)
    findings: tuple[Finding, ...] = ()
    if existing:
        path, kit = existing[-1], kits[-1]
        target = folder.at(path)
        if kit is not None and kit.is_typed and kit == read_kit(data):
            kept = WrittenKit(path=path, agency=agency.agency.code, codes=codes, is_new=False)
            return _Plan(target=target, written=kept, data=None)
        if kit is None or kit.is_typed:
            target = folder.file(_numbered(name, len(existing) + 1))
            findings = tuple(_kept(path, kit, target.path, typed, codes))
    written = WrittenKit(path=target.path, agency=agency.agency.code, codes=codes, carried=len(typed))
    return _Plan(target=target, written=written, data=data, findings=findings)


def _existing(folder: Target, name: str) -> list[Path]:
    """Return the paths of the kits of an agency that lie in the folder, the newest last."""
    paths = (folder.file(_numbered(name, number)).path for number in range(1, _MOST_KITS))
    return list(takewhile(Path.exists, paths))


def _numbered(name: str, number: int) -> str:
    return name if number == 1 else f"{name.removesuffix(_SUFFIX)} ({number}){_SUFFIX}"


def _read(path: Path, agency: AgencyItems) -> TypedKit | None:
    """Return the kit of this agency and year at a path; None for anything else."""
    try:
        kit = read_kit(path.read_bytes())
    except OSError:
        return None
    is_its = kit is not None and (kit.agency, kit.year) == (agency.agency.code, str(agency.framework.year))
    return kit if is_its else None


def _by_code(kit: TypedKit, codes: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the explanations of the kit for items that are still listed, by the code as the framework spells it."""
    spelled = {text_key(code): code for code in codes}
    for code, text in kit.explanations:
        if text_key(code) in spelled:
            yield spelled[text_key(code)], text


def _kept(
    path: Path, kit: TypedKit | None, new: Path, typed: Mapping[str, str], codes: Sequence[str]
) -> Iterator[Finding]:
    """Yield that a kit was kept, and which of its explanations are in it alone."""
    yield make_finding(Code.KIT_KEPT, file=str(path), name=path.name, other=new.name, count=str(len(typed)))
    keys = set(map(text_key, codes))
    lost = [code or "-" for code, _ in (kit.explanations if kit else ()) if text_key(code) not in keys]
    if lost:
        yield make_finding(Code.EXPLANATION_NOT_CARRIED, file=str(path), codes=", ".join(lost), name=path.name)
