"""Write the sheet with the status of every agency's return, and the files that belong to no agency.

Takes the state of a round; writes one row per agency of the roster, and blocks of files below.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ita_xlsx.model.findings import Severity, message_and_fix, sort_by_severity
from ita_xlsx.model.labels import label_of
from ita_xlsx.model.layout.grid import Table, a1
from ita_xlsx.model.layout.province_layout import COUNTED_STATES, INCOMPLETE_RETURN, LATE, STATUS, ProvinceLayout
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
# The most files that one block below the roster lists; nobody reads more in a sheet.
_MOST_UNASSIGNED = 300
_TINTS = (
    (label_of(State.RETURNED), "good"),
    (INCOMPLETE_RETURN, "caution"),
    (label_of(State.UNDECIDED), "caution"),
    (label_of(State.REJECTED), "bad"),
    (label_of(State.MISSING), "bad"),
)


def state_word(member: AgencyReturn) -> str:
    """Return the Thai word for the state of a return; an incomplete return has a word of its own."""
    if member.state is State.RETURNED and not member.counts:
        return INCOMPLETE_RETURN
    return label_of(member.state)


def write_status_sheet(book: Book, round_state: RoundState, layout: ProvinceLayout, made_on: str) -> None:
    """Write the status of every agency; ``made_on`` is the line with the day of issue and the deadline."""
    table = layout.status(len(round_state.members))
    widths = list(_WIDTHS.values())
    sheet = open_sheet(book, round_state, STATUS, round_title(texts.STATUS_TITLE, round_state), widths)
    unassigned = sum(
        map(len, (round_state.unknown, round_state.wrong_year, round_state.unreadable, round_state.passed_over))
    )
    below = texts.UNASSIGNED_BELOW.format(count=unassigned) if unassigned else ""
    sheet.text(1, 0, join_parts((round_heading(round_state), made_on, below)), "subtitle")
    _write_counts(sheet, round_state, table)
    sheet.header(table.header_row, 0, [column.header for column in table.columns], widths)
    with sheet.fast_rows():
        for number, member in enumerate(round_state.members, 1):
            _write_agency(sheet, table, table.header_row + number, number, member)
    _tint_states(sheet, table)
    row = table.last_row
    blocks: list[tuple[int, int]] = []
    for title, lines in _unassigned_blocks(round_state):
        start = row + 2
        row = _write_block(sheet, table, start, title, lines)
        # A heading stays on one page with its first lines; the other lines may move to the next page.
        head = min(row, start + 4)
        blocks += [(start, head), *((line, line) for line in range(head + 1, row + 1))] if row > start else []
    sheet.worksheet.autofilter(table.header_row, 0, table.last_row, table.last_col)
    sheet.worksheet.freeze_panes(table.first_row, table.col("name") + 1)
    rows = (table.first_row, table.last_row)
    print_narrow(sheet, round_state, table.header_row, (row, table.last_col), rows, blocks)


def _write_counts(sheet: Sheet, round_state: RoundState, table: Table) -> None:
    """Write one live sentence with the number of agencies in each state."""
    states, names = table.span("state", STATUS), table.span("name", STATUS)
    state_words = [state_word(member) for member in round_state.members]
    parts = [("ทั้งหมด ", formulas.filled_in(names))]
    counts_text = [f"ทั้งหมด {len(state_words)}"]
    for word in COUNTED_STATES:
        parts.append(
            (f" หน่วยงาน   {word} " if len(parts) == 1 else f"   {word} ", formulas.word_count_expression(states, word))
        )
        counts_text.append((" หน่วยงาน   " if len(counts_text) == 1 else "   ") + f"{word} {state_words.count(word)}")
    late = sum(member.late for member in round_state.members)
    parts.append((f"   {LATE} ", formulas.word_count_expression(table.span("late", STATUS), LATE)))
    counts_text.append(f"   {LATE} {late}")
    sheet.live(2, 0, formulas.sentence(tuple(parts), "".join(counts_text)), "strong")
    sheet.height(2, 26)


def _write_agency(sheet: Sheet, table: Table, row: int, number: int, member: AgencyReturn) -> None:
    summary = member.summary
    sheet.number(row, 0, number, "count")
    file = short_file(summary.file) if summary else ""
    others = "\n".join(short_file(item.file) for item in member.others)
    contents = {
        "code": member.agency.code, "name": member.agency.name, "state": state_word(member),
        "origin": (texts.RECORDED if member.recorded else texts.FROM_FILE) if member.received else "",
        "late": LATE if member.late else "", "file": file, "others": others,
        "decision": _decision_text(member),
    }  # fmt: skip
    for key, text in contents.items():
        style = "text" if key in ("name", "file", "others", "decision") else "centre"
        sheet.text(row, table.col(key), text, style)
    if member.received:
        sheet.number(row, table.col("received"), day_number(member.received), "date")
    else:
        sheet.text(row, table.col("received"), "", "centre")
    _write_answer_counts(sheet, table, row, summary)
    fit_row(sheet, row, [(text, _WIDTHS[key]) for key, text in contents.items() if text])


def _write_answer_counts(sheet: Sheet, table: Table, row: int, summary: ReturnSummary | None) -> None:
    if summary is None:
        for key in ("answered", "expected", "errors", "warnings"):
            sheet.text(row, table.col(key), "", "centre")
        return
    severities = [finding.severity for finding in summary.findings]
    counts = {
        "answered": summary.answered, "expected": summary.expected,
        "errors": severities.count(Severity.ERROR), "warnings": severities.count(Severity.WARNING),
    }  # fmt: skip
    for key, count in counts.items():
        sheet.number(row, table.col(key), count, "count")


def _decision_text(member: AgencyReturn) -> str:
    decision = member.decision
    if decision is None:
        return ""
    uses = texts.USES.format(file=decision.file) if decision.file else ""
    when = f"({thai_date(decision.decided)})" if decision.decided else ""
    return " ".join(part for part in (uses, decision.reason, when) if part)


def _tint_states(sheet: Sheet, table: Table) -> None:
    col = table.col("state")
    for word, style in _TINTS:
        rule = {
            "type": "formula", "criteria": formulas.is_word(a1(table.first_row, col), word),
            "format": sheet.book.format(style, plain=True),
        }  # fmt: skip
        sheet.worksheet.conditional_format(table.first_row, col, table.last_row, col, rule)


_Line = tuple[str, str, str]


def _unassigned_blocks(round_state: RoundState) -> Iterator[tuple[str, list[_Line]]]:
    """Yield the blocks below the roster: a title, and lines of (file, agency the file names, note)."""
    yield (
        texts.UNKNOWN_TITLE,
        [(short_file(item.summary.file), _agency_in_file(item), _nearest_words(item)) for item in round_state.unknown],
    )
    yield (
        texts.WRONG_YEAR_TITLE,
        [(short_file(item.summary.file), _agency_in_file(item), _year_words(item)) for item in round_state.wrong_year],
    )
    yield (
        texts.UNREADABLE_TITLE,
        [
            (short_file(item.summary.file), _nearest_words(item) if item.nearest else "", _worst_message(item.summary))
            for item in round_state.unreadable
        ],
    )
    yield texts.PASSED_TITLE, [(item.file, "", message_and_fix(item, "th")[0]) for item in round_state.passed_over]


def _write_block(sheet: Sheet, table: Table, row: int, title: str, lines: Sequence[_Line]) -> int:
    if not lines:
        return row - 2
    # Every page repeats the roster's header, so each text stands below a header that fits: agency, note, file.
    spans = [(0, table.col("name")), (table.col("state"), table.col("late")), (table.col("file"), table.last_col)]
    sheet.text(row, 0, f"{title}: {len(lines)} ไฟล์", "heading")
    sheet.height(row, 31)
    widths = list(_WIDTHS.values())
    for file, agency, note in lines[:_MOST_UNASSIGNED]:
        row += 1
        line = (agency, note, file)
        _write_merged(sheet, row, spans, line, "text")
        cells = [(text, sum(widths[first : last + 1])) for text, (first, last) in zip(line, spans, strict=True)]
        fit_row(sheet, row, cells)
    if len(lines) > _MOST_UNASSIGNED:
        row += 1
        sheet.text(row, 0, texts.LEFT_OUT.format(count=len(lines) - _MOST_UNASSIGNED), "muted")
    return row


def _write_merged(sheet: Sheet, row: int, spans: Sequence[tuple[int, int]], line: Sequence[str], style: str) -> None:
    for (first, last), text in zip(spans, line, strict=True):
        sheet.worksheet.merge_range(row, first, row, last, "", sheet.book.format(style))
        sheet.text(row, first, text, style)


def _agency_in_file(unassigned: UnassignedFile) -> str:
    return f"{unassigned.summary.code} {unassigned.summary.name}".strip()


def _nearest_words(unassigned: UnassignedFile) -> str:
    if unassigned.agency_of_code is not None:
        code_owner = {"code": unassigned.agency_of_code.code, "name": unassigned.agency_of_code.name}
        if unassigned.nearest is None:
            return texts.OTHER_PROVINCE.format(**code_owner)
        return texts.TWO_AGENCIES.format(**code_owner, other=unassigned.nearest.code)
    if unassigned.nearest is None:
        return texts.NO_NEAREST
    return texts.NEAREST.format(code=unassigned.nearest.code, name=unassigned.nearest.name)


def _year_words(unassigned: UnassignedFile) -> str:
    return texts.OF_YEAR.format(year=unassigned.summary.year) if unassigned.summary.year else ""


def _worst_message(summary: ReturnSummary) -> str:
    worst = sort_by_severity(summary.findings)
    return message_and_fix(worst[0], "th")[0] if worst else ""
