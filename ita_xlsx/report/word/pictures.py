"""Put a picture such as an emblem into a document, in its own proportions.

Takes values; adds a part to a package, and returns the XML of the drawing.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from ita_xlsx.model.document import Figure
from ita_xlsx.report.word.body_parts import BodyParts
from ita_xlsx.report.word.chart_part import EMU_OF_MM, EMU_OF_TWIP
from ita_xlsx.report.word.render_xml import body_macros, on_one_line

if TYPE_CHECKING:
    from markupsafe import Markup

_PNG, _JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8"
# The markers of a JPEG that hold its size, and those that stand alone.
_SIZES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
_LEAST, _MOST = 1, 30_000


def picture_size(content: bytes) -> tuple[str, int, int]:
    """Return the ending (``png`` or ``jpeg``), width and height in dots; raise ValueError for anything else."""
    if content.startswith(_PNG) and len(content) > 24 and content[12:16] == b"IHDR":
        width, height = struct.unpack(">II", content[16:24])
        kind = "png"
    elif content.startswith(_JPEG):
        kind, (width, height) = "jpeg", _jpeg_size(content)
    else:
        raise ValueError("no PNG or JPEG picture")
    if not (_LEAST <= width <= _MOST and _LEAST <= height <= _MOST):
        raise ValueError("no size of a picture")
    return kind, width, height


def _jpeg_size(content: bytes) -> tuple[int, int]:
    place = 2
    while place + 9 < len(content) and content[place] == 0xFF:
        marker, length = content[place + 1], struct.unpack(">H", content[place + 2 : place + 4])[0]
        if marker in _SIZES:
            height, width = struct.unpack(">HH", content[place + 5 : place + 9])
            return width, height
        place += 2 + length
    raise ValueError("a JPEG picture without a size")


def picture_run(figure: Figure, parts: BodyParts) -> Markup:
    """Return the run with a picture, not wider than the text; add the picture to the package."""
    from markupsafe import Markup

    kind, dots_wide, dots_high = picture_size(figure.content)
    package = parts.package
    names = (name for name, data in package.parts.items() if data == figure.content and name.startswith("word/media/"))
    name = next(names, "")
    if not name:
        name = package.free_name("word/media", "picture", kind)
        package.parts[name] = figure.content
        package.add_default_type(kind, f"image/{kind}")
    relation = package.relate(package.document, "image", name)
    height = figure.height_mm * EMU_OF_MM
    width = height * dots_wide / dots_high
    shrink = min(1.0, parts.width * EMU_OF_TWIP / width) if parts.width else 1.0
    size = (round(width * shrink), round(height * shrink))
    macros = body_macros()
    number = parts.next_number()
    graphic = macros.picture_graphic(relation, number, f"picture {number}", *size)
    return Markup(macros.drawing(number, *size, f"picture {number}", on_one_line(parts.words(figure.alt)), graphic))
