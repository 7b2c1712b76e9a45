"""Check the clarification kits: which items they list, what they hold, and that nothing typed is ever overwritten."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from ita_xlsx.catalogue import load_framework
from ita_xlsx.model.agency import Agency
from ita_xlsx.model.layout.grid import Table
from ita_xlsx.model.oit.kit_layout import KIT_SHEET, MESSAGE_ROW, WINDOW_COL, kit_table
from ita_xlsx.model.submission import Answer, Evidence
from ita_xlsx.model.text.words import NOTHING_TO_REPORT
from tests.conftest import AGENCY, full_scores, submission_of, write_form
from tests.libreoffice.office import Office
from tests.libreoffice.workbooks import cached_values, differences, empty_cached_values
from tests.support.program import printed, run

FRAMEWORK = load_framework(2568)
ITEMS = tuple(leaf.code for leaf in FRAMEWORK.answers if FRAMEWORK.has_evidence(leaf.subject))
LOW = {"o2": "50", "o5": "0", "o9": "99.99"}
LINKS = (
    Evidence("o2", "https://a.example.go.th/o2, https://a.example.go.th/plan.pdf", "แผนสองฉบับ"),
    Evidence("o5", "", "อยู่ระหว่างจัดทำ"),
    Evidence("o9", "หน้าแรก\nhttps://a.example.go.th/o9", ""),
)
TYPED = 'เปิดได้ตั้งแต่ 1 มี.ค.\nตามภาพหน้าจอ "แบนเนอร์"'
WINDOW = '[calendar]\nclarify_from = "1/6/2568"\nclarify_until = "15/6/2568"\n'


def form(
    path: Path,
    low: Mapping[str, str] = LOW,
    *,
    without: tuple[str, ...] = (),
    agency: Agency = AGENCY,
    links: tuple[Evidence, ...] = LINKS,
) -> Path:
    """A returned form: these items below 100, those without a score, and full marks in every other item."""
    scores = {**full_scores(FRAMEWORK), **dict.fromkeys(ITEMS, "100"), **low, **dict.fromkeys(without, "")}
    submission = replace(submission_of(FRAMEWORK, scores), agency=agency, evidence=links)
    return write_form(path, FRAMEWORK, submission)


def kits_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("*.xlsx")) if folder.exists() else []


def rows_of(path: Path) -> dict[str, dict[str, object]]:
    """The rows of a kit by code, each by the keys of its columns."""
    sheet = openpyxl.load_workbook(path, data_only=True)[KIT_SHEET]
    table = kit_table(())
    rows: dict[str, dict[str, object]] = {}
    for values in sheet.iter_rows(min_row=table.header_row + 2, values_only=True):
        row: dict[str, object] = dict(zip((column.key for column in table.columns), values, strict=False))
        if row["text"]:
            rows[str(row["code"])] = row
    return rows


def explain(path: Path, code: str, text: str) -> None:
    """Type an explanation as a person does, and save."""
    book = openpyxl.load_workbook(path)
    sheet = book[KIT_SHEET]
    table = table_of(sheet)
    place = table.place(code, "explanation")
    sheet[place.a1] = text
    book.save(path)


def table_of(sheet: Worksheet) -> Table:
    first = kit_table(()).header_row + 2
    rows = (row for row in range(first, sheet.max_row + 1) if sheet.cell(row, 2).value)
    return kit_table(str(sheet.cell(row, 1).value) for row in rows)


def clarify(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, list[str], list[dict[str, object]]]:
    """The exit code, the codes of the findings about kits, and the results."""
    code, found = printed(capsys, "clarify", *arguments, "--format", "json", "--issued", "2025-06-01")
    codes = [item["code"] for item in found["findings"] if item["code"].startswith("C74")]
    return code, codes, found["results"]


@pytest.fixture
def kits(tmp_path: Path) -> Path:
    return tmp_path / "kits"


@pytest.fixture
def kit(tmp_path: Path, kits: Path) -> Path:
    """The kit of one form."""
    form(tmp_path / "form.xlsx")
    assert run("clarify", tmp_path / "form.xlsx", "-o", kits, "-q") == 0
    return kits / kits_in(kits)[0]


def test_a_kit_lists_exactly_the_items_below_100(kit: Path) -> None:
    assert list(rows_of(kit)) == ["o2", "o5", "o9"]


def test_a_row_holds_wording_score_and_the_link_given_first_in_one_line(kit: Path) -> None:
    rows, wordings = rows_of(kit), {item.code: item.text for item in FRAMEWORK.questions}
    assert [row["text"] for row in rows.values()] == [wordings[code] for code in rows]
    assert [row["score"] for row in rows.values()] == [50, 0, 99.99]
    assert rows["o2"]["url"] == "https://a.example.go.th/o2, https://a.example.go.th/plan.pdf"
    assert rows["o9"]["url"] == "หน้าแรก https://a.example.go.th/o9"
    assert rows["o5"]["url"] == "ไม่ได้ให้ลิงก์ไว้ (หมายเหตุเดิม: อยู่ระหว่างจัดทำ)"


def test_only_explanations_are_open_and_no_cell_of_the_list_is_merged(kit: Path) -> None:
    sheet = openpyxl.load_workbook(kit)[KIT_SHEET]
    table = table_of(sheet)
    open_cells = {cell.coordinate for row in sheet.iter_rows() for cell in row if not cell.protection.locked}
    assert sheet.protection.sheet
    assert open_cells == {table.place(code, "explanation").a1 for code in table.items}
    assert not sheet.merged_cells.ranges


def test_the_text_to_paste_is_one_line_of_item_link_and_explanation(kit: Path, tmp_path: Path, office: Office) -> None:
    explain(kit, "o2", TYPED)
    office.recalculate(kit, tmp_path / "new.xlsx")
    rows = rows_of(tmp_path / "new.xlsx")
    wording = rows["o2"]["text"]
    assert rows["o2"]["paste"] == (
        f"ข้อ o2 {wording} | คะแนนเบื้องต้น 50.00 | ลิงก์ที่ให้ไว้เดิม: "
        "https://a.example.go.th/o2, https://a.example.go.th/plan.pdf"
        ' | คำชี้แจง: เปิดได้ตั้งแต่ 1 มี.ค. ตามภาพหน้าจอ "แบนเนอร์"'
    )
    assert not rows["o5"]["paste"]
    message = openpyxl.load_workbook(tmp_path / "new.xlsx", data_only=True)[KIT_SHEET].cell(MESSAGE_ROW + 1, 1).value
    assert message == "ชี้แจงแล้ว 1 จาก 3 ข้อที่ต่ำกว่า 100"


def test_the_formulas_of_a_kit_with_explanations_hold_the_values_of_libreoffice(
    kit: Path, kits: Path, tmp_path: Path, office: Office
) -> None:
    explain(kit, "o2", TYPED)
    explain(kit, "o9", "  ก\tข  ค ")
    form(tmp_path / "form.xlsx", {**LOW, "o3": "25"})
    assert run("clarify", tmp_path / "form.xlsx", "-o", kits, "-q") == 0
    newest = kits / kits_in(kits)[0]
    assert newest.name.endswith("(2).xlsx")
    empty_cached_values(newest, tmp_path / "empty.xlsx")
    office.recalculate(tmp_path / "empty.xlsx", tmp_path / "new.xlsx")
    assert differences(cached_values(newest), cached_values(tmp_path / "new.xlsx")) == []


@pytest.mark.parametrize(
    ("calendar", "line", "codes"),
    [
        (WINDOW, "ช่วงเวลาชี้แจง: 1 มิถุนายน 2568 ถึง 15 มิถุนายน 2568  (15 วัน)", []),
        ("", "ช่วงเวลาชี้แจง: ……………… ถึง ………………  (ดูประกาศ)", ["C744"]),
        (
            '[calendar]\n"ปิดรับคำชี้แจงผล OIT" = "15/6/2568"\n',
            "ช่วงเวลาชี้แจง: ……………… ถึง 15 มิถุนายน 2568  (ดูประกาศ)",
            ["C744"],
        ),
        (
            WINDOW.replace("15/6", "15/5"),
            "ช่วงเวลาชี้แจง: ……………… ถึง ………………  (ดูประกาศ)",
            ["C745"],
        ),
    ],
)
def test_a_kit_names_the_days_of_the_window(
    tmp_path: Path, kits: Path, capsys: pytest.CaptureFixture[str], calendar: str, line: str, codes: list[str]
) -> None:
    form(tmp_path / "form.xlsx")
    (tmp_path / "round.toml").write_text(f"framework = 2568\n{calendar}", encoding="utf-8")
    _, found, _ = clarify(capsys, tmp_path / "form.xlsx", "-o", kits, "--round", tmp_path / "round.toml")
    sheet = openpyxl.load_workbook(kits / kits_in(kits)[0])[KIT_SHEET]
    assert sheet.cell(MESSAGE_ROW + 1, WINDOW_COL + 1).value == line
    assert found == codes


@pytest.mark.parametrize(
    ("low", "without", "codes", "items"),
    [
        ({}, (), ["C740"], []),
        ({}, ITEMS, ["C742"], []),
        (LOW, ("o1", "o3"), ["C743"], ["o2", "o5", "o9"]),
        ({"o1": "ไม่มีภารกิจ", "o2": "50"}, (), ["C743"], ["o2"]),
    ],
)
def test_what_is_not_in_a_kit_is_told(
    tmp_path: Path,
    kits: Path,
    capsys: pytest.CaptureFixture[str],
    low: dict[str, str],
    without: tuple[str, ...],
    codes: list[str],
    items: list[str],
) -> None:
    form(tmp_path / "form.xlsx", low, without=without)
    _, found, results = clarify(capsys, tmp_path / "form.xlsx", "-o", kits)
    assert [code for code in found if code != "C744"] == codes
    assert [item for kit in results for item in kit["items"]] == items  # type: ignore[attr-defined]
    assert len(kits_in(kits)) == bool(items)


def test_an_agency_with_nothing_to_report_is_passed_over(
    tmp_path: Path, kits: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    submission = replace(submission_of(FRAMEWORK, {}), info=(("reporting", NOTHING_TO_REPORT),))
    write_form(tmp_path / "form.xlsx", FRAMEWORK, submission)
    assert clarify(capsys, tmp_path / "form.xlsx", "-o", kits)[1] == ["C749"]


def test_a_typed_kit_is_never_overwritten_and_the_new_one_has_what_was_typed(
    kit: Path, kits: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    explain(kit, "o2", TYPED)
    explain(kit, "o5", "แก้แล้ว")
    before = kit.read_bytes()
    form(tmp_path / "form.xlsx", {"o2": "50", "o7": "0"})
    _, codes, results = clarify(capsys, tmp_path / "form.xlsx", "-o", kits, "--force")
    assert kit.read_bytes() == before
    assert codes == ["C744", "C741", "C748"]
    (result,) = results
    assert (result["items"], result["carried"], result["written"]) == (["o2", "o7"], 1, True)
    rows = rows_of(Path(str(result["file"])))
    assert [row["explanation"] for row in rows.values()] == [TYPED, None]


def test_a_typed_kit_that_says_the_same_stays_alone(
    kit: Path, kits: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], office: Office
) -> None:
    explain(kit, "o2", TYPED)
    office.recalculate(kit, tmp_path / "saved.xlsx")
    kit.write_bytes((tmp_path / "saved.xlsx").read_bytes())
    _, codes, results = clarify(capsys, tmp_path / "form.xlsx", "-o", kits, "--force")
    assert (codes, [item["written"] for item in results]) == (["C744"], [False])
    assert kits_in(kits) == [kit.name]


def test_an_empty_kit_needs_force_as_every_file(kit: Path, kits: Path, tmp_path: Path) -> None:
    assert run("clarify", tmp_path / "form.xlsx", "-o", kits, "-q") == 3
    assert run("clarify", tmp_path / "form.xlsx", "-o", kits, "-q", "--force") == 0
    assert kits_in(kits) == [kit.name]


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 half a file"])
def test_a_file_that_cannot_be_read_may_hold_explanations(
    kit: Path, kits: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], data: bytes
) -> None:
    kit.write_bytes(data)
    assert clarify(capsys, tmp_path / "form.xlsx", "-o", kits, "--force")[1] == ["C744", "C741"]
    assert kit.read_bytes() == data


def test_the_kit_of_another_agency_gives_no_explanation(kit: Path, kits: Path, tmp_path: Path) -> None:
    explain(kit, "o2", TYPED)
    form(tmp_path / "other.xlsx", agency=replace(AGENCY, code="P08"))
    other = kits / kit.name.replace("P07", "P08")
    kit.rename(other)
    assert run("clarify", tmp_path / "other.xlsx", "-o", kits, "-q") == 0
    (new,) = set(kits_in(kits)) - {other.name}
    assert {row["explanation"] for row in rows_of(kits / new).values()} == {None}


def test_a_hostile_form_gives_a_kit_of_texts(tmp_path: Path, kits: Path) -> None:
    hostile = tuple(Evidence(code, f"=cmd|'/c'!A1 {code}\u202e", '<b>"&') for code in LOW)
    form(tmp_path / "form.xlsx", links=hostile, agency=replace(AGENCY, name='=1+1 <script>alert("1")</script>'))
    assert run("clarify", tmp_path / "form.xlsx", "-o", kits, "-q") == 0
    sheet = openpyxl.load_workbook(kits / kits_in(kits)[0])[KIT_SHEET]
    table = table_of(sheet)
    assert {sheet[table.place(code, "url").a1].data_type for code in table.items} == {"s"}


def test_numbers_of_a_kit_follow_the_digits(tmp_path: Path, kits: Path) -> None:
    form(tmp_path / "form.xlsx")
    assert run("clarify", tmp_path / "form.xlsx", "-o", kits, "-q", "--digits", "thai") == 0
    sheet = openpyxl.load_workbook(kits / kits_in(kits)[0], data_only=True)[KIT_SHEET]
    assert str(sheet["A1"].value).startswith("ชี้แจงผลเบื้องต้น OIT ปีงบประมาณ พ.ศ. ๒๕๖๘")
    assert sheet.cell(MESSAGE_ROW + 1, 1).value == "ชี้แจงแล้ว ๐ จาก ๓ ข้อที่ต่ำกว่า ๑๐๐"


def test_a_round_gives_one_kit_an_agency(tmp_path: Path, kits: Path, capsys: pytest.CaptureFixture[str]) -> None:
    roster = [replace(AGENCY, code=f"P0{number}", name=f"สำนักงานที่ {number}") for number in range(1, 5)]
    lines = ["code,name,province", *(f"{item.code},{item.name},{item.province}" for item in roster)]
    (tmp_path / "roster.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (tmp_path / "in").mkdir()
    form(tmp_path / "in" / "1.xlsx", {"o1": "0"}, agency=roster[0])
    form(tmp_path / "in" / "2.xlsx", {}, agency=roster[1])
    form(tmp_path / "in" / "3.xlsx", {"o28": "50"}, agency=roster[2])
    options = ("--framework", "2568", "--roster", tmp_path / "roster.csv")
    _, codes, results = clarify(capsys, tmp_path / "in", "-o", kits, *options)
    assert [(item["agency"], item["items"]) for item in results] == [("P01", ["o1"]), ("P03", ["o28"])]
    assert codes == ["C744", "C740"]


def test_the_score_of_an_item_may_be_any_fraction(tmp_path: Path, kits: Path) -> None:
    scores = {**full_scores(FRAMEWORK), **dict.fromkeys(ITEMS, "100")}
    submission = submission_of(FRAMEWORK, scores)
    answers = tuple(
        Answer(answer.subject, Fraction(200, 3)) if answer.subject == "o4" else answer for answer in submission.answers
    )
    write_form(tmp_path / "form.xlsx", FRAMEWORK, replace(submission, answers=answers))
    assert run("clarify", tmp_path / "form.xlsx", "-o", kits, "-q") in (0, 1)
    assert list(rows_of(kits / kits_in(kits)[0])) == ["o4"]
