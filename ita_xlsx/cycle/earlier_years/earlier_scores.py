"""Read the scores of earlier years, from databases, exports, consolidated workbooks or forms of those years.

Takes the paths of ``--previous``; returns one round of scores for each year, and findings. Reads the disk.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import TypeAlias

from ita_xlsx.catalogue import load_framework
from ita_xlsx.cycle.context import RunContext
from ita_xlsx.cycle.earlier_years.earlier_files import read_earlier_files
from ita_xlsx.cycle.earlier_years.earlier_rounds import match_codes, match_single, of_this_province, split_databases
from ita_xlsx.errors import DefinitionError
from ita_xlsx.intake.sources import find_workbooks
from ita_xlsx.model.agency import Agency
from ita_xlsx.model.earlier_years.year_map import convert_results
from ita_xlsx.model.findings import Code, Finding, Severity, make_finding
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.layout.analysis_layout import SCHEMA as ANALYSIS_SCHEMA
from ita_xlsx.model.layout.province_layout import SCHEMA as PROVINCE_SCHEMA
from ita_xlsx.model.results import Basis, LevelResult, Results, Score
from ita_xlsx.model.round_state import EarlierRound
from ita_xlsx.model.submission import Submission
from ita_xlsx.scoring import score_submission
from ita_xlsx.store.database import Carry, read_earlier

_Line: TypeAlias = tuple[Fraction | None, ...]


def read_earlier_rounds(
    paths: Iterable[str], context: RunContext, framework: Framework
) -> tuple[tuple[EarlierRound, ...], tuple[Finding, ...]]:
    """Return earlier years, oldest first, from our databases and consolidated workbooks or from forms; and findings.

    A folder that holds a database is an export of ours. Agencies stand under this year's codes.
    """
    rounds: dict[int, EarlierRound] = {}
    databases, files, new_findings = split_databases(paths, framework.year, context.round.province)
    findings = list(new_findings)
    for path, usable in databases:
        for item in read_earlier(path, framework, framework.year, _carrier(framework)):
            if item.year in usable:
                scores, new_findings = match_codes(item.names, item.scores, context.roster, item.year)
                rounds[item.year] = EarlierRound(item.year, scores)
                findings.extend(new_findings)
    years, new_findings = _read_forms(files, context, framework)
    findings.extend(new_findings)
    for year, entries in years.items():
        entries_here, new_findings = of_this_province(entries, year, context.round.province)
        findings.extend(new_findings)
        scores, new_findings = match_single(entries_here, context.roster, year)
        findings.extend(new_findings)
        if scores:
            rounds.setdefault(year, EarlierRound(year, scores))
    return tuple(rounds[year] for year in sorted(rounds)), tuple(findings)


def _read_forms(
    paths: Iterable[str], context: RunContext, framework: Framework
) -> tuple[dict[int, list[tuple[Agency, str, _Line]]], tuple[Finding, ...]]:
    """Return (agency, file, scores) of earlier workbooks by year, and findings; a form with errors is left out."""
    sources, new_findings = find_workbooks(paths)
    findings = list(new_findings)
    years: dict[int, list[tuple[Agency, str, _Line]]] = {}
    for source, (submissions, framework_then, file_findings) in zip(
        sources, read_earlier_files(sources, context), strict=True
    ):
        if not submissions or framework_then is None:
            findings.extend(file_findings)
            continue
        if framework_then.year >= framework.year:
            findings.append(
                make_finding(
                    Code.EARLIER_YEAR_NOT_BEFORE,
                    file=source.name,
                    found=str(framework_then.year),
                    year=str(framework.year),
                )
            )
            continue
        entries = years.setdefault(framework_then.year, [])
        for submission in submissions:
            results = score_submission(submission, framework_then, context.round.threshold)
            if errors := errors_of(submission, framework_then, results, file_findings):
                agency = submission.agency
                params = {"agency": agency.code, "value": agency.name, "count": str(errors)}
                findings.append(
                    make_finding(
                        Code.EARLIER_FORM_HAS_ERRORS, file=source.name, found=str(framework_then.year), **params
                    )
                )
            else:
                line = _in_order(framework, convert_results(framework, framework_then, results))
                entries.append((submission.agency, source.name, line))
    return years, tuple(findings)


def errors_of(
    submission: Submission, framework_then: Framework, results: Results, file_findings: tuple[Finding, ...]
) -> int:
    """Return how many errors a form has; 0 for our own workbooks, which hold only what counted then."""
    if submission.stamp.schema in (PROVINCE_SCHEMA, ANALYSIS_SCHEMA):
        return 0
    from ita_xlsx.checks import Case, check_submission  # slow to import, and most runs read no earlier forms

    new_findings = check_submission(
        Case(submission=submission, framework=framework_then, results=results), file_findings
    )
    return sum(item.severity is Severity.ERROR for item in new_findings)


def _in_order(framework: Framework, results: Results) -> tuple[Fraction | None, ...]:
    return tuple(results.by_subject[subject].value for subject in framework.nodes)


def _carrier(framework: Framework) -> Carry:
    """Return a function that turns scores by subjects of another year into scores by subjects of this year."""

    def carried(year: int, scores: Mapping[str, Fraction]) -> Mapping[str, Fraction]:
        try:
            then = load_framework(year)
        except DefinitionError:
            return {subject: value for subject, value in scores.items() if subject in framework.nodes}
        entries = tuple(
            Score(subject, Basis.COMPUTED if subject in scores else Basis.MISSING, scores.get(subject))
            for subject in then.nodes
        )
        missing = LevelResult(None, Basis.MISSING)
        results = convert_results(
            framework,
            then,
            Results(
                year=year,
                threshold=framework.pass_mark,
                scores=entries,
                answers=(),
                weighted=(),
                level=missing,
            ),
        )
        values = {subject: results.by_subject[subject].value for subject in framework.nodes}
        return {subject: value for subject, value in values.items() if value is not None}

    return carried
