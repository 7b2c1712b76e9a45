"""List the formats in which the tidy tables of a round can be exported.

The check before an export, the export and ``datapackage.json`` all read this list.
Writes files.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import MappingProxyType

from ita_xlsx.cycle.exports.database_file import add_to_copy
from ita_xlsx.cycle.exports.format_names import CSV, FORMAT_NAMES, SQLITE
from ita_xlsx.cycle.files import FileSet
from ita_xlsx.model.round_state import RoundState
from ita_xlsx.store.columns import TIDY
from ita_xlsx.store.csv_files import file_name, write_csv
from ita_xlsx.store.database import FILE, check_database, years_with_contacts
from ita_xlsx.store.datapackage import Resource, csv_resources, database_resources
from ita_xlsx.store.tidy_tables import tables


@dataclass(frozen=True, kw_only=True)
class ExportFormat:
    """A format of the tidy tables: its name on the screen, its files, and the functions that write and describe them.

    ``write`` takes the round, the folder, the set of files that it adds its own to, and whether persons are named.
    ``resources`` takes the folder and whether persons are named; it returns the entries of ``datapackage.json``.
    ``check_existing`` belongs to a format whose file may exist already and is added to; it raises ItaError if it
    cannot be added to.
    """

    label: str
    files: tuple[str, ...]
    write: Callable[[RoundState, Path, FileSet, bool], None]
    resources: Callable[[RoundState, Path, bool], tuple[Resource, ...]]
    check_existing: Callable[[Path], None] | None = None


def _write_csv_files(province: RoundState, folder: Path, files: FileSet, with_contacts: bool) -> None:
    for table in tables(province, with_contacts=with_contacts):
        stream = io.StringIO(newline="")
        write_csv(stream, table)
        files.add(folder / file_name(table.shape), stream.getvalue().encode("utf-8"))


def _write_database(province: RoundState, folder: Path, files: FileSet, with_contacts: bool) -> None:
    path = folder / FILE
    files.build(path, partial(add_to_copy, path, province, with_contacts))


def _describe_csv_files(province: RoundState, folder: Path, with_contacts: bool) -> tuple[Resource, ...]:
    return csv_resources(with_contacts=with_contacts)


def _describe_database(province: RoundState, folder: Path, with_contacts: bool) -> tuple[Resource, ...]:
    """Describe the database; the years that it holds already may name persons, too."""
    path, year = folder / FILE, province.framework.year
    earlier = [item for item in years_with_contacts(path) if item != year] if path.exists() else []
    return database_resources(sorted((*earlier, year)) if with_contacts else earlier)


EXPORT_FORMATS: Mapping[str, ExportFormat] = MappingProxyType(
    {
        CSV: ExportFormat(
            label=FORMAT_NAMES[CSV],
            files=tuple(map(file_name, TIDY)),
            write=_write_csv_files,
            resources=_describe_csv_files,
        ),
        SQLITE: ExportFormat(
            label=FORMAT_NAMES[SQLITE],
            files=(FILE,),
            write=_write_database,
            resources=_describe_database,
            check_existing=check_database,
        ),
    }
)
