"""Write the sheet of a hand-over with every decision and every correction of the round, each with reason and day.

Takes the state of a finished round; writes one row per decision, for the officer of the next round.
"""

from __future__ import annotations

from collections.abc import Iterator

from ita_xlsx.model.decisions import Alias, Correction, FileDecision, ReceivedDecision
from ita_xlsx.model.labels import label_of
from ita_xlsx.model.layout.decisions_layout import ALIASES_SHEET, CORRECTIONS_SHEET, RECEIVED_SHEET
from ita_xlsx.model.layout.province_layout import DECISIONS, decisions_table
from ita_xlsx.model.layout.subjects import subject_label
from ita_xlsx.model.results import plain_number
from ita_xlsx.model.round_state import RoundState
from ita_xlsx.model.text.dates import thai_date
from ita_xlsx.output.book import Book
from ita_xlsx.output.province import texts
from ita_xlsx.output.province.list_sheets import freeze, open_list, speaker_of, write_headers, write_message
from ita_xlsx.output.sheets import fit_row, print_narrow

_WIDTHS = {"code": 8, "name": 36, "kind": 18, "content": 48, "reason": 40, "decided": 17, "by": 20}
_Row = tuple[str, str, str, str, str, str, str]


def write_decision_list(book: Book, round_state: RoundState) -> None:
    """Write one row per decision and correction, in the order of their rows; nothing where there is none."""
    rows = list(_rows(round_state))
    if not rows:
        return
    table, widths = decisions_table(len(rows)), list(_WIDTHS.values())
    sheet = open_list(book, round_state, DECISIONS, texts.DECISIONS_TITLE, widths)
    corrections = len(round_state.decisions.corrections)
    line = texts.DECISIONS_LINE.format(count=len(rows) - corrections, corrections=corrections)
    write_message(sheet, speaker_of(sheet).words(line).live, table.last_col)
    write_headers(sheet, table, widths)
    for row, cells in enumerate(rows, table.first_row):
        for col, text in enumerate(cells):
            sheet.words(row, col, text, "centre" if col in (0, 2, 5) else "text")
        fit_row(sheet, row, list(zip(cells, widths, strict=True)))
    freeze(sheet, table, "name")
    rows_span = (table.first_row, table.last_row)
    print_narrow(sheet, round_state, table.header_row, (table.last_row, table.last_col), rows_span)


def _rows(round_state: RoundState) -> Iterator[_Row]:
    names = {member.agency.code: member.agency.name for member in round_state.members}
    decisions = round_state.decisions
    items: tuple[FileDecision | ReceivedDecision | Alias | Correction, ...] = (
        *decisions.files, *decisions.received, *decisions.aliases, *decisions.corrections,
    )  # fmt: skip
    for item in items:
        kind, content, by = _content(item, round_state)
        day = thai_date(item.decided) if item.decided else ""
        yield item.code, names.get(item.code, ""), kind, content, item.reason, day, by


def _content(
    item: FileDecision | ReceivedDecision | Alias | Correction, round_state: RoundState
) -> tuple[str, str, str]:
    """Return the kind of a decision, what it says, and who decided or told it."""
    if isinstance(item, FileDecision):
        return label_of(item.choice), ", ".join(item.files), item.by
    if isinstance(item, ReceivedDecision):
        received = item.received
        clock = f" {received.time:%H:%M}" if received.time else ""
        return RECEIVED_SHEET.name, f"{thai_date(received.day)}{clock}" if received.day else "", item.by
    if isinstance(item, Alias):
        return ALIASES_SHEET.name, item.name, item.by
    node = round_state.framework.nodes.get(item.subject)
    subject = subject_label(round_state.framework, node) if node else item.subject
    was = "-" if item.was is None else plain_number(item.was)
    people = " · ".join(part for part in (item.informant, item.by) if part)
    return CORRECTIONS_SHEET.name, f"{subject}: {was} → {plain_number(item.becomes)}", people
