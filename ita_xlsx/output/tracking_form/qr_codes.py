"""Make QR codes of the addresses that prove a step, so that a printed form can be scanned.

Takes addresses; returns pictures with their sizes. Works in memory only.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

# Every camera reads a small code up to version 4; above it the modules need more paper. Sides in centimetres.
_SMALL, _LARGE, _SMALL_VERSION = 1.8, 2.25, 4
# Narrower modules (centimetres) are lost in print; a code of a higher version would fill the row.
_MODULE, _LARGEST_VERSION = 0.04, 15
_BORDER = 4
# Pixels for each module: as many as 300 dots per inch can print.
_PIXELS = 4
# One mask for all codes: trying eight takes twice the time, and cameras read any of them.
_MASK = 3


@dataclass(frozen=True)
class Code:
    """A QR code; ``side`` is what it needs on paper in centimetres."""

    symbol: Any
    modules: int
    side: float

    @property
    def pixels(self) -> int:
        """Return the side of its picture in pixels."""
        return self.modules * _PIXELS

    @cached_property
    def png(self) -> bytes:
        """Return its picture for a workbook."""
        stream = io.BytesIO()
        self.symbol.save(stream, kind="png", scale=_PIXELS, border=_BORDER)
        return stream.getvalue()

    @cached_property
    def svg(self) -> str:
        """Return its picture for a page: an element without size, style or text."""
        return str(self.symbol.svg_inline(border=_BORDER, omitsize=True, svgclass=None, lineclass=None))


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
    modules = int(qr_code.symbol_size(border=_BORDER)[0])
    least = _SMALL if int(qr_code.version) <= _SMALL_VERSION else _LARGE
    return Code(qr_code, modules, max(least, modules * _MODULE))
