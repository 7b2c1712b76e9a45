"""Read the decisions of a round from the files beside its settings, and add rows to ``decisions.xlsx``.

Reads and writes the disk. Rows are only added, and everything that is typed is kept.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from functools import cached_property
from pathlib import Path

from ita_xlsx.cycle.context import RunContext
from ita_xlsx.cycle.decisions.agency_decisions import as_decisions
from ita_xlsx.cycle.decisions.decision_rows import Row, open_questions, rows_of
from ita_xlsx.cycle.files import Target
from ita_xlsx.errors import InputError, OutputError, input_errors, is_marked_open
from ita_xlsx.intake.decisions_file import DecisionBook, read_decision_book
from ita_xlsx.model.decisions import NO_DECISIONS, Decisions
from ita_xlsx.model.edition import Edition
from ita_xlsx.model.findings import Code, Finding, make_finding
from ita_xlsx.model.layout.decisions_layout import FILES_SHEET
from ita_xlsx.model.layout.subjects import answers_meant
from ita_xlsx.model.round_state import RoundState
from ita_xlsx.store.decisions import FILE as OLD_FILE
from ita_xlsx.store.decisions import read_decisions

BOOK_FILE, BESIDE_STEM = "decisions.xlsx", "decisions (ใหม่)"
# Kinds of files in which people save decisions, and which are not read.
_OTHER_KINDS = (".xlsm", ".xls", ".ods")
# The names that the program gives to a file beside, and those of copies: ``decisions (2)``, ``สำเนาของ decisions``.
_BESIDE = re.compile(rf"{re.escape(BESIDE_STEM)}( \d+)?")
_COPY = re.compile(rf"(?<![a-z]){Path(BOOK_FILE).stem}(?![a-z])", re.IGNORECASE)
_OF_A_PROGRAM = ("~", ".")
_EMPTY = DecisionBook()


@dataclass(frozen=True)
class BesideBook:
    """A file beside ``decisions.xlsx`` that holds the rows which could not be written into it."""

    path: Path
    data: bytes
    book: DecisionBook


@dataclass(frozen=True, kw_only=True)
class LoadedDecisions:
    """All decisions of a round, findings about their files, and what stands in ``decisions.xlsx``.

    ``data`` are the bytes of that file as it was read; None if there is none. ``path`` is None outside a round.
    """

    decisions: Decisions = NO_DECISIONS
    findings: tuple[Finding, ...] = ()
    path: Path | None = None
    data: bytes | None = None
    book: DecisionBook = _EMPTY
    beside: tuple[BesideBook, ...] = ()
    inputs: tuple[Path, ...] = ()

    @cached_property
    def questions(self) -> frozenset[tuple[str, frozenset[str]]]:
        """Return the questions that stand in a row already, in any of the files."""
        return self.book.questions.union(*(item.book.questions for item in self.beside))


def decisions_path(context: RunContext) -> Path | None:
    """Return the path of ``decisions.xlsx``: beside the settings of the round, else beside the roster; else None."""
    beside = context.round_file or context.roster_file
    return beside.parent / BOOK_FILE if beside else None


def load_decisions(context: RunContext, today: date | None = None) -> LoadedDecisions:
    """Return the decisions of ``decisions.csv``, then those of ``decisions.xlsx``: of two, the later one holds.

    A day after ``today`` is told. Raise InputError for a file that cannot be used.
    """
    decisions, inputs = NO_DECISIONS, []
    old = context.roster_file.parent / OLD_FILE if context.roster_file else None
    if old is not None and old.is_file():
        with input_errors(old):
            decisions += as_decisions(read_decisions(old.read_bytes(), str(old)))
        inputs.append(old)
    path = decisions_path(context)
    if path is None:
        return LoadedDecisions(decisions=decisions, inputs=tuple(inputs))
    data, book = _read(path, today)
    beside = tuple(_beside_books(path, today))
    findings = [*book.findings, *(finding for item in beside for finding in item.book.findings)]
    for item in beside:
        params = {"value": item.path.name, "name": path.name}
        findings.append(make_finding(Code.DECISIONS_TWO_BOOKS, file=str(item.path), **params))
    return LoadedDecisions(
        decisions=_with_subjects(sum((item.book.decisions for item in beside), decisions + book.decisions), context),
        findings=(*findings, *_unread(path, data)),
        path=path,
        data=data,
        book=book,
        beside=beside,
        inputs=(*inputs, *([path] if data is not None else [])),
    )


def _with_subjects(decisions: Decisions, context: RunContext) -> Decisions:
    """Return the decisions with the questions of their corrections as the framework writes them."""
    framework = context.framework
    if framework is None or not decisions.corrections:
        return decisions
    meant = (answers_meant(framework, item.subject) for item in decisions.corrections)
    corrections = (
        replace(item, subject=subjects[0]) if len(subjects) == 1 else item
        for item, subjects in zip(decisions.corrections, meant, strict=True)
    )
    return replace(decisions, corrections=tuple(corrections))


def _beside_books(path: Path, today: date | None) -> Iterator[BesideBook]:
    """Yield the files beside, in the order in which they were made."""
    found = (item for item in path.parent.glob(f"{BESIDE_STEM}*.xlsx") if _BESIDE.fullmatch(item.stem))
    for other in sorted(found, key=lambda item: (len(item.name), item.name)):
        data, book = _read(other, today)
        if data is not None:
            yield BesideBook(other, data, book)


def _read(path: Path, today: date | None) -> tuple[bytes | None, DecisionBook]:
    if not path.is_file():
        return None, _EMPTY
    with input_errors(path):
        data = path.read_bytes()
    return data, read_decision_book(data, str(path), today)


def _unread(path: Path, data: bytes | None) -> Iterator[Finding]:
    """Yield N121 for each file of decisions of a kind that is not read, and N128 for each copy with other content."""
    for other in sorted(path.parent.glob("*.xlsx")):
        is_copy = _COPY.search(other.stem) and not _BESIDE.fullmatch(other.stem) and other.stem != path.stem
        if is_copy and not other.name.startswith(_OF_A_PROGRAM) and _current(other) != data:
            yield make_finding(Code.DECISIONS_COPY_UNREAD, file=str(other), value=other.name, name=path.name)
    for other in (path.with_suffix(suffix) for suffix in _OTHER_KINDS):
        if os.path.isfile(other):
            yield make_finding(Code.DECISIONS_WORKBOOK_UNUSED, file=str(other), name=other.name)


def record_questions(
    loaded: LoadedDecisions, context: RunContext, province: RoundState, edition: Edition
) -> tuple[Finding, ...]:
    """Write each open question into a row of the file, unless one asks it already; return the findings about it.

    Without a round, or without a new question, nothing is written. Raise OutputError.
    """
    questions = [item for item in open_questions(province) if not loaded.questions.intersection(item.keys)]
    if not questions:
        return ()
    return add_to_book(loaded, context, {FILES_SHEET.name: [item.row for item in questions]}, edition)


def record_decisions(
    loaded: LoadedDecisions, context: RunContext, decisions: Decisions, edition: Edition
) -> tuple[Finding, ...]:
    """Write decisions as new rows of the file; return the findings about it.

    Raise InputError outside a round, where they could not be kept, and OutputError.
    """
    if loaded.path is None:
        raise InputError(Code.NO_ROSTER, findings=(make_finding(Code.NO_ROSTER),))
    agencies = context.roster.agencies if context.roster else ()
    return add_to_book(loaded, context, rows_of(decisions, {item.code: item.name for item in agencies}), edition)


def add_to_book(
    loaded: LoadedDecisions, context: RunContext, rows: Mapping[str, Sequence[Row]], edition: Edition
) -> tuple[Finding, ...]:
    """Add rows to ``decisions.xlsx``; a file that is open, or was changed since it was read, gets them beside it."""
    path, framework = loaded.path, context.framework
    if path is None or framework is None:
        return ()
    count = str(sum(map(len, rows.values())))
    fresh = _fresh(context, rows, edition)
    data = fresh if loaded.data is None else _added(loaded.data, loaded.book, rows)
    obstacle = _obstacle(loaded, path, rows, data)
    if data is not None and obstacle is None:
        try:
            Target(path=path, force=True).put_workbook(data)
        except OutputError:
            if loaded.data is None:
                raise
            obstacle = _Obstacle.NOT_WRITABLE
        else:
            return (make_finding(Code.DECISIONS_WRITTEN, file=str(path), count=count, name=path.name),)
    beside, data = _free_beside(path), fresh
    for item in loaded.beside:
        added = _added(item.data, item.book, rows)
        if added is not None and _current(item.path) == item.data and not is_marked_open(item.path):
            beside, data = item.path, added
            break
    Target(path=beside, force=True).put_workbook(data)
    (why_th, why_en), sheets = (obstacle or _Obstacle.NOT_WRITABLE).value, ", ".join(f"«{name}»" for name in rows)
    params = {"why_th": why_th.format(sheets=sheets), "why_en": why_en.format(sheets=sheets)}
    return (make_finding(Code.DECISIONS_BESIDE, file=str(path), count=count, name=path.name, beside=beside.name,
                         **params),)  # fmt: skip


class _Obstacle(Enum):
    """The reason why rows cannot be added to ``decisions.xlsx``, in Thai and English."""

    OPEN = ("เปิดอยู่ในโปรแกรมอื่น", "it is open in another program")
    CHANGED = ("มีผู้แก้ไขระหว่างนี้", "it was changed meanwhile")
    NO_SHEET = ("ไม่มีแผ่น {sheets} ที่มีหัวคอลัมน์ครบ", "it has no sheet {sheets} with all its headers")
    OTHER_MAKE = ("โปรแกรมที่บันทึกไฟล์นี้จัดเก็บแผ่นในแบบที่เพิ่มแถวอย่างปลอดภัยไม่ได้", "the program that saved it wrote it in a way "
                  "in which no row can be added safely")  # fmt: skip
    NOT_WRITABLE = ("ระบบไม่อนุญาตให้เขียน", "the system does not let it be written")


def _obstacle(
    loaded: LoadedDecisions, path: Path, rows: Mapping[str, Sequence[Row]], data: bytes | None
) -> _Obstacle | None:
    """Return what stands against adding the rows to the file; ``data`` is the file with them, if they can be added."""
    if not rows.keys() <= {item.sheet.name for item in loaded.book.sheets} and loaded.data is not None:
        return _Obstacle.NO_SHEET
    if data is None:
        return _Obstacle.OTHER_MAKE
    if is_marked_open(path):
        return _Obstacle.OPEN
    return _Obstacle.CHANGED if _current(path) != loaded.data else None


def _free_beside(path: Path) -> Path:
    """Return the path of a new file beside ``decisions.xlsx``."""
    names = (f"{BESIDE_STEM}{number}.xlsx" for number in ("", *(f" {count}" for count in range(2, 1000))))
    return next(item for item in map(path.with_name, names) if not item.exists())


def _current(path: Path) -> bytes | None:
    """Return the bytes of a file as it is now; None if there is none, or if it cannot be read."""
    try:
        return path.read_bytes()
    except OSError:
        return None


def _fresh(context: RunContext, rows: Mapping[str, Sequence[Row]], edition: Edition) -> bytes:
    # Most runs write no decisions, and what writes workbooks is slow to import; so below.
    from ita_xlsx.output.decisions import write_decisions

    assert context.framework is not None
    return write_decisions(rows, context.framework, context.round.province, edition)


def _added(data: bytes, book: DecisionBook, rows: Mapping[str, Sequence[Row]]) -> bytes | None:
    """Return the bytes of a file with the rows; None if they cannot be added to it."""
    from ita_xlsx.output.decisions import NewRows, add_rows

    places = {item.sheet.name: item for item in book.sheets}
    if not rows.keys() <= places.keys():
        return None
    additions = []
    for name, several in rows.items():
        place = places[name]
        cells = [{place.cols[key]: value for key, value in row.items() if key in place.cols} for row in several]
        like_above = place.next_row - 1 > place.header_row
        additions.append(NewRows(place.name, place.next_row, cells, like_above))
    return add_rows(data, additions)
