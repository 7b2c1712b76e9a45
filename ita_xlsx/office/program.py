"""Where LibreOffice is, and how one process of it turns workbooks into PDF."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from ita_xlsx.errors import OutputError
from ita_xlsx.office.pages import is_pdf

ENVIRONMENT = "ITA_SOFFICE"
_NAMES = ("soffice", "libreoffice")
_PLACES = {
    "linux": (
        "/usr/lib/libreoffice/program", "/usr/lib64/libreoffice/program", "/opt/libreoffice*/program", "/snap/bin",
    ),
    "darwin": ("/Applications/LibreOffice.app/Contents/MacOS", "~/Applications/LibreOffice.app/Contents/MacOS"),
}  # fmt: skip
# The first start writes a profile; a file takes a third of a second, on a slow machine ten times that.
_START, _EACH, _LOOK = 90.0, 10.0, 0.2
# One file may keep it busy for ever; when so many in a row do, it is not the files.
_MOST_HUNG = 2
# Without the name of the filter whatever is no workbook would be opened as a text, and printed.
_FILTERS = ("--infilter=Calc MS Excel 2007 XML", "--convert-to", "pdf:calc_pdf_Export")
# A workbook that people have had in hand runs nothing and fetches nothing.
_SETTINGS = (
    ("org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("org.openoffice.Office.Calc/Content/Update", "Link", "1"),
    ("org.openoffice.Setup/Office", "ooSetupInstCompleted", "true"),
)
_ITEM = '<item oor:path="/{}"><prop oor:name="{}" oor:op="fuse"><value>{}</value></prop></item>'

OnProgress = Callable[[int, int], None]


def find_program() -> str:
    """LibreOffice as ``ITA_SOFFICE`` names it, on the path, or where it is usually installed.

    Raises OutputError (C720, C721) where it is not there.
    """
    named = os.environ.get(ENVIRONMENT)
    if named:
        found = shutil.which(named)
        if found is None:
            raise OutputError("C721", name=named, variable=ENVIRONMENT)
        return _as_called(found)
    for name in _NAMES:
        if found := shutil.which(name) or shutil.which(name, path=os.pathsep.join(_usual_places())):
            return _as_called(found)
    raise OutputError("C720", variable=ENVIRONMENT)


def make_pages(
    program: str, files: Sequence[Path], folder: Path, progress: OnProgress | None = None
) -> list[Path | None]:
    """The PDF of each workbook, in order, made in ``folder``; None for one that LibreOffice does not print.

    The names of the files differ by more than their suffix. One process makes them all; what a crash or a file that
    takes too long kept from being made is tried again, each by itself. ``progress`` is told (made, in all).
    """
    profile = folder / "profile"
    _write_settings(profile)
    made = [folder / f"{file.stem}.pdf" for file in files]

    def told() -> None:
        if progress is not None:
            progress(sum(map(_is_there, made)), len(made))

    _convert(program, profile, files, folder, told)
    hung = 0
    for file, pdf in zip(files, made, strict=True):
        if hung < _MOST_HUNG and not is_pdf(pdf):
            pdf.unlink(missing_ok=True)
            hung = 0 if _convert(program, profile, (file,), folder, told) else hung + 1
    return [pdf if is_pdf(pdf) else None for pdf in made]


def _convert(program: str, profile: Path, files: Sequence[Path], folder: Path, told: Callable[[], None]) -> bool:
    """Let one process print some files, and say whether it came to an end; its exit code says nothing of them."""
    command = (
        program, f"-env:UserInstallation={profile.absolute().as_uri()}", "--headless", "--norestore", "--nologo",
        "--nodefault", "--nolockcheck", *_FILTERS, "--outdir", str(folder), *map(str, files),
    )  # fmt: skip
    until = time.monotonic() + _START + _EACH * len(files)
    try:
        process = _start(command, folder)
    except OSError as error:
        raise OutputError("C721", name=program, variable=ENVIRONMENT) from error
    try:
        while process.poll() is None and time.monotonic() < until:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(_LOOK)
            told()
        return process.poll() is not None
    finally:
        _end(process)


def _start(command: Sequence[str], folder: Path) -> subprocess.Popen[bytes]:
    nothing = subprocess.DEVNULL
    if sys.platform == "win32":
        flags = subprocess.CREATE_NO_WINDOW
        return subprocess.Popen(command, stdin=nothing, stdout=nothing, stderr=nothing, cwd=folder, creationflags=flags)
    return subprocess.Popen(
        command, stdin=nothing, stdout=nothing, stderr=nothing, cwd=folder, start_new_session=True
    )  # fmt: skip


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the process with all it started: the program itself is a child of what was called."""
    if sys.platform == "win32":
        if process.poll() is None:
            command = ("taskkill", "/F", "/T", "/PID", str(process.pid))
            subprocess.run(command, capture_output=True, check=False)
    else:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _usual_places() -> list[str]:
    if sys.platform == "win32":
        roots = (os.environ.get(name) for name in ("ProgramFiles", "ProgramW6432", "ProgramFiles(x86)"))
        return [str(Path(root) / "LibreOffice" / "program") for root in roots if root]
    places = _PLACES.get(sys.platform, _PLACES["linux"])
    found: list[str] = []
    for place in places:
        path = Path(place).expanduser()
        found += sorted(map(str, Path(path.anchor).glob(str(path.relative_to(path.anchor)))), reverse=True)
    return found


def _as_called(found: str) -> str:
    """The program from wherever it is called; on Windows the one beside it that waits until it has finished."""
    program = Path(found).absolute()
    beside = program.with_suffix(".com")
    return str(beside if program.suffix.lower() == ".exe" and beside.is_file() else program)


def _is_there(pdf: Path) -> bool:
    return pdf.is_file() and pdf.stat().st_size > 0


def _write_settings(profile: Path) -> None:
    """The settings of a profile of our own: another LibreOffice of the same user is never disturbed."""
    items = "\n".join(_ITEM.format(*setting) for setting in _SETTINGS)
    file = profile / "user" / "registrymodifications.xcu"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry">\n'
        f"{items}\n</oor:items>\n",
        encoding="utf-8",
    )
