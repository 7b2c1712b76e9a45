"""Check a round in whose inbox files arrive as they do: plain, in mails and archives, and as what is no form."""

from __future__ import annotations

import io
import os
import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from ita_xlsx.catalogue import load_examples, load_framework, load_offices
from ita_xlsx.cycle.arrivals.attribute_files import attributed
from ita_xlsx.cycle.demo.simulate import simulate_returns
from ita_xlsx.cycle.new_round import roster_text
from ita_xlsx.cycle.templates import make_form
from ita_xlsx.model.agency import Agency, Roster
from ita_xlsx.model.edition import Edition
from ita_xlsx.model.measures import Plan
from ita_xlsx.model.received import Mail
from ita_xlsx.model.round_settings import RoundSettings
from ita_xlsx.model.round_state import ReturnSummary
from ita_xlsx.model.submission import Submission
from tests.support.mails import mail
from tests.support.outlook_mail import OutlookMail
from tests.support.program import printed, run

FRAMEWORK = load_framework(2568)
PROVINCE = "ตราด"
AFTER_DEADLINE = "Wed, 30 Sep 2026 18:00:00 +0000"
SETTINGS = f'framework = 2568\nprovince = "{PROVINCE}"\ndeadline = "2026-09-30"\nroster = "roster.csv"\n'


def agencies() -> tuple[Agency, ...]:
    """Twelve offices with a mail address each; the tenth has another name."""
    offices = load_offices(PROVINCE)[:12]
    return tuple(
        replace(
            item,
            email=f"{item.code.lower()}@trat.go.th; old-{item.code.lower()}@example.go.th",
            website=f"https://www.{item.code.lower()}.go.th/",
            aliases=("ชื่อเดิมของสำนักงานที่สิบ",) if number == 10 else (),
        )
        for number, item in enumerate(offices, 1)
    )


def form(agency: Agency) -> bytes:
    """A good form of an agency."""
    real = next(iter(sorted(load_examples(), key=lambda item: -item.year)))
    (simulated,) = simulate_returns(FRAMEWORK, real.submission, (agency,))
    settings = RoundSettings(framework="2568", province=PROVINCE)
    submission: Submission = simulated.submission
    return make_form(FRAMEWORK, settings, submission, Edition(issued=date(2026, 9, 1)), Plan(()))


def zipped(name: bytes, data: bytes) -> bytes:
    """A zip of one file whose name is these bytes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("x" * len(name), data)
    return stream.getvalue().replace(b"x" * len(name), name)


ODS = zipped(b"mimetype", b"application/vnd.oasis.opendocument.spreadsheet")


def arrivals() -> Iterator[tuple[str, bytes]]:
    """What came, by name."""
    a = dict(enumerate(agencies(), 1))
    yield "1.xlsx", form(a[1])
    yield "2.eml", mail([("แบบ.xlsx", form(a[2]))], sender="p02@trat.go.th")
    yield "3.eml", mail([("แบบ.xlsx", form(a[3]))], sender="p03@trat.go.th", date=AFTER_DEADLINE)
    sent = datetime(2026, 9, 30, 16, 59, tzinfo=UTC)
    yield "4.msg", OutlookMail(files=[("แบบ.xlsx", form(a[4]))], sender="p09@trat.go.th", sent=sent).data()
    yield "5.zip", zipped(b"in.zip", zipped("แบบ ห้า.xlsx".encode("cp874"), form(a[5])))
    yield "6.eml", mail([("แบบ.ods", ODS)], sender="old-P06@example.go.th")
    yield f"{a[7].name}.pdf", b"%PDF-1.7"
    yield "8.eml", mail(sender="someone@p08.go.th", text="https://docs.google.com/spreadsheets/d/1")
    renamed = replace(a[10], name="ชื่อเดิมของสำนักงานที่สิบ", code="")
    yield "10.xlsx", form(renamed)
    yield "11.eml", mail(sender="x@gmail.com", subject=f"ส่งงาน {a[11].name}")
    yield "broken.eml", b"\0\0\1"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a round."""
    folder = tmp_path_factory.mktemp("arrivals") / "trat"
    (folder / "inbox").mkdir(parents=True)
    (folder / "round.toml").write_text(SETTINGS, encoding="utf-8")
    (folder / "roster.csv").write_bytes(roster_text(agencies()))
    for name, data in arrivals():
        (folder / "inbox" / name).write_bytes(data)
    return folder


@pytest.fixture(autouse=True)
def _inside(folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ITA_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("ITA_LANG", "th")
    monkeypatch.chdir(folder)


def status(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    """The results of ``ita status`` inside the folder, without any path."""
    _, told = printed(capsys, "status", "--format", "json")
    return told


def codes(results: dict[str, Any], key: str) -> list[str]:
    return [item["code"] for item in results[key]]


def test_everybody_who_wrote_is_where_it_belongs(capsys: pytest.CaptureFixture[str]) -> None:
    told = status(capsys)
    results = told["results"]
    assert codes(results, "returned") == ["P01", "P02", "P03", "P04", "P05", "P10"]
    assert codes(results, "not_a_form") == ["P06", "P07", "P08", "P11"]
    assert codes(results, "missing") == ["P09", "P12"]
    assert codes(results, "late") == ["P03"]
    moments = {item["code"]: (item["received"], item["received_from"]) for item in results["returned"]}
    assert moments == {
        "P01": (None, None),
        "P02": ("2026-09-30T01:00:00+07:00", "mail"),
        "P03": ("2026-10-01T01:00:00+07:00", "mail"),
        "P04": ("2026-09-30T23:59:00+07:00", "mail"),
        "P05": (None, None),
        "P10": (None, None),
    }
    found = sorted(item["code"] for item in told["findings"])
    assert [code for code in found if code.startswith("N12")] == ["N123"] * 4 + ["N124"]
    assert found.count("F131") == 1


def test_new_file_times_and_another_order_change_nothing(
    capsys: pytest.CaptureFixture[str], folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = status(capsys)["results"]
    copy = tmp_path / "copy"
    shutil.copytree(folder, copy)
    for number, path in enumerate(sorted((copy / "inbox").iterdir(), reverse=True)):
        os.utime(path, (1e9 + 1e6 * number,) * 2)
    monkeypatch.chdir(copy)
    again = status(capsys)["results"]
    assert again == before
    _, told = printed(capsys, "status", *sorted(map(str, Path("inbox").iterdir()), reverse=True), "--format", "json")
    # A file that is named is opened, whatever it is, and stands among the rejected ones then.
    results = told["results"]
    assert {**results, "rejected": 0} == {**before, "rejected": 0}


def test_a_reminder_says_what_came_and_what_to_do(tmp_path: Path) -> None:
    assert run("status", "-q", "--reminders", tmp_path / "letters") == 1
    texts = {path.name[:3]: path.read_text("utf-8-sig") for path in (tmp_path / "letters").iterdir()}
    assert sorted(texts) == ["P06", "P07", "P08", "P09", "P11", "P12"]
    words = {"P06": ("แบบ.ods", "ทางอีเมลเมื่อวันที่ 30 กันยายน 2569", "บันทึกเป็น"), "P07": (".pdf", "ไม่ใช่ภาพหรือฉบับสแกน"),
             "P08": ("ลิงก์", "แนบไฟล์"), "P11": ("ไม่มีไฟล์แนบ",)}  # fmt: skip
    assert [(code, word) for code, several in words.items() for word in several if word not in texts[code]] == []


@pytest.mark.parametrize("command", ["check", "links", "track -o {out}", "consolidate -o {out}", "print -o {pdf}"])
def test_every_command_of_a_round_finds_the_inbox(command: str, tmp_path: Path) -> None:
    words = command.format(out=tmp_path / "out.xlsx", pdf=tmp_path / "out.pdf").split()
    # There is nothing to print: no form reports a step.
    assert run(*words, "-q") == (3 if words[0] == "print" else 1)


def test_returned_of_an_earlier_round_is_read_beside_the_inbox(
    capsys: pytest.CaptureFixture[str], folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(folder, copy)
    (copy / "returned").mkdir()
    (copy / "inbox" / "1.xlsx").rename(copy / "returned" / "1.xlsx")
    monkeypatch.chdir(copy)
    assert codes(status(capsys)["results"], "returned")[0] == "P01"


A, B = Agency("P01", "อบต.แหลมงอบ", email="a@a.go.th"), Agency("P02", "อบต.คลองใหญ่", website="www.klongyai.go.th")
C = Agency("P03", "เทศบาลตำบลน้ำเชี่ยว", email="shared@x.go.th", aliases=("ทต.น้ำเชี่ยว",))
D = Agency("P04", "เทศบาลตำบลแสนตุ้ง", email="shared@x.go.th")


@pytest.mark.parametrize(
    ("file", "mail", "found"),
    [
        ("x.pdf", Mail("a@a.go.th"), ("P01", "address", None)),
        ("x.pdf", Mail("A@a.go.th".casefold()), ("P01", "address", None)),
        ("P02 x.pdf", Mail("a@a.go.th"), ("P01", "address", "P02")),
        ("x.pdf", Mail("any@klongyai.go.th"), ("P02", "sender", None)),
        ("x.pdf", Mail("z@z", "อบต.คลองใหญ่"), ("P02", "sender", None)),
        ("x.pdf", Mail("shared@x.go.th"), (None, None, None)),
        ("P01.pdf", Mail("shared@x.go.th"), ("P01", "file", None)),
        ("ทต.น้ำเชี่ยว.jpg", None, ("P03", "file", None)),
        ("in/อบต.แหลมงอบ.eml/scan.jpg", Mail("z@z"), ("P01", "file", None)),
        ("x.pdf", Mail("z@z", "", "แบบ ITA อบต.แหลมงอบ"), ("P01", "subject", None)),
        ("P02.pdf", Mail("z@z", "", "แบบ ITA อบต.แหลมงอบ"), ("P02", "file", None)),
        ("x.pdf", Mail("", "", ""), (None, None, None)),
        ("x.pdf", None, (None, None, None)),
    ],
)
def test_a_file_that_is_no_form_is_attributed(file: str, mail: Mail | None, found: tuple[str | None, ...]) -> None:
    item = attributed(ReturnSummary(file=file, mail=mail), Roster((A, B, C, D)))
    result = (item.nearest and item.nearest.code, item.basis, item.rival and item.rival.code)
    assert result == found


def test_the_only_form_of_a_mail_is_analysed(capsys: pytest.CaptureFixture[str]) -> None:
    code, told = printed(capsys, "analyze", Path("inbox") / "2.eml", "--format", "json")
    assert code == 0
    assert "จังหวัดตราด" in told["results"]["agency"]
    assert printed(capsys, "analyze", Path("inbox") / "8.eml", "--format", "json")[0] == 3
