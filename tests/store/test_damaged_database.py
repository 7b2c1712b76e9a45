"""Check that a database that is damaged, foreign, locked or half written is left as it was."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ita_xlsx.catalogue import load_framework
from ita_xlsx.errors import InputError, OutputError
from ita_xlsx.model.round_state import RoundState
from ita_xlsx.store.columns import AGENCIES
from ita_xlsx.store.database import add_round, read_earlier
from ita_xlsx.store.shapes import Row
from ita_xlsx.store.tidy_tables import RoundTable, tables
from tests.store.samples import (
    alter,
    another_program,
    dump,
    folder_instead,
    not_ours,
    overwritten,
    province_of,
    written,
)
from tests.support.paths import ROOT


def later_version(path: Path) -> None:
    alter(path, "UPDATE about SET value = '99' WHERE key = 'schema'")


def with_trigger(path: Path) -> None:
    alter(path, "CREATE TRIGGER t AFTER INSERT ON scores BEGIN DELETE FROM findings; END")


def with_view(path: Path) -> None:
    alter(path, "DROP TABLE scores", "CREATE VIEW scores AS SELECT 1")


def with_false_score(path: Path) -> None:
    alter(path, "UPDATE scores SET score_exact = '1/0'")


def with_high_score(path: Path) -> None:
    alter(path, "UPDATE scores SET score_exact = '101/1'")


def with_false_text(path: Path) -> None:
    alter(path, "UPDATE scores SET subject = CAST(x'ff' AS TEXT) WHERE subject = 'i1'")


def cut_off(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-8192])


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (lambda path: path.write_bytes(b"PK\3\4 no database"), "K101"),
        (lambda path: path.write_bytes(b""), "K101"),
        (another_program, "K101"),
        (lambda path: path.write_bytes(b"SQLite format 3\0" + b"x" * 5000), "K102"),
        (later_version, "K103"),
        (with_trigger, "K101"),
        (with_view, "K101"),
        (with_false_score, "K102"),
        (with_high_score, "K102"),
        (with_false_text, "K102"),
        (cut_off, "K102"),
        (overwritten, "K102"),
        (Path.unlink, "F101"),
        (folder_instead, "F109"),
    ],
)
def test_what_is_no_sound_database_of_ours_is_refused(
    tmp_path: Path, province: RoundState, spoil: Any, code: str
) -> None:
    path = written(tmp_path, province_of(load_framework(2567)))
    spoil(path)
    with pytest.raises(InputError) as error:
        read_earlier(path, province.framework, province.framework.year)
    assert error.value.code == code


@pytest.mark.parametrize("spoil", [not_ours, with_trigger, cut_off, overwritten])
def test_a_database_that_is_refused_stays_as_it_is(tmp_path: Path, province: RoundState, spoil: Any) -> None:
    path = tmp_path / "ita.sqlite"
    if spoil is not not_ours:
        written(tmp_path, province)
    spoil(path)
    before = path.read_bytes()
    with pytest.raises(InputError):
        add_round(path, province)
    assert path.read_bytes() == before


def test_a_database_in_use_and_a_folder_that_is_none_are_told(
    tmp_path: Path, province: RoundState, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ita_xlsx.store.sqlite_files._LOCK_SECONDS", 0)
    path = written(tmp_path, province)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(InputError) as error:
        add_round(path, province)
    other.close()
    assert error.value.code == "K105"
    with pytest.raises(OutputError) as refused:
        add_round(tmp_path / "nowhere" / "ita.sqlite", province)
    assert refused.value.code == "C702"


KILLED = """
import os, signal, sys
from pathlib import Path
from ita_xlsx.store import database
from ita_xlsx.catalogue import load_framework
from tests.store.samples import province_of

class Dying:
    shape = database.TIDY[1]
    def rows(self):
        for n in range(int(sys.argv[2])):
            yield 2568, f"{n:09}", "x" * 500, "answer", "i1", None, None, None, "missing", False
        os.kill(os.getpid(), signal.SIGKILL)

real = database.tables
database.tables = lambda province, **_: (real(province)[0], Dying())
database.add_round(Path(sys.argv[1]), province_of(load_framework(2568)))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
@pytest.mark.parametrize("rows", [0, 10, 20_000])
def test_a_kill_in_the_middle_leaves_the_old_data(tmp_path: Path, province: RoundState, rows: int) -> None:
    path = written(tmp_path, province_of(load_framework(2567)), province)
    before = dump(path, 2567), dump(path, 2568)
    ran = subprocess.run([sys.executable, "-c", KILLED, str(path), str(rows)], cwd=ROOT, check=False)
    assert ran.returncode == -signal.SIGKILL
    assert (dump(path, 2567), dump(path, 2568)) == before
    add_round(path, province)
    assert (dump(path, 2567), dump(path, 2568)) == before


def test_an_error_in_the_middle_leaves_the_old_data(
    tmp_path: Path, province: RoundState, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path, province)
    before = path.read_bytes()

    def stopped() -> Iterator[Row]:
        yield from tables(province)[0].rows()
        raise KeyboardInterrupt

    monkeypatch.setattr("ita_xlsx.store.database.tables", lambda _, **options: (RoundTable(AGENCIES, stopped),))
    with pytest.raises(KeyboardInterrupt):
        add_round(path, province)
    assert path.read_bytes() == before
    assert [item.name for item in tmp_path.iterdir()] == ["ita.sqlite"]


def test_what_a_kill_left_of_a_database_is_swept(tmp_path: Path) -> None:
    from ita_xlsx.output.safe_write import write_file

    script = "from ita_xlsx.temporary import prefix_beside; print(prefix_beside())"
    gone = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, text=True)
    left = [tmp_path / f"{gone.stdout.strip()}x{tail}" for tail in (".tmp", ".tmp-journal")]
    for path in left:
        path.write_bytes(b"")
    write_file(tmp_path / "a.txt", b"a", force=False)
    assert [path for path in left if path.exists()] == []
