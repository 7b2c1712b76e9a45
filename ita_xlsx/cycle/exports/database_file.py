"""Add a round to a copy of the database of all years, which then takes its place with the other files of an export.

Writes the copy beside the database.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from ita_xlsx.errors import ItaError, machine_error, not_writable
from ita_xlsx.model.round_state import RoundState
from ita_xlsx.store.database import add_round, check_database


def add_to_copy(path: Path, province: RoundState, with_contacts: bool, copy: Path) -> None:
    """Make ``copy`` the database at ``path`` with the round added, and check it; raise ItaError."""
    try:
        if path.exists():
            shutil.copyfile(path, copy)
        add_round(copy, province, with_contacts=with_contacts)
        check_database(copy)
    except ItaError as error:
        error.params["name"] = str(path)
        raise
    except OSError as error:
        raise machine_error(error, path) or not_writable(path, error) from error
