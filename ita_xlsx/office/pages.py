"""Many PDFs into one: a bookmark for each, a title, and the fonts that were really used."""

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

HOUSE_FONT = "TH Sarabun New"
_MAKER = "ita-xlsx"
# A subset of a font carries six letters before its name.
_SUBSET = re.compile(r"^[A-Z]{6}\+")
_STYLE = re.compile(r"[-,]?(?:Regular|Bold|Italic|Oblique)+$")


@dataclass(frozen=True)
class Part:
    """One PDF to join, under the name its bookmark shows."""

    name: str
    pdf: Path


@dataclass(frozen=True)
class Joined:
    """The bytes of the whole, the pages of each part, and the families of its fonts, most used first."""

    data: bytes
    pages: tuple[int, ...]
    fonts: tuple[str, ...]

    @property
    def in_house_font(self) -> bool:
        """Whether the pages show the font the workbooks ask for."""
        return any(_plain(HOUSE_FONT) in _plain(font) for font in self.fonts)


def join(parts: Sequence[Part], title: str, issued: date) -> Joined:
    """One PDF of all parts in their order; the same parts and date give the same bytes.

    Raises OutputError (C723) for what is no PDF.
    """
    from pypdf import PdfWriter

    writer = PdfWriter()
    pages: list[int] = []
    fonts: Counter[str] = Counter()
    for part in parts:
        try:
            reader = _reader(part.pdf)
            for page in reader.pages:
                fonts.update(_fonts_of(page))
            start = len(writer.pages)
            writer.append(reader, import_outline=False)
        except Exception as error:  # pypdf raises whatever its parser stumbles on
            raise OutputError("C723", name=part.name) from error
        pages.append(len(reader.pages))
        writer.add_outline_item(title=part.name, page_number=start)
    writer.page_mode = "/UseOutlines"
    day = f"D:{issued:%Y%m%d}000000"
    writer.metadata = {
        "/Title": title, "/Creator": _MAKER, "/Producer": _MAKER, "/CreationDate": day, "/ModDate": day,
    }  # fmt: skip
    stream = io.BytesIO()
    writer.write(stream)
    return Joined(stream.getvalue(), tuple(pages), tuple(name for name, _ in fonts.most_common()))


def is_pdf(path: Path) -> bool:
    """Whether a file is a PDF that has pages."""
    try:
        check_pdf(path.read_bytes())
    except (OSError, OutputError):
        return False
    return True


def check_pdf(data: bytes) -> None:
    """Raises OutputError for what is no PDF with pages."""
    try:
        count = len(_reader(io.BytesIO(data)).pages)
    except Exception as error:  # pypdf raises whatever its parser stumbles on
        raise OutputError("C723", name="") from error
    if not count:
        raise OutputError("C723", name="")


def _reader(source: Path | io.BytesIO) -> Any:
    from pypdf import PdfReader

    # Its remarks on a damaged file help nobody; that the file cannot be used is a finding of ours.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    return PdfReader(source)


def _fonts_of(page: Any) -> Iterator[str]:
    """The families of a page's fonts: ``BAAAAA+THSarabunNew-Bold`` is of ``THSarabunNew``."""
    resources = page.get("/Resources")
    named = resources.get_object().get("/Font") if resources is not None else None
    for font in named.get_object().values() if named is not None else ():
        name = str(font.get_object().get("/BaseFont", "")).removeprefix("/")
        if family := _STYLE.sub("", _SUBSET.sub("", name)):
            yield family


def _plain(name: str) -> str:
    return name.casefold().replace(" ", "")
