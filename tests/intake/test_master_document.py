"""Check which files are taken as masters of documents, and what is said about the others."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest

from ita_xlsx.errors import InputError
from ita_xlsx.intake.isolation.worker import without_children
from ita_xlsx.intake.master_document import check_master, read_master
from ita_xlsx.model.document import (
    BODY_MARK,
    CONTROL_MARKS,
    Control,
    FilledForm,
    Letters,
    Master,
    MasterKind,
    Paragraph,
)
from ita_xlsx.report.word.make_document import make_document, make_letters
from ita_xlsx.report.word.shipped_masters import export_master, load_master
from tests.report.sample_documents import document, packed, parts_of

DOCUMENT, TYPES, RELATIONS = "word/document.xml", "[Content_Types].xml", "word/_rels/document.xml.rels"
REPORT, LETTER = export_master(MasterKind.REPORT), export_master(MasterKind.LETTER)
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def other(part: str, old: str, new: str, data: bytes = REPORT) -> bytes:
    """A master in which a text of a part is another one."""
    parts = parts_of(data)
    assert old in parts[part].decode()
    return packed({**parts, part: parts[part].decode().replace(old, new).encode()})


def related(kind: str, mode: str = "") -> bytes:
    """A master with one more relation."""
    text = f'<Relationship Id="rId90" Type="{_KIND}/{kind}" Target="https://a.go.th/x"{mode}/></Relationships>'
    return other(RELATIONS, "</Relationships>", text)


def with_field(code: str) -> bytes:
    """A master with a field, whose code is split over two runs."""
    runs = "".join(
        f"<w:r>{item}</w:r>"
        for item in (
            '<w:fldChar w:fldCharType="begin"/>',
            f"<w:instrText>{code[:4]}</w:instrText>",
            f"<w:instrText>{code[4:]}</w:instrText>",
            '<w:fldChar w:fldCharType="end"/>',
        )
    )
    return other(DOCUMENT, "<w:body>", f"<w:body><w:p>{runs}</w:p>")


def renamed() -> bytes:
    """A master whose text stands in a part of another name, as some services write it."""
    parts = parts_of(REPORT)
    moved = {name.replace("document.xml", "document2.xml"): part for name, part in parts.items()}
    for name in (TYPES, "_rels/.rels"):
        moved[name] = moved[name].replace(b"document.xml", b"document2.xml")
    return packed(moved)


_LINE = f"<w:p><w:r><w:t>{BODY_MARK}</w:t></w:r></w:p>"
TEXT_BOX = (
    '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
    f'<mc:Choice Requires="wps"><w:txbxContent>{_LINE}</w:txbxContent></mc:Choice>'
    f"<mc:Fallback><w:pict><w:txbxContent>{_LINE}</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent>"
)
OUTSIDE = ' TargetMode="External"'
FAULTS: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "F134"),
    "text": (b"hello", "F134"),
    "old Word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "F134"),
    "workbook": (packed({TYPES: b"<a/>", "_rels/.rels": b"<a/>", "xl/workbook.xml": b"<a/>"}), "F134"),
    "cut off": (REPORT[: len(REPORT) // 2], "F134"),
    "DTD": (other(DOCUMENT, "<w:document", "<!DOCTYPE x [<!ENTITY y 'z'>]><w:document"), "F134"),
    "no XML": (other(DOCUMENT, "</w:body>", ""), "F134"),
    "template": (other(TYPES, "document.main", "template.main"), "F134"),
    "strict": (other(DOCUMENT, "schemas.openxmlformats.org/wordprocessingml/2006/main", "purl.oclc.org/a"), "F134"),
    "another prefix": (other(DOCUMENT, "w:", "ns0:", other(DOCUMENT, "xmlns:w=", "xmlns:ns0=")), "F134"),
    "macro type": (other(TYPES, "wordprocessingml.document.main", "ms-word.document.macroEnabled.main"), "F135"),
    "macros": (packed({**parts_of(REPORT), "word/vbaProject.bin": b"x"}), "F135"),
    "OLE object": (related("oleObject"), "F135"),
    "part of another document": (related("aFChunk"), "F135"),
    "picture elsewhere": (related("image", OUTSIDE), "F135"),
    "field that reads a file": (with_field(r"INCLUDETEXT C:\\a.docx"), "F135"),
    "field that starts a program": (with_field("DDEAUTO cmd"), "F135"),
    "two places": (other(DOCUMENT, "<w:body>", f"<w:body><w:p><w:r><w:t>{BODY_MARK}</w:t></w:r></w:p>"), "B154"),
    "two places in a line": (other(DOCUMENT, BODY_MARK, BODY_MARK * 2), "B154"),
    "a place in the header": (
        other("word/header1.xml", "</w:hdr>", f"<w:p><w:r><w:t>{BODY_MARK}</w:t></w:r></w:p></w:hdr>"),
        "B154",
    ),
    "no place": (other(DOCUMENT, BODY_MARK, "ไม่มี"), "F136"),
}  # fmt: skip
GOOD: dict[str, Callable[[], bytes]] = {
    "shipped": lambda: REPORT,
    "link": lambda: related("hyperlink", OUTSIDE),
    "attached template": lambda: related("attachedTemplate", OUTSIDE),
    "document of another name": lambda: renamed(),
    "page field": lambda: with_field("PAGE "),
    "mark with other blanks and sara am": lambda: other(DOCUMENT, BODY_MARK, f"\u00a0{BODY_MARK}\u200b "),
    "mark in a text box with its copy": lambda: other(DOCUMENT, BODY_MARK, f"</w:t>{TEXT_BOX}<w:t>"),
    "mark in two runs": lambda: other(DOCUMENT, BODY_MARK, f"{BODY_MARK[:5]}</w:t></w:r><w:r><w:t>{BODY_MARK[5:]}"),
}


def code_of(path: Path, kind: MasterKind) -> str:
    """The code of the message about a master; empty if it is taken."""
    try:
        read_master(path, kind)
    except InputError as error:
        is_named = path.name in error.message("th") and path.name in error.message("en")
        return str(error.code) if is_named else "no name"
    return ""


@pytest.mark.parametrize("name", list(FAULTS))
def test_a_file_that_is_no_master_is_told(name: str, tmp_path: Path) -> None:
    data, code = FAULTS[name]
    path = tmp_path / "ต้นแบบ.docx"
    path.write_bytes(data)
    assert code_of(path, MasterKind.REPORT) == code


@pytest.mark.parametrize("name", list(GOOD))
def test_a_master_of_an_officer_is_taken(name: str, tmp_path: Path) -> None:
    path = tmp_path / "ต้นแบบ.docx"
    path.write_bytes(GOOD[name]())
    assert code_of(path, MasterKind.REPORT) == ""


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("<w:body>", "<w:body>", ""),
        ('<w:tag w:val="body"/>', "", ""),
        (CONTROL_MARKS["body"], "ข้อความ", ""),
        ('<w:tag w:val="body"/>', '<w:tag w:val="other"/>', ""),
        ("<w:body>", f"<w:body><w:p><w:r><w:t>{CONTROL_MARKS['body']}</w:t></w:r></w:p>", "B154"),
        ("<w:body>", f"<w:body><w:p><w:r><w:t>ก่อน {CONTROL_MARKS['body']}</w:t></w:r></w:p>", ""),
        ('<w:tag w:val="subject"/>', '<w:tag w:val="body"/>', "B154"),
    ],
)
def test_the_place_for_a_letter_has_a_tag_or_a_mark(old: str, new: str, code: str, tmp_path: Path) -> None:
    path = tmp_path / "ต้นแบบ.docx"
    path.write_bytes(other(DOCUMENT, old, new, LETTER))
    assert code_of(path, MasterKind.LETTER) == code


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "ต้นแบบ.docx"
    path.write_bytes(packed({**parts_of(REPORT), "word/media/a.png": b"\0" * (70 << 20)}))
    assert code_of(path, MasterKind.REPORT) == "F134"


@pytest.mark.parametrize("kind", list(MasterKind))
@pytest.mark.parametrize("part", sorted(parts_of(REPORT)))
def test_a_master_without_a_part_is_refused_or_works(part: str, kind: MasterKind) -> None:
    parts = parts_of(export_master(kind))
    parts.pop(part, None)
    with without_children():
        if part in (TYPES, "_rels/.rels", DOCUMENT):
            with pytest.raises(InputError, match="cannot be used"):
                check_master(packed(parts), "ต้นแบบ.docx", kind)
            return
        master = check_master(packed(parts), "ต้นแบบ.docx", kind)
    made = made_over(master, kind)
    for name, content in parts_of(made).items():
        if name.endswith((".xml", ".rels")):
            ElementTree.fromstring(content)


def made_over(master: Master, kind: MasterKind) -> bytes:
    """A report or letters over a master."""
    if kind is MasterKind.REPORT:
        return make_document(document(), master)
    form = FilledForm((Control("body", blocks=(Paragraph(("ก",)),)),))
    return make_letters(
        Letters(title="ก", subject="ข", agency="ค", issued=date(2025, 9, 1), letters=(form, form)), master
    )


def test_a_document_of_another_name_is_written_to() -> None:
    with without_children():
        master = check_master(renamed(), "a.docx", MasterKind.REPORT)
    assert "เปิด" in parts_of(make_document(document((Paragraph(("เปิด",)),)), master))["word/document2.xml"].decode()


def test_a_report_is_no_master_of_letters(tmp_path: Path) -> None:
    path = tmp_path / "ต้นแบบ.docx"
    path.write_bytes(REPORT)
    assert code_of(path, MasterKind.LETTER) == "F136"


@pytest.mark.parametrize(("name", "code"), [("missing.docx", "F101"), ("", "F109")])
def test_a_path_that_cannot_be_opened(name: str, code: str, tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read_master(tmp_path / name, MasterKind.REPORT)
    assert caught.value.code == code


def test_a_master_is_read_without_children_too(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(LETTER)
    with without_children():
        assert read_master(path, MasterKind.LETTER) == load_master(MasterKind.LETTER)
