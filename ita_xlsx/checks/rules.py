"""List the rules that every returned form is checked with, and run them: year, agency, then content.

Takes a submission with its framework, results and roster; returns findings. Works on values only.
A new rule is a function that takes a Case and yields findings; add it to one of the three lists.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from ita_xlsx.checks.announced_figures import (
    check_announced_possible,
    check_announced_used,
    check_answers_replaced,
)
from ita_xlsx.checks.case import Case
from ita_xlsx.checks.consistency import (
    check_all_equal,
    check_copied_from_last_year,
    check_decimals_lost,
    check_lone_tiny_score,
    check_mostly_last_year,
    check_nothing_declared,
    check_scale,
    check_series,
)
from ita_xlsx.checks.evidence import check_evidence, check_steps
from ita_xlsx.checks.few_respondents import check_respondents
from ita_xlsx.checks.identity import (
    check_agency_kept,
    check_agency_known,
    check_agency_named,
    check_definition,
    check_province,
    check_year,
    check_year_kept,
)
from ita_xlsx.checks.long_texts import check_long_texts
from ita_xlsx.checks.scores import (
    check_announced,
    check_complete,
    check_decimals,
    check_declared,
    check_level_known,
    check_previous,
    check_range,
)
from ita_xlsx.model.findings import CATALOGUE, Finding, Severity

Rule = Callable[[Case], Iterable[Finding]]

YEAR: tuple[Rule, ...] = (check_year, check_year_kept, check_definition)
AGENCY: tuple[Rule, ...] = (
    check_agency_known,
    check_agency_kept,
    check_province,
)
CONTENT: tuple[Rule, ...] = (
    # A missing name is one fault among all: the form may still be ours.
    check_agency_named,
    # Nothing is missing.
    check_complete,
    check_declared,
    check_answers_replaced,
    check_announced_used,
    # Every value is possible.
    check_range,
    check_decimals,
    check_previous,
    check_announced,
    check_announced_possible,
    check_level_known,
    # The values fit together.
    check_nothing_declared,
    check_all_equal,
    check_copied_from_last_year,
    check_mostly_last_year,
    check_series,
    check_scale,
    check_decimals_lost,
    check_lone_tiny_score,
    # Enough people answered.
    check_respondents,
    # There is evidence.
    check_evidence,
    check_steps,
    # Every text fits into the workbooks that are made from it.
    check_long_texts,
)


def check_submission(case: Case, reading_findings: Iterable[Finding] = ()) -> tuple[Finding, ...]:
    """Return all findings about a submission: year and agency, then findings made while it was read, then content.

    If the form is of another year, return only the findings about year and agency: the agency must send another form.
    A form of an agency that is not in the roster is checked in full, as it may only be missing there.
    """
    year = _run(YEAR, case)
    identity = (*year, *_run(AGENCY, case))
    if _has_error(year):
        return identity
    reading = tuple(reading_findings)
    replaced = {(CATALOGUE[item.code].replaces, item.sheet) for item in reading}
    content = (item for item in _run(CONTENT, case) if (item.code, item.sheet) not in replaced)
    return (*identity, *reading, *content)


def is_of_other_year(case: Case) -> bool:
    """Return True if the form is of another year than the round, or than somebody typed into it."""
    return _has_error(_run(YEAR, case))


def _has_error(findings: Iterable[Finding]) -> bool:
    return any(finding.severity is Severity.ERROR for finding in findings)


def _run(rules: tuple[Rule, ...], case: Case) -> tuple[Finding, ...]:
    file = case.submission.file
    return tuple(replace(finding, file=file) for rule in rules for finding in rule(case))
