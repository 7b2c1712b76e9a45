"""Write a formula in one way, whichever spreadsheet program saved it.

Works on texts only.
"""

from __future__ import annotations

import re

# A text in a formula, the name of a sheet in quotes, a number, or anything else.
_PIECES = re.compile(
    r'"(?:[^"]|"")*"|\'(?:[^\']|\'\')*\'|(?<![\w.$])[0-9]+\.?[0-9]*(?:[eE][+-]?[0-9]+)?(?![\w.!])|.', re.DOTALL
)
_PREFIX = re.compile(r"_XLFN\.(?:_XLWS\.)?|_XLWS\.")
_CONSTANT = re.compile(r"\b(TRUE|FALSE)\(\)")


def plain_formula(formula: str) -> str:
    """Return a formula without the quotes of sheet names, spaces, and prefixes of newer functions; numbers alike.

    LibreOffice writes ``1E-9`` as ``0.000000001``, and quotes no sheet whose name needs none.
    """
    pieces = [_plain(piece) for piece in _PIECES.findall(formula)]
    return _CONSTANT.sub(r"\1", _PREFIX.sub("", "".join(pieces)))


def _plain(piece: str) -> str:
    if piece[0] == '"':
        return piece
    if piece[0] == "'":
        return "".join(piece[1:-1].replace("''", "'").split())
    if piece[0].isascii() and piece[0].isdigit():
        return f"{float(piece):.12g}"
    return "" if piece.isspace() else piece.upper()
