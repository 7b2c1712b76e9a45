"""Which addresses stand in the text of a cell, and which of them open a page of the web?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

# Letters as names of hosts have them: the vowels and tone marks of Thai are none to Python.
LETTER = r"\w\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"

# Where an address begins: a scheme, also one that is misspelt, or a path of a Windows machine.
_SCHEME = re.compile(
    r"(?:(?<![a-z0-9])[a-z][a-z0-9+.-]{0,20}:(?=[/\\])|h[tps]{3,6}[:;]?(?=//|/\w|www\.)|https?:(?=\w)"
    r"|(?<![a-z0-9])(?:javascript|vbscript|data|mailto|file|tel):)",
    re.IGNORECASE,
)
_MACHINE = re.compile(r"\\\\[^\s\\]|[a-z]:\\", re.IGNORECASE)
_GLUED = re.compile(r"(?<=[^=/?&:])(?=https?://)", re.IGNORECASE)
_BARE = re.compile(
    rf"(?:www\.[^\s/@]+|(?:[{LETTER}-]+\.)+(?:th|com|org|net|info|gov|edu|io|co|me|ly|gl|gle|be|biz|asia|ไทย))"
    r"(?::\d+)?(?:[/?#]\S*)?",
    re.IGNORECASE,
)
_OPENING, _LAST = "([{<«\"'“‘", ",;.!…"
_OPENED_BY = dict(zip(")]}>»\"'”’", _OPENING, strict=True))
_MOST_TRIMMED = 20
# What the name of a file ends in.
_FILE = re.compile(
    r"[^\s.]\.(?:pdf|docx?|xlsx?|pptx?|csv|txt|zip|rar|7z|jpe?g|png|gif|html?|php|aspx?|jsp)(?![a-z0-9])",
    re.IGNORECASE,
)
# Words that speak of an address: what begins with one of them, or with a bracket, is a remark.
_REMARK = re.compile(
    r"หน้า|ข้อ(?!มูล)|แถว|ลำดับ|และ|หรือ|กับ|ดู|ตาม|ที่|ใน|เมื่อ|วันที่|ไฟล์|หัวข้อ|เมนู|แบนเนอร์|คลิก|กด|เปิด|หมายเหตุ|อ้างอิง"
    r"|ซึ่ง|โดย|แล้ว|(?:page|see|and|or)\b|\W",
    re.IGNORECASE,
)
_THAI = re.compile(r"[\u0e00-\u0e7f]")
# Longer ones no workbook links to.
_LONGEST = 2079


def addresses_in(text: str) -> tuple[str, ...]:
    """The addresses in the text of a cell, in order, each once, as they are typed; also those that are misspelt.

    What follows a blank is no longer the address; brackets and stops around it do not belong to it.
    """
    return tuple(dict.fromkeys(url for url, _ in _with_what_follows(text)))


def going_on(text: str) -> dict[str, str]:
    """The addresses after which a blank and words stand that may belong to them, each with those words.

    That is so where the words hold the ending of a file and the address none; or where nothing else stands in the
    cell up to its end, the words begin as no remark does, and they are not Thai or the address ends in Thai letters.
    """
    pieces = tuple(_with_what_follows(text))
    found: dict[str, str] = {}
    for number, (url, rest) in enumerate(pieces, 1):
        path = url.partition("://")[2].partition("/")
        name = path[2].rpartition("/")[2]
        if not rest or not path[1] or _FILE.search(url) or _REMARK.match(rest):
            continue
        to_the_end = name and number == len(pieces) and (_THAI.search(name) or not _THAI.match(rest))
        if _FILE.search(rest) or to_the_end:
            found.setdefault(url, rest)
    return found


def _with_what_follows(text: str) -> Iterator[tuple[str, str]]:
    """Each address with the words up to the next one; none where a bracket or a stop ends the address."""
    url, rest = "", []
    for word in text.split():
        for piece in _GLUED.split(word):
            if not (here := _address_of(piece)):
                rest.append(piece)
                continue
            if url:
                yield url, " ".join(rest)
            url, rest = here, []
            is_closed = not piece.endswith(here)
            if is_closed:
                yield url, ""
                url = ""
    if url:
        yield url, " ".join(rest)


def _address_of(word: str) -> str:
    start = _SCHEME.search(word) or _MACHINE.match(word)
    if start:
        return _trimmed(word[start.start() :])
    bare = _trimmed(word.lstrip(_OPENING))
    return bare if _BARE.fullmatch(bare) else ""


def _trimmed(url: str) -> str:
    """Without stops, and without closing brackets that were opened before the address."""
    for _ in range(_MOST_TRIMMED):
        last = url[-1:]
        opened = url[:-1].count(_OPENED_BY[last]) if last in _OPENED_BY else 0
        if not last or not (last in _LAST or (last in _OPENED_BY and url.count(last) > opened)):
            break
        url = url[:-1]
    return url


def is_web_address(text: str) -> bool:
    """Whether a text is a web address: http or https, a host with a dot, no blanks, nobody's name before the host."""
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
    """The addresses in a text that open a page of the web, in order, each once."""
    return tuple(url for url in addresses_in(text) if is_web_address(url))


def false_addresses(text: str) -> tuple[str, ...]:
    """The addresses in a text that open nothing for anybody: files of a machine, mail, commands, misspelt ones.

    One without https:// is none of them: it can be typed in.
    """
    return tuple(
        url for url in addresses_in(text) if (_SCHEME.match(url) or _MACHINE.match(url)) and not is_web_address(url)
    )
