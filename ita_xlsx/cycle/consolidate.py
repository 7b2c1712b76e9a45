"""Consolidate a round: one workbook, the tidy tables, and the earlier years beside it."""

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
from ita_xlsx.cycle.earlier_rounds import databases_among, of_this_province, one_each, under_codes
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
from ita_xlsx.model.year_map import carry
from ita_xlsx.output.files import check_free, write_file
from ita_xlsx.output.province import write_consolidated, write_status
from ita_xlsx.scoring import score_submission
from ita_xlsx.store.columns import TIDY
from ita_xlsx.store.csv_files import file_name, write_csv
from ita_xlsx.store.database import FILE as DATABASE
from ita_xlsx.store.database import Carry, add_province, check_database, read_earlier
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
    """Write the consolidated workbook; raises OutputError."""
    check_free(target, force=force, inputs=inputs)
    put_workbook(target, write_consolidated(province, earlier, issued, digits), force=force)


def write_round_status(
    province: RoundState, target: Path, issued: date, *, digits: str, force: bool, inputs: Iterable[Path] = ()
) -> None:
    """Write the workbook of who returned what; raises OutputError."""
    check_free(target, force=force, inputs=inputs)
    put_workbook(target, write_status(province, issued, digits), force=force)


def export_round(province: RoundState, folder: Path, issued: date, *, force: bool) -> tuple[Path, ...]:
    """Write the tidy tables as CSV, add the year to the database, and describe both; gives the files.

    The database is the one file that may be there already: its other years are kept. Raises OutputError.
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
    """Refuse an export that would overwrite tables; the database alone may be there, and is added to."""
    for shape in TIDY:
        check_free(folder / file_name(shape), force=force)
    check_free(folder / PACKAGE, force=force)
    if (folder / DATABASE).exists():
        check_database(folder / DATABASE)


def _add_to_database(path: Path, province: RoundState) -> None:
    """Work on a copy beside it, look at that, and put it in place: a kill leaves the old one or the new one."""
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".ita-{os.getpid()}-", suffix=".tmp")
        os.close(handle)
        copy = Path(name)
        try:
            copy.unlink()
            if path.exists():
                shutil.copyfile(path, copy)
            add_province(copy, province)
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
    """Earlier years from databases and consolidated workbooks of ours, or from earlier workbooks; oldest first.

    A folder that holds a database is an export of ours. Agencies stand under this year's codes.
    """
    rounds: dict[int, EarlierRound] = {}
    databases, files, told = databases_among(paths, framework.year, context.round.province)
    findings = list(told)
    for path, usable in databases:
        for item in read_earlier(path, framework, framework.year, _carrier(framework)):
            if item.year in usable:
                scores, told = under_codes(item.names, item.scores, context.roster, item.year)
                rounds[item.year] = EarlierRound(item.year, scores)
                findings.extend(told)
    years, told = _read_forms(files, context, framework)
    findings.extend(told)
    for year, known in years.items():
        here, told = of_this_province(known, year, context.round.province)
        findings.extend(told)
        scores, told = one_each(here, context.roster, year)
        findings.extend(told)
        if scores:
            rounds.setdefault(year, EarlierRound(year, scores))
    return tuple(rounds[year] for year in sorted(rounds)), tuple(findings)


def _read_forms(
    paths: Iterable[str], context: RunContext, framework: Framework
) -> tuple[dict[int, list[tuple[Agency, str, _Line]]], tuple[Finding, ...]]:
    """What workbooks of earlier years hold, a year: agency, file and scores; a form with errors is left out."""
    sources, told = find_workbooks(paths)
    findings = list(told)
    years: dict[int, list[tuple[Agency, str, _Line]]] = {}
    for source, (submissions, own, reading) in zip(sources, read_earlier_files(sources, context), strict=True):
        if not submissions or own is None:
            findings.extend(reading)
            continue
        if own.year >= framework.year:
            findings.append(make_finding("H901", file=source.name, found=str(own.year), year=str(framework.year)))
            continue
        known = years.setdefault(own.year, [])
        for submission in submissions:
            results = score_submission(submission, own, context.round.threshold)
            if errors := _errors_of(submission, own, results, reading):
                agency = submission.agency
                about = {"agency": agency.code, "value": agency.name, "count": str(errors)}
                findings.append(make_finding("H912", file=source.name, found=str(own.year), **about))
            else:
                line = _in_order(framework, carry(framework, own, results))
                known.append((submission.agency, source.name, line))
    return years, tuple(findings)


def _errors_of(submission: Submission, own: Framework, results: Results, reading: tuple[Finding, ...]) -> int:
    """How many errors reject a form; workbooks of ours hold only what counted then."""
    if submission.stamp.schema in (PROVINCE_SCHEMA, ANALYSIS_SCHEMA):
        return 0
    told = check_submission(Case(submission, own, results), reading)
    return sum(item.severity is Severity.ERROR for item in told)


def _in_order(framework: Framework, results: Results) -> tuple[Fraction | None, ...]:
    return tuple(results.by_subject[subject].value for subject in framework.nodes)


def _carrier(framework: Framework) -> Carry:
    """How scores of another year's subjects become those of this year's."""

    def carried(year: int, scores: Mapping[str, Fraction]) -> Mapping[str, Fraction]:
        try:
            then = load_framework(year)
        except DefinitionError:
            return {subject: value for subject, value in scores.items() if subject in framework.nodes}
        known = tuple(
            Score(subject, Basis.COMPUTED if subject in scores else Basis.MISSING, scores.get(subject))
            for subject in then.nodes
        )
        missing = LevelResult(None, Basis.MISSING)
        results = carry(framework, then, Results(year, framework.pass_mark, known, (), (), missing, ()))
        values = {subject: results.by_subject[subject].value for subject in framework.nodes}
        return {subject: value for subject, value in values.items() if value is not None}

    return carried
