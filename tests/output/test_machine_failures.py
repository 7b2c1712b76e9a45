"""Check that a failure of the machine has its own sentence, and leaves the old file whole."""

from __future__ import annotations

import errno
import os
import tempfile
from pathlib import Path

import pytest

from ita_xlsx.errors import OutputError
from ita_xlsx.intake.isolation.parcels import shared_value
from ita_xlsx.output.safe_write import write_file


@pytest.mark.parametrize(
    ("number", "code"),
    [(errno.ENOSPC, "C714"), (errno.EDQUOT, "C714"), (errno.ENAMETOOLONG, "C715"), (errno.EIO, "C702")],
)
def test_a_failure_of_the_disk_is_told_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, code: str
) -> None:
    target = tmp_path / "a.txt"
    target.write_bytes(b"old")

    def fail(_: int) -> None:
        raise OSError(number, "failed")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OutputError) as caught:
        write_file(target, b"new", force=True)
    assert (caught.value.code, target.read_bytes()) == (code, b"old")
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_a_full_temporary_folder_is_told_and_no_file_is_blamed(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(**_: str) -> tuple[int, str]:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(tempfile, "mkstemp", fail)
    with pytest.raises(OutputError) as caught, shared_value("x"):
        pass
    assert (caught.value.code, caught.value.params["name"]) == ("C714", tempfile.gettempdir())
