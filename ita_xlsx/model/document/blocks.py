"""Define a printed document and its blocks: headings, paragraphs, tables, charts, pages.

Texts have Arabic digits; whoever writes the document turns them into Thai digits where ``digits`` is ``thai``, but for
codes such as ``o27``, addresses and texts that are ``AsTyped``. Any character may stand in a text. Works on values
only.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction

from ita_xlsx.model.document.text_pieces import Align, Pieces, TextStyle


@dataclass(frozen=True)
class Heading:
    """A heading of level 1 to 3, which the contents list."""

    level: int
    text: str


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of text."""

    pieces: Pieces
    style: TextStyle = TextStyle.BODY


@dataclass(frozen=True)
class TextList:
    """Items under each other, with numbers or with dots."""

    items: tuple[Pieces, ...]
    is_numbered: bool = False


@dataclass(frozen=True)
class Note:
    """A note of the maker under a table or in a list of notes; ``mark`` may be empty."""

    mark: str
    pieces: Pieces


@dataclass(frozen=True)
class Caption:
    """The title of a table or chart; the writer numbers them in order, ``key`` is for references."""

    text: str
    key: str = ""


@dataclass(frozen=True)
class Column:
    """A column of a table; ``width`` is its part of the sum of all widths."""

    width: float
    align: Align = Align.LEFT


@dataclass(frozen=True)
class Cell:
    """A cell of a table, over so many columns and rows; the rows below leave out the cells it covers.

    ``lines`` are the paragraphs in it. ``align`` is that of its column if it is None.
    """

    lines: tuple[Pieces, ...] = ((),)
    columns: int = 1
    rows: int = 1
    align: Align | None = None


class RowKind(StrEnum):
    """The kinds of row in a table."""

    HEADER = "header"  # repeated on each page; stands first
    BODY = "body"
    GROUP = "group"  # a title over the rows below
    TOTAL = "total"


@dataclass(frozen=True)
class Row:
    """A row of a table, which no page break cuts; ``continues`` is True if its cells go on with those above."""

    cells: tuple[Cell, ...]
    kind: RowKind = RowKind.BODY
    continues: bool = False


@dataclass(frozen=True, kw_only=True)
class Table:
    """A table over the width of the page, with the notes directly below it; no caption means no number."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    caption: Caption | None = None
    notes: tuple[Note, ...] = ()


class ChartKind(StrEnum):
    """The kinds of chart."""

    RADAR = "radar"
    BARS = "bars"


@dataclass(frozen=True)
class Series:
    """A line or a set of bars; one value (0-100) or None for each category."""

    name: str
    values: tuple[Fraction | None, ...]


@dataclass(frozen=True, kw_only=True)
class Chart:
    """A chart whose value axis goes from ``axis_start`` to 100; ``alt`` is read out to who cannot see it."""

    kind: ChartKind
    caption: Caption
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    axis_start: int
    alt: str


@dataclass(frozen=True)
class Figure:
    """A PNG or JPEG picture in the middle of the line, such as an emblem."""

    content: bytes = field(repr=False)
    alt: str
    height_mm: float = 30


@dataclass(frozen=True)
class Contents:
    """The table of contents, under its own title."""


@dataclass(frozen=True)
class PageBreak:
    """The start of a new page."""


Simple = Heading | Paragraph | TextList | Note | Table | Chart | Figure | Contents | PageBreak


@dataclass(frozen=True)
class Cover:
    """The first page: centred, without page number; the next block begins on a new page."""

    blocks: tuple[Simple, ...]


@dataclass(frozen=True)
class Landscape:
    """Pages that lie on their side; a new page begins before and after them."""

    blocks: tuple[Simple, ...]


Block = Simple | Cover | Landscape


@dataclass(frozen=True, kw_only=True)
class Document:
    """A document; ``title``, ``subject`` and ``agency`` also go into its properties and its page headers."""

    title: str
    subject: str
    agency: str
    issued: date
    blocks: tuple[Block, ...]
    digits: str = "thai"
