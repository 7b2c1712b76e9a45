"""Find the rows of decisions behind a file that counts.

Works on values only.
"""

from __future__ import annotations

from typing import NamedTuple

from ita_xlsx.model.agency import code_key
from ita_xlsx.model.decisions import Alias, Choice, Correction, Decisions, FileDecision, ReceivedDecision
from ita_xlsx.model.round_state import AgencyReturn, ChoiceBasis, ReturnSummary, bare_name
from ita_xlsx.model.text.spelling import text_key
from ita_xlsx.model.trace.cell_ranges import split_cell


class DecisionCell(NamedTuple):
    """The cell of a row of decisions: the path of the file, the sheet and the address."""

    book: str
    sheet: str
    cell: str

    @property
    def text(self) -> str:
        """Return the place as a person reads it: ``decisions.xlsx แก้ไข!A5``."""
        place = f"{self.sheet}!{self.cell}" if self.cell else ""
        return " ".join(part for part in (bare_name(self.book), place) if part)


def cell_of_decision(row: FileDecision | ReceivedDecision | Alias | Correction) -> DecisionCell:
    """Return the cell of a row of decisions."""
    return DecisionCell(row.book, *split_cell(row.place))


def decisions_behind(member: AgencyReturn, summary: ReturnSummary, decisions: Decisions) -> tuple[DecisionCell, ...]:
    """Return the cells of the decisions by which a file is the one that counts, in the order of their rows.

    They choose or join it, confirm it, or say whose it is.
    """
    cells: list[DecisionCell] = []
    choice = member.decision
    if choice is not None and member.basis is ChoiceBasis.DECISION and (choice.place or choice.book):
        cells.append(DecisionCell(choice.book, *split_cell(choice.place)))
    for row in decisions.files:
        is_about = row.choice in (Choice.CONFIRM, Choice.ASSIGN) and code_key(row.code) == code_key(member.agency.code)
        if is_about and is_meant(row, summary):
            cells.append(cell_of_decision(row))
    cells += [
        cell_of_decision(row)
        for row in decisions.aliases
        if code_key(row.code) == code_key(member.agency.code) and text_key(row.name) == text_key(summary.name)
    ]
    return tuple(dict.fromkeys(cells))


def is_meant(row: FileDecision, summary: ReturnSummary) -> bool:
    """Return True if a decision means this file, by its digest where it has one, else by its name."""
    digests = summary.mends if summary.joined else (summary.digest,)
    if row.digests:
        return any(digest.startswith(row.digests) for digest in digests)
    names = {text_key(bare_name(name)) for name in (summary.joined or (summary.file,))}
    return any(text_key(bare_name(name)) in names for name in row.files)
