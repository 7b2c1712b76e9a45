"""Which addresses stand in the text of a cell, and which of them open a page of the web?"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

# Where an address begins: a scheme, also one that is misspelt, or a path of a Windows machine.
_SCHEME = re.compile(
    r"(?:(?<![a-z0-9])[a-z][a-z0-9+.-]{0,20}:(?=[/\\])|h[tps]{3,6}[:;]?(?=//|/\w|www\.)|https?:(?=\w)"
    r"|(?<![a-z0-9])(?:javascript|vbscript|data|mailto|file|tel):)",
    re.IGNORECASE,
)
_MACHINE = re.compile(r"\\\\[^\s\\]|[a-z]:\\", re.IGNORECASE)
_GLUED = re.compile(r"(?<=[^=/?&:])(?=https?://)", re.IGNORECASE)
_BARE = re.compile(
    r"(?:www\.[^\s/@]+|(?:[\w-]+\.)+(?:th|com|org|net|info|gov|edu|io|co|me|ly|gl|gle|be|biz|asia|ไทย))"
    r"(?::\d+)?(?:[/?#]\S*)?",
    re.IGNORECASE,
)
_OPENING, _LAST = "([{<«\"'“‘", ",;.!…"
_OPENED_BY = dict(zip(")]}>»\"'”’", _OPENING, strict=True))
_MOST_TRIMMED = 20
# Longer ones no workbook links to.
_LONGEST = 2079


def addresses_in(text: str) -> tuple[str, ...]:
    """The addresses in the text of a cell, in order, each once, as they are typed; also those that are misspelt.

    What follows a blank is no longer the address; brackets and stops around it do not belong to it.
    """
    found: dict[str, None] = {}
    for word in text.split():
        for piece in _GLUED.split(word):
            if url := _address_of(piece):
                found.setdefault(url)
    return tuple(found)


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
