"""QR codes of the addresses that prove a step: paper cannot be clicked, but it can be scanned."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import lru_cache

# Up to version 4 a small code is read by every camera; above it the modules need more paper.
_SMALL, _LARGE, _SMALL_VERSION = 1.85, 2.25, 4
# Narrower modules are lost in print; a code of more modules than this would fill the row.
_MODULE, _LARGEST_VERSION = 0.04, 15
_BORDER = 4
# Pixels a module: as many as 300 dots an inch can show.
_PIXELS = 4
# One mask for all: trying out eight takes twice the time, and any of them is read.
_MASK = 3


@dataclass(frozen=True)
class Code:
    """A code as a picture of so many pixels a side, and the side it needs on paper, in centimetres."""

    png: bytes
    pixels: int
    side: float


@lru_cache(maxsize=4096)
def code_for(text: str) -> Code | None:
    """The QR code of an address, error level M or better; None for a text too long to be read from paper."""
    import segno

    try:
        made = segno.make_qr(text, error="m", mask=_MASK, encoding="utf-8")
    except segno.DataOverflowError:
        return None
    if int(made.version) > _LARGEST_VERSION:
        return None
    modules, _ = made.symbol_size(border=_BORDER)
    least = _SMALL if int(made.version) <= _SMALL_VERSION else _LARGE
    stream = io.BytesIO()
    made.save(stream, kind="png", scale=_PIXELS, border=_BORDER)
    return Code(stream.getvalue(), int(modules) * _PIXELS, max(least, modules * _MODULE))
