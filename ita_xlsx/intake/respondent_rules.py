"""Read the least numbers of respondents from the table ``[respondents]`` of a round.

Takes the parsed settings; returns rules, or raises InputError (R607). Works on values only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from pathlib import Path

from ita_xlsx.intake.setting_faults import refused
from ita_xlsx.intake.workbook.cells import clean_text
from ita_xlsx.model.province.respondents import RespondentRule, RespondentRules, Survey
from ita_xlsx.model.text.digits import arabic

_TABLE_HINT = ("ใส่เป็นตาราง [respondents]", "make it a table, [respondents]")
_HINT = (
    'ใส่จำนวนคน เช่น 30 หรือร้อยละของผู้ที่ตอบได้ เช่น "10% >=30 <=400"',
    'give a number of people, such as 30, or a share of those who can answer, such as "10% >=30 <=400"',
)
_KIND_HINT = (
    'ใช้ iit และ eit หรือตารางของประเภทหน่วยงาน เช่น [respondents."เทศบาลตำบล"]',
    'use iit and eit, or a table of a kind of agencies, such as [respondents."เทศบาลตำบล"]',
)
_COUNT = re.compile(r"[0-9]{1,7}")
_SHARE = re.compile(
    r"(?P<share>[0-9]{1,3}(?:\.[0-9]{1,4})?)\s*%\s*(?:(?:>=|≥)\s*(?P<least>[0-9]{1,7}))?\s*"
    r"(?:(?:<=|≤)\s*(?P<most>[0-9]{1,7}))?"
)
_ALL = 100


def read_respondent_rules(path: Path, settings: Mapping[str, object]) -> RespondentRules:
    """Return the rules of the round; raise InputError (R607) for one that cannot be used."""
    table = settings.get("respondents", {})
    if not isinstance(table, dict):
        raise refused(path, "respondents", table, _TABLE_HINT)
    return RespondentRules(tuple(_rules(path, "", "respondents", table)))


def _rules(path: Path, kind: str, name: str, table: Mapping[str, object]) -> Iterator[RespondentRule]:
    for key, value in table.items():
        setting = f"{name}.{key}"
        if key in list(Survey):
            yield _rule(path, kind, setting, Survey(key), value)
        elif isinstance(value, dict) and not kind and clean_text(key):
            yield from _rules(path, clean_text(key), setting, value)
        else:
            raise refused(path, setting, value, _KIND_HINT)


def _rule(path: Path, kind: str, setting: str, survey: Survey, value: object) -> RespondentRule:
    text = arabic(clean_text(str(value))).replace(",", "") if isinstance(value, int | str) else ""
    if not isinstance(value, bool) and _COUNT.fullmatch(text):
        return RespondentRule(kind=kind, survey=survey, count=int(text))
    match = _SHARE.fullmatch(text)
    if match is None or not 0 < Fraction(match["share"]) <= _ALL:
        raise refused(path, setting, value, _HINT)
    least, most = (int(match[key]) if match[key] else None for key in ("least", "most"))
    if least is not None and most is not None and least > most:
        raise refused(path, setting, value, _HINT)
    return RespondentRule(kind=kind, survey=survey, share=Fraction(match["share"]) / _ALL, least=least, most=most)
