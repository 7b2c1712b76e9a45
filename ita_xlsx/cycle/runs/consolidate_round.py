"""Consolidate a round with earlier years: averages, ranks, findings, and the workbook and tables on request.

Reads earlier workbooks and databases; writes files if targets are given.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from ita_xlsx.cycle.consolidate import check_export, export_round, write_round
from ita_xlsx.cycle.context import RunContext
from ita_xlsx.cycle.earlier_years.earlier_scores import read_earlier_rounds
from ita_xlsx.cycle.files import Target
from ita_xlsx.cycle.giving_back.draft_of_province import plan_of_province, write_plan_file
from ita_xlsx.cycle.load_round import LoadedRound
from ita_xlsx.cycle.province_plan import plan_year
from ita_xlsx.model.edition import Edition
from ita_xlsx.model.findings import Finding
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.province.group_figures import GroupResults
from ita_xlsx.model.province.group_findings import check_own_sheets
from ita_xlsx.model.province.groups import GroupBy
from ita_xlsx.model.province.shared_plan import ProvincePlan
from ita_xlsx.model.province.year_comparison import YearComparison
from ita_xlsx.model.province_results import ProvinceResults
from ita_xlsx.model.round_state import EarlierRound, RoundState


@dataclass(frozen=True, kw_only=True)
class ConsolidationRun:
    """A round with its averages and ranks, earlier years, and all findings.

    ``usable`` is False if a path does not exist or no file could be read; then nothing is written. ``inputs`` are the
    files that must not be overwritten. ``plan_year`` is the fiscal year of the plan in force, or None. ``plan`` is the
    plan that is drafted for the province. ``own_sheets`` says whether each kind or district gets a sheet of its own.
    ``cache`` is the folder in which workbooks that were made are kept, None for none.
    """

    province: RoundState
    province_results: ProvinceResults
    earlier: tuple[EarlierRound, ...]
    findings: tuple[Finding, ...]
    usable: bool
    inputs: tuple[Path, ...] = ()
    plan_year: int | None = None
    own_sheets: tuple[GroupBy, ...] = ()
    plan: ProvincePlan | None = None
    cache: Path | None = None

    @cached_property
    def comparison(self) -> YearComparison:
        """Return the averages beside those of the newest earlier year."""
        return YearComparison(self.province_results, self.earlier)


def consolidate_round(
    loaded: LoadedRound,
    context: RunContext,
    framework: Framework,
    previous: Sequence[str] = (),
    own_sheets: tuple[GroupBy, ...] = (),
) -> ConsolidationRun:
    """Compute averages and ranks of a round, and read earlier years from the ``previous`` workbooks and databases.

    What cannot get a sheet of its own, though ``own_sheets`` asks for it, is among the findings.
    """
    results, roster = ProvinceResults(loaded.province), str(context.roster_file or "")
    of_groups = [item for by in own_sheets for item in check_own_sheets(GroupResults(results, by), roster)]
    earlier, findings = read_earlier_rounds(previous, context, framework) if previous else ((), ())
    return ConsolidationRun(
        province=loaded.province,
        province_results=results,
        earlier=earlier,
        findings=(*loaded.findings, *findings, *of_groups),
        usable=loaded.usable,
        inputs=(*loaded.inputs, *map(Path, previous)),
        plan_year=plan_year(context, framework),
        own_sheets=own_sheets,
        plan=plan_of_province(results, context, framework),
        cache=loaded.cache,
    )


def write_consolidation(
    run: ConsolidationRun,
    target: Target | None,
    export: Target | None,
    edition: Edition,
    formats: Sequence[str] = (),
    *,
    plan_file: Target | None = None,
    with_contacts: bool = False,
) -> None:
    """Write the workbook, and the tidy tables into the folder ``export``, if they are given and the round is usable.

    ``plan_file`` gets the plan that is drafted for the province.
    ``formats`` are keys of ``EXPORT_FORMATS``; without any, the tables are written in all formats. They name persons
    only ``with_contacts``. Raise OutputError if a file cannot be written.
    """
    if export is not None:
        check_export(export, formats)
    if plan_file is not None:
        plan_file.check_free()
    if not run.usable:
        return
    if target is not None:
        protected = target.protect(run.inputs)
        write_round(
            run.province, run.earlier, protected, edition, plan_year=run.plan_year, own_sheets=run.own_sheets,
            plan=run.plan, cache=run.cache,
        )  # fmt: skip
    if plan_file is not None and run.plan is not None:
        write_plan_file(run.plan, run.province_results, plan_file.protect(run.inputs), edition)
    if export is not None:
        export_round(run.province, export, edition.issued, formats, with_contacts=with_contacts)
