"""Write the sheet with the findings about measures.

Takes findings; writes one row per finding, so that the officer can answer the agencies.
"""

from __future__ import annotations

from collections.abc import Sequence

from ita_xlsx.model.findings import Finding, message_and_fix, sort_by_severity
from ita_xlsx.model.labels import severity_label
from ita_xlsx.model.layout import measures_layout as layout
from ita_xlsx.output.book import Book
from ita_xlsx.output.measures import texts
from ita_xlsx.output.measures.measures_report import MeasuresReport
from ita_xlsx.output.sheets import fit_row, open_sheet, print_narrow

_WIDTHS = {"number": 6, "severity": 13, "code": 9, "file": 26, "cell": 30, "message": 66, "fix": 46}
_MOST = 10_000


def write_findings(book: Book, report: MeasuresReport, findings: Sequence[Finding]) -> None:
    """Write one row per finding, the most grave first."""
    listed = sort_by_severity(findings)[:_MOST]
    table, widths = layout.findings_table(len(listed)), list(_WIDTHS.values())
    round_state = report.measures.province
    sheet = open_sheet(book, round_state, table.sheet, texts.FINDINGS_TITLE, widths)
    line = texts.FINDINGS_LINE if len(listed) == len(findings) else texts.FINDINGS_LEFT
    line = line.format(count=len(findings), listed=len(listed)) if listed else texts.NO_FINDINGS
    sheet.text(2, 0, line, "strong")
    sheet.height(2, 26)
    sheet.header(table.header_row, 0, [column.header for column in table.columns], widths)
    for row, finding in enumerate(listed, table.first_row):
        message, fix = message_and_fix(finding, "th")
        file = finding.file.replace("\\", "/").rpartition("/")[2]
        contents = {
            "severity": severity_label(finding), "code": finding.code, "file": file, "cell": finding.place,
            "message": message, "fix": fix,
        }  # fmt: skip
        sheet.number(row, 0, row - table.header_row, "count")
        for key, text in contents.items():
            sheet.text(row, table.col(key), text, "centre" if key in ("severity", "code") else "text")
        fit_row(sheet, row, [(text, _WIDTHS[key]) for key, text in contents.items()])
    sheet.worksheet.autofilter(table.header_row, 0, table.last_row, table.last_col)
    sheet.worksheet.freeze_panes(table.first_row, 0)
    rows = (table.first_row, table.last_row)
    print_narrow(sheet, round_state, table.header_row, (table.last_row, table.last_col), rows)
