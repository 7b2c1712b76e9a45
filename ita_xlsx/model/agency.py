"""Who is assessed: an agency and the roster of a province."""

from __future__ import annotations

from dataclasses import dataclass


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
        """The agency with this code, letter case aside."""
        wanted = code.casefold()
        return next((item for item in self.agencies if item.code.casefold() == wanted), None)
