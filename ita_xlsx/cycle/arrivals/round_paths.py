"""Name the folders of a round in which the files of the agencies arrive.

Looks at the disk, and creates the folder of a new round; reads no file.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from ita_xlsx.cycle.context import RunContext

# The second one is the name that earlier rounds have.
INBOX, _EARLIER_INBOX = "inbox", "returned"


def arrival_folders(folder: Path) -> tuple[str, ...]:
    """Return the folders of arrivals in the folder of a round; where there is none, the one that ought to be."""
    found = tuple(str(folder / name) for name in (INBOX, _EARLIER_INBOX) if (folder / name).is_dir())
    return found or (str(folder / INBOX),)


def make_inbox(folder: Path) -> None:
    """Create the folder of arrivals in the folder of a round that was just written; a round can do without it."""
    with suppress(OSError):
        (folder / INBOX).mkdir(exist_ok=True)


def paths_or_arrivals(paths: tuple[str, ...], context: RunContext) -> tuple[str, ...]:
    """Return the given paths, else the folders of arrivals of the round; none if there is no round either."""
    if paths or context.round_file is None:
        return paths
    return arrival_folders(context.round_file.parent)
