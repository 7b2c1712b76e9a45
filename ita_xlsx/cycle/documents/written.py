"""Hold what a command wrote: documents with the agencies that they are for, and the blanks in them.

Works on values only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ita_xlsx.model.document import Blank


@dataclass(frozen=True)
class WrittenDocument:
    """A document that was written; ``agencies`` are the codes of those that it is for, ``blanks`` are marked in it.

    ``subject`` is that of its only letter; empty for a report, and for several letters in one file.
    """

    path: Path
    title: str
    agencies: tuple[str, ...] = ()
    blanks: tuple[Blank, ...] = ()
    subject: str = ""


def blanks_by_name(documents: Iterable[WrittenDocument]) -> tuple[tuple[str, int], ...]:
    """Return the names of the blanks with how often each is marked, the most frequent first."""
    counts = Counter(blank.what for item in documents for blank in item.blanks)
    return tuple(sorted(counts.items(), key=lambda pair: -pair[1]))
