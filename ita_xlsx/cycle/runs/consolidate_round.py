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
from ita_xlsx.cycle.load_round import LoadedRound
from ita_xlsx.cycle.province_plan import plan_year
from ita_xlsx.model.edition import Edition
from ita_xlsx.model.findings import Finding
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.province.year_comparison import YearComparison
from ita_xlsx.model.province_results import ProvinceResults
from ita_xlsx.model.round_state import EarlierRound, RoundState


@dataclass(frozen=True, kw_only=True)
class ConsolidationRun:
    """A round with its averages and ranks, earlier years, and all findings.

    ``usable`` is False if a path does not exist or no file could be read; then nothing is written. ``inputs`` are the
    files that must not be overwritten. ``plan_year`` is the fiscal year of the plan, or None.
    """

    province: RoundState
    province_results: ProvinceResults
    earlier: tuple[EarlierRound, ...]
    findings: tuple[Finding, ...]
    usable: bool
    inputs: tuple[Path, ...] = ()
    plan_year: int | None = None

    @cached_property
    def comparison(self) -> YearComparison:
        """Return the averages beside those of the newest earlier year."""
        return YearComparison(self.province_results, self.earlier)


def consolidate_round(
    loaded: LoadedRound, context: RunContext, framework: Framework, previous: Sequence[str] = ()
) -> ConsolidationRun:
    """Compute averages and ranks of a round, and read earlier years from the ``previous`` workbooks and databases."""
    earlier, findings = read_earlier_rounds(previous, context, framework) if previous else ((), ())
    return ConsolidationRun(
        province=loaded.province,
        province_results=ProvinceResults(loaded.province),
        earlier=earlier,
        findings=(*loaded.findings, *findings),
        usable=loaded.usable,
        inputs=(*loaded.inputs, *map(Path, previous)),
        plan_year=plan_year(context, framework),
    )


def write_consolidation(
    run: ConsolidationRun,
    target: Target | None,
    export: Target | None,
    edition: Edition,
    formats: Sequence[str] = (),
    *,
    with_contacts: bool = False,
) -> None:
    """Write the workbook, and the tidy tables into the folder ``export``, if they are given and the round is usable.

    ``formats`` are keys of ``EXPORT_FORMATS``; without any, the tables are written in all formats. They name persons
    only ``with_contacts``. Raise OutputError if a file cannot be written.
    """
    if export is not None:
        check_export(export, formats)
    if not run.usable:
        return
    if target is not None:
        write_round(run.province, run.earlier, target.protect(run.inputs), edition, plan_year=run.plan_year)
    if export is not None:
        export_round(run.province, export, edition.issued, formats, with_contacts=with_contacts)
