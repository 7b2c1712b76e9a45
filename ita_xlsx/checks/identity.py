"""Check whether a returned form belongs to this round: its fiscal year, its definition, its agency and its province.

Takes a Case; yields the findings W102, W104-W106, W110, W112, W116 and W120. Works on values only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ita_xlsx.checks.case import Case, place_of
from ita_xlsx.model.agency import Agency, Roster, name_key, province_key, same_code
from ita_xlsx.model.findings import Code, Finding, make_finding
from ita_xlsx.model.text.digits import arabic


def check_year(case: Case) -> Iterator[Finding]:
    """Yield W102 if the form is of another fiscal year than the round."""
    year = case.framework.year
    if case.expected_year is not None and year != case.expected_year:
        yield make_finding(Code.OTHER_YEAR, found=str(year), expected=str(case.expected_year), value=str(year))


def check_year_kept(case: Case) -> Iterator[Finding]:
    """Yield W116 if somebody typed another fiscal year into the form than the one it was made for."""
    typed_year, year = case.submission.fields.get("year", ""), str(case.framework.year)
    if typed_year not in ("", year) and re.sub(r"\D", "", arabic(typed_year)) != year:
        yield make_finding(Code.YEAR_CHANGED, **place_of(case, "year"), value=typed_year, expected=year)


def check_definition(case: Case) -> Iterator[Finding]:
    """Yield W106 if the form was made from another definition, which may ask other questions."""
    stamped, framework = case.submission.stamp.digest, case.framework
    if stamped and not framework.is_form_of(stamped):
        yield make_finding(Code.OTHER_DEFINITION, found=str(framework.year), stamp=stamped, own=framework.digest)


def check_agency_named(case: Case) -> Iterator[Finding]:
    """Yield W110 if the form has neither the name nor the code of its agency."""
    # If the sheet about the agency is missing, it must be restored first; another finding says so.
    if case.submission.info and not (case.submission.agency.name or case.submission.agency.code):
        yield make_finding(Code.AGENCY_NOT_NAMED, **place_of(case, "name"))


def check_agency_known(case: Case) -> Iterator[Finding]:
    """Yield W104 if the agency is not in the roster, or W105 if the roster has another name for its code."""
    agency, roster = case.submission.agency, case.roster
    if roster is None or not (agency.code or agency.name):
        return
    if not agency.code:
        if roster.find_named(agency.name) is None and len(roster.all_with_alias(agency.name)) != 1:
            yield make_finding(Code.AGENCY_NOT_IN_ROSTER, **place_of(case, "name"), value=agency.name)
        return
    if roster.find(agency.code) is None and len(roster.all_with_alias(agency.name)) != 1:
        yield make_finding(
            Code.AGENCY_NOT_IN_ROSTER, **place_of(case, "code"), value=f"{agency.code} {agency.name}".strip()
        )
    elif (name := other_name(agency, roster)) is not None:
        yield make_finding(Code.OTHER_NAME_IN_ROSTER, **place_of(case, "name"), value=agency.name, expected=name)


def other_name(agency: Agency, roster: Roster | None) -> str | None:
    """Return the name that the roster has for the code of an agency; None without one, or if the form has that name.

    Another name that the roster has for the agency is as good.
    """
    in_roster = roster.find(agency.code) if roster and agency.code else None
    if in_roster is None or not agency.name:
        return None
    if name_key(agency.name) in map(name_key, (in_roster.name, *in_roster.aliases)):
        return None
    return in_roster.name


def other_province(agency: Agency, roster: Roster | None, province: str) -> str | None:
    """Return the province of an agency by the roster, else that of the round; None if the agency names the same."""
    in_roster = roster.find(agency.code) if roster and agency.code else None
    expected = (in_roster.province if in_roster else "") or province
    if not agency.province or not expected or province_key(agency.province) == province_key(expected):
        return None
    return expected


def check_province(case: Case) -> Iterator[Finding]:
    """Yield W120 if the form is of another province than the roster gives for the agency, or than the round."""
    agency = case.submission.agency
    if expected := other_province(agency, case.roster, case.expected_province):
        yield make_finding(Code.OTHER_PROVINCE, **place_of(case, "province"), value=agency.province, expected=expected)


def check_agency_kept(case: Case) -> Iterator[Finding]:
    """Yield W112 if the form has another agency code than the one it was made for."""
    issued_to, code = case.submission.stamp.agency, case.submission.agency.code
    if issued_to and code and not same_code(issued_to, code):
        yield make_finding(Code.OTHER_AGENCY_CODE, **place_of(case, "code"), value=code, expected=issued_to)
