"""Write the sheet that leads from each score of an agency to the file and the cell in which it stands.

Takes the state of a round; writes a row per score. A province has a row for each score of this year, and for each
indicator of last year. With more agencies the answers are left out, and with very many all rows: the table ``trace`` of
the export has them.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from ita_xlsx.model.kind import Kind
from ita_xlsx.model.layout.trace_layout import TRACE, trace_table
from ita_xlsx.model.results import in_hundredths
from ita_xlsx.model.round_state import RoundState, State
from ita_xlsx.model.trace.file_place import file_place
from ita_xlsx.model.trace.trail import BETWEEN_FILES, TraceRow, trace_rows
from ita_xlsx.output.book import Book
from ita_xlsx.output.cells.long_columns import Cell
from ita_xlsx.output.formulas import province as formulas
from ita_xlsx.output.province.list_sheets import (
    freeze,
    open_list,
    speaker_of,
    write_headers,
    write_message,
    write_note,
)
from ita_xlsx.output.province.texts import subject_words
from ita_xlsx.output.province.trace import texts
from ita_xlsx.output.sheets import print_narrow

_WIDTHS = {
    "subject": 20, "code": 8, "name": 34, "year": 7, "score": 8, "kind": 14, "place": 26, "file": 40, "decision": 28,
    "digest": 18,
}  # fmt: skip
_CENTERED = frozenset({"code", "year", "kind"})
_NOTE_ROW, _ROW = 2, 18.0
_GROUPED = (Kind.OVERALL, Kind.INSTRUMENT, Kind.INDICATOR)
# Nobody filters more rows than this on a sheet.
MOST = 10_000


def write_trace(book: Book, round_state: RoundState) -> None:
    """Write the rows of all agencies, in the order of the framework and then of the roster."""
    rows, note = rows_of_sheet(round_state)
    table, widths = trace_table(len(rows)), list(_WIDTHS.values())
    sheet = open_list(book, round_state, TRACE, texts.TITLE, widths)
    speaker = speaker_of(sheet)
    if rows:
        count = formulas.filled_in(table.span("subject", TRACE))
        message = speaker.words(texts.COUNT) + speaker.count(count, len(rows)) + speaker.words(texts.ROWS)
    else:
        message = speaker.words(note)
    write_message(sheet, message.live, table.last_col)
    write_note(sheet, _NOTE_ROW, " · ".join((texts.HOW_TO, note)) if rows and note else texts.HOW_TO)
    write_headers(sheet, table, widths)
    subjects = {row.subject for row in rows}
    labels = {subject: book.words(subject_words(round_state.framework, subject)) for subject in subjects}
    with sheet.fast_rows() as columns:
        keys = [key for key in _WIDTHS if key != "score"]
        texts_of_row = {table.col(key): Cell("centre" if key in _CENTERED else "cut") for key in keys}
        write, write_corrected = (
            columns.rows({**texts_of_row, table.col("score"): Cell(style)}) for style in ("score", "score_corrected")
        )
        sheet.heights(table.first_row, table.header_row + len(rows), _ROW)
        years = {row.year: book.words(str(row.year)) for row in rows}
        for number, row in enumerate(rows, table.first_row):
            is_decided = row.choices or row.correction is not None
            decision = "; ".join(_decisions(row)) if is_decided else texts.NO_DECISION
            contents = (
                labels[row.subject], row.agency.code, row.agency.name, years[row.year], texts.KINDS[row.kind],
                row.place, _file(row.file), decision, row.digest, in_hundredths(row.value) / 100,
            )  # fmt: skip
            (write_corrected if row.correction else write)(number, contents)
    freeze(sheet, table, "name")
    # Nobody looks a score up on paper: the first scores of all agencies show how it is done.
    first = [row for row in rows if (row.year, row.subject) == (rows[0].year, rows[0].subject)]
    last = table.first_row + max(len(first), 1) - 1
    print_narrow(sheet, round_state, table.header_row, (last, table.col("decision")), (table.first_row, last))


def rows_of_sheet(round_state: RoundState) -> tuple[list[TraceRow], str]:
    """Return the rows that the sheet has, and what is said about rows that it leaves out.

    The rows are counted before they are made: a nation has more than a million.
    """
    nodes = round_state.framework.nodes
    grouped = {subject for subject, node in nodes.items() if node.kind in _GROUPED}
    agencies = sum(member.state is State.RETURNED for member in round_state.members)
    if not agencies:
        return [], texts.NOTHING
    if agencies * 2 * len(grouped) > MOST:
        return [], texts.ONLY_EXPORTED
    has_answers = agencies * (len(nodes) + len(grouped)) <= MOST
    order = {subject: number for number, subject in enumerate(nodes)}
    year = round_state.framework.year
    rows = list(trace_rows(round_state, lambda of, subject: subject in grouped or (has_answers and of == year)))
    rows.sort(key=lambda row: (-row.year, order[row.subject]))
    return rows, "" if has_answers else texts.WITHOUT_ANSWERS


def _decisions(row: TraceRow) -> Iterator[str]:
    """Yield the rows of decisions behind a score, the correction first."""
    if row.correction is not None:
        yield row.correction.text
    yield from (item.text for item in row.choices)


@lru_cache(maxsize=1024)
def _file(names: str) -> str:
    return BETWEEN_FILES.join(file_place(name).text for name in names.split(BETWEEN_FILES))
