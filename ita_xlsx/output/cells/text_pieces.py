"""Split the texts that xlsxwriter would not write as they are.

Takes a text; returns its pieces. Works on values only.
"""

from __future__ import annotations

import re

ESCAPE = re.compile(r"_x[0-9a-fA-F]{4}_")
_SHARED_UNDERSCORE = re.compile(r"_x[0-9a-fA-F]{4}_x[0-9a-fA-F]{4}_")
_WITHIN_ESCAPE = re.compile(r"(?<=_x[0-9a-fA-F]{2})(?=[0-9a-fA-F]{2}_)")


def is_surely_plain(text: str) -> bool:
    """Return True if a text that is not empty is one piece with nothing to keep or to escape but signs of XML.

    Nearly every text is so, and of another one ``text_pieces`` and the signs in it must decide.
    """
    return text.isprintable() and "_x" not in text and "<" not in text and text[0] != " " != text[-1]


def text_pieces(text: str) -> list[str]:
    """Return the text in one piece, or in several where the library would write something else.

    The library takes a text between ``<r>`` and ``</r>`` for its own XML. Of two escapes that share an
    underscore it escapes only the first.
    """
    taken_for_xml = text.startswith("<r>") and text.endswith("</r>")
    if not taken_for_xml and not _SHARED_UNDERSCORE.search(text):
        return [text]
    pieces = _WITHIN_ESCAPE.split(text)
    return [text[0], pieces[0][1:], *pieces[1:]] if taken_for_xml else pieces
