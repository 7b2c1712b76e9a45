"""Check that what programs read in different ways is refused, and what is only unusual is read."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import pytest

from ita_xlsx.errors import UnreadableWorkbook
from ita_xlsx.intake.workbook.container import open_container
from ita_xlsx.intake.workbook.package import Contents
from ita_xlsx.intake.workbook.shared_parts import Formats, Run, Strings, read_strings
from ita_xlsx.intake.workbook.sheet_xml import read_sheet_xml

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"


def _values(row: str) -> object:
    part = f'<worksheet xmlns="{MAIN}"><sheetData><row r="1">{row}</row></sheetData></worksheet>'
    return dict(read_sheet_xml(part.encode(), Strings(("s",)), Formats()).values)


@pytest.mark.parametrize(
    "row",
    [
        '<c r="A1"><v>1</v><c r="B1"><v>2</v></c></c>',
        '<c r="A1"><v>1</v><v>2</v></c>',
        '<c r="A1"><v/><v>2</v></c>',
        '<c r="A1"><f>1</f><f>2</f><v>1</v></c>',
        '<c r="A1" t="inlineStr"><is><t>a</t><t>b</t></is></c>',
        '<c r="A1" t="inlineStr"><is><r><t>a</t><t>b</t></r></is></c>',
    ],
)
def test_a_cell_that_can_be_read_in_two_ways_is_refused(row: str) -> None:
    with pytest.raises(UnreadableWorkbook) as error:
        _values(row)
    assert error.value.code == "F115"


@pytest.mark.parametrize(
    ("row", "value"),
    [
        ('<c r="A1"><f>1</f><v>1</v></c>', 1.0),
        ('<c r="A1" t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r></is></c>', "ab"),
        ('<c r="A1" t="inlineStr"><is><t>a</t><rPh sb="0" eb="1"><t>x</t></rPh></is></c>', "a"),
    ],
)
def test_a_cell_with_runs_is_read(row: str, value: object) -> None:
    assert _values(row) == {(0, 0): value}


@pytest.mark.parametrize("before", ["", "<!-- -->"])
def test_pieces_of_a_text_and_months_are_read_in_plain_rows_too(before: str) -> None:
    row = '<row r="1"><c r="A1" s="1"><v>45000</v></c><c r="B1" t="s"><v>0</v></c></row>'
    part = f'<worksheet xmlns="{MAIN}"><sheetData>{before}{row}</sheetData></worksheet>'
    runs = (Run("95", ""), Run("2", "raised"))
    strings, formats = Strings(("952",), plain=False, runs={0: runs}), Formats(dates=frozenset({1}))
    details = read_sheet_xml(part.encode(), strings, formats)
    assert (details.values[0, 0], details.runs) == ("2023-03-15", {(0, 1): runs})
    details = read_sheet_xml(part.encode(), Strings(("a",)), replace(formats, months=frozenset({1})))
    assert (details.values[0, 0], details.months) == ("มีนาคม 2566", frozenset({(0, 0)}))


@pytest.mark.parametrize(
    ("item", "text"),
    [("<t>a</t><t>b</t>", None), ("<r><t>a</t><t>b</t></r>", None), ("<r><t>a</t></r><r><t>b</t></r>", "ab"),
     ("<t>a</t><rPh><t>x</t></rPh>", "a")],
)  # fmt: skip
def test_a_shared_text_is_read_in_one_way_or_refused(item: str, text: str | None) -> None:
    part = f'<sst xmlns="{MAIN}"><si>{item}</si></sst>'.encode()
    if text is not None:
        assert read_strings(part).texts == (text,)
        return
    with pytest.raises(UnreadableWorkbook) as error:
        read_strings(part)
    assert error.value.code == "F115"


def _relations(*pairs: tuple[str, str]) -> str:
    items = "".join(
        f'<Relationship Id="r{n}" Type="{OFFICE}/{kind}" Target="{to}"/>' for n, (kind, to) in enumerate(pairs)
    )
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{items}</Relationships>'
    )


def _contents(**changes: str) -> Contents:
    parts = {
        "[Content_Types].xml": f'<Types><Override PartName="/xl/workbook.xml" ContentType="{TYPES}"/></Types>',
        "_rels/.rels": _relations(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets><sheet name="a" r:id="r0"/></sheets>'
        "</workbook>",
        "xl/_rels/workbook.xml.rels": _relations(("worksheet", "sheet.xml")),
        "xl/sheet.xml": f'<worksheet xmlns="{MAIN}"/>',
    } | changes
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return Contents(open_container(stream.getvalue()))


def test_two_main_parts_are_refused() -> None:
    assert _contents().workbook_part == "xl/workbook.xml"
    changed = _contents(
        **{"_rels/.rels": _relations(("officeDocument", "xl/workbook.xml"), ("officeDocument", "x.xml"))}
    )
    with pytest.raises(UnreadableWorkbook) as error:
        _ = changed.workbook_part
    assert error.value.code == "F115"


@pytest.mark.parametrize(
    ("relation", "kind"),
    [("vbaProject", "macros"), ("xlMacrosheet", "macros"), ("externalLink", "external"), ("connections", "connections"),
     ("oleObject", "embedded"), ("control", "embedded"), ("queryTable", "connections")],
)  # fmt: skip
def test_active_content_is_found_by_its_relationship(relation: str, kind: str) -> None:
    relations = _relations(("worksheet", "sheet.xml"), (relation, "any.xml"))
    assert _contents(**{"xl/_rels/workbook.xml.rels": relations}).extra_content == {kind}


def test_macro_enabled_is_a_type_and_not_a_word() -> None:
    word = f'<Types><!-- macroEnabled --><Override PartName="/macroEnabled.xml" ContentType="{TYPES}"/></Types>'
    assert _contents(**{"[Content_Types].xml": word}).extra_content == set()
    kind = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    typed = f'<Types><Override PartName="/xl/workbook.xml" ContentType="{kind}"/></Types>'
    assert _contents(**{"[Content_Types].xml": typed}).extra_content == {"macros"}


def test_an_empty_deflated_part_is_no_damage() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in ("[Content_Types].xml", "_rels/.rels", "xl/workbook.xml"):
            archive.writestr(name, "<a/>")
        archive.writestr("xl/empty.bin", b"")
    data = bytearray(stream.getvalue())
    for sign, offset in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        data[data.rfind(sign) + offset] = zipfile.ZIP_DEFLATED
    assert "xl/empty.bin" in open_container(bytes(data)).names
