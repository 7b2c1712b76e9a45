"""Read the settings of a round from its file ``round.toml``.

Takes a path; returns RoundSettings, or raises InputError. Reads the disk.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from ita_xlsx.errors import InputError, input_errors
from ita_xlsx.intake.document_settings import read_letter_settings, read_report_settings
from ita_xlsx.intake.giving_settings import measures_for_all, previous_paths, shared_by
from ita_xlsx.intake.national_settings import read_national_mean
from ita_xlsx.intake.respondent_rules import read_respondent_rules
from ita_xlsx.intake.round_calendar import read_calendar
from ita_xlsx.intake.setting_faults import DATE_HINT, refused
from ita_xlsx.intake.workbook.cells import clean_text
from ita_xlsx.model.findings.codes import Code
from ita_xlsx.model.limits import Limit, parse_limit
from ita_xlsx.model.round_settings import Contact, RoundSettings, Stage
from ita_xlsx.model.rules import RuleChange, RuleCode
from ita_xlsx.model.text.addresses import is_link
from ita_xlsx.model.text.dates import parse_date
from ita_xlsx.model.text.digits import arabic
from ita_xlsx.model.text.toml_faults import TomlFault, find_toml_fault

_KEYS = (
    "framework", "province", "deadline", "threshold", "roster", "measures", "measures_year", "measures_for",
    "shared_by", "previous", "page", "contact", "rules", "calendar", "report", "letter", "national", "respondents",
)  # fmt: skip
_KEY_HINT = (f"ใช้ได้เฉพาะ {', '.join(_KEYS)}", f"valid names are {', '.join(_KEYS)}")
_SCORE_HINT = ("ใส่ตัวเลข 0-100 ทศนิยมไม่เกินสองตำแหน่ง", "give a number of 0-100 with at most two decimals")
_YEAR_HINT = (
    "ใส่ปีงบประมาณ เช่น 2568 หรือชื่อไฟล์นิยามแบบประเมินที่อยู่ข้างไฟล์นี้",
    "give a fiscal year such as 2568, or the file name of a definition in the folder of this file",
)
_PLAN_YEAR_HINT = (
    "ใส่ปีงบประมาณที่ดำเนินการตามแผน เช่น 2569",
    "give the fiscal year in which the plan is carried out, such as 2569",
)
_RULE_HINT = (
    "ใช้ [rules.ชื่อกติกา] กับ limit = ตัวเลข หรือ enabled = false",
    "use [rules.NAME] with limit = a number, or enabled = false",
)
_NO_LIMIT = (RuleCode.LOWEST_INDICATOR, RuleCode.LOWEST_QUESTION)
_CONTACT = ("name", "phone", "email")
_CONTACT_HINT = (f"ใน [contact] ใช้ได้เฉพาะ {', '.join(_CONTACT)}", f"only {', '.join(_CONTACT)} can be set in [contact]")
_PAGE_HINT = (
    "ใส่ที่อยู่เว็บของ ita.html ที่ขึ้นต้นด้วย https:// และเปิดได้จากภายนอก",
    "give the web address of ita.html, which begins with https:// and which the public can open",
)
_TABLE_HINT = ("ใส่เป็นตาราง [contact]", "make it a table, [contact]")


def read_round(path: Path) -> RoundSettings:
    """Read the settings; raise InputError (R606, R607, R608) for the first one that cannot be used."""
    return parse_round(read_round_text(path), path)


def read_round_text(path: Path) -> str:
    """Return the text of the settings file, with the ends of its lines as they are; raise InputError (R608)."""
    try:
        with input_errors(path):
            return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(Code.SETTINGS_NOT_UTF8, name=str(path)) from error


def parse_round(text: str, path: Path) -> RoundSettings:
    """Return the settings in the text of the file ``path``; raise InputError (R606, R607) for one that is no use.

    The paths of the roster, the measures and a definition are relative to the folder of the settings file.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    try:
        settings = tomllib.loads(text)
    except ValueError as error:
        raise _malformed(path, find_toml_fault(text, str(error))) from error
    for key in settings:
        if key not in _KEYS:
            raise refused(path, key, settings[key], _KEY_HINT)
    contact = settings.get("contact", {})
    if not isinstance(contact, dict):
        raise refused(path, "contact", contact, _TABLE_HINT)
    for key in contact:
        if key not in _CONTACT:
            raise refused(path, f"contact.{key}", contact[key], _CONTACT_HINT)
    deadline = _date(path, settings)
    calendar = read_calendar(path, settings, deadline)
    roster, measures = _text(settings, "roster"), _text(settings, "measures")
    report = read_report_settings(path, settings)
    return RoundSettings(
        framework=_framework(path, settings),
        province=_text(settings, "province"),
        # The day on which forms are due is the deadline.
        deadline=deadline or next((item.day for item in calendar if item.stage is Stage.FORMS_DUE), None),
        contact=Contact(*(_text(contact, key) for key in _CONTACT)),
        threshold=_limit(path, "threshold", _text(settings, "threshold")),
        roster=str(path.parent / roster) if roster else "",
        rules=tuple(_rules(path, settings)),
        measures=str(path.parent / measures) if measures else "",
        page=_page(path, settings),
        measures_year=_plan_year(path, settings),
        measures_for_all=measures_for_all(path, settings),
        shared_by=shared_by(path, settings),
        previous=previous_paths(path, settings),
        calendar=calendar,
        report=report,
        letter=read_letter_settings(path, settings),
        national=read_national_mean(path, settings, report.national_mean),
        respondents=read_respondent_rules(path, settings),
    )


def _plan_year(path: Path, settings: Mapping[str, object]) -> int | None:
    """Return the fiscal year of the plan, or None if there is none; raise InputError (R607) if it is no year."""
    text = arabic(_text(settings, "measures_year"))
    if text and not re.fullmatch("2[45][0-9]{2}", text):
        raise refused(path, "measures_year", text, _PLAN_YEAR_HINT)
    return int(text) if text else None


def _page(path: Path, settings: Mapping[str, object]) -> str:
    """Return the address of the page for agencies; raise InputError (R607) for one that nobody can open."""
    address = _text(settings, "page").strip()
    if address and not is_link(address):
        raise refused(path, "page", address, _PAGE_HINT)
    return address


def _malformed(path: Path, fault: TomlFault) -> InputError:
    """Return the error (R606) for a line that is no setting."""
    return InputError(
        Code.SETTINGS_MALFORMED,
        name=str(path),
        line=str(fault.line),
        value=fault.text,
        hint_th=fault.hint[0],
        hint_en=fault.hint[1],
    )


def _text(settings: Mapping[str, Any], key: str) -> str:
    """Return a setting as clean text; empty if it is not there."""
    text = str(settings.get(key, "")).strip()
    return text if text.isprintable() else clean_text(text)


def _framework(path: Path, settings: Mapping[str, Any]) -> str:
    """Return a fiscal year as four digits, or the path of a definition file; raise InputError if there is no file."""
    text = _text(settings, "framework")
    text = arabic(text) if text.isdecimal() else text
    if not text or re.fullmatch("[0-9]{4}", text):
        return text
    if not (path.parent / text).exists():
        raise refused(path, "framework", text, _YEAR_HINT)
    return str(path.parent / text)


def _date(path: Path, settings: Mapping[str, Any]) -> date | None:
    """Return the deadline, or None if there is none; raise InputError if it is no date."""
    value = settings.get("deadline", "")
    if isinstance(value, date):
        value = value.isoformat()
    try:
        return parse_date(str(value)) if value else None
    except ValueError as error:
        raise refused(path, "deadline", value, DATE_HINT) from error


def _limit(path: Path, key: str, text: str) -> Limit | None:
    """Return a limit, or None for an empty text; raise InputError (R607) for a text that is no limit."""
    if not text:
        return None
    try:
        return parse_limit(text)
    except ValueError as error:
        raise refused(path, key, text, _SCORE_HINT) from error


def _rules(path: Path, settings: Mapping[str, Any]) -> Iterator[RuleChange]:
    """Yield the changes of rules, such as ``[rules.fell]`` with ``limit = 2`` or ``enabled = false``.

    Raise InputError for an unknown rule, or a value that the rule does not take.
    """
    changes = settings.get("rules", {})
    if not isinstance(changes, dict):
        raise refused(path, "rules", changes, _RULE_HINT)
    for name, change in changes.items():
        if name not in list(RuleCode) or not isinstance(change, dict) or set(change) - {"limit", "enabled"}:
            raise refused(path, f"rules.{name}", change, _RULE_HINT)
        if not isinstance(change.get("enabled", True), bool) or ("limit" in change and name in _NO_LIMIT):
            raise refused(path, f"rules.{name}", change, _RULE_HINT)
        limit = _limit(path, f"rules.{name}.limit", _text(change, "limit"))
        yield RuleChange(RuleCode(name), change.get("enabled", True), limit)
