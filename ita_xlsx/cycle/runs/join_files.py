"""Join the halves of one agency's form, which several people filled in, into one form.

Reads the files in child processes; writes one file.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ita_xlsx.cycle.arrivals.round_paths import arrival_folders
from ita_xlsx.cycle.context import RunContext
from ita_xlsx.cycle.decisions.join_forms import Joined, difference_findings, join_submissions
from ita_xlsx.cycle.files import Target, workbook_path
from ita_xlsx.cycle.province_plan import load_plan
from ita_xlsx.cycle.receive import Returned, find_returns, receive_all
from ita_xlsx.cycle.templates import form_to_write
from ita_xlsx.model.agency import code_key, name_key
from ita_xlsx.model.edition import Edition
from ita_xlsx.model.findings import Code, Finding, make_finding
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.round_state import bare_name
from ita_xlsx.model.submission import Stamp, Submission
from ita_xlsx.output.agency import write_agency_workbook

_MOST = 10


@dataclass(frozen=True)
class JoinedFiles:
    """The form that was written, or None; findings; and how many of the expected answers it holds."""

    path: Path | None
    findings: tuple[Finding, ...]
    answered: int = 0
    expected: int = 0


def join_files(paths: Sequence[str], context: RunContext, target: Target, edition: Edition) -> JoinedFiles:
    """Write one form with the content of all files; the first file is preferred where both are filled in alike.

    Nothing is written if a file is no form, if they are of two agencies or years, or if they differ in an answer: each
    such cell is told. The form says in a sheet of its own from which file and cell each score comes, and in its stamp
    that it holds these files, whose place it takes. Raise OutputError.
    """
    target = target.at(workbook_path(target.path)).protect((*context.inputs, *map(Path, paths)))
    target.check_free()
    sources, passed_over = find_returns(paths)
    returned = tuple(receive_all(sources, context))
    findings = (*passed_over, *_faults(returned))
    forms = [(item, item.submission, item.framework) for item in returned if item.submission and item.framework]
    if len(forms) < len(returned) or len(forms) < 2 or findings:
        few = () if len(forms) > 1 else (make_finding(Code.TOO_FEW_TO_JOIN, count=str(len(forms))),)
        return JoinedFiles(None, (*findings, *few))
    framework = forms[0][2]
    joined = join_submissions([submission for _, submission, _ in forms])
    if joined.conflicts:
        return JoinedFiles(None, tuple(_conflicts(joined, returned)))
    written = _write(joined, framework, [item for item, _, _ in forms], context, target, edition)
    answered = sum(answer.value is not None or bool(answer.declared) for answer in joined.submission.answers)
    found = (*difference_findings(joined), *_outside(written, context))
    return JoinedFiles(written, found, answered, len(framework.answers))


def _outside(written: Path, context: RunContext) -> Iterator[Finding]:
    """Yield N181 if the joined form lies where the round does not look for the files of agencies."""
    if context.round_file is None:
        return
    folders = arrival_folders(context.round_file.parent)
    if not any(written.resolve().is_relative_to(Path(item).resolve()) for item in folders):
        name, folder = written.name, Path(folders[0]).as_posix()
        yield make_finding(Code.JOINED_FORM_OUTSIDE, file=str(written), name=name, folder=folder)


def _faults(returned: Sequence[Returned]) -> Iterator[Finding]:
    """Yield why a file is no form, and that two files are of different agencies or years."""
    first: Returned | None = None
    for item in returned:
        if item.submission is None:
            yield from item.findings
            continue
        first = first or item
        if first.submission is not None and not _is_same_agency(first.submission, item.submission):
            agencies = [
                f"{part.agency.code} {part.agency.name}".strip() for part in (first.submission, item.submission)
            ]
            yield make_finding(Code.JOIN_OF_TWO_AGENCIES, file=item.file, value=agencies[1], other=agencies[0])
        elif first.framework != item.framework:
            years = [str(part.framework.year) if part.framework else "" for part in (first, item)]
            yield make_finding(Code.JOIN_OF_TWO_AGENCIES, file=item.file, value=years[1], other=years[0])


def _is_same_agency(one: Submission, other: Submission) -> bool:
    if one.agency.code and other.agency.code:
        return code_key(one.agency.code) == code_key(other.agency.code)
    return name_key(one.agency.name) == name_key(other.agency.name)


def _conflicts(joined: Joined, returned: Sequence[Returned]) -> Iterator[Finding]:
    agency = joined.submission.agency
    files = ", ".join(f"«{bare_name(item.file)}»" for item in returned)
    cells = "; ".join(f"{item.subject}: {item.text}" for item in joined.conflicts[:_MOST])
    yield make_finding(
        Code.JOINED_FORMS_DISAGREE,
        agency=agency.code,
        name=agency.name,
        files=files,
        count=str(len(joined.conflicts)),
        cells=cells + (" …" if len(joined.conflicts) > _MOST else ""),
    )


def _write(
    joined: Joined,
    framework: Framework,
    parts: Sequence[Returned],
    context: RunContext,
    target: Target,
    edition: Edition,
) -> Path:
    digests = tuple(item.digest for item in parts)
    earlier = (digest for item in parts if item.submission for digest in item.submission.stamp.mends)
    stamp = Stamp(mends=tuple(dict.fromkeys((*digests, *earlier))))
    submission = replace(joined.submission, stamp=stamp)
    plan = load_plan(context, context.round.measures, framework).plan.of(submission.agency)
    by_subject = {answer.subject: answer for answer in joined.submission.answers}
    origins = []
    for node in framework.answers:
        answer, file = by_subject.get(node.subject), joined.files.get(node.subject)
        if answer is not None and file is not None:
            cell = f"{answer.place.sheet}!{answer.place.a1}" if answer.place else ""
            origins.append((node.subject, bare_name(file), cell))
    form = form_to_write(framework, context.round, submission, edition, plan)
    target.put_workbook(write_agency_workbook(replace(form, origins=tuple(origins))))
    return target.path
