"""Add a whole past year from a table of all agencies to the database of an export.

Writes the database; other years in it stay.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from ita_xlsx.cycle.context import RunContext
from ita_xlsx.cycle.exports.database_file import add_to_copy
from ita_xlsx.cycle.files import FileSet, Target
from ita_xlsx.cycle.importing.read_table import ReadTable
from ita_xlsx.cycle.read_returns import threshold_of
from ita_xlsx.cycle.receive import score_and_check
from ita_xlsx.cycle.summarize import summarize_return
from ita_xlsx.model.agency import code_key
from ita_xlsx.model.findings import Code, Finding, make_finding
from ita_xlsx.model.round_state import AgencyReturn, RoundState, State
from ita_xlsx.store.database import FILE as DATABASE
from ita_xlsx.store.database import is_database, read_earlier

__all__ = ["DATABASE", "AddedYear", "add_past_year", "year_of_table"]

_FORCE = {
    "fix_th": "ใช้ --force หากต้องการแทนที่ผลของปีนั้นด้วยตารางนี้",
    "fix_en": "use --force to replace the results of that year with this table",
}


@dataclass(frozen=True)
class AddedYear:
    """The database to which a year was added, None if it was not; and findings."""

    path: Path | None
    findings: tuple[Finding, ...] = ()


def add_past_year(read: ReadTable, context: RunContext, folder: Target) -> AddedYear:
    """Add the year of a table to the database in a folder, which may be new.

    H914 if it holds that year already, unless the target may overwrite. Raise ItaError if it cannot be written, or is
    another file.
    """
    path = folder.path / DATABASE
    held = _held(path, read)
    if held and not folder.force:
        params = {"year": str(read.framework.year), "count": str(held), **_FORCE}
        return AddedYear(None, (make_finding(Code.YEAR_IN_DATABASE, file=str(path), **params),))
    with FileSet() as files:
        files.build(path, partial(add_to_copy, path, year_of_table(read, context), False))
    return AddedYear(path)


def _held(path: Path, read: ReadTable) -> int:
    """Return the number of agencies with scores that a database holds of the year of a table."""
    if not path.is_file() or not is_database(path):
        return 0
    year = read.framework.year
    rounds = read_earlier(path, read.framework, year + 1)
    return sum(len(item.scores) for item in rounds if item.year == year)


def year_of_table(read: ReadTable, context: RunContext) -> RoundState:
    """Return the year of a table as a round: each agency of the roster, with its figures or without."""
    members = {code_key(member.agency.code): member for member in _members(read, context)}
    agencies = context.roster.agencies if context.roster else ()
    return RoundState(
        framework=read.framework,
        threshold=threshold_of(context, read.framework),
        members=tuple(
            members.get(code_key(agency.code), AgencyReturn(agency=agency, state=State.MISSING)) for agency in agencies
        ),
        name=context.round.province,
    )


def _members(read: ReadTable, context: RunContext) -> Iterator[AgencyReturn]:
    for submission in read.submissions():
        agency = submission.agency
        returned = score_and_check(submission, read.framework, (), context, "")
        summary = summarize_return(replace(returned, findings=()), context, None)
        yield AgencyReturn(agency=agency, state=State.RETURNED, summary=replace(summary, file=Path(read.file).name))
