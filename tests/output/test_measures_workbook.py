"""Check that the workbook of measures shows each step, owner and agency as reported."""

from __future__ import annotations

from datetime import date
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console

from ita_xlsx.checks.measures_rules import check_round_measures
from ita_xlsx.cli.track import show_tracking
from ita_xlsx.diagnosis.track_steps import track_steps
from ita_xlsx.model.edition import Edition
from ita_xlsx.model.layout.measures_layout import AS_OF as AS_OF_CELL
from ita_xlsx.model.links import LinkResult, Verdict
from ita_xlsx.model.round_measures import (
    EarlierSteps,
)
from ita_xlsx.model.round_state import State
from ita_xlsx.model.submission import StepReport
from ita_xlsx.output.measures import measures_report as pages_room
from ita_xlsx.output.measures import write_measures_workbook
from ita_xlsx.output.measures.owners import sheet_name
from tests.conftest import EDITION, ISSUED
from tests.libreoffice.office import Office
from tests.libreoffice.pages import bare, page_texts
from tests.libreoffice.workbooks import package_parts
from tests.support.cells import Place
from tests.support.filled_measures import YEAR
from tests.support.screen_room import rooms
from tests.support.sheet_guards import SavedBook, arabic_digits
from tests.support.tracked_steps import AS_OF, codes_of, member_of, province_of, reported, rows_of


@pytest.mark.parametrize("digits", ["arabic", "thai"])
def test_no_day_is_wider_than_its_column_and_the_legend_is_whole(digits: str, printer: Office, tmp_path: Path) -> None:
    steps = [reported(f"a.{n}", period="28 พฤศจิกายน 2567") for n in range(3)]
    members = [member_of(f"Q{n:02d}", *steps, reported=date(2025, 11, 28)) for n in range(31)]
    path, pdf = tmp_path / "t.xlsx", tmp_path / "t.pdf"
    path.write_bytes(
        write_measures_workbook(
            track_steps(province_of(*members), AS_OF), (), Edition(issued=ISSUED, digits=digits), by_owner=True
        )
    )
    printer.pdf(path, pdf)
    texts = page_texts(pdf)
    assert not [text for text in texts if "###" in text]
    legends = [text for text in map(bare, texts) if bare("เสร็จ = แล้วเสร็จ") in text]
    assert legends
    assert all(bare("ว่าง = ไม่ใช่ขั้นตอนของหน่วยงานนั้น") in text for text in legends)


def test_what_is_known_of_an_address_stands_beside_it() -> None:
    url = "https://a.go.th/1"
    links = {url: LinkResult(url=url, verdict=Verdict.BROKEN, rule="L404", checked=date(2026, 11, 20))}
    steps = (reported("a.1", "แล้วเสร็จ", url), reported("a.2", "แล้วเสร็จ", "https://a.go.th/2"))
    tracking = track_steps(province_of(member_of("P01", *steps)), AS_OF, links=links)
    sheet = openpyxl.load_workbook(BytesIO(write_measures_workbook(tracking, (), EDITION)))["ทุกขั้นตอน"]
    assert [row["ผลตรวจลิงก์"] for row in rows_of(sheet, 4)] == ["เปิดไม่ได้ 20 พ.ย. 2569", None]


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
    tracking = track_steps(
        province_of(member_of("P01", reported("a.1", owner=text), reported("a.2", owner="อื่น"))), AS_OF
    )
    shown = openpyxl.load_workbook(BytesIO(write_measures_workbook(tracking, (), EDITION, by_owner=True)))
    index = {row["ผู้รับผิดชอบ"]: row["แผ่นงาน"] for row in rows_of(shown["ผู้รับผิดชอบ"], 4)}
    assert set(index) == {*(owner or "ไม่ระบุผู้รับผิดชอบ" for owner in owners), "อื่น"}
    for owner in owners:
        sheet = shown[index[owner or "ไม่ระบุผู้รับผิดชอบ"]]
        assert [row["ขั้นตอน"] for row in rows_of(sheet, 4)] == ["ขั้นตอน a.1"]


@pytest.mark.parametrize("owner", ["[ก]:*?/\\'", "History", "ก" * 90, "😀 กลุ่ม", "'", "\u202eกลับ", "=1+1"])
def test_any_owner_gets_a_sheet(owner: str) -> None:
    steps = (reported("a.1", owner=owner), reported("a.2", owner=owner.lower()))
    tracking = track_steps(province_of(member_of("P01", *steps)), AS_OF)
    names = openpyxl.load_workbook(BytesIO(write_measures_workbook(tracking, (), EDITION, by_owner=True))).sheetnames
    assert sheet_name(1, owner if owner in tracking.by_owner else owner.lower()) in names
    assert len({name.casefold() for name in names}) == len(names)


def step_place(step: StepReport) -> Place:
    """Return the cell of the status of a step."""
    assert step.status_place is not None
    return Place(step.status_place.sheet, step.status_place.a1)


def test_other_words_for_a_status_are_told_once_with_their_cells() -> None:
    steps = [reported("a.1", "เสร็จแล้ว", "https://a.go.th/1"), reported("a.22", "เสร็จแล้ว", "https://a.go.th/2")]
    steps += [reported("a.333", "ok"), reported("a.4444", "แล้วเสร็จ", "https://a.go.th/3")]
    tracking = track_steps(province_of(member_of("P01", *steps)), AS_OF)
    told = [(item.code, item.place, item.value, item.file) for item in check_round_measures(tracking)]
    first, second, third = (step_place(step) for step in steps[:3])
    assert told == [
        ("E304", str(first.to(second)), "เสร็จแล้ว", "P01.xlsx"),
        ("E302", str(third), "ok", "P01.xlsx"),
    ]
    sheet = openpyxl.load_workbook(BytesIO(write_measures_workbook(tracking, (), EDITION)))["ทุกขั้นตอน"]
    assert [row["สถานะ"] for row in rows_of(sheet, 4)] == ["แล้วเสร็จ", "แล้วเสร็จ", "«ok» (ไม่อยู่ในรายการ)", "แล้วเสร็จ"]


def test_nothing_reported_is_said_and_no_zero() -> None:
    tracking = track_steps(province_of(member_of("P01"), member_of("P02", state=State.MISSING)), AS_OF)
    assert codes_of(tracking) == [("T609", "P01")]
    shown = openpyxl.load_workbook(BytesIO(write_measures_workbook(tracking, (), EDITION)), data_only=True)
    assert [row["ขั้นตอน"] for row in rows_of(shown["รายหน่วยงาน"], 4)] == [None, None]
    assert [row["หมายเหตุ"] for row in rows_of(shown["รายหน่วยงาน"], 4)] == ["ไม่ได้รายงานขั้นตอน", "ยังไม่ส่ง"]


def test_a_form_nobody_touched_reports_nothing(tmp_path: Path) -> None:
    plan = [reported("a.1"), reported("a.2", note="-")], [reported("a.1"), reported("a.2")]
    province = province_of(member_of("P01", *plan[0]), member_of("P02", *plan[1]), member_of("P03", *plan[1]))
    tracking = track_steps(province, AS_OF)
    assert len(tracking.steps) == 6
    assert [pair for pair in codes_of(tracking) if pair[0] == "T609"] == [("T609", "P02"), ("T609", "P03")]
    shown = openpyxl.load_workbook(BytesIO(write_measures_workbook(tracking, (), EDITION)), data_only=True)
    assert shown["ภาพรวมมาตรการ"]["G6"].value == 1
    rows = rows_of(shown["รายหน่วยงาน"], 4)
    assert [(row["ไม่ระบุสถานะ"], row["หมายเหตุ"]) for row in rows] == [
        (2, None), (2, "ไม่ได้รายงานขั้นตอน"), (2, "ไม่ได้รายงานขั้นตอน"),
    ]  # fmt: skip
    text = StringIO()
    show_tracking(Console(file=text, width=100), tracking, "en")
    assert text.getvalue().startswith("1 of 3 agencies report")


def cells_of(data: bytes) -> list[list[tuple[Any, ...]]]:
    """The rows below the heads; below the matrix stands whether the figures are formulas."""
    sheets = [
        sheet for sheet in openpyxl.load_workbook(BytesIO(data), data_only=True) if sheet.title != "ภาพรวมมาตรการ"
    ]
    rows = (list(sheet.iter_rows(values_only=True))[4:] for sheet in sheets)
    return [[row for row in part if "รายงานขั้นตอนแล้ว" not in str(row)] for part in rows]


def test_too_many_steps_are_values_and_the_same_cells(monkeypatch: pytest.MonkeyPatch) -> None:
    steps = [reported(f"a.{n}", "กำลังดำเนินการ", "https://a.go.th/1", period="ไตรมาส 1") for n in range(6)]
    tracking = track_steps(province_of(member_of("P01", *steps), member_of("P02", *steps[:3])), AS_OF)
    live = write_measures_workbook(tracking, (), EDITION)
    assert package_parts(BytesIO(live)) == package_parts(BytesIO(write_measures_workbook(tracking, (), EDITION)))
    monkeypatch.setattr(pages_room, "MOST_LIVE", 5)
    values = write_measures_workbook(tracking, (), EDITION)
    assert package_parts(BytesIO(values)) == package_parts(BytesIO(write_measures_workbook(tracking, (), EDITION)))
    for mine, other in zip(cells_of(live), cells_of(values), strict=True):
        assert mine == other
    formulas = [cell for cell in openpyxl.load_workbook(BytesIO(values))["ทุกขั้นตอน"]["K"] if cell.data_type == "f"]
    assert formulas == []


def test_what_needs_attention_is_listed_where_not_all_steps_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages_room, "MOST_LIVE", 5)
    monkeypatch.setattr(pages_room, "MOST_ROWS", 4)
    fine = [reported(f"a.{n}", "แล้วเสร็จ", "https://a.go.th/1") for n in range(4)]
    late = [reported(f"b.{n}", period="ไตรมาส 1") for n in range(3)]
    tracking = track_steps(province_of(member_of("P01", *fine), member_of("P02", *late)), AS_OF)
    sheet = openpyxl.load_workbook(BytesIO(write_measures_workbook(tracking, (), EDITION)))["ทุกขั้นตอน"]
    assert [row["รหัสขั้นตอน"] for row in rows_of(sheet, 4)] == ["a.0", "b.0", "b.1", "b.2"]
    assert "แสดง 4 จาก 7 แถว" in str(sheet["E3"].value)


NASTY = st.sampled_from(
    ["=1+1", "@SUM(A1)", "+cmd|' /C calc'!A0", "<r>x</r>", "_x0041_x0042_", "https://a.go.th/_x0041_x0042_",
     "internal:'x'!A1", "http://a.go.th#b#c", "ก" * 300, "https://a.go.th/" + "%20[]" * 300, "{=A1}", "\t=1", "'"]
) | st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=40)  # fmt: skip


@settings(max_examples=25, deadline=None)
@given(st.lists(st.builds(
    StepReport, id=st.sampled_from(["a.1", "a*2", "", "~?"]), step=NASTY, status=NASTY, url=NASTY, note=NASTY,
    measure=NASTY, owner=NASTY, period=NASTY, indicator=NASTY,
), min_size=1, max_size=4))  # fmt: skip
def test_what_agencies_type_becomes_text_or_a_looked_through_link(steps: list[StepReport]) -> None:
    tracking = track_steps(
        province_of(member_of("P01", *steps)), AS_OF, earlier=EarlierSteps(YEAR - 1, (("P01", tuple(steps)),))
    )
    data = write_measures_workbook(tracking, tuple(check_round_measures(tracking)), EDITION, by_owner=True)
    typed = {text for step in steps for text in (step.step, step.status, step.url, step.note, step.measure, step.owner)}
    for sheet in openpyxl.load_workbook(BytesIO(data)):
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f" or cell.value not in typed
                if cell.hyperlink and cell.hyperlink.target:
                    assert cell.hyperlink.target.startswith(("http://a.go.th", "https://a.go.th"))


def test_agencies_beyond_the_matrix_leave_the_totals() -> None:
    members = [member_of(f"P{n:03d}", reported("a.1", "แล้วเสร็จ", "https://a.go.th")) for n in range(130)]
    data = write_measures_workbook(track_steps(province_of(*members), AS_OF), (), EDITION)
    sheet = openpyxl.load_workbook(BytesIO(data))["มาตรการ x หน่วยงาน"]
    assert [cell.value for cell in sheet[3]] == [1, "-", "ขั้นตอน a.1", 130, 130, "ขั้นตอน a.1"]
    assert "มากกว่า 100 แห่ง" in str(sheet["C4"].value)


def measures_of(count: int, digits: str = "arabic", *, complete: bool = True) -> bytes:
    """The workbook of a round of so many agencies; the first is late, and without ``complete`` the last is missing."""
    long = "จัดทำบัญชีข้อมูลที่ต้องเผยแพร่ โดยระบุเจ้าของข้อมูล ผู้ตรวจ และวันครบกำหนดของทุกรายการ ครั้งที่ 2"
    steps = [
        reported(f"a.{n}", "แล้วเสร็จ", "https://a.go.th/1", step=f"{long} {n}", measure="เผยแพร่ 1", owner="งาน 1")
        for n in range(12)
    ]
    late = [reported(f"a.{n}", "กำลังดำเนินการ", period="ไตรมาส 1", step=f"{long} {n}") for n in range(12)]
    members = [member_of(f"P{n:03d}", *(late if n % 3 == 1 else steps)) for n in range(count - 1)]
    members.append(member_of("P999", *steps) if complete else member_of("P999", state=State.MISSING))
    tracking = track_steps(province_of(*members), AS_OF)
    findings = tuple(check_round_measures(tracking))
    return write_measures_workbook(tracking, findings, Edition(issued=ISSUED, digits=digits), by_owner=True)


@pytest.mark.parametrize("count", [6, 31, 200])
@pytest.mark.parametrize("complete", [True, False])
def test_every_list_shows_eight_rows_under_its_head(count: int, complete: bool, tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    path.write_bytes(measures_of(count, complete=complete))
    assert [(room.sheet, room.short()) for room in rooms(path) if room.short()] == []


@pytest.mark.parametrize(("count", "listed"), [(6, 5), (31, 10), (200, 10)])
def test_the_first_sheet_names_the_latest_agencies_and_says_how_many_it_leaves_out(count: int, listed: int) -> None:
    book = openpyxl.load_workbook(BytesIO(measures_of(count, complete=False)), data_only=True)
    sheet = book["ภาพรวมมาตรการ"]
    assert str(sheet["A2"].value).startswith(f"เกินกำหนด {sheet['A6'].value} ขั้นตอน · ")
    assert str(sheet["A2"].value).endswith(f" · ยังไม่รายงาน 1 จาก {count} หน่วยงาน")
    texts = [str(row[0]) for row in sheet.iter_rows(values_only=True)]
    assert any(text.startswith(f"แสดง {listed} จาก {count - 1} หน่วยงาน") for text in texts)
    late = [row["เกินกำหนด"] or 0 for row in rows_of(book["รายหน่วยงาน"], 4)]
    assert late == sorted(late, reverse=True)


@pytest.mark.parametrize("digits", ["arabic", "thai"])
@pytest.mark.parametrize("complete", [True, False])
def test_the_sentence_of_the_first_sheet_is_live(digits: str, complete: bool, office: Office, tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    path.write_bytes(measures_of(6, digits, complete=complete))
    places = [("ภาพรวมมาตรการ", "A2"), ("ภาพรวมมาตรการ", "A3"), ("มาตรการ x หน่วยงาน", "A1")]
    shown = openpyxl.load_workbook(path, data_only=True)
    assert office.values(path, places) == [shown[sheet][cell].value for sheet, cell in places]
    typed = [(AS_OF_CELL.sheet, AS_OF_CELL.a1, "2024-01-01")]
    assert str(office.values(path, places[:1], typed)[0]).startswith("ไม่มีขั้นตอนที่เกินกำหนด · ")


def test_thai_digits_are_all_or_none_in_the_measures(tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    path.write_bytes(measures_of(6, "thai", complete=False))
    assert list(arabic_digits(SavedBook(path), frozenset())) == []


def test_every_sheet_says_by_its_tab_what_it_is_for() -> None:
    book = openpyxl.load_workbook(BytesIO(measures_of(6)))
    visible = [sheet for sheet in book if sheet.sheet_state == "visible"]
    assert [sheet.title for sheet in visible if not sheet.sheet_properties.tabColor] == []
