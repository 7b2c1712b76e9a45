"""Everything that was found in every file, for whoever has to write back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ita_xlsx.model.findings import Finding, Severity, most_grave_first, words_of
from ita_xlsx.model.layout.grid import Table
from ita_xlsx.model.layout.province_layout import FINDINGS, ProvinceLayout
from ita_xlsx.model.round_state import RoundState
from ita_xlsx.output.book import Book, Sheet
from ita_xlsx.output.province import texts
from ita_xlsx.output.sheets import fit_row, open_sheet, print_narrow, short_file, short_name
from ita_xlsx.output.texts import SEVERITY

_WIDTHS = {
    "number": 8, "agency": 32, "file": 36, "severity": 12, "code": 8, "sheet": 15, "cell": 11, "value": 18,
    "message": 50, "fix": 42,
}  # fmt: skip
# More rows than a person reads; the rest is in the tables of the export.
MOST = 20_000
_CENTRED = frozenset({"severity", "code", "cell"})


def write_findings(book: Book, province: RoundState, layout: ProvinceLayout) -> None:
    """The findings file by file, most grave first; errors are kept when not all fit."""
    counts = Counter(finding.severity for _, _, finding in _all(province))
    total = counts.total()
    shown = min(total, MOST)
    table = layout.findings(shown)
    widths = list(_WIDTHS.values())
    sheet = open_sheet(book, province, FINDINGS, texts.FINDINGS_TITLE, widths)
    sheet.text(2, 0, _line(total, shown), "strong")
    sheet.height(2, 26)
    sheet.header(table.header_row, 0, [column.header for column in table.columns], widths)
    room = _room(counts)
    row = table.header_row
    for agency, file, finding in _all(province):
        if room[finding.severity] > 0:
            room[finding.severity] -= 1
            row += 1
            _row(sheet, table, row, (agency, file), finding)
    if not total:
        sheet.text(table.first_row, table.col("message"), texts.NO_FINDINGS, "text")
    sheet.worksheet.autofilter(table.header_row, 0, table.last_row, table.last_col)
    sheet.worksheet.freeze_panes(table.first_row, table.col("file"))
    print_narrow(sheet, province, table.header_row, (table.last_row, table.last_col), (table.first_row, table.last_row))


def _line(total: int, shown: int) -> str:
    if not total:
        return texts.NO_FINDINGS
    if shown < total:
        return texts.FINDINGS_LEFT.format(shown=shown, count=total, left=total - shown)
    return texts.FINDINGS_LINE.format(count=total)


def _room(counts: Counter[Severity]) -> dict[Severity, int]:
    """How many of each severity are shown: the grave ones take their place first."""
    left, room = MOST, {}
    for severity in Severity:
        room[severity] = min(left, counts[severity])
        left -= room[severity]
    return room


def _all(province: RoundState) -> Iterator[tuple[str, str, Finding]]:
    """Agency, file and finding: of the roster's agencies, then of files that belong to none."""
    for member in province.members:
        own = (member.reading,) if member.reading else ()
        for reading in (*own, *member.others):
            for finding in most_grave_first(reading.findings):
                yield member.agency.name, reading.file, finding
    for stray in (*province.unknown, *province.wrong_year, *province.unreadable):
        for finding in most_grave_first(stray.reading.findings):
            yield stray.reading.name, stray.reading.file, finding
    for finding in province.passed_over:
        yield "", finding.file, finding


def _row(sheet: Sheet, table: Table, row: int, origin: tuple[str, str], finding: Finding) -> None:
    message, fix = words_of(finding, "th")
    contents = {
        "agency": origin[0], "file": short_file(origin[1] or finding.file),
        "severity": SEVERITY[finding.severity], "code": finding.code,
        "sheet": finding.sheet or "", "cell": finding.cell or "",
        "value": short_name(finding.value or "", 120), "message": message, "fix": fix,
    }  # fmt: skip
    sheet.number(row, 0, row - table.header_row, "count")
    for key, text in contents.items():
        sheet.text(row, table.col(key), text, "centre" if key in _CENTRED else "text")
    fit_row(sheet, row, [(text, _WIDTHS[key]) for key, text in contents.items() if text])
