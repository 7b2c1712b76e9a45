"""Hold the agencies that are assessed, and find an agency in a roster by its code or its name.

Works on values only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from ita_xlsx.model.fields import Fields
from ita_xlsx.model.findings.finding import Finding
from ita_xlsx.model.mails.mail_addresses import read_addresses
from ita_xlsx.model.text.spelling import fold_text, text_key

# The word before the name of a province, and the capital, which is none.
PROVINCE_WORD, BANGKOK = "จังหวัด", "กรุงเทพมหานคร"
_NAMES_OF_BANGKOK = (BANGKOK, "กรุงเทพฯ", "กรุงเทพ", "กทม.", "กทม")


@dataclass(frozen=True)
class Agency:
    """An agency of the roster; the officer chose its code, and the code never changes within a round.

    ``kind`` and ``district`` group agencies. ``email`` may hold several addresses. ``aliases`` are other names that
    its forms may have. ``addressee`` is the title of its head, to whom letters are addressed. ``other`` are the filled
    cells of the columns that nothing reads, as pairs of header and text. ``staff`` and ``served`` say how many people
    work there and how many it serves, as typed: they can answer its surveys. ``row`` is the number of its row in the
    file of the roster, as Excel counts it; 0 without one.
    """

    code: str
    name: str
    province: str = ""
    website: str = ""
    contact: str = ""
    kind: str = field(default="", kw_only=True)
    district: str = field(default="", kw_only=True)
    phone: str = field(default="", kw_only=True)
    email: str = field(default="", kw_only=True)
    aliases: tuple[str, ...] = field(default=(), kw_only=True)
    addressee: str = field(default="", kw_only=True)
    other: tuple[tuple[str, str], ...] = field(default=(), kw_only=True)
    staff: str = field(default="", kw_only=True)
    served: str = field(default="", kw_only=True)
    row: int = field(default=0, kw_only=True, compare=False, repr=False)

    @property
    def emails(self) -> tuple[str, ...]:
        """Return the mail addresses of the agency, in the spelling in which they are compared."""
        return tuple(map(text_key, read_addresses(self.email).addresses))


@dataclass(frozen=True)
class Roster(Fields):
    """The agencies of a round, in the order of the officer's list.

    ``unused_columns`` are headers of columns that nothing reads, without a running number. ``other_columns`` are all
    headers of ``Agency.other``, in their order. ``findings`` are about the file from which the roster was read.
    """

    agencies: tuple[Agency, ...]
    unused_columns: tuple[str, ...] = ()
    other_columns: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = field(default=(), repr=False, compare=False)

    def find(self, code: str) -> Agency | None:
        """Return the agency with this code, or None.

        The spelling of the code does not matter (see ``code_key``). A number that lost its leading zeros is
        accepted if it fits only one agency.
        """
        key = code_key(code)
        same_number = () if key in self._by_code else self._by_number.get(_number(key), ())
        return same_number[0] if len(same_number) == 1 else self._by_code.get(key)

    def find_named(self, name: str) -> Agency | None:
        """Return the only agency with this name, or None if there is none or more than one."""
        agencies = self.all_named(name)
        return agencies[0] if len(agencies) == 1 else None

    def all_named(self, name: str) -> tuple[Agency, ...]:
        """Return all agencies with this name."""
        return self._by_name.get(name_key(name), ())

    def all_with_alias(self, name: str) -> tuple[Agency, ...]:
        """Return all agencies of which a name is one of the aliases; their names themselves do not count."""
        key = name_key(name)
        return self._by_alias.get(key, ()) if key else ()

    def all_with_email(self, address: str) -> tuple[Agency, ...]:
        """Return all agencies that have a mail address."""
        return self._by_email.get(text_key(address), ())

    @property
    def agencies_with_shared_name(self) -> tuple[tuple[Agency, ...], ...]:
        """Return the groups of agencies that share one name, a tuple for each such name."""
        return tuple(group for group in self._by_name.values() if len(group) > 1)

    @cached_property
    def _by_code(self) -> Mapping[str, Agency]:
        return {code_key(item.code): item for item in reversed(self.agencies)}

    @cached_property
    def _by_number(self) -> Mapping[str, tuple[Agency, ...]]:
        agencies: dict[str, tuple[Agency, ...]] = {}
        for item in self.agencies:
            if number := _number(code_key(item.code)):
                agencies[number] = (*agencies.get(number, ()), item)
        return agencies

    @cached_property
    def _by_name(self) -> Mapping[str, tuple[Agency, ...]]:
        agencies: dict[str, tuple[Agency, ...]] = {}
        for item in self.agencies:
            agencies[name_key(item.name)] = (*agencies.get(name_key(item.name), ()), item)
        return agencies

    @cached_property
    def _by_alias(self) -> Mapping[str, tuple[Agency, ...]]:
        return _grouped((name_key(alias), item) for item in self.agencies for alias in item.aliases)

    @cached_property
    def _by_email(self) -> Mapping[str, tuple[Agency, ...]]:
        return _grouped((address, item) for item in self.agencies for address in item.emails)


def _grouped(pairs: Iterable[tuple[str, Agency]]) -> Mapping[str, tuple[Agency, ...]]:
    """Return the agencies of each key, each agency once."""
    groups: dict[str, dict[str, Agency]] = {}
    for key, agency in pairs:
        groups.setdefault(key, {}).setdefault(agency.code, agency)
    return {key: tuple(group.values()) for key, group in groups.items()}


def code_key(code: str) -> str:
    """Return the form in which codes are compared: two codes with the same key are the same code.

    A dot at the end makes no difference, nor does what ``text_key`` leaves out.
    """
    return text_key(code).rstrip(".")


def name_key(name: str) -> str:
    """Return the form in which names are compared: two names with the same key are the same name.

    Spellings that look the same, letter case, Thai digits and spaces make no difference.
    """
    return text_key(name)


def province_key(name: str) -> str:
    """Return the form in which names of provinces are compared, without the word for province and without spaces."""
    return name_key(bare_province(fold_text(name)))


def bare_province(name: str) -> str:
    """Return the name of a province without the word for province: ``ตราด`` for ``จังหวัดตราด`` or ``จ.ตราด``."""
    return re.sub(r"^\s*(?:จังหวัด|จ\.)\s*", "", name).strip() or name.strip()


def full_province(name: str) -> str:
    """Return a province as official texts name it: ``จังหวัดตราด``, but ``กรุงเทพมหานคร``; empty without a name."""
    if not name.strip():
        return ""
    return BANGKOK if is_bangkok(name) else f"{PROVINCE_WORD}{bare_province(name)}"


def is_bangkok(name: str) -> bool:
    """Return True for the capital, which is no province."""
    return province_key(name) in map(name_key, _NAMES_OF_BANGKOK)


def same_code(first: str, second: str) -> bool:
    """Return True if two codes are the same, or are the same number without their leading zeros."""
    first_key, second_key = code_key(first), code_key(second)
    return first_key == second_key or bool(_number(first_key) and _number(first_key) == _number(second_key))


def _number(key: str) -> str:
    """Return a code that is a number without its leading zeros, which Excel removes; empty for any other code."""
    return (key.lstrip("0") or "0") if key.isdecimal() else ""
