"""Make the returns that decisions ask for: forms joined from halves, and forms with corrected answers.

Reads the files again in child processes; no file is changed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from ita_xlsx.cycle.assign_files import SortedFiles
from ita_xlsx.cycle.context import RunContext
from ita_xlsx.cycle.decisions.agency_decisions import AgencyDecisions, decisions_by_agency
from ita_xlsx.cycle.decisions.choose_file import files_of_decision, missing_files
from ita_xlsx.cycle.decisions.halves import answers_of, conflicting_answers
from ita_xlsx.cycle.decisions.join_forms import difference_findings, join_submissions
from ita_xlsx.cycle.traces.form_cells import pack_figures
from ita_xlsx.errors import UnreadableWorkbook
from ita_xlsx.intake.isolation.parcels import load_shared, shared_value
from ita_xlsx.intake.isolation.worker import jobs_for, run_all_isolated
from ita_xlsx.intake.sources import Source
from ita_xlsx.model.decisions import Choice, Correction, Decisions
from ita_xlsx.model.findings import Finding, Trait, has_trait
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.layout.grid import Place
from ita_xlsx.model.received import Mail
from ita_xlsx.model.results import plain_number, two_decimals
from ita_xlsx.model.round_state import ReturnSummary, bare_name
from ita_xlsx.model.submission import Answer, Submission

# A form is read here only where a decision concerns it, and what reads forms is slow to import.
if TYPE_CHECKING:
    from ita_xlsx.cycle.receive import Returned

_BETWEEN = " + "


@dataclass(frozen=True, kw_only=True)
class _Task:
    """A return to make: the files to join, or the one file to correct, with the digest that each must have."""

    key: str
    summaries: tuple[ReturnSummary, ...]
    sources: tuple[Source, ...]
    corrections: tuple[Correction, ...] = ()
    token: str = ""


def derive_returns(
    files: SortedFiles,
    sources: Mapping[str, Source],
    context: RunContext,
    decisions: Decisions,
    framework: Framework,
) -> None:
    """Add to ``files`` each form that a decision joins, then put the corrected answers into all forms they concern.

    ``sources`` are the files by name. A file that cannot be read again stays as it is.
    """
    by_agency = decisions_by_agency(decisions, context.roster)
    joins = [task for key, decided in by_agency.items() for task in _joins(key, decided, files, sources, framework)]
    for task, joined in zip(joins, _run(joins, context), strict=True):
        if joined is not None:
            files.returned[task.key].append(joined)
    corrected = [
        task for key, decided in by_agency.items() for task in _to_correct(key, decided, files, sources, framework)
    ]
    for task, summary in zip(corrected, _run(corrected, context), strict=True):
        if summary is not None:
            several = files.returned[task.key]
            place = next(index for index, item in enumerate(several) if _is_same(item, task))
            several[place] = summary


def applicable_corrections(
    summary: ReturnSummary, corrections: Sequence[Correction], framework: Framework
) -> tuple[Correction, ...]:
    """Return the corrections whose former value stands in the file, or is the result of an earlier correction.

    Of two that start from the file the later one holds.
    """
    in_file = answers_of(summary, framework)
    answers: dict[str, Fraction] = dict(in_file)
    subjects = {node.subject for node in framework.answers}
    applicable: list[Correction] = []
    for item in corrections:
        starts_anew = is_same_score(in_file.get(item.subject), item.was)
        if item.subject in subjects and (starts_anew or is_same_score(answers.get(item.subject), item.was)):
            if starts_anew:
                applicable = [other for other in applicable if other.subject != item.subject]
            answers[item.subject] = item.becomes
            applicable.append(item)
    return tuple(applicable)


def is_same_score(one: Fraction | None, other: Fraction | None) -> bool:
    """Return True if two scores are the same as they are shown, with two decimals, or if both are missing."""
    if one is None or other is None:
        return one is other
    return two_decimals(one) == two_decimals(other)


def _joins(
    key: str, decided: AgencyDecisions, files: SortedFiles, sources: Mapping[str, Source], framework: Framework
) -> list[_Task]:
    """Return the joining that the last decision about the file of an agency asks for, if its files are all there."""
    contents = files.returned.get(key, [])
    last = next((item for item in reversed(decided.files) if item.choice in (Choice.USE, Choice.JOIN)), None)
    if last is None or last.choice is not Choice.JOIN:
        return []
    parts = files_of_decision(contents, last)
    parts = tuple({item.digest: item for item in sorted(parts, key=lambda item: item.file)}.values())
    if len(parts) < 2 or missing_files(contents, last) or conflicting_answers(parts, framework):
        return []
    return _tasks(key, parts, (), sources)


def _to_correct(
    key: str, decided: AgencyDecisions, files: SortedFiles, sources: Mapping[str, Source], framework: Framework
) -> list[_Task]:
    tasks = []
    for summary in files.returned.get(key, ()) if decided.corrections else ():
        if corrections := applicable_corrections(summary, decided.corrections, framework):
            names = summary.joined or (summary.file,)
            parts = [item for name in names for item in files.returned[key] if item.file == name]
            tasks += _tasks(key, parts, corrections, sources)
    return tasks


def _tasks(
    key: str, parts: Sequence[ReturnSummary], corrections: tuple[Correction, ...], sources: Mapping[str, Source]
) -> list[_Task]:
    found = tuple(sources[item.file].with_full_path for item in parts if item.file in sources)
    if len(found) < len(parts) or not found:
        return []
    return [_Task(key=key, summaries=tuple(parts), sources=found, corrections=corrections)]


def _is_same(item: ReturnSummary, task: _Task) -> bool:
    names = tuple(part.file for part in task.summaries)
    return item.joined == names if len(names) > 1 else item.file == names[0] and not item.joined


def _run(tasks: Sequence[_Task], context: RunContext) -> list[ReturnSummary | None]:
    if not tasks:
        return []
    with shared_value(context) as token:
        ready = [replace(task, token=token) for task in tasks]
        return list(run_all_isolated(_derive, ready, jobs_for(len(ready)), _lost))


def _lost(task: _Task, error: UnreadableWorkbook) -> ReturnSummary | None:
    return None


def _derive(task: _Task) -> ReturnSummary | None:
    """Return the joined and corrected return, in the child process; None if a file has changed or cannot be read."""
    from ita_xlsx.cycle.summarize import summarize_return

    context: RunContext = load_shared(task.token)
    first, names = task.summaries[0], tuple(item.file for item in task.summaries)
    derived = read_derived(task.sources, [item.digest for item in task.summaries], task.corrections, context)
    if derived is None:
        return None
    made = summarize_return(derived.returned, context, first.modified)
    if len(names) > 1:
        cells = zip(derived.framework.answers, made.cells, strict=True)
        made = replace(
            made,
            joined=names,
            mends=tuple(item.digest for item in task.summaries),
            cells=tuple(_with_file(node.subject, cell, derived.files) for node, cell in cells),
            figure_cells=pack_figures(derived.uncorrected, derived.framework, made.announced, derived.parts),
        )
    return replace(made, corrections=task.corrections, mail=_mail_of(task.summaries))


@dataclass(frozen=True)
class DerivedReturn:
    """A form as it counts: read again, joined from its files and corrected; ``files`` are those of joined answers.

    ``uncorrected`` is its content before corrections, ``parts`` are the contents of its files.
    """

    returned: Returned
    framework: Framework
    files: Mapping[str, str]
    uncorrected: Submission
    parts: tuple[Submission, ...]


def read_derived(
    sources: Sequence[Source], digests: Sequence[str], corrections: Sequence[Correction], context: RunContext
) -> DerivedReturn | None:
    """Return the form that one file holds, or several together, with corrected answers, its results and findings.

    Reads in this process; return None if a file is not the one of its digest any more, or cannot be read.
    """
    from ita_xlsx.cycle.receive import score_and_check

    read = [_read(source, digest, context) for source, digest in zip(sources, digests, strict=True)]
    forms = [item for item in read if item is not None]
    if not forms or len(forms) < len(read):
        return None
    framework, findings = forms[0].framework, tuple(finding for item in forms for finding in item.findings)
    submission, digest = forms[0].submission, digests[0]
    files: Mapping[str, str] = {}
    if len(forms) > 1:
        joined = join_submissions([item.submission for item in forms])
        names = tuple(source.name for source in sources)
        submission, files = replace(joined.submission, file=joined_name(names)), joined.files
        digest = hashlib.sha256("".join(sorted(digests)).encode()).hexdigest()
        findings = tuple(item for item in findings if not has_trait(item, Trait.TABLE_LOST))
        findings += difference_findings(joined)
    corrected, findings = correct_answers(submission, corrections, findings)
    return DerivedReturn(
        returned=score_and_check(corrected, framework, findings, context, digest),
        framework=framework,
        files=files,
        uncorrected=submission,
        parts=tuple(item.submission for item in forms),
    )


def _mail_of(parts: Sequence[ReturnSummary]) -> Mail | None:
    """Return the mail in which the form came; joined from parts, the last one, if the moment of each is known."""
    last, *others = sorted(parts, key=lambda item: item.received.iso or "", reverse=True)
    return last.mail if all(item.received.is_known for item in others) else None


@dataclass(frozen=True)
class _Form:
    """One form as it was read again."""

    submission: Submission
    framework: Framework
    findings: tuple[Finding, ...]


def _read(source: Source, digest: str, context: RunContext) -> _Form | None:
    """Return the content of a form; None if its file has changed, or cannot be read."""
    from ita_xlsx.intake.forms.form import read_returned_form
    from ita_xlsx.intake.workbook.workbook import Workbook

    try:
        data = source.read()
        if hashlib.sha256(data).hexdigest() != digest:
            return None
        submission, framework, findings = read_returned_form(Workbook(data), source.name, context.find)
    except UnreadableWorkbook:
        return None
    return None if submission is None or framework is None else _Form(submission, framework, findings)


def joined_name(names: Sequence[str]) -> str:
    """Return the name of a form that was joined from files: ``inbox/a.xlsx + b.xlsx``."""
    return _BETWEEN.join((names[0], *map(bare_name, names[1:])))


def _with_file(subject: str, cell: str, files: Mapping[str, str]) -> str:
    return f"{bare_name(files[subject])} {cell}" if subject in files else cell


def correct_answers(
    submission: Submission, corrections: Sequence[Correction], findings: tuple[Finding, ...]
) -> tuple[Submission, tuple[Finding, ...]]:
    """Return the submission with the corrected answers, and the findings of its reading that are not about them."""
    by_subject = {item.subject: item.becomes for item in corrections}
    places = {
        (answer.place.sheet, answer.place.a1)
        for answer in submission.answers
        if answer.place and answer.subject in by_subject
    }
    answers = tuple(
        _corrected_answer(answer.subject, by_subject[answer.subject], answer.place)
        if answer.subject in by_subject
        else answer
        for answer in submission.answers
    )
    present = {answer.subject for answer in submission.answers}
    answers += tuple(
        _corrected_answer(subject, value) for subject, value in by_subject.items() if subject not in present
    )
    left = tuple(item for item in findings if (item.sheet, item.cell) not in places)
    return replace(submission, answers=answers, corrected=frozenset(by_subject)), left


def _corrected_answer(subject: str, value: Fraction, place: Place | None = None) -> Answer:
    return Answer(subject, value, place=place, raw=plain_number(value))


def correct_return(returned: Returned, corrections: Sequence[Correction], context: RunContext) -> Returned:
    """Return a form with corrected answers, its results and findings; as it is if its file cannot be read again.

    Reads the file in a child process.
    """
    from ita_xlsx.cycle.summarize import summarize_return

    if returned.source is None:
        return returned
    summary = summarize_return(returned, context, None)
    source = returned.source.with_full_path
    with shared_value(context) as token:
        task = _Task(key="", summaries=(summary,), sources=(source,), corrections=tuple(corrections), token=token)
        (made,) = run_all_isolated(_correct, [task], 1, _not_corrected)
    if made is None:
        return returned
    return replace(made, framework=returned.framework, source=returned.source)


def _not_corrected(task: _Task, error: UnreadableWorkbook) -> Returned | None:
    return None


def _correct(task: _Task) -> Returned | None:
    """Return the corrected form, in the child process; None if its file has changed. The parent adds the framework."""
    context: RunContext = load_shared(task.token)
    derived = read_derived(task.sources, [task.summaries[0].digest], task.corrections, context)
    return None if derived is None else replace(derived.returned, framework=None)
