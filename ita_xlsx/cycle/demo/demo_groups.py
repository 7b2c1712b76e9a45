"""Give the agencies of the demo kinds and districts, and its round a mean of the country; all of them are made up.

Takes and returns values.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ita_xlsx.model.agency import Agency, bare_province

_KINDS = (
    ("ด้านเกษตรและทรัพยากร", ("เกษตร", "ปศุสัตว์", "ประมง", "สหกรณ์", "ทรัพยากร")),
    ("ด้านเศรษฐกิจ", ("คลัง", "อุตสาหกรรม", "พาณิชย์", "แรงงาน", "จัดหางาน", "ขนส่ง", "ท่องเที่ยว", "พลังงาน")),
)
_OTHER = "ด้านสังคมและบริหาร"
_IN_TOWN, _OUT_OF_TOWN = 20, "นอกเขตเมือง (จำลอง)"
_NATIONAL = """
[national]
year = {year}
source = "ตัวเลขจำลองเพื่อสาธิตโปรแกรม"
overall = 92.50
IIT = 91.75
EIT = 93.10
OIT = 92.40
"""


def with_groups(roster: Iterable[Agency]) -> tuple[Agency, ...]:
    """Return the agencies, each with a kind after the words of its name, and with one of two districts."""
    return tuple(
        replace(
            agency,
            kind=next((kind for kind, words in _KINDS if any(word in agency.name for word in words)), _OTHER),
            district=f"เมือง{bare_province(agency.province)}" if number < _IN_TOWN else _OUT_OF_TOWN,
        )
        for number, agency in enumerate(roster)
    )


def national_settings(year: int) -> str:
    """Return the table of the settings with a mean of the country."""
    return _NATIONAL.format(year=year)
