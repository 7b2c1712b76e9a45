"""Record decisions of the officer in ``decisions.xlsx``, where every command reads them.

Reads and writes files.
"""

from __future__ import annotations

from ita_xlsx.cycle.assign_files import all_files
from ita_xlsx.cycle.context import RunContext
from ita_xlsx.cycle.decisions.choose_file import file_meant
from ita_xlsx.cycle.decisions.decision_book import load_decisions, record_decisions
from ita_xlsx.model.decisions import Decisions
from ita_xlsx.model.edition import Edition
from ita_xlsx.model.findings import Finding
from ita_xlsx.model.round_state import AgencyReturn, bare_name


def record_decision(context: RunContext, decisions: Decisions, edition: Edition) -> tuple[Finding, ...]:
    """Write the decisions as new rows; return the findings about it: where they were written.

    Raise InputError for a file that cannot be used, or outside a round, and OutputError if it cannot be written.
    """
    return record_decisions(load_decisions(context), context, decisions, edition)


def name_for_decision(member: AgencyReturn, file: str) -> str:
    """Return the name by which a decision means one of the files of an agency: the bare name if that is enough."""
    meant = file_meant(all_files(member), (bare_name(file),))
    digest = next(item.digest for item in all_files(member) if item.file == file)
    return bare_name(file) if meant is not None and meant.digest == digest else file
