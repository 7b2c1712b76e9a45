"""Read tables of scores as printed in reports, in a workbook or CSV file, into one submission.

Takes the bytes of a file, or its sheets; returns a submission with the figures that are certain, and findings on all
others. A workbook is read in a child process; the rest works on values only.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from ita_xlsx.errors import UnreadableWorkbook
from ita_xlsx.intake.isolation.read_sheets import read_sheets
from ita_xlsx.intake.printed.codes import Codes
from ita_xlsx.intake.printed.find_blocks import find_blocks
from ita_xlsx.intake.printed.row_labels import ANNOUNCED_WORDS, Labels
from ita_xlsx.intake.printed.score_rows import Destination, Entry, read_block
from ita_xlsx.intake.workbook.cells import SheetCells
from ita_xlsx.intake.workbook.container import PLAIN_TEXT
from ita_xlsx.model.agency import Agency
from ita_xlsx.model.findings import Code, Finding, make_finding
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.layout import a1
from ita_xlsx.model.results import plain_number
from ita_xlsx.model.submission import Answer, Submission
from ita_xlsx.model.text.csv_text import read_csv


def read_table(data: bytes) -> tuple[SheetCells, ...]:
    """Return the sheets of a workbook, or one sheet for a CSV file; raise UnreadableWorkbook for anything else."""
    try:
        return read_sheets(data)
    except UnreadableWorkbook as error:
        if error.params.get("kind_en") != PLAIN_TEXT:
            raise
        return (_read_text(data),)


def _read_text(data: bytes) -> SheetCells:
    """Return a CSV file as one sheet; raise UnreadableWorkbook (X802) if it is none."""
    try:
        return SheetCells("", tuple(tuple(row) for row in read_csv(data)))
    except ValueError as error:
        raise UnreadableWorkbook(Code.NOT_A_TEXT_TABLE) from error


def read_printed(
    sheets: Sequence[SheetCells], file: str, framework: Framework, agency: Agency
) -> tuple[Submission | None, tuple[Finding, ...]]:
    """Return the tables of all sheets as one submission, and findings that name ``file``.

    Return None and the finding X801 if no figure was understood.
    """
    codes, labels = Codes(framework), Labels(framework)
    collected = _Collected()
    for sheet in sheets:
        blocks, loose = find_blocks(sheet, codes, labels)
        for block in blocks:
            entries, findings = read_block(sheet.name, block, framework, codes, labels)
            collected.findings += findings
            for entry in entries:
                collected.entries.setdefault((entry.destination, entry.answer.subject), []).append(entry)
        for row in loose:
            collected.add(Code.FIGURES_IN_TEXT, row.cells[0].col, row.number, sheet.name, row.text)
    submission = collected.submission(framework, agency)
    if submission is None:
        collected.findings.insert(0, make_finding(Code.NO_SCORE_UNDERSTOOD, year=str(framework.year)))
    return (
        submission and replace(submission, file=file),
        tuple(replace(item, file=file, sheet=item.sheet or None) for item in collected.findings),
    )


@dataclass
class _Collected:
    """The figures that were understood, by their place in the submission and their subject, and findings."""

    entries: dict[tuple[Destination, str], list[Entry]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def submission(self, framework: Framework, agency: Agency) -> Submission | None:
        """Return the figures without contradiction, answers in the order of the framework; None if there are none."""
        taken: dict[Destination, dict[str, Answer]] = {destination: {} for destination in Destination}
        for (destination, subject), entries in self.entries.items():
            if (answer := self._agreed(subject, entries)) is not None:
                taken[destination][subject] = answer
        if not any(taken.values()):
            return None
        order = {leaf.subject: index for index, leaf in enumerate(framework.answers)}
        return Submission(
            agency=agency,
            answers=_sorted(taken[Destination.ANSWER], order),
            previous=_sorted(taken[Destination.PREVIOUS], order),
            announced=tuple(
                answer for answer in taken[Destination.ANNOUNCED].values() if answer.subject not in ANNOUNCED_WORDS
            ),
            announced_second=tuple(taken[Destination.ANNOUNCED_SECOND].values()),
            announced_previous=tuple(taken[Destination.ANNOUNCED_PREVIOUS].values()),
            announced_words=tuple(
                answer for answer in taken[Destination.ANNOUNCED].values() if answer.subject in ANNOUNCED_WORDS
            ),
        )

    def add(self, code: Code, col: int, row: int, sheet: str, value: str) -> None:
        """Add a finding about one cell."""
        self.findings.append(make_finding(code, sheet=sheet, cell=a1(row, col), value=value))

    def _agreed(self, subject: str, entries: Sequence[Entry]) -> Answer | None:
        """Return the figure of a subject that is printed once or always the same (X806); None for several (X805)."""
        first, *rest = (entry.answer for entry in entries)
        if not rest:
            return first
        same = all(_content(answer) == _content(first) for answer in rest)
        others = ", ".join(_address(answer) for answer in rest)
        params = {"sheet": first.place.sheet, "cell": first.place.a1} if first.place else {}
        values = ", ".join(dict.fromkeys(_value_text(answer) for answer in (first, *rest)))
        self.findings.append(
            make_finding(
                Code.PRINTED_AGAIN if same else Code.PRINTED_VALUES_DIFFER,
                subject=subject,
                value=values,
                other=others,
                **params,
            )
        )
        return first if same else None


def _sorted(answers: Mapping[str, Answer], order: Mapping[str, int]) -> tuple[Answer, ...]:
    return tuple(sorted(answers.values(), key=lambda answer: order[answer.subject]))


def _content(answer: Answer) -> object:
    """Return the score, the declaration, or the text of an answer, to compare two of them."""
    return answer.value if answer.value is not None else answer.declared or answer.raw


def _value_text(answer: Answer) -> str:
    return answer.raw if answer.value is None else plain_number(answer.value)


def _address(answer: Answer) -> str:
    if answer.place is None:
        return ""
    return "!".join(part for part in (answer.place.sheet, answer.place.a1) if part)
