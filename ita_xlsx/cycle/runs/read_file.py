"""Read one file of a round in a child process, and return its summary.

The parent only names these functions to its children: what they need is imported in the server that children are
copied from, and here where it is used. Reads the file.
"""

from __future__ import annotations

from datetime import date
from typing import TypeAlias

from ita_xlsx.cycle.context import RunContext
from ita_xlsx.errors import UnreadableWorkbook
from ita_xlsx.intake.isolation.parcels import load_shared
from ita_xlsx.intake.sources import Source
from ita_xlsx.model.findings import make_finding
from ita_xlsx.model.round_state import ReturnSummary

# A file, the date of the file, and the token of the context that all children share.
FileTask: TypeAlias = tuple[Source, date | None, str]


def read_file(task: FileTask) -> ReturnSummary:
    """Return the summary of one file, in the child process."""
    from ita_xlsx.cycle.receive import receive_bytes
    from ita_xlsx.cycle.summarize import summarize_return

    source, modified, token = task
    context: RunContext = load_shared(token)
    try:
        return summarize_return(receive_bytes(source.read(), source.name, context), context, modified)
    except UnreadableWorkbook as error:
        return summarize_lost(task, error)


def summarize_lost(task: FileTask, error: UnreadableWorkbook) -> ReturnSummary:
    """Return the summary of a file that cannot be read, with the finding that says why."""
    source, modified, _ = task
    finding = make_finding(error.code, file=source.name, **error.params)
    return ReturnSummary(file=source.name, modified=modified, findings=(finding,))
