"""Find the one agency of the roster that a text names: by code, name, other name, short form, or code and name.

Takes the roster and a text; returns the agency, or why there is none. Works on values only.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from ita_xlsx.intake.agency_tables.find_agency import Fault, Found, agencies_named
from ita_xlsx.intake.workbook.cells import code_of
from ita_xlsx.model.agency import Agency, Roster, code_key

_CODE = re.compile(r"([^\W\d_]*)([0-9]{1,9})")
_RANGE_MARK = re.compile(r"\s*(?:-|–|—|ถึง)\s*")
# Signs around a code or a name that stand beside each other.
_AROUND = " .…-–:()"
_UNKNOWN = Found(fault=Fault.UNKNOWN)


@dataclass(frozen=True)
class AgencyLookup:
    """A finder of single agencies, ranges and similar names; without a roster it finds nothing."""

    roster: Roster | None

    def find(self, text: str) -> Found:
        """Return the agency of a code, of a name, or of a code beside the name or its beginning.

        The fault is SEVERAL where agencies share the name, and CONTRADICTION where a code stands beside the name of
        another agency.
        """
        if self.roster is None or not text.strip():
            return _UNKNOWN
        if agency := self.by_code(text):
            return Found(agency)
        if bearers := agencies_named(self.roster, text):
            return Found(bearers[0]) if len(bearers) == 1 else Found(fault=Fault.SEVERAL, others=bearers)
        return next((found for code, name in _code_and_name(text) if (found := self._pair(code, name))), _UNKNOWN)

    def by_code(self, text: str) -> Agency | None:
        """Return the agency of a code, also without its leading zeros; None if it is nobody's."""
        return (self.roster.find(text) if self.roster else None) or self._by_number.get(_number(text))

    def find_range(self, text: str) -> tuple[Agency, ...]:
        """Return the agencies of a range as ``P01-P05`` or ``P05-P01``; none if an end of it is not in the roster."""
        ends = _RANGE_MARK.split(text)
        if self.roster is None or len(ends) != 2:
            return ()
        first, last = map(_number, ends)
        last = last if last[0] else (first[0], last[1])
        if first not in self._by_number or last not in self._by_number or first[0] != last[0]:
            return ()
        low, high = sorted((first[1], last[1]))
        numbers = ((_number(item.code), item) for item in self.roster.agencies)
        return tuple(item for (stem, number), item in numbers if stem == first[0] and low <= number <= high)

    def nearest(self, text: str, least: float) -> Agency | None:
        """Return the agency with the most similar name; None if its similarity (0-1) is below ``least``."""
        keys = difflib.get_close_matches(code_of(text), self._by_name, n=1, cutoff=least)
        return self._by_name[keys[0]] if keys else None

    def _pair(self, code: str, name: str) -> Found | None:
        """Return the agency of a code and a name; None if the code is nobody's, or the name is no agency's."""
        agency = self.by_code(code)
        if self.roster is None or agency is None or not name:
            return None
        bearers = agencies_named(self.roster, name)
        if agency in bearers or code_of(agency.name).startswith(code_of(name)):
            return Found(agency)
        return Found(fault=Fault.CONTRADICTION, others=(agency, *bearers)) if bearers else None

    @cached_property
    def _by_name(self) -> dict[str, Agency]:
        """Return the agencies by the key of their name; the first of two with one name."""
        agencies = self.roster.agencies if self.roster else ()
        return {code_of(item.name): item for item in reversed(agencies)}

    @cached_property
    def _by_number(self) -> dict[tuple[str, int], Agency]:
        """Return the agencies by letters and number of their code, so that ``p1`` finds ``P01``.

        Codes that differ only in zeros are left out.
        """
        agencies: dict[tuple[str, int], list[Agency]] = {}
        for item in self.roster.agencies if self.roster else ():
            agencies.setdefault(_number(item.code), []).append(item)
        return {key: items[0] for key, items in agencies.items() if key[1] >= 0 and len(items) == 1}


def is_code(word: str) -> bool:
    """Return True for letters and a number, as most codes are built."""
    return _number(word)[1] >= 0


def _code_and_name(text: str) -> Iterator[tuple[str, str]]:
    """Yield the first word and the rest, then the last word and what stands before it."""
    first, _, rest = text.partition(" ")
    yield first.strip(_AROUND), rest.strip(_AROUND)
    before, _, last = text.rpartition(" ")
    yield last.strip(_AROUND), before.strip(_AROUND)


def _number(code: str) -> tuple[str, int]:
    """Return the letters and the number of a code; ``("", -1)`` if it is not built like that."""
    match = _CODE.fullmatch(code_key(code))
    return (match[1], int(match[2])) if match else ("", -1)
