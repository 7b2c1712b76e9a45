"""Write a text as XML holds it. Works on values only."""

from __future__ import annotations

import re

# Characters that XML or the library must escape.
_SIGNS = re.compile("[&<>]")


def escaped(text: str) -> str:
    """Return a text as the content of an element holds it."""
    if _SIGNS.search(text):
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text
