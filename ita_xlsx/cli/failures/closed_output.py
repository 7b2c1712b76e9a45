"""Hold the error of an output that nobody can read; works on values only."""

from __future__ import annotations

from ita_xlsx.errors import OutputError
from ita_xlsx.model.findings.codes import Code
from ita_xlsx.model.text.machine_reasons import reason_of


class ClosedOutput(OutputError):
    """An error because nothing can be printed."""


def closed_output(error: OSError) -> ClosedOutput:
    """Return the error (C716) for what the system answered when something was to be printed."""
    th, en = reason_of(error)
    return ClosedOutput(Code.OUTPUT_CLOSED, reason_th=th, reason_en=en)
