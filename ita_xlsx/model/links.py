"""What is known of the address that proves a step: by rule, and from a visit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Verdict(StrEnum):
    """What an address is worth as evidence."""

    FINE = "fine"
    WARNING = "warning"
    BROKEN = "broken"
    UNKNOWN = "unknown"
    REASON = "reason"


@dataclass(frozen=True)
class LinkResult:
    """One address and its verdict; ``rule`` is the code of the message that says why, ``reached`` where it led.

    ``checked`` is the day of the visit, None where only the rules were asked.
    """

    url: str
    verdict: Verdict
    rule: str = ""
    detail: str = ""
    reached: str = ""
    checked: date | None = None
