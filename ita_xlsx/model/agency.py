"""Who is assessed: an agency and the roster of a province."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from ita_xlsx.model.fields import Fields
from ita_xlsx.model.text.digits import arabic


@dataclass(frozen=True)
class Agency:
    """One agency of the roster; the code is the officer's own and never changes within a round."""

    code: str
    name: str
    province: str = ""
    website: str = ""
    contact: str = ""


@dataclass(frozen=True)
class Roster(Fields):
    """The agencies of a round, in the officer's order."""

    agencies: tuple[Agency, ...]

    def find(self, code: str) -> Agency | None:
        """The agency with this code, in any spelling; a number that lost its leading zeros where only one fits."""
        key = code_key(code)
        alike = () if key in self._by_code else self._by_number.get(_number(key), ())
        return alike[0] if len(alike) == 1 else self._by_code.get(key)

    def find_named(self, name: str) -> Agency | None:
        """The one agency with this name; None where there are several."""
        known = self.named(name)
        return known[0] if len(known) == 1 else None

    def named(self, name: str) -> tuple[Agency, ...]:
        """All agencies with this name."""
        return self._by_name.get(name_key(name), ())

    @property
    def sharing(self) -> tuple[tuple[Agency, ...], ...]:
        """The agencies that share a name with another."""
        return tuple(several for several in self._by_name.values() if len(several) > 1)

    @cached_property
    def _by_code(self) -> Mapping[str, Agency]:
        return {code_key(item.code): item for item in reversed(self.agencies)}

    @cached_property
    def _by_number(self) -> Mapping[str, tuple[Agency, ...]]:
        known: dict[str, tuple[Agency, ...]] = {}
        for item in self.agencies:
            if number := _number(code_key(item.code)):
                known[number] = (*known.get(number, ()), item)
        return known

    @cached_property
    def _by_name(self) -> Mapping[str, tuple[Agency, ...]]:
        known: dict[str, tuple[Agency, ...]] = {}
        for item in self.agencies:
            known[name_key(item.name)] = (*known.get(name_key(item.name), ()), item)
        return known


def code_key(code: str) -> str:
    """A code with Thai digits, letter case, spaces and a closing dot aside: two that agree are the same."""
    return arabic(code).casefold().replace(" ", "").rstrip(".")


def name_key(name: str) -> str:
    """A name with its spaces and digits as one way of writing has them: two that agree are the same."""
    return " ".join(arabic(name).casefold().split())


def province_key(name: str) -> str:
    """A province's name without the word for it; two that agree are the same."""
    return name_key(bare_province(name)).replace(" ", "")


def bare_province(name: str) -> str:
    """``ตราด`` of ``จังหวัดตราด`` or ``จ.ตราด``."""
    return re.sub(r"^\s*(?:จังหวัด|จ\.)\s*", "", name).strip() or name.strip()


def same_code(one: str, other: str) -> bool:
    """Whether two codes are the same, or the same number but for leading zeros."""
    first, second = code_key(one), code_key(other)
    return first == second or bool(_number(first) and _number(first) == _number(second))


def _number(key: str) -> str:
    """A code that is a number without its leading zeros, which Excel takes away; empty for any other code."""
    return (key.lstrip("0") or "0") if key.isdecimal() else ""
