"""Find the workbooks that the paths on a command line name: files, folders, zips, mails, globs.

Takes path texts; returns sources, each able to read its bytes, and findings on what was skipped. Reads the disk; mails,
and archives inside other files, are opened in child processes.
"""

from __future__ import annotations

import errno
import glob
import os
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from ita_xlsx.errors import UnreadableWorkbook, read_fault
from ita_xlsx.intake.inbox.archive import MOST_MEMBERS, member_names, open_archive, read_member
from ita_xlsx.intake.inbox.containers import (
    ContainerKind,
    Listing,
    Place,
    container_kind,
    fault_listing,
    list_container,
    read_place,
)
from ita_xlsx.intake.isolation.worker import jobs_for, run_all_isolated, run_isolated
from ita_xlsx.intake.workbook.container import LARGEST_FILE, too_large
from ita_xlsx.model.findings import Code, Finding, make_finding
from ita_xlsx.model.received import Mail
from ita_xlsx.model.text.writable import writable_name

_ARCHIVES = frozenset({".rar", ".7z", ".tar", ".gz", ".tgz", ".bz2", ".xz", ".zipx", ".arj", ".cab", ".lzh", ".ace"})
# An archive that names a place before its own beginning, or beyond any end, ends in one of these.
_OF_DAMAGE = (None, errno.EINVAL, errno.EOVERFLOW)
WORKBOOKS = frozenset({".xlsx", ".xlsm"})
_CONTAINERS = frozenset(ContainerKind)
# People send these in place of a workbook. They are opened too, so that a finding says what is wrong.
_RETURNS = WORKBOOKS | {".xls", ".xlsb", ".xltx", ".ods", ".csv"} | _CONTAINERS
# What an archive has in place of the faults of a workbook.
_OF_A_ZIP = {Code.FILE_DAMAGED: Code.ZIP_DAMAGED, Code.FILE_EMPTY: Code.ZIP_DAMAGED}
# Mails and archives in each other are opened down to this level, and so many of them in one file.
_MOST_LEVELS, _MOST_INNER = 5, 1000


@dataclass(frozen=True)
class Inside:
    """The steps to a file through mails and archives in each other, the mail in which it came, and its SHA-256."""

    steps: tuple[str, ...] = ()
    mail: Mail | None = None
    digest: str = ""


_NOT_INSIDE = Inside()


@dataclass(frozen=True)
class Source:
    """One workbook to read: a file, or a member of a zip file (``member`` is its name there).

    ``inside`` leads on from there to a file in a mail, or in an archive in another file.
    """

    name: str
    path: Path
    member: str = ""
    inside: Inside = _NOT_INSIDE

    def read(self) -> bytes:
        """Read the bytes; raise UnreadableWorkbook if they cannot be read, or are more than is allowed."""
        try:
            if self.inside.steps:
                return run_isolated(_read_steps, self.with_full_path)
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

    @property
    def key(self) -> str:
        """Return a text that no other file has: the path, the member and the steps."""
        return "|".join((str(self.path), self.member, *self.inside.steps))

    @property
    def place(self) -> Place:
        """Return the place of the file."""
        return Place(self.path, self.member, self.inside.steps)

    def _read_file(self) -> bytes:
        _refuse_large(self.path.stat().st_size)
        return self.path.read_bytes()

    def _read_member(self) -> bytes:
        return read_member(open_archive(self.path), self.member)


@dataclass(frozen=True)
class Arrivals:
    """The workbooks that came, the findings on what was skipped, and by file name the mail of what was skipped."""

    sources: tuple[Source, ...]
    findings: tuple[Finding, ...]
    mails: Mapping[str, Mail]


@dataclass(frozen=True)
class _Closed:
    """A mail or an archive whose content is not listed yet."""

    source: Source


@dataclass(frozen=True)
class _Skipped:
    """A finding on a file that came in a mail."""

    finding: Finding
    mail: Mail | None


_Found = Source | Finding | _Closed | _Skipped


def find_workbooks(paths: Iterable[str]) -> tuple[tuple[Source, ...], tuple[Finding, ...]]:
    """Return the workbooks that the paths name, and findings on what was skipped.

    The order is that of the paths, sorted by name within a folder, zip or mail. Each workbook comes once.
    """
    arrivals = find_arrivals(paths)
    return arrivals.sources, arrivals.findings


def find_arrivals(paths: Iterable[str]) -> Arrivals:
    """Return the workbooks that the paths name, and what was skipped with the mails in which it came.

    A mail or an archive inside another file that cannot be opened costs itself alone.
    """
    sources: dict[tuple[str, str, tuple[str, ...]], Source] = {}
    findings: list[Finding] = []
    mails: dict[str, Mail] = {}
    for item in _opened([item for text in paths for item in _expand(text)]):
        if isinstance(item, Source):
            sources.setdefault((os.path.realpath(item.path), item.member, item.inside.steps), item)
        elif isinstance(item, _Skipped):
            finding = _with_writable_names(item.finding)
            findings.append(finding)
            if item.mail is not None:
                mails[finding.file] = item.mail
        else:
            findings.append(_with_writable_names(item))
    return Arrivals(tuple(sources.values()), tuple(findings), mails)


def _with_writable_names(finding: Finding) -> Finding:
    params = tuple((key, writable_name(value)) for key, value in finding.params)
    return replace(finding, file=writable_name(finding.file), params=params)


def _opened(found: list[_Found]) -> list[Source | Finding | _Skipped]:
    """Return the files with the content of each mail and archive in its place."""
    inner: Counter[Path] = Counter()
    for level in range(_MOST_LEVELS):
        closed = [item for item in found if isinstance(item, _Closed)]
        if not closed:
            break
        listings = run_all_isolated(
            _list, [item.source.with_full_path for item in closed], jobs_for(len(closed)), _list_lost
        )
        opened: list[_Found] = []
        for item in found:
            if not isinstance(item, _Closed):
                opened.append(item)
                continue
            inside = list(_inside(item.source, next(listings)))
            inner[item.source.path] += len(inside) if level else 0
            opened += inside
        found = list(_within_limits(opened, inner))
    return [_too_deep(item.source) if isinstance(item, _Closed) else item for item in found]


def _within_limits(found: Iterable[_Found], inner: Mapping[Path, int]) -> Iterator[_Found]:
    """Yield the files; of a file that holds too many others in its inner parts those are told, and not opened."""
    containers: Counter[Path] = Counter()
    for item in found:
        if isinstance(item, _Closed):
            path = item.source.path
            containers[path] += 1
            if containers[path] > _MOST_INNER or inner[path] > MOST_MEMBERS:
                yield _too_deep(item.source)
                continue
        yield item


def _too_deep(source: Source) -> _Skipped:
    return _Skipped(make_finding(Code.ZIP_IN_ZIP, file=source.name, name=source.name), source.inside.mail)


def _list(source: Source) -> Listing:
    """Return what a mail or an archive holds, in the child process."""
    kind = container_kind(source.name)
    return list_container(source.place, kind or ContainerKind.ZIP)


def _list_lost(_: Source, error: UnreadableWorkbook) -> Listing:
    return fault_listing(error)


def _read_steps(source: Source) -> bytes:
    """Return the bytes of a file in a mail or an archive, in the child process."""
    return read_place(source.place)


def _inside(source: Source, listing: Listing) -> Iterator[_Found]:
    """Yield what a mail or an archive holds: workbooks, further containers, and findings on all other files."""
    if listing.fault is not None:
        code, params = listing.fault
        if code in _OF_A_ZIP and container_kind(source.name) is ContainerKind.ZIP:
            code, params = _OF_A_ZIP[code], (("name", source.name),)
        yield _Skipped(make_finding(code, file=source.name, **dict(params)), source.inside.mail)
        return
    if listing.mail is not None and not any(_is_return(item.name) for item in listing.items):
        yield from _links(source, listing)
    is_empty = True
    seen: set[str] = set()
    for item in listing.items:
        name = f"{source.name}/{item.name}"
        inside = Inside((*source.inside.steps, item.step), item.mail or source.inside.mail, item.digest)
        inner = replace(source, name=name, inside=inside)
        is_empty &= not _is_return(item.name)
        if item.is_repeated:
            if name not in seen:
                seen.add(name)
                yield _Skipped(make_finding(Code.SAME_NAME_IN_ZIP, file=name, name=name), inner.inside.mail)
        elif not _is_return(item.name):
            yield _Skipped(_skipped(name), inner.inside.mail)
        elif container_kind(item.name):
            yield _Closed(inner)
        else:
            yield from _named(inner)
    if is_empty and listing.mail is None:
        yield _Skipped(make_finding(Code.NO_WORKBOOK_IN_FOLDER, file=source.name, name=source.name), source.inside.mail)


def _links(source: Source, listing: Listing) -> Iterator[_Skipped]:
    """Yield the findings on a mail without a form: where its links lead, or that nothing came with it.

    Neither the sender nor the address is in them: findings are exported, and whoever has such an address sees the file.
    """
    for host in dict.fromkeys(urlsplit(link).hostname or "-" for link in listing.links):
        yield _Skipped(make_finding(Code.LINK_INSTEAD_OF_FILE, file=source.name, value=host), listing.mail)
    if listing.is_damaged:
        yield _Skipped(make_finding(Code.MAIL_DAMAGED, file=source.name), listing.mail)
    elif not listing.links and not listing.items:
        subject = listing.mail.subject if listing.mail else ""
        finding = make_finding(Code.MAIL_WITHOUT_FILE, file=source.name, value=subject or "-")
        yield _Skipped(finding, listing.mail)


def _is_return(name: str) -> bool:
    """Return True for the name of a file that is opened: a workbook, what people send for one, a mail or an archive."""
    bare = PurePosixPath(name).name
    return not _is_temporary(bare) and PurePosixPath(bare).suffix.lower() in _RETURNS


def _expand(text: str, *, from_glob: bool = False) -> Iterator[Source | Finding | _Closed]:
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


def _file(path: Path) -> Iterator[Source | Finding | _Closed]:
    if path.suffix.lower() == ContainerKind.ZIP:
        yield from _zip(path)
    else:
        if _is_temporary(path.name):
            yield _skipped(path.name)
        else:
            yield from _source(str(path), path)


def _folder(folder: Path) -> Iterator[Source | Finding | _Closed]:
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


def _zip(path: Path) -> Iterator[Source | Finding | _Closed]:
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
        if uses[name] > 1:
            is_empty = False
            if name not in seen:
                seen.add(name)
                yield make_finding(Code.SAME_NAME_IN_ZIP, file=full_name, name=full_name)
        elif _is_temporary(PurePosixPath(name).name) or suffix not in _RETURNS:
            yield _skipped(full_name)
        else:
            is_empty = False
            yield from _source(full_name, path, member)
    if is_empty:
        yield make_finding(Code.NO_WORKBOOK_IN_FOLDER, file=str(path), name=str(path))


def _source(name: str, path: Path, member: str = "") -> Iterator[Source | Finding | _Closed]:
    """Yield a source or a container, after the finding F122 if its name holds what cannot be written."""
    return _named(Source(name, path, member))


def _named(source: Source) -> Iterator[Source | Finding | _Closed]:
    clean = writable_name(source.name)
    if clean != source.name:
        yield make_finding(Code.FILE_NAME_NOT_TEXT, file=clean, name=clean)
    cleaned = source if clean == source.name else replace(source, name=clean)
    yield _Closed(cleaned) if container_kind(clean) else cleaned


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
