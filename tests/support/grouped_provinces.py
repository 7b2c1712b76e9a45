"""Give the agencies of a made-up province kinds, districts and a national mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from ita_xlsx.model.province.national_mean import NationalMean
from ita_xlsx.model.round_state import RoundState
from tests.support.large_round import SIZE, large_agencies
from tests.support.provinces import province_of

# Names that Excel or a function of it would read otherwise: wildcards, a formula, quotes, signs no sheet may have.
ODD_KINDS = ("อบต.", "ส่วน*?ราชการ~", "=1+1", "'รัฐ\"วิสาหกิจ' [ก]/ข:ค", "")
DISTRICTS = ("เมือง", "อำเภอบางใหม่", "เขาสมิง" * 9)
NATIONAL = NationalMean(
    means=(("overall", Decimal("91.20")), ("IIT", Decimal("90.1")), ("1", Decimal("88"))),
    year=2568,
    source="ประกาศสำนักงาน ป.ป.ช. & <คณะ>",
)


def grouped(province: RoundState, kinds: Sequence[str] = ODD_KINDS, districts: Sequence[str] = DISTRICTS) -> RoundState:
    """The province with kinds and districts in turn, and with a national mean."""
    members = tuple(
        replace(
            member,
            agency=replace(member.agency, kind=kinds[number % len(kinds)], district=districts[number % len(districts)]),
        )
        for number, member in enumerate(province.members)
    )
    return replace(province, members=members, national=NATIONAL)


def large_province() -> RoundState:
    """290 agencies of four kinds in two districts, in every state."""
    province = province_of(2568, SIZE)
    members = tuple(
        replace(member, agency=agency) for member, agency in zip(province.members, large_agencies(), strict=True)
    )
    return replace(province, members=members)
