"""Read the printed pages of a PDF: as pictures, as text, and where each text stands."""

import re
import shutil
import subprocess
from html import unescape
from pathlib import Path
from typing import NamedTuple

TOOLS = ("pdftoppm", "pdftotext")
PAGE = re.compile(r"<page .*?</page>", re.DOTALL)
PIECE = re.compile(r'<word xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">(.*?)</word>')


class Box(NamedTuple):
    """A piece of text and its place in points from the upper left corner of a page, which counts from 1."""

    page: int
    text: str
    left: float
    top: float
    right: float
    bottom: float


def missing() -> str | None:
    """Return why pages cannot be read here, or None when they can."""
    absent = [tool for tool in TOOLS if shutil.which(tool) is None]
    return f"{', '.join(absent)} (poppler-utils) not installed" if absent else None


def render(pdf: Path, folder: Path, dpi: int = 100) -> list[Path]:
    """Draw every page as a PNG in a folder, and return the files in page order."""
    folder.mkdir(parents=True, exist_ok=True)
    _run("pdftoppm", "-r", str(dpi), "-png", str(pdf), str(folder / pdf.stem))
    return sorted(folder.glob(f"{pdf.stem}-*.png"), key=lambda page: int(page.stem.rpartition("-")[2]))


def page_texts(pdf: Path) -> list[str]:
    """Return the text of every page in the order in which it was drawn.

    By place on the paper, pdftotext would put false spaces into Thai and swap its marks: การป้ องกัน, ทัง้ นี้.
    """
    return _run("pdftotext", "-raw", str(pdf), "-").split("\f")[:-1]


def bare(text: str) -> str:
    """Return a text without white space, to look for a sentence that may be broken into lines."""
    return "".join(text.split())


def boxes(pdf: Path) -> list[Box]:
    """Return where the ink of every piece of text stands; a Thai word may come in several pieces."""
    found = []
    for number, page in enumerate(PAGE.findall(_run("pdftotext", "-bbox", str(pdf), "-")), start=1):
        for left, top, right, bottom, text in PIECE.findall(page):
            found.append(Box(number, unescape(text), float(left), float(top), float(right), float(bottom)))
    return found


def _run(*command: str) -> str:
    return subprocess.run(command, capture_output=True, check=True, encoding="utf-8").stdout
