"""Decode the headers of a mail: texts, the address of the sender, and the moment of the mail.

Works on values only. No header of any content raises an exception.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from email.header import decode_header
from email.utils import parseaddr, parsedate_to_datetime

from ita_xlsx.model.received import NOT_KNOWN, Mail, Received, received_at
from ita_xlsx.model.text.writable import replace_unwritable

# A longer header was not written by a mail program; the functions that decode one take more than linear time.
_LONGEST_HEADER, _LONGEST_TEXT = 10_000, 200
_FIRST_YEAR, _LAST_YEAR = 2000, 2100
_CUT_MARK = "…"
# Names of code pages in mails that Python does not know.
_CODE_PAGES: Mapping[str, str] = {"windows-874": "cp874", "x-windows-874": "cp874", "cp-874": "cp874"}
# A thing in angle brackets or after the last semicolon of a trace header is its date.
_NO_ZONE_KNOWN = re.compile(r"-0000\s*(?:\(.*\))?\s*$")
_BLANKS = re.compile(r"[\s\u200b\ufeff]+")

Headers = Sequence[tuple[str, str]]


def header_of(headers: Headers, name: str) -> str:
    """Return the first header of this name as it stands in the mail, cut at the longest length; empty without one."""
    lower = name.lower()
    return next((str(value)[:_LONGEST_HEADER] for key, value in headers if key.lower() == lower), "")


def mail_of(headers: Headers) -> Mail:
    """Return the sender, the subject and the moment of the mail that has these headers."""
    name, address = sender_of(header_of(headers, "From") or header_of(headers, "Sender"))
    return Mail(address, name, header_text(header_of(headers, "Subject")), moment_of(headers))


def sender_of(header: str) -> tuple[str, str]:
    """Return the name and the address, in small letters, of the first sender in a header; empty where it has none."""
    raw = raw_text(header)
    try:
        name, address = parseaddr(_BLANKS.sub(" ", raw))
    except (ValueError, IndexError, RecursionError):
        return header_text(header), ""
    if "@" not in address:
        return header_text(header), ""
    return header_text(name), _short(address.casefold())


def header_text(header: str, longest: int = _LONGEST_TEXT) -> str:
    """Return the text of a header on one line, decoded; cut with a mark if it is longer than ``longest``."""
    try:
        parts = decode_header(raw_text(header[:_LONGEST_HEADER]))
    except (ValueError, LookupError, IndexError):
        # The library raises HeaderParseError, a ValueError, for base64 that is cut off.
        return _short(raw_text(header), longest)
    return _short("".join(_decoded(part, charset) for part, charset in parts), longest)


def moment_of(headers: Headers) -> Received:
    """Return the moment of a mail by its date, else by the trace of the last server; else it is not known."""
    for text in (header_of(headers, "Date"), header_of(headers, "Received").rpartition(";")[2]):
        received = plausible(received_at(_moment(text.strip())))
        if received.is_known:
            return received
    return NOT_KNOWN


def plausible(received: Received) -> Received:
    """Return the moment; not known if its year shows that the clock of the sender was not set."""
    is_plausible = received.day is not None and _FIRST_YEAR <= received.day.year <= _LAST_YEAR
    return received if is_plausible else NOT_KNOWN


def decoded_text(data: bytes, charset: str = "") -> str:
    """Return bytes as text: in their charset if it can be, else as UTF-8, else in the Thai code page."""
    for name in filter(None, (_CODE_PAGES.get(charset.lower(), charset), "utf-8", "cp874")):
        try:
            if codecs.lookup(name)._is_text_encoding:
                return data.decode(name)
        except (LookupError, ValueError):
            continue
    return data.decode("cp874", "replace")


def _moment(text: str) -> datetime | None:
    """Return the moment in the date of a mail; without a zone it is in Thai time. None if it is no date."""
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    # This sign for a zone means that the moment is in UTC, and the zone of the sender is not known.
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None and _NO_ZONE_KNOWN.search(text) else moment


def raw_text(header: str) -> str:
    """Return a header with its undecoded bytes, which the parser keeps as half characters, as text."""
    if header.isascii():
        return header
    return decoded_text(header.encode("utf-8", "surrogateescape"))


def _decoded(part: bytes | str, charset: str | None) -> str:
    return part if isinstance(part, str) else decoded_text(part, charset or "")


def _short(text: str, longest: int = _LONGEST_TEXT) -> str:
    plain = replace_unwritable(_BLANKS.sub(" ", text).strip())
    plain = "".join(char if char.isprintable() else " " for char in plain)
    return plain if len(plain) <= longest else plain[: longest - 1] + _CUT_MARK
