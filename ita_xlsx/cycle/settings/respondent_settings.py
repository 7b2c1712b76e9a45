"""Check the least numbers of respondents of a round against the roster: its kinds, and the sizes of its agencies.

Takes the roster and the rules; yields the findings R618 and R619. Works on values only.
"""

from __future__ import annotations

from collections.abc import Iterator

from ita_xlsx.model.agency import Roster, name_key
from ita_xlsx.model.findings import Code, Finding, make_finding
from ita_xlsx.model.layout.roster_layout import TITLES
from ita_xlsx.model.province.respondents import RespondentRules, Survey, size_of


def check_respondent_settings(
    roster: Roster, roster_file: str, rules: RespondentRules, settings_file: str
) -> Iterator[Finding]:
    """Yield R618 for each kind with rules that no agency has, and R619 for each size that is no number of people."""
    kinds = {name_key(item.kind): item.kind for item in roster.agencies if item.kind}
    for kind in rules.kinds:
        if name_key(kind) not in kinds:
            expected = ", ".join(kinds.values()) or "-"
            yield make_finding(Code.RESPONDENT_KIND_UNKNOWN, file=settings_file, value=kind, expected=expected)
    for agency in roster.agencies:
        for survey, key, text in ((Survey.IIT, "staff", agency.staff), (Survey.EIT, "served", agency.served)):
            if text and size_of(agency, survey) is None:
                params = {"agency": agency.code, "name": agency.name, "row": str(agency.row or "-")}
                yield make_finding(
                    Code.AGENCY_SIZE_UNREADABLE, file=roster_file, value=text, header=TITLES[key], **params
                )
