"""Findings about files, their severities, and the catalogue of all messages.

Findings are values; nothing here reads or writes a file.
"""

from ita_xlsx.model.findings.catalogue import CATALOGUE, make_finding, message_and_fix, render, visible
from ita_xlsx.model.findings.finding import Finding, Message, Severity, Status, sort_by_severity, status_of
from ita_xlsx.model.findings.merge_findings import merge_findings

__all__ = [
    "CATALOGUE",
    "Finding",
    "Message",
    "Severity",
    "Status",
    "make_finding",
    "merge_findings",
    "message_and_fix",
    "render",
    "sort_by_severity",
    "status_of",
    "visible",
]
