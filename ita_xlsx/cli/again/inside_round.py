"""Work in the folder of a round for a while, so that its outputs name files as they lie in that folder.

However the path of the round was written in the call, the same round then gives the same outputs. Changes the current
folder.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from ita_xlsx.cli.options import Shared
from ita_xlsx.model.findings import Finding


@dataclass(frozen=True)
class InsideRound:
    """The options of a call as they are written in the folder of the round, and that folder as the call names it."""

    shared: Shared
    folder: Path

    def path(self, path: Path) -> Path:
        """Return a path in the folder of the round as it is seen from outside."""
        return self.folder / path

    def findings(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """Return the findings, whose files are named as they are seen from outside."""
        return tuple(replace(item, file=str(self.path(Path(item.file)))) if item.file else item for item in findings)


@contextlib.contextmanager
def inside_round(shared: Shared, round_file: Path) -> Iterator[InsideRound]:
    """Make the folder of the settings of a round the current one, until the block ends."""
    folder = round_file.parent
    inside = replace(
        shared,
        round_file=round_file.name,
        framework=_from_folder(shared.framework, folder),
        roster=_from_folder(shared.roster, folder),
    )
    with contextlib.chdir(folder):
        yield InsideRound(inside, folder)


def _from_folder(name: str | None, folder: Path) -> str | None:
    """Return the name of a file as it is written in a folder; a year, and what is no file, stays as it is."""
    if not name or name.isdecimal() or not os.path.exists(name):
        return name
    try:
        return os.path.relpath(name, folder)
    except ValueError:  # another drive of Windows
        return os.path.abspath(name)
