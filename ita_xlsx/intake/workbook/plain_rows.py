"""The plain way spreadsheets write cells, recognised whole: many times as fast as asking a parser for each tag.

Rows are tiled when every byte of them belongs to one of the patterns below. Then they are well formed, nothing in
them can be read in two ways, and no parser is needed. Whatever is written otherwise is left to the parser.
"""

from __future__ import annotations

import re
from typing import NamedTuple

# Beyond this the patterns are no gain, and no form is as large.
_LARGEST = 1 << 21
_ENTITY = "&(?:amp|lt|gt|quot|apos);"
# Characters that XML refuses, or gives back otherwise than they stand there, are left to the parser.
_PLAIN = "[^<&>\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]*+"
_LINES = _PLAIN.replace("\x00-\x1f", "\x00-\x08\x0b-\x1f")
_TEXT = f"{_PLAIN}(?:{_ENTITY}{_PLAIN})*+"
_TEXT_OF_LINES = f"{_LINES}(?:{_ENTITY}{_LINES})*+"
_STYLE = '(?: s="[0-9]{1,5}")?+'
_KIND = '(?: t="(?:s|str|n|b|e)")?+'
_FORMULA = '<f(?: aca="false")?+>'
_YES_NO = '="(?:1|0|true|false)"'
# In the order in which Excel, LibreOffice and our writer put them, so that none can stand there twice.
_SAID = "".join(
    f"(?: {name})?+"
    for name in (
        'spans="[0-9: ]*"', 's="[0-9]{1,5}"', f"customFormat{_YES_NO}", 'ht="[0-9.]{1,20}"', f"hidden{_YES_NO}",
        f"customHeight{_YES_NO}", 'outlineLevel="[0-7]"', f"collapsed{_YES_NO}", f"thickTop{_YES_NO}",
        f"thickBot{_YES_NO}", 'x14ac:dyDescent="[0-9.]{1,20}"',
    )
)  # fmt: skip
# A cell of row 5 says that it is of row 5.
_ROWS = re.compile(
    rf'(?:<row r="([0-9]{{1,7}})"{_SAID}(?:/>|>'
    rf'(?:<c r="[A-Z]{{1,3}}\1"{_STYLE}(?:/>|{_KIND}>(?:{_FORMULA}{_TEXT}</f>)?+(?:<v>{_TEXT}</v>)?+</c>))*+</row>))*+'
)
_CELL = re.compile(
    '<c r="([A-Z]{1,3}[0-9]{1,7})"(?: s="([0-9]{1,5})")?+(?: t="([a-z]{1,3})")?+>'
    "(?:<(f)[^<>]*+>([^<]*+)</f>)?+(?:<(v)>([^<]*+)</v>)?+"
)
_HIDDEN_ROW = re.compile('<row r="([0-9]+)"[^<>]* hidden="(?:1|true)"')
# What is printed on top of a page names the agency; without it the rest is the same in many forms.
_HEADING = re.compile(f"<oddHeader>{_TEXT}</oddHeader>")
_OPEN, _CLOSE = "<sheetData>", "</sheetData>"
_STRING = f'<si><t(?: xml:space="preserve")?+>({_TEXT_OF_LINES})</t></si>'
_STRINGS = re.compile(
    r'<\?xml version="1\.0" encoding="UTF-8"(?: standalone="yes")?\?>\s*'
    r'<sst xmlns="http://schemas\.openxmlformats\.org/spreadsheetml/2006/main"(?: count="[0-9]+")?'
    rf'(?: uniqueCount="[0-9]+")?>((?:{_STRING})*+)</sst>\s*'
)
_EACH = re.compile(_STRING)
_ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&"))


class PlainRows(NamedTuple):
    """The cells of a sheet that hold anything, its hidden rows, and the part around its rows.

    A cell is (address, style, kind, ``f`` where it has a formula, formula, ``v`` where it has a value, value), all as
    they are written and empty where they are not.
    """

    cells: list[tuple[str, ...]]
    hidden: list[str]
    around: bytes


def parse_plain_rows(part: bytes) -> PlainRows | None:
    """The cells of a sheet; None where its rows are written otherwise than in the plain way."""
    text = _decoded(part)
    if text is None or text.count("<sheetData") != 1 or text.count(_CLOSE) != 1:
        return None
    start, end = text.find(_OPEN) + len(_OPEN), text.find(_CLOSE)
    if not len(_OPEN) <= start <= end or "<!" in text[:start]:
        return None
    body = text[start:end]
    if not _ROWS.fullmatch(body):
        return None
    hidden = _HIDDEN_ROW.findall(body) if ' hidden="' in body else []
    return PlainRows(_CELL.findall(body), hidden, _HEADING.sub("", text[:start] + text[end:]).encode())


def parse_plain_strings(part: bytes) -> tuple[str, ...] | None:
    """The shared texts where all of them are plain ones; None where one is not."""
    text = _decoded(part)
    if text is None or not (whole := _STRINGS.fullmatch(text)):
        return None
    return tuple(map(unescaped, _EACH.findall(whole[1])))


def unescaped(text: str) -> str:
    """A text without the five names that XML has for its own signs."""
    if "&" in text:
        for name, sign in _ENTITIES:
            text = text.replace(name, sign)
    return text


def _decoded(part: bytes) -> str | None:
    if len(part) > _LARGEST:
        return None
    try:
        return part.decode("utf-8")
    except UnicodeDecodeError:
        return None
