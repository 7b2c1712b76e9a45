"""Hold the figures with which a round was closed, and what differs from them later.

Works on values only.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ita_xlsx.model.again.snapshot import RoundChanges, Snapshot


@dataclass(frozen=True)
class Closing:
    """The figures of a round on the day of its closing; ``open_codes`` are agencies that were not settled then."""

    day: date
    snapshot: Snapshot
    open_codes: tuple[str, ...] = ()


@dataclass(frozen=True)
class ClosedRound:
    """The closing of a round, and what differs from it now."""

    closing: Closing
    changes: RoundChanges
