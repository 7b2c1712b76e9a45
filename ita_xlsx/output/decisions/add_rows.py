"""Add rows to a workbook of decisions that the officer has edited, and leave everything else in it as it is.

Takes the bytes of a workbook and new rows; returns the bytes with the rows. Only the sheets with new rows change.
Works in memory only.
"""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from ita_xlsx.model.layout.grid import column_name
from ita_xlsx.model.text.writable import writable_text

_SHEET = re.compile(r"<sheet\b[^>]*/?>")
_RELATION = re.compile(r"<Relationship\b[^>]*/?>")
_ROW = re.compile(r"<row\b[^>]*?(?:/>|>.*?</row>)", re.DOTALL)
_CELL = re.compile(r"<c\b[^>]*?(?:/>|>.*?</c>)", re.DOTALL)
_EMPTY_DATA = re.compile(r"<sheetData\s*/>")
_DIMENSION = re.compile(r"<dimension\b[^>]*/>")
_DATA = re.compile(r"(<sheetData\b[^>]*>)(.*)(</sheetData>)", re.DOTALL)


class NotAddable(Exception):
    """A workbook in which rows cannot be added safely."""


@dataclass(frozen=True)
class NewRows:
    """The rows to add to a sheet: its name, the first row (from 0), and the cells of each by column (from 0).

    ``like_above`` is False if the row above is the header.
    """

    sheet: str
    first_row: int
    rows: Sequence[Mapping[int, str | Fraction]]
    like_above: bool = True


def add_rows(data: bytes, additions: Sequence[NewRows]) -> bytes | None:
    """Return the workbook with the rows; None if it is written in a way in which they cannot be added safely.

    A row that stands there already is empty, and keeps its look; else a new row looks like the one above it.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {entry: archive.read(entry) for entry in archive.infolist()}
        by_name = {entry.filename: entry for entry in parts}
        names = _sheet_parts({name: parts[entry] for name, entry in by_name.items()})
        for addition in additions:
            entry = by_name[names[addition.sheet]]
            parts[entry] = _with_rows(parts[entry].decode("utf-8"), addition).encode("utf-8")
    except (NotAddable, KeyError, ValueError, zipfile.BadZipFile, NotImplementedError, RuntimeError):
        return None
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for entry, content in parts.items():
            archive.writestr(entry, content, compress_type=zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _attribute(element: str, name: str) -> str:
    match = re.search(rf"""\b{name}\s*=\s*(?:"([^"]*)"|'([^']*)')""", element)
    return (match[1] if match[1] is not None else match[2]) if match else ""


def _sheet_parts(parts: Mapping[str, bytes]) -> dict[str, str]:
    """Return the part of each sheet by its name; raise NotAddable or KeyError for a workbook of another make."""
    relations = parts["xl/_rels/workbook.xml.rels"].decode("utf-8")
    targets = {_attribute(item, "Id"): _attribute(item, "Target") for item in _RELATION.findall(relations)}
    names = {}
    for element in _SHEET.findall(parts["xl/workbook.xml"].decode("utf-8")):
        target = targets.get(_attribute(element, "r:id"), "")
        part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        names[_unescaped(_attribute(element, "name"))] = part
    if not names:
        raise NotAddable
    return names


def _unescaped(text: str) -> str:
    plain = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&apos;", "'")
    coded = re.sub(r"&#(\d+);", lambda match: chr(int(match[1])), plain)
    coded = re.sub(r"&#x([0-9A-Fa-f]+);", lambda match: chr(int(match[1], 16)), coded)
    return coded.replace("&amp;", "&")


def _with_rows(xml: str, addition: NewRows) -> str:
    """Return the XML of a sheet with the rows; raise NotAddable if its rows have no numbers, or hold values there."""
    xml = _EMPTY_DATA.sub("<sheetData></sheetData>", xml, count=1)
    match = _DATA.search(xml)
    if match is None or len(_DATA.findall(xml)) != 1:
        raise NotAddable
    elements = _ROW.findall(match[2])
    if _ROW.sub("", match[2]).strip():
        raise NotAddable
    rows = {int(_attribute(_head(element), "r")): element for element in elements}
    if len(rows) != len(elements):
        raise NotAddable
    look = _styles(rows.get(addition.first_row, "")) if addition.like_above else {}
    for offset, cells in enumerate(addition.rows):
        number = addition.first_row + 1 + offset
        before = rows.get(number, "")
        if re.search(r"<(?:v|f|is)\b", before):
            raise NotAddable
        rows[number] = _row_xml(number, cells, _styles(before) or look)
    body = "".join(rows[number] for number in sorted(rows))
    # What a sheet says about its size is optional, and would be wrong now.
    return _DIMENSION.sub("", xml[: match.start()], count=1) + match[1] + body + match[3] + xml[match.end() :]


def _head(element: str) -> str:
    return element[: element.index(">") + 1]


def _styles(row: str) -> dict[int, str]:
    """Return the number of the style of each cell of a row, by column."""
    styles = {}
    for cell in _CELL.findall(row):
        head = _head(cell)
        letters = re.match(r"[A-Z]+", _attribute(head, "r"))
        if letters is None:
            raise NotAddable
        if style := _attribute(head, "s"):
            styles[_column(letters[0])] = style
    return styles


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _row_xml(number: int, cells: Mapping[int, str | Fraction], styles: Mapping[int, str]) -> str:
    columns = sorted({*cells, *styles})
    body = "".join(_cell_xml(number, col, cells.get(col, ""), styles.get(col, "")) for col in columns)
    return f'<row r="{number}">{body}</row>'


def _cell_xml(number: int, col: int, value: str | Fraction, style: str) -> str:
    head = f'<c r="{column_name(col)}{number}"' + (f' s="{style}"' if style else "")
    if isinstance(value, Fraction):
        return f"{head}><v>{float(value)!r}</v></c>"
    if not value:
        return f"{head}/>"
    text = re.sub(r"_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", writable_text(value))
    return f'{head} t="inlineStr"><is><t xml:space="preserve">{html.escape(text, quote=False)}</t></is></c>'
