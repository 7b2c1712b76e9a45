"""Check whether a returned form belongs to this round: its fiscal year, its definition, its agency and its province.

Takes a Case; yields the findings W102, W104-W106, W110, W112, W116 and W120. Works on values only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ita_xlsx.checks.case import Case, place_of
from ita_xlsx.model.agency import name_key, province_key, same_code
from ita_xlsx.model.findings import Finding, make_finding
from ita_xlsx.model.text.digits import arabic


def check_year(case: Case) -> Iterator[Finding]:
    """Yield W102 if the form is of another fiscal year than the round."""
    year = case.framework.year
    if case.expected_year is not None and year != case.expected_year:
        yield make_finding("W102", found=str(year), expected=str(case.expected_year), value=str(year))


def check_year_kept(case: Case) -> Iterator[Finding]:
    """Yield W116 if somebody typed another fiscal year into the form than the one it was made for."""
    typed_year = case.submission.fields.get("year", "")
    if typed_year and re.sub(r"\D", "", arabic(typed_year)) != str(case.framework.year):
        yield make_finding("W116", **place_of(case, "year"), value=typed_year, expected=str(case.framework.year))


def check_definition(case: Case) -> Iterator[Finding]:
    """Yield W106 if the form was made from another version of the framework's definition."""
    stamp, digest = case.submission.stamp, case.framework.digest
    if stamp.digest and stamp.digest != digest:
        yield make_finding("W106", found=str(case.framework.year), stamp=stamp.digest, own=digest)


def check_agency_named(case: Case) -> Iterator[Finding]:
    """Yield W110 if the form has neither the name nor the code of its agency."""
    # If the sheet about the agency is missing, it must be restored first; another finding says so.
    if case.submission.info and not (case.submission.agency.name or case.submission.agency.code):
        yield make_finding("W110", **place_of(case, "name"))


def check_agency_known(case: Case) -> Iterator[Finding]:
    """Yield W104 if the agency is not in the roster, or W105 if the roster has another name for its code."""
    agency, roster = case.submission.agency, case.roster
    if roster is None or not (agency.code or agency.name):
        return
    if not agency.code:
        if roster.find_named(agency.name) is None:
            yield make_finding("W104", **place_of(case, "name"), value=agency.name)
        return
    in_roster = roster.find(agency.code)
    if in_roster is None:
        yield make_finding("W104", **place_of(case, "code"), value=f"{agency.code} {agency.name}".strip())
    elif agency.name and name_key(agency.name) != name_key(in_roster.name):
        yield make_finding("W105", **place_of(case, "name"), value=agency.name, expected=in_roster.name)


def check_province(case: Case) -> Iterator[Finding]:
    """Yield W120 if the form is of another province than the roster gives for the agency, or than the round."""
    agency, roster = case.submission.agency, case.roster
    in_roster = roster.find(agency.code) if roster and agency.code else None
    expected = (in_roster.province if in_roster else "") or case.expected_province
    if agency.province and expected and province_key(agency.province) != province_key(expected):
        yield make_finding("W120", **place_of(case, "province"), value=agency.province, expected=expected)


def check_agency_kept(case: Case) -> Iterator[Finding]:
    """Yield W112 if the form has another agency code than the one it was made for."""
    issued_to, code = case.submission.stamp.agency, case.submission.agency.code
    if issued_to and code and not same_code(issued_to, code):
        yield make_finding("W112", **place_of(case, "code"), value=code, expected=issued_to)
