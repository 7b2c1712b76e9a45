"""Write the settings of the next round from those of the old one: its year, its plan, its calendar; the rest stays.

Takes and returns the text of ``round.toml``. Works on values only.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence

from ita_xlsx.cycle.new_round import ROSTER_FILE, toml_string
from ita_xlsx.cycle.province_plan import MEASURES_FILE
from ita_xlsx.intake.national_settings import TABLE as NATIONAL
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.measures import Plan
from ita_xlsx.model.text.dates import parse_date
from ita_xlsx.model.text.digits import arabic, thai

_FRAMEWORK = re.compile(r"^framework\s*=.*$", re.MULTILINE)
_DEADLINE = re.compile(r"^(deadline\s*=.*)$", re.MULTILINE)
_MEASURES = re.compile(r"^measures\s*=.*$", re.MULTILINE)
_MEASURES_YEAR = re.compile(r"^measures_year\s*=.*\n?", re.MULTILINE)
_COMMENTED_PLAN = re.compile(r"^#\s*measures\s*=.*\n?", re.MULTILINE)
_TABLE = re.compile(r"\s*\[\s*(?P<name>[^\]]*?)\s*\]")
_KEY = r"""[A-Za-z0-9_-]+|"[^"\n]*"|'[^'\n]*'"""
_ENTRY = re.compile(
    rf"""(?P<key>\s*(?:{_KEY})\s*=\s*)(?P<quote>["']?)(?P<day>[^"'#\n]+?)(?P=quote)(?P<rest>\s*(?:#.*)?)"""
)
# What an officer typed in about the result of one year.
_YEAR_LINE = re.compile(
    r"""\s*(?P<prefix>report\s*\.\s*)?["']?(?P<key>rank|rank_of|national_mean|publication_url)["']?\s*=\s*(?!""|'')\S"""
)
# The table of what was published about the whole country in one year.
_NATIONAL = re.compile(r"""\s*(?P<dotted>national\s*\.\s*)?["']?[^#\s"'=\[][^=]*=\s*(?!""|'')\S""")
_PREVIOUS = re.compile(r"^previous\s*=[^\n\[]*(?:\[[^\]]*\])?.*\n?", re.MULTILINE)
_ROSTER = re.compile(r"^roster\s*=.*$", re.MULTILINE)


def names_plan(text: str) -> bool:
    """Return True if the settings name a plan in force."""
    return bool(_MEASURES.search(text))


def year_settings(text: str) -> tuple[str, ...]:
    """Return the settings that hold for one year only, of ``[report]`` and ``[national]``, as far as they are set."""
    lines = _lines_with_tables(text.replace("\r\n", "\n"))
    return tuple(dict.fromkeys(key for table, line in lines if (key := _year_key(table, line))))


def next_settings(
    text: str,
    framework_text: str,
    years: tuple[Framework, Framework],
    plan: Plan,
    *,
    is_in_force: bool,
    previous: Sequence[str] = (),
) -> str:
    """Return the text of the old settings for the next year; the old deadline becomes a comment.

    ``framework_text`` is a year or a quoted path, as TOML writes it, and ``years`` are the frameworks of the old and
    the next round. The days of the calendar move by as many years, and a rank or a mean of the old year becomes a
    comment. The fiscal year of the plan is written if it is
    not that of the round. ``is_in_force`` puts the plan in force if the old settings name none. ``previous`` are
    the paths of the old round, from which the forms of the next one are filled in beforehand.
    """
    before, framework = years
    text = text.replace("\r\n", "\n")
    text = _ROSTER.sub(f'roster = "{ROSTER_FILE}"', text, count=1)
    text = _MEASURES.sub(f'measures = "{MEASURES_FILE}"', text, count=1)
    text = _MEASURES_YEAR.sub("", _DEADLINE.sub(r"# \1", text))
    text = _PREVIOUS.sub("", text, count=1)
    lines = [f"framework = {framework_text}"]
    if previous:
        paths = ", ".join(map(toml_string, previous))
        lines.append(f"previous = {paths}" if len(previous) == 1 else f"previous = [{paths}]")
    if plan.year not in (None, framework.year):
        lines.append(f"measures_year = {plan.year}")
    if is_in_force and not names_plan(text):
        text = _COMMENTED_PLAN.sub("", text, count=1)
        lines.append(f'measures = "{MEASURES_FILE}"')
    text = _moved_calendar(text, framework.year - before.year)
    text = "\n".join(f"# {line}" if _year_key(table, line) else line for table, line in _lines_with_tables(text))
    return _FRAMEWORK.sub(lambda _: "\n".join(lines), text, count=1)


def _year_key(table: str, line: str) -> str:
    """Return the key of a line that holds for one year only and is filled in, else an empty text.

    The lines of the national mean have the name of their table.
    """
    if (national := _NATIONAL.match(line)) and table == ("" if national["dotted"] else NATIONAL):
        return NATIONAL
    match = _YEAR_LINE.match(line)
    # ``report.rank = 3`` may also stand before the first table.
    return match["key"] if match and table == ("" if match["prefix"] else "report") else ""


def _lines_with_tables(text: str) -> list[tuple[str, str]]:
    """Return each line with the name of the table in which it stands."""
    lines, table = [], ""
    for line in text.split("\n"):
        if match := _TABLE.match(line):
            table = match["name"]
        lines.append((table, line))
    return lines


def _moved_calendar(text: str, years: int) -> str:
    """Return the settings with each day of the calendar moved by years, in the spelling that it has."""
    lines = []
    for table, line in _lines_with_tables(text):
        entry = _ENTRY.fullmatch(line) if table == "calendar" else None
        lines.append(f"{entry['key']}{_moved_day(entry, years)}{entry['rest']}" if entry else line)
    return "\n".join(lines)


def _moved_day(entry: re.Match[str], years: int) -> str:
    """Return the value of an entry moved by years; 29 February moves to the 28th, and what is no date stays."""
    text, quote = entry["day"], entry["quote"]
    try:
        day = parse_date(text)
    except ValueError:
        return f"{quote}{text}{quote}"
    last = monthrange(day.year + years, day.month)[1]
    moved_day = day.replace(year=day.year + years, day=min(day.day, last))
    digits = arabic(text)
    year = re.match(r"[0-9]{4}(?=-)", digits) or re.search(r"(?:[0-9]{4}|[0-9]{2})(?=[^0-9]*$)", digits)
    number = f"{(int(year[0]) + years) % 10 ** len(year[0]):0{len(year[0])}d}" if year else ""
    new = f"{digits[: year.start()]}{number}{digits[year.end() :]}" if year else digits
    if digits != text:
        new = thai(new)
    try:
        is_right = parse_date(new) == moved_day
    except ValueError:
        is_right = False
    return f"{quote}{new}{quote}" if is_right else f'"{moved_day.isoformat()}"'
