"""Define the pieces of text in a printed document, and the styles of its paragraphs.

Works on values only.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True)
class Strong:
    """A text in bold type."""

    text: str


@dataclass(frozen=True)
class Blank:
    """A value that nobody knows: printed as a marked gap, and counted; ``what`` is its Thai name."""

    what: str


@dataclass(frozen=True)
class NoteMark:
    """A raised mark that leads to the note with the same mark."""

    mark: str


@dataclass(frozen=True)
class Reference:
    """The number of the table or chart with this key, such as ``3``; write ``ตารางที่ `` before it."""

    key: str


Piece = str | Strong | Blank | NoteMark | Reference
Pieces = tuple[Piece, ...]


class Align(StrEnum):
    """The sides to which a text is set."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"
    SPREAD = "spread"


class TextStyle(StrEnum):
    """The styles of a paragraph; the master document holds how each looks."""

    BODY = "body"  # first line indented, spread over the line
    FLUSH = "flush"  # no indent
    CENTERED = "centered"
    COVER_TITLE = "cover-title"
    COVER_LINE = "cover-line"
    PART_TITLE = "part-title"  # such as the foreword: a title that is not in the contents
    SIGNATURE = "signature"  # in the right half of the page
    SMALL = "small"
