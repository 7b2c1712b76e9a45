"""Read the rows of a sheet with patterns, if they are written the plain way.

Takes the bytes of a sheet part; returns its frame and the texts of its values, or None. Works on values only. This is
the first step of our own reader, many times as fast as an XML parser. Rows are plain if every byte of them belongs to
one of the patterns below. Then they are well formed, nothing in them can be read in two ways, and no parser is needed.
A part that is written in another way is left to the parser (``sheet_xml``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import compress, count
from operator import ne
from typing import NamedTuple

from ita_xlsx.intake.workbook.cell_addresses import Cell, cell_of
from ita_xlsx.intake.workbook.frame import Frame, PlainCell
from ita_xlsx.intake.workbook.plain_strings import (
    LARGEST_PLAIN,
    LONGEST_CACHED,
    is_plain,
    plain_text,
    unescaped,
    utf8_text,
)
from ita_xlsx.intake.workbook.sheet_details import Formula

_STYLE = '(?: s="([0-9]{1,5})")?'
_KIND = '(?: t="(s|str|n|b|e)")?'
_FORMULA = '<f(?: aca="false")?+>'
_YES_NO = '="(?:1|0|true|false)"'
# In the order in which Excel, LibreOffice and our writer put them, so that none can occur twice.
_ROW_ATTRIBUTES = "".join(
    f"(?: {name})?+"
    for name in (
        'spans="[0-9: ]*"', 's="[0-9]{1,5}"', f"customFormat{_YES_NO}", 'ht="[0-9.]{1,20}"', f"hidden{_YES_NO}",
        f"customHeight{_YES_NO}", 'outlineLevel="[0-7]"', f"collapsed{_YES_NO}", f"thickTop{_YES_NO}",
        f"thickBot{_YES_NO}", 'x14ac:dyDescent="[0-9.]{1,20}"',
    )
)  # fmt: skip
# One tag of the rows: the begin of a row, its end, or a cell. A cell with a value ends where its value begins.
_TAG = re.compile(
    rf'<row r="([0-9]{{1,7}})"{_ROW_ATTRIBUTES}(/)?>|(</row>)|<c r="([A-Z]{{1,3}}([0-9]{{1,7}}))"{_STYLE}'
    rf"(?:(/)>|{_KIND}>(?:{_FORMULA}([^<>]*)</f>)?(?:(</c>)|<v>\Z))"
)
_VALUE_BEGIN, _VALUE_END = b"<v>", b"</v></c>"
_HIDDEN_ROW = re.compile('<row r="([0-9]+)"[^<>]* hidden="(?:1|true)"')
_OPEN, _CLOSE = b"<sheetData>", b"</sheetData>"
_HEADER_OPEN, _HEADER_CLOSE = b"<oddHeader>", b"</oddHeader>"
# A cell that holds a truth value or an error is left to the parser.
_KINDS = frozenset({"n", "s", "str"})
# Larger rows of a sheet are not kept, nor what stands around them.
_LARGEST_CACHED, _LARGEST_SURROUNDINGS = 1 << 17, 1 << 15


class PlainRows(NamedTuple):
    """The rows of a plain sheet as they are written: their frame, the texts of the values in it, the part without rows.

    ``texts`` are as many as the cells of the frame, in the same order; ``size`` is the number of their bytes or more.
    """

    frame: Frame
    texts: Sequence[str]
    size: int
    without_rows: bytes


class _KeptFrame(NamedTuple):
    """A frame, None for rows that are not plain, with its tags.

    ``leads`` are the tags before each value, with the begin of the value, and the tags behind the last one.
    """

    leads: list[bytes]
    frame: Frame | None


class _LatestRows(NamedTuple):
    """The rows of a sheet that was read, with their frame and the texts of their values.

    ``pieces`` are the values, each behind its tags, and the tags behind the last value. ``leads`` are these tags, of
    ``tags_size`` bytes together.
    """

    pieces: list[bytes]
    texts: list[str]
    leads: list[bytes]
    tags_size: int
    frame: Frame


# The frames that this process has parsed, by their size, and the last rows of each shape: of a number of values with so
# many bytes behind them. At most so many.
_FRAMES: dict[int, _KeptFrame] = {}
_LATEST: dict[tuple[int, int], _LatestRows] = {}
_MOST_FRAMES = 256


class _Tags(NamedTuple):
    """The tags between two values: cells without a value, the cell of the next value, rows that begin and end.

    ``row_before`` is the row that must be open before them: its number, empty for none, ``*`` for any. ``row_after`` is
    the number of the row that is open after them, empty for none.
    """

    row_before: str
    row_after: str
    empty_cells: tuple[PlainCell, ...]
    cell: PlainCell | None
    hidden_rows: tuple[str, ...]


def parse_plain_rows(part: bytes) -> PlainRows | None:
    """Return the rows of a sheet; None if they are not written the plain way.

    Raise UnreadableWorkbook for a cell with an address that no sheet has.
    """
    start, end = part.find(_OPEN) + len(_OPEN), part.rfind(_CLOSE)
    if len(part) > LARGEST_PLAIN or not len(_OPEN) <= start <= end:
        return None
    before, after = part[:start], _without_page_header(part[end:])
    is_small = len(before) + len(after) <= _LARGEST_SURROUNDINGS
    without_rows = (_cached_surroundings if is_small else _surroundings)(before, after)
    if without_rows is None:
        return None
    rows = part[start:end]
    read = _separate(rows)
    return None if read is None else PlainRows(read.frame, read.texts, len(rows) - read.tags_size, without_rows)


def _surroundings(before: bytes, after: bytes) -> bytes | None:
    """Return what stands before and after the rows as one part; None if rows may stand in it."""
    # The rows themselves hold no other rows, or they do not match the patterns.
    if b"<!" in before or before.count(b"<sheetData") != 1 or b"<sheetData" in after:
        return None
    return before + after


# Most forms of a round have the same.
_cached_surroundings = lru_cache(maxsize=64)(_surroundings)


def _without_page_header(part: bytes) -> bytes:
    """Return the part after the rows without its page header, which names the agency, if this is a plain text.

    The rest is the same in many forms.
    """
    before, _, rest = part.partition(_HEADER_OPEN)
    header, closed, after = rest.partition(_HEADER_CLOSE)
    return before + after if closed and _is_plain_header(header) else part


@lru_cache(maxsize=8)
def _is_plain_header(header: bytes) -> bool:
    """Return True if a page header is a plain text; the sheets of a form have the same."""
    return plain_text(header) is not None


def _parse_frame(leads: Sequence[bytes]) -> Frame | None:
    """Return the rows that stand between the values of a sheet; None if they are not written the plain way.

    ``leads`` are the tags before each value, and behind the last one. They are the same in most forms of a round, or
    differ in a few places, and are parsed once.
    """
    cells: list[PlainCell] = []
    formulas: dict[Cell, Formula] = {}
    hidden_rows: list[str] = []
    open_row, last = "", len(leads) - 1
    for number, lead in enumerate(leads):
        tags = _tags_of(lead) if len(lead) <= LONGEST_CACHED else _parse_tags(lead)
        # A cell with a value stands at the end of all tags but the last ones.
        if tags is None or (tags.cell is None) != (number == last):
            return None
        if tags.row_before != open_row and (tags.row_before != "*" or not open_row):
            return None
        for item in tags.empty_cells:
            if item.formula is not None:
                formulas[item.cell] = Formula(item.formula, computed=False)
        hidden_rows += tags.hidden_rows
        if tags.cell:
            cells.append(tags.cell)
            if tags.cell.formula is not None:
                formulas[tags.cell.cell] = Formula(tags.cell.formula, computed=True)
        open_row = tags.row_after
    if open_row or any(item.kind not in _KINDS for item in cells) or len({item.cell for item in cells}) < len(cells):
        return None
    return Frame(cells, formulas, frozenset(int(row) - 1 for row in hidden_rows))


def _separate(rows: bytes) -> _LatestRows | None:
    """Return rows with their frame and the texts of the values in it; None if they are not written the plain way.

    The last sheet of the same shape is compared first: in most forms of a round only some of its values differ.
    """
    pieces = rows.split(_VALUE_END)
    shape = len(pieces), len(pieces[-1])
    latest = _LATEST.get(shape)
    texts = None if latest is None else _texts_like(latest, pieces)
    is_small = len(rows) <= _LARGEST_CACHED
    if latest is None or texts is None:
        read = _read_pieces(pieces, is_small=is_small)
    else:
        read = _LatestRows(pieces, texts, latest.leads, latest.tags_size, latest.frame)
    if read is not None and is_small:
        _LATEST[shape] = read
    return read


def _read_pieces(pieces: list[bytes], *, is_small: bool) -> _LatestRows | None:
    """Return rows by their pieces as ``_separate`` does, without a look at the last sheet."""
    leads, values = _split(pieces)
    size = _size_of(leads)
    frame = _kept_frame(leads, size) if is_small else _parse_frame(leads)
    texts = None if frame is None else _plain_texts(values)
    return None if frame is None or texts is None else _LatestRows(pieces, texts, leads, size, frame)


def _texts_like(latest: _LatestRows, pieces: list[bytes]) -> list[str] | None:
    """Return the texts of values that stand in the frame of other rows; None if they do not, or are not plain."""
    changed = [*compress(count(), map(ne, pieces, latest.pieces))]
    # Behind the last value stand tags only: these must be the same.
    if changed and changed[-1] == len(latest.texts):
        return None
    written = [pieces[number] for number in changed]
    leads = [latest.leads[number] for number in changed]
    values = [*map(bytes.removeprefix, written, leads)]
    # The pieces are shorter by all their tags only if each of them stands in its place.
    is_like = _size_of(written) - _size_of(leads) == _size_of(values)
    read = _plain_texts(values) if is_like else None
    if read is None:
        return None
    texts = latest.texts.copy()
    for number, text in zip(changed, read, strict=True):
        texts[number] = text
    return texts


def _size_of(pieces: Sequence[bytes]) -> int:
    """Return the number of bytes of all pieces."""
    return len(b"".join(pieces))


def _plain_texts(values: Sequence[bytes]) -> list[str] | None:
    """Return the texts of values; None if one is not plain, or holds a line end, which is left to the parser."""
    text = plain_text(b"\n".join(values))
    if text is None:
        return None
    texts = text.split("\n") if values else []
    return texts if len(texts) == len(values) else None


def _split(pieces: Sequence[bytes]) -> tuple[list[bytes], list[bytes]]:
    """Return the tags before each value, and those behind the last one, and the values."""
    starts = [piece.rfind(_VALUE_BEGIN) + len(_VALUE_BEGIN) for piece in pieces[:-1]]
    values = [piece[start:] for piece, start in zip(pieces, starts, strict=False)]
    return [*(piece[:start] for piece, start in zip(pieces, starts, strict=False)), pieces[-1]], values


def _kept_frame(leads: list[bytes], size: int) -> Frame | None:
    """Return the frame with these tags of so many bytes, from those that this process has parsed if it is there.

    A frame is looked for by its size, and its tags are compared: a hash of all tags takes ten times as long.
    """
    kept = _FRAMES.get(size)
    if kept is None or kept.leads != leads:
        if max(len(_FRAMES), len(_LATEST)) >= _MOST_FRAMES:
            _FRAMES.clear()
            _LATEST.clear()
        kept = _FRAMES[size] = _KeptFrame(leads, _parse_frame(leads))
    return kept.frame


def _parse_tags(lead: bytes) -> _Tags | None:
    """Return the tags in a text that holds no value; None if they are not written the plain way.

    Raise UnreadableWorkbook for an address that no sheet has.
    """
    text = utf8_text(lead)
    # The pattern of a tag says which characters it holds, but for its formula.
    if text is None or not is_plain(text.replace("<", "").replace(">", "")):
        return None
    before: str | None = None
    row = ""
    cells: list[PlainCell] = []
    is_cut = False
    end = 0
    while end < len(text):
        match = _TAG.match(text, end)
        if match is None:
            return None
        end = match.end()
        begun, closed, ended, address, number, style, blank, kind, formula, empty = match.groups()
        # The address of each cell must have the number of its row.
        needed = "" if begun else number or "*"
        if before is None:
            before = row = needed
        if needed != row and (needed != "*" or not row):
            return None
        if begun:
            row = "" if closed else begun
        elif ended:
            row = ""
        elif not blank:
            formula = None if formula is None else unescaped(formula)
            cells.append(PlainCell(cell_of(address), int(style or "0"), kind or "n", formula))
            is_cut = not empty
    cell = cells.pop() if is_cut else None
    hidden_rows = tuple(_HIDDEN_ROW.findall(text)) if ' hidden="' in text else ()
    return _Tags(before or "", row, tuple(cells), cell, hidden_rows)


_tags_of = lru_cache(maxsize=1 << 13)(_parse_tags)
