"""Read from a printed workbook how many pages each sheet takes, and how large its letters are on the paper.

``python -m tests.support.paper_sizes FILE.pdf ...`` prints a line a sheet. A PDF of LibreOffice has a bookmark a sheet.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import pypdf

# Where headers and footers stand, in points from the edges of the paper.
_TOP, _BOTTOM = 57, 36


class Printed(NamedTuple):
    """A sheet on paper: its pages, the size in points of the letter in the middle, and the least size."""

    sheet: str
    pages: int
    body: float
    least: float


def printed_sheets(pdf: Path) -> list[Printed]:
    """Return every printed sheet of a PDF that LibreOffice made of a workbook."""
    reader = pypdf.PdfReader(pdf)
    marks = [mark for mark in reader.outline if not isinstance(mark, list)]
    starts = [reader.get_destination_page_number(mark) or 0 for mark in marks]
    sheets = []
    for mark, (first, after) in zip(marks, pairwise([*starts, len(reader.pages)]), strict=True):
        sizes = sum((_letters(page) for page in reader.pages[first:after]), Counter[float]())
        sheets.append(Printed(str(mark.title), after - first, _middle(sizes), min(sizes, default=0.0)))
    return sheets


def _letters(page: Any) -> Counter[float]:
    """Return how many letters of each size a page has between its header and its footer."""
    sizes, height = Counter[float](), float(page.mediabox.height)

    def count(text: str, matrix: list[float], place: list[float], font: Any, size: float) -> None:
        letters = len("".join(text.split()))
        if letters and _BOTTOM < place[5] < height - _TOP:
            sizes[round(size * abs(place[3] or place[1]) * abs(matrix[3] or matrix[1]), 1)] += letters

    page.extract_text(visitor_text=count)
    return sizes


def _middle(sizes: Counter[float]) -> float:
    """Return the size of the letter in the middle, of all letters in the order of their sizes."""
    left = sizes.total() / 2
    for size in sorted(sizes):
        left -= sizes[size]
        if left <= 0:
            return size
    return 0.0


def main(arguments: Sequence[str]) -> int:
    """Print the pages and sizes of each sheet."""
    for path in map(Path, arguments):
        sheets = printed_sheets(path)
        print(f"{path.name}  {sum(sheet.pages for sheet in sheets)} pages")
        for sheet in sheets:
            print(f"{sheet.pages:>5}{sheet.body:>7.1f} pt, least {sheet.least:.1f}  {sheet.sheet}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
