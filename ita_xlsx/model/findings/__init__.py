"""Findings about files, their severities, and the catalogue of all messages.

Findings are values; nothing here reads or writes a file.
"""

from ita_xlsx.model.findings.catalogue import CATALOGUE, make_finding, render, visible, words_of
from ita_xlsx.model.findings.finding import Finding, Message, Severity, Status, most_grave_first, status_of
from ita_xlsx.model.findings.merge_findings import merged

__all__ = [
    "CATALOGUE",
    "Finding",
    "Message",
    "Severity",
    "Status",
    "make_finding",
    "merged",
    "most_grave_first",
    "render",
    "status_of",
    "visible",
    "words_of",
]
