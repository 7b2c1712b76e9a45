"""Read the settings of a round about the plan of the province and about forms that are filled in beforehand.

Takes the settings of ``round.toml``; returns values, or raises InputError (R607). Works on values only.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from ita_xlsx.intake.setting_faults import refused
from ita_xlsx.intake.workbook.cells import clean_text
from ita_xlsx.model.province.shared_plan import LEAST_AGENCIES
from ita_xlsx.model.text.digits import arabic

ALL = "all"
_ALL_HINT = (
    'ใส่ "all" หากให้ทุกหน่วยงานได้รับแผนที่ร่างจากผลของหน่วยงานเดียว หรือลบบรรทัดนี้',
    'write "all" if all agencies are to get a plan that was drafted from the result of one of them, or delete the line',
)
_SHARED_HINT = (
    "ใส่จำนวนหน่วยงานตั้งแต่ 1 ขึ้นไป เช่น 3",
    "give a number of agencies from 1, such as 3",
)
_PREVIOUS_HINT = (
    'ใส่ที่อยู่ของรอบปีก่อนหรือไฟล์ของปีก่อน เช่น "../ITA2568" หรือ ["../ITA2568/consolidated.xlsx"]',
    'give the folder of last year\'s round or files of last year, such as "../ITA2568" or '
    '["../ITA2568/consolidated.xlsx"]',
)
_MOST_DIGITS = 6


def measures_for_all(path: Path, settings: Mapping[str, object]) -> bool:
    """Return True if a plan drafted from one result is for all agencies; raise InputError for another word."""
    value = settings.get("measures_for", "")
    if value not in ("", ALL):
        raise refused(path, "measures_for", value, _ALL_HINT)
    return value == ALL


def shared_by(path: Path, settings: Mapping[str, object]) -> int:
    """Return the least number of agencies that share a weak point of the plan; raise InputError for no number."""
    value = settings.get("shared_by", LEAST_AGENCIES)
    text = arabic(str(value)).strip()
    is_number = text.isascii() and text.isdecimal() and len(text) <= _MOST_DIGITS
    if isinstance(value, bool) or not is_number or int(text) < 1:
        raise refused(path, "shared_by", value, _SHARED_HINT)
    return int(text)


def previous_paths(path: Path, settings: Mapping[str, object]) -> tuple[str, ...]:
    """Return the paths of last year, relative to the folder of the settings; raise InputError for no texts."""
    value = settings.get("previous", "")
    entries = value if isinstance(value, list) else [value]
    if not all(isinstance(item, str) for item in entries):
        raise refused(path, "previous", value, _PREVIOUS_HINT)
    texts = (clean_text(str(item)) for item in entries)
    return tuple(str(path.parent / text) for text in texts if text)
