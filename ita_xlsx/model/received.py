"""Hold the moment at which a form was received, with the origin from which that moment is known.

Works on values only. All moments are in Thai time, which is seven hours ahead of UTC all year.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from enum import StrEnum

# Not from a table of time zones, which a browser and Windows may lack.
BANGKOK = timezone(timedelta(hours=7))


class ReceivedFrom(StrEnum):
    """The origin of the moment of receipt, the most certain first; the time of a file is no origin."""

    DECISION = "decision"
    MAIL = "mail"
    FORM = "form"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Received:
    """The moment of receipt: the Thai day and, from a mail, the Thai time; no day if it is not known."""

    day: date | None = None
    time: time | None = None
    origin: ReceivedFrom = ReceivedFrom.UNKNOWN

    @property
    def is_known(self) -> bool:
        """Return True if at least the day of receipt is known."""
        return self.day is not None

    @property
    def is_recorded(self) -> bool:
        """Return True if the officer wrote the day."""
        return self.origin is ReceivedFrom.DECISION

    @property
    def iso(self) -> str | None:
        """Return the moment as ISO 8601 with its zone, the day alone if the time is not known, or None."""
        if self.day is None:
            return None
        if self.time is None:
            return self.day.isoformat()
        return datetime.combine(self.day, self.time, BANGKOK).isoformat(timespec="seconds")

    def is_after(self, deadline: date | None) -> bool:
        """Return True if the day is known and later than the deadline."""
        return deadline is not None and self.day is not None and self.day > deadline

    def is_later_than(self, other: Received) -> bool:
        """Return True if both moments are known and this one is later; two moments of one day need their times."""
        if self.day is None or other.day is None or self.day < other.day:
            return False
        if self.day > other.day:
            return True
        return self.time is not None and other.time is not None and self.time > other.time


NOT_KNOWN = Received()


def received_on(day: date | None, origin: ReceivedFrom) -> Received:
    """Return the receipt on a day; without a day it is not known."""
    return NOT_KNOWN if day is None else Received(day, None, origin)


def received_at(moment: datetime | None) -> Received:
    """Return the receipt of a mail at a moment, in Thai time; a moment without a zone is Thai time already."""
    if moment is None:
        return NOT_KNOWN
    try:
        local = moment if moment.tzinfo is None else moment.astimezone(BANGKOK)
    except (OverflowError, ValueError):
        # At the ends of the calendar there is no Thai time.
        return NOT_KNOWN
    return Received(local.date(), local.time().replace(microsecond=0), ReceivedFrom.MAIL)


@dataclass(frozen=True)
class Mail:
    """The mail in which a file came: the address and the name of its sender, its subject, and its moment."""

    sender: str = ""
    sender_name: str = ""
    subject: str = ""
    received: Received = NOT_KNOWN
