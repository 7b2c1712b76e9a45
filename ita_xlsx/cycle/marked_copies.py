"""Write a marked copy of a faulty form, and a short text for the agency.

Makes the copy in a child process; writes two files.
"""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ita_xlsx.cycle.context import RunContext
from ita_xlsx.cycle.decisions.parts_of_forms import is_part
from ita_xlsx.cycle.files import NamesTaken, Target
from ita_xlsx.cycle.form_formulas import form_formulas
from ita_xlsx.cycle.letters import letter_to
from ita_xlsx.cycle.receive import Returned
from ita_xlsx.errors import ItaError, OutputError, TargetError, UnreadableWorkbook
from ita_xlsx.feedback.cover_letter import covering_text
from ita_xlsx.feedback.mark_copy import MarkedCopy, mark_copy
from ita_xlsx.intake.isolation.parcels import load_shared, shared_value
from ita_xlsx.intake.isolation.worker import run_isolated
from ita_xlsx.intake.sources import Source
from ita_xlsx.intake.workbook.container import open_container
from ita_xlsx.model.edition import Edition
from ita_xlsx.model.findings import Code, Finding, Severity, make_finding
from ita_xlsx.model.marked_copy import Letter
from ita_xlsx.output.names import safe_name

_SUFFIX = ".xlsx"
_FORMULAS: dict[tuple[str, str], frozenset[tuple[str, str]]] = {}


@dataclass(frozen=True)
class Feedback:
    """The files written for one returned file; without a copy, ``findings`` says why."""

    text: Path
    copy: Path | None = None
    findings: tuple[Finding, ...] = ()


def needs_feedback(returned: Returned) -> bool:
    """Return True if the form has a finding that the agency should fix or look at.

    A part of a form has none: the other part is in another file.
    """
    return not is_part(returned) and any(finding.severity is not Severity.INFO for finding in returned.findings)


def feedback_name(returned: Returned, taken: NamesTaken) -> str:
    """Return the name of the copy: that of the returned file, with a number if it is taken."""
    return _free_name(returned.file, taken)


class FeedbackFolder:
    """A folder of marked copies and covering texts, one pair for each faulty file of ``sources``."""

    def __init__(self, context: RunContext, folder: Target, edition: Edition, sources: Sequence[Source]) -> None:
        """Write into ``folder``; a file has the same name whether all files get a copy or only one."""
        taken = NamesTaken()
        self._context, self._edition = context, edition
        self._folder = folder.protect(source.path for source in sources)
        self._names = {source.name: _free_name(source.name, taken) for source in sources}

    def write(self, returned: Returned) -> tuple[Feedback | None, tuple[Finding, ...]]:
        """Write the copy and the text of one file if it needs them; return them, and the findings about them.

        A copy that cannot be written becomes a finding, so that the other files still get theirs. An old copy of a
        file that needs none any more is told.
        """
        name = self._names[returned.file]
        copy = self._folder.file(f"{name}{_SUFFIX}").path
        if not needs_feedback(returned):
            old = make_finding(Code.OLD_MARKED_COPY, file=returned.file, name=str(copy))
            return None, (old,) if copy.exists() else ()
        try:
            made = write_feedback(returned, self._context, self._folder, name, self._edition)
        except OutputError as error:
            return None, (make_finding(error.code, file=returned.file, **error.params),)
        return made, made.findings


def write_feedback(returned: Returned, context: RunContext, folder: Target, name: str, edition: Edition) -> Feedback:
    """Write ``NAME - แก้ไข.xlsx`` and ``NAME - แก้ไข.txt``; no returned file is ever touched.

    Raise OutputError where nothing can be written, and for a target that is one of the inputs.
    """
    text, copy = folder.file(f"{name}.txt"), folder.file(f"{name}{_SUFFIX}")
    for target in (copy, text):
        target.check_free()
    letter = letter_to(returned, context, edition)
    made: MarkedCopy | None = None
    findings: tuple[Finding, ...] = ()
    if returned.source is not None and returned.digest:
        try:
            year = str(returned.framework.year) if returned.framework else ""
            form = year, returned.submission.stamp.schema if returned.submission else ""
            with shared_value(context) as token:
                made = run_isolated(_mark_file, (returned.source.with_full_path, letter, returned.digest, token, form))
            copy.put_workbook(made.data)
        except TargetError:
            raise
        except (UnreadableWorkbook, OutputError):
            findings = (make_finding(Code.NO_MARKED_COPY, file=returned.file, name=returned.file),)
    lost = made.lost if made else ()
    copied = made is not None and not findings
    text.put(covering_text(letter, copy.path.name if copied else "", lost).encode("utf-8-sig"))
    return Feedback(text.path, copy.path if copied else None, findings)


# The last item is the year of the form and the schema in its stamp.
_Task = tuple[Source, Letter, str, str, tuple[str, str]]


def _mark_file(task: _Task) -> MarkedCopy:
    """Return the marked copy of one file, in the child process; raise OutputError if the file has changed."""
    source, letter, digest, token, (year, schema) = task
    data = source.read()
    if hashlib.sha256(data).hexdigest() != digest:
        raise OutputError(Code.NO_MARKED_COPY, name=source.name)
    open_container(data)
    try:
        return mark_copy(data, letter, _own_formulas(load_shared(token), year, schema))
    except (ItaError, MemoryError):
        raise
    except Exception as error:  # the library beneath fails in ways nobody has listed
        raise OutputError(Code.NO_MARKED_COPY, name=source.name) from error
    finally:
        # That library leaves its workbooks in reference circles.
        gc.collect()


def _own_formulas(context: RunContext, year: str, schema: str) -> frozenset[tuple[str, str]]:
    """Return the formulas of the form as it was issued; they are made once in each child."""
    framework = context.find(year)
    if framework is None:
        return frozenset()
    key = framework.digest, schema
    if key not in _FORMULAS:
        _FORMULAS[key] = form_formulas(framework, context.round, schema)
    return _FORMULAS[key]


def _free_name(file: str, taken: NamesTaken) -> str:
    return taken.free(f"{safe_name(f'{Path(file).stem} - แก้ไข')}{_SUFFIX}").removesuffix(_SUFFIX)
