"""Check that the measures of 31 agencies come together as typed, and that the figures follow the rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
import pandas
import pytest

from ita_xlsx.cycle.load_round import load_round
from ita_xlsx.cycle.settings.load_context import load_context
from ita_xlsx.diagnosis.track_steps import track_steps
from ita_xlsx.model.agency import Agency
from ita_xlsx.model.layout.agency_layout import AgencyLayout
from ita_xlsx.model.layout.grid import a1
from ita_xlsx.model.layout.measures_layout import AS_OF as AS_OF_CELL
from ita_xlsx.model.layout.measures_layout import agencies_table, matrix_table, steps_table
from ita_xlsx.model.measures import Plan
from ita_xlsx.model.round_measures import (
    NO_PLAN,
)
from ita_xlsx.model.text.brief_names import brief_names
from ita_xlsx.store.database import read_measures
from tests.conftest import ISSUED
from tests.libreoffice.office import Office
from tests.libreoffice.pages import bare, page_texts
from tests.libreoffice.workbooks import cached_values, differences, empty_cached_values
from tests.support.filled_measures import YEAR, Typed, make_round, plan_of
from tests.support.program import printed, run
from tests.support.tracked_steps import AS_OF, END, FRAMEWORK, rows_of

STEPS, AGENCIES, MATRIX = steps_table(1), agencies_table(1), matrix_table(1, range(1, 6))
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
        "ขั้นตอน": len(frame), **said, "แล้วเสร็จ(ร้อยละ)": said["แล้วเสร็จ"] / duty,
        "เกินกำหนด": int(frame["overdue"].sum()), "มีหลักฐาน(URL)": int(frame["proved"].sum()),
    }  # fmt: skip


def test_every_figure_agrees_with_an_independent_count(made: Made, book: Path) -> None:
    frame, shown = frame_of(made.typed), openpyxl.load_workbook(book, data_only=True)
    by_group = dict(tuple(frame.groupby("group")))
    rows = rows_of(shown["ภาพรวมมาตรการ"], 9)[: len(by_group) + 1]
    assert {str(row["ที่"]) for row in rows if row["ที่"]} == set(by_group)
    for row in rows:
        part = by_group[row["ที่"]] if row["ที่"] else frame
        if row["ขั้นตอน"] is not None:
            assert {key: row[key] for key in counts_of(part)} == pytest.approx(counts_of(part))
    agencies = rows_of(shown["รายหน่วยงาน"], 4)
    by_agency = dict(tuple(frame.groupby("agency")))
    assert {row["รหัส"]: row["ที่"] for row in agencies} == {item.code: at for at, item in enumerate(made.agencies, 1)}
    late = [row["เกินกำหนด"] or 0 for row in agencies]
    assert late == sorted(late, reverse=True)
    urgent = rows_of(shown["ภาพรวมมาตรการ"], 9 + len(by_group) + 4)[:10]
    keys = ("ขั้นตอน", "แล้วเสร็จ", "เกินกำหนด", "มีหลักฐาน(URL)")
    with_steps = [row for row in agencies if row["ขั้นตอน"] is not None]
    assert [[row[key] for key in keys] for row in urgent] == [[row[key] for key in keys] for row in with_steps[:10]]
    for row in agencies:
        if row["รหัส"] == "P03":
            assert (row["ขั้นตอน"], row["หมายเหตุ"]) == (None, "ยังไม่ส่ง")
        else:
            expected = counts_of(by_agency[row["รหัส"]])
            assert {key: row[key] for key in expected} == pytest.approx(expected)
    assert {row["รหัส"]: row["หมายเหตุ"] for row in agencies if row["หมายเหตุ"]} == {
        "P03": "ยังไม่ส่ง",
        "P04": "ต้องแก้ไข",
    }
    late_card, share, _, reporting, all_steps, proved = (
        shown["ภาพรวมมาตรการ"].cell(6, col).value for col in (1, 3, 5, 7, 9, 11)
    )
    whole = counts_of(frame)
    assert reporting == 30
    assert (late_card, share, all_steps, proved) == pytest.approx(
        (whole["เกินกำหนด"], whole["แล้วเสร็จ(ร้อยละ)"], len(frame), whole["มีหลักฐาน(URL)"])
    )
    message = shown["ภาพรวมมาตรการ"]["A2"].value
    assert message.startswith(f"เกินกำหนด {late_card} ขั้นตอน · แล้วเสร็จ {share:.1%} · ")
    assert message.endswith(" · ยังไม่รายงาน 1 จาก 31 หน่วยงาน")


def test_the_matrix_says_of_every_step_and_agency_what_was_typed(made: Made, book: Path) -> None:
    sheet = openpyxl.load_workbook(book, data_only=True)["มาตรการ x หน่วยงาน"]
    header = [cell.value for cell in sheet[2]]
    frame = frame_of(made.typed)
    planned = frame[~frame["id"].str.startswith("own-")].drop_duplicates(["agency", "id"])
    typed = {(row.agency, row.step): MARKS[row.said] + "!" * row.overdue for row in planned.itertuples()}
    found_here: dict[tuple[str, str], Any] = {}
    rows = [row for row in sheet.iter_rows(min_row=3, values_only=True) if row[0]]
    for *row, full in rows:
        step = str(full).rpartition(" · ")[2]
        for name, mark in zip(header[5:-1], row[5:], strict=True):
            if mark:
                found_here[str(name).partition(" ")[0], step] = mark
        marks = [mark for mark in row[5:] if mark]
        assert row[3:5] == [marks.count("เสร็จ"), len(marks) - marks.count("ไม่มี")]
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
        status = typed.status if typed.status in ("", *STATUS) else f"«{typed.status}» (ไม่อยู่ในรายการ)"
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
    listed = sorted((row["รหัส"], row["ขั้นตอน"].removesuffix("…")) for row in rows)
    for (agency, step), expected in zip(
        listed, sorted(zip(wanted["agency"], wanted["step"], strict=True)), strict=True
    ):
        assert (agency, step) == (expected[0], expected[1][: len(step)])
    assert all(row["ข้อความเต็ม"] for row in rows if row["ขั้นตอน"].endswith("…"))
    late = [row["เกินกำหนด(วัน)"] or 0 for row in rows]
    assert late == sorted(late, reverse=True)
    assert sum("เกินกำหนด" in row["สิ่งที่ต้องติดตาม"] for row in rows) == int(frame["overdue"].sum())


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
    late_col, name_col, status_col = (STEPS.col(key) + 1 for key in ("late", "name", "status"))
    open_row = next(row for row in range(5, 60) if sheet.cell(row, late_col).value and sheet.cell(row, name_col).value)
    cells = [("ภาพรวมมาตรการ", "I6"), ("ภาพรวมมาตรการ", "A6")]
    number = sheet.cell(open_row, STEPS.col("agency") + 1).value
    agencies = shown[AGENCIES.sheet]
    agency_row = next(row for row in range(AGENCIES.first_row, 40) if agencies.cell(row + 1, 1).value == number)
    cells += [(AGENCIES.sheet, a1(agency_row, AGENCIES.col(key))) for key in ("done", "overdue")]
    steps, late, done, overdue = office.values(book, cells)
    typed = [(STEPS.sheet, a1(open_row - 1, STEPS.col("status")), "แล้วเสร็จ")]
    assert office.values(book, cells, typed) == [steps, late - 1, done + 1, overdue - 1]  # type: ignore[operator]
    said = [("ภาพรวมมาตรการ", "A3"), ("มาตรการ x หน่วยงาน", "A1"), ("ค้างดำเนินการ", "A3")]
    days = ["15 มกราคม 2569", "15 มกราคม 2569", "1 มิถุนายน 2568"]
    told = office.values(book, said, [(AS_OF_CELL.sheet, AS_OF_CELL.a1, "2026-01-15")])
    assert [day in str(text) for day, text in zip(days, told, strict=True)] == [True] * 3
    # After the end of the year all that is neither done nor no duty is overdue.
    after = office.values(book, cells[1:2], [(AS_OF_CELL.sheet, AS_OF_CELL.a1, "2026-01-01")])
    whole = sum(sheet.cell(row, status_col).value not in ("แล้วเสร็จ", "ไม่มีภารกิจ") for row in range(5, sheet.max_row + 1))
    assert after == [whole]


def test_figures_survive_a_sorted_list(office: Office, book: Path) -> None:
    """Two rows change places, as a sort would have it: all that was typed goes along with its key."""
    sheet = openpyxl.load_workbook(book, data_only=True)["ทุกขั้นตอน"]
    places = [
        ("มาตรการ x หน่วยงาน", a1(row, col))
        for col in range(MATRIX.col("done"), MATRIX.col("agency 5") + 1)
        for row in range(2, 22)
    ]
    keys = ("steps", "done", "overdue", "proved")
    places += [(AGENCIES.sheet, a1(row, AGENCIES.col(key))) for key in keys for row in range(5, 15)]
    before = office.values(book, places)
    typed = []
    for here, there in ((5, 130), (130, 5), (11, 52), (52, 11)):
        for key in ("status", "due", "agency", "group", "key", "proved"):
            value = sheet[a1(there - 1, STEPS.col(key))].value
            text = value.date().isoformat() if key == "due" else str(value)
            typed.append((STEPS.sheet, a1(here - 1, STEPS.col(key)), text))
    assert {sheet[a1(row - 1, STEPS.col("status"))].value for row in (5, 11, 52, 130)} > {"แล้วเสร็จ"}
    assert office.values(book, places, typed) == before


def test_pages_are_whole(printer: Office, book: Path, tmp_path: Path, made: Made) -> None:
    pdf, names = tmp_path / "t.pdf", openpyxl.load_workbook(book, read_only=True).sheetnames
    for name in [name for name in names if name != "_ita" and not name.startswith("0")]:
        heights = enumerate(printer.row_heights(book, name), 1)
        assert [(name, row, *both) for row, both in heights if both[0] < both[1] - 0.5] == []
    printer.pdf(book, pdf)
    pages = page_texts(pdf)
    told = bare("".join(pages))
    assert not [name for name in brief_names(made.agencies, "").values() if bare(name) not in told]
    for number, page in enumerate(pages, 1):
        assert f"- {number} -" in page
        assert len(page.splitlines()) > 3, f"page {number} holds next to nothing"
    # The list of all steps is for the screen: one page says so.
    assert sum("ทุกขั้นตอนของทุกหน่วยงาน" in page for page in pages) == 1
    assert "ไม่พิมพ์ทั้งตาราง" in bare(next(page for page in pages if "ทุกขั้นตอนของทุกหน่วยงาน" in page))


def test_the_measures_of_a_rejected_form_are_promised_from_the_export_too(made: Made, tmp_path: Path) -> None:
    of_then = (*made.arguments, "-o", tmp_path / "c.xlsx", "--export", tmp_path / "tables", "-q")
    assert run("consolidate", *of_then[1:]) == 1
    (earlier,) = read_measures(tmp_path / "tables" / "ita.sqlite", YEAR + 1)
    assert {code for code, _ in earlier.steps} == {item.agency for item in made.typed} >= {"P04"}
    assert sum(len(steps) for _, steps in earlier.steps) == len(made.typed)


def test_consolidation_counts_the_same_steps(made: Made, tmp_path: Path) -> None:
    context = load_context(None, str(YEAR), str(made.folder / "roster.csv"))
    province = load_round((str(made.folder / "returned"),), context).province
    by_hand = Counter(
        (item.agency.code, item.step_status.value) for item in track_steps(province, AS_OF, NO_PLAN).steps
    )
    target = tmp_path / "c.xlsx"
    arguments = ("consolidate", made.folder / "returned", "--framework", YEAR, "--roster", made.folder / "roster.csv")
    assert run(*arguments, "-o", target, "-q") == 1
    rows = rows_of(openpyxl.load_workbook(target, data_only=True)["ติดตามมาตรการ"], 4)
    told = {(row["รหัส"], key): row[header] for row in rows for key, header in HEADERS.items()}
    assert {pair: count for pair, count in told.items() if count} == dict(by_hand)


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


def test_the_form_of_the_fixture_is_the_form_of_the_program(made: Made) -> None:
    """The plan in the fixture has the steps of the standard measures, in the sheet of the agency's form."""
    assert AgencyLayout(FRAMEWORK).measures.columns[0].key == "id"
    assert made.plan == plan_of(FRAMEWORK, [item.code for item in made.agencies[::4]])
