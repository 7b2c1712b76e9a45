"""Write the consolidated workbook, the status workbook and the tidy tables of a round.

Takes the state of a round; writes files.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ita_xlsx.cycle.files import FileSet, Target
from ita_xlsx.diagnosis.track_steps import track_steps
from ita_xlsx.model.edition import Edition
from ita_xlsx.model.measures import Plan
from ita_xlsx.model.province.groups import GroupBy
from ita_xlsx.model.province.shared_plan import ProvincePlan
from ita_xlsx.model.round_measures import RoundMeasures
from ita_xlsx.model.round_state import EarlierRound, RoundState
from ita_xlsx.store.made_workbooks import MadeWorkbooks

# Slow to import: a workbook that was made before is not written again, and few runs export.
if TYPE_CHECKING:
    from ita_xlsx.cycle.exports.formats import ExportFormat


def write_round(
    province: RoundState,
    earlier: tuple[EarlierRound, ...],
    target: Target,
    edition: Edition,
    measures: RoundMeasures | None = None,
    plan_year: int | None = None,
    own_sheets: tuple[GroupBy, ...] = (),
    plan: ProvincePlan | None = None,
    cache: Path | None = None,
) -> None:
    """Write the consolidated workbook; raise OutputError.

    ``measures`` says which steps are overdue; without it they are those of the day of issue, in the fiscal year of the
    plan in force (``plan_year``). ``plan`` is the plan that is drafted for the province. Each kind or district gets a
    sheet of its own if ``own_sheets`` says so. A workbook that was made from the same values before is taken from the
    folder ``cache``, if there is one.
    """
    target.check_free()
    tracked = measures or track_steps(province, edition.issued, Plan(year=plan_year))
    parts = province, earlier, edition, tracked, own_sheets, plan

    def make() -> bytes:
        from ita_xlsx.output.province import write_consolidated

        return write_consolidated(*parts)

    target.put_workbook(MadeWorkbooks(cache).get_or_make("consolidated", parts, make) if cache else make())


def write_round_status(province: RoundState, target: Target, edition: Edition) -> None:
    """Write the workbook of who returned what; raise OutputError."""
    from ita_xlsx.output.province import write_status

    target.check_free()
    target.put_workbook(write_status(province, edition))


def export_round(
    province: RoundState,
    folder: Target,
    issued: date,
    formats: Sequence[str] = (),
    *,
    with_contacts: bool = False,
) -> tuple[Path, ...]:
    """Write the tidy tables in the given formats (else in all), and describe them; return the paths.

    They name no person, unless ``with_contacts`` is set.

    All files take their place together. A database is the one that may be there already: its other years are kept.
    Raise OutputError.
    """
    from ita_xlsx.store.datapackage import NAME, datapackage_json

    check_export(folder, formats)
    formats_of_export = _export_formats(formats)
    resources = tuple(
        resource for item in formats_of_export for resource in item.resources(province, folder.path, with_contacts)
    )
    package = folder.file(NAME)
    with FileSet() as files:
        for item in formats_of_export:
            item.write(province, folder.path, files, with_contacts)
        files.add(package.path, datapackage_json(province, issued, resources))
    return (*(folder.path / name for item in formats_of_export for name in item.files), package.path)


def check_export(folder: Target, formats: Sequence[str] = ()) -> None:
    """Raise OutputError if an export would overwrite tables; a database may be there already, and is added to."""
    from ita_xlsx.store.datapackage import NAME

    formats_of_export = _export_formats(formats)
    for name in (*(name for item in formats_of_export if not item.check_existing for name in item.files), NAME):
        folder.file(name).check_free()
    for item in formats_of_export:
        for path in (folder.path / name for name in item.files):
            if item.check_existing and path.exists():
                item.check_existing(path)


def _export_formats(formats: Sequence[str]) -> tuple[ExportFormat, ...]:
    from ita_xlsx.cycle.exports.formats import EXPORT_FORMATS

    return tuple(item for key, item in EXPORT_FORMATS.items() if not formats or key in formats)
