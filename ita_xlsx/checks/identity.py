"""Is it the right form, of the right year, of an agency we know."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ita_xlsx.checks.answer_cells import place_of
from ita_xlsx.checks.case import Case
from ita_xlsx.model.agency import name_key, province_key, same_code
from ita_xlsx.model.findings import Finding, make_finding
from ita_xlsx.model.text.digits import arabic


def check_year(case: Case) -> Iterator[Finding]:
    """W102: the form is of another fiscal year than the round."""
    year = case.framework.year
    if case.expected_year is not None and year != case.expected_year:
        yield make_finding("W102", found=str(year), expected=str(case.expected_year), value=str(year))


def check_year_kept(case: Case) -> Iterator[Finding]:
    """W116: another fiscal year was typed into the form than it was made for."""
    said = case.submission.fields.get("year", "")
    if said and re.sub(r"\D", "", arabic(said)) != str(case.framework.year):
        yield make_finding("W116", **place_of(case, "year"), value=said, expected=str(case.framework.year))


def check_definition(case: Case) -> Iterator[Finding]:
    """W106: the form was made from another version of the definition."""
    stamp, own = case.submission.stamp, case.framework.digest
    if stamp.digest and stamp.digest != own:
        yield make_finding("W106", found=str(case.framework.year), stamp=stamp.digest, own=own)


def check_agency_named(case: Case) -> Iterator[Finding]:
    """W110: nobody says whose form it is."""
    # Without its sheet nobody can be named, and the sheet is what has to come back first.
    if case.submission.info and not (case.submission.agency.name or case.submission.agency.code):
        yield make_finding("W110", **place_of(case, "name"))


def check_agency_known(case: Case) -> Iterator[Finding]:
    """W104, W105: the agency is not in the roster, or is named otherwise there."""
    agency, roster = case.submission.agency, case.roster
    if roster is None or not (agency.code or agency.name):
        return
    if not agency.code:
        if roster.find_named(agency.name) is None:
            yield make_finding("W104", **place_of(case, "name"), value=agency.name)
        return
    known = roster.find(agency.code)
    if known is None:
        yield make_finding("W104", **place_of(case, "code"), value=f"{agency.code} {agency.name}".strip())
    elif agency.name and name_key(agency.name) != name_key(known.name):
        yield make_finding("W105", **place_of(case, "name"), value=agency.name, expected=known.name)


def check_province(case: Case) -> Iterator[Finding]:
    """W120: the form is of another province than the agency of the roster, or the round."""
    agency, roster = case.submission.agency, case.roster
    known = roster.find(agency.code) if roster and agency.code else None
    expected = (known.province if known else "") or case.expected_province
    if agency.province and expected and province_key(agency.province) != province_key(expected):
        yield make_finding("W120", **place_of(case, "province"), value=agency.province, expected=expected)


def check_agency_kept(case: Case) -> Iterator[Finding]:
    """W112: the form was issued to another agency than it names now."""
    issued, now = case.submission.stamp.agency, case.submission.agency.code
    if issued and now and not same_code(issued, now):
        yield make_finding("W112", **place_of(case, "code"), value=now, expected=issued)
