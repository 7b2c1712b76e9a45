"""Write a text as XML holds it. Works on values only."""

from __future__ import annotations


def escaped(text: str) -> str:
    """Return a text as the content of an element holds it."""
    if "&" in text or "<" in text or ">" in text:
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text
