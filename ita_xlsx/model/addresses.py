"""Which texts are web addresses that may be linked to, and which addresses stand in a text?"""

from __future__ import annotations

from urllib.parse import urlsplit

# What stands around an address in a sentence.
_AROUND = "()[]{}<>«»\"'“”‘’,;"
# Longer ones no workbook links to.
_LONGEST = 2079


def is_address(text: str) -> bool:
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


def addresses_in(text: str) -> tuple[str, ...]:
    """The web addresses in a text, in order, each once; what stands around them does not belong to them."""
    pieces = (text,) if is_address(text) else (piece.strip(_AROUND) for piece in text.split())
    return tuple(dict.fromkeys(piece for piece in pieces if is_address(piece)))
