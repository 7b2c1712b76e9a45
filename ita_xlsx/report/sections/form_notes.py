"""Write the notes on a form that must be corrected or confirmed, so that the figures of its report may change.

Takes the contents of a report; yields notes of the maker. Works on values only.
"""

from __future__ import annotations

from collections.abc import Iterator

from ita_xlsx.model.findings import Finding, Severity, Trait, has_trait, message_and_fix, sort_by_severity
from ita_xlsx.report.contents import AgencyContents
from ita_xlsx.report.sections import texts
from ita_xlsx.report.sentences.scored_line import joined


def form_notes(contents: AgencyContents) -> Iterator[str]:
    """Yield that the form is to be corrected, then each problem with its sheets and cells; nothing for a good form."""
    findings = sort_by_severity(item for item in contents.form_findings if _is_open(item))
    if not findings:
        return
    errors = sum(item.severity is Severity.ERROR for item in findings)
    template = texts.NOTE_FORM_REJECTED if errors else texts.NOTE_FORM_HELD_BACK
    yield template.format(count=errors or len(findings))
    places: dict[tuple[str, str], list[str]] = {}
    for finding in findings:
        lead = texts.TO_CORRECT if finding.severity is Severity.ERROR else texts.TO_CONFIRM
        places.setdefault((lead, message_and_fix(finding, "th")[0]), []).append(_place(finding))
    for (lead, message), where in places.items():
        yield " ".join(filter(None, (lead, joined([*filter(None, where)]), message)))


def _is_open(finding: Finding) -> bool:
    """Return True if the form must be corrected or confirmed because of a finding."""
    return finding.severity is Severity.ERROR or has_trait(finding, Trait.HOLDS_BACK)


def _place(finding: Finding) -> str:
    sheet = texts.IN_SHEET.format(sheet=finding.sheet) if finding.sheet else ""
    cells = texts.IN_CELLS.format(cells=finding.cell) if finding.cell else ""
    return f"{sheet} {cells}".strip()
