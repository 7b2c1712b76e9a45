"""One assessment round of a province: what the officer settled before sending the templates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from ita_xlsx.model.rules import RuleChange


@dataclass(frozen=True)
class Contact:
    """Whom an agency asks; what is not known is empty and left out of the workbook."""

    name: str = ""
    phone: str = ""
    email: str = ""

    @property
    def is_known(self) -> bool:
        """Whether anything at all is known."""
        return bool(self.name or self.phone or self.email)


@dataclass(frozen=True)
class RoundSettings:
    """The settings of ``round.toml``; a threshold of None means the framework's pass mark (0-100).

    ``framework`` is a fiscal year or the path of a definition; ``roster`` and ``measures``, the plan, are paths.
    """

    framework: str = ""
    province: str = ""
    deadline: date | None = None
    contact: Contact = Contact()
    threshold: Fraction | None = None
    roster: str = ""
    rules: tuple[RuleChange, ...] = ()
    measures: str = ""
