"""Check that the target of a link is read for each of its cells, and reported where it is hidden."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from ita_xlsx.intake.workbook.hyperlinks import read_formula_links
from ita_xlsx.intake.workbook.sheet_details import Formula, SheetDetails
from ita_xlsx.links import judge_links
from ita_xlsx.model.agency import Agency
from ita_xlsx.model.layout import AgencyLayout
from ita_xlsx.model.links import (
    AgencyProofs,
    Proof,
    same_address,
)
from ita_xlsx.model.submission import StepReport
from tests.libreoffice.office import Office
from tests.support.cells import step_cell
from tests.support.forms import read
from tests.support.links import FRAMEWORK, HOME, STEPS, template, typed
from tests.support.program import printed

OIT = next(table for table in AgencyLayout(FRAMEWORK).scores if table.sheet == "OIT")


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ITA_LANG", "en")
    monkeypatch.chdir(tmp_path)


def step_with(path: Path, text: str | None, target: str = "", location: str = "", ref: str = "") -> StepReport:
    """A form whose first step's URL cell shows a text and leads somewhere, read back."""
    book = openpyxl.load_workbook(template(path))
    sheet, place = book[STEPS.sheet], STEPS.place(STEPS.items[0], "url")
    sheet[STEPS.place(STEPS.items[0], "step").a1] = "ขั้นตอน"
    if target or location:
        sheet[place.a1].hyperlink = target or f"#{location}"
        link = sheet[place.a1].hyperlink
        assert link is not None
        link.location = location or None
        link.ref = ref or place.a1
    sheet[place.a1] = text
    book.save(path)
    submission = read(path).submission
    assert submission is not None
    return submission.steps[0]


@pytest.mark.parametrize(
    ("text", "target", "location", "url", "shown"),
    [
        ("คลิกที่นี่", f"{HOME}/a", "", f"{HOME}/a", "คลิกที่นี่"),
        ("คลิกที่นี่", f"{HOME}/a", "part", f"{HOME}/a#part", "คลิกที่นี่"),
        (f"{HOME}/a", f"{HOME}/a/", "", f"{HOME}/a", ""),
        (f"{HOME}/แผน", f"{HOME}/%E0%B9%81%E0%B8%9C%E0%B8%99", "", f"{HOME}/แผน", ""),
        (f"{HOME}/a", f"{HOME}/b", "", f"{HOME}/b", f"{HOME}/a"),
        ("รายงาน", "รายงาน.pdf", "", "file:รายงาน.pdf", "รายงาน"),
        ("ดูแผ่นนี้", "", "OIT!A1", "ดูแผ่นนี้", ""),
        ("ไม่มีลิงก์", "", "", "ไม่มีลิงก์", ""),
        (None, f"{HOME}/a", "", "", ""),
        (f'=HYPERLINK("{HOME}/a","คลิก")', "", "", f"{HOME}/a", ""),
        (f'=_xlfn.HYPERLINK( "{HOME}/a?x=""1""" )', "", "", f'{HOME}/a?x="1"', ""),
        ('=HYPERLINK(A1,"คลิก")', "", "", "", ""),
        (f"{HOME}/a b.pdf", f"{HOME}/a%20b.pdf", "", f"{HOME}/a%20b.pdf", ""),
    ],
)
def test_the_target_of_a_link_is_what_is_read(
    tmp_path: Path, text: str | None, target: str, location: str, url: str, shown: str
) -> None:
    step = step_with(tmp_path / "form.xlsx", text, target, location)
    assert (step.url, step.display_text) == (url, shown)


def test_a_link_over_a_range_reaches_each_of_its_rows_and_no_other_column(tmp_path: Path) -> None:
    col = STEPS.place(STEPS.items[0], "url").a1.rstrip("0123456789")
    assert step_with(tmp_path / "a.xlsx", "ดู", f"{HOME}/a", ref=f"{col}1:{col}1048576").url == f"{HOME}/a"
    assert step_with(tmp_path / "b.xlsx", "ดู", f"{HOME}/a", ref="A1:XFD1048576").url == f"{HOME}/a"
    assert step_with(tmp_path / "c.xlsx", "ดู", f"{HOME}/a", ref="A1:B9").url == "ดู"


def test_links_made_in_libreoffice_are_read_too(office: Office, tmp_path: Path) -> None:
    step_with(tmp_path / "form.xlsx", "คลิกที่นี่", f"{HOME}/แผน")
    cell = STEPS.place(STEPS.items[1], "url").a1
    step = STEPS.place(STEPS.items[1], "step").a1
    formula = f'=HYPERLINK("{HOME}/b";"ดู")'
    edits = [("put_formula", STEPS.sheet, cell, formula), ("put_text", STEPS.sheet, step, "ขั้นตอน")]
    office.edit(tmp_path / "form.xlsx", tmp_path / "saved.xlsx", edits)
    submission = read(tmp_path / "saved.xlsx").submission
    assert submission is not None
    first, second = submission.steps
    assert same_address(first.url, f"{HOME}/แผน")
    assert first.display_text == "คลิกที่นี่"
    assert (second.url, second.display_text) == (f"{HOME}/b", "ดู")


def test_a_formula_that_was_never_computed_is_told_where_it_hides_something(tmp_path: Path) -> None:
    steps = [(row, "step", f"ขั้นตอน {row}") for row in range(1, 5)]
    formulas = [
        (1, "status", "=A1"),
        (2, "status", "=A1"),
        (3, "note", '=B1&"x"'),
        (4, "url", f'=HYPERLINK("{HOME}/a")'),
    ]
    returned = typed(tmp_path / "a.xlsx", *steps, *formulas, (1, "url", "=VLOOKUP(1,A:B,2)"), (4, "owner", "=A1"))
    told = [(item.place, dict(item.params)["value"]) for item in returned.findings if item.code == "X312"]
    assert told == [
        (str(step_cell(FRAMEWORK, 1, "status").to(step_cell(FRAMEWORK, 2, "status"))), "=A1"),
        (str(step_cell(FRAMEWORK, 1, "url")), "=VLOOKUP(1,A:B,2)"),
        (str(step_cell(FRAMEWORK, 3, "note")), '=B1&"x"'),
    ]
    assert returned.submission is not None
    assert [step.url for step in returned.submission.steps] == ["", "", "", f"{HOME}/a"]


def test_what_is_merged_over_rows_is_said_of_each_of_them(tmp_path: Path) -> None:
    steps = [(row, "step", f"ขั้นตอน {row}") for row in range(1, 5)]
    said = [(1, "url", f"{HOME}/a"), (2, "status", "แล้วเสร็จ"), (4, "note", "x")]
    merges = (("url", 1, 3), ("status", 2, 6), ("note", 5, 6))
    returned = typed(tmp_path / "a.xlsx", *steps, *said, merges=merges)
    assert returned.submission is not None
    assert [(step.url, step.status, step.note) for step in returned.submission.steps] == [
        (f"{HOME}/a", "", ""), (f"{HOME}/a", "แล้วเสร็จ", ""), (f"{HOME}/a", "แล้วเสร็จ", ""), ("", "แล้วเสร็จ", "x"),
    ]  # fmt: skip
    told = [(item.place, dict(item.params)["count"]) for item in returned.findings if item.code == "X313"]
    urls = [step_cell(FRAMEWORK, row, "url") for row in range(1, 5)]
    statuses = step_cell(FRAMEWORK, 2, "status").to(step_cell(FRAMEWORK, 6, "status"))
    assert told == [(f"{urls[0].to(urls[2])}, {statuses.a1}", "6")]
    assert [step.url_place.a1 for step in returned.submission.steps if step.url_place] == [url.a1 for url in urls]


def test_a_link_of_merged_cells_leads_each_of_their_rows(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    typed(path, (1, "step", "ก"), (2, "step", "ข"), (1, "url", "คลิก"), merges=(("url", 1, 2),))
    book = openpyxl.load_workbook(path)
    book[STEPS.sheet].cell(STEPS.first_row + 1, STEPS.col("url") + 1).hyperlink = f"{HOME}/a"
    book.save(path)
    submission = read(path).submission
    assert submission is not None
    assert [(step.url, step.display_text) for step in submission.steps] == [(f"{HOME}/a", "คลิก")] * 2


def test_a_cell_that_shows_another_address_than_its_link_is_told(tmp_path: Path) -> None:
    proofs = (
        Proof(subject="1", text=f"{HOME}/b", display_text=f"{HOME}/a"),
        Proof(subject="2", text=f"{HOME}/b", display_text="คลิก"),
        Proof(subject="3", text=f"http://{HOME[8:]}/b", display_text=f"{HOME[8:]}/b"),
    )
    item = judge_links([AgencyProofs(Agency("P01", "x"), "a", proofs, HOME)])[0]
    assert [[r.rule for r in one.results] for one in item.links] == [["L409"], [], ["L413"]]


def test_links_of_the_open_data_check_are_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = openpyxl.load_workbook(template(tmp_path / "form.xlsx"))
    for code, text, target in (("o1", "คลิก", f"{HOME}/o1"), ("o2", "https://www.opsmoac.gov.th/o2", "")):
        cell = book["OIT"][OIT.place(code, "url").a1]
        if target:
            cell.hyperlink = target
        cell.value = text
    book.save("form.xlsx")
    _, told = printed(capsys, "links", "form.xlsx", "--framework", "2568", "--format", "json")
    entries = [(entry["id"], entry["url"], entry["shown"], entry["rules"]) for entry in told["results"]]
    assert entries == [("o1", f"{HOME}/o1", "คลิก", []), ("o2", "https://www.opsmoac.gov.th/o2", None, ["L406"])]
    assert {entry["sheet"] for entry in told["results"]} == {"OIT"}


@pytest.mark.parametrize(
    ("formula", "target"),
    [
        ('HYPERLINK("https://a.go.th/"&A5)', "https://a.go.th/x.pdf"),
        ('HYPERLINK("https://a.go.th/" & $A$5 & "?p=" & B5, "ดู")', "https://a.go.th/x.pdf?p=7"),
        ("HYPERLINK(A6)", "https://b.go.th"),
        ('HYPERLINK("https://a.go.th/"&C5&".pdf")', "https://a.go.th/.pdf"),
        ('HYPERLINK("https://a.go.th/"&D5)', None),
        ("HYPERLINK(C5)", None),
        ('IF(J8="แล้วเสร็จ",HYPERLINK("https://a.go.th/y.pdf","หลักฐาน"),"")', "https://a.go.th/y.pdf"),
        ('IF(A1=1,HYPERLINK("https://a.go.th/1"),HYPERLINK("https://a.go.th/2"))', None),
        ('HYPERLINK("https://a.go.th/"&A5&ROW())', None),
        ('HYPERLINK(INDIRECT("A5"))', None),
    ],
)
def test_the_address_of_a_formula_may_be_joined_of_texts_and_cells(formula: str, target: str | None) -> None:
    values: dict[tuple[int, int], str | float | bool] = {
        (4, 0): "x.pdf",
        (4, 1): 7.0,
        (4, 3): 0.5,
        (5, 0): "https://b.go.th",
    }
    details = SheetDetails(values=values, formulas={(0, 10): Formula(formula, computed=True)})
    assert read_formula_links(details, 10) == ({0: target} if target else {})
