"""Read the period of a measure, as people write it, as its first and its last day, and move it to another year.

Works on values only.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ita_xlsx.model.text.dates import BUDDHIST, ENGLISH_MONTH, THAI_MONTH, month_number, parse_date
from ita_xlsx.model.text.digits import arabic, thai
from ita_xlsx.model.text.late_patterns import late_pattern
from ita_xlsx.model.text.spelling import fold_text

# The fiscal year begins in October of the calendar year before.
_FIRST_MONTH, _LAST_MONTH = 10, 9
_THAI_DIGITS = frozenset(thai("0123456789"))
_QUARTERS = ((10, 12), (1, 3), (4, 6), (7, 9))
_HALVES = ((10, 3), (4, 9))
# Buddhist years are written with four digits or with their last two digits.
_FIRST_BUDDHIST, _CENTURY, _LEAST_SHORT = 2400, 2500, 32

_WORDS = (
    ("iso", r"(?<!\d)\d{4}-\d{1,2}-\d{1,2}(?!\d)"),
    ("day", r"(?<!\d)\d{1,2}(?P<mark>[/.-])\d{1,2}(?P=mark)(?:\d{4}|\d{2})(?!\d)"),
    ("named", rf"(?<!\d)\d{{1,2}}[-/ .]*{ENGLISH_MONTH}[-/ .,]*(?:\d{{4}}|\d{{2}})(?!\d)"),
    ("month_year", rf"{ENGLISH_MONTH}[-/ .,]*(?:\d{{4}}|\d{{2}})(?!\d)"),
    ("half", r"(?:รอบ|ช่วง)?\s*6\s*เดือน\s*(?:แรก|หลัง)"),
    ("year", r"(?:รอบ|ช่วง)?\s*12\s*เดือน|(?:ตลอดทั้ง|ตลอด|ทั้ง)ปี(?:งบประมาณ)?|ตลอดเวลา|อย่างต่อเนื่อง|ต่อเนื่อง|ทุกเดือน|ทุกไตรมาส|"
              r"(?:เดือน|ไตรมาส|ปี|สัปดาห์)ละ\s*\d+\s*ครั้ง|รายเดือน|รายไตรมาส|ทุกสัปดาห์|ทุกวัน"),
    ("quarter", r"ไตรมาส(?:ที่)?"),
    ("by", r"ไม่เกิน|ภายใน|ก่อน"),
    ("from", r"เป็นต้นไป|ตั้งแต่"),
    ("month", rf"{THAI_MONTH}|{ENGLISH_MONTH}"),
    ("to", r"จนถึง|ถึง|และ|[-–—~,]"),
    ("filler", r"ปีงบประมาณ|พ\.\s*ศ\.|พศ\.?|วันที่|สิ้นเดือน|เดือน|สิ้น|ประจำ|ระหว่าง|ช่วง|รอบ|ดำเนินการ|ให้แล้วเสร็จ|แล้วเสร็จ|"
               r"เริ่ม|ปี|ของ|วัน|[():/.\s]"),
    ("number", r"(?<!\d)\d{1,4}(?!\d)"),
    ("unknown", r"."),
)  # fmt: skip
_SCANNER = late_pattern("|".join(f"(?P<{name}>{pattern})" for name, pattern in _WORDS), re.DOTALL | re.IGNORECASE)


@dataclass(frozen=True)
class Period:
    """A period from its first to its last day."""

    first: date
    last: date


@dataclass(frozen=True)
class _Point:
    """One end of a period; ``year`` is Christian: a calendar year, or a fiscal year if no month is written."""

    year: int | None = None
    months: tuple[int, int] | None = None
    day: int | None = None


class _UnreadableError(ValueError):
    """An error because the words are not understood."""


def fiscal_year(year: int) -> Period:
    """Return the fiscal year of a Buddhist year: from 1 October of the year before to 30 September."""
    christian = year - BUDDHIST
    return Period(date(christian - 1, _FIRST_MONTH, 1), date(christian, _LAST_MONTH, 30))


def fiscal_quarter(day: date, year: int) -> int:
    """Return the quarter (1-4) of the fiscal year ``year`` (Buddhist) in which a day lies; 0 if it lies in another."""
    period = fiscal_year(year)
    if not period.first <= day <= period.last:
        return 0
    return next(number for number, (first, last) in enumerate(_QUARTERS, 1) if first <= day.month <= last)


def parse_period(text: str, year: int) -> Period | None:
    """Read a period in words; return None if it cannot be read.

    A period that names no year lies in the fiscal year ``year`` (Buddhist). Days, months, quarters, halves and
    fiscal years are read, alone, as a range, or with ``ภายใน`` (until) and ``ตั้งแต่`` (from); also with Thai digits,
    short months and short years. A text with any other word is not read.
    """
    try:
        words = [(match.lastgroup or "", match.group()) for match in _scan(text)]
        return _period(words, year - BUDDHIST)
    except ValueError:
        return None


def ends_outside(period: Period, year: int) -> bool:
    """Return True if a period ends neither in the fiscal year ``year`` (Buddhist) nor in the next one."""
    return not fiscal_year(year).first <= period.last <= fiscal_year(year + 1).last


def fiscal_year_of(day: date) -> int:
    """Return the fiscal year (Buddhist) that contains a day."""
    return day.year + BUDDHIST + (day.month >= _FIRST_MONTH)


def year_of_periods(texts: Iterable[str], year: int) -> int | None:
    """Return the fiscal year in which most of the periods end that name a year: ``year`` or the next one.

    Return None if none of them ends in these two years. Of two equally frequent years it is ``year``.
    """
    counts: Counter[int] = Counter()
    for text, count in Counter(texts).items():
        # A period that names no year moves with the year for which it is read.
        period = parse_period(text, year)
        is_dated = period is not None and period == parse_period(text, year + 1)
        if period is not None and is_dated and not ends_outside(period, year):
            counts[fiscal_year_of(period.last)] += count
    return max(counts, key=lambda item: (counts[item], item == year), default=None)


def moved_period(text: str, before: int, after: int) -> str:
    """Return the words of a period of the fiscal year ``before``, changed to the fiscal year ``after``.

    Spelling and digits stay the same. A period that names no year, lies in another year or cannot be read is not
    changed.
    """
    moved = _moved(text, before, after)
    return moved or "\n".join(_moved(line, before, after) or line for line in text.split("\n"))


def _moved(text: str, before: int, after: int) -> str | None:
    """Return the text with its years changed, or None if it does not then mean the same days of the other year."""
    period, year = parse_period(text, before), fiscal_year(before)
    if period is None or period.first < year.first or period.last > year.last:
        return None
    years = after - before
    # The text is scanned with all its spaces, because they are kept.
    words = "".join(_add_years(match, years) for match in _SCANNER.finditer(arabic(text)))
    moved = "".join(thai(new) if old in _THAI_DIGITS else new for old, new in zip(text, words, strict=True))
    try:
        expected = Period(*(day.replace(year=day.year + years) for day in (period.first, period.last)))
    except ValueError:
        return None
    return moved if parse_period(moved, after) == expected else None


def _add_years(match: re.Match[str], years: int) -> str:
    """Return a scanned word with ``years`` added to its year; its length stays the same."""
    kind, text = match.lastgroup, match.group()
    if kind == "iso":
        return f"{int(text[:4]) + years}{text[4:]}"
    if kind == "day":
        head, mark, year = text.rpartition(match["mark"])
        return f"{head}{mark}{_add_to_year(year, years)}"
    if kind in ("named", "month_year"):
        year = text[len(text.rstrip("0123456789")) :]
        return f"{text.removesuffix(year)}{_add_to_year(year, years)}"
    return _add_to_year(text, years) if kind == "number" and int(text) >= _LEAST_SHORT else text


def _add_to_year(year: str, years: int) -> str:
    return f"{(int(year) + years) % 10 ** len(year):0{len(year)}d}"


def _scan(text: str) -> Sequence[re.Match[str]]:
    plain = fold_text(text)
    return [match for match in _SCANNER.finditer(plain) if match.lastgroup != "filler"]


def _period(words: Sequence[tuple[str, str]], fiscal: int) -> Period:
    kinds = {kind for kind, _ in words}
    if "unknown" in kinds:
        raise _UnreadableError
    points = _points(words)
    years = [item.year for item in points if item.months is None and item.year is not None]
    exact = [item for item in points if item.months is not None]
    if not exact:
        if not years and "year" not in kinds:
            raise _UnreadableError
        return _years_period(years or [fiscal])
    if any(item.day is not None and item.months is None for item in points):
        raise _UnreadableError
    # A fiscal year beside a more exact date gives the year of that date.
    ends = _dated(exact, max(years, default=fiscal))
    first, last = _first_day(ends[0]), _last_day(ends[-1])
    if len(ends) == 1 and kinds & {"by", "from"}:
        within = _fiscal_year_with(first if "from" in kinds else last)
        first, last = (first, within.last) if "from" in kinds else (within.first, last)
    if first > last:
        raise _UnreadableError
    return Period(first, last)


def _years_period(years: Sequence[int]) -> Period:
    """Return the period of complete fiscal years, from the first to the last."""
    return Period(fiscal_year(min(years) + BUDDHIST).first, fiscal_year(max(years) + BUDDHIST).last)


def _fiscal_year_with(day: date) -> Period:
    return fiscal_year(fiscal_year_of(day))


def _points(words: Sequence[tuple[str, str]]) -> list[_Point]:
    """Return the words as points in time, in order; the words around a number decide its meaning."""
    points: list[_Point] = []
    of_quarters = False
    pending_day: int | None = None
    for kind, text in words:
        if (point := _exact_point(kind, text)) is not None:
            points.append(point)
        elif kind == "month":
            points.append(_Point(months=(month_number(text),) * 2, day=pending_day))
            pending_day, of_quarters = None, False
        elif kind == "quarter":
            of_quarters = True
        elif kind == "number":
            pending_day = _number(points, int(text), pending_day, of_quarters=of_quarters)
        elif kind == "to" and pending_day is not None:
            # ``1 - 31 มีนาคม``: the day takes the month of the other end.
            points.append(_Point(day=pending_day))
            pending_day = None
    if pending_day is not None:
        raise _UnreadableError
    return _with_months(points)


def _exact_point(kind: str, text: str) -> _Point | None:
    """Return the point that a word of a kind means by itself; None if it needs the words around it."""
    if kind in ("iso", "day"):
        return _full_date(text)
    if kind == "named":
        day = parse_date(text)
        return _Point(day.year, (day.month, day.month), day.day)
    if kind == "month_year":
        # Read as the first day of the month, so that its short year means what it means in a date.
        first = parse_date(f"1 {text}")
        return _Point(first.year, (first.month, first.month))
    return _Point(months=_HALVES["หลัง" in text]) if kind == "half" else None


def _number(points: list[_Point], number: int, pending_day: int | None, *, of_quarters: bool) -> int | None:
    """Add a year or a quarter to the points and return None, or return the number as a day without a month."""
    if pending_day is not None:
        raise _UnreadableError
    last = points[-1] if points else None
    if number >= _LEAST_SHORT:
        year = _christian(number)
        if last is not None and last.months is not None and last.year is None:
            points[-1] = replace(last, year=year if last.day or not of_quarters else _quarter_year(last, year))
        elif number < 100:
            raise _UnreadableError
        else:
            points.append(_Point(year))
        return None
    if of_quarters and 1 <= number <= len(_QUARTERS):
        points.append(_Point(months=_QUARTERS[number - 1]))
        return None
    return number


def _quarter_year(point: _Point, fiscal: int) -> int:
    """Return the calendar year of a quarter of a fiscal year."""
    return fiscal - (point.months is not None and point.months[0] >= _FIRST_MONTH)


def _with_months(points: list[_Point]) -> list[_Point]:
    """Return the points; a day without a month gets the month of the point after it."""
    filled = list(points)
    for index in reversed(range(len(filled) - 1)):
        point, later = filled[index], filled[index + 1]
        if point.day is not None and point.months is None and later.day is not None:
            filled[index] = replace(later, day=point.day)
    return filled


def _dated(points: Sequence[_Point], fiscal: int) -> list[_Point]:
    """Return the points with years: the written year, else that of the next or previous point, else by fiscal year."""
    dated = list(points)
    for index in reversed(range(len(dated))):
        point = dated[index]
        if point.year is None and index + 1 < len(dated) and any(item.year for item in points):
            later = dated[index + 1]
            before = _month_of(point) > _month_of(later)
            dated[index] = replace(point, year=None if later.year is None else later.year - before)
    for index, point in enumerate(dated):
        if point.year is None:
            earlier = dated[index - 1] if index else None
            if earlier is not None and earlier.year is not None and any(item.year for item in points):
                year = earlier.year + (_month_of(point) < _month_of(earlier))
            else:
                year = fiscal - (_month_of(point) >= _FIRST_MONTH)
            dated[index] = replace(point, year=year)
    return dated


def _month_of(point: _Point) -> int:
    return point.months[0] if point.months else 0


def _first_day(point: _Point) -> date:
    return date(point.year or 0, _month_of(point), point.day or 1)


def _last_day(point: _Point) -> date:
    first, last = point.months or (0, 0)
    year = (point.year or 0) + (last < first)
    return date(year, last, point.day or monthrange(year, last)[1])


def _full_date(text: str) -> _Point:
    parts = [int(part) for part in re.split(r"[/.-]", text)]
    year, month, day = parts if len(str(parts[0])) == 4 else parts[::-1]
    if not 1 <= month <= 12:
        raise _UnreadableError
    return _Point(_christian(year), (month, month), day)


def _christian(year: int) -> int:
    full_year = year + _CENTURY if year < 100 else year
    if not 1900 < full_year < 2700:
        raise _UnreadableError
    return full_year - BUDDHIST if full_year >= _FIRST_BUDDHIST else full_year
