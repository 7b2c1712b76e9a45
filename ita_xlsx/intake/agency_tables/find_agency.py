"""Find the agency that a row of a table means, by its name, its other names, or its code.

Takes the roster and the texts of a row; returns the agency, or why there is none. Works on values only.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from ita_xlsx.model.agency import Agency, Roster, code_key
from ita_xlsx.model.text.brief_names import kind_and_place, long_name
from ita_xlsx.model.text.spelling import text_key

_GROUPS = ("district", "province", "kind")
_LEADING_NUMBER = re.compile(r"^\s*[(\[]?[0-9๐-๙]{1,4}[.)\]]\s*(?=\D)")
_LEADING_ZEROS = re.compile(r"(?<![0-9])0+(?=[0-9])")
_DIGITS = re.compile(r"[0-9]+")
_NEAR = 0.7


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
    """Return the agencies with a name or other name, also behind a running number; empty if there are none.

    The short form of a kind, such as ``อบต.``, is that kind, in the table and in the roster.
    """
    bare = _LEADING_NUMBER.sub("", name)
    for text in dict.fromkeys((name, bare, long_name(bare))):
        if agencies := roster.all_named(text) or roster.all_with_alias(text):
            return agencies
    key = text_key(long_name(bare))
    return tuple(
        item for item in roster.agencies if any(text_key(long_name(one)) == key for one in (item.name, *item.aliases))
    )


def nearest_agency(roster: Roster, name: str) -> Agency | None:
    """Return the agency whose place has the most similar name, of the same kind first; None if none is similar.

    Numbers in the names must be the same, and what is common to all names, such as the kind, does not count.
    """
    best: tuple[float, bool, Agency] | None = None
    for item in roster.agencies:
        kind, place = kind_and_place(_LEADING_NUMBER.sub("", name), item.province)
        other_kind, other = kind_and_place(item.name, item.province)
        if _DIGITS.findall(place) != _DIGITS.findall(other):
            continue
        likeness = difflib.SequenceMatcher(None, place, other).ratio()
        if likeness >= _NEAR and (best is None or (likeness, kind == other_kind) > best[:2]):
            best = likeness, kind == other_kind, item
    return best[2] if best else None


def agency_of_typed_code(roster: Roster, code: str) -> Agency | None:
    """Return the only agency whose code is another one but for its case and the zeros before its numbers, or None."""
    found = [item for item in roster.agencies if _without_zeros(item.code) == _without_zeros(code)]
    return found[0] if len(found) == 1 else None


def _without_zeros(code: str) -> str:
    return _LEADING_ZEROS.sub("", code_key(code))


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
