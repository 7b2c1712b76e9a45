"""Write the sheet with the notes that agencies put beside announced figures.

Takes the state of a finished round; writes one row per note, for the officer of the next round.
"""

from __future__ import annotations

from ita_xlsx.model.layout.province_layout import HANDOVER, handover_table
from ita_xlsx.model.layout.subjects import announced_label
from ita_xlsx.model.round_state import RoundState, bare_name
from ita_xlsx.output.book import Book
from ita_xlsx.output.province import texts
from ita_xlsx.output.sheets import fit_row, open_sheet, print_narrow, round_heading

_WIDTHS = {"code": 10, "name": 44, "subject": 26, "note": 62, "file": 46}


def write_handover_sheet(book: Book, round_state: RoundState) -> None:
    """Write one row per note; a sentence alone if there is no note."""
    notes = [
        (member.agency, announced_label(round_state.framework, subject), note, summary.file)
        for member in round_state.members
        for summary in ((member.summary,) if member.summary else ())
        for subject, note in summary.notes
    ]
    table, widths = handover_table(len(notes)), list(_WIDTHS.values())
    sheet = open_sheet(book, round_state, HANDOVER, texts.HANDOVER_TITLE, widths)
    sheet.text(2, 0, texts.HANDOVER_LINE.format(count=len(notes)) if notes else texts.NO_NOTES, "strong")
    sheet.height(2, 28)
    if not notes:
        sheet.print_setup(round_heading(round_state))
        sheet.worksheet.print_area(0, 0, 2, len(widths) - 1)
        return
    sheet.header(table.header_row, 0, [column.header for column in table.columns], widths)
    for row, (agency, subject, note, file) in enumerate(notes, table.first_row):
        cells = (agency.code, agency.name, subject, note, bare_name(file))
        for col, (text, style) in enumerate(zip(cells, ("centre", "text", "text", "text", "text"), strict=True)):
            sheet.text(row, col, text, style)
        fit_row(sheet, row, list(zip(cells, widths, strict=True)))
    sheet.worksheet.freeze_panes(table.first_row, 0)
    print_narrow(
        sheet, round_state, table.header_row, (table.last_row, table.last_col), (table.first_row, table.last_row)
    )
