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
from tests.support.forms import places, read

Mishap = Callable[[Workbook], None]


def put(sheet: str, cell: str, value: bool | float | str | None) -> Mishap:
    def change(book: Workbook) -> None:
        book[sheet][cell] = value

    return change


def drop(sheet: str, row: int) -> Mishap:
    return lambda book: book[sheet].delete_rows(row)


def no_properties(book: Workbook) -> None:
    book.custom_doc_props.props.clear()  # type: ignore[attr-defined]


def remove(sheet: str) -> Mishap:
    return lambda book: book.remove(book[sheet])


@pytest.fixture
def form(tmp_path: Path) -> Path:
    framework = load_framework(2568)
    return write_form(tmp_path / "form.xlsx", framework, submission_of(framework, full_scores(framework)))


def mishandle(form: Path, *mishaps: Mishap) -> Path:
    book = openpyxl.load_workbook(form)
    for mishap in mishaps:
        mishap(book)
    book.save(form)
    return form


MISHAPS: list[tuple[tuple[Mishap, ...], list[tuple[str, str]]]] = [
    ((), []),
    ((put("IIT", "D5", None),), [("S201", "IIT!D5")]),
    ((put("IIT", "D5", None), put("IIT", "D6", None), put("IIT", "D8", None)),
     [("S201", "IIT!D5:D6"), ("S201", "IIT!D8")]),
    ((put("EIT", "E5", None), put("EIT", "D5", None)), [("S201", "EIT!D5"), ("S201", "EIT!E5")]),
    ((put("IIT", "D5", "ดี"),), [("S202", "IIT!D5")]),
    ((put("IIT", "D5", True),), [("S202", "IIT!D5")]),
    ((put("IIT", "D5", 100.01),), [("S203", "IIT!D5")]),
    ((put("IIT", "D5", -0.5),), [("S203", "IIT!D5")]),
    ((put("IIT", "D5", "๙๐"),), [("S204", "IIT!D5")]),
    ((put("IIT", "D5", "\u200b90 "),), [("S204", "IIT!D5")]),
    ((put("IIT", "D5", "ไม่มีภารกิจ"),), [("S205", "IIT!D5")]),
    ((put("IIT", "D5", 90.125),), [("S209", "IIT!D5")]),
    ((put("IIT", "E5", "abc"),), [("S211", "IIT!E5")]),
    ((put("IIT", "E5", 101),), [("S211", "IIT!E5")]),
    ((put("คะแนนประกาศ", "C5", "abc"),), [("S212", "คะแนนประกาศ!C5")]),
    ((put("คะแนนประกาศ", "C5", 100.5),), [("S212", "คะแนนประกาศ!C5")]),
    ((put("คะแนนประกาศ", "C37", "ดีมาก"),), [("S213", "คะแนนประกาศ!C37")]),
    ((drop("IIT", 5),), [("S206", "IIT")]),
    ((put("IIT", "B6", "i1"),), [("S207", "IIT!B5"), ("S206", "IIT")]),
    ((put("IIT", "B5", "x9"),), [("S228", "IIT!B5")]),
    ((put("IIT", "B5", " I๑. "),), [("S215", "IIT!B5")]),
    ((put("IIT", "D4", " คะแนน  "),), []),
    ((put("IIT", "D4", "คะแนน:"),), [("W117", "IIT!D4")]),
    ((put("IIT", "B5", None),), [("S228", "IIT!B5")]),
    ((put("IIT", "B5", None), put("IIT", "C5", "?")), [("S206", "IIT"), ("S227", "IIT!D5")]),
    ((put("IIT", "D20", 77.5),), [("S227", "IIT!D20")]),
    ((put("IIT", "H4", "คะแนนที่แก้ไข"), put("IIT", "H5", 90)), [("X311", "IIT!H4")]),
    ((put("IIT", "D4", "score"),), [("W119", "IIT!D4")]),
    ((remove("OIT"),), [("W107", "")]),
    ((remove("คะแนนประกาศ"),), []),
    ((remove("ข้อมูลหน่วยงาน"),), [("W107", "")]),
    ((lambda book: book["ข้อมูลหน่วยงาน"].insert_cols(2),), []),
    ((lambda book: setattr(book.copy_worksheet(book["IIT"]), "title", "IIT แก้ไข"),), [("W111", "IIT แก้ไข")]),
    ((put("คะแนนประกาศ", "A6", "ตัวชี้วัดย่อย 9.1"), put("คะแนนประกาศ", "C5", 80), put("คะแนนประกาศ", "C6", 90)),
     [("S207", "คะแนนประกาศ!A6"), ("P401", "คะแนนประกาศ!C5")]),
    ((put("คะแนนประกาศ", "A6", "ตัวชี้วัดย่อย 9.9"),), [("S208", "คะแนนประกาศ!A6")]),
    ((put("IIT", "D5", "9 5"),), [("S202", "IIT!D5")]),
    ((put("ข้อมูลหน่วยงาน", "B8", "ไม่มีข้อมูลรายงาน"), put("IIT", "D5", None)),
     [("S221", "ข้อมูลหน่วยงาน!B8")]),
]  # fmt: skip


@pytest.mark.parametrize(("mishaps", "expected"), MISHAPS)
def test_a_mishap_is_told_with_its_cell(
    form: Path, mishaps: tuple[Mishap, ...], expected: list[tuple[str, str]]
) -> None:
    assert places(read(mishandle(form, *mishaps))) == expected


def test_an_announced_figure_covers_questions_in_one_finding(form: Path) -> None:
    blanks = [put("OIT", f"D{row}", None) for row in range(5, 9)]
    returned = read(mishandle(form, *blanks, put("คะแนนประกาศ", "C5", 90)))
    assert places(returned) == [("S210", "คะแนนประกาศ!C5")]
    assert returned.status is Status.ACCEPTED


def context(year: int | None = None, *agencies: Agency) -> RunContext:
    framework = load_framework(year) if year else None
    return RunContext(RoundSettings(), framework, Roster(agencies) if agencies else None)


@pytest.mark.parametrize(
    ("settings", "mishaps", "expected"),
    [
        (context(2568, AGENCY), (), []),
        (context(2562), (), [("W102", "")]),
        (context(2562), (put("IIT", "D5", 500),), [("W102", "")]),
        (context(None, Agency("P99", "อื่น")), (), [("W104", "ข้อมูลหน่วยงาน!B4")]),
        (context(None, Agency("p07", AGENCY.name)), (), []),
        (context(None, AGENCY), (put("ข้อมูลหน่วยงาน", "B4", "P๐๗ "),), []),
        (context(), (put("ข้อมูลหน่วยงาน", "B4", "P08"),), [("W112", "ข้อมูลหน่วยงาน!B4")]),
        (context(None, Agency("P07", "ชื่ออื่น")), (), [("W105", "ข้อมูลหน่วยงาน!B5")]),
        (context(None, AGENCY), (put("ข้อมูลหน่วยงาน", "B4", None), put("_ita", "B5", None)), []),
        (context(), (put("ข้อมูลหน่วยงาน", "B4", None), put("ข้อมูลหน่วยงาน", "B5", None), put("_ita", "B5", None)),
         [("W110", "ข้อมูลหน่วยงาน!B5")]),
        (context(), (put("_ita", "B4", "0123456789ab"),), [("W106", "")]),
        (context(), (put("_ita", "B3", "2499"),), [("W103", "")]),
        (context(), (put("_ita", "B2", "ita-xlsx/analysis/1"),), [("W108", "")]),
        (context(), (remove("_ita"),), []),
        (context(), (remove("_ita"), no_properties), [("W115", "")]),
        (context(), (remove("_ita"), no_properties, put("ข้อมูลหน่วยงาน", "B7", None)), [("W101", "")]),
        (context(), (put("ข้อมูลหน่วยงาน", "B7", 2567), put("IIT", "D5", 500)), [("W116", "ข้อมูลหน่วยงาน!B7")]),
    ],
)  # fmt: skip
def test_identity_comes_first(
    form: Path, settings: RunContext, mishaps: tuple[Mishap, ...], expected: list[tuple[str, str]]
) -> None:
    returned = read(mishandle(form, *mishaps), settings)
    assert places(returned) == expected


def test_an_analysis_is_not_taken_for_a_form(form: Path, tmp_path: Path) -> None:
    from ita_xlsx.cycle.analyze import make_analysis
    from tests.conftest import ISSUED
    from tests.support.forms import analysed

    target = tmp_path / "analysis.xlsx"
    target.write_bytes(make_analysis(analysed(form), ISSUED))
    assert places(read(target)) == [("W108", "")]


def test_every_finding_says_what_to_do_in_both_languages() -> None:
    from ita_xlsx.model.findings import CATALOGUE

    for message in CATALOGUE.values():
        assert all((message.th, message.fix_th, message.en, message.fix_en))
        assert not set("{}") & set(message.code)
        fields = [set(re.findall(r"{(\w+)}", text)) for text in (message.th, message.en)]
        assert fields[0] == fields[1], message.code
