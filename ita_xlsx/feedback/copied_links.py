"""Which links of an agency's workbook may stand in a copy of it?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from ita_xlsx.feedback.minimal_package import PlainSheet, points_inside
from ita_xlsx.feedback.package_parts import Package

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

# Excel takes no longer ones.
_LONGEST = 2079
_UNSEEN = re.compile(r"[\s\x00-\x20\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\\<>\"]")
_RANGE = re.compile(r"([A-Z]{1,3}[1-9]\d{0,6})(?::[A-Z]{1,3}[1-9]\d{0,6})?")


def is_web_address(text: str) -> bool:
    """Whether a text is an http or https address with a host, without credentials and unseen characters."""
    if len(text) > _LONGEST or _UNSEEN.search(text):
        return False
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        return False
    named = bool(parts.hostname) and parts.username is None and parts.password is None
    return parts.scheme in ("http", "https") and named and port != 0


def put_links(sheet: Worksheet, plain: PlainSheet, package: Package, names: frozenset[str]) -> int:
    """Put back the links that are safe, without touching what the cells hold; return how many were left out."""
    from openpyxl.cell.cell import MergedCell
    from openpyxl.worksheet.hyperlink import Hyperlink

    ties = {tie.id: tie for tie in package.relations(plain.part)}
    dropped = 0
    for link in plain.trimmed.links:
        place = _RANGE.fullmatch(link.ref)
        target = ties[link.tie].target if link.tie in ties and ties[link.tie].outside else ""
        location = link.location
        if target.startswith("#"):
            target, location = "", target[1:]
        elif target and location:
            target, location = f"{target}#{location}", ""
        safe = is_web_address(target) if target else points_inside(location, names)
        cell: Any = sheet[place[1]] if place and safe else None
        if cell is None or isinstance(cell, MergedCell) or (link.tie and link.tie not in ties):
            dropped += 1
            continue
        made = Hyperlink(
            ref=link.ref, target=target or None, location=location or None, tooltip=link.tooltip[:255] or None
        )
        # The setter would write the address into an empty cell, and a formula if it begins with an equals sign.
        cell._hyperlink = made
    return dropped
