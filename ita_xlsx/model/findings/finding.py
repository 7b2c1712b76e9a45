"""A finding: what is wrong, where it stands, and how grave it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How grave a finding is; an error rejects the file, a warning asks for a look."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Status(StrEnum):
    """What a file comes to when all its findings are known."""

    ACCEPTED = "accepted"
    ACCEPTED_WITH_WARNINGS = "accepted_with_warnings"
    REJECTED = "rejected"


@dataclass(frozen=True)
class Message:
    """An entry of the catalogue: a stable code, its severity, and what to say and to do."""

    code: str
    severity: Severity
    th: str
    fix_th: str
    en: str
    fix_en: str


@dataclass(frozen=True)
class Finding:
    """One message about one place; ``cell`` is an A1 address or range, ``value`` what stands there."""

    code: str
    severity: Severity
    file: str = ""
    sheet: str | None = None
    cell: str | None = None
    value: str | None = None
    subject: str | None = None
    params: tuple[tuple[str, str], ...] = ()

    @property
    def place(self) -> str:
        """``IIT!D14``, a sheet alone, or nothing."""
        return "!".join(part for part in (self.sheet, self.cell) if part)


def most_grave_first(findings: Iterable[Finding]) -> list[Finding]:
    """Errors, then warnings, then the rest, each in the order they came."""
    order = list(Severity)
    return sorted(findings, key=lambda item: order.index(item.severity))


def status_of(findings: Iterable[Finding]) -> Status:
    """The one place that decides whether a file is accepted."""
    severities = {finding.severity for finding in findings}
    if Severity.ERROR in severities:
        return Status.REJECTED
    return Status.ACCEPTED_WITH_WARNINGS if Severity.WARNING in severities else Status.ACCEPTED
