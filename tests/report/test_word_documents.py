"""Check documents as another program reads them: headings, tables, numbers, blanks, texts of any kind, relations."""

from __future__ import annotations

import io
import posixpath
import re
import subprocess
import sys
from xml.etree import ElementTree

import docx
import pytest
from docx.document import Document as Opened
from docx.enum.section import WD_ORIENT
from hypothesis import given
from hypothesis import strategies as st

from ita_xlsx.model.document import (
    Block,
    Caption,
    Cell,
    Chart,
    ChartKind,
    Column,
    Contents,
    Cover,
    Heading,
    Landscape,
    MasterKind,
    PageBreak,
    Paragraph,
    Program,
    Reference,
    Row,
    Series,
    Table,
    blanks_of,
)
from ita_xlsx.report.word.make_document import make_document
from ita_xlsx.report.word.shipped_masters import load_master
from tests.report.sample_documents import HARD_TEXTS, blocks, chart, document, parts_of, plan, scores

MASTER = load_master(MasterKind.REPORT)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def made(*content: Block, digits: str = "arabic", program: Program = Program.WORD) -> bytes:
    """The file of a document with these blocks, or with every kind of block."""
    return make_document(document(content or None, digits=digits), MASTER, program)


def opened(*content: Block, digits: str = "arabic") -> Opened:
    """A document as python-docx opens it."""
    return docx.Document(io.BytesIO(made(*content, digits=digits)))


def body_of(*content: Block, program: Program = Program.WORD, digits: str = "arabic") -> str:
    """The XML of the body."""
    return parts_of(made(*content, program=program, digits=digits))["word/document.xml"].decode()


def test_headings_are_those_of_word() -> None:
    found = opened(Heading(1, "หนึ่ง"), Heading(2, "สอง"), Heading(3, "สาม"), Heading(9, "ลึก")).paragraphs
    names = [(item.style.name if item.style else "", item.text) for item in found]
    assert names == [("Heading 1", "หนึ่ง"), ("Heading 2", "สอง"), ("Heading 3", "สาม"), ("Heading 3", "ลึก")]


def test_a_table_has_its_rows_spans_and_repeated_header() -> None:
    table = opened(scores()).tables[0]
    texts = [[cell.text for cell in row.cells] for row in table.rows]
    assert texts[0] == ["ตัวชี้วัด", "ปี 2567", "ปี 2568"]
    assert texts[1] == ["การปฏิบัติหน้าที่", "98.00", "93.00"]
    assert texts[-1] == ["รวม", "รวม", "94.791"]
    headers = [row._tr.find(f"{W}trPr/{W}tblHeader") is not None for row in table.rows]
    assert headers == [True] + [False] * (len(headers) - 1)
    assert all(row._tr.find(f"{W}trPr/{W}cantSplit") is not None for row in table.rows)


def test_a_dotted_line_stands_where_a_row_goes_on() -> None:
    rows = (Row((Cell((("ก",),)),)), Row((Cell((("ข",),)),), continues=True), Row((Cell((("ค",),)),)))
    table = opened(Table(columns=(Column(1),), rows=rows)).tables[0]
    borders = [row._tr.find(f".//{W}tcBorders") for row in table.rows]
    sides = [[side.tag.removeprefix(W) for side in item] if item is not None else [] for item in borders]
    assert sides == [["bottom"], ["top"], []]


def test_a_cell_over_three_rows_is_one_cell() -> None:
    table = opened(plan(0)).tables[0]
    texts = [[cell.text for cell in row.cells] for row in table.rows]
    assert texts[2:] == [["ก", "ข1", "ค1"], ["ก", "ข2\nบรรทัดสอง", "ค2"], ["ก", "ข3", "ข3"]]


@pytest.mark.parametrize("cells", [4, 9])
def test_a_row_wider_than_its_table_is_the_fault_of_a_programmer(cells: int) -> None:
    with pytest.raises(ValueError):
        made(Table(columns=(Column(1),) * 3, rows=(Row(tuple(Cell() for _ in range(cells))),)))


def test_a_short_row_is_filled() -> None:
    table = opened(Table(columns=(Column(1),) * 3, rows=(Row((Cell((("ก",),)),)),))).tables[0]
    assert [cell.text for cell in table.rows[0].cells] == ["ก", "", ""]


def test_the_columns_share_the_width_of_the_page() -> None:
    widths = [int(item) for item in re.findall(r'<w:gridCol w:w="(\d+)"/>', body_of(scores()))]
    assert sum(widths) == 11906 - 1701 - 1134
    assert widths[0] == pytest.approx(4 * widths[1], abs=4)


def test_captions_are_numbered_in_order_and_references_follow() -> None:
    first = Table(columns=(Column(1),), rows=(Row((Cell((("ก",),)),)),), caption=Caption("หนึ่ง", "one"))
    second = Table(columns=(Column(1),), rows=(Row((Cell((("ข",),)),)),), caption=Caption("สอง", "two"))
    text = Paragraph(("จากตารางที่ ", Reference("two"), " และ ", Reference("one")))
    found = [item.text for item in opened(text, first, second).paragraphs if item.text]
    assert found == ["จากตารางที่ 2 และ 1", "ตารางที่ 1 หนึ่ง", "ตารางที่ 2 สอง"]


def test_tables_and_charts_are_counted_apart() -> None:
    found = [item.text for item in opened(scores(), chart(ChartKind.BARS, "b"), chart(ChartKind.RADAR, "r")).paragraphs]
    assert [item.split(" ")[:2] for item in found if item.startswith(("ตาราง", "แผนภูมิ"))] == [
        ["ตารางที่", "1"],
        ["แผนภูมิที่", "1"],
        ["แผนภูมิที่", "2"],
    ]


@pytest.mark.parametrize("faulty", [(Paragraph((Reference("no such"),)),), (scores(), scores())])
def test_a_key_that_is_missing_or_there_twice_is_the_fault_of_a_programmer(faulty: tuple[Block, ...]) -> None:
    with pytest.raises((KeyError, ValueError)):
        made(*faulty)


@pytest.mark.parametrize(
    ("program", "digits", "field"),
    [
        (Program.WORD, "thai", r"SEQ Table \* ThaiArabic"),
        (Program.WORD, "arabic", r"SEQ Table \* ARABIC"),
        (Program.LIBREOFFICE, "thai", None),
    ],
)
def test_a_caption_is_a_field_where_the_program_counts_rightly(
    program: Program, digits: str, field: str | None
) -> None:
    xml = body_of(scores(), program=program, digits=digits)
    assert ("SEQ" in xml) == (field is not None)
    assert field is None or field in xml


def test_the_contents_list_the_headings_inside_a_field_for_word_alone() -> None:
    content = (Contents(), Heading(1, "หนึ่ง"), Landscape((Heading(2, "สอง"),)), Heading(1, "สาม"))
    word, office = body_of(*content), body_of(*content, program=Program.LIBREOFFICE)
    assert word.count(r'TOC \o "1-3"'.replace('"', "&#34;")) == 1
    assert 'w:dirty="true"' in word
    assert "TOC \\o" not in office
    for xml in (word, office):
        marks = re.findall(r'w:name="(_Toc\d+)"', xml)
        assert marks == re.findall(r"PAGEREF (_Toc\d+)", xml) == re.findall(r'w:anchor="(_Toc\d+)"', xml)
        assert len(marks) == 3


def test_pages_on_their_side_stand_between_upright_ones() -> None:
    sections = opened(
        Cover((Paragraph(("ปก",)),)), Paragraph(("ก",)), Landscape((plan(1),)), Paragraph(("ข",))
    ).sections
    upright, wide = WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE
    assert [item.orientation for item in sections] == [upright, upright, wide, upright]
    assert [bool(item._sectPr.findall(f"{W}headerReference")) for item in sections] == [False, True, True, True]


@pytest.mark.parametrize(
    ("content", "count"),
    [
        ((Landscape((Paragraph(("ก",)),)),), 1),
        ((Cover((Paragraph(("ก",)),)), Landscape((Paragraph(("ข",)),))), 2),
        ((Cover((Paragraph(("ก",)),)),), 1),
        ((PageBreak(),), 1),
        ((PageBreak(), Paragraph(("ก",)), PageBreak(), PageBreak(), Paragraph(("ข",)), PageBreak()), 1),
    ],
)
def test_no_section_is_empty(content: tuple[Block, ...], count: int) -> None:
    assert len(opened(*content).sections) == count


def test_a_page_break_makes_no_empty_paragraph() -> None:
    found = opened(Paragraph(("ก",)), PageBreak(), Paragraph(("ข",))).paragraphs
    assert [(item.text, item.paragraph_format.page_break_before) for item in found] == [("ก", None), ("ข", True)]


@pytest.mark.parametrize(
    ("digits", "text"), [("thai", "ได้ ๙๔.๗๙ จากข้อ o27 ตาม https://a.go.th/2568"), ("arabic", "ได้ 94.79 จากข้อ o27 ตาม https://a.go.th/2568")]
)  # fmt: skip
def test_digits_but_not_those_of_codes_and_addresses(digits: str, text: str) -> None:
    source = "ได้ 94.79 จากข้อ o27 ตาม https://a.go.th/2568"
    assert opened(Paragraph((source,)), digits=digits).paragraphs[0].text == text


@pytest.mark.parametrize("digits", ["thai", "arabic"])
@pytest.mark.parametrize("program", list(Program))
def test_the_page_number_has_the_digits_of_the_document(digits: str, program: Program) -> None:
    header = parts_of(made(digits=digits, program=program))["word/header1.xml"].decode()
    assert (r"PAGE \* ThaiArabic" in header) == (digits == "thai" and program is Program.WORD)


def test_the_blanks_that_are_counted_are_the_blanks_that_are_marked() -> None:
    content = blocks()
    xml = body_of(*content)
    assert xml.count('<w:rStyle w:val="ITABlank"/>') == len(blanks_of(content)) > 10


@pytest.mark.parametrize("text", HARD_TEXTS)
def test_a_text_of_any_kind_is_text(text: str) -> None:
    data = make_document(document(blocks(text), text=text), MASTER)
    assert_whole(data)
    shown = re.sub("[\x00-\x08\x0b\x1f\ud800-\udfff\ufffe]", "\ufffd", text)
    found = [item.text for item in docx.Document(io.BytesIO(made(Paragraph((text,))))).paragraphs]
    assert found == [shown]


@given(st.lists(st.text(max_size=60), min_size=1, max_size=4))
def test_every_text_comes_back(texts: list[str]) -> None:
    found = docx.Document(io.BytesIO(made(*(Paragraph((text,)) for text in texts)))).paragraphs
    unwritable = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
    wanted = [unwritable.sub("\ufffd", text).replace("\r\n", "\n").replace("\r", "\n") for text in texts]
    assert [item.text for item in found] == wanted


def assert_whole(data: bytes) -> None:
    """Check that each part is well-formed and each relation leads to a part that has a type."""
    parts = parts_of(data)
    types = ElementTree.fromstring(parts["[Content_Types].xml"])
    endings = {item.get("Extension", "") for item in types}
    names = {item.get("PartName", "") for item in types}
    for name, part in parts.items():
        if name.endswith((".xml", ".rels")):
            ElementTree.fromstring(part)
        assert f"/{name}" in names or name.rpartition(".")[2] in endings, name
        if name.endswith(".rels"):
            folder = posixpath.dirname(posixpath.dirname(name))
            targets = [item.get("Target", "") for item in ElementTree.fromstring(part)]
            assert {posixpath.normpath(posixpath.join(folder, target)) for target in targets} <= set(parts)
    used = set(re.findall(rb'r:(?:id|embed)="([^"]+)"', parts["word/document.xml"]))
    ids = {item.get("Id", "").encode() for item in ElementTree.fromstring(parts["word/_rels/document.xml.rels"])}
    assert used <= ids


@pytest.mark.parametrize("program", list(Program))
def test_every_relation_leads_to_a_part(program: Program) -> None:
    assert_whole(made(program=program))


def test_the_same_document_gives_the_same_bytes() -> None:
    assert made() == made()


def test_a_chart_holds_its_data_twice() -> None:
    import openpyxl

    parts = parts_of(made(chart(ChartKind.BARS)))
    xml = parts["word/charts/chart1.xml"].decode()
    book = openpyxl.load_workbook(io.BytesIO(parts["word/embeddings/chart-data1.xlsx"]))
    rows = list(book.worksheets[0].iter_rows(values_only=True))
    assert rows[0] == (None, "ปีงบประมาณ พ.ศ. 2567", "ปีงบประมาณ พ.ศ. 2568")
    assert rows[1] == ("การปฏิบัติหน้าที่", 98, None)
    assert [float(item) for item in re.findall(r"<c:v>([\d.]+)</c:v>", xml)] == [
        *(row[1] for row in rows[1:]),
        *(row[2] for row in rows[1:] if row[2] is not None),
    ]
    assert '<c:ptCount val="5"/><c:pt idx="1">' in xml


@pytest.mark.parametrize("kind", list(ChartKind))
@pytest.mark.parametrize("start", [0, 50, 90])
def test_a_chart_says_where_its_axis_starts(kind: ChartKind, start: int) -> None:
    series = (Series("ก", chart(kind).series[0].values),)
    item = Chart(
        kind=kind, caption=Caption("ข"), categories=chart(kind).categories, series=series, axis_start=start, alt="ค"
    )
    xml = parts_of(made(item))["word/charts/chart1.xml"].decode()
    assert f'<c:min val="{start}"/>' in xml
    assert (f"แกนเริ่มที่ {start}" in xml) == bool(start)


@pytest.mark.parametrize("kind", list(ChartKind))
def test_the_years_of_a_chart_differ_without_their_colours(kind: ChartKind) -> None:
    """Reports are printed in grey: a line has another dash and mark, a bar another pattern."""
    xml = parts_of(made(chart(kind)))["word/charts/chart1.xml"].decode()
    shapes = re.findall(r"<c:ser>.*?</c:ser>", xml, re.DOTALL)
    looks = [re.findall(r"prstDash val=\"\w+\"|symbol val=\"\w+\"|pattFill|prst=\"\w+\"", item) for item in shapes]
    assert len(looks) == 2
    assert looks[0] != looks[1]


def test_pictures_of_the_same_bytes_are_held_once() -> None:
    content = blocks()[0]
    assert isinstance(content, Cover)
    names = [name for name in parts_of(made(content, *content.blocks[:1])) if name.startswith("word/media/")]
    assert names == ["word/media/picture1.png"]


def test_neither_lxml_nor_a_library_of_documents_is_loaded() -> None:
    code = (
        "import sys\n"
        "from tests.report.sample_documents import document\n"
        "from ita_xlsx.model.document import MasterKind\n"
        "from ita_xlsx.report.word.make_document import make_document\n"
        "from ita_xlsx.report.word.shipped_masters import load_master\n"
        "make_document(document(), load_master(MasterKind.REPORT))\n"
        "print(sorted({name.partition('.')[0] for name in sys.modules} & {'lxml', 'docx', 'docxtpl', 'openpyxl'}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
