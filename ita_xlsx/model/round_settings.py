"""Hold the settings of a round that the officer writes before the templates are sent.

Works on values only; ``ita_xlsx.intake.round_file`` reads ``round.toml``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ita_xlsx.model.limits import Limit
from ita_xlsx.model.rules import RuleChange


@dataclass(frozen=True)
class Contact:
    """The person whom an agency can ask; an empty value is left out of the workbook."""

    name: str = ""
    phone: str = ""
    email: str = ""

    @property
    def has_details(self) -> bool:
        """Return True if at least one of the values is not empty."""
        return bool(self.name or self.phone or self.email)


@dataclass(frozen=True, kw_only=True)
class RoundSettings:
    """The settings of ``round.toml``; a threshold (0-100) of None means the pass mark of the framework.

    ``framework`` is a fiscal year or the path of a definition. ``roster`` and ``measures`` (the plan) are paths.
    ``page`` is the web address at which agencies find the page that checks their form.
    """

    framework: str = ""
    province: str = ""
    deadline: date | None = None
    contact: Contact = Contact()
    threshold: Limit | None = None
    roster: str = ""
    rules: tuple[RuleChange, ...] = ()
    measures: str = ""
    page: str = ""
