"""Decide what each column of a table holds, from its header and from its figures.

Takes the header of a table and its rows; returns the subject of each column that is read, and what was not. Works on
values only.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from ita_xlsx.intake.agency_tables.header_words import Meaning, Role
from ita_xlsx.intake.agency_tables.table_cells import cell_text, is_missing_word, read_figure
from ita_xlsx.intake.agency_tables.table_header import TableHeader
from ita_xlsx.intake.printed.row_labels import OVERALL, Period
from ita_xlsx.intake.workbook.cells import SheetCells
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.text.spelling import text_key

LEVEL = "level"
_ROUNDING = Fraction(1, 50)
_WHOLE = Fraction(1)


@dataclass(kw_only=True)
class ReadColumns:
    """The subjects of the columns that are read, by column; and the columns that are not, by the reason.

    ``read_as`` are columns whose figures say more than their header does.
    """

    subjects: dict[int, str] = field(default_factory=dict)
    other_year: list[int] = field(default_factory=list)
    unclear: list[int] = field(default_factory=list)
    unknown: list[int] = field(default_factory=list)
    read_as: list[int] = field(default_factory=list)
    fractions: list[int] = field(default_factory=list)


def decide_columns(sheet: SheetCells, header: TableHeader, rows: Sequence[int], framework: Framework) -> ReadColumns:
    """Return what the columns of a table hold in the year of the framework; ``rows`` are those of agencies."""
    return _Decision(sheet, header, rows, framework).columns()


def _are_fractions(numbers: Sequence[Fraction]) -> bool:
    """Return True if several numbers are fractions of one."""
    return len(numbers) > 1 and max(numbers) <= 1 and any(value.denominator > 1 for value in numbers)


class _Decision:
    """The columns of one table, with the figures below them."""

    def __init__(self, sheet: SheetCells, header: TableHeader, rows: Sequence[int], framework: Framework) -> None:
        """Read the figures of each column that may hold scores."""
        self._header = header
        self._weights = {item.code: item.weight for item in framework.instruments}
        self._figures = {
            col: {row: figure.value for row in rows if (figure := read_figure(sheet, row, col)).value is not None}
            for col in header.columns
        }
        self._texts = {
            col: {row: text for row in rows if not is_missing_word(text := cell_text(sheet, row, col)[0])}
            for col in header.columns
        }
        self._levels_of_year = frozenset(text_key(item.name) for item in framework.levels)
        self._read = ReadColumns()

    def columns(self) -> ReadColumns:
        """Return the decision."""
        read = self._read
        of_year = {**self._of_year(), **self._levels()}
        for col, item in self._header.columns.items():
            if item.role is Role.UNKNOWN and col not in of_year and col not in self._header.questions:
                read.unknown += [col] if self._texts[col] else []
        plain = {col: value for col, item in of_year.items() if item.role is Role.SCORE
                 for value in (self._figures[col],) if value}  # fmt: skip
        numbers = [value for values in plain.values() for value in values.values()]
        if _are_fractions(numbers):
            read.fractions += plain
        else:
            read.fractions += [col for col, values in plain.items() if _are_fractions([*values.values()])]
        self._choose({col: item for col, item in of_year.items() if col not in read.fractions})
        return read

    def _of_year(self) -> Mapping[int, Meaning]:
        """Return the columns of the year; those that name no year count unless others name it."""
        scores = self._header.scores
        self._read.other_year += [
            col
            for col, item in scores.items()
            if item.period in (Period.PREVIOUS, Period.OTHER) and self._has(col, item)
        ]
        of_year = {col: item for col, item in scores.items() if item.period in (Period.THIS, Period.MISSING)}
        of_this_year = {
            (item.role, item.subject, item.weighted) for item in of_year.values() if item.period is Period.THIS
        }
        return {
            col: item
            for col, item in of_year.items()
            if item.period is Period.THIS or (item.role, item.subject, item.weighted) not in of_this_year
        }

    def _levels(self) -> Mapping[int, Meaning]:
        """Return the columns of this year that are of levels by their cells, though their headers may say anything."""
        return {
            col: replace(item, role=Role.LEVEL)
            for col, item in self._header.columns.items()
            if item.may_be_level
            and item.period in (Period.THIS, Period.MISSING)
            and item.role in (Role.UNKNOWN, Role.SCORE)
            and self._are_levels(col)
        }

    def _are_levels(self, col: int) -> bool:
        """Return True if most texts of a column are levels of the year."""
        texts = [text_key(text) for text in self._texts[col].values()]
        return sum(text in self._levels_of_year for text in texts) * 2 > len(texts)

    def _has(self, col: int, item: Meaning) -> bool:
        return bool(self._figures[col]) or item.role is not Role.SCORE

    def _choose(self, of_year: Mapping[int, Meaning]) -> None:
        """Give each column its subject; of two columns of one subject that differ none is read."""
        subjects: dict[str, list[int]] = {}
        weighted = self._weighted(of_year)
        for col, item in of_year.items():
            subject = self._subject(col, item, weighted)
            if subject:
                subjects.setdefault(subject, []).append(col)
        for subject, cols in subjects.items():
            if subject == LEVEL:
                cols = self._level_columns(cols)
            first, *others = cols
            if any(self._content(col, subject) != self._content(first, subject) for col in others):
                self._read.unclear += cols
            else:
                self._read.subjects[first] = subject

    def _content(self, col: int, subject: str) -> Mapping[int, object]:
        """Return what counts in a column: its levels, or its figures."""
        if subject == LEVEL:
            return {row: text_key(text) for row, text in self._texts[col].items()}
        return self._figures[col]

    def _level_columns(self, cols: Sequence[int]) -> list[int]:
        """Return the columns of levels; where the header of one says so, it goes before those that only may be."""
        by_header = [col for col in cols if self._header.columns[col].role is Role.LEVEL]
        if by_header:
            self._read.unknown += [col for col in cols if col not in by_header]
        return by_header or list(cols)

    def _subject(self, col: int, item: Meaning, weighted: Iterable[int]) -> str:
        """Return the subject of a column; empty if it holds nothing or is unclear."""
        if item.role is Role.RESULT:
            return OVERALL if self._figures[col] else LEVEL
        if item.role is Role.LEVEL:
            return LEVEL
        if not self._figures[col]:
            self._read.unknown += [col] if self._texts[col] else []
            return ""
        if item.subject not in self._weights:
            return item.subject
        if col in weighted:
            if not item.weighted:
                self._read.read_as.append(col)
            return f"weighted {item.subject}"
        if self._is_small(col, item.subject) and not item.weighted:
            self._read.unclear.append(col)
            return ""
        return item.subject

    def _weighted(self, of_year: Mapping[int, Meaning]) -> frozenset[int]:
        """Return the columns of instruments whose figures are weighted.

        A column is weighted if no figure is above the weight, and if its header names the weight, a second column
        holds the plain scores, or the figures of all instruments add up to the overall score.
        """
        instruments = {col: item for col, item in of_year.items() if item.subject in self._weights}
        small = {col: item for col, item in instruments.items() if self._is_small(col, item.subject)}
        adding = self._add_up(small, of_year)
        return frozenset(
            col for col, item in small.items() if item.weighted or adding or self._has_plain(col, item, instruments)
        )

    def _is_small(self, col: int, subject: str) -> bool:
        """Return True if no figure of a column is above the weight of its instrument."""
        values = self._figures[col].values()
        return bool(values) and max(values) <= self._weights[subject] + _ROUNDING and max(values) > 0

    def _has_plain(self, col: int, item: Meaning, instruments: Mapping[int, Meaning]) -> bool:
        """Return True if another column of the instrument holds these figures before they were weighted."""
        share = self._weights[item.subject] / 100
        others = [other for other, one in instruments.items() if one.subject == item.subject and other != col]
        return any(
            all(abs(self._figures[other].get(row, -_WHOLE) * share - value) <= _ROUNDING
                for row, value in self._figures[col].items())
            for other in others
        )  # fmt: skip

    def _add_up(self, small: Mapping[int, Meaning], of_year: Mapping[int, Meaning]) -> bool:
        """Return True if small figures of all instruments add up to the overall score in most rows."""
        overall = next((col for col, item in of_year.items() if item.subject == OVERALL), None)
        if overall is None or {item.subject for item in small.values()} != set(self._weights):
            return False
        cols = {item.subject: col for col, item in small.items()}.values()
        rows = [row for row in self._figures[overall] if all(row in self._figures[col] for col in cols)]
        fitting = [
            row for row in rows
            if abs(sum(self._figures[col][row] for col in cols) - self._figures[overall][row]) <= 2 * _ROUNDING
        ]  # fmt: skip
        return len(fitting) * 2 > len(rows)
