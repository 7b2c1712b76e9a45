"""Offer the work of the commands to Python programs: read forms and rounds, score, analyze and consolidate.

``ita_xlsx`` exports these names. Each function calls the functions of the cycle that the command of the same name
calls. Reads files in child processes; writes only the files that the caller names, and the cache.

The settings are those of the commands: ``round_file`` (without it, a ``round.toml`` of the current folder is used),
``framework`` (a fiscal year, or the path of a definition) and ``roster`` (CSV or XLSX). Every function raises ItaError
for settings that cannot be used, and for an output that cannot be written. A bad form raises nothing: it has findings.
Call them from one thread at a time: all calls share the children.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from ita_xlsx.cycle.context import RunContext
from ita_xlsx.cycle.decisions.use_files import Reason
from ita_xlsx.cycle.files import Target, workbook_path
from ita_xlsx.cycle.frameworks import list_years
from ita_xlsx.cycle.load_round import LoadedRound, load_round
from ita_xlsx.cycle.receive import Returned, reading_in, receive_path
from ita_xlsx.cycle.runs.analyze_file import AnalysisRun, analyze_file, write_analysis_file
from ita_xlsx.cycle.runs.consolidate_round import ConsolidationRun, consolidate_round, write_consolidation
from ita_xlsx.cycle.runs.score_answers import ScoreInput, exact_score, score_answers
from ita_xlsx.cycle.settings.load_context import find_definition, load_context
from ita_xlsx.errors import ItaError
from ita_xlsx.model.agency import Agency
from ita_xlsx.model.edition import Edition
from ita_xlsx.model.findings import Finding, Severity, Status, message_and_fix
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.limits import parse_limit
from ita_xlsx.model.results import Results
from ita_xlsx.model.submission import Submission

__all__ = [
    "Finding", "Form", "ItaError", "Results", "Severity", "analyze", "consolidate", "list_years", "load_framework",
    "read_form", "read_round", "score",
]  # fmt: skip

PathLike = str | os.PathLike[str]


@dataclass(frozen=True, kw_only=True)
class Form:
    """One returned form: its answers, its results, and the findings about it.

    ``status`` is ``accepted``, ``accepted_with_warnings`` or ``rejected``. ``agency``, ``year``, ``submission`` and
    ``results`` are None if the file is no form of ours or cannot be read; ``findings`` give the reason then. Inside
    the package, ``Form`` in ``output.agency`` is the same thing on its way out: a form that is written for an agency.
    """

    file: str
    agency: Agency | None
    year: int | None
    status: Status
    findings: tuple[Finding, ...]
    submission: Submission | None = field(repr=False)
    results: Results | None = field(repr=False)
    _returned: Returned = field(repr=False)
    _context: RunContext = field(repr=False)

    def messages(self, lang: str = "en") -> tuple[str, ...]:
        """Return one line for each finding, in ``th`` or ``en``: its code, its cell, the problem and what to do."""
        texts = ((item, *message_and_fix(item, lang)) for item in self.findings)
        return tuple(" ".join(filter(None, (item.code, item.place, f"{text} — {fix}"))) for item, text, fix in texts)


@dataclass(frozen=True)
class Round(LoadedRound):
    """The state of a round (``province``) with all its findings; ``usable`` is True if at least one form was read."""

    context: RunContext = field(kw_only=True, repr=False)


def load_framework(source: int | PathLike) -> Framework:
    """Return the framework of a fiscal year (Buddhist era), or of a definition in a folder or workbook."""
    return find_definition(str(source)).framework


def read_form(
    path: PathLike,
    *,
    isolated: bool = True,
    round_file: PathLike | None = None,
    framework: int | PathLike | None = None,
    roster: PathLike | None = None,
    threshold: ScoreInput | None = None,
) -> Form:
    """Read, score and check one returned form; it is read in a child process with a limit of time and memory.

    With ``isolated=False`` it is read in this process, without limits: only for files that you trust. ``threshold``
    (0-100) is the score below which a result is weak, else that of the round or the pass mark.
    """
    with reading_in(child=isolated):
        context = _context(round_file, framework, roster, threshold)
        returned = receive_path(Path(path), context)
    submission, results = returned.submission, returned.results
    agency, year = submission.agency if submission else None, results.year if results else None
    status, findings = returned.status, returned.findings
    return Form(
        file=returned.file,
        agency=agency,
        year=year,
        status=status,
        findings=findings,
        submission=submission,
        results=results,
        _returned=returned,
        _context=context,
    )


def read_round(
    paths: PathLike | Iterable[PathLike],
    *,
    round_file: PathLike | None = None,
    framework: int | PathLike | None = None,
    roster: PathLike | None = None,
    use: PathLike | Iterable[PathLike] = (),
    why: str = "",
    issued: date | None = None,
    deadline: date | None = None,
    jobs: int = 0,
    cached: bool = True,
) -> Round:
    """Read all returned forms of a round and assign them to the agencies of the roster.

    A path is a file, a folder, a ``.zip`` or a glob. ``use`` are the files that count where an agency has several,
    ``jobs`` is the number of child processes (0: one a core). With ``why``, the reason for using them, they are written
    down in the round's ``decisions.xlsx``; ``issued`` is the day of that decision (else today). Raise ValueError if no
    framework is given, or a reason without a file.
    """
    if why.strip() and not _texts(use):
        raise ValueError("why: the reason of which decision? name the files in use")
    context = _context(round_file, framework, roster)
    reason = Reason(why.strip(), _edition(issued)) if why.strip() else None
    loaded = load_round(
        _texts(paths), context, use=_texts(use), deadline=deadline, jobs=jobs, cached=cached, reason=reason
    )
    return Round(
        province=loaded.province,
        findings=loaded.findings,
        inputs=loaded.inputs,
        decisions=loaded.decisions,
        context=context,
    )


def score(
    framework: Framework, answers: Mapping[str, ScoreInput], announced: Mapping[str, ScoreInput] | None = None
) -> Results:
    """Return the scores, the level and the ranks of answers by subject, each an exact number of 0-100.

    ``announced`` are announced figures by subject; each fills in for a score that has no answers. Raise ValueError for
    a float or bool, a text that is no number, a number outside 0-100, or a subject that the framework does not have.
    """
    return score_answers(framework, answers, announced or {})


def analyze(
    form: Form,
    output: PathLike | None = None,
    *,
    previous: PathLike | Iterable[PathLike] = (),
    measures: PathLike | None = None,
    issued: date | None = None,
    force: bool = False,
) -> AnalysisRun:
    """Find the weak points of a form, compare it with ``previous`` workbooks, and match it with the plan of measures.

    Return ``analysis`` (None for an unusable form) and all ``findings``. Write the analysis workbook if ``output`` is
    given; ``issued`` is its date (else today), ``force`` allows to overwrite it.
    """
    run = analyze_file(form._returned, form._context, _texts(previous), _text(measures))
    if output is None:
        return run
    target = Target(path=workbook_path(Path(output)), force=force)
    further = write_analysis_file(run, target, _edition(issued))
    return replace(run, findings=(*run.findings, *further))


def consolidate(
    loaded: Round,
    output: PathLike | None = None,
    *,
    previous: PathLike | Iterable[PathLike] = (),
    export: PathLike | None = None,
    with_contacts: bool = False,
    issued: date | None = None,
    force: bool = False,
) -> ConsolidationRun:
    """Compute the averages and ranks of a round, and compare it with ``previous`` workbooks or databases.

    Return ``province_results`` and all ``findings``. Write the consolidated workbook if ``output`` is given, and the
    tidy tables into the folder ``export``; they name persons only ``with_contacts``. ``issued`` is their date (else
    today), ``force`` allows to overwrite them.
    """
    target = None
    if output is not None:
        target = Target(path=workbook_path(Path(output)), force=force, inputs=loaded.inputs)
        target.check_free()
    run = consolidate_round(loaded, loaded.context, loaded.province.framework, _texts(previous))
    folder = Target(path=Path(export), force=force) if export is not None else None
    write_consolidation(run, target, folder, _edition(issued), with_contacts=with_contacts)
    return run


def _context(
    round_file: PathLike | None,
    framework: int | PathLike | None,
    roster: PathLike | None,
    threshold: ScoreInput | None = None,
) -> RunContext:
    name = str(framework) if isinstance(framework, int) else _text(framework)
    limit = None if threshold is None else parse_limit(exact_score("threshold", threshold))
    return load_context(_text(round_file), name, _text(roster), limit)


def _edition(issued: date | None) -> Edition:
    return Edition(issued=issued or date.today())


def _text(path: PathLike | None) -> str | None:
    return None if path is None else os.fspath(path)


def _texts(paths: PathLike | Iterable[PathLike]) -> tuple[str, ...]:
    """Return the paths as texts; one path alone counts as a list of one."""
    return tuple(os.fspath(path) for path in ([paths] if isinstance(paths, str | os.PathLike) else paths))
