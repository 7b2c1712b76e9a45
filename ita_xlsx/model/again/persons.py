"""Find telephone numbers, mail addresses and names of persons in a text, and take them out.

Works on texts only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from ita_xlsx.model.text.digits import arabic
from ita_xlsx.model.text.personal import MASK, mask_personal
from ita_xlsx.model.text.spelling import text_key

# Stands where a person was named, so that it is seen that one was.
REMOVED = "(นำออกแล้ว)"
# Stands in a mail, or behind a link, where the address of a person was.
REMOVED_SENDER = "removed@invalid"
_ADDRESS = re.compile(r"[^\s,;<>()\[\]\"']+@[^\s,;<>()\[\]\"']+")
# Seven digits and more, with blanks or dashes between them: no date and no score.
_PHONE = re.compile(r"(?<![\d.])\+?\d(?:[ -]?\d){7,14}(?![\d.])")
_PERSON_HEADER = re.compile(r"ผู้|โทร|เบอร์|มือถือ|อีเมล|เมล|ไลน์|ประสาน|mail|phone|tel|line|contact", re.IGNORECASE)
_SHORTEST_NAME, _SHORTEST_NUMBER = 4, 7


def is_person_header(header: str) -> bool:
    """Return True if a column of this header names persons, or says how they are reached."""
    return _PERSON_HEADER.search(header) is not None


def without_persons(text: str, names: Iterable[str] = ()) -> str:
    """Return a text with ``REMOVED`` for each telephone number, mail address and one of these names."""
    for name in sorted({name.strip() for name in names}, key=len, reverse=True):
        if len(name) >= _SHORTEST_NAME:
            text = text.replace(name, REMOVED)
    # Thai digits have the places of the Arabic ones.
    text = _ADDRESS.sub(REMOVED, text)
    pieces, end = [], 0
    for match in _PHONE.finditer(arabic(text)):
        pieces += [text[end : match.start()], REMOVED]
        end = match.end()
    return "".join((*pieces, text[end:]))


# The words before a name, the longest first.
_TITLES = ("นางสาว", "น.ส.", "นาง", "นาย", "คุณ")


@dataclass(frozen=True)
class KnownPersons:
    """Names, telephones and addresses of persons as they were typed, which are taken out of any text.

    ``kept`` are texts that stay though somebody typed them as a name, such as names of agencies.
    """

    texts: frozenset[str] = frozenset()
    kept: frozenset[str] = frozenset()

    def clean(self, text: str) -> str:
        """Return a text with ``REMOVED`` for each of the texts, telephone number of Thailand and mail address."""
        text = self._pattern.sub(REMOVED, text) if self._pattern else text
        return mask_personal(text).replace(MASK, REMOVED) if MASK not in text else mask_personal(text)

    def holds_number(self, digits: str) -> bool:
        """Return True if a number is one of the telephones, which lost its first zero where it was stored."""
        return digits in self._numbers

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Return the texts that are long enough to be found within others, also names without their title."""
        kept = [text_key(text) for text in self.kept]
        found = {part.strip() for text in self.texts for part in (text, _without_title(text.strip()))}
        is_ours = {text: any(text_key(text) in key for key in kept) for text in found}
        return tuple(sorted((text for text in found if _is_long(text) and not is_ours[text]), key=len, reverse=True))

    @property
    def names_in_reasons(self) -> tuple[str, ...]:
        """Return the names that are taken out of a reason: also first names, of which a reason is full."""
        kept = [text_key(text) for text in self.kept]
        first = {name.split()[0] for name in self.names if " " in name and "@" not in name}
        return (*self.names, *(name for name in first if not any(text_key(name) in key for key in kept)))

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        return re.compile("|".join(map(re.escape, self.names))) if self.names else None

    @cached_property
    def _numbers(self) -> frozenset[str]:
        digits = (re.sub(r"[ -]", "", arabic(text.strip())) for text in self.texts)
        return frozenset(text.lstrip("0") for text in digits if text.isdecimal() and _is_long(text))


def _without_title(name: str) -> str:
    return next((name.removeprefix(title).strip() for title in _TITLES if name.startswith(title)), name)


def _is_long(text: str) -> bool:
    """Return True if a text can be found within another one; a short number may be anything."""
    return len(text) >= (_SHORTEST_NUMBER if arabic(text).isdecimal() else _SHORTEST_NAME)
