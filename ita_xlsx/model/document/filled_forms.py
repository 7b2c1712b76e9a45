"""Define what is filled into the content controls of a master: the letters of a round.

Works on values only.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ita_xlsx.model.document.blocks import Simple
from ita_xlsx.model.document.text_pieces import Pieces


@dataclass(frozen=True)
class Control:
    """The content for the content control with this tag in the master of a letter.

    ``blocks`` replace the paragraph of the control and have no captions; ``pieces`` stand in its line. A control
    without both is emptied; a control of the master that has no content here keeps its own.
    """

    tag: str
    pieces: Pieces = ()
    blocks: tuple[Simple, ...] = ()


@dataclass(frozen=True)
class FilledForm:
    """One letter: what stands in the content controls of the master."""

    controls: tuple[Control, ...]


@dataclass(frozen=True, kw_only=True)
class Letters:
    """One file of letters, each on a new page; most files hold one."""

    title: str
    subject: str
    agency: str
    issued: date
    letters: tuple[FilledForm, ...]
    digits: str = "thai"
