"""The rules a returned workbook is held to, as lists one can read; identity first."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from ita_xlsx.checks.case import Case
from ita_xlsx.checks.consistency import (
    check_all_equal,
    check_copied_from_last_year,
    check_decimals_lost,
    check_nothing_declared,
    check_scale,
)
from ita_xlsx.checks.evidence import check_evidence, check_steps
from ita_xlsx.checks.identity import (
    check_agency_kept,
    check_agency_known,
    check_agency_named,
    check_definition,
    check_province,
    check_year,
    check_year_kept,
)
from ita_xlsx.checks.plan_rules import check_plan, check_uncovered
from ita_xlsx.checks.scores import (
    check_announced,
    check_announced_used,
    check_complete,
    check_decimals,
    check_declared,
    check_level_known,
    check_previous,
    check_range,
)
from ita_xlsx.model.findings import Finding, Severity

__all__ = ["Case", "check_plan", "check_submission", "check_uncovered", "has_wrong_identity"]

Rule = Callable[[Case], Iterable[Finding]]

IDENTITY: tuple[Rule, ...] = (
    check_year,
    check_year_kept,
    check_definition,
    check_agency_named,
    check_agency_known,
    check_agency_kept,
    check_province,
)
CONTENT: tuple[Rule, ...] = (
    # complete
    check_complete,
    check_declared,
    check_announced_used,
    # possible
    check_range,
    check_decimals,
    check_previous,
    check_announced,
    check_level_known,
    # consistent
    check_nothing_declared,
    check_all_equal,
    check_copied_from_last_year,
    check_scale,
    check_decimals_lost,
    # proved
    check_evidence,
    check_steps,
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
