"""Check whether enough people answered the surveys, where the round says how many must.

Takes a Case; yields the findings N129 and N130. Works on values only.
"""

from __future__ import annotations

from collections.abc import Iterator

from ita_xlsx.checks.case import Case, place_of
from ita_xlsx.model.agency import Agency
from ita_xlsx.model.findings import Code, Finding, make_finding
from ita_xlsx.model.province.respondents import count_respondents
from ita_xlsx.model.text.counts import parse_count

_FIELD = "respondents_{survey}"


def check_respondents(case: Case) -> Iterator[Finding]:
    """Yield N129 for a survey with too few respondents, and N130 where the form does not say how many there were.

    The kind and the size of the agency are those of the roster. Nothing is asked of an agency that has nothing to
    report, or whose form is blank.
    """
    submission = case.submission
    if not case.respondents.rules:
        return
    if submission.declares_nothing or not any(answer.raw for answer in submission.answers):
        return
    fields = {key: parse_count(text) for key, text in submission.fields.items() if key.startswith("respondents_")}
    counts = [(key, count) for key, count in fields.items() if count is not None]
    for item in count_respondents(_agency(case), counts, case.respondents):
        place = place_of(case, _FIELD.format(survey=item.survey))
        if item.minimum is None:
            continue
        params = {"survey": item.name, "minimum": str(item.minimum)}
        if item.count is None:
            yield make_finding(Code.RESPONDENTS_NOT_GIVEN, **place, **params)
        elif item.missing:
            value = str(item.count)
            yield make_finding(Code.RESPONDENTS_TOO_FEW, **place, value=value, missing=str(item.missing), **params)


def _agency(case: Case) -> Agency:
    """Return the agency of the form as the roster has it, else as the form names it."""
    agency, roster = case.submission.agency, case.roster
    if roster is None:
        return agency
    found = roster.find(agency.code) if agency.code else roster.find_named(agency.name)
    return found or agency
