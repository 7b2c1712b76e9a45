"""Turn findings into the exit code of a command.

Works on values only.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ita_xlsx.model.findings import Finding

# Wrong usage is 2, and click's own.
CLEAN, FOUND_ERRORS, COULD_NOT_RUN = 0, 1, 3


def exit_code(findings: Iterable[Finding], *, usable: bool, strict: bool = False) -> int:
    """Return 0 without errors, 1 with errors (or warnings, if ``strict``), 3 if no input was usable."""
    from ita_xlsx.model.findings import Status, status_of

    if not usable:
        return COULD_NOT_RUN
    status = status_of(findings)
    if status is Status.REJECTED or (strict and status is Status.ACCEPTED_WITH_WARNINGS):
        return FOUND_ERRORS
    return CLEAN
