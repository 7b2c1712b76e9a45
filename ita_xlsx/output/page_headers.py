"""Write the text of the header of a printed page, where an ampersand begins a code and there is little room.

Takes and returns texts; works on values only.
"""

from __future__ import annotations

import re

from ita_xlsx.model.layout.page import text_width
from ita_xlsx.model.text.writable import excel_length

# A header has 255 characters: this many are left beside fonts and page number. Width in ems beside the page number
# of a portrait page. Longest year that is kept when a name is shortened. No header has room for a longer name.
_HEADER_ROOM, _HEADER_WIDTH, _LONGEST_ENDING, _LONGEST_HEADER = 150, 34, 40, 300
_PICTURE = re.compile(r"&(?=G|\[Picture\])")


def header_text(text: str) -> str:
    """Return a text for a page header, where ``&`` begins a code and there is room for 255 characters.

    An ampersand is doubled, and what follows it is kept from being read as the code of a picture. A text that
    would reach the page number is shortened: the name loses its end, the year after two spaces stays.
    """
    name, gap, year = text.rpartition("  ")
    ending = gap + year if gap and len(year) <= _LONGEST_ENDING else ""
    # One character after the other is taken away below, which a very long name must not make slow.
    short = (name if ending else text)[:_LONGEST_HEADER]
    while _is_too_long(coded := _coded(short + ending), short + ending) and len(short) > 1:
        short = f"{short[:-2]}…"
    return coded


def _coded(text: str) -> str:
    return _PICTURE.sub("&\u200b", text.replace("&", "&&"))


def _is_too_long(coded: str, text: str) -> bool:
    return excel_length(coded) > _HEADER_ROOM or text_width(text) > _HEADER_WIDTH
