"""Check that printed pages are joined into one PDF with its bookmarks and fonts, and that only a PDF is taken."""

from __future__ import annotations

import io
from pathlib import Path

import pypdf
import pytest
from pypdf.generic import DictionaryObject, NameObject

from ita_xlsx.errors import OutputError
from ita_xlsx.model.agency import Agency
from ita_xlsx.office.join_pdf import Part, check_pdf, is_pdf, join
from tests.conftest import ISSUED
from tests.office.filled_forms import form, steps_of
from tests.support.program import run

HOUSE, OTHER = "/BAAAAA+THSarabunNew-Bold", "/CAAAAA+Carlito"
# A program that plays LibreOffice: it puts a PDF made before where the page of the first form is asked for.
PRINTS = 'while [ "$1" != --outdir ]; do shift; done; cp "{page}" "$2/0001.pdf"'


def write_pdf(path: Path, *fonts: str) -> Path:
    """Write a PDF with a page for each font; a page of no font has no resources."""
    writer = pypdf.PdfWriter()
    for name in fonts:
        page = writer.add_blank_page(595, 842)
        font = DictionaryObject({NameObject("/Type"): NameObject("/Font"), NameObject("/BaseFont"): NameObject(name)})
        fonts_of_page = DictionaryObject({NameObject("/F1"): font}) if name else DictionaryObject()
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts_of_page})
    writer.write(path)
    return path


def test_parts_are_joined_in_their_order_with_bookmarks_and_fonts(tmp_path: Path) -> None:
    parts = [
        Part("หนึ่ง", write_pdf(tmp_path / "1.pdf", HOUSE, OTHER)),
        Part("สอง", write_pdf(tmp_path / "2.pdf", HOUSE, "")),
    ]
    joined = join(parts, "ชื่อเรื่อง", ISSUED)
    reader = pypdf.PdfReader(io.BytesIO(joined.data))
    outline = [item for item in reader.outline if not isinstance(item, list)]
    bookmarks = [(item.title, reader.get_destination_page_number(item)) for item in outline]
    assert bookmarks == [("หนึ่ง", 0), ("สอง", 2)]
    assert (joined.pages, joined.fonts, joined.in_house_font) == ((2, 2), ("THSarabunNew", "Carlito"), True)
    assert reader.metadata is not None
    assert reader.metadata.title == "ชื่อเรื่อง"
    assert join(parts, "ชื่อเรื่อง", ISSUED) == joined


def test_pages_in_another_font_are_not_in_the_house_font(tmp_path: Path) -> None:
    assert not join([Part("หนึ่ง", write_pdf(tmp_path / "1.pdf", OTHER))], "", ISSUED).in_house_font


@pytest.mark.parametrize("data", [b"", b"%PDF-1.6", b"PK\x03\x04"])
def test_what_is_no_pdf_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "x.pdf"
    path.write_bytes(data)
    assert not is_pdf(path)
    with pytest.raises(OutputError) as refused:
        join([Part("หนึ่ง", path)], "", ISSUED)
    assert refused.value.code == "C723"


def test_a_pdf_without_pages_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OutputError) as refused:
        check_pdf(write_pdf(tmp_path / "x.pdf").read_bytes())
    assert refused.value.code == "C723"
    assert not is_pdf(tmp_path / "nowhere.pdf")
    assert is_pdf(write_pdf(tmp_path / "y.pdf", ""))


@pytest.mark.skipif("os.name != 'posix'", reason="the program that plays LibreOffice is a shell script")
def test_a_form_is_printed_under_the_name_of_its_agency(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    page, soffice = write_pdf(tmp_path / "page.pdf", HOUSE), tmp_path / "soffice"
    soffice.write_text(f"#!/bin/sh\n{PRINTS.format(page=page)}\n", encoding="utf-8")
    soffice.chmod(0o755)
    monkeypatch.setenv("ITA_SOFFICE", str(soffice))
    form(Path("a.xlsx"), Agency("P01", "สำนักงานหนึ่ง"), steps_of(1))
    assert run("print", "a.xlsx", "-o", "out.pdf", "-q") == 0
    (bookmark,) = pypdf.PdfReader("out.pdf").outline
    assert isinstance(bookmark, pypdf.generic.Destination)
    assert bookmark.title == "สำนักงานหนึ่ง"
