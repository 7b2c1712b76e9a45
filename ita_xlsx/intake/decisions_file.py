"""Read ``decisions.xlsx``: the officer's decisions, and the questions whose rows have no answer yet.

Takes the bytes of the file; returns decisions, where rows can be added, and findings. The file is opened in a child.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from fractions import Fraction
from typing import Any

from ita_xlsx.errors import InputError, UnreadableWorkbook
from ita_xlsx.intake.decision_sheets import FoundSheet, SheetsOfBook, find_sheets, most_headers
from ita_xlsx.intake.forms.numbers import parse_score
from ita_xlsx.intake.isolation.read_sheets import read_sheets
from ita_xlsx.intake.workbook.cells import SheetCells, Value, clean_text, text_of
from ita_xlsx.model.decisions import NO_DECISIONS, Alias, Choice, Correction, Decisions, FileDecision, ReceivedDecision
from ita_xlsx.model.findings import Code, Finding, make_finding
from ita_xlsx.model.labels import CHOICES
from ita_xlsx.model.layout.decisions_layout import (
    ALIASES_SHEET,
    CORRECTIONS_SHEET,
    FILES_SHEET,
    RECEIVED_SHEET,
    DecisionSheet,
)
from ita_xlsx.model.layout.grid import a1
from ita_xlsx.model.received import Received, ReceivedFrom
from ita_xlsx.model.text.dates import parse_date
from ita_xlsx.model.text.digits import arabic
from ita_xlsx.model.text.spelling import fold_text, text_key

_CHOICE_OF = {text_key(word): choice for choice, words in CHOICES.items() for word in words}
_TIME = re.compile(r"(?<!\d)(\d{1,2})[:.](\d{2})(?:[:.]\d{2})?(?:\s*น\.?)?$")
_FILES_BETWEEN = re.compile(r"[\n;]+")
_MOST_ROWS = 20_000


@dataclass(frozen=True)
class BookSheet:
    """A place to write to: the name of a sheet in the file, its columns by key, its header and its next free row."""

    sheet: DecisionSheet
    name: str
    cols: Mapping[str, int]
    header_row: int
    next_row: int


@dataclass(frozen=True, kw_only=True)
class DecisionBook:
    """The content of the file. ``questions`` are the rows about files, with or without an answer.

    A question is known by the key of its code and its files (digests where it has them, else names).
    """

    decisions: Decisions = NO_DECISIONS
    questions: frozenset[tuple[str, frozenset[str]]] = frozenset()
    sheets: tuple[BookSheet, ...] = ()
    findings: tuple[Finding, ...] = ()


def read_decision_book(data: bytes, name: str, today: date | None = None) -> DecisionBook:
    """Return the content of the file; raise InputError (K131) if it cannot be read.

    A row with a fault has no effect and is told with its cell; the others stand. A day after ``today`` is only told.
    """
    try:
        sheets = read_sheets(data)
    except UnreadableWorkbook as error:
        finding = make_finding(Code.DECISIONS_BOOK_UNREADABLE, file=name, name=name)
        raise InputError(Code.DECISIONS_BOOK_UNREADABLE, findings=(finding,), name=name) from error
    reader, found = _Reader(name, today), find_sheets(sheets)
    for sheet in found.found:
        reader.read(sheet)
    reader.tell_unread(found)
    return reader.book()


@dataclass(frozen=True)
class _Row:
    """A filled row: its sheet and the name of it in the file, its number from 0, its cells by key, and the columns."""

    layout: DecisionSheet
    sheet: str
    number: int
    cells: Mapping[str, Value]
    cols: Mapping[str, int]

    def text(self, key: str) -> str:
        return text_of(self.cells.get(key, ""))

    def place(self, key: str) -> dict[str, str]:
        return {"sheet": self.sheet, "cell": a1(self.number, self.cols.get(key, 0))}

    @property
    def where(self) -> str:
        return f"{self.sheet}!{a1(self.number, self.cols.get('code', 0))}"

    def lines(self, key: str) -> tuple[str, ...]:
        """Return the entries of a cell that holds one in each line, or separated by semicolons."""
        value = self.cells.get(key, "")
        parts = _FILES_BETWEEN.split(value) if isinstance(value, str) else [text_of(value)]
        return tuple(text for part in parts if (text := clean_text(part)))


class _Reader:
    """A reader of the sheets of one file; collects decisions and findings."""

    def __init__(self, name: str, today: date | None) -> None:
        """Begin with nothing; ``name`` is the name of the file in findings."""
        self._name = name
        self._today = today
        self._files: list[FileDecision] = []
        self._received: list[ReceivedDecision] = []
        self._aliases: list[Alias] = []
        self._corrections: list[Correction] = []
        self._questions: set[tuple[str, frozenset[str]]] = set()
        self._sheets: list[BookSheet] = []
        self._findings: list[Finding] = []

    def book(self) -> DecisionBook:
        """Return what was read."""
        decisions = Decisions(
            files=tuple(self._files),
            received=tuple(self._received),
            aliases=tuple(self._aliases),
            corrections=tuple(self._corrections),
        )
        return DecisionBook(
            decisions=decisions,
            questions=frozenset(self._questions),
            sheets=tuple(self._sheets),
            findings=tuple(self._findings),
        )

    def read(self, item: FoundSheet) -> None:
        """Read one of the sheets."""
        sheet, cells, cols = item.sheet, item.cells, item.cols
        if item.header_row is None:
            if any(map(text_of, (value for row in cells.rows for value in row))):
                self._tell_header(sheet, cells)
            return
        if item.is_renamed:
            self._add(Code.DECISION_SHEET_RENAMED, sheet=cells.name, expected=sheet.name)
        header = last = item.header_row
        for number, values in enumerate(cells.rows[header + 1 : header + 1 + _MOST_ROWS], header + 1):
            if any(text_of(value) for value in values):
                last = number
                filled = {key: values[col] for key, col in cols.items() if col < len(values)}
                self._read_row(sheet, _Row(sheet, cells.name, number, filled, cols))
        self._sheets.append(BookSheet(sheet, cells.name, cols, header, last + 1))

    def tell_unread(self, sheets: SheetsOfBook) -> None:
        """Tell the sheets that are not there, and the rows that are not read."""
        for cells in sheets.copies:
            self._add(Code.DECISION_SHEET_REPEATED, sheet=cells.name)
        missing = ", ".join(f"«{item.name}»" for item in sheets.missing)
        if sheets.missing and sheets.others:
            others = ", ".join(f"«{item.name}»" for item in sheets.others)
            self._add(Code.DECISION_SHEET_UNREAD, sheet=sheets.others[0].name, expected=missing, others=others)
        elif sheets.missing and sheets.is_ours:
            self._add(Code.DECISION_SHEET_MISSING, expected=missing)

    def _tell_header(self, sheet: DecisionSheet, cells: SheetCells) -> None:
        found = most_headers(cells, sheet)
        headers = [sheet.header(key) for key in sheet.needed]
        missing = ", ".join(sheet.header(key) for key in sheet.needed if key not in found)
        params = {"value": missing, "expected": ", ".join(headers)}
        self._add(Code.DECISION_HEADER_MISSING, sheet=cells.name, **params)

    def _add(self, code: Code, **params: str) -> None:
        self._findings.append(make_finding(code, file=self._name, **params))

    def _read_row(self, sheet: DecisionSheet, row: _Row) -> None:
        if sheet is FILES_SHEET:
            self._note_question(row)
            if not row.text("choice"):
                return
        elif not any(row.text(key) for key in sheet.needed if key != "code"):
            return
        if not row.text("code"):
            self._add(Code.DECISION_WITHOUT_CODE, **row.place("code"))
            return
        read = {
            FILES_SHEET.name: self._read_file,
            RECEIVED_SHEET.name: self._read_received,
            ALIASES_SHEET.name: self._read_alias,
            CORRECTIONS_SHEET.name: self._read_correction,
        }[sheet.name]
        read(row)

    def _note_question(self, row: _Row) -> None:
        key = text_key(row.text("code"))
        names, digests = row.lines("files"), _digests(row)
        self._questions.add((key, frozenset(digests or names)))

    def _read_file(self, row: _Row) -> None:
        word = row.text("choice")
        choice = _CHOICE_OF.get(text_key(word))
        if choice is None:
            expected = ", ".join(words[0] for words in CHOICES.values())
            self._add(
                Code.DECISION_UNKNOWN, value=word, agency=row.text("code"), expected=expected, **row.place("choice")
            )
            return
        files = row.lines("files")
        least, most = (2, 99) if choice is Choice.JOIN else (1, 99 if choice is Choice.REFUSE else 1)
        if not least <= len(files) <= most:
            expected, expected_en = ("ตั้งแต่สองไฟล์", "two or more") if least == 2 else ("หนึ่งไฟล์", "one")
            self._add(
                Code.DECISION_FILES_WRONG, choice=word, agency=row.text("code"), expected=expected,
                expected_en=expected_en, count=str(len(files)), **row.place("files"),
            )  # fmt: skip
            return
        about = self._about(row, word)
        if about is not None:
            digests = _digests(row)
            # A row whose file names were changed by hand means the names.
            kept = digests if len(digests) == len(files) else ()
            self._files.append(FileDecision(choice=choice, files=files, digests=kept, **about))

    def _read_received(self, row: _Row) -> None:
        moment = _moment(row.cells.get("received", ""))
        if moment is None:
            self._tell_date(Code.DECISION_DATE_UNREADABLE, row, "received")
            return
        if self._is_to_come(moment.day):
            self._tell_date(Code.DECISION_DAY_TO_COME, row, "received")
        about = self._about(row, row.text("received"))
        if about is not None:
            self._received.append(ReceivedDecision(received=moment, **about))

    def _read_alias(self, row: _Row) -> None:
        about = self._about(row, row.text("alias"))
        if about is not None:
            self._aliases.append(Alias(name=row.text("alias"), **about))

    def _read_correction(self, row: _Row) -> None:
        for key in ("subject", "becomes", "informant"):
            if not row.text(key):
                title = CORRECTIONS_SHEET.header(key)
                self._add(Code.DECISION_CELL_EMPTY, agency=row.text("code"), title=title, **row.place(key))
                return
        scores: dict[str, Fraction | None] = {}
        for key in ("was", "becomes"):
            scores[key] = parse_score(row.cells.get(key, ""))[0]
            score = scores[key]
            if row.text(key) and (score is None or not 0 <= score <= 100):
                title = CORRECTIONS_SHEET.header(key)
                self._add(
                    Code.DECISION_SCORE_UNREADABLE, value=row.text(key), agency=row.text("code"), title=title,
                    **row.place(key),
                )  # fmt: skip
                return
        becomes = scores["becomes"] or Fraction(0)
        if becomes * 100 % 1:
            params = {"value": row.text("becomes"), "title": CORRECTIONS_SHEET.header("becomes")}
            self._add(Code.DECISION_SCORE_DECIMALS, agency=row.text("code"), **params, **row.place("becomes"))
            return
        about = self._about(row, f"{row.text('subject')} {row.text('was')} → {row.text('becomes')}")
        if about is not None:
            subject = fold_text(row.text("subject"))
            self._corrections.append(
                Correction(
                    subject=subject, was=scores["was"], becomes=becomes, informant=row.text("informant"), **about
                )
            )

    def _about(self, row: _Row, value: str) -> dict[str, Any] | None:
        """Return code, reason, day, person and place of a row; None, after a finding, if it has no reason or no day."""
        code = row.text("code")
        if not row.text("reason"):
            self._add(Code.DECISION_WITHOUT_REASON, agency=code, value=value, **row.place("reason"))
            return None
        decided = None
        if row.text("decided"):
            decided = _day(row.cells.get("decided", ""))
            if decided is None:
                self._tell_date(Code.DECISION_DATE_UNREADABLE, row, "decided")
                return None
            if self._is_to_come(decided):
                self._tell_date(Code.DECISION_DAY_TO_COME, row, "decided")
        return {
            "code": code, "reason": row.text("reason"), "decided": decided, "by": row.text("by"), "place": row.where,
            "book": self._name,
        }  # fmt: skip

    def _is_to_come(self, day: date | None) -> bool:
        return self._today is not None and day is not None and day > self._today

    def _tell_date(self, code: Code, row: _Row, key: str) -> None:
        title = row.layout.header(key)
        self._add(code, value=row.text(key), agency=row.text("code"), title=title, **row.place(key))


def _digests(row: _Row) -> tuple[str, ...]:
    return tuple(part for line in row.lines("digests") for part in line.split())


def _day(value: Value) -> date | None:
    """Return the day in a cell; a day of the Buddhist era is one of ours, also in a cell of the kind date."""
    try:
        return parse_date(text_of(value))
    except ValueError:
        return None


def _moment(value: Value) -> Received | None:
    """Return the moment in a cell: a day, with or without a time; None for anything else."""
    day = _day(value)
    if day is None:
        return None
    clock = None
    if isinstance(value, datetime) and value.time() != time():
        clock = value.time().replace(microsecond=0)
    elif isinstance(value, str) and (match := _TIME.search(clean_text(arabic(value)))):
        clock = _clock(int(match[1]), int(match[2]))
    return Received(day, clock, ReceivedFrom.DECISION)


def _clock(hour: int, minute: int) -> time | None:
    return time(hour, minute) if hour < 24 and minute < 60 else None


def open_rows(book: DecisionBook) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield the questions of the file to which no row gives an answer."""
    answered = {(text_key(item.code), frozenset(item.digests or item.files)) for item in book.decisions.files}
    yield from (item for item in book.questions if item not in answered)
