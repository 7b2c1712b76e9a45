"""Cache the summaries of files that were read before, so that a second run reads only the files that changed.

Takes summaries by key; reads and writes one SQLite file. The cache never stops a run: what cannot be read is read from
the workbook again, what cannot be written is not kept, and a damaged cache file is deleted.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from itertools import islice
from pathlib import Path
from types import MappingProxyType

from ita_xlsx import __version__
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.round_state import ReturnSummary
from ita_xlsx.model.rules import Rule
from ita_xlsx.store.sqlite_files import is_damage, open_database, transaction
from ita_xlsx.store.summary_json import from_json, summary_layout, to_json

FILE = "readings.sqlite"
MOST_BYTES = 256 * 1024 * 1024
_TABLE = (
    'CREATE TABLE "readings" (\n    "key" TEXT PRIMARY KEY NOT NULL,\n    "used" INTEGER NOT NULL,\n'
    '    "size" INTEGER NOT NULL,\n    "value" BLOB NOT NULL\n)'
)
_KEYS_PER_QUERY = 500
# The largest summary is far smaller; compressed data that grows beyond this was not written by us.
_MOST_DECOMPRESSED = 8 * 1024 * 1024
_FILE_SUFFIXES = ("", "-journal", "-wal", "-shm")


def digest_of(data: bytes) -> str:
    """Return the SHA-256 of a file's bytes as 64 hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def key_under(settings_digest: str, digest: str) -> str:
    """Return the key of the summary of one file under the settings that ``settings_key`` stands for.

    ``digest`` is that of the file's bytes; another file gives another key.
    """
    return digest_of(f"{settings_digest} {digest}".encode())


def settings_key(framework: Framework, rules: Iterable[Rule], threshold: Fraction, settings: Iterable[str] = ()) -> str:
    """Return what stands in a key for all that a summary depends on besides its file, the same for all files.

    Another framework, rule, threshold (0-100) or version of the program gives another one. ``settings`` holds
    everything else that a summary depends on, for example the roster.
    """
    rule_parts = [[rule.code, sorted(rule.of), None if rule.limit is None else str(rule.limit)] for rule in rules]
    parts = [framework.digest, rule_parts, str(threshold), list(settings), __version__, summary_layout()]
    return digest_of(json.dumps(parts).encode())


def rename_summary(summary: ReturnSummary, file: str, modified: date | None) -> ReturnSummary:
    """Return a summary of the same bytes with the file name and date that they have now.

    The findings get the new name too.
    """
    if summary.file == file and summary.modified == modified:
        return summary
    findings = tuple(replace(item, file=file) if item.file == summary.file else item for item in summary.findings)
    return replace(summary, file=file, modified=modified, findings=findings)


@dataclass(frozen=True)
class Cache:
    """A cache of summaries by key, in one file of a folder, with at most ``most`` bytes.

    Several runs may use it at the same time.
    """

    folder: Path
    most: int = MOST_BYTES

    def get_many(self, keys: Iterable[str]) -> Mapping[str, ReturnSummary]:
        """Return the summaries that are stored under these keys; keys without a summary are left out."""
        summaries: dict[str, ReturnSummary] = {}
        try:
            if self._path.is_file():
                with open_database(self._path, mode="rw") as connection:
                    if _has_table(connection):
                        for batch in _batches(keys):
                            summaries.update(_read(connection, batch))
                        self._mark_used(connection, summaries)
        except (sqlite3.Error, OSError) as error:
            self._delete_if_damaged(error)
        return MappingProxyType(summaries)

    def put_many(self, items: Iterable[tuple[str, ReturnSummary]]) -> None:
        """Store summaries under their keys, and delete those that were unused the longest if there are too many."""
        packed = list(_compress(items))
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            with open_database(self._path, mode="rwc") as connection, transaction(connection):
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

    @property
    def _path(self) -> Path:
        return self.folder / FILE

    def _mark_used(self, connection: sqlite3.Connection, keys: Iterable[str]) -> None:
        """Mark these keys as the last used ones, without waiting for a lock of another run."""
        connection.execute("PRAGMA busy_timeout = 0")
        with transaction(connection):
            now = _now(connection)
            connection.executemany('UPDATE "readings" SET "used" = ? WHERE "key" = ?', ((now, key) for key in keys))

    def _delete_oldest(self, connection: sqlite3.Connection) -> None:
        """Delete the summaries that were unused the longest, until the rest has at most ``most`` bytes."""
        (total,) = connection.execute('SELECT coalesce(sum("size"), 0) FROM "readings"').fetchone()
        if total > self.most:
            connection.execute(
                'DELETE FROM "readings" WHERE "key" IN (SELECT "key" FROM (SELECT "key", sum("size") '
                'OVER (ORDER BY "used" DESC, "key") AS "total" FROM "readings") WHERE "total" > ?)',
                (self.most,),
            )

    def _delete_if_damaged(self, error: sqlite3.Error | OSError) -> None:
        """Delete the cache file if the error means that it is damaged; ignore any other error."""
        if isinstance(error, sqlite3.Error) and is_damage(error):
            for tail in _FILE_SUFFIXES:
                with suppress(OSError):
                    self._path.with_name(f"{FILE}{tail}").unlink(missing_ok=True)


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


def _now(connection: sqlite3.Connection) -> int:
    """Return a number that is one above the last use of any summary; the clock is not used."""
    (last,) = connection.execute('SELECT coalesce(max("used"), 0) FROM "readings"').fetchone()
    return int(last) + 1


def _read(connection: sqlite3.Connection, keys: Sequence[str]) -> Iterator[tuple[str, ReturnSummary]]:
    """Yield (key, summary) for the keys that are stored and not broken."""
    marks = ", ".join("?" * len(keys))
    rows = connection.execute(f'SELECT "key", "value" FROM "readings" WHERE "key" IN ({marks})', keys)
    for key, value in rows:
        # A broken summary is left out: the caller reads the workbook again and writes a new one.
        with suppress(ValueError, zlib.error):
            yield key, _decompress(key, value)


def _compress(items: Iterable[tuple[str, ReturnSummary]]) -> Iterator[tuple[str, bytes]]:
    """Yield (key, compressed bytes) of each summary.

    The bytes contain the key, so that a damaged file cannot return the summary of another key; zlib adds a checksum.
    """
    for key, summary in items:
        # Python refuses to write a number with thousands of digits.
        with suppress(ValueError):
            text = f"{key}\n{to_json(summary)}"
            yield key, zlib.compress(text.encode("utf-8", "surrogatepass"), level=1)


def _decompress(key: str, value: object) -> ReturnSummary:
    """Return the summary in compressed bytes; raise ValueError or zlib.error if they are broken."""
    if not isinstance(value, bytes):
        raise ValueError("no summary")
    decompressor = zlib.decompressobj()
    data = decompressor.decompress(value, _MOST_DECOMPRESSED)
    if not decompressor.eof:
        raise ValueError("cut off, or too large")
    head, _, text = data.decode("utf-8", "surrogatepass").partition("\n")
    if head != key:
        raise ValueError("of another key")
    return from_json(text)


def _batches(keys: Iterable[str]) -> Iterator[tuple[str, ...]]:
    remaining = iter(keys)
    while batch := tuple(islice(remaining, _KEYS_PER_QUERY)):
        yield batch
