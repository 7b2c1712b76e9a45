"""Write the consolidated workbook, the status workbook and the tidy tables (CSV, database) of a round.

Takes the state of a round; writes files.
"""

from __future__ import annotations

import io
import os
import shutil
import tempfile
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from ita_xlsx.cycle.files import put_workbook
from ita_xlsx.errors import ItaError, TargetError
from ita_xlsx.model.findings.codes import Code
from ita_xlsx.model.round_state import EarlierRound, RoundState
from ita_xlsx.output.province import write_consolidated, write_status
from ita_xlsx.output.safe_write import check_free, write_file
from ita_xlsx.store.columns import TIDY
from ita_xlsx.store.csv_files import file_name, write_csv
from ita_xlsx.store.database import FILE as DATABASE
from ita_xlsx.store.database import add_round, check_database
from ita_xlsx.store.datapackage import NAME as PACKAGE
from ita_xlsx.store.datapackage import datapackage_json
from ita_xlsx.store.tidy_tables import tables


def write_round(
    province: RoundState,
    earlier: tuple[EarlierRound, ...],
    target: Path,
    issued: date,
    *,
    digits: str,
    force: bool,
    inputs: Iterable[Path] = (),
) -> None:
    """Write the consolidated workbook; raise OutputError."""
    check_free(target, force=force, inputs=inputs)
    put_workbook(target, write_consolidated(province, earlier, issued, digits), force=force)


def write_round_status(
    province: RoundState, target: Path, issued: date, *, digits: str, force: bool, inputs: Iterable[Path] = ()
) -> None:
    """Write the workbook of who returned what; raise OutputError."""
    check_free(target, force=force, inputs=inputs)
    put_workbook(target, write_status(province, issued, digits), force=force)


def export_round(province: RoundState, folder: Path, issued: date, *, force: bool) -> tuple[Path, ...]:
    """Write the tidy tables as CSV, add the year to the database, and describe both; return the paths.

    The database is the one file that may be there already: its other years are kept. Raise OutputError.
    """
    made = tables(province)
    targets = [folder / file_name(table.shape) for table in made]
    check_export(folder, force=force)
    for table, path in zip(made, targets, strict=True):
        stream = io.StringIO(newline="")
        write_csv(stream, table)
        write_file(path, stream.getvalue().encode("utf-8"), force=force)
    database = folder / DATABASE
    _add_to_database(database, province)
    write_file(folder / PACKAGE, datapackage_json(province, issued, DATABASE), force=force)
    return (*targets, database, folder / PACKAGE)


def check_export(folder: Path, *, force: bool) -> None:
    """Raise OutputError if an export would overwrite tables; a database may be there already, and is added to."""
    for shape in TIDY:
        check_free(folder / file_name(shape), force=force)
    check_free(folder / PACKAGE, force=force)
    if (folder / DATABASE).exists():
        check_database(folder / DATABASE)


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
