"""Check that faulty cells are marked, and that every fault is listed with what to do."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import replace
from typing import Any

import pytest
from openpyxl.comments import Comment

from ita_xlsx.feedback.cover_letter import covering_text
from ita_xlsx.feedback.mark_copy import mark_copy
from ita_xlsx.feedback.styles import BAD, CAUTION
from ita_xlsx.model.marked_copy import Letter
from ita_xlsx.output.styles import INPUT
from tests.feedback.packages import (
    E1,
    E1_TO_E3,
    E3,
    FAULTS,
    I4,
    I5,
    I6,
    LETTER,
    O2,
    REPORT,
    SUMMARY,
    YEAR,
    edited,
    opened,
)
from tests.support.cells import Place, cell


def test_importing_loads_no_workbook_library() -> None:
    script = "import sys, ita_xlsx.feedback\nprint('openpyxl' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "False"


@pytest.mark.parametrize(
    ("place", "colour", "words"),
    [
        (I4, BAD, ["ต้องแก้ไข", "คะแนนเกินช่วง", "กรอกตัวเลข"]),
        (E1, BAD, ["ไม่ใช่คะแนน"]),
        (E3, BAD, []),
        (I5, CAUTION, ["ควรตรวจ", "ปัดเศษ"]),
        (I6, CAUTION, ["ควรตรวจ"]),
        (O2, INPUT.removeprefix("#"), []),
    ],
)
def test_faulty_cells_are_marked(copy: bytes, place: Place, colour: str, words: list[str]) -> None:
    marked = place.of(opened(copy))
    assert marked.fill.fgColor.rgb[2:] == colour
    assert bool(marked.comment) == bool(words)
    for word in words:
        assert word in marked.comment.text


def test_a_mark_lies_over_the_colours_of_our_own_rules(copy: bytes) -> None:
    first = min(
        (rule.priority, str(area.sqref)) for area in opened(copy)["IIT"].conditional_formatting for rule in area.rules
    )
    assert first[1] == I4.a1


def test_the_agencys_own_note_is_kept(form: bytes, ours: frozenset[tuple[str, str]]) -> None:
    def note(book: Any) -> None:
        I4.of(book).comment = Comment("รอยืนยัน", "สมหญิง")

    text = I4.of(opened(mark_copy(edited(form, note), LETTER, ours).data)).comment.text
    assert text.startswith("รอยืนยัน")
    assert "คะแนนเกินช่วง" in text


def test_a_merged_cell_is_marked_at_its_anchor(form: bytes, ours: frozenset[tuple[str, str]]) -> None:
    beside = cell(YEAR, "i4", "previous")
    data = edited(form, lambda book: book[I4.sheet].merge_cells(I4.to(beside).a1))
    letter = replace(LETTER, faults=(replace(FAULTS[0], cells=(beside.a1,)),))
    assert I4.of(opened(mark_copy(data, letter, ours).data)).comment is not None


def test_places_that_do_not_exist_are_passed_over(form: bytes, ours: frozenset[tuple[str, str]]) -> None:
    odd = [("ไม่มี", "A1"), ("IIT", "XFE1"), ("IIT", "A0"), ("IIT", "ทุกช่อง"), ("", ""), ("IIT", "A1:XFD1048576")]
    faults = tuple(replace(FAULTS[0], sheet=sheet, cells=(cell,)) for sheet, cell in odd)
    assert len(opened(mark_copy(form, replace(LETTER, faults=faults), ours).data).sheetnames) == 11


def test_the_first_sheet_lists_what_to_do(copy: bytes) -> None:
    book = opened(copy)
    rows = [tuple(cell.value for cell in row[:6]) for row in book[REPORT].iter_rows()]
    assert book.sheetnames[:2] == [REPORT, SUMMARY]
    assert book.active.title == REPORT
    assert [row for row in rows if row[0] in ("1", "2", "3")][:3] == [
        ("1", "ต้องแก้ไข", *I4, "150", "คะแนนเกินช่วง 0-100"),
        ("2", "ต้องแก้ไข", *E1_TO_E3, '=HYPERLINK("http://x")', "ไม่ใช่คะแนน"),
        ("3", "ควรตรวจ", "IIT", f"{I5.a1}, {I6.a1}", "88.123", "ทศนิยมเกินสองตำแหน่ง"),
    ]
    links = [cell.hyperlink.location for row in book[REPORT].iter_rows() for cell in row if cell.hyperlink]
    assert links == [f"'{place.sheet}'!{place.a1}" for place in (I4, E1, I5, O2)]


def test_the_second_sheet_counts_each_rule_without_its_code(copy: bytes) -> None:
    sheet = opened(copy)[SUMMARY]
    rows = [tuple(cell.value for cell in row[:2]) for row in sheet.iter_rows(min_row=5)]
    assert rows == [("ต้องแก้ไข", "1"), ("ต้องแก้ไข", "3"), ("ควรตรวจ", "2"), ("แจ้งให้ทราบ", "1")]
    assert not [cell for row in sheet.iter_rows() for cell in row if str(cell.value).startswith("S20")]


def test_faults_stand_in_the_order_of_sheets_and_rows(form: bytes, ours: frozenset[tuple[str, str]]) -> None:
    letter = replace(LETTER, faults=FAULTS[::-1])
    report = opened(mark_copy(form, letter, ours).data)[REPORT]
    links = [cell.hyperlink.location for row in report.iter_rows() for cell in row if cell.hyperlink]
    assert links == [f"'{place.sheet}'!{place.a1}" for place in (I4, E1, I5, O2)]


def test_the_sheets_of_an_earlier_version_are_taken_out(copy: bytes, ours: frozenset[tuple[str, str]]) -> None:
    def earlier(book: Any) -> None:
        book[SUMMARY]["A1"].value = "สรุปข้อค้นพบตามรหัสกติกา"

    again = opened(mark_copy(edited(copy, earlier), LETTER, ours).data)
    assert again.sheetnames == opened(copy).sheetnames


def test_nothing_to_fix_is_said(form: bytes, ours: frozenset[tuple[str, str]]) -> None:
    letter = replace(LETTER, faults=FAULTS[3:], digits="thai")
    told = " ".join(str(cell.value) for row in opened(mark_copy(form, letter, ours).data)[REPORT] for cell in row)
    assert "ไม่มีรายการที่ต้องแก้ไข" in told
    assert "ต้องแก้ไข ๐ รายการ" in told


@pytest.mark.parametrize("name", ["", "ตอบกลับ - ตรวจแล้ว.xlsx"])
def test_the_covering_text_is_short_and_complete(name: str) -> None:
    text = covering_text(replace(LETTER, faults=FAULTS[:1] * 300), name, ("มาโคร",) * 200)
    assert len(text) <= 1200
    assert f"แผ่น IIT ช่อง {I4.a1}" in text
    assert re.search(r"และอีก \d+ รายการ", text)
    assert "30 ธันวาคม 2569" in text
    assert "02 123 4567" in text
    assert name in text
    assert ("แผ่น «รายการแก้ไข»" in text) == bool(name)


def test_a_bare_letter_still_makes_a_text_and_a_copy(form: bytes) -> None:
    assert covering_text(Letter(file="x.xlsx")).startswith("ผลการตรวจ")
    assert opened(mark_copy(form, Letter(file="x.xlsx"), frozenset()).data)[REPORT]["A1"].value
