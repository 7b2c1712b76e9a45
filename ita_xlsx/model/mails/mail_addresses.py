"""Read the mail addresses in a cell of the roster: those that a mail can be sent to, and what stands there beside them.

A part of a text is never an address: it may be that of somebody else. Works on values only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ita_xlsx.model.text.digits import narrow
from ita_xlsx.model.text.spelling import fold_text, text_key

# An address that every mail program and server takes; quoted names and letters beyond ASCII are none. A slash is
# between addresses.
_ATOM = r"[A-Za-z0-9!#$%&'*+=?^_`{|}~-]+"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_QUOTE = r"(?!['`]|[^@]*['`]@)"
_ADDRESS = re.compile(rf"{_QUOTE}{_ATOM}(?:\.{_ATOM})*@(?:{_LABEL}\.)+[A-Za-z][A-Za-z0-9-]{{0,61}}[A-Za-z0-9]")
_LONGEST, _LONGEST_LOCAL = 254, 64
# A separator with the space around it; none stands within quotes, where a name may have a comma.
_PIECES = re.compile(r'("[^"\r\n]*"(?=\s*<))|(\s*(?:[,;/，；／|\r\n\v\f\x85\u2028\u2029]|และ)\s*)')
# A name may stand before an address in angle brackets.
_WITH_NAME = re.compile(r"[^<>@]*<([^<>]*)>")
_SCHEME = "mailto:"
_INVISIBLE = dict.fromkeys([*range(0x200B, 0x2010), *range(0x202A, 0x202F), 0x2060, 0xFEFF, 0x00AD])
# Such an end, or beginning, shows that an address was cut by a separator that somebody typed by mistake.
_CUT_END, _CUT_BEGIN = re.compile(r"[\w-][.@_+-]$"), re.compile(r"^[.@_+-][\w-]")
_BARE_WORD = re.compile(r"[!-~]*[A-Za-z0-9][!-~]*")


@dataclass(frozen=True)
class MailAddresses:
    """The addresses of a cell, each once; ``refused`` are the texts between separators that are no address."""

    addresses: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()


def read_addresses(text: str) -> MailAddresses:
    """Return the addresses of a cell of the roster, such as ``a@b.go.th, ผู้ประสานงาน <c@d.go.th>``.

    Between two separators (comma, semicolon, slash, end of line, ``และ``) must stand one address and nothing else; any
    other text is refused as a whole. Where a separator may have been typed within an address, both sides are refused.
    """
    parts, separators = _split(text)
    addresses: dict[str, str] = {}
    refused: list[str] = []
    cut = _cut_parts(parts, separators)
    for number, part in enumerate(parts):
        address = _address_of(part)
        if address and number not in cut:
            addresses.setdefault(text_key(address), address)
        elif number in cut or re.search(r"[^\W_]|@", part):
            refused.append(" ".join(part.split()))
    return MailAddresses(tuple(addresses.values()), tuple(dict.fromkeys(filter(None, refused))))


def _split(text: str) -> tuple[list[str], list[str]]:
    """Return the texts between separators, and the separators with the space around them."""
    parts, separators, start = [], [], 0
    for match in _PIECES.finditer(text):
        if match[2] is not None:
            parts.append(text[start : match.start()].strip())
            separators.append(match[2])
            start = match.end()
    parts.append(text[start:].strip())
    return parts, separators


def _cut_parts(parts: list[str], separators: list[str]) -> set[int]:
    """Return the numbers of the texts that may be two sides of one address."""
    cut = set[int]()
    for number, separator in enumerate(separators):
        one, other = parts[number], parts[number + 1]
        is_glued = not any(map(str.isspace, separator)) and any(_is_rest(part, separator) for part in (one, other))
        if one and other and (is_glued or _CUT_END.search(one) or _CUT_BEGIN.search(other)):
            cut |= {number, number + 1}
    return cut


def _is_rest(part: str, separator: str) -> bool:
    """Return True if a text without an address may belong to what stands on the other side of a separator."""
    if "@" in part or not re.search(r"\w", part):
        return False
    return len(separator) > 1 or _BARE_WORD.fullmatch(part) is not None


def _address_of(part: str) -> str:
    """Return the address that a whole text is; empty for any other text."""
    with_name = _WITH_NAME.fullmatch(part)
    plain = narrow((with_name[1] if with_name else part).translate(_INVISIBLE)).strip()
    if not plain.isascii():
        return ""
    plain = fold_text(plain)
    address = plain.removeprefix(_SCHEME)
    return address if _is_address(address) else ""


def _is_address(text: str) -> bool:
    local = text.partition("@")[0]
    return len(text) <= _LONGEST and len(local) <= _LONGEST_LOCAL and _ADDRESS.fullmatch(text) is not None
