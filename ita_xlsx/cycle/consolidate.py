"""Write the consolidated workbook, the status workbook and the tidy tables of a round.

Takes the state of a round; writes files.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from ita_xlsx.cycle.exports.formats import EXPORT_FORMATS, ExportFormat
from ita_xlsx.cycle.files import put_workbook
from ita_xlsx.model.round_state import EarlierRound, RoundState
from ita_xlsx.output.province import write_consolidated, write_status
from ita_xlsx.output.safe_write import check_free, write_file
from ita_xlsx.store.datapackage import NAME as PACKAGE
from ita_xlsx.store.datapackage import datapackage_json


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


def export_round(
    province: RoundState, folder: Path, issued: date, *, force: bool, formats: Sequence[str] = ()
) -> tuple[Path, ...]:
    """Write the tidy tables in the given formats (else in all), and describe them; return the paths.

    A database is the one file that may be there already: its other years are kept. Raise OutputError.
    """
    check_export(folder, force=force, formats=formats)
    formats_of_export = _export_formats(formats)
    for item in formats_of_export:
        item.write(province, folder, force)
    resources = tuple(resource for item in formats_of_export for resource in item.resources())
    write_file(folder / PACKAGE, datapackage_json(province, issued, resources), force=force)
    return (*(folder / name for item in formats_of_export for name in item.files), folder / PACKAGE)


def check_export(folder: Path, *, force: bool, formats: Sequence[str] = ()) -> None:
    """Raise OutputError if an export would overwrite tables; a database may be there already, and is added to."""
    formats_of_export = _export_formats(formats)
    for path in (
        *(folder / name for item in formats_of_export if not item.check_existing for name in item.files),
        folder / PACKAGE,
    ):
        check_free(path, force=force)
    for item in formats_of_export:
        for path in (folder / name for name in item.files):
            if item.check_existing and path.exists():
                item.check_existing(path)


def _export_formats(formats: Sequence[str]) -> tuple[ExportFormat, ...]:
    return tuple(item for key, item in EXPORT_FORMATS.items() if not formats or key in formats)
