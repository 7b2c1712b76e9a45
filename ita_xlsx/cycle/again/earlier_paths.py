"""Find what a round is compared with by itself: the years its settings name, and the database in its folder.

Looks at the disk, and reads the years of a database; returns paths.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ita_xlsx.cycle.arrivals.round_paths import arrival_folders
from ita_xlsx.cycle.context import ROUND_FILE, RunContext
from ita_xlsx.model.framework import Framework
from ita_xlsx.store.database import FILE as DATABASE
from ita_xlsx.store.database import is_database, read_rounds

# The folder of the round with the database of past years.
TABLES = "tables"
# What lies in the folder of an earlier round, the best source first; else its returned forms are read.
_OF_ROUND = (f"export/{DATABASE}", f"{TABLES}/{DATABASE}", DATABASE, "out/consolidated.xlsx", "consolidated.xlsx")


def earlier_of_round(context: RunContext, framework: Framework, folder: Path) -> tuple[str, ...]:
    """Return the paths of earlier years: those of ``previous`` in the settings, and the database of past years."""
    of_settings = (item for path in context.round.previous for item in _sources(Path(path)))
    return tuple(dict.fromkeys((*of_settings, *database_of_round(framework, folder))))


def database_of_round(framework: Framework, folder: Path) -> tuple[str, ...]:
    """Return the folder of the database in the folder of a round; nothing if it holds no earlier year."""
    path = folder / TABLES / DATABASE
    if path.is_file() and is_database(path) and any(item.year < framework.year for item in read_rounds(path)):
        return (str(path.parent),)
    return ()


def _sources(path: Path) -> Iterator[str]:
    """Yield what is read of one path: of the folder of a round its results, or its returned forms."""
    if not (path / ROUND_FILE).is_file():
        yield str(path)
        return
    found = next((path / name for name in _OF_ROUND if (path / name).is_file()), None)
    yield from (str(found),) if found else arrival_folders(path)
