"""Write a mail draft as an .eml file, and recognise a draft that this program wrote.

Takes a draft; returns bytes. The lines are written here and not by the library for mails, whose line breaks differ
between versions of Python: the command and the page must give the same bytes. Works on values only.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Sequence
from urllib.parse import quote

from ita_xlsx.model.mails.mail_draft import AttachedFile, MailDraft
from ita_xlsx.model.text.writable import replace_unwritable

_LINE_END = "\r\n"
# The bytes of text in one encoded word: a line that holds one has at most 76 characters.
_WORD_BYTES = 39
_PIECE = 54
_BASE64_BYTES = 57
_MARK = "X-ITA-Draft"
_TYPES = {
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".pdf": "application/pdf",
}
_ANY_TYPE = "application/octet-stream"
_INVISIBLE = dict.fromkeys([*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF, 0x00AD])


def write_draft(draft: MailDraft) -> bytes:
    """Return the bytes of a draft, which opens ready to be sent; the same draft gives the same bytes.

    It has no sender, no date and no number: the program that sends it adds them.
    """
    body = _LINE_END.join(_mime(draft)) + _LINE_END
    digest = _digest_of(body.encode("ascii"))
    return (f"{_MARK}: {draft.kind} {digest}{_LINE_END}" + body).encode("ascii")


def kind_of_draft(data: bytes) -> tuple[str, bool] | None:
    """Return the kind of a draft that this program wrote, and True if it is as we wrote it; None for another file."""
    first, end, rest = data.partition(_LINE_END.encode())
    name, _, value = first.decode("ascii", "replace").partition(": ")
    kind, _, digest = value.partition(" ")
    if not end or name != _MARK:
        return None
    return kind, _digest_of(rest) == digest


def _digest_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:32]


def _mime(draft: MailDraft) -> Iterator[str]:
    """Yield the lines of the mail."""
    yield "X-Unsent: 1"
    if draft.to:
        yield "To: " + f",{_LINE_END} ".join(draft.to)
    yield _encoded_header("Subject", draft.subject)
    yield "MIME-Version: 1.0"
    if not draft.files:
        yield from _text_part(draft.body)
        return
    boundary = f"=_ita_{_boundary_of(draft)}"
    yield f'Content-Type: multipart/mixed;{_LINE_END} boundary="{boundary}"'
    yield ""
    yield f"--{boundary}"
    yield from _text_part(draft.body)
    for file in draft.files:
        yield f"--{boundary}"
        yield from _file_part(file)
    yield f"--{boundary}--"


def _boundary_of(draft: MailDraft) -> str:
    parts = [draft.subject.encode("utf-8", "replace"), *(file.data for file in draft.files)]
    return _digest_of(b"\0".join(parts))


def _text_part(text: str) -> Iterator[str]:
    """Yield the part of the text; lines end as mails end them, and no character steers the program that shows them."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    clean = _LINE_END.join(replace_unwritable(line) for line in lines) + _LINE_END
    yield "Content-Type: text/plain; charset=utf-8"
    yield "Content-Transfer-Encoding: base64"
    yield ""
    yield from _base64_lines(clean.encode("utf-8", "replace"))


def _file_part(file: AttachedFile) -> Iterator[str]:
    suffix = "." + file.name.rpartition(".")[2]
    yield f"Content-Type:{_LINE_END} {_TYPES.get(suffix, _ANY_TYPE)}"
    yield "Content-Transfer-Encoding: base64"
    yield "Content-Disposition: attachment;" + _file_name(one_line(file.name))
    yield ""
    yield from _base64_lines(file.data)


def _base64_lines(data: bytes) -> Iterator[str]:
    text = base64.b64encode(data).decode("ascii")
    length = _BASE64_BYTES * 4 // 3
    yield from (text[start : start + length] for start in range(0, len(text), length))


def _encoded_header(name: str, text: str) -> str:
    """Return a header with a text in any letters as encoded words (RFC 2047), one on each line."""
    pieces = _pieces(one_line(text), _WORD_BYTES)
    words = (f"=?utf-8?B?{base64.b64encode(piece.encode()).decode('ascii')}?=" for piece in pieces)
    return f"{name}: " + f"{_LINE_END} ".join(words)


def _file_name(name: str) -> str:
    """Return the name of an attachment as parameters (RFC 2231): on one line, or continued on several."""
    quoted = [quote(piece, safe="") for piece in _pieces(name, _PIECE // 3)]
    if len(quoted) == 1:
        return f"{_LINE_END} filename*=utf-8''{quoted[0]}"
    first, *rest = quoted
    pieces = [f"filename*0*=utf-8''{first}", *(f"filename*{number}*={text}" for number, text in enumerate(rest, 1))]
    return "".join(f"{_LINE_END} {piece}{';' if piece is not pieces[-1] else ''}" for piece in pieces)


def _pieces(text: str, most: int) -> Sequence[str]:
    """Return a text in pieces of at most ``most`` bytes; no character is cut, and an empty text is one piece."""
    pieces, piece = [], ""
    for char in text:
        if len((piece + char).encode()) > most:
            pieces.append(piece)
            piece = ""
        piece += char
    return (*pieces, piece)


def one_line(text: str) -> str:
    """Return a text for a header: one line without characters that steer, so that it cannot begin another header."""
    visible = replace_unwritable(text).translate(_INVISIBLE)
    return " ".join("".join(char if char.isprintable() else " " for char in visible).split())
