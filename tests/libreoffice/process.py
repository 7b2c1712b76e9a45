"""Start one soffice process with its office user, send it requests, and end it."""

import functools
import json
import os
import re
import secrets
import shutil
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path

OFFICE_USER = Path(__file__).with_name("office_user.py")
SECONDS_TO_LEAVE = 10

# Recalculate on opening, or cached values would be read back and prove nothing; read what is typed by one
# locale and complain in English, whatever this machine speaks; skip the costly work of a first start.
SETTINGS = (
    ("org.openoffice.Office.Calc/Formula/Load", "OOXMLRecalcMode", "0"),
    ("org.openoffice.Office.Calc/Formula/Load", "ODFRecalcMode", "0"),
    ("org.openoffice.Setup/L10N", "ooSetupSystemLocale", "{locale}"),
    ("org.openoffice.Setup/L10N", "ooLocale", "en-US"),
    ("org.openoffice.Setup/Product", "ooSetupLastVersion", "{version}"),
)
ITEM = '<item oor:path="/{}"><prop oor:name="{}" oor:op="fuse"><value>{}</value></prop></item>'


class OfficeError(Exception):
    """LibreOffice or its office user did not do what was asked; the message says why."""


@functools.cache
def find_soffice() -> str | None:
    return shutil.which("soffice") or shutil.which("libreoffice")


@functools.cache
def find_uno_python() -> str | None:
    """Return a Python that can import uno: a virtual environment seldom can, the system's own usually can."""
    for python in (sys.executable, "/usr/bin/python3"):
        with suppress(OSError):
            if subprocess.run((python, "-c", "import uno"), capture_output=True, check=False).returncode == 0:
                return python
    return None


class Process:
    """An office user and the soffice it started, in one process group; both also end when this Python does."""

    def __init__(self, folder: Path, fontconfig: Path | None, locale: str) -> None:
        python, soffice = find_uno_python(), find_soffice()
        if python is None or soffice is None:
            raise OfficeError("LibreOffice or its Python is not installed")
        profile, pipe = folder / "profile", f"office-user-{os.getpid()}-{secrets.token_hex(4)}"
        write_settings(profile, soffice, locale)
        self._log = folder / "office_user.log"
        command = (
            *(python, str(OFFICE_USER), pipe, soffice, f"-env:UserInstallation={profile.as_uri()}"),
            *("--headless", "--norestore", "--nologo", "--nodefault"),
            f"--accept=pipe,name={pipe};urp;StarOffice.ComponentContext",
        )
        environ = {**os.environ, "LC_ALL": "C.UTF-8"}
        if fontconfig is not None:
            environ["FONTCONFIG_FILE"] = str(fontconfig)
        with self._log.open("wb") as log:
            self._office_user = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
                env=environ,
                start_new_session=True,
            )

    @property
    def alive(self) -> bool:
        return self._office_user.poll() is None

    def ask(self, request: object, timeout: float) -> list[float | str]:
        """Return the values asked for; raise OfficeError on a refusal, or when no answer comes in time."""
        office_user, late = self._office_user, threading.Event()
        assert office_user.stdin is not None
        assert office_user.stdout is not None

        def give_up() -> None:
            late.set()
            self._kill()

        timer = threading.Timer(timeout, give_up)
        timer.start()
        try:
            with suppress(BrokenPipeError):
                office_user.stdin.write(json.dumps(request) + "\n")
                office_user.stdin.flush()
            line = office_user.stdout.readline()
        finally:
            timer.cancel()
        if late.is_set() or not line:
            self.end()
            words = self._log.read_text(encoding="utf-8", errors="replace").splitlines() or ["no word"]
            raise OfficeError(f"no answer in {timeout:g} s" if late.is_set() else f"LibreOffice died: {words[-1]}")
        answer = json.loads(line)
        if "error" in answer:
            raise OfficeError(answer["error"])
        values: list[float | str] = answer["values"]
        return values

    def end(self) -> None:
        """Let the office user close LibreOffice, then end whatever is left of the group."""
        try:
            self._office_user.communicate(timeout=SECONDS_TO_LEAVE)
        except subprocess.TimeoutExpired:
            self._kill()
            self._office_user.communicate()
        self._kill()

    def _kill(self) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self._office_user.pid, signal.SIGKILL)


def write_settings(profile: Path, soffice: str, locale: str) -> None:
    spoken = subprocess.run((soffice, "--version"), capture_output=True, text=True, check=False).stdout
    found = re.search(r"\d+\.\d+", spoken)
    version = found.group() if found else ""
    items = "\n".join(ITEM.format(*setting).format(version=version, locale=locale) for setting in SETTINGS)
    file = profile / "user" / "registrymodifications.xcu"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry">\n'
        f"{items}\n</oor:items>\n",
        encoding="utf-8",
    )
