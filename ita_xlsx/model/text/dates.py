"""Read dates as Thai offices write them, with Buddhist or Christian years, and write them with Buddhist years.

Works on values only.
"""

from __future__ import annotations

import re
from datetime import date

from ita_xlsx.model.text.spelling import fold_text

MONTHS = (
    "มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน",
    "กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม",
)  # fmt: skip
_SHORT = (
    "ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค.",
)  # fmt: skip
SHORT_MONTHS = _SHORT
# A year of the Buddhist era is the Christian year plus this number.
BUDDHIST = 543
# The year of a round is Christian below this number, and Buddhist from this number on.
_FIRST_BUDDHIST = 2400
# Excel has no dates before this year.
_FIRST_YEAR = 1900
_CENTURY, _LEAST_SHORT = 2500, 44


def parse_date(text: str) -> date:
    """Read a date such as ``30/9/2569``, ``30/9/69``, ``2026-09-30`` or ``30 กันยายน 2569``; Thai digits are read too.

    Raise ValueError for any other text, and for a day that is not in the calendar.
    """
    plain = fold_text(text).removeprefix("วันที่").strip()
    if match := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", plain):
        year, month, day = (int(part) for part in match.groups())
    elif match := re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})", plain):
        day, month, year = (int(part) for part in match.groups())
    elif match := re.fullmatch(r"(\d{1,2})\s*([^\s\d]+)\s*(?:พ\.ศ\.)?\s*(\d{4}|\d{2})", plain):
        day, month, year = int(match[1]), _month(match[2]), int(match[3])
    else:
        raise ValueError(text)
    # Two digits from 44 up are the end of a Buddhist year; lower ones can also be the end of a Christian year.
    year += _CENTURY if _LEAST_SHORT <= year < 100 else 0
    if year < _FIRST_YEAR:
        raise ValueError(text)
    return date(year - BUDDHIST if year >= _FIRST_BUDDHIST else year, month, day)


def thai_date(day: date) -> str:
    """Return a date in Thai with the full name of the month: ``30 กันยายน 2569``."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year + BUDDHIST}"


def short_thai_date(day: date) -> str:
    """Return a date in Thai with the short name of the month: ``30 ก.ย. 2569``."""
    return f"{day.day} {_SHORT[day.month - 1]} {day.year + BUDDHIST}"


def _month(word: str) -> int:
    for names in (MONTHS, _SHORT):
        if word in names:
            return names.index(word) + 1
    raise ValueError(word)
