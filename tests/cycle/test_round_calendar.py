"""Check the calendar of a round: its stages are read, told when they are due, reminded of, and moved a year."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from ita_xlsx.catalogue import load_framework
from ita_xlsx.cli.status import show_stages
from ita_xlsx.cycle.decisions.decision_book import load_decisions, record_decisions
from ita_xlsx.cycle.files import Target
from ita_xlsx.cycle.reminders import awaited_in, write_reminders
from ita_xlsx.cycle.settings.edit_round_file import TypedSettings, edit_round_file
from ita_xlsx.cycle.settings.load_context import load_context
from ita_xlsx.cycle.settings.next_settings import next_settings
from ita_xlsx.errors import InputError
from ita_xlsx.feedback.reminder import is_reminder, reminder_text
from ita_xlsx.intake.round_file import parse_round, read_round
from ita_xlsx.model.agency import Agency
from ita_xlsx.model.decisions import Alias, Decisions
from ita_xlsx.model.edition import Edition
from ita_xlsx.model.labels import STAGES, label_of
from ita_xlsx.model.limits import Limit
from ita_xlsx.model.measures import Plan
from ita_xlsx.model.province.stages_due import stages_due
from ita_xlsx.model.round_settings import CalendarEntry, Contact, Stage
from ita_xlsx.model.round_state import AgencyReturn, ReturnSummary, RoundState, State
from ita_xlsx.model.submission import StepReport
from ita_xlsx.model.text.dates import MONTHS, thai_date
from tests.support.program import run

FRAMEWORK = load_framework(2568)
HERE = Path("round.toml")
DUE = date(2025, 9, 30)
CALENDAR = tuple(
    CalendarEntry(stage.value, DUE + timedelta(days=days), stage)
    for stage, days in (
        (Stage.FORMS_OUT, -30), (Stage.FORMS_DUE, 0), (Stage.MENDING_DUE, 15), (Stage.RESULTS, 60),
        (Stage.TRACKING_6, 180), (Stage.TRACKING_12, 365),
    )
)  # fmt: skip


def summary(code: str, *statuses: str) -> ReturnSummary:
    steps = tuple(StepReport(id=f"m1.{number}", step="ก", status=status) for number, status in enumerate(statuses, 1))
    return ReturnSummary(file=f"{code}.xlsx", code=code, steps=steps)


MISSING = AgencyReturn(agency=Agency("P01", "หนึ่ง"), state=State.MISSING)
REJECTED = AgencyReturn(agency=Agency("P02", "สอง"), state=State.REJECTED, summary=summary("P02", "แล้วเสร็จ", "แล้วเสร็จ"))
RETURNED = AgencyReturn(agency=Agency("P03", "สาม"), state=State.RETURNED, summary=summary("P03", "แล้วเสร็จ", ""))
SILENT = AgencyReturn(agency=Agency("P04", "สี่"), state=State.RETURNED, summary=summary("P04", "", ""))
ROUND = RoundState(framework=FRAMEWORK, threshold=Limit(Fraction(85)), members=(MISSING, REJECTED, RETURNED, SILENT))
REPORTS = ["tracking_6 P01 P04", "tracking_12 P01 P03 P04"]


def calendar_in(text: str) -> list[tuple[str, str]]:
    calendar = parse_round(f"[calendar]\n{text}", HERE).calendar
    return [(item.stage or item.name, item.day.isoformat()) for item in calendar]


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        ("", []),
        ('forms_due = "30/9/2568"', [("forms_due", "2025-09-30")]),
        ("results = 2025-12-15\nforms_out = 2025-09-01", [("forms_out", "2025-09-01"), ("results", "2025-12-15")]),
        ('"กำหนดส่ง" = "๓๐ กันยายน ๒๕๖๘"', [("forms_due", "2025-09-30")]),
        ('"ติดตามรอบ ๖ เดือน" = "15 เม.ย. 69"', [("tracking_6", "2026-04-15")]),
        ("'ชี้แจง OIT' = '15/6/2569'", [("ชี้แจง OIT", "2026-06-15")]),
        *[(f'"{th}" = "1/1/2569"', [(stage.value, "2026-01-01")]) for stage, (th, _) in STAGES.items()],
    ],
)
def test_stages_are_read_by_their_names(text: str, entries: list[tuple[str, str]]) -> None:
    assert calendar_in(text) == entries


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ('[calendar]\nform_due = "1/1/2569"', "calendar.form_due"),
        ('[calendar]\nresults = "soon"', "calendar.results"),
        ("[calendar]\nresults = 5", "calendar.results"),
        ("[calendar.results]\nday = 5", "calendar.results"),
        ('calendar = "1/1/2569"', "calendar"),
        ('[calendar]\nresults = "1/1/2569"\n"แจ้งผล" = "2/1/2569"', "calendar.แจ้งผล"),
        ('deadline = "1/9/2568"\n[calendar]\nforms_due = "2/9/2568"', "calendar.forms_due"),
    ],
)
def test_a_stage_that_cannot_be_used_is_refused(text: str, key: str) -> None:
    with pytest.raises(InputError) as error:
        parse_round(text, HERE)
    assert (error.value.code, error.value.params["key"]) == ("R607", key)


def test_the_day_on_which_forms_are_due_is_the_deadline() -> None:
    assert parse_round('[calendar]\nforms_due = "30/9/2568"', HERE).deadline == DUE
    assert parse_round('deadline = "30/9/2568"\n[calendar]\n"กำหนดส่ง" = 2025-09-30', HERE).deadline == DUE


def test_another_deadline_beside_the_calendar_is_refused_with_its_reason(tmp_path: Path) -> None:
    path = tmp_path / "round.toml"
    path.write_text('[calendar]\nforms_due = "30/9/2568"\n', encoding="utf-8")
    assert edit_round_file(path, TypedSettings(deadline="30/9/2568")).deadline == DUE
    with pytest.raises(InputError) as error:
        edit_round_file(path, TypedSettings(deadline="1/10/2568"))
    assert error.value.params["key"] == "calendar.forms_due"


@pytest.mark.parametrize(
    ("days", "stages"),
    [
        (-40, ["forms_out", "forms_due P01", "mending_due P02", "results", *REPORTS]),
        (0, ["forms_due P01", "mending_due P02", "results", *REPORTS]),
        (70, ["forms_due P01", "mending_due P02", *REPORTS]),
    ],
)  # fmt: skip
def test_stages_that_come_and_those_that_are_over_and_not_done(days: int, stages: list[str]) -> None:
    due = stages_due(CALENDAR, ROUND, DUE + timedelta(days=days))
    assert [" ".join((item.entry.name, *(one.agency.code for one in item.behind))) for item in due] == stages


@pytest.mark.parametrize(
    ("state", "behind", "undecided"),
    [
        (State.REJECTED, 1, 0),
        (State.UNDECIDED, 0, 1),
        (State.HELD_BACK, 0, 1),
        (State.RETURNED, 0, 0),
        (State.MISSING, 0, 0),
    ],
)
def test_what_the_province_has_to_decide_is_not_what_an_agency_owes(state: State, behind: int, undecided: int) -> None:
    members = tuple(replace(item, state=State.RETURNED) for item in ROUND.members[1:])
    state_of_round = replace(ROUND, members=(replace(ROUND.members[1], state=state), *members))
    due = stages_due(CALENDAR, state_of_round, DUE)
    (stage,) = (item for item in due if item.entry.stage is Stage.MENDING_DUE)
    assert (len(stage.behind), len(stage.undecided)) == (behind, undecided)


@pytest.mark.parametrize("days", [-11, 0, 1])
def test_the_screen_counts_apart_what_the_province_has_to_decide(days: int) -> None:
    stream = io.StringIO()
    undecided = replace(ROUND.members[1], state=State.UNDECIDED)
    due = stages_due(CALENDAR, replace(ROUND, members=(undecided,)), DUE + timedelta(days=15 + days))
    show_stages(Console(file=stream, width=100), due, "th")
    assert "รอจังหวัดเลือก 1 หน่วยงาน: P02" in stream.getvalue()
    assert "ค้าง" not in stream.getvalue()


def test_nobody_is_behind_in_measures_that_no_form_has() -> None:
    members = tuple(replace(item, summary=item.summary and replace(item.summary, steps=())) for item in ROUND.members)
    due = stages_due(CALENDAR, replace(ROUND, members=members), DUE)
    assert [item.behind for item in due if item.entry.stage in (Stage.TRACKING_6, Stage.TRACKING_12)] == [(), ()]


def test_another_deadline_replaces_that_of_the_calendar() -> None:
    due = stages_due(CALENDAR, replace(ROUND, deadline=DUE + timedelta(days=3)), DUE)
    assert [(item.days, item.entry.stage) for item in due][:2] == [(3, Stage.FORMS_DUE), (15, Stage.MENDING_DUE)]
    assert stages_due((), replace(ROUND, deadline=DUE), DUE) == ()


@pytest.mark.parametrize("member", [MISSING, REJECTED, SILENT])
def test_reminders_change_30_7_and_1_days_before_a_stage_and_after_it(member: AgencyReturn) -> None:
    stage = {"P01": Stage.FORMS_DUE, "P02": Stage.MENDING_DUE, "P04": Stage.TRACKING_6}[member.agency.code]
    day = next(item.day for item in CALENDAR if item.stage is stage)
    kinds = {}
    for days in range(-60 if stage is not Stage.TRACKING_6 else -30, 60):
        text = reminder_text(member, ROUND, day + timedelta(days=days), Contact(), CALENDAR)
        assert thai_date(day) in text
        assert is_reminder(text, member, ROUND)
        line = next(line for line in text.splitlines() if thai_date(day) in line)
        kinds[days] = line.replace(str(abs(days)) + " วัน", "n วัน")
    changes = [days for days in sorted(kinds)[1:] if kinds[days] != kinds[days - 1]]
    assert changes == [days for days in (-30, -7, -1, 0, 1) if days > min(kinds)]


def test_a_reminder_of_measures_names_the_report(tmp_path: Path) -> None:
    day = CALENDAR[4].day
    assert awaited_in(ROUND, day - timedelta(days=31), CALENDAR) == (MISSING, REJECTED)
    assert awaited_in(ROUND, day - timedelta(days=30), CALENDAR) == (MISSING, REJECTED, SILENT)
    assert awaited_in(ROUND, CALENDAR[5].day, CALENDAR) == (MISSING, REJECTED, RETURNED, SILENT)
    folder = Target(path=tmp_path, force=True)
    made = write_reminders(ROUND, folder, day, Contact(), CALENDAR)
    assert label_of(Stage.TRACKING_6) in (tmp_path / "P04 สี่.txt").read_text(encoding="utf-8-sig")
    assert len(made.written) == 3
    reported = replace(SILENT, summary=summary("P04", "แล้วเสร็จ", "กำลังดำเนินการ"))
    again = write_reminders(replace(ROUND, members=(*ROUND.members[:3], reported)), folder, day, Contact(), CALENDAR)
    assert [path.name for path in again.removed] == ["P04 สี่.txt"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('results = "15/12/2568"', 'results = "15/12/2569"'),
        ('results = "๑๕ ธันวาคม ๒๕๖๘" # หมายเหตุ', 'results = "๑๕ ธันวาคม ๒๕๖๙" # หมายเหตุ'),
        ("results = 2025-12-15", "results = 2026-12-15"),
        ("'ชี้แจง' = '15 ธ.ค. 68'", "'ชี้แจง' = '15 ธ.ค. 69'"),
        ("results = 2024-02-29", "results = 2025-02-28"),
        ('"กำหนดส่ง"="30/9/2568"', '"กำหนดส่ง"="30/9/2569"'),
    ],
)
def test_the_calendar_moves_a_year_in_its_spelling(before: str, after: str) -> None:
    text = f'framework = 2568\ndeadline = "30/9/2568"\n[calendar]\n{before}\n[contact]\nname = "15/12/2568"\n'
    new = next_settings(text, "2569", (FRAMEWORK, load_framework(2569)), Plan(), is_in_force=False)
    lines = new.splitlines()
    expected = parse_round(f"[calendar]\n{after}", HERE).calendar
    assert parse_round(new, HERE).calendar == expected
    assert after in lines or "02-28" in after
    assert 'name = "15/12/2568"' in lines
    assert '# deadline = "30/9/2568"' in lines


DAYS = st.dates(date(2020, 1, 1), date(2040, 12, 31))


@given(
    DAYS.flatmap(
        lambda day: st.sampled_from(
            [
                f"{day.day}/{day.month}/{day.year + 543}", f"{day.day} {MONTHS[day.month - 1]} {day.year + 543}",
                day.isoformat(), f"{day.day}-{day.month}-{day.year}",
            ]
        )
    )
)  # fmt: skip
def test_any_day_moves_by_a_year(text: str) -> None:
    settings = f'framework = 2568\n[calendar]\nresults = "{text}"\n'
    (before,) = parse_round(settings, HERE).calendar
    moved = next_settings(settings, "2569", (FRAMEWORK, load_framework(2569)), Plan(), is_in_force=False)
    (after,) = parse_round(moved, HERE).calendar
    assert (after.day.year, after.day.month) == (before.day.year + 1, before.day.month)
    assert after.day.day == before.day.day or (before.day.month, before.day.day) == (2, 29)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ITA_LANG", "en")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "round.toml").write_text(
        'framework = 2568\nprovince = "ตราด"\nroster = "roster.csv"\n[calendar]\nforms_due = "30/9/2568"\n'
        '"ชี้แจง" = "15/6/2569"\n',
        encoding="utf-8",
    )
    (tmp_path / "roster.csv").write_text(
        "code,name,อีเมล,ชื่ออื่น,ขนาด\nP01,หนึ่ง,a@b.th,สนง.หนึ่ง,เล็ก\nP02,สอง,,,\n", encoding="utf-8"
    )
    (tmp_path / "in").mkdir()
    return tmp_path


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2025-09-18", ("next: forms due 30/9/2568 (in 12 days)", "not yet in 2: P01 หนึ่ง, P02 สอง")),
        ("2025-09-30", ("today: forms due 30/9/2568", "not yet in 2: P01")),
        (
            "2025-10-05",
            ("over: forms due 30/9/2568 (5 days ago)", "behind 2: P01", "next: ชี้แจง 15/6/2569 (in 253 days)"),
        ),
    ],
)
def test_status_says_what_is_due_and_who_is_behind(
    folder: Path, day: str, words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("status", "in", "--as-of", day) == 1
    out = capsys.readouterr().out
    assert all(word in out for word in words)
    assert run("status", "in", "--as-of", day, "--format", "json") == 1
    calendar = json.loads(capsys.readouterr().out)["results"]["calendar"]
    assert [(item["stage"], item["name"]) for item in calendar] == [("forms_due", "forms_due"), (None, "ชี้แจง")]
    assert calendar[0]["behind"] == ["P01", "P02"]
    assert calendar[0]["undecided"] == []


def test_a_marked_copy_asks_for_the_day_on_which_mended_forms_are_due() -> None:
    text = '[calendar]\nforms_due = "30/9/2568"\nmending_due = "15/10/2568"'
    assert parse_round(text, HERE).mending_deadline == date(2025, 10, 15)
    assert parse_round('deadline = "30/9/2568"', HERE).mending_deadline == DUE
    assert parse_round("", HERE).mending_deadline is None


def test_other_names_that_were_decided_are_in_the_next_roster(folder: Path) -> None:
    context = load_context("round.toml")
    decisions = Decisions(aliases=(Alias(code="P02", name="สนง.สอง", reason="โทรศัพท์"),))
    record_decisions(load_decisions(context), context, decisions, Edition(issued=DUE))
    assert run("new", "next", "--from", ".") == 0
    assert "P02,สอง,ตราด,,,,สนง.สอง," in (folder / "next" / "roster.csv").read_text(encoding="utf-8-sig")


def test_the_next_round_has_calendar_and_every_column(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("new", "next", "--from", ".") == 0
    assert "R613" in capsys.readouterr().out
    days = [item.day for item in read_round(folder / "next" / "round.toml").calendar]
    assert days == [date(2026, 9, 30), date(2027, 6, 15)]
    roster = (folder / "next" / "roster.csv").read_text(encoding="utf-8-sig").splitlines()
    assert roster[:2] == [
        "code,name,province,website,contact,email,aliases,ขนาด", "P01,หนึ่ง,ตราด,,,a@b.th,สนง.หนึ่ง,เล็ก",
    ]  # fmt: skip


def test_a_round_of_the_same_year_moves_no_day(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("new", "again", "--from", ".", "--framework", "2568") == 0
    assert "R613" not in capsys.readouterr().out
    days = [item.day for item in read_round(folder / "again" / "round.toml").calendar]
    assert days == [date(2025, 9, 30), date(2026, 6, 15)]


def test_a_new_round_shows_how_a_calendar_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("new", "r", "--framework", "2568", "--province", "ตราด") == 0
    path = tmp_path / "r" / "round.toml"
    text = path.read_text(encoding="utf-8")
    start = text.index("# [calendar]")
    end = text.index("\n\n", start)
    shown = "\n".join(line.removeprefix("# ") for line in text[start:end].splitlines())
    assert [item.stage for item in parse_round(shown, path).calendar] == list(Stage)
    assert read_round(path).calendar == ()
