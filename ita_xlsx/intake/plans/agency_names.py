"""Find the agencies of the roster that a row of a plan names: by code or name, in lists, ranges, or all but some.

Takes the lines of a cell; returns the codes of the agencies, and the texts that name no agency. Works on values only.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from ita_xlsx.intake.workbook.cells import code_of
from ita_xlsx.model.agency import Agency, Roster, code_key
from ita_xlsx.model.layout.plan_layouts import ALL_UNITS

_ALL_WORDS = frozenset(
    map(code_of, (ALL_UNITS, "ทุกส่วนราชการ", "ทุกแห่ง", "ทั้งหมด", "ทุกหน่วย", "ทุกหน่วยงานในจังหวัด", "all", "-"))
)
_SEPARATORS = re.compile(r"[,;|\n]")
_EXCEPT = re.compile(r"(.+?)\s*\(?(?:ยกเว้น|ยกเว้นเฉพาะ|เว้น|ไม่รวม|except)\s*(.+?)\)?", re.DOTALL)
# Further separators of a list; tried last, because the name of an agency may hold each of them.
_LIST_MARKS = tuple(map(re.compile, (r"\s*/\s*", r"\s+(?:และ|กับ)\s+", r"\s*และ\s*", r"\s+")))
_RANGE_MARK = re.compile(r"\s*(?:-|–|—|ถึง)\s*")
_CODE = re.compile(r"([^\W\d_]*)([0-9]{1,9})")
# Least similarity (0-1) of two names.
_SIMILAR, _VERY_SIMILAR = 0.5, 0.8


@dataclass(frozen=True)
class AgencyMatches:
    """The agencies that a cell names.

    ``units`` are their codes. ``unknown`` are the texts that name no agency of the roster, each with the agency of the
    most similar name, or None.
    """

    units: tuple[str, ...] = ()
    unknown: tuple[tuple[str, Agency | None], ...] = ()


@dataclass(frozen=True)
class AgencyFinder:
    """A finder of agencies by code or name; without a roster every text is taken as the name of an agency."""

    roster: Roster | None

    def find_agencies(self, lines: tuple[str, ...]) -> AgencyMatches:
        """Return the agencies of a cell that holds nothing else; no unit if the cell is empty or names all agencies."""
        match = _EXCEPT.fullmatch("\n".join(lines))
        if self.roster is not None and match and code_of(match[1]) in _ALL_WORDS:
            excluded = self._match_list(parts_of((match[2],)))
            # If no excluded name is known, this is every agency of the roster.
            units = tuple(item.code for item in self.roster.agencies if item.code not in excluded.units)
            return AgencyMatches(units, excluded.unknown)
        parts = parts_of(lines)
        if any(code_of(part) in _ALL_WORDS for part in parts):
            parts = [part for part in parts if code_of(part) not in _ALL_WORDS]
        return self._match_list(parts)

    def find_in_text(self, lines: tuple[str, ...]) -> AgencyMatches:
        """Return the agencies that a cell of free words names in full.

        ``unknown`` are texts that are very similar to the name of an agency, because they may mean it.
        """
        if self.roster is None:
            return AgencyMatches()
        matches = [(part, self._find_one(part)) for part in parts_of(lines)]
        units = dict.fromkeys(agency.code for _, agency in matches if agency is not None)
        unknown = [(part, self._nearest(part, _VERY_SIMILAR)) for part, agency in matches if agency is None]
        return AgencyMatches(tuple(units), tuple((part, agency) for part, agency in unknown if agency is not None))

    def _match_list(self, parts: list[str]) -> AgencyMatches:
        """Return the agencies of the parts of a list; an unknown text is kept as a unit too."""
        units: dict[str, None] = {}
        unknown: list[tuple[str, Agency | None]] = []
        for part in parts:
            for text, agencies in self._find_all(part):
                # Keep an unknown name: a measure without units would be for all agencies.
                units.update(dict.fromkeys([agency.code for agency in agencies] or [text]))
                if not agencies:
                    unknown.append((text, self._nearest(text, _SIMILAR)))
        return AgencyMatches(tuple(units), tuple(unknown) if self.roster else ())

    def _find_all(self, part: str) -> Iterator[tuple[str, tuple[Agency, ...]]]:
        """Yield (text, agencies) for one agency, a range, or each item of a list without commas.

        The tuple of agencies is empty if the text is not understood.
        """
        if agency := self._find_one(part):
            yield part, (agency,)
        elif agencies := self._find_range(part):
            yield part, agencies
        else:
            for mark in _LIST_MARKS:
                words = mark.split(part)
                matches = [item for word in words for item in self._find_all(word)] if len(words) > 1 else []
                if matches and (all(agencies for _, agencies in matches) or all(map(_is_code, words))):
                    yield from matches
                    return
            yield part, ()

    def _find_one(self, part: str) -> Agency | None:
        """Return the agency of a code, of a name, or of a code followed by the name or its beginning; else None."""
        if self.roster is None:
            return None
        agency = self.roster.find(part) or self._by_key.get(code_of(part)) or self._by_number.get(_number(part))
        if agency:
            return agency
        code, _, name = part.partition(" ")
        agency = self.roster.find(code) or self._by_number.get(_number(code))
        key = code_of(name).strip(".…-–:()")
        return agency if agency and key and code_of(agency.name).startswith(key) else None

    def _find_range(self, part: str) -> tuple[Agency, ...]:
        """Return the agencies of a range as ``P01-P05`` or ``P05-P01``; none if an end of it is not in the roster."""
        ends = _RANGE_MARK.split(part)
        if self.roster is None or len(ends) != 2:
            return ()
        first, last = map(_number, ends)
        last = last if last[0] else (first[0], last[1])
        if first not in self._by_number or last not in self._by_number or first[0] != last[0]:
            return ()
        low, high = sorted((first[1], last[1]))
        numbers = ((_number(item.code), item) for item in self.roster.agencies)
        return tuple(item for (stem, number), item in numbers if stem == first[0] and low <= number <= high)

    @cached_property
    def _by_key(self) -> dict[str, Agency]:
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

    def _nearest(self, part: str, least: float) -> Agency | None:
        """Return the agency with the most similar name; None if its similarity (0-1) is below ``least``."""
        keys = difflib.get_close_matches(code_of(part), self._by_key, n=1, cutoff=least)
        return self._by_key[keys[0]] if keys else None


def parts_of(lines: tuple[str, ...]) -> list[str]:
    """Return the texts between commas, semicolons, bars and ends of lines, without the empty ones."""
    return [part.strip() for line in lines for part in _SEPARATORS.split(line) if part.strip()]


def _number(code: str) -> tuple[str, int]:
    """Return the letters and the number of a code; ``("", -1)`` if it is not built like that."""
    match = _CODE.fullmatch(code_key(code))
    return (match[1], int(match[2])) if match else ("", -1)


def _is_code(word: str) -> bool:
    return _number(word)[1] >= 0
