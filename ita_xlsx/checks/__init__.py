"""The rules a returned workbook is held to, as lists one can read; identity first."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from ita_xlsx.checks.case import Case
from ita_xlsx.checks.identity import (
    check_agency_kept,
    check_agency_known,
    check_agency_named,
    check_definition,
    check_year,
)
from ita_xlsx.checks.scores import (
    check_announced,
    check_complete,
    check_decimals,
    check_declared,
    check_given_used,
    check_level_known,
    check_previous,
    check_range,
)
from ita_xlsx.model.findings import Finding, Severity

__all__ = ["Case", "check_submission", "has_wrong_identity"]

Rule = Callable[[Case], Iterable[Finding]]

IDENTITY: tuple[Rule, ...] = (check_year, check_definition, check_agency_named, check_agency_known, check_agency_kept)
CONTENT: tuple[Rule, ...] = (
    check_complete,
    check_range,
    check_decimals,
    check_declared,
    check_previous,
    check_announced,
    check_level_known,
    check_given_used,
)


def check_submission(case: Case, reading: Iterable[Finding] = ()) -> tuple[Finding, ...]:
    """All findings on a submission, those of its reading first; a wrong identity is all that is told."""
    identity = _run(IDENTITY, case)
    if _has_error(identity):
        return identity
    return (*identity, *reading, *_run(CONTENT, case))


def has_wrong_identity(case: Case) -> bool:
    """Whether it is the wrong form, year or agency, so that nothing else is worth telling."""
    return _has_error(_run(IDENTITY, case))


def _has_error(findings: Iterable[Finding]) -> bool:
    return any(finding.severity is Severity.ERROR for finding in findings)


def _run(rules: tuple[Rule, ...], case: Case) -> tuple[Finding, ...]:
    file = case.submission.file
    return tuple(replace(finding, file=file) for rule in rules for finding in rule(case))
