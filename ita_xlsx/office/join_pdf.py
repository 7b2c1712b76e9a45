"""Join several PDFs into one, with a title and a bookmark for each, and find the fonts on their pages.

Takes paths of PDFs; returns the bytes of the joined PDF and facts about it, or raises OutputError. Reads the disk.
"""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from ita_xlsx.errors import OutputError
from ita_xlsx.model.findings.codes import Code

HOUSE_FONT = "TH Sarabun New"
_PRODUCER = "ita-xlsx"
# The name of a subset of a font begins with six letters and a plus sign.
_SUBSET = re.compile(r"^[A-Z]{6}\+")
_STYLE = re.compile(r"[-,]?(?:Regular|Bold|Italic|Oblique)+$")


@dataclass(frozen=True)
class Part:
    """One PDF to join; ``name`` is the text of its bookmark."""

    name: str
    pdf: Path


@dataclass(frozen=True)
class JoinedPdf:
    """A joined PDF: its bytes, the number of pages of each part, and its font families, most used first."""

    data: bytes
    pages: tuple[int, ...]
    fonts: tuple[str, ...]

    @property
    def in_house_font(self) -> bool:
        """Return True if the pages use the font that the workbooks ask for."""
        return any(map(is_house_family, self.fonts))


def join(parts: Sequence[Part], title: str, issued: date) -> JoinedPdf:
    """Join all parts in their order into one PDF; the same parts, title and date give the same bytes.

    Raise OutputError (C723) if a part is no PDF.
    """
    from pypdf import PdfWriter

    writer = PdfWriter()
    pages: list[int] = []
    fonts: Counter[str] = Counter()
    for part in parts:
        try:
            reader = read_pdf(part.pdf)
            for page in reader.pages:
                fonts.update(_fonts_of(page))
            start = len(writer.pages)
            writer.append(reader, import_outline=False)
        except Exception as error:  # pypdf raises whatever its parser stumbles on
            raise OutputError(Code.PDF_NOT_JOINED, name=part.name) from error
        pages.append(len(reader.pages))
        writer.add_outline_item(title=part.name, page_number=start)
    writer.page_mode = "/UseOutlines"
    day = f"D:{issued:%Y%m%d}000000"
    writer.metadata = {
        "/Title": title, "/Creator": _PRODUCER, "/Producer": _PRODUCER, "/CreationDate": day, "/ModDate": day,
    }  # fmt: skip
    stream = io.BytesIO()
    writer.write(stream)
    return JoinedPdf(stream.getvalue(), tuple(pages), tuple(name for name, _ in fonts.most_common()))


def is_pdf(path: Path) -> bool:
    """Return True if a file is a PDF that has pages."""
    try:
        check_pdf(path.read_bytes())
    except (OSError, OutputError):
        return False
    return True


def check_pdf(data: bytes) -> None:
    """Raise OutputError (C723) if the data is no PDF with pages."""
    try:
        count = len(read_pdf(io.BytesIO(data)).pages)
    except Exception as error:  # pypdf raises whatever its parser stumbles on
        raise OutputError(Code.PDF_NOT_JOINED, name="") from error
    if not count:
        raise OutputError(Code.PDF_NOT_JOINED, name="")


def read_pdf(source: Path | io.BytesIO) -> Any:
    """Return the reader of a PDF, with the warnings of its library switched off."""
    from pypdf import PdfReader

    # The library's warnings on a damaged file do not help the user, who gets a message of ours.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    return PdfReader(source)


def _fonts_of(page: Any) -> Iterator[str]:
    """Yield the family of each font of a page: ``THSarabunNew`` for ``BAAAAA+THSarabunNew-Bold``."""
    resources = page.get("/Resources")
    fonts = resources.get_object().get("/Font") if resources is not None else None
    for font in fonts.get_object().values() if fonts is not None else ():
        if family := family_of(str(font.get_object().get("/BaseFont", ""))):
            yield family


def family_of(name: str) -> str:
    """Return the family of a font in a PDF: ``THSarabunNew`` for ``/BAAAAA+THSarabunNew-Bold``."""
    return _STYLE.sub("", _SUBSET.sub("", name.removeprefix("/")))


def is_house_family(family: str) -> bool:
    """Return True if a family is the font that the workbooks ask for."""
    return _comparable(HOUSE_FONT) in _comparable(family)


def _comparable(name: str) -> str:
    """Return the name of a font without spaces and case."""
    return name.casefold().replace(" ", "")
