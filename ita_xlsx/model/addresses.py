"""Which texts are web addresses that may be linked to?"""

from __future__ import annotations

from urllib.parse import urlsplit

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
