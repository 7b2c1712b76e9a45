"""Check that the outputs of a closed round name nobody after persons were taken out, and that the rest is told."""

from __future__ import annotations

import contextlib
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment

from ita_xlsx.model.again.persons import REMOVED, KnownPersons
from ita_xlsx.store.again.clean_file import clean_file
from tests.support.mails import mail
from tests.support.old_round import ISSUED, change_score, copy_old_round, form_of
from tests.support.program import printed

REPORTER, PHONE, ADDRESS, SENDER = "นางสาววิภา สุขใจดี", "0898765432", "wipha@trat.example.com", "สมหญิง รักงาน"
PERSONS = (REPORTER, "วิภา สุขใจดี", PHONE, "089-876-5432", ADDRESS, SENDER)


def called(capsys: pytest.CaptureFixture[str], folder: Path, *arguments: object) -> dict[str, Any]:
    """Call the program in the folder of a round; give the JSON."""
    with contextlib.chdir(folder):
        code, answer = printed(capsys, *arguments, "--format", "json", *ISSUED)
    assert code in (0, 1)
    return answer


def texts_of(path: Path) -> str:
    """Everything that a file says, unpacked."""
    if path.suffix not in (".xlsx", ".docx"):
        return path.read_bytes().decode("utf-8", "replace")
    with zipfile.ZipFile(path) as archive:
        return "".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())


def name_persons(path: Path) -> None:
    """Name a person in a form: in its fields, in a note, and in a note of a step."""
    book: Any = openpyxl.load_workbook(path)
    fields = {"ผู้รายงาน": REPORTER, "โทรศัพท์": PHONE, "อีเมล": ADDRESS}
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                label = str(cell.value or "").removesuffix(" *")
                if label in fields:
                    sheet.cell(cell.row, cell.column + 1).value = fields[label]
                    sheet.cell(cell.row, cell.column).comment = Comment("ถามวิภา สุขใจดี", "ผู้กรอก")
                if label == "หมายเหตุ" and sheet.title.startswith("มาตรการ"):
                    sheet.cell(cell.row + 2, cell.column).value = "สอบถาม 089-876-5432"
    book.save(path)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A round in which two forms name persons, and a person is named in the name of a mail and of its form."""
    made = copy_old_round(tmp_path / "round", "P02")
    next(path for path in (made / "returned").iterdir() if path.name.startswith("ฉบับร่าง")).unlink()
    change_score(made, "P07", "i1", "ไม่ทราบ")
    for code in ("P07", "P15", "P08"):
        name_persons(form_of(made, code))
    (made / "inbox").mkdir()
    form = form_of(made, "P15")
    sent = mail([("A04 สมหญิง.xlsx", form.read_bytes())], sender=f"{SENDER} <{ADDRESS}>")
    (made / "inbox" / "mail สมหญิง.eml").write_bytes(sent)
    form.unlink()
    return made


def left(answer: dict[str, Any]) -> dict[str, str]:
    """What still names persons, with its count."""
    texts = (item["message"] for item in answer["findings"] if item["code"] == "C764")
    pairs = (text.removeprefix("data of persons are still in ").rpartition(": ") for text in texts)
    return {what: count for what, _, count in pairs}


def test_no_output_names_a_person_afterwards_nor_in_a_later_run(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    called(capsys, folder, "refresh")
    before = {path.relative_to(folder) for path in (folder / "out").rglob("*") if path.is_file()}
    named = {path.parts[1] for path in before if any(person in texts_of(folder / path) for person in PERSONS)}
    assert named >= {"feedback", "measures.xlsx"}
    called(capsys, folder, "close", "--anyway")
    answer = called(capsys, folder, "close", "--anyway", "--remove-persons")
    for _ in range(2):
        paths = [path for path in (folder / "out").rglob("*") if path.is_file()]
        assert {path.relative_to(folder) for path in paths} == before
        assert [(path, text) for path in paths for text in PERSONS if text in texts_of(path)] == []
        record = (folder / "refresh.json").read_text(encoding="utf-8")
        assert "สมหญิง" not in record
        openpyxl.load_workbook(next((folder / "out" / "feedback").glob("*.xlsx")))
        outcomes = called(capsys, folder, "refresh")["results"]["outputs"]
        assert {item["outcome"] for item in outcomes} == {"unchanged"}
    told = left(answer)
    assert not [what for what in told if "in out" in what and "names" not in what]
    assert [count for what, count in told.items() if what.startswith("names that agencies gave")] >= ["2"]


def test_what_cannot_be_written_anew_is_told_by_place(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    called(capsys, folder, "refresh")
    copy = next(path for path in (folder / "out" / "feedback").glob("*.xlsx") if " P07 " in path.name)
    book = openpyxl.load_workbook(copy)
    book.create_sheet("ของฉัน")
    book.save(copy)
    (folder / "ส่งออก").mkdir()
    (folder / "ส่งออก" / "contacts.csv").write_text(f"P07,{PHONE}\n", encoding="utf-8")
    (folder / "ส่งออก" / "scores.csv").write_text("P03,94.90\n", encoding="utf-8")
    (folder / "analysis.xlsx").write_bytes(form_of(folder, "P07").read_bytes())
    answer = called(capsys, folder, "close", "--anyway", "--remove-persons")
    told = left(answer)
    assert [count for what, count in told.items() if "(out/feedback)" in what] == ["1"]
    assert [count for what, count in told.items() if "(ส่งออก)" in what] == ["1"]
    assert [what for what in told if "(./)" in what]


@pytest.mark.parametrize("suffix", [".txt", ".csv", ".html", ".json"])
def test_a_text_loses_persons_and_nothing_else(suffix: str) -> None:
    persons = KnownPersons(frozenset({REPORTER, PHONE}), frozenset({"สำนักงานจังหวัด"}))
    text = f"{REPORTER} โทร 089-876-5432 คะแนน 94.90 (2568)\r\n{ADDRESS}\n"
    assert clean_file(text.encode(), suffix, persons) == (
        f"{REMOVED} โทร {REMOVED} คะแนน 94.90 (2568)\r\n{REMOVED}\n".encode(),
        2,
    )
    assert clean_file("คะแนน 94.90\n".encode(), suffix, persons) == ("คะแนน 94.90\n".encode(), 0)


def test_a_name_of_an_agency_is_no_person() -> None:
    persons = KnownPersons(frozenset({"สำนักงานจังหวัด", "จังหวัด", "วิภา สุขใจดี"}), frozenset({"สำนักงานจังหวัดตราด"}))
    assert persons.clean("สำนักงานจังหวัดตราด: นางวิภา สุขใจดี") == f"สำนักงานจังหวัดตราด: นาง{REMOVED}"
    assert persons.names_in_reasons == ("วิภา สุขใจดี", "วิภา")


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"\xff\xfe"])
def test_a_damaged_output_counts_as_one_that_names_persons(data: bytes) -> None:
    assert clean_file(data, ".xlsx", KnownPersons()) is None
