"""Which workbooks are meant by the paths on a command line: files, folders, zips of workbooks, globs."""

from __future__ import annotations

import glob
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from ita_xlsx.errors import UnreadableWorkbook
from ita_xlsx.intake.workbook.container import LARGEST_FILE
from ita_xlsx.model.findings import Finding, make_finding

WORKBOOKS = frozenset({".xlsx", ".xlsm"})
# What people send in place of one: opened too, so that it is told what is wrong.
_RETURNS = WORKBOOKS | {".xls", ".xlsb", ".xltx", ".ods", ".csv", ".zip"}


@dataclass(frozen=True)
class Source:
    """One workbook to read: a file, or a member of a zip."""

    name: str
    path: Path
    member: str = ""

    def read(self) -> bytes:
        """The bytes, once; UnreadableWorkbook when there are none or far too many."""
        try:
            return self._read_member() if self.member else self._read_file()
        except FileNotFoundError as error:
            raise UnreadableWorkbook("F101", name=self.name) from error
        except IsADirectoryError as error:
            raise UnreadableWorkbook("F109", name=self.name) from error
        except PermissionError as error:
            raise UnreadableWorkbook("F110", name=self.name) from error
        except (OSError, KeyError, ValueError, RuntimeError, NotImplementedError, zipfile.BadZipFile) as error:
            raise UnreadableWorkbook("F105") from error

    @property
    def from_anywhere(self) -> Source:
        """The same workbook for a process that may stand in another folder."""
        return replace(self, path=self.path.absolute())

    def _read_file(self) -> bytes:
        _refuse_large(self.path.stat().st_size)
        return self.path.read_bytes()

    def _read_member(self) -> bytes:
        with zipfile.ZipFile(self.path) as archive:
            _refuse_large(archive.getinfo(self.member).file_size)
            with archive.open(self.member) as stream:
                data = stream.read(LARGEST_FILE + 1)
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


def _expand(text: str, *, from_glob: bool = False) -> Iterator[Source | Finding]:
    path = Path(text)
    try:
        if path.is_dir():
            yield from _folder(path)
        elif path.is_file():
            yield from _file(path)
        elif not from_glob and (matches := sorted(glob.glob(text))):
            for match in matches:
                yield from _expand(match, from_glob=True)
        else:
            yield make_finding("F101", file=text, name=text)
    except PermissionError:
        yield make_finding("F110", file=text, name=text)
    except OSError:
        yield make_finding("F101", file=text, name=text)


def _file(path: Path) -> Iterator[Source | Finding]:
    if path.suffix.lower() == ".zip":
        yield from _zip(path)
    else:
        yield _skipped(path.name) if _is_temporary(path.name) else Source(str(path), path)


def _folder(folder: Path) -> Iterator[Source | Finding]:
    """Everything that could be a return is looked at; what could not is named, so that nothing disappears."""
    nothing = True
    for path in sorted(folder.rglob("*")):
        if path.is_dir() and path.suffix.lower() not in WORKBOOKS:
            continue
        hidden = _is_temporary(path.name) or any(part.startswith(".") for part in path.relative_to(folder).parts)
        if hidden or path.suffix.lower() not in _RETURNS:
            yield _skipped(str(path))
            continue
        nothing = False
        if path.is_file():
            yield from _file(path)
        else:
            # A link to nowhere, a folder or a pipe that is called like a workbook.
            yield make_finding("F109" if path.is_dir() else "F101", file=str(path), name=str(path))
    if nothing:
        yield make_finding("F107", file=str(folder), name=str(folder))


def _zip(path: Path) -> Iterator[Source | Finding]:
    try:
        with zipfile.ZipFile(path) as archive:
            members = sorted(item.filename for item in archive.infolist() if not item.is_dir())
    except (OSError, ValueError, zipfile.BadZipFile):
        yield make_finding("F120", file=str(path), name=str(path))
        return
    nothing = True
    for name in dict.fromkeys(members):
        shown, suffix = f"{path}/{name}", PurePosixPath(name).suffix.lower()
        if suffix == ".zip" or members.count(name) > 1:
            nothing = False
            yield make_finding("F119" if suffix == ".zip" else "F121", file=shown, name=shown)
        elif _is_temporary(PurePosixPath(name).name) or suffix not in _RETURNS:
            yield _skipped(shown)
        else:
            nothing = False
            yield Source(shown, path, name)
    if nothing:
        yield make_finding("F107", file=str(path), name=str(path))


def _is_temporary(name: str) -> bool:
    return name.startswith(("~$", ".", "._"))


def _skipped(name: str) -> Finding:
    opened = PurePosixPath(name).name.startswith(("~$", ".~lock."))
    return make_finding("F118" if opened else "F106", file=name, name=name)


def _refuse_large(size: int) -> None:
    if size > LARGEST_FILE:
        raise UnreadableWorkbook("F108", size=f"{size / 1024 / 1024:.0f} MB")
