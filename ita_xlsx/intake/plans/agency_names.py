"""Whom a row of a plan names: agencies of the roster, by code, name or both, in lists, ranges, or all but some."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from ita_xlsx.intake.workbook.cells import code_of
from ita_xlsx.model.agency import Agency, Roster, code_key
from ita_xlsx.model.layout.plan_layouts import ALL_UNITS

_ALL = frozenset(map(code_of, (ALL_UNITS, "ทุกส่วนราชการ", "ทุกแห่ง", "ทั้งหมด", "ทุกหน่วย", "ทุกหน่วยงานในจังหวัด", "all", "-")))
_BETWEEN = re.compile(r"[,;|\n]")
_EXCEPT = re.compile(r"(.+?)\s*\(?(?:ยกเว้น|ยกเว้นเฉพาะ|เว้น|ไม่รวม|except)\s*(.+?)\)?", re.DOTALL)
# What else stands between two agencies of a list; a name may hold each of them itself.
_LISTED = tuple(map(re.compile, (r"\s*/\s*", r"\s+(?:และ|กับ)\s+", r"\s*และ\s*", r"\s+")))
_TO = re.compile(r"\s*(?:-|–|—|ถึง)\s*")
_CODE = re.compile(r"([^\W\d_]*)([0-9]{1,9})")
_LIKE, _VERY_LIKE = 0.5, 0.8


@dataclass(frozen=True)
class Named:
    """The units a cell names, and what in it is no agency of the roster, each with the agency most like it."""

    units: tuple[str, ...] = ()
    unknown: tuple[tuple[str, Agency | None], ...] = ()


@dataclass(frozen=True)
class Units:
    """Finds agencies by code or name; without a roster what is named is taken as it is."""

    roster: Roster | None

    def named(self, lines: tuple[str, ...]) -> Named:
        """The agencies of a cell that holds nothing else; empty, or all of them, is no unit."""
        but = _EXCEPT.fullmatch("\n".join(lines))
        if self.roster is not None and but and code_of(but[1]) in _ALL:
            left_out = self._listed(parts_of((but[2],)))
            units = tuple(item.code for item in self.roster.agencies if item.code not in left_out.units)
            # Where all that is left out is unknown, nobody was left out.
            return Named(units, left_out.unknown)
        parts = parts_of(lines)
        if any(code_of(part) in _ALL for part in parts):
            parts = [part for part in parts if code_of(part) not in _ALL]
        return self._listed(parts)

    def within(self, lines: tuple[str, ...]) -> Named:
        """The agencies that a cell of free words names in full; and words so like one that they may mean it."""
        if self.roster is None:
            return Named()
        found = [(part, self._one(part)) for part in parts_of(lines)]
        units = dict.fromkeys(agency.code for _, agency in found if agency is not None)
        unknown = [(part, self._nearest(part, _VERY_LIKE)) for part, agency in found if agency is None]
        return Named(tuple(units), tuple((part, agency) for part, agency in unknown if agency is not None))

    def _listed(self, parts: list[str]) -> Named:
        units: dict[str, None] = {}
        unknown: list[tuple[str, Agency | None]] = []
        for part in parts:
            for text, agencies in self._found(part):
                # An unknown name stays: it is nobody's measure, which is not the same as everybody's.
                units.update(dict.fromkeys([agency.code for agency in agencies] or [text]))
                if not agencies:
                    unknown.append((text, self._nearest(text, _LIKE)))
        return Named(tuple(units), tuple(unknown) if self.roster else ())

    def _found(self, part: str) -> Iterator[tuple[str, tuple[Agency, ...]]]:
        """The agencies of a part: one, a range, or a list without commas; none where it is not understood."""
        if one := self._one(part):
            yield part, (one,)
        elif span := self._between(part):
            yield part, span
        else:
            for mark in _LISTED:
                words = mark.split(part)
                several = [item for word in words for item in self._found(word)] if len(words) > 1 else []
                if several and (all(found for _, found in several) or all(map(_is_code, words))):
                    yield from several
                    return
            yield part, ()

    def _one(self, part: str) -> Agency | None:
        """An agency by its code, by its name, or by its code with its name, or the beginning of it, behind."""
        if self.roster is None:
            return None
        if known := self.roster.find(part) or self._by_key.get(code_of(part)) or self._by_number.get(_number(part)):
            return known
        code, _, name = part.partition(" ")
        agency = self.roster.find(code) or self._by_number.get(_number(code))
        key = code_of(name).strip(".…-–:()")
        return agency if agency and key and code_of(agency.name).startswith(key) else None

    def _between(self, part: str) -> tuple[Agency, ...]:
        """``P01-P05``: the agencies of the roster whose numbers lie between; both ends are to be known."""
        ends = _TO.split(part)
        if self.roster is None or len(ends) != 2:
            return ()
        first, last = map(_number, ends)
        last = last if last[0] else (first[0], last[1])
        if first not in self._by_number or last not in self._by_number or first[0] != last[0]:
            return ()
        numbers = ((_number(item.code), item) for item in self.roster.agencies)
        return tuple(item for (stem, number), item in numbers if stem == first[0] and first[1] <= number <= last[1])

    @cached_property
    def _by_key(self) -> dict[str, Agency]:
        agencies = self.roster.agencies if self.roster else ()
        return {code_of(item.name): item for item in reversed(agencies)}

    @cached_property
    def _by_number(self) -> dict[tuple[str, int], Agency]:
        """By letters and number, so that ``p1`` is ``P01``; not where two codes differ in zeros alone."""
        found: dict[tuple[str, int], list[Agency]] = {}
        for item in self.roster.agencies if self.roster else ():
            found.setdefault(_number(item.code), []).append(item)
        return {key: items[0] for key, items in found.items() if key[1] >= 0 and len(items) == 1}

    def _nearest(self, part: str, least: float) -> Agency | None:
        like = difflib.get_close_matches(code_of(part), self._by_key, n=1, cutoff=least)
        return self._by_key[like[0]] if like else None


def parts_of(lines: tuple[str, ...]) -> list[str]:
    """What stands between commas, semicolons and ends of lines."""
    return [part.strip() for line in lines for part in _BETWEEN.split(line) if part.strip()]


def _number(code: str) -> tuple[str, int]:
    """The letters and the number of a code; below zero where it is of another make."""
    match = _CODE.fullmatch(code_key(code))
    return (match[1], int(match[2])) if match else ("", -1)


def _is_code(word: str) -> bool:
    return _number(word)[1] >= 0
