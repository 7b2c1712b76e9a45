"""Make every output of a round in an empty folder, each kind by the same functions as its own command.

Writes files; a kind of output that fails becomes a finding, and stops no other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from ita_xlsx.cycle.again.agency_outputs import CARDS, write_agency_outputs
from ita_xlsx.cycle.again.earlier_paths import earlier_of_round
from ita_xlsx.cycle.again.request import RefreshRequest
from ita_xlsx.cycle.arrivals.round_paths import arrival_folders
from ita_xlsx.cycle.consolidate import export_round, write_round_status
from ita_xlsx.cycle.decisions.parts_of_forms import with_parts
from ita_xlsx.cycle.decisions.superseded import without_superseded
from ita_xlsx.cycle.documents.document_parts import letter_parts, report_parts
from ita_xlsx.cycle.documents.round_letters import LetterKind, has_plan, write_letters
from ita_xlsx.cycle.documents.round_report import ReportRequest, write_round_report
from ita_xlsx.cycle.files import Target
from ita_xlsx.cycle.marked_copies import FeedbackFolder
from ita_xlsx.cycle.receive import find_returns, receive_all
from ita_xlsx.cycle.reminders import write_reminders
from ita_xlsx.cycle.runs.consolidate_round import consolidate_round, write_consolidation
from ita_xlsx.cycle.runs.follow_measures import follow_measures
from ita_xlsx.errors import ItaError
from ita_xlsx.model.findings import Code, Finding, make_finding

# The plan that is drafted from weak points of the province.
_PLAN = "plan.xlsx"
_Write = Callable[[RefreshRequest, Path], tuple[Finding, ...]]


@dataclass(frozen=True)
class _Kind:
    """A kind of output: its file or folder, the function that writes it, and whether it needs returned forms.

    ``beside`` are further files or folders that are written with it.
    """

    name: str
    write: _Write
    beside: tuple[str, ...] = ()
    needs_returns: bool = True
    only_asked: bool = False


@dataclass(frozen=True)
class MadeOutputs:
    """The outputs in the folder in which they were made; ``kinds`` are those that were made without a failure."""

    folder: Path
    kinds: tuple[str, ...]
    findings: tuple[Finding, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Return the paths of the outputs in their folder, with slashes."""
        found = (path.relative_to(self.folder) for path in sorted(self.folder.rglob("*")) if path.is_file())
        return tuple(path.as_posix() for path in found if not path.name.startswith("."))

    def covers(self, name: str) -> bool:
        """Return True if the kind of an output was made, so that one that is not there is made no more."""
        return name.partition("/")[0] in self.kinds


def make_outputs(request: RefreshRequest, folder: Path) -> MadeOutputs:
    """Make all outputs of a round in ``folder``, an empty one."""
    earlier = earlier_of_round(request.context, request.framework, request.folder)
    request = replace(request, previous=tuple(dict.fromkeys((*request.previous, *earlier))))
    kinds: list[str] = []
    findings: list[Finding] = []
    for kind in _kinds_of(request):
        try:
            findings += kind.write(request, folder / kind.name)
            kinds += (kind.name, *kind.beside)
        except ItaError as error:
            findings.append(_failed(kind.name, error.message("th"), error.message("en")))
        except Exception as error:  # a fault of this program in one output must not stop the others
            findings.append(_failed(kind.name, type(error).__name__, type(error).__name__))
    # Several outputs read the same earlier years.
    return MadeOutputs(folder, tuple(kinds), tuple(dict.fromkeys(findings)))


def _kinds_of(request: RefreshRequest) -> Iterator[_Kind]:
    for kind in _KINDS:
        if (request.loaded.usable or not kind.needs_returns) and (request.letters or not kind.only_asked):
            yield kind


def _failed(name: str, reason_th: str, reason_en: str) -> Finding:
    return make_finding(Code.OUTPUT_NOT_MADE, name=name, reason_th=reason_th, reason_en=reason_en)


def _write_status(request: RefreshRequest, path: Path) -> tuple[Finding, ...]:
    write_round_status(request.loaded.province, Target(path=path), request.edition)
    return ()


def _write_consolidated(request: RefreshRequest, path: Path) -> tuple[Finding, ...]:
    """Write the consolidated workbook, and the plan of the province beside it."""
    run = consolidate_round(request.loaded, request.context, request.framework, request.previous)
    plan_file = Target(path=path.with_name(_PLAN))
    write_consolidation(run, Target(path=path), None, request.edition, plan_file=plan_file)
    return run.findings[len(request.loaded.findings) :]


def _write_measures(request: RefreshRequest, path: Path) -> tuple[Finding, ...]:
    follow_measures(request.loaded, request.context, request.as_of).write(Target(path=path), request.edition)
    return ()


def _write_tables(request: RefreshRequest, folder: Path) -> tuple[Finding, ...]:
    # A database is no output of one run: it keeps other years.
    export_round(request.loaded.province, Target(path=folder), request.edition.issued, ("csv",))
    return ()


def _write_report(request: RefreshRequest, path: Path) -> tuple[Finding, ...]:
    parts = report_parts(request.context)
    documents = replace(request.edition, digits="thai")
    asked = ReportRequest(context=request.context, parts=parts, edition=documents, previous=request.previous)
    write_round_report(request.loaded, request.framework, asked, Target(path=path))
    return ()


def _write_reminders(request: RefreshRequest, folder: Path) -> tuple[Finding, ...]:
    settings = request.context.round
    target = Target(path=folder)
    write_reminders(request.loaded.province, target, request.as_of, settings.contact, settings.calendar)
    return ()


def _write_feedback(request: RefreshRequest, folder: Path) -> tuple[Finding, ...]:
    sources, _ = find_returns(arrival_folders(request.folder))
    writer = FeedbackFolder(request.context, Target(path=folder), request.edition, sources)
    received = without_superseded(receive_all(sources, request.context))
    findings: list[Finding] = []
    forms = with_parts(received, request.context, request.loaded.province.decisions)
    for number, returned in enumerate(forms, 1):
        findings += writer.write(returned)[1]
        request.tell(min(number, len(sources)), len(sources))
    return tuple(findings)


def _write_letters(request: RefreshRequest, folder: Path) -> tuple[Finding, ...]:
    kinds = [kind for kind in LetterKind if has_plan(request.context) or kind is not LetterKind.MEASURES]
    findings: list[Finding] = []
    for kind in kinds if request.context.roster else ():
        run = write_letters(
            kind,
            request.context,
            request.loaded,
            letter_parts(request.context),
            Target(path=folder),
            replace(request.edition, digits="thai"),
            as_of=request.as_of,
            merged=True,
        )
        of_round = frozenset(request.loaded.findings)
        findings += [item for item in run.findings if item not in of_round]
    return tuple(dict.fromkeys(findings))


_KINDS = (
    _Kind("status.xlsx", _write_status, needs_returns=False),
    _Kind("consolidated.xlsx", _write_consolidated, beside=(_PLAN,)),
    _Kind("measures.xlsx", _write_measures),
    _Kind("report.docx", _write_report),
    _Kind("tables", _write_tables),
    _Kind("analyses", write_agency_outputs, beside=(CARDS,)),
    _Kind("feedback", _write_feedback, needs_returns=False),
    _Kind("reminders", _write_reminders, needs_returns=False),
    _Kind("letters", _write_letters, needs_returns=False, only_asked=True),
)
