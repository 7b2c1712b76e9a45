"""Write the sheet with the findings about measures.

Takes findings; writes one row per finding, so that the officer can answer the agencies.
"""

from __future__ import annotations

from collections.abc import Sequence

from ita_xlsx.model.findings import Finding, message_and_fix, sort_by_severity
from ita_xlsx.model.labels import severity_label
from ita_xlsx.model.layout import measures_layout as layout
from ita_xlsx.model.text.digits import AsTyped
from ita_xlsx.output.book import Book
from ita_xlsx.output.list_sheets import (
    FULL_WIDTH,
    LINE_HEIGHT,
    close_list,
    open_list,
    write_line,
    write_list_header,
)
from ita_xlsx.output.measures import texts
from ita_xlsx.output.measures.measures_report import MeasuresReport
from ita_xlsx.output.sheets import one_line
from ita_xlsx.output.texts import without_command

_WIDTHS = {
    "number": 5, "severity": 13, "message": 72, "fix": 42, "file": 28, "cell": 18, "full": FULL_WIDTH, "code": 14,
}  # fmt: skip
_MOST = 10_000


def write_findings(book: Book, report: MeasuresReport, findings: Sequence[Finding]) -> None:
    """Write one row per finding, the most grave first."""
    listed = sort_by_severity(findings)[:_MOST]
    table, widths = layout.findings_table(len(listed)), list(_WIDTHS.values())
    sheet = open_list(book, report.round_of_plan, table.sheet, texts.FINDINGS_TITLE, widths)
    line = texts.FINDINGS_LINE if len(listed) == len(findings) else texts.FINDINGS_LEFT
    line = line.format(count=len(findings), listed=len(listed)) if listed else texts.NO_FINDINGS
    sheet.text(2, 0, line, "beside")
    sheet.height(2, LINE_HEIGHT)
    write_list_header(sheet, table, widths)
    for row, finding in enumerate(listed, table.first_row):
        message, fix = message_and_fix(finding, "th")
        file = finding.file.replace("\\", "/").rpartition("/")[2]
        contents = {
            "severity": severity_label(finding), "message": message, "fix": without_command(fix),
            "file": AsTyped(one_line(file, _WIDTHS["file"])), "cell": finding.place,
        }  # fmt: skip
        write_line(sheet, table, row, contents, _WIDTHS, "severity")
        sheet.text(row, table.col("code"), finding.code, "beside")
    close_list(sheet, report.round_of_plan, table, layout.LAST_ON_PAPER[table.sheet], frozen="")
