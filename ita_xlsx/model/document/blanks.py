"""Walk through the texts of a printed document, and find the blanks in it.

Works on values only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ita_xlsx.model.document.blocks import (
    Block,
    Chart,
    Cover,
    Heading,
    Landscape,
    Note,
    Paragraph,
    Simple,
    Table,
    TextList,
)
from ita_xlsx.model.document.filled_forms import FilledForm
from ita_xlsx.model.document.text_pieces import Blank, Piece


def simple_blocks(blocks: Iterable[Block]) -> Iterator[Simple]:
    """Yield the blocks in order, also those in covers and landscape parts."""
    for block in blocks:
        if isinstance(block, (Cover, Landscape)):
            yield from block.blocks
        else:
            yield block


def pieces_of(blocks: Iterable[Block]) -> Iterator[Piece]:
    """Yield every piece of text in the blocks in order; headings and captions are plain texts."""
    for block in simple_blocks(blocks):
        match block:
            case Heading(text=text):
                yield text
            case Paragraph(pieces=pieces) | Note(pieces=pieces):
                yield from pieces
            case TextList(items=items):
                yield from (piece for item in items for piece in item)
            case Table():
                yield from _table_pieces(block)
            case Chart():
                yield block.caption.text
            case _:
                pass


def _table_pieces(table: Table) -> Iterator[Piece]:
    if table.caption:
        yield table.caption.text
    for row in table.rows:
        yield from (piece for cell in row.cells for line in cell.lines for piece in line)
    yield from pieces_of(table.notes)


def blanks_of(blocks: Iterable[Block]) -> tuple[Blank, ...]:
    """Return the blanks that are printed, in order."""
    return tuple(piece for piece in pieces_of(blocks) if isinstance(piece, Blank))


def blanks_of_letter(letter: FilledForm) -> tuple[Blank, ...]:
    """Return the blanks that are printed in a letter, in the order of its controls."""
    in_lines = (piece for control in letter.controls for piece in control.pieces if isinstance(piece, Blank))
    return (*in_lines, *blanks_of(block for control in letter.controls for block in control.blocks))
