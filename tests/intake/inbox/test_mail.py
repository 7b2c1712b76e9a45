"""Check what is read of a mail of the kind .eml: sender, subject, moment, attachments, links."""

from __future__ import annotations

import base64
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_xlsx.errors import UnreadableWorkbook
from ita_xlsx.intake.inbox.mail import read_mail
from ita_xlsx.intake.inbox.mail_headers import header_text, moment_of, sender_of
from tests.support.mails import BEFORE_DEADLINE, mail, part, raw_mail

THAI = "แบบ อบต.แหลมงอบ.xlsx"
WORD = base64.b64encode(THAI.encode("cp874")).decode()


def test_a_mail_has_its_sender_its_subject_its_moment_and_its_files() -> None:
    message = read_mail(mail([("แบบ P01.xlsx", b"PK"), ("ปก.pdf", b"%PDF")]))
    assert (message.mail.sender, message.mail.sender_name) == ("saraban@laemngop.go.th", "อบต.แหลมงอบ")
    assert (message.mail.subject, message.mail.received.iso) == ("ส่งแบบฟอร์ม ITA", "2026-09-30T01:00:00+07:00")
    assert [(item.name, item.data) for item in message.attachments] == [("แบบ P01.xlsx", b"PK"), ("ปก.pdf", b"%PDF")]


@pytest.mark.parametrize(
    ("date", "iso"),
    [
        (BEFORE_DEADLINE, "2026-09-30T01:00:00+07:00"),
        ("Wed, 30 Sep 2026 18:00:00 +0000", "2026-10-01T01:00:00+07:00"),
        ("30 Sep 2026 23:30:00 +0700", "2026-09-30T23:30:00+07:00"),
        ("Wed, 30 Sep 2026 18:00:00 GMT", "2026-10-01T01:00:00+07:00"),
        ("Wed, 30 Sep 2026 18:00:00 -0000", "2026-10-01T01:00:00+07:00"),
        ("Wed, 30 Sep 2026 18:00:00 -0000 (UTC)", "2026-10-01T01:00:00+07:00"),
        ("Wed, 30 Sep 2026 18:00:00", "2026-09-30T18:00:00+07:00"),
        ("Thu, 01 Jan 1970 00:00:00 +0000", None),
        ("Thu, 01 Jan 9999 00:00:00 +0000", None),
        ("30 กันยายน 2569", None),
        ("Wed, 30 Sep 2026 99:99:99 +0000", None),
        ("Wed, 30 Sep 2026 18:00:00 +999999", None),
        ("", None),
    ],
)
def test_the_moment_of_a_mail_is_in_thai_time(date: str, iso: str | None) -> None:
    assert moment_of([("Date", date)]).iso == iso


def test_a_mail_without_a_date_has_that_of_the_last_server() -> None:
    trace = "from a.go.th by mail.trat.go.th; Wed, 30 Sep 2026 18:00:05 +0700"
    earlier = "from b by a; Wed, 30 Sep 2026 17:00:00 +0700"
    assert moment_of([("Received", trace), ("Received", earlier)]).iso == "2026-09-30T18:00:05+07:00"
    assert moment_of([("Received", trace), ("Date", BEFORE_DEADLINE)]).iso == "2026-09-30T01:00:00+07:00"


@pytest.mark.parametrize(
    ("header", "sender"),
    [
        ("a@b.go.th", ("", "a@b.go.th")),
        ("Somchai <A@B.go.th>", ("Somchai", "a@b.go.th")),
        ("=?utf-8?B?" + base64.b64encode("อบต.".encode()).decode() + "?= <a@b.go.th>", ("อบต.", "a@b.go.th")),
        ("=?windows-874?B?" + base64.b64encode("อบต.".encode("cp874")).decode() + "?= <a@b>", ("อบต.", "a@b")),
        ("=?tis-620?Q?=CD=BA=B5.?= <a@b>", ("อบต.", "a@b")),
        ("=?no-such?Q?=CD=BA=B5.?= <a@b>", ("อบต.", "a@b")),
        ("=?rot13?Q?abc?= <a@b>", ("abc", "a@b")),
        ("=?utf-8?B?broken <a@b>", ("=?utf-8?B?broken", "a@b")),
        ("a\n <a@b.go.th>", ("a", "a@b.go.th")),
        ("อบต. <a@b.go.th>", ("อบต.", "a@b.go.th")),
        ("nobody", ("nobody", "")),
        ("", ("", "")),
        ("<" * 5000, ("<" * 199 + "…", "")),
    ],
)  # fmt: skip
def test_a_sender_is_a_name_and_an_address(header: str, sender: tuple[str, str]) -> None:
    assert sender_of(header) == sender


def test_a_header_in_the_bytes_of_the_thai_code_page_is_read() -> None:
    data = raw_mail(b"From: a@b\nSubject: " + "ส่งแบบ".encode("cp874"))
    assert read_mail(data).mail.subject == "ส่งแบบ"
    assert read_mail(raw_mail("From: a@b\nSubject: ส่งแบบ")).mail.subject == "ส่งแบบ"


def test_line_breaks_in_headers_become_blanks() -> None:
    inside = base64.b64encode("หนึ่ง\r\nBcc: x@y\r\nสอง".encode()).decode()
    message = read_mail(raw_mail(f"From: a@b\nSubject: =?utf-8?B?{inside}?=\n =?utf-8?Q?_third?="))
    assert message.mail.subject == "หนึ่ง Bcc: x@y สอง third"


@pytest.mark.parametrize(
    ("headers", "name"),
    [
        ('Content-Disposition: attachment; filename="P01.xlsx"', "P01.xlsx"),
        (f'Content-Disposition: attachment; filename="=?windows-874?B?{WORD}?="', THAI),
        (f'Content-Type: application/x; name="=?tis-620?B?{WORD}?="', THAI),
        ("Content-Disposition: attachment; filename*=utf-8''%E0%B9%81%E0%B8%9A%E0%B8%9A.xlsx", "แบบ.xlsx"),
        ("Content-Disposition: attachment; filename*0*=utf-8''%E0%B9%81; filename*1*=%E0%B8%9A.xlsx", "แบ.xlsx"),
        ('Content-Disposition: attachment; filename="แบบ.xlsx"', "แบบ.xlsx"),
        ('Content-Disposition: attachment; filename="../../etc/P01.xlsx"', "P01.xlsx"),
        ('Content-Disposition: attachment; filename="C:\\\\tmp\\\\P01.xlsx"', "P01.xlsx"),
        ("Content-Disposition: attachment", "attachment-1"),
        (f'Content-Disposition: attachment; filename="{"ก" * 400}.xlsx"', "ก" * 140 + ".xlsx"),
    ],
)  # fmt: skip
def test_an_attachment_has_the_name_that_its_sender_gave_it(headers: str, name: str) -> None:
    (attachment,) = read_mail(part(headers, b"PK")).attachments
    assert (attachment.name, attachment.data) == (name, b"PK")


@pytest.mark.parametrize(
    ("encoding", "body", "data"),
    [
        ("base64", base64.b64encode(b"PK\x03\x04"), b"PK\x03\x04"),
        ("base64", b"UEs!!DBA==", b"PK\x03\x04"),
        ("quoted-printable", b"PK=03=04", b"PK\x03\x04"),
        ("8bit", b"PK\xff", b"PK\xff"),
        ("no-such", b"PK", b"PK"),
    ],
)
def test_the_bytes_of_an_attachment_are_decoded(encoding: str, body: bytes, data: bytes) -> None:
    headers = f"Content-Type: application/x\nContent-Transfer-Encoding: {encoding}"
    assert [item.data for item in read_mail(part(headers, body)).attachments] == [data]


def test_the_picture_of_a_signature_is_no_attachment_beside_others() -> None:
    message = EmailMessage()
    message["From"] = "a@b"
    message.set_content('<img src="cid:logo">', subtype="html")
    message.add_related(b"\x89PNG", "image", "png", cid="<logo>", filename="image001.png", disposition="inline")
    assert [item.name for item in read_mail(message.as_bytes()).attachments] == ["image001.png"]
    message.add_attachment(b"PK", maintype="application", subtype="x", filename="P01.xlsx")
    assert [item.name for item in read_mail(message.as_bytes()).attachments] == ["P01.xlsx"]


def test_a_mail_in_a_mail_is_a_file_with_its_subject_as_its_name() -> None:
    outer = EmailMessage()
    outer["From"] = "a@b"
    outer.set_content("fwd")
    inner = EmailMessage()
    inner["Subject"] = "ส่ง P05"
    inner.add_attachment(b"PK", maintype="application", subtype="x", filename="P05.xlsx")
    outer.add_attachment(inner)
    (attachment,) = read_mail(outer.as_bytes()).attachments
    assert attachment.name == "ส่ง P05.eml"
    assert [item.name for item in read_mail(b"From: c@d\n" + attachment.data).attachments] == ["P05.xlsx"]


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("ดู https://docs.google.com/spreadsheets/d/abc/edit ครับ", ("https://docs.google.com/spreadsheets/d/abc/edit",)),
        ("(https://drive.google.com/file/d/1).", ("https://drive.google.com/file/d/1",)),
        ("https://x-my.sharepoint.com/:x:/g/p https://1drv.ms/x/1",
         ("https://x-my.sharepoint.com/:x:/g/p", "https://1drv.ms/x/1")),
        ("https://www.laemngop.go.th/ita https://evil.example/docs.google.com/x", ()),
    ],
)  # fmt: skip
def test_a_link_to_a_file_kept_elsewhere_is_seen(text: str, links: tuple[str, ...]) -> None:
    assert read_mail(mail(text=text)).links == links


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "F102"),
        (b"\0" * 100, "F102"),
        (b"just some text", "F131"),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), "F131"),
        (b"From: a@b\n" + b'Content-Type: multipart/mixed; boundary="b"\n' * 101, "F131"),
    ],
)
def test_what_is_no_mail_is_told(data: bytes, code: str) -> None:
    with pytest.raises(UnreadableWorkbook) as error:
        read_mail(data)
    assert error.value.code == code


@given(st.binary(max_size=400), st.sampled_from([b"From: ", b"Subject: =?utf-8?B?", b"Content-Type: multipart/x; "]))
def test_no_bytes_raise_anything_else(data: bytes, start: bytes) -> None:
    try:
        read_mail(start + data)
    except UnreadableWorkbook as error:
        assert error.code in ("F131", "F102")  # noqa: PT017


@given(st.text(max_size=200))
def test_a_header_is_always_one_line_that_can_be_written(text: str) -> None:
    decoded = header_text(text)
    assert len(decoded) <= 200
    assert decoded.isprintable()
