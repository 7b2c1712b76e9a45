"""M1-M4: archives, failures of the machine, Thai that looks the same, and texts that stand outside the cells."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
import time
import unicodedata
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from unittest import mock

import openpyxl
from openpyxl.comments import Comment

from benchmarks.gate import Gate
from ita_xlsx.catalogue import load_offices
from ita_xlsx.cycle.receive import receive_path
from ita_xlsx.errors import ChildrenError, UnreadableWorkbook
from ita_xlsx.intake.isolation import fork_server, worker
from ita_xlsx.intake.sources import Source, find_workbooks
from ita_xlsx.model.agency import Roster
from tests.hostile.verdict import NOWHERE
from tests.intake.test_odd_cells import anchor, text_box
from tests.support.cells import Place
from tests.support.program import run
from tests.support.returned_steps import drawn_over

# An archive may take so many times as long as the same files in a folder, and seconds for its directory.
_SLOWER, _DIRECTORY = 3.0, 2.0
_MEMBERS = 20_000
_REMARK = "ยังไม่ใช่คะแนนสุดท้าย"
_SCORE_SHEETS = ("IIT", "EIT", "OIT")
_FILLED_SHEETS = ("ข้อมูลหน่วยงาน", *_SCORE_SHEETS, "คะแนนประกาศ")
_PROVINCES = ("ลำปาง", "กำแพงเพชร", "พระนครศรีอยุธยา")


def run_machine(folder: Path, form: Path) -> list[Gate]:
    """Run the gates that are about what surrounds a form."""
    folder.mkdir(parents=True, exist_ok=True)
    return [
        _archive_names(folder / "names"),
        _password(folder / "password", form),
        _large_archive(folder / "large"),
        *_machine(folder / "failures", form),
        _lookalikes(),
        _outside_texts(folder / "outside", form),
    ]


def _archive_names(folder: Path) -> Gate:
    """M1: names of members in UTF-8 and in the Thai code page, with and without the flag of UTF-8, come as sent."""
    folder.mkdir()
    wrong = 0
    names = [f"{agency.code} {agency.name}.xlsx" for province in _PROVINCES for agency in load_offices(province)]
    for encoding in ("utf-8", "cp874"):
        path = folder / f"{encoding}.zip"
        with zipfile.ZipFile(path, "w") as archive:
            for name in names:
                archive.writestr(_NamedByBytes(name, encoding), b"PK")
        sources, _ = find_workbooks([str(path)])
        wrong += len(set(names) - {source.name.rpartition("/")[2] for source in sources})
    return Gate("M1", "names in archives of two code pages read otherwise", 2 * len(names), wrong)


class _NamedByBytes(zipfile.ZipInfo):
    """An entry whose name is written in an encoding, without a flag, as old programs do."""

    def __init__(self, name: str, encoding: str) -> None:
        """Name the entry."""
        super().__init__(name)
        self._encoding = encoding

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:
        return self.filename.encode(self._encoding), 0


def _password(folder: Path, form: Path) -> Gate:
    """M1: members of an archive with a password are told so, whatever they are."""
    folder.mkdir()
    wrong = 0
    for number, suffix in enumerate((".xlsx", ".xlsm", ".xls", ".csv", ".ods")):
        path = folder / f"{number}.zip"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr(f"P01{suffix}", form.read_bytes())
        data = bytearray(path.read_bytes())
        for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
            data[data.rindex(mark) + place if mark == b"PK\x01\x02" else place] |= 1
        path.write_bytes(data)
        sources, _ = find_workbooks([str(path)])
        wrong += _code_of(sources[0].read) != "F103"
    return Gate("M1", "members with a password told as anything else", 5, wrong)


def _large_archive(folder: Path) -> Gate:
    """M1: 20,000 members of an archive are found and read in the time of the same files of a folder."""
    files = folder / "files"
    files.mkdir(parents=True)
    for number in range(_MEMBERS):
        (files / f"{number:05d}.xlsx").write_bytes(b"PK")
    archive = folder / "files.zip"
    with zipfile.ZipFile(archive, "w") as stream:
        for number in range(_MEMBERS):
            stream.writestr(f"{number:05d}.xlsx", b"PK")
    seconds, lost = [], 0
    for path in (files, archive):
        start = time.perf_counter()
        sources, _ = find_workbooks([str(path)])
        lost += _MEMBERS - sum(source.read() == b"PK" for source in sources)
        seconds.append(time.perf_counter() - start)
    too_slow = seconds[1] > _SLOWER * seconds[0] + _DIRECTORY
    shown = f"folder {seconds[0]:.1f} s, .zip {seconds[1]:.1f} s"
    return Gate(
        "M1", f"of {_MEMBERS:,} members lost, or slower than files", _MEMBERS, lost + too_slow * _MEMBERS, shown
    )


def _machine(folder: Path, form: Path) -> Iterator[Gate]:
    """M2: each failure of the machine ends with code 3 and its own sentence; no traceback, and no file is blamed."""
    folder.mkdir()
    shutil.copy(form, folder / "form.xlsx")
    program = f'"{sys.executable}" -m ita_xlsx'
    lines = {
        "closed output": (f"{program} check form.xlsx >&-", "the output is closed or full"),
        "full output": (f"{program} check form.xlsx >/dev/full", "the output is closed or full"),
        "nobody reads": (f"{program} check form.xlsx | true", ""),
        "no temporary folder": (f"{program} check form.xlsx", "no temporary folder"),
    }
    for name, (line, sentence) in lines.items():
        words = {**os.environ, "ITA_LANG": "en"}
        if name == "no temporary folder":
            line = f'{sys.executable} -c "{_NO_TEMPORARY_FOLDER}" check form.xlsx'
        ended = subprocess.run(["sh", "-c", line], cwd=folder, env=words, capture_output=True, text=True, check=False)
        is_wrong = "Traceback" in ended.stderr or sentence not in ended.stderr or "F1" in ended.stdout
        yield Gate("M2", f"{name}: told otherwise, or a file blamed", 1, is_wrong)
    yield Gate("M2", "no children: told otherwise, or a file blamed", 1, _without_children(folder))
    yield _refused_reads(folder)


_NO_TEMPORARY_FOLDER = (
    "import tempfile; tempfile._candidate_tempdir_list = lambda: []; from ita_xlsx.cli import main; main()"
)


def _without_children(folder: Path) -> bool:
    """Return True if a machine that starts no process is told as anything but that."""
    error = OSError(errno.EAGAIN, os.strerror(errno.EAGAIN))
    with (
        mock.patch.object(worker, "_POOL", worker.ChildPool()),
        mock.patch.object(fork_server, "start_server") as start,
    ):
        start.side_effect = error
        try:
            receive_path(folder / "form.xlsx", NOWHERE)
        except ChildrenError as caught:
            return caught.code != "C712"
    return True


def _refused_reads(folder: Path) -> Gate:
    """M2: a file that is held, too long a path, a failing disk: none is called damaged."""
    failures = {
        PermissionError(errno.EACCES, "held"): "F126",
        OSError(errno.ENAMETOOLONG, "long"): "F129",
        **{OSError(number, "x"): "F128" for number in (errno.EIO, errno.ENOMEM, errno.EMFILE, errno.ENOSPC)},
    }
    (folder / "~$form.xlsx").write_bytes(b"")
    wrong = 0
    for error, code in failures.items():
        with mock.patch.object(Path, "read_bytes", side_effect=error):
            wrong += _code_of(Source("form", folder / "form.xlsx").read) != code
    wrong += run("check", "ก" * 300, "-q") != 3
    return Gate("M2", "held, long or failing: told otherwise", len(failures) + 1, wrong)


def _lookalikes() -> Gate:
    """M3: every name of three provinces, written in ten ways that look alike, is the agency it was."""
    cases = wrong = 0
    for province in _PROVINCES:
        roster = Roster(load_offices(province))
        for agency in roster.agencies:
            for way in _WAYS:
                cases += 1
                wrong += roster.all_named(way(agency.name)) != (agency,)
    return Gate("M3", "names that look alike taken for others", cases, wrong)


_MARKS = dict.fromkeys("ัิีึืุู็่้๊๋์")
_WAYS: tuple[Callable[[str], str], ...] = (
    lambda text: text.replace("ำ", "ํา"),
    lambda text: unicodedata.normalize("NFKD", text),
    lambda text: text.replace("แ", "เเ"),
    lambda text: "\u200b".join(text),
    lambda text: f"\ufeff{text}\u200b ",
    lambda text: text.replace("า", "\u00adา"),
    lambda text: text.replace("จังหวัด", " \u00a0จังหวัด"),
    lambda text: "".join(char * 2 if char in _MARKS else char for char in text),
    lambda text: text.replace("ำ", "\u0e4d\u200d\u0e32"),
    lambda text: f"  {text}\u2060\t",
)


def _outside_texts(folder: Path, form: Path) -> Gate:
    """M4: a comment and a text box over each sheet that the agency fills in are told, with the sheet."""
    folder.mkdir()
    wrong = cases = 0
    for name in _FILLED_SHEETS:
        book = openpyxl.load_workbook(form)
        book[name]["B3"].comment = Comment(_REMARK, "x")
        path = folder / f"{name}-comment.xlsx"
        book.save(path)
        cases, wrong = cases + 1, wrong + (not _is_told(path, "X310", name))
    for name in _SCORE_SHEETS:
        path = folder / f"{name}-box.xlsx"
        book = openpyxl.load_workbook(form)
        book.save(path)
        drawn = drawn_over(path, name, anchor(Place(name, "D9"), text_box(_REMARK)))
        cases, wrong = cases + 1, wrong + (not _is_told(drawn, "X317", name))
    return Gate("M4", "texts outside the cells that are not told", cases, wrong)


def _is_told(path: Path, code: str, sheet: str) -> bool:
    return any(
        (item.code, item.sheet) == (code, sheet) and _REMARK in (item.value or "")
        for item in receive_path(path, NOWHERE).findings
    )


def _code_of(read: Callable[[], object]) -> str:
    """Return the code of the error with which a file is refused; empty if it is read."""
    try:
        read()
    except UnreadableWorkbook as error:
        return error.code
    return ""
