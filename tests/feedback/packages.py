"""Make forms and marked copies, and look into their packages."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import openpyxl

from ita_xlsx.cycle.templates import make_form
from ita_xlsx.model.findings import Severity
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.marked_copy import Fault, Letter
from ita_xlsx.model.round_settings import Contact, RoundSettings
from tests.conftest import EDITION, full_scores, submission_of
from tests.support.cells import cell

ERROR, WARNING, INFO = Severity
REPORT, SUMMARY = "รายการแก้ไข", "สรุปข้อค้นพบ"
YEAR = 2568
# The cells that are marked.
I4, I5, I6, O2 = (cell(YEAR, code) for code in ("i4", "i5", "i6", "o2"))
E1, E3 = cell(YEAR, "e1 public"), cell(YEAR, "e3 public")
E1_TO_E3 = E1.to(E3)
FAULTS = (
    Fault(
        severity=ERROR,
        code="S201",
        problem="คะแนนเกินช่วง 0-100",
        fix="กรอกตัวเลข 0 ถึง 100",
        sheet="IIT",
        cells=(I4.a1,),
        value="150",
    ),
    Fault(
        severity=ERROR,
        code="S202",
        problem="ไม่ใช่คะแนน",
        fix="พิมพ์เป็นตัวเลข",
        sheet="EIT",
        cells=(E1_TO_E3.a1,),
        value='=HYPERLINK("http://x")',
    ),
    Fault(
        severity=WARNING,
        code="S205",
        problem="ทศนิยมเกินสองตำแหน่ง",
        fix="ปัดเศษ",
        sheet="IIT",
        cells=(I5.a1, I6.a1),
        value="88.123",
    ),
    Fault(severity=INFO, code="S206", problem="อ่าน «๘๐» เป็น 80", fix="", sheet="OIT", cells=(O2.a1,), value="๘๐"),
)
LETTER = Letter(
    file="ตอบกลับ.xlsx",
    agency="สำนักงานทดสอบ & คณะ",
    year="2568",
    status="ยังรับไม่ได้",
    answered="58 จาก 61",
    faults=FAULTS,
    issued=date(2026, 12, 1),
    deadline=date(2026, 12, 30),
    contact=Contact("ฝ่ายแผน", "02 123 4567"),
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
IIT = "xl/worksheets/sheet3.xml"
Change = Callable[[bytes], bytes]


def filled(framework: Framework) -> bytes:
    return make_form(framework, RoundSettings(), submission_of(framework, full_scores(framework)), EDITION)


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(content: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, xml in content.items():
            archive.writestr(name, xml)
    return buffer.getvalue()


def changed(data: bytes, changes: Mapping[str, Change]) -> bytes:
    """The same workbook with some parts rewritten or added."""
    old = parts(data)
    return zipped(old | {name: change(old.get(name, b"")) for name, change in changes.items()})


def edited(data: bytes, edit: Callable[[Any], None]) -> bytes:
    """The same workbook after some work by openpyxl."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    edit(book)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def opened(data: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data))


def live(data: bytes) -> set[tuple[str, str, str]]:
    """Every formula with its sheet and cell."""
    return {
        (sheet.title, item.coordinate, item.value)
        for sheet in opened(data).worksheets
        for item in sheet._cells.values()
        if item.data_type == "f"
    }


def after(old: bytes, new: bytes) -> Change:
    return lambda xml: xml.replace(old, new, 1)
