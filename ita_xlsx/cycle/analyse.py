"""Analyse one returned workbook into the analysis workbook."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ita_xlsx.catalogue import load_measures
from ita_xlsx.cycle.desk import Desk
from ita_xlsx.cycle.receive import Returned
from ita_xlsx.diagnosis import diagnose, draft_measures
from ita_xlsx.model.diagnosis import Diagnosis
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.layout import AnalysisLayout
from ita_xlsx.model.results import Results
from ita_xlsx.model.round import Round
from ita_xlsx.model.rules import Rule, effective_rules
from ita_xlsx.model.submission import Submission, values_of
from ita_xlsx.output.analysis import Report, write_analysis_workbook
from ita_xlsx.output.files import check_free, write_file
from ita_xlsx.scoring import score_values


@dataclass(frozen=True)
class Examined:
    """What the results come to: last year's beside them, and what is weak by which rules."""

    previous: Results
    diagnosis: Diagnosis
    rules: tuple[Rule, ...]


def examine(submission: Submission, framework: Framework, results: Results, settings: Round) -> Examined:
    """Compare with last year's figures of the form, and judge by the rules of framework and round."""
    before, given = values_of(submission.previous), values_of(submission.given_previous)
    previous = score_values(framework, before, given, threshold=results.threshold)
    rules = effective_rules(framework.rules, settings.rules, results.threshold)
    return Examined(previous, diagnose(framework, results, previous, rules), rules)


def make_analysis(
    returned: Returned,
    issued: date,
    settings: Round = Round(),  # noqa: B008 - a frozen value
    digits: str = "arabic",
    remark: str = "",
) -> bytes:
    """The analysis workbook of a file that could be read; ValueError when it could not."""
    if returned.submission is None or returned.framework is None or returned.results is None:
        raise ValueError("there is nothing to analyse in a file that could not be read")
    framework = returned.framework
    examined = examine(returned.submission, framework, returned.results, settings)
    report = Report(
        AnalysisLayout(framework),
        returned.submission,
        returned.results,
        examined.previous,
        examined.diagnosis,
        examined.rules,
        draft_measures(framework, examined.diagnosis, load_measures()),
        returned.findings,
        issued,
        digits,
        remark,
    )
    return write_analysis_workbook(report)


def write_analysis(
    returned: Returned,
    target: Path,
    issued: date,
    desk: Desk,
    *,
    digits: str = "arabic",
    remark: str = "",
    force: bool = False,
) -> None:
    """Write the analysis beside, never over, the workbook it was made from."""
    check_free(target, force=force, inputs=(Path(returned.file), *desk.inputs))
    write_file(target, make_analysis(returned, issued, desk.round, digits, remark), force=force)
