"""Make a dataclass cheap to send to another process: pickle its fields, not what was computed from them.

Works on values only.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from typing import Any, Self, TypeVar

_Result = TypeVar("_Result")


class Fields:
    """A base class of frozen dataclasses that are pickled by their fields only; caches are computed again."""

    def __getstate__(self) -> dict[str, Any]:
        """Return the fields by name."""
        return {item.name: getattr(self, item.name) for item in fields(self)}  # type: ignore[arg-type]

    def once(self, compute: Callable[[Self], _Result]) -> _Result:
        """Return what a function computes from this value, computed at the first call; nobody may change it."""
        kept: dict[Callable[[Self], Any], Any] = self.__dict__.setdefault("_once", {})
        if compute not in kept:
            kept[compute] = compute(self)
        result: _Result = kept[compute]
        return result
