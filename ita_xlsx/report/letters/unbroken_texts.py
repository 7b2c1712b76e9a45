"""Keep the words of a date, and of the number of a telephone, on one line of a letter.

Works on values only.
"""

from __future__ import annotations

import re
from dataclasses import replace

from ita_xlsx.model.document import Paragraph, Piece, Pieces, Simple, TextList
from ita_xlsx.model.text.dates import MONTHS

_DATE = re.compile(rf"(?<![0-9])[0-9]{{1,2}} (?:{'|'.join(MONTHS)}) [0-9]{{4}}(?![0-9])")


def unbroken(text: str) -> str:
    """Return a text that stands on one line."""
    return text.replace(" ", "\u00a0")


def with_unbroken_dates(block: Simple) -> Simple:
    """Return a paragraph or a list in which no line breaks a date; a table stays, because its columns are narrow."""
    match block:
        case Paragraph(pieces=pieces):
            return replace(block, pieces=_joined(pieces))
        case TextList(items=items):
            return replace(block, items=tuple(map(_joined, items)))
        case _:
            return block


def _joined(pieces: Pieces) -> Pieces:
    return tuple(map(_piece, pieces))


def _piece(piece: Piece) -> Piece:
    # The name of a file stands as it was typed.
    if type(piece) is not str:
        return piece
    return _DATE.sub(lambda match: unbroken(match[0]), piece)
