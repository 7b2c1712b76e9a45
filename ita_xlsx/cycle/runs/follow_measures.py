"""Follow the measures of a loaded round with all that lies beside it: the plan, and the stored results of addresses.

Reads the plan and the stored results; writes one workbook on request.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ita_xlsx.cycle.check_links import load_link_results
from ita_xlsx.cycle.context import RunContext
from ita_xlsx.cycle.files import Target
from ita_xlsx.cycle.load_round import LoadedRound
from ita_xlsx.cycle.province_plan import load_plan, plan_file_of
from ita_xlsx.cycle.track_measures import TrackedRound, track_round, write_round_measures
from ita_xlsx.model.edition import Edition
from ita_xlsx.model.findings import Finding
from ita_xlsx.model.round_measures import RoundMeasures


@dataclass(frozen=True)
class MeasuresRun:
    """The measures of a round, all findings about them, and the files that must not be overwritten."""

    tracked: TrackedRound
    findings: tuple[Finding, ...]
    inputs: tuple[Path, ...]

    @property
    def measures(self) -> RoundMeasures:
        """Return the steps of all agencies."""
        return self.tracked.tracking

    def write(self, target: Target, edition: Edition) -> None:
        """Write the workbook of measures; raise OutputError."""
        write_round_measures(self.tracked, target.protect(self.inputs), edition)


def follow_measures(loaded: LoadedRound, context: RunContext, as_of: date) -> MeasuresRun:
    """Hold the steps of all agencies against the plan of the round and the day ``as_of``.

    Raise InputError if the plan cannot be read.
    """
    plan = load_plan(context, plan_file_of(context), loaded.province.framework)
    links, unread = load_link_results(context)
    tracked = track_round(loaded, plan.context, as_of, plan=plan.plan, links=links)
    findings = (*plan.findings, *unread, *tracked.findings)
    return MeasuresRun(tracked, findings, (*plan.context.inputs, *loaded.inputs))
