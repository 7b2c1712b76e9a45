"""Findings about files, their severities, and the catalogue of all messages.

Findings are values; nothing here reads or writes a file.
"""

from ita_xlsx.model.findings.catalogue import CATALOGUE, has_trait, make_finding, message_and_fix, render, visible
from ita_xlsx.model.findings.codes import RETIRED, Code
from ita_xlsx.model.findings.finding import Finding, Severity, Status, about_optional, sort_by_severity, status_of
from ita_xlsx.model.findings.merge_findings import merge_findings
from ita_xlsx.model.findings.message import Message, Plural, Topic, Trait, Verdict

__all__ = [
    "CATALOGUE",
    "RETIRED",
    "Code",
    "Finding",
    "Message",
    "Plural",
    "Severity",
    "Status",
    "Topic",
    "Trait",
    "Verdict",
    "about_optional",
    "has_trait",
    "make_finding",
    "merge_findings",
    "message_and_fix",
    "render",
    "sort_by_severity",
    "status_of",
    "visible",
]
