"""Check that a marked copy opens in Excel without a repair, whatever the program that saved the form."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName

from ita_xlsx.feedback.mark_copy import mark_copy
from ita_xlsx.feedback.own_formulas import refers_only_to
from ita_xlsx.model.text.writable import cut_units
from tests.excel.kinds import CHANGES
from tests.excel.rules import faults_of
from tests.feedback.packages import FAULTS, I4, IIT, LETTER, changed, edited, live, opened, parts

# openpyxl keeps no value of a formula, so the copy of what it saved can show none.
OF_OPENPYXL, EMPTY = "formula without a value", "empty value without its type"
# What goes beyond a limit only with our own words beside it.
SOUND = ("plain", "texts", "notes", "noted")
Ours = frozenset[tuple[str, str]]


def renamed(book: Any) -> None:
    book["EIT"].title = "ใหม่"


def named(book: Any) -> None:
    for name in ("A1", "ชื่อ ว่าง", "R1C1"):
        book.defined_names[name] = DefinedName(name, attr_text="IIT!$A$1")


def noted(book: Any) -> None:
    I4.of(book).comment = Comment("ก" * 32_760, "ก")


def headed(book: Any) -> None:
    book["IIT"].oddHeader.right.text = "😀" * 250


CASES: dict[str, Callable[[Any], None]] = {
    **CHANGES,
    "one_renamed": renamed,
    "named": named,
    "noted": noted,
    "headed": headed,
}


@pytest.mark.parametrize("name", CASES)
def test_a_copy_is_within_the_limits(name: str, form: bytes, ours: Ours) -> None:
    data = edited(form, CASES[name])
    assert name in SOUND or {item.rule for item in faults_of(data)} - {OF_OPENPYXL, EMPTY}
    letter = replace(LETTER, agency="&" * 200)
    copy = mark_copy(data, letter, ours).data
    assert [item for item in faults_of(copy) if item.rule != OF_OPENPYXL] == []
    again = mark_copy(copy, letter, ours).data
    assert [item for item in faults_of(again) if item.rule != OF_OPENPYXL] == []


def test_a_copy_of_our_own_form_is_sound(copy: bytes) -> None:
    assert faults_of(copy) == []


def test_a_formula_without_a_value_gets_no_empty_one(form: bytes, ours: Ours) -> None:
    copy = mark_copy(edited(form, lambda book: None), LETTER, ours).data
    assert {item.rule for item in faults_of(copy)} == {OF_OPENPYXL}
    assert live(copy) == live(form)


def test_our_formulas_that_name_a_sheet_that_is_gone_become_values(form: bytes, ours: Ours) -> None:
    def rename(xml: bytes) -> bytes:
        return xml.replace(b'name="EIT"', 'name="ใหม่"'.encode())

    marked = mark_copy(changed(form, {"xl/workbook.xml": rename}), replace(LETTER, faults=FAULTS[:1]), ours)
    gone = {item for item in live(form) if not refers_only_to(item[2], frozenset(opened(marked.data).sheetnames))}
    assert gone
    assert {item[:2] for item in live(marked.data)} == {
        (sheet.replace("EIT", "ใหม่"), cell) for sheet, cell, _ in live(form) - gone if sheet != "EIT"
    }
    assert any(text.startswith(f"สูตรของแบบที่อ้างถึงแผ่นงานซึ่งไม่มีในไฟล์แล้ว {len(gone)} ช่อง") for text in marked.lost)


def test_what_was_cut_is_still_there_as_far_as_it_fits(form: bytes, ours: Ours) -> None:
    marked = mark_copy(edited(form, CHANGES["rules"]), LETTER, ours)
    rules = {str(rule.sqref): rule for rule in opened(marked.data)["IIT"].data_validations.dataValidation}
    assert "H5" not in rules
    assert rules["H6"].promptTitle == "ก" * 31 + "…"
    assert rules["H6"].error == "😀" * 127 + "…"
    assert "กฎตรวจสอบข้อมูลหรือจัดรูปแบบที่ไม่ใช่ของแบบ 1 ข้อ" in marked.lost


@pytest.mark.parametrize(
    ("formula", "names", "expected"),
    [
        ("=IIT!D5+'ข้อมูล หน่วยงาน'!B2", {"iit", "ข้อมูล หน่วยงาน"}, True), ("=SUM(EIT!A1:A3)", {"IIT"}, False),
        ("='It''s'!A1", {"It's"}, True), ("='It''s'!A1", {"Its"}, False), ('="IIT!A1"&A2', set(), True),
        ("=A1", set(), True),
    ],
)  # fmt: skip
def test_the_sheets_that_a_formula_names(formula: str, names: set[str], expected: bool) -> None:
    assert refers_only_to(formula, frozenset(names)) is expected


@pytest.mark.parametrize(
    ("text", "longest", "cut"), [("กข", 2, "กข"), ("กขค", 2, "ก…"), ("😀😀", 3, "😀…"), ("ก😀", 2, "ก…")]
)
def test_a_text_is_cut_between_characters(text: str, longest: int, cut: str) -> None:
    assert cut_units(text, longest) == cut


def test_the_form_itself_is_not_touched(form: bytes, copy: bytes) -> None:
    assert parts(form)[IIT] != parts(copy)[IIT]
    assert faults_of(form) == []
