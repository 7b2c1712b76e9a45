"""Write the sheet with the closing of a round, and the notes that agencies put beside announced figures.

Takes the state of a finished round; writes one row per note or difference, for the officer of the next round.
"""

from __future__ import annotations

from ita_xlsx.model.layout.province_layout import HANDOVER, handover_table
from ita_xlsx.model.layout.subjects import announced_label
from ita_xlsx.model.round_state import RoundState, bare_name
from ita_xlsx.output.book import Book
from ita_xlsx.output.province import texts
from ita_xlsx.output.province.closing_rows import HandoverRow, closing_line, closing_rows
from ita_xlsx.output.province.list_sheets import freeze, open_list, speaker_of, write_headers, write_message
from ita_xlsx.output.sheets import fit_row, print_narrow

_WIDTHS = {"code": 10, "name": 44, "subject": 26, "note": 62, "file": 46}


def has_notes(round_state: RoundState) -> bool:
    """Return True if the round was closed, or an agency put a note beside an announced figure."""
    return round_state.closed is not None or any(
        member.summary is not None and member.summary.notes for member in round_state.members
    )


def write_handover_sheet(book: Book, round_state: RoundState) -> None:
    """Write the rows about the closing, then one row per note."""
    closing = closing_rows(round_state)
    notes = [
        HandoverRow(
            member.agency.code,
            member.agency.name,
            announced_label(round_state.framework, subject),
            note,
            bare_name(summary.file),
        )
        for member in round_state.members
        for summary in ((member.summary,) if member.summary else ())
        for subject, note in summary.notes
    ]
    table, widths = handover_table(len(closing) + len(notes)), list(_WIDTHS.values())
    sheet = open_list(book, round_state, HANDOVER, texts.HANDOVER_TITLE, widths)
    line = texts.HANDOVER_LINE.format(count=len(notes))
    message = speaker_of(sheet).words("   ".join(filter(None, (closing_line(round_state), line))))
    write_message(sheet, message.live, table.last_col)
    write_headers(sheet, table, widths)
    for row, cells in enumerate((*closing, *notes), table.first_row):
        for col, (text, style) in enumerate(zip(cells, ("centre", "text", "text", "text", "text"), strict=True)):
            sheet.words(row, col, text, style)
        fit_row(sheet, row, list(zip(cells, widths, strict=True)))
    freeze(sheet, table, "name")
    print_narrow(
        sheet, round_state, table.header_row, (table.last_row, table.last_col), (table.first_row, table.last_row)
    )
