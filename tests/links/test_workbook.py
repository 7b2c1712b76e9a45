"""Check that the workbook of links lists every address, and opens web addresses only."""

from __future__ import annotations

import io
from collections import Counter
from pathlib import Path

import openpyxl
import pytest

from ita_xlsx.model.text.digits import thai_words
from ita_xlsx.output.book import Book
from tests.conftest import EDITION
from tests.libreoffice.office import Office
from tests.libreoffice.pages import bare, page_texts
from tests.libreoffice.workbooks import package_parts
from tests.support.links import STEPS
from tests.support.program import run
from tests.support.samut_sakhon import ROWS
from tests.support.tracked_steps import rows_of


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
    sheets = openpyxl.load_workbook("out.xlsx").worksheets[:2]
    faulty, sound = (rows_of(sheet, 4) for sheet in sheets)
    assert [row["ผลการตรวจ"] for row in faulty] == ["เปิดไม่ได้"] * 3 + ["ควรตรวจ"] * 20
    assert Counter(row["ผลการตรวจ"] for row in sound) == {"ยังไม่พบข้อผิด": 32, "เหตุผล": 3}
    values = openpyxl.load_workbook("out.xlsx", data_only=True).worksheets[0]
    assert str(values["A2"].value).startswith("ต้องดู 23 จาก 58 รายการ: เปิดไม่ได้ 3 · ควรตรวจ 20 · ")
    cells = [cell for sheet in sheets for row in sheet.iter_rows() for cell in row]
    targets = [str(cell.hyperlink.target) for cell in cells if cell.hyperlink]
    assert len(targets) == 52
    assert all(
        target.startswith(("https://www.opsmoac.go", "https://docs.google.com/", "https://a.go.th/=x"))
        for target in targets
    )
    assert [cell.coordinate for cell in cells if cell.data_type == "f"] == ["A2"]
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


def test_a_line_holds_each_address_and_what_is_cut_stands_at_its_end(form: Path) -> None:
    assert run("links", form, "--framework", "2568", "-o", "out.xlsx", "-q") == 0
    sheets = openpyxl.load_workbook("out.xlsx").worksheets[:2]
    rows = [row for sheet in sheets for row in rows_of(sheet, 4)]
    texts = [f"{row['ที่อยู่ (URL) หรือเหตุผล']} {row['ข้อความเต็ม'] or ''}" for row in rows]
    assert [row[3] for row in ROWS if row[3] and not any(" ".join(row[3].split()) in text for text in texts)] == []
    assert all("\n" not in str(text) for row in rows for text in row.values())


def test_what_is_to_be_looked_at_is_printed_and_the_rest_is_for_the_screen(
    printer: Office, form: Path, tmp_path: Path
) -> None:
    assert run("links", form, "--framework", "2568", "-o", "out.xlsx", "-q") == 0
    printer.pdf(tmp_path / "out.xlsx", tmp_path / "out.pdf")
    pages = page_texts(tmp_path / "out.pdf")
    assert all("ผลการตรวจ" in page for page in pages[:-1])
    assert "ไม่พิมพ์ทั้งตาราง" in bare(pages[-1])
    heights = printer.row_heights(tmp_path / "out.xlsx", "ลิงก์หลักฐาน")[4:]
    assert [row for row, (height, needed) in enumerate(heights) if needed > height] == []


@pytest.mark.parametrize("digits", ["arabic", "thai"])
def test_the_sentence_follows_the_verdicts(office: Office, form: Path, tmp_path: Path, digits: str) -> None:
    assert run("links", form, "--framework", "2568", "-o", "out.xlsx", "-q", "--digits", digits) == 0
    path, place = tmp_path / "out.xlsx", ("ลิงก์หลักฐาน", "A2")
    cached = openpyxl.load_workbook(path, data_only=True)["ลิงก์หลักฐาน"]["A2"].value
    assert office.values(path, [place]) == [cached]
    (changed,) = office.values(path, [place], [("ลิงก์หลักฐาน", "C5", "เปิดไม่ได้")])
    assert (thai_words("เปิดไม่ได้ 1") if digits == "thai" else "เปิดไม่ได้ 1") in str(changed)
