"""Find the subject of each row in a printed table of scores, by its code, its range of codes, or its label.

Takes a table with its column of labels; returns the subjects of its rows, and findings on those that are not certain.
Works on values only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ita_xlsx.intake.printed.codes import Codes, codes_of
from ita_xlsx.intake.printed.find_blocks import Block, Cell, Row
from ita_xlsx.intake.printed.indicator_numbers import (
    are_indicators_as_questions,
    read_indicator_numbers,
    says_indicators,
)
from ita_xlsx.intake.printed.row_labels import ANNOUNCED_WORDS, OVERALL, Label, Labels
from ita_xlsx.model.findings import Code, Finding, make_finding
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.layout import a1

_WORD = re.compile(r"\w")
_LONGEST_TEXT = 40


@dataclass(frozen=True)
class RowSubject:
    """The subject of a row, a question code or a label, and the cell that names it."""

    cell: Cell
    code: str = ""
    label: Label = field(default_factory=lambda: Label(code=""))

    @property
    def base(self) -> str:
        """Return the code of the question or of the label."""
        return self.code or self.label.code


@dataclass(kw_only=True)
class RowSubjectReader:
    """A reader of the subjects of one table.

    ``groups`` are the indicators or instruments that the title names. ``findings`` gets what is not certain.
    """

    sheet: str
    block: Block
    framework: Framework
    codes: Codes
    labels: Labels
    groups: tuple[str, ...]
    findings: list[Finding]

    def read(self, col: int) -> list[RowSubject | None]:
        """Return the subject of each row; None if the row names none, or names other things too.

        The cell in the column of labels counts, or else the first cell of the row that names a subject.
        """
        cells = [_naming_cell(row, col) for row in self.block.rows]
        naming = [cell for cell in cells if cell is not None]
        indicators = self._indicator_numbers(col, naming)
        settled = self._settle_codes([cell for cell in naming if cell.row not in indicators])
        shift = _list_shift(naming)
        count = len({cell.label.code for cell in naming if cell.label and not cell.label.has_name})
        subjects: list[RowSubject | None] = []
        for row, cell in zip(self.block.rows, cells, strict=True):
            if cell is not None and cell.label is not None:
                subject = self._labelled(row, cell, shift, count)
            elif cell is not None and cell.row in indicators:
                subject = RowSubject(cell, label=Label(code=indicators[cell.row], has_name=False))
            else:
                subject = self._coded(row, cell, settled)
            subjects.append(subject if subject is None or self._is_alone(row, subject) else None)
        return subjects

    def _indicator_numbers(self, col: int, cells: Sequence[Cell]) -> Mapping[int, str]:
        """Return the indicators that bare numbers mean, by row, and report X809; none if the header says otherwise.

        Report X837 for codes of questions that are probably meant as indicators.
        """
        header = self.block.header(col)
        if not says_indicators(header):
            return {}
        in_column = [cell for cell in cells if cell.col == col]
        indicators = read_indicator_numbers(in_column, self.groups, self.framework, self.labels)
        read = [cell for cell in in_column if cell.row in indicators]
        if read:
            meanings = "ตัวชี้วัดที่ " + ", ".join(indicators[cell.row] for cell in read)
            self._add(Code.ROW_READ_AS, read[0], ", ".join(cell.text for cell in read), subject=meanings)
        elif not self.groups and are_indicators_as_questions(in_column, self.framework):
            coded = [cell for cell in in_column if cell.code is not None]
            self._add(Code.INDICATORS_AS_QUESTIONS, coded[0], ", ".join(cell.text for cell in coded), header=header)
        return indicators

    def _settle_codes(self, cells: Sequence[Cell]) -> Mapping[int, str | None]:
        """Return the question code of each cell with a code, by row; report X809 for those the table made certain."""
        coded = [(cell, cell.code) for cell in cells if cell.code is not None]
        settled = self.codes.settle([code for _, code in coded], self._hint())
        if settled.by_table:
            spellings = ", ".join(coded[index][1].raw for index in settled.by_table)
            meanings = ", ".join(str(settled.codes[index]) for index in settled.by_table)
            self._add(Code.ROW_READ_AS, coded[settled.by_table[0]][0], spellings, subject=meanings)
        return {cell.row: code for (cell, _), code in zip(coded, settled.codes, strict=True)}

    def _hint(self) -> frozenset[str]:
        """Return the question codes under the groups that the title names."""
        questions = codes_of(self.framework)
        return frozenset(code for group in self.groups for code in questions.get(group, ()))

    def _coded(self, row: Row, cell: Cell | None, settled: Mapping[int, str | None]) -> RowSubject | None:
        """Return the subject of a row without a label; report a code or range that is not certain."""
        if cell is not None and cell.code is not None:
            code = settled[cell.row]
            if code is not None:
                return RowSubject(cell, code=code)
            self._add(Code.CODE_AMBIGUOUS, cell, cell.text, options=", ".join(cell.code.options) or "-")
        elif cell is not None and cell.range_codes is not None:
            return self._ranged(cell, frozenset(cell.range_codes))
        elif cell is not None or any(item.is_figure for item in row.cells):
            self._add(Code.ROW_NOT_UNDERSTOOD, cell or row.cells[0], row.text)
        return None

    def _ranged(self, cell: Cell, codes: frozenset[str]) -> RowSubject | None:
        """Return the sub-indicator with exactly these questions; report X813 if there is none."""
        questions = codes_of(self.framework)
        group = next((item.code for item in self.framework.subindicators if questions[item.code] == codes), "")
        if not group:
            self._add(Code.CODE_RANGE_UNKNOWN, cell, cell.text)
            return None
        return RowSubject(cell, label=Label(code=group))

    def _labelled(self, row: Row, cell: Cell, shift: int | None, count: int) -> RowSubject | None:
        """Return the subject of a row with a label; report X803 if it is not understood, X809 if it is not certain.

        ``shift`` is the result of ``_list_shift``; ``count`` is the number of different codes that stand alone.
        """
        label = cell.label or Label(code="")
        is_shifted = label.listed is not None
        if is_shifted and (shift is None or int(label.code) - (label.listed or 0) != shift):
            self._add(Code.ROW_NOT_UNDERSTOOD, cell, row.text)
            return None
        if not label.has_name and count < 2 and not any(item.label == Label(code=label.code) for item in row.cells):
            self._add(Code.ROW_NOT_UNDERSTOOD, cell, row.text)
            return None
        if is_shifted or label.unsure:
            self._add(Code.ROW_READ_AS, cell, cell.text, subject=label.code)
        return RowSubject(cell, label=label)

    def _is_alone(self, row: Row, subject: RowSubject) -> bool:
        """Return True if the row names no other subject; report X819 if it does."""
        if subject.label.code in ANNOUNCED_WORDS:
            return True
        others = tuple(self._other_subjects(row, subject))
        if others:
            options = ", ".join((subject.cell.text[:_LONGEST_TEXT], *others))
            self._add(Code.ROW_OF_SEVERAL_ITEMS, subject.cell, row.text, options=options)
        return not others

    def _other_subjects(self, row: Row, subject: RowSubject) -> Iterator[str]:
        """Yield the texts of a row that name another subject; the groups above the subject do not count."""
        groups = {subject.base, self.labels.instrument_of(subject.base), *self._groups_above(subject.base)}
        first = subject.cell.col
        last = max((cell.col for cell in row.cells if cell.is_figure), default=first)
        for cell in row.cells:
            if cell is subject.cell or not cell.names_subject:
                # A text between an indicator and a figure may say that the figure belongs to one of its questions.
                is_between = first < cell.col < last and not cell.is_figure and _WORD.search(cell.text)
                if is_between and not subject.code and cell.label is None:
                    yield cell.text[:_LONGEST_TEXT]
            elif _names_other(cell, subject, groups):
                yield cell.text

    def _groups_above(self, base: str) -> Iterator[str]:
        """Yield the indicator and sub-indicator of a question, or the indicator of a sub-indicator."""
        for item in self.framework.questions:
            if item.code == base:
                yield from (item.indicator, item.subindicator)
        yield from (item.indicator for item in self.framework.subindicators if item.code == base)

    def _add(self, code: Code, cell: Cell, value: str, **params: str | None) -> None:
        self.findings.append(make_finding(code, sheet=self.sheet, cell=a1(cell.row, cell.col), value=value, **params))


def _naming_cell(row: Row, col: int) -> Cell | None:
    """Return the cell in the column of labels, or else the first cell that names a subject."""
    return row.cell_at(col) or next((cell for cell in row.cells if cell.names_subject), None)


def _list_shift(cells: Sequence[Cell]) -> int | None:
    """Return the difference between the codes and the numbers of a list that starts again at 1; None if they differ."""
    listed = [cell.label for cell in cells if cell.label is not None and cell.label.listed is not None]
    shifts = {int(label.code) - (label.listed or 0) for label in listed if label.code.isdecimal()}
    return shifts.pop() if len(listed) > 1 and len(shifts) == 1 else None


def _names_other(cell: Cell, subject: RowSubject, groups: set[str]) -> bool:
    """Return True if a cell names another subject than that of its row, or than the groups above it."""
    if cell.code is not None:
        return bool(cell.code.options) and subject.base not in cell.code.options
    if cell.range_codes is not None:
        return subject.code not in cell.range_codes
    if cell.label is None or cell.label.code in groups:
        return False
    return not (subject.code and cell.label.code == OVERALL)
