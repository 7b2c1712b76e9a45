"""Split a sheet into its tables, with their titles, header rows and data rows, and find their columns of scores.

Takes the cells of a sheet; returns the tables, and rows with figures that belong to none. Works on values only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from ita_xlsx.intake.printed.codes import Code, Codes, parse_printed_score
from ita_xlsx.intake.printed.row_labels import ANNOUNCED_WORDS, Label, Labels, Period
from ita_xlsx.intake.workbook.cells import SheetCells, Value, text_of
from ita_xlsx.model.text.spelling import fold_text, text_key

_SCORE_WORDS = re.compile(r"คะแนน|score|ร้อยละ|เฉลี่ย|ผลการประเมิน|ผลประเมิน", re.IGNORECASE)
_NO_SCORE = re.compile(
    r"เต็ม|เกณฑ์|เป้าหมาย|ผลต่าง|แตกต่าง|เพิ่ม|ลด|เปลี่ยน|อันดับ|ลำดับ|จำนวน|ประเทศ|เบี่ยงเบน|s\.?d\.?\b|ค่าสูงสุด|ค่าต่ำสุด|มาตรฐาน"
)
_WEIGHT = re.compile(r"น้ำหนัก")
_WEIGHTED = re.compile(r"ถ่วง\s*น้ำหนัก")
# The header of the second column of announced figures in our own forms, and as people write it.
_SECOND = re.compile(r"(?:แหล่ง|ที่มา)(?:ข้อมูล)?(?:ที่|อื่น)?\s*(?:สอง|2|อื่น)|second source")
_ORDINAL = re.compile(r"(?:ที่|ลำดับ(?:ที่)?|no\.?|#)", re.IGNORECASE)
_CONTINUED = re.compile(r"\(?ต่อ\)?\s*$")
_PROSE = re.compile(r"จากตาราง")
_TITLE_LENGTH = 300
_SHORT = 60
_FIGURE = re.compile(r"[0-9๐-๙]+\.[0-9๐-๙]{2}(?![0-9๐-๙])")


@dataclass(frozen=True, kw_only=True)
class Cell:
    """A cell that is not empty, with everything it may mean: a figure, a label, a code, or a range of codes."""

    row: int
    col: int
    text: str
    value: Value
    is_figure: bool
    label: Label | None
    code: Code | None
    range_codes: tuple[str, ...] | None

    @property
    def names_subject(self) -> bool:
        """Return True if the cell names a subject by more than a number, which may also be a figure."""
        if self.range_codes is not None or (self.code is not None and (self.code.certain or self.code.digit_is_letter)):
            return True
        return self.label is not None and self.label.has_name


@dataclass(frozen=True)
class Row:
    """The cells of a row that are not empty; rows count from zero."""

    number: int
    cells: tuple[Cell, ...]

    def cell_at(self, col: int) -> Cell | None:
        """Return the cell in a column; None if it is empty."""
        return next((cell for cell in self.cells if cell.col == col), None)

    @property
    def text(self) -> str:
        """Return the row as one text for messages, at most 120 characters."""
        return " | ".join(cell.text for cell in self.cells)[:120]

    @property
    def has_figure(self) -> bool:
        """Return True if a figure with two decimals stands in one of the short texts."""
        return any(_FIGURE.search(cell.text) for cell in self.cells if len(cell.text) <= _SHORT)


@dataclass
class Block:
    """A table: the lines of its title, its header rows, its data rows, and the section lines above these data rows."""

    titles: tuple[str, ...]
    headers: tuple[Row, ...]
    rows: list[Row] = field(default_factory=list)
    sections: tuple[str, ...] = ()

    def header(self, col: int) -> str:
        """Return the headers above a column as one text; a merged header counts for each of its columns."""
        texts = []
        for row in self.headers:
            above = row.cell_at(col)
            if above is None and row is not self.headers[-1]:
                above = next((cell for cell in reversed(row.cells) if cell.col < col), None)
            texts.append(above.text if above else "")
        return " ".join(text for text in texts if text)

    @property
    def signature(self) -> tuple[tuple[str, ...], ...]:
        """Return the texts of the header rows, which are equal on two pages of one table."""
        return tuple(tuple(text_key(cell.text) for cell in row.cells) for row in self.headers)


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column of figures: its year, its part, weighted or not.

    ``is_read`` is False if it does not hold our scores; ``is_second`` is True for figures of a second source.
    """

    col: int
    header: str
    period: Period = Period.MISSING
    part: str = ""
    weighted: bool = False
    is_read: bool = True
    is_second: bool = False

    @property
    def is_unusual(self) -> bool:
        """Return True if the column has a header that does not say that it holds scores."""
        has_word = _SCORE_WORDS.search(fold_text(self.header)) or self.part or self.period or self.is_second
        return bool(self.header) and not has_word


def find_blocks(sheet: SheetCells, codes: Codes, labels: Labels) -> tuple[tuple[Block, ...], tuple[Row, ...]]:
    """Return the tables of a sheet, and the rows outside of them that hold figures in a text."""
    blocks: list[Block] = []
    pending: list[Row | None] = []
    loose: list[Row] = []
    for number, values in enumerate(sheet.rows):
        row = Row(number, tuple(_cells(number, values, codes, labels)))
        if not row.cells:
            pending.append(None)
        elif _is_data(row, labels):
            if blocks and not any(pending):
                blocks[-1].rows.append(row)
            else:
                _begin_block(blocks, pending, row)
            pending = []
        else:
            pending.append(row)
            if len(row.cells) > 1 and row.has_figure and len(row.text) < _TITLE_LENGTH // 3:
                loose.append(row)
    return tuple(blocks), tuple(loose)


def _begin_block(blocks: list[Block], pending: list[Row | None], row: Row) -> None:
    """Add the first data row of a table, or of a further page or section of the last one.

    ``pending`` are the rows above it, None for an empty one: header rows and lines of the title.
    """
    while pending and pending[-1] is None:
        pending.pop()
    left_col = min(item.cells[0].col for item in (*filter(None, pending), row))
    headers: list[Row] = []
    while pending and (above := pending[-1]) and (len(above.cells) > 1 or above.cells[0].col > left_col):
        headers.insert(0, above)
        pending.pop()
    is_section = not headers and bool(blocks) and None not in pending
    while pending and pending[-1] is None:
        pending.pop()
    titles: list[str] = []
    while pending and (above := pending.pop()):
        if len(above.text) <= _TITLE_LENGTH and not _PROSE.match(fold_text(above.text)):
            titles.insert(0, " ".join(cell.text for cell in above.cells))
    last = blocks[-1] if blocks else Block((), ())
    block = Block(tuple(titles), tuple(headers), [row])
    if is_section:
        block = Block(last.titles, last.headers, [row], (*last.sections, *titles))
    elif blocks and headers and block.signature == last.signature and all(map(_is_continued, titles)):
        last.rows.append(row)
        return
    blocks.append(block)


def _is_continued(title: str) -> bool:
    """Return True if a title says that its table continues the one on the page before."""
    return bool(_CONTINUED.search(fold_text(title)))


def label_column(block: Block) -> int | None:
    """Return the column that names the most different subjects; None if no column names any.

    Numbers alone count least. Numbers in a column of ordinals do not count.
    """
    best: tuple[int, int] | None = None
    for col in sorted({cell.col for row in block.rows for cell in row.cells}):
        cells = [cell for row in block.rows if (cell := row.cell_at(col))]
        subjects = {_key(cell) for cell in cells if cell.names_subject}
        numbers = {cell.text for cell in cells if not cell.names_subject and (cell.code or cell.label)}
        if _ORDINAL.fullmatch(fold_text(block.header(col))):
            numbers = set()
        weight = 3 * len(subjects) + len(numbers)
        if weight and (best is None or weight > best[0]):
            best = weight, col
    return best[1] if best else None


def columns_of(block: Block, label_col: int, labels: Labels) -> tuple[Column, ...]:
    """Return the columns with figures right of the column of labels; those of other figures have ``is_read`` False."""
    numeric = sorted(
        {
            cell.col
            for row in block.rows
            for cell in row.cells
            if cell.col > label_col and cell.is_figure and not cell.names_subject
        }
    )
    columns = [_column(col, block.header(col), labels) for col in numeric]
    proper = [item for item in columns if item.is_read and item.header and not item.is_unusual]
    if proper:
        return tuple(item if item in proper or not item.header else replace(item, is_read=False) for item in columns)
    return tuple(columns)


def _column(col: int, header: str, labels: Labels) -> Column:
    """Return a column of figures as its header describes it."""
    parts, words = labels.parts(header), fold_text(header)
    weighted = bool(_WEIGHTED.search(words))
    no_scores = bool(_NO_SCORE.search(words)) or (bool(_WEIGHT.search(words)) and not weighted)
    period = labels.period(header)
    no_scores = no_scores or bool(_ORDINAL.fullmatch(words)) or len(parts) > 1 or period is Period.OTHER
    return Column(
        col=col,
        header=header,
        period=period,
        part="".join(parts[:1]),
        weighted=weighted,
        is_read=not no_scores,
        is_second=bool(_SECOND.search(words)),
    )


def _cells(row: int, values: tuple[Value, ...], codes: Codes, labels: Labels) -> Iterator[Cell]:
    """Yield the cells of a row that are not empty, with their meanings."""
    for col, value in enumerate(values):
        text = text_of(value)
        if text:
            number, declared = parse_printed_score(value)
            range_codes = codes.read_range(text)
            label = labels.read(text) if range_codes is None else None
            code = codes.read(text) if range_codes is None and label is None else None
            yield Cell(
                row=row,
                col=col,
                text=text,
                value=value,
                is_figure=number is not None or bool(declared),
                label=label,
                code=code,
                range_codes=range_codes,
            )


def _is_data(row: Row, labels: Labels) -> bool:
    """Return True if a row holds data: a figure, a code beside another cell, or an announced word."""
    has_subject = any(cell.names_subject for cell in row.cells)
    numbers = [cell for cell in row.cells if cell.is_figure]
    if (len(numbers) > 1 or (numbers and not has_subject)) and all(labels.is_year(cell.text) for cell in numbers):
        return False
    if len(numbers) == len(row.cells) > 2 and [fold_text(cell.text) for cell in numbers] == _numbering(row):
        return False
    if numbers:
        return True
    first = row.cells[0]
    if first.label is not None and first.label.code in ANNOUNCED_WORDS:
        return len(row.cells) > 1 and not _SCORE_WORDS.search(fold_text(row.cells[1].text))
    coded = [cell for cell in row.cells if cell.range_codes is not None or (cell.code and cell.code.certain)]
    # A line of prose may begin with codes, but a code without a score is a data row.
    exists = any(cell.range_codes or (cell.code and cell.code.options) for cell in coded)
    if coded and (len(row.cells) > 1 or exists or row.has_figure):
        return True
    return (
        first.names_subject and len(row.cells) > 1 and not any(_is_score_header(cell, labels) for cell in row.cells[1:])
    )


def _is_score_header(cell: Cell, labels: Labels) -> bool:
    """Return True if a cell may be the header of a column of scores."""
    match = _SCORE_WORDS.search(fold_text(cell.text)) or labels.parts(cell.text) or labels.years(cell.text)
    return len(cell.text) <= _SHORT and bool(match)


def _numbering(row: Row) -> list[str]:
    """Return the numbers of columns (1, 2, 3 …); a row with them is no data."""
    return [str(number) for number in range(1, len(row.cells) + 1)]


def _key(cell: Cell) -> object:
    """Return the meaning of a cell, equal for two spellings of one subject."""
    return cell.range_codes or (cell.code and cell.code.options) or cell.label
