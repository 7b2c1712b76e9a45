"""Files put in place whole: written beside the target, then moved; names every system takes."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterable
from pathlib import Path

from ita_xlsx.errors import OutputError

_UNSAFE = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]+')
_RESERVED = frozenset(
    {"CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"}
    | {f"{port}{number}" for port in ("COM", "LPT") for number in range(1, 10)}
)
_LONGEST = 180


def check_free(path: Path, *, force: bool, inputs: Iterable[Path] = ()) -> None:
    """Refuse a target that exists already, unless it may be overwritten; an input never may."""
    try:
        exists = path.exists()
        is_input = exists and any(item.exists() and path.samefile(item) for item in inputs)
    except OSError as error:
        raise OutputError("C702", name=str(path), detail=error.strerror or type(error).__name__) from error
    if is_input:
        raise OutputError("C705", name=str(path))
    if exists and not force:
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


def unique_names(names: Iterable[str]) -> list[str]:
    """The same names, those that a system takes for one another told apart by a number."""
    seen: dict[str, int] = {}
    unique = []
    for name in names:
        key = name.casefold()
        seen[key] = seen.get(key, 0) + 1
        stem, dot, suffix = name.rpartition(".")
        unique.append(name if seen[key] == 1 else f"{stem} ({seen[key]}){dot}{suffix}")
    return unique


def workbook_path(path: Path) -> Path:
    """A path that ends in ``.xlsx``."""
    return path if path.suffix.lower() == ".xlsx" else path.parent / f"{path.name}.xlsx"
