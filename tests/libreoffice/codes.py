"""Find the QR codes of a printed page as a camera does, and where they stand."""

import subprocess
from pathlib import Path
from typing import Any, NamedTuple

INCH = 2.54


class Code(NamedTuple):
    """A code on a page, which counts from 1: its text, its upper left corner and its side, in centimetres.

    The side is that of the modules alone, without the white border.
    """

    page: int
    text: str
    left: float
    top: float
    side: float


def missing() -> str | None:
    """Return why codes cannot be read here, or None when they can."""
    try:
        import zxingcpp  # noqa: F401
    except ImportError:
        return "zxing-cpp is not installed"
    return None


def read_codes(pdf: Path, folder: Path, dpi: int = 200) -> list[Code]:
    """Scan every page, and return its codes from top to bottom."""
    import zxingcpp

    folder.mkdir(parents=True, exist_ok=True)
    subprocess.run(("pdftoppm", "-r", str(dpi), "-gray", str(pdf), str(folder / "scan")), check=True)
    found = []
    for picture in folder.glob("scan-*.pgm"):
        page = int(picture.stem.rpartition("-")[2])
        for code in zxingcpp.read_barcodes(_grey(picture)):
            at = code.position
            left, top, right = (corner / dpi * INCH for corner in (at.top_left.x, at.top_left.y, at.top_right.x))
            found.append(Code(page, code.text, left, top, right - left))
        picture.unlink()
    return sorted(found, key=lambda code: (code.page, code.top))


def _grey(picture: Path) -> Any:
    """A scanned page as a matrix of greys."""
    import numpy

    _, size, _, dots = picture.read_bytes().split(b"\n", 3)
    width, height = map(int, size.split())
    return numpy.frombuffer(dots, dtype=numpy.uint8).reshape(height, width)
