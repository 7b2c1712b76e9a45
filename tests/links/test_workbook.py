"""Check that the workbook of links lists every address, and opens web addresses only."""

from __future__ import annotations

import io
from collections import Counter
from pathlib import Path

import openpyxl
import pytest

from ita_xlsx.output.book import Book
from tests.conftest import EDITION
from tests.libreoffice.office import Office
from tests.libreoffice.workbooks import package_parts
from tests.support.links import STEPS
from tests.support.program import run
from tests.support.samut_sakhon import ROWS


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ITA_LANG", "en")
    monkeypatch.chdir(tmp_path)


def test_the_workbook_lists_every_address_and_opens_only_web_addresses(form: Path) -> None:
    book = openpyxl.load_workbook(form)
    hostile = (
        "javascript:alert(1)",
        r"\\evil\share\x",
        "=cmd|' /C calc'!A0 https://a.go.th/=x",
        'https://a.go.th/"><x>',
    )
    for row, text in enumerate(hostile, STEPS.first_row + 57):
        book[STEPS.sheet].cell(row, STEPS.col("step") + 1, "ขั้นตอน")
        cell = book[STEPS.sheet].cell(row, STEPS.col("url") + 1)
        cell.value, cell.data_type = text, "s"
    book.save(form)
    assert run("links", form, "--framework", "2568", "-o", "out", "--issued", "2026-11-20", "-q") == 1
    sheet = openpyxl.load_workbook("out.xlsx")["ลิงก์หลักฐาน"]
    rows = list(sheet.iter_rows(min_row=6, values_only=True))
    assert len(rows) == 58
    assert Counter(row[6] for row in rows) == {"ยังไม่พบข้อผิด": 32, "ควรตรวจ": 20, "เหตุผล": 3, "เปิดไม่ได้": 3}
    targets = [str(cell.hyperlink.target) for row in sheet.iter_rows() for cell in row if cell.hyperlink]
    assert len(targets) == 52
    assert all(
        target.startswith(("https://www.opsmoac.go", "https://docs.google.com/", "https://a.go.th/=x"))
        for target in targets
    )
    assert [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"] == []
    first = package_parts(Path("out.xlsx"))
    assert run("links", form, "--framework", "2568", "-o", "out", "--issued", "2026-11-20", "-q") == 3
    assert run("links", form, "--framework", "2568", "-o", "out", "--issued", "2026-11-20", "-q", "--force") == 1
    assert package_parts(Path("out.xlsx")) == first


@pytest.mark.parametrize(
    "target", ["javascript:alert(1)", "file:///etc/passwd", "internal:A1", "https://a b", "https://ก"]
)
def test_a_sheet_takes_no_other_link(target: str) -> None:
    book = Book("x", "x", EDITION)
    book.sheet("x").address(0, 0, target, "x", "text")
    assert not [name for name, part in package_parts(io.BytesIO(book.finish())).items() if b"<hyperlink" in part]


def test_a_printed_page_holds_every_address_whole(printer: Office, form: Path, tmp_path: Path) -> None:
    from tests.libreoffice.pages import bare, page_texts

    assert run("links", form, "--framework", "2568", "-o", "out.xlsx", "-q") == 0
    printer.pdf(tmp_path / "out.xlsx", tmp_path / "out.pdf")
    pages = page_texts(tmp_path / "out.pdf")
    text = bare("".join(pages))
    assert [row[3] for row in ROWS if row[3] and bare(row[3]) not in text] == []
    assert all("ผลการตรวจ" in page for page in pages)
    heights = printer.row_heights(tmp_path / "out.xlsx", "ลิงก์หลักฐาน")[5:]
    assert [row for row, (height, needed) in enumerate(heights) if needed > height] == []
