"""Find the owners of a step in the text of a cell.

Takes text; returns names. Works on values only.
"""

from __future__ import annotations

import re

from ita_xlsx.model.text.words import EMPTY_SIGNS

# The marks at the start of each line of a list of owners, and the separators between two owners outside brackets.
_MARKS = (
    re.compile(r"(?:(?<=\s)|^)\(?[0-9๐-๙]{1,2}[.)](?![0-9๐-๙])\s*"),
    re.compile(r"(?:(?<=\s)|^)[-–•●▪*]\s+"),
)
_BETWEEN_OWNERS = re.compile(r"[,;\n](?![^(\[]*[)\]])")


def owners_of(text: str) -> tuple[str, ...]:
    """Return the owners in the text of a cell, or one empty text if it names none.

    Owners are separated by commas, semicolons or lines, or are a list with numbers or dashes.
    """
    marks = next((mark for mark in _MARKS if mark.match(text.lstrip())), None)
    parts = marks.split(text.lstrip()) if marks else [text]
    names = (" ".join(name.split()) for part in parts for name in _BETWEEN_OWNERS.split(part))
    return tuple(dict.fromkeys(name for name in names if name.strip(EMPTY_SIGNS))) or ("",)
