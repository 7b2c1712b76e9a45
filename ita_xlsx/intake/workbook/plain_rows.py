"""Read the rows and shared texts of a workbook with patterns, if they are written the plain way.

Takes the bytes of a part; returns its cells or texts as they are written, or None. Works on values only. This is the
first step of our own reader, many times as fast as an XML parser. Rows are plain if every byte of them belongs to one
of the patterns below. Then they are well formed, nothing in them can be read in two ways, and no parser is needed. A
part that is written in another way is left to the parser (``sheet_xml``, ``shared_parts``).
"""

from __future__ import annotations

import re
from typing import NamedTuple

# For a larger part the patterns are not faster, and no form is so large.
_LARGEST = 1 << 21
_ENTITY = "&(?:amp|lt|gt|quot|apos);"
# Characters that XML forbids, or that a parser changes, are left to the parser.
_PLAIN = "[^<&>\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]*+"
_LINES = _PLAIN.replace("\x00-\x1f", "\x00-\x08\x0b-\x1f")
_TEXT = f"{_PLAIN}(?:{_ENTITY}{_PLAIN})*+"
_TEXT_OF_LINES = f"{_LINES}(?:{_ENTITY}{_LINES})*+"
_STYLE = '(?: s="[0-9]{1,5}")?+'
_KIND = '(?: t="(?:s|str|n|b|e)")?+'
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
# The address of each cell must have the number of its row.
_ROWS = re.compile(
    rf'(?:<row r="([0-9]{{1,7}})"{_ROW_ATTRIBUTES}(?:/>|>'
    rf'(?:<c r="[A-Z]{{1,3}}\1"{_STYLE}(?:/>|{_KIND}>(?:{_FORMULA}{_TEXT}</f>)?+(?:<v>{_TEXT}</v>)?+</c>))*+</row>))*+'
)
_BEGIN = '<c r="([A-Z]{1,3}[0-9]{1,7})"(?: s="([0-9]{1,5})")?+(?: t="([a-z]{1,3})")?+>'
_VALUE = "(?:<(v)>([^<]*+)</v>)?+"
_CELL = re.compile(f"{_BEGIN}(?:<f[^<>]*+>[^<]*+</f>)?+{_VALUE}")
_CELL_WITH_FORMULA = re.compile(f"{_BEGIN}<f[^<>]*+>([^<]*+)</f>{_VALUE}")
_HIDDEN_ROW = re.compile('<row r="([0-9]+)"[^<>]* hidden="(?:1|true)"')
# The page header names the agency. Without it the part around the rows is the same in many forms, and is cached.
_PAGE_HEADER = re.compile(f"<oddHeader>{_TEXT}</oddHeader>")
_OPEN, _CLOSE = "<sheetData>", "</sheetData>"
_STRING = f'<si><t(?: xml:space="preserve")?+>({_TEXT_OF_LINES})</t></si>'
_STRINGS = re.compile(
    r'<\?xml version="1\.0" encoding="UTF-8"(?: standalone="yes")?\?>\s*'
    r'<sst xmlns="http://schemas\.openxmlformats\.org/spreadsheetml/2006/main"(?: count="[0-9]+")?'
    rf'(?: uniqueCount="[0-9]+")?>((?:{_STRING})*+)</sst>\s*'
)
_ONE_STRING = re.compile(_STRING)
_ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&"))


class PlainRows(NamedTuple):
    """The rows of a plain sheet as they are written: cells that are not empty, hidden rows, the part without its rows.

    A cell is (address, style, kind, ``v`` if it has a value, value): texts, each empty if it is not written.
    ``hidden_rows`` are row numbers from 1, ``rows`` is the text of all rows.
    """

    cells: list[tuple[str, ...]]
    hidden_rows: list[str]
    without_rows: bytes
    rows: str

    @property
    def formulas(self) -> list[tuple[str, ...]]:
        """Return the cells with a formula, each as (address, style, kind, formula, ``v`` if it has a value, value)."""
        return _CELL_WITH_FORMULA.findall(self.rows) if "<f" in self.rows else []


def parse_plain_rows(part: bytes) -> PlainRows | None:
    """Return the rows of a sheet; None if they are not written the plain way."""
    text = _decoded(part)
    if text is None or text.count("<sheetData") != 1 or text.count(_CLOSE) != 1:
        return None
    start, end = text.find(_OPEN) + len(_OPEN), text.find(_CLOSE)
    if not len(_OPEN) <= start <= end or "<!" in text[:start]:
        return None
    body = text[start:end]
    if not _ROWS.fullmatch(body):
        return None
    hidden_rows = _HIDDEN_ROW.findall(body) if ' hidden="' in body else []
    without_rows = _PAGE_HEADER.sub("", text[:start] + text[end:]).encode()
    return PlainRows(_CELL.findall(body), hidden_rows, without_rows, body)


def parse_plain_strings(part: bytes) -> tuple[str, ...] | None:
    """Return the shared texts; None if one of them is not written the plain way."""
    text = _decoded(part)
    if text is None or not (match := _STRINGS.fullmatch(text)):
        return None
    texts = _ONE_STRING.findall(match[1])
    return tuple(map(unescaped, texts)) if "&" in text else tuple(texts)


def unescaped(text: str) -> str:
    """Return a text with the five named entities of XML (such as ``&amp;``) replaced by their characters."""
    if "&" in text:
        for name, sign in _ENTITIES:
            text = text.replace(name, sign)
    return text


def _decoded(part: bytes) -> str | None:
    """Return a part as text; None if it is too large for the patterns, or is not UTF-8."""
    if len(part) > _LARGEST:
        return None
    try:
        return part.decode("utf-8")
    except UnicodeDecodeError:
        return None
