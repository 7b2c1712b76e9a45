"""Find out why no report prints the rank that the officer typed into the settings of a round.

Takes the context of the round; returns findings. Works on values only.
"""

from __future__ import annotations

from collections.abc import Iterator

from ita_xlsx.cycle.context import RunContext
from ita_xlsx.model.findings import Code, Finding, make_finding


def check_rank(context: RunContext) -> Iterator[Finding]:
    """Yield B151, B152 or B153 if the rank is of nobody, or cannot be that of its agency; it is not printed then."""
    ranking, roster = context.round.report.ranking, context.roster
    if ranking.rank is None or ranking.is_for_province(context.round.province):
        return
    file = str(context.round_file or "")
    agencies = roster.agencies if roster else ()
    owners = [item for item in agencies if ranking.names(item)] if ranking.agency else list(agencies)
    if ranking.agency and roster is not None and not owners:
        yield make_finding(Code.RANK_OF_NOBODY, file=file, value=ranking.agency)
    elif not ranking.agency and len(owners) > 1:
        yield make_finding(Code.RANK_WITHOUT_AGENCY, file=file, value=str(ranking.rank))
    elif owners and not any(ranking.is_for(item, roster) for item in owners):
        yield make_finding(Code.RANK_AMONG_PROVINCES, file=file, value=owners[0].name, kind=ranking.kind)
