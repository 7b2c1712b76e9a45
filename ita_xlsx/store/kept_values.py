"""Keep bytes by key between runs, in one SQLite file that never stops a run.

Takes and returns bytes; reads and writes one file. What cannot be read is left out, what cannot be written is not kept,
and a damaged file is deleted.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from types import MappingProxyType

from ita_xlsx.store.sqlite_files import is_damage, open_database, transaction

_TABLE = (
    'CREATE TABLE "readings" (\n    "key" TEXT PRIMARY KEY NOT NULL,\n    "used" INTEGER NOT NULL,\n'
    '    "size" INTEGER NOT NULL,\n    "value" BLOB NOT NULL\n)'
)
_KEYS_PER_QUERY = 500
_FILE_SUFFIXES = ("", "-journal", "-wal", "-shm")


@dataclass(frozen=True)
class KeptValues:
    """Values by key in one file, with at most ``most`` bytes; no value has more than ``longest`` before it is packed.

    Several runs may use the file at the same time.
    """

    path: Path
    most: int
    longest: int

    def get_many(self, keys: Iterable[str]) -> Mapping[str, bytes]:
        """Return the values that are stored under these keys; keys without a value, or a broken one, are left out."""
        values: dict[str, bytes] = {}
        try:
            if self.path.is_file():
                with open_database(self.path, mode="rw") as connection:
                    if _has_table(connection):
                        for batch in _batches(keys):
                            values.update(self._read(connection, batch))
                        _mark_used(connection, values)
        except (sqlite3.Error, OSError) as error:
            self._delete_if_damaged(error)
        return MappingProxyType(values)

    def put_many(self, items: Iterable[tuple[str, bytes]], level: int = 1) -> None:
        """Store values under their keys, and delete those that were unused the longest if there are too many.

        ``level`` is how much they are compressed; 0 is for what is compressed already.
        """
        packed = [(key, _pack(key, value, level)) for key, value in items]
        try:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with open_database(self.path, mode="rwc") as connection, transaction(connection):
                if not _has_table(connection):
                    connection.execute(_TABLE)
                now = _now(connection)
                connection.executemany(
                    'INSERT OR REPLACE INTO "readings" VALUES (?, ?, ?, ?)',
                    ((key, now, len(value), value) for key, value in packed),
                )
                self._delete_oldest(connection)
        except (sqlite3.Error, OSError) as error:
            self._delete_if_damaged(error)

    def _read(self, connection: sqlite3.Connection, keys: Sequence[str]) -> Iterator[tuple[str, bytes]]:
        """Yield (key, value) for the keys that are stored and not broken."""
        marks = ", ".join("?" * len(keys))
        rows = connection.execute(f'SELECT "key", "value" FROM "readings" WHERE "key" IN ({marks})', keys)
        for key, value in rows:
            # A broken value is left out: the caller makes it again and stores a new one.
            with suppress(ValueError, zlib.error):
                yield key, _unpack(key, value, self.longest)

    def _delete_oldest(self, connection: sqlite3.Connection) -> None:
        """Delete the values that were unused the longest, until the rest has at most ``most`` bytes."""
        (total,) = connection.execute('SELECT coalesce(sum("size"), 0) FROM "readings"').fetchone()
        if total > self.most:
            connection.execute(
                'DELETE FROM "readings" WHERE "key" IN (SELECT "key" FROM (SELECT "key", sum("size") '
                'OVER (ORDER BY "used" DESC, "key") AS "total" FROM "readings") WHERE "total" > ?)',
                (self.most,),
            )

    def _delete_if_damaged(self, error: sqlite3.Error | OSError) -> None:
        """Delete the file if the error means that it is damaged; ignore any other error."""
        if isinstance(error, sqlite3.Error) and is_damage(error):
            for tail in _FILE_SUFFIXES:
                with suppress(OSError):
                    self.path.with_name(f"{self.path.name}{tail}").unlink(missing_ok=True)


def _has_table(connection: sqlite3.Connection) -> bool:
    """Return True if our table exists, False if the database is empty because another run is just creating it.

    Raise _ForeignDatabase if the database contains anything else.
    """
    entries = connection.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
    if entries and entries != [(_TABLE,)]:
        raise _ForeignDatabase
    return bool(entries)


class _ForeignDatabase(sqlite3.DatabaseError):
    """An error for a database of another program or another version of this one; it counts as damage."""

    sqlite_errorcode = sqlite3.SQLITE_NOTADB


def _mark_used(connection: sqlite3.Connection, keys: Iterable[str]) -> None:
    """Mark these keys as the last used ones, without waiting for a lock of another run."""
    connection.execute("PRAGMA busy_timeout = 0")
    with transaction(connection):
        now = _now(connection)
        connection.executemany('UPDATE "readings" SET "used" = ? WHERE "key" = ?', ((now, key) for key in keys))


def _now(connection: sqlite3.Connection) -> int:
    """Return a number that is one above the last use of any value; the clock is not used."""
    (last,) = connection.execute('SELECT coalesce(max("used"), 0) FROM "readings"').fetchone()
    return int(last) + 1


def _pack(key: str, value: bytes, level: int) -> bytes:
    """Return the compressed bytes of a value.

    They contain the key, so that a damaged file cannot return the value of another key; zlib adds a checksum.
    """
    return zlib.compress(b"%s\n%s" % (key.encode(), value), level=level)


def _unpack(key: str, packed: object, longest: int) -> bytes:
    """Return the value in compressed bytes; raise ValueError or zlib.error if they are broken."""
    if not isinstance(packed, bytes):
        raise ValueError("no value")
    decompressor = zlib.decompressobj()
    data = decompressor.decompress(packed, longest)
    if not decompressor.eof:
        raise ValueError("cut off, or too large")
    head, _, value = data.partition(b"\n")
    if head != key.encode():
        raise ValueError("of another key")
    return value


def _batches(keys: Iterable[str]) -> Iterator[tuple[str, ...]]:
    remaining = iter(keys)
    while batch := tuple(islice(remaining, _KEYS_PER_QUERY)):
        yield batch
