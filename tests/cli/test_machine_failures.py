"""Check that the machine's failures have their own sentence and code, end with code 3, and never blame a file."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from ita_xlsx import errors
from ita_xlsx.catalogue import load_framework
from ita_xlsx.intake.sources import Source, find_workbooks
from ita_xlsx.model.text.machine_reasons import reason_of
from tests.support.program import run
from tests.support.small_round import make_small_round

FRAMEWORK = load_framework(2568)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small round, and the current folder."""
    monkeypatch.setenv("ITA_LANG", "en")
    monkeypatch.chdir(tmp_path)
    return make_small_round(tmp_path, "P01 หนึ่ง.xlsx", "code,name,province\nP01,หนึ่ง,ตราด\nP02,สอง,ตราด\n")


def shell(line: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the program by a line of the shell; ``ita`` stands for it."""
    program = f'"{sys.executable}" -m ita_xlsx'
    words = {**os.environ, "ITA_LANG": "en", **environment}
    return subprocess.run(
        ["sh", "-c", line.replace("ita ", f"{program} ")], env=words, capture_output=True, text=True, check=False
    )


@pytest.mark.skipif(sys.platform == "win32", reason="the shell of this test")
@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("ita frameworks >&-", errno.EBADF),
        ("ita frameworks >/dev/full", errno.ENOSPC),
        ("ita --help >/dev/full", errno.ENOSPC),
    ],
)
def test_an_output_that_is_closed_or_full_is_told(line: str, reason: int) -> None:
    if "/dev/full" in line and not os.path.exists("/dev/full"):
        pytest.skip("this system has no full device")
    ended = shell(line)
    assert ended.returncode == 3
    assert ended.stderr.count("\n") == 1
    assert f"the output is closed or full ({reason_of(OSError(reason, os.strerror(reason)))[1]})" in ended.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="the shell of this test")
@pytest.mark.parametrize(
    "line", ["ita frameworks 2>&- | true", "ita frameworks -q >&- 2>&- <&-", "ita check none 2>/dev/full"]
)
def test_streams_that_nobody_reads_bring_no_traceback(line: str) -> None:
    ended = shell(line)
    assert ended.returncode in (0, 3)
    assert "Traceback" not in ended.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="the shell of this test")
def test_without_a_standard_output_a_workbook_is_still_written_whole(folder: Path) -> None:
    ended = shell("ita template --framework 2568 --blank -o blank.xlsx -q >&- <&-")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert run("check", "blank.xlsx", "-q") in (0, 1)


def test_a_report_goes_into_a_file(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("status", "in")  # writes its questions into decisions.xlsx, and says so
    capsys.readouterr()
    code = run("status", "in")
    shown = capsys.readouterr().out
    assert run("status", "in", "--report", "a.txt") == code
    assert capsys.readouterr().out == ""
    assert Path("a.txt").read_bytes().startswith(b"\xef\xbb\xbf")
    assert Path("a.txt").read_text(encoding="utf-8-sig") == shown
    assert run("status", "in", "--format", "json", "--report", "a.json") == code
    assert json.loads(Path("a.json").read_text(encoding="utf-8"))["command"] == "status"
    assert run("status", "in", "--report", "a.txt") == 3
    assert "C701" not in capsys.readouterr().out
    for name in ("in/P01 หนึ่ง.xlsx", "roster.csv", "round.toml"):
        before = Path(name).read_bytes()
        assert run("status", "in", "--force", "--report", name) == 2
        assert Path(name).read_bytes() == before


def refusing(error: OSError) -> Any:
    def refuse(*_: object, **__: object) -> Any:
        raise error

    return refuse


def failing_read(monkeypatch: pytest.MonkeyPatch, error: OSError) -> None:
    """Let every reading of a whole file fail so."""
    monkeypatch.setattr(Path, "read_bytes", refusing(error))
    monkeypatch.setattr(Path, "read_text", refusing(error))


def windows(number: int, answer: int) -> OSError:
    """An error as Windows gives it."""
    error = OSError(number, "failed")
    error.winerror = answer  # type: ignore[attr-defined, unused-ignore]
    return error


READ_FAILURES = [
    (OSError(errno.EIO, "input/output error"), "F128"),
    (OSError(errno.ENOMEM, "no memory"), "F128"),
    (OSError(errno.EMFILE, "too many files"), "F128"),
    (OSError(errno.ENOSPC, "full"), "F128"),
    (OSError(errno.ETIMEDOUT, "the network is gone"), "F128"),
    (OSError(errno.ENAMETOOLONG, "too long"), "F129"),
    (windows(errno.ENOENT, 206), "F129"),
    (windows(errno.EACCES, 32), "F126"),
    (PermissionError(errno.EACCES, "denied"), "F110"),
    (FileNotFoundError(errno.ENOENT, "gone"), "F101"),
]


@pytest.mark.parametrize(("error", "code"), READ_FAILURES)
def test_a_file_that_the_machine_cannot_read_is_not_damaged(
    folder: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, code: str
) -> None:
    path = folder / "in" / "P01 หนึ่ง.xlsx"
    failing_read(monkeypatch, error)
    with pytest.raises(errors.UnreadableWorkbook) as form:
        Source("a", path).read()
    with pytest.raises(errors.InputError) as settings, errors.input_errors(path):
        path.read_text()
    assert (form.value.code, settings.value.code) == (code, code)


@pytest.mark.parametrize(("error", "code"), READ_FAILURES[:7])
def test_a_path_that_cannot_be_looked_at_is_told_as_it_is(
    monkeypatch: pytest.MonkeyPatch, error: OSError, code: str
) -> None:
    monkeypatch.setattr(Path, "is_dir", refusing(error))
    sources, (finding,) = find_workbooks(["a.xlsx"])
    assert (sources, finding.code) == ((), code)


def test_a_mark_beside_a_file_says_that_another_program_holds_it(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "in" / "~$P01 หนึ่ง.xlsx").write_bytes(b"")
    failing_read(monkeypatch, PermissionError(errno.EACCES, "denied"))
    with pytest.raises(errors.UnreadableWorkbook) as caught:
        Source("a", folder / "in" / "P01 หนึ่ง.xlsx").read()
    assert caught.value.code == "F126"


@pytest.mark.parametrize("length", [259, 260])
def test_windows_calls_a_long_path_missing(monkeypatch: pytest.MonkeyPatch, length: int) -> None:
    monkeypatch.setattr("ita_xlsx.errors.sys.platform", "win32")
    path = "/" + "a" * (length - 1)
    missing = FileNotFoundError(errno.ENOENT, "missing")
    assert errors.read_fault(missing, Path(path))[0] == ("F129" if length > 259 else "F101")
    told = errors.machine_error(missing, path)
    assert (told.code if told else None) == ("C715" if length > 259 else None)


@pytest.mark.skipif(sys.platform == "win32", reason="a path that is too long here")
def test_a_path_that_is_too_long_stops_no_command(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = "ก" * 200 + ".xlsx"
    assert run("check", name) == 3
    assert "F129" in capsys.readouterr().out
    assert run("template", "--framework", "2568", "--blank", "-o", name) == 3
    assert "longer than this computer accepts" in capsys.readouterr().err
    assert run("status", "in", "--round", name) == 3
    assert "longer than this computer can open" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (OSError(errno.ENOSPC, "full"), "the disk or the temporary folder is full"),
        (OSError(errno.EIO, "broken"), "this computer cannot go on (the disk or network failed)"),
        (OSError(errno.EMFILE, "too many"), "this computer cannot go on (too many open files)"),
        (MemoryError(), "this computer cannot go on (not enough memory)"),
        (RuntimeError(), "the program failed (RuntimeError)"),
    ],
)
def test_what_nobody_foresaw_is_told_as_the_machines_or_ours(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], error: Exception, sentence: str
) -> None:
    monkeypatch.setattr("ita_xlsx.cli.check.find_returns", refusing(error))  # type: ignore[arg-type]
    assert run("check", "in") == 3
    assert sentence in capsys.readouterr().err


def test_no_temporary_folder_stops_the_run_and_blames_nobody(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from ita_xlsx import temporary

    monkeypatch.setattr(temporary, "_RUN_FOLDER", temporary._RunFolder())
    monkeypatch.setattr(
        "tempfile.gettempdir", refusing(FileNotFoundError(errno.ENOENT, "No usable temporary directory"))
    )
    assert run("check", "in") == 3
    shown = capsys.readouterr()
    assert "there is no temporary folder that can be written to" in shown.err
    assert "P01" not in shown.out


def test_one_form_that_cannot_be_written_leaves_the_others(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from ita_xlsx.output import safe_write

    real = safe_write.put_in_place

    def refuse_one(temporary: Path, path: Path) -> None:
        if "P01" in path.name:
            raise OSError(errno.EIO, "broken")
        real(temporary, path)

    monkeypatch.setattr(safe_write, "put_in_place", refuse_one)
    assert run("template", "-o", "forms") == 1
    assert [path.name[:11] for path in Path("forms").iterdir()] == ["ITA2568 P02"]
    shown = capsys.readouterr().out
    assert "C702" in shown
    assert "1 " in shown.splitlines()[0]
    monkeypatch.setattr(safe_write, "put_in_place", refusing(OSError(errno.EIO, "broken")))
    assert run("template", "-o", "none") == 3
