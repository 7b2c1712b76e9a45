"""Define a finding about a file, its severity, and the status that the findings give a file.

Works on values only.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from ita_xlsx.model.findings.codes import Code


class Severity(StrEnum):
    """The severity of a finding: an error rejects the file, a warning asks for a check, an info only informs."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Status(StrEnum):
    """The status of a file, decided from all its findings."""

    ACCEPTED = "accepted"
    ACCEPTED_WITH_WARNINGS = "accepted_with_warnings"
    REJECTED = "rejected"


@dataclass(frozen=True, kw_only=True)
class Finding:
    """A message about one place of a file; ``cell`` is an A1 address or range, ``value`` the content found there.

    ``subject`` is the score, question or measure that it is about: findings that differ only in cell and subject are
    merged. ``params`` fill the braces of the message.
    """

    code: Code
    severity: Severity
    file: str = ""
    sheet: str | None = None
    cell: str | None = None
    value: str | None = None
    subject: str | None = None
    params: tuple[tuple[str, str], ...] = ()

    @property
    def place(self) -> str:
        """Return sheet and cell as ``IIT!D14``; only the one that is set, or an empty text if neither is."""
        return "!".join(part for part in (self.sheet, self.cell) if part)


def sort_by_severity(findings: Iterable[Finding]) -> list[Finding]:
    """Return errors, then warnings, then infos; keep the order within each group."""
    order = list(Severity)
    return sorted(findings, key=lambda item: order.index(item.severity))


def about_optional(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings about a field that may be left empty, with warnings for errors: such a field rejects no file."""
    return tuple(
        replace(item, severity=Severity.WARNING) if item.severity is Severity.ERROR else item for item in findings
    )


def status_of(findings: Iterable[Finding]) -> Status:
    """Return the status of a file from its findings; no other function decides whether a file is accepted."""
    severities = {finding.severity for finding in findings}
    if Severity.ERROR in severities:
        return Status.REJECTED
    return Status.ACCEPTED_WITH_WARNINGS if Severity.WARNING in severities else Status.ACCEPTED
