"""Where are the results of all years kept, and how is one year written without touching the others?"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from typing import TypeAlias

from ita_xlsx import __version__
from ita_xlsx.errors import InputError, ItaError, OutputError, opening
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.round_state import EarlierRound, RoundState
from ita_xlsx.model.submission import StepReport
from ita_xlsx.model.tracking import EarlierSteps
from ita_xlsx.store.columns import ABOUT, DATABASE_ONLY, ROUNDS, TIDY
from ita_xlsx.store.sql import create_table, insert_into, stored_rows
from ita_xlsx.store.sqlite_files import is_damage, is_in_use, open_database, transaction
from ita_xlsx.store.tidy_tables import tables

FILE = "ita.sqlite"
PROGRAM, SCHEMA = "ita-xlsx", "1"
_MAGIC = b"SQLite format 3\0"
_SHAPES = (*DATABASE_ONLY, *TIDY)
_FRACTION = re.compile(r"[0-9]{1,2000}/[1-9][0-9]{0,2000}", re.ASCII)

Carry: TypeAlias = Callable[[int, Mapping[str, Fraction]], Mapping[str, Fraction]]


@dataclass(frozen=True)
class StoredRound:
    """A round that stands in a database; the threshold is 0-100, ``framework`` its digest."""

    year: int
    province: str
    threshold: Fraction
    framework: str
    tool: str


def is_database(path: Path) -> bool:
    """Whether a file is an SQLite database, of whatever program; raises InputError where it cannot be opened."""
    with opening(path), path.open("rb") as stream:
        return stream.read(len(_MAGIC)) == _MAGIC


def add_province(path: Path, province: RoundState) -> None:
    """Write a round into a database, new or old, in one transaction: its year is replaced, others stay as they are.

    Raises InputError where the file is no such database, is damaged, or holds that year of another province, and
    OutputError where it cannot be written; the file is then as it was.
    """
    new = _is_empty(path)
    if not new:
        _refuse_foreign(path)
    with _telling(path, writing=True), open_database(path, mode="rwc") as connection:
        if not new:
            _check_sound(connection, path)
        with transaction(connection):
            if new:
                _create(connection)
            else:
                _check_ours(connection, path)
            _refuse_another(connection, path, province)
            _replace_year(connection, province)


def check_database(path: Path) -> None:
    """Read a database through and raise InputError where it is damaged or not ours."""
    with _reading(path):
        pass


def read_rounds(path: Path) -> tuple[StoredRound, ...]:
    """The rounds in a database, oldest first; InputError where it is damaged or not ours."""
    with _reading(path) as connection:
        return tuple(_rounds(connection, path))


def read_earlier(path: Path, framework: Framework, year: int, carry: Carry | None = None) -> tuple[EarlierRound, ...]:
    """The rounds before ``year``, oldest first: exact scores by agency code in the order of ``framework.nodes``.

    ``carry`` is given a year and an agency's scores by that year's subjects, and gives them by this year's; without
    it equal subjects are the same. What is missing in either is None; an agency without a score is left out.
    Raises InputError where the file is damaged or not ours.
    """
    with _reading(path) as connection:
        years = [item.year for item in _rounds(connection, path) if item.year < year]
        return tuple(
            EarlierRound(
                then, tuple(_carried(connection, path, framework, then, carry)), _names(connection, path, then)
            )
            for then in years
        )


def read_measures(path: Path, year: int) -> tuple[EarlierSteps, ...]:
    """What agencies reported of their steps in each round before ``year``, oldest first, where there is any.

    Raises InputError where the file is damaged or not ours.
    """
    with _reading(path) as connection:
        years = [item.year for item in _rounds(connection, path) if item.year < year]
        found = [
            EarlierSteps(then, tuple(_steps(connection, path, then)), _names(connection, path, then)) for then in years
        ]
        return tuple(item for item in found if item.steps)


def _is_empty(path: Path) -> bool:
    try:
        return path.stat().st_size == 0
    except FileNotFoundError:
        return True
    except OSError as error:
        raise OutputError("C702", name=str(path), detail=error.strerror or type(error).__name__) from error


def _replace_year(connection: sqlite3.Connection, province: RoundState) -> None:
    year = province.framework.year
    for shape in (*reversed(TIDY), ROUNDS):
        connection.execute(f'DELETE FROM "{shape.name}" WHERE "year" = ?', (year,))
    row = year, province.name or None, province.threshold, province.framework.digest, __version__
    connection.executemany(insert_into(ROUNDS), stored_rows(ROUNDS, (row,)))
    for table in tables(province):
        connection.executemany(insert_into(table.shape), stored_rows(table.shape, table.rows()))


def _create(connection: sqlite3.Connection) -> None:
    for shape in _SHAPES:
        connection.execute(create_table(shape))
    connection.executemany(insert_into(ABOUT), (("program", PROGRAM), ("schema", SCHEMA)))


def _refuse_another(connection: sqlite3.Connection, path: Path, province: RoundState) -> None:
    """A year of another province is not what an officer means to replace."""
    year = province.framework.year
    for kept in _rounds(connection, path):
        if kept.year == year and kept.province and province.name and kept.province != province.name:
            raise InputError("K104", name=str(path), year=str(year), found=kept.province, expected=province.name)


@contextmanager
def _reading(path: Path) -> Iterator[sqlite3.Connection]:
    _refuse_foreign(path)
    with _telling(path, writing=False), open_database(path, mode="ro") as connection:
        _check_sound(connection, path)
        _check_ours(connection, path)
        yield connection


@contextmanager
def _telling(path: Path, *, writing: bool) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise _told(path, error, writing=writing) from error


def _told(path: Path, error: sqlite3.Error, *, writing: bool) -> ItaError:
    if is_damage(error):
        return InputError("K102", name=str(path))
    if is_in_use(error):
        return InputError("K105", name=str(path))
    if writing:
        return OutputError("C702", name=str(path), detail=str(error))
    # Left by a run that was killed, and only a run that writes may put it right.
    return InputError("K106", name=str(path))


def _refuse_foreign(path: Path) -> None:
    if not is_database(path):
        raise InputError("K101", name=str(path))


def _check_sound(connection: sqlite3.Connection, path: Path) -> None:
    """Before anything else is asked of it: a file made to mislead is refused here."""
    if connection.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
        raise InputError("K102", name=str(path))


def _check_ours(connection: sqlite3.Connection, path: Path) -> None:
    """Our tables as we make them, nothing hung on them that would run, and a schema we know.

    Views, indexes and further tables of the officer's own are left alone.
    """
    entries = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master").fetchall()
    made = {name: sql for kind, name, _, sql in entries if kind == "table"}
    if made.get(ABOUT.name) != create_table(ABOUT):
        raise InputError("K101", name=str(path))
    about = dict(connection.execute('SELECT "key", "value" FROM "about"').fetchall())
    if about.get("program") != PROGRAM:
        raise InputError("K101", name=str(path))
    if about.get("schema") != SCHEMA:
        raise InputError("K103", name=str(path), found=str(about.get("schema")), expected=SCHEMA)
    names = {shape.name for shape in _SHAPES}
    hung = any(kind == "trigger" and table in names for kind, _, table, _ in entries)
    if hung or any(made.get(shape.name) != create_table(shape) for shape in _SHAPES):
        raise InputError("K101", name=str(path))


def _rounds(connection: sqlite3.Connection, path: Path) -> Iterator[StoredRound]:
    rows = connection.execute(
        'SELECT "year", "province", "threshold_exact", "framework", "tool" FROM "rounds" ORDER BY "year"'
    )
    for year, province, threshold, framework, tool in rows:
        texts = (province or "", threshold, framework, tool)
        if type(year) is not int or not all(isinstance(text, str) for text in texts):
            raise InputError("K102", name=str(path))
        yield StoredRound(year, province or "", _fraction(threshold, path), framework, tool)


def _carried(
    connection: sqlite3.Connection, path: Path, framework: Framework, year: int, carry: Carry | None
) -> Iterator[tuple[str, tuple[Fraction | None, ...]]]:
    for code, scores in _scores(connection, path, year):
        known = carry(year, scores) if carry is not None else scores
        yield code, tuple(known.get(subject) for subject in framework.nodes)


def _scores(connection: sqlite3.Connection, path: Path, year: int) -> Iterator[tuple[str, Mapping[str, Fraction]]]:
    """An agency's scores at a time, by the codes' order."""
    rows = connection.execute(
        'SELECT "agency", "subject", "score_exact" FROM "scores" '
        'WHERE "year" = ? AND "score_exact" IS NOT NULL ORDER BY "agency", "subject"',
        (year,),
    )
    last: str | None = None
    scores: dict[str, Fraction] = {}
    for code, subject, exact in rows:
        if not isinstance(code, str) or not isinstance(subject, str):
            raise InputError("K102", name=str(path))
        if code != last and last is not None:
            yield last, scores
            scores = {}
        last = code
        scores[subject] = _fraction(exact, path)
    if last is not None:
        yield last, scores


def _names(connection: sqlite3.Connection, path: Path, year: int) -> tuple[tuple[str, str], ...]:
    rows = connection.execute(
        'SELECT "code", "name" FROM "agencies" WHERE "year" = ? ORDER BY "code"', (year,)
    ).fetchall()
    if not all(isinstance(text, str) for row in rows for text in row):
        raise InputError("K102", name=str(path))
    return tuple(rows)


def _steps(connection: sqlite3.Connection, path: Path, year: int) -> Iterator[tuple[str, tuple[StepReport, ...]]]:
    """The steps of one agency after the other, in the order in which they were written."""
    rows = connection.execute(
        'SELECT "agency", "step_id", "step", "status", "url", "note" FROM "measures" WHERE "year" = ? ORDER BY rowid',
        (year,),
    )
    steps: dict[str, list[StepReport]] = {}
    for row in rows:
        if not all(text is None or isinstance(text, str) for text in row) or row[0] is None:
            raise InputError("K102", name=str(path))
        code, step_id, step, status, url, note = (text or "" for text in row)
        steps.setdefault(code, []).append(StepReport(step_id, step, status, url, note))
    yield from ((code, tuple(found)) for code, found in steps.items())


def _fraction(text: object, path: Path) -> Fraction:
    """An exact score of 0-100."""
    value = _parsed(text) if isinstance(text, str) else None
    if value is None or not 0 <= value <= 100:
        raise InputError("K102", name=str(path))
    return value


@lru_cache(maxsize=65536)
def _parsed(text: str) -> Fraction | None:
    """Kept, because a province's answers repeat: equal scores are one value in memory."""
    if not _FRACTION.fullmatch(text):
        return None
    numerator, _, denominator = text.partition("/")
    return Fraction(int(numerator), int(denominator))
