"""Merge equal findings about several cells of a sheet into one finding.

Takes findings and returns fewer findings. Works on values only.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from ita_xlsx.model.findings.finding import Finding, Severity

# Equal findings differ only in these parameters.
_CELL_PARAMS = frozenset({"cell", "subject"})
_MOST_LISTED = 6


def merge_findings(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings, with equal findings of one sheet merged at the place of the first one.

    Where a cell has an error, warnings and infos about the same cell are left out: a cell that cannot be read as a
    score needs no further message.
    """
    groups: dict[object, list[Finding]] = {}
    for finding in _without_lesser(tuple(findings)):
        groups.setdefault(_key(finding), []).append(finding)
    return tuple(_merge_group(group) for group in groups.values())


def _key(finding: Finding) -> object:
    if finding.cell is None or finding.subject is None:
        return object()
    params = tuple((name, value) for name, value in finding.params if name not in _CELL_PARAMS)
    return finding.code, finding.file, finding.sheet, finding.value, params


def _merge_group(group: Sequence[Finding]) -> Finding:
    first = group[0]
    if len(group) == 1:
        return first
    cells = ", ".join(item.cell or "" for item in group)
    subjects = [item.subject or "" for item in group]
    listed = ", ".join(subjects[:_MOST_LISTED]) + (f" … ({len(subjects)})" if len(subjects) > _MOST_LISTED else "")
    params = {**dict(first.params), "cell": cells, "subject": listed}
    return replace(first, cell=cells, subject=first.subject, params=tuple(sorted(params.items())))


def _without_lesser(findings: Sequence[Finding]) -> Iterable[Finding]:
    """Yield all errors, and warnings and infos only about cells without an error."""
    unusable = {(item.sheet, item.cell) for item in findings if item.severity is Severity.ERROR and item.cell}
    for item in findings:
        if item.severity is Severity.ERROR or (item.sheet, item.cell) not in unusable:
            yield item
