"""Open a workbook in LibreOffice on a virtual screen of 1366x768, and take the picture of what is seen.

Xvfb keeps its screen in a file, from which the picture is read; nothing else is needed to take it.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import struct
import subprocess
import time
import zipfile
import zlib
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from tests.libreoffice.process import SECONDS_TO_LEAVE, OfficeError, find_soffice, write_settings

WIDTH, HEIGHT = 1366, 768
# A column of pixels within the headers of rows, left of their numbers; what is as dark as the lines between them.
_BESIDE_NUMBERS, _DARK = 4, 60
# Menus and tool bars are above the headers of columns; tabs and the line of the state are below the cells.
_ABOVE, _BELOW = 100, 55
_LEAST_ROWS = 4
_SECONDS, _STILL = 60.0, 1.5
_SHEET_FILE = re.compile(r"xl/worksheets/sheet(\d+)\.xml")


class Picture(NamedTuple):
    """What a screen of 1366x768 shows: three bytes a pixel, line after line."""

    pixels: bytes

    def color(self, top: int) -> tuple[int, int, int]:
        """Return red, green and blue of a pixel within the headers of rows."""
        first = 3 * (top * WIDTH + _BESIDE_NUMBERS)
        red, green, blue = self.pixels[first : first + 3]
        return red, green, blue

    def row_ends(self) -> list[int]:
        """Return where each row ends that is whole, in pixels below the headers of columns.

        The header of a row ends with a dark line. That of the row of the chosen cell, which is blue, ends where the
        next one begins.
        """
        is_line = [max(self.color(top)) < _DARK for top in range(HEIGHT)]
        is_blue = [(color := self.color(top))[2] > 2 * color[0] for top in range(HEIGHT)]
        first = next((top for top in range(_ABOVE, HEIGHT) if is_line[top]), HEIGHT) + 1
        ends = list[int]()
        for top in range(first, HEIGHT - _BELOW):
            ends_here = is_line[top] and not is_line[top - 1]
            if ends_here or (is_blue[top - 1] and not is_blue[top] and not is_line[top]):
                ends.append(top - first + 1)
        return ends

    def save(self, path: Path) -> None:
        """Write a PNG."""
        lines = (b"\0" + self.pixels[3 * WIDTH * top : 3 * WIDTH * (top + 1)] for top in range(HEIGHT))
        head = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0)
        parts = ((b"IHDR", head), (b"IDAT", zlib.compress(b"".join(lines))), (b"IEND", b""))
        path.write_bytes(
            b"\x89PNG\r\n\x1a\n"
            + b"".join(
                struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
                for name, data in parts
            )
        )


def missing() -> str | None:
    """Return why no picture can be taken here, or None when it can."""
    return None if shutil.which("Xvfb") else "a virtual screen (xvfb) is not installed"


def open_at(source: Path, target: Path, number: int) -> None:
    """Copy a workbook so that it opens with another sheet, which counts from 1."""
    with zipfile.ZipFile(source) as package, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as copy:
        for name in package.namelist():
            data = package.read(name).decode("utf-8") if name.endswith(".xml") else ""
            if name == "xl/workbook.xml":
                data = re.sub(r' (activeTab|firstSheet)="\d+"', "", data)
                data = data.replace("<workbookView ", f'<workbookView activeTab="{number - 1}" ')
            if found := _SHEET_FILE.fullmatch(name):
                data = data.replace(' tabSelected="1"', "")
                if int(found[1]) == number:
                    data = data.replace("<sheetView ", '<sheetView tabSelected="1" ', 1)
            copy.writestr(name, data or package.read(name))


def picture_of(path: Path, folder: Path, fontconfig: Path) -> Picture:
    """Return what LibreOffice shows of a workbook when it is opened; raise OfficeError if it shows none."""
    soffice, profile, frame = find_soffice(), folder / "profile", folder / "frame"
    if soffice is None:
        raise OfficeError("LibreOffice is not installed")
    frame.mkdir(parents=True, exist_ok=True)
    write_settings(profile, soffice, "en-US")
    command = ("Xvfb", "-displayfd", "1", "-screen", "0", f"{WIDTH}x{HEIGHT}x24", "-dpi", "96", "-nolisten", "tcp")
    with subprocess.Popen(
        (*command, "-fbdir", str(frame)), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as screen:
        assert screen.stdout is not None
        display = screen.stdout.readline().strip()
        environ = {
            **os.environ, "DISPLAY": f":{display}", "FONTCONFIG_FILE": str(fontconfig), "SAL_USE_VCLPLUGIN": "gen",
        }  # fmt: skip
        office = subprocess.Popen(
            (soffice, f"-env:UserInstallation={profile.as_uri()}", "--norestore", "--nologo", "--calc", str(path)),
            env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        try:
            return _settled(frame / "Xvfb_screen0")
        finally:
            _end(office)
            screen.terminate()


def _settled(frame: Path) -> Picture:
    """Return the picture when it shows rows and has not changed for a while."""
    until, last, since = time.monotonic() + _SECONDS, b"", 0.0
    while time.monotonic() < until:
        time.sleep(0.25)
        pixels = _pixels(frame.read_bytes())
        if pixels != last:
            last, since = pixels, time.monotonic()
        elif pixels and time.monotonic() - since > _STILL:
            picture = Picture(pixels)
            if len(picture.row_ends()) >= _LEAST_ROWS:
                return picture
    raise OfficeError("LibreOffice showed no sheet")


def _pixels(dump: bytes) -> bytes:
    """Return the pixels of a dump of a screen (XWD), three bytes each; nothing if it is not written yet."""
    if len(dump) < 100:
        return b""
    head = struct.unpack(">25I", dump[:100])
    first, line = head[0] + head[19] * 12, head[12]
    body = dump[first : first + line * HEIGHT]
    pixels = bytearray(3 * WIDTH * HEIGHT)
    for color in range(3):
        pixels[color::3] = body[2 - color :: 4]
    return bytes(pixels)


def _end(office: subprocess.Popen[bytes]) -> None:
    """End LibreOffice with the processes that it started itself."""
    with suppress(ProcessLookupError):
        os.killpg(office.pid, signal.SIGTERM)
    with suppress(subprocess.TimeoutExpired):
        office.wait(SECONDS_TO_LEAVE)
    with suppress(ProcessLookupError):
        os.killpg(office.pid, signal.SIGKILL)
    office.wait()
