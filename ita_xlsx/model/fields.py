"""Make a dataclass cheap to send to another process: pickle its fields, not its cached properties.

Works on values only.
"""

from __future__ import annotations

from dataclasses import fields
from typing import Any


class Fields:
    """A base class of frozen dataclasses that are pickled by their fields only; caches are computed again."""

    def __getstate__(self) -> dict[str, Any]:
        """Return the fields by name."""
        return {item.name: getattr(self, item.name) for item in fields(self)}  # type: ignore[arg-type]
