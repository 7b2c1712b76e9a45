"""Find telephone numbers, mail addresses and names of persons in a text, and take them out.

Works on texts only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from ita_xlsx.model.text.digits import arabic

# Stands where a person was named, so that it is seen that one was.
REMOVED = "(นำออกแล้ว)"
_ADDRESS = re.compile(r"[^\s,;<>()\[\]\"']+@[^\s,;<>()\[\]\"']+")
# Seven digits and more, with blanks or dashes between them: no date and no score.
_PHONE = re.compile(r"(?<![\d.])\+?\d(?:[ -]?\d){7,14}(?![\d.])")
_PERSON_HEADER = re.compile(r"ผู้|โทร|เบอร์|มือถือ|อีเมล|เมล|ไลน์|ประสาน|mail|phone|tel|line|contact", re.IGNORECASE)
_SHORTEST_NAME = 4


def is_person_header(header: str) -> bool:
    """Return True if a column of this header names persons, or says how they are reached."""
    return _PERSON_HEADER.search(header) is not None


def without_persons(text: str, names: Iterable[str] = ()) -> str:
    """Return a text with ``REMOVED`` for each telephone number, mail address and one of these names."""
    for name in sorted({name.strip() for name in names}, key=len, reverse=True):
        if len(name) >= _SHORTEST_NAME:
            text = text.replace(name, REMOVED)
    # Thai digits have the places of the Arabic ones.
    text = _ADDRESS.sub(REMOVED, text)
    pieces, end = [], 0
    for match in _PHONE.finditer(arabic(text)):
        pieces += [text[end : match.start()], REMOVED]
        end = match.end()
    return "".join((*pieces, text[end:]))
