"""Check that a process which ends at once has printed everything, and leaves no child and no temporary file behind."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ita_xlsx.catalogue import load_framework
from ita_xlsx.cycle.templates import make_form
from ita_xlsx.model.agency import Agency
from ita_xlsx.model.round_settings import RoundSettings
from ita_xlsx.model.submission import Submission
from tests.conftest import EDITION

_YEAR = 2568


def _run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"TMPDIR": str(folder), "TEMP": str(folder), "TMP": str(folder)}
    command = (sys.executable, "-m", "ita_xlsx", *arguments)
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", env=environment, check=False)


@pytest.mark.parametrize("name", ["t", "t" * 100])
def test_a_command_with_children_ends_whole(tmp_path: Path, name: str) -> None:
    """The path of the folder for temporary files may be too long for a socket."""
    temporary, form = tmp_path / name, tmp_path / "form.xlsx"
    temporary.mkdir()
    form.write_bytes(
        make_form(load_framework(_YEAR), RoundSettings(), Submission(agency=Agency("P01", "สำนักงาน")), EDITION)
    )
    run = _run(temporary, "check", str(form), "--lang", "en")
    assert run.returncode == 1
    assert run.stdout.splitlines()[-1] == "1 files checked: 0 accepted, 1 rejected"
    assert not run.stderr
    assert not list(temporary.iterdir())


def test_the_exit_code_and_the_message_of_wrong_usage_come_through(tmp_path: Path) -> None:
    run = _run(tmp_path, "check", "--nothing", "--lang", "en")
    assert run.returncode == 2
    assert "No such option" in run.stderr


def test_a_long_text_is_printed_to_its_end(tmp_path: Path) -> None:
    run = _run(tmp_path, "--help")
    assert run.returncode == 0
    assert run.stdout.rstrip().splitlines()[-1].startswith("  close ")
