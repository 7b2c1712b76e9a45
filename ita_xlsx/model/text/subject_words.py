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
_THAI: Mapping[str, str] = MappingProxyType(
    {"overall": OVERALL, "level": LEVEL, "highest": HIGHEST, "lowest": LOWEST, "weighted": WEIGHTED}
)
# A whole word that begins a subject: at the start of the list, after a comma, or after a mark between two subjects.
_WORD = re.compile(rf"(?<![^\s,;(])({'|'.join(_THAI)})(?![\w.-])")


def in_thai(subjects: str) -> str:
    """Return a list of subjects (``overall, weighted IIT, e1 public``) with Thai for every word that is no code."""
    return _WORD.sub(lambda match: _THAI[match[1]], subjects)
