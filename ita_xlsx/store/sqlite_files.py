"""How is an SQLite file opened so that nothing in it is trusted, and which of its errors mean what?"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

# Of a text or blob; the longest cell of a workbook has 32,767 characters, a reading a few hundred thousand.
_LONGEST_VALUE = 16_000_000
_PATIENCE = 10.0
_DAMAGE = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT})
_IN_USE = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL})


@contextmanager
def open_database(path: Path, *, mode: str) -> Iterator[sqlite3.Connection]:
    """A connection that runs nothing the file brings along; ``mode`` is ``ro``, ``rw`` or ``rwc``.

    Transactions are begun and ended by statements; one that is open at the end is undone. Raises sqlite3.Error.
    """
    connection = sqlite3.connect(_uri(path, mode), uri=True, timeout=_PATIENCE, isolation_level=None)
    try:
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST_VALUE)
        for setting in ("trusted_schema = OFF", "cell_size_check = ON", "mmap_size = 0"):
            connection.execute(f"PRAGMA {setting}")
        yield connection
    finally:
        connection.close()


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All that is written inside, or nothing: also when the process is killed."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        # A full disk has undone it already.
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def is_damage(error: sqlite3.Error) -> bool:
    """Whether the file is broken, or no database."""
    # A text that is no UTF-8 is told without a code.
    return _code(error) in _DAMAGE or "Could not decode" in str(error)


def is_in_use(error: sqlite3.Error) -> bool:
    """Whether another program holds the file."""
    return _code(error) in _IN_USE


def _code(error: sqlite3.Error) -> int:
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def _uri(path: Path, mode: str) -> str:
    """Quoted, so that no name adds a parameter; a share's name needs its two slashes beyond the scheme's own."""
    name = os.fsencode(path.absolute().as_posix())
    return f"file://{'' if name.startswith(b'/') else '/'}{quote(name)}?mode={mode}"
