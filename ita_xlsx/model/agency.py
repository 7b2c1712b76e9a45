"""Who is assessed: an agency and the roster of a province."""

from __future__ import annotations

from dataclasses import dataclass

from ita_xlsx.model.digits import arabic


@dataclass(frozen=True)
class Agency:
    """One agency of the roster; the code is the officer's own and never changes within a round."""

    code: str
    name: str
    province: str = ""
    website: str = ""
    contact: str = ""


@dataclass(frozen=True)
class Roster:
    """The agencies of a round, in the officer's order."""

    agencies: tuple[Agency, ...]

    def find(self, code: str) -> Agency | None:
        """The agency with this code, in any spelling."""
        wanted = code_key(code)
        return next((item for item in self.agencies if code_key(item.code) == wanted), None)

    def find_named(self, name: str) -> Agency | None:
        """The agency with this name."""
        wanted = " ".join(name.split())
        return next((item for item in self.agencies if " ".join(item.name.split()) == wanted), None)


def code_key(code: str) -> str:
    """A code with Thai digits, letter case, spaces and a closing dot aside: two that agree are the same."""
    return arabic(code).casefold().replace(" ", "").rstrip(".")
