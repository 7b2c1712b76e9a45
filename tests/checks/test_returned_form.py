"""Check that each mistake in a returned form is reported as a code and a cell."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from ita_xlsx.catalogue import load_framework
from ita_xlsx.cycle.context import RunContext
from ita_xlsx.model.agency import Agency, Roster
from ita_xlsx.model.findings import Status
from ita_xlsx.model.round_settings import RoundSettings
from tests.conftest import AGENCY, full_scores, submission_of, write_form
from tests.support.cells import Place, announced_cell, cell, header_cell, info_cell, stamp_cell
from tests.support.forms import places, read

Corruption = Callable[[Workbook], None]
YEAR = 2568
I1, I2, I4 = cell(YEAR, "i1"), cell(YEAR, "i2"), cell(YEAR, "i4")
I1_BEFORE, I1_CODE, I1_TEXT = (cell(YEAR, "i1", what) for what in ("previous", "code", "text"))
I2_CODE = cell(YEAR, "i2", "code")
E1_PUBLIC, E1_SURVEY = cell(YEAR, "e1 public"), cell(YEAR, "e1 survey")
HEADER = header_cell(YEAR, "IIT")
# Free cells: below the last question, and some columns right of the table.
BELOW = cell(YEAR, "i15").moved(down=1)
BESIDE_HEADER, BESIDE = header_cell(YEAR, "IIT", "previous").moved(right=3), I1_BEFORE.moved(right=3)
ANNOUNCED, NEXT_ANNOUNCED = announced_cell(YEAR, "9.1"), announced_cell(YEAR, "9.2")
NEXT_LABEL, LEVEL = announced_cell(YEAR, "9.2", "label"), announced_cell(YEAR, "level")
CODE, NAME, YEAR_TYPED, REPORTING = (info_cell(YEAR, field) for field in ("code", "name", "year", "reporting"))
STAMPED_SCHEMA, STAMPED_FRAMEWORK = stamp_cell("schema"), stamp_cell("framework")
STAMPED_DIGEST, STAMPED_AGENCY = stamp_cell("digest"), stamp_cell("agency")


def put(place: Place, value: bool | float | str | None) -> Corruption:
    def change(book: Workbook) -> None:
        place.of(book).value = value

    return change


def drop(place: Place) -> Corruption:
    return lambda book: book[place.sheet].delete_rows(place.row)


def no_properties(book: Workbook) -> None:
    book.custom_doc_props.props.clear()  # type: ignore[attr-defined]


def remove(sheet: str) -> Corruption:
    return lambda book: book.remove(book[sheet])


@pytest.fixture
def form(tmp_path: Path) -> Path:
    framework = load_framework(YEAR)
    return write_form(tmp_path / "form.xlsx", framework, submission_of(framework, full_scores(framework)))


def corrupt(form: Path, *corruptions: Corruption) -> Path:
    book = openpyxl.load_workbook(form)
    for corruption in corruptions:
        corruption(book)
    book.save(form)
    return form


def no_scores(book: Workbook) -> None:
    for place in (cell(YEAR, item.subject) for item in load_framework(YEAR).answers):
        place.of(book).value = None


CORRUPTIONS: list[tuple[tuple[Corruption, ...], list[tuple[str, str]]]] = [
    ((), []),
    ((put(I1, None),), [("S201", str(I1))]),
    ((put(I1, None), put(I2, None), put(I4, None)),
     [("S201", str(I1.to(I2))), ("S201", str(I4))]),
    ((put(E1_SURVEY, None), put(E1_PUBLIC, None)), [("S201", str(E1_PUBLIC)), ("S201", str(E1_SURVEY))]),
    ((put(I1, "ดี"),), [("S202", str(I1))]),
    ((put(I1, True),), [("S202", str(I1))]),
    ((put(I1, 100.01),), [("S203", str(I1))]),
    ((put(I1, -0.5),), [("S203", str(I1))]),
    ((put(I1, "๙๐"),), [("S204", str(I1))]),
    ((put(I1, "\u200b90 "),), [("S204", str(I1))]),
    ((put(I1, "ไม่มีภารกิจ"),), [("S205", str(I1))]),
    ((put(I1, "ไม่มีภาระกิจ"),), [("S204", str(I1)), ("S205", str(I1))]),
    ((put(I1, "ไม่มีภารกิจ (ไม่มีศูนย์บริการ)"),), [("S204", str(I1)), ("S205", str(I1))]),
    ((put(REPORTING, "ไม่มีข้อมูล"), no_scores), [("W126", str(REPORTING)), ("W109", "")]),
    ((put(I1, 90.125),), [("S209", str(I1))]),
    ((put(I1_BEFORE, "abc"),), [("S211", str(I1_BEFORE))]),
    ((put(I1_BEFORE, 101),), [("S211", str(I1_BEFORE))]),
    ((put(ANNOUNCED, "abc"),), [("S212", str(ANNOUNCED))]),
    ((put(ANNOUNCED, 100.5),), [("S212", str(ANNOUNCED))]),
    ((put(LEVEL, "ดีมาก"),), [("S213", str(LEVEL))]),
    ((drop(I1),), [("S206", "IIT")]),
    ((put(I2_CODE, "i1"),), [("S207", str(I1_CODE)), ("S206", "IIT")]),
    ((put(I1_CODE, "x9"),), [("S228", str(I1_CODE))]),
    ((put(I1_CODE, " I๑. "),), [("S215", str(I1_CODE))]),
    ((put(HEADER, " คะแนน  "),), []),
    ((put(HEADER, "คะแนน:"),), [("W117", str(HEADER))]),
    ((put(I1_CODE, None),), [("S228", str(I1_CODE))]),
    ((put(I1_CODE, None), put(I1_TEXT, "?")),
     [("S206", "IIT"), ("S227", str(I1)), ("X325", str(I1_TEXT))]),
    ((put(BELOW, 77.5),), [("S227", str(BELOW))]),
    ((put(BESIDE_HEADER, "คะแนนที่แก้ไข"), put(BESIDE, 90)), [("W121", str(BESIDE))]),
    ((put(HEADER, "score"),), [("W119", str(HEADER))]),
    ((remove("OIT"),), [("W107", "")]),
    ((remove("คะแนนประกาศ"),), [("W107", "")]),
    ((remove("ข้อมูลหน่วยงาน"),), [("W107", "")]),
    ((lambda book: book["ข้อมูลหน่วยงาน"].insert_cols(2),), []),
    ((lambda book: setattr(book.copy_worksheet(book["IIT"]), "title", "IIT แก้ไข"),), [("W111", "IIT แก้ไข")]),
    ((put(NEXT_LABEL, "ตัวชี้วัดย่อย 9.1"), put(ANNOUNCED, 80), put(NEXT_ANNOUNCED, 90)),
     [("S207", str(NEXT_LABEL)), ("P401", str(ANNOUNCED))]),
    ((put(NEXT_LABEL, "ตัวชี้วัดย่อย 9.9"),), [("S208", str(NEXT_LABEL))]),
    ((put(I1, "9 5"),), [("S202", str(I1))]),
    ((put(REPORTING, "ไม่มีข้อมูลรายงาน"), put(I1, None)),
     [("S221", str(REPORTING))]),
]  # fmt: skip


@pytest.mark.parametrize(("corruptions", "expected"), CORRUPTIONS)
def test_a_mishap_is_told_with_its_cell(
    form: Path, corruptions: tuple[Corruption, ...], expected: list[tuple[str, str]]
) -> None:
    assert places(read(corrupt(form, *corruptions))) == expected


def test_an_announced_figure_covers_questions_in_one_finding(form: Path) -> None:
    blanks = [put(cell(YEAR, f"o{number}"), None) for number in range(1, 5)]
    returned = read(corrupt(form, *blanks, put(ANNOUNCED, 90)))
    assert places(returned) == [("S210", str(ANNOUNCED))]
    assert returned.status is Status.ACCEPTED


def context(year: int | None = None, *agencies: Agency) -> RunContext:
    framework = load_framework(year) if year else None
    return RunContext(round=RoundSettings(), framework=framework, roster=Roster(agencies) if agencies else None)


@pytest.mark.parametrize(
    ("settings", "corruptions", "expected"),
    [
        (context(YEAR, AGENCY), (), []),
        (context(2562), (), [("W102", "")]),
        (context(2562), (put(I1, 500),), [("W102", "")]),
        (context(None, Agency("P99", "อื่น")), (), [("W104", str(CODE))]),
        (context(None, Agency("P99", "อื่น")), (put(I1, 500),), [("W104", str(CODE)), ("S203", str(I1))]),
        (context(None, Agency("p07", AGENCY.name)), (), []),
        (context(None, AGENCY), (put(CODE, "P๐๗ "),), []),
        (context(), (put(CODE, "P08"),), [("W112", str(CODE))]),
        (context(None, Agency("P07", "ชื่ออื่น")), (), [("W105", str(NAME))]),
        (context(None, AGENCY), (put(CODE, None), put(STAMPED_AGENCY, None)), []),
        (context(), (put(CODE, None), put(NAME, None), put(STAMPED_AGENCY, None)),
         [("W110", str(NAME))]),
        (context(), (put(STAMPED_DIGEST, "0123456789ab"),), [("W106", "")]),
        (context(), (put(STAMPED_FRAMEWORK, "2499"),), [("W103", "")]),
        (context(), (put(STAMPED_SCHEMA, "ita-xlsx/analysis/1"),), [("W108", "")]),
        (context(), (remove("_ita"),), []),
        (context(), (remove("_ita"), no_properties), [("W115", "")]),
        (context(), (remove("_ita"), no_properties, put(YEAR_TYPED, None)), [("W101", "")]),
        (context(), (put(YEAR_TYPED, 2567), put(I1, 500)), [("W116", str(YEAR_TYPED))]),
    ],
)  # fmt: skip
def test_identity_comes_first(
    form: Path, settings: RunContext, corruptions: tuple[Corruption, ...], expected: list[tuple[str, str]]
) -> None:
    returned = read(corrupt(form, *corruptions), settings)
    assert places(returned) == expected


def test_an_analysis_is_not_taken_for_a_form(form: Path, tmp_path: Path) -> None:
    from ita_xlsx.cycle.analyze import make_analysis
    from tests.conftest import EDITION
    from tests.support.forms import analysed

    target = tmp_path / "analysis.xlsx"
    target.write_bytes(make_analysis(analysed(form), EDITION))
    assert places(read(target)) == [("W108", "")]


def test_every_finding_says_what_to_do_in_both_languages() -> None:
    from ita_xlsx.model.findings import CATALOGUE

    for message in CATALOGUE.values():
        assert all((message.th, message.fix_th, message.en, message.fix_en))
        assert not set("{}") & set(message.code)
        fields = [set(re.findall(r"{(\w+?)(?:_th|_en)?}", text)) for text in (message.th, message.en)]
        assert fields[0] == fields[1], message.code
