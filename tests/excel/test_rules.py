"""Check that each rule about Excel finds its fault, and nothing in a sound workbook."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from functools import cache

import pytest
import xlsxwriter

from tests.excel.rules import faults_of, file_name_faults, units

SHEET, BOOK, STYLES = "xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml"
LONG = "ก" * 32_768
# A part, what stands there, what stands there instead, and the rule that this breaks.
BREAKS = (
    (SHEET, '<row r="2"', '<row r="2" ht="409.6"', "row over 409.5"),
    (SHEET, '<row r="2"', '<row r="1"', "row order"),
    (SHEET, '<c r="B2"', '<c r="A2"', "cell order"),
    (SHEET, "<v>7</v>", "<v></v>", "empty value without its type"),
    (SHEET, "<v>7</v>", "", "formula without a value"),
    (SHEET, "<v>7</v>", "<v>x</v>", "value of another type"),
    (SHEET, "<v>0</v>", "<v>99</v>", "value of another type"),
    (SHEET, "<f>A2+1</f>", "<f>gone!A2</f>", "formula to a missing sheet"),
    (SHEET, "<f>A2+1</f>", "<f>'no such'!A2</f>", "formula to a missing sheet"),
    (SHEET, "<f>A2+1</f>", f'<f>A2&amp;"{"ก" * 256}"</f>', "text over 255 in a formula"),
    (SHEET, "<f>A2+1</f>", f"<f>{'(' * 65}1{')' * 65}</f>", "formula too long or deep"),
    (SHEET, "<f>A2+1</f>", "<f>(A2+1</f>", "formula too long or deep"),
    (SHEET, "<f>A2+1</f>", "<f>XLOOKUP(A2,A2,A2)</f>", "newer function or other file"),
    (SHEET, "<f>A2+1</f>", "<f>[1]first!A2</f>", "newer function or other file"),
    (SHEET, 'customWidth="1"/></cols>', 'customWidth="1"/><col min="1" max="1" width="9"/></cols>', "columns"),
    (SHEET, '<mergeCell ref="D1:E2"/>', '<mergeCell ref="D1:E2"/><mergeCell ref="E2:F3"/>', "merges"),
    (SHEET, '<mergeCell ref="D1:E2"/>', '<mergeCell ref="D1"/>', "merges"),
    (SHEET, '<autoFilter ref="A4:B6"/>', '<autoFilter ref="A4:"/>', "filter or table"),
    (SHEET, '"ก,ข"', f'"{"ก" * 256}"', "list over 255"),
    (SHEET, 'promptTitle="t"', f'promptTitle="{"ก" * 33}"', "promptTitle over 32"),
    (SHEET, 'prompt="p"', f'prompt="{"ก" * 256}"', "prompt over 255"),
    (SHEET, 'errorTitle="t"', f'errorTitle="{"ก" * 33}"', "errorTitle over 32"),
    (SHEET, 'error="e"', f'error="{"😀" * 128}"', "error over 255"),
    (SHEET, 'sqref="C1"', 'sqref="C0"', "validation of no cells"),
    (SHEET, '<conditionalFormatting sqref="A2"', '<conditionalFormatting sqref="!"', "condition of no cells"),
    (SHEET, 'dxfId="0"', 'dxfId="5"', "no such style"),
    (SHEET, '<c r="B2"', '<c r="B2" s="70"', "no such style"),
    (SHEET, 'workbookViewId="0"/>', 'workbookViewId="0"><selection/><selection/></sheetView>', "several selections"),
    (SHEET, "</sheetViews>", '<sheetView workbookViewId="0"/></sheetViews>', "several views"),
    (SHEET, 'workbookViewId="0"', 'workbookViewId="0" zoomScale="500"', "zoom"),
    ("xl/worksheets/sheet2.xml", "workbookViewId", 'tabSelected="1" workbookViewId', "several sheets selected"),
    (SHEET, "</rowBreaks>", "<brk/>" * 1022 + "</rowBreaks>", "page breaks over 1,022"),
    (SHEET, "<oddHeader>", f"<oddHeader>{'ก' * 255}", "page header over 255"),
    (SHEET, "<pageSetup", '<pageSetup scale="5"', "print scale"),
    (SHEET, 'location="second!A1"', 'location="third!A1"', "formula to a missing sheet"),
    (SHEET, 'location="second!A1"', "", "link to nothing"),
    (SHEET, 'location="second!A1"', f'location="second!A1" tooltip="{"ก" * 256}"', "link too long"),
    ("xl/worksheets/_rels/sheet1.xml.rels", "https://a.go.th/", f"https://a.go.th/{'a' * 2079}", "link too long"),
    ("xl/worksheets/_rels/sheet1.xml.rels", "https://a.go.th/", "https://a.go.th/{", "link that is no URI"),
    ("xl/worksheets/_rels/sheet1.xml.rels", "https://a.go.th/", "https://a.go.th/%zz", "link that is no URI"),
    ("xl/worksheets/_rels/sheet1.xml.rels", "comments1.xml", "comments9.xml", "relation to no part"),
    ("xl/worksheets/_rels/sheet1.xml.rels", 'Id="rId1"', 'Id="rId77"', "relation unknown"),
    ("xl/sharedStrings.xml", "<t>ข้อความ</t>", f"<t>{LONG}</t>", "text over 32,767"),
    ("xl/comments1.xml", "หมายเหตุ", LONG, "note over 32,767"),
    (SHEET, "<legacyDrawing", "<other", "notes"),
    (BOOK, 'name="second"', f'name="{"ก" * 32}"', "sheet name"),
    (BOOK, 'name="second"', 'name="se[c]"', "sheet name"),
    (BOOK, 'name="second"', 'name="_x0007_"', "sheet name"),
    (BOOK, 'name="second"', 'name="First"', "sheet name twice"),
    (BOOK, 'name="first" sheetId="1"', 'name="first" sheetId="1" state="hidden"', "active sheet hidden"),
    (BOOK, 'name="ช่วง"', 'name="A1"', "defined name"),
    (BOOK, 'name="ช่วง"', 'name="ช่วง ก"', "defined name"),
    (BOOK, ">first!$A$1:$B$9<", ">second!$A$1:$B$9<", "print area of another sheet"),
    (BOOK, "</definedNames>", '<definedName name="ช่วง">first!$A$1</definedName></definedNames>',
     "defined name twice or nowhere"),
    (STYLES, 'formatCode="0.000"', 'formatCode="[x]0"', "number format"),
    (STYLES, 'formatCode="0.000"', 'formatCode="0&quot;"', "number format"),
    ("docProps/custom.xml", ">value<", f">{'ก' * 256}<", "property over 255"),
    ("[Content_Types].xml", 'PartName="/xl/styles.xml"', 'PartName="/xl/x.xml"', "part without content type"),
)  # fmt: skip


@cache
def sound() -> bytes:
    """A small workbook that holds one of everything."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        book.set_custom_property("a", "value")
        first, _ = book.add_worksheet("first"), book.add_worksheet("second")
        first.write_string(0, 0, "ข้อความ")
        first.write_number(1, 0, 6, book.add_format({"num_format": "0.000"}))
        first.write_formula(1, 1, "=A2+1", None, 7)
        first.set_column(0, 0, 20)
        first.merge_range("D1:E2", "")
        first.autofilter("A4:B6")
        first.data_validation("C1", {"validate": "list", "source": ["ก", "ข"], "input_title": "t", "input_message": "p",
                                     "error_title": "t", "error_message": "e"})  # fmt: skip
        rule = {"type": "formula", "criteria": "=A2>1", "format": book.add_format({"bold": True})}
        first.conditional_format("A2", rule)
        first.write_comment("A1", "หมายเหตุ")
        first.write_url("A8", "https://a.go.th/", string="ก")
        first.write_url("A9", "internal:second!A1", string="ข")
        first.set_header("&Cก")
        first.set_landscape()
        first.set_h_pagebreaks([5])
        first.print_area("A1:B9")
        book.define_name("ช่วง", "=first!$A$1:$A$2")
    return stream.getvalue()


def broken(part: str, change: Callable[[str], str]) -> bytes:
    """The sound workbook with one part changed."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(sound())) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, change(data.decode()).encode() if name == part else data)
    return stream.getvalue()


def test_a_sound_workbook_has_no_fault() -> None:
    assert faults_of(sound()) == []


@pytest.mark.parametrize(("part", "old", "new", "rule"), BREAKS)
def test_each_rule_finds_its_fault(part: str, old: str, new: str, rule: str) -> None:
    def change(xml: str) -> str:
        assert old in xml
        return xml.replace(old, new, 1)

    assert rule in {fault.rule for fault in faults_of(broken(part, change))}


@pytest.mark.parametrize("name", ["ก[ข].xlsx", "a?.xlsx", " a.xlsx", "a\x07.xlsx", "ก" * 220])
def test_a_name_that_excel_cannot_open_is_a_fault(name: str) -> None:
    assert file_name_faults(name)
    assert not file_name_faults("ITA2568 P01 สำนักงาน (2).xlsx")


def test_a_text_is_counted_as_excel_counts_it() -> None:
    assert units("ก😀") == 3
