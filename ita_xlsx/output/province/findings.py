"""Write the sheet with the findings of all returned files of a round.

Takes the state of the round; writes one row per finding, so that the officer can answer the agencies.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ita_xlsx.model.findings import Finding, Severity, message_and_fix, sort_by_severity
from ita_xlsx.model.labels import severity_label
from ita_xlsx.model.layout.grid import Table
from ita_xlsx.model.layout.province_layout import FINDINGS, ProvinceLayout
from ita_xlsx.model.round_state import RoundState
from ita_xlsx.output.book import Book, Sheet
from ita_xlsx.output.province import texts
from ita_xlsx.output.sheets import fit_row, open_sheet, print_narrow, short_file, short_name

_WIDTHS = {
    "number": 8, "agency": 32, "file": 36, "severity": 12, "code": 8, "sheet": 15, "cell": 11, "value": 18,
    "message": 50, "fix": 42,
}  # fmt: skip
# Nobody reads more rows than this; the exported tables hold all findings.
MOST = 20_000
_CENTERED = frozenset({"severity", "code", "cell"})


def write_findings(book: Book, round_state: RoundState, layout: ProvinceLayout) -> None:
    """Write the findings file by file, most grave first; if not all fit, errors go before warnings."""
    counts = Counter(finding.severity for _, _, finding in _findings_by_file(round_state))
    total = counts.total()
    listed = min(total, MOST)
    table = layout.findings(listed)
    widths = list(_WIDTHS.values())
    sheet = open_sheet(book, round_state, FINDINGS, texts.FINDINGS_TITLE, widths)
    sheet.text(2, 0, _findings_line(total, listed), "strong")
    sheet.height(2, 26)
    sheet.header(table.header_row, 0, [column.header for column in table.columns], widths)
    rows_left = _rows_by_severity(counts)
    row = table.header_row
    for agency, file, finding in _findings_by_file(round_state):
        if rows_left[finding.severity] > 0:
            rows_left[finding.severity] -= 1
            row += 1
            _write_row(sheet, table, row, (agency, file), finding)
    if not total:
        sheet.text(table.first_row, table.col("message"), texts.NO_FINDINGS, "text")
    sheet.worksheet.autofilter(table.header_row, 0, table.last_row, table.last_col)
    sheet.worksheet.freeze_panes(table.first_row, table.col("file"))
    print_narrow(
        sheet, round_state, table.header_row, (table.last_row, table.last_col), (table.first_row, table.last_row)
    )


def _findings_line(total: int, listed: int) -> str:
    if not total:
        return texts.NO_FINDINGS
    if listed < total:
        return texts.FINDINGS_LEFT.format(listed=listed, count=total, left=total - listed)
    return texts.FINDINGS_LINE.format(count=total)


def _rows_by_severity(counts: Counter[Severity]) -> dict[Severity, int]:
    """Return how many findings of each severity the sheet lists; grave ones come first."""
    rows_free, rows_left = MOST, {}
    for severity in Severity:
        rows_left[severity] = min(rows_free, counts[severity])
        rows_free -= rows_left[severity]
    return rows_left


def _findings_by_file(round_state: RoundState) -> Iterator[tuple[str, str, Finding]]:
    """Yield (agency name, file, finding): files of agencies in the roster's order, then files without an agency."""
    for member in round_state.members:
        counted = (member.summary,) if member.summary else ()
        for summary in (*counted, *member.others):
            for finding in sort_by_severity(summary.findings):
                yield member.agency.name, summary.file, finding
    for unassigned in (*round_state.unknown, *round_state.wrong_year, *round_state.unreadable):
        for finding in sort_by_severity(unassigned.summary.findings):
            yield unassigned.summary.name, unassigned.summary.file, finding
    for finding in round_state.passed_over:
        yield "", finding.file, finding


def _write_row(sheet: Sheet, table: Table, row: int, origin: tuple[str, str], finding: Finding) -> None:
    message, fix = message_and_fix(finding, "th")
    contents = {
        "agency": origin[0], "file": short_file(origin[1] or finding.file),
        "severity": severity_label(finding), "code": finding.code,
        "sheet": finding.sheet or "", "cell": finding.cell or "",
        "value": short_name(finding.value or "", 120), "message": message, "fix": fix,
    }  # fmt: skip
    sheet.number(row, 0, row - table.header_row, "count")
    for key, text in contents.items():
        sheet.text(row, table.col(key), text, "centre" if key in _CENTERED else "text")
    fit_row(sheet, row, [(text, _WIDTHS[key]) for key, text in contents.items() if text])
