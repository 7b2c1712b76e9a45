"""Files put in place whole: written beside the target, then moved; names every system takes."""

from __future__ import annotations

import os
import re
import tempfile
from pathlib import Path

from ita_xlsx.errors import OutputError

_UNSAFE = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]+')
_RESERVED = frozenset(
    {"CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"}
    | {f"{port}{number}" for port in ("COM", "LPT") for number in range(1, 10)}
)
_LONGEST = 180


def check_free(path: Path, *, force: bool) -> None:
    """Refuse a target that exists already, unless it may be overwritten."""
    if path.exists() and not force:
        raise OutputError("C701", name=str(path))


def write_file(path: Path, data: bytes, *, force: bool) -> None:
    """Write a file whole or not at all; raises OutputError when it exists or cannot be written."""
    check_free(path, force=force)
    temporary = ""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".ita-", delete=False) as stream:
            temporary = stream.name
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(temporary, 0o644)
        os.replace(temporary, path)
    except OSError as error:
        if temporary:
            Path(temporary).unlink(missing_ok=True)
        raise OutputError("C702", name=str(path), detail=error.strerror or type(error).__name__) from error


def safe_name(text: str) -> str:
    """A text as a file name that Windows and Linux both take; at most 180 bytes."""
    name = _UNSAFE.sub(" ", text)
    name = " ".join(name.split()).strip(". ")
    while len(name.encode()) > _LONGEST:
        name = name[:-1].rstrip(". ")
    if name.split(".")[0].upper() in _RESERVED or not name:
        name = f"_{name}"
    return name
