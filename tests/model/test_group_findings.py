"""Check what is told about the kinds and districts of a roster."""

from __future__ import annotations

import pytest

from ita_xlsx.model.agency import Agency
from ita_xlsx.model.province.group_findings import check_groups


def roster(*kinds: str, district: str = "") -> list[Agency]:
    return [Agency(f"P{n}", f"ก{n}", kind=kind, district=district) for n, kind in enumerate(kinds)]


def told(agencies: list[Agency]) -> list[tuple[str, str]]:
    return [(item.code.value, dict(item.params)["value"]) for item in check_groups(agencies, "roster.csv")]


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        (("", "", ""), []),
        (("อปท.", "อปท."), []),
        # Spaces, letter case and the kind of digits make no other kind.
        (("เทศบาล ตำบล", "เทศบาลตำบล", "Type A", "type a"), []),
        (("อปท.", "อปท", "อปท."), [("R615", "อปท")]),
        (("อปท.",) * 3 + ("",), [("R616", "ไม่ระบุประเภท")]),
        # A dash names no kind.
        (("อปท.", "-"), [("R616", "ไม่ระบุประเภท")]),
        (("เทศบาลตำบล",) * 4 + ("เทศบาลตำบน",), [("R615", "เทศบาลตำบน")]),
        (("เทศบาลตำบล",) * 4 + ("เทศบาลตำบลล",), [("R615", "เทศบาลตำบลล")]),
        (("เทศบาลตำบล",) * 4 + ("เทศบาลตำ",), []),
        # Short names differ by one letter without being the same, and so do numbers.
        (("อบต",) * 4 + ("อบจ",), []),
        (("สำนักงานเขต 1",) * 4 + ("สำนักงานเขต 2",), []),
        # What many agencies have is no typo.
        (("บางปะหัน",) * 3 + ("บางปะหัด",) * 3, []),
    ],
)
def test_kinds_are_compared(kinds: tuple[str, ...], expected: list[tuple[str, str]]) -> None:
    assert told(roster(*kinds)) == expected


def test_districts_are_told_by_their_own_word() -> None:
    agencies = [*roster("ก", "ก", district="เมือง"), *roster("ก")]
    found = list(check_groups(agencies, "roster.csv"))
    assert [item.code.value for item in found] == ["R616"]
    assert dict(found[0].params)["what_th"] == "อำเภอ"
