"""Check masters: the shipped ones are made from text, and what an officer changes in one is in the next document."""

from __future__ import annotations

import io
import re
from datetime import date

import docx
import pytest

from ita_xlsx.model.document import (
    CONTROL_MARKS,
    Blank,
    Column,
    Control,
    Cover,
    FilledForm,
    Heading,
    Letters,
    Master,
    MasterKind,
    Paragraph,
    Table,
    TextList,
    blanks_of_letter,
)
from ita_xlsx.report.word.docx_package import DocxPackage
from ita_xlsx.report.word.make_document import make_document, make_letters
from ita_xlsx.report.word.master_look import NEEDED, read_look
from ita_xlsx.report.word.shipped_masters import export_master, load_master
from tests.report.make_masters import make_master
from tests.report.sample_documents import HARD_TEXTS, document, parts_of, row, scores

REPORT, LETTER = load_master(MasterKind.REPORT), load_master(MasterKind.LETTER)
DOCUMENT, STYLES = "word/document.xml", "word/styles.xml"


@pytest.mark.parametrize("kind", list(MasterKind))
def test_the_shipped_masters_are_those_that_the_script_makes(kind: MasterKind) -> None:
    assert parts_of(export_master(kind)) == parts_of(make_master(kind))


def test_the_shipped_masters_have_all_styles() -> None:
    for kind in MasterKind:
        look = read_look(DocxPackage(load_master(kind).parts))
        assert [name for name in NEEDED if name not in look.styles] == []


@pytest.mark.parametrize("kind", list(MasterKind))
def test_the_text_of_the_shipped_masters_has_16_points(kind: MasterKind) -> None:
    """Thai has a size of its own, so both sizes are stated, in the style or in one that it is based on."""
    styles = docx.Document(io.BytesIO(export_master(kind))).styles
    space = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    defaults = styles.element.find(f"{space}docDefaults/{space}rPrDefault/{space}rPr")
    for name in ("ITA Body", "ITA Flush", "ITA List", "ITA Signature"):
        style = next(item for item in styles if item.name == name)
        chain = [style]
        while chain[-1].base_style is not None:
            chain.append(chain[-1].base_style)
        looks = [item.element.find(f"{space}rPr") for item in chain] + [defaults]
        for size in ("sz", "szCs"):
            found = [look.find(f"{space}{size}") for look in looks if look is not None]
            assert next(item for item in found if item is not None).get(f"{space}val") == "32"


def changed(master: Master, part: str, *changes: tuple[str, str]) -> Master:
    """A master in which some texts of a part are others; each must be there."""
    text = master.parts[part].decode()
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    return Master({**master.parts, part: text.encode()})


def test_the_body_of_the_master_stays_around_the_report() -> None:
    before = "<w:body><w:p><w:r><w:t>หัวกระดาษ</w:t></w:r></w:p>"
    after = "<w:p><w:r><w:t>ท้าย</w:t></w:r></w:p><w:sectPr>"
    master = changed(REPORT, DOCUMENT, ("<w:body>", before), ("<w:sectPr>", after))
    found = docx.Document(io.BytesIO(make_document(document((Paragraph(("เนื้อหา",)),)), master))).paragraphs
    assert [item.text for item in found] == ["หัวกระดาษ", "เนื้อหา", "ท้าย"]


def test_styles_are_found_by_name_and_not_by_id() -> None:
    master = changed(REPORT, STYLES, ('w:styleId="Heading1"', 'w:styleId="a7"'))
    assert '<w:pStyle w:val="a7"/>' in xml_of(make_document(document((Heading(1, "ก"),)), master))


def test_a_style_that_the_master_lacks_is_added() -> None:
    text = REPORT.parts[STYLES].decode()
    without = re.sub(r'<w:style [^>]*w:styleId="(?:ITABody|Heading1)">.*?</w:style>', "", text)
    master = Master({**REPORT.parts, STYLES: without.encode()})
    data = make_document(document((Heading(1, "ก"), Paragraph(("ข",)))), master)
    names = [item.style.name for item in docx.Document(io.BytesIO(data)).paragraphs if item.style]
    assert names == ["Heading 1", "ITA Body"]


def test_a_master_without_styles_gets_all_of_them() -> None:
    parts = {name: part for name, part in REPORT.parts.items() if name != STYLES}
    rels = "word/_rels/document.xml.rels"
    parts[rels] = re.sub(rb'<Relationship Id="rId1"[^>]*/>', b"", parts[rels])
    data = make_document(document((Heading(1, "ก"),)), Master(parts))
    assert [item.style.name for item in docx.Document(io.BytesIO(data)).paragraphs if item.style] == ["Heading 1"]


def test_the_template_that_word_attached_is_taken_away() -> None:
    attached = '<w:attachedTemplate r:id="rId1"/><w:defaultTabStop'
    master = changed(REPORT, "word/settings.xml", ("<w:defaultTabStop", attached))
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" '
        'Target="file:///C:/Users/somchai/a.dotx" TargetMode="External"/></Relationships>'
    )
    master = Master({**master.parts, "word/_rels/settings.xml.rels": rels.encode()})
    data = b"".join(parts_of(make_document(document((Paragraph(("ก",)),)), master)).values())
    assert b"somchai" not in data
    assert b"attachedTemplate" not in data


def xml_of(data: bytes) -> str:
    """The XML of the body."""
    return parts_of(data)[DOCUMENT].decode()


def letters(*forms: FilledForm) -> Letters:
    """A file of letters."""
    return Letters(title="ก", subject="ข", agency="ค", issued=date(2025, 9, 1), letters=forms, digits="arabic")


def texts_of(data: bytes) -> list[str]:
    """The texts of the paragraphs, also of those with controls, without empty ones."""
    body = docx.Document(io.BytesIO(data)).element.body
    space = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    found = ["".join(item.text or "" for item in line.iter(f"{space}t")) for line in body.iter(f"{space}p")]
    return [text for text in found if text]


FILLED = FilledForm(
    (
        Control("office", ("สำนักงานจังหวัด",)),
        Control("number", ("สป 0017/", Blank("เลขที่"))),
        Control("emblem"),
        Control("subject", ("ขอเชิญ",)),
        Control("body", blocks=(Paragraph(("ข้อความ",)), TextList((("หนึ่ง",),), is_numbered=True))),
        Control("acting-for"),
    )
)


def without_tags(master: Master) -> Master:
    """A master as LibreOffice saves it: its controls have lost their tags."""
    return Master(
        {**master.parts, DOCUMENT: re.sub(rb"<w:sdtPr>.*?</w:sdtPr>", b"<w:sdtPr></w:sdtPr>", master.parts[DOCUMENT])}
    )


def without_controls(master: Master) -> Master:
    """A master whose controls are plain text; only those that fill a paragraph can be found."""
    return Master(
        {
            **master.parts,
            DOCUMENT: re.sub(rb"<w:sdt>.*?<w:sdtContent>|</w:sdtContent></w:sdt>", b"", master.parts[DOCUMENT]),
        }
    )


@pytest.mark.parametrize("master", [LETTER, without_tags(LETTER)], ids=["tagged", "untagged"])
def test_the_controls_of_a_letter_are_filled(master: Master) -> None:
    found = texts_of(make_letters(letters(FILLED), master))
    assert found[:3] == ["บันทึกข้อความ", "ส่วนราชการ  สำนักงานจังหวัด  โทร. [โทรศัพท์]", "ที่  สป 0017/…… (เลขที่) ……วันที่  [วันที่]"]
    assert found[3:] == ["เรื่อง  ขอเชิญ", "เรียน  [ผู้รับ]", "ข้อความ", "1.หนึ่ง", "([ชื่อผู้ลงนาม])", "[ตำแหน่งผู้ลงนาม]"]


def test_a_mark_without_a_control_is_filled_where_it_is_alone() -> None:
    found = texts_of(make_letters(letters(FILLED), without_controls(LETTER)))
    assert "ข้อความ" in found
    assert CONTROL_MARKS["body"] not in found
    assert CONTROL_MARKS["emblem"] not in found


def test_letters_in_one_file_begin_with_page_1_each() -> None:
    data = make_letters(letters(FILLED, FILLED, FILLED), LETTER)
    sections = docx.Document(io.BytesIO(data)).sections
    assert len(sections) == 3
    assert xml_of(data).count('<w:pgNumType w:start="1"/>') == 3
    assert len(texts_of(data)) == 3 * len(texts_of(make_letters(letters(FILLED), LETTER)))


def test_the_blanks_of_a_letter_are_marked_and_counted() -> None:
    xml = xml_of(make_letters(letters(FILLED), LETTER))
    assert xml.count('<w:rStyle w:val="ITABlank"/>') == len(blanks_of_letter(FILLED)) == 1


@pytest.mark.parametrize("text", HARD_TEXTS)
def test_a_text_of_any_kind_is_text_in_a_letter(text: str) -> None:
    table = Table(columns=(Column(1),), rows=(row(text),))
    form = FilledForm((Control("subject", (text,)), Control("body", blocks=(Paragraph((text,)), table))))
    shown = re.sub("[\x00-\x08\x0b\x1f\ud800-\udfff\ufffe]", "\ufffd", text).replace("\n", "").replace("\t", "")
    found = texts_of(make_letters(letters(form), LETTER))
    assert f"เรื่อง  {shown}" in found
    assert found.count(shown) == 2


def test_the_form_of_a_control_is_that_of_the_text_in_it() -> None:
    mark = CONTROL_MARKS["subject"]
    sized = f'<w:r><w:rPr><w:i/></w:rPr><w:t xml:space="preserve">{mark}</w:t></w:r>'
    master = changed(LETTER, DOCUMENT, (f'<w:r><w:t xml:space="preserve">{mark}</w:t></w:r>', sized))
    xml = xml_of(make_letters(letters(FILLED), master))
    assert '<w:r><w:rPr><w:i/></w:rPr><w:t xml:space="preserve">ขอเชิญ</w:t></w:r>' in xml


def test_a_letter_with_a_caption_is_the_fault_of_a_programmer() -> None:
    with pytest.raises(ValueError):
        make_letters(letters(FilledForm((Control("body", blocks=(scores(),)),))), LETTER)


def test_a_letter_may_have_a_heading() -> None:
    form = FilledForm((Control("body", blocks=(Heading(1, "หัวข้อ"), Paragraph(("ข้อความ",)))),))
    assert texts_of(make_letters(letters(form, form), LETTER)).count("หัวข้อ") == 2


def test_the_first_page_of_another_look_is_that_of_the_document_alone() -> None:
    master = changed(REPORT, DOCUMENT, ("</w:sectPr>", "<w:titlePg/></w:sectPr>"))
    alone = xml_of(make_document(document((Paragraph(("ก",)),)), master))
    with_cover = xml_of(make_document(document((Cover((Paragraph(("ก",)),)), Paragraph(("ข",)))), master))
    assert (alone.count("titlePg"), with_cover.count("titlePg")) == (1, 0)


def test_a_mark_in_the_letterhead_is_filled_and_one_in_the_text_is_not() -> None:
    mark = CONTROL_MARKS["agency"]
    master = changed(REPORT, DOCUMENT, ("<w:body>", f"<w:body><w:p><w:r><w:t>{mark}</w:t></w:r></w:p>"))
    data = make_document(document((Paragraph((mark,)),), text="หน่วยงาน ก"), master)
    assert texts_of(data) == ["หน่วยงาน ก", mark]


def test_the_controls_of_headers_are_filled() -> None:
    footer = parts_of(make_document(document((Paragraph(("ก",)),), text="ชื่อ & <1>", digits="arabic"), REPORT))
    assert "ชื่อ &amp; &lt;1&gt;" in footer["word/footer1.xml"].decode()
    assert CONTROL_MARKS["title"] not in footer["word/footer1.xml"].decode()
