"""Make the pictures of the documents from the demonstration, as LibreOffice prints its sheets in the house font.

``ITA_UPDATE_PAGES=1`` writes them; fonts and programs differ between machines, so only their size is compared.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pypdf
import pytest

from tests.conftest import ISSUED
from tests.libreoffice import fonts
from tests.libreoffice.office import Office
from tests.libreoffice.plugin import give_up
from tests.support.pages import DOCS, UPDATE
from tests.support.program import run

PICTURES = DOCS / "pictures"
FAULTY = "round/returned/ITA2568 P15 สำนักงานประกันสังคมจังหวัดสมุทรปราการ (จำลอง).xlsx"
REPORTED = "round/returned/ITA2568 P02 สำนักงานจังหวัดสมุทรปราการ (จำลอง).xlsx"
REAL = "samut-prakan-2568"
# The file below the folder of the demonstration, and the sheet of which the first page is shown; without a sheet, what
# ``ita print`` makes of it.
SHOWN = {
    "province": ("round/consolidated.xlsx", "ภาพรวม"),
    "measures": ("round/measures.xlsx", "ภาพรวมมาตรการ"),
    "summary": (f"{REAL}/3-analysis.xlsx", "สรุปผล"),
    "form": (f"{REAL}/2-returned.xlsx", "IIT"),
    "preliminary": (f"{REAL}/2-returned.xlsx", "ผลเบื้องต้น"),
    "feedback": ("copies/ITA2568 P15 สำนักงานประกันสังคมจังหวัดสมุทรปราการ (จำลอง) - แก้ไข.xlsx", "รายการแก้ไข"),
    "tracking": (REPORTED, ""),
}
_DOTS_PER_INCH = "90"

pytestmark = [pytest.mark.office, pytest.mark.slow]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    run("demo", folder, "--force", "--issued", ISSUED.isoformat(), "-q")
    run("check", folder / FAULTY, "--feedback", folder / "copies", "--issued", ISSUED.isoformat(), "-q")
    return folder


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory, fontconfig: Path) -> Iterator[Office]:
    if reason := Office.available() or fonts.missing(fontconfig):
        give_up(reason)
    if shutil.which("pdftoppm") is None:
        give_up("pdftoppm (poppler-utils) is not installed")
    with Office(tmp_path_factory.mktemp("office"), fontconfig) as office:
        yield office


def page_of(pdf: Path, sheet: str) -> int:
    """Return the number of the first page of a sheet, from 1."""
    reader = pypdf.PdfReader(pdf)
    marks = [mark for mark in reader.outline if not isinstance(mark, list)]
    starts = (reader.get_destination_page_number(mark) for mark in marks if mark.title == sheet)
    return next(start for start in starts if start is not None) + 1 if sheet else 1


def size_of(png: Path) -> tuple[int, int]:
    """Return width and height of a PNG in pixels."""
    head = png.read_bytes()[16:24]
    return int.from_bytes(head[:4], "big"), int.from_bytes(head[4:], "big")


@pytest.mark.parametrize("name", SHOWN)
def test_a_picture_shows_what_the_program_writes(
    name: str, demo: Path, office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fontconfig: Path
) -> None:
    file, sheet = SHOWN[name]
    pdf = tmp_path / "printed.pdf"
    if sheet:
        office.pdf(demo / file, pdf)
    else:
        monkeypatch.setenv("FONTCONFIG_FILE", str(fontconfig))
        run("print", demo / file, "-o", pdf, "-q")
    page = str(page_of(pdf, sheet))
    made = tmp_path / "made"
    command = ("pdftoppm", "-png", "-singlefile", "-r", _DOTS_PER_INCH, "-f", page, "-l", page, str(pdf), str(made))
    subprocess.run(command, check=True)
    made = made.with_suffix(".png")
    if os.environ.get(UPDATE) == "1":
        shutil.copy(made, PICTURES / f"{name}.png")
    assert size_of(PICTURES / f"{name}.png") == size_of(made)
