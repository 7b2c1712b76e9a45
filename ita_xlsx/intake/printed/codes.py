"""Parse question codes and scores as people spell them in printed tables.

Takes texts of cells and a framework; returns the question codes a text may mean, and settles the codes of a table
together. Works on values only.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from ita_xlsx.intake.forms.numbers import parse_score
from ita_xlsx.intake.workbook.cells import Value, clean_text
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.text.digits import arabic

_OPEN = r"[\s(\[{\"'*•]*(?:ข้อ(?:ที่)?\s*)?"
_LETTERED = re.compile(_OPEN + r"([a-z|])\s*[-._]?\s*([0-9]+)")
_BARE = re.compile(_OPEN + r"([0-9]+)")
_RANGE = re.compile(
    _OPEN
    + r"([a-z|01]?)\s*\.?\s*([0-9]+)[\s.)\]]*(?:-|–|—|~|ถึง)\s*(?:ข้อ(?:ที่)?\s*)?([a-z|01]?)\s*\.?\s*([0-9]+)(?![0-9.,])"
)
# Text that must not follow a code: a decimal, a letter, another number.
_NO_END = re.compile(r"[a-z0-9]|[.,/]\s*[0-9]|\s+[0-9]|%")
# A second code right after the first.
_ANOTHER = re.compile(r"[\s.)\]}:]*(?:[-–—~,/&+]|และ|ถึง|[a-z]?)\s*[a-z|]?\s*[-.]?\s*[0-9]")
_LOOKALIKES = {"l": "i", "|": "i"}
# The letters that people mistype as the digits 1 and 0.
_ONE, _ZERO = "i", "o"
_LONGEST = 4
_SCORE = re.compile(r"(?:ร้อยละ\s*)?(.+?)\s*(?:คะแนน\.?|%)?")


@dataclass(frozen=True)
class Code:
    """A code in a cell as it is spelled, and the question codes it may mean.

    ``certain`` is True if its letter is a letter. ``digit_is_letter`` is True if a digit in it can only be meant as a
    letter. There are no options if the framework does not have the code, or if the cell holds several codes.
    """

    raw: str
    options: tuple[str, ...]
    certain: bool = False
    digit_is_letter: bool = False


@dataclass(frozen=True)
class SettledCodes:
    """The codes of a table in order (None if not certain), and the indexes that only the table made certain."""

    codes: tuple[str | None, ...]
    by_table: tuple[int, ...]


def parse_printed_score(value: Value) -> tuple[Fraction | None, str]:
    """Return a cell as (score, declaration), also for ``๙๖.๐๕ คะแนน`` and ``96.05%``; (None, "") if it is neither."""
    if isinstance(value, str):
        match = _SCORE.fullmatch(clean_text(value))
        value = match[1] if match else ""
    number, declared, _ = parse_score(value, plain=True)
    return number, declared


class Codes:
    """A reader of the question codes of one framework, in all their spellings."""

    def __init__(self, framework: Framework) -> None:
        """Prepare the reader for the questions of a framework, in their order."""
        self._order = {item.code: index for index, item in enumerate(framework.questions)}

    @cached_property
    def _letters(self) -> tuple[str, ...]:
        """Return the letters that question codes begin with."""
        return tuple(dict.fromkeys(_letter(code) for code in self._order))

    def read(self, text: str) -> Code | None:
        """Return the code at the start of a cell; None if there is none."""
        plain = arabic(text).lower()
        if match := _LETTERED.match(plain):
            letter = _LOOKALIKES.get(match[1], match[1])
            if letter not in self._letters:
                return None
            options = () if _continues(plain[match.end() :]) else self._existing(letter, match[2])
            return Code(text[: match.end()].strip(), options, certain=True)
        if match := _BARE.match(plain):
            if _continues(plain[match.end() :]) or len(match[1]) > _LONGEST:
                return None
            return self._read_digits(match[1], text[match.start(1) : match.end(1)])
        return None

    def read_range(self, text: str) -> tuple[str, ...] | None:
        """Return the codes of a range such as ``O๑๐-O๑๗``; None if the text is no range.

        The tuple is empty if an end of the range is not in the framework, or if its ends have different letters.
        """
        match = _RANGE.match(arabic(text).lower())
        if match is None or not (match[1] or match[3]):
            return None
        first, last = self._range_end(match[1], match[2]), self._range_end(match[3] or match[1], match[4])
        if first is None or last is None or _letter(first) != _letter(last):
            return ()
        low, high = self._order[first], self._order[last]
        return tuple(code for code, index in self._order.items() if low <= index <= high)

    def settle(self, codes: Sequence[Code], hint: frozenset[str]) -> SettledCodes:
        """Return the question code that each of the codes of one table means, in their order.

        ``hint`` are the question codes under the group that the title of the table names; empty if it names none. A
        code without a letter is taken only if exactly one reading fits: the codes of one table belong to one instrument
        and stand in the order of the framework.
        """
        certain_letters = {_letter(code.options[0]) for code in codes if code.certain and code.options}
        if not certain_letters <= {_letter(code) for code in hint}:
            hint = frozenset()
        letters = self._letters_of_table(codes, certain_letters, hint)
        options = [self._narrowed(codes, index, letters, hint) for index in range(len(codes))]
        settled = []
        for code, allowed, fitting in zip(codes, options, self._in_order(options), strict=True):
            readings = allowed if code.certain else fitting
            settled.append(readings[0] if len(readings) == 1 else None)
        zero_is_letter = _ZERO in certain_letters or bool(hint)
        by_table = (
            index
            for index, code in enumerate(codes)
            if settled[index] and not _is_certain(code, zero_is_letter=zero_is_letter)
        )
        return SettledCodes(tuple(settled), tuple(by_table))

    def _letters_of_table(self, codes: Sequence[Code], certain_letters: set[str], hint: frozenset[str]) -> set[str]:
        """Return the letters that the codes of a table may begin with; none if its instrument is not certain."""
        mistyped = [code.options[0] for code in codes if code.digit_is_letter]
        letters = certain_letters or {_letter(code) for code in hint} or {_letter(code) for code in mistyped}
        if len(letters) > 1 and not certain_letters:
            letters = set()
        # The open-data check may follow below the questions of another instrument; it begins with its first item.
        if certain_letters and not hint and mistyped[:1] == list(self._existing(_ZERO, "1")):
            letters = letters | {_ZERO}
        return letters

    def _narrowed(self, codes: Sequence[Code], index: int, letters: set[str], hint: frozenset[str]) -> tuple[str, ...]:
        """Return the options of one code that its table allows; all options if the code is certain."""
        code = codes[index]
        if code.certain:
            return code.options
        allowed = letters
        if len(letters) > 1 and not code.digit_is_letter:
            above, below = _nearest_letter(codes[index::-1]), _nearest_letter(codes[index:])
            allowed = {above} if above == below else set()
        return tuple(item for item in code.options if _letter(item) in allowed and (not hint or item in hint))

    def _in_order(self, options: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
        """Return for each row the options that fit a strictly rising order of all rows; no options if none fits.

        Rows without options are skipped.
        """
        rows = [tuple(self._order[item] for item in row) for row in options]
        none_fits: list[tuple[str, ...]] = [()] * len(options)
        possible: list[set[int]] = []
        for row in filter(None, rows):
            low = min(possible[-1]) if possible else -1
            possible.append({item for item in row if item > low})
            if not possible[-1]:
                return none_fits
        high = len(self._order)
        for indexes in reversed(possible):
            indexes.intersection_update({item for item in indexes if item < high})
            if not indexes:
                return none_fits
            high = max(indexes)
        remaining = iter(possible)
        names = tuple(self._order)
        return [tuple(names[item] for item in sorted(next(remaining))) if row else () for row in rows]

    def _read_digits(self, digits: str, spelled: str) -> Code | None:
        """Return the code of a number without a letter; ``digits`` are the Arabic digits of ``spelled``."""
        if digits[0] == "0":
            options = self._existing(_ZERO, digits[1:]) if digits[1:2] not in ("", "0") else ()
            return Code(spelled, options, digit_is_letter=True) if options else None
        options = tuple(item for letter in self._letters for item in self._existing(letter, digits))
        if digits[0] == "1" and digits[1:2] not in ("", "0"):
            options += tuple(item for item in self._existing(_ONE, digits[1:]) if item not in options)
        # In a number with a Latin 1 before Thai digits, the 1 stands for a letter.
        mixed = spelled[0] == "1" and not any(char.isascii() for char in spelled[1:])
        digit_is_letter = len(spelled) > 1 and mixed and {_letter(item) for item in options} == {_ONE}
        return Code(spelled, options, digit_is_letter=digit_is_letter) if options else None

    def _range_end(self, letter: str, digits: str) -> str | None:
        """Return the question code at one end of a range; None if there is none."""
        spelled = {**_LOOKALIKES, "0": _ZERO, "1": _ONE}.get(letter, letter)
        codes = self._existing(spelled, digits)
        return codes[0] if codes else None

    def _existing(self, letter: str, digits: str) -> tuple[str, ...]:
        """Return the question code of a letter and digits, in a tuple; empty if the framework does not have it."""
        code = f"{letter}{int(digits)}" if digits and len(digits) <= _LONGEST else ""
        return (code,) if code in self._order else ()


def codes_of(framework: Framework) -> Mapping[str, frozenset[str]]:
    """Return the question codes under each indicator, sub-indicator and instrument, by its code."""
    instruments = {item.code: item.instrument for item in framework.indicators}
    questions: dict[str, set[str]] = {}
    for item in framework.questions:
        for group in (item.indicator, item.subindicator, instruments[item.indicator]):
            questions.setdefault(group, set()).add(item.code)
    return {group: frozenset(codes) for group, codes in questions.items() if group}


def _continues(rest: str) -> bool:
    """Return True if the text after a code makes it another number or a list of codes."""
    return bool(_NO_END.match(rest) or _ANOTHER.match(rest))


def _letter(code: str) -> str:
    return code.rstrip("0123456789")


def _nearest_letter(codes: Sequence[Code]) -> str:
    """Return the letter of the first certain code; empty if there is none."""
    return next((_letter(code.options[0]) for code in codes if code.certain and code.options), "")


def _is_certain(code: Code, *, zero_is_letter: bool) -> bool:
    """Return True if a code is certain by itself; a zero counts as the letter o only if the table has such codes."""
    return code.certain or (code.digit_is_letter and zero_is_letter and code.options[0][0] == _ZERO)
