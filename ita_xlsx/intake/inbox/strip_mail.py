"""Write a mail again with its moment and its attachments, and without sender, receivers and text.

Takes the bytes of a mail; returns those of an .eml file, or raises UnreadableWorkbook. Works on values only; call it in
a child.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, formataddr

from ita_xlsx.errors import UnreadableWorkbook
from ita_xlsx.intake.inbox.containers import ContainerKind, container_kind
from ita_xlsx.intake.inbox.mail import Attachment, read_mail
from ita_xlsx.intake.inbox.outlook import read_outlook
from ita_xlsx.model.again.persons import REMOVED, REMOVED_SENDER, without_persons
from ita_xlsx.model.findings.codes import Code
from ita_xlsx.model.received import BANGKOK, Received

_MOST_NESTED = 8


def strip_mail(data: bytes, kind: ContainerKind, names: Mapping[str, str]) -> bytes:
    """Return a mail without persons: its moment, its attachments, and links to files that lie elsewhere.

    ``names`` are those of agencies by the addresses of their senders, and stand in place of the senders. Raise
    UnreadableWorkbook for a mail that is damaged, because it would seem whole afterwards.
    """
    return _stripped(data, kind, names, 0)


def _stripped(data: bytes, kind: ContainerKind, names: Mapping[str, str], level: int) -> bytes:
    message = read_outlook(data) if kind is ContainerKind.OUTLOOK else read_mail(data)
    if message.is_damaged or level > _MOST_NESTED:
        raise UnreadableWorkbook(Code.MAIL_UNREADABLE)
    made = EmailMessage(policy=SMTP)
    made["From"] = formataddr((names.get(message.mail.sender, ""), REMOVED_SENDER))
    made["Subject"] = without_persons(message.mail.subject, (message.mail.sender_name,)) or REMOVED
    if moment := _moment(message.mail.received):
        made["Date"] = moment
    made.set_content("\n".join((REMOVED, *message.links)))
    for item in message.attachments:
        name, content = _without_sender(item, names, level)
        made.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return made.as_bytes()


def _without_sender(item: Attachment, names: Mapping[str, str], level: int) -> tuple[str, bytes]:
    kind = container_kind(item.name)
    if kind not in (ContainerKind.MAIL, ContainerKind.OUTLOOK):
        return item.name, item.data
    name = item.name if kind is ContainerKind.MAIL else f"{item.name[:-4]}.eml"
    return name, _stripped(item.data, kind, names, level + 1)


def _moment(received: Received) -> str:
    if received.day is None:
        return ""
    return format_datetime(datetime.combine(received.day, received.time or time(12), BANGKOK))
