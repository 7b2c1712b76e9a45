"""What was read before, so that a second run reads only what changed?

A cache is never worth an error: what cannot be read is read from the workbook again, what cannot be written is not
kept, and a damaged file is thrown away.
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
from ita_xlsx.store.summaries import from_json, summary_layout, to_json

FILE = "readings.sqlite"
MOST_BYTES = 256 * 1024 * 1024
_TABLE = (
    'CREATE TABLE "readings" (\n    "key" TEXT PRIMARY KEY NOT NULL,\n    "used" INTEGER NOT NULL,\n'
    '    "size" INTEGER NOT NULL,\n    "value" BLOB NOT NULL\n)'
)
_AT_ONCE = 500
# A reading of the fullest form is far smaller; a packed one that unfolds beyond this is none of ours.
_LARGEST = 8 * 1024 * 1024
_BESIDE = ("", "-journal", "-wal", "-shm")


def digest_of(data: bytes) -> str:
    """The SHA-256 of a file's bytes, 64 hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def key_of(
    digest: str, framework: Framework, rules: Iterable[Rule], threshold: Fraction, settings: Iterable[str] = ()
) -> str:
    """The key of what a file comes to: another file, framework, rule, threshold or program, another key.

    ``digest`` is that of the file's bytes; ``settings`` whatever else a reading depends on, the roster for one.
    """
    chosen = [[rule.code, sorted(rule.of), None if rule.limit is None else str(rule.limit)] for rule in rules]
    parts = [digest, framework.digest, chosen, str(threshold), list(settings), __version__, summary_layout()]
    return digest_of(json.dumps(parts).encode())


def renamed(reading: ReturnSummary, file: str, modified: date | None) -> ReturnSummary:
    """A reading of the same bytes under the name and the date they have now; its findings name the file too."""
    if reading.file == file and reading.modified == modified:
        return reading
    findings = tuple(replace(item, file=file) if item.file == reading.file else item for item in reading.findings)
    return replace(reading, file=file, modified=modified, findings=findings)


@dataclass(frozen=True)
class Cache:
    """Readings by key in one file of a folder, which several runs may use at once; at most ``most`` bytes of them."""

    folder: Path
    most: int = MOST_BYTES

    def get_many(self, keys: Iterable[str]) -> Mapping[str, ReturnSummary]:
        """The readings that are kept under these keys; the others are not in it."""
        kept: dict[str, ReturnSummary] = {}
        try:
            if self._path.is_file():
                with open_database(self._path, mode="rw") as connection:
                    if _is_made(connection):
                        for batch in _batches(keys):
                            kept.update(_read(connection, batch))
                        self._touch(connection, kept)
        except (sqlite3.Error, OSError) as error:
            self._forgive(error)
        return MappingProxyType(kept)

    def put_many(self, items: Iterable[tuple[str, ReturnSummary]]) -> None:
        """Keep readings under their keys; what was longest out of use goes when there is too much."""
        packed = list(_packed(items))
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            with open_database(self._path, mode="rwc") as connection, transaction(connection):
                if not _is_made(connection):
                    connection.execute(_TABLE)
                now = _now(connection)
                connection.executemany(
                    'INSERT OR REPLACE INTO "readings" VALUES (?, ?, ?, ?)',
                    ((key, now, len(value), value) for key, value in packed),
                )
                self._bound(connection)
        except (sqlite3.Error, OSError) as error:
            self._forgive(error)

    @property
    def _path(self) -> Path:
        return self.folder / FILE

    def _touch(self, connection: sqlite3.Connection, keys: Iterable[str]) -> None:
        """Not waited for: another run that writes is no reason to stop."""
        connection.execute("PRAGMA busy_timeout = 0")
        with transaction(connection):
            now = _now(connection)
            connection.executemany('UPDATE "readings" SET "used" = ? WHERE "key" = ?', ((now, key) for key in keys))

    def _bound(self, connection: sqlite3.Connection) -> None:
        (total,) = connection.execute('SELECT coalesce(sum("size"), 0) FROM "readings"').fetchone()
        if total > self.most:
            connection.execute(
                'DELETE FROM "readings" WHERE "key" IN (SELECT "key" FROM (SELECT "key", sum("size") '
                'OVER (ORDER BY "used" DESC, "key") AS "total" FROM "readings") WHERE "total" > ?)',
                (self.most,),
            )

    def _forgive(self, error: sqlite3.Error | OSError) -> None:
        if isinstance(error, sqlite3.Error) and is_damage(error):
            for tail in _BESIDE:
                with suppress(OSError):
                    self._path.with_name(f"{FILE}{tail}").unlink(missing_ok=True)


def _is_made(connection: sqlite3.Connection) -> bool:
    """Whether our table is there, and nothing that would run: anything else counts as damage.

    Nothing at all is there while another run is about to make it.
    """
    entries = connection.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
    if entries and entries != [(_TABLE,)]:
        raise _Foreign
    return bool(entries)


class _Foreign(sqlite3.DatabaseError):
    """A database of another program, or of another version of this one, stands where the cache should."""

    sqlite_errorcode = sqlite3.SQLITE_NOTADB


def _now(connection: sqlite3.Connection) -> int:
    """One more than the last use of anything: no clock is asked."""
    (last,) = connection.execute('SELECT coalesce(max("used"), 0) FROM "readings"').fetchone()
    return int(last) + 1


def _read(connection: sqlite3.Connection, keys: Sequence[str]) -> Iterator[tuple[str, ReturnSummary]]:
    marks = ", ".join("?" * len(keys))
    rows = connection.execute(f'SELECT "key", "value" FROM "readings" WHERE "key" IN ({marks})', keys)
    for key, value in rows:
        # One that is broken is read from the workbook and written anew.
        with suppress(ValueError, zlib.error):
            yield key, _unpacked(key, value)


def _packed(items: Iterable[tuple[str, ReturnSummary]]) -> Iterator[tuple[str, bytes]]:
    """Each with its key inside, so that a damaged file cannot give the reading of another; zlib adds a checksum."""
    for key, reading in items:
        # A score of thousands of digits cannot be written down.
        with suppress(ValueError):
            text = f"{key}\n{to_json(reading)}"
            yield key, zlib.compress(text.encode("utf-8", "surrogatepass"), level=1)


def _unpacked(key: str, value: object) -> ReturnSummary:
    if not isinstance(value, bytes):
        raise ValueError("no reading")
    unfolder = zlib.decompressobj()
    data = unfolder.decompress(value, _LARGEST)
    if not unfolder.eof:
        raise ValueError("cut off, or too large")
    head, _, text = data.decode("utf-8", "surrogatepass").partition("\n")
    if head != key:
        raise ValueError("of another key")
    return from_json(text)


def _batches(keys: Iterable[str]) -> Iterator[tuple[str, ...]]:
    left = iter(keys)
    while batch := tuple(islice(left, _AT_ONCE)):
        yield batch
