"""Read a number of people as offices write it: with separators, with its unit, or beside the number expected.

Works on texts only.
"""

from __future__ import annotations

import re
from functools import lru_cache

from ita_xlsx.model.text.digits import arabic, narrow

# A longer number cannot be a count of people.
_MOST_DIGITS = 10
_UNIT = r"(?:คน|ราย|ท่าน|ชุด|ฉบับ|ตัวอย่าง|คำตอบ|persons?|people|respondents?)\.?"
_NUMBER = r"\d{1,3}(?:,\d{3})+|\d{1,3}(?: \d{3})+|\d+"
_COUNT = re.compile(
    rf"(?:จำนวน|รวม|ทั้งหมด|ทั้งสิ้น|ผู้ตอบ|\s|:)*(?P<count>{_NUMBER})(?:\.0+)?\s*(?:{_UNIT})?"
    rf"(?:\s*(?:/|จาก(?:ทั้งหมด|จำนวน)?|of)\s*(?P<total>{_NUMBER})\s*(?:{_UNIT})?)?\s*(?:\([^()]*\))?",
    re.IGNORECASE,
)
_PLAIN = re.compile(rf"(?:{_NUMBER})\s*(?:คน)?")


@lru_cache(maxsize=1 << 10)
def parse_count(text: str) -> int | None:
    """Return a number of people; None if the text is no whole number.

    Of ``1,200/1,500`` and ``1200 จาก 1500 คน`` the first number is returned, if it is not above the second. Cached, as
    several functions ask for the same text, and many forms have the same few numbers.
    """
    match = _COUNT.fullmatch(narrow(arabic(text)).strip())
    if match is None:
        return None
    digits = re.sub(r"\D", "", match["count"])
    total = re.sub(r"\D", "", match["total"] or digits)
    if max(len(digits), len(total)) > _MOST_DIGITS or int(digits) > int(total):
        return None
    return int(digits)


def is_plain_count(text: str) -> bool:
    """Return True if a text is a number alone, with or without ``คน``, so that it can be read in one way only."""
    return _PLAIN.fullmatch(narrow(arabic(text)).strip()) is not None
