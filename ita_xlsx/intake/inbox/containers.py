"""List what a mail or an archive holds, and read a file of it, also through mails and archives in each other.

Takes the path of a file and the steps into it. Reads the disk; raises UnreadableWorkbook for a container that cannot be
read. The steps are taken in a child process, because everything in a mail or an archive is from outside.
"""

from __future__ import annotations

import hashlib
import io
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, TypeAlias

from ita_xlsx.errors import UnreadableWorkbook, read_fault
from ita_xlsx.intake.inbox.archive import MOST_MEMBERS, member_names, open_archive, read_member
from ita_xlsx.intake.workbook.container import LARGEST_FILE, LARGEST_MAIL, too_large
from ita_xlsx.model.findings.codes import Code
from ita_xlsx.model.received import Mail

if TYPE_CHECKING:
    from ita_xlsx.intake.inbox.mail import Message


class ContainerKind(StrEnum):
    """The kind of a container, by the ending of its name."""

    ZIP = ".zip"
    MAIL = ".eml"
    OUTLOOK = ".msg"


@dataclass(frozen=True)
class Place:
    """A file: its path, its member if that is an archive, and the steps from there through containers in each other."""

    path: Path
    member: str = ""
    steps: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Item:
    """A file in a container: the step to it, its name, the mail in which it came, and its digest if that is known.

    ``is_repeated`` is True for one of several files of one name, which cannot be told apart.
    """

    step: str
    name: str
    mail: Mail | None = None
    digest: str = ""
    is_repeated: bool = False


@dataclass(frozen=True, kw_only=True)
class Listing:
    """The content of a container; ``fault`` is the code with its parameters if it could not be read.

    ``is_damaged`` is True for a mail that was cut off or garbled.
    """

    items: tuple[Item, ...] = ()
    mail: Mail | None = None
    links: tuple[str, ...] = ()
    is_damaged: bool = False
    fault: tuple[Code, tuple[tuple[str, str], ...]] | None = None


_Opened: TypeAlias = "zipfile.ZipFile | Message"


def container_kind(name: str) -> ContainerKind | None:
    """Return the kind of container that a file of this name is; None if it is none."""
    suffix = PurePosixPath(name).suffix.lower()
    return ContainerKind(suffix) if suffix in list(ContainerKind) else None


def list_container(place: Place, kind: ContainerKind) -> Listing:
    """Return what the container at a place holds, or its fault."""
    try:
        opened = _open_at(place, kind)
        if not isinstance(opened, zipfile.ZipFile):
            items = tuple(_attachments(opened, kind))
            return Listing(items=items, mail=opened.mail, links=opened.links, is_damaged=opened.is_damaged)
        items = tuple(_members(opened))
        if len(items) > MOST_MEMBERS:
            return Listing(fault=(Code.ZIP_TOO_MANY_FILES, (("count", str(len(items))), ("most", str(MOST_MEMBERS)))))
        return Listing(items=items)
    except UnreadableWorkbook as error:
        return fault_listing(error)
    except OSError as error:
        code, params = read_fault(error, place.path)
        return Listing(fault=(code, tuple(sorted(params.items()))))


def fault_listing(error: UnreadableWorkbook) -> Listing:
    """Return the listing of a container that cannot be read."""
    return Listing(fault=(error.code, tuple(sorted(error.params.items()))))


def read_place(place: Place) -> bytes:
    """Return the bytes of a file in a container; raise UnreadableWorkbook if it cannot be read, or is too large."""
    kind, _, key = place.steps[-1].partition(":")
    opened = _open_at(Place(place.path, place.member, place.steps[:-1]), ContainerKind(kind))
    if not isinstance(opened, zipfile.ZipFile):
        data = opened.attachments[int(key)].data
        most = LARGEST_MAIL if container_kind(opened.attachments[int(key)].name) else LARGEST_FILE
        if len(data) > most:
            raise too_large(f"{len(data) / 1024 / 1024:.0f} MB")
        return data
    return read_member(opened, key, LARGEST_MAIL if container_kind(key) is ContainerKind.MAIL else LARGEST_FILE)


def _open_at(place: Place, kind: ContainerKind) -> _Opened:
    """Return the container at a place; the same object as long as its file is the same, for the last two asked for."""
    state = place.path.stat()
    return _opened(place, kind, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=2)
def _opened(place: Place, kind: ContainerKind, modified: int, size: int) -> _Opened:
    if place.steps:
        data = read_place(place)
    elif place.member:
        data = read_member(open_archive(place.path), place.member, LARGEST_MAIL)
    else:
        if size > LARGEST_MAIL:
            raise too_large(f"{size / 1024 / 1024:.0f} MB")
        data = place.path.read_bytes()
    if kind is ContainerKind.ZIP:
        try:
            return zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, struct.error) as error:
            raise UnreadableWorkbook(Code.FILE_DAMAGED) from error
    # Most rounds come without mails, and the readers of mails are slow to import.
    if kind is ContainerKind.MAIL:
        from ita_xlsx.intake.inbox.mail import read_mail

        return read_mail(data)
    from ita_xlsx.intake.inbox.outlook import read_outlook

    return read_outlook(data)


def _members(archive: zipfile.ZipFile) -> Iterator[Item]:
    names = member_names(archive)
    uses = Counter(names.values())
    for member, name in sorted(names.items(), key=lambda item: item[1]):
        yield Item(step=f"{ContainerKind.ZIP}:{member}", name=name, is_repeated=uses[name] > 1)


def _attachments(message: Message, kind: ContainerKind) -> Iterator[Item]:
    """Yield the attachments of a mail; the second of two with one name gets a number."""
    uses: Counter[str] = Counter()
    for number, attachment in enumerate(message.attachments):
        uses[attachment.name] += 1
        name = attachment.name
        if uses[name] > 1:
            path = PurePosixPath(name)
            name = str(path.with_name(f"{path.stem} [{uses[name]}]{path.suffix}"))
        digest = hashlib.sha256(attachment.data).hexdigest()
        yield Item(step=f"{kind}:{number}", name=name, mail=message.mail, digest=digest)
