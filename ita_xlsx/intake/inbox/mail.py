"""Read a mail of the kind .eml: its sender, subject and moment, its attachments, and links to files elsewhere.

Takes the bytes of the mail; returns a Message, or raises UnreadableWorkbook. Works on values only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.errors import (
    CloseBoundaryNotFoundDefect,
    MultipartInvariantViolationDefect,
    NoBoundaryInMultipartDefect,
    StartBoundaryNotFoundDefect,
)
from email.message import Message as Part
from email.parser import BytesParser

from ita_xlsx.errors import UnreadableWorkbook
from ita_xlsx.intake.inbox.mail_headers import decoded_text, header_of, header_text, mail_of, raw_text
from ita_xlsx.intake.workbook.container import LARGEST_MAIL
from ita_xlsx.model.findings.codes import Code
from ita_xlsx.model.received import Mail
from ita_xlsx.model.text.writable import writable_name

# Mail programs nest five or six parts; the parser needs time and stack for each of them.
_MOST_NESTED = 100
_MOST_ATTACHMENTS = 1000
_LONGEST_NAME, _LONGEST_HEADER_NAME = 150, 5000
_LONGEST_BODY = 200_000
_BOUNDARY = re.compile(rb"boundary\s*=", re.IGNORECASE)
_MAIL_HEADERS = frozenset({"from", "date", "subject", "received", "to", "sender", "message-id"})
# Places where people keep a file and send the link instead of it.
_LINK = re.compile(
    r"https?://(?:[\w-]+\.)*(?:docs\.google\.com|drive\.google\.com|forms\.gle|goo\.gl|1drv\.ms|onedrive\.live\.com|"
    r"sharepoint\.com|dropbox\.com|we\.tl|wetransfer\.com|icloud\.com)/[^\s\"'<>]{0,300}"
)
_PICTURES_IN_TEXT = "image/"
_MAIL_IN_MAIL = "message/rfc822"
_CUT_OFF = (
    NoBoundaryInMultipartDefect, StartBoundaryNotFoundDefect, CloseBoundaryNotFoundDefect,
    MultipartInvariantViolationDefect,
)  # fmt: skip
_OF_PARTS = ("multipart", "message")


@dataclass(frozen=True)
class Attachment:
    """A file in a mail: its name and its bytes."""

    name: str
    data: bytes


@dataclass(frozen=True)
class Message:
    """A mail with its attachments, and the links in its text to files that are kept elsewhere.

    ``is_damaged`` is True if its parts are not there as its headers say, because it was cut off or garbled.
    """

    mail: Mail
    attachments: tuple[Attachment, ...] = ()
    links: tuple[str, ...] = ()
    is_damaged: bool = False


def read_mail(data: bytes) -> Message:
    """Return the mail in the bytes of an .eml file; raise UnreadableWorkbook (F131) if it is none, or nests too deep.

    A picture that stands in the text, as a signature has it, is no attachment if anything else is attached.
    """
    check_size(data)
    if len(_BOUNDARY.findall(data)) > _MOST_NESTED:
        raise UnreadableWorkbook(Code.MAIL_UNREADABLE)
    try:
        root = BytesParser().parsebytes(data)
        headers = _headers(root)
        if not {name.lower() for name, _ in headers} & _MAIL_HEADERS:
            raise UnreadableWorkbook(Code.MAIL_UNREADABLE)
        parts = list(_leaves(root))
        files = [part for part in parts if _is_file(part)]
        outside_text = [part for part in files if not _is_in_text(part)]
        attachments = tuple(_attachments(outside_text or files))
        is_damaged = any(map(_is_cut_off, _all_parts(root)))
        texts = "\n".join(_body(part) for part in parts if part not in files)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise UnreadableWorkbook(Code.MAIL_UNREADABLE) from error
    return Message(mail_of(headers), attachments, tuple(dict.fromkeys(links_in(texts))), is_damaged)


def check_size(data: bytes) -> None:
    """Raise UnreadableWorkbook for an empty mail (F102), and for one larger than any that holds a form (F108)."""
    if not data.strip(b"\0 \r\n\t"):
        raise UnreadableWorkbook(Code.FILE_EMPTY)
    if len(data) > LARGEST_MAIL:
        size = f"{len(data) / 1024 / 1024:.0f} MB"
        raise UnreadableWorkbook(Code.FILE_TOO_LARGE, size_th=size, size_en=size)


def attachment_name(name: str, number: int, suffix: str = "") -> str:
    """Return the name of an attachment without folders; one without a name is called by its number."""
    text = header_text(name, _LONGEST_HEADER_NAME).replace("\\", "/").rpartition("/")[2].strip(". ")
    if len(text) > _LONGEST_NAME:
        stem, dot, ending = text.rpartition(".")
        text = stem[: _LONGEST_NAME - 10] + dot + ending[:9] if dot else text[:_LONGEST_NAME]
    return writable_name(text) or f"attachment-{number}{suffix}"


def links_in(text: str) -> list[str]:
    """Return the links in the text of a mail that lead to files kept elsewhere."""
    return [match[0].rstrip(".,;)") for match in _LINK.finditer(text[:_LONGEST_BODY])]


def _headers(part: Part) -> list[tuple[str, str]]:
    return [(name, value) for name, value in part.raw_items() if isinstance(value, str)]


def _all_parts(root: Part) -> Iterator[Part]:
    """Yield the mail and its parts, in their order; the parts of a mail in the mail are not among them."""
    waiting = [root]
    while waiting:
        part = waiting.pop()
        yield part
        payload = part.get_payload()
        if _holds_parts(part) and isinstance(payload, list):
            waiting.extend(item for item in reversed(payload) if isinstance(item, Part))


def _holds_parts(part: Part) -> bool:
    return part.get_content_type() != _MAIL_IN_MAIL and part.is_multipart()


def _leaves(root: Part) -> Iterator[Part]:
    """Yield the parts that hold content, in their order; a mail in the mail is one of them."""
    return (part for part in _all_parts(root) if not _holds_parts(part))


def _is_cut_off(part: Part) -> bool:
    """Return True for a part that ought to hold others and lacks its boundary, its first part or its end."""
    if part.get_content_maintype() != "multipart":
        return False
    return not part.is_multipart() or any(isinstance(item, _CUT_OFF) for item in part.defects)


def _is_file(part: Part) -> bool:
    """Return True for a part that its sender attached, and False for the text of the mail."""
    if _file_name(part) or part.get_content_disposition() == "attachment":
        return True
    return part.get_content_type() == _MAIL_IN_MAIL or part.get_content_maintype() not in ("text", *_OF_PARTS)


def _is_in_text(part: Part) -> bool:
    is_picture = part.get_content_type().startswith(_PICTURES_IN_TEXT)
    return is_picture and part["Content-ID"] is not None and part.get_content_disposition() != "attachment"


def _attachments(parts: list[Part]) -> Iterator[Attachment]:
    if len(parts) > _MOST_ATTACHMENTS:
        raise UnreadableWorkbook(Code.MAIL_UNREADABLE)
    for number, part in enumerate(parts, 1):
        if part.get_content_type() == _MAIL_IN_MAIL:
            yield _mail_in_mail(part, number)
        else:
            payload = part.get_payload(decode=True)
            data = payload if isinstance(payload, bytes) else b""
            yield Attachment(attachment_name(_file_name(part), number), data)


def _file_name(part: Part) -> str:
    """Return the name of the file in a part; empty without one.

    The library gives up bytes that stand undecoded in a header, so it gets them as text.
    """
    return _own_headers(part).get_filename() or ""


def _own_headers(part: Part) -> Part:
    """Return the headers about the file of a part, cut at their longest length."""
    headers = Part()
    for name in ("Content-Disposition", "Content-Type"):
        if value := header_of(_headers(part), name):
            headers[name] = raw_text(value)
    return headers


def _mail_in_mail(part: Part, number: int) -> Attachment:
    payload = part.get_payload()
    inner = payload[0] if isinstance(payload, list) and payload else None
    data = inner.as_bytes() if isinstance(inner, Part) else b""
    subject = attachment_name(dict(_headers(inner)).get("Subject", "") if isinstance(inner, Part) else "", number)
    return Attachment(subject.replace("/", "-").removesuffix(".eml") + ".eml", data)


def _body(part: Part) -> str:
    """Return the text of a part, as much of it as is searched for links."""
    payload = part.get_payload(decode=True)
    charset = _own_headers(part).get_content_charset() or ""
    return decoded_text(payload[:_LONGEST_BODY], charset) if isinstance(payload, bytes) else ""
