"""Shorten the names of agencies for a narrow table, where the province stands in the heading.

Works on values only.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType

from ita_xlsx.model.agency import Agency
from ita_xlsx.model.text.spelling import fold_text, text_key

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
# Each short form with its dots or not, and then a dot or a space before the name of the place.
_SHORT: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        kind: re.compile(r"\s*\.?\s*".join(short.rstrip(".")) + r"(?:\s*\.\s*|\s+)(?=\S)")
        for kind, short in _LOCAL.items()
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


@lru_cache(maxsize=8192)
def long_name(name: str) -> str:
    """Return a name of a local administration with its kind written out, such as ``อบต.``; another name as it is."""
    folded = fold_text(name)
    for kind, short in _SHORT.items():
        if match := short.match(folded):
            return kind + folded[match.end() :]
    return name


def kind_and_place(name: str, province: str) -> tuple[str, str]:
    """Return the kind of a local administration, empty for another agency, and the key of the rest of its name."""
    folded = fold_text(long_name(name).replace(_SIMULATED, ""))
    for kind in _LOCAL:
        if folded.startswith(kind):
            return kind, text_key(folded.removeprefix(kind))
    return "", text_key(_brief(folded, fold_text(province)))


def _brief(name: str, province: str) -> str:
    plain = name.replace(_SIMULATED, "").strip()
    for kind, abbreviation in _LOCAL.items():
        if plain.startswith(kind):
            return abbreviation + plain.removeprefix(kind).strip()
    short = plain.removesuffix(province).removesuffix(_PROVINCE).strip() if province else plain
    short = short.removeprefix(_OFFICE).strip()
    return short or plain
