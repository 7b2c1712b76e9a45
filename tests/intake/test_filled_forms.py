"""Check that a template filled in by real programs comes back as it was typed, for every year."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest

from ita_xlsx.model.framework import Framework
from ita_xlsx.model.layout import AgencyLayout
from ita_xlsx.model.submission import values_of
from tests.conftest import AGENCY, full_scores, write_form
from tests.libreoffice.office import Office, OfficeError
from tests.support.cells import cell
from tests.support.forms import entries, fill_by_openpyxl, places, read

GIVEN = {"9.1": "97.5", "9": "90.25", "OIT": "88", "weighted IIT": "28.93", "overall": "92.69"}


def check_read_back(path: Path, framework: Framework, scores: dict[str, str]) -> None:
    returned = read(path)
    # The announced figures are made up, so they do not follow from one another.
    assert [item for item in places(returned) if not item[0].startswith("P4")] == []
    assert returned.submission is not None
    assert returned.submission.agency.code == AGENCY.code
    assert returned.submission.agency.name == AGENCY.name
    assert values_of(returned.submission.answers) == {key: Fraction(text) for key, text in scores.items()}
    assert values_of(returned.submission.announced) == {key: Fraction(text) for key, text in GIVEN.items()}
    layout = AgencyLayout(framework)
    for answer in returned.submission.answers:
        assert answer.place == layout.answer(framework.nodes[answer.subject])


def test_filled_by_libreoffice(office: Office, framework: Framework, tmp_path: Path) -> None:
    scores = full_scores(framework)
    template, filled = write_form(tmp_path / "template.xlsx", framework), tmp_path / "filled.xlsx"
    office.type_into(template, filled, entries(framework, scores, GIVEN))
    check_read_back(filled, framework, scores)


def test_filled_by_openpyxl(framework: Framework, tmp_path: Path) -> None:
    scores = full_scores(framework)
    template, filled = write_form(tmp_path / "template.xlsx", framework), tmp_path / "filled.xlsx"
    fill_by_openpyxl(template, filled, entries(framework, scores, GIVEN))
    check_read_back(filled, framework, scores)


def test_a_clerk_cannot_type_into_a_locked_cell(office: Office, framework: Framework, tmp_path: Path) -> None:
    template = write_form(tmp_path / "template.xlsx", framework)
    with pytest.raises(OfficeError):
        office.type_into(template, tmp_path / "filled.xlsx", [(*cell(framework, "i1", "text"), "another question")])


# What a clerk types, and what it is read as; the number stands in i1.
@pytest.mark.parametrize(
    ("typed", "value", "codes"),
    [
        ("85.5", "85.5", []),
        ("0", "0", ["S239"]),
        ("100", "100", []),
        ("๘๕.๕๐", "85.5", ["S204"]),
        ("๘5.๕", "85.5", ["S204"]),
        (" 77 ", "77", []),
        ("' 77.25 ", "77.25", ["S204"]),
        ("ไม่มีภารกิจ", None, ["S205"]),
        (" ไม่ประเมิน ", None, ["S205"]),
        ("ไม่ทราบ", None, ["S202"]),
        ("85,5", "85.5", ["S204"]),
        ("150", "150", ["S203"]),
        ("-1", "-1", ["S203"]),
        ("85.555", "85.555", ["S209"]),
        ("", None, ["S201"]),
    ],
)
def test_what_a_clerk_types_in_libreoffice(
    office: Office, tmp_path: Path, typed: str, value: str | None, codes: list[str]
) -> None:
    from ita_xlsx.catalogue import load_framework

    framework = load_framework(2568)
    scores = full_scores(framework) | {"i1": typed}
    template, filled = write_form(tmp_path / "template.xlsx", framework), tmp_path / "filled.xlsx"
    office.type_into(template, filled, entries(framework, scores))
    returned = read(filled)
    assert places(returned) == [(code, str(cell(framework, "i1"))) for code in codes]
    assert returned.submission is not None
    read_value = returned.submission.by_subject["i1"].value
    assert read_value == (None if value is None else Fraction(value))


def test_rows_moved_and_sheets_renamed_in_libreoffice(office: Office, framework: Framework, tmp_path: Path) -> None:
    scores = full_scores(framework)
    template, filled, mangled = (tmp_path / name for name in ("t.xlsx", "f.xlsx", "m.xlsx"))
    write_form(template, framework)
    office.type_into(template, filled, entries(framework, scores, GIVEN))
    office.edit(
        filled,
        mangled,
        [
            ("unprotect", "IIT", ""),
            ("insert_rows", "IIT", 2, 3),
            ("insert_rows", "IIT", 10, 1),
            ("rename_sheet", "IIT", "คะแนนภายใน"),
            ("move_sheet", "OIT", 1),
            ("rename_sheet", "_ita", "ข้อมูลระบบ"),
        ],
    )
    returned = read(mangled)
    # The announced figures are made up, so they do not follow from one another.
    told = [item for item in places(returned) if not item[0].startswith("P4")]
    assert told == [("W114", "คะแนนภายใน")]
    assert returned.submission is not None
    assert values_of(returned.submission.answers) == {key: Fraction(text) for key, text in scores.items()}
    place = returned.submission.by_subject["i1"].place
    assert place is not None
    assert (place.sheet, place.a1) == ("คะแนนภายใน", cell(framework, "i1").moved(down=3).a1)


def test_a_column_moved_and_rows_sorted_by_openpyxl(framework: Framework, tmp_path: Path) -> None:
    scores = full_scores(framework)
    template, filled = write_form(tmp_path / "t.xlsx", framework), tmp_path / "f.xlsx"
    fill_by_openpyxl(template, filled, entries(framework, scores, GIVEN))
    book = openpyxl.load_workbook(filled)
    sheet = book["IIT"]
    first = cell(framework, "i1")
    rows = [[item.value for item in row] for row in sheet.iter_rows(first.row)]
    for number, row in enumerate(reversed(rows), first.row):
        for col, value in enumerate(row, 1):
            sheet.cell(number, col).value = value
    sheet.insert_cols(1)
    book.save(filled)
    returned = read(filled)
    # The announced figures are made up, so they do not follow from one another.
    assert [item for item in places(returned) if not item[0].startswith("P4")] == []
    assert returned.submission is not None
    assert values_of(returned.submission.answers) == {key: Fraction(text) for key, text in scores.items()}
    place = returned.submission.by_subject["i1"].place
    assert place is not None
    # The first question now stands last, one column further right.
    assert place.a1 == first.moved(down=len(rows) - 1, right=1).a1


def test_a_cell_that_shows_an_error_is_told_as_it_stands(office: Office, tmp_path: Path) -> None:
    from ita_xlsx.catalogue import load_framework

    framework = load_framework(2568)
    template, filled = write_form(tmp_path / "t.xlsx", framework), tmp_path / "f.xlsx"
    typed = entries(framework, full_scores(framework) | {"i1": "=1/0", "o28": "=NA()"}, {"9.1": "100"})
    office.type_into(template, filled, typed)
    told = {(item.code, item.place, item.value) for item in read(filled).findings if item.code != "P401"}
    assert told == {
        ("S202", str(cell(framework, "i1")), "#DIV/0!"),
        ("S202", str(cell(framework, "o28")), "#N/A"),
    }
