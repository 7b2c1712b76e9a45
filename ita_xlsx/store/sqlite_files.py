"""Open SQLite files without trusting their content, and classify the errors of SQLite.

Takes a path; reads and writes the file.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

# Bytes of a text or blob. The longest cell of a workbook has 32,767 characters, a summary a few hundred thousand.
_LONGEST_VALUE = 16_000_000
# Seconds to wait for a lock of another program.
_LOCK_SECONDS = 10.0
_DAMAGE_CODES = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT})
_IN_USE_CODES = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL})


@contextmanager
def open_database(path: Path, *, mode: str) -> Iterator[sqlite3.Connection]:
    """Open a database so that nothing stored in it can run; ``mode`` is ``ro``, ``rw`` or ``rwc``.

    Transactions begin and end by statements; a transaction that is open at the end is undone. Raise sqlite3.Error.
    """
    connection = sqlite3.connect(_uri(path, mode), uri=True, timeout=_LOCK_SECONDS, isolation_level=None)
    try:
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST_VALUE)
        for setting in ("trusted_schema = OFF", "cell_size_check = ON", "mmap_size = 0"):
            connection.execute(f"PRAGMA {setting}")
        yield connection
    finally:
        connection.close()


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Write everything inside the block or nothing, even if the process is killed."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        # After a full disk SQLite has undone the transaction itself.
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def is_damage(error: sqlite3.Error) -> bool:
    """Return True if the error means that the file is damaged or not a database."""
    # sqlite3 reports a text that is not UTF-8 without a code.
    return _code(error) in _DAMAGE_CODES or "Could not decode" in str(error)


def is_in_use(error: sqlite3.Error) -> bool:
    """Return True if the error means that another program uses the file."""
    return _code(error) in _IN_USE_CODES


def _code(error: sqlite3.Error) -> int:
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def _uri(path: Path, mode: str) -> str:
    """Return the URI of a file, quoted so that its name cannot add a parameter.

    The name of a network share needs its two slashes after those of the scheme.
    """
    name = os.fsencode(path.absolute().as_posix())
    return f"file://{'' if name.startswith(b'/') else '/'}{quote(name)}?mode={mode}"
