"""Who is assessed: an agency and the roster of a province."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from ita_xlsx.model.digits import arabic
from ita_xlsx.model.fields import Fields


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
        """The agency with this code, in any spelling."""
        return self._by_code.get(code_key(code))

    def find_named(self, name: str) -> Agency | None:
        """The agency with this name."""
        return self._by_name.get(" ".join(name.split()))

    @cached_property
    def _by_code(self) -> Mapping[str, Agency]:
        return {code_key(item.code): item for item in reversed(self.agencies)}

    @cached_property
    def _by_name(self) -> Mapping[str, Agency]:
        return {" ".join(item.name.split()): item for item in reversed(self.agencies)}


def code_key(code: str) -> str:
    """A code with Thai digits, letter case, spaces and a closing dot aside: two that agree are the same."""
    return arabic(code).casefold().replace(" ", "").rstrip(".")
