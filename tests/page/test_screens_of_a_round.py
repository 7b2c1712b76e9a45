"""Check that the screens from the check to the measures show the engine's figures, and record decisions."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from fractions import Fraction
from html import unescape
from pathlib import Path

import pytest

from ita_xlsx.cycle.decisions.decision_book import BOOK_FILE, load_decisions
from ita_xlsx.cycle.load_round import LoadedRound, load_round
from ita_xlsx.cycle.runs.follow_measures import follow_measures
from ita_xlsx.cycle.settings.load_context import load_context
from ita_xlsx.cycle.templates import make_form
from ita_xlsx.model.decisions import Choice, Decisions
from ita_xlsx.model.findings import Severity
from ita_xlsx.model.framework import OVERALL
from ita_xlsx.model.kind import Kind
from ita_xlsx.model.layout import AgencyLayout
from ita_xlsx.model.province.overdue_steps import agencies_behind, overdue_steps, percent_done
from ita_xlsx.model.province_results import Band, ProvinceResults, mean, score_at
from ita_xlsx.model.results import two_decimals
from ita_xlsx.model.round_measures import tally
from ita_xlsx.model.round_settings import RoundSettings
from ita_xlsx.model.round_state import State
from tests.conftest import EDITION, full_scores, submission_of
from tests.support.forms import fill_by_openpyxl
from tests.support.page_round import DRAFT, ISSUED, RETURNED, ROUND, ask, copy_of, make_small_round, words_of
from tests.support.tracked_steps import FRAMEWORK

DECISIONS = ROUND / BOOK_FILE


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, tuple[str, ...]]:
    """A small round, and the codes of its agencies."""
    root = tmp_path_factory.mktemp("original")
    return root, make_small_round(root)


@pytest.fixture
def root(original: tuple[Path, tuple[str, ...]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the round, in which the tests also read."""
    monkeypatch.setenv("ITA_CACHE", str(tmp_path / "cache"))
    folder = copy_of(original[0], tmp_path / "page")
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def codes(original: tuple[Path, tuple[str, ...]]) -> tuple[str, ...]:
    """The codes of the agencies."""
    return original[1]


def loaded_round() -> LoadedRound:
    """Return the round as a command loads it."""
    return load_round([str(RETURNED)], load_context(str(ROUND / "round.toml")))


def decided() -> Decisions:
    """Return the decisions of the round as a command reads them."""
    return load_decisions(load_context(str(ROUND / "round.toml"))).decisions


def rows_of(html: str, table: str) -> list[list[str]]:
    """Return the texts of the cells of the first table after a text, row by row."""
    body = html[html.index(table) :].partition("<tbody>")[2].partition("</table>")[0]
    cells = (re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL) for row in body.split("</tr>"))
    return [[unescape(re.sub(r"<[^>]+>", "", cell)).strip() for cell in row] for row in cells if row]


def test_the_check_shows_every_file_faults_first(root: Path, codes: tuple[str, ...]) -> None:
    answer = ask(root, "round_check", code=codes[3])
    province = loaded_round().province
    files = re.findall(r'<b class="file">(.*?)</b>', answer["html"])
    assert sorted(files) == sorted(path.name for path in RETURNED.iterdir())
    assert files[0] == f"{codes[3]}.xlsx"
    summary = province.members[3].summary
    assert summary is not None
    errors = sum(item.severity is Severity.ERROR for item in summary.findings)
    assert f"ต้องแก้ไข {errors} ข้อ" in words_of(answer)
    # Only the file that was asked for is open.
    assert answer["html"].count("<details open>") == 1
    cells = [item.cell for item in summary.findings if item.cell]
    assert cells
    assert all(cell in words_of(answer) for cell in cells)


def test_figures_of_the_province_are_the_engines(root: Path) -> None:
    answer = ask(root, "round_results")
    results = ProvinceResults(loaded_round().province)
    words = words_of(answer)
    assert f"เฉลี่ย {mean(results.column(OVERALL))}" in words
    assert f"ส่งครบ {len(results.counted)} จาก {len(results.province.members)} หน่วยงาน" in words
    assert f"{results.at_good_level} / {len(results.counted)}" in words
    heat = rows_of(answer["html"], 'class="heat"')
    subjects = [OVERALL, *(node.subject for node in results.framework.of_kind(Kind.INDICATOR))]
    marks = {Band.BELOW: "▼ ", Band.NEAR: "· ", Band.ABOVE: ""}
    for row, index in zip(heat, reversed(results.order), strict=False):
        values = [score_at(results.counted[index].summary.values, results.index[subject]) for subject in subjects]
        scores = [value for value in values if value is not None]
        expected = [f"{marks[results.band(value)]}{two_decimals(value)}" for value in scores[1:]]
        assert row[1:] == [str(two_decimals(scores[0])), *expected]
    assert {mark for mark in marks.values() if f">{mark}" in answer["html"]} == {*marks.values()}
    assert heat[-1][1:] == [str(mean(results.column(subject))) for subject in subjects]
    assert len(heat) == len(results.counted) + 1
    ranks = rows_of(answer["html"], '<section id="rank"')
    assert [row[0] for row in ranks] == [str(results.rank(results.overall[index])) for index in results.order]
    bars = rows_of(answer["html"], 'class="bars"')
    assert [row[1] for row in bars] == [str(item.mean) for item in results.indicator_means]


@pytest.mark.parametrize("as_of", [None, ("30", "6", "2568")])
def test_figures_of_the_measures_are_the_engines(root: Path, as_of: tuple[str, str, str] | None) -> None:
    typed = dict(zip(("day", "month", "year"), as_of, strict=True)) if as_of else {}
    answer = ask(root, "round_measures", **typed)
    day = ISSUED if as_of is None else ISSUED.replace(day=30, month=6)
    measures = follow_measures(loaded_round(), load_context(str(ROUND / "round.toml")), day).measures
    counts = tally(measures.steps)
    assert counts.overdue
    assert f"เกินกำหนด {counts.overdue:,} จาก {counts.steps:,} ขั้นตอน" in answer["title"]
    assert f"แล้วเสร็จ {percent_done(counts)}%" in words_of(answer)
    by_indicator = rows_of(answer["html"], 'id="by-indicator"')
    expected = [tally(steps) for steps in measures.by_indicator.values()]
    assert [row[1:3] for row in by_indicator] == [
        [f"{item.overdue:,}", f"{item.steps:,}"] for item in (*expected, counts)
    ]
    behind = rows_of(answer["html"], "<caption>หน่วยงานที่มีขั้นตอนเกินกำหนด")
    assert [row[1:] for row in behind] == [
        [str(item.counts.overdue), str(item.counts.steps), str(item.counts.done)] for item in agencies_behind(measures)
    ]
    late = rows_of(answer["html"], "<caption>ขั้นตอนที่เกินกำหนด")
    assert [row[4] for row in late] == [f"เกินมา (วัน): {step.late}" for step in overdue_steps(measures)[: len(late)]]


def test_a_day_that_is_none_is_told_and_the_day_of_issue_is_used(root: Path) -> None:
    words = words_of(ask(root, "round_measures", day="31", month="2", year="2568"))
    assert "ไม่มีวันที่นี้ในปฏิทิน" in words
    assert "ณ 15 ตุลาคม 2568" in words


def test_links_are_judged_without_opening_any(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ita_xlsx.cycle.check_links.visit_all", None)
    words = words_of(ask(root, "round_links"))
    assert "หน้านี้ไม่เปิดที่อยู่ใด" in words
    assert "ที่อยู่เว็บ" in words
    assert not (ROUND / "links.csv").exists()


def state_day(code: str, day: str) -> None:
    """Type the day on which a form was filled in into the form."""
    field = AgencyLayout(FRAMEWORK).info.place("reported_on", "value")
    fill_by_openpyxl(RETURNED / f"{code}.xlsx", RETURNED / f"{code}.xlsx", [(field.sheet, field.a1, f" {day}")])


def test_each_open_question_is_asked_and_nothing_is_chosen_beforehand(root: Path, codes: tuple[str, ...]) -> None:
    state_day(codes[1], "10/10/2568")
    answer = ask(root, "round_decide")
    assert answer["title"] == "ตัดสินใจ 2 เรื่อง"
    assert re.findall(r'name="code" value="(\w+)"', answer["html"]) == [codes[0], codes[1]]
    assert " checked" not in answer["html"]
    assert " selected" not in answer["html"]
    member = loaded_round().province.members[0]
    for item in (member.summary, *member.others):
        assert item is not None
        overall = score_at(item.values, ProvinceResults(loaded_round().province).index[OVERALL])
        assert overall is not None
        assert f"กรอก {item.answered}/{item.expected} · คะแนนรวม {two_decimals(overall)}" in words_of(answer)
    assert "ดูช่องที่ต่างกัน 2 ช่อง" in words_of(answer)


def test_the_question_of_the_agency_that_was_clicked_comes_first(root: Path, codes: tuple[str, ...]) -> None:
    answer = ask(root, "round_decide", code=codes[1])
    assert re.findall(r'name="code" value="(\w+)"', answer["html"]) == [codes[1], codes[1], codes[0]]


def test_a_chosen_file_counts_for_page_and_command(root: Path, codes: tuple[str, ...]) -> None:
    (ROUND / "decisions.csv").write_text("code;file;why;decided\nP06;;โทรแจ้งแล้ว;1/10/2568\n", encoding="utf-8")
    file = RETURNED / DRAFT.format(code=codes[0])
    answer = ask(root, "decide_file", code=codes[0], kind="file", choice=str(file), why="หน่วยงานยืนยันทางโทรศัพท์")
    assert str(DECISIONS) in answer["files"]
    kept, new = decided().files
    assert (kept.code, kept.reason) == ("P06", "โทรแจ้งแล้ว")
    assert (new.code, new.files, new.choice) == (codes[0], (file.name,), Choice.USE)
    assert (new.reason, new.decided) == ("หน่วยงานยืนยันทางโทรศัพท์", ISSUED)
    member = loaded_round().province.members[0]
    assert member.state is State.RETURNED
    assert member.summary is not None
    assert member.summary.file == str(file)
    assert answer["title"] == "ไม่มีเรื่องที่ต้องตัดสินใจ"
    assert "บันทึกคำตัดสินของ P01" in words_of(answer)


def test_the_day_of_arrival_is_recorded_beside_the_file(root: Path, codes: tuple[str, ...]) -> None:
    day = {"day": "๓๐", "month": "9", "year": "2568"}
    answer = ask(root, "decide_received", code=codes[1], kind="received", why="ประทับตรารับ", **day)
    (decision,) = decided().received
    assert decision.received.day == ISSUED.replace(month=9, day=30)
    member = loaded_round().province.members[1]
    assert member.recorded
    assert not member.late
    assert "2 เรื่อง" not in answer["title"]
    assert "ตัดสินใจแล้ว 1 เรื่อง" in words_of(answer)


def test_one_day_is_recorded_for_all_whose_files_are_late(root: Path, codes: tuple[str, ...]) -> None:
    for code in (codes[1], codes[4], codes[5]):
        state_day(code, "12/10/2568")
    members = loaded_round().province.members
    late = [item.agency.code for item in members if item.late and item.state is not State.UNDECIDED]
    assert len(late) > 2
    asked = ask(root, "round_decide")
    assert f"บันทึกวันที่ได้รับของ {len(late)} หน่วยงาน" in words_of(asked)
    faulty = ask(root, "decide_days", day="31", month="9", year="2568", why="ก")
    assert "ไม่มีวันที่นี้ในปฏิทิน" in words_of(faulty)
    assert not DECISIONS.exists()
    answer = ask(root, "decide_days", day="29", month="9", year="2568", why="ทะเบียนรับ")
    recorded = {(item.code, item.received.day) for item in decided().received}
    assert recorded == {(code, date(2025, 9, 29)) for code in late}
    assert not any(item.late for item in loaded_round().province.members if item.agency.code in late)
    assert f"ของ {len(late)} หน่วยงานแล้ว" in words_of(answer)


def test_the_buttons_of_the_status_count_what_they_lead_to(root: Path) -> None:
    status = words_of(ask(root, "round_status"))
    asked = ask(root, "round_decide")["title"]
    assert f"{asked}" in status
    made = [name for name in ask(root, "save_reminders")["files"] if name.startswith("round/reminders/")]
    assert f"บันทึกข้อความเตือน {len(made)} ฉบับ" in status


def test_the_tab_of_the_check_counts_the_files_of_its_page(root: Path) -> None:
    answer = ask(root, "round_check")
    faulty = re.search(r"ต้องแก้ไข (\d+) ไฟล์", answer["title"])
    assert faulty
    assert f"ต้องแก้ไข {faulty[1]} แบบ" in words_of(answer)


def test_one_reminder_is_shown_to_be_copied(root: Path) -> None:
    missing = next(item for item in loaded_round().province.members if item.state is State.MISSING)
    answer = ask(root, "show_reminder", code=missing.agency.code)
    assert answer["files"] == []
    ask(root, "save_reminders")
    (path,) = (ROUND / "reminders").glob(f"{missing.agency.code} *.txt")
    assert " ".join(path.read_text("utf-8-sig").split()) in words_of(answer)


FAULTY = [
    ("decide_file", {"kind": "file", "choice": "", "why": "ก"}, "เลือกคำตอบก่อนบันทึก"),
    ("decide_file", {"kind": "file", "choice": "round/other.xlsx", "why": "ก"}, "เลือกคำตอบก่อนบันทึก"),
    ("decide_file", {"kind": "file", "choice": "@none", "why": " "}, "กรอกเหตุผลก่อนบันทึก"),
    ("decide_received", {"kind": "received", "day": "31", "month": "9", "year": "2568", "why": "ก"}, "ไม่มีวันที่นี้ในปฏิทิน"),
    ("decide_received", {"kind": "received", "day": "16", "month": "10", "year": "2568", "why": "ก"}, "ยังมาไม่ถึง"),
    ("decide_received", {"kind": "received", "day": "30", "month": "9", "year": "2568", "why": ""}, "กรอกเหตุผลก่อนบันทึก"),
]  # fmt: skip


@pytest.mark.parametrize(("call", "values", "fault"), FAULTY)
def test_a_decision_that_lacks_something_is_not_written(
    root: Path, codes: tuple[str, ...], call: str, values: dict[str, str], fault: str
) -> None:
    code = codes[0] if call == "decide_file" else codes[1]
    answer = ask(root, call, code=code, **values)
    assert fault in words_of(answer)
    assert not DECISIONS.exists()
    # What was typed is not lost.
    assert not values["why"].strip() or f'value="{values["why"]}"' in answer["html"]
    assert "day" not in values or f'value="{values["day"]}"' in answer["html"]


def test_no_file_is_used_until_a_new_form_comes(root: Path, codes: tuple[str, ...]) -> None:
    answer = ask(root, "decide_file", code=codes[0], kind="file", choice="@none", why="รอหนังสือยืนยัน")
    (decision,) = decided().files
    assert (decision.choice, len(decision.files), decision.reason) == (Choice.REFUSE, 2, "รอหนังสือยืนยัน")
    assert loaded_round().province.members[0].state is State.REJECTED
    assert answer["title"] == "ไม่มีเรื่องที่ต้องตัดสินใจ"


def test_a_decision_can_be_changed_and_every_row_is_kept(root: Path, codes: tuple[str, ...]) -> None:
    files = [f"{codes[0]}.xlsx", DRAFT.format(code=codes[0])]
    for file, why in zip(files, ("ฉบับที่ลงนาม", "หน่วยงานส่งใหม่"), strict=True):
        ask(root, "decide_file", code=codes[0], kind="file", choice=str(RETURNED / file), why=why)
    assert [(row.files, row.reason) for row in decided().files] == [
        ((files[0],), "ฉบับที่ลงนาม"),
        ((files[1],), "หน่วยงานส่งใหม่"),
    ]
    member = loaded_round().province.members[0]
    assert member.summary is not None
    assert member.summary.file == str(RETURNED / files[1])
    assert 'data-code="P01"' in ask(root, "round_decide")["html"]


def write_scores(code: str, name: str, scores: dict[str, str]) -> None:
    """A form of an agency with these scores, in place of what it returned."""
    agency = next(item.agency for item in loaded_round().province.members if item.agency.code == code)
    submission = replace(submission_of(FRAMEWORK, scores), agency=agency)
    (RETURNED / name).write_bytes(make_form(FRAMEWORK, RoundSettings(), submission, EDITION))


def test_halves_are_joined_by_clicking(root: Path, codes: tuple[str, ...]) -> None:
    scores = full_scores(FRAMEWORK)
    parts = dict(list(scores.items())[:30]), dict(list(scores.items())[30:])
    for name, part in zip((f"{codes[0]}.xlsx", DRAFT.format(code=codes[0])), parts, strict=True):
        write_scores(codes[0], name, part)
    asked = ask(root, "round_decide")
    assert "แต่ละไฟล์กรอกคนละส่วน" in words_of(asked)
    ask(root, "decide_file", code=codes[0], kind="file", choice="@join", why="สองคนกรอก")
    (row,) = decided().files
    assert (row.choice, len(row.files)) == (Choice.JOIN, 2)
    member = loaded_round().province.members[0]
    assert (member.state, len(member.summary.joined if member.summary else ())) == (State.RETURNED, 2)


def test_halves_that_contradict_each_other_cannot_be_joined_by_clicking(root: Path, codes: tuple[str, ...]) -> None:
    scores = full_scores(FRAMEWORK)
    parts = dict(list(scores.items())[:31]), dict(list(scores.items())[30:])
    shared = next(iter(parts[1]))
    parts[1][shared] = "12.34"
    for name, part in zip((f"{codes[0]}.xlsx", DRAFT.format(code=codes[0])), parts, strict=True):
        write_scores(codes[0], name, part)
    asked = ask(root, "round_decide")
    assert "แต่ละไฟล์กรอกคนละส่วน" in words_of(asked)
    assert "12.34" in words_of(asked)
    assert "@join" not in asked["html"]


@pytest.mark.parametrize(("choice", "state"), [("@confirm", State.RETURNED), ("@none", State.REJECTED)])
def test_doubtful_scores_are_confirmed_or_refused_by_clicking(
    root: Path, codes: tuple[str, ...], choice: str, state: State
) -> None:
    scores = {key: f"{float(text) / 20:.2f}" for key, text in full_scores(FRAMEWORK).items()}
    write_scores(codes[4], f"{codes[4]}.xlsx", scores)
    assert "คล้ายกับกรอกตามช่วงคะแนน 0-5" in words_of(ask(root, "round_decide"))
    assert "รอยืนยัน" in words_of(ask(root, "round_status"))
    assert "รอยืนยัน 1" in words_of(ask(root, "round_results"))
    ask(root, "decide_file", code=codes[4], kind="file", choice=choice, why="ตรวจกับหน่วยงานแล้ว")
    assert loaded_round().province.members[4].state is state


def test_the_name_of_another_agency_is_no_other_name(root: Path, codes: tuple[str, ...]) -> None:
    other = loaded_round().province.members[3].agency
    about = {"kind": "alias", "owner": codes[4], "alias": other.name, "why": "ชื่อย่อ"}
    assert "หน่วยงานอื่น" in words_of(ask(root, "decide_alias", **about))
    assert not DECISIONS.exists()


def test_a_score_is_corrected_by_clicking(root: Path, codes: tuple[str, ...]) -> None:
    subject = FRAMEWORK.answers[0].subject
    before = loaded_round().province.members[4].summary
    about = {"kind": "correction", "owner": codes[4], "subject": subject, "informant": "คุณสมศรี", "why": "พิมพ์ผิด"}
    for becomes in ("960.5", "95.12345"):
        assert "คะแนน 0-100" in words_of(ask(root, "decide_correction", becomes=becomes, **about))
    assert "กรอกให้ครบ" in words_of(ask(root, "decide_correction", becomes="96.5", **{**about, "informant": ""}))
    assert not DECISIONS.exists()
    answer = ask(root, "decide_correction", becomes="๙๖.๕๐", **about)
    assert str(DECISIONS) in answer["files"]
    (row,) = decided().corrections
    assert before is not None
    assert (row.becomes, row.informant) == (Fraction("96.5"), "คุณสมศรี")
    assert row.was == before.values[list(FRAMEWORK.nodes).index(subject)]
    after = loaded_round().province.members[4].summary
    assert after is not None
    assert after.corrected == {subject}
    assert after.digest == before.digest
    # A second correction of one score is held against the file again.
    ask(root, "decide_correction", becomes="97", **about)
    last = loaded_round().province.members[4].summary
    assert last is not None
    assert last.values[list(FRAMEWORK.nodes).index(subject)] == 97


def test_a_file_of_nobody_is_given_to_an_agency_by_clicking(root: Path, codes: tuple[str, ...]) -> None:
    lines = (ROUND / "roster.csv").read_text("utf-8-sig").replace(f"{codes[5]},", "X99,").splitlines()
    (ROUND / "roster.csv").write_text("\n".join(line if "X99" not in line else "X99,ชื่อใหม่" for line in lines), "utf-8")
    file = RETURNED / f"{codes[5]}.xlsx"
    asked = ask(root, "round_decide")
    assert f"ไฟล์ {file.name} เป็นของหน่วยงานใด" in words_of(asked)
    ask(root, "decide_owner", kind="owner", file=str(file), owner="X99", why="เปลี่ยนรหัส")
    (row,) = decided().files
    assert (row.code, row.choice, row.files) == ("X99", Choice.ASSIGN, (file.name,))
    assert not loaded_round().province.unknown


def test_another_name_is_added_by_clicking(root: Path, codes: tuple[str, ...]) -> None:
    ask(root, "decide_alias", kind="alias", owner=codes[2], alias="สนง.ที่สาม", why="ชื่อย่อ")
    (row,) = decided().aliases
    assert (row.code, row.name) == (codes[2], "สนง.ที่สาม")


def test_two_files_of_one_name_are_decided_by_their_path(root: Path, codes: tuple[str, ...]) -> None:
    again = RETURNED / "again"
    again.mkdir()
    (RETURNED / DRAFT.format(code=codes[0])).rename(again / f"{codes[0]}.xlsx")
    file = again / f"{codes[0]}.xlsx"
    ask(root, "decide_file", code=codes[0], kind="file", choice=str(file), why="ก")
    member = loaded_round().province.members[0]
    assert member.state is State.RETURNED
    assert member.summary is not None
    assert member.summary.file == str(file)


def test_without_a_roster_a_decision_stands_beside_the_settings(root: Path, codes: tuple[str, ...]) -> None:
    (ROUND / "round.toml").write_text("framework = 2568\n", encoding="utf-8")
    file = str(RETURNED / f"{codes[0]}.xlsx")
    ask(root, "decide_file", code=codes[0], kind="file", choice=file, why="ก")
    assert [row.code for row in decided().files] == [codes[0]]


@pytest.mark.parametrize("name", ["round_check", "round_decide", "round_results", "round_measures", "round_links"])
def test_screens_speak_english_too(root: Path, name: str) -> None:
    answer = ask(root, name, language="en")
    assert re.search(r"checked|decide|results|Measures|addresses", answer["title"])
    assert "style=" not in answer["html"]
    assert "onclick" not in answer["html"]
