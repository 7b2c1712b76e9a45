"""Write the sheet with the findings of all returned files of a round.

Takes a ``ProvinceReport``; writes one row per finding, so that the officer can answer the agencies.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ita_xlsx.model.findings import Finding, Severity, message_and_fix, sort_by_severity
from ita_xlsx.model.labels import severity_label
from ita_xlsx.model.layout.grid import Table
from ita_xlsx.model.layout.page import line_count
from ita_xlsx.model.layout.province_layout import FINDINGS
from ita_xlsx.output.book import Book, Sheet
from ita_xlsx.output.formulas import Live
from ita_xlsx.output.formulas import province as formulas
from ita_xlsx.output.province import texts
from ita_xlsx.output.province.list_sheets import (
    cut_text,
    dense_lines,
    freeze,
    open_list,
    speaker_of,
    write_headers,
    write_message,
)
from ita_xlsx.output.province.province_report import ProvinceReport
from ita_xlsx.output.sheets import print_narrow, short_file
from ita_xlsx.output.styles import DENSE
from ita_xlsx.output.texts import without_command

_WIDTHS = {
    "number": 5, "severity": 11, "agency": 26, "message": 54, "fix": 38, "sheet": 13, "cell": 7, "value": 11,
    "file": 14, "code": 7,
}  # fmt: skip
_LINES = 2
# The name of an agency, a file, and a finding about it.
_Entry = tuple[str, str, Finding]
# Nobody reads more rows than this; the exported tables hold all findings.
MOST = 20_000
_CENTERED = frozenset({"severity", "code", "cell", "sheet"})


def write_findings(book: Book, report: ProvinceReport) -> None:
    """Write the findings by kind, errors first; if not all fit, errors go before warnings."""
    round_state = report.province
    entries = _by_kind(report)
    total, listed = len(entries), entries[:MOST]
    table = report.layout.findings(len(listed))
    widths = list(_WIDTHS.values())
    sheet = open_list(book, round_state, FINDINGS, texts.FINDINGS_TITLE, widths)
    due = _count_errors(table, listed)
    write_message(sheet, _message(sheet, table, entries, len(listed)), table.last_col, due=due)
    write_headers(sheet, table, widths)
    for number, (agency, file, finding) in enumerate(listed, 1):
        _write_row(sheet, table, table.header_row + number, (agency, file), finding)
    if not total:
        sheet.text(table.first_row, table.col("message"), texts.NO_FINDINGS, "text")
    freeze(sheet, table, "agency")
    print_narrow(
        sheet, round_state, table.header_row, (table.last_row, table.last_col), (table.first_row, table.last_row)
    )


def _message(sheet: Sheet, table: Table, entries: list[_Entry], listed: int) -> Live:
    """Return how many findings of each severity the sheet lists, or how many it leaves out."""
    speaker, total = speaker_of(sheet), len(entries)
    if not total:
        return speaker.words(texts.NO_FINDINGS).live
    if listed < total:
        return speaker.words(texts.FINDINGS_LEFT.format(listed=listed, count=total, left=total - listed)).live
    cells = table.span("severity", FINDINGS)
    text = speaker.words(texts.FINDINGS_LINE) + speaker.count(formulas.filled_in(cells), total)
    text += speaker.words(texts.FINDINGS_ENTRIES)
    for word, count in Counter(severity_label(finding) for _, _, finding in entries).items():
        expression = formulas.word_count_expression(cells, word)
        phrase = speaker.words(f"{texts.DOT}{word} ") + speaker.count(expression, count)
        text += speaker.when(formulas.above_zero(expression), is_true=count > 0, phrase=phrase)
    return text.live


def _count_errors(table: Table, listed: list[_Entry]) -> Live:
    """Return how many of the listed findings are errors, by the words for their severity."""
    errors = Counter(severity_label(finding) for _, _, finding in listed if finding.severity is Severity.ERROR)
    cells = table.span("severity", FINDINGS)
    expressions = [formulas.word_count_expression(cells, word) for word in errors] or ["0"]
    return formulas.live_expression("+".join(expressions), errors.total())


def _by_kind(report: ProvinceReport) -> list[_Entry]:
    """Return the findings with the gravest first, and of each severity the most frequent kind first."""
    entries = list(_findings_by_file(report))
    frequency = Counter(finding.code for _, _, finding in entries)
    severities = list(Severity)

    def place(entry: _Entry) -> tuple[int, int, str]:
        finding = entry[2]
        return (severities.index(finding.severity), -frequency[finding.code], finding.code)

    return sorted(entries, key=place)


def _findings_by_file(report: ProvinceReport) -> Iterator[_Entry]:
    """Yield (agency name, file, finding): files of agencies in the roster's order, then files without an agency."""
    round_state = report.province
    for member in round_state.members:
        counted = (member.summary,) if member.summary else ()
        files = (*counted, *member.others)
        for summary in files:
            # The file says something only where the agency sent several.
            file = summary.file if len(files) > 1 else ""
            for finding in sort_by_severity(summary.findings) if summary.findings else ():
                yield report.brief_name(member.agency), file, finding
    for unassigned in (*round_state.unknown, *round_state.wrong_year, *round_state.unreadable):
        for finding in sort_by_severity(unassigned.summary.findings):
            yield unassigned.summary.name, unassigned.summary.file, finding
    for finding in round_state.passed_over:
        yield "", finding.file, finding


def _write_row(sheet: Sheet, table: Table, row: int, origin: tuple[str, str], finding: Finding) -> None:
    message, fix = (sheet.book.words(text) for text in message_and_fix(finding, "th"))
    contents = {
        "severity": severity_label(finding), "agency": cut_text(origin[0], _WIDTHS["agency"], _LINES),
        "message": cut_text(message, _WIDTHS["message"], _LINES),
        "fix": cut_text(without_command(fix), _WIDTHS["fix"], _LINES),
        "sheet": cut_text(finding.sheet or "", _WIDTHS["sheet"]), "cell": finding.cell or "",
        "value": cut_text(sheet.book.words(finding.value or ""), _WIDTHS["value"]), "code": finding.code,
    }  # fmt: skip
    sheet.number(row, 0, row - table.header_row, "count")
    for key, text in contents.items():
        sheet.text(row, table.col(key), text, "centre" if key in _CENTERED else "text")
    sheet.text(row, table.col("file"), short_file(origin[1]) if origin[1] else "", "cut")
    lines = max(line_count(text, _WIDTHS[key], DENSE) for key, text in contents.items())
    sheet.height(row, dense_lines(lines))
