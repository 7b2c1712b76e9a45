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
_CHRISTIAN_CENTURY = 2000
_ENGLISH = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def _month_key(word: str) -> str:
    return re.sub(r"[.\s]", "", word).lower().removeprefix("เดือน")


_MONTHS_BY_KEY = {
    _month_key(name): number
    for names in (MONTHS, _SHORT, _ENGLISH, [name[:3] for name in _ENGLISH])
    for number, name in enumerate(names, 1)
} | {"sept": 9}
# The short name of a month in any spelling: its stops may be missing, or have a blank behind them.
_SHORT_PATTERN = "|".join(
    r"\.?\s?".join(name.split(".")[:2]) + r"\.?" for name in sorted(_SHORT, key=len, reverse=True)
)
THAI_MONTH = f"(?:เดือน\\s?)?(?:{'|'.join(MONTHS)}|{_SHORT_PATTERN})"
ENGLISH_MONTH = rf"(?<![A-Za-z])(?:{'|'.join(_ENGLISH)}|Sept|{'|'.join(name[:3] for name in _ENGLISH)})(?![A-Za-z])\.?"
_ERA = r"(?:พ\.?\s?ศ\.?|ค\.?\s?ศ\.?|B\.?E\.?)?"
_DAY_OF_MONTH = re.compile(
    rf"(?P<day>\d{{1,2}})[\s./-]*(?P<month>{THAI_MONTH}|{ENGLISH_MONTH})[\s./,-]*{_ERA}\s*(?P<year>\d{{4}}|\d{{2}})",
    re.IGNORECASE,
)
_BEFORE_DAY = re.compile(r"^(?:วัน\S*?ที่|เมื่อ)\s*")
_TIME = re.compile(r"(?:\s+(?:เวลา\s*)?|T)\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s*น\.?)?$", re.IGNORECASE)


def parse_date(text: str) -> date:
    """Read a date such as ``30/9/2569``, ``2026-09-30``, ``30 กันยายน 2569``, ``30 กย. 69`` or ``30-Sep-26``.

    Thai digits are read too, and a time after the date is passed over. Raise ValueError for any other text, and for a
    day that is not in the calendar.
    """
    plain = _TIME.sub("", _BEFORE_DAY.sub("", fold_text(text)))
    if match := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", plain):
        year, month, day = (int(part) for part in match.groups())
    elif match := re.fullmatch(r"(\d{1,2})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?(\d{4}|\d{2})", plain):
        day, month, year = (int(part) for part in match.groups())
    elif match := _DAY_OF_MONTH.fullmatch(plain):
        day, month, year = int(match["day"]), month_number(match["month"]), int(match["year"])
        # A short year beside an English month is Christian, unless it can only be Buddhist.
        year += _CHRISTIAN_CENTURY if year < _LEAST_SHORT and match["month"].isascii() else 0
    else:
        raise ValueError(text)
    # Two digits from 44 up are the end of a Buddhist year; lower ones can also be the end of a Christian year.
    year += _CENTURY if _LEAST_SHORT <= year < 100 else 0
    if year < _FIRST_YEAR:
        raise ValueError(text)
    return date(year - BUDDHIST if year >= _FIRST_BUDDHIST else year, month, day)


def month_number(word: str) -> int:
    """Return the number of a month from 1, by its name or any spelling of its short name; raise ValueError if none."""
    key = _month_key(word)
    if key not in _MONTHS_BY_KEY:
        raise ValueError(word)
    return _MONTHS_BY_KEY[key]


def thai_date(day: date) -> str:
    """Return a date in Thai with the full name of the month: ``30 กันยายน 2569``."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year + BUDDHIST}"


def numeric_date(day: date) -> str:
    """Return a date in the numbers of ``round.toml``, which read the same in each language: ``30/9/2569``."""
    return f"{day.day}/{day.month}/{day.year + BUDDHIST}"


def short_thai_date(day: date) -> str:
    """Return a date in Thai with the short name of the month: ``30 ก.ย. 2569``."""
    return f"{day.day} {_SHORT[day.month - 1]} {day.year + BUDDHIST}"
