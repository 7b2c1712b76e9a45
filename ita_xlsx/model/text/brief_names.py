"""Shorten the names of agencies for a narrow table, where the province stands in the heading.

Works on values only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from ita_xlsx.model.agency import Agency

# The official short forms of local administrations; their long ones leave no room for the name.
_LOCAL: Mapping[str, str] = MappingProxyType(
    {
        "องค์การบริหารส่วนจังหวัด": "อบจ.",
        "องค์การบริหารส่วนตำบล": "อบต.",
        "เทศบาลนคร": "ทน.",
        "เทศบาลเมือง": "ทม.",
        "เทศบาลตำบล": "ทต.",
    }
)
_SIMULATED, _OFFICE, _PROVINCE = "(จำลอง)", "สำนักงาน", "จังหวัด"


def brief_names(agencies: Iterable[Agency], province: str) -> Mapping[str, str]:
    """Return the short name of each agency by its code: without the words for office and this province.

    Local administrations have their official short forms, such as ``อบต.``.

    A name of which nothing would be left, and names that would become alike, stay as they are.
    """
    brief = {item.code: (item.name, _brief(item.name, item.province or province)) for item in agencies}
    uses = Counter(short for _, short in brief.values())
    return {code: short if uses[short] == 1 else name for code, (name, short) in brief.items()}


def _brief(name: str, province: str) -> str:
    plain = name.replace(_SIMULATED, "").strip()
    for kind, abbreviation in _LOCAL.items():
        if plain.startswith(kind):
            return abbreviation + plain.removeprefix(kind).strip()
    short = plain.removesuffix(province).removesuffix(_PROVINCE).strip() if province else plain
    short = short.removeprefix(_OFFICE).strip()
    return short or plain
