"""What is said about a file: findings, their severities, and the catalogue of all messages."""

from ita_xlsx.model.findings.catalogue import CATALOGUE, make_finding, render, visible, words_of
from ita_xlsx.model.findings.finding import Finding, Message, Severity, Status, most_grave_first, status_of
from ita_xlsx.model.findings.merging import merged

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
