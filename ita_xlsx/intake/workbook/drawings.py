"""Find the pictures and text boxes that lie over the cells of a sheet.

Takes the bytes of a drawing part and of its sheet; returns areas of cells and texts. Works on values only.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import count
from typing import NamedTuple

from ita_xlsx.intake.workbook.cell_addresses import Area
from ita_xlsx.intake.workbook.cells import clean_text
from ita_xlsx.intake.workbook.shared_parts import parse

_ANCHORS = ("twoCellAnchor", "oneCellAnchor", "absoluteAnchor")
_CORNERS = ("from", "to")
_THINGS = {"pic": "picture", "contentPart": "picture", "sp": "shape", "cxnSp": "shape"}
_NUMBERS = ("col", "row", "colOff", "rowOff")
# English Metric Units in a point of a row height, and in a character of a column width (about seven pixels).
_ROW_UNIT, _COL_UNIT = 12_700, 66_675
_DEFAULT_HEIGHT, _DEFAULT_WIDTH = 15.0, 9.14
_ROW = re.compile(rb'<(?:\w+:)?row [^>]*?\br="([0-9]{1,7})"[^>]*?\bht="([0-9.]{1,10})"')
_COL = re.compile(rb"<(?:\w+:)?col ([^>]*)>")
_ATTRIBUTE = re.compile(rb'(\w+)="([0-9.]{1,10})"')
_FORMAT = re.compile(rb'defaultRowHeight="([0-9.]{1,10})"')
# A larger picture covers the form anyway.
_MOST_CELLS = 300
_MOST_COLS_OF_RANGE = 100
_LARGEST_CACHED = 1 << 13


class Drawn(NamedTuple):
    """A thing that lies over cells: ``text`` is the text of a text box; ``is_picture`` is False for a bare shape."""

    area: Area
    text: str
    is_picture: bool = True


@dataclass
class _Anchor:
    """The numbers, the kinds and the texts of one anchor."""

    corners: dict[str, dict[str, int]] = field(default_factory=lambda: {name: {} for name in _CORNERS})
    size: tuple[int, int] = (0, 0)
    things: set[str] = field(default_factory=set)
    texts: list[str] = field(default_factory=list)

    def note(self, name: str, attributes: Mapping[str, str]) -> None:
        """Note that the anchor holds a picture or a shape that can be seen."""
        if name in _THINGS:
            self.things.add(_THINGS[name])
        elif name == "cNvPr" and attributes.get("hidden", "0") not in ("0", "false"):
            # The drawing of a button or a check box is hidden; the control is told by another finding.
            self.things.discard("shape")


@dataclass
class _Collector:
    """Collects the anchors of a drawing from the events of the parser."""

    anchors: list[_Anchor] = field(default_factory=list)
    corner: str = ""
    number: str = ""
    in_text: bool = False
    skipped: int = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Open an element of the drawing."""
        name = tag.rpartition(":")[2]
        if name in _ANCHORS:
            self.anchors.append(_Anchor())
        elif name == "Fallback":
            self.skipped += 1
        if not self.anchors or self.skipped:
            return
        anchor = self.anchors[-1]
        anchor.note(name, attributes)
        if name in _CORNERS:
            self.corner = name
        elif name in _NUMBERS and self.corner:
            self.number = name
        elif name == "ext" and "cx" in attributes and anchor.size == (0, 0):
            anchor.size = _whole(attributes["cx"]), _whole(attributes.get("cy", ""))
        elif name == "t":
            self.in_text = True
        elif name == "p" and anchor.texts:
            anchor.texts.append(" ")

    def end(self, tag: str) -> None:
        """Close an element of the drawing."""
        name = tag.rpartition(":")[2]
        if name == "Fallback":
            self.skipped -= 1
        elif name == self.corner:
            self.corner = ""
        elif name == self.number:
            self.number = ""
        elif name == "t":
            self.in_text = False

    def data(self, text: str) -> None:
        """Keep a number or a piece of text."""
        if not self.anchors or self.skipped:
            return
        if self.corner and self.number:
            self.anchors[-1].corners[self.corner][self.number] = _whole(text)
        elif self.in_text:
            self.anchors[-1].texts.append(text)


def read_drawn(drawing: bytes, sheet: bytes) -> tuple[Drawn, ...]:
    """Return the pictures, text boxes and shapes of a drawing with the cells they cover; charts are left out.

    ``sheet`` is the part of the sheet, which has the sizes of rows and columns. Raise UnreadableWorkbook if the drawing
    is not well formed.
    """
    anchors = (_cached_anchors if len(drawing) < _LARGEST_CACHED else _read_anchors)(drawing)
    return tuple(Drawn(_area(anchor, sheet), text, "picture" in anchor.things) for anchor, text in anchors)


def _read_anchors(drawing: bytes) -> tuple[tuple[_Anchor, str], ...]:
    """Return the anchors of a drawing that can be seen, each with its text."""
    collector = _Collector()
    parse(drawing, collector.start, collector.end, collector.data)
    anchors = [(anchor, clean_text("".join(anchor.texts))) for anchor in collector.anchors]
    return tuple((anchor, text) for anchor, text in anchors if text or anchor.things)


# The drawing with our chart is the same in all forms of a round.
_cached_anchors = lru_cache(maxsize=64)(_read_anchors)


def _area(anchor: _Anchor, sheet: bytes) -> Area:
    """Return the cells under an anchor; the end of one with a size is found by the sizes of rows and columns."""
    first, last = anchor.corners["from"], anchor.corners["to"]
    top, left = first.get("row", 0), first.get("col", 0)
    if last:
        bottom = last.get("row", top) - (last.get("rowOff", 0) <= 0)
        right = last.get("col", left) - (last.get("colOff", 0) <= 0)
        return top, left, max(top, bottom), max(left, right)
    match = _FORMAT.search(sheet)
    default = _float(match[1]) if match else _DEFAULT_HEIGHT
    widths = _widths(sheet)
    row_sizes = {int(row) - 1: _float(height) * _ROW_UNIT for row, height in _ROW.findall(sheet)}
    col_sizes = {col: width * _COL_UNIT for col, width in widths.items()}
    bottom = _end(top, first.get("rowOff", 0) + anchor.size[1], row_sizes, default * _ROW_UNIT)
    right = _end(left, first.get("colOff", 0) + anchor.size[0], col_sizes, _DEFAULT_WIDTH * _COL_UNIT)
    return top, left, bottom, right


def _end(first: int, length: float, sizes: Mapping[int, float], default: float) -> int:
    """Return the last row or column that a length from the start of the first one reaches."""
    for index in count(first):
        length -= sizes.get(index, default)
        if length <= 0 or index - first > _MOST_CELLS:
            return index
    return first


def _widths(sheet: bytes) -> Mapping[int, float]:
    widths: dict[int, float] = {}
    for attributes in _COL.findall(sheet):
        values = dict(_ATTRIBUTE.findall(attributes))
        first, last = (int(_float(values.get(name, b"0"))) for name in (b"min", b"max"))
        for col in range(first - 1, min(last, first + _MOST_COLS_OF_RANGE)):
            widths[col] = _float(values.get(b"width", b"9.14"))
    return widths


def _float(text: bytes) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0


def _whole(text: str) -> int:
    stripped = text.strip().lstrip("-")
    return int(text) if stripped.isdecimal() and len(stripped) < 12 else 0
