"""Hand over the whole folder of a round as one zip, where the browser cannot write into folders."""

from __future__ import annotations

import time
import zipfile
from collections.abc import Mapping
from pathlib import Path

from ita_xlsx.page.request import Answer, Call, Request

_MADE = Path("made")
# The first moment that a zip can hold.
_FIRST = (1980, 1, 1, 0, 0, 0)
_FILE, _FOLDER = 0o100644 << 16, (0o40755 << 16) | 0x10


def save_folder(request: Request) -> Answer:
    """Make a stored zip of all files and folders of the round, and hand it over."""
    folder = Path(request.text("folder"))
    path = _MADE / f"{folder.name}.zip"
    path.parent.mkdir(exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for item in sorted(folder.rglob("*")):
            name = f"{folder.name}/{item.relative_to(folder).as_posix()}"
            entry = zipfile.ZipInfo(f"{name}/" if item.is_dir() else name, _moment(item))
            entry.external_attr = _FOLDER if item.is_dir() else _FILE
            archive.writestr(entry, b"" if item.is_dir() else item.read_bytes())
    return Answer(save=path)


def _moment(path: Path) -> tuple[int, int, int, int, int, int]:
    """Return the moment of a file on the person's clock: opened again, the round must show the same days."""
    year, month, day, hour, minute, second = time.localtime(path.stat().st_mtime)[:6]
    return max(_FIRST, (year, month, day, hour, minute, second))


CALLS: Mapping[str, Call] = {"save_folder": save_folder}
