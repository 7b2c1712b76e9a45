"""Tables as they stand one under another in a sheet: their headings, their rows, and what each column holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from ita_xlsx.intake.printed.codes import Code, Codes, printed_score
from ita_xlsx.intake.printed.row_labels import WORDS, Label, Labels, Period
from ita_xlsx.intake.workbook.cells import SheetCells, Value, clean_text, text_of
from ita_xlsx.model.text.digits import thai

_SCORE_WORDS = re.compile(r"คะแนน|score|ร้อยละ|เฉลี่ย|ผลการประเมิน|ผลประเมิน", re.IGNORECASE)
_NO_SCORE = re.compile(
    r"เต็ม|เกณฑ์|เป้าหมาย|ผลต่าง|แตกต่าง|เพิ่ม|ลด|เปลี่ยน|อันดับ|ลำดับ|จำนวน|ประเทศ|เบี่ยงเบน|S\.?D\.?\b|ค่าสูงสุด|ค่าต่ำสุด|มาตรฐาน"
)
_WEIGHT = re.compile(r"น้ำหนัก")
_WEIGHTED = re.compile(r"ถ่วง\s*น้ำหนัก")
_ORDINAL = re.compile(r"(?:ที่|ลำดับ(?:ที่)?|no\.?|#)", re.IGNORECASE)
_CONTINUED = re.compile(r"\(?ต่อ\)?\s*$")
_PROSE = re.compile(r"จากตาราง")
_TITLE_LENGTH = 300
_SHORT = 60
_FIGURE = re.compile(r"[0-9๐-๙]+\.[0-9๐-๙]{2}(?![0-9๐-๙])")


@dataclass(frozen=True)
class Cell:
    """A cell that is not empty, with everything it may be."""

    row: int
    col: int
    text: str
    value: Value
    number: bool
    label: Label | None
    code: Code | None
    span: tuple[str, ...] | None

    @property
    def strong(self) -> bool:
        """Whether it names something by itself, not only by a number that may as well be a figure."""
        if self.span is not None or (self.code is not None and (self.code.certain or self.code.telling)):
            return True
        return self.label is not None and self.label.named


@dataclass(frozen=True)
class Row:
    """The cells of a row that are not empty."""

    number: int
    cells: tuple[Cell, ...]

    def at(self, col: int) -> Cell | None:
        """The cell in a column."""
        return next((cell for cell in self.cells if cell.col == col), None)

    @property
    def shown(self) -> str:
        """The row as it is told to a person."""
        return " | ".join(cell.text for cell in self.cells)[:120]

    @property
    def has_figure(self) -> bool:
        """Whether a figure stands in one of its short texts."""
        return any(_FIGURE.search(cell.text) for cell in self.cells if len(cell.text) <= _SHORT)


@dataclass
class Block:
    """A table: the lines of its title, its header rows, its rows of data, and lines inside it above these rows."""

    titles: tuple[str, ...]
    headers: tuple[Row, ...]
    rows: list[Row] = field(default_factory=list)
    sections: tuple[str, ...] = ()

    def header(self, col: int) -> str:
        """All that stands above a column; a merged heading above several columns is above each."""
        texts = []
        for row in self.headers:
            own = row.at(col)
            if own is None and row is not self.headers[-1]:
                own = next((cell for cell in reversed(row.cells) if cell.col < col), None)
            texts.append(own.text if own else "")
        return " ".join(text for text in texts if text)

    @property
    def signature(self) -> tuple[tuple[str, ...], ...]:
        """What two pages of one table have in common."""
        return tuple(tuple(cell.text for cell in row.cells) for row in self.headers)


@dataclass(frozen=True)
class Column:
    """A column of figures: its year, its part, weighted or not; ``read`` is unset where it is none of ours."""

    col: int
    header: str
    period: Period = Period.UNSAID
    part: str = ""
    weighted: bool = False
    read: bool = True

    @property
    def unusual(self) -> bool:
        """Whether its header says something, but not that these are scores."""
        return bool(self.header) and not (_SCORE_WORDS.search(self.header) or self.part or self.period)


def find_blocks(sheet: SheetCells, codes: Codes, labels: Labels) -> tuple[tuple[Block, ...], tuple[Row, ...]]:
    """The tables of a sheet, and rows that hold figures in a text and belong to none."""
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
                _begin(blocks, pending, row)
            pending = []
        else:
            pending.append(row)
            if len(row.cells) > 1 and row.has_figure and len(row.shown) < _TITLE_LENGTH // 3:
                loose.append(row)
    return tuple(blocks), tuple(loose)


def _begin(blocks: list[Block], pending: list[Row | None], row: Row) -> None:
    """A new table, or a further page or section of the last one."""
    while pending and pending[-1] is None:
        pending.pop()
    left = min(item.cells[0].col for item in (*filter(None, pending), row))
    headers: list[Row] = []
    while pending and (above := pending[-1]) and (len(above.cells) > 1 or above.cells[0].col > left):
        headers.insert(0, above)
        pending.pop()
    is_section = not headers and bool(blocks) and None not in pending
    while pending and pending[-1] is None:
        pending.pop()
    titles: list[str] = []
    while pending and (above := pending.pop()):
        if len(above.shown) <= _TITLE_LENGTH and not _PROSE.match(above.shown):
            titles.insert(0, " ".join(cell.text for cell in above.cells))
    last = blocks[-1] if blocks else Block((), ())
    block = Block(tuple(titles), tuple(headers), [row])
    if is_section:
        block = Block(last.titles, last.headers, [row], (*last.sections, *titles))
    elif blocks and headers and block.signature == last.signature and all(_CONTINUED.search(item) for item in titles):
        last.rows.append(row)
        return
    blocks.append(block)


def label_column(block: Block) -> int | None:
    """The column that names most different things; bare numbers count least, and a column of ordinals not at all."""
    best: tuple[int, int] | None = None
    for col in sorted({cell.col for row in block.rows for cell in row.cells}):
        cells = [cell for row in block.rows if (cell := row.at(col))]
        strong = {_key(cell) for cell in cells if cell.strong}
        weak = {cell.text for cell in cells if not cell.strong and (cell.code or cell.label)}
        if _ORDINAL.fullmatch(block.header(col)):
            weak = set()
        weight = 3 * len(strong) + len(weak)
        if weight and (best is None or weight > best[0]):
            best = weight, col
    return best[1] if best else None


def columns_of(block: Block, label_col: int, labels: Labels) -> tuple[Column, ...]:
    """The columns right of the labels that hold figures; those of no use to us are marked."""
    numeric = sorted(
        {
            cell.col
            for row in block.rows
            for cell in row.cells
            if cell.col > label_col and cell.number and not cell.strong
        }
    )
    columns = [_column(col, block.header(col), labels) for col in numeric]
    proper = [item for item in columns if item.read and item.header and not item.unusual]
    if proper:
        return tuple(item if item in proper or not item.header else replace(item, read=False) for item in columns)
    return tuple(columns)


def _column(col: int, header: str, labels: Labels) -> Column:
    parts = labels.parts(header)
    weighted = bool(_WEIGHTED.search(header))
    useless = bool(_NO_SCORE.search(header)) or (bool(_WEIGHT.search(header)) and not weighted)
    period = labels.period(header)
    useless = useless or bool(_ORDINAL.fullmatch(header)) or len(parts) > 1 or period is Period.OTHER
    return Column(col, header, period, "".join(parts[:1]), weighted, not useless)


def _cells(row: int, values: tuple[Value, ...], codes: Codes, labels: Labels) -> Iterator[Cell]:
    for col, value in enumerate(values):
        text = text_of(value)
        if text:
            number, declared = printed_score(value)
            span = codes.read_range(text)
            label = labels.read(text) if span is None else None
            code = codes.read(text) if span is None and label is None else None
            yield Cell(row, col, text, value, number is not None or bool(declared), label, code, span)


def _is_data(row: Row, labels: Labels) -> bool:
    """Whether a row holds data: a figure, a code beside something else, or an announced word."""
    strong = any(cell.strong for cell in row.cells)
    numbers = [cell for cell in row.cells if cell.number]
    if (len(numbers) > 1 or (numbers and not strong)) and all(labels.is_year(cell.text) for cell in numbers):
        return False
    if len(numbers) == len(row.cells) > 2 and [clean_text(text_of(cell.value)) for cell in numbers] in _numberings(row):
        return False
    if numbers:
        return True
    first = row.cells[0]
    if first.label is not None and first.label.code in WORDS:
        return len(row.cells) > 1 and not _SCORE_WORDS.search(row.cells[1].text)
    coded = [cell for cell in row.cells if cell.span is not None or (cell.code and cell.code.certain)]
    # A line of prose may begin with codes; a code that is left without a score is still a row.
    alone = any(cell.span or (cell.code and cell.code.options) for cell in coded)
    if coded and (len(row.cells) > 1 or alone or row.has_figure):
        return True
    return first.strong and len(row.cells) > 1 and not any(_heads(cell, labels) for cell in row.cells[1:])


def _heads(cell: Cell, labels: Labels) -> bool:
    """Whether a cell may be the header of a column of scores."""
    said = _SCORE_WORDS.search(cell.text) or labels.parts(cell.text) or labels.years(cell.text)
    return len(cell.text) <= _SHORT and bool(said)


def _numberings(row: Row) -> list[list[str]]:
    """``1 2 3`` in either script: the numbers of columns, which are no data."""
    count = range(1, len(row.cells) + 1)
    numbers = [str(number) for number in count]
    return [numbers, [*map(thai, numbers)]]


def _key(cell: Cell) -> object:
    return cell.span or (cell.code and cell.code.options) or cell.label
