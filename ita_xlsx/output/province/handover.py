"""Write the sheet with the notes that agencies put beside announced figures.

Takes the state of a finished round; writes one row per note, for the officer of the next round.
"""

from __future__ import annotations

from ita_xlsx.model.layout.province_layout import HANDOVER, handover_table
from ita_xlsx.model.layout.subjects import announced_label
from ita_xlsx.model.round_state import RoundState, bare_name
from ita_xlsx.output.book import Book
from ita_xlsx.output.province import texts
from ita_xlsx.output.province.list_sheets import freeze, open_list, speaker_of, write_headers, write_message
from ita_xlsx.output.sheets import fit_row, print_narrow

_WIDTHS = {"code": 10, "name": 44, "subject": 26, "note": 62, "file": 46}


def has_notes(round_state: RoundState) -> bool:
    """Return True if an agency put a note beside an announced figure."""
    return any(member.summary is not None and member.summary.notes for member in round_state.members)


def write_handover_sheet(book: Book, round_state: RoundState) -> None:
    """Write one row per note."""
    notes = [
        (member.agency, announced_label(round_state.framework, subject), note, summary.file)
        for member in round_state.members
        for summary in ((member.summary,) if member.summary else ())
        for subject, note in summary.notes
    ]
    table, widths = handover_table(len(notes)), list(_WIDTHS.values())
    sheet = open_list(book, round_state, HANDOVER, texts.HANDOVER_TITLE, widths)
    message = speaker_of(sheet).words(texts.HANDOVER_LINE.format(count=len(notes)))
    write_message(sheet, message.live, table.last_col)
    write_headers(sheet, table, widths)
    for row, (agency, subject, note, file) in enumerate(notes, table.first_row):
        cells = (agency.code, agency.name, subject, note, bare_name(file))
        for col, (text, style) in enumerate(zip(cells, ("centre", "text", "text", "text", "text"), strict=True)):
            sheet.words(row, col, text, style)
        fit_row(sheet, row, list(zip(cells, widths, strict=True)))
    freeze(sheet, table, "name")
    print_narrow(
        sheet, round_state, table.header_row, (table.last_row, table.last_col), (table.first_row, table.last_row)
    )
