"""Read the scores and evidence of one table of a form, and find what is wrong with each cell.

Takes a table at its place in the returned workbook; returns answers (scores 0-100), evidence, and findings. Works on
values only.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache
from itertools import repeat
from typing import NamedTuple

from ita_xlsx.intake.forms.cell_marks import CellMarks, displayed_text, reads_other_file
from ita_xlsx.intake.forms.find_table import LocatedTable
from ita_xlsx.intake.forms.numbers import parse_score, plain_scores
from ita_xlsx.intake.workbook.cells import Value, text_of
from ita_xlsx.intake.workbook.sheet_details import Formula
from ita_xlsx.model.fields import make_records
from ita_xlsx.model.findings import Code, Finding, about_optional, make_finding
from ita_xlsx.model.framework import subject_of
from ita_xlsx.model.layout import Place, Table, a1, spans
from ita_xlsx.model.results import plain_number
from ita_xlsx.model.submission import Answer, Evidence


@dataclass(kw_only=True)
class TableReader:
    """A reader of one table in a returned workbook.

    ``findings`` collects what is wrong with the cells. ``rejected_rows`` are as in ``RowFinder``: no score of them is
    taken.
    """

    table: Table
    located: LocatedTable
    findings: list[Finding] = field(default_factory=list)
    rejected_rows: Collection[int] = ()
    _dates: list[tuple[Answer, Code]] = field(default_factory=list)
    _marks: CellMarks = field(init=False)

    def __post_init__(self) -> None:
        """Make the notes on the cells of this sheet."""
        self._marks = CellMarks(sheet=self.located.sheet)

    def without_code(self, rows: Mapping[str, int]) -> Iterator[Finding]:
        """Yield S227 for numbers in a column of scores in rows without a code."""
        return self.numbers_in_other_rows(set(rows.values()), columns_of(self.table, "score"), "code")

    def numbers_in_other_rows(self, used: Collection[int], keys: Iterable[str], label_key: str) -> Iterator[Finding]:
        """Yield S227 for numbers in the columns of ``keys``, in rows that are not ``used`` and have no label."""
        below = range(self.located.header_row + 1, len(self.located.sheet.rows))
        labels = self.located.column(label_key)
        rows = [row for row in below if row not in used and not text_of(labels[row])]
        for key in keys if rows else ():
            if key not in self.located.cols:
                continue
            values = self.located.column(key)
            places = [
                self.located.place(row, key)
                for row in rows
                if values[row] != "" and parse_score(values[row])[0] is not None
            ]
            if places:
                yield make_finding(
                    Code.NUMBERS_WITHOUT_CODE,
                    sheet=places[0].sheet,
                    cell=spans(places),
                    value=", ".join(text_of(values[place.row]) for place in places[:5]),
                    count=str(len(places)),
                )

    def answers(self, rows: Mapping[str, int], kind: str) -> tuple[Answer, ...]:
        """Return the answers of all columns of one kind, ``score`` or ``previous``, in the order of the rows."""
        invalid_code = Code.SCORE_NOT_A_NUMBER if kind == "score" else Code.EARLIER_SCORE_INVALID
        keys = [key for key in columns_of(self.table, kind) if key in self.located.cols]
        columns = [self._cells(key, key.partition(" ")[2], rows) for key in keys]
        if kind == "score":
            self._check_look_of_scores(columns, rows.values())
        before = len(self.findings)
        answers: list[Answer] = []
        for key, cells in zip(keys, columns, strict=True):
            answers += self._column(key, cells, invalid_code)
        self.findings += self._dated_cells()
        if kind != "score":
            self.findings[before:] = about_optional(self.findings[before:])
        return tuple(answers)

    def _cells(self, key: str, part: str, rows: Mapping[str, int]) -> _ColumnCells:
        """Return the cells of a column in some rows."""
        return _cells_of(self.located.sheet.name, self.located.cols[key], part, tuple(rows), tuple(rows.values()))

    def _check_look_of_scores(self, columns: Sequence[_ColumnCells], rows: Collection[int]) -> None:
        """Report S220 and X308 for scores in merged and in hidden cells, and note codes and questions that are odd."""
        details = self.located.sheet.details
        if details.merges:
            self._check_merges([item for cells in columns for item in zip(cells.subjects, cells.places, strict=True)])
        if details.hidden_rows or details.hidden_cols:
            self._check_hidden([place for cells in columns for place in cells.places])
        for key in sorted({"code", "text"} & self.located.cols.keys()):
            self._marks.note_looks(rows, self.located.cols[key])

    def _column(self, key: str, cells: _ColumnCells, invalid_code: Code) -> list[Answer]:
        """Return the answers of one column, as ``answer`` does."""
        details, col = self.located.sheet.details, self.located.cols[key]
        has_formula = any(formula_col == col and row in cells.rows for row, formula_col in details.formulas)
        if not (has_formula or details.merges or details.has_odd_cells or self.rejected_rows):
            # Nothing can be wrong with a number in a plain cell.
            column = self.located.column(key)
            scores = plain_scores([*map(column.__getitem__, cells.rows)])
            if scores:
                numbers, texts = zip(*scores, strict=True)
                return make_records(Answer, cells.subjects, numbers, repeat(""), cells.places, texts)
        placed = zip(cells.subjects, cells.rows, strict=True)
        return [self.answer(subject, row, key, invalid_code) for subject, row in placed]

    def answer(self, subject: str, row: int, key: str, invalid_code: Code) -> Answer:
        """Return the answer in one cell; its value is None if no score can be taken.

        Report formulas, per cent formats and scores typed as text. ``invalid_code`` is the code of the finding for a
        text that is no score.
        """
        place = self.located.place(row, key)
        value, details = self.located.value(row, key), self.located.sheet.details
        is_plain = (row, place.col) not in details.formulas and not details.merges and row not in self.rejected_rows
        if value == "" and is_plain:
            return Answer(subject, None, "", place)
        return self._examined(subject, place, value, invalid_code)

    def _examined(self, subject: str, place: Place, value: Value, invalid_code: Code) -> Answer:
        """Return the answer in one cell, as ``answer`` does, after a look at everything that can be wrong with it."""
        row, cell, details = place.row, (place.row, place.col), self.located.sheet.details
        number, declared, was_text = parse_score(value)
        raw = text_of(value)
        if row in self.rejected_rows or self._is_covered(place):
            return Answer(subject, place=place, raw=raw or "-")
        is_date = cell in details.dates
        is_in_two_fonts = not is_date and self._is_in_two_fonts(subject, place, raw)
        self._marks.note_look(*cell, is_refused=is_date or is_in_two_fonts)
        if is_date or is_in_two_fonts:
            answer = Answer(subject, place=place, raw=raw)
            if is_date:
                self._dates.append((answer, invalid_code))
            return answer
        formula = details.formulas.get(cell)
        if formula is not None and not formula.computed:
            self._add(Code.SCORE_FORMULA_WITHOUT_VALUE, place, value=f"={formula.text}", subject=subject)
            return Answer(subject, place=place, raw=f"={formula.text}")
        if number is not None:
            self._check_origin(subject, place, number, formula)
        if cell in details.percent and number is not None:
            number = self._from_percent(subject, place, number)
            raw = raw if number is None else plain_number(number)
        answer = Answer(subject, number, declared, place, raw)
        if was_text and (number is not None or declared):
            read = declared if number is None else plain_number(number)
            self._add(Code.SCORE_TYPED_AS_TEXT, place, value=raw, subject=subject, read=read)
        if number is None and not declared and raw and cell not in details.percent:
            self._add(invalid_code, place, value=raw, subject=subject)
        return answer

    def evidence(self, rows: Mapping[str, int], targets: Mapping[int, str]) -> Iterator[Evidence]:
        """Yield the URL and note beside each item that has one; ``targets`` are the targets of the links, by row."""
        if "url" not in self.located.cols:
            return
        marks, col, header_row = self._marks, self.located.cols["url"], self.located.header_row
        urls = None if targets else marks.plain_texts(self.located.column("url"), col, header_row)
        notes = marks.plain_texts(self.located.column("note"), self.located.cols.get("note", -1), header_row)
        cells = self._cells("url", "", rows)
        for code, place in zip(cells.subjects, cells.places, strict=True):
            row, display_text = place.row, ""
            if urls is None:
                marks.note_look(row, col)
                url, display_text = marks.address(row, col, targets.get(row, ""))
            else:
                url = urls[row]
            note = self._note(row) if notes is None else notes[row]
            if url or note or display_text:
                yield Evidence(code, url, note, place, display_text)

    def _check_origin(self, subject: str, place: Place, number: Fraction, formula: Formula | None) -> None:
        """Report S218 or S231 if a score comes from a formula, and S238 if its cell shows another text."""
        if formula is not None:
            code = Code.SCORE_FORMULA_CALLS_OUT if reads_other_file(formula.text) else Code.FORMULA_VALUE_USED
            self._add(code, place, value=f"={formula.text}", subject=subject, read=plain_number(number))
        if display := displayed_text(self.located.sheet, place.row, place.col):
            self._add(Code.SCORE_SHOWN_OTHERWISE, place, value=plain_number(number), subject=subject, display=display)

    def text(self, row: int, key: str) -> str:
        """Return the text of a cell, and note if it is struck or cannot be seen; empty if there is no such column."""
        if key not in self.located.cols:
            return ""
        self._marks.note_look(row, self.located.cols[key])
        return text_of(self.located.value(row, key))

    def odd_cells(self) -> Iterator[Finding]:
        """Yield the findings on scores shown as dates, and on struck, unseen and unusable cells."""
        yield from self._dated_cells()
        yield from self._marks.findings()

    def _dated_cells(self) -> Iterator[Finding]:
        """Yield S235 for several scores shown as dates since the last call; one date is told as a mistyped score."""
        dates, self._dates = self._dates, []
        places = [answer.place for answer, _ in dates if answer.place]
        if len(places) > 1:
            yield make_finding(
                Code.SCORES_SHOWN_AS_DATES,
                sheet=places[0].sheet,
                cell=spans(places),
                value=dates[0][0].raw,
                count=str(len(places)),
            )
        elif places:
            # One date is a mistyped score, and no format that somebody gave to the column.
            answer, code = dates[0]
            cell = places[0].a1
            yield make_finding(code, sheet=places[0].sheet, cell=cell, value=answer.raw, subject=answer.subject)

    def _note(self, row: int) -> str:
        """Return the text of a note, empty if it is no evidence."""
        if "note" not in self.located.cols:
            return ""
        self._marks.note_look(row, self.located.cols["note"])
        return self._marks.evidence(row, self.located.cols["note"])

    def _is_in_two_fonts(self, subject: str, place: Place, raw: str) -> bool:
        """Return True, and report S230, if digits of a score are raised, lowered or struck, and others are not."""
        pieces = self.located.sheet.details.runs.get((place.row, place.col), ())
        if not pieces:
            return False
        runs = [run for run in pieces if run.text.strip()]
        odd = next((run for run in runs if run.mark and any(char.isdigit() for char in run.text)), None)
        if odd is None or len({run.mark for run in runs}) < 2:
            return False
        self._add(Code.SCORE_IN_TWO_FONTS, place, value=raw, subject=subject, piece=odd.text.strip())
        return True

    def _from_percent(self, subject: str, place: Place, number: Fraction) -> Fraction | None:
        """Return the score (0-100) that a cell formatted as per cent displays, and report S217.

        Return None and report S226 if the number is above 1, because the score that is meant is not certain.
        """
        points = number * 100
        display_text = f"{plain_number(points)}%"
        if number > 1:
            self._add(Code.PERCENTAGE_UNCLEAR, place, value=display_text, subject=subject)
            return None
        self._add(Code.PERCENTAGE_READ, place, value=display_text, subject=subject, read=plain_number(points))
        return points

    def _is_covered(self, place: Place) -> bool:
        """Return True if the cell lies in a merged area of several rows, or is not the first cell of a merged row."""
        area = self.located.sheet.details.merged(place.row, place.col)
        return area is not None and (area[0] != area[2] or (place.row, place.col) != area[:2])

    def _check_merges(self, placed: Iterable[tuple[str, Place]]) -> None:
        """Report S220 for each merged area that covers scores."""
        areas: dict[tuple[int, int, int, int], list[tuple[str, Place]]] = {}
        for subject, place in placed:
            area = self.located.sheet.details.merged(place.row, place.col)
            if area is not None and self._is_covered(place):
                areas.setdefault(area, []).append((subject, place))
        for area, covered in areas.items():
            places = [place for _, place in covered]
            values = [text_of(self.located.sheet.at(place.row, place.col)) for place in places]
            params = {
                "codes": ", ".join(subject for subject, _ in covered),
                "value": ", ".join(filter(None, values)),
                "other": f"{a1(area[0], area[1])}:{a1(area[2], area[3])}",
            }
            self.findings.append(
                make_finding(Code.SCORES_IN_MERGED_CELLS, sheet=places[0].sheet, cell=spans(places), **params)
            )

    def _check_hidden(self, places: Iterable[Place]) -> None:
        """Report X308 if scores stand in hidden rows or columns."""
        hidden = [place for place in places if self.located.sheet.details.hides(place.row, place.col)]
        if hidden:
            self.findings.append(
                make_finding(
                    Code.SCORES_IN_HIDDEN_CELLS, sheet=hidden[0].sheet, cell=spans(hidden), count=str(len(hidden))
                )
            )

    def _add(self, code: Code, place: Place, **params: str) -> None:
        self.findings.append(make_finding(code, sheet=place.sheet, cell=place.a1, **params))


def fits_score_column(key: str, text: str) -> bool:
    """Return True if a text can stand in the column of a key: numbers in those of scores, none in the others."""
    number, declared, _ = parse_score(text)
    is_score = number is not None or bool(declared)
    return is_score if key.split()[0] in ("score", "previous") else number is None


def columns_of(table: Table, kind: str) -> tuple[str, ...]:
    """Return the keys of a table's columns of one kind: for ``score`` these are ``score``, ``score public`` …."""
    return table.once(_columns_by_kind).get(kind, ())


def _columns_by_kind(table: Table) -> Mapping[str, tuple[str, ...]]:
    kinds = [column.key.split()[0] for column in table.columns]
    return {kind: tuple(column.key for column in table.columns if column.key.split()[0] == kind) for kind in {*kinds}}


class _ColumnCells(NamedTuple):
    """The cells of one column, one for each item: the subjects of their scores, their places and their rows."""

    subjects: tuple[str, ...]
    places: tuple[Place, ...]
    rows: tuple[int, ...]


@lru_cache(maxsize=256)
def _cells_of(sheet: str, col: int, part: str, codes: tuple[str, ...], rows: tuple[int, ...]) -> _ColumnCells:
    """Return the cells of a column for the row of each code; kept, as they are the same in most forms of a round."""
    return _ColumnCells(
        tuple(subject_of(code, part) for code in codes), tuple(Place(sheet, row, col) for row in rows), rows
    )
