"""Record a decision of the officer in the decisions file beside the roster, where every command reads it.

Reads and writes one file.
"""

from __future__ import annotations

from pathlib import Path

from ita_xlsx.cycle.assign_files import all_files, file_meant
from ita_xlsx.cycle.context import RunContext
from ita_xlsx.cycle.files import Target
from ita_xlsx.cycle.load_round import decisions_path
from ita_xlsx.errors import InputError, input_errors
from ita_xlsx.model.findings import Code, make_finding
from ita_xlsx.model.round_state import AgencyReturn, Decision, bare_name
from ita_xlsx.store.decisions import decisions_text, read_decisions, with_decision


def record_decision(context: RunContext, decision: Decision) -> Path:
    """Write the decision as the row of its agency; what the file says already stays. Return the path of the file.

    Raise InputError for a file that cannot be used, or without a roster, and OutputError if it cannot be written.
    """
    path = decisions_path(context)
    if path is None:
        raise InputError(Code.NO_ROSTER, findings=(make_finding(Code.NO_ROSTER),))
    before: tuple[Decision, ...] = ()
    if path.is_file():
        with input_errors(path):
            before = read_decisions(path.read_bytes(), str(path))
    Target(path=path, force=True).put(decisions_text(with_decision(before, decision)))
    return path


def name_for_decision(member: AgencyReturn, file: str) -> str:
    """Return the name by which a decision means one of the files of an agency: the bare name if that is enough."""
    meant = file_meant(all_files(member), (bare_name(file),))
    digest = next(item.digest for item in all_files(member) if item.file == file)
    return bare_name(file) if meant is not None and meant.digest == digest else file
