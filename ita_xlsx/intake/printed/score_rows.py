"""The rows of one table into scores of subjects: each is certain, or told."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum

from ita_xlsx.intake.printed.codes import Codes, codes_of, printed_score
from ita_xlsx.intake.printed.find_blocks import Block, Cell, Column, Row, columns_of, label_column
from ita_xlsx.intake.printed.row_labels import OVERALL, WORDS, Label, Labels, Period
from ita_xlsx.model.findings import Finding, make_finding
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.layout import Place, a1
from ita_xlsx.model.submission import Answer

_WORD = re.compile(r"\w")


class Home(Enum):
    """Where a figure goes in a submission."""

    ANSWER = "answer"
    PREVIOUS = "previous"
    ANNOUNCED = "announced"
    ANNOUNCED_PREVIOUS = "announced_previous"


@dataclass(frozen=True)
class Entry:
    """A figure that was understood."""

    home: Home
    answer: Answer


@dataclass(frozen=True)
class _Named:
    """What a row is of: a question code or a label."""

    cell: Cell
    code: str = ""
    label: Label = field(default_factory=lambda: Label(""))

    @property
    def base(self) -> str:
        return self.code or self.label.code


def read_block(
    sheet: str, block: Block, framework: Framework, codes: Codes, labels: Labels
) -> tuple[tuple[Entry, ...], tuple[Finding, ...]]:
    """The figures of one table, and findings on everything in it that was not certain."""
    reader = _Reader(sheet, block, framework, codes, labels)
    entries = tuple(reader.read())
    return entries, tuple(reader.findings)


@dataclass
class _Reader:
    """Reads one table and notes what is not certain on the way."""

    sheet: str
    block: Block
    framework: Framework
    codes: Codes
    labels: Labels
    findings: list[Finding] = field(default_factory=list)
    homes: tuple[str, ...] = ()
    part: str = ""
    period: Period = Period.UNSAID

    def read(self) -> Iterator[Entry]:
        col = label_column(self.block)
        if col is None:
            for row in self.block.rows:
                self._tell("X803", row.cells[0], row.shown)
            return
        if not self._set_context(col):
            return
        columns = columns_of(self.block, col, self.labels)
        useful = tuple(item for item in columns if item.read and not self._is_share(item))
        for item in columns:
            if not item.read:
                self._tell("X808", self._first(item.col), item.header or "-")
            elif item.unusual:
                self._tell("X820", self._first(item.col), item.header)
        named = self._name_rows(col)
        ordered = self._by_order(useful, [item for item in named if item])
        for index, (row, name) in enumerate(zip(self.block.rows, named, strict=True)):
            if name is not None and self._is_plain_total(name, named[:index], named[index + 1 :]):
                self._tell("X803", name.cell, row.shown)
            elif name is not None:
                yield from self._figures(row, name, useful, ordered)

    def _set_context(self, col: int) -> bool:
        """What the nearest line of the title says of instrument, part and year; the sheet's name last."""
        heard = (*self.block.sections[::-1], *self.block.titles[::-1], self.sheet)
        above = (self.block.header(col), *heard)
        self.homes = next((homes for text in above if (homes := self.labels.homes(text))), ())
        parts = next((parts for text in heard if (parts := self.labels.title_parts(text))), ())
        self.part = parts[0] if len(parts) == 1 else ""
        text, years = next(((text, years) for text in heard if (years := self.labels.years(text))), ("", frozenset()))
        if years and Period.THIS not in years:
            only = next(iter(years)) if len(years) == 1 else Period.OTHER
            headed = any(self.labels.period(cell.text) for row in self.block.headers for cell in row.cells)
            if only is Period.PREVIOUS and not headed:
                self._tell("X817", self.block.rows[0].cells[0], text)
                self.period = Period.PREVIOUS
            elif not headed:
                self._tell("X816", self.block.rows[0].cells[0], text)
                return False
        return True

    def _name_rows(self, col: int) -> list[_Named | None]:
        """What each row is of, by its cell in the column of labels, or else by the one cell that names something."""
        cells = [self._naming_cell(row, col) for row in self.block.rows]
        coded = [cell for cell in cells if cell is not None and cell.code is not None]
        spelled = [cell.code for cell in coded if cell.code is not None]
        settled = self.codes.settle(spelled, self._hint())
        if settled.by_table:
            written = ", ".join(spelled[index].raw for index in settled.by_table)
            meant = ", ".join(str(settled.codes[index]) for index in settled.by_table)
            self._tell("X809", coded[settled.by_table[0]], written, subject=meant)
        chosen = dict(zip(map(id, coded), settled.codes, strict=True))
        shift = self._shift([cell for cell in cells if cell])
        groups = len({cell.label.code for cell in cells if cell and cell.label and not cell.label.named})
        named: list[_Named | None] = []
        for row, cell in zip(self.block.rows, cells, strict=True):
            name = None
            if cell is not None and cell.code is not None:
                name = self._coded(cell, chosen[id(cell)])
            elif cell is not None and cell.span is not None:
                name = self._spanned(cell)
            elif cell is not None and cell.label is not None:
                name = self._labelled(row, cell, shift, groups)
            elif cell is not None or any(item.number for item in row.cells):
                self._tell("X803", cell or row.cells[0], row.shown)
            named.append(name if name is None or self._is_alone(row, name) else None)
        return named

    def _naming_cell(self, row: Row, col: int) -> Cell | None:
        if cell := row.at(col):
            return cell
        strong = [cell for cell in row.cells if cell.strong]
        return strong[0] if strong else None

    def _coded(self, cell: Cell, code: str | None) -> _Named | None:
        if code is not None:
            return _Named(cell, code=code)
        options = cell.code.options if cell.code else ()
        self._tell("X810", cell, cell.text, options=", ".join(options) or "-")
        return None

    def _spanned(self, cell: Cell) -> _Named | None:
        items = frozenset(cell.span or ())
        under = codes_of(self.framework)
        group = next((item.code for item in self.framework.subindicators if under[item.code] == items), "")
        if not group:
            self._tell("X813", cell, cell.text)
            return None
        return _Named(cell, label=Label(group))

    def _labelled(self, row: Row, cell: Cell, shift: int | None, groups: int) -> _Named | None:
        label = cell.label or Label("")
        moved = label.listed is not None
        if moved and (shift is None or int(label.code) - (label.listed or 0) != shift):
            self._tell("X803", cell, row.shown)
            return None
        if not label.named and groups < 2 and not any(item.label == Label(label.code) for item in row.cells):
            self._tell("X803", cell, row.shown)
            return None
        if moved or label.unsure:
            self._tell("X809", cell, cell.text, subject=label.code)
        return _Named(cell, label=label)

    def _shift(self, cells: Sequence[Cell]) -> int | None:
        """How far the numbers of a list that starts anew are from the codes, where all agree."""
        listed = [cell.label for cell in cells if cell.label is not None and cell.label.listed is not None]
        shifts = {int(label.code) - (label.listed or 0) for label in listed if label.code.isdecimal()}
        return shifts.pop() if len(listed) > 1 and len(shifts) == 1 else None

    def _is_alone(self, row: Row, name: _Named) -> bool:
        """Whether the row names nothing else but what stands above its subject."""
        above = {name.base, self.labels.home(name.base), *self._above(name.base)}
        if name.label.code in WORDS:
            return True
        others = []
        last = max((cell.col for cell in row.cells if cell.number), default=name.cell.col)
        for cell in row.cells:
            if cell is name.cell or not cell.strong:
                # A text between an indicator and a figure may say that the figure is of one question of it.
                between = name.cell.col < cell.col < last and not cell.number and _WORD.search(cell.text)
                if between and not name.code and cell.label is None:
                    others.append(cell.text[:40])
                continue
            if cell.code is not None and cell.code.options and name.base not in cell.code.options:
                others.append(cell.text)
            if cell.span is not None and name.code not in cell.span:
                others.append(cell.text)
            if (
                cell.label is not None
                and cell.label.code not in above
                and not (name.code and cell.label.code == OVERALL)
            ):
                others.append(cell.text)
        if others:
            self._tell("X819", name.cell, row.shown, options=", ".join((name.cell.text[:40], *others)))
        return not others

    def _above(self, base: str) -> Iterator[str]:
        for item in self.framework.questions:
            if item.code == base:
                yield from (item.indicator, item.subindicator)
        yield from (item.indicator for item in self.framework.subindicators if item.code == base)

    def _is_plain_total(self, name: _Named, before: Sequence[_Named | None], after: Sequence[_Named | None]) -> bool:
        """Whether a total may be that of one instrument or indicator: all it stands under is of one."""
        if name.base != OVERALL:
            return False
        over: set[str] = set()
        for item in reversed(before):
            if item is not None and item.base == OVERALL:
                break
            over.add(self.labels.home(item.base) if item else "")
        over = over or {self.labels.home(item.base) for item in after if item}
        instruments = {home for home in over if home}
        told = {self.labels.home(home) for home in self.homes}
        return len(instruments) == 1 or (not instruments and len(told) == 1)

    def _by_order(self, columns: Sequence[Column], named: Sequence[_Named]) -> tuple[str, ...]:
        """The parts that two columns of one header hold, in their order; none when that is not the case."""
        coded = [item for item in named if item.code and self.labels.parts_of(item.code)]
        parts = self.labels.parts_of(coded[0].code) if coded else ()
        alike = len({(item.period, item.weighted) for item in columns}) == 1
        if not parts or self.part or len(columns) != len(parts) or any(item.part for item in columns) or not alike:
            return ()
        words = ", ".join(
            part.label for item in self.framework.instruments for part in item.parts if part.code in parts
        )
        self._tell("X807", coded[0].cell, words)
        return parts

    def _figures(self, row: Row, name: _Named, columns: Sequence[Column], ordered: tuple[str, ...]) -> Iterator[Entry]:
        if name.label.code in WORDS:
            yield from self._claim(row, name)
            return
        filled = [item for item in columns if item.col > name.cell.col and row.at(item.col)]
        if not filled:
            lost = row.has_figure or any(cell.number for cell in row.cells if cell is not name.cell)
            self._tell("X803" if lost else "X812", name.cell, row.shown, subject=name.base)
        yield from self._level_beside(row, name)
        by_order = bool(ordered) and bool(name.code) and bool(self.labels.parts_of(name.code))
        kinds = [(item.period, item.part, item.weighted) for item in filled]
        for item in filled:
            cell = row.at(item.col)
            if cell is None:
                continue
            if kinds.count((item.period, item.part, item.weighted)) > 1 and not by_order:
                self._tell("X815", cell, cell.text, subject=name.base)
                continue
            part = ordered[columns.index(item)] if by_order else item.part
            yield from self._figure(cell, name, item, part)

    def _figure(self, cell: Cell, name: _Named, column: Column, part: str) -> Iterator[Entry]:
        asked = self.labels.parts_of(name.base)
        told = {item for item in (name.label.part, part) if item} or ({self.part} & set(asked))
        subject = self.labels.subject(name.base, "".join(told)) if len(told) < 2 else ""
        # A line inside a table may be a label that was left without a score: it says nothing of other labels.
        inside = bool(told) and not (name.label.part or part) and any(map(self.labels.parts, self.block.sections))
        if asked and (not told if name.code else inside):
            options = ", ".join(item.label for home in self.framework.instruments for item in home.parts)
            self._tell("X811", cell, cell.text, subject=name.base, options=options)
            return
        periods = {item for item in (name.label.period, column.period) if item} or {self.period}
        weighted = name.label.weighted or column.weighted
        if weighted and name.base != OVERALL:
            subject = f"weighted {name.base}" if self.labels.home(name.base) == name.base and not told else ""
        if not subject or len(periods) > 1 or Period.OTHER in periods:
            self._tell("X803", cell, f"{name.cell.text[:60]} | {cell.text}")
            return
        previous = Period.PREVIOUS in periods
        number, declared = printed_score(cell.value)
        answer = Answer(subject, number, declared, Place(self.sheet, cell.row, cell.col), cell.text)
        if not answer.in_range and not (declared and name.code and not previous):
            self._tell("X804", cell, cell.text, subject=subject)
            return
        if name.code:
            yield Entry(Home.PREVIOUS if previous else Home.ANSWER, answer)
        else:
            yield Entry(Home.ANNOUNCED_PREVIOUS if previous else Home.ANNOUNCED, answer)

    def _claim(self, row: Row, name: _Named) -> Iterator[Entry]:
        """An announced word: a level of the framework, or whatever was named the highest or lowest."""
        beside = next((cell for cell in row.cells if cell.col > name.cell.col), None)
        word = beside.text if beside else ""
        if name.label.code == "level":
            word = self._level(word)
        if not word or beside is None or self.period is Period.PREVIOUS:
            self._tell("X803", name.cell, row.shown)
            return
        place = Place(self.sheet, beside.row, beside.col)
        yield Entry(Home.ANNOUNCED, Answer(name.label.code, place=place, raw=word))

    def _level_beside(self, row: Row, name: _Named) -> Iterator[Entry]:
        """The level in the row of the overall score, where a column is headed so."""
        if name.base != OVERALL or Period.PREVIOUS in (name.label.period, self.period):
            return
        for cell in row.cells:
            header = self.block.header(cell.col)
            ours = "ระดับ" in header and self.labels.period(header) in (Period.UNSAID, Period.THIS)
            if ours and (word := self._level(cell.text)):
                place = Place(self.sheet, cell.row, cell.col)
                yield Entry(Home.ANNOUNCED, Answer("level", place=place, raw=word))

    def _level(self, text: str) -> str:
        plain = text.removeprefix("ระดับ").replace(" ", "").casefold()
        levels = (item.name for item in self.framework.levels)
        return next((item for item in levels if item.replace(" ", "").casefold() == plain), "")

    def _is_share(self, column: Column) -> bool:
        cells = [cell for row in self.block.rows if (cell := row.at(column.col)) and cell.number]
        numbers = [number for cell in cells if (number := printed_score(cell.value)[0]) is not None]
        shares = len(numbers) > 1 and all(0 <= number <= 1 for number in numbers) and any(numbers)
        if shares:
            self._tell("X818", cells[0], column.header or cells[0].text)
        return shares

    def _hint(self) -> frozenset[str]:
        under = codes_of(self.framework)
        return frozenset(code for home in self.homes for code in under.get(home, ()))

    def _first(self, col: int) -> Cell:
        return next(cell for row in self.block.rows if (cell := row.at(col)) and cell.number)

    def _tell(self, code: str, cell: Cell, value: object, **about: str | None) -> None:
        self.findings.append(
            make_finding(code, sheet=self.sheet, cell=a1(cell.row, cell.col), value=str(value), **about)
        )
