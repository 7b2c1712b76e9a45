"""Find the agencies of the roster that a row of a plan names: by code or name, in lists, ranges, or all but some.

Takes the lines of a cell; returns the codes of the agencies, and the texts that name no agency. Works on values only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from ita_xlsx.intake.agency_tables.find_agency import Fault, Found
from ita_xlsx.intake.plans.one_agency import AgencyLookup, is_code
from ita_xlsx.intake.workbook.cells import code_of
from ita_xlsx.model.agency import Agency, Roster
from ita_xlsx.model.layout.plan_layouts import ALL_UNITS
from ita_xlsx.model.text.late_patterns import late_pattern

_ALL_WORDS = frozenset(map(code_of, (ALL_UNITS, "ทุกส่วนราชการ", "ทุกแห่ง", "ทั้งหมด", "ทุกหน่วย", "ทุกหน่วยงานในจังหวัด", "all")))
_DASHES = late_pattern(r"[-\u2010-\u2015\u2212\s]+")
_SEPARATORS = re.compile(r"[,;|\n]")
_EXCEPT_WORD = r"(?:ยกเว้นเฉพาะ|ยกเว้น|เว้น|ไม่รวม|except)"
_EXCEPT = late_pattern(
    rf"(?P<all>[^()]+?)\s*(?:\(\s*{_EXCEPT_WORD}[\s:]*(?P<inside>.+)\)|{_EXCEPT_WORD}[\s:]*(?P<after>.+))",
    re.DOTALL | re.IGNORECASE,
)
_HAS_EXCEPT = late_pattern(_EXCEPT_WORD, re.IGNORECASE)
# Further separators of a list; tried last, because the name of an agency may hold each of them.
_SPACES = re.compile(r"\s+")
_LIST_MARKS = (*map(re.compile, (r"\s*/\s*", r"\s+(?:และ|กับ)\s+", r"\s*และ\s*")), _SPACES)
# Least similarity (0-1) of two names.
_SIMILAR, _VERY_SIMILAR = 0.5, 0.8
# Behind a name that several agencies share, so that it is none of theirs.
_NOBODY = " (?)"


@dataclass(frozen=True)
class AgencyMatches:
    """The agencies that a cell names.

    ``units`` are their codes; a text that names none is a unit too. ``unknown`` are the texts that name no agency of
    the roster, each with the agency of the most similar name, or None; ``not_excluded`` are such texts behind the word
    for «except». ``unclear`` are the texts that fit several agencies, each with these.
    """

    units: tuple[str, ...] = ()
    unknown: tuple[tuple[str, Agency | None], ...] = ()
    not_excluded: tuple[tuple[str, Agency | None], ...] = ()
    unclear: tuple[tuple[str, tuple[Agency, ...]], ...] = ()


@dataclass(frozen=True)
class AgencyFinder:
    """A finder of agencies by code or name; without a roster every text is taken as the name of an agency."""

    roster: Roster | None

    def find_agencies(self, lines: tuple[str, ...]) -> AgencyMatches:
        """Return the agencies of a cell that holds nothing else; no unit if the cell is empty or names all agencies.

        A cell with exceptions that are not understood names nobody, because it may mean any agency.
        """
        parts = [part for part in self._parts_of(lines) if not is_dash(part)]
        if any(_HAS_EXCEPT.search(part) and self._is_unknown(part) for part in parts):
            return self._all_but_some(lines)
        if any(code_of(part) in _ALL_WORDS for part in parts):
            parts = [part for part in parts if code_of(part) not in _ALL_WORDS]
        return self._match_list(parts)

    def find_in_text(self, lines: tuple[str, ...]) -> AgencyMatches:
        """Return the agencies that a cell of free words names in full.

        ``unknown`` are texts that are very similar to the name of an agency, because they may mean it.
        """
        if self.roster is None:
            return AgencyMatches()
        matches = [(part, self._lookup.find(part)) for part in self._parts_of(lines)]
        units = dict.fromkeys(_unit(part, found) for part, found in matches if found.fault is not Fault.UNKNOWN)
        similar = [
            (part, self._lookup.nearest(part, _VERY_SIMILAR)) for part, found in matches if found.fault is Fault.UNKNOWN
        ]
        unknown = tuple((part, agency) for part, agency in similar if agency is not None)
        return AgencyMatches(tuple(units), unknown, unclear=_unclear(matches))

    def _all_but_some(self, lines: tuple[str, ...]) -> AgencyMatches:
        """Return all agencies but those behind the word for «except»; the cell itself if it is not understood."""
        cell = "\n".join(lines)
        nobody = (" ".join(lines),)
        if self.roster is None:
            return AgencyMatches(nobody)
        match = _EXCEPT.fullmatch(cell)
        if match is None or code_of(match["all"]) not in _ALL_WORDS:
            return AgencyMatches(nobody, not_excluded=((nobody[0], None),))
        excluded = self._match_list(self._parts_of((match["inside"] or match["after"]).split("\n")))
        units = tuple(item.code for item in self.roster.agencies if item.code not in excluded.units)
        is_clear = bool(units) and not excluded.unknown and not excluded.unclear
        return AgencyMatches(units if is_clear else nobody, not_excluded=excluded.unknown, unclear=excluded.unclear)

    def _match_list(self, parts: list[str]) -> AgencyMatches:
        """Return the agencies of the parts of a list; an unknown text is kept as a unit too."""
        units: dict[str, None] = {}
        unknown: list[tuple[str, Agency | None]] = []
        unclear: list[tuple[str, tuple[Agency, ...]]] = []
        for part in parts:
            for text, agencies, others in self._find_all(part):
                # Keep an unknown name: a measure without units would be for all agencies.
                units.update(dict.fromkeys([agency.code for agency in agencies] or [text + _NOBODY * bool(others)]))
                if others:
                    unclear.append((text, others))
                elif not agencies:
                    unknown.append((text, self._lookup.nearest(text, _SIMILAR)))
        return AgencyMatches(tuple(units), tuple(unknown) if self.roster else (), unclear=tuple(unclear))

    def _find_all(self, part: str) -> Iterator[tuple[str, tuple[Agency, ...], tuple[Agency, ...]]]:
        """Yield (text, agencies, others) for one agency, a range, or each item of a list without commas.

        The tuple of agencies is empty if the text is not understood; ``others`` are those between which nothing
        decides.
        """
        found = self._lookup.find(part)
        if found.agency is not None or found.others:
            yield part, (found.agency,) if found.agency else (), found.others
        elif agencies := self._lookup.find_range(part):
            yield part, agencies, ()
        else:
            for mark in _LIST_MARKS:
                words = mark.split(part)
                matches = [item for word in words for item in self._find_all(word)] if len(words) > 1 else []
                if mark is _SPACES and not self._agree(words):
                    break
                if matches and (all(agencies for _, agencies, _ in matches) or all(map(is_code, words))):
                    yield from matches
                    return
            yield part, (), ()

    def _agree(self, words: list[str]) -> bool:
        """Return False if a code and the name of another agency stand side by side, with nothing but a space."""
        index = 0
        while index + 1 < len(words):
            first, second = words[index : index + 2]
            is_pair = is_code(first) != is_code(second)
            if is_pair and self._lookup.find(first) != self._lookup.find(second):
                return False
            index += 1 + is_pair
        return True

    def _is_unknown(self, part: str) -> bool:
        return self._lookup.find(part).fault is Fault.UNKNOWN

    def _parts_of(self, lines: tuple[str, ...] | list[str]) -> list[str]:
        """Return the texts between separators; a name of the roster that holds separators stays in one piece."""
        return [part for line in lines for part in self._parts_of_line(line)]

    def _parts_of_line(self, line: str) -> Iterator[str]:
        pieces = _SEPARATORS.split(line)
        starts = [sum(map(len, pieces[:index])) + index for index in range(len(pieces))]
        first = 0
        while first < len(pieces):
            longest = min(len(pieces), first + 1 + self._most_separators)
            lasts = range(longest - 1, first, -1)
            ends = {last: starts[last] + len(pieces[last]) for last in lasts}
            last = next((one for one in lasts if not self._is_unknown(line[starts[first] : ends[one]].strip())), first)
            text = line[starts[first] : starts[last] + len(pieces[last])].strip()
            if text:
                yield text
            first = last + 1

    @cached_property
    def _lookup(self) -> AgencyLookup:
        return AgencyLookup(self.roster)

    @cached_property
    def _most_separators(self) -> int:
        """Return how many separators of a list the name of an agency holds at most."""
        agencies = self.roster.agencies if self.roster else ()
        names = (name for item in agencies for name in (item.name, *item.aliases))
        return max((len(_SEPARATORS.findall(name)) for name in names), default=0)


def parts_of(lines: tuple[str, ...]) -> list[str]:
    """Return the texts between commas, semicolons, bars and ends of lines, without the empty ones."""
    return [part.strip() for line in lines for part in _SEPARATORS.split(line) if part.strip()]


def is_dash(text: str) -> bool:
    """Return True for a text of dashes, by which people mean that there is nothing to say."""
    return _DASHES.fullmatch(text) is not None


def _unit(part: str, found: Found) -> str:
    """Return the code of the agency of a text, or a text that is no agency's."""
    return found.agency.code if found.agency else part + _NOBODY


def _unclear(matches: list[tuple[str, Found]]) -> tuple[tuple[str, tuple[Agency, ...]], ...]:
    return tuple((part, found.others) for part, found in matches if found.others)
