"""Read the mail addresses in a cell of the roster: those that a mail can be sent to, and what stands there beside them.

Works on values only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ita_xlsx.model.text.spelling import fold_text, text_key

# An address that every mail program and server takes; quoted names and letters beyond ASCII are none.
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_ADDRESS = re.compile(rf"{_ATOM}(?:\.{_ATOM})*@(?:{_LABEL}\.)+[A-Za-z][A-Za-z0-9-]{{0,61}}[A-Za-z0-9]")
_LONGEST, _LONGEST_LOCAL = 254, 64
# Between addresses; a name may stand before one, and marks around it.
_BETWEEN = re.compile(r"[,;|\n]|\s+/\s*|/\s+")
_AROUND = "<>()[]\"'“”‘’.:،"
_SCHEME = "mailto:"


@dataclass(frozen=True)
class MailAddresses:
    """The addresses of a cell, each once; ``refused`` are the texts in it that look like one, or stand for one."""

    addresses: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()


def read_addresses(text: str) -> MailAddresses:
    """Return the addresses of a cell of the roster, such as ``a@b.go.th, ผู้ประสานงาน <c@d.go.th>``.

    A part of the cell without an address is refused, and so is a word with ``@`` that is no address.
    """
    addresses: dict[str, str] = {}
    refused: list[str] = []
    for part in _BETWEEN.split(fold_text(text)):
        words = [word for word in re.split(r"[\s<>()]+", part) if "@" in word]
        for word in words:
            candidate = word.strip(_AROUND)
            candidate = candidate[len(_SCHEME) :] if text_key(candidate[: len(_SCHEME)]) == _SCHEME else candidate
            if _is_address(candidate):
                addresses.setdefault(text_key(candidate), candidate)
            else:
                refused.append(word)
        if not words and re.search(r"\w", part):
            refused.append(" ".join(part.split()))
    return MailAddresses(tuple(addresses.values()), tuple(dict.fromkeys(refused)))


def _is_address(text: str) -> bool:
    local = text.partition("@")[0]
    return len(text) <= _LONGEST and len(local) <= _LONGEST_LOCAL and _ADDRESS.fullmatch(text) is not None
