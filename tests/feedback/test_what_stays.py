"""Check that formulas, settings, the stamp and the agency's sheets stay in a marked copy."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from ita_xlsx.feedback.mark_copy import formulas_of, mark_copy
from ita_xlsx.model.framework import Framework
from tests.feedback.packages import FAULTS, I4, I5, LETTER, REPORT, SUMMARY, edited, filled, live, opened, parts
from tests.libreoffice.office import Office
from tests.support.forms import read


def test_our_formulas_and_their_values_survive(
    framework: Framework, form: bytes, copy: bytes, ours: frozenset[tuple[str, str]]
) -> None:
    assert live(copy) == live(form)
    shown = CalamineWorkbook.from_filelike(io.BytesIO(copy)).get_sheet_by_name("ผลเบื้องต้น")
    before = CalamineWorkbook.from_filelike(io.BytesIO(form)).get_sheet_by_name("ผลเบื้องต้น")
    assert shown.to_python() == before.to_python()
    data = filled(framework)
    assert live(mark_copy(data, LETTER, formulas_of(data)).data) == live(data)


@pytest.mark.parametrize("again", ["openpyxl", "libreoffice"])
def test_our_formulas_and_chart_survive_other_programs(
    again: str, office: Office, form: bytes, ours: frozenset[tuple[str, str]], tmp_path: Path
) -> None:
    source, saved = tmp_path / "form.xlsx", tmp_path / "saved.xlsx"
    source.write_bytes(form)
    saved.write_bytes(edited(form, lambda book: None))
    if again == "libreoffice":
        office.recalculate(source, saved)
    marked = mark_copy(saved.read_bytes(), LETTER, ours)
    assert live(marked.data) == live(form)
    assert marked.lost == ()
    assert [name for name in parts(marked.data) if "/charts/" in name]


def test_print_settings_protection_rules_and_the_stamp_survive(form: bytes, copy: bytes) -> None:
    old, new = opened(form), opened(copy)
    for sheet in old.worksheets:
        other = new[sheet.title]
        assert other.sheet_state == sheet.sheet_state
        assert other.protection.sheet == sheet.protection.sheet
        assert other.print_area == sheet.print_area
        assert other.print_title_rows == sheet.print_title_rows
        assert other.oddHeader.right.text == sheet.oddHeader.right.text
        assert other.freeze_panes == sheet.freeze_panes
        assert len(other.row_breaks.brk) == len(sheet.row_breaks.brk)
        assert {k: d.width for k, d in other.column_dimensions.items()} == {
            k: d.width for k, d in sheet.column_dimensions.items()
        }
        rules = [(str(rule.sqref), rule.type, rule.formula1) for rule in sheet.data_validations.dataValidation]
        assert [(str(r.sqref), r.type, r.formula1) for r in other.data_validations.dataValidation] == rules


def test_a_copy_sent_back_reads_as_the_form(form: bytes, copy: bytes, tmp_path: Path) -> None:
    (tmp_path / "form.xlsx").write_bytes(form)
    (tmp_path / "copy.xlsx").write_bytes(copy)
    first, second = read(tmp_path / "form.xlsx"), read(tmp_path / "copy.xlsx")
    assert first.submission is not None
    assert second.submission is not None
    assert [(a.subject, a.value) for a in second.submission.answers] == [
        (a.subject, a.value) for a in first.submission.answers
    ]


def test_the_same_inputs_give_the_same_bytes(form: bytes, copy: bytes, ours: frozenset[tuple[str, str]]) -> None:
    assert mark_copy(form, LETTER, ours).data == copy
    with zipfile.ZipFile(io.BytesIO(copy)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.namelist()[0] == "[Content_Types].xml"
        assert b"2026-12-01T00:00:00Z" in archive.read("docProps/core.xml")


def test_a_second_round_takes_the_first_marks_off(form: bytes, copy: bytes, ours: frozenset[tuple[str, str]]) -> None:
    twice = mark_copy(copy, replace(LETTER, faults=FAULTS[2:]), ours)
    book, first = opened(twice.data), opened(form)
    assert book.sheetnames == [REPORT, SUMMARY, *first.sheetnames]
    assert twice.lost == ()
    assert I4.of(book).fill.fgColor.rgb == I4.of(first).fill.fgColor.rgb
    assert I4.of(book).comment is None
    assert I5.of(book).comment.text.count("ควรตรวจ") == 1
    assert len(book["EIT"].conditional_formatting) == len(first["EIT"].conditional_formatting)


def test_a_sheet_of_the_agency_with_our_name_is_kept(form: bytes, ours: frozenset[tuple[str, str]]) -> None:
    data = edited(form, lambda book: book.create_sheet(REPORT))
    names = opened(mark_copy(data, LETTER, ours).data).sheetnames
    assert names[:2] == [f"{REPORT} 2", SUMMARY]
    assert names[-1] == REPORT
