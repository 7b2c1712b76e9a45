"""Read a mail of the kind .msg, which Outlook saves: its sender, subject and moment, and its attachments.

Takes the bytes of the mail; returns a Message, or raises UnreadableWorkbook. Works on values only. The numbers of the
properties are those of the published format (MS-OXMSG, MS-OXPROPS).
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.parser import HeaderParser
from typing import Any

from ita_xlsx.errors import UnreadableWorkbook
from ita_xlsx.intake.inbox.mail import Attachment, Message, attachment_name, check_size, links_in
from ita_xlsx.intake.inbox.mail_headers import Headers, decoded_text, header_text, mail_of, plausible, sender_of
from ita_xlsx.model.findings.codes import Code
from ita_xlsx.model.received import Mail, received_at

_SUBJECT, _HEADERS, _BODY = 0x0037, 0x007D, 0x1000
_SENDER_NAME, _SENDER_ADDRESSES = 0x0C1A, (0x5D01, 0x39FE, 0x0C1F, 0x0065)
_SENT, _DELIVERED = 0x0039, 0x0E06
_LONG_NAME, _SHORT_NAME, _DATA = 0x3707, 0x3704, 0x3701
_CODE_PAGES = (0x3FFD, 0x3FDE)
_TEXT, _TEXT_IN_CODE_PAGE, _BYTES, _STORAGE = 0x001F, 0x001E, 0x0102, 0x000D
_PROPERTIES = "__properties_version1.0"
_ATTACHMENT = "__attach_version1.0_#"
# The properties of a message stand behind a longer head than those of an attachment; of a message in it, between them.
_MESSAGE_HEAD, _INNER_HEAD, _PROPERTY = 32, 24, 16
_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)
_MOST_LEVELS, _MOST_STREAMS = 4, 20_000
_LONGEST_TEXT = 1_000_000
_UTF8, _ASCII = 65001, 20127
# The kind of an entry of the compound file that is a stream.
_STREAM_ENTRY = 2

Path = tuple[str, ...]


def read_outlook(data: bytes) -> Message:
    """Return the mail in the bytes of a .msg file; raise UnreadableWorkbook (F131) if it cannot be read.

    The attachments of a mail in the mail stand among its own, each with the name of that mail before it.
    """
    from olefile import OleFileIO

    check_size(data)
    try:
        with OleFileIO(io.BytesIO(data)) as ole:
            return _Reader(ole, len(data)).read((), _MESSAGE_HEAD)
    except UnreadableWorkbook:
        raise
    except Exception as error:  # the library raises whatever its parts raise
        raise UnreadableWorkbook(Code.MAIL_UNREADABLE) from error


class _Reader:
    """Reads the streams of one compound file."""

    def __init__(self, ole: Any, size: int) -> None:
        """Check that the streams are not more than the file can hold: streams that share their bytes are a bomb."""
        self.ole = ole
        listed = [tuple(item) for item in ole.listdir(streams=True, storages=True)]
        streams = [item for item in listed if ole.get_type(list(item)) == _STREAM_ENTRY]
        total = sum(ole.get_size(list(item)) for item in streams)
        if len(listed) > _MOST_STREAMS or total > size:
            raise UnreadableWorkbook(Code.MAIL_UNREADABLE)
        self.streams = frozenset(streams)
        self.storages = sorted(set(listed) - self.streams)

    def read(self, at: Path, head: int, level: int = 0) -> Message:
        """Return the message whose storage stands at a path."""
        properties = self._properties(at, head)
        numbers = (struct.unpack_from("<I", properties[key])[0] for key in _CODE_PAGES if key in properties)
        page = str(next(numbers, ""))
        mail = self._mail(at, properties, page)
        attachments: list[Attachment] = []
        for number, storage in enumerate(self._attachments(at), 1):
            attachments += self._files(storage, number, page, level)
        return Message(mail, tuple(attachments), tuple(dict.fromkeys(links_in(self._text(at, _BODY, page)))))

    def _mail(self, at: Path, properties: Mapping[int, bytes], page: str) -> Mail:
        headers: Headers = ()
        if text := self._text(at, _HEADERS, page):
            headers = [(key, value) for key, value in HeaderParser().parsestr(text).raw_items()]
        mail = mail_of(headers)
        addresses = (self._text(at, key, page) for key in _SENDER_ADDRESSES)
        address = mail.sender or next((sender_of(item)[1] for item in addresses if "@" in item), "")
        received = mail.received
        for key in (_SENT, _DELIVERED):
            if not received.is_known and key in properties:
                received = plausible(received_at(_moment(properties[key])))
        return Mail(
            address,
            mail.sender_name or header_text(self._text(at, _SENDER_NAME, page)),
            mail.subject or header_text(self._text(at, _SUBJECT, page)),
            received,
        )

    def _attachments(self, at: Path) -> list[Path]:
        return [item for item in self.storages if item[:-1] == at and item[-1].startswith(_ATTACHMENT)]

    def _files(self, at: Path, number: int, page: str, level: int) -> Iterator[Attachment]:
        """Yield the file of an attachment, or those of the mail that is attached."""
        inner = (*at, _stream(_DATA, _STORAGE))
        if inner in self.storages and level < _MOST_LEVELS:
            message = self.read(inner, _INNER_HEAD, level + 1)
            subject = attachment_name(message.mail.subject, number)
            yield from (replace(item, name=f"{subject}/{item.name}") for item in message.attachments)
            return
        name = self._text(at, _LONG_NAME, page) or self._text(at, _SHORT_NAME, page)
        yield Attachment(attachment_name(name, number), self._bytes((*at, _stream(_DATA, _BYTES))))

    def _text(self, at: Path, key: int, page: str) -> str:
        """Return a property that is a text; empty without one."""
        if data := self._bytes((*at, _stream(key, _TEXT))):
            return data[:_LONGEST_TEXT].decode("utf-16-le", "replace").rstrip("\0")
        charset = "utf-8" if page in (str(_UTF8), str(_ASCII)) else f"cp{page}" if page else ""
        return decoded_text(self._bytes((*at, _stream(key, _TEXT_IN_CODE_PAGE)))[:_LONGEST_TEXT], charset).rstrip("\0")

    def _bytes(self, at: Path) -> bytes:
        return bytes(self.ole.openstream(list(at)).read()) if at in self.streams else b""

    def _properties(self, at: Path, head: int) -> Mapping[int, bytes]:
        """Return the properties of fixed length by their number: the eight bytes of each."""
        data = self._bytes((*at, _PROPERTIES))[head:]
        rows = (data[start : start + _PROPERTY] for start in range(0, len(data) - _PROPERTY + 1, _PROPERTY))
        return {tag >> 16: row[8:] for row in rows for (tag,) in [struct.unpack_from("<I", row)]}


def _stream(key: int, kind: int) -> str:
    return f"__substg1.0_{key:04X}{kind:04X}"


def _moment(data: bytes) -> datetime | None:
    (ticks,) = struct.unpack("<Q", data)
    try:
        return _EPOCH + timedelta(microseconds=ticks // 10)
    except OverflowError:
        return None
