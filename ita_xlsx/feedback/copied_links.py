"""Restore the links of an agency's workbook in its copy: safe web addresses, and links to cells of the workbook itself.

Takes a sheet of the copy and the links of the original; changes the sheet in memory.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from ita_xlsx.feedback.minimal_package import KeptSheet, is_internal_reference
from ita_xlsx.feedback.package_parts import Package
from ita_xlsx.model.text.addresses import as_uri
from ita_xlsx.model.text.writable import cut_units, excel_length

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

# Excel accepts no longer address, and no longer text beside the pointer.
_LONGEST, _LONGEST_TIP = 2079, 255
_INVISIBLE = re.compile(r"[\s\x00-\x20\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\\<>\"]")
_RANGE = re.compile(r"([A-Z]{1,3}[1-9]\d{0,6})(?::[A-Z]{1,3}[1-9]\d{0,6})?")


def is_web_address(text: str) -> bool:
    """Return True if a text is an http or https address that may stand in a copy.

    The address has a host, no credentials, no invisible characters, and at most 2,079 characters.
    """
    if len(text) > _LONGEST or _INVISIBLE.search(text):
        return False
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        return False
    has_plain_host = bool(parts.hostname) and parts.username is None and parts.password is None
    return parts.scheme in ("http", "https") and has_plain_host and port != 0


def restore_links(sheet: Worksheet, kept_sheet: KeptSheet, package: Package, sheet_names: frozenset[str]) -> int:
    """Put the safe links back into a sheet, and return how many links were left out.

    The values of the cells stay as they are.
    """
    from openpyxl.cell.cell import MergedCell
    from openpyxl.worksheet.hyperlink import Hyperlink

    relations = {relation.id: relation for relation in package.relations(kept_sheet.part)}
    dropped = 0
    for link in kept_sheet.stripped.links:
        area = _RANGE.fullmatch(link.ref)
        target = (
            relations[link.relation_id].target
            if link.relation_id in relations and relations[link.relation_id].outside
            else ""
        )
        location = link.location
        if target.startswith("#"):
            target, location = "", target[1:]
        elif target and location:
            target, location = f"{target}#{location}", ""
        uri = as_uri(target)
        is_open_address = is_web_address(target) and excel_length(uri) <= _LONGEST
        safe = is_open_address if target else is_internal_reference(location, sheet_names)
        cell: Any = sheet[area[1]] if area and safe else None
        if cell is None or isinstance(cell, MergedCell) or (link.relation_id and link.relation_id not in relations):
            dropped += 1
            continue
        tooltip = cut_units(link.tooltip, _LONGEST_TIP)
        hyperlink = Hyperlink(ref=link.ref, target=uri or None, location=location or None, tooltip=tooltip or None)
        # The setter of openpyxl would write the address into an empty cell, as a formula if it begins with "=".
        cell._hyperlink = hyperlink
    return dropped
