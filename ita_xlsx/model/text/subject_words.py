"""Hold the Thai words for subjects that are no code, and put them into a list of subjects.

Works on texts only.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

OVERALL = "คะแนนรวม"
LEVEL = "ระดับ"
HIGHEST = "ตัวชี้วัดที่ได้คะแนนสูงสุด"
LOWEST = "ตัวชี้วัดที่ได้คะแนนต่ำสุด"
WEIGHTED = "คะแนนถ่วงน้ำหนัก"
INDICATOR, SUBINDICATOR = "ตัวชี้วัดที่ ", "ตัวชี้วัดย่อย "
_THAI: Mapping[str, str] = MappingProxyType(
    {"overall": OVERALL, "level": LEVEL, "highest": HIGHEST, "lowest": LOWEST, "weighted": WEIGHTED}
)
# A whole word that begins a subject: at the start of the list, after a comma, or after a mark between two subjects.
_WORD = re.compile(rf"(?<![^\s,;(])({'|'.join(_THAI)})(?![\w.-])")
# A bare code of an indicator (``2``) or of a sub-indicator (``9.1``), alone or of one part (``2 public``).
_INDICATOR = re.compile(r"(?:^|(?<=, ))(?=([0-9]{1,2})(\.[0-9]{1,2})?(?=$|,| [a-z–…]))")


def with_indicators(subjects: str) -> str:
    """Return a list of subjects of scores with the Thai word for an indicator before each code that is a number."""
    return _INDICATOR.sub(lambda match: SUBINDICATOR if match[2] else INDICATOR, subjects)


def in_thai(subjects: str) -> str:
    """Return a list of subjects (``overall, weighted IIT, e1 public``) with Thai for every word that is no code."""
    return _WORD.sub(lambda match: _THAI[match[1]], subjects)


def spoken_subject(subject: str, lang: str) -> str:
    """Return a subject of a score in words: ``ตัวชี้วัดที่ 1`` or ``indicator 1`` for ``1``; other codes stay."""
    if lang == "th":
        return with_indicators(in_thai(subject))
    return _INDICATOR.sub(lambda match: "sub-indicator " if match[2] else "indicator ", subject)
