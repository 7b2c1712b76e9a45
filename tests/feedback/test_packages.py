"""Check that the files that agencies really send can be marked, with their pictures and merged cells."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from ita_xlsx.errors import OutputError
from ita_xlsx.feedback.mark_copy import mark_copy
from ita_xlsx.model.layout.agency_layout import AgencyLayout
from tests.feedback.packages import (
    FAULTS,
    I4,
    IIT,
    LETTER,
    OFFICE,
    REPORT,
    SUMMARY,
    YEAR,
    after,
    changed,
    live,
    opened,
    parts,
    zipped,
)
from tests.libreoffice.office import Office
from tests.libreoffice.pages import bare, boxes, page_texts
from tests.support.cells import cell


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
    assert I4.of(opened(marked.data)).comment is not None
    assert len(opened(marked.data)["IIT"]._cells) < 6000


def test_values_under_merges_are_said(form: bytes, ours: frozenset[tuple[str, str]]) -> None:
    cells = cell(YEAR, "i1", "code").to(cell(YEAR, "i1", "text")).a1
    merged = f'</sheetData><mergeCells count="1"><mergeCell ref="{cells}"/></mergeCells>'
    data = changed(form, {IIT: after(b"</sheetData>", merged.encode())})
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
    many = tuple(
        replace(FAULTS[2], cells=(cell(YEAR, f"i{1 + n % 14}").a1,), problem=f"ทศนิยมเกินสองตำแหน่ง ที่ {n}")
        for n in range(60)
    )
    path, pdf = tmp_path / "copy.xlsx", tmp_path / "copy.pdf"
    path.write_bytes(mark_copy(form, replace(LETTER, faults=FAULTS + many), ours).data)
    level = AgencyLayout.level_line
    assert printer.values(path, [(level.sheet, level.a1), (REPORT, "A1")])[1] == "รายการที่ต้องแก้ไขและควรตรวจ"
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
