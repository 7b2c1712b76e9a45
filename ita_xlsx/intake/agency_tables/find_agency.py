"""Find the agency that a row of a table means, by its name, its other names, or its code.

Takes the roster and the texts of a row; returns the agency, or why there is none. Works on values only.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from ita_xlsx.model.agency import Agency, Roster
from ita_xlsx.model.text.spelling import text_key

_GROUPS = ("district", "province", "kind")
_LEADING_NUMBER = re.compile(r"^\s*[(\[]?[0-9๐-๙]{1,4}[.)\]]\s*(?=\D)")


class Fault(Enum):
    """The reason why a row is of no agency that is certain."""

    UNKNOWN = "unknown"
    SEVERAL = "several"
    CONTRADICTION = "contradiction"


@dataclass(frozen=True)
class Found:
    """The agency of a row, or the fault; ``others`` are the agencies between which nothing decides."""

    agency: Agency | None = None
    fault: Fault | None = None
    others: tuple[Agency, ...] = ()


def agencies_named(roster: Roster, name: str) -> tuple[Agency, ...]:
    """Return the agencies with a name or other name, also behind a running number; empty if there are none."""
    for text in dict.fromkeys((name, _LEADING_NUMBER.sub("", name))):
        if agencies := roster.all_named(text) or roster.all_with_alias(text):
            return agencies
    return ()


def find_row_agency(roster: Roster, name: str | None, code: str, groups: Sequence[str] = ()) -> Found:
    """Return the agency of a row with a name (None if the table has no names) and perhaps a code.

    A code decides between agencies of one name, or else their district, their province or their kind in the row
    (``groups``). A code decides alone where the table has no names. A code beside a name that is
    not that of its agency decides nothing: it may be a code of somebody else's list.
    """
    by_code = roster.find(code) if code else None
    if name is None:
        return Found(by_code) if by_code else Found(fault=Fault.UNKNOWN)
    by_name = agencies_named(roster, name)
    if by_code is not None and by_code in by_name:
        return Found(by_code)
    if by_code is not None:
        return Found(fault=Fault.CONTRADICTION, others=(by_code, *by_name))
    for field in _GROUPS if len(by_name) > 1 else ():
        of_group = [item for item in by_name if text_key(getattr(item, field)) in map(text_key, filter(None, groups))]
        if len(of_group) == 1:
            return Found(of_group[0])
    if len(by_name) > 1:
        return Found(fault=Fault.SEVERAL, others=by_name)
    return Found(by_name[0]) if by_name else Found(fault=Fault.UNKNOWN)
