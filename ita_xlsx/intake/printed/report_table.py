"""A table as printed in a report, in any sheet or CSV, into a submission: what is certain, and the rest told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from ita_xlsx.errors import UnreadableWorkbook
from ita_xlsx.intake.isolation.worker import read_sheets
from ita_xlsx.intake.printed.codes import Codes
from ita_xlsx.intake.printed.find_blocks import find_blocks
from ita_xlsx.intake.printed.row_labels import WORDS, Labels
from ita_xlsx.intake.printed.score_rows import Entry, Home, read_block
from ita_xlsx.intake.workbook.cells import SheetCells
from ita_xlsx.model.agency import Agency
from ita_xlsx.model.findings import Finding, make_finding
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.layout import a1
from ita_xlsx.model.results import plain_number
from ita_xlsx.model.submission import Answer, Submission
from ita_xlsx.model.text.csv_text import read_csv

_TEXT = "CSV / text"


def read_table(data: bytes) -> tuple[SheetCells, ...]:
    """The sheets of a workbook, or the one of a CSV; raises UnreadableWorkbook for anything else."""
    try:
        return read_sheets(data)
    except UnreadableWorkbook as error:
        if error.params.get("kind") != _TEXT:
            raise
        return (_read_text(data),)


def _read_text(data: bytes) -> SheetCells:
    try:
        return SheetCells("", tuple(tuple(row) for row in read_csv(data)))
    except ValueError as error:
        raise UnreadableWorkbook("X802") from error


def read_printed(
    sheets: Sequence[SheetCells], file: str, framework: Framework, agency: Agency
) -> tuple[Submission | None, tuple[Finding, ...]]:
    """All tables of all sheets as one submission; None, and an error told, when nothing was understood."""
    codes, labels = Codes(framework), Labels(framework)
    gathered = _Gathered()
    for sheet in sheets:
        blocks, loose = find_blocks(sheet, codes, labels)
        for block in blocks:
            entries, findings = read_block(sheet.name, block, framework, codes, labels)
            gathered.findings += findings
            for entry in entries:
                gathered.entries.setdefault((entry.home, entry.answer.subject), []).append(entry)
        for row in loose:
            gathered.tell("X814", row.cells[0].col, row.number, sheet.name, row.shown)
    submission = gathered.submission(framework, agency)
    if submission is None:
        gathered.findings.insert(0, make_finding("X801", year=str(framework.year)))
    return (
        submission and replace(submission, file=file),
        tuple(replace(item, file=file, sheet=item.sheet or None) for item in gathered.findings),
    )


@dataclass
class _Gathered:
    """Everything understood, by where it goes and what it is of."""

    entries: dict[tuple[Home, str], list[Entry]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def submission(self, framework: Framework, agency: Agency) -> Submission | None:
        """The entries that agree with themselves, in the order of the framework."""
        taken: dict[Home, dict[str, Answer]] = {home: {} for home in Home}
        for (home, subject), entries in self.entries.items():
            if (answer := self._agreed(subject, entries)) is not None:
                taken[home][subject] = answer
        if not any(taken.values()):
            return None
        order = {leaf.subject: index for index, leaf in enumerate(framework.answers)}
        return Submission(
            agency,
            answers=_sorted(taken[Home.ANSWER], order),
            previous=_sorted(taken[Home.PREVIOUS], order),
            announced=tuple(answer for answer in taken[Home.ANNOUNCED].values() if answer.subject not in WORDS),
            announced_previous=tuple(taken[Home.ANNOUNCED_PREVIOUS].values()),
            announced_words=tuple(answer for answer in taken[Home.ANNOUNCED].values() if answer.subject in WORDS),
        )

    def tell(self, code: str, col: int, row: int, sheet: str, value: str) -> None:
        """A finding about one cell."""
        self.findings.append(make_finding(code, sheet=sheet, cell=a1(row, col), value=value))

    def _agreed(self, subject: str, entries: Sequence[Entry]) -> Answer | None:
        first, *rest = (entry.answer for entry in entries)
        if not rest:
            return first
        same = all(_content(answer) == _content(first) for answer in rest)
        others = ", ".join(_where(answer) for answer in rest)
        about = {"sheet": first.place.sheet, "cell": first.place.a1} if first.place else {}
        shown = ", ".join(dict.fromkeys(_shown(answer) for answer in (first, *rest)))
        self.findings.append(
            make_finding("X806" if same else "X805", subject=subject, value=shown, other=others, **about)
        )
        return first if same else None


def _sorted(answers: Mapping[str, Answer], order: Mapping[str, int]) -> tuple[Answer, ...]:
    return tuple(sorted(answers.values(), key=lambda answer: order[answer.subject]))


def _content(answer: Answer) -> object:
    return answer.value if answer.value is not None else answer.declared or answer.raw


def _shown(answer: Answer) -> str:
    return answer.raw if answer.value is None else plain_number(answer.value)


def _where(answer: Answer) -> str:
    if answer.place is None:
        return ""
    return "!".join(part for part in (answer.place.sheet, answer.place.a1) if part)
