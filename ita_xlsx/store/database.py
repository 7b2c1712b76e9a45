"""Keep the results of all years in one SQLite database, and replace one year without touching the others.

Takes the state of a round; returns earlier rounds. Reads and writes the database file.
"""

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
from ita_xlsx.errors import InputError, ItaError, input_errors, not_writable
from ita_xlsx.model.findings.codes import Code
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.round_measures import EarlierSteps
from ita_xlsx.model.round_state import EarlierRound, RoundState
from ita_xlsx.model.submission import StepReport
from ita_xlsx.store.columns import ABOUT, DATABASE_ONLY, ROUNDS, SCHEMA, TIDY
from ita_xlsx.store.record_columns import CONTACTS
from ita_xlsx.store.sql import create_table, insert_into, stored_rows, upgrade_table
from ita_xlsx.store.sqlite_files import is_damage, is_in_use, open_database, transaction
from ita_xlsx.store.tidy_tables import tables

FILE = "ita.sqlite"
PROGRAM = "ita-xlsx"
_SCHEMAS = {str(number): number for number in range(1, SCHEMA + 1)}
_MAGIC = b"SQLite format 3\0"
_SHAPES = (*DATABASE_ONLY, *TIDY)
_FRACTION = re.compile(r"[0-9]{1,2000}/[1-9][0-9]{0,2000}", re.ASCII)

Carry: TypeAlias = Callable[[int, Mapping[str, Fraction]], Mapping[str, Fraction]]


@dataclass(frozen=True)
class StoredRound:
    """A round in a database; the threshold is 0-100, ``framework`` is the digest of its framework."""

    year: int
    province: str
    threshold: Fraction
    framework: str
    tool: str


def is_database(path: Path) -> bool:
    """Return True if a file is an SQLite database of any program; raise InputError if it cannot be opened."""
    with input_errors(path), path.open("rb") as stream:
        return stream.read(len(_MAGIC)) == _MAGIC


def add_round(path: Path, round_state: RoundState, *, with_contacts: bool = False) -> None:
    """Write a round into a new or existing database in one transaction: its year is replaced, other years stay.

    Persons stand in the year only if ``with_contacts`` is set.

    Raise InputError if the file is no such database, is damaged, or holds that year of another province. Raise
    OutputError if it cannot be written. After an error the file is as it was.
    """
    new = _is_empty(path)
    if not new:
        _check_is_database(path)
    with _convert_errors(path, writing=True), open_database(path, mode="rwc") as connection:
        if not new:
            _check_integrity(connection, path)
        with transaction(connection):
            if new:
                _create_tables(connection)
            else:
                _upgrade(connection, _check_ours(connection, path))
            _check_same_province(connection, path, round_state)
            _replace_year(connection, round_state, with_contacts=with_contacts)


def check_database(path: Path) -> None:
    """Read a database and raise InputError if it is damaged or not ours."""
    with _reading(path):
        pass


def read_rounds(path: Path) -> tuple[StoredRound, ...]:
    """Return the rounds in a database, oldest first; raise InputError if it is damaged or not ours."""
    with _reading(path) as connection:
        return tuple(_rounds(connection, path))


def years_with_contacts(path: Path) -> tuple[int, ...]:
    """Return the years in a database that name persons: those with contacts, or with a reason of a decision.

    Raise InputError if the file is damaged or not ours.
    """
    query = 'SELECT DISTINCT "year" FROM "agencies" WHERE "reason" IS NOT NULL'
    with _reading(path) as connection:
        if _check_ours(connection, path) >= CONTACTS.since:
            query += ' UNION SELECT "year" FROM "contacts"'
        rows = connection.execute(f'{query} ORDER BY "year"').fetchall()
        return tuple(year for (year,) in rows if type(year) is int)


def read_earlier(path: Path, framework: Framework, year: int, carry: Carry | None = None) -> tuple[EarlierRound, ...]:
    """Return the rounds before ``year``, oldest first: exact scores by agency code in the order of ``framework.nodes``.

    ``carry`` takes a year and an agency's scores by the subjects of that year, and returns them by the subjects of this
    year. Without it, equal subjects are taken as the same. A subject that one of the years lacks has None. An agency
    without a score is left out. Raise InputError if the file is damaged or not ours.
    """
    with _reading(path) as connection:
        years = [item.year for item in _rounds(connection, path) if item.year < year]
        return tuple(
            EarlierRound(
                earlier_year,
                tuple(_converted_scores(connection, path, framework, earlier_year, carry)),
                _names(connection, path, earlier_year),
            )
            for earlier_year in years
        )


def read_measures(path: Path, year: int) -> tuple[EarlierSteps, ...]:
    """Return the steps that agencies reported in each round before ``year``, oldest first.

    A round without steps is left out. Raise InputError if the file is damaged or not ours.
    """
    with _reading(path) as connection:
        years = [item.year for item in _rounds(connection, path) if item.year < year]
        rounds = [
            EarlierSteps(
                earlier_year,
                tuple(_steps(connection, path, earlier_year)),
                _names(connection, path, earlier_year),
            )
            for earlier_year in years
        ]
        return tuple(item for item in rounds if item.steps)


def _is_empty(path: Path) -> bool:
    try:
        return path.stat().st_size == 0
    except FileNotFoundError:
        return True
    except OSError as error:
        raise not_writable(path, error) from error


def _replace_year(connection: sqlite3.Connection, round_state: RoundState, *, with_contacts: bool) -> None:
    year = round_state.framework.year
    for shape in (*reversed(TIDY), ROUNDS):
        connection.execute(f'DELETE FROM "{shape.name}" WHERE "year" = ?', (year,))
    row = year, round_state.name or None, round_state.threshold, round_state.framework.digest, __version__
    connection.executemany(insert_into(ROUNDS), stored_rows(ROUNDS, (row,)))
    for table in tables(round_state, with_contacts=with_contacts):
        connection.executemany(insert_into(table.shape), stored_rows(table.shape, table.rows()))


def _create_tables(connection: sqlite3.Connection) -> None:
    for shape in _SHAPES:
        connection.execute(create_table(shape))
    connection.executemany(insert_into(ABOUT), (("program", PROGRAM), ("schema", str(SCHEMA))))


def _upgrade(connection: sqlite3.Connection, schema: int) -> None:
    """Give the tables of an older schema the columns that are new."""
    for shape in _SHAPES:
        for statement in upgrade_table(shape, schema):
            connection.execute(statement)
    connection.execute('UPDATE "about" SET "value" = ? WHERE "key" = \'schema\'', (str(SCHEMA),))


def _check_same_province(connection: sqlite3.Connection, path: Path, round_state: RoundState) -> None:
    """Raise InputError if the database holds this year of another province."""
    year = round_state.framework.year
    for stored_round in _rounds(connection, path):
        if (
            stored_round.year == year
            and stored_round.province
            and round_state.name
            and stored_round.province != round_state.name
        ):
            raise InputError(
                Code.DATABASE_OF_OTHER_PROVINCE,
                name=str(path),
                year=str(year),
                found=stored_round.province,
                expected=round_state.name,
            )


@contextmanager
def _reading(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a database for reading and check it; raise InputError if it is damaged or not ours."""
    _check_is_database(path)
    with _convert_errors(path, writing=False), open_database(path, mode="ro") as connection:
        _check_integrity(connection, path)
        _check_ours(connection, path)
        yield connection


@contextmanager
def _convert_errors(path: Path, *, writing: bool) -> Iterator[None]:
    """Raise the errors of SQLite inside the block as our own errors."""
    try:
        yield
    except sqlite3.Error as error:
        raise _to_ita_error(path, error, writing=writing) from error


def _to_ita_error(path: Path, error: sqlite3.Error, *, writing: bool) -> ItaError:
    if is_damage(error):
        return InputError(Code.DATABASE_DAMAGED, name=str(path))
    if is_in_use(error):
        return InputError(Code.DATABASE_IN_USE, name=str(path))
    if writing:
        return not_writable(path, error)
    # A run that was killed left a journal; only a run that writes can repair the file.
    return InputError(Code.DATABASE_NOT_OPENED, name=str(path))


def _check_is_database(path: Path) -> None:
    if not is_database(path):
        raise InputError(Code.NOT_OUR_DATABASE, name=str(path))


def _check_integrity(connection: sqlite3.Connection, path: Path) -> None:
    """Raise InputError if the file is damaged; it runs first, so that no forged file is read further."""
    if connection.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
        raise InputError(Code.DATABASE_DAMAGED, name=str(path))


def _check_ours(connection: sqlite3.Connection, path: Path) -> int:
    """Return the schema of the tables.

    Raise InputError if they are not exactly ours, if they have triggers, or if the schema is not supported.

    Views, indexes and further tables of the officer are ignored.
    """
    entries = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master").fetchall()
    statements = {name: sql for kind, name, _, sql in entries if kind == "table"}
    if statements.get(ABOUT.name) != create_table(ABOUT):
        raise InputError(Code.NOT_OUR_DATABASE, name=str(path))
    about = dict(connection.execute('SELECT "key", "value" FROM "about"').fetchall())
    if about.get("program") != PROGRAM:
        raise InputError(Code.NOT_OUR_DATABASE, name=str(path))
    schema = _SCHEMAS.get(str(about.get("schema")))
    if schema is None:
        found = str(about.get("schema"))
        raise InputError(Code.DATABASE_VERSION, name=str(path), found=found, expected=str(SCHEMA))
    shapes = [shape for shape in _SHAPES if shape.since <= schema]
    names = {shape.name for shape in shapes}
    has_trigger = any(kind == "trigger" and table in names for kind, _, table, _ in entries)
    if has_trigger or any(statements.get(shape.name) != create_table(shape, schema) for shape in shapes):
        raise InputError(Code.NOT_OUR_DATABASE, name=str(path))
    return schema


def _rounds(connection: sqlite3.Connection, path: Path) -> Iterator[StoredRound]:
    rows = connection.execute(
        'SELECT "year", "province", "threshold_exact", "framework", "tool" FROM "rounds" ORDER BY "year"'
    )
    for year, province, threshold, framework, tool in rows:
        texts = (province or "", threshold, framework, tool)
        if type(year) is not int or not all(isinstance(text, str) for text in texts):
            raise InputError(Code.DATABASE_DAMAGED, name=str(path))
        yield StoredRound(year, province or "", _fraction(threshold, path), framework, tool)


def _converted_scores(
    connection: sqlite3.Connection, path: Path, framework: Framework, year: int, carry: Carry | None
) -> Iterator[tuple[str, tuple[Fraction | None, ...]]]:
    """Yield each agency's code and its scores in the order of the framework's nodes."""
    for code, scores in _scores(connection, path, year):
        converted = carry(year, scores) if carry is not None else scores
        yield code, tuple(converted.get(subject) for subject in framework.nodes)


def _scores(connection: sqlite3.Connection, path: Path, year: int) -> Iterator[tuple[str, Mapping[str, Fraction]]]:
    """Yield each agency's code and its scores by subject, in the order of the codes."""
    rows = connection.execute(
        'SELECT "agency", "subject", "score_exact" FROM "scores" '
        'WHERE "year" = ? AND "score_exact" IS NOT NULL ORDER BY "agency", "subject"',
        (year,),
    )
    current_code: str | None = None
    scores: dict[str, Fraction] = {}
    for code, subject, exact in rows:
        if not isinstance(code, str) or not isinstance(subject, str):
            raise InputError(Code.DATABASE_DAMAGED, name=str(path))
        if code != current_code and current_code is not None:
            yield current_code, scores
            scores = {}
        current_code = code
        scores[subject] = _fraction(exact, path)
    if current_code is not None:
        yield current_code, scores


def _names(connection: sqlite3.Connection, path: Path, year: int) -> tuple[tuple[str, str], ...]:
    rows = connection.execute(
        'SELECT "code", "name" FROM "agencies" WHERE "year" = ? ORDER BY "code"', (year,)
    ).fetchall()
    if not all(isinstance(text, str) for row in rows for text in row):
        raise InputError(Code.DATABASE_DAMAGED, name=str(path))
    return tuple(rows)


def _steps(connection: sqlite3.Connection, path: Path, year: int) -> Iterator[tuple[str, tuple[StepReport, ...]]]:
    """Yield each agency's code and its steps, in the order in which they were written."""
    rows = connection.execute(
        'SELECT "agency", "step_id", "step", "status", "url", "note" FROM "measures" WHERE "year" = ? ORDER BY rowid',
        (year,),
    )
    steps_by_code: dict[str, list[StepReport]] = {}
    for row in rows:
        if not all(text is None or isinstance(text, str) for text in row) or row[0] is None:
            raise InputError(Code.DATABASE_DAMAGED, name=str(path))
        code, step_id, step, status, url, note = (text or "" for text in row)
        steps_by_code.setdefault(code, []).append(StepReport(id=step_id, step=step, status=status, url=url, note=note))
    yield from ((code, tuple(steps)) for code, steps in steps_by_code.items())


def _fraction(text: object, path: Path) -> Fraction:
    """Return an exact score of 0-100; raise InputError for anything else."""
    value = _parse_fraction(text) if isinstance(text, str) else None
    if value is None or not 0 <= value <= 100:
        raise InputError(Code.DATABASE_DAMAGED, name=str(path))
    return value


@lru_cache(maxsize=65536)
def _parse_fraction(text: str) -> Fraction | None:
    """Return the fraction in a text, or None.

    The cache makes equal scores one object in memory: the answers of a province repeat.
    """
    if not _FRACTION.fullmatch(text):
        return None
    numerator, _, denominator = text.partition("/")
    return Fraction(int(numerator), int(denominator))
