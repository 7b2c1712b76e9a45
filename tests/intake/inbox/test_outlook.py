"""Check what is read of a mail of the kind .msg."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ita_xlsx.errors import UnreadableWorkbook
from ita_xlsx.intake.inbox.outlook import read_outlook
from tests.support.outlook_mail import OutlookMail, compound_file

LONG, SHORT = bytes(range(256)) * 40, b"PK"


@pytest.mark.parametrize("page", [0, 874])
def test_a_mail_of_outlook_has_what_a_mail_has(page: int) -> None:
    files = [("แบบ P01.xlsx", LONG), ("ปก.pdf", SHORT)]
    message = read_outlook(OutlookMail(files=files, page=page, body="https://1drv.ms/x/1").data())
    assert (message.mail.sender, message.mail.sender_name) == ("saraban@laemngop.go.th", "อบต.แหลมงอบ")
    assert (message.mail.subject, message.mail.received.iso) == ("ส่งแบบ ITA", "2026-09-30T01:00:00+07:00")
    assert [(item.name, item.data) for item in message.attachments] == files
    assert message.links == ("https://1drv.ms/x/1",)


def test_the_headers_of_the_mail_come_before_its_properties() -> None:
    headers = "From: อบต. <real@b.go.th>\r\nDate: Wed, 30 Sep 2026 18:00:00 +0700\r\nSubject: จริง\r\n"
    mail = read_outlook(OutlookMail(headers=headers).data()).mail
    assert (mail.sender, mail.subject, mail.received.iso) == ("real@b.go.th", "จริง", "2026-09-30T18:00:00+07:00")


def test_a_draft_that_was_never_sent_has_no_moment() -> None:
    assert read_outlook(OutlookMail(sent=None).data()).mail.received.iso is None
    assert read_outlook(OutlookMail(sent=datetime(1601, 1, 2, tzinfo=UTC)).data()).mail.received.iso is None


def test_the_files_of_a_mail_in_the_mail_stand_among_its_own() -> None:
    inner = OutlookMail(subject="เดิม", files=[("P05.xlsx", LONG)])
    message = read_outlook(OutlookMail(files=[("P01.xlsx", SHORT)], inner=[inner]).data())
    assert [(item.name, item.data) for item in message.attachments] == [("P01.xlsx", SHORT), ("เดิม/P05.xlsx", LONG)]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "F102"),
        (b"no compound file", "F131"),
        (OutlookMail().data()[:600], "F131"),
        (compound_file({"__substg1.0_0037001F": b"x"}), None),
    ],
)
def test_what_is_no_mail_is_told(data: bytes, code: str | None) -> None:
    if code is None:
        assert read_outlook(data).attachments == ()
        return
    with pytest.raises(UnreadableWorkbook) as error:
        read_outlook(data)
    assert error.value.code == code


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_damaged_mail_raises_nothing_else(data: st.DataObject) -> None:
    whole = bytearray(OutlookMail(files=[("P01.xlsx", SHORT)]).data())
    for _ in range(data.draw(st.integers(1, 8))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    try:
        read_outlook(bytes(whole[: data.draw(st.integers(0, len(whole)))]))
    except UnreadableWorkbook as error:
        assert error.code in ("F131", "F102")  # noqa: PT017
