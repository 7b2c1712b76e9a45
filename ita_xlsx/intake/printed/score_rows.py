"""Read the rows of one printed table into scores of subjects.

Takes a table of a sheet; returns the figures that are certain with their destination in a submission, and findings on
everything that is not. Works on values only.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum

from ita_xlsx.intake.printed.codes import Codes, parse_printed_score
from ita_xlsx.intake.printed.find_blocks import Block, Cell, Column, Row, columns_of, label_column
from ita_xlsx.intake.printed.row_labels import ANNOUNCED_WORDS, OVERALL, Labels, Period
from ita_xlsx.intake.printed.row_subjects import RowSubject, RowSubjectReader
from ita_xlsx.model.findings import Code, Finding, make_finding
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.layout import Place, a1, spans
from ita_xlsx.model.layout.subjects import subject_label
from ita_xlsx.model.submission import Answer
from ita_xlsx.model.text.spelling import fold_text, text_key


class Destination(Enum):
    """The field of a submission that a figure belongs to."""

    ANSWER = "answer"
    PREVIOUS = "previous"
    ANNOUNCED = "announced"
    ANNOUNCED_SECOND = "announced_second"
    ANNOUNCED_PREVIOUS = "announced_previous"


# The subject of the announced level.
_LEVEL = "level"
_MOST_NAMED = 6


@dataclass(frozen=True)
class Entry:
    """A figure or announced word that was understood, and its destination."""

    destination: Destination
    answer: Answer


def read_block(
    sheet: str, block: Block, framework: Framework, codes: Codes, labels: Labels
) -> tuple[tuple[Entry, ...], tuple[Finding, ...]]:
    """Return the figures of one table (scores 0-100), and findings on everything in it that is not certain."""
    reader = _Reader(sheet, block, framework, codes, labels)
    entries = tuple(reader.read())
    return entries, tuple(reader.findings)


@dataclass
class _Reader:
    """A reader of one table.

    ``groups``, ``part`` and ``period`` are what its title and section lines say of all its figures. ``unclear`` are the
    cells of columns between which nothing decides, with their subjects.
    """

    sheet: str
    block: Block
    framework: Framework
    codes: Codes
    labels: Labels
    findings: list[Finding] = field(default_factory=list)
    groups: tuple[str, ...] = ()
    part: str = ""
    period: Period = Period.MISSING
    unclear: list[tuple[Cell, str]] = field(default_factory=list)

    def read(self) -> Iterator[Entry]:
        """Yield the figures, row by row; report rows and columns that are not read."""
        col = label_column(self.block)
        if col is None:
            for row in self.block.rows:
                self._add(Code.ROW_NOT_UNDERSTOOD, row.cells[0], row.text)
            return
        if not self._read_title(col):
            return
        columns = self._score_columns(col)
        subjects = RowSubjectReader(
            sheet=self.sheet,
            block=self.block,
            framework=self.framework,
            codes=self.codes,
            labels=self.labels,
            groups=self.groups,
            findings=self.findings,
        ).read(col)
        ordered = self._parts_by_order(columns, [item for item in subjects if item])
        for index, (row, subject) in enumerate(zip(self.block.rows, subjects, strict=True)):
            if subject is not None and self._is_part_total(subject, subjects[:index], subjects[index + 1 :]):
                self._add(Code.ROW_NOT_UNDERSTOOD, subject.cell, row.text)
            elif subject is not None:
                yield from self._figures(row, subject, columns, ordered)
        self._report_unclear()

    def _read_title(self, col: int) -> bool:
        """Set the groups, part and year that the title names; return False if the table is of another year (X816).

        The nearest line that names one counts: section lines, then titles from the last one up, then the name of the
        sheet. Report X817 for a table of last year.
        """
        lines = (*self.block.sections[::-1], *self.block.titles[::-1], self.sheet)
        headings = (self.block.header(col), *lines)
        self.groups = next((groups for text in headings if (groups := self.labels.heading_groups(text))), ())
        parts = next((parts for text in lines if (parts := self.labels.title_parts(text))), ())
        self.part = parts[0] if len(parts) == 1 else ""
        text, years = next(((text, years) for text in lines if (years := self.labels.years(text))), ("", frozenset()))
        if not years or Period.THIS in years:
            return True
        if any(self.labels.period(cell.text) for row in self.block.headers for cell in row.cells):
            # The headers of the columns name their years.
            return True
        if years != frozenset({Period.PREVIOUS}):
            self._add(Code.TABLE_OF_OTHER_YEAR, self.block.rows[0].cells[0], text)
            return False
        self._add(Code.TABLE_OF_LAST_YEAR, self.block.rows[0].cells[0], text)
        self.period = Period.PREVIOUS
        return True

    def _score_columns(self, label_col: int) -> tuple[Column, ...]:
        """Return the columns of scores; report X808 or X818 for other columns, X820 for an unclear header."""
        columns = columns_of(self.block, label_col, self.labels)
        scores = tuple(item for item in columns if item.is_read and not self._is_share(item))
        for item in columns:
            if not item.is_read:
                self._add(Code.FIGURES_NOT_READ, self._first_figure(item.col), item.header or "-")
            elif item.is_unusual:
                self._add(Code.COLUMN_TAKEN_AS_SCORES, self._first_figure(item.col), item.header)
        return scores

    def _is_share(self, column: Column) -> bool:
        """Return True, and report X818, if all of several figures lie between 0 and 1 and not all are zero."""
        cells = [cell for row in self.block.rows if (cell := row.cell_at(column.col)) and cell.is_figure]
        numbers = [number for cell in cells if (number := parse_printed_score(cell.value)[0]) is not None]
        shares = len(numbers) > 1 and all(0 <= number <= 1 for number in numbers) and any(numbers)
        if shares:
            self._add(Code.SCORES_ARE_FRACTIONS, cells[0], column.header or cells[0].text)
        return shares

    def _first_figure(self, col: int) -> Cell:
        return next(cell for row in self.block.rows if (cell := row.cell_at(col)) and cell.is_figure)

    def _is_part_total(
        self, subject: RowSubject, before: Sequence[RowSubject | None], after: Sequence[RowSubject | None]
    ) -> bool:
        """Return True if a total may be that of one instrument: all rows above it, up to the last total, are of one.

        If there are none above it, the rows below count, and if these name no instrument, the title.
        """
        if subject.base != OVERALL:
            return False
        instruments: set[str] = set()
        for item in reversed(before):
            if item is not None and item.base == OVERALL:
                break
            instruments.add(self.labels.instrument_of(item.base) if item else "")
        instruments = instruments or {self.labels.instrument_of(item.base) for item in after if item}
        instruments.discard("")
        title_instruments = {self.labels.instrument_of(group) for group in self.groups}
        return len(instruments) == 1 or (not instruments and len(title_instruments) == 1)

    def _parts_by_order(self, columns: Sequence[Column], subjects: Sequence[RowSubject]) -> tuple[str, ...]:
        """Return the parts that columns with equal headers hold, by their order, and report X807; else none."""
        coded = [item for item in subjects if item.code and self.labels.parts_of(item.code)]
        parts = self.labels.parts_of(coded[0].code) if coded else ()
        are_alike = len({(item.period, item.weighted, item.is_second) for item in columns}) == 1
        has_part = self.part or any(item.part for item in columns)
        if not parts or has_part or len(columns) != len(parts) or not are_alike:
            return ()
        part_labels = ", ".join(
            part.label for item in self.framework.instruments for part in item.parts if part.code in parts
        )
        self._add(Code.PARTS_ASSUMED, coded[0].cell, part_labels)
        return parts

    def _figures(
        self, row: Row, subject: RowSubject, columns: Sequence[Column], ordered: tuple[str, ...]
    ) -> Iterator[Entry]:
        """Yield the figures and announced words of a row; report X812 if it has none.

        Note as unclear the cells of a row with two that may be the score.
        """
        if subject.label.code in ANNOUNCED_WORDS:
            yield from self._announced_word(row, subject)
            return
        filled = [item for item in columns if item.col > subject.cell.col and row.cell_at(item.col)]
        if not filled:
            is_lost = row.has_figure or any(cell.is_figure for cell in row.cells if cell is not subject.cell)
            self._add(
                Code.ROW_NOT_UNDERSTOOD if is_lost else Code.ROW_WITHOUT_SCORE,
                subject.cell,
                row.text,
                subject=subject.base,
            )
        yield from self._level_beside(row, subject)
        by_order = bool(ordered) and bool(subject.code) and bool(self.labels.parts_of(subject.code))
        kinds = [_kind(item) for item in filled]
        for item in filled:
            cell = row.cell_at(item.col)
            if cell is None:
                continue
            if not by_order and (kinds.count(_kind(item)) > 1 or (item.is_second and subject.code)):
                self.unclear.append((cell, subject.base))
                continue
            part = ordered[columns.index(item)] if by_order else item.part
            yield from self._figure(cell, subject, item, part)

    def _report_unclear(self) -> None:
        """Report X815 once for all cells of the table that may be scores beside others."""
        if not self.unclear:
            return
        places = [Place(self.sheet, cell.row, cell.col) for cell, _ in self.unclear]
        subjects = tuple(dict.fromkeys(subject for _, subject in self.unclear))
        labels = tuple(map(self._label, subjects)) if len(subjects) > 1 else subjects
        self.findings.append(
            make_finding(
                Code.SCORE_COLUMN_UNCLEAR,
                sheet=self.sheet,
                cell=spans(places),
                value=_first_words(tuple(dict.fromkeys(cell.text for cell, _ in self.unclear))),
                subject=_first_words(labels),
            )
        )

    def _label(self, subject: str) -> str:
        node = self.framework.nodes.get(subject)
        return subject_label(self.framework, node) if node else subject

    def _figure(self, cell: Cell, row_subject: RowSubject, column: Column, column_part: str) -> Iterator[Entry]:
        """Yield the figure of one cell; report X811, X803 or X804 if its part, subject or value is not certain."""
        row_parts = {item for item in (row_subject.label.part, column_part) if item}
        parts = row_parts or ({self.part} & set(self.labels.parts_of(row_subject.base)))
        if self._lacks_part(row_subject, parts, by_title=not row_parts):
            options = ", ".join(item.label for instrument in self.framework.instruments for item in instrument.parts)
            self._add(Code.PART_UNCLEAR, cell, cell.text, subject=row_subject.base, options=options)
            return
        subject = self._subject(row_subject, parts, weighted=row_subject.label.weighted or column.weighted)
        period = self._period(row_subject, column)
        if not subject or period is Period.OTHER:
            self._add(Code.ROW_NOT_UNDERSTOOD, cell, f"{row_subject.cell.text[:60]} | {cell.text}")
            return
        is_previous = period is Period.PREVIOUS
        number, declared = parse_printed_score(cell.value)
        answer = Answer(subject, number, declared, Place(self.sheet, cell.row, cell.col), cell.text)
        if not answer.in_range and not (declared and row_subject.code and not is_previous):
            self._add(Code.PRINTED_SCORE_INVALID, cell, cell.text, subject=subject)
            return
        destination = _destination(is_question=bool(row_subject.code), is_previous=is_previous)
        is_second = column.is_second and destination is Destination.ANNOUNCED
        yield Entry(Destination.ANNOUNCED_SECOND if is_second else destination, answer)

    def _lacks_part(self, row_subject: RowSubject, parts: set[str], *, by_title: bool) -> bool:
        """Return True if the figure belongs to one part of the subject, but to which part is not certain.

        ``by_title`` is True if neither the row nor the column names a part.
        """
        if not self.labels.parts_of(row_subject.base):
            return False
        if row_subject.code:
            return not parts
        # A line inside a table may be a label without a score. Then its part does not hold for the labels below it.
        return bool(parts) and by_title and any(map(self.labels.parts, self.block.sections))

    def _subject(self, row_subject: RowSubject, parts: set[str], *, weighted: bool) -> str:
        """Return the subject of a figure; empty if the framework has none, or if two parts are named."""
        base = row_subject.base
        if weighted and base != OVERALL:
            return f"weighted {base}" if self.labels.instrument_of(base) == base and not parts else ""
        return self.labels.subject(base, "".join(parts)) if len(parts) < 2 else ""

    def _period(self, row_subject: RowSubject, column: Column) -> Period:
        """Return the year of a figure; OTHER if the row and the column name different years."""
        periods = {item for item in (row_subject.label.period, column.period) if item} or {self.period}
        return periods.pop() if len(periods) == 1 else Period.OTHER

    def _announced_word(self, row: Row, subject: RowSubject) -> Iterator[Entry]:
        """Yield the announced word of a row: a level, or the indicators with the highest or lowest score."""
        beside = next((cell for cell in row.cells if cell.col > subject.cell.col), None)
        word = beside.text if beside else ""
        if beside is not None and subject.label.code == "level":
            word = self._level_word(beside)
        if not word or beside is None or self.period is Period.PREVIOUS:
            self._add(Code.ROW_NOT_UNDERSTOOD, subject.cell, row.text)
            return
        place = Place(self.sheet, beside.row, beside.col)
        yield Entry(Destination.ANNOUNCED, Answer(subject.label.code, place=place, raw=word))

    def _level_beside(self, row: Row, subject: RowSubject) -> Iterator[Entry]:
        """Yield the level in the row of the overall score, from a column with such a header."""
        if subject.base != OVERALL or Period.PREVIOUS in (subject.label.period, self.period):
            return
        for cell in row.cells:
            header = self.block.header(cell.col)
            is_level = "ระดับ" in fold_text(header) and self.labels.period(header) in (Period.MISSING, Period.THIS)
            if is_level and (word := self._level_word(cell)):
                place = Place(self.sheet, cell.row, cell.col)
                yield Entry(Destination.ANNOUNCED, Answer(_LEVEL, place=place, raw=word))

    def _level_word(self, cell: Cell) -> str:
        """Return the level in a cell as the framework spells it; empty for a text that is no name.

        Report S213 for a level in other words than those of this year, and return it as it was typed.
        """
        word = cell.text.removeprefix("ระดับ").strip()
        plain = text_key(word)
        levels = [item.name for item in self.framework.levels]
        for name in levels:
            if text_key(name) == plain:
                return name
        if not any(char.isalpha() for char in word) or any(char.isdigit() for char in word):
            return ""
        year = str(self.framework.year)
        self._add(Code.LEVEL_UNKNOWN, cell, word, subject=_LEVEL, year=year, levels=", ".join(levels))
        return word

    def _add(self, code: Code, cell: Cell, value: object, **params: str | None) -> None:
        self.findings.append(
            make_finding(code, sheet=self.sheet, cell=a1(cell.row, cell.col), value=str(value), **params)
        )


def _first_words(words: tuple[str, ...]) -> str:
    """Return words as a list, cut where it becomes too long."""
    return ", ".join(words[:_MOST_NAMED]) + (" …" if len(words) > _MOST_NAMED else "")


def _kind(column: Column) -> tuple[Period, str, bool, bool]:
    """Return what tells the figures of two columns apart."""
    return column.period, column.part, column.weighted, column.is_second


def _destination(*, is_question: bool, is_previous: bool) -> Destination:
    """Return the field of a submission for a score of a question, or for an announced figure of a group."""
    if is_question:
        return Destination.PREVIOUS if is_previous else Destination.ANSWER
    return Destination.ANNOUNCED_PREVIOUS if is_previous else Destination.ANNOUNCED
