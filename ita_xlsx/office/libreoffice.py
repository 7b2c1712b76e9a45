"""Find LibreOffice on this computer, and run it to print workbooks to PDF.

Takes paths of workbooks; writes PDFs and a LibreOffice profile into a folder of the caller. Reads the disk to find the
program, and starts child processes.
"""

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
from ita_xlsx.model.findings.codes import Code
from ita_xlsx.model.progress import OnProgress
from ita_xlsx.office.join_pdf import is_pdf

ENVIRONMENT = "ITA_SOFFICE"
_NAMES = ("soffice", "libreoffice")
_PLACES = {
    "linux": (
        "/usr/lib/libreoffice/program", "/usr/lib64/libreoffice/program", "/opt/libreoffice*/program", "/snap/bin",
    ),
    "darwin": ("/Applications/LibreOffice.app/Contents/MacOS", "~/Applications/LibreOffice.app/Contents/MacOS"),
}  # fmt: skip
# Seconds. The first start writes a profile; a file takes 0.3 seconds, and 3 on a slow machine.
_START, _EACH, _LOOK = 90.0, 10.0, 0.2
# One file may never end. If so many files in a row do not, the fault is not in the files.
_MOST_HUNG = 2
# Without the name of the filter, LibreOffice would open a file that is no workbook as text, and print it.
_FILTERS = ("--infilter=Calc MS Excel 2007 XML", "--convert-to", "pdf:calc_pdf_Export")
# A workbook from outside must not run a macro or load anything from the network.
_SETTINGS = (
    ("org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("org.openoffice.Office.Calc/Content/Update", "Link", "1"),
    ("org.openoffice.Setup/Office", "ooSetupInstCompleted", "true"),
)
_ITEM = '<item oor:path="/{}"><prop oor:name="{}" oor:op="fuse"><value>{}</value></prop></item>'


def find_program() -> str:
    """Return the path of LibreOffice: from ``ITA_SOFFICE``, the search path, or the usual folders, in this order.

    Raise OutputError if there is none (C720), or if ``ITA_SOFFICE`` names no program (C721).
    """
    configured = os.environ.get(ENVIRONMENT)
    if configured:
        path = shutil.which(configured)
        if path is None:
            raise OutputError(Code.LIBREOFFICE_NOT_USABLE, name=configured, variable=ENVIRONMENT)
        return _callable_path(path)
    for name in _NAMES:
        if path := shutil.which(name) or shutil.which(name, path=os.pathsep.join(_usual_places())):
            return _callable_path(path)
    raise OutputError(Code.LIBREOFFICE_NOT_FOUND, variable=ENVIRONMENT)


def make_pages(
    program: str, files: Sequence[Path], folder: Path, progress: OnProgress | None = None
) -> list[Path | None]:
    """Print each workbook to a PDF in ``folder``; return the paths in order, None for a file without a PDF.

    The names of the files must differ without their suffix, too. One process prints all files. A file without a PDF
    after that, because of a crash or a file that takes too long, is printed once more in a process for this file.
    ``progress`` is called with (PDFs made, all files). Raise OutputError (C721) if LibreOffice does not start.
    """
    profile = folder / "profile"
    _write_settings(profile)
    made = [folder / f"{file.stem}.pdf" for file in files]

    def report() -> None:
        if progress is not None:
            progress(sum(map(_is_written, made)), len(made))

    _convert(program, profile, files, folder, report)
    hung_in_a_row = 0
    for file, pdf in zip(files, made, strict=True):
        if hung_in_a_row < _MOST_HUNG and not is_pdf(pdf):
            pdf.unlink(missing_ok=True)
            has_ended = _convert(program, profile, (file,), folder, report)
            hung_in_a_row = 0 if has_ended else hung_in_a_row + 1
    return [pdf if is_pdf(pdf) else None for pdf in made]


def _convert(program: str, profile: Path, files: Sequence[Path], folder: Path, report: Callable[[], None]) -> bool:
    """Print some files in one process; return True if the process ended in time.

    The exit code of the process does not show which files were printed. ``report`` is called again and again meanwhile.
    """
    command = (
        program, f"-env:UserInstallation={profile.absolute().as_uri()}", "--headless", "--norestore", "--nologo",
        "--nodefault", "--nolockcheck", *_FILTERS, "--outdir", str(folder), *map(str, files),
    )  # fmt: skip
    until = time.monotonic() + _START + _EACH * len(files)
    try:
        process = _start(command, folder)
    except OSError as error:
        raise OutputError(Code.LIBREOFFICE_NOT_USABLE, name=program, variable=ENVIRONMENT) from error
    try:
        while process.poll() is None and time.monotonic() < until:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(_LOOK)
            report()
        return process.poll() is not None
    finally:
        _end(process)


def _start(command: Sequence[str], folder: Path) -> subprocess.Popen[bytes]:
    """Start a command without a window, in a process group of its own."""
    nothing = subprocess.DEVNULL
    if sys.platform == "win32":
        flags = subprocess.CREATE_NO_WINDOW
        return subprocess.Popen(command, stdin=nothing, stdout=nothing, stderr=nothing, cwd=folder, creationflags=flags)
    return subprocess.Popen(
        command, stdin=nothing, stdout=nothing, stderr=nothing, cwd=folder, start_new_session=True
    )  # fmt: skip


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the process and all its children: the command is a script or launcher that starts the program as a child."""
    if sys.platform == "win32":
        if process.poll() is None:
            command = ("taskkill", "/F", "/T", "/PID", str(process.pid))
            subprocess.run(command, capture_output=True, check=False)
    else:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _usual_places() -> list[str]:
    """Return the folders in which LibreOffice is usually installed; of several versions the newest first."""
    if sys.platform == "win32":
        roots = (os.environ.get(name) for name in ("ProgramFiles", "ProgramW6432", "ProgramFiles(x86)"))
        return [str(Path(root) / "LibreOffice" / "program") for root in roots if root]
    folders: list[str] = []
    for place in _PLACES.get(sys.platform, _PLACES["linux"]):
        path = Path(place).expanduser()
        folders += sorted(map(str, Path(path.anchor).glob(str(path.relative_to(path.anchor)))), reverse=True)
    return folders


def _callable_path(path: str) -> str:
    """Return the absolute path of the program; on Windows that of ``soffice.com``, which waits for the program to end.

    The program ``soffice.exe`` itself returns at once.
    """
    program = Path(path).absolute()
    waiting = program.with_suffix(".com")
    return str(waiting if program.suffix.lower() == ".exe" and waiting.is_file() else program)


def _is_written(pdf: Path) -> bool:
    """Return True if a file exists and is not empty."""
    return pdf.is_file() and pdf.stat().st_size > 0


def _write_settings(profile: Path) -> None:
    """Write the settings of a separate profile, so that another LibreOffice of the same user is not disturbed."""
    items = "\n".join(_ITEM.format(*setting) for setting in _SETTINGS)
    file = profile / "user" / "registrymodifications.xcu"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry">\n'
        f"{items}\n</oor:items>\n",
        encoding="utf-8",
    )
