"""Check that nothing a form says beside its scores is lost in silence, and that nobody is accused without proof."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ita_xlsx.checks.measures_rules import check_round_measures
from ita_xlsx.cycle.summarize import summarize_return
from ita_xlsx.diagnosis.track_steps import track_steps
from ita_xlsx.model.agency import Agency
from ita_xlsx.model.findings import message_and_fix
from ita_xlsx.model.measures import Measure, Plan, Step
from ita_xlsx.model.round_state import AgencyReturn, State
from ita_xlsx.model.text.counts import parse_count
from tests.support.cells import (
    Place,
    announced_cell,
    cell,
    column_cells,
    header_cell,
    info_cell,
    question_cells,
    step_cell,
)
from tests.support.filled_measures import YEAR
from tests.support.forms import NOWHERE, read
from tests.support.returned_steps import Change, changed, filled, told, told_of
from tests.support.tracked_steps import province_of

MEASURES, ANNOUNCED, INFO = "มาตรการ", "คะแนนประกาศ", "ข้อมูลหน่วยงาน"
ANNOUNCED_HEADER = announced_cell(YEAR, "9.1").moved(down=-1)


def head(key: str) -> Place:
    return step_cell(YEAR, 0, key)


def put(place: Place, value: Any) -> Change:
    return lambda book: setattr(place.of(book), "value", value)


def remove(sheet: str) -> Change:
    return lambda book: book.remove(book[sheet])


def no_header_row(book: Any) -> None:
    for item in book[MEASURES][head("step").row]:
        item.value = None


def test_the_control_is_told_nothing(tmp_path: Path) -> None:
    returned = read(changed(filled(tmp_path)))
    assert told(returned) == []
    assert returned.submission is not None
    assert [step.url[-5:] for step in returned.submission.steps] == ["1.pdf", "2.pdf", "3.pdf", "4.pdf"]


@pytest.mark.parametrize("key", ["step", "status", "url", "note", "measure", "period", "owner", "id"])
@pytest.mark.parametrize("header", ["หัวตารางอื่น", None])
def test_a_changed_header_of_measures_is_read_by_its_place(tmp_path: Path, key: str, header: str | None) -> None:
    returned = read(changed(filled(tmp_path), put(head(key), header)))
    assert told(returned) == [("W122", "warning", str(head(key)))]
    assert returned.submission is not None
    assert not returned.submission.measures_lost
    assert [(step.id, step.status, step.url[-5:]) for step in returned.submission.steps] == [
        (f"m1.{number}", "แล้วเสร็จ", f"{number}.pdf") for number in range(1, 5)
    ]


def test_hidden_ids_find_the_measures_without_any_header(tmp_path: Path) -> None:
    returned = read(changed(filled(tmp_path), no_header_row))
    assert {item[:2] for item in told(returned)} == {("W122", "warning")}
    assert returned.submission is not None
    assert [step.status for step in returned.submission.steps] == ["แล้วเสร็จ"] * 4


def test_a_column_that_moved_and_lost_its_header_is_not_guessed(tmp_path: Path) -> None:
    """A column added before the statuses moves them, so their place is not certain any more."""

    def move(book: Any) -> None:
        book[MEASURES].insert_cols(head("status").col)
        book[MEASURES].cell(head("status").row, head("status").col + 1).value = "ผลล่าสุด"

    returned = read(changed(filled(tmp_path), move))
    assert ("W123", "warning", str(head("status").moved(right=1))) in told(returned)
    assert returned.submission is not None
    assert returned.submission.measures_lost
    assert "E303" not in {item[0] for item in told(returned)}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (remove(MEASURES), ("W107", "warning", "")),
        (remove(ANNOUNCED), ("W107", "warning", "")),
        (put(ANNOUNCED_HEADER, "คะแนนประกาศ"), ("W122", "warning", str(ANNOUNCED_HEADER))),
        (put(announced_cell(YEAR, "9.1", "label"), None), ("X325", "info", str(announced_cell(YEAR, "9.1", "name")))),
        (put(head("follow_up").moved(right=1), "สถานะล่าสุด"), None),
        (put(info_cell(YEAR, "phone", "label"), "เบอร์"), ("W124", "warning", str(info_cell(YEAR, "phone", "label")))),
        (put(info_cell(YEAR, "website", "label"), None), ("W124", "warning", INFO)),
        (put(info_cell(YEAR, "reported_on"), "เมื่อวาน"), ("W125", "warning", str(info_cell(YEAR, "reported_on")))),
        (put(info_cell(YEAR, "reporting"), "มี"), ("W125", "warning", str(info_cell(YEAR, "reporting")))),
        (put(info_cell(YEAR, "email"), "#REF!"), ("W125", "warning", str(info_cell(YEAR, "email")))),
        (put(info_cell(YEAR, "phone").moved(right=1), "เปลี่ยนแล้ว"),
         ("X311", "info", str(info_cell(YEAR, "phone").moved(right=1)))),
        (put(info_cell(YEAR, "reported_on", "label").moved(down=1), "ไลน์"), None),
    ],
)  # fmt: skip
def test_what_is_not_understood_is_told(tmp_path: Path, change: Change, expected: tuple[str, str, str] | None) -> None:
    assert told_of(changed(filled(tmp_path), change)) == ([expected] if expected else [])


def test_an_added_column_with_values_is_told_in_every_table(tmp_path: Path) -> None:
    beside = head("follow_up").moved(right=1)
    path = changed(filled(tmp_path), put(beside, "สถานะล่าสุด"), put(beside.moved(down=2), "เลิกแล้ว"))
    assert told_of(path) == [("X311", "info", str(beside))]


def test_a_figure_beside_a_cleared_label_is_told(tmp_path: Path) -> None:
    place = announced_cell(YEAR, "9.1")
    path = changed(filled(tmp_path), put(announced_cell(YEAR, "9.1", "label"), None), put(place, 90))
    assert ("S227", "warning", str(place)) in told_of(path)


def test_an_announced_figure_under_a_changed_header_counts(tmp_path: Path) -> None:
    place = announced_cell(YEAR, "6")
    path = changed(filled(tmp_path), put(ANNOUNCED_HEADER, "คะแนนประกาศ"), put(place, 12.34))
    assert ("P401", "warning", str(place)) in told_of(path)


@pytest.mark.parametrize(
    ("typed", "count", "code"),
    [
        (1200, 1200, None), ("1200", 1200, None), ("1,200 คน", 1200, None), ("๑,๒๐๐", 1200, None),
        ("1,200 ราย", 1200, "W126"), ("1200/1500", 1200, "W126"), ("1,200 จาก 1,500 คน", 1200, "W126"),
        ("จำนวน 1200 ชุด", 1200, "W126"), ("1200 คน (80%)", 1200, "W126"), ("1200.00", 1200, "W126"),
        (120.5, None, "W125"), ("1500/1200", None, "W125"), ("ประมาณร้อย", None, "W125"), (True, None, "W125"),
        ("-5", None, "W125"), ("1.200", None, "W125"), ("-", None, None), (None, None, None),
    ],
)  # fmt: skip
def test_respondents_are_read_or_told(tmp_path: Path, typed: Any, count: int | None, code: str | None) -> None:
    place = info_cell(YEAR, "respondents_iit")
    returned = read(changed(filled(tmp_path), put(place, typed)))
    severity = "info" if code == "W126" else "warning"
    assert told(returned) == ([(code, severity, str(place))] if code else [])
    assert dict(summarize_return(returned, NOWHERE, None).respondents).get("iit") == count


def test_a_count_is_no_number_of_other_scripts() -> None:
    assert parse_count("١٢") is None or parse_count("12") == 12
    assert parse_count("12345678901") is None


@pytest.mark.parametrize("text", ["95.50 คะแนน", "95.50%", "ร้อยละ 95.50", "95.50/100", "95.50 เต็ม 100", "๙๕.๕๐ คะแนน"])
def test_a_score_with_its_unit_is_read(tmp_path: Path, text: str) -> None:
    returned = read(changed(filled(tmp_path), put(cell(YEAR, "i1"), text)))
    assert told(returned) == [("S204", "info", str(cell(YEAR, "i1")))]
    assert returned.submission is not None
    assert float(returned.submission.scores["i1"]) == 95.5


@pytest.mark.parametrize(
    ("header", "value", "code"),
    [
        ("คะแนน (แก้ไข)", 90, "W121"), ("คะแนนที่แก้ไข", 90, "W121"), ("คะแนนใหม่", "๙๐", "W121"),
        ("แก้เป็น", 90, "W121"), ("คะแนนเต็ม", 100, "X311"), ("คะแนน (แก้ไข)", "-", "X311"),
        ("คะแนนปี 2566", 90, "X311"), ("หมายเหตุ", 90, "X311"),
    ],
)  # fmt: skip
def test_a_second_column_of_scores(tmp_path: Path, header: str, value: Any, code: str) -> None:
    head_place = header_cell(YEAR, "IIT", "previous").moved(right=1)
    place = cell(YEAR, "i3", "previous").moved(right=1)
    found = told_of(changed(filled(tmp_path), put(head_place, header), put(place, value)))
    expected = ("W121", "error", str(place)) if code == "W121" else ("X311", "info", str(head_place))
    assert found == [expected]


@pytest.mark.parametrize("header", ["คะแนน", "คะแนน (แก้ไข)"])
def test_columns_of_scores_are_named_by_their_letters(tmp_path: Path, header: str) -> None:
    head_place = header_cell(YEAR, "IIT", "previous").moved(right=1)
    place = cell(YEAR, "i3", "previous").moved(right=1)
    findings = read(changed(filled(tmp_path), put(head_place, header), put(place, 90))).findings
    (finding,) = [item for item in findings if item.code == "W121"]
    fix = message_and_fix(finding, "th")[1]
    assert f"«คะแนน» (คอลัมน์ {cell(YEAR, 'i3').letters})" in fix
    assert f"«{header}» (คอลัมน์ {place.letters})" in fix


def test_a_column_before_the_scores_does_not_take_their_header(tmp_path: Path) -> None:
    def add(book: Any) -> None:
        score = cell(YEAR, "i3")
        book["IIT"].insert_cols(score.col)
        header_cell(YEAR, "IIT").of(book).value, score.of(book).value = "คะแนน (แก้ไข)", 55.5

    returned = read(changed(filled(tmp_path), add))
    assert told(returned) == [("W121", "error", str(cell(YEAR, "i3")))]
    assert returned.submission is not None
    assert float(returned.submission.scores["i3"]) != 55.5


def move_scores(*sheets: str) -> Change:
    def move(book: Any) -> None:
        for sheet, columns in (("IIT", 1), ("EIT", 2), ("OIT", 1)):
            if sheet not in sheets:
                continue
            first = header_cell(YEAR, sheet, "code").col + 2
            for row in range(header_cell(YEAR, sheet, "code").row + 1, book[sheet].max_row + 1):
                for col in range(first, first + columns):
                    book[sheet].cell(row, col + columns).value = book[sheet].cell(row, col).value
                    book[sheet].cell(row, col).value = None

    return move


def clear_scores(book: Any) -> None:
    for sheet in ("IIT", "EIT", "OIT"):
        for subject in ("score", "score public", "score survey"):
            try:
                cells = column_cells(YEAR, sheet, subject)
            except KeyError:
                continue
            for row in book[sheet][cells.a1]:
                row[0].value = None


def test_scores_in_the_column_of_last_year_are_told_once_a_sheet(tmp_path: Path) -> None:
    found = told_of(changed(filled(tmp_path), move_scores("IIT")))
    assert found == [("S232", "error", str(question_cells(YEAR, "IIT", "previous")))]


def test_a_blank_form_is_told_once(tmp_path: Path) -> None:
    assert told_of(changed(filled(tmp_path), clear_scores)) == [("S233", "error", "")]


def test_a_missing_name_is_one_fault_among_all(tmp_path: Path) -> None:
    changes = [put(info_cell(YEAR, key), None) for key in ("name", "code")] + [put(cell(YEAR, "i1"), 500)]
    path = changed(filled(tmp_path), *changes, lambda book: book.remove(book["_ita"]))
    codes = {item[0] for item in told_of(path)}
    assert "S203" in codes
    assert codes & {"W110", "S203"} == ({"W110", "S203"} if "W110" in codes else {"S203"})


def test_identity_comes_first_if_the_file_may_not_be_ours(tmp_path: Path) -> None:
    path = changed(filled(tmp_path), put(info_cell(YEAR, "year"), 2567), put(cell(YEAR, "i1"), 500))
    assert [item[0] for item in told_of(path)] == ["W116"]


def series(step: float, length: int, start: float = 60.25) -> Change:
    def fill(book: Any) -> None:
        for number in range(length):
            cell(YEAR, f"i{number + 1}").of(book).value = round(start + step * number, 2)

    return fill


@pytest.mark.parametrize(
    ("change", "is_told"),
    [
        (series(1, 10), True), (series(1, 5), True), (series(-1, 8, 99.5), True), (series(0.5, 15), True),
        (series(2, 6), True), (series(0.01, 6), True), (series(1, 4), False), (series(0.07, 15), False),
        (series(0, 6), False),
    ],
)  # fmt: skip
def test_a_series_is_told(tmp_path: Path, change: Change, is_told: bool) -> None:
    found = [item for item in told_of(changed(filled(tmp_path), change)) if item[0] == "S236"]
    assert [item[:2] for item in found] == ([("S236", "warning")] if is_told else [])


def last_year(same: int, count: int = 15, *, whole: bool = False) -> Change:
    def fill(book: Any) -> None:
        for number in range(1, count + 1):
            score = cell(YEAR, f"i{number}").of(book)
            if whole:
                score.value = [80, 82, 85, 81, 90][number % 5]
            cell(YEAR, f"i{number}", "previous").of(book).value = score.value if number <= same else 50.5

    return fill


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (last_year(13), "S237"), (last_year(12), "S237"), (last_year(15), "S223"), (last_year(11), ""),
        (last_year(8, 10), "S237"), (last_year(8, 9), ""), (last_year(13, whole=True), ""),
    ],
)  # fmt: skip
def test_a_share_of_last_years_scores(tmp_path: Path, change: Change, code: str) -> None:
    found = {item[0] for item in told_of(changed(filled(tmp_path), change))} & {"S223", "S237"}
    assert found == ({code} if code else set())


PLAN = Plan(
    (
        Measure(
            id="m1",
            indicator="1",
            measure="จัดทำแนวทาง",
            steps=tuple(Step(f"m1.{n}", f"ขั้นตอนที่ {n} ของมาตรการ") for n in range(1, 5)),
        ),
    )
)


@pytest.mark.parametrize(
    ("change", "codes", "late"),
    [
        (put(head("step"), "ขั้นตอน"), set(), 0),
        (remove(MEASURES), {"T614"}, 0),
        (clear_scores, set(), 0),
    ],
)
def test_nobody_is_accused_of_measures_that_were_not_read(
    tmp_path: Path, change: Change, codes: set[str], late: int
) -> None:
    summary = summarize_return(read(changed(filled(tmp_path), change)), NOWHERE, None)
    province = province_of(AgencyReturn(agency=Agency("P01", "หน่วยงาน"), state=State.RETURNED, summary=summary))
    tracking = track_steps(province, date(2025, 9, 1), PLAN)
    accusations = {item.code.value for item in check_round_measures(tracking)} & {
        "T603", "T605", "T606", "T609", "T614",
    }  # fmt: skip
    assert accusations == codes
    assert max((item.late for item in tracking.steps), default=0) == late


@pytest.mark.parametrize(
    ("sheet", "subject", "key"),
    [("OIT", "o2", "url"), ("OIT", "o2", "note"), ("OIT", "o2", "previous"), ("IIT", "i2", "text")],
)
@pytest.mark.parametrize("header", ["หัวตารางอื่น", None])
def test_a_changed_header_beside_scores_is_read_by_its_place(
    tmp_path: Path, sheet: str, subject: str, key: str, header: str | None
) -> None:
    place, head_place = cell(YEAR, subject, key), header_cell(YEAR, sheet, key)
    value = {"url": "https://a.go.th/1", "note": "เหตุผล", "previous": 77.5}.get(key)
    returned = read(changed(filled(tmp_path), put(head_place, header), *([put(place, value)] if value else [])))
    assert ("W122", "warning", str(head_place)) in told(returned)
    assert returned.submission is not None
    found = {
        "url": [item.url for item in returned.submission.evidence],
        "note": [item.note for item in returned.submission.evidence],
        "previous": [float(item) for item in returned.submission.scores_before.values()],
    }
    assert found.get(key, [None]) == [value]


def test_notes_under_another_header_are_told_of(tmp_path: Path) -> None:
    """A header that names another thing over numbers is not read as a note."""
    head_place = header_cell(YEAR, "OIT", "note")
    path = changed(filled(tmp_path), put(head_place, "ลำดับ"), put(cell(YEAR, "o2", "note"), 5))
    assert {item[0] for item in told_of(path)} == {"W123", "X311"}
