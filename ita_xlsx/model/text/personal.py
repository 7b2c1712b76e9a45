"""Mask telephone numbers and mail addresses in texts that leave the folder of the round.

Works on values only.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

from ita_xlsx.model.text.late_patterns import late_pattern

MASK = "•••"

# An address is found by its sign, and looked at a little way to both sides, so that a long text takes no long time.
_SIGN = re.compile("@|＠|%40")
_LOCAL = late_pattern(r"(?:[A-Za-z0-9._%+'\-]+|[^\s@＠<>()\"',;:/\\]+)$")
_DOMAIN = late_pattern(r"[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)+|[^\s@＠<>()\"',;:/\\.]+(?:\.[^\s@＠<>()\"',;:/\\.]+)+")
_LONGEST_LOCAL, _LONGEST_DOMAIN = 64, 255
# The ending of a file name is no part of an address before it.
_ENDING = re.compile(r"\.(?:xlsx|xlsm|xls|xlsb|ods|csv|eml|msg|zip|pdf|docx?)$", re.IGNORECASE)
# The folder of an account bears the name of a person.
_HOME = late_pattern(r"(?:/home/|/Users/|[A-Za-z]:[/\\]Users[/\\])[^/\\\s]+", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
_BETWEEN = re.compile(r"[\s._()\-‐-―]{1,3}")
_DECIMAL = re.compile(r"-?\d+\.\d+")
_COUNTRY = ("66", "0066")
_NATIONAL = re.compile(r"0[2-9][0-9]{7,8}")
_DATE_START = re.compile(r"[0-9]{2}(?:25|20)[0-9]{2}")
# The digits of a dialling code, the least of any later group, and the most of all groups.
_DIALLING, _GROUP, _MOST = 3, 3, 14


@lru_cache(maxsize=16384)
def mask_personal(text: str) -> str:
    """Return a text with a mark in place of each telephone number of Thailand and each mail address.

    The ending of a file name stays. Digits of any script are digits. The folder of an account becomes ``~``.
    """
    return _mask_numbers(_mask_addresses(_HOME.sub("~", text)))


def has_personal(text: str) -> bool:
    """Return True if a text holds a telephone number or a mail address."""
    return mask_personal(text) != text


def _mask_addresses(text: str) -> str:
    parts, done = [], 0
    for sign in _SIGN.finditer(text):
        start = max(done, sign.start() - _LONGEST_LOCAL)
        local = _LOCAL.search(text[start : sign.start()])
        domain = _DOMAIN.match(text, sign.end(), sign.end() + _LONGEST_DOMAIN)
        if local and domain:
            ending = _ENDING.search(domain[0])
            parts += [text[done : start + local.start()], MASK, ending[0] if ending else ""]
            done = domain.end()
    return "".join((*parts, text[done:]))


def _mask_numbers(text: str) -> str:
    if _DECIMAL.fullmatch(text):
        return text
    parts, done = [], 0
    for start, end in _numbers(text):
        parts += [text[done:start], MASK]
        done = end
    return "".join((*parts, text[done:]))


def _numbers(text: str) -> Iterator[tuple[int, int]]:
    """Yield the first and the last place of each telephone number; digits that belong together are groups."""
    groups = list(_DIGITS.finditer(text))
    first = 0
    while first < len(groups):
        count = _count_of_groups(text, groups, first)
        if count:
            yield groups[first].start(), groups[first + count - 1].end()
        first += count or 1


def _count_of_groups(text: str, groups: Sequence[re.Match[str]], first: int) -> int:
    """Return how many groups from this one on are a telephone number; 0 if none are."""
    sizes: list[str] = []
    for group in groups[first:]:
        if sizes and not _BETWEEN.fullmatch(text, groups[first + len(sizes) - 1].end(), group.start()):
            return 0
        sizes.append(_arabic(group[0]))
        if sum(map(len, sizes)) > _MOST:
            return 0
        if _is_number(sizes, _signs(text, groups, first, len(sizes)), _before(text, groups, first)):
            return len(sizes)
    return 0


def _signs(text: str, groups: Sequence[re.Match[str]], first: int, count: int) -> list[str]:
    """Return what stands between the groups."""
    pairs = zip(groups[first : first + count], groups[first + 1 : first + count], strict=False)
    return [text[one.end() : other.start()] for one, other in pairs]


def _before(text: str, groups: Sequence[re.Match[str]], first: int) -> str:
    """Return the group before this one if a point or a dash alone stands between them, else an empty text."""
    if not first:
        return ""
    return groups[first - 1][0] if text[groups[first - 1].end() : groups[first].start()] in (".", "-") else ""


def _is_number(groups: Sequence[str], signs: Sequence[str], before: str) -> bool:
    """Return True if the digits are those of a telephone number, in groups as people write one.

    A date with a time has as many digits, in groups of two with differing signs.
    """
    joined = "".join(groups)
    rest = joined.removeprefix("00")
    national = "0" + rest[2:].removeprefix("0") if rest.startswith("66") else joined
    if not _NATIONAL.fullmatch(national) or (signs[:1] == ["."] and groups[0] == "0"):
        return False
    if len(groups) == 1:
        return True
    if 0 < len(before) <= len("30") and _DATE_START.match("".join(groups[:2])) and len(groups[1]) == len("2569"):
        return False
    later = list(groups[1:] if groups[0] in _COUNTRY else groups)
    digits = 0
    while later and digits < _DIALLING:
        digits += len(later.pop(0))
    is_paired = not before and len(set(signs)) == 1 and {len(group) for group in groups} == {2}
    return is_paired or all(len(group) >= _GROUP for group in later)


def _arabic(digits: str) -> str:
    return "".join(str(unicodedata.decimal(digit)) for digit in digits)
