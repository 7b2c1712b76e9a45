"""Findings into an exit code."""

from __future__ import annotations

from collections.abc import Iterable

from ita_xlsx.model.findings import Finding, Status, status_of

CLEAN, FOUND_ERRORS, WRONG_USAGE, COULD_NOT_RUN = 0, 1, 2, 3


def exit_code(findings: Iterable[Finding], *, usable: bool, strict: bool = False) -> int:
    """0 clean, 1 errors found (or warnings, when strict), 3 when no input was usable."""
    if not usable:
        return COULD_NOT_RUN
    status = status_of(findings)
    if status is Status.REJECTED or (strict and status is Status.ACCEPTED_WITH_WARNINGS):
        return FOUND_ERRORS
    return CLEAN
