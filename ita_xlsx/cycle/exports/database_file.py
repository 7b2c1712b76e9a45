"""Add a round to the database of all years; if the program is killed, the old or the new file is left.

Writes the database and a temporary file beside it.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from ita_xlsx.errors import ItaError, not_writable
from ita_xlsx.model.round_state import RoundState
from ita_xlsx.store.database import add_round, check_database


def add_to_database(path: Path, province: RoundState) -> None:
    """Add the round to a copy of the database, check the copy, and move it into place; raise ItaError."""
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".ita-{os.getpid()}-", suffix=".tmp")
        os.close(handle)
        copy = Path(name)
        try:
            copy.unlink()
            if path.exists():
                shutil.copyfile(path, copy)
            add_round(copy, province)
            check_database(copy)
            os.chmod(copy, 0o644)
            os.replace(copy, path)
        finally:
            for tail in ("", "-journal"):
                Path(f"{copy}{tail}").unlink(missing_ok=True)
    except ItaError as error:
        error.params["name"] = str(path)
        raise
    except OSError as error:
        raise not_writable(path, error) from error
