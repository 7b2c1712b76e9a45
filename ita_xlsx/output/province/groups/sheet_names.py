"""Name the sheets of single groups: names that Excel accepts, each of them once.

Takes groups; returns names of at most 31 characters. Works on values only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from unicodedata import category

from ita_xlsx.model.layout.groups.groups_layout import GROUP_WORDS, MOST_SHEETS
from ita_xlsx.model.province.group_figures import GroupResults, GroupScores
from ita_xlsx.model.text.spelling import text_key
from ita_xlsx.output.cells.text_pieces import ESCAPE

_LONGEST = 31
# A double quote is allowed, but many a reader of formulas stumbles over it.
_FORBIDDEN = re.compile(r'[\[\]:*?/\\"]')


def named_sheets(grouped: Iterable[GroupResults]) -> tuple[tuple[str, GroupResults, GroupScores], ...]:
    """Return the groups that get a sheet, the first ``MOST_SHEETS`` of each column, each with the name of its sheet."""
    used: set[str] = set()
    sheets = []
    for groups in grouped:
        for group in groups.groups[:MOST_SHEETS]:
            name = _free_name(plain_name(GROUP_WORDS[groups.by], group.name), used)
            used.add(text_key(name))
            sheets.append((name, groups, group))
    return tuple(sheets)


def plain_name(word: str, name: str) -> str:
    """Return the word for a group and its name without what no name of a sheet can hold."""
    text = ESCAPE.sub(" ", _FORBIDDEN.sub(" ", name))
    text = "".join(char if char.isprintable() else " " for char in text)
    text = " ".join(text.split())
    return text if text.startswith(word) else f"{word} {text}"


def _free_name(name: str, used: set[str]) -> str:
    """Return a name cut to the length that Excel allows, with a number if the same name is in use."""
    found, number = _cut(name, _LONGEST), 1
    while text_key(found) in used:
        number += 1
        tail = f" ({number})"
        found = _cut(name, _LONGEST - len(tail)) + tail
    return found


def _cut(name: str, longest: int) -> str:
    """Return as much of a name as takes ``longest`` units of UTF-16; neither an apostrophe nor a blank ends it."""
    kept, units = "", 0
    for char in name:
        units += 2 if ord(char) > 0xFFFF else 1
        if units > longest:
            break
        kept += char
    if category(name[len(kept) : len(kept) + 1] or " ") == "Mn":
        # A letter without its mark would be another letter.
        while category(kept[-1]) == "Mn":
            kept = kept[:-1]
        kept = kept[:-1]
    return kept.strip("' ")
