"""Hold every sheet of every kind of workbook to what a reader may meet on a screen: room, size, words, digits."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from ita_xlsx.catalogue import load_measures
from ita_xlsx.model.marked_copy import FAULTS_SHEET, SUMMARY_SHEET
from ita_xlsx.output import styles
from tests.support import house_books, sheet_guards
from tests.support.house_books import OF_AGENCY, books_of, is_thai, kind_of, make_house_books
from tests.support.screen_room import rooms
from tests.support.sheet_guards import Fault, SavedBook, contrast

Guard = Callable[[SavedBook, str], Iterator[Fault]]
# A row of the plan holds all steps of a measure, as the official form has it; a row of texts or meanings holds a whole
# text, which an officer reads and edits. By guard: kind of workbook and sheet.
EXCEPTIONS: Mapping[str, frozenset[tuple[str, str]]] = {
    "room": frozenset(
        {
            ("form", "แผนมาตรการ"),
            ("analysis", "แผนมาตรการ"),
            ("consolidated", "แผนจังหวัด"),
            ("definition", "ความหมายของตัวชี้วัด"),
            ("handover", "ข้อความ"),
        }
    ),
}
# The form that is printed and signed has rows for its codes, and letters of 13 points, as the contract has it.
_SIGNED = ("analysis", "ติดตามมาตรการ")
_OF_PAPER = re.compile(r"\d+ rows in sight < 8")
_OF_AN_OWNER = re.compile(r"^\d\d .*")
# The texts of a marked copy behind its front sheets are those of the form as it was sent.
_FRONT = (FAULTS_SHEET, SUMMARY_SHEET)
# The column of the values that were found.
_TYPED = "E"
# The agency of the demo that is in no roster.
STRAY = "สำนักงานพัฒนาชุมชนจังหวัดสมุทรปราการ 2"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every kind of workbook, as a province has it."""
    folder = tmp_path_factory.mktemp("workbooks")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ITA_CACHE", str(tmp_path_factory.mktemp("cache")))
        make_house_books(folder)
    return folder


@pytest.fixture(scope="module")
def found(made: Path) -> dict[str, dict[tuple[str, str], list[str]]]:
    """What each guard finds, by kind and sheet."""
    guards = {**GUARDS, "digits": _digits(given_texts(made))}
    faults: dict[str, dict[tuple[str, str], list[str]]] = {guard: {} for guard in guards}
    for path in books_of(made):
        book, kind = SavedBook(path), kind_of(path, made)
        for name, guard in guards.items():
            if name == "digits" and not is_thai(path, made):
                continue
            for fault in guard(book, kind):
                sheet = _OF_AN_OWNER.sub("*", fault.sheet)
                faults[name].setdefault((kind, sheet), []).append(f"{path.stem}: {fault.words}")
    return faults


def given_texts(made: Path) -> frozenset[str]:
    """Return the texts from outside, which keep their digits: names of agencies and files, and what a plan says."""
    given = {STRAY}
    given |= {text for measure in load_measures() for text in (measure.measure, *measure.steps, measure.follow_up)}
    for name in ("measures.csv", "roster.csv"):
        with (made / "demo/round" / name).open(encoding="utf-8-sig", newline="") as stream:
            given |= {part for row in csv.reader(stream) for text in row for part in text.splitlines()}
    # A file has the name of an agency behind the mark of the round; one of them is of no agency of the roster.
    given |= {path.stem.partition(" ")[2] for path in (made / "demo/round/returned").iterdir()}
    return frozenset(text for text in given if len(text) > 3)


def _room(book: SavedBook, kind: str) -> Iterator[Fault]:
    for room in rooms(book.path):
        short = [words for words in room.short() if (kind, room.sheet) != _SIGNED or not _OF_PAPER.search(words)]
        if short:
            yield Fault(room.sheet, "; ".join(short))


def _small_texts(book: SavedBook, kind: str) -> Iterator[Fault]:
    yield from (fault for fault in sheet_guards.small_texts(book) if (kind, fault.sheet) != _SIGNED)


def _rule_codes(book: SavedBook, kind: str) -> Iterator[Fault]:
    yield from (sheet_guards.rule_codes if kind in OF_AGENCY else sheet_guards.rule_codes_not_last)(book)


def _colors(book: SavedBook, kind: str) -> Iterator[Fault]:
    """Yield weak colors; a cell of a form that a copy marks has the tint of its mark and a note, and keeps its box."""
    faults = sheet_guards.weak_colors(book)
    yield from (fault for fault in faults if kind != "copy" or ": box " not in fault.words)


def _is_ours(fault: Fault) -> bool:
    """Return whether a text of a copy is of its front sheets and no value as the agency typed it."""
    return fault.sheet in _FRONT and not fault.words.startswith(_TYPED)


def _digits(given: frozenset[str]) -> Guard:
    def guard(book: SavedBook, kind: str) -> Iterator[Fault]:
        faults = sheet_guards.arabic_digits(book, given)
        yield from (fault for fault in faults if kind != "copy" or _is_ours(fault))

    return guard


GUARDS: Mapping[str, Guard] = {
    "room": _room,
    "small text": _small_texts,
    "codes of steps": lambda book, kind: sheet_guards.step_codes(book),
    "commands": lambda book, kind: sheet_guards.commands(book),
    "rule codes": _rule_codes,
    "colors": _colors,
    "charts": lambda book, kind: sheet_guards.weak_charts(book),
}


@pytest.mark.parametrize("guard", [*GUARDS, "digits"])
def test_every_sheet_keeps_the_guard(guard: str, found: dict[str, dict[tuple[str, str], list[str]]]) -> None:
    exceptions = EXCEPTIONS.get(guard, frozenset())
    assert {pair: words[:3] for pair, words in found[guard].items() if pair not in exceptions} == {}
    assert exceptions <= {*found[guard]}, "these pass now: take them out of EXCEPTIONS"


def test_all_kinds_of_workbooks_are_looked_at(made: Path) -> None:
    assert {kind_of(path, made) for path in books_of(made)} == set(house_books.KINDS)


@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        *((ink, "#FFFFFF") for ink in (styles.INK, styles.MUTED, styles.HEAD, styles.BAD_TEXT, styles.CAUTION_TEXT)),
        (styles.HEAD_TEXT, styles.HEAD), (styles.INK, styles.BAND), (styles.MUTED, styles.BAND),
        (styles.HEAD, styles.BAND), *((styles.INK, tint) for tint in (styles.TODO, styles.INPUT, styles.OPTIONAL)),
        (styles.MUTED, styles.LOCKED), (styles.GOOD_TEXT, styles.GOOD), (styles.BAD_TEXT, styles.BAD),
        (styles.CAUTION_TEXT, styles.CAUTION), (styles.INK, styles.HEAT_BAD), (styles.INK, styles.HEAT_WORST),
        *((styles.INK, tint) for tint in (styles.GOOD, styles.BAD, styles.CAUTION)),
    ],
)  # fmt: skip
def test_texts_of_the_palette_are_read(ink: str, ground: str) -> None:
    assert contrast(ink, ground) >= sheet_guards.TEXT_CONTRAST


@pytest.mark.parametrize(
    ("line", "ground"),
    [
        (styles.BOX, "#FFFFFF"), (styles.BOX, styles.INPUT), (styles.BOX, styles.TODO), (styles.BOX, styles.OPTIONAL),
        (styles.BAR, "#FFFFFF"), (styles.SERIES, "#FFFFFF"), (styles.SERIES_OTHER, "#FFFFFF"),
        (styles.LIMIT, "#FFFFFF"),
    ],
)  # fmt: skip
def test_lines_of_the_palette_are_seen(line: str, ground: str) -> None:
    assert contrast(line, ground) >= sheet_guards.LINE_CONTRAST
