"""Tell the rows of a sheet apart: agencies, headers, and rows that are neither, such as totals and notes.

Takes the cells of a sheet and the roster; returns the tables of the sheet, each with its header and its rows. Works
on values only.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from ita_xlsx.intake.agency_tables.find_agency import agencies_named
from ita_xlsx.intake.agency_tables.header_words import HeaderWords, Role
from ita_xlsx.intake.agency_tables.table_cells import cell_text, read_figure
from ita_xlsx.intake.agency_tables.table_header import TableHeader, find_header
from ita_xlsx.intake.workbook.cells import SheetCells, text_of
from ita_xlsx.model.agency import Roster
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.layout.roster_layout import MARKS_OF_NO_AGENCY, NOT_AN_AGENCY
from ita_xlsx.model.text.spelling import fold_text

_AGGREGATES = (
    r"(?:[^\s]*\s*)?เฉลี่ย|(?:รวม|คะแนน|ค่า|ผล|ร้อยละ)*\s*(?:สูงสุด|ต่ำสุด|มัธยฐาน|ฐานนิยม|เต็ม)",
    r"ส่วนเบี่ยงเบน|s\.?d\.?\b|(?:ค่า)?น้ำหนัก|(?:ใน|โดย)?ภาพรวม|average|mean\b|max|min\b|median|weight",
    r"(?:ผล)?คะแนน|รวม\s*(?:คะแนน|ทั้ง|ทุก)|โดยรวม|(?:ระดับ|ทั้ง)\s*(?:ประเทศ|จังหวัด)|ประเทศ",
)
_NO_AGENCY = re.compile("|".join((*NOT_AN_AGENCY, *MARKS_OF_NO_AGENCY, *_AGGREGATES)), re.IGNORECASE)


@dataclass(kw_only=True)
class SheetTable:
    """One table of a sheet: its header, the rows that may be agencies, and the rows that are passed over."""

    sheet: SheetCells
    header: TableHeader
    name_col: int
    has_names: bool
    rows: list[int] = field(default_factory=list)
    passed: list[int] = field(default_factory=list)


def name_column(sheet: SheetCells, roster: Roster) -> tuple[int, bool] | None:
    """Return the column that names most agencies, and True if by names; by codes only where no name stands; or None."""
    by_name: Counter[int] = Counter()
    by_code: Counter[int] = Counter()
    for row, values in enumerate(sheet.rows):
        for col, value in enumerate(values):
            text = cell_text(sheet, row, col)[0] if value != "" else ""
            if text and agencies_named(roster, text):
                by_name[col] += 1
            elif text and roster.find(text):
                by_code[col] += 1
    for counts, has_names in ((by_name, True), (by_code, False)):
        cols = [col for col in counts if has_names or not _is_rank(sheet, col)]
        if cols:
            return max(cols, key=lambda col: (counts[col], -col)), has_names
    return None


def _is_rank(sheet: SheetCells, col: int) -> bool:
    """Return True if a column cannot hold codes: its first text numbers the rows, or its figures have decimals."""
    texts = [text_of(row[col]) for row in sheet.rows if col < len(row) and row[col] != ""]
    heads = [text for text in texts if not re.fullmatch(r"[0-9๐-๙.,\s]+", text)]
    numbers = len(texts) - len(heads)
    is_numbered = any(re.match(r"(?:ลำดับ|อันดับ|ที่$|no\b|rank|#)", fold_text(text)) for text in heads)
    return is_numbered or (numbers > 0 and any(re.search(r"[.,][0-9]", text) for text in texts))


def sheet_tables(
    sheet: SheetCells, roster: Roster, name_col: int, words: HeaderWords, framework: Framework, *, has_names: bool
) -> Iterator[SheetTable]:
    """Yield the tables of a sheet; a header in the middle begins a new one.

    Rows above the first header, which are its titles, belong to no table.
    """
    table: SheetTable | None = None
    for is_agency, group in groupby(
        range(len(sheet.rows)), lambda row: _names_agency(sheet, row, name_col, roster, has_names)
    ):
        rows = list(group)
        if is_agency:
            if table is not None:
                table.rows += rows
            continue
        header = find_header(sheet, rows, name_col, words, framework)
        if header is not None and (table is None or _is_new(table, header)):
            if table is not None:
                yield table
                _pass_over(table, [row for row in rows if row < header.first])
            table = SheetTable(sheet=sheet, header=header, name_col=name_col, has_names=has_names)
            rows = [row for row in rows if row > header.last]
        if table is not None:
            _pass_over(table, rows)
    if table is not None:
        yield table


def _is_new(table: SheetTable, header: TableHeader) -> bool:
    """Return True if a header in the middle of a table heads other columns; one column alone is no header."""
    return len(header.scores) > 1


def _names_agency(sheet: SheetCells, row: int, col: int, roster: Roster, has_names: bool) -> bool:
    """Return True if a row names an agency of the roster."""
    text = cell_text(sheet, row, col)[0]
    if not text:
        return False
    return bool(agencies_named(roster, text)) if has_names else roster.find(text) is not None


def _pass_over(table: SheetTable, rows: Sequence[int]) -> None:
    """Add rows that name no agency of the roster: to those that may be other agencies, or to those passed over."""
    for row in rows:
        (table.rows if _may_be_agency(table, row) else table.passed).append(row)
    table.passed[:] = [row for row in table.passed if any(value != "" for value in table.sheet.rows[row])]


def _may_be_agency(table: SheetTable, row: int) -> bool:
    """Return True if a row has a name that is no total or note, and something in a column of scores."""
    text = cell_text(table.sheet, row, table.name_col)[0]
    texts = [text_of(value) for value in table.sheet.rows[row] if value != ""]
    if (
        not text
        or any(_NO_AGENCY.match(fold_text(item)) for item in texts[:2])
        or read_figure(table.sheet, row, table.name_col).value is not None
    ):
        return False
    area = table.sheet.details.merged(row, table.name_col)
    if area is not None and area[3] > area[1]:
        return False
    cols = [col for col, item in table.header.scores.items() if item.role is not Role.LEVEL]
    figures = [read_figure(table.sheet, row, col) for col in cols]
    return any(item.value is not None for item in figures) or any(item.is_missing and item.text for item in figures)
