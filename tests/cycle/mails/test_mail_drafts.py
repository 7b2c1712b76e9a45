"""Hold the mail drafts of a round: each goes to its agency with the file of that agency and no other."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import openpyxl
import pytest

from ita_xlsx.cycle.context import RunContext
from ita_xlsx.cycle.files import Target
from ita_xlsx.cycle.mails.mail_words import MailItem
from ita_xlsx.cycle.mails.write_mails import write_mails
from ita_xlsx.cycle.receive import receive_path
from ita_xlsx.cycle.settings.load_context import load_context
from ita_xlsx.model.agency import Agency
from ita_xlsx.model.edition import Edition
from ita_xlsx.model.findings import Status
from ita_xlsx.model.layout.grid import Place
from ita_xlsx.model.mails.mail_draft import MailKind
from tests.support.forms import fill_by_openpyxl
from tests.support.loop_round import FRAMEWORK, ISSUED, LAYOUT, PROVINCE, agencies, write_roster
from tests.support.program import run

DAY = ("--issued", "2025-09-10")
EDITION = Edition(issued=date(2025, 9, 10))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A round of 31 agencies with its forms, and the drafts with which they go out."""
    root = tmp_path_factory.mktemp("mails")
    write_roster(root / "agencies.xlsx")
    settings = ("--framework", "2568", "--province", PROVINCE, "--roster", root / "agencies.xlsx")
    assert run("new", root / "trat", *settings, "-q", "--issued", ISSUED) == 0
    path = root / "trat" / "round.toml"
    own = 'deadline = "2025-09-30"\npage = "https://trat.go.th/ita.html"\n'
    text = path.read_text(encoding="utf-8").replace('name = ""', 'name = "งานแผน"')
    path.write_text(own + text, encoding="utf-8")
    trat = root / "trat"
    assert run("template", "--round", path, "-o", trat / "forms", "--mail", trat / "mails", "-q", *DAY) == 0
    return trat


def mails_in(folder: Path) -> Mapping[str, EmailMessage]:
    """The drafts in a folder by the name of their file, as a mail program reads them."""
    messages = {}
    for path in sorted(folder.glob("*.eml")):
        message = message_from_bytes(path.read_bytes(), policy=default)
        assert isinstance(message, EmailMessage)
        assert message["X-Unsent"] == "1"
        messages[path.name] = message
    return messages


def body_of(message: EmailMessage) -> str:
    """The text of a draft."""
    part = message.get_body(("plain",))
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")


def owner_of(data: bytes, context: RunContext, folder: Path) -> tuple[str, str]:
    """The code and the name of the agency in a workbook, as our reader reads it back."""
    path = folder / "attached.xlsx"
    path.write_bytes(data)
    submission = receive_path(path, context).submission
    assert submission is not None
    return submission.agency.code, submission.agency.name


def test_thirty_one_drafts_hold_addressee_subject_text_and_the_form_of_the_agency(made: Path, tmp_path: Path) -> None:
    context = load_context(str(made / "round.toml"))
    messages = mails_in(made / "mails")
    assert len(messages) == len(agencies()) == 31
    for agency, (name, message) in zip(agencies(), messages.items(), strict=True):
        assert name.startswith(f"อีเมลส่งแบบฟอร์ม {agency.code} ")
        assert message["To"] == f"{agency.code.lower()}@trat.go.th"
        assert message["Subject"].startswith("ขอให้กรอกแบบฟอร์มคะแนนการประเมิน ITA ปีงบประมาณ พ.ศ. 2568 ของ")
        assert message["Subject"].endswith(agency.name)
        text = body_of(message)
        assert text.startswith(f"เรียน {agency.name}\n\nจังหวัดตราดขอส่งแบบฟอร์ม")
        for line in ("กำหนดส่ง: 30 กันยายน 2568", "ได้ที่: https://trat.go.th/ita.html", "ผู้ประสานงาน: งานแผน"):
            assert line in text
        rest = text.replace(agency.name, "")
        assert not [other.name for other in agencies() if other != agency and other.name in rest]
        (attached,) = message.iter_attachments()
        assert attached.get_filename() == f"ITA2568 {agency.code} {agency.name}.xlsx"
        data = attached.get_content()
        assert data == (made / "forms" / str(attached.get_filename())).read_bytes()
        assert owner_of(data, context, tmp_path) == (agency.code, agency.name)


def test_the_sheet_for_a_merge_begins_with_its_headers(made: Path) -> None:
    book = openpyxl.load_workbook(made / "mails" / "mail-merge-form.xlsx")
    assert len(book.worksheets) == 1
    rows = list(book.worksheets[0].iter_rows(values_only=True))
    assert rows[0] == ("code", "name", "addressee", "email", "subject", "body", "file", "draft")
    assert len(rows) == 32
    messages = list(mails_in(made / "mails").items())
    for (name, message), row, agency in zip(messages, rows[1:], agencies(), strict=True):
        assert row[:4] == (agency.code, agency.name, agency.name, message["To"])
        assert (row[4], str(row[5]), row[7]) == (message["Subject"], body_of(message).rstrip("\n"), name)
        assert [row[6]] == [item.get_filename() for item in message.iter_attachments()]


def test_drafts_are_not_written_over_and_the_same_round_gives_the_same_bytes(
    made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call = ("template", "--round", made / "round.toml", *DAY, "-q")
    assert run(*call, "-o", tmp_path / "forms", "--mail", made / "mails") == 3
    assert "is not overwritten" in capsys.readouterr().err
    assert not (tmp_path / "forms").exists()
    assert run(*call, "-o", tmp_path / "forms", "--mail", tmp_path / "mails") == 0
    for path in (made / "mails").iterdir():
        assert (tmp_path / "mails" / path.name).read_bytes() == path.read_bytes()


def test_forms_that_are_there_go_out_unless_they_are_filled_in_or_of_another_agency(
    made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    forms = tmp_path / "forms"
    call = ("template", "--round", made / "round.toml", *DAY, "-o", forms)
    assert run(*call, "-q") == 0
    first, second, third, *_ = sorted(forms.iterdir())
    place = LAYOUT.answer(FRAMEWORK.answers[0])
    fill_by_openpyxl(first, first, [(place.sheet, place.a1, "90")])
    second.write_bytes(third.read_bytes())
    capsys.readouterr()
    assert run(*call, "--missing", "--mail", tmp_path / "mails", "--lang", "en") == 0
    assert capsys.readouterr().out.count("C772") == 2
    assert [name.split()[1] for name in mails_in(tmp_path / "mails")] == [item.code for item in agencies()[2:]]


ONE, TWO = Agency("A", "สำนักงาน ก", email="a@x.go.th", row=5), Agency("B", "สำนักงาน ข", email="ไม่มี", row=6)


def _name_cell() -> Place:
    """The cell in which a form names its agency."""
    return LAYOUT.info.place("name", "value")


def write(folder: Path, *items: MailItem, force: bool = False, kind: MailKind = MailKind.REMIND) -> list[str]:
    """Write drafts without a round, and return the codes of the findings."""
    context = load_context(framework="2568")
    target = Target(path=folder, force=force)
    made = write_mails(kind, items, context, target, EDITION)
    return [item.code for item in made.findings]


def test_an_agency_without_an_address_gets_a_draft_to_nobody_and_is_named(tmp_path: Path) -> None:
    made = write_mails(
        MailKind.REMIND, (MailItem(agency=TWO, lines=("ก",)),), load_context(framework="2568"), Target(path=tmp_path),
        EDITION,
    )  # fmt: skip
    told = {str(item.code): dict(item.params) for item in made.findings}
    assert told["C765"]["agency"] == "B"
    assert told["C765"]["row"] == "6"
    assert told["C766"]["value"] == "ไม่มี"
    (message,) = mails_in(tmp_path).values()
    assert message["To"] is None


def test_a_part_of_what_stands_in_the_roster_gets_no_mail(tmp_path: Path) -> None:
    rows = ["code,name,email", "A,สำนักงาน ก,koh chang@moi.go.th", 'B,สำนักงาน ข,"somchai.\njaidee@moi.go.th"']
    (tmp_path / "roster.csv").write_text("\n".join([*rows, "C,สำนักงาน ค,.c@d.go.th"]), encoding="utf-8")
    context = load_context(framework="2568", roster=str(tmp_path / "roster.csv"))
    assert context.roster is not None
    items = [MailItem(agency=agency, lines=("ก",)) for agency in context.roster.agencies]
    made = write_mails(MailKind.REMIND, items, context, Target(path=tmp_path / "mails"), EDITION)
    refused = [dict(item.params)["value"] for item in made.findings if item.code == "C766"]
    assert [message["To"] for message in mails_in(tmp_path / "mails").values()] == [None] * 3
    assert refused[0] == "koh chang@moi.go.th"
    assert refused[-1] == ".c@d.go.th"


def test_drafts_of_an_earlier_run_are_told_and_only_unedited_ones_are_removed(tmp_path: Path) -> None:
    three = Agency("C", "สำนักงาน ค", email="c@x.go.th")
    items = [MailItem(agency=agency, lines=("ก",)) for agency in (ONE, TWO, three)]
    write(tmp_path, *items)
    write(tmp_path, items[0], kind=MailKind.LETTER)
    edited, unedited = tmp_path / "อีเมลแจ้งเตือน B สำนักงาน ข.eml", tmp_path / "อีเมลแจ้งเตือน C สำนักงาน ค.eml"
    edited.write_bytes(edited.read_bytes() + b"x")
    (tmp_path / "mine.eml").write_bytes(b"Subject: x\r\n\r\n")
    codes = write(tmp_path, items[0], force=True)
    assert codes.count("C770") == codes.count("C771") == 1
    assert edited.exists()
    assert not unedited.exists()
    # Those of another kind, and those of another program, are nobody's business here.
    assert len(list(tmp_path.glob("*.eml"))) == 4


def test_a_mail_that_servers_refuse_is_told(tmp_path: Path) -> None:
    file = tmp_path / "ใหญ่.xlsx"
    file.write_bytes(b"x" * 8 * 1024 * 1024)
    assert "C769" in write(tmp_path / "mails", MailItem(agency=ONE, files=(file,)))
    file.write_bytes(b"x" * 7 * 1024 * 1024)
    assert "C769" not in write(tmp_path / "mails", MailItem(agency=ONE, files=(file,)), force=True)


def test_a_name_of_two_lines_adds_no_header(tmp_path: Path) -> None:
    evil = Agency("A\r\nBcc: x@evil.example", "ก\r\nBcc: y@evil.example", email="a@x.go.th", addressee="ข\nค")
    write(tmp_path, MailItem(agency=evil))
    (message,) = mails_in(tmp_path).values()
    assert message["Bcc"] is None
    assert message["To"] == "a@x.go.th"


def test_two_agencies_with_one_address_get_a_draft_each(tmp_path: Path) -> None:
    twins = [Agency(code, f"สำนักงาน {code}", email="same@x.go.th") for code in ("A", "B")]
    write(tmp_path, *(MailItem(agency=item) for item in twins))
    assert [item["To"] for item in mails_in(tmp_path).values()] == ["same@x.go.th"] * 2


def test_a_text_of_the_officer_is_what_the_mail_says(made: Path, tmp_path: Path) -> None:
    path = tmp_path / "round.toml"
    path.write_text((made / "round.toml").read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "roster.csv").write_text("code,name,email\nA,สำนักงาน ก,a@x.go.th\n", encoding="utf-8")
    book = openpyxl.load_workbook(made / "texts.xlsx")
    sheet = book["ข้อความ"]
    (row,) = [cells for cells in sheet.iter_rows() if cells[0].value == "อีเมลแจ้งเตือน"]
    row[2].value = "เรื่อง ถึง{หน่วยงาน}\n{รายการ}\nวันแจ้งผล {วันประกาศผล}\nของ{หน่วยงาน} {คะแนนรวม} {คำใหม่}"
    book.save(tmp_path / "texts.xlsx")
    context = load_context(str(path), roster=str(tmp_path / "roster.csv"))
    assert context.roster is not None
    item = MailItem(agency=context.roster.agencies[0], lines=("หนึ่ง", "สอง"))
    run_of = write_mails(MailKind.REMIND, (item,), context, Target(path=tmp_path / "mails"), EDITION)
    (message,) = mails_in(tmp_path / "mails").values()
    assert message["Subject"] == "ถึงสำนักงาน ก"
    assert body_of(message) == "หนึ่ง\nสอง\nของสำนักงาน ก [คะแนนรวม] [คำใหม่]\n"
    told = {str(finding.code): finding for finding in run_of.findings}
    assert {"B105", "C767", "C774"} <= set(told)
    assert told["C767"].value == "{คะแนนรวม}"
    assert told["C774"].value == "{วันประกาศผล}"


def test_copies_to_mend_reminders_analyses_and_letters_go_to_their_agencies(
    made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    inbox, place = tmp_path / "in", LAYOUT.answer(FRAMEWORK.answers[0])
    inbox.mkdir()
    forms = sorted((made / "forms").iterdir())[:3]
    for number, form in enumerate(forms):
        fill_by_openpyxl(form, inbox / f"ส่งคืน {number}.xlsx", [(place.sheet, place.a1, "960.5")])
    call = ("--round", made / "round.toml", *DAY)
    context = load_context(str(made / "round.toml"))
    run("check", inbox, *call, "--feedback", tmp_path / "marked", "--mail", tmp_path / "mend")
    messages = mails_in(tmp_path / "mend")
    assert [item["To"] for item in messages.values()] == [f"{item.code.lower()}@trat.go.th" for item in agencies()[:3]]
    for agency, message in zip(agencies(), messages.values(), strict=False):
        (attached,) = message.iter_attachments()
        assert owner_of(attached.get_content(), context, tmp_path)[0] == agency.code
        assert "960.5" in body_of(message)
    run("status", inbox, *call, "--mail", tmp_path / "remind")
    messages = mails_in(tmp_path / "remind")
    assert len(messages) == 31
    assert not any(list(item.iter_attachments()) for item in messages.values())
    assert all("30 กันยายน 2568" in body_of(item) for item in messages.values())
    run("analyze", inbox / "ส่งคืน 1.xlsx", *call, "-o", tmp_path / "a.xlsx", "--mail", tmp_path / "result")
    (message,) = mails_in(tmp_path / "result").values()
    assert (message["To"], [item.get_filename() for item in message.iter_attachments()]) == (
        "p02@trat.go.th",
        ["a.xlsx"],
    )
    run("letters", "send", *call, "-o", tmp_path / "letters", "--mail", tmp_path / "send")
    messages = mails_in(tmp_path / "send")
    assert len(messages) == 31
    for agency, message in zip(agencies(), messages.values(), strict=True):
        (attached,) = message.iter_attachments()
        assert f"{agency.code} {agency.name}" in str(attached.get_filename())
        assert agency.name in message["Subject"]


@pytest.mark.parametrize(
    "call",
    [
        ("template", "--blank", "-o", "x.xlsx"),
        ("check", "."),
        ("analyze", "x.xlsx"),
        ("letters", "send", "-o", "x", "--merged"),
        ("letters", "memo", "-o", "x"),
    ],
)
def test_drafts_without_a_file_of_one_agency_are_wrong_usage(
    made: Path, tmp_path: Path, call: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*call, "--round", made / "round.toml", "--mail", tmp_path / "mails") == 2
    assert "--mail" in capsys.readouterr().err
    assert not (tmp_path / "mails").exists()


def test_the_mail_about_an_accepted_form_asks_to_look_and_not_to_mend(tmp_path: Path) -> None:
    assert run("demo", tmp_path, "-q", "--issued", "2026-11-20") == 0
    returned, settings = tmp_path / "round" / "returned", tmp_path / "round" / "round.toml"
    context = load_context(str(settings))
    for code, status, asks in (("P20", Status.ACCEPTED_WITH_WARNINGS, "ตรวจสอบ"), ("P15", Status.REJECTED, "แก้ไข")):
        (form,) = returned.glob(f"*{code} *.xlsx")
        assert receive_path(form, context).status is status
        folder = tmp_path / code
        run("check", form, "--round", settings, "--feedback", folder, "--mail", folder, "-q", *DAY)
        (message,) = mails_in(folder).values()
        assert f"เพื่อ{asks}: " in message["Subject"]
        assert f"จึงเรียนมาเพื่อโปรด{asks}\n" in body_of(message)


def test_a_form_of_two_agencies_goes_to_neither(made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    form, score, name = sorted((made / "forms").iterdir())[0], LAYOUT.answer(FRAMEWORK.answers[0]), _name_cell()
    typed = [(score.sheet, score.a1, "960.5"), (name.sheet, name.a1, agencies()[1].name)]
    fill_by_openpyxl(form, tmp_path / "x.xlsx", typed)
    call = ("check", tmp_path / "x.xlsx", "--round", made / "round.toml", "--lang", "en")
    run(*call, "--feedback", tmp_path / "marked", "--mail", tmp_path / "mails")
    assert "C768" in capsys.readouterr().out
    assert not mails_in(tmp_path / "mails")
