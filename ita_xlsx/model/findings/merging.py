"""The same said of many cells is said once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from ita_xlsx.model.findings.finding import Finding, Severity

# What tells the cells of one message apart; all else must be equal to be the same.
_OWN = frozenset({"cell", "subject"})
_SHOWN = 6


def merged(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings, equal ones of one sheet merged where the first stood; of one cell only the gravest error.

    A cell that cannot be read as a score is not told to be many other things besides.
    """
    groups: dict[object, list[Finding]] = {}
    for finding in _gravest(tuple(findings)):
        groups.setdefault(_key(finding), []).append(finding)
    return tuple(_one(group) for group in groups.values())


def _key(finding: Finding) -> object:
    if finding.cell is None or finding.subject is None:
        return object()
    params = tuple((name, value) for name, value in finding.params if name not in _OWN)
    return finding.code, finding.file, finding.sheet, finding.value, params


def _one(group: Sequence[Finding]) -> Finding:
    first = group[0]
    if len(group) == 1:
        return first
    cells = ", ".join(item.cell or "" for item in group)
    subjects = [item.subject or "" for item in group]
    shown = ", ".join(subjects[:_SHOWN]) + (f" … ({len(subjects)})" if len(subjects) > _SHOWN else "")
    params = {**dict(first.params), "cell": cells, "subject": shown}
    return replace(first, cell=cells, subject=first.subject, params=tuple(sorted(params.items())))


def _gravest(findings: Sequence[Finding]) -> Iterable[Finding]:
    """Without the lesser findings on a cell that an error says cannot be used."""
    unusable = {(item.sheet, item.cell) for item in findings if item.severity is Severity.ERROR and item.cell}
    for item in findings:
        if item.severity is Severity.ERROR or (item.sheet, item.cell) not in unusable:
            yield item
