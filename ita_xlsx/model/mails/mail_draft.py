"""Hold one mail draft to an agency, and the kinds of drafts.

Works on values only; ``ita_xlsx.output`` writes a draft as a file, and nothing sends it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from ita_xlsx.model.agency import Agency
from ita_xlsx.model.report.round_texts import TextKey


class MailKind(StrEnum):
    """The kinds of drafts: the form to fill in, the marked copy to mend, a reminder, the result, a letter."""

    FORM = "form"
    MEND = "mend"
    REMIND = "remind"
    RESULT = "result"
    LETTER = "letter"


# The text of each kind among the texts of a round, which the officer edits.
MAIL_TEXTS: Mapping[MailKind, TextKey] = MappingProxyType(
    {
        MailKind.FORM: TextKey.MAIL_FORM,
        MailKind.MEND: TextKey.MAIL_MEND,
        MailKind.REMIND: TextKey.MAIL_REMIND,
        MailKind.RESULT: TextKey.MAIL_RESULT,
        MailKind.LETTER: TextKey.MAIL_LETTER,
    }
)


@dataclass(frozen=True)
class AttachedFile:
    """A file that goes with a draft: its name, and its bytes."""

    name: str
    data: bytes


@dataclass(frozen=True, kw_only=True)
class MailDraft:
    """A draft to one agency; ``to`` are its mail addresses, none if no address of it is known.

    ``body`` is plain text of several lines. ``blanks`` are the names of the slots without a value that are marked in
    it, ``left_out`` those for which a line was left out.
    """

    kind: MailKind
    agency: Agency
    to: tuple[str, ...]
    subject: str
    body: str
    files: tuple[AttachedFile, ...] = ()
    blanks: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
