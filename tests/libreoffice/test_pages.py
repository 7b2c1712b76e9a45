"""Check that printed pages show Thai as the reader will see it, and that the tests can read it back."""

import shutil
from pathlib import Path

import pytest
import xlsxwriter

from tests.libreoffice import fonts, pages
from tests.libreoffice.conftest import SHEET
from tests.libreoffice.office import Office

SENTENCE = "การเปิดเผยข้อมูลสาธารณะของหน่วยงานภาครัฐ"
HARD_TO_READ = "ทั้งนี้ การป้องกันการทุจริต น้ำหนักคะแนน ฝั่งฟื้นฟู"


def test_pages_are_printed_and_read(printer: Office, workbook: Path, tmp_path: Path) -> None:
    filled, pdf = tmp_path / "filled.xlsx", tmp_path / "pages.pdf"
    printer.type_into(workbook, filled, [(SHEET, "A4", HARD_TO_READ)])
    printer.pdf(filled, pdf)
    first, second = pages.page_texts(pdf)
    assert {"30", "ครบ", "#DIV/0!"} <= set(first.split())
    assert HARD_TO_READ in first
    assert second.split() == ["60"]
    pictures = pages.render(pdf, tmp_path / "pictures")
    assert [picture.name for picture in pictures] == ["pages-1.png", "pages-2.png"]


def test_a_wrapped_sentence_is_read_whole(printer: Office, tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "wrapped.xlsx") as book:
        sheet = book.add_worksheet()
        sheet.set_row(0, 150)
        sheet.write("A1", SENTENCE, book.add_format({"font_name": fonts.FAMILY, "text_wrap": True}))
    printer.pdf(tmp_path / "wrapped.xlsx", tmp_path / "wrapped.pdf")
    (text,) = pages.page_texts(tmp_path / "wrapped.pdf")
    assert len(text.splitlines()) > 2
    assert pages.bare(text) == SENTENCE


@pytest.mark.parametrize(("bold", "points"), [(False, 199.0), (True, 207.7)])
def test_thai_has_its_true_width(printer: Office, tmp_path: Path, bold: bool, points: float) -> None:
    names = (fonts.FAMILY, *fonts.OTHER_NAMES)
    with xlsxwriter.Workbook(tmp_path / "width.xlsx") as book:
        for name in names:
            style = book.add_format({"font_name": name, "font_size": 16, "bold": bold})
            book.add_worksheet().write("A1", SENTENCE, style)
    printer.pdf(tmp_path / "width.xlsx", tmp_path / "width.pdf")
    widths = []
    for page in range(1, len(names) + 1):
        line = [box for box in pages.boxes(tmp_path / "width.pdf") if box.page == page]
        widths.append(max(box.right for box in line) - min(box.left for box in line))
    assert widths == pytest.approx([points] * len(names), rel=0.02)


def test_the_fonts_are_served_under_every_name(printer: Office, fontconfig: Path) -> None:
    for name in (fonts.FAMILY, *fonts.OTHER_NAMES):
        for style in fonts.STYLES:
            assert fonts.served(f"{name}:style={style}", fontconfig)[0] == fonts.FAMILY
    assert fonts.missing(fontconfig) is None


def test_absent_fonts_and_tools_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    config = fonts.build_fonts(tmp_path / "fonts")
    assert "TH Sarabun New" in str(fonts.missing(config))
    assert "pdftoppm, pdftotext" in str(pages.missing())
