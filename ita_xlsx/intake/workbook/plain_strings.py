"""Read the shared texts of a workbook with a pattern, if they are written the plain way; define what a plain text is.

Takes the bytes of a part; returns its texts, or None. Works on values only. A part that is written in another way is
left to the parser (``shared_parts``).
"""

from __future__ import annotations

import re
from functools import lru_cache

# For a larger part the patterns are not faster, and no form is so large.
LARGEST_PLAIN = 1 << 21
# A longer text, or longer tags between two values, are not kept.
LONGEST_CACHED = 1 << 12
_ENTITY = "&(?:amp|lt|gt|quot|apos);"
# All but the signs of XML and the characters that XML forbids or a parser changes: these are left to the parser.
# Ranges of what may stand there are searched twice as fast as those of what may not.
_PLAIN = "[ -%'-;=?-~\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]*+"
_LINES = _PLAIN.replace("[", "[\t\n")
PLAIN_TEXT = f"{_PLAIN}(?:{_ENTITY}{_PLAIN})*+"
_STRING = re.compile(f"{_LINES}(?:{_ENTITY}{_LINES})*+")
_HEAD = re.compile(
    rb'<\?xml version="1\.0" encoding="UTF-8"(?: standalone="yes")?\?>\s*'
    rb'<sst xmlns="http://schemas\.openxmlformats\.org/spreadsheetml/2006/main"(?: count="[0-9]+")?'
    rb'(?: uniqueCount="[0-9]+")?>'
)
_END, _OPEN, _CLOSE = b"</sst>", b"<si><t>", b"</t></si>"
_ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&"))


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
    texts = [*map(_string_of if max(map(len, pieces)) <= LONGEST_CACHED else _parse_string, pieces)]
    strings = tuple([text for text in texts if text is not None])
    return strings if len(strings) == len(texts) else None


def _parse_string(piece: bytes) -> str | None:
    """Return a shared text as it is read; None if it is not written the plain way."""
    text = utf8_text(piece)
    return unescaped(text) if text is not None and _STRING.fullmatch(text) else None


# Most texts are the same in all forms of a round.
_string_of = lru_cache(maxsize=1 << 13)(_parse_string)


def unescaped(text: str) -> str:
    """Return a text with the five named entities of XML (such as ``&amp;``) replaced by their characters."""
    if "&" in text:
        for name, sign in _ENTITIES:
            text = text.replace(name, sign)
    return text


def utf8_text(part: bytes) -> str | None:
    """Return a part as text; None if it is not UTF-8."""
    try:
        return part.decode("utf-8")
    except UnicodeDecodeError:
        return None
