"""Read what agencies returned last year: from the folder of that round, from files of that year, or from a database.

Takes paths; returns the content of each agency under this year's code, and findings. Reads the disk.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

from ita_xlsx.cycle.arrivals.round_paths import arrival_folders
from ita_xlsx.cycle.context import ROUND_FILE, RunContext
from ita_xlsx.cycle.earlier_years.earlier_files import read_earlier_files
from ita_xlsx.cycle.earlier_years.earlier_rounds import match_single, of_this_province, split_databases
from ita_xlsx.cycle.earlier_years.earlier_scores import errors_of
from ita_xlsx.cycle.load_round import load_round
from ita_xlsx.cycle.settings.load_context import load_context
from ita_xlsx.errors import DefinitionError, ItaError
from ita_xlsx.intake.sources import find_workbooks
from ita_xlsx.model.agency import Agency
from ita_xlsx.model.earlier_years.last_year import LastYearContent
from ita_xlsx.model.findings import Code, Finding, make_finding
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.round_state import RoundState, State
from ita_xlsx.model.submission import Submission
from ita_xlsx.scoring import score_submission
from ita_xlsx.store.database import FILE as DATABASE
from ita_xlsx.store.database import read_earlier, read_measures

# What lies in the folder of a round whose returned forms cannot be read any more, the best source first.
_BESIDE = (f"export/{DATABASE}", DATABASE, "consolidated.xlsx")


class _Entry(NamedTuple):
    """An agency as it was last year, the file of its content, and the content."""

    agency: Agency
    file: str
    content: LastYearContent


@dataclass(frozen=True)
class LastYearRound:
    """The content of all agencies by this year's code; ``framework`` is that of last year, None if nothing was read."""

    year: int
    framework: Framework | None = None
    by_code: Mapping[str, LastYearContent] = field(default_factory=dict)


def read_last_year(
    paths: Iterable[str], context: RunContext, framework: Framework
) -> tuple[LastYearRound, tuple[Finding, ...]]:
    """Return what agencies returned in the year before that of ``framework``, matched by name before code.

    A path is the folder of that round, a folder or file of returned forms, an analysis or consolidated workbook, or a
    database. H919 for a path in which nothing of that year was found.
    """
    reader = _Reader(context, framework)
    entries: list[_Entry] = []
    for path in paths:
        found = list(reader.entries_of(path))
        entries += found
        if not found:
            reader.nothing_in(path)
    kept, about_province = of_this_province(entries, reader.year, context.round.province)
    single, about_agencies = match_single(kept, context.roster, reader.year)
    findings = tuple(dict.fromkeys((*reader.findings, *about_province, *about_agencies)))
    return LastYearRound(reader.year, reader.framework_then if single else None, dict(single)), findings


class _Reader:
    """A reader of the sources of one year; collects findings, and the framework of that year."""

    def __init__(self, context: RunContext, framework: Framework) -> None:
        """Begin to read for the year of ``framework``."""
        self._context, self._framework = context, framework
        self.year = framework.year - 1
        self.findings: list[Finding] = []
        self.framework_then: Framework | None = None

    def entries_of(self, path: str) -> Iterator[_Entry]:
        """Yield the agencies that one path holds."""
        folder = Path(path)
        if not (folder / ROUND_FILE).is_file():
            yield from self._of_files((path,))
            return
        found = list(self._of_round(folder))
        beside = next((folder / name for name in _BESIDE if (folder / name).is_file()), None)
        yield from found or (self._of_files((str(beside),)) if beside else ())

    def _of_round(self, folder: Path) -> Iterator[_Entry]:
        """Yield the agencies of a round with the form that counted; none if the round cannot be read."""
        try:
            context = load_context(str(folder / ROUND_FILE))
            if context.framework is None or context.framework.year != self.year:
                self.nothing_in(str(folder))
                return
            loaded = load_round(arrival_folders(folder), context)
        except ItaError as error:
            self.findings += (replace(item, file=item.file or str(folder)) for item in error.findings)
            return
        if not loaded.usable:
            return
        self.framework_then = context.framework
        yield from _of_state(loaded.province, str(folder))

    def _of_files(self, paths: tuple[str, ...]) -> Iterator[_Entry]:
        province = self._context.round.province
        databases, files, new_findings = split_databases(paths, self._framework.year, province)
        self.findings += new_findings
        for path, usable in databases:
            if self.year in usable:
                yield from self._of_database(path)
        if files:
            yield from self._of_workbooks(files)

    def _of_database(self, path: Path) -> Iterator[_Entry]:
        then = self._find(str(self.year))
        if then is None:
            return
        steps = {code: reports for item in read_measures(path, self._framework.year) if item.year == self.year
                 for code, reports in item.steps}  # fmt: skip
        for item in read_earlier(path, then, self._framework.year):
            if item.year != self.year:
                continue
            names, leaves = dict(item.names), {leaf.subject for leaf in then.answers}
            for code, line in item.scores:
                pairs = zip(then.nodes, line, strict=True)
                scores = tuple((subject, value) for subject, value in pairs if value is not None and subject in leaves)
                content = LastYearContent(scores=scores, steps=steps.get(code, ()))
                yield _Entry(Agency(code, names.get(code, "")), str(path), content)

    def _of_workbooks(self, paths: tuple[str, ...]) -> Iterator[_Entry]:
        sources, new_findings = find_workbooks(paths)
        self.findings += new_findings
        for source, (submissions, then, findings) in zip(
            sources, read_earlier_files(sources, self._context), strict=True
        ):
            if not submissions or then is None:
                self.findings += findings
            elif then.year != self.year:
                self.nothing_in(source.name)
            else:
                self.framework_then = then
                yield from self._of_submissions(submissions, then, source.name, findings)

    def _of_submissions(
        self, submissions: tuple[Submission, ...], then: Framework, file: str, findings: tuple[Finding, ...]
    ) -> Iterator[_Entry]:
        for item in submissions:
            results = score_submission(item, then, self._context.round.threshold)
            if errors := errors_of(item, then, results, findings):
                params = {"agency": item.agency.code, "value": item.agency.name, "count": str(errors)}
                finding = make_finding(Code.EARLIER_FORM_HAS_ERRORS, file=file, found=str(self.year), **params)
                self.findings.append(finding)
                continue
            content = LastYearContent(
                scores=tuple(sorted(item.scores.items())),
                evidence=item.evidence,
                steps=item.steps,
                website=item.fields.get("website", ""),
            )
            yield _Entry(item.agency, file, content)

    def _find(self, year: str) -> Framework | None:
        try:
            then = self._context.find(year)
        except DefinitionError:
            then = None
        self.framework_then = self.framework_then or then
        return then

    def nothing_in(self, path: str) -> None:
        """Note that a path holds nothing of that year."""
        self.findings.append(make_finding(Code.NOTHING_TO_PREFILL, found=str(self.year), value=path))


def _of_state(province: RoundState, folder: str) -> Iterator[_Entry]:
    """Yield the agencies whose form was accepted, each with its content."""
    leaves = {leaf.subject for leaf in province.framework.answers}
    for member in province.members:
        summary = member.summary
        if summary is None or member.state is not State.RETURNED or not member.is_one_form:
            continue
        pairs = zip(province.framework.nodes, summary.values, strict=False)
        content = LastYearContent(
            scores=tuple((subject, value) for subject, value in pairs if value is not None and subject in leaves),
            evidence=summary.evidence,
            steps=member.readable_steps,
            website=summary.website,
        )
        agency = replace(member.agency, province=member.agency.province or province.name)
        yield _Entry(agency, folder, content)
