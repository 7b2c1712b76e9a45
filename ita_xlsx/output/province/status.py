"""What became of every agency of the roster, and of every file that belongs to none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ita_xlsx.model.findings import Severity, most_grave_first, words_of
from ita_xlsx.model.layout.grid import Table, a1
from ita_xlsx.model.layout.province_layout import INCOMPLETE_RETURN, LATE, STATES, STATUS, ProvinceLayout
from ita_xlsx.model.round_state import AgencyReturn, ReturnSummary, RoundState, State, UnassignedFile
from ita_xlsx.model.text.dates import thai_date
from ita_xlsx.output.book import Book, Sheet
from ita_xlsx.output.formulas import province as formulas
from ita_xlsx.output.province import texts
from ita_xlsx.output.sheets import (
    day_number,
    fit_row,
    join_parts,
    open_sheet,
    print_narrow,
    round_heading,
    round_title,
    short_file,
)

_WIDTHS = {
    "number": 6, "code": 9, "name": 36, "state": 17, "received": 17, "origin": 16, "late": 9, "file": 38,
    "others": 32, "answered": 10, "expected": 10, "errors": 11, "warnings": 10, "decision": 32,
}  # fmt: skip
# Files listed below the roster; more would not be read in a sheet.
_MOST_STRAYS = 300
_TINTS = (
    (STATES[State.RETURNED], "good"),
    (INCOMPLETE_RETURN, "caution"),
    (STATES[State.UNDECIDED], "caution"),
    (STATES[State.REJECTED], "bad"),
    (STATES[State.MISSING], "bad"),
)


def state_word(member: AgencyReturn) -> str:
    """The state in a word; a return that is not complete says so."""
    if member.state is State.RETURNED and not member.counts:
        return INCOMPLETE_RETURN
    return STATES[member.state]


def write_status_sheet(book: Book, province: RoundState, layout: ProvinceLayout, made_on: str) -> None:
    """The sheet of the roster against what came."""
    table = layout.status(len(province.members))
    widths = list(_WIDTHS.values())
    sheet = open_sheet(book, province, STATUS, round_title(texts.STATUS_TITLE, province), widths)
    strays = sum(map(len, (province.unknown, province.wrong_year, province.unreadable, province.passed_over)))
    below = texts.STRAYS_BELOW.format(count=strays) if strays else ""
    sheet.text(1, 0, join_parts((round_heading(province), made_on, below)), "subtitle")
    _counts(sheet, province, table)
    sheet.header(table.header_row, 0, [column.header for column in table.columns], widths)
    with sheet.row_after_row():
        for number, member in enumerate(province.members, 1):
            _member(sheet, table, table.header_row + number, number, member)
    _tint(sheet, table)
    row = table.last_row
    blocks: list[tuple[int, int]] = []
    for title, lines in _blocks(province):
        start = row + 2
        row = _block(sheet, table, start, title, lines)
        # A heading stays with its first lines; the rest may go on to the next page.
        head = min(row, start + 4)
        blocks += [(start, head), *((at, at) for at in range(head + 1, row + 1))] if row > start else []
    sheet.worksheet.autofilter(table.header_row, 0, table.last_row, table.last_col)
    sheet.worksheet.freeze_panes(table.first_row, table.col("name") + 1)
    rows = (table.first_row, table.last_row)
    print_narrow(sheet, province, table.header_row, (row, table.last_col), rows, blocks)


def _counts(sheet: Sheet, province: RoundState, table: Table) -> None:
    """One live sentence: how many agencies are in which state."""
    states, names = table.span("state", STATUS), table.span("name", STATUS)
    found = [state_word(member) for member in province.members]
    words = (STATES[State.RETURNED], INCOMPLETE_RETURN, *(STATES[state] for state in list(STATES)[1:]))
    parts = [("ทั้งหมด ", formulas.filled_in(names))]
    said = [f"ทั้งหมด {len(found)}"]
    for word in words:
        parts.append((f" หน่วยงาน   {word} " if len(parts) == 1 else f"   {word} ", formulas.saying(states, word)))
        said.append((" หน่วยงาน   " if len(said) == 1 else "   ") + f"{word} {found.count(word)}")
    late = sum(member.late for member in province.members)
    parts.append((f"   {LATE} ", formulas.saying(table.span("late", STATUS), LATE)))
    said.append(f"   {LATE} {late}")
    sheet.live(2, 0, formulas.sentence(tuple(parts), "".join(said)), "strong")
    sheet.height(2, 26)


def _member(sheet: Sheet, table: Table, row: int, number: int, member: AgencyReturn) -> None:
    reading = member.reading
    sheet.number(row, 0, number, "count")
    file = short_file(reading.file) if reading else ""
    others = "\n".join(short_file(item.file) for item in member.others)
    contents = {
        "code": member.agency.code, "name": member.agency.name, "state": state_word(member),
        "origin": (texts.RECORDED if member.recorded else texts.FROM_FILE) if member.received else "",
        "late": LATE if member.late else "", "file": file, "others": others,
        "decision": _decision(member),
    }  # fmt: skip
    for key, text in contents.items():
        style = "text" if key in ("name", "file", "others", "decision") else "centre"
        sheet.text(row, table.col(key), text, style)
    if member.received:
        sheet.number(row, table.col("received"), day_number(member.received), "date")
    else:
        sheet.text(row, table.col("received"), "", "centre")
    _reading(sheet, table, row, reading)
    fit_row(sheet, row, [(text, _WIDTHS[key]) for key, text in contents.items() if text])


def _reading(sheet: Sheet, table: Table, row: int, reading: ReturnSummary | None) -> None:
    if reading is None:
        for key in ("answered", "expected", "errors", "warnings"):
            sheet.text(row, table.col(key), "", "centre")
        return
    severities = [finding.severity for finding in reading.findings]
    counts = {
        "answered": reading.answered, "expected": reading.expected,
        "errors": severities.count(Severity.ERROR), "warnings": severities.count(Severity.WARNING),
    }  # fmt: skip
    for key, count in counts.items():
        sheet.number(row, table.col(key), count, "count")


def _decision(member: AgencyReturn) -> str:
    decision = member.decision
    if decision is None:
        return ""
    uses = texts.USES.format(file=decision.file) if decision.file else ""
    when = f"({thai_date(decision.decided)})" if decision.decided else ""
    return " ".join(part for part in (uses, decision.why, when) if part)


def _tint(sheet: Sheet, table: Table) -> None:
    col = table.col("state")
    for word, style in _TINTS:
        rule = {
            "type": "formula", "criteria": formulas.is_word(a1(table.first_row, col), word),
            "format": sheet.book.format(style, plain=True),
        }  # fmt: skip
        sheet.worksheet.conditional_format(table.first_row, col, table.last_row, col, rule)


_Line = tuple[str, str, str]


def _blocks(province: RoundState) -> Iterator[tuple[str, list[_Line]]]:
    """The blocks below the roster: a title, and lines of file, the agency it names, what is known."""
    yield (
        texts.UNKNOWN_TITLE,
        [(short_file(item.reading.file), _says(item), _nearest(item)) for item in province.unknown],
    )
    yield (
        texts.WRONG_YEAR_TITLE,
        [(short_file(item.reading.file), _says(item), _year(item)) for item in province.wrong_year],
    )
    yield (
        texts.UNREADABLE_TITLE,
        [
            (short_file(item.reading.file), _nearest(item) if item.nearest else "", _fault(item.reading))
            for item in province.unreadable
        ],
    )
    yield texts.PASSED_TITLE, [(item.file, "", words_of(item, "th")[0]) for item in province.passed_over]


def _block(sheet: Sheet, table: Table, row: int, title: str, lines: Sequence[_Line]) -> int:
    if not lines:
        return row - 2
    # Below the columns of the roster, whose headers stand above them on every page: who, what is known, which file.
    spans = [(0, table.col("name")), (table.col("state"), table.col("late")), (table.col("file"), table.last_col)]
    sheet.text(row, 0, f"{title}: {len(lines)} ไฟล์", "heading")
    sheet.height(row, 31)
    widths = list(_WIDTHS.values())
    for file, says, note in lines[:_MOST_STRAYS]:
        row += 1
        line = (says, note, file)
        _merged(sheet, row, spans, line, "text")
        cells = [(text, sum(widths[first : last + 1])) for text, (first, last) in zip(line, spans, strict=True)]
        fit_row(sheet, row, cells)
    if len(lines) > _MOST_STRAYS:
        row += 1
        sheet.text(row, 0, texts.LEFT_OUT.format(count=len(lines) - _MOST_STRAYS), "muted")
    return row


def _merged(sheet: Sheet, row: int, spans: Sequence[tuple[int, int]], line: Sequence[str], style: str) -> None:
    for (first, last), text in zip(spans, line, strict=True):
        sheet.worksheet.merge_range(row, first, row, last, "", sheet.book.format(style))
        sheet.text(row, first, text, style)


def _says(stray: UnassignedFile) -> str:
    return f"{stray.reading.code} {stray.reading.name}".strip()


def _nearest(stray: UnassignedFile) -> str:
    if stray.agency_of_code is not None:
        said = {"code": stray.agency_of_code.code, "name": stray.agency_of_code.name}
        if stray.nearest is None:
            return texts.OTHER_PROVINCE.format(**said)
        return texts.TWO_AGENCIES.format(**said, other=stray.nearest.code)
    if stray.nearest is None:
        return texts.NO_NEAREST
    return texts.NEAREST.format(code=stray.nearest.code, name=stray.nearest.name)


def _year(stray: UnassignedFile) -> str:
    return texts.OF_YEAR.format(year=stray.reading.year) if stray.reading.year else ""


def _fault(reading: ReturnSummary) -> str:
    worst = most_grave_first(reading.findings)
    return words_of(worst[0], "th")[0] if worst else ""
