"""Check that the right LibreOffice is found, and that one that fails or hangs is reported and left."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from ita_xlsx.errors import OutputError
from ita_xlsx.model.agency import Agency
from ita_xlsx.office import libreoffice as program
from tests.office.filled_forms import form, steps_of
from tests.support.program import run


def test_without_libreoffice_it_is_said_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ITA_SOFFICE", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(program, "_usual_places", list)
    form(Path("a.xlsx"), Agency("P01", "สำนักงานหนึ่ง"), steps_of(1))
    for lang, word in (("en", "libreoffice.org"), ("th", "ติดตั้ง")):
        assert run("print", "a.xlsx", "-o", "out.pdf", "--lang", lang) == 3
        assert word in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["a.xlsx"]


# What can be in the place of LibreOffice: it does nothing, is none, hangs with a child, or leaves half a file.
FAKES = {
    "nothing": "exit 0",
    "fails": "exit 77",
    "hangs": "sleep 600 & echo $! >> {pids}; sleep 600",
    "half": 'for last; do :; done; while [ "$1" != --outdir ]; do shift; done; printf %%PDF-1.6 > "$2/0001.pdf"',
}


class Clock:
    """Plays the module ``time``: the time a program may take is over as soon as it has written its line to a file.

    So a program that hangs is given up neither before it has begun nor long after.
    """

    def __init__(self, lines: Path) -> None:
        self._lines = lines

    def monotonic(self) -> float:
        """Return a time that goes on by a day with each program that has begun."""
        begun = self._lines.read_text(encoding="utf-8").count("\n") if self._lines.exists() else 0
        return 86400.0 * begun


@pytest.mark.skipif(os.name != "posix", reason="the programs that play LibreOffice are shell scripts")
@pytest.mark.parametrize("fake", FAKES)
def test_a_program_that_makes_no_pages_is_told(
    fake: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    soffice = tmp_path / "soffice"
    soffice.write_text("#!/bin/sh\n" + FAKES[fake].replace("{pids}", str(tmp_path / "pid")) + "\n", encoding="utf-8")
    soffice.chmod(soffice.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("ITA_SOFFICE", str(soffice))
    monkeypatch.setattr(program, "time", Clock(tmp_path / "pid"))
    form(Path("a.xlsx"), Agency("P01", "สำนักงานหนึ่ง"), steps_of(1))
    assert run("print", "a.xlsx", "-o", "out.pdf", "--lang", "en") == 3
    said = capsys.readouterr()
    assert "C722" in said.out
    assert said.err == ""
    assert not Path("out.pdf").exists()
    if fake == "hangs":
        children = Path("pid").read_text(encoding="utf-8").split()
        assert len(children) == 2
        wait_for(lambda: not any(map(is_running, children)))


def wait_for(condition: Callable[[], bool]) -> None:
    """Return as soon as a condition holds; fail where it does not hold within a minute."""
    until = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < until
        time.sleep(0.01)


def is_running(process: str) -> bool:
    """Return whether a process runs; one that has ended and only waits to be counted does not."""
    try:
        state = Path("/proc", process, "stat").read_text(encoding="utf-8")
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state.rpartition(")")[2].split()[0] not in "ZX"


@pytest.mark.skipif(os.name != "posix", reason="the program that plays LibreOffice is a shell script")
def test_a_program_that_always_hangs_is_not_waited_for_file_by_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    soffice = tmp_path / "soffice"
    soffice.write_text(f"#!/bin/sh\necho once >> {tmp_path}/calls\nsleep 600\n", encoding="utf-8")
    soffice.chmod(0o755)
    monkeypatch.setattr(program, "time", Clock(tmp_path / "calls"))
    files = [tmp_path / f"{number}.xlsx" for number in range(9)]
    assert program.make_pages(str(soffice), files, tmp_path) == [None] * 9
    assert (tmp_path / "calls").read_text(encoding="utf-8").count("once") == 3


def test_the_newest_program_of_the_usual_places_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for version in ("07.6", "24.8"):
        folder = tmp_path / f"libreoffice{version}" / "program"
        folder.mkdir(parents=True)
        (folder / "soffice").write_text("", encoding="utf-8")
        (folder / "soffice").chmod(0o755)
    monkeypatch.delenv("ITA_SOFFICE", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(program, "_PLACES", {"linux": (f"{tmp_path}/none", f"{tmp_path}/libreoffice*/program")})
    assert Path(program.find_program()).parts[-3] == "libreoffice24.8"


def test_a_wrong_variable_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ITA_SOFFICE", "/nowhere/soffice")
    with pytest.raises(OutputError) as raised:
        program.find_program()
    assert raised.value.code == "C721"
