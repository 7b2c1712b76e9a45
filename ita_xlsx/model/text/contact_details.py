"""Find telephone numbers and mail addresses in a text, and take them out.

Works on texts only.
"""

from __future__ import annotations

import re

CONTACT_MARK = "[ข้อมูลติดต่อ]"
_DIGIT = "[0-9๐-๙]"
# A Thai number has nine or ten digits, in groups by blanks, stops or hyphens; the country code may stand before it.
_PHONE = re.compile(
    rf"(?<![0-9๐-๙/.,])(?:\+\s?(?:66|๖๖)[\s().-]{{0,3}}{_DIGIT}?|\(?[0๐])[\s().-]{{0,3}}{_DIGIT}(?:[\s().-]{{0,2}}{_DIGIT}){{7,8}}"
    rf"(?![0-9๐-๙])(?:\s*(?:ต่อ|ext\.?)\s*{_DIGIT}{{1,6}})?",
    re.IGNORECASE,
)
_MAIL = re.compile(r"(?:mailto:)?[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}", re.IGNORECASE)


def without_contacts(text: str) -> str:
    """Return a text with ``[ข้อมูลติดต่อ]`` in place of each telephone number and mail address."""
    return _PHONE.sub(CONTACT_MARK, _MAIL.sub(CONTACT_MARK, text))
