"""Write the consolidated workbook, the status workbook and the tidy tables (CSV, database) of a round.

Takes the state of a round; writes files.
"""

from __future__ import annotations

import io
import os
import shutil
import tempfile
from datetime import date
from pathlib import Path

from ita_xlsx.cycle.files import Target
from ita_xlsx.errors import ItaError, TargetError
from ita_xlsx.model.edition import Edition
from ita_xlsx.model.findings.codes import Code
from ita_xlsx.model.round_state import EarlierRound, RoundState
from ita_xlsx.output.province import write_consolidated, write_status
from ita_xlsx.store.columns import TIDY
from ita_xlsx.store.csv_files import file_name, write_csv
from ita_xlsx.store.database import FILE as DATABASE
from ita_xlsx.store.database import add_round, check_database
from ita_xlsx.store.datapackage import NAME as PACKAGE
from ita_xlsx.store.datapackage import datapackage_json
from ita_xlsx.store.tidy_tables import tables


def write_round(province: RoundState, earlier: tuple[EarlierRound, ...], target: Target, edition: Edition) -> None:
    """Write the consolidated workbook; raise OutputError."""
    target.check_free()
    target.put_workbook(write_consolidated(province, earlier, edition))


def write_round_status(province: RoundState, target: Target, edition: Edition) -> None:
    """Write the workbook of who returned what; raise OutputError."""
    target.check_free()
    target.put_workbook(write_status(province, edition))


def export_round(province: RoundState, folder: Target, issued: date) -> tuple[Path, ...]:
    """Write the tidy tables as CSV, add the year to the database, and describe both; return the paths.

    The database is the one file that may be there already: its other years are kept. Raise OutputError.
    """
    made = tables(province)
    targets = [folder.file(file_name(table.shape)) for table in made]
    check_export(folder)
    for table, target in zip(made, targets, strict=True):
        stream = io.StringIO(newline="")
        write_csv(stream, table)
        target.put(stream.getvalue().encode("utf-8"))
    database, package = folder.path / DATABASE, folder.file(PACKAGE)
    _add_to_database(database, province)
    package.put(datapackage_json(province, issued, DATABASE))
    return (*(target.path for target in targets), database, package.path)


def check_export(folder: Target) -> None:
    """Raise OutputError if an export would overwrite tables; a database may be there already, and is added to."""
    for name in (*map(file_name, TIDY), PACKAGE):
        folder.file(name).check_free()
    database = folder.path / DATABASE
    if database.exists():
        check_database(database)


def _add_to_database(path: Path, province: RoundState) -> None:
    """Add the round to a copy of the database, check the copy, and move it into place.

    If the program is killed, either the old or the new database is left.
    """
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
        raise TargetError(
            Code.TARGET_NOT_WRITABLE, name=str(path), detail=error.strerror or type(error).__name__
        ) from error
