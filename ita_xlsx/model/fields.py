"""Values that travel between processes: their fields go, what was worked out from them stays behind."""

from __future__ import annotations

from dataclasses import fields
from typing import Any


class Fields:
    """A frozen dataclass that is pickled by its fields alone; what it caches is worked out anew."""

    def __getstate__(self) -> dict[str, Any]:
        """The fields by name."""
        return {item.name: getattr(self, item.name) for item in fields(self)}  # type: ignore[arg-type]
