"""Read the closing of a round, and tell what differs from it.

Reads one file beside the settings of the round; returns values and findings.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from ita_xlsx.cycle.again.round_snapshot import snapshot_of
from ita_xlsx.cycle.context import RunContext
from ita_xlsx.model.again.closing import ClosedRound, Closing
from ita_xlsx.model.again.snapshot import AgencyChange, AgencyFigures, FigureChange, RoundChanges, compare_snapshots
from ita_xlsx.model.findings import Code, Finding, make_finding
from ita_xlsx.model.labels import LABELS_OF_SOURCES, label_of
from ita_xlsx.model.round_state import RoundState, State
from ita_xlsx.model.text.subject_words import spoken_subject
from ita_xlsx.store.again.closed_file import FILE, read_closed_file

# So many figures of an agency are named.
_MOST = 8


def load_closing(folder: Path) -> tuple[Closing | None, tuple[Finding, ...]]:
    """Return the closing of the round in a folder; None if it is not closed, with C757 if its file is damaged."""
    path = folder / FILE
    try:
        return read_closed_file(path.read_bytes()), ()
    except FileNotFoundError:
        return None, ()
    except (OSError, ValueError):
        return None, (make_finding(Code.CLOSING_DAMAGED, file=str(path), name=FILE),)


def compare_with_closing(context: RunContext, province: RoundState) -> tuple[ClosedRound | None, tuple[Finding, ...]]:
    """Return the closing of a round with what differs from it, and a finding for each difference.

    None for a round that is not closed, or if the framework of another year is used.
    """
    if context.round_file is None:
        return None, ()
    closing, findings = load_closing(context.round_file.parent)
    if closing is None or closing.snapshot.year != province.framework.year:
        return None, findings
    changes = compare_snapshots(closing.snapshot, snapshot_of(province, context))
    return ClosedRound(closing, changes), (*findings, *_findings_of(changes))


def _findings_of(changes: RoundChanges) -> Iterator[Finding]:
    for source in changes.sources:
        source_th, source_en = LABELS_OF_SOURCES[source]
        yield make_finding(Code.CLOSED_SOURCE_DIFFERS, source_th=source_th, source_en=source_en)
    moved: dict[str, list[FigureChange]] = {}
    for figure in changes.figures:
        moved.setdefault(figure.code, []).append(figure)
    for change in changes.agencies:
        yield from _about_agency(change)
    for figures in moved.values():
        first = figures[0]
        th, en = (_figures_text(figures, lang) for lang in ("th", "en"))
        params = {"agency": first.code, "name": first.name}
        yield make_finding(Code.CLOSED_FIGURES_DIFFER, figures_th=th, figures_en=en, **params)


def _figures_text(figures: Sequence[FigureChange], lang: str) -> str:
    texts = (f"{spoken_subject(item.subject, lang)} {item.was} → {item.now}" for item in figures[:_MOST])
    return "; ".join(texts) + (f" … (+{len(figures) - _MOST})" if len(figures) > _MOST else "")


def _about_agency(change: AgencyChange) -> Iterator[Finding]:
    params = {"agency": change.agency.code, "name": change.agency.name}
    if change.is_arrival:
        change_th, change_en = (_words(change, lang) for lang in ("th", "en"))
        yield make_finding(Code.CLOSED_RETURN_DIFFERS, change_th=change_th, change_en=change_en, **params)
    if change.is_decision:
        yield make_finding(Code.CLOSED_DECISION_DIFFERS, **params)


def _words(change: AgencyChange, lang: str) -> str:
    was, now = _state(change.was, lang), _state(change.now, lang)
    if was != now:
        return f"{was} → {now}"
    return "ใช้แบบฟอร์มฉบับอื่น" if lang == "th" else "another form counts"


def _state(agency: AgencyFigures | None, lang: str) -> str:
    return "–" if agency is None else label_of(State(agency.state), lang)
