"""Write the sheet with the status of every agency's return, and the files that belong to no agency.

Takes the state of a round; writes one row per agency of the roster, and blocks of files below.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ita_xlsx.model.findings import Finding, Severity, Trait, has_trait, message_and_fix, sort_by_severity
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.labels import label_of, return_label
from ita_xlsx.model.layout.grid import Table, a1
from ita_xlsx.model.layout.province_layout import (
    COUNTED_STATES,
    INCOMPLETE_RETURN,
    LATE,
    NO_TABLE_SCORE,
    STATUS,
    ProvinceLayout,
)
from ita_xlsx.model.round_state import (
    AgencyReturn,
    ReturnSummary,
    RoundState,
    State,
    UnassignedFile,
    answers_together,
    bare_name,
)
from ita_xlsx.model.text.dates import thai_date
from ita_xlsx.output.book import Book, Sheet
from ita_xlsx.output.cells.long_columns import Cell, Columns
from ita_xlsx.output.formulas import Live
from ita_xlsx.output.formulas import province as formulas
from ita_xlsx.output.province import texts
from ita_xlsx.output.province.list_sheets import (
    TITLE_ROW,
    fit_low,
    freeze,
    open_list,
    speaker_of,
    write_headers,
    write_message,
    write_note,
)
from ita_xlsx.output.province.state_counts import due_of_returns
from ita_xlsx.output.sheets import day_number, join_parts, print_narrow, round_title, short_file
from ita_xlsx.output.styles import TAB_READ

_WIDTHS = {
    "number": 4.5, "code": 6.5, "name": 43.8, "state": 19, "late": 7, "received": 12.5, "origin": 13.6,
    "answered": 9.9, "expected": 7.5, "errors": 11, "warnings": 9.5, "decision": 36, "file": 24, "others": 60,
    "respondents": 24,
}  # fmt: skip
_COUNTS = ("answered", "expected", "errors", "warnings")
_AGENCY_KEYS = ("code", "name", "state", "origin", "late")
_FILE_KEYS = ("decision", "file", "others", "respondents")
_RECORD_WIDTHS = {**_WIDTHS, "decision": 25, "file": 49}
# The states that need work, in the order in which the sheet lists them; late returns follow, then all others.
_FIRST = (
    label_of(State.MISSING), label_of(State.NOT_A_FORM), label_of(State.UNDECIDED),
    label_of(State.HELD_BACK), label_of(State.REJECTED),
    INCOMPLETE_RETURN,
)  # fmt: skip
# The most files that one block below the roster lists; nobody reads more in a sheet.
_MOST_UNASSIGNED = 300
# Points between two blocks.
_GAP = 9.0
_TINTS = (
    (label_of(State.RETURNED), "good"),
    (INCOMPLETE_RETURN, "caution"),
    (label_of(State.UNDECIDED), "caution"),
    (label_of(State.HELD_BACK), "caution"),
    (label_of(State.REJECTED), "bad"),
    (label_of(State.NOT_A_FORM), "bad"),
    (label_of(State.MISSING), "bad"),
)


def write_status_sheet(
    book: Book,
    round_state: RoundState,
    layout: ProvinceLayout,
    made_on: str,
    further: str = "",
    *,
    is_record: bool = False,
) -> None:
    """Write the status of every agency, those that need work first.

    ``made_on`` is the line with the day of issue and the deadline; ``further`` is a remark that follows it. The sheet
    of a finished round ``is_record``: whole names of files stand in the place of the counts.
    """
    table = layout.status(len(round_state.members))
    widths = list((_RECORD_WIDTHS if is_record else _WIDTHS).values())
    title = round_title(texts.STATUS_TITLE, round_state)
    sheet = open_list(book, round_state, STATUS, title, widths, tab=TAB_READ, with_heading=False)
    due = due_of_returns(round_state, table, STATUS, round_state.awaited)
    write_message(sheet, _message(sheet, round_state, table), table.last_col, due=due)
    write_note(sheet, 2, join_parts((made_on, further, *_files_below(round_state))))
    write_headers(sheet, table, widths)
    with sheet.fast_rows() as columns:
        agencies = _StatusColumns(columns, sheet, table, widths)
        for row, (number, member) in enumerate(_problems_first(round_state), table.first_row):
            agencies.write(row, number, member, round_state)
    _tint_states(sheet, table)
    last_printed = table.col("file" if is_record else "decision")
    row, blocks = _write_blocks(sheet, table, round_state, widths, is_record=is_record)
    freeze(sheet, table, "name")
    if is_record:
        sheet.hide_columns(table.col(_COUNTS[0]), table.col(_COUNTS[-1]))
    rows = (table.first_row, table.last_row)
    # Names of files stand right of what is printed until the round is finished: a paper has no room for them.
    print_narrow(sheet, round_state, table.header_row, (row, last_printed), rows, blocks)


def _files_below(round_state: RoundState) -> Iterator[str]:
    """Yield how many files below the list are of no agency, and how many are no forms of an agency that is known."""
    sent = _senders(round_state)
    of_agency = sum(item.basis is not None for item in round_state.unreadable)
    of_agency += sum(item.file in sent for item in _passed_files(round_state))
    listed = (round_state.unknown, round_state.wrong_year, round_state.unreadable, _passed_files(round_state))
    for text, count in (
        (texts.UNASSIGNED_BELOW, sum(map(len, listed)) - of_agency),
        (texts.NO_FORMS_BELOW, of_agency),
    ):
        if count:
            yield text.format(count=count)


def _senders(round_state: RoundState) -> Mapping[str, str]:
    """Return the agency of each file that was not opened, as far as it is known, by the name of the file."""
    return {
        item.summary.file: f"{item.nearest.code} {item.nearest.name}"
        for item in round_state.unopened
        if item.nearest is not None
    }


def _problems_first(round_state: RoundState) -> list[tuple[int, AgencyReturn]]:
    """Return the agencies with their numbers in the roster: those that need work, then late ones, then the others."""

    def urgency(entry: tuple[int, AgencyReturn]) -> int:
        word = return_label(entry[1])
        if word == NO_TABLE_SCORE:
            return len(_FIRST)
        return _FIRST.index(word) if word in _FIRST else len(_FIRST) + (not entry[1].late)

    return sorted(enumerate(round_state.members, 1), key=urgency)


def _message(sheet: Sheet, round_state: RoundState, table: Table) -> Live:
    """Return one live sentence with the number of agencies in each state; what needs work stands first."""
    speaker = speaker_of(sheet)
    states, names = table.span("state", STATUS), table.span("name", STATUS)
    state_words = [return_label(member) for member in round_state.members]
    whole_word = COUNTED_STATES[0]
    sentence = speaker.words(texts.COMPLETE)
    sentence += speaker.count(formulas.word_count_expression(states, whole_word), state_words.count(whole_word))
    sentence += speaker.words(texts.OF) + speaker.count(formulas.filled_in(names), len(state_words))
    sentence += speaker.words(texts.AGENCIES)
    rare = (NO_TABLE_SCORE,) if NO_TABLE_SCORE in state_words else ()
    counted = (*_FIRST, *rare, label_of(State.DECLARED_NOTHING))
    counts = [(states, word, state_words.count(word)) for word in counted]
    counts.append((table.span("late", STATUS), LATE, sum(member.late for member in round_state.members)))
    for cells, word, count in counts:
        expression = formulas.word_count_expression(cells, word)
        phrase = speaker.words(f"{texts.DOT}{word} ") + speaker.count(expression, count)
        sentence += speaker.when(formulas.above_zero(expression), is_true=count > 0, phrase=phrase)
    return sentence.live


class _StatusColumns:
    """The columns of the list of returns."""

    def __init__(self, columns: Columns, sheet: Sheet, table: Table, widths: Sequence[float]) -> None:
        self._sheet = sheet
        cells = {"number": Cell("count")}
        cells |= {key: Cell("text" if key == "name" else "centre") for key in _AGENCY_KEYS}
        cells |= {"received": Cell("date", of_text="centre"), **dict.fromkeys(_COUNTS, Cell("count", of_text="centre"))}
        cells |= {key: Cell("text" if key == "decision" else "cut") for key in _FILE_KEYS}
        self._write = columns.rows({table.col(key): cell for key, cell in cells.items()})
        self._widths = [widths[table.col(key)] for key in (*_AGENCY_KEYS, "decision")]

    def write(self, row: int, number: int, member: AgencyReturn, round_state: RoundState) -> None:
        """Write an agency, what it sent and what was decided about it."""
        summary, day = member.summary, member.received.day
        contents = (
            member.agency.code, member.agency.name, return_label(member),
            label_of(member.received.origin) if day else "", LATE if member.late else "",
        )  # fmt: skip
        counts = _answer_counts(member, round_state.framework)
        decision = self._sheet.book.words(_decision_text(member))
        files = (
            decision, bare_name(summary.file) if summary else "",
            ", ".join(bare_name(item.file) for item in member.others),
            "; ".join(map(str, round_state.respondents_of(member))),
        )  # fmt: skip
        received = day_number(day) if day else ""
        self._write(row, (number, *contents, received, *(counts.get(key, "") for key in _COUNTS), *files))
        fit_low(self._sheet, row, zip((*contents, decision), self._widths, strict=True))


def _answer_counts(member: AgencyReturn, framework: Framework) -> Mapping[str, int]:
    """Return how many answers a form has, and its faults; of parts of one form the answers of all, without faults.

    A part has the faults of what is in the other part.
    """
    summary = member.summary
    if summary is None:
        return {}
    if member.halves:
        return {"answered": answers_together(member.halves, framework), "expected": summary.expected}
    severities = [finding.severity for finding in summary.findings]
    return {
        "answered": summary.answered, "expected": summary.expected,
        "errors": severities.count(Severity.ERROR), "warnings": severities.count(Severity.WARNING),
    }  # fmt: skip


def _decision_text(member: AgencyReturn) -> str:
    """Return the decision on the files of an agency, and how many of its scores are corrected."""
    corrections = member.summary.corrections if member.summary else ()
    corrected = texts.CORRECTED_COUNT.format(count=len(corrections)) if corrections else ""
    return " ".join(part for part in (_choice_text(member), corrected) if part)


def _choice_text(member: AgencyReturn) -> str:
    decision = member.decision
    if decision is None:
        return texts.OTHER_FILES.format(count=len(member.others)) if member.others else ""
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


def _write_blocks(
    sheet: Sheet, table: Table, round_state: RoundState, widths: Sequence[float], *, is_record: bool
) -> tuple[int, list[tuple[int, int]]]:
    """Write the files that count for no agency; return the last row and the rows that stay on one page."""
    # Every page repeats the roster's header, so each text stands below a header that fits: agency, note, file.
    file_from = table.col("decision" if is_record else "errors")
    spans = [
        (0, table.col("name")),
        (table.col("state"), file_from - 1),
        (file_from, table.col("file" if is_record else "decision")),
    ]
    row = table.last_row
    together: list[tuple[int, int]] = []
    for title, lines in _unassigned_blocks(round_state):
        start = row + 2
        row = _write_block(sheet, start, title, lines, spans, widths)
        # A heading stays on one page with its first lines; the other lines may move to the next page.
        head = min(row, start + 4)
        together += [(start, head), *((line, line) for line in range(head + 1, row + 1))] if row > start else []
    return row, together


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
            (short_file(item.summary.file), _sender_words(item), _worst_message(item.summary))
            for item in round_state.unreadable
        ],
    )
    passed = _passed_files(round_state)
    sent = _senders(round_state)
    lines = [(short_file(item.file), sent.get(item.file, ""), _about_passed(item)) for item in passed]
    yield texts.PASSED_TITLE, lines


def _passed_files(round_state: RoundState) -> list[Finding]:
    """Return the findings about files that were passed over; an empty folder is no file."""
    return [item for item in round_state.passed_over if not has_trait(item, Trait.NO_FILE)]


def _about_passed(finding: Finding) -> str:
    """Return why a file was passed over; the folder it lies in is said nowhere else on the sheet."""
    return message_and_fix(finding, "th")[0].replace(finding.file, short_file(finding.file))


def _write_block(
    sheet: Sheet,
    row: int,
    title: str,
    lines: Sequence[_Line],
    spans: Sequence[tuple[int, int]],
    widths: Sequence[float],
) -> int:
    """Write a heading and a line for each file; ``spans`` are the columns of agency, note and file."""
    if not lines:
        return row - 2
    sheet.text(row - 1, 0, "", "muted")
    sheet.height(row - 1, _GAP)
    sheet.words(row, 0, f"{title}: {len(lines):,} ไฟล์", "list_title")
    sheet.height(row, TITLE_ROW)
    for file, agency, note in lines[:_MOST_UNASSIGNED]:
        row += 1
        line = (agency, sheet.book.words(note), file)
        _write_merged(sheet, row, spans, line, "text")
        cells = [(text, sum(widths[first : last + 1])) for text, (first, last) in zip(line, spans, strict=True)]
        fit_low(sheet, row, cells)
    if len(lines) > _MOST_UNASSIGNED:
        row += 1
        sheet.words(row, 0, texts.LEFT_OUT.format(count=len(lines) - _MOST_UNASSIGNED), "muted")
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


def _sender_words(unassigned: UnassignedFile) -> str:
    """Return the agency that sent a file which cannot be read; one that only has a similar name is called so."""
    if unassigned.nearest is None:
        return ""
    is_known = unassigned.basis is not None
    return f"{unassigned.nearest.code} {unassigned.nearest.name}" if is_known else _nearest_words(unassigned)


def _year_words(unassigned: UnassignedFile) -> str:
    return texts.OF_YEAR.format(year=unassigned.summary.year) if unassigned.summary.year else ""


def _worst_message(summary: ReturnSummary) -> str:
    worst = sort_by_severity(summary.findings)
    return message_and_fix(worst[0], "th")[0] if worst else ""
