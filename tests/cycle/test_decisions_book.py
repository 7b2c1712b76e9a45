"""Check that ``decisions.xlsx`` asks, is read as people fill it in, and loses nothing that is typed."""

from __future__ import annotations

import shutil
import unicodedata
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.comments import Comment

from ita_xlsx.catalogue import load_framework
from ita_xlsx.cycle.context import RunContext
from ita_xlsx.cycle.decisions.decision_book import load_decisions, record_decisions
from ita_xlsx.cycle.decisions.use_files import Reason
from ita_xlsx.cycle.load_round import LoadedRound, load_round, record_open_questions
from ita_xlsx.cycle.settings.load_context import load_context
from ita_xlsx.cycle.templates import make_form
from ita_xlsx.errors import InputError
from ita_xlsx.intake.decisions_file import read_decision_book
from ita_xlsx.intake.workbook.package import check_package
from ita_xlsx.model.agency import Agency
from ita_xlsx.model.decisions import Alias, Choice, Correction, Decisions, FileDecision, ReceivedDecision
from ita_xlsx.model.findings import message_and_fix
from ita_xlsx.model.layout.decisions_layout import FILES_SHEET, HEADER_ROW
from ita_xlsx.model.received import Received, ReceivedFrom
from ita_xlsx.model.round_settings import RoundSettings
from ita_xlsx.output.decisions import NewRows, add_rows
from tests.conftest import EDITION, full_scores, submission_of
from tests.libreoffice.office import Office

FRAMEWORK = load_framework(2568)
DAY = date(2026, 10, 1)
FIRST = HEADER_ROW + 2
CODE, FILE, CHOICE, REASON, DECIDED, BY, DIGEST = 1, 4, 5, 6, 7, 8, 9


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A round: one good form, two different ones, two halves, one of a wrong scale, one of nobody."""
    (tmp_path / "inbox").mkdir()
    lines = "".join(f"P0{number},หน่วยงานที่ {number},ตราด\n" for number in range(1, 5))
    (tmp_path / "roster.csv").write_text(f"code,name,province\n{lines}", encoding="utf-8")
    settings_text = 'framework = 2568\nprovince = "ตราด"\nroster = "roster.csv"\n'
    (tmp_path / "round.toml").write_text(settings_text, encoding="utf-8")
    scores = full_scores(FRAMEWORK)
    subjects = list(scores)
    forms: Mapping[str, tuple[str, Mapping[str, str]]] = {
        "one.xlsx": ("P01", scores),
        "two-a.xlsx": ("P02", scores),
        "two-b.xlsx": ("P02", {**scores, "i2": "77.77"}),
        "three-a.xlsx": ("P03", {key: scores[key] for key in subjects[:30]}),
        "three-b.xlsx": ("P03", {key: scores[key] for key in subjects[30:]}),
        "four.xlsx": ("P04", {key: f"{float(text) / 20:.2f}" for key, text in scores.items()}),
        "stray.xlsx": ("Z99", scores),
    }
    for name, (code, filled) in forms.items():
        agency = Agency(code, f"หน่วยงานที่ {int(code[1:])}", "ตราด")
        submission = replace(submission_of(FRAMEWORK, dict(filled)), agency=agency)
        (tmp_path / "inbox" / name).write_bytes(make_form(FRAMEWORK, RoundSettings(), submission, EDITION))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def context_of(folder: Path) -> RunContext:
    """The context of the round."""
    return load_context(str(folder / "round.toml"))


def loaded(folder: Path, **options: Any) -> LoadedRound:
    """The round as a command reads it, with its new questions written down."""
    context = context_of(folder)
    read = load_round(("inbox",), context, **options)
    findings = record_open_questions(read, context, EDITION)
    return replace(read, findings=(*read.findings, *findings))


def codes(read: LoadedRound) -> list[str]:
    """The codes of all findings."""
    return [item.code for item in read.findings]


def states(read: LoadedRound) -> list[str]:
    """The states of the agencies."""
    return [member.state.value for member in read.province.members]


def rows(path: Path, sheet: str = FILES_SHEET.name) -> list[tuple[Any, ...]]:
    """The filled rows below the header."""
    cells = openpyxl.load_workbook(path)[sheet].iter_rows(min_row=FIRST, values_only=True)
    return [row for row in cells if any(value is not None for value in row)]


def answer(path: Path, answers: Mapping[str, tuple[str, str]]) -> None:
    """Type a decision and a reason into the rows of some files, by openpyxl."""
    book = openpyxl.load_workbook(path)
    sheet = book[FILES_SHEET.name]
    for row in range(FIRST, sheet.max_row + 1):
        for key, (choice, reason) in answers.items():
            if key in str(sheet.cell(row, FILE).value or ""):
                sheet.cell(row, CHOICE).value = choice
                sheet.cell(row, REASON).value = reason
    book.save(path)


def test_open_questions_are_asked_once(folder: Path) -> None:
    first = loaded(folder)
    assert states(first) == ["returned", "undecided", "undecided", "held_back"]
    asked = [(row[0], row[3]) for row in rows(folder / "decisions.xlsx")]
    assert asked == [
        ("P02", "two-a.xlsx"), ("P02", "two-b.xlsx"), ("P03", "three-a.xlsx\nthree-b.xlsx"), ("P04", "four.xlsx"),
        (None, "stray.xlsx"),
    ]  # fmt: skip
    before = (folder / "decisions.xlsx").read_bytes()
    again = loaded(folder)
    assert (folder / "decisions.xlsx").read_bytes() == before
    assert "K142" in codes(first)
    assert "K142" not in codes(again)


ANSWERS = {
    "two-b": ("ใช้", "หน่วยงานแจ้ง"), "three-a": ("รวม", "สองคนกรอก"), "four": ("ไม่ใช้", "ผิดช่วง"),
}  # fmt: skip


def test_answers_are_followed_and_files_untouched(folder: Path) -> None:
    loaded(folder)
    files = {path: path.read_bytes() for path in (folder / "inbox").iterdir()}
    answer(folder / "decisions.xlsx", ANSWERS)
    read = loaded(folder)
    assert states(read) == ["returned", "returned", "returned", "rejected"]
    joined = read.province.members[2].summary
    assert joined is not None
    assert joined.answered == 61
    assert joined.joined == ("inbox/three-a.xlsx", "inbox/three-b.xlsx")
    assert joined.cells[0].startswith("three-a.xlsx ")
    assert joined.cells[-1].startswith("three-b.xlsx ")
    assert {path: path.read_bytes() for path in (folder / "inbox").iterdir()} == files
    assert {"N146", "N148"} <= set(codes(read))
    assert not {"N101", "N143", "N144", "K142"} & set(codes(read))


def test_answers_by_libreoffice_are_followed(folder: Path, office: Office) -> None:
    loaded(folder)
    path, target = folder / "decisions.xlsx", folder / "by-office.xlsx"
    asked = [row[3] for row in rows(path)]
    typed = []
    for number, text in enumerate(asked, FIRST):
        for key, (choice, reason) in ANSWERS.items():
            if key in text:
                typed += [(FILES_SHEET.name, f"E{number}", choice), (FILES_SHEET.name, f"F{number}", reason)]
    office.type_into(path, target, typed)
    shutil.move(target, path)
    read = loaded(folder, use=("one.xlsx",), reason=Reason("ตรวจแล้ว", EDITION))
    assert states(read) == ["returned", "returned", "returned", "rejected"]
    added = rows(path)
    assert [row[3] for row in added[: len(asked)]] == asked
    assert added[len(asked)][3] == "one.xlsx"
    # LibreOffice opens what was added.
    assert office.values(path, [(FILES_SHEET.name, f"D{FIRST + len(asked)}")]) == ["one.xlsx"]


def test_a_reason_on_the_command_line_writes_a_row(folder: Path) -> None:
    read = loaded(folder, use=("two-a.xlsx", "four.xlsx"), reason=Reason("โทรถาม", EDITION))
    assert states(read) == ["returned", "returned", "undecided", "returned"]
    written = [(row[0], row[3], row[4], row[5]) for row in rows(folder / "decisions.xlsx") if row[4]]
    assert written == [("P02", "two-a.xlsx", "ใช้", "โทรถาม"), ("P04", "four.xlsx", "ยืนยัน", "โทรถาม")]
    assert states(loaded(folder)) == ["returned", "returned", "undecided", "returned"]


def test_without_a_reason_the_file_counts_for_this_run_only(folder: Path) -> None:
    assert "N150" in codes(loaded(folder, use=("two-a.xlsx",)))
    assert states(loaded(folder))[1] == "undecided"


@pytest.mark.parametrize("lock", ["~$decisions.xlsx", ".~lock.decisions.xlsx#"])
def test_an_open_file_gets_its_rows_beside_it(folder: Path, lock: str) -> None:
    loaded(folder)
    before = (folder / "decisions.xlsx").read_bytes()
    (folder / lock).touch()
    read = loaded(folder, use=("two-a.xlsx",), reason=Reason("โทรถาม", EDITION))
    assert (folder / "decisions.xlsx").read_bytes() == before
    assert "K140" in codes(read)
    beside = folder / "decisions (ใหม่).xlsx"
    assert [(row[3], row[4]) for row in rows(beside)] == [("two-a.xlsx", "ใช้")]
    # Its rows are in effect, and more can be added.
    again = loaded(folder, use=("four.xlsx",), reason=Reason("โทรถาม", EDITION))
    assert states(again) == ["returned", "returned", "undecided", "returned"]
    assert [row[3] for row in rows(beside)] == ["two-a.xlsx", "four.xlsx"]
    assert "K141" in codes(again)


def test_a_file_that_somebody_changes_meanwhile_is_not_written_over(folder: Path) -> None:
    loaded(folder)
    context = context_of(folder)
    kept = load_decisions(context)
    answer(folder / "decisions.xlsx", {"two-b": ("ใช้", "เพื่อนร่วมงานพิมพ์")})
    theirs = (folder / "decisions.xlsx").read_bytes()
    row = FileDecision(code="P04", choice=Choice.CONFIRM, files=("four.xlsx",), reason="ตรวจแล้ว", decided=DAY)
    (finding,) = record_decisions(kept, context, Decisions(files=(row,)), EDITION)
    assert finding.code == "K140"
    assert (folder / "decisions.xlsx").read_bytes() == theirs
    assert states(loaded(folder)) == ["returned", "returned", "undecided", "returned"]


def test_everything_typed_is_kept_when_rows_are_added(folder: Path) -> None:
    loaded(folder)
    path = folder / "decisions.xlsx"
    book = openpyxl.load_workbook(path)
    sheet = book[FILES_SHEET.name]
    sheet["K1"] = "หมายเหตุของเจ้าหน้าที่"
    sheet["F4"] = "=1+1"
    sheet["D4"].comment = Comment("ถามคุณสมศรี", "ผม")
    book.create_sheet("แผ่นของผม")["A1"] = 42
    book.save(path)
    before = {name: zipfile.ZipFile(path).read(name) for name in zipfile.ZipFile(path).namelist()}
    loaded(folder, use=("two-a.xlsx",), reason=Reason("โทรถาม", EDITION))
    after = {name: zipfile.ZipFile(path).read(name) for name in zipfile.ZipFile(path).namelist()}
    changed = [name for name in before if before[name] != after[name]]
    assert list(before) == list(after)
    assert changed == ["xl/worksheets/sheet1.xml"]
    check_package(path.read_bytes())
    kept = openpyxl.load_workbook(path)[FILES_SHEET.name]
    assert (kept["K1"].value, kept["F4"].value) == ("หมายเหตุของเจ้าหน้าที่", "=1+1")
    assert kept["D4"].comment is not None


def test_rows_whose_file_is_gone_stay_and_are_told(folder: Path) -> None:
    loaded(folder)
    answer(folder / "decisions.xlsx", {"two-b": ("ใช้", "หน่วยงานแจ้ง"), "four": ("ยืนยัน", "ตรวจแล้ว")})
    asked = rows(folder / "decisions.xlsx")
    (folder / "inbox" / "two-b.xlsx").unlink()
    # Another content under the confirmed name is not confirmed.
    shutil.copy(folder / "inbox" / "four.xlsx", folder / "four-old.xlsx")
    book = openpyxl.load_workbook(folder / "inbox" / "four.xlsx")
    book["IIT"]["C4"] = 4.5
    book.save(folder / "inbox" / "four.xlsx")
    read = loaded(folder)
    assert states(read) == ["returned", "returned", "undecided", "held_back"]
    assert {"N102", "N149"} <= set(codes(read))
    assert rows(folder / "decisions.xlsx")[: len(asked)] == asked


def type_rows(path: Path, sheet: str, typed: list[list[Any]]) -> None:
    """Type rows below the header of a sheet."""
    book = openpyxl.load_workbook(path)
    for row, values in enumerate(typed, FIRST):
        for col, value in enumerate(values, 1):
            book[sheet].cell(row, col).value = value
    book.save(path)


@pytest.mark.parametrize(
    ("sheet", "row", "told"),
    [
        ("เลือกไฟล์", ["P01", "", "", "one.xlsx", "ใช้", "", None], ("K134", "F4")),
        ("เลือกไฟล์", ["P01", "", "", "one.xlsx", "เอา", "ก", None], ("K135", "E4")),
        ("เลือกไฟล์", ["P01", "", "", "", "ใช้", "ก", None], ("K138", "D4")),
        ("เลือกไฟล์", ["P01", "", "", "a.xlsx", "รวม", "ก", None], ("K138", "D4")),
        ("เลือกไฟล์", ["P01", "", "", "a.xlsx\nb.xlsx", "ใช้", "ก", None], ("K138", "D4")),
        ("เลือกไฟล์", ["", "", "", "one.xlsx", "ใช้", "ก", None], ("K133", "A4")),
        ("เลือกไฟล์", ["P01", "", "", "one.xlsx", "ใช้", "ก", "เมื่อวาน"], ("K136", "G4")),
        ("วันที่ได้รับ", ["P01", "", "31/2/2569", "ก"], ("K136", "C4")),
        ("วันที่ได้รับ", ["P01", "", "30/9/2569", ""], ("K134", "D4")),
        ("วันที่ได้รับ", ["", "", "30/9/2569", "ก"], ("K133", "A4")),
        ("ชื่ออื่น", ["P01", "", "สนง.หนึ่ง", ""], ("K134", "D4")),
        ("แก้ไข", ["P01", "", "i1", 61.07, 960.5, "ก", "", "", "ข"], ("K137", "E4")),
        ("แก้ไข", ["P01", "", "i1", "abc", 96.5, "ก", "", "", "ข"], ("K137", "D4")),
        ("แก้ไข", ["P01", "", "i1", 61.07, "", "ก", "", "", "ข"], ("K139", "E4")),
        ("แก้ไข", ["P01", "", "", 61.07, 96.5, "ก", "", "", "ข"], ("K139", "C4")),
        ("แก้ไข", ["P01", "", "i1", 61.07, 96.5, "ก", "", "", ""], ("K134", "I4")),
        ("แก้ไข", ["P01", "", "i1", 61.07, 96.5, "", "", "", "ข"], ("K139", "F4")),
        ("แก้ไข", ["P01", "", "i1", 61.07, 95.12345, "ก", "", "", "ข"], ("K148", "E4")),
    ],
)
def test_a_faulty_row_is_told_with_its_cell_and_stops_nothing(
    folder: Path, sheet: str, row: list[Any], told: tuple[str, str]
) -> None:
    loaded(folder)
    type_rows(folder / "decisions.xlsx", sheet, [row])
    faults = [(item.code, item.cell) for item in load_decisions(context_of(folder)).findings]
    assert faults == [told]


@pytest.mark.parametrize(
    ("typed", "received"),
    [
        ("30/9/2569", Received(date(2026, 9, 30), None, ReceivedFrom.DECISION)),
        ("30 ก.ย. 2569 16:20", Received(date(2026, 9, 30), time(16, 20), ReceivedFrom.DECISION)),
        ("๓๐ กันยายน ๒๕๖๙ เวลา ๑๖.๒๐ น.", Received(date(2026, 9, 30), time(16, 20), ReceivedFrom.DECISION)),
        (datetime(2026, 9, 30), Received(date(2026, 9, 30), None, ReceivedFrom.DECISION)),
        (datetime(2026, 9, 30, 16, 20), Received(date(2026, 9, 30), time(16, 20), ReceivedFrom.DECISION)),
        # Excel with a Thai calendar off: the Buddhist year stands in the cell.
        (datetime(2569, 9, 30), Received(date(2026, 9, 30), None, ReceivedFrom.DECISION)),
    ],
)
def test_a_day_of_receipt_is_read_as_people_type_it(folder: Path, typed: Any, received: Received) -> None:
    loaded(folder)
    type_rows(folder / "decisions.xlsx", "วันที่ได้รับ", [["P01", "", typed, "ไปรษณีย์"]])
    (row,) = load_decisions(context_of(folder)).decisions.received
    assert row.received == received


@pytest.mark.parametrize("lang", ["th", "en"])
def test_headers_and_words_may_be_thai_or_english(folder: Path, lang: str) -> None:
    english = {"เลือกไฟล์": "files", "รหัส": "code", "ไฟล์": "file", "การตัดสินใจ": "decision", "เหตุผล": "why"}
    loaded(folder)
    book = openpyxl.load_workbook(folder / "decisions.xlsx")
    sheet = book[FILES_SHEET.name]
    if lang == "en":
        sheet.title = "Files"
        for cell in sheet[HEADER_ROW + 1]:
            cell.value = english.get(str(cell.value), cell.value)
    sheet.insert_rows(1)
    for row in range(FIRST, sheet.max_row + 1):
        if sheet.cell(row, FILE).value == "two-a.xlsx":
            sheet.cell(row, CHOICE).value = "ใช้" if lang == "th" else "Use"
            sheet.cell(row, REASON).value = "ก"
    book.save(folder / "decisions.xlsx")
    assert states(loaded(folder))[1] == "returned"


def test_old_decisions_are_read_before_the_new_ones(folder: Path) -> None:
    (folder / "decisions.csv").write_text("code,file,why\nP02,two-a.xlsx,เดิม\n", encoding="utf-8")
    assert states(loaded(folder))[1] == "returned"
    read = loaded(folder, use=("two-b.xlsx",), reason=Reason("ใหม่", EDITION))
    summary = read.province.members[1].summary
    assert summary is not None
    assert summary.file == "inbox/two-b.xlsx"


def test_another_name_makes_the_form_known(folder: Path) -> None:
    agency = Agency("", "สนง.ที่หนึ่ง", "ตราด")
    submission = replace(submission_of(FRAMEWORK, full_scores(FRAMEWORK)), agency=agency)
    (folder / "inbox" / "one.xlsx").write_bytes(make_form(FRAMEWORK, RoundSettings(), submission, EDITION))
    assert states(loaded(folder))[0] == "missing"
    type_rows(folder / "decisions.xlsx", "ชื่ออื่น", [["P01", "", "สนง.ที่หนึ่ง", "ชื่อย่อ"]])
    assert states(loaded(folder))[0] == "returned"


@pytest.mark.parametrize("data", [b"", b"PK", b"code,file\n", b"\x00" * 100])
def test_a_damaged_file_is_told_and_left_alone(folder: Path, data: bytes) -> None:
    (folder / "decisions.xlsx").write_bytes(data)
    with pytest.raises(InputError) as error:
        loaded(folder)
    assert [item.code for item in error.value.findings] == ["K131"]
    assert (folder / "decisions.xlsx").read_bytes() == data


def test_a_sheet_without_its_headers_is_told(folder: Path) -> None:
    loaded(folder)
    book = openpyxl.load_workbook(folder / "decisions.xlsx")
    book["แก้ไข"]["C3"] = "คำถามข้อ"
    book.save(folder / "decisions.xlsx")
    assert [item.code for item in load_decisions(context_of(folder)).findings] == ["K132"]


TEXTS = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Cn", "Co", "Zs", "Zl", "Zp", "Cf"]), min_size=1, max_size=9
)
# A text is read in the composed form of its characters.
WORDS = TEXTS.map(lambda text: unicodedata.normalize("NFC", text).strip()).filter(
    lambda text: bool(text) and ";" not in text
)
ROWS = st.builds(
    FileDecision,
    code=st.sampled_from(["P01", "P02"]),
    choice=st.sampled_from([Choice.USE, Choice.CONFIRM, Choice.ASSIGN]),
    files=st.tuples(WORDS),
    digests=st.just(()),
    reason=WORDS,
    decided=st.none() | st.dates(date(1990, 1, 1), date(2300, 1, 1)),
    by=st.just("") | WORDS,
)


@settings(max_examples=15)
@given(several=st.lists(st.lists(ROWS, min_size=1, max_size=3), min_size=1, max_size=3))
def test_rows_come_back_as_they_were_written(
    several: list[list[FileDecision]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    place = tmp_path_factory.mktemp("rows")
    (place / "roster.csv").write_text("code,name\nP01,ก\nP02,ข\n", encoding="utf-8")
    (place / "round.toml").write_text(f'framework = 2568\nroster = "{place}/roster.csv"\n', encoding="utf-8")
    context = context_of(place)
    written: list[FileDecision] = []
    for more in several:
        record_decisions(load_decisions(context), context, Decisions(files=tuple(more)), EDITION)
        written += more
    read = load_decisions(context).decisions.files
    assert [replace(item, place="", book="") for item in read] == written


def test_all_kinds_of_rows_come_back(folder: Path) -> None:
    context = context_of(folder)
    about: dict[str, Any] = {"code": "P01", "reason": "=ก", "decided": DAY, "by": "ผม"}
    decisions = Decisions(
        files=(FileDecision(choice=Choice.JOIN, files=("a.xlsx", "b.xlsx"), digests=("0a", "0b"), **about),),
        received=(ReceivedDecision(received=Received(DAY, time(16, 20), ReceivedFrom.DECISION), **about),),
        aliases=(Alias(name="+1", **about),),
        corrections=(
            Correction(subject="e1 public", was=None, becomes=Fraction("95.5"), informant="คุณสมศรี", **about),
            Correction(subject="i1", was=Fraction("0.9654"), becomes=Fraction("96.54"), informant="@a", **about),
        ),
    )
    record_decisions(load_decisions(context), context, decisions, EDITION)
    record_decisions(load_decisions(context), context, decisions, EDITION)
    read = load_decisions(context).decisions
    for kind in ("files", "received", "aliases", "corrections"):
        items = [replace(item, place="", book="") for item in getattr(read, kind)]
        assert items == [*getattr(decisions, kind), *getattr(decisions, kind)]


@pytest.mark.parametrize("sheet", ["nosuch", FILES_SHEET.name])
def test_rows_are_not_added_where_they_could_harm(folder: Path, sheet: str) -> None:
    loaded(folder)
    data = (folder / "decisions.xlsx").read_bytes()
    # The first row of questions is filled.
    assert add_rows(data, [NewRows(sheet, HEADER_ROW + 1, [{0: "x"}])]) is None


def test_the_book_is_read_in_a_child_and_by_value(folder: Path) -> None:
    loaded(folder)
    book = read_decision_book((folder / "decisions.xlsx").read_bytes(), "decisions.xlsx")
    assert len(book.questions) == 5
    assert not book.decisions


def _change_sheets(path: Path, changes: Mapping[str, str | None]) -> None:
    """Rename sheets, or delete those whose new name is None."""
    book = openpyxl.load_workbook(path)
    for name, new in changes.items():
        if new is None:
            del book[name]
        else:
            book[name].title = new
    book.save(path)


@pytest.mark.parametrize(
    ("sheet", "new", "row", "count"),
    [
        ("วันที่ได้รับ", "วันรับ", ["P01", "", "30/9/2569", "ไปรษณีย์"], "received"),
        ("แก้ไข", "แก้คะแนน", ["P01", "", "i1", 61.07, 96.5, "คุณสมศรี", "", "", "พิมพ์ผิด"], "corrections"),
        ("ชื่ออื่น", "ชื่อย่อ", ["P01", "", "สนง.หนึ่ง", "ชื่อย่อ"], "aliases"),
        ("เลือกไฟล์", "ไฟล์ที่เลือก", ["P01", "", "", "one.xlsx", "ใช้", "ตรวจแล้ว"], "files"),
    ],
)
def test_a_renamed_sheet_is_found_by_its_headers(
    folder: Path, sheet: str, new: str, row: list[Any], count: str
) -> None:
    loaded(folder)
    type_rows(folder / "decisions.xlsx", sheet, [row])
    _change_sheets(folder / "decisions.xlsx", {sheet: new})
    kept = load_decisions(context_of(folder))
    assert len(getattr(kept.decisions, count)) == 1
    assert [(item.code, item.sheet) for item in kept.findings] == [("K143", new)]
    assert "K140" not in codes(loaded(folder))


@pytest.mark.parametrize(
    ("changes", "cell", "codes_found"),
    [
        ({"เลือกไฟล์": "ไฟล์"}, ("ไฟล์", "D3"), ["K145"]),
        ({"แก้ไข": "แก้คะแนน"}, ("แก้คะแนน", "D3"), ["K145"]),
        ({"เลือกไฟล์": None}, None, ["K146"]),
        ({"ชื่ออื่น": None, "แก้ไข": None}, None, ["K146"]),
    ],
)
def test_a_sheet_that_is_not_read_is_told(
    folder: Path, changes: dict[str, str | None], cell: tuple[str, str] | None, codes_found: list[str]
) -> None:
    loaded(folder)
    _change_sheets(folder / "decisions.xlsx", changes)
    if cell:
        book = openpyxl.load_workbook(folder / "decisions.xlsx")
        book[cell[0]][cell[1]] = "อื่นๆ"
        book.save(folder / "decisions.xlsx")
    assert [item.code for item in load_decisions(context_of(folder)).findings] == codes_found


@pytest.mark.parametrize("header", ["อื่นๆ", None])
def test_the_true_cause_is_told_where_no_row_can_be_added(folder: Path, header: str | None) -> None:
    loaded(folder)
    path = folder / "decisions.xlsx"
    if header is None:
        _change_sheets(path, {"เลือกไฟล์": None})
    else:
        book = openpyxl.load_workbook(path)
        book["เลือกไฟล์"]["D3"] = header
        book.save(path)
    (finding,) = (item for item in loaded(folder).findings if item.code == "K140")
    text = message_and_fix(finding, "en")[0]
    assert "no sheet «เลือกไฟล์»" in text
    assert "open" not in text


def test_a_second_sheet_with_the_same_headers_is_told(folder: Path) -> None:
    loaded(folder)
    book = openpyxl.load_workbook(folder / "decisions.xlsx")
    book.copy_worksheet(book["แก้ไข"]).title = "แก้ไข (2)"
    book.save(folder / "decisions.xlsx")
    findings = load_decisions(context_of(folder)).findings
    assert [(item.code, item.sheet) for item in findings] == [("K144", "แก้ไข (2)")]


def test_a_sheet_of_notes_is_left_alone(folder: Path) -> None:
    loaded(folder)
    book = openpyxl.load_workbook(folder / "decisions.xlsx")
    book.create_sheet("บันทึก").append(["รหัส", "วันที่ได้รับ", "โทร"])
    book.save(folder / "decisions.xlsx")
    assert not load_decisions(context_of(folder)).findings


@pytest.mark.parametrize(
    ("sheet", "row", "told"),
    [
        ("วันที่ได้รับ", ["P01", "", "30/9/2569", "ก"], []),
        ("วันที่ได้รับ", ["P01", "", "2/10/2569", "ก"], [("K147", "C4")]),
        ("วันที่ได้รับ", ["P01", "", "30/9/2569", "ก", "2/10/2569"], [("K147", "E4")]),
        ("แก้ไข", ["P01", "", "i1", 61.07, 96.5, "ก", "28/11/2599", "", "ข"], [("K147", "G4")]),
        ("ชื่ออื่น", ["P01", "", "สนง.หนึ่ง", "ก", "28/11/2599"], [("K147", "E4")]),
        ("เลือกไฟล์", ["P01", "", "", "one.xlsx", "ใช้", "ก", "28/11/2599"], [("K147", "G4")]),
    ],
)
def test_a_day_to_come_is_told(folder: Path, sheet: str, row: list[Any], told: list[tuple[str, str]]) -> None:
    loaded(folder)
    type_rows(folder / "decisions.xlsx", sheet, [row])
    found = load_decisions(context_of(folder), DAY).findings
    assert [(item.code, item.cell) for item in found] == told


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("decisions (2).xlsx", ["N128"]),
        ("decisions - Copy.xlsx", ["N128"]),
        ("สำเนาของ decisions.xlsx", ["N128"]),
        ("Copy of Decisions.xlsx", ["N128"]),
        ("decisions (ใหม่) - Copy.xlsx", ["N128"]),
        ("decisions (ใหม่).xlsx", ["K141"]),
        ("decisions (ใหม่) 2.xlsx", ["K141"]),
        ("~$decisions.xlsx", []),
        ("mydecisions.xlsx", []),
        ("roster (2).xlsx", []),
    ],
)
def test_a_copy_of_the_decisions_is_told(folder: Path, name: str, told: list[str]) -> None:
    loaded(folder)
    path = folder / "decisions.xlsx"
    shutil.copy(path, folder / name)
    answer(folder / name, {"one.xlsx": ("ใช้", "สำเนา")})
    type_rows(folder / name, "ชื่ออื่น", [["P01", "", "สนง.หนึ่ง", "สำเนา"]])
    kept = load_decisions(context_of(folder))
    assert [item.code for item in kept.findings] == told
    assert bool(kept.decisions.aliases) == ("K141" in told)


def test_an_untouched_copy_is_not_told(folder: Path) -> None:
    loaded(folder)
    shutil.copy(folder / "decisions.xlsx", folder / "decisions (2).xlsx")
    assert not load_decisions(context_of(folder)).findings


def test_a_correction_is_read_as_people_spell_its_question(folder: Path) -> None:
    loaded(folder)
    type_rows(folder / "decisions.xlsx", "แก้ไข", [["P01", "", "I 1", 61.07, 96.5, "ก", "", "", "ข"]])
    (correction,) = load_decisions(context_of(folder)).decisions.corrections
    assert correction.subject == "i1"
