"""Read the mean of the whole country from the table ``[national]`` of the settings of a round.

Takes the parsed settings; returns a value, or raises InputError (R607). Works on values only: which subjects the year
has is compared where its framework is at hand.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

from ita_xlsx.intake.setting_faults import refused
from ita_xlsx.intake.workbook.cells import clean_text
from ita_xlsx.model.framework import OVERALL
from ita_xlsx.model.limits import Limit, parse_limit
from ita_xlsx.model.province.national_mean import NO_NATIONAL_MEAN, NationalMean
from ita_xlsx.model.results import two_decimals
from ita_xlsx.model.text.digits import arabic
from ita_xlsx.model.text.spelling import text_key

TABLE = "national"
_YEAR, _SOURCE = "year", "source"
_TABLE_HINT = (f"ใส่เป็นตาราง [{TABLE}]", f"make it a table, [{TABLE}]")
_SCORE_HINT = ("ใส่ตัวเลข 0-100 ทศนิยมไม่เกินสองตำแหน่ง", "give a number of 0-100 with at most two decimals")
_YEAR_HINT = ("ใส่ปีงบประมาณของค่าเฉลี่ยประเทศ เช่น 2568", "give the fiscal year of these means, such as 2568")
_SOURCE_HINT = ("ใส่ข้อความในเครื่องหมายคำพูด", "give a text in quotes")
_TWICE_HINT = ("เหลือไว้เพียงบรรทัดเดียว", "keep one of the lines only")


def read_national_mean(path: Path, settings: Mapping[str, object], of_report: Limit | None = None) -> NationalMean:
    """Return the means of ``[national]``; raise InputError (R607) for one that cannot be used.

    Without an overall mean there, it is that of ``[report]``, ``of_report``.
    """
    table = settings.get(TABLE, {})
    if not isinstance(table, dict):
        raise refused(path, TABLE, table, _TABLE_HINT)
    means = {}
    for key, value in table.items():
        if key in (_YEAR, _SOURCE) or value == "":
            continue
        name = text_key(key)
        if name in means:
            raise refused(path, f"{TABLE}.{key}", value, _TWICE_HINT)
        means[name] = (clean_text(key), _mean(path, key, value))
    if OVERALL not in means and of_report is not None:
        means = {OVERALL: (OVERALL, two_decimals(of_report)), **means}
    year, source = _year(path, table), _source(path, table)
    return NationalMean(means=tuple(means.values()), year=year, source=source) if means else NO_NATIONAL_MEAN


def _mean(path: Path, key: str, value: object) -> Decimal:
    if isinstance(value, (bool, dict, list)):
        raise refused(path, f"{TABLE}.{key}", value, _SCORE_HINT)
    try:
        return two_decimals(parse_limit(arabic(str(value)).strip()))
    except ValueError as error:
        raise refused(path, f"{TABLE}.{key}", value, _SCORE_HINT) from error


def _year(path: Path, table: Mapping[str, object]) -> int | None:
    text = arabic(str(table.get(_YEAR, ""))).strip()
    if text and not re.fullmatch("2[45][0-9]{2}", text):
        raise refused(path, f"{TABLE}.{_YEAR}", text, _YEAR_HINT)
    return int(text) if text else None


def _source(path: Path, table: Mapping[str, object]) -> str:
    value = table.get(_SOURCE, "")
    if not isinstance(value, str):
        raise refused(path, f"{TABLE}.{_SOURCE}", value, _SOURCE_HINT)
    return clean_text(value)
