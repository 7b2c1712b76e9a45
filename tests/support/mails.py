"""Write mails of the kind .eml, as mail programs write them and as they should not."""

from __future__ import annotations

from collections.abc import Sequence
from email.message import EmailMessage
from email.policy import SMTP

SENDER, SUBJECT = '"อบต.แหลมงอบ" <Saraban@LaemNgop.go.th>', "ส่งแบบฟอร์ม ITA"
BEFORE_DEADLINE = "Tue, 29 Sep 2026 18:00:00 +0000"


def mail(
    files: Sequence[tuple[str, bytes]] = (),
    *,
    sender: str = SENDER,
    subject: str = SUBJECT,
    date: str = BEFORE_DEADLINE,
    text: str = "เรียน จังหวัด",
) -> bytes:
    """A mail with these attachments."""
    message = EmailMessage(policy=SMTP)
    for name, value in (("From", sender), ("To", "ita@trat.go.th"), ("Subject", subject), ("Date", date)):
        if value:
            message[name] = value
    message.set_content(text)
    for name, data in files:
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


def raw_mail(headers: str | bytes, body: bytes = b"text") -> bytes:
    """A mail of these very headers."""
    return (headers.encode() if isinstance(headers, str) else headers) + b"\n\n" + body


def part(headers: str, body: bytes) -> bytes:
    """A mail of one attachment with these headers beside those of a mail."""
    head = f"From: a@b.go.th\nDate: {BEFORE_DEADLINE}\nMIME-Version: 1.0\n"
    parted = 'Content-Type: multipart/mixed; boundary="x"\n\n--x\n'
    return (head + parted + headers).encode("utf-8", "surrogateescape") + b"\n\n" + body + b"\n--x--\n"
