"""Hold that a mail program reads from a draft what was put into it, whatever it is, and nothing else."""

from __future__ import annotations

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_xlsx.intake.inbox.mail import read_mail
from ita_xlsx.model.agency import Agency
from ita_xlsx.model.mails.mail_addresses import read_addresses
from ita_xlsx.model.mails.mail_draft import AttachedFile, MailDraft, MailKind
from ita_xlsx.output.mails.draft_file import kind_of_draft, one_line, write_draft
from ita_xlsx.output.names import safe_name

# Letters of Thai with marks, controls, ends of lines, halves of characters, and what steers a header.
TEXTS = st.text(
    st.one_of(
        st.characters(min_codepoint=0x0E01, max_codepoint=0x0E5B),
        st.sampled_from("\r\n\0\t :;,=?\"'()<>@ABC09\u200b\u202e\ufeff\ud800ﷺ𝟘"),
    ),
    max_size=90,
)
HEADERS = ["X-ITA-Draft", "X-Unsent", "To", "Subject", "MIME-Version", "Content-Type"]


def draft_of(subject: str, body: str = "ก", files: tuple[AttachedFile, ...] = ()) -> MailDraft:
    """A draft to one address."""
    return MailDraft(
        kind=MailKind.FORM, agency=Agency("P01", "ก"), to=("a@trat.go.th",), subject=subject, body=body, files=files
    )


def parsed(data: bytes) -> EmailMessage:
    """The mail as a program of today reads it."""
    message = message_from_bytes(data, policy=default)
    assert isinstance(message, EmailMessage)
    return message


@given(TEXTS, TEXTS, TEXTS, st.binary(max_size=200))
def test_every_text_comes_back_and_no_header_is_added(subject: str, body: str, name: str, data: bytes) -> None:
    file_name = f"{safe_name(name)}.xlsx"
    written = write_draft(draft_of(subject, body, (AttachedFile(file_name, data),)))
    message = parsed(written)
    assert message.keys() == HEADERS
    assert message["To"] == "a@trat.go.th"
    assert message["Subject"] == one_line(subject)
    text = message.get_body(("plain",))
    assert text is not None
    lines = text.get_content().replace("\r\n", "\n").removesuffix("\n").split("\n")
    expected = "".join(
        "\ufffd" if char in "\0\ud800" else char for char in body.replace("\r\n", "\n").replace("\r", "\n")
    )
    assert lines == expected.split("\n")
    (attached,) = message.iter_attachments()
    assert (attached.get_filename(), attached.get_content()) == (one_line(file_name), data)
    assert not any(part.defects for part in message.walk())


@given(TEXTS, TEXTS)
def test_the_lines_are_those_of_a_mail(subject: str, name: str) -> None:
    data = write_draft(draft_of(subject, "ก" * 3000, (AttachedFile(name, b"x" * 5000),)))
    lines = data.split(b"\r\n")
    assert data.isascii()
    assert data.endswith(b"\r\n")
    assert all(len(line) <= 78 and b"\r" not in line and b"\n" not in line for line in lines)


@given(TEXTS)
def test_our_own_reader_of_mails_reads_the_same(name: str) -> None:
    file_name = f"ก {safe_name(name)}.xlsx"
    message = read_mail(write_draft(draft_of("เรื่อง", files=(AttachedFile(file_name, b"PK"),))))
    assert [(item.name, item.data) for item in message.attachments] == [(one_line(file_name), b"PK")]


def test_a_draft_says_by_itself_whether_somebody_edited_it() -> None:
    data = write_draft(draft_of("เรื่อง"))
    assert write_draft(draft_of("เรื่อง")) == data
    assert kind_of_draft(data) == ("form", True)
    assert kind_of_draft(data.replace(b"a@trat", b"b@trat")) == ("form", False)
    assert kind_of_draft(b"Subject: x\r\n\r\n") is None


@pytest.mark.parametrize(
    ("text", "addresses", "refused"),
    [
        ("a@trat.go.th", ("a@trat.go.th",), ()),
        ("", (), ()),
        ("a@trat.go.th, b@trat.go.th;c@trat.go.th", ("a@trat.go.th", "b@trat.go.th", "c@trat.go.th"), ()),
        ("a@trat.go.th\nb@trat.go.th", ("a@trat.go.th", "b@trat.go.th"), ()),
        ("a@trat.go.th / A@TRAT.go.th", ("a@trat.go.th",), ()),
        ("นางสาวใจ ดี <mailto:jai@trat.go.th>", ("jai@trat.go.th",), ()),
        ("jai @trat.go.th", (), ("jai @trat.go.th",)),
        ("ไม่มี", (), ("ไม่มี",)),
        ("-", (), ()),
        ("jai@trat", (), ("jai@trat",)),
        ("ใจ@trat.go.th", (), ("ใจ@trat.go.th",)),
        ("a@b@trat.go.th", (), ("a@b@trat.go.th",)),
        ("a..b@trat.go.th, c@trat.go.th", ("c@trat.go.th",), ("a..b@trat.go.th",)),
        ("c@trat.go.th, trat.go.th", ("c@trat.go.th",), ("trat.go.th",)),
        ("a@trat.go.th\r\nBcc: x@evil.example", ("a@trat.go.th",), ("Bcc: x@evil.example",)),
        ("a@trat.go.thและb@trat.go.th และ c@trat.go.th", ("a@trat.go.th", "b@trat.go.th", "c@trat.go.th"), ()),
        ("a@trat.go.th/b@trat.go.th,", ("a@trat.go.th", "b@trat.go.th"), ()),
        ('"Chang, Koh" <a@trat.go.th>; <b@trat.go.th>', ("a@trat.go.th", "b@trat.go.th"), ()),
    ],
)
def test_the_addresses_of_a_cell(text: str, addresses: tuple[str, ...], refused: tuple[str, ...]) -> None:
    read = read_addresses(text)
    assert (read.addresses, read.refused) == (addresses, refused)


@pytest.mark.parametrize(
    "text",
    ["koh chang@moi.go.th", "somchai jaidee@moi.go.th", "koh\u00a0chang@moi.go.th", "koh\tchang@moi.go.th",
     ".c@d.go.th", "c.@d.go.th", "c@d.go.th.", "c@.d.go.th", "c@d..go.th", "c @d.go.th", "c@ d.go.th", "c@@d.go.th",
     "c@d@e.go.th", "c@d.go.th d@e.go.th", "สมชายc@d.go.th", "c@d.go.thสมชาย", "ก๑@d.go.th", "๑@d.go.th", "c@d",
     "straße@d.go.th", '"c@d.go.th"', "'c@d.go.th'", "'c@d.go.th", "“c@d.go.th”", '"koh chang"@d.go.th', "(c@d.go.th)",
     "<.c@d.go.th>", "<koh chang@d.go.th>", "ก <c@d.go.th> ข", "c@d.go.th <d@e.go.th>", "<c@d.go.th", "c@d.go.th>",
     "อีเมล: c@d.go.th", "c@d.go.th (ธุรการ)", "mailto: c@d.go.th"],
)  # fmt: skip
def test_a_part_of_a_text_is_never_an_address(text: str) -> None:
    read = read_addresses(text)
    assert (read.addresses, read.refused) == ((), (" ".join(text.split()),))
    assert Agency("P01", "ก", email=text).emails == ()


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        ("koh,chang@d.go.th", ("koh", "chang@d.go.th")),
        ("koh/chang@d.go.th", ("koh", "chang@d.go.th")),
        ("c@d.go,th", ("c@d.go", "th")),
        ("สุขและkoh@d.go.th", ("สุข", "koh@d.go.th")),
        ("somchai.\njaidee@d.go.th", ("somchai.", "jaidee@d.go.th")),
        ("c@d.go\n.th", ("c@d.go", ".th")),
    ],
)
def test_both_sides_of_a_separator_within_an_address_are_refused(text: str, refused: tuple[str, ...]) -> None:
    read = read_addresses(text)
    assert (read.addresses, read.refused) == ((), refused)


@given(TEXTS)
def test_what_stands_in_the_roster_becomes_an_address_or_nothing(text: str) -> None:
    read = read_addresses(f"{text}@{text}.go.th, {text}")
    message = parsed(
        write_draft(draft_of("ก")).replace(b"a@trat.go.th", ", ".join(read.addresses or ("a@b.c",)).encode())
    )
    assert message.keys() == [*HEADERS, "Content-Transfer-Encoding"]
    assert len(message["To"].addresses) == max(len(read.addresses), 1)
