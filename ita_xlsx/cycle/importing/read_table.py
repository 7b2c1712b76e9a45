"""Read a table of all agencies, and hold the figures of each row against each other.

Reads one file, a workbook in a child process; returns the rows and findings.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path

from ita_xlsx.diagnosis.single_digits import check_table_row, has_tested_figure, has_tested_level
from ita_xlsx.errors import UnreadableWorkbook
from ita_xlsx.intake.agency_tables.agency_table import read_agency_table
from ita_xlsx.intake.agency_tables.table_row import AgencyRow
from ita_xlsx.intake.agency_tables.table_sheets import read_table_sheets
from ita_xlsx.intake.sources import Source, find_workbooks
from ita_xlsx.model.agency import Agency, Roster
from ita_xlsx.model.findings import Finding, Severity, make_finding
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.results import plain_number
from ita_xlsx.model.submission import Submission


@dataclass(frozen=True, kw_only=True)
class ReadTable:
    """The rows of a table of all agencies, findings, and the agencies whose figures do not agree.

    ``by_weights`` is the number of rows with a figure that follows from others in the row, ``by_levels`` that of rows
    with a level beside its score: no other row can be checked. ``readable`` is False if the file could not be opened.
    """

    file: str
    framework: Framework
    rows: tuple[AgencyRow, ...]
    findings: tuple[Finding, ...]
    disagreeing: tuple[Agency, ...] = ()
    by_weights: int = 0
    by_levels: int = 0
    readable: bool = True

    @property
    def agreement(self) -> str:
        """Return whether the rows agree: ``disagree``, ``agree``, ``checked`` (those that can be), ``unchecked``."""
        if self.disagreeing:
            return "disagree"
        if self.by_weights == self.by_levels == len(self.rows):
            return "agree"
        return "checked" if self.by_weights or self.by_levels else "unchecked"

    @property
    def agreement_counts(self) -> Mapping[str, int]:
        """Return the numbers in the sentences about the agreement of the rows."""
        rows, count = len(self.rows), len(self.disagreeing)
        return {"count": count, "weights": self.by_weights, "levels": self.by_levels, "rows": rows}

    @property
    def not_understood(self) -> tuple[Finding, ...]:
        """Return the findings about rows, columns and cells that ask for a check."""
        return tuple(item for item in self.findings if item.severity is not Severity.INFO)

    def submissions(self) -> Iterator[Submission]:
        """Yield the figures of each agency as its submission."""
        for row in self.rows:
            yield replace(row.submission, file=self.file)

    @property
    def counts(self) -> tuple[tuple[str, int], ...]:
        """Return how many agencies have a figure of each subject, in the order of the framework."""
        given = [answer.subject for row in self.rows for answer in (*row.announced, *row.words)]
        order = {subject: number for number, subject in enumerate(self.framework.nodes)}
        subjects = sorted(dict.fromkeys(given), key=lambda subject: order.get(subject, len(order)))
        return tuple((subject, given.count(subject)) for subject in subjects)


def read_table_of_agencies(path: Path, framework: Framework, roster: Roster) -> ReadTable:
    """Return the figures of each agency of the roster, with findings on what is not used and what does not agree."""
    inside = find_workbooks((str(path),))[0] if path.is_file() else ()
    source = inside[0] if len(inside) == 1 else Source(str(path), path)
    try:
        table = read_agency_table(read_table_sheets(source.read()), source.name, framework, roster)
    except UnreadableWorkbook as error:
        finding = make_finding(error.code, file=source.name, **error.params)
        return ReadTable(file=source.name, framework=framework, rows=(), findings=(finding,), readable=False)
    decimals = _decimals(table.rows)
    disagreeing: list[Agency] = []
    checks: list[Finding] = []
    for row in table.rows:
        if found := tuple(check_table_row(framework, row.submission, decimals)):
            disagreeing.append(row.agency)
            checks += [replace(item, file=source.name) for item in found]
    return ReadTable(
        file=source.name,
        framework=framework,
        rows=table.rows,
        findings=(*table.findings, *checks),
        disagreeing=tuple(disagreeing),
        by_weights=sum(has_tested_figure(framework, row.submission) for row in table.rows),
        by_levels=sum(has_tested_level(row.submission) for row in table.rows),
    )


def _decimals(rows: Sequence[AgencyRow]) -> Mapping[str, int]:
    """Return the most decimals of the figures of each subject, as one figure may have a zero at its end."""
    most: dict[str, int] = {}
    for answer in (answer for row in rows for answer in row.announced if answer.value is not None):
        text = plain_number(answer.value or Fraction(0))
        most[answer.subject] = max(most.get(answer.subject, 0), len(text.partition(".")[2]))
    return most
