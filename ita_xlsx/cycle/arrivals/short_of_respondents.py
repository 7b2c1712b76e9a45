"""Check which agencies of a round are short of respondents, and of which nobody knows it.

Takes the state of a round; yields the findings N131-N133. Works on values only.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ita_xlsx.model.findings import Code, Finding, make_finding
from ita_xlsx.model.province.respondents import RespondentCount
from ita_xlsx.model.round_state import AgencyReturn, RoundState


def check_respondents(province: RoundState) -> Iterator[Finding]:
    """Yield N131 for each agency that is short, N132 where a number is not given, N133 where a minimum is unknown."""
    for member in province.members:
        counts = province.respondents_of(member)
        short = [item for item in counts if item.missing]
        not_given = [item for item in counts if item.count is None and item.minimum is not None]
        unknown = [item for item in counts if item.minimum is None]
        if short:
            yield _finding(Code.AGENCY_SHORT_OF_RESPONDENTS, member, "; ".join(map(str, short)))
        if not_given:
            yield _finding(Code.AGENCY_RESPONDENTS_UNKNOWN, member, _names(not_given))
        if unknown:
            yield _finding(Code.RESPONDENT_MINIMUM_UNKNOWN, member, _names(unknown))


def _names(counts: Sequence[RespondentCount]) -> str:
    return ", ".join(item.name for item in counts)


def _finding(code: Code, member: AgencyReturn, value: str) -> Finding:
    file = member.summary.file if member.summary else ""
    return make_finding(code, file=file, agency=member.agency.code, name=member.agency.name, value=value)
