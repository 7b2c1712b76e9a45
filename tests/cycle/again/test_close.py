"""Check that a closed round is frozen, that later differences are told, and that persons go without a figure."""

from __future__ import annotations

import contextlib
import json
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from ita_xlsx.model.layout.decisions_layout import CORRECTIONS_SHEET, FILES_SHEET, HEADER_ROW
from tests.support.mails import mail
from tests.support.old_round import ISSUED, arrive, change_score, copy_old_round, form_of
from tests.support.outlook_mail import OutlookMail
from tests.support.program import printed, run

FIRST_ROW = HEADER_ROW + 2
PHONE, ADDRESS, PERSON = "02-395-1234", "somchai@example.go.th", "สมชาย ใจดี"
PERSONS = (PHONE, ADDRESS, PERSON, "0812345678", "สมหญิง")


def called(capsys: pytest.CaptureFixture[str], folder: Path, *arguments: object) -> tuple[int, dict[str, Any]]:
    """Call the program in the folder of a round; give the exit code and the JSON."""
    with contextlib.chdir(folder):
        return printed(capsys, *arguments, "--format", "json", *ISSUED)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The round of 0.1.0 without one of its returns, and with nothing open."""
    made = copy_old_round(tmp_path / "round", "P02")
    next(path for path in (made / "returned").iterdir() if path.name.startswith("ฉบับร่าง")).unlink()
    return made


def differences(answer: dict[str, Any]) -> list[tuple[str, str]]:
    """The findings about a closed round, each with its English message."""
    return [(item["code"], item["message"]) for item in answer["findings"] if item["code"][:3] == "C75"]


def test_the_figures_are_frozen_exactly_and_as_a_table(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, answer = called(capsys, folder, "close")
    assert code == 0
    kept = json.loads((folder / "closed.json").read_bytes())
    agencies = {item["code"]: item for item in kept["agencies"]}
    assert len(agencies) == 31
    assert agencies["P01"]["figures"]["overall"] == "94.90"
    assert {item["code"]: item["figures"] for item in answer["results"]["agencies"]}["P01"] == agencies["P01"][
        "figures"
    ]
    table = (folder / "closed.csv").read_text(encoding="utf-8-sig").splitlines()
    row = next(line for line in table if line.startswith("P01,"))
    assert "94.90" in row
    assert agencies["P01"]["digest"] in row


def test_an_open_round_is_not_closed_unless_it_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = copy_old_round(tmp_path / "round")
    code, answer = called(capsys, folder, "close")
    assert code == 1
    assert [item["code"] for item in answer["findings"]] == ["C762"]
    assert answer["results"]["closed"] is None
    assert not (folder / "closed.json").exists()
    code, answer = called(capsys, folder, "close", "--anyway")
    assert code == 0
    assert answer["results"]["open"] == ["P11"]


@pytest.mark.parametrize("command", ["status", "consolidate", "refresh"])
def test_a_changed_return_is_told_against_the_closing(
    folder: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    called(capsys, folder, "close")
    change_score(folder, "P08", "i1", "12.5")
    arrive(folder, "P02")
    options = ("-o", folder.parent / "c.xlsx") if command == "consolidate" else ()
    _, answer = called(capsys, folder, command, *options)
    told = differences(answer)
    of_p08 = [(code, text) for code, text in told if "P08" in text]
    assert [code for code, _ in of_p08] == ["C758", "C759"]
    assert "i1 " in of_p08[1][1]
    assert "→ 12.50" in of_p08[1][1]
    assert "indicator 1 " in of_p08[1][1]
    assert any(code == "C758" and "P02" in text and "missing → returned" in text for code, text in told)
    assert not [text for _, text in told if "P01" in text]


def test_an_unchanged_round_has_no_difference_and_is_not_closed_twice(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    called(capsys, folder, "close")
    before = (folder / "closed.json").read_bytes()
    _, answer = called(capsys, folder, "status")
    assert differences(answer) == []
    called(capsys, folder, "close")
    assert (folder / "closed.json").read_bytes() == before
    assert not list(folder.glob("closed 2*"))


def test_closing_again_keeps_the_earlier_closing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    called(capsys, folder, "close")
    before = (folder / "closed.json").read_bytes()
    arrive(folder, "P02")
    called(capsys, folder, "close")
    assert (folder / "closed 2025-11-20.json").read_bytes() == before
    _, answer = called(capsys, folder, "status")
    assert differences(answer) == []
    assert called(capsys, folder, "close", "--reopen")[0] == 0
    assert not (folder / "closed.json").exists()


def test_a_damaged_closing_is_told_and_kept(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "closed.json").write_bytes(b"{")
    _, answer = called(capsys, folder, "status")
    assert [code for code, _ in differences(answer)] == ["C757"]
    called(capsys, folder, "close")
    assert (folder / "closed x.json").read_bytes() == b"{"


def test_the_round_of_0_1_0_is_refreshed_closed_and_handed_over(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert called(capsys, folder, "refresh")[0] == 0
    assert called(capsys, folder, "close")[0] == 0
    change_score(folder, "P08", "i1", "12.5")
    assert run("new", tmp_path / "next", "--from", folder, "--framework", "2569", "-q", *ISSUED) == 0
    book = openpyxl.load_workbook(tmp_path / "next" / "handover.xlsx")
    rows = list(book["บันทึกส่งมอบ"].iter_rows(min_row=4, values_only=True))
    assert rows[0][3] == "ปิดรอบเมื่อ 20 พฤศจิกายน 2568 ไว้ 31 หน่วยงาน"
    assert [row[0] for row in rows[1:]] == ["P08"] * (len(rows) - 1)
    assert any(row[2] == "i1" and str(row[3]).endswith("→ ขณะนี้ 12.50") for row in rows[1:])


SETTINGS = {
    "threshold": ("", "threshold = 90\n"),
    "national": ("[national]\noverall = 93.05\n", "[national]\noverall = 93.50\n"),
    "respondents": ("[respondents]\niit = 30\n", "[respondents]\niit = 31\n"),
    "shared_by": ("", "shared_by = 4\n"),
    "measures_year": ("measures_year = 2569\n", "measures_year = 2570\n"),
}


@pytest.mark.parametrize("name", SETTINGS)
def test_a_changed_setting_of_a_figure_is_told(folder: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    path = folder / "round.toml"
    text = path.read_text(encoding="utf-8")
    was, now = (f"{item}{text}" if item[:1] != "[" else f"{text}\n{item}" for item in SETTINGS[name])
    path.write_text(was, encoding="utf-8")
    called(capsys, folder, "close")
    _, answer = called(capsys, folder, "status")
    assert "C761" not in [item["code"] for item in answer["findings"]]
    path.write_text(now, encoding="utf-8")
    _, answer = called(capsys, folder, "status")
    told = [item["message"] for item in answer["findings"] if item["code"] == "C761"]
    assert len(told) == 1
    assert name[:8] in told[0] or name == "threshold"


def with_persons(folder: Path) -> None:
    """Name persons in every place of the round where persons are named."""
    roster = folder / "roster.csv"
    rows = roster.read_text(encoding="utf-8-sig").splitlines()
    lines = [f"{rows[0]},phone,email,ผู้รับผิดชอบ"]
    lines += [f"{row},{PHONE},{number}.{ADDRESS},สมหญิง รักงาน" for number, row in enumerate(rows[1:])]
    roster.write_text("\n".join(lines), encoding="utf-8-sig")
    settings = folder / "round.toml"
    head, _, _ = settings.read_text(encoding="utf-8").partition("[contact]")
    contact = f'[contact]\nname = "{PERSON}"\nphone = "{PHONE}"\nemail = "{ADDRESS}"\n'
    settings.write_text(head + contact, encoding="utf-8")
    inbox = folder / "inbox"
    inbox.mkdir(exist_ok=True)
    form = form_of(folder, "P01")
    body = mail([("แบบ.xlsx", form.read_bytes())], sender=ADDRESS, date="Wed, 10 Sep 2025 09:30:00 +0700")
    (inbox / "a.eml").write_bytes(body)
    form.unlink()
    form = form_of(folder, "P08")
    sent = datetime(2025, 9, 12, 3, 0, tzinfo=UTC)
    files = [("แบบ.xlsx", form.read_bytes())]
    (inbox / "b.msg").write_bytes(OutlookMail(files=files, sender=ADDRESS, sender_name=PERSON, sent=sent).data())
    form.unlink()


def decide(folder: Path) -> None:
    """Decide which file of P11 counts, and correct a score that somebody told by telephone."""
    path = folder / "decisions.xlsx"
    book = openpyxl.load_workbook(path)
    sheet = book[FILES_SHEET.name]
    row = next(row for row in range(FIRST_ROW, sheet.max_row + 1) if sheet.cell(row, 1).value == "P11")
    typed = {"choice": "ใช้", "reason": f"{PERSON} โทรแจ้ง {PHONE}", "decided": "3 ต.ค. 2568", "by": "สมหญิง"}
    for key, text in typed.items():
        sheet.cell(row, FILES_SHEET.keys.index(key) + 1).value = text
    sheet = book[CORRECTIONS_SHEET.name]
    values: dict[str, str | float] = {
        "code": "P01",
        "subject": "i1",
        "was": 93.54,
        "becomes": 95,
        "informant": PERSON,
        "decided": "3 ต.ค. 2568",
    }
    values |= {"by": "สมหญิง", "reason": "พิมพ์ผิด"}
    for key, value in values.items():
        sheet.cell(FIRST_ROW, CORRECTIONS_SHEET.keys.index(key) + 1).value = value
    book.save(path)


def texts_of(path: Path) -> str:
    """Everything that a file says, unpacked."""
    if path.suffix != ".xlsx":
        return path.read_bytes().decode("utf-8", "replace")
    with zipfile.ZipFile(path) as archive:
        return "".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())


def test_persons_are_taken_out_and_every_figure_stays(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = copy_old_round(tmp_path / "round")
    with_persons(folder)
    called(capsys, folder, "status")
    decide(folder)
    _, before = called(capsys, folder, "consolidate", "-o", tmp_path / "before.xlsx")
    _, status_before = called(capsys, folder, "status")
    assert called(capsys, folder, "close")[0] == 0
    code, answer = called(capsys, folder, "close", "--remove-persons")
    removed = [item["message"] for item in answer["findings"] if item["code"] == "C763"]
    left = [item["message"] for item in answer["findings"] if item["code"] == "C764"]
    assert code == 0
    assert [len([text for text in removed if word in text]) for word in ("roster", "decisions", "mails", "toml")] == [
        1
    ] * 4
    assert [text for text in left if "returned forms" in text]
    _, after = called(capsys, folder, "consolidate", "-o", tmp_path / "after.xlsx")
    _, status_after = called(capsys, folder, "status")
    assert after["results"]["summary"] == before["results"]["summary"]
    # A mail of Outlook is a plain mail afterwards.
    agencies = ([{**item, "file": None} for item in answer["results"]["agencies"]] for answer in (before, after))
    assert next(agencies) == next(agencies)
    assert differences(after) == []
    for key in ("returned", "missing", "late", "rejected", "to_decide"):
        assert [(item["code"], item.get("received")) for item in status_after["results"][key]] == [
            (item["code"], item.get("received")) for item in status_before["results"][key]
        ]
    for path in folder.rglob("*"):
        if path.is_file() and path.parent.name != "returned":
            found = [person for person in PERSONS if person in texts_of(path)]
            assert not found, (path, found)


def test_what_cannot_be_emptied_is_told_and_left(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    inbox = folder / "inbox"
    inbox.mkdir()
    (inbox / "จดหมาย.eml").write_bytes(
        b"From: somchai@example.go.th\nContent-Type: multipart/mixed; boundary=x\n\n--x\n"
    )
    before = (inbox / "จดหมาย.eml").read_bytes()
    _, answer = called(capsys, folder, "close", "--remove-persons")
    left = [item["message"] for item in answer["findings"] if item["code"] == "C764"]
    assert any("mails" in text for text in left)
    assert (inbox / "จดหมาย.eml").read_bytes() == before


def test_reopening_takes_no_other_option(folder: Path) -> None:
    with contextlib.chdir(folder):
        assert run("close", "--reopen", "--anyway") == 2
