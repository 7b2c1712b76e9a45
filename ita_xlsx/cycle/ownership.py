"""Tell whose a returned file is: by its code, held against its name and province."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from pathlib import Path

from ita_xlsx.model.agency import Agency, Roster, code_key, name_key
from ita_xlsx.model.round_state import ReturnSummary, UnassignedFile

_LIKE = 0.6
OTHER_NAME, OTHER_PROVINCE = "W105", "W120"


def agency_of_file(reading: ReturnSummary, roster: Roster | None) -> Agency | None:
    """The agency a file says it is of: by its code, else by its name."""
    if roster is None:
        return Agency(reading.code or reading.name, reading.name)
    return roster.find(reading.code) if reading.code else roster.find_named(reading.name)


def conflicting_identity(reading: ReturnSummary, agency: Agency, roster: Roster | None) -> UnassignedFile | None:
    """The file as a stray, where its code says one agency and the rest of it says another.

    Its name is that of another agency of the roster (a roster was numbered anew, or a form filled in for a
    neighbour), or its name and its province are both others.
    """
    if roster is None or not reading.name or name_key(reading.name) == name_key(agency.name):
        return None
    if rivals := roster.named(reading.name):
        return UnassignedFile(reading, rivals[0], agency)
    told = {finding.code for finding in reading.findings}
    return UnassignedFile(reading, None, agency) if {OTHER_NAME, OTHER_PROVINCE} <= told else None


def nearest_agency(name: str, names: Sequence[str], roster: Roster | None) -> Agency | None:
    """The agency of the most similar name, as a suggestion only."""
    close = difflib.get_close_matches(name, names, 1, _LIKE) if name else []
    return roster.named(close[0])[0] if close and roster else None


def agency_in_name(file: str, roster: Roster | None) -> Agency | None:
    """The agency whose code stands in a file's name, else the longest name in it, as a suggestion only."""
    stem = name_key(Path(file).stem)
    words = {code_key(word) for word in re.split(r"[\s_()-]+", stem)}
    agencies = roster.agencies if roster else ()
    coded = next((item for item in agencies if code_key(item.code) in words), None)
    within = [item for item in agencies if item.name and name_key(item.name) in stem]
    return coded or max(within, key=lambda item: len(item.name), default=None)
