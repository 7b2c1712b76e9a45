"""Name the type of a progress callback, so that every long task reports its progress in the same way."""

from __future__ import annotations

from collections.abc import Callable

# Called with the number of finished items and the number of all items.
OnProgress = Callable[[int, int], None]
