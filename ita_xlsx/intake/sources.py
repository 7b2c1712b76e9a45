"""Which workbooks are meant by the paths on a command line: files, folders, zips of workbooks, globs."""

from __future__ import annotations

import glob
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from ita_xlsx.errors import UnreadableWorkbook
from ita_xlsx.model.findings import Finding, found

WORKBOOKS = frozenset({".xlsx", ".xlsm"})
_LARGEST = 25 * 1024 * 1024


@dataclass(frozen=True)
class Source:
    """One workbook to read: a file, or a member of a zip."""

    name: str
    path: Path
    member: str = ""

    def read(self) -> bytes:
        """The bytes, once; UnreadableWorkbook when there are none or far too many."""
        try:
            if not self.member:
                size = self.path.stat().st_size
                _refuse_large(size)
                return self.path.read_bytes()
            with zipfile.ZipFile(self.path) as archive:
                _refuse_large(archive.getinfo(self.member).file_size)
                with archive.open(self.member) as stream:
                    data = stream.read(_LARGEST + 1)
        except (
            OSError,
            KeyError,
            ValueError,
            RuntimeError,
            NotImplementedError,
            zipfile.BadZipFile,
        ) as error:
            raise UnreadableWorkbook("F105") from error
        _refuse_large(len(data))
        return data


def find_workbooks(paths: Iterable[str]) -> tuple[tuple[Source, ...], tuple[Finding, ...]]:
    """The workbooks meant, in a settled order and each once, and findings on what was passed over."""
    sources: dict[tuple[Path, str], Source] = {}
    findings: list[Finding] = []
    for text in paths:
        for item in _expand(text):
            if isinstance(item, Finding):
                findings.append(item)
            else:
                sources.setdefault((item.path.resolve(), item.member), item)
    return tuple(sources.values()), tuple(findings)


def _expand(text: str) -> Iterator[Source | Finding]:
    path = Path(text)
    if path.is_dir():
        yield from _folder(path)
    elif path.is_file() and path.suffix.lower() == ".zip":
        yield from _zip(path)
    elif path.is_file():
        yield _skipped(path.name) if _is_temporary(path.name) else Source(str(path), path)
    elif matches := sorted(glob.glob(text)):
        for match in matches:
            yield from _expand(match)
    else:
        yield found("F101", file=text, name=text)


def _folder(folder: Path) -> Iterator[Source | Finding]:
    nothing = True
    for path in sorted(item for item in folder.rglob("*") if item.suffix.lower() in WORKBOOKS):
        if not path.is_file():
            continue
        nothing = False
        if _is_temporary(path.name) or any(part.startswith(".") for part in path.relative_to(folder).parts):
            yield _skipped(str(path))
        else:
            yield Source(str(path), path)
    if nothing:
        yield found("F107", file=str(folder), name=str(folder))


def _zip(path: Path) -> Iterator[Source | Finding]:
    try:
        with zipfile.ZipFile(path) as archive:
            members = sorted(archive.namelist())
    except (OSError, zipfile.BadZipFile):
        yield found("F105", file=str(path))
        return
    names = [name for name in members if PurePosixPath(name).suffix.lower() in WORKBOOKS]
    for name in names:
        if _is_temporary(PurePosixPath(name).name):
            yield _skipped(f"{path}/{name}")
        else:
            yield Source(f"{path}/{name}", path, name)
    if not names:
        yield found("F107", file=str(path), name=str(path))


def _is_temporary(name: str) -> bool:
    return name.startswith(("~$", ".", "._"))


def _skipped(name: str) -> Finding:
    return found("F106", file=name, name=name)


def _refuse_large(size: int) -> None:
    if size > _LARGEST:
        raise UnreadableWorkbook("F108", size=f"{size / 1024 / 1024:.0f} MB")
