"""Analyse one returned workbook into the analysis workbook."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from ita_xlsx.cycle.receive import Returned
from ita_xlsx.errors import OutputError
from ita_xlsx.model.layout import AnalysisLayout
from ita_xlsx.output.analysis import Report, write_analysis_workbook
from ita_xlsx.output.files import write_file


def make_analysis(returned: Returned, issued: date, digits: str = "arabic", remark: str = "") -> bytes:
    """The analysis workbook of a file that could be read; ValueError when it could not."""
    if returned.submission is None or returned.framework is None or returned.results is None:
        raise ValueError("there is nothing to analyse in a file that could not be read")
    layout = AnalysisLayout(returned.framework)
    report = Report(layout, returned.submission, returned.results, returned.findings, issued, digits, remark)
    return write_analysis_workbook(report)


def write_analysis(
    returned: Returned,
    target: Path,
    issued: date,
    *,
    digits: str = "arabic",
    remark: str = "",
    force: bool = False,
) -> None:
    """Write the analysis beside, never over, the workbook it was made from."""
    if target.exists() and Path(returned.file).exists() and target.samefile(returned.file):
        raise OutputError("C705", name=str(target))
    write_file(target, make_analysis(returned, issued, digits, remark), force=force)
