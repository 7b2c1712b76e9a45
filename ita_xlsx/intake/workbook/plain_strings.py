"""Read the shared texts of a workbook with a pattern, if they are written the plain way; define what a plain text is.

Takes the bytes of a part; returns its texts, or None. Works on values only. A part that is written in another way is
left to the parser (``shared_parts``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

# For a larger part the patterns are not faster, and no form is so large.
LARGEST_PLAIN = 1 << 21
# A longer text, or longer tags between two values, are not kept.
LONGEST_CACHED = 1 << 12
# A text is plain if it holds, besides entities, no sign of XML and no character that XML forbids or a parser changes.
# A set with characters beyond these would take ten times as long to compile.
_ENTITY = re.compile("&(?:amp|lt|gt|quot|apos);")
_NOT_PLAIN = re.compile("[\0-\x08\x0b-\x1f&<>\x7f-\x9f]")
# The bytes of which every text in UTF-8 is plain; to look for other bytes is faster than a pattern. Of the others, 0xC2
# begins a control character, or a sign such as the middle dot.
_PLAIN_BYTES = bytes({*b"\t\n", *range(0x20, 0x7F), *range(0x80, 0x100)} - {*b"&<>", 0xC2, 0xEF})
_CONTROL = re.compile(rb"\xc2[\x80-\x9f]")
_HEAD = re.compile(
    rb'<\?xml version="1\.0" encoding="UTF-8"(?: standalone="yes")?\?>\s*'
    rb'<sst xmlns="http://schemas\.openxmlformats\.org/spreadsheetml/2006/main"(?: count="[0-9]+")?'
    rb'(?: uniqueCount="[0-9]+")?>'
)
_END, _OPEN, _CLOSE = b"</sst>", b"<si><t>", b"</t></si>"
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&"))

# Most shared texts are the same in all forms of a round: those that this process has read, as they are written.
_TEXTS: dict[bytes, str] = {}
_MOST_TEXTS = 1 << 13


def parse_plain_strings(part: bytes) -> tuple[str, ...] | None:
    """Return the shared texts; None if one of them is not written the plain way."""
    head = _HEAD.match(part) if len(part) <= LARGEST_PLAIN else None
    if head is None:
        return None
    end = part.rfind(_END)
    if end < head.end() or part[end + len(_END) :].strip():
        return None
    body = part[head.end() : end].replace(b'<t xml:space="preserve">', b"<t>")
    if not body:
        return ()
    if not (body.startswith(_OPEN) and body.endswith(_CLOSE)):
        return None
    pieces = body[len(_OPEN) : -len(_CLOSE)].split(_CLOSE + _OPEN)
    return _texts_of(pieces)


def _texts_of(pieces: Sequence[bytes]) -> tuple[str, ...] | None:
    """Return shared texts as they are read, from those that are kept if they are there; None if one is not plain."""
    texts: list[Any] = [*map(_TEXTS.get, pieces)]
    if None in texts:
        for number, piece in enumerate(pieces):
            if texts[number] is None:
                text = texts[number] = _parse_string(piece)
                if text is None:
                    return None
                if len(_TEXTS) >= _MOST_TEXTS:
                    _TEXTS.clear()
                if len(piece) <= LONGEST_CACHED:
                    _TEXTS[piece] = text
    return tuple(texts)


def _parse_string(piece: bytes) -> str | None:
    """Return a shared text as it is read; None if it is not written the plain way."""
    text = plain_text(piece)
    return None if text is None else decoded(unescaped(text))


def decoded(text: str) -> str:
    """Return a text with escapes such as ``_x000D_`` replaced by the characters they stand for."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


def unescaped(text: str) -> str:
    """Return a text with the five named entities of XML (such as ``&amp;``) replaced by their characters."""
    if "&" in text:
        for name, sign in _ENTITIES:
            text = text.replace(name, sign)
    return text


def plain_text(part: bytes) -> str | None:
    """Return a part as text; None if it is not UTF-8, or not plain."""
    text = utf8_text(part)
    others = part.translate(None, _PLAIN_BYTES)
    if text is None or not others:
        return text
    # Our own forms have a middle dot in some texts.
    is_text = not _CONTROL.search(part) if not others.strip(b"\xc2") else is_plain(text)
    return text if is_text else None


def is_plain(text: str) -> bool:
    """Return True if a text is plain."""
    return not (_NOT_PLAIN.search(_ENTITY.sub("", text)) or "\ufffe" in text or "\uffff" in text)


def utf8_text(part: bytes) -> str | None:
    """Return a part as text; None if it is not UTF-8."""
    try:
        return part.decode("utf-8")
    except UnicodeDecodeError:
        return None
