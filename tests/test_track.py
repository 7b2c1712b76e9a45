"""Do the measures of all agencies come together as they were typed: status, proof, overdue, promised, gone?"""

from __future__ import annotations

import os
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
import pandas
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from ita_xlsx.catalogue import load_framework
from ita_xlsx.checks.measures_rules import check_tracking
from ita_xlsx.cli.texts import screen_text
from ita_xlsx.cli.track import show_tracking
from ita_xlsx.cycle.context import load_context
from ita_xlsx.cycle.load_round import load_round
from ita_xlsx.diagnosis.track_steps import track
from ita_xlsx.model.agency import Agency
from ita_xlsx.model.findings import Status, make_finding
from ita_xlsx.model.layout.agency_layout import AgencyLayout
from ita_xlsx.model.layout.grid import Place
from ita_xlsx.model.links import LinkResult, Verdict
from ita_xlsx.model.measures import Measure, Plan, Step
from ita_xlsx.model.round_state import AgencyReturn, ReturnSummary, RoundState, State
from ita_xlsx.model.submission import StepReport
from ita_xlsx.model.text.addresses import is_web_address, web_addresses
from ita_xlsx.model.tracking import (
    NO_PLAN,
    STATUS_WORDS,
    EarlierSteps,
    Origin,
    RoundMeasures,
    StepStatus,
    indicator_code,
    step_status_of,
)
from ita_xlsx.output.measures import measures_report as pages_room
from ita_xlsx.output.measures import write_tracked
from ita_xlsx.output.measures.owners import sheet_name
from ita_xlsx.output.texts import fiscal_period as fiscal_text
from ita_xlsx.output.tracking_form.form_rows import reported_rows
from ita_xlsx.store.database import read_measures
from tests.conftest import ISSUED
from tests.filled_measures import YEAR, Typed, agencies_of, fill_form, make_round, plan_of
from tests.filled_measures import rows_of as rows_of_plan
from tests.libreoffice.office import Office
from tests.libreoffice.pages import bare, page_texts
from tests.libreoffice.workbooks import cached_values, differences, empty_cached_values, package_parts
from tests.program import printed, run

FRAMEWORK = load_framework(YEAR)
AS_OF = date(2025, 6, 1)
STATUS = {
    "แล้วเสร็จ": "done", "กำลังดำเนินการ": "doing", "ยังไม่ดำเนินการ": "not_yet", "ไม่มีภารกิจ": "no_duty",
}  # fmt: skip
HEADERS = {
    "done": "แล้วเสร็จ", "doing": "กำลังดำเนินการ", "not_yet": "ยังไม่ดำเนินการ", "unsaid": "ไม่ระบุสถานะ",
    "no_duty": "ไม่มีภารกิจ",
}  # fmt: skip
MARKS = {"done": "เสร็จ", "doing": "กำลัง", "not_yet": "ยัง", "no_duty": "ไม่มี", "unsaid": "?"}
# The last day of each of the periods that the forms hold, worked out by hand.
DUE = {
    "1 ต.ค. 2567 - 30 ก.ย. 2568": date(2025, 9, 30), "ไตรมาส 2": date(2025, 3, 31),
    "ภายใน ๓๑ มีนาคม ๒๕๖๘": date(2025, 3, 31),
}  # fmt: skip
END = date(2025, 9, 30)


class Made(NamedTuple):
    """The round of 31 agencies, and what was typed into its forms."""

    folder: Path
    plan: Plan
    agencies: tuple[Agency, ...]
    typed: list[Typed]

    @property
    def arguments(self) -> tuple[object, ...]:
        """What names the round to the program."""
        return ("track", self.folder / "returned", "--framework", YEAR, "--roster", self.folder / "roster.csv")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Thirty returned forms of thirty-one agencies."""
    folder = tmp_path_factory.mktemp("round")
    os.environ["ITA_CACHE"] = str(folder / "cache")
    return Made(folder, *make_round(folder))


@pytest.fixture
def book(made: Made, tmp_path: Path) -> Path:
    """The workbook of measures of the round, with a sheet an owner."""
    path = tmp_path / "track.xlsx"
    more = ("-o", path, "--as-of", "1/6/2568", "--issued", ISSUED.isoformat(), "--by-owner", "-q")
    assert run(*made.arguments, *more) == 1
    return path


def frame_of(typed: Sequence[Typed]) -> pandas.DataFrame:
    """What was typed, counted by nothing of ours."""
    frame = pandas.DataFrame([vars(item) for item in typed])
    frame["said"] = frame["status"].map(STATUS).fillna("unsaid")
    frame["due"] = frame["period"].map(lambda text: DUE.get(text, END))
    frame["overdue"] = (frame["due"] < AS_OF) & ~frame["said"].isin(["done", "no_duty"])
    frame["proved"] = frame["url"].str.fullmatch(r"https?://[^\s@]+\.[^\s@]+")
    frame["group"] = frame["indicator"].str.extract(r"^(\d+)\.")[0].fillna("-")
    return frame


def rows_of(sheet: Any, header_row: int) -> list[dict[str, Any]]:
    headers = [cell.value for cell in sheet[header_row]]
    return [
        dict(zip(headers, cells, strict=True)) for cells in sheet.iter_rows(min_row=header_row + 1, values_only=True)
    ]


def test_json_tells_each_step_as_it_was_typed(made: Made, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    more = ("-o", tmp_path / "t.xlsx", "--as-of", "2025-06-01", "--format", "json")
    code, said = printed(capsys, *made.arguments, *more)
    assert code == 1
    frame, steps = frame_of(made.typed), pandas.DataFrame(said["results"])
    assert len(steps) == len(frame) > 1000
    for mine, other in (("said", "status"), ("overdue", "overdue"), ("step", "step"), ("measure", "measure")):
        assert frame[mine].tolist() == steps[other].tolist()
    assert frame["url"].where(frame["proved"], None).tolist() == steps["url"].where(steps["url"].notna(), None).tolist()
    assert [day.isoformat() for day in frame["due"]] == steps["due"].tolist()
    late = [(AS_OF - day).days if over else 0 for day, over in zip(frame["due"], frame["overdue"], strict=True)]
    assert steps["days_late"].tolist() == late
    assert set(steps["reported"].str.slice(0, 7)) == {"2025-04"}
    assert Counter(steps["origin"]) == {"plan": len(frame) - 25, "own": 24, "copy": 1}
    codes = Counter(finding["code"] for finding in said["findings"])
    assert codes["N103"] == codes["T604"] == codes["T607"] == codes["T602"] == 1
    assert "N107" not in codes
    several = frame[frame["proved"]].groupby(["agency", "url"]).size()
    assert codes["T601"] == (several >= 3).sum()
    assert codes["T603"] == frame[frame["overdue"]]["agency"].nunique()


def counts_of(frame: pandas.DataFrame) -> dict[str, float]:
    said = {HEADERS[key]: int((frame["said"] == key).sum()) for key in HEADERS}
    duty = len(frame) - said["ไม่มีภารกิจ"]
    return {
        "ขั้นตอน": len(frame), **said, "แล้วเสร็จ\n(ร้อยละ)": said["แล้วเสร็จ"] / duty,
        "เกินกำหนด": int(frame["overdue"].sum()), "มีหลักฐาน\n(URL)": int(frame["proved"].sum()),
    }  # fmt: skip


def test_every_figure_agrees_with_an_independent_count(made: Made, book: Path) -> None:
    frame, shown = frame_of(made.typed), openpyxl.load_workbook(book, data_only=True)
    rows = rows_of(shown["ภาพรวมมาตรการ"], 9)
    by_group = dict(tuple(frame.groupby("group")))
    assert {str(row["ที่"]) for row in rows if row["ที่"]} == set(by_group)
    for row in rows:
        part = by_group[row["ที่"]] if row["ที่"] else frame
        if row["ขั้นตอน"] is not None:
            assert {key: row[key] for key in counts_of(part)} == pytest.approx(counts_of(part))
    agencies = rows_of(shown["รายหน่วยงาน"], 5)
    by_agency = dict(tuple(frame.groupby("agency")))
    assert [row["รหัส"] for row in agencies] == [agency.code for agency in made.agencies]
    for row in agencies:
        if row["รหัส"] == "P03":
            assert (row["ขั้นตอน"], row["หมายเหตุ"]) == (None, "ยังไม่ส่ง")
        else:
            expected = counts_of(by_agency[row["รหัส"]])
            assert {key: row[key] for key in expected} == pytest.approx(expected)
    assert {row["รหัส"]: row["หมายเหตุ"] for row in agencies if row["หมายเหตุ"]} == {
        "P03": "ยังไม่ส่ง",
        "P04": "ไม่ผ่านการตรวจ",
    }
    cards = [shown["ภาพรวมมาตรการ"].cell(5, col).value for col in (1, 3, 5, 7, 9)]
    whole = counts_of(frame)
    assert cards[0] == 30
    assert cards[1:] == pytest.approx(
        [len(frame), whole["แล้วเสร็จ\n(ร้อยละ)"], whole["เกินกำหนด"], whole["มีหลักฐาน\n(URL)"]]
    )


def test_the_matrix_says_of_every_step_and_agency_what_was_typed(made: Made, book: Path) -> None:
    sheet = openpyxl.load_workbook(book, data_only=True)["มาตรการ x หน่วยงาน"]
    header = [cell.value for cell in sheet[4]]
    frame = frame_of(made.typed)
    planned = frame[~frame["id"].str.startswith("own-")].drop_duplicates(["agency", "id"])
    typed = {(row.agency, row.step): MARKS[row.said] + "!" * row.overdue for row in planned.itertuples()}
    found_here: dict[tuple[str, str], Any] = {}
    for row in sheet.iter_rows(min_row=5, values_only=True):
        step = str(row[2]).rpartition("\n")[2]
        for name, mark in zip(header[5:], row[5:], strict=True):
            if mark:
                found_here[str(name).partition(" ")[0], step] = mark
        marks = [mark for mark in row[5:] if mark]
        assert row[3:5] == (marks.count("เสร็จ"), len(marks) - marks.count("ไม่มี"))
    assert found_here == typed


def test_all_rows_stand_in_one_sheet_and_only_addresses_are_links(made: Made, book: Path) -> None:
    sheet = openpyxl.load_workbook(book)["ทุกขั้นตอน"]
    head: dict[Any, Any] = {cell.value: cell.column for cell in sheet[4]}
    frame = frame_of(made.typed)
    for row, typed in enumerate(frame.itertuples(), 5):
        cell = sheet.cell(row, head["หลักฐาน (URL)"])
        link = sheet.cell(row, head["เปิด"]).hyperlink
        assert (cell.value, link.target if link else None) == ((typed.url, typed.url) if typed.proved else (None, None))
        assert cell.hyperlink is None
        note = sheet.cell(row, head["เหตุผล/หมายเหตุ"])
        said = [text for text in ("" if typed.proved else typed.url, typed.note) if text]
        assert (note.value or "") == " · ".join(said)
        assert note.data_type != "f"
        status = typed.status if typed.status in ("", *STATUS) else f"«{typed.status}» (ไม่เข้าใจ)"
        status = status or "ไม่ระบุสถานะ"
        assert sheet.cell(row, head["สถานะ"]).value == status
    assert sheet.freeze_panes == "D5"
    assert sheet.auto_filter.ref.startswith("A4:")


def test_what_is_open_is_listed_with_its_reason(made: Made, book: Path) -> None:
    rows = rows_of(openpyxl.load_workbook(book)["ค้างดำเนินการ"], 4)
    frame = frame_of(made.typed)
    # An address that nobody can open proves nothing, and is no reason.
    unproved = frame["url"].isin(["", "javascript:alert(1)", "https://a b"])
    bare_rows = frame["said"].isin(["done", "no_duty"]) & unproved & (frame["note"] == "")
    wanted = frame[frame["overdue"] | bare_rows]
    assert [(row["รหัส"], row["ขั้นตอน"]) for row in rows] == list(zip(wanted["agency"], wanted["step"], strict=True))
    assert [row["สิ่งที่ต้องติดตาม"] for row in rows].count("เกินกำหนด") == int(frame["overdue"].sum())


def test_each_owner_has_a_sheet_of_all_agencies(made: Made, book: Path) -> None:
    shown, frame = openpyxl.load_workbook(book), frame_of(made.typed)
    sizes = frame.groupby("owner").size()
    index = rows_of(shown["ผู้รับผิดชอบ"], 4)
    assert {row["ผู้รับผิดชอบ"]: row["ขั้นตอน"] for row in index} == {
        owner or "ไม่ระบุผู้รับผิดชอบ": n for owner, n in sizes.items()
    }
    for row in index:
        assert len(rows_of(shown[row["แผ่นงาน"]], 4)) == row["ขั้นตอน"]


def test_every_formula_is_recalculated_by_libreoffice(office: Office, book: Path, tmp_path: Path) -> None:
    emptied, computed = tmp_path / "empty.xlsx", tmp_path / "new.xlsx"
    assert empty_cached_values(book, emptied) > 3000
    office.recalculate(emptied, computed)
    assert differences(cached_values(book), cached_values(computed)) == []


def test_figures_follow_a_status_a_day_and_a_sort(office: Office, book: Path, tmp_path: Path) -> None:
    shown = openpyxl.load_workbook(book, data_only=True)
    sheet = shown["ทุกขั้นตอน"]
    open_row = next(row for row in range(5, 60) if sheet.cell(row, 11).value and sheet.cell(row, 3).value)
    cells = [("ภาพรวมมาตรการ", "C5"), ("ภาพรวมมาตรการ", "G5"), ("รายหน่วยงาน", "F6"), ("รายหน่วยงาน", "M6")]
    steps, late, done, overdue = office.values(book, cells)
    typed = [("ทุกขั้นตอน", f"F{open_row}", "แล้วเสร็จ")]
    assert office.values(book, cells, typed) == [steps, late - 1, done + 1, overdue - 1]  # type: ignore[operator]
    said = [("ภาพรวมมาตรการ", "A2"), ("มาตรการ x หน่วยงาน", "A2"), ("ค้างดำเนินการ", "A3")]
    days = ["15 มกราคม 2569", "15 มกราคม 2569", "1 มิถุนายน 2568"]
    told = office.values(book, said, [("ทุกขั้นตอน", "D3", "2026-01-15")])
    assert [day in str(text) for day, text in zip(days, told, strict=True)] == [True] * 3
    # After the end of the year all that is neither done nor no duty is overdue.
    after = office.values(book, cells[1:2], [("ทุกขั้นตอน", "D3", "2026-01-01")])
    whole = sum(sheet.cell(row, 6).value not in ("แล้วเสร็จ", "ไม่มีภารกิจ") for row in range(5, sheet.max_row + 1))
    assert after == [whole]


@pytest.mark.parametrize("digits", ["arabic", "thai"])
def test_no_day_is_wider_than_its_column_and_the_legend_is_whole(digits: str, printer: Office, tmp_path: Path) -> None:
    steps = [reported(f"a.{n}", period="28 พฤศจิกายน 2567") for n in range(3)]
    members = [member_of(f"Q{n:02d}", *steps, reported=date(2025, 11, 28)) for n in range(31)]
    path, pdf = tmp_path / "t.xlsx", tmp_path / "t.pdf"
    path.write_bytes(write_tracked(track(province_of(*members), AS_OF), (), ISSUED, digits, by_owner=True))
    printer.pdf(path, pdf)
    texts = page_texts(pdf)
    assert not [text for text in texts if "###" in text]
    legends = [text for text in map(bare, texts) if bare("เสร็จ = แล้วเสร็จ") in text]
    assert legends
    assert all(bare("ว่าง = ไม่ใช่ขั้นตอนของหน่วยงานนั้น") in text for text in legends)


def test_figures_survive_a_sorted_list(office: Office, book: Path) -> None:
    """Two rows change places, as a sort would have it: all that was typed goes along with its key."""
    sheet = openpyxl.load_workbook(book, data_only=True)["ทุกขั้นตอน"]
    places = [("มาตรการ x หน่วยงาน", f"{col}{row}") for col in "DEFGHIJ" for row in range(5, 25)]
    places += [("รายหน่วยงาน", f"{col}{row}") for col in "EFMN" for row in range(6, 16)]
    before = office.values(book, places)
    typed = []
    for here, there in ((5, 130), (130, 5), (11, 52), (52, 11)):
        for col in "FJTUVX":
            value = sheet[f"{col}{there}"].value
            text = value.date().isoformat() if col == "J" else str(value)
            typed.append(("ทุกขั้นตอน", f"{col}{here}", text))
    assert {sheet[f"F{row}"].value for row in (5, 11, 52, 130)} > {"แล้วเสร็จ"}
    assert office.values(book, places, typed) == before


def test_pages_are_whole(printer: Office, book: Path, tmp_path: Path, made: Made) -> None:
    pdf, names = tmp_path / "t.pdf", openpyxl.load_workbook(book, read_only=True).sheetnames
    for name in [name for name in names if name != "_ita" and not name.startswith("0")]:
        heights = enumerate(printer.row_heights(book, name), 1)
        assert [(name, row, *both) for row, both in heights if both[0] < both[1] - 0.5] == []
    printer.pdf(book, pdf)
    pages = page_texts(pdf)
    told = bare("".join(pages))
    assert not [agency for agency in made.agencies if bare(agency.name) not in told]
    for number, page in enumerate(pages, 1):
        assert f"- {number} -" in page
        assert len(page.splitlines()) > 3, f"page {number} holds next to nothing"
    titles = [number for number, page in enumerate(pages) if "ทุกขั้นตอนของทุกหน่วยงาน" in page]
    assert all("หลักฐาน (URL)" in page for page in pages[titles[0] : titles[0] + 60])


def reported(step_id: str, status: str = "", url: str = "", **more: Any) -> StepReport:
    """A step as a form tells it."""
    row = len(step_id) + 4
    known = {"place": Place("มาตรการ", row, 5), "status_place": Place("มาตรการ", row, 9)}
    return StepReport(step_id, more.pop("step", f"ขั้นตอน {step_id}"), status, url, **{**known, **more})


def member_of(code: str, *steps: StepReport, state: State = State.RETURNED, **more: Any) -> AgencyReturn:
    """An agency with a form of these steps."""
    agency = Agency(code, f"หน่วยงาน {code}")
    reading = ReturnSummary(
        f"{code}.xlsx", code=code, name=agency.name, year=YEAR, status=Status.ACCEPTED, steps=steps, **more
    )
    return AgencyReturn(agency, state, None if state is State.MISSING else reading, received=date(2025, 5, 20))


def province_of(*members: AgencyReturn) -> RoundState:
    return RoundState(FRAMEWORK, Fraction(85), members, "ตราด")


def codes_of(tracking: RoundMeasures) -> list[tuple[str, str]]:
    """What is told, as code and agency or value."""
    return [(item.code, dict(item.params).get("agency", "") or str(item.value)) for item in check_tracking(tracking)]


PLAN = Plan(
    (
        Measure(
            "a", "1", "มาตรการ ก", (Step("a.1", "หนึ่ง"), Step("a.2", "สอง")), period="ไตรมาส 1", responsible="กลุ่ม ก"
        ),
        Measure("b", "9", "มาตรการ ข", (Step("b.1", "สาม"),), units=("p๐1",)),
    )
)


def test_steps_of_the_plan_that_a_form_lacks_are_kept_and_told() -> None:
    province = province_of(
        member_of("P01", reported("a.1", "แล้วเสร็จ", "https://a.go.th/1"), reported("z.9", "แล้วเสร็จ", note="เสร็จ")),
        member_of("P02", reported("a.1", "ไม่มีภารกิจ", note="ไม่มีบริการ"), reported("a.2", "แล้วเสร็จ", "https://a.go.th/2")),
        member_of("P03", state=State.MISSING),
    )
    tracking = track(province, AS_OF, PLAN)
    found_here = [(item.agency.code, item.report.id, item.progress.value, item.overdue) for item in tracking.steps]
    assert found_here == [
        ("P01", "a.1", "done", False), ("P01", "z.9", "done", False), ("P01", "a.2", "gone", True),
        ("P01", "b.1", "gone", False), ("P02", "a.1", "no_duty", False), ("P02", "a.2", "done", False),
    ]  # fmt: skip
    assert codes_of(tracking) == [("T606", "P01"), ("T610", "P01")]
    assert [row.id for row in tracking.rows] == ["a.1", "a.2", "b.1", "z.9"]
    assert [(item.indicator, item.measure, item.owner) for item in tracking.steps][2] == ("1", "มาตรการ ก", "กลุ่ม ก")


def test_a_step_is_found_by_its_id_whatever_its_text_and_the_plans_period_counts() -> None:
    moved = reported("a.1", "กำลังดำเนินการ", step="ข้อความที่แก้แล้ว", period="ปีงบประมาณ พ.ศ. 2570")
    tracking = track(province_of(member_of("P02", moved, reported("a.2"))), AS_OF, PLAN)
    first = tracking.steps[0]
    assert (first.due, first.late, first.step) == (
        date(2024, 12, 31),
        (AS_OF - date(2024, 12, 31)).days,
        "ข้อความที่แก้แล้ว",
    )
    assert tracking.rows[0].step == "หนึ่ง"


def test_steps_that_lost_their_ids_are_found_by_their_words_and_not_doubled() -> None:
    lost = (
        reported("", "แล้วเสร็จ", "https://a.go.th/1", step="หนึ่ง ", measure="มาตรการ  ก"),
        reported("", "กำลังดำเนินการ", step="หนึ่ง", measure="มาตรการ ก"),
        reported("", "กำลังดำเนินการ", step="สอง แก้แล้ว", measure="มาตรการ ก"),
        reported("b.1", "แล้วเสร็จ", "https://a.go.th/2", step="สาม", measure="มาตรการ ข"),
        reported("", "กำลังดำเนินการ", step="สาม", measure="มาตรการ ข"),
    )
    tracking = track(province_of(member_of("P01", *lost)), AS_OF, PLAN)
    assert [(item.report.id, item.origin.value, item.by_text) for item in tracking.steps] == [
        ("a.1", "plan", True), ("", "own", False), ("", "own", False), ("b.1", "plan", False), ("", "own", False),
        ("a.2", "plan", False),
    ]  # fmt: skip
    assert [code for code, _ in codes_of(tracking) if code in ("T606", "T613")] == ["T613", "T606"]
    alike = Plan((Measure("c", "1", "ก", (Step("c.1", "ข"), Step("c.2", "ข"))),))
    unsure = track(province_of(member_of("P01", reported("", "แล้วเสร็จ", step="ข", measure="ก"))), AS_OF, alike)
    assert [item.origin.value for item in unsure.steps] == ["own", "plan", "plan"]


def test_rows_of_an_agency_are_kept_and_copies_told() -> None:
    steps = (reported("", "แล้วเสร็จ", "https://a.go.th"), reported("own-02", "ok"), reported("a.1"), reported("a.1"))
    tracking = track(province_of(member_of("P01", *steps)), AS_OF)
    assert [item.origin for item in tracking.steps] == [Origin.OWN, Origin.OWN, Origin.PLAN, Origin.COPY]
    assert [item.progress for item in tracking.steps] == [StepStatus.DONE, *[StepStatus.UNSAID] * 3]
    assert codes_of(tracking) == [("E302", "ok"), ("T607", "P01")]


@pytest.mark.parametrize(
    ("state", "codes"),
    [
        (State.RETURNED, []), (State.REJECTED, ["T604"]), (State.DECLARED_NOTHING, []), (State.UNDECIDED, None),
        (State.MISSING, None),
    ],
)  # fmt: skip
def test_a_form_rejected_for_its_scores_still_counts(state: State, codes: list[str] | None) -> None:
    member = member_of(
        "P01", reported("a.1", "กำลังดำเนินการ"), state=state, findings=(make_finding("F105", file="P01.xlsx"),)
    )
    tracking = track(province_of(member), AS_OF)
    assert len(tracking.steps) == (codes is not None)
    assert [code for code, _ in codes_of(tracking)] == (codes or [])


def test_one_address_for_three_steps_is_told_and_for_two_is_not() -> None:
    several = [reported(f"a.{n}", "แล้วเสร็จ", "https://a.go.th/x") for n in range(3)]
    two = [reported(f"b.{n}", "แล้วเสร็จ", "https://a.go.th/y") for n in range(2)]
    texts = [reported(f"c.{n}", "แล้วเสร็จ", "ไม่มีบริการ") for n in range(4)]
    tracking = track(province_of(member_of("P01", *several, *two, *texts), member_of("P02", *two)), AS_OF)
    assert [(item.url, len(item.steps)) for item in tracking.shared] == [("https://a.go.th/x", 3)]
    assert codes_of(tracking) == [("T601", "P01")]


def test_what_was_promised_is_held_against_this_year() -> None:
    then = (
        reported("a.1", "แล้วเสร็จ", "https://a.go.th/1"), reported("a.2", "กำลังดำเนินการ"),
        reported("a.3", "แล้วเสร็จ", "รายงานแล้ว"), reported("a.4", "ไม่มีภารกิจ"), reported("own-01", step="ของเรา"),
        reported("a.5"), reported("own-02", step="หายไป"),
    )  # fmt: skip
    now = (
        reported("a.2", "แล้วเสร็จ", "https://a.go.th/2"), reported("a.3", "แล้วเสร็จ", note="ส่งแล้ว"),
        reported("a.5", "ไม่มีภารกิจ", note="ยุบ"),
        reported("own-07", "แล้วเสร็จ", "https://a.go.th/3", step="ของเรา"),
    )  # fmt: skip
    earlier = EarlierSteps(YEAR - 1, (("p๐1", then), ("P09", then)))
    tracking = track(province_of(member_of("P01", *now), member_of("P02", *now)), AS_OF, earlier=earlier)
    assert [(item.report.id, item.kept) for item in tracking.promises] == [
        ("a.2", True), ("a.3", False), ("own-01", True), ("a.5", True), ("own-02", False),
    ]  # fmt: skip
    told = [dict(item.params) for item in check_tracking(tracking) if item.code == "T608"]
    assert [(item["agency"], item["count"], item["value"]) for item in told] == [("P01", "2", str(YEAR - 1))]
    sheet = openpyxl.load_workbook(BytesIO(write_tracked(tracking, (), ISSUED)))["มาตรการปีก่อน"]
    assert [row["ผล"] for row in rows_of(sheet, 4)] == ["มีผลแล้ว", "ยังค้าง", "มีผลแล้ว", "มีผลแล้ว", "ยังค้าง"]


def test_last_years_forms_and_their_database_promise_the_same(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    last_year = load_framework(YEAR - 1)
    agencies = agencies_of(3)
    now, then, roster = tmp_path / "now", tmp_path / "then", tmp_path / "roster.csv"
    lines = ["code,name,province", *(f"{item.code},{item.name},{item.province}" for item in agencies)]
    roster.write_text("\n".join(lines), encoding="utf-8")
    for number, agency in enumerate(agencies):
        open_step = Typed(agency.code, "m.1", step="ทำ", status="กำลังดำเนินการ")
        done = Typed(agency.code, "m.2", step="เสร็จ", status="แล้วเสร็จ", url="https://a.go.th/2")
        fill_form(then / f"{agency.code}.xlsx", last_year, agency, [open_step, done])
        if number:
            done = replace(open_step, status="แล้วเสร็จ", url="https://a.go.th/1")
            fill_form(now / f"{agency.code}.xlsx", FRAMEWORK, agency, [done if number == 1 else open_step])
    of_then = ("consolidate", then, "--framework", YEAR - 1, "--roster", roster, "-o", tmp_path / "c.xlsx", "-q")
    assert run(*of_then, "--export", tmp_path / "tables") == 0
    told = []
    for number, previous in enumerate((then, tmp_path / "tables" / "ita.sqlite")):
        target = tmp_path / f"{number}.xlsx"
        arguments = ("track", now, "--framework", YEAR, "--roster", roster, "-o", target, "--as-of", "2025-01-01")
        code, said = printed(capsys, *arguments, "--previous", previous, "--format", "json")
        assert code == 1
        told.append([item for item in said["findings"] if item["code"] == "T608"])
        rows = rows_of(openpyxl.load_workbook(target)["มาตรการปีก่อน"], 4)
        assert [(row["รหัส"], row["ผล"]) for row in rows] == [("P01", "ยังค้าง"), ("P02", "มีผลแล้ว"), ("P03", "ยังค้าง")]
    assert told[0] == told[1]
    # The first has not returned a form this year.
    assert [item["file"][-8:] for item in told[0]] == ["", "P03.xlsx"]


def test_who_has_not_returned_this_year_has_promised_all_the_same() -> None:
    then = (reported("a.1", "กำลังดำเนินการ"), reported("a.2"))
    members = (
        member_of("P01", state=State.MISSING),
        member_of("P02", reported("a.1"), state=State.UNDECIDED),
        member_of("P03", reported("a.1", "แล้วเสร็จ", "https://a.go.th/1")),
    )
    earlier = EarlierSteps(YEAR - 1, tuple((code, then) for code in ("P01", "P02", "P03")))
    tracking = track(province_of(*members), AS_OF, earlier=earlier)
    counts = {item["agency"]: item["count"] for item in (dict(one.params) for one in check_tracking(tracking))}
    assert counts == {"P01": "2", "P02": "2", "P03": "1"}
    sheet = openpyxl.load_workbook(BytesIO(write_tracked(tracking, (), ISSUED)))["มาตรการปีก่อน"]
    assert [(row["รหัส"], row["สถานะปีนี้"]) for row in rows_of(sheet, 4)] == [
        ("P01", "ยังไม่ส่งแบบปีนี้"), ("P01", "ยังไม่ส่งแบบปีนี้"), ("P02", "รอเลือกไฟล์"), ("P02", "รอเลือกไฟล์"),
        ("P03", "แล้วเสร็จ"), ("P03", "ไม่มีขั้นตอนนี้ในปีนี้"),
    ]  # fmt: skip


@pytest.mark.parametrize("kind", ["database", "form", "analysis"])
def test_an_earlier_year_without_measures_is_told(
    kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    agency = agencies_of(1)[0]
    roster = tmp_path / "roster.csv"
    roster.write_text(f"code,name\n{agency.code},{agency.name}", encoding="utf-8")
    previous = fill_form(tmp_path / "then" / "a.xlsx", load_framework(YEAR - 1), agency, [])
    fill_form(tmp_path / "now" / "a.xlsx", FRAMEWORK, agency, [Typed(agency.code, "m.1", step="ทำ")])
    if kind == "database":
        of_then = ("consolidate", tmp_path / "then", "--framework", YEAR - 1, "--roster", roster, "-q")
        assert run(*of_then, "-o", tmp_path / "c.xlsx", "--export", tmp_path / "tables") == 0
        previous = tmp_path / "tables"
    elif kind == "analysis":
        assert run("analyze", previous, "-o", tmp_path / "an.xlsx", "-q") == 0
        previous = tmp_path / "an.xlsx"
    arguments = ("track", tmp_path / "now", "--framework", YEAR, "--roster", roster, "-o", tmp_path / "t.xlsx")
    code, said = printed(capsys, *arguments, "--previous", previous, "--format", "json")
    assert (code, [item["code"] for item in said["findings"] if item["code"] == "T611"]) == (0, ["T611"])


def test_the_measures_of_a_rejected_form_are_promised_from_the_export_too(made: Made, tmp_path: Path) -> None:
    of_then = (*made.arguments, "-o", tmp_path / "c.xlsx", "--export", tmp_path / "tables", "-q")
    assert run("consolidate", *of_then[1:]) == 1
    (earlier,) = read_measures(tmp_path / "tables" / "ita.sqlite", YEAR + 1)
    assert {code for code, _ in earlier.steps} == {item.agency for item in made.typed} >= {"P04"}
    assert sum(len(steps) for _, steps in earlier.steps) == len(made.typed)


def test_what_is_known_of_an_address_stands_beside_it() -> None:
    url = "https://a.go.th/1"
    links = {url: LinkResult(url, Verdict.BROKEN, "L404", checked=date(2026, 11, 20))}
    steps = (reported("a.1", "แล้วเสร็จ", url), reported("a.2", "แล้วเสร็จ", "https://a.go.th/2"))
    tracking = track(province_of(member_of("P01", *steps)), AS_OF, links=links)
    sheet = openpyxl.load_workbook(BytesIO(write_tracked(tracking, (), ISSUED)))["ทุกขั้นตอน"]
    assert [row["ผลตรวจลิงก์"] for row in rows_of(sheet, 4)] == ["เปิดไม่ได้\n20 พ.ย. 2569", None]


def test_a_period_nobody_can_read_is_told_once() -> None:
    steps = [reported(f"a.{n}", period="เมื่อสะดวก") for n in range(4)]
    tracking = track(province_of(member_of("P01", *steps), member_of("P02", *steps)), date(2026, 1, 1))
    assert [item for item in codes_of(tracking) if item[0] == "T602"] == [("T602", "เมื่อสะดวก")]
    assert {item.due for item in tracking.steps} == {END}
    assert all(item.overdue for item in tracking.steps)


def test_a_period_that_ends_in_another_year_is_told_once() -> None:
    steps = [reported(f"a.{n}", period="ภายใน 31 มีนาคม 2566") for n in range(3)]
    tracking = track(province_of(member_of("P01", *steps, reported("b.1", period=fiscal_text(2569)))), AS_OF)
    told = [(item.value, dict(item.params)["count"]) for item in check_tracking(tracking) if item.code == "T612"]
    assert told == [("ภายใน 31 มีนาคม 2566", "3")]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1. การปฏิบัติหน้าที่", "1"), ("ตัวชี้วัดที่ ๑๐ การป้องกันการทุจริต", "10"), ("9.2 การบริหารงาน", "9"), ("(3)", "3"),
        ("การใช้งบประมาณ", "2"), ("99. อื่น ๆ", ""), ("i7", ""), ("ข้อคำถาม 5", ""), ("", ""),
    ],
)  # fmt: skip
def test_an_indicator_is_known_by_its_number_or_name(text: str, code: str) -> None:
    assert indicator_code(FRAMEWORK, text) == code


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://a.go.th/x?y=1#z", True), ("HTTP://A.GO.TH", True), ("http://ภาษาไทย.ไทย/ก", True), ("", False),
        ("https://a b.go.th", False), ("javascript:alert(1)", False), ("https://user@evil.example", False),
        ("file:///etc/passwd", False), ("https://localhost", False), ("https://a.go.th:port", False),
        ("https://[", False), ("https://a.go.th/\u202e", False), ("https://a.go.th/" + "x" * 3000, False),
        ("=HYPERLINK(\"https://a.go.th\")", False),
    ],
)  # fmt: skip
def test_only_web_addresses_are_addresses(text: str, expected: bool) -> None:
    assert is_web_address(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ดูที่ (https://a.go.th/1) และ https://a.go.th/2, https://a.go.th/1", ("https://a.go.th/1", "https://a.go.th/2")),
        ("ไม่มีการให้บริการ", ()), ("javascript:alert(1) //a.go.th", ()), ("", ()),
    ],
)  # fmt: skip
def test_addresses_are_found_in_a_sentence(text: str, expected: tuple[str, ...]) -> None:
    assert web_addresses(text) == expected
    (step,) = track(province_of(member_of("P01", reported("a.1", "แล้วเสร็จ", text))), AS_OF).steps
    assert (step.proved, step.reason) == (bool(expected), text)


@pytest.mark.parametrize(
    ("url", "note", "is_bare"),
    [
        (r"\\server\ita\report.pdf", "", True),
        (r"เก็บไว้ที่ \\server\งาน ITA\report.pdf", "", True),
        (r"C:\ita\report.pdf", r"C:\ita\report.pdf", True),
        ("file:///C:/report.pdf", "-", True),
        ("https//a.go.th/1", "", True),
        ("mailto:ita@a.go.th", "", True),
        (r"\\server\a.pdf", "ยังไม่มีเว็บไซต์", False),
        ("", r"ส่งแล้วตามไฟล์ \\server\a.pdf", False),
        ("www.a.go.th/1", "", False),
        ("ita@a.go.th", "", False),
        ("ไม่มีการให้บริการด้านนี้", "", False),
        (r"https://a.go.th/1 \\server\a.pdf", "", False),
    ],
)
def test_what_opens_for_nobody_is_no_reason(url: str, note: str, is_bare: bool) -> None:
    tracking = track(province_of(member_of("P01", reported("a.1", "แล้วเสร็จ", url, note=note))), AS_OF)
    assert tracking.steps[0].bare is is_bare
    assert ("T605" in [code for code, _ in codes_of(tracking)]) is is_bare


@pytest.mark.parametrize(
    ("url", "note", "reason", "bare_step"),
    [
        ("-", "", "", True),
        ("", " – ", "", True),
        ("-", "ไม่มีบริการ", "ไม่มีบริการ", False),
        ("ไม่มีบริการ", "ไม่มีบริการ", "ไม่มีบริการ", False),
    ],
)
def test_a_dash_is_no_reason(url: str, note: str, reason: str, bare_step: bool) -> None:
    (step,) = track(province_of(member_of("P01", reported("a.1", "ไม่มีภารกิจ", url, note=note))), AS_OF).steps
    assert (step.reason, step.bare) == (reason, bare_step)


@pytest.mark.parametrize(
    ("text", "owners"),
    [
        ("งานการเงิน, งานพัสดุ", ("งานการเงิน", "งานพัสดุ")), ("1. งานการเงิน\n2. งานพัสดุ", ("งานการเงิน", "งานพัสดุ")),
        ("๑) งานการเงิน ๒) งานพัสดุ", ("งานการเงิน", "งานพัสดุ")), ("- งานการเงิน\n- งานพัสดุ", ("งานการเงิน", "งานพัสดุ")),
        ("งานการเงิน\nงานพัสดุ;งานการเงิน", ("งานการเงิน", "งานพัสดุ")), ("กลุ่มงาน (แผน, งบ)", ("กลุ่มงาน (แผน, งบ)",)),
        ("กลุ่มงานที่ 1. แผน", ("กลุ่มงานที่ 1. แผน",)), ("กลุ่ม [แผน/งบ]: ติดตาม?", ("กลุ่ม [แผน/งบ]: ติดตาม?",)), ("-", ("",)),
        ("", ("",)),
    ],
)  # fmt: skip
def test_a_joint_step_stands_with_each_of_its_owners(text: str, owners: tuple[str, ...]) -> None:
    tracking = track(province_of(member_of("P01", reported("a.1", owner=text), reported("a.2", owner="อื่น"))), AS_OF)
    shown = openpyxl.load_workbook(BytesIO(write_tracked(tracking, (), ISSUED, by_owner=True)))
    index = {row["ผู้รับผิดชอบ"]: row["แผ่นงาน"] for row in rows_of(shown["ผู้รับผิดชอบ"], 4)}
    assert set(index) == {*(owner or "ไม่ระบุผู้รับผิดชอบ" for owner in owners), "อื่น"}
    for owner in owners:
        sheet = shown[index[owner or "ไม่ระบุผู้รับผิดชอบ"]]
        assert [row["ขั้นตอน"] for row in rows_of(sheet, 4)] == ["ขั้นตอน a.1"]


@pytest.mark.parametrize("owner", ["[ก]:*?/\\'", "History", "ก" * 90, "😀 กลุ่ม", "'", "\u202eกลับ", "=1+1"])
def test_any_owner_gets_a_sheet(owner: str) -> None:
    steps = (reported("a.1", owner=owner), reported("a.2", owner=owner.lower()))
    tracking = track(province_of(member_of("P01", *steps)), AS_OF)
    names = openpyxl.load_workbook(BytesIO(write_tracked(tracking, (), ISSUED, by_owner=True))).sheetnames
    assert sheet_name(1, owner if owner in tracking.by_owner else owner.lower()) in names
    assert len({name.casefold() for name in names}) == len(names)


SAID = {
    StepStatus.DONE: (
        "แล้วเสร็จ", " แล้วเสร็จ ", "แล้ว เสร็จ", "แล้วเสร็จ.", "เสร็จ", "เสร็จแล้ว", "ดำเนินการแล้ว",
        "ดําเนินการแล้วเสร็จ", "DONE", "✓", "100%",
        "๑๐๐ %", "ร้อยละ 100", "แล้วเสร็จ (100%)", "แล้ว\u200bเสร็จ",
    ),
    StepStatus.DOING: ("กำลังดำเนินการ", "อยู่ระหว่างดำเนินการ", "กำลังดำเนินการ 50%", "กำลังทำ", "๓๐%", "In  progress"),
    StepStatus.NOT_YET: ("ยังไม่ดำเนินการ", "ยังไม่ได้ดำเนินการ", "ยังไม่แล้วเสร็จ", "ยังไม่เริ่ม", "0%"),
    StepStatus.NO_DUTY: ("ไม่มีภารกิจ", "ไม่มีภารกิจที่เกี่ยวข้อง", "ไม่เกี่ยวข้อง"),
    StepStatus.UNSAID: (
        "", " ", "-", "ok", "1", "แล้วเสร็จ 50%", "กำลังดำเนินการ 100%",
        "150%", "ไม่แล้วเสร็จตามแผน", "ทำแล้วบางส่วน", "50",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("status", "progress"), [(text, key) for key, said in SAID.items() for text in said])
def test_a_status_is_understood_whatever_its_wording(status: str, progress: StepStatus) -> None:
    assert step_status_of(status) is progress
    shown = reported_rows([reported("a.1", status)])[0].status
    assert shown == (STATUS_WORDS[progress] if progress in STATUS_WORDS else status.strip())


@given(st.sampled_from([text for texts in SAID.values() for text in texts]), st.sampled_from(" .\u200b\t(),-"))
def test_blanks_and_punctuation_around_a_status_say_nothing(status: str, mark: str) -> None:
    assert step_status_of(f"{mark}{status}{mark}{mark}") is step_status_of(status)


def test_other_words_for_a_status_are_told_once_with_their_cells() -> None:
    steps = [reported("a.1", "เสร็จแล้ว", "https://a.go.th/1"), reported("a.22", "เสร็จแล้ว", "https://a.go.th/2")]
    steps += [reported("a.333", "ok"), reported("a.4444", "แล้วเสร็จ", "https://a.go.th/3")]
    tracking = track(province_of(member_of("P01", *steps)), AS_OF)
    told = [(item.code, item.place, item.value, item.file) for item in check_tracking(tracking)]
    assert told == [("E304", "มาตรการ!J8:J9", "เสร็จแล้ว", "P01.xlsx"), ("E302", "มาตรการ!J10", "ok", "P01.xlsx")]
    sheet = openpyxl.load_workbook(BytesIO(write_tracked(tracking, (), ISSUED)))["ทุกขั้นตอน"]
    assert [row["สถานะ"] for row in rows_of(sheet, 4)] == ["แล้วเสร็จ", "แล้วเสร็จ", "«ok» (ไม่เข้าใจ)", "แล้วเสร็จ"]


def test_nothing_reported_is_said_and_no_zero() -> None:
    tracking = track(province_of(member_of("P01"), member_of("P02", state=State.MISSING)), AS_OF)
    assert codes_of(tracking) == [("T609", "P01")]
    shown = openpyxl.load_workbook(BytesIO(write_tracked(tracking, (), ISSUED)), data_only=True)
    assert [row["ขั้นตอน"] for row in rows_of(shown["รายหน่วยงาน"], 5)] == [None, None]
    assert [row["หมายเหตุ"] for row in rows_of(shown["รายหน่วยงาน"], 5)] == ["ไม่ได้รายงานขั้นตอน", "ยังไม่ส่ง"]


def test_a_form_nobody_touched_reports_nothing(tmp_path: Path) -> None:
    plan = [reported("a.1"), reported("a.2", note="-")], [reported("a.1"), reported("a.2")]
    province = province_of(member_of("P01", *plan[0]), member_of("P02", *plan[1]), member_of("P03", *plan[1]))
    tracking = track(province, AS_OF)
    assert len(tracking.steps) == 6
    assert [pair for pair in codes_of(tracking) if pair[0] == "T609"] == [("T609", "P02"), ("T609", "P03")]
    shown = openpyxl.load_workbook(BytesIO(write_tracked(tracking, (), ISSUED)), data_only=True)
    assert shown["ภาพรวมมาตรการ"]["A5"].value == 1
    rows = rows_of(shown["รายหน่วยงาน"], 5)
    assert [(row["ไม่ระบุสถานะ"], row["หมายเหตุ"]) for row in rows] == [
        (2, None), (2, "ไม่ได้รายงานขั้นตอน"), (2, "ไม่ได้รายงานขั้นตอน"),
    ]  # fmt: skip
    text = StringIO()
    show_tracking(Console(file=text, width=100), tracking, "en")
    assert text.getvalue().startswith("1 of 3 agencies report")


def cells_of(data: bytes) -> list[list[tuple[Any, ...]]]:
    shown = openpyxl.load_workbook(BytesIO(data), data_only=True)
    return [list(sheet.iter_rows(values_only=True)) for sheet in shown if sheet.title != "ภาพรวมมาตรการ"]


def test_too_many_steps_are_values_and_the_same_cells(monkeypatch: pytest.MonkeyPatch) -> None:
    steps = [reported(f"a.{n}", "กำลังดำเนินการ", "https://a.go.th/1", period="ไตรมาส 1") for n in range(6)]
    tracking = track(province_of(member_of("P01", *steps), member_of("P02", *steps[:3])), AS_OF)
    live = write_tracked(tracking, (), ISSUED)
    assert package_parts(BytesIO(live)) == package_parts(BytesIO(write_tracked(tracking, (), ISSUED)))
    monkeypatch.setattr(pages_room, "MOST_LIVE", 5)
    values = write_tracked(tracking, (), ISSUED)
    assert package_parts(BytesIO(values)) == package_parts(BytesIO(write_tracked(tracking, (), ISSUED)))
    for mine, other in zip(cells_of(live), cells_of(values), strict=True):
        assert mine[4:] == other[4:]
    formulas = [cell for cell in openpyxl.load_workbook(BytesIO(values))["ทุกขั้นตอน"]["K"] if cell.data_type == "f"]
    assert formulas == []


def test_what_needs_attention_is_listed_where_not_all_steps_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages_room, "MOST_LIVE", 5)
    monkeypatch.setattr(pages_room, "MOST_ROWS", 4)
    fine = [reported(f"a.{n}", "แล้วเสร็จ", "https://a.go.th/1") for n in range(4)]
    late = [reported(f"b.{n}", period="ไตรมาส 1") for n in range(3)]
    tracking = track(province_of(member_of("P01", *fine), member_of("P02", *late)), AS_OF)
    sheet = openpyxl.load_workbook(BytesIO(write_tracked(tracking, (), ISSUED)))["ทุกขั้นตอน"]
    assert [row["รหัสขั้นตอน"] for row in rows_of(sheet, 4)] == ["a.0", "b.0", "b.1", "b.2"]
    assert "แสดง 4 จาก 7 แถว" in str(sheet["E3"].value)


NASTY = st.sampled_from(
    ["=1+1", "@SUM(A1)", "+cmd|' /C calc'!A0", "<r>x</r>", "_x0041_x0042_", "https://a.go.th/_x0041_x0042_",
     "internal:'x'!A1", "http://a.go.th#b#c", "ก" * 300, "https://a.go.th/" + "%20[]" * 300, "{=A1}", "\t=1", "'"]
) | st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=40)  # fmt: skip


@settings(max_examples=25, deadline=None)
@given(st.lists(st.builds(
    StepReport, st.sampled_from(["a.1", "a*2", "", "~?"]), NASTY, NASTY, NASTY, NASTY, measure=NASTY, owner=NASTY,
    period=NASTY, indicator=NASTY,
), min_size=1, max_size=4))  # fmt: skip
def test_what_agencies_type_becomes_text_or_a_looked_through_link(steps: list[StepReport]) -> None:
    tracking = track(
        province_of(member_of("P01", *steps)), AS_OF, earlier=EarlierSteps(YEAR - 1, (("P01", tuple(steps)),))
    )
    data = write_tracked(tracking, tuple(check_tracking(tracking)), ISSUED, by_owner=True)
    typed = {text for step in steps for text in (step.step, step.status, step.url, step.note, step.measure, step.owner)}
    for sheet in openpyxl.load_workbook(BytesIO(data)):
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f" or cell.value not in typed
                if cell.hyperlink and cell.hyperlink.target:
                    assert cell.hyperlink.target.startswith(("http://a.go.th", "https://a.go.th"))


def test_agencies_beyond_the_matrix_leave_the_totals() -> None:
    members = [member_of(f"P{n:03d}", reported("a.1", "แล้วเสร็จ", "https://a.go.th")) for n in range(130)]
    data = write_tracked(track(province_of(*members), AS_OF), (), ISSUED)
    sheet = openpyxl.load_workbook(BytesIO(data))["มาตรการ x หน่วยงาน"]
    assert [cell.value for cell in sheet[5]] == [1, "-", "ขั้นตอน a.1", 130, 130]
    assert "มากกว่า 100 แห่ง" in str(sheet["A2"].value)


def test_consolidation_counts_the_same_steps(made: Made, tmp_path: Path) -> None:
    context = load_context(None, str(YEAR), str(made.folder / "roster.csv"))
    province = load_round((str(made.folder / "returned"),), context).province
    by_hand = Counter((item.agency.code, item.progress.value) for item in track(province, AS_OF, NO_PLAN).steps)
    target = tmp_path / "c.xlsx"
    arguments = ("consolidate", made.folder / "returned", "--framework", YEAR, "--roster", made.folder / "roster.csv")
    assert run(*arguments, "-o", target, "-q") == 1
    rows = rows_of(openpyxl.load_workbook(target, data_only=True)["ติดตามมาตรการ"], 5)
    told = {(row["รหัส"], key): row[header] for row in rows for key, header in HEADERS.items()}
    assert {pair: count for pair, count in told.items() if count} == dict(by_hand)


@pytest.mark.parametrize("lang", ["th", "en"])
@pytest.mark.parametrize("width", [40, 60, 80, 100, 140])
def test_no_figure_is_lost_on_a_narrow_screen(lang: str, width: int) -> None:
    """All columns there can be, with figures of four digits."""
    said = ("แล้วเสร็จ", "กำลังดำเนินการ", "ยังไม่ดำเนินการ", "ไม่มีภารกิจ", "")
    steps = [
        reported(f"m{n}.{i}", status, "https://a.go.th/1", indicator=f"{n % 10 + 1}.", period="ไตรมาส 1")
        for n in range(10) for i, status in enumerate(said)
    ]  # fmt: skip
    members = [member_of(f"P{number:02d}", *steps) for number in range(25)]
    plan = Plan((Measure("x", "10", "ก", (Step("x.1", "ข"),)),))
    tracking = track(province_of(*members), date(2026, 1, 1), plan)
    text = StringIO()
    show_tracking(Console(file=text, width=width, highlight=False), tracking, lang)
    lines = text.getvalue().splitlines()
    assert max(map(cell_len, lines)) <= width
    totals = [int(word) for line in lines if line.startswith(("รวม", "All")) for word in line.split()[1:]]
    assert totals == [1275, *[250] * 4, 25, 250, 775, 1250]
    told = "".join(lines).replace(" ", "")
    headers = ("steps", "done", "doing", "not_yet", "unsaid", "gone", "no_duty", "overdue", "proved")
    assert [key for key in headers if screen_text(lang, key).replace(" ", "") not in told] == []
    assert "…" not in told.partition(screen_text(lang, "agency"))[0]


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ((), 0),
        (("--strict",), 1),
        (("--as-of", "1/12/2567"), 0),
        (("--as-of", "วันไหน"), 2),
        (("--as-of", "1/6/68"), 0),
        (("--as-of", "1 มิ.ย. ๖๘"), 0),
        (("--as-of", "1/6/25"), 2),
    ],
)
def test_overdue_alone_is_a_warning(
    tmp_path: Path, more: tuple[str, ...], expected: int, capsys: pytest.CaptureFixture[str]
) -> None:
    (agency,) = agencies_of(1)
    roster = tmp_path / "roster.csv"
    roster.write_text(f"code,name\n{agency.code},{agency.name}", encoding="utf-8")
    fill_form(tmp_path / "r" / "a.xlsx", FRAMEWORK, agency, [Typed(agency.code, "a.1", step="ทำ", period="ไตรมาส 1")])
    arguments = ("track", tmp_path / "r", "--framework", YEAR, "--roster", roster, "-o", tmp_path / "t.xlsx")
    assert run(*arguments, "--lang", "en", *more) == expected
    said = capsys.readouterr().out
    assert ("of steps" in said) == (expected < 2 and "1/12/2567" not in more)


def test_nothing_is_overwritten_and_nothing_usable_is_said(made: Made, tmp_path: Path) -> None:
    form = next(iter((made.folder / "returned").iterdir()))
    before, target = form.read_bytes(), tmp_path / "t.xlsx"
    assert run(*made.arguments, "-o", form, "--force", "-q") == 3
    assert form.read_bytes() == before
    target.write_bytes(b"kept")
    assert run(*made.arguments, "-o", target, "-q") == 3
    assert target.read_bytes() == b"kept"
    empty = tmp_path / "empty"
    empty.mkdir()
    assert run("track", empty, "--framework", YEAR, "-o", tmp_path / "none.xlsx", "-q") == 3
    assert not (tmp_path / "none.xlsx").exists()


def test_readme_shows_what_the_program_prints(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ITA_LANG", "en")
    names = ("สำนักงานเกษตรและสหกรณ์จังหวัดตราด", "สำนักงานจังหวัดตราด", "สำนักงานสถิติจังหวัดตราด")
    agencies = [Agency(f"P{number:02d}", name, "ตราด") for number, name in enumerate(names, 1)]
    assert run("new", "trat", "--framework", YEAR, "--province", "ตราด", "-q") == 0
    lines = ["code,name,province", *(f"{item.code},{item.name},{item.province}" for item in agencies)]
    (tmp_path / "trat" / "roster.csv").write_text("\n".join(lines), encoding="utf-8")
    plan, chance = plan_of(FRAMEWORK), random.Random(3)
    shown = Plan(tuple(item for item in plan.measures if item.indicator in ("2", "7", "9")))
    for agency in agencies:
        rows = [replace(row, period=row.period or "ไตรมาส 2") for row in rows_of_plan(FRAMEWORK, shown, agency, chance)]
        fill_form(tmp_path / "returned" / f"{agency.code}.xlsx", FRAMEWORK, agency, rows)
    blocks = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8").split("```")
    block = next(text for text in blocks if "$ ita track " in text).splitlines()[1:]
    capsys.readouterr()
    assert run(*block[0].split()[2:]) == 0
    assert [line.rstrip() for line in capsys.readouterr().out.splitlines()] == block[1:]


def test_the_form_of_the_fixture_is_the_form_of_the_program(made: Made) -> None:
    """The plan in the fixture has the steps of the standard measures, in the sheet of the agency's form."""
    assert AgencyLayout(FRAMEWORK).measures.columns[0].key == "id"
    assert made.plan == plan_of(FRAMEWORK, [item.code for item in made.agencies[::4]])
