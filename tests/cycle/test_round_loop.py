"""Check a whole round of 31 agencies: forms out, every kind of arrival, mended, decided, consolidated, carried over."""

from __future__ import annotations

import contextlib
import os
import re
import shlex
import shutil
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from ita_xlsx.cycle.load_round import LoadedRound, record_open_questions
from ita_xlsx.intake.round_file import read_round
from ita_xlsx.model.layout.decisions_layout import FILES_SHEET
from tests.libreoffice.office import Office
from tests.support import loop_round
from tests.support.forms import entries
from tests.support.loop_round import Arrivals, answer_questions
from tests.support.mails import mail
from tests.support.program import printed, run

pytestmark = [pytest.mark.slow, pytest.mark.office]

ISSUED = ("--issued", loop_round.ISSUED)
NOTHING_SENT = {"P31"}
RETURNED = {f"P{number:02d}" for number in range(1, 29)} - {"P21", "P25", "P26"}


@pytest.fixture(scope="module")
def stages(tmp_path_factory: pytest.TempPathFactory, office: Office) -> Path:
    """The folder of the round at three times: ``arrived``, ``mended`` and ``asked``."""
    folder = tmp_path_factory.mktemp("loop")
    trat = folder / "trat"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ITA_CACHE", str(folder / "cache"))
        loop_round.set_up(folder)
        with contextlib.chdir(trat):
            loop_round.send_forms(folder)
            arrivals = Arrivals(office, folder)
            arrivals.arrive()
            shutil.copytree(trat, folder / "arrived")
            assert run("check", "--feedback", folder / "feedback", "-q", *ISSUED) == 1
            arrivals.mend(folder / "feedback")
            shutil.copytree(trat, folder / "mended")
            assert run("status", "-q", *ISSUED) == 1
            shutil.copytree(trat, folder / "asked")
    return folder


@pytest.fixture(autouse=True)
def _read_once(stages: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ITA_CACHE", str(stages / "cache"))
    monkeypatch.setenv("ITA_LANG", "th")


@pytest.fixture
def begin(stages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return a function that copies the round at a time, and goes into its folder."""

    def copy(stage: str) -> Path:
        folder = shutil.copytree(stages / stage, tmp_path / "trat")
        monkeypatch.chdir(folder)
        return folder

    return copy


def status(capsys: pytest.CaptureFixture[str], *more: object) -> dict[str, Any]:
    """What ``ita status`` says inside the folder of the round."""
    return printed(capsys, "status", "--format", "json", *ISSUED, *more)[1]


def codes(told: dict[str, Any], key: str) -> set[str]:
    """The codes of the agencies in a list of results."""
    return {item["code"] for item in told["results"][key]}


def findings(told: dict[str, Any]) -> set[str]:
    """The codes of all findings."""
    return {item["code"] for item in told["findings"]}


def consolidated(capsys: pytest.CaptureFixture[str], name: str = "p.xlsx") -> dict[str, Any]:
    """What ``ita consolidate`` says; the workbook is beside the folder of the round."""
    told = printed(capsys, "consolidate", "-o", Path("..") / name, "--format", "json", *ISSUED)[1]
    return dict(told["results"])


def questions(path: Path) -> list[tuple[str, str]]:
    """The agency and the files of each question in a file of decisions."""
    rows = openpyxl.load_workbook(path)[FILES_SHEET.name].iter_rows(min_row=loop_round.FIRST_ROW, values_only=True)
    return [(str(row[0]), str(row[3])) for row in rows if row[3]]


EXPECTED: dict[str, set[str]] = {
    "returned": RETURNED,
    "late": {"P15"},
    "held_back": {"P25"},
    "to_decide": {"P26"},
    "declared_nothing": {"P29"},
    "not_a_form": {"P21", "P30"},
    "missing": NOTHING_SENT,
    "rejected": set(),
    "unknown": set(),
}
QUESTIONS = [("P25", "ศูนย์ถึงห้า.xlsx"), ("P26", "ครึ่งหลัง.xlsx\nครึ่งแรก.xlsx")]
ANSWERS = {"ศูนย์ถึงห้า": ("ไม่ใช้", "กรอกผิดช่วงคะแนน"), "ครึ่งหลัง": ("รวม", "สองกลุ่มงานกรอกคนละส่วน")}


def test_everybody_stands_where_they_belong(begin: Any, stages: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert len(list((stages / "forms").iterdir())) == 31
    folder = begin("mended")
    told = status(capsys)
    assert {key: codes(told, key) for key in EXPECTED} == EXPECTED
    (late,) = told["results"]["late"]
    assert (late["received"], late["received_from"]) == ("2025-10-01T01:00:00+07:00", "mail")
    origins = {item["code"] for item in told["results"]["returned"] if item["received_from"]}
    assert origins == {"P14", "P15", "P16", "P17", "P18"}
    assert questions(folder / "decisions.xlsx") == QUESTIONS
    assert [item["file"] for item in told["findings"] if item["code"] == "N140"] == [
        f"inbox/รอบแรก {number}.xlsx" for number in loop_round.REJECTED
    ]
    # Whoever has mended gets no second copy.
    run("check", "--feedback", folder.parent / "again", "-q", *ISSUED)
    assert not list((folder.parent / "again").glob("รอบแรก*"))


def test_before_the_copies_came_back_three_were_rejected(begin: Any, capsys: pytest.CaptureFixture[str]) -> None:
    begin("arrived")
    told = status(capsys)
    assert codes(told, "rejected") == {"P22", "P23", "P24"}
    assert codes(told, "returned") == RETURNED - {"P22", "P23", "P24"}
    assert questions(Path("decisions.xlsx")) == QUESTIONS


def test_two_answers_in_libreoffice_close_the_round(
    begin: Any, office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = begin("asked")
    files = {path: path.read_bytes() for path in (folder / "inbox").iterdir()}
    answer_questions(office, folder / "decisions.xlsx", ANSWERS)
    told = status(capsys)
    assert codes(told, "returned") == RETURNED | {"P26"}
    assert codes(told, "rejected") == {"P25"}
    assert not codes(told, "to_decide") | codes(told, "held_back")
    assert questions(folder / "decisions.xlsx") == QUESTIONS
    results = consolidated(capsys)
    assert (results["summary"]["counted"], results["summary"]["agencies"]) == (26, 31)
    assert files == {path: path.read_bytes() for path in (folder / "inbox").iterdir()}


@pytest.mark.parametrize("answered", [False, True])
def test_new_file_times_and_another_order_change_nothing(
    begin: Any, answered: bool, office: Office, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = begin("asked")
    if answered:
        answer_questions(office, folder / "decisions.xlsx", ANSWERS)
    before, results = status(capsys)["results"], consolidated(capsys)
    for number, path in enumerate(sorted((folder / "inbox").iterdir(), reverse=True)):
        os.utime(path, (1e9 + 3e7 * (number % 7),) * 2)
    monkeypatch.setenv("ITA_CACHE", str(folder.parent / "other cache"))
    assert status(capsys)["results"] == before
    paths = sorted(map(str, Path("inbox").iterdir()), key=lambda name: name[::-1])
    told = status(capsys, *paths)["results"]
    assert told == before
    assert consolidated(capsys, "again.xlsx") == results
    assert questions(folder / "decisions.xlsx") == QUESTIONS


@pytest.mark.parametrize("kept", ["~$decisions.xlsx", ".~lock.decisions.xlsx#", "changed"])
def test_a_new_question_never_costs_what_another_program_holds(
    begin: Any, stages: Path, kept: str, office: Office, capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    folder = begin("asked")
    path, beside = folder / "decisions.xlsx", folder / "decisions (ใหม่).xlsx"
    changed = {**loop_round.scores_of(1), "i1": "70.70"}
    form = next((stages / "forms").glob("*P01*"))
    office.type_into(form, folder / "inbox" / "อีกฉบับ.xlsx", entries(loop_round.FRAMEWORK, changed))
    if kept == "changed":

        def changed_meanwhile(loaded: LoadedRound, *more: Any) -> Any:
            answer_questions(office, path, ANSWERS)
            return record_open_questions(loaded, *more)

        monkeypatch.setattr("ita_xlsx.cli.status.record_open_questions", changed_meanwhile)
    else:
        (folder / kept).write_bytes(b"\x05admin")
        before = path.read_bytes()
    told = status(capsys)
    assert "K140" in findings(told)
    assert questions(path) == QUESTIONS
    assert [code for code, _ in questions(beside)] == ["P01", "P01"]
    if kept == "changed":
        monkeypatch.undo()
        monkeypatch.chdir(folder)
    else:
        assert path.read_bytes() == before
        (folder / kept).unlink()
        answer_questions(office, path, ANSWERS)
    answer_questions(office, beside, {"อีกฉบับ": ("ใช้", "หน่วยงานแจ้ง")})
    told = status(capsys)
    assert codes(told, "returned") == RETURNED | {"P26"}
    assert {item["file"] for item in told["results"]["returned"] if item["code"] == "P01"} == {"inbox/อีกฉบับ.xlsx"}


@pytest.mark.parametrize("lang", ["th", "en"])
def test_every_hint_can_be_pasted_outside_the_folder_too(
    begin: Any, lang: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = begin("arrived")
    monkeypatch.chdir(folder.parent)
    told = status(capsys, "--round", Path("trat", "round.toml"), "--lang", lang)
    hints = {item["fix"].rpartition(": ita ")[2] for item in told["findings"] if ": ita " in item["fix"]}
    assert {hint.split()[0] for hint in hints} == {"status", "check", "join"}
    for number, hint in enumerate(sorted(hints)):
        # Each hint is the first thing that is done.
        here = shutil.copytree(folder.parent, folder.parent.parent / f"{lang} {number}")
        monkeypatch.chdir(here)
        if hint.endswith('--why ""'):
            # Nothing is recorded before the officer has filled in a reason.
            assert run(*shlex.split(hint), "-q") == 2, hint
            hint = hint.replace('--why ""', '--why "ตรวจกับหน่วยงาน"')
        assert run(*shlex.split(hint), "-q") in (0, 1), hint


def test_reminders_change_before_a_stage_and_after_it(begin: Any) -> None:
    folder = begin("arrived")
    due = {"P31": date(2025, 9, 30), "P22": date(2025, 10, 15)}
    for code, day in due.items():
        lines = {}
        for left in (31, 30, 8, 7, 2, 1, 0, -1, -9):
            to = folder.parent / f"{code} {left}"
            today = (day - timedelta(days=left)).isoformat()
            assert run("status", "-q", "--reminders", to, "--as-of", today) == 1
            (text,) = (path.read_text("utf-8-sig") for path in to.glob(f"{code}*"))
            (line,) = (line for line in text.splitlines() if "กำหนด" in line)
            lines[left] = re.sub(r"[0-9]+ วัน", "n วัน", line)
        kinds = [lines[31], *(lines[left] for left in (30, 7, 1, 0, -1))]
        assert len(set(kinds)) == 6
        assert (lines[8], lines[2], lines[-9]) == (lines[30], lines[7], lines[-1])


CORRECTED = {
    "code": "P15", "subject": "i1", "was": loop_round.scores_of(15)["i1"], "becomes": "99.5", "informant": "คุณสมศรี",
    "decided": "4 ต.ค. 2568", "by": "ปลัดจังหวัด", "reason": "พิมพ์ผิดช่อง",
}  # fmt: skip


def test_a_correction_by_telephone_is_followed_marked_and_handed_over(
    begin: Any, stages: Path, office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = begin("asked")
    answer_questions(office, folder / "decisions.xlsx", ANSWERS)
    before = consolidated(capsys, "before.xlsx")
    data = (folder / "inbox" / "mail 15.eml").read_bytes()
    loop_round.correct(office, folder / "decisions.xlsx", CORRECTED)
    told = status(capsys)
    assert "N151" in findings(told)
    # The moment of its mail stays known.
    assert codes(told, "late") == {"P15"}
    after = consolidated(capsys)
    overall = [{item["code"]: float(item["overall"]) for item in results["agencies"] if item["overall"]}
               for results in (before, after)]  # fmt: skip
    assert {code for code in overall[0] if overall[0][code] != overall[1][code]} == {"P15"}
    assert float(after["summary"]["average"]) > float(before["summary"]["average"])
    marked = marks(folder.parent / "p.xlsx", 99.5)
    assert marked
    assert not [place for place, is_marked in marked.items() if not is_marked]
    mail_15 = folder / "inbox" / "mail 15.eml"
    analysed = printed(capsys, "analyze", mail_15, "-o", folder.parent / "a.xlsx", "--format", "json", *ISSUED)[1]
    assert float(analysed["results"]["overall"]) == overall[1]["P15"]
    sheets = {
        place.partition("!")[0] for place, is_marked in marks(folder.parent / "a.xlsx", 99.5).items() if is_marked
    }
    assert sheets == {"คะแนนรายข้อ", "เปรียบเทียบ"}
    assert mail_15.read_bytes() == data
    _carry_over(folder)
    _return_corrected(folder, office, stages)
    told = status(capsys)
    assert "N152" in findings(told)
    assert not findings(told) & {"N151", "N153"}
    assert not marks(folder.parent / "before.xlsx", 99.5)


def marks(path: Path, value: float) -> dict[str, bool]:
    """The cells that hold a value, with whether it is underlined as a corrected one."""
    return {
        f"{sheet.title}!{cell.coordinate}": cell.font.u is not None
        for sheet in openpyxl.load_workbook(path, data_only=True)
        for row in sheet
        for cell in row
        if cell.value == value
    }


def _return_corrected(folder: Path, office: Office, stages: Path) -> None:
    """Let the agency send its corrected form, in a mail of a later day."""
    form = next((stages / "forms").glob("*P15*"))
    typed = entries(loop_round.FRAMEWORK, {**loop_round.scores_of(15), "i1": "99.5"})
    office.type_into(form, folder.parent / "15.xlsx", typed)
    files = [("แบบแก้ไข.xlsx", (folder.parent / "15.xlsx").read_bytes())]
    data = mail(files, sender="p15@trat.go.th", date="Sun, 5 Oct 2025 09:00:00 +0700")
    (folder / "inbox" / "mail 15 แก้ไข.eml").write_bytes(data)


def _carry_over(folder: Path) -> None:
    """Begin the next round from this one, and hold it against what was decided."""
    new = folder.parent / "next"
    assert run("new", new, "--framework", "2569", "--from", folder, "-q", "--issued", "2025-12-20") == 0
    before, after = ((place / "roster.csv").read_text("utf-8-sig").splitlines() for place in (folder, new))
    assert after == before
    assert loop_round.ALIAS in "\n".join(after)
    days = [(item.stage, item.day) for item in read_round(new / "round.toml").calendar]
    old_days = [(item.stage, item.day) for item in read_round(folder / "round.toml").calendar]
    assert days == [(stage, day.replace(year=day.year + 1)) for stage, day in old_days]
    assert loop_round.OWNER in (new / "measures.csv").read_text("utf-8-sig")
    rows = openpyxl.load_workbook(new / "handover.xlsx")["การตัดสินใจ"].iter_rows(min_row=4, values_only=True)
    told = {(row[0], row[4], row[5]) for row in rows if row[0]}
    assert told == {
        ("P15", "พิมพ์ผิดช่อง", "4 ตุลาคม 2568"),
        ("P25", "กรอกผิดช่วงคะแนน", "3 ตุลาคม 2568"),
        ("P26", "สองกลุ่มงานกรอกคนละส่วน", "3 ตุลาคม 2568"),
    }
