"""Find the addresses in the text of a cell, and decide which of them are web addresses.

Works on texts only; no address is visited.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from ipaddress import ip_address
from urllib.parse import urlsplit

from ita_xlsx.model.text.writable import excel_length

# Letters in names of hosts; ``\w`` does not include the vowels and tone marks of Thai.
LETTER = r"\w\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"

# The start of an address: a scheme, even a misspelled one, or a path on a Windows computer.
_SCHEME = re.compile(
    r"(?:(?<![a-z0-9])[a-z][a-z0-9+.-]{0,20}:(?=[/\\])|h[tps]{3,6}[:;]?(?=//|/\w|www\.)|https?:(?=\w)"
    r"|(?<![a-z0-9])(?:javascript|vbscript|data|mailto|file|tel):)",
    re.IGNORECASE,
)
_COMPUTER_PATH = re.compile(r"\\\\[^\s\\]|[a-z]:\\", re.IGNORECASE)
_GLUED = re.compile(r"(?<=[^=/?&:])(?<!/v3/__)(?=https?://)", re.IGNORECASE)
_BARE = re.compile(
    rf"(?:www\.[^\s/@]+|(?:[{LETTER}-]+\.)+(?:th|com|org|net|info|gov|edu|io|co|me|ly|gl|gle|be|biz|asia|ไทย))"
    r"(?::\d+)?(?:[/?#]\S*)?",
    re.IGNORECASE,
)
_OPENING, _LAST = "([{<«\"'“‘", ",;.!…"
_OPENED_BY = dict(zip(")]}>»\"'”’", _OPENING, strict=True))
_MOST_TRIMMED = 20
# The end of the name of a file.
_FILE = re.compile(
    r"[^\s.]\.(?:pdf|docx?|xlsx?|pptx?|csv|txt|zip|rar|7z|jpe?g|png|gif|html?|php|aspx?|jsp)(?![a-z0-9])",
    re.IGNORECASE,
)
# The first words of a remark on an address; a text that starts with a bracket is a remark too.
_REMARK = re.compile(
    r"หน้า|ข้อ(?!มูล)|แถว|ลำดับ|และ|หรือ|กับ|ดู|ตาม|ที่|ใน|เมื่อ|วันที่|ไฟล์|หัวข้อ|เมนู|แบนเนอร์|คลิก|กด|เปิด|หมายเหตุ|อ้างอิง"
    r"|ซึ่ง|โดย|แล้ว|(?:page|see|and|or)\b|\W",
    re.IGNORECASE,
)
_THAI = re.compile(r"[\u0e00-\u0e7f]")
# No workbook can have a link to a longer address.
_LONGEST = 2079
# A host, and what follows it; the characters and lone percent signs that no URI may hold.
_HOST_AND_PATH = re.compile(r"([a-z]+://[^/?#]*)?(.*)", re.IGNORECASE | re.DOTALL)
_NOT_OF_URI = re.compile(r'%(?![0-9a-fA-F]{2})|["<>\\^`{|}\[\] ]')


def addresses_in(text: str) -> tuple[str, ...]:
    """Return the addresses in the text of a cell as typed, in order, each once; also misspelled ones.

    An address ends at a blank. Brackets and full stops around it are not part of it.
    """
    return tuple(dict.fromkeys(url for url, _ in _split_addresses(text)))


def words_after_addresses(text: str) -> dict[str, str]:
    """Return the addresses that may have been cut at a blank, each with the words after it.

    This is so if the words contain the ending of a file name and the address does not. It is also so if the words are
    the rest of the cell, do not begin like a remark, and are not Thai unless the address ends in Thai letters.
    """
    pieces = tuple(_split_addresses(text))
    words_after: dict[str, str] = {}
    for number, (url, rest) in enumerate(pieces, 1):
        path = url.partition("://")[2].partition("/")
        name = path[2].rpartition("/")[2]
        if not rest or not path[1] or _FILE.search(url) or _REMARK.match(rest):
            continue
        to_the_end = name and number == len(pieces) and (_THAI.search(name) or not _THAI.match(rest))
        if _FILE.search(rest) or to_the_end:
            words_after.setdefault(url, rest)
    return words_after


def _split_addresses(text: str) -> Iterator[tuple[str, str]]:
    """Yield each address with the words up to the next one; no words if a bracket or a full stop ends the address."""
    url, rest = "", []
    for word in with_plain_colons(text).split():
        for piece in _GLUED.split(word):
            if not (address := _address_of(piece)):
                rest.append(piece)
                continue
            if url:
                yield url, " ".join(rest)
            url, rest = address, []
            is_closed = not piece.endswith(address)
            if is_closed:
                yield url, ""
                url = ""
    if url:
        yield url, " ".join(rest)


def _address_of(word: str) -> str:
    start = _SCHEME.search(word) or _COMPUTER_PATH.match(word)
    if start:
        return _trimmed(word[start.start() :])
    bare = _trimmed(word.lstrip(_OPENING))
    return bare if _BARE.fullmatch(bare) else ""


def _trimmed(url: str) -> str:
    """Remove punctuation at the end, and closing brackets whose opening bracket is before the address."""
    for _ in range(_MOST_TRIMMED):
        last = url[-1:]
        opened = url[:-1].count(_OPENED_BY[last]) if last in _OPENED_BY else 0
        if not last or not (last in _LAST or (last in _OPENED_BY and url.count(last) > opened)):
            break
        url = url[:-1]
    return url


_LOCAL_NAMES = ("localhost", "local", "internal", "intranet", "lan", "home", "corp")
_LAST_LABEL = re.compile(r"[^\W\d_]")
# Some keyboards put the colon of full width after the scheme.
_WIDE_COLON = re.compile(r"(?<![a-z])(https?)：(?=//)", re.IGNORECASE)


def with_plain_colons(text: str) -> str:
    """Return a text with ``https：//`` (a colon of full width) written as ``https://``."""
    return _WIDE_COLON.sub(r"\1:", text) if "：" in text else text


def as_uri(address: str) -> str:
    """Return an address as a workbook holds it: what no URI may hold is escaped, escapes that are there stay."""
    match = _HOST_AND_PATH.fullmatch(address)
    host, path = (match[1] or "", match[2]) if match else ("", address)
    return host + _NOT_OF_URI.sub(lambda char: f"%{ord(char[0]):02x}", path)


def written_length(url: str) -> int:
    """Return the length of an address as it is written into a workbook, in the units by which Excel counts."""
    return excel_length(as_uri(url))


def is_link(text: str) -> bool:
    """Return True if a workbook may link to a text: a web address that the public can open and Excel can hold."""
    if not is_web_address(text) or written_length(text) > _LONGEST or re.search(r'[\\<>"]', text):
        return False
    host = (urlsplit(text).hostname or "").rstrip(".")
    try:
        return ip_address(host).is_global
    except ValueError:
        last = host.rpartition(".")[2]
        return last not in _LOCAL_NAMES and _LAST_LABEL.match(last) is not None


def is_web_address(text: str) -> bool:
    """Return True if a text is a web address: http or https, a host with a dot, no blank, no user name."""
    if not text.isprintable() or " " in text or len(text) > _LONGEST:
        return False
    try:
        parts = urlsplit(text)
        host = parts.hostname or ""
        _ = parts.port
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and "." in host.strip(".") and "@" not in parts.netloc


def web_addresses(text: str) -> tuple[str, ...]:
    """Return the web addresses in a text, in order, each once."""
    return tuple(url for url in addresses_in(text) if is_web_address(url))


def false_addresses(text: str) -> tuple[str, ...]:
    """Return the addresses that open no web page: paths on a computer, mail, scripts and misspelled addresses.

    An address that only lacks https:// is not one of them, because a browser accepts it.
    """
    return tuple(
        url
        for url in addresses_in(text)
        if (_SCHEME.match(url) or _COMPUTER_PATH.match(url)) and not is_web_address(url)
    )
