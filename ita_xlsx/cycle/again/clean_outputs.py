"""Take persons out of new outputs, and find the outputs that still name one.

Reads and writes files.
"""

from __future__ import annotations

from pathlib import Path

from ita_xlsx.model.again.persons import KnownPersons
from ita_xlsx.store.again.clean_file import clean_file


def clean_folder(folder: Path, persons: KnownPersons) -> None:
    """Write every file of a folder of new outputs anew without persons; one that is not handled stays as it is."""
    for path in sorted(folder.rglob("*")):
        cleaned = clean_file(path.read_bytes(), path.suffix, persons) if path.is_file() else None
        if cleaned is not None and cleaned[1]:
            path.write_bytes(cleaned[0])


def names_persons(path: Path, persons: KnownPersons) -> bool:
    """Return True if a file names a person, or cannot be looked into."""
    try:
        data = path.read_bytes()
    except OSError:
        return True
    cleaned = clean_file(data, path.suffix, persons)
    return cleaned is None or cleaned[1] > 0
