"""Find the header of a roster: one row, or two rows with groups above, in the words that offices use.

Takes the rows of a sheet as clean texts; returns the header with the column of each field. Works on values only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ita_xlsx.intake.workbook.cells import header_keys
from ita_xlsx.model.layout.roster_layout import BEGINNINGS, HEADERS, NOT_A_NAME, NUMBER_HEADERS, PERSON_GROUPS
from ita_xlsx.model.text.spelling import text_key

# A few lines of title may stand above the header.
_LAST_HEADER = 20
_FIELD_OF = {text_key(header): (key, rank) for key, headers in HEADERS.items() for rank, header in enumerate(headers)}
_NUMBERS = frozenset(map(text_key, NUMBER_HEADERS))
_GROUPS = tuple(map(text_key, PERSON_GROUPS))
_PERSON_NAMES = frozenset(map(text_key, ("ชื่อ", "รายชื่อ", "name", "ชื่อ-สกุล", "ชื่อ-นามสกุล")))
_BEGINNINGS = tuple((key, tuple(map(text_key, words))) for key, words in BEGINNINGS.items())
_NOT_A_NAME = tuple(map(text_key, NOT_A_NAME))


@dataclass(frozen=True, kw_only=True)
class RosterHeader:
    """The header of a roster; rows and columns count from zero.

    ``cols`` holds the column of each field, ``number`` that of a running number, ``texts`` the header of each column.
    """

    first: int
    last: int
    cols: Mapping[str, int]
    number: int | None
    texts: tuple[str, ...]

    @property
    def is_usable(self) -> bool:
        """Return True if the header names the agencies, and something beside them unless it is one cell alone."""
        others = len(self.cols) + (self.number is not None) - 1
        return "name" in self.cols and (others > 0 or sum(map(bool, self.texts)) == 1)

    @property
    def strength(self) -> tuple[bool, bool, int]:
        """Return a key by which the better one of two headers is greater."""
        has_code = "code" in self.cols or self.number is not None
        return self.is_usable, "name" in self.cols and has_code, len(self.cols) + (self.number is not None)


def find_header(rows: Sequence[Sequence[str]]) -> RosterHeader | None:
    """Return the best header among the first filled rows, the upper one of equal ones; None if all rows are empty."""
    filled = [number for number, row in enumerate(rows) if any(row)][:_LAST_HEADER]
    single = [_header(number, number, [("", text) for text in rows[number]]) for number in filled]
    best = max(single, key=lambda item: (item.strength, sum(map(bool, item.texts)) > 1, -item.first), default=None)
    double = [
        _header(number, number + 1, _in_groups(rows[number], rows[number + 1]))
        for number in filled
        if number + 1 < len(rows) and any(rows[number + 1])
    ]
    better = max(double, key=lambda item: (item.strength, -item.first), default=None)
    # Of two rows the second is data, unless it names more fields than any row alone.
    return better if best and better and better.strength > best.strength else best


def _in_groups(upper: Sequence[str], lower: Sequence[str]) -> list[tuple[str, str]]:
    """Return the group and the header of each column of a header of two rows; a merged group reaches to the right."""
    pairs, group = [], ""
    for col in range(max(len(upper), len(lower))):
        above, below = _at(upper, col), _at(lower, col)
        group = above or (group if below else "")
        pairs.append((group, below) if below else ("", above))
    return pairs


def _at(row: Sequence[str], col: int) -> str:
    return row[col] if col < len(row) else ""


def _header(first: int, last: int, pairs: Sequence[tuple[str, str]]) -> RosterHeader:
    """Return the header that pairs of group and header give."""
    ranks: dict[str, tuple[int, int]] = {}
    numbers: list[int] = []
    for col, (group, text) in enumerate(pairs):
        if text and any(key in _NUMBERS for key in header_keys(text)):
            numbers.append(col)
        elif found := _field(group, text):
            key, rank = found
            ranks[key] = min(ranks.get(key, (rank, col)), (rank, col))
    cols = {key: col for key, (_, col) in ranks.items()}
    for key, col in _by_beginning(pairs, {*cols.values(), *numbers}):
        if key != "name" or "code" in cols or numbers:
            cols.setdefault(key, col)
    texts = tuple(text if _field("", text) or not group else f"{group} {text}".strip() for group, text in pairs)
    return RosterHeader(first=first, last=last, cols=cols, number=numbers[0] if numbers else None, texts=texts)


def _field(group: str, text: str) -> tuple[str, int] | None:
    """Return the field that a header below a group names, and the rank of its word; None if it names none."""
    keys = header_keys(text) if text else ()
    if keys and keys[-1] in _PERSON_NAMES and text_key(group).startswith(_GROUPS):
        return "contact", 0
    both = header_keys(group + text) if group and text else ()
    return next((_FIELD_OF[key] for key in (*keys, *both) if key in _FIELD_OF), None)


def _by_beginning(pairs: Iterable[tuple[str, str]], taken: set[int]) -> Iterator[tuple[str, int]]:
    """Yield the field and the column of each header that only begins like one."""
    for col, (_, text) in enumerate(pairs):
        key = text_key(text)
        if col in taken or not key or any(word in key for word in _NOT_A_NAME):
            continue
        for name, words in _BEGINNINGS:
            if key.startswith(words):
                yield name, col
                break


def header_words(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield the filled cells of the rows of a header, each once."""
    yield from dict.fromkeys(text for row in rows for text in row if text)
