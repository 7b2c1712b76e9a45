"""Hold what a clarification kit that lies on the disk says.

Works on values only; ``ita_xlsx.intake.kit_file`` reads it.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class TypedKit:
    """A kit that was read: agency and year of its stamp, its rows, and the explanations by the code of the item.

    ``facts`` is all that the program wrote, without explanations and what is computed from them: equal for two kits
    that ask the same.
    """

    agency: str
    year: str
    facts: tuple[str, ...] = ()
    explanations: tuple[tuple[str, str], ...] = ()

    @property
    def is_typed(self) -> bool:
        """Return True if at least one explanation was typed."""
        return any(text.strip() for _, text in self.explanations)
