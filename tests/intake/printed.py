"""Read printed tables, and tell what was understood of them."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

import openpyxl

from ita_xlsx.catalogue import load_framework
from ita_xlsx.intake.printed.report_table import read_printed
from ita_xlsx.intake.workbook.cells import SheetCells, Value
from ita_xlsx.model.agency import Agency
from ita_xlsx.model.findings import Finding, Severity
from ita_xlsx.model.submission import Answer, Submission

Line = Sequence[object]
NEW, OLD, MIDDLE = load_framework(2568), load_framework(2562), load_framework(2565)


def understood(*lines: Line, year: int = 2568, name: str = "") -> tuple[Submission | None, tuple[Finding, ...]]:
    """What comes of a sheet of these lines."""
    rows: tuple[tuple[Value, ...], ...] = tuple(tuple(line) for line in lines)  # type: ignore[arg-type]
    return read_printed([SheetCells(name, rows)], "t.csv", load_framework(year), Agency("", "ทดสอบ"))


def figures(answers: Sequence[Answer]) -> dict[str, str]:
    told = [item for item in answers if item.raw or item.value is not None]
    return {item.subject: item.raw if item.value is None else f"{float(item.value):.2f}" for item in told}


def known(submission: Submission | None) -> dict[str, str]:
    """All figures by subject; those of last year are marked."""
    if submission is None:
        return {}
    earlier = {f"{key} before": value for key, value in figures(submission.previous).items()}
    earlier |= {f"{key} before": value for key, value in figures(submission.announced_previous).items()}
    return {
        **figures(submission.answers),
        **figures(submission.announced),
        **figures(submission.announced_words),
        **earlier,
    }


def told(findings: Sequence[Finding]) -> list[str]:
    """The codes of warnings and errors, in order."""
    return [item.code for item in findings if item.severity is not Severity.INFO]


def written(path: Path, lines: Sequence[Line]) -> Path:
    """A table on disk, as a workbook or as a CSV."""
    if path.suffix == ".xlsx":
        book = openpyxl.Workbook()
        for line in lines:
            book.active.append(list(line))  # type: ignore[union-attr]
        book.save(path)
    else:
        stream = io.StringIO(newline="")
        csv.writer(stream).writerows(lines)
        path.write_bytes(stream.getvalue().encode("utf-8-sig"))
    return path
