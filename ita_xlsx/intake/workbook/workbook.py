"""A returned workbook, opened: its sheets, and what belongs to them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property, lru_cache, partial
from typing import overload

from ita_xlsx.errors import UnreadableWorkbook
from ita_xlsx.intake.workbook.cells import SheetCells, Value, clean_text, header_keys
from ita_xlsx.intake.workbook.container import open_container
from ita_xlsx.intake.workbook.hyperlinks import MARK, linked_by_formula, read_links
from ita_xlsx.intake.workbook.package import Contents, SheetPart
from ita_xlsx.intake.workbook.shared_parts import parse
from ita_xlsx.intake.workbook.sheet_reader import Reader
from ita_xlsx.intake.workbook.sheet_xml import NO_CARE, Cell, cell_of
from ita_xlsx.model.layout.agency_layout import COMPUTED
from ita_xlsx.model.marked_copy import NOTE_MARK

# A form has a handful of lines above its header; people add some more.
HEADER_DEPTH = 400


class Workbook:
    """A workbook that passed the door; raises UnreadableWorkbook where it cannot be read for certain."""

    def __init__(self, data: bytes) -> None:
        self.contents = Contents(open_container(data))
        self._parts = {item.name: item for item in self.contents.sheets}
        if len(self._parts) < len(self.contents.sheets):
            raise UnreadableWorkbook("F115", detail="sheet")
        self._reader = Reader(data, self.contents)
        self._keyed: dict[str, Sequence[tuple[int, frozenset[str]]]] = {}
        self.sheets = tuple(_opened(self._reader, item) for item in self.contents.sheets)

    def verified(self, sheet: SheetCells) -> SheetCells:
        """The sheet read for certain; F116 where two readings of it disagree."""
        return self._reader.verified(self._parts[sheet.name], sheet)

    def verify_all(self) -> tuple[SheetCells, ...]:
        """Every sheet, read for certain."""
        return tuple(map(self.verified, self.sheets))

    def keyed_rows(self, sheet: SheetCells) -> Sequence[tuple[int, frozenset[str]]]:
        """The rows that may be headers, each with the keys of its texts; asked for every table of a form."""
        if sheet.name not in self._keyed:
            self._keyed[sheet.name] = [
                (row, _keys_of(texts))
                for row, values in enumerate(sheet.rows[:HEADER_DEPTH])
                if len(texts := tuple([value for value in values if value and isinstance(value, str)])) > 1
            ]
        return self._keyed[sheet.name]

    def comments(self, sheet: SheetCells) -> Mapping[Cell, str]:
        """The agency's comments on the cells of a sheet, without what a marked copy of ours had added."""
        part = self.contents.related(self._parts[sheet.name].part, "comments")
        return _read_comments(self.contents.part(part)) if part else {}

    def link_targets(self, sheet: SheetCells, col: int) -> Mapping[int, str]:
        """Where the links in a column of a sheet that was read again lead, by row."""
        part = self.contents.part(self._parts[sheet.name].part)
        # Most forms hold no link, and their parts are looked through no further.
        linked = read_links(part, self.contents.links(self._parts[sheet.name].part), col) if MARK in part else {}
        return {**linked, **linked_by_formula(sheet.care, col)}


class _Later(Sequence[tuple[Value, ...]]):
    """The rows of a sheet that is read when somebody looks at it."""

    def __init__(self, read: Callable[[], Sequence[tuple[Value, ...]]]) -> None:
        self._read = read

    @cached_property
    def _rows(self) -> Sequence[tuple[Value, ...]]:
        return self._read()

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, at: int) -> tuple[Value, ...]: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[tuple[Value, ...]]: ...
    def __getitem__(self, at: int | slice) -> tuple[Value, ...] | Sequence[tuple[Value, ...]]:
        return self._rows[at]


def _opened(reader: Reader, sheet: SheetPart) -> SheetCells:
    """A sheet; one that is all formulas of ours is read when somebody looks at it: no table is copied there.

    What waits holds the reader and not the workbook, so that no circle keeps a file in memory when it is done with.
    """
    if sheet.name not in COMPUTED:
        return reader.read(sheet)
    return SheetCells(sheet.name, _Later(partial(_rows, reader, sheet)), sheet.state)


@lru_cache(maxsize=4096)
def _keys_of(texts: tuple[str, ...]) -> frozenset[str]:
    """The keys of the texts of a row; most rows are the same in all forms of a round."""
    return frozenset([key for text in texts for key in header_keys(text)])


def _rows(reader: Reader, sheet: SheetPart) -> Sequence[tuple[Value, ...]]:
    return reader.read(sheet).rows


def read_here(data: bytes) -> tuple[SheetCells, ...]:
    """Every sheet, read for certain, in this very process: for the child that may be lost (see ``worker``)."""
    return tuple(replace(sheet, care=NO_CARE) for sheet in Workbook(data).verify_all())


def _read_comments(part: bytes) -> Mapping[Cell, str]:
    found: dict[Cell, str] = {}
    runs: list[str] = []
    where: list[Cell] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag.rpartition(":")[2] == "comment":
            where[:] = [cell_of(attributes.get("ref", ""))]
            runs.clear()

    def end(tag: str) -> None:
        if tag.rpartition(":")[2] == "comment" and where:
            cell, (own, _, _) = where.pop(), "".join(runs).partition(NOTE_MARK)
            if text := clean_text(own):
                found[cell] = text

    def data(text: str) -> None:
        if where:
            runs.append(text)

    parse(part, start, end, data)
    return found
