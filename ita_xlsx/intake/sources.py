"""Find the workbooks that the paths on a command line name: files, folders, zips of workbooks, globs.

Takes path texts; returns sources, each able to read its bytes, and findings on what was skipped. Reads the disk.
"""

from __future__ import annotations

import errno
import glob
import os
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from ita_xlsx.errors import UnreadableWorkbook, read_fault
from ita_xlsx.intake.archive import MOST_MEMBERS, member_names, open_archive
from ita_xlsx.intake.workbook.container import LARGEST_FILE, too_large
from ita_xlsx.model.findings import Code, Finding, make_finding
from ita_xlsx.model.text.writable import writable_name

_ARCHIVES = frozenset({".rar", ".7z", ".tar", ".gz", ".tgz", ".bz2", ".xz", ".zipx", ".arj", ".cab", ".lzh", ".ace"})
# An archive that names a place before its own beginning, or beyond any end, ends in one of these.
_OF_DAMAGE = (None, errno.EINVAL, errno.EOVERFLOW)
# The flag of a zip entry that needs a password.
_ENCRYPTED = 0x1
WORKBOOKS = frozenset({".xlsx", ".xlsm"})
# People send these in place of a workbook. They are opened too, so that a finding says what is wrong.
_RETURNS = WORKBOOKS | {".xls", ".xlsb", ".xltx", ".ods", ".csv", ".zip"}


@dataclass(frozen=True)
class Source:
    """One workbook to read: a file, or a member of a zip file (``member`` is its name there)."""

    name: str
    path: Path
    member: str = ""

    def read(self) -> bytes:
        """Read the bytes; raise UnreadableWorkbook if they cannot be read, or are more than is allowed."""
        try:
            return self._read_member() if self.member else self._read_file()
        except OSError as error:
            if error.errno in _OF_DAMAGE:
                raise UnreadableWorkbook(Code.FILE_DAMAGED) from error
            code, params = read_fault(error, self.path, self.name)
            raise UnreadableWorkbook(code, findings=(), **params) from error
        except (KeyError, ValueError, RuntimeError, NotImplementedError, zipfile.BadZipFile) as error:
            raise UnreadableWorkbook(Code.FILE_DAMAGED) from error

    @property
    def with_full_path(self) -> Source:
        """Return the same source with an absolute path, for a process that may work in another folder."""
        return replace(self, path=self.path.absolute())

    def _read_file(self) -> bytes:
        _refuse_large(self.path.stat().st_size)
        return self.path.read_bytes()

    def _read_member(self) -> bytes:
        archive = open_archive(self.path)
        entry = archive.getinfo(self.member)
        if entry.flag_bits & _ENCRYPTED:
            raise UnreadableWorkbook(Code.PASSWORD_PROTECTED)
        _refuse_large(entry.file_size)
        with archive.open(entry) as stream:
            data = stream.read(LARGEST_FILE + 1)
        _refuse_large(len(data))
        return data


def find_workbooks(paths: Iterable[str]) -> tuple[tuple[Source, ...], tuple[Finding, ...]]:
    """Return the workbooks that the paths name, and findings on what was skipped.

    The order is that of the paths, sorted by name within a folder or zip. Each workbook comes once.
    """
    sources: dict[tuple[Path, str], Source] = {}
    findings: list[Finding] = []
    for text in paths:
        for item in _expand(text):
            if isinstance(item, Finding):
                findings.append(_with_writable_names(item))
            else:
                sources.setdefault((item.path.resolve(), item.member), item)
    return tuple(sources.values()), tuple(findings)


def _with_writable_names(finding: Finding) -> Finding:
    params = tuple((key, writable_name(value)) for key, value in finding.params)
    return replace(finding, file=writable_name(finding.file), params=params)


def _expand(text: str, *, from_glob: bool = False) -> Iterator[Source | Finding]:
    """Yield the workbooks of one path, or the finding on why there are none."""
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
            code, params = read_fault(FileNotFoundError(errno.ENOENT, ""), path, text)
            yield make_finding(code, file=text, **params)
    except OSError as error:
        code, params = read_fault(error, path, text)
        yield make_finding(code, file=text, **params)


def _file(path: Path) -> Iterator[Source | Finding]:
    if path.suffix.lower() == ".zip":
        yield from _zip(path)
    else:
        if _is_temporary(path.name):
            yield _skipped(path.name)
        else:
            yield from _source(str(path), path)


def _folder(folder: Path) -> Iterator[Source | Finding]:
    """Yield a source for each file of a folder that may be a returned form, and a finding for every other file."""
    is_empty = True
    # ``rglob`` passes over a folder that cannot be opened.
    os.scandir(folder).close()
    for path in sorted(folder.rglob("*")):
        if path.is_dir() and path.suffix.lower() not in WORKBOOKS:
            continue
        hidden = _is_temporary(path.name) or any(part.startswith(".") for part in path.relative_to(folder).parts)
        if hidden or path.suffix.lower() not in _RETURNS:
            yield _skipped(str(path))
            continue
        is_empty = False
        if path.is_file():
            yield from _file(path)
        else:
            # A folder, a pipe or a broken link with the name of a workbook.
            yield make_finding(
                Code.FOLDER_NOT_FILE if path.is_dir() else Code.PATH_MISSING, file=str(path), name=str(path)
            )
    if is_empty:
        yield make_finding(Code.NO_WORKBOOK_IN_FOLDER, file=str(folder), name=str(folder))


def _zip(path: Path) -> Iterator[Source | Finding]:
    """Yield a source for each member of a zip that may be a returned form, and a finding for every other member."""
    try:
        names = member_names(open_archive(path))
    except (OSError, ValueError, zipfile.BadZipFile) as error:
        if isinstance(error, OSError) and error.errno not in _OF_DAMAGE:
            code, params = read_fault(error, path)
            yield make_finding(code, file=str(path), **params)
        else:
            yield make_finding(Code.ZIP_DAMAGED, file=str(path), name=str(path))
        return
    if len(names) > MOST_MEMBERS:
        yield make_finding(Code.ZIP_TOO_MANY_FILES, file=str(path), count=str(len(names)), most=str(MOST_MEMBERS))
        return
    is_empty, uses = True, Counter(names.values())
    seen: set[str] = set()
    for member, name in sorted(names.items(), key=lambda item: item[1]):
        full_name, suffix = f"{path}/{name}", PurePosixPath(name).suffix.lower()
        if suffix == ".zip" or uses[name] > 1:
            is_empty = False
            if name not in seen:
                seen.add(name)
                yield make_finding(
                    Code.ZIP_IN_ZIP if suffix == ".zip" else Code.SAME_NAME_IN_ZIP, file=full_name, name=full_name
                )
        elif _is_temporary(PurePosixPath(name).name) or suffix not in _RETURNS:
            yield _skipped(full_name)
        else:
            is_empty = False
            yield from _source(full_name, path, member)
    if is_empty:
        yield make_finding(Code.NO_WORKBOOK_IN_FOLDER, file=str(path), name=str(path))


def _source(name: str, path: Path, member: str = "") -> Iterator[Source | Finding]:
    """Yield a source, after the finding F122 if its name holds what cannot be written."""
    clean = writable_name(name)
    if clean != name:
        yield make_finding(Code.FILE_NAME_NOT_TEXT, file=clean, name=clean)
    yield Source(clean, path, member)


def _is_temporary(name: str) -> bool:
    """Return True for the name of a lock file or a hidden file."""
    return name.startswith(("~$", ".", "._"))


def _skipped(name: str) -> Finding:
    """Return the finding on a skipped file: F125 for an archive of another kind, F118 for a lock file, else F106."""
    name = writable_name(name)
    suffix = PurePosixPath(name).suffix.lower()
    if suffix in _ARCHIVES and not _is_temporary(PurePosixPath(name).name):
        return make_finding(Code.OTHER_ARCHIVE, file=name, name=name, kind=suffix)
    is_lock = PurePosixPath(name).name.startswith(("~$", ".~lock."))
    return make_finding(Code.WORKBOOK_OPEN if is_lock else Code.FILE_SKIPPED, file=name, name=name)


def _refuse_large(size: int) -> None:
    if size > LARGEST_FILE:
        raise too_large(f"{size / 1024 / 1024:.0f} MB")
