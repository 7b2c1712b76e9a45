"""Read the rows and shared texts of a workbook with patterns, if they are written the plain way.

Takes the bytes of a part; returns its cells or texts as they are written, or None. Works on values only. This is the
first step of our own reader, many times as fast as an XML parser. Rows are plain if every byte of them belongs to one
of the patterns below. Then they are well formed, nothing in them can be read in two ways, and no parser is needed. A
part that is written in another way is left to the parser (``sheet_xml``, ``shared_parts``).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from ita_xlsx.errors import UnreadableWorkbook
from ita_xlsx.intake.workbook.cell_addresses import Cell, cell_of

# For a larger part the patterns are not faster, and no form is so large.
_LARGEST = 1 << 21
_ENTITY = "&(?:amp|lt|gt|quot|apos);"
# All but the signs of XML and the characters that XML forbids or a parser changes: these are left to the parser.
# Ranges of what may stand there are searched twice as fast as those of what may not.
_PLAIN = "[ -%'-;=?-~\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]*+"
_LINES = _PLAIN.replace("[", "[\t\n")
_TEXT = f"{_PLAIN}(?:{_ENTITY}{_PLAIN})*+"
_TEXT_OF_LINES = f"{_LINES}(?:{_ENTITY}{_LINES})*+"
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
# One tag of the rows: the begin of a row, its end, or a cell. A cell with a value is cut off before its value.
_TAG = re.compile(
    rf'<row r="([0-9]{{1,7}})"{_ROW_ATTRIBUTES}(/)?>|(</row>)|<c r="([A-Z]{{1,3}}([0-9]{{1,7}}))"{_STYLE}'
    rf"(?:(/)>|{_KIND}>(?:{_FORMULA}({_TEXT})</f>)?(?:(</c>)|\Z))"
)
_VALUES = re.compile(_TEXT)
_VALUE, _VALUE_END = "<v>", "</v></c>"
_HIDDEN_ROW = re.compile('<row r="([0-9]+)"[^<>]* hidden="(?:1|true)"')
# The page header names the agency. Without it the part around the rows is the same in many forms, and is cached.
_PAGE_HEADER = re.compile(f"<oddHeader>{_TEXT}</oddHeader>")
_OPEN, _CLOSE = b"<sheetData>", b"</sheetData>"
_STRINGS_HEAD = re.compile(
    r'<\?xml version="1\.0" encoding="UTF-8"(?: standalone="yes")?\?>\s*'
    r'<sst xmlns="http://schemas\.openxmlformats\.org/spreadsheetml/2006/main"(?: count="[0-9]+")?'
    r'(?: uniqueCount="[0-9]+")?>'
)
_STRINGS_END, _STRING_OPEN, _STRING_CLOSE = "</sst>", "<si><t>", "</t></si>"
_STRING = re.compile(_TEXT_OF_LINES)
_ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&"))
# Larger rows of a sheet, a longer text, or longer tags between two values are not kept.
_LARGEST_CACHED, _LONGEST_CACHED = 1 << 17, 1 << 12


class PlainCell(NamedTuple):
    """A cell as it is written, without its value; ``style`` and ``kind`` are empty if they are not written.

    ``formula`` is None for a cell without one; it may be an empty text. ``cell`` is its row and column, and None if no
    sheet has the address.
    """

    address: str
    cell: Cell | None
    style: str
    kind: str
    formula: str | None


class PlainRows(NamedTuple):
    """The rows of a plain sheet as they are written: cells that are not blank, hidden rows, the part without its rows.

    ``values`` are the texts of the values of ``cells``, in the same order; None for a cell without a value.
    ``hidden_rows`` are row numbers from 1.
    """

    cells: tuple[PlainCell, ...]
    values: list[str | None]
    hidden_rows: tuple[str, ...]
    without_rows: bytes


class _Frame(NamedTuple):
    """The rows of a sheet without their values; ``empty`` are the positions of those cells that have no value."""

    cells: tuple[PlainCell, ...]
    empty: tuple[int, ...]
    hidden_rows: tuple[str, ...]


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
    """Return the rows of a sheet; None if they are not written the plain way."""
    if len(part) > _LARGEST or part.count(b"<sheetData") != 1 or part.count(_CLOSE) != 1:
        return None
    start, end = part.find(_OPEN) + len(_OPEN), part.find(_CLOSE)
    if not len(_OPEN) <= start <= end or b"<!" in part[:start]:
        return None
    body, around = _decoded(part[start:end]), _decoded(part[:start] + part[end:])
    if body is None or around is None:
        return None
    pieces = [piece.partition(_VALUE) for piece in body.split(_VALUE_END)]
    leads, texts = tuple([lead for lead, _, _ in pieces]), [text for _, _, text in pieces[:-1]]
    # The last piece holds no value, and each piece before it does.
    if pieces[-1][1] or "" in [mark for _, mark, _ in pieces[:-1]]:
        return None
    frame = (_frame_of if len(body) <= _LARGEST_CACHED else _parse_frame)(leads)
    # No entity contains a space, so that the values are plain texts if all of them together are one.
    if frame is None or not _VALUES.fullmatch(" ".join(texts)):
        return None
    values: list[str | None] = [*texts]
    for position in frame.empty:
        values.insert(position, None)
    return PlainRows(frame.cells, values, frame.hidden_rows, _PAGE_HEADER.sub("", around).encode())


def _parse_frame(leads: tuple[str, ...]) -> _Frame | None:
    """Return the rows that stand between the values of a sheet; None if they are not written the plain way.

    ``leads`` are the tags before each value, and behind the last one. They are the same in most forms of a round, or
    differ in a few places, and are parsed once.
    """
    cells: list[PlainCell] = []
    empty: list[int] = []
    hidden_rows: list[str] = []
    open_row, last = "", len(leads) - 1
    for number, lead in enumerate(leads):
        tags = _tags_of(lead) if len(lead) <= _LONGEST_CACHED else _parse_tags(lead)
        # A cell with a value stands at the end of all tags but the last ones.
        if tags is None or (tags.cell is None) != (number == last):
            return None
        if tags.row_before != open_row and (tags.row_before != "*" or not open_row):
            return None
        empty += range(len(cells), len(cells) + len(tags.empty_cells))
        cells += tags.empty_cells
        hidden_rows += tags.hidden_rows
        if tags.cell:
            cells.append(tags.cell)
        open_row = tags.row_after
    return None if open_row else _Frame(tuple(cells), tuple(empty), tuple(hidden_rows))


_frame_of = lru_cache(maxsize=128)(_parse_frame)


def _parse_tags(text: str) -> _Tags | None:
    """Return the tags in a text that holds no value; None if they are not written the plain way."""
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
            cells.append(PlainCell(address, _cell_at(address), style or "", kind or "", formula))
            is_cut = not empty
    cell = cells.pop() if is_cut else None
    hidden_rows = tuple(_HIDDEN_ROW.findall(text)) if ' hidden="' in text else ()
    return _Tags(before or "", row, tuple(cells), cell, hidden_rows)


def _cell_at(address: str) -> Cell | None:
    try:
        return cell_of(address)
    except UnreadableWorkbook:
        return None


_tags_of = lru_cache(maxsize=1 << 13)(_parse_tags)


def parse_plain_strings(part: bytes) -> tuple[str, ...] | None:
    """Return the shared texts; None if one of them is not written the plain way."""
    text = _decoded(part) if len(part) <= _LARGEST else None
    if text is None or not (head := _STRINGS_HEAD.match(text)):
        return None
    end = text.rfind(_STRINGS_END)
    if end < head.end() or text[end + len(_STRINGS_END) :].strip():
        return None
    body = text[head.end() : end].replace('<t xml:space="preserve">', "<t>")
    if not body:
        return ()
    if not (body.startswith(_STRING_OPEN) and body.endswith(_STRING_CLOSE)):
        return None
    pieces = body[len(_STRING_OPEN) : -len(_STRING_CLOSE)].split(_STRING_CLOSE + _STRING_OPEN)
    texts = [_string_of(piece) if len(piece) <= _LONGEST_CACHED else _parse_string(piece) for piece in pieces]
    strings = tuple([text for text in texts if text is not None])
    return strings if len(strings) == len(texts) else None


def _parse_string(text: str) -> str | None:
    """Return a shared text as it is read; None if it is not written the plain way."""
    return unescaped(text) if _STRING.fullmatch(text) else None


# Most texts are the same in all forms of a round.
_string_of = lru_cache(maxsize=1 << 13)(_parse_string)


def unescaped(text: str) -> str:
    """Return a text with the five named entities of XML (such as ``&amp;``) replaced by their characters."""
    if "&" in text:
        for name, sign in _ENTITIES:
            text = text.replace(name, sign)
    return text


def _decoded(part: bytes) -> str | None:
    """Return a part as text; None if it is not UTF-8."""
    try:
        return part.decode("utf-8")
    except UnicodeDecodeError:
        return None
