"""How people spell codes and scores: told apart by their letters, or by the rest of the table, or not at all."""

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
# What may not follow a code: a decimal, a letter, another code.
_NO_END = re.compile(r"[a-z0-9]|[.,/]\s*[0-9]|\s+[0-9]|%")
_ANOTHER = re.compile(r"[\s.)\]}:]*(?:[-–—~,/&+]|และ|ถึง|[a-z]?)\s*[a-z|]?\s*[-.]?\s*[0-9]")
_LOOKALIKES = {"l": "i", "|": "i"}
_ONE, _ZERO = "i", "o"
_LONGEST = 4
_SCORE = re.compile(r"(?:ร้อยละ\s*)?(.+?)\s*(?:คะแนน\.?|%)?")


@dataclass(frozen=True)
class Code:
    """What a cell may name: question codes that fit the spelling.

    ``certain`` when its letter is a letter; ``telling`` when a digit can only be meant as the letter.
    No options at all: a code that the framework does not have, or several in one cell.
    """

    raw: str
    options: tuple[str, ...]
    certain: bool = False
    telling: bool = False


@dataclass(frozen=True)
class Settled:
    """The codes of a table, one a row (None: not certain), and the rows that only the table made certain."""

    codes: tuple[str | None, ...]
    by_table: tuple[int, ...]


def printed_score(value: Value) -> tuple[Fraction | None, str]:
    """A cell as (score, declaration): also ``๙๖.๐๕ คะแนน`` and ``96.05%``; empty when it is neither."""
    if isinstance(value, str):
        match = _SCORE.fullmatch(clean_text(value))
        value = match[1] if match else ""
    number, declared, _ = parse_score(value, plain=True)
    return number, declared


class Codes:
    """The question codes of a framework and their spellings."""

    def __init__(self, framework: Framework) -> None:
        self._order = {item.code: index for index, item in enumerate(framework.questions)}

    @cached_property
    def _letters(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(_letter(code) for code in self._order))

    def read(self, text: str) -> Code | None:
        """The code at the start of a cell; None when none stands there."""
        plain = arabic(text).lower()
        if match := _LETTERED.match(plain):
            letter = _LOOKALIKES.get(match[1], match[1])
            if letter not in self._letters:
                return None
            known = self._known(letter, match[2])
            return Code(text[: match.end()].strip(), () if _goes_on(plain[match.end() :]) else known, certain=True)
        if match := _BARE.match(plain):
            if _goes_on(plain[match.end() :]) or len(match[1]) > _LONGEST:
                return None
            return self._bare(match[1], text[match.start(1) : match.end(1)])
        return None

    def read_range(self, text: str) -> tuple[str, ...] | None:
        """The codes of a range such as ``O๑๐-O๑๗``: none when it is not one of ours; None for no range."""
        match = _RANGE.match(arabic(text).lower())
        if match is None or not (match[1] or match[3]):
            return None
        first, last = self._end(match[1], match[2]), self._end(match[3] or match[1], match[4])
        if first is None or last is None or _letter(first) != _letter(last):
            return ()
        low, high = self._order[first], self._order[last]
        return tuple(code for code, index in self._order.items() if low <= index <= high)

    def settle(self, codes: Sequence[Code], hint: frozenset[str]) -> Settled:
        """Which code each row names; ``hint`` are the codes that the table's title speaks of, if it does.

        A code without a letter is taken only where one reading fits: codes of one table belong to one
        instrument and run in order.
        """
        spoken = {_letter(code.options[0]) for code in codes if code.certain and code.options}
        if not spoken <= {_letter(code) for code in hint}:
            hint = frozenset()
        said = [code.options[0] for code in codes if code.telling]
        letters = spoken or {_letter(code) for code in hint} or {_letter(code) for code in said}
        if len(letters) > 1 and not spoken:
            letters = set()
        # The items of the open-data check below questions of another instrument, from the first one on.
        follows = bool(spoken and not hint and said[:1] == list(self._known(_ZERO, "1")))
        if follows:
            letters = letters | {_ZERO}
        options = [self._narrowed(codes, index, letters, hint) for index in range(len(codes))]
        fitting = self._in_order(options)
        settled = []
        for code, own, fit in zip(codes, options, fitting, strict=True):
            chosen = own if code.certain else fit
            settled.append(chosen[0] if len(chosen) == 1 else None)
        sure = _ZERO in spoken or bool(hint)
        by_table = (
            index
            for index, code in enumerate(codes)
            if settled[index] and not code.certain and not (code.telling and sure and code.options[0][0] == _ZERO)
        )
        return Settled(tuple(settled), tuple(by_table))

    def _narrowed(self, codes: Sequence[Code], index: int, letters: set[str], hint: frozenset[str]) -> tuple[str, ...]:
        code = codes[index]
        if code.certain:
            return code.options
        allowed = letters
        if len(letters) > 1 and not code.telling:
            above = next((_letter(item.options[0]) for item in codes[index::-1] if item.certain and item.options), "")
            below = next((_letter(item.options[0]) for item in codes[index:] if item.certain and item.options), "")
            allowed = {above} if above == below else set()
        return tuple(item for item in code.options if _letter(item) in allowed and (not hint or item in hint))

    def _in_order(self, options: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
        """The options that stand in some strictly rising run through all rows; none when there is no such run."""
        rows = [tuple(self._order[item] for item in row) for row in options]
        known = [row for row in rows if row]
        forward: list[set[int]] = []
        for row in known:
            low = min(forward[-1]) if forward else -1
            forward.append({item for item in row if item > low})
            if not forward[-1]:
                return [()] * len(options)
        high = len(self._order)
        for possible in reversed(forward):
            possible.intersection_update({item for item in possible if item < high})
            if not possible:
                return [()] * len(options)
            high = max(possible)
        runs = iter(forward)
        names = tuple(self._order)
        return [tuple(names[item] for item in sorted(next(runs))) if row else () for row in rows]

    def _bare(self, digits: str, spelled: str) -> Code | None:
        if digits[0] == "0":
            options = self._known(_ZERO, digits[1:]) if digits[1:2] not in ("", "0") else ()
            return Code(spelled, options, telling=True) if options else None
        options = tuple(item for letter in self._letters for item in self._known(letter, digits))
        if digits[0] == "1" and digits[1:2] not in ("", "0"):
            options += tuple(item for item in self._known(_ONE, digits[1:]) if item not in options)
        # Digits of two scripts in one number: the odd one out stands for a letter.
        mixed = spelled[0] == "1" and not any(char.isascii() for char in spelled[1:])
        telling = len(spelled) > 1 and mixed and {_letter(item) for item in options} == {_ONE}
        return Code(spelled, options, telling=telling) if options else None

    def _end(self, letter: str, digits: str) -> str | None:
        spelled = {**_LOOKALIKES, "0": _ZERO, "1": _ONE}.get(letter, letter)
        known = self._known(spelled, digits)
        return known[0] if known else None

    def _known(self, letter: str, digits: str) -> tuple[str, ...]:
        code = f"{letter}{int(digits)}" if digits and len(digits) <= _LONGEST else ""
        return (code,) if code in self._order else ()


def codes_of(framework: Framework) -> Mapping[str, frozenset[str]]:
    """The question codes under each indicator and each instrument."""
    homes = {item.code: item.instrument for item in framework.indicators}
    found: dict[str, set[str]] = {}
    for item in framework.questions:
        for above in (item.indicator, item.subindicator, homes[item.indicator]):
            found.setdefault(above, set()).add(item.code)
    return {above: frozenset(codes) for above, codes in found.items() if above}


def _goes_on(rest: str) -> bool:
    return bool(_NO_END.match(rest) or _ANOTHER.match(rest))


def _letter(code: str) -> str:
    return code.rstrip("0123456789")
