"""Make QR codes of the addresses that prove a step, so that a printed form can be scanned.

Takes addresses; returns pictures with their sizes. Works in memory only.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import lru_cache

# Every camera reads a small code up to version 4; above it the modules need more paper. Sides in centimetres.
_SMALL, _LARGE, _SMALL_VERSION = 1.85, 2.25, 4
# Narrower modules (centimetres) are lost in print; a code of a higher version would fill the row.
_MODULE, _LARGEST_VERSION = 0.04, 15
_BORDER = 4
# Pixels for each module: as many as 300 dots per inch can print.
_PIXELS = 4
# One mask for all codes: trying eight takes twice the time, and cameras read any of them.
_MASK = 3


@dataclass(frozen=True)
class Code:
    """A QR code as a picture; ``pixels`` is its side, ``side`` the side it needs on paper in centimetres."""

    png: bytes
    pixels: int
    side: float


@lru_cache(maxsize=4096)
def code_for(text: str) -> Code | None:
    """Return the QR code of an address, error level M or better; None for a text too long to be read from paper."""
    import segno

    try:
        qr_code = segno.make_qr(text, error="m", mask=_MASK, encoding="utf-8")
    except segno.DataOverflowError:
        return None
    if int(qr_code.version) > _LARGEST_VERSION:
        return None
    modules, _ = qr_code.symbol_size(border=_BORDER)
    least = _SMALL if int(qr_code.version) <= _SMALL_VERSION else _LARGE
    stream = io.BytesIO()
    qr_code.save(stream, kind="png", scale=_PIXELS, border=_BORDER)
    return Code(stream.getvalue(), int(modules) * _PIXELS, max(least, modules * _MODULE))
