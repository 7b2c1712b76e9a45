"""What the analysis workbook is made from, gathered into one value."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ita_xlsx.model.findings import Finding
from ita_xlsx.model.layout import AnalysisLayout
from ita_xlsx.model.results import Results
from ita_xlsx.model.submission import Submission


@dataclass(frozen=True)
class Report:
    """One analysis to write."""

    layout: AnalysisLayout
    submission: Submission
    results: Results
    findings: tuple[Finding, ...]
    issued: date
    digits: str = "arabic"
    remark: str = ""
