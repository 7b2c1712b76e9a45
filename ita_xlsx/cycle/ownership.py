"""Find the agency of a returned file by its code and name, and detect a contradiction between them.

Works on values only.
"""

from __future__ import annotations

import difflib
from collections.abc import Sequence

from ita_xlsx.model.agency import Agency, Roster, name_key
from ita_xlsx.model.round_state import ReturnSummary, UnassignedFile

_LIKE = 0.6


def agency_of_file(summary: ReturnSummary, roster: Roster | None) -> Agency | None:
    """Return the agency that a file names by its code, else by its name, else by another name of the agency.

    None if the roster has none of them. A code that the roster does not have can still stand beside another name,
    which the officer wrote down; the plain name may be that of an agency elsewhere.
    """
    if roster is None:
        return Agency(summary.code or summary.name, summary.name)
    found = roster.find(summary.code) if summary.code else roster.find_named(summary.name)
    also = roster.all_with_alias(summary.name) if found is None and not roster.all_named(summary.name) else ()
    return also[0] if len(also) == 1 else found


def conflicting_identity(summary: ReturnSummary, agency: Agency, roster: Roster | None) -> UnassignedFile | None:
    """Return the file as unassigned if its code means one agency and its name another; else None.

    Its name is that of another agency of the roster (a roster was numbered anew, or a form filled in for a
    neighbour), or its name and its province are both others.
    """
    if roster is None or not summary.name or name_key(summary.name) == name_key(agency.name):
        return None
    also = roster.all_with_alias(summary.name)
    if rivals := roster.all_named(summary.name) or (() if agency in also else also):
        return UnassignedFile(summary, rivals[0], agency)
    return UnassignedFile(summary, None, agency) if summary.contradicts_roster else None


def nearest_agency(name: str, names: Sequence[str], roster: Roster | None) -> Agency | None:
    """Return the agency of the roster with the most similar name, as a suggestion; None if none is similar."""
    keys = [name_key(item) for item in names]
    close = difflib.get_close_matches(name_key(name), keys, 1, _LIKE) if name else []
    return roster.all_named(close[0])[0] if close and roster else None
