"""Read a table of all agencies into the figures of each agency.

Takes the sheets of a file, the framework of its year and the roster; returns one entry for each agency, and findings
on everything that is not used. Works on values only.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace

from ita_xlsx.intake.agency_tables.find_agency import (
    Fault,
    Found,
    agency_of_typed_code,
    find_row_agency,
    nearest_agency,
)
from ita_xlsx.intake.agency_tables.header_words import HeaderWords
from ita_xlsx.intake.agency_tables.same_agency import one_for_each
from ita_xlsx.intake.agency_tables.table_cells import cell_text, is_missing_word, read_figure
from ita_xlsx.intake.agency_tables.table_columns import LEVEL, ReadColumns, decide_columns
from ita_xlsx.intake.agency_tables.table_row import AgencyRow
from ita_xlsx.intake.agency_tables.table_rows import SheetTable, name_column, sheet_tables
from ita_xlsx.intake.workbook.cells import SheetCells, text_of
from ita_xlsx.model.agency import Agency, Roster
from ita_xlsx.model.findings import Code, Finding, Severity, make_finding
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.layout import Place, column_name
from ita_xlsx.model.layout.subjects import announced_label
from ita_xlsx.model.submission import Answer
from ita_xlsx.model.text.spelling import fold_text, text_key

_MOST_NAMED, _LONGEST = 8, 40
_YEAR = r"(?:2[45][0-9]{2})"
_FISCAL_YEAR = re.compile(rf"ปี\s*(?:งบประมาณ)?\s*(?:พ\.?\s*ศ\.?)?\s*({_YEAR})(?![0-9])")
_ANY_YEAR = re.compile(rf"(?<![0-9.])({_YEAR})(?![0-9])")


@dataclass(frozen=True)
class AgencyTable:
    """The rows of a table, one for each agency, and findings on what is not used."""

    rows: tuple[AgencyRow, ...]
    findings: tuple[Finding, ...]


def read_agency_table(sheets: Sequence[SheetCells], file: str, framework: Framework, roster: Roster) -> AgencyTable:
    """Return the figures of each agency of the roster, and findings that name ``file``."""
    reader = _Reader(framework, roster)
    for sheet in sheets:
        reader.read_sheet(sheet)
    # Beside a table with scores, another sheet that names agencies may be a list of addresses.
    severity = Severity.INFO if reader.has_columns or reader.is_other_year else Severity.ERROR
    reader.findings += [replace(item, severity=severity) for item in reader.without_scores]
    rows, findings = one_for_each(reader.rows)
    reader.findings += findings
    if not reader.has_agency:
        reader.findings.append(make_finding(Code.TABLE_NAMES_NO_AGENCY, count=str(len(roster.agencies))))
    elif reader.has_columns:
        all_rows = (*rows, *reader.rows)
        reader.findings += _absent(roster, {*reader.explained, *(row.agency for row in all_rows)})
    return AgencyTable(rows, tuple(replace(item, file=file, sheet=item.sheet or None) for item in reader.findings))


def _absent(roster: Roster, explained: Collection[Agency]) -> Iterator[Finding]:
    """Yield X835 with the agencies of the roster that have no score in the table.

    ``explained`` are those with a score, and those of whom another finding tells why their scores are not used.
    """
    absent = [f"{item.code} {item.name}" for item in roster.agencies if item not in explained]
    if absent:
        yield make_finding(Code.TABLE_AGENCIES_ABSENT, count=str(len(absent)), value=_listed(absent, "; "))


def _listed(texts: Sequence[str], separator: str = ", ") -> str:
    return separator.join(texts[:_MOST_NAMED]) + (" …" if len(texts) > _MOST_NAMED else "")


@dataclass
class _Reader:
    """A reader of the sheets of one file; collects the rows of agencies, and findings."""

    framework: Framework
    roster: Roster
    rows: list[AgencyRow] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    has_agency: bool = False
    has_columns: bool = False
    is_other_year: bool = False
    without_scores: list[Finding] = field(default_factory=list)
    explained: set[Agency] = field(default_factory=set)
    _marked: list[Place] = field(default_factory=list)

    def read_sheet(self, sheet: SheetCells) -> None:
        """Read the tables of a sheet; a sheet that names no agency of the roster holds none."""
        column = name_column(sheet, self.roster)
        if column is None:
            return
        self.has_agency = True
        if sheet.state != "visible":
            self._add(Code.TABLE_SHEET_HIDDEN, sheet)
            return
        col, has_names = column
        tables = list(
            sheet_tables(sheet, self.roster, col, HeaderWords(self.framework), self.framework, has_names=has_names)
        )
        if not tables:
            count = sum(bool(cell_text(sheet, row, col)[0]) for row in range(len(sheet.rows)))
            self.without_scores.append(make_finding(Code.TABLE_WITHOUT_SCORES, sheet=sheet.name, count=str(count)))
        elif other := _other_year(sheet, tables[0], self.framework.year):
            self._add(Code.TABLE_SHEET_OF_OTHER_YEAR, sheet, value=other, year=str(self.framework.year))
            self.is_other_year = True
        else:
            for table in tables:
                self._read_table(table)
            self._tell_marks(sheet)
            self._tell_formulas(sheet)

    def _read_table(self, table: SheetTable) -> None:
        """Read the rows of one table, and tell which columns and rows are not read."""
        columns = decide_columns(table.sheet, table.header, table.rows, self.framework)
        self._tell_columns(table, columns)
        if not columns.subjects:
            # Columns of fractions are told already, and their headers are right.
            if not columns.fractions:
                count = str(len(table.rows))
                self._add(Code.TABLE_WITHOUT_SCORES, table.sheet, table.header.last, count=count)
            return
        self.has_columns = True
        for row in table.rows:
            found = self._agency(table, row)
            if found.agency is not None:
                self._read_row(table, row, found.agency, columns)
        if table.passed:
            texts = [f"{row + 1} «{_first_text(table.sheet, row)}»" for row in table.passed]
            count, value = str(len(texts)), _listed(texts, "; ")
            self._add(Code.TABLE_ROWS_PASSED_OVER, table.sheet, table.passed[0], 0, count=count, value=value)

    def _agency(self, table: SheetTable, row: int) -> Found:
        """Return the agency of a row; report X824 or X825 if it is not certain."""
        name, is_marked = cell_text(table.sheet, row, table.name_col)
        code = name if not table.has_names else ""
        if table.has_names and table.header.code is not None:
            code = cell_text(table.sheet, row, table.header.code)[0]
        groups = [cell_text(table.sheet, row, col)[0] for col in table.header.groups]
        found = find_row_agency(self.roster, name if table.has_names else None, code, groups)
        if found.agency is not None and is_marked:
            self._marked.append(Place(table.sheet.name, row, table.name_col))
        if found.fault is Fault.UNKNOWN:
            nearest = nearest_agency(self.roster, name) if table.has_names else agency_of_typed_code(self.roster, name)
            self.explained |= {nearest} if nearest else set()
            texts = {
                "nearest_th": f" (ชื่อที่ใกล้เคียง: {nearest.code} {nearest.name})" if nearest else "",
                "nearest_en": f" (the nearest name: {nearest.code} {nearest.name})" if nearest else "",
            }
            self._add(Code.TABLE_AGENCY_UNKNOWN, table.sheet, row, table.name_col, value=name, **texts)
        elif found.fault is not None:
            self.explained |= set(found.others)
            value = " ".join(filter(None, (code, name))) if table.has_names else name
            options = _listed([f"{item.code} {item.name}" for item in found.others])
            self._add(Code.TABLE_AGENCY_UNCLEAR, table.sheet, row, table.name_col, value=value, options=options)
        return found

    def _read_row(self, table: SheetTable, row: int, agency: Agency, columns: ReadColumns) -> None:
        """Add the figures of a row; a row without one is as if it were not there."""
        announced: list[Answer] = []
        words: list[Answer] = []
        for col, subject in columns.subjects.items():
            place = Place(table.sheet.name, row, col)
            if subject == LEVEL:
                words += self._level(table.sheet, place, agency)
                continue
            figure = read_figure(table.sheet, row, col)
            if (row, col) in table.sheet.details.formulas:
                # X843 tells of it.
                self.explained.add(agency)
            if figure.is_marked and figure.is_score:
                self._marked.append(place)
            limit = self._limit(subject)
            if figure.value is not None and 0 <= figure.value <= limit:
                announced.append(Answer(subject, figure.value, place=place, raw=figure.text))
                if 0 < figure.value < 1:
                    label = announced_label(self.framework, subject)
                    self._about(Code.TABLE_FIGURE_SMALL, place, agency, value=figure.text, subject=label)
            elif not figure.is_missing:
                label = announced_label(self.framework, subject)
                self._about(Code.TABLE_FIGURE_INVALID, place, agency, value=figure.text, subject=label)
        if announced or words:
            place = Place(table.sheet.name, row, table.name_col)
            self.rows.append(AgencyRow(agency=agency, place=place, announced=tuple(announced), words=tuple(words)))

    def _limit(self, subject: str) -> int:
        """Return the highest possible figure of a subject: a weighted score cannot be above the weight."""
        weights = {f"weighted {item.code}": item.weight for item in self.framework.instruments}
        return int(weights.get(subject, 100))

    def _level(self, sheet: SheetCells, place: Place, agency: Agency) -> Iterator[Answer]:
        """Yield the level in a cell; report X841 if the year has no such level."""
        text, is_marked = cell_text(sheet, place.row, place.col)
        if is_missing_word(text):
            return
        names = [item.name for item in self.framework.levels]
        level = next((name for name in names if text_key(name) == text_key(text)), "")
        if level:
            if is_marked:
                self._marked.append(place)
            yield Answer(LEVEL, place=place, raw=level)
            return
        options, year = ", ".join(names), str(self.framework.year)
        self._about(Code.TABLE_LEVEL_UNKNOWN, place, agency, value=text, year=year, options=options)

    def _tell_columns(self, table: SheetTable, columns: ReadColumns) -> None:
        """Report which columns are not read, and why."""
        year = str(self.framework.year)
        unclear = [*columns.unclear, *table.header.questions]
        if columns.fractions:
            names = [f"{column_name(col)} «{table.header.columns[col].text}»" for col in columns.fractions]
            self._add(
                Code.SCORES_ARE_FRACTIONS, table.sheet, table.header.last, min(columns.fractions), value=_listed(names)
            )
        for code, cols, params in (
            (Code.TABLE_COLUMN_UNCLEAR, unclear, {}),
            (Code.TABLE_COLUMNS_OF_OTHER_YEAR, columns.other_year, {"year": year}),
            (Code.TABLE_COLUMNS_NOT_READ, columns.unknown, {}),
            (Code.TABLE_COLUMNS_WEIGHTED, columns.read_as, {}),
        ):
            if cols:
                names = [f"{column_name(col)} «{table.header.columns[col].text}»" for col in sorted(cols)]
                self._add(code, table.sheet, table.header.last, min(cols), value=_listed(names), **params)

    def _tell_marks(self, sheet: SheetCells) -> None:
        """Report X834 with the cells whose marks of footnotes were left out."""
        places = [place for place in dict.fromkeys(self._marked) if place.sheet == sheet.name]
        self._marked.clear()
        if places:
            texts = [f"{place.a1} «{text_of(sheet.at(place.row, place.col))}»" for place in places]
            count, first = str(len(texts)), places[0]
            self._add(Code.TABLE_MARKS_LEFT_OUT, sheet, first.row, first.col, count=count, value=_listed(texts))

    def _tell_formulas(self, sheet: SheetCells) -> None:
        """Report X843 with the cells whose formulas have no value."""
        places = [Place(sheet.name, row, col) for row, col in sheet.details.formulas]
        if places:
            count, value = str(len(places)), _listed([place.a1 for place in places])
            self._add(Code.TABLE_FORMULAS_EMPTY, sheet, places[0].row, places[0].col, count=count, value=value)

    def _about(self, code: Code, place: Place, agency: Agency, **params: str) -> None:
        names = {"agency": agency.code, "name": agency.name}
        self.explained.add(agency)
        self.findings.append(make_finding(code, sheet=place.sheet, cell=place.a1, **names, **params))

    def _add(self, code: Code, sheet: SheetCells, row: int | None = None, col: int = 0, **params: str) -> None:
        cell = None if row is None else Place(sheet.name, row, col).a1
        self.findings.append(make_finding(code, sheet=sheet.name, cell=cell, **params))


def _first_text(sheet: SheetCells, row: int) -> str:
    text = next((text_of(value) for value in sheet.rows[row] if value != ""), "")
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _other_year(sheet: SheetCells, table: SheetTable, year: int) -> str:
    """Return the years that a sheet names if this is not one of them; empty if it is, or if none is named.

    A year behind the word for fiscal year goes before others, which may be days of print. Columns that name the year
    go before all.
    """
    texts = [item.text for item in table.header.columns.values()]
    above = [text_of(value) for row in sheet.rows[: table.header.first] for value in row if value != ""]
    for group in (texts, [sheet.name], above):
        for pattern in (_FISCAL_YEAR, _ANY_YEAR):
            years = [found for text in group for found in pattern.findall(fold_text(text))]
            if years:
                return "" if str(year) in years else ", ".join(dict.fromkeys(years))
    return ""
