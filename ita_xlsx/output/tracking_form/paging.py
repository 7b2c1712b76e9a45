"""Put the steps of a form on portrait A4 pages: a band for each measure, its steps, the empty rows and the signatures.

Takes fitted steps; returns the rows of the sheet, and those before which a page starts. Works on values only.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum

from ita_xlsx.model.layout.page import PaperFont
from ita_xlsx.output.styles import DENSE, FORM
from ita_xlsx.output.tracking_form import texts
from ita_xlsx.output.tracking_form.form_rows import Group
from ita_xlsx.output.tracking_form.proofs import MOST_HEIGHT
from ita_xlsx.output.tracking_form.step_cells import Columns, StepCells, text_height

# Inches; the left margin leaves room for the holes of a binder.
MARGINS = (0.55, 0.31, 0.6, 0.45)
# The points that a page holds; the programs differ by a few per cent.
_PAGE = (842 - (MARGINS[2] + MARGINS[3]) * 72) * 0.985
HEAD_HEIGHT, SPARE_HEIGHT = 21.0, 34.5
SIGNATURE_HEIGHTS = (14.0, 33.0, 24.0, 24.0, 24.0)
_LEAST_BAND, _LEAST_OWNER = 21.0, 18.75
# Bands are lower than other rows of their text.
_LESS = 1.5
# A measure is not begun with fewer steps than these left on a page.
_LEAST_STEPS = 2


class Kind(Enum):
    """The kinds of rows of a form."""

    BAND = "band"
    OWNER = "owner"
    STEP = "step"
    BELOW = "below"
    SPARE = "spare"


@dataclass(frozen=True)
class FormRow:
    """A row of the sheet; ``cells`` are those of a step, ``is_last`` is True for the last row of a step."""

    kind: Kind
    height: float
    text: str = ""
    cells: StepCells | None = None
    is_last: bool = True


@dataclass
class FormPages:
    """The rows of a form; ``breaks`` are the numbers of the rows that begin a page."""

    rows: list[FormRow] = field(default_factory=list)
    breaks: list[int] = field(default_factory=list)
    _used: float = 0.0
    _repeated: float = HEAD_HEIGHT

    def begin(self, used: float, repeated: float) -> None:
        """Begin the first page, of which so many points are used; others repeat the header."""
        self._used, self._repeated = used, repeated

    def has_room(self, points: float) -> bool:
        """Return True if the page holds so many points more."""
        return self._used + points <= _PAGE

    def turn(self) -> None:
        """Begin a page, which repeats the header; a page that holds no row yet goes on."""
        if len(self.rows) > (self.breaks[-1] if self.breaks else 0):
            self.breaks.append(len(self.rows))
            self._used = self._repeated

    def add(self, *rows: FormRow) -> None:
        """Add rows to the page."""
        self.rows += rows
        self._used += sum(row.height for row in rows)


def put_on_pages(
    groups: Sequence[tuple[Group, tuple[StepCells, ...]]], spare: int, head: float, columns: Columns, font: PaperFont
) -> FormPages:
    """Return the rows of a form with their pages; ``head`` is the height of its titles and its header.

    A step is never torn from its number, nor the signatures from the last step and the rows left empty.
    """
    pages = FormPages()
    pages.begin(head, HEAD_HEIGHT * font.pitch)
    closing = list(_spare_rows(spare, columns, font))
    needed_at_end = sum(row.height for row in closing) + sum(SIGNATURE_HEIGHTS)
    last = groups[-1][1][-1] if groups else None
    for group, steps in groups:
        bands = list(_bands(group, columns, font))
        blocks = [_blocks(cells) for cells in steps]
        first_steps = sum(row.height for block in blocks[:_LEAST_STEPS] for row in block[0])
        first_steps += needed_at_end if steps[:_LEAST_STEPS][-1] is last else 0
        if not pages.has_room(sum(row.height for row in bands) + first_steps):
            pages.turn()
        pages.add(*bands)
        again = FormRow(Kind.BAND, bands[0].height, texts.GOING_ON.format(title=group.title))
        for cells, parts in zip(steps, blocks, strict=True):
            for part in parts:
                needed = sum(row.height for row in part)
                if cells is last and part is parts[-1]:
                    needed += needed_at_end
                if not pages.has_room(needed) and pages.rows[-1].kind not in (Kind.BAND, Kind.OWNER):
                    pages.turn()
                    pages.add(again)
                pages.add(*part)
    pages.add(*closing)
    return pages


def _bands(group: Group, columns: Columns, font: PaperFont) -> Iterator[FormRow]:
    yield FormRow(Kind.BAND, max(text_height(group.title, columns.all, DENSE, font) - _LESS, _LEAST_BAND), group.title)
    if group.owner:
        yield FormRow(
            Kind.OWNER, max(text_height(group.owner, columns.all, FORM, font) - _LESS, _LEAST_OWNER), group.owner
        )


def _blocks(cells: StepCells) -> list[list[FormRow]]:
    """Return the rows of a step in blocks that are not torn: the step with the line below it, then line by line.

    A block is low enough for a page with the band above it and the signatures below it.
    """
    below = [
        FormRow(Kind.BELOW, line.height, line.text, is_last=line is cells.below[-1]) for line in cells.below
    ]  # fmt: skip
    step = FormRow(Kind.STEP, cells.height, cells=cells, is_last=not below)
    if below and step.height + below[0].height <= MOST_HEIGHT:
        return [[step, below[0]], *([row] for row in below[1:])]
    return [[step], *([row] for row in below)]


def _spare_rows(count: int, columns: Columns, font: PaperFont) -> Iterator[FormRow]:
    if count:
        yield FormRow(
            Kind.BAND, max(text_height(texts.MORE_STEPS, columns.all, DENSE, font), _LEAST_BAND), texts.MORE_STEPS
        )
        yield from (FormRow(Kind.SPARE, SPARE_HEIGHT, f"own-{number:02d}") for number in range(1, count + 1))
