"""Write the consolidated workbook, the status workbook and the tidy tables of a round, and read earlier years.

Takes the state of a round; writes files; reads databases and workbooks of earlier years.
"""

from __future__ import annotations

import io
import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import TypeAlias

from ita_xlsx.catalogue import load_framework
from ita_xlsx.checks import Case, check_submission
from ita_xlsx.cycle.context import RunContext
from ita_xlsx.cycle.earlier_files import read_earlier_files
from ita_xlsx.cycle.earlier_rounds import match_codes, match_single, of_this_province, split_databases
from ita_xlsx.cycle.files import put_workbook
from ita_xlsx.errors import DefinitionError, ItaError, OutputError
from ita_xlsx.intake.sources import find_workbooks
from ita_xlsx.model.agency import Agency
from ita_xlsx.model.findings import Finding, Severity, make_finding
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.layout.analysis_layout import SCHEMA as ANALYSIS_SCHEMA
from ita_xlsx.model.layout.province_layout import SCHEMA as PROVINCE_SCHEMA
from ita_xlsx.model.results import Basis, LevelResult, Results, Score
from ita_xlsx.model.round_state import EarlierRound, RoundState
from ita_xlsx.model.submission import Submission
from ita_xlsx.model.year_map import convert_results
from ita_xlsx.output.province import write_consolidated, write_status
from ita_xlsx.output.safe_write import check_free, write_file
from ita_xlsx.scoring import score_submission
from ita_xlsx.store.columns import TIDY
from ita_xlsx.store.csv_files import file_name, write_csv
from ita_xlsx.store.database import FILE as DATABASE
from ita_xlsx.store.database import Carry, add_round, check_database, read_earlier
from ita_xlsx.store.datapackage import NAME as PACKAGE
from ita_xlsx.store.datapackage import datapackage_json
from ita_xlsx.store.tidy_tables import tables

_Line: TypeAlias = tuple[Fraction | None, ...]


def write_round(
    province: RoundState,
    earlier: tuple[EarlierRound, ...],
    target: Path,
    issued: date,
    *,
    digits: str,
    force: bool,
    inputs: Iterable[Path] = (),
) -> None:
    """Write the consolidated workbook; raise OutputError."""
    check_free(target, force=force, inputs=inputs)
    put_workbook(target, write_consolidated(province, earlier, issued, digits), force=force)


def write_round_status(
    province: RoundState, target: Path, issued: date, *, digits: str, force: bool, inputs: Iterable[Path] = ()
) -> None:
    """Write the workbook of who returned what; raise OutputError."""
    check_free(target, force=force, inputs=inputs)
    put_workbook(target, write_status(province, issued, digits), force=force)


def export_round(province: RoundState, folder: Path, issued: date, *, force: bool) -> tuple[Path, ...]:
    """Write the tidy tables as CSV, add the year to the database, and describe both; return the paths.

    The database is the one file that may be there already: its other years are kept. Raise OutputError.
    """
    made = tables(province)
    targets = [folder / file_name(table.shape) for table in made]
    check_export(folder, force=force)
    for table, path in zip(made, targets, strict=True):
        stream = io.StringIO(newline="")
        write_csv(stream, table)
        write_file(path, stream.getvalue().encode("utf-8"), force=force)
    database = folder / DATABASE
    _add_to_database(database, province)
    write_file(folder / PACKAGE, datapackage_json(province, issued, DATABASE), force=force)
    return (*targets, database, folder / PACKAGE)


def check_export(folder: Path, *, force: bool) -> None:
    """Raise OutputError if an export would overwrite tables; a database may be there already, and is added to."""
    for shape in TIDY:
        check_free(folder / file_name(shape), force=force)
    check_free(folder / PACKAGE, force=force)
    if (folder / DATABASE).exists():
        check_database(folder / DATABASE)


def _add_to_database(path: Path, province: RoundState) -> None:
    """Add the round to a copy of the database, check the copy, and move it into place.

    If the program is killed, either the old or the new database is left.
    """
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".ita-{os.getpid()}-", suffix=".tmp")
        os.close(handle)
        copy = Path(name)
        try:
            copy.unlink()
            if path.exists():
                shutil.copyfile(path, copy)
            add_round(copy, province)
            check_database(copy)
            os.chmod(copy, 0o644)
            os.replace(copy, path)
        finally:
            for tail in ("", "-journal"):
                Path(f"{copy}{tail}").unlink(missing_ok=True)
    except ItaError as error:
        error.params["name"] = str(path)
        raise
    except OSError as error:
        raise OutputError("C702", name=str(path), detail=error.strerror or type(error).__name__) from error


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
                make_finding("H901", file=source.name, found=str(framework_then.year), year=str(framework.year))
            )
            continue
        entries = years.setdefault(framework_then.year, [])
        for submission in submissions:
            results = score_submission(submission, framework_then, context.round.threshold)
            if errors := _errors_of(submission, framework_then, results, file_findings):
                agency = submission.agency
                params = {"agency": agency.code, "value": agency.name, "count": str(errors)}
                findings.append(make_finding("H912", file=source.name, found=str(framework_then.year), **params))
            else:
                line = _in_order(framework, convert_results(framework, framework_then, results))
                entries.append((submission.agency, source.name, line))
    return years, tuple(findings)


def _errors_of(
    submission: Submission, framework_then: Framework, results: Results, file_findings: tuple[Finding, ...]
) -> int:
    """Return how many errors a form has; 0 for our own workbooks, which hold only what counted then."""
    if submission.stamp.schema in (PROVINCE_SCHEMA, ANALYSIS_SCHEMA):
        return 0
    new_findings = check_submission(Case(submission, framework_then, results), file_findings)
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
        results = convert_results(framework, then, Results(year, framework.pass_mark, entries, (), (), missing, ()))
        values = {subject: results.by_subject[subject].value for subject in framework.nodes}
        return {subject: value for subject, value in values.items() if value is not None}

    return carried
