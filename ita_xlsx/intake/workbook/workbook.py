"""Open a workbook from outside: its sheets, and the comments, links and header rows that belong to them.

Takes the bytes of a file; returns sheets, texts and addresses, or raises UnreadableWorkbook. Works on values only; a
hostile file may end the process, so call it in a child (``isolation.worker``).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property, partial
from typing import overload

from ita_xlsx.errors import UnreadableWorkbook
from ita_xlsx.intake.workbook.cell_addresses import Cell, cell_of
from ita_xlsx.intake.workbook.cells import SheetCells, Value, clean_text
from ita_xlsx.intake.workbook.container import open_container
from ita_xlsx.intake.workbook.drawings import Drawn, read_drawn
from ita_xlsx.intake.workbook.hyperlinks import LINK_MARK, read_formula_links, read_links
from ita_xlsx.intake.workbook.package import Contents, SheetPart
from ita_xlsx.intake.workbook.shared_parts import parse
from ita_xlsx.intake.workbook.sheet_details import SheetDetails
from ita_xlsx.intake.workbook.sheet_reader import Reader
from ita_xlsx.model.findings.codes import Code
from ita_xlsx.model.layout.agency_layout import COMPUTED
from ita_xlsx.model.layout.stamp import MARK
from ita_xlsx.model.marked_copy import NOTE_MARK
from ita_xlsx.model.text.comments import bare_comment

# The header of a table stands within so many rows; a form has few lines above it, but people add some.
HEADER_DEPTH = 400


class Workbook:
    """A workbook that passed the checks of its package; its methods raise UnreadableWorkbook for unsafe content."""

    def __init__(self, data: bytes) -> None:
        """Check the package and read the sheets; raise UnreadableWorkbook if one cannot be read safely."""
        self.contents = Contents(open_container(data))
        self._parts = {item.name: item for item in self.contents.sheets}
        if len(self._parts) < len(self.contents.sheets):
            raise UnreadableWorkbook(Code.UNUSUAL_STRUCTURE, detail="<sheet>")
        self._reader = Reader(data, self.contents)
        self._bears_stamp: dict[str, bool] = {}
        self._drawn: dict[str, tuple[Drawn, ...]] = {}
        self.sheets = tuple(_read_sheet(self._reader, item) for item in self.contents.sheets)

    def verified(self, sheet: SheetCells) -> SheetCells:
        """Return a sheet whose values are certain; raise UnreadableWorkbook (F116) if its two readers disagree."""
        return self._reader.verified(self._parts[sheet.name], sheet)

    def verify_all(self) -> tuple[SheetCells, ...]:
        """Return every sheet with values that are certain."""
        return tuple(map(self.verified, self.sheets))

    def bears_stamp(self, sheet: SheetCells) -> bool:
        """Return True if a sheet begins with the mark of a stamp; each sheet is read, and may be refused, for that."""
        if sheet.name not in self._bears_stamp:
            is_unread = isinstance(sheet.rows, _LazyRows) and not sheet.rows.is_read
            value = self._reader.first_value(self._parts[sheet.name]) if is_unread else sheet.at(0, 0)
            self._bears_stamp[sheet.name] = value == MARK
        return self._bears_stamp[sheet.name]

    def comments(self, sheet: SheetCells, *, with_marks: bool = False) -> Mapping[Cell, str]:
        """Return the comments on the cells of a sheet.

        The notes that a marked copy of ours added are left out, except ``with_marks``.
        """
        part = self.contents.related_part(self._parts[sheet.name].part, "comments")
        return _read_comments(self.contents.part(part), "" if with_marks else NOTE_MARK) if part else {}

    def sheet_part(self, sheet: SheetCells) -> tuple[bytes, Mapping[str, str]]:
        """Return the XML of a sheet, and the addresses of its links that lead outside by relationship id."""
        name = self._parts[sheet.name].part
        return self.contents.part(name), self.contents.links(name)

    def drawn(self, sheet: SheetCells) -> tuple[Drawn, ...]:
        """Return the pictures and text boxes that lie over the cells of a sheet."""
        if sheet.name not in self._drawn:
            name = self._parts[sheet.name].part
            drawing = self.contents.part(self.contents.related_part(name, "drawing"))
            self._drawn[sheet.name] = read_drawn(drawing, self.contents.part(name)) if drawing else ()
        return self._drawn[sheet.name]

    def link_targets(self, sheet: SheetCells, col: int) -> Mapping[int, str]:
        """Return the address that each row of a column links to; ``sheet`` must be a verified one."""
        part = self.contents.part(self._parts[sheet.name].part)
        # Most forms hold no link, and their parts are not parsed again.
        linked = read_links(part, self.contents.links(self._parts[sheet.name].part), col) if LINK_MARK in part else {}
        return {**linked, **read_formula_links(sheet.details, col)}


class _LazyRows(Sequence[tuple[Value, ...]]):
    """The rows of a sheet that is read at the first use of a row."""

    def __init__(self, read: Callable[[], Sequence[tuple[Value, ...]]]) -> None:
        """Keep the function that reads the rows."""
        self._read = read

    @property
    def is_read(self) -> bool:
        """Return True if the rows were used, and so were read."""
        return "_rows" in self.__dict__

    @cached_property
    def _rows(self) -> Sequence[tuple[Value, ...]]:
        return self._read()

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self._rows)

    @overload
    def __getitem__(self, index: int) -> tuple[Value, ...]: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[tuple[Value, ...]]: ...
    def __getitem__(self, index: int | slice) -> tuple[Value, ...] | Sequence[tuple[Value, ...]]:
        """Return a row, or several rows for a slice."""
        return self._rows[index]


def _read_sheet(reader: Reader, sheet: SheetPart) -> SheetCells:
    """Read a sheet; read the rows of a sheet that holds only formulas of ours at their first use.

    The lazy rows refer to the reader and not to the workbook: a reference cycle would keep the file in memory.
    """
    if sheet.name not in COMPUTED:
        return reader.read(sheet)
    return SheetCells(sheet.name, _LazyRows(partial(_rows, reader, sheet)), sheet.state)


def _rows(reader: Reader, sheet: SheetPart) -> Sequence[tuple[Value, ...]]:
    """Return the rows of a sheet."""
    return reader.read(sheet).rows


def read_sheets_in_process(data: bytes) -> tuple[SheetCells, ...]:
    """Return every sheet with values that are certain, with its merged cells and no other details.

    It reads in this process, which a hostile file may end; call it in a child (see ``isolation.worker.read_sheets``).
    """
    sheets = Workbook(data).verify_all()
    return tuple(replace(sheet, details=SheetDetails(merges=sheet.details.merges)) for sheet in sheets)


def _read_comments(part: bytes, mark: str) -> Mapping[Cell, str]:
    """Return the text of each comment in a comments part, cut before ``mark`` if that is not empty.

    LibreOffice writes the place of a comment behind its text, as numbers that are no text.
    """
    comments: dict[Cell, str] = {}
    runs: list[str] = []
    texts: list[str] = []
    open_cells: list[tuple[Cell, str]] = []
    authors: list[str] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag.rpartition(":")[2] == "comment":
            number = attributes.get("authorId", "")
            author = authors[int(number)] if number.isdecimal() and int(number) < len(authors) else ""
            open_cells[:] = [(cell_of(attributes.get("ref", "")), author)]
            texts.clear()
        elif tag.rpartition(":")[2] in ("author", "text"):
            runs.clear()

    def end(tag: str) -> None:
        if tag.rpartition(":")[2] == "comment" and open_cells:
            (cell, author), comment = open_cells.pop(), "".join(texts)
            comment = comment.partition(mark)[0] if mark else comment
            if text := clean_text(bare_comment(comment, author)):
                comments[cell] = text
        elif tag.rpartition(":")[2] == "text":
            texts.extend(runs)
        elif tag.rpartition(":")[2] == "author":
            authors.append("".join(runs))

    def data(text: str) -> None:
        runs.append(text)

    parse(part, start, end, data)
    return comments
