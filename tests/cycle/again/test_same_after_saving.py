"""Check that a saved again output counts as unedited, and that what a person types does not."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.comments import Comment

from ita_xlsx.intake.contents.document_texts import read_paragraphs
from ita_xlsx.intake.contents.file_content import content_of_bytes
from ita_xlsx.intake.contents.formula_text import plain_formula
from ita_xlsx.model.again.content import Difference, content_of, first_difference
from tests.libreoffice.office import Office
from tests.support.program import run

SHEET = "สถานะการส่ง"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo, which has every kind of workbook."""
    folder = tmp_path_factory.mktemp("demo")
    assert run("demo", folder, "-q", "--issued", "2026-11-20") == 0
    return folder


def difference(one: Path, other: Path) -> Difference | None:
    """The first difference of two workbooks."""
    return first_difference(
        content_of_bytes(one.read_bytes(), one.suffix), content_of_bytes(other.read_bytes(), other.suffix)
    )


KINDS = ("status.xlsx", "consolidated.xlsx", "measures.xlsx", "texts.xlsx")
OF_AGENCY = ("1-template.xlsx", "2-returned.xlsx", "3-analysis.xlsx")


def workbook(demo: Path, kind: str) -> Path:
    """A workbook of this kind in the demo."""
    return demo / ("round" if kind in KINDS else "samut-prakan-2568") / kind


@pytest.mark.office
@pytest.mark.parametrize("kind", [*KINDS, *OF_AGENCY])
def test_what_libreoffice_saves_again_is_unedited(demo: Path, tmp_path: Path, office: Office, kind: str) -> None:
    saved = tmp_path / "saved.xlsx"
    office.recalculate(workbook(demo, kind), saved)
    assert saved.read_bytes() != workbook(demo, kind).read_bytes()
    assert difference(workbook(demo, kind), saved) is None


@pytest.mark.parametrize("kind", ["status.xlsx", "measures.xlsx", "1-template.xlsx"])
@pytest.mark.filterwarnings("ignore")
def test_what_another_library_saves_again_is_unedited(demo: Path, tmp_path: Path, kind: str) -> None:
    saved = tmp_path / "saved.xlsx"
    openpyxl.load_workbook(workbook(demo, kind)).save(saved)
    assert difference(workbook(demo, kind), saved) is None


@pytest.fixture(scope="module")
def marked_copy(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The marked copy of a form, which has notes in its cells."""
    folder = tmp_path_factory.mktemp("feedback")
    form = next((demo / "round" / "returned").glob("ITA2568 P20 *.xlsx"))
    settings = ("--round", demo / "round" / "round.toml")
    run("check", form, "--feedback", folder, "-q", *settings)
    return next(folder.glob("*.xlsx"))


@pytest.mark.office
def test_a_marked_copy_that_libreoffice_saves_again_is_unedited(
    marked_copy: Path, tmp_path: Path, office: Office
) -> None:
    office.recalculate(marked_copy, tmp_path / "saved.xlsx")
    assert difference(marked_copy, tmp_path / "saved.xlsx") is None


@pytest.mark.filterwarnings("ignore")
def test_a_marked_copy_that_openpyxl_saves_again_is_unedited(marked_copy: Path, tmp_path: Path) -> None:
    openpyxl.load_workbook(marked_copy).save(tmp_path / "saved.xlsx")
    assert difference(marked_copy, tmp_path / "saved.xlsx") is None


def _value(book: Any) -> None:
    book[SHEET]["C7"] = "โทรแล้ว"


def _note(book: Any) -> None:
    book[SHEET]["B6"].comment = Comment("โทรแล้ว", "สมชาย")


def _over_formula(book: Any) -> None:
    sheet = book["ภาพรวม"]
    cell = next(cell for row in sheet for cell in row if isinstance(cell.value, str) and cell.value.startswith("="))
    cell.value = 5


def _sheet(book: Any) -> None:
    book.create_sheet("ของฉัน")


def _no_sheet(book: Any) -> None:
    book.remove(book["รายข้อ"])


def _link(book: Any) -> None:
    book[SHEET]["C7"].hyperlink = "https://example.go.th/new"


def _row(book: Any) -> None:
    book[SHEET].cell(200, 3).value = "หน่วยงานใหม่"


EDITS: dict[str, tuple[Callable[[Any], None], str, str]] = {
    "a typed value": (_value, SHEET, "C7"),
    "a note": (_note, SHEET, "B6"),
    "a value over a formula": (_over_formula, "ภาพรวม", ""),
    "a new sheet": (_sheet, "ของฉัน", ""),
    "a deleted sheet": (_no_sheet, "รายข้อ", ""),
    "a changed link": (_link, SHEET, "C7"),
    "a new row": (_row, SHEET, "C200"),
}


@pytest.mark.parametrize("edit", EDITS)
@pytest.mark.filterwarnings("ignore")
def test_what_a_person_edits_is_found_with_its_place(demo: Path, tmp_path: Path, edit: str) -> None:
    change, sheet, place = EDITS[edit]
    book = openpyxl.load_workbook(workbook(demo, "consolidated.xlsx"))
    change(book)
    book.save(tmp_path / "edited.xlsx")
    found = difference(workbook(demo, "consolidated.xlsx"), tmp_path / "edited.xlsx")
    assert found is not None
    assert (found.sheet, found.place) == (sheet, place) or (not place and found.sheet == sheet)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ROUND('แผ่น ๑'!A1+1E-9, 2)", "ROUND('แผ่น ๑'!A1+0.000000001,2)"),
        ("'รายข้อ'!$D$3", "รายข้อ!$D$3"),
        ("IF(A1,TRUE,FALSE)", "IF(A1,TRUE(),FALSE())"),
        ('_xlfn.TEXTJOIN(" ",TRUE,a1)', 'TEXTJOIN(" ",TRUE,A1)'),
    ],
)
def test_spellings_of_one_formula_are_one(one: str, other: str) -> None:
    assert plain_formula(one) == plain_formula(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [('IF(A1," ","")', 'IF(A1,"","")'), ("A1+1", "A1+2"), ("$A$1", "A1"), ('"it\'s a"', '"its a"'), ("A10", "A1")],
)
def test_different_formulas_stay_different(one: str, other: str) -> None:
    assert plain_formula(one) != plain_formula(other)


CELLS = st.dictionaries(st.tuples(st.integers(0, 9), st.integers(0, 9)), st.text(min_size=1, max_size=5), max_size=20)


@given(CELLS, st.tuples(st.integers(0, 9), st.integers(0, 9)))
def test_one_changed_cell_is_found_where_it_is(cells: dict[tuple[int, int], str], place: tuple[int, int]) -> None:
    changed = {**cells, place: cells.get(place, "") + "!"}
    found = first_difference(content_of({"a": cells}), content_of({"a": changed}))
    assert found == Difference("a", f"{'ABCDEFGHIJ'[place[1]]}{place[0] + 1}")


def _rewritten(path: Path, before: bytes, after: bytes) -> bytes:
    """The bytes of a document with a text of its body replaced once."""
    stream = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "word/document.xml":
                assert before in data
                data = data.replace(before, after, 1)
            new.writestr(name, data)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("before", "after", "is_edit"), [("คะแนนเฉลี่ย", "คะแนนกลาง", True), ("<w:body>", "<w:body ><w:p/>", False)]
)
def test_a_typed_word_in_a_document_is_an_edit(demo: Path, before: str, after: str, is_edit: bool) -> None:
    report = demo / "round" / "report.docx"
    written = content_of_bytes(report.read_bytes(), ".docx")
    found = content_of_bytes(_rewritten(report, before.encode(), after.encode()), ".docx")
    assert (first_difference(written, found) is not None) is is_edit


def test_the_result_of_a_field_is_no_edit() -> None:
    body = '<w:p xmlns:w="w"><w:r><w:t>ตารางที่ </w:t></w:r>{}<w:r><w:t> คะแนน</w:t></w:r></w:p>'
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        '<w:r><w:t>{}</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    texts = [read_paragraphs(body.format(field.format(number)).encode()) for number in ("๑", "ก")]
    assert texts[0] == texts[1] == ("ตารางที่ คะแนน",)
