"""Hold what a run of ``ita refresh`` wrote, and what it did with each output.

Works on values only.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ita_xlsx.model.again.content import Difference, FileContent
from ita_xlsx.model.again.snapshot import RoundChanges, Snapshot


@dataclass(frozen=True)
class OutputRecord:
    """An output as it was written: the SHA-256 of its bytes, and the digests of its content."""

    digest: str
    content: FileContent


@dataclass(frozen=True)
class RunRecord:
    """The last run: the figures of the round then, and the outputs by their key.

    ``without_persons`` is True from the moment when persons were taken out of the outputs.
    """

    snapshot: Snapshot
    outputs: tuple[tuple[str, OutputRecord], ...] = ()
    issued: str = ""
    without_persons: bool = False


class Outcome(StrEnum):
    """The fate of an output: new, replaced, the same as before, kept because it was edited, removed, or failed."""

    MADE = "made"
    REPLACED = "replaced"
    UNCHANGED = "unchanged"
    KEPT = "kept"
    REMOVED = "removed"
    FAILED = "failed"


@dataclass(frozen=True)
class PlacedOutput:
    """An output with what became of it; ``beside`` is the name of the new one beside an edited one.

    ``name`` is its path in the folder of outputs, with slashes.
    """

    name: str
    outcome: Outcome
    beside: str = ""
    difference: Difference | None = None


@dataclass(frozen=True)
class RefreshReport:
    """The outputs of a run, and the changes since the last one; ``changes`` is None for a first run."""

    outputs: tuple[PlacedOutput, ...] = ()
    changes: RoundChanges | None = None

    def names(self, *outcomes: Outcome) -> tuple[str, ...]:
        """Return the names of the outputs of which one of these became."""
        return tuple(item.name for item in self.outputs if item.outcome in outcomes)
