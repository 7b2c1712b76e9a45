"""Find the header of a table of all agencies: one to four rows, with merged cells, above the first agency.

Takes the cells of a sheet; returns the meaning of each column. Works on values only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from ita_xlsx.intake.agency_tables.header_words import HeaderText, HeaderWords, Meaning, Role
from ita_xlsx.intake.agency_tables.table_cells import has_decimals
from ita_xlsx.intake.workbook.cells import SheetCells, text_of
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.text.digits import arabic
from ita_xlsx.model.text.spelling import fold_text

_DEEPEST, _MOST_ABOVE, _FEWEST_NUMBERS = 4, 40, 2
_COLUMN_NUMBER = re.compile(r"\(?\s*[0-9]{1,2}\s*\)?")
_SCORES = frozenset({Role.SCORE, Role.LEVEL, Role.RESULT})


@dataclass(frozen=True, kw_only=True)
class TableHeader:
    """The header of a table; rows and columns count from zero.

    ``questions`` are the columns whose codes are those of questions, and not of indicators.
    """

    first: int
    last: int
    columns: Mapping[int, Meaning]
    questions: tuple[int, ...] = ()

    @property
    def scores(self) -> Mapping[int, Meaning]:
        """Return the columns of scores and levels."""
        return {col: item for col, item in self.columns.items() if item.role in _SCORES}

    @property
    def code(self) -> int | None:
        """Return the column of codes of agencies, or None."""
        return next((col for col, item in self.columns.items() if item.role is Role.CODE), None)

    @property
    def groups(self) -> tuple[int, ...]:
        """Return the columns of kinds, districts and provinces."""
        return tuple(col for col, item in self.columns.items() if item.role is Role.GROUPING)

    @cached_property
    def _different(self) -> frozenset[tuple[object, ...]]:
        return frozenset((item.role, item.subject, item.period, item.weighted) for item in self.scores.values())

    @property
    def strength(self) -> tuple[int, int, int]:
        """Return a key by which the better one of two headers of a table is greater."""
        return len(self._different), self.first - self.last, self.last


def find_header(
    sheet: SheetCells, rows: Sequence[int], name_col: int, words: HeaderWords, framework: Framework
) -> TableHeader | None:
    """Return the best header among some rows above agencies, from the top down; None if no row names a score."""
    usable = [row for row in rows if sum(has_decimals(sheet, row, col) for col in range(_width(sheet, (row,)))) < 2]
    best: TableHeader | None = None
    for last in usable[-_MOST_ABOVE:]:
        for first in range(last, max(last - _DEEPEST, rows[0] - 1), -1):
            if first not in usable:
                break
            header = _header(sheet, first, last, name_col, words, framework)
            if header.scores and (best is None or header.strength > best.strength):
                best = header
    return best


def _header(
    sheet: SheetCells, first: int, last: int, name_col: int, words: HeaderWords, framework: Framework
) -> TableHeader:
    rows = [row for row in range(first, last + 1) if not _numbers_columns(sheet, row, name_col)]
    columns = {
        col: words.meaning(tuple(_texts_above(sheet, rows, col)))
        for col in range(_width(sheet, rows))
        if col != name_col
    }
    columns = _with_real_numbers(columns)
    lettered = {col: item for col, item in columns.items() if item.lettered}
    questions: tuple[int, ...] = ()
    if not all(_is_indicator(item, framework) for item in lettered.values()):
        questions = tuple(lettered)
        columns |= {col: replace(item, role=Role.UNKNOWN) for col, item in lettered.items()}
    return TableHeader(first=first, last=last, columns=_without_needless(columns), questions=questions)


def _width(sheet: SheetCells, rows: Sequence[int]) -> int:
    """Return the number of columns that some rows have, and the rows below them within a merged header."""
    return max((len(sheet.rows[row]) for row in rows if row < len(sheet.rows)), default=0)


def _numbers_columns(sheet: SheetCells, row: int, name_col: int) -> bool:
    """Return True if a row numbers the columns, so that a number stands above the names too."""
    return bool(_COLUMN_NUMBER.fullmatch(arabic(text_of(sheet.at(row, name_col)))))


def _texts_above(sheet: SheetCells, rows: Sequence[int], col: int) -> Iterator[HeaderText]:
    """Yield the texts of a column in the rows of a header; a group counts for each of its columns."""
    for position, row in enumerate(rows):
        area = sheet.details.merged(row, col)
        if area is not None:
            if row == max(area[0], rows[0]):
                yield HeaderText(text_of(sheet.at(area[0], area[1])), area[3] > area[1])
            continue
        text = text_of(sheet.at(row, col))
        if text:
            yield HeaderText(text, _reaches(sheet, row, rows[position + 1 :], col))
        elif group := _group_from_left(sheet, row, rows[position + 1 :], col):
            yield HeaderText(group, is_group=True)


def _reaches(sheet: SheetCells, row: int, below: Sequence[int], col: int) -> bool:
    """Return True if a text is a group: the next cell is empty, and both have texts below."""
    is_alone = not text_of(sheet.at(row, col + 1)) and sheet.details.merged(row, col + 1) is None
    return is_alone and _has_text(sheet, below, col) and _has_text(sheet, below, col + 1)


def _group_from_left(sheet: SheetCells, row: int, below: Sequence[int], col: int) -> str:
    """Return the group that reaches to an empty cell from the left, over cells with texts below; else empty."""
    for left in range(col, -1, -1):
        if sheet.details.merged(row, left) is not None or not _has_text(sheet, below, left):
            return ""
        if text := text_of(sheet.at(row, left)):
            return text
    return ""


def _has_text(sheet: SheetCells, rows: Sequence[int], col: int) -> bool:
    return any(text_of(sheet.at(row, col)) for row in rows)


def _with_real_numbers(columns: Mapping[int, Meaning]) -> dict[int, Meaning]:
    """Return the columns in which numbers alone count only if those of a year are several, and rise to the right."""
    refused: set[int] = set()
    for period in {item.period for item in columns.values()}:
        numbered = [(col, item.subject) for col, item in columns.items() if item.is_number and item.period is period]
        values = [tuple(map(int, subject.split("."))) for _, subject in numbered]
        if len(values) < _FEWEST_NUMBERS or values != sorted(set(values)):
            refused |= {col for col, _ in numbered}
    return {col: replace(item, role=Role.UNKNOWN) if col in refused else item for col, item in columns.items()}


def _without_needless(columns: Mapping[int, Meaning]) -> dict[int, Meaning]:
    """Return the columns in which a header such as ``คะแนน`` is the overall score only if no other column is."""
    others = any(item.subject == "overall" and not item.is_bare for item in columns.values())
    return {col: replace(item, role=Role.UNKNOWN) if item.is_bare and others else item for col, item in columns.items()}


def _is_indicator(item: Meaning, framework: Framework) -> bool:
    """Return True if a number with a letter is that of an indicator: ``i`` for any, else the letter of its part."""
    owner = next((one.instrument for one in framework.indicators if one.code == item.subject), "")
    return item.role is Role.SCORE and bool(owner) and item.lettered in ("i", fold_text(owner[0]))
