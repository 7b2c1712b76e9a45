"""Check that the cache gives back what was kept, and that a damaged one is thrown away silently."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import zlib
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from ita_xlsx.catalogue import load_framework
from ita_xlsx.model.findings import Code, make_finding
from ita_xlsx.model.limits import parse_limit
from ita_xlsx.model.round_state import ReturnSummary
from ita_xlsx.model.rules import Rule, RuleCode
from ita_xlsx.store import cache as cache_module
from ita_xlsx.store.cache import Cache, digest_of, key_under, rename_summary, settings_key
from ita_xlsx.store.summary_json import to_json
from tests.store.samples import alter, another_program, folder_instead, overwritten, reading_of
from tests.support.paths import ROOT


@pytest.fixture
def readings() -> dict[str, ReturnSummary]:
    framework = load_framework(2568)
    return {digest_of(bytes([n])): reading_of(framework, f"P{n}") for n in range(5)}


def test_what_was_kept_is_there_again(tmp_path: Path, readings: dict[str, ReturnSummary]) -> None:
    cache = Cache(tmp_path / "deep" / "cache")
    assert cache.get_many(readings) == {}
    cache.put_many(readings.items())
    cache.put_many(list(readings.items())[:1])
    assert cache.get_many([*readings, "unknown"]) == readings


RULE = Rule(RuleCode.BELOW, frozenset(), parse_limit(85))
OTHER = replace(RULE, limit=parse_limit(80))


def key_of(digest: str, *settings: Any) -> str:
    """The key of the summary of one file under these settings."""
    return key_under(settings_key(*settings), digest)


BASE: tuple[Any, ...] = ("d", 2568, (RULE,), Fraction(85), ("roster",))


@pytest.mark.parametrize(
    ("position", "other"),
    [
        (0, "e"),
        (1, 2567),
        (2, ()),
        (2, (replace(RULE, limit=parse_limit(80)),)),
        (3, Fraction(80)),
        (4, ("rost", "er")),
    ],
)
def test_whatever_a_reading_depends_on_changes_its_key(position: int, other: object) -> None:
    def key(digest: str, year: int, *rest: Any) -> str:
        return key_of(digest, load_framework(year), *rest)

    changed = [*BASE[:position], other, *BASE[position + 1 :]]
    assert key(*BASE) == key(*BASE) != key(*changed)


def test_another_program_version_changes_the_key(monkeypatch: pytest.MonkeyPatch) -> None:
    framework = load_framework(2568)
    before = key_of("d", framework, (), Fraction(85))
    monkeypatch.setattr(cache_module, "__version__", "99")
    assert key_of("d", framework, (), Fraction(85)) != before


def spoil_blob(path: Path) -> None:
    alter(path, "UPDATE readings SET value = zeroblob(length(value))")


def swap_blobs(path: Path) -> None:
    alter(path, "UPDATE readings SET value = (SELECT value FROM readings ORDER BY key LIMIT 1)")


@pytest.mark.parametrize(
    ("spoil", "left"),
    [
        (lambda path: path.write_bytes(b"no database"), 0),
        (lambda path: path.write_bytes(path.read_bytes()[:5000]), 0),
        (overwritten, 0),
        (another_program, 0),
        (lambda path: alter(path, "CREATE TRIGGER t AFTER UPDATE ON readings BEGIN SELECT 1; END"), 0),
        (spoil_blob, 0),
        (swap_blobs, 1),
        (Path.unlink, 0),
        (folder_instead, 0),
        (lambda path: path.write_bytes(b""), 0),
    ],
)
def test_a_damaged_cache_is_thrown_away_and_nothing_is_said(
    tmp_path: Path, readings: dict[str, ReturnSummary], spoil: Any, left: int
) -> None:
    cache, path = Cache(tmp_path), tmp_path / cache_module.FILE
    cache.put_many(readings.items())
    spoil(path)
    kept = cache.get_many(readings)
    assert kept.items() <= readings.items()
    assert len(kept) == left
    cache.put_many(readings.items())
    assert cache.get_many(readings) == ({} if path.is_dir() else readings)


def test_what_was_longest_out_of_use_goes_first(tmp_path: Path, readings: dict[str, ReturnSummary]) -> None:
    first, *others = readings.items()
    Cache(tmp_path).put_many([first])
    Cache(tmp_path).put_many(others[:2])
    Cache(tmp_path).get_many([first[0]])
    size = len(zlib.compress(f"{first[0]}\n{to_json(first[1])}".encode(), level=1))
    Cache(tmp_path, most=size * 3 + size // 2).put_many(others[2:])
    assert set(Cache(tmp_path).get_many(readings)) == {first[0], *(key for key, _ in others[2:])}


def test_a_folder_that_cannot_be_made_is_no_error(tmp_path: Path, readings: dict[str, ReturnSummary]) -> None:
    (tmp_path / "file").write_text("")
    cache = Cache(tmp_path / "file" / "cache")
    cache.put_many(readings.items())
    assert cache.get_many(readings) == {}


def test_a_cache_that_another_run_holds_is_read_and_not_thrown_away(
    tmp_path: Path, readings: dict[str, ReturnSummary], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ita_xlsx.store.sqlite_files._LOCK_SECONDS", 0)
    cache = Cache(tmp_path)
    cache.put_many(readings.items())
    other = sqlite3.connect(tmp_path / cache_module.FILE, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert cache.get_many(readings) == readings
    cache.put_many([("new", readings[next(iter(readings))])])
    other.close()
    assert cache.get_many([*readings, "new"]) == readings


RUNS = """
import sys
import zlib
from pathlib import Path
from ita_xlsx.store.cache import Cache
from ita_xlsx.catalogue import load_framework
from tests.store.samples import reading_of

reading, cache = reading_of(load_framework(2568), "P"), Cache(Path(sys.argv[1]))
for n in range(20):
    cache.put_many([(f"{sys.argv[2]}-{n}", reading)])
    assert cache.get_many([f"{sys.argv[2]}-{n}"]) == {f"{sys.argv[2]}-{n}": reading}
"""


def test_runs_at_the_same_time_keep_each_others_readings(tmp_path: Path) -> None:
    command = [sys.executable, "-c", RUNS, str(tmp_path)]
    runs = [subprocess.Popen([*command, str(n)], cwd=ROOT, env={**os.environ}) for n in range(3)]
    assert [run.wait(60) for run in runs] == [0, 0, 0]
    assert len(Cache(tmp_path).get_many(f"{run}-{n}" for run in range(3) for n in range(20))) == 60


def test_a_file_that_changed_its_name_is_told_by_the_new_one() -> None:
    kept = ReturnSummary(
        file="old.xlsx",
        modified=date(2026, 1, 1),
        findings=(make_finding(Code.FILE_DAMAGED, file="old.xlsx"), make_finding(Code.FILE_DAMAGED)),
    )
    now = rename_summary(kept, "new.xlsx", date(2026, 2, 2))
    assert (now.file, now.modified, [item.file for item in now.findings]) == (
        "new.xlsx",
        date(2026, 2, 2),
        ["new.xlsx", ""],
    )
    assert rename_summary(now, "new.xlsx", date(2026, 2, 2)) is now
