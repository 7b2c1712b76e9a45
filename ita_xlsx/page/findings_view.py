"""Prepare findings for the screen: by sheet in the order of the form, or one line each.

Takes findings; returns values for a template.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from ita_xlsx.model.findings import Finding, Severity, Trait, has_trait, sort_by_severity
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.layout.cell_ranges import corners
from ita_xlsx.page.finding_words import page_words

STYLES: Mapping[Severity, str] = {Severity.ERROR: "bad", Severity.WARNING: "warn", Severity.INFO: ""}


@dataclass(frozen=True, kw_only=True)
class Line:
    """One finding as the screen shows it."""

    file: str
    cell: str
    severity: Severity
    style: str
    problem: str
    question: str
    value: str
    is_empty: bool
    fix: str


def line_of(finding: Finding, framework: Framework | None, lang: str) -> Line:
    """Return a finding as a line, with the wording of its question if the framework has it."""
    problem, fix = page_words(finding, lang)
    node = framework.nodes.get(finding.subject) if framework and finding.subject else None
    return Line(
        file=Path(finding.file).name,
        cell=finding.cell or "",
        severity=finding.severity,
        style=STYLES[finding.severity],
        problem=problem,
        question=f"{node.code} {node.name}" if node is not None and node.name else "",
        value=finding.value or "",
        is_empty=has_trait(finding, Trait.EMPTY_CELL),
        fix=fix,
    )


def groups_of(findings: Iterable[Finding], framework: Framework | None, lang: str) -> list[Mapping[str, object]]:
    """Return findings by sheet, in the order in which the sheets are named, and within a sheet from top to bottom.

    Those about no sheet come first.
    """
    found = tuple(findings)
    order: dict[str, int] = {"": 0}
    for finding in found:
        order.setdefault(finding.sheet or "", len(order))
    by_sheet = sorted(sort_by_severity(found), key=lambda item: (order[item.sheet or ""], _place(item)))
    groups: list[Mapping[str, object]] = []
    for sheet, items in groupby(by_sheet, key=lambda item: item.sheet or ""):
        lines = [line_of(item, framework, lang) for item in items]
        counts = [(level, sum(line.severity is level for line in lines)) for level in Severity]
        groups.append({"sheet": sheet, "lines": lines, "counts": [pair for pair in counts if pair[1]]})
    return groups


def _place(finding: Finding) -> tuple[int, int]:
    """Return row and column of the first cell that a finding names; one that names none comes first."""
    box = corners((finding.cell or "").split(",")[0].strip())
    return box[:2] if box else (0, 0)
