"""Check that rows read by patterns are what the parser reads, and that other rows are left to the parser."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ita_xlsx.catalogue import list_years, load_framework
from ita_xlsx.cycle.templates import make_form
from ita_xlsx.errors import UnreadableWorkbook
from ita_xlsx.intake.workbook import shared_parts as shared
from ita_xlsx.intake.workbook import sheet_xml as careful
from ita_xlsx.intake.workbook.container import open_container
from ita_xlsx.intake.workbook.package import Contents
from ita_xlsx.intake.workbook.plain_rows import parse_plain_rows
from ita_xlsx.intake.workbook.plain_strings import parse_plain_strings
from ita_xlsx.intake.workbook.shared_parts import Formats, Strings, read_strings
from ita_xlsx.intake.workbook.sheet_details import SheetDetails
from ita_xlsx.intake.workbook.sheet_xml import read_sheet_xml
from ita_xlsx.model.round_settings import RoundSettings
from tests.conftest import EDITION, full_scores, submission_of
from tests.intake.sheet_rows import _HEAD, _MAIN, _TEXT, rows, sheet_of

_STRINGS = Strings(("หนึ่ง", "two", "_x0041_"))
_FORMATS = Formats(percent=frozenset({1}), dates=frozenset({2}))


def outcome(part: bytes) -> SheetDetails | str:
    try:
        return read_sheet_xml(part, _STRINGS, _FORMATS)
    except UnreadableWorkbook as error:
        return error.code


def parsed(part: bytes, monkeypatch: pytest.MonkeyPatch) -> SheetDetails | str:
    with monkeypatch.context() as patch:
        patch.setattr(careful, "parse_plain_rows", lambda part: None)
        return outcome(part)


@given(rows=rows())
@example(rows='<row r="1"><c r="A1" t="s"><v>0</v></c></row><row r="2"><c r="A2"/></row>')
@settings(max_examples=400, deadline=None)
def test_tiles_say_what_the_parser_says(rows: str) -> None:
    part = sheet_of(rows, '<mergeCells count="1"><mergeCell ref="A1:B2"/></mergeCells>')
    with pytest.MonkeyPatch.context() as patch:
        assert outcome(part) == parsed(part, patch)


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1"><c r="A2"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></c>',
        '<row r="1"><c r="A1"><v>1</v></c></row></row>',
        '<row r="1"><c r="A1"><v>1</c></v></row>',
        '<row r="1"><c r="A1" s="1" s="2"><v>1</v></c></row>',
        '<row r="1"><!-- a --><c r="A1"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v><![CDATA[1]]></v></c></row>',
        '<row r="1"><c r="A1"><v>1<v>2</v></v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="A2"><v>1</v></c><c r="B1"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></c><row r="2"><c r="A2"><v>1</v></c></row>',
        '<row r="1"><c r="A1"></v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></c></row><c r="B1"><v>1</v></c></row>',
        '<row r="1"><c r="A1" t="str"><v>&am</v></c><c r="B1" t="str"><v>p;</v></c></row>',
        '<row r="1"><c r="A1" t="str"><v>a\x01</v></c></row>',
        '<row r="1"><c r="A1" t="str"><v>a\nb</v></c></row>',
        '<row r="1"><c r="A1" t="str"><v>·\x85</v></c></row>',
        '<row r="1"><c r="A1" t="str"><v>a\ufffe</v></c></row>',
        '<row r="1"><c r="A1"><f>B1&B2</f><v>1</v></c></row>',
        '<row r="1"><c r="A1"><f>"&am>p;"</f><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></c></row></sheetData><sheetData>',
        '<x:row r="1"></x:row>',
        "text",
    ],
)
def test_what_is_written_otherwise_is_no_tile(rows: str) -> None:
    assert parse_plain_rows(sheet_of(rows)) is None


def test_a_row_that_was_read_before_is_read_with_its_own_values() -> None:
    rows = '<row r="{0}"><c r="A{0}"><f>1</f><v>{1}</v></c><c r="B{0}"/><c r="C{0}" t="str"><f>B1</f></c></row>'
    for row, value in (("1", "5"), ("1", "6"), ("2", "6")):
        plain = parse_plain_rows(sheet_of(rows.format(row, value)))
        assert plain is not None
        assert [*plain.frame.positions] == [(int(row) - 1, 0)]
        assert [*plain.frame.formulas] == [(int(row) - 1, 0), (int(row) - 1, 2)]
        assert plain.texts == [value]


@pytest.mark.parametrize(
    ("rows", "cells"),
    [
        ('<row r="1"><c r="A1"><v>1</v></c>2</v></c></row>', None),
        ('2</v></c><c r="B1"><v>1</v></c></row>', None),
        ('<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></rox>', None),
        ('<row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>2</v></c></row>', [(0, 1), (0, 0)]),
    ],
)
def test_rows_of_the_shape_of_others_are_read_by_their_own_tags(rows: str, cells: list[tuple[int, int]] | None) -> None:
    kept = parse_plain_rows(sheet_of('<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>'))
    assert kept is not None
    assert list(kept.frame.positions) == [(0, 0), (0, 1)]
    plain = parse_plain_rows(sheet_of(rows))
    assert (None if plain is None else list(plain.frame.positions)) == cells


@pytest.mark.parametrize("numbers", [("3",), ("0", "3"), ("0", "9" * 30), ("0", "-1"), ("0", "x"), ("x",)])
def test_a_shared_text_that_is_not_there_is_refused(numbers: tuple[str, ...]) -> None:
    cells = "".join(f'<c r="{col}1" t="s"><v>{number}</v></c>' for col, number in zip("AB", numbers, strict=False))
    assert outcome(sheet_of(f'<row r="1">{cells}</row>')) == "F115"


@pytest.mark.parametrize("text", ["·", "a·é", "กข", "\u00a0", "\ufeff"])
def test_a_text_with_a_sign_beyond_ascii_is_plain(text: str) -> None:
    plain = parse_plain_rows(sheet_of(f'<row r="1"><c r="A1" t="str"><v>{text}</v></c></row>'))
    assert plain is not None
    assert plain.texts == [text]


@pytest.mark.parametrize(
    "part",
    [
        b"\xff",
        sheet_of("").replace(b"<sheetData>", b"<sheetData/><sheetData>"),
        b'<?xml version="1.0"?><!-- <sheetData></sheetData> --><worksheet/>',
        b"<worksheet/>",
    ],
)
def test_a_part_without_one_set_of_rows_is_no_tile(part: bytes) -> None:
    assert parse_plain_rows(part) is None


@given(
    texts=st.lists(
        st.one_of(_TEXT, st.sampled_from(["a&amp;b", "&quot;", "x\ny", "_x000D_", "&#10;", "<r>"])), max_size=5
    )
)
def test_plain_strings_are_what_the_parser_reads(texts: list[str]) -> None:
    items = "".join(f'<si><t xml:space="preserve">{text}</t></si>' for text in texts)
    part = f'{_HEAD}<sst {_MAIN} count="9" uniqueCount="{len(texts)}">{items}</sst>'.encode()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shared, "parse_plain_strings", lambda part: None)
        try:
            expected = read_strings(part)
        except UnreadableWorkbook:
            expected = None
    if expected is None:
        assert parse_plain_strings(part) is None
    else:
        assert read_strings(part).texts == expected.texts


@pytest.mark.parametrize("year", list_years())
def test_every_sheet_of_our_forms_is_tiles(year: int) -> None:
    framework = load_framework(year)
    form = make_form(framework, RoundSettings(), submission_of(framework, full_scores(framework)), EDITION)
    contents = Contents(open_container(form))
    assert [sheet.name for sheet in contents.sheets if parse_plain_rows(contents.part(sheet.part)) is None] == []
    assert parse_plain_strings(contents.part("xl/sharedStrings.xml"))
