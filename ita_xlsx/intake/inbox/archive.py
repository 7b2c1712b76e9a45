"""Open a .zip of returned files once, and give its members the names that their sender gave them.

Takes a path; returns the open archive, its names, and the bytes of a member. Reads the disk.
"""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from ita_xlsx.errors import UnreadableWorkbook
from ita_xlsx.intake.workbook.container import LARGEST_FILE, too_large
from ita_xlsx.model.findings.codes import Code

# The flag of a zip entry that needs a password.
_ENCRYPTED = 0x1
_DAMAGE = (KeyError, ValueError, RuntimeError, NotImplementedError, EOFError, zipfile.BadZipFile, zlib.error)
# An archive may hold so many files.
MOST_MEMBERS = 50_000
_UTF8 = 0x800
_UNICODE_PATH = 0x7075
# Version, checksum of the other name; then the name in UTF-8.
_PATH_HEAD = struct.Struct("<BI")
_EXTRA_HEAD = struct.Struct("<HH")
_THAI = re.compile(r"[\u0e00-\u0e7f]")
# What a name in Thai may hold beside Thai letters: ASCII, and the quotes and dashes of the code page.
_OF_THAI_NAME = re.compile(r"[\x20-\x7e\u0e01-\u0e5b\u00a0\u2013\u2014\u2018\u2019\u201c\u201d\u2022\u2026\u20ac]+")


def open_archive(path: Path) -> zipfile.ZipFile:
    """Return the archive at a path; the same object as long as the file is the same.

    Its directory is read once, and not again for each member. Raise OSError, ValueError or BadZipFile.
    """
    state = path.stat()
    return _opened(path.absolute(), state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=2)
def _opened(path: Path, modified: int, size: int) -> zipfile.ZipFile:
    return zipfile.ZipFile(path)


def read_member(archive: zipfile.ZipFile, member: str, most: int = LARGEST_FILE) -> bytes:
    """Return the bytes of a member; raise UnreadableWorkbook if it has a password, is damaged, or is above ``most``."""
    try:
        entry = archive.getinfo(member)
        if entry.flag_bits & _ENCRYPTED:
            raise UnreadableWorkbook(Code.PASSWORD_PROTECTED)
        _refuse_large(entry.file_size, most)
        with archive.open(entry) as stream:
            data = stream.read(most + 1)
    except _DAMAGE as error:
        raise UnreadableWorkbook(Code.FILE_DAMAGED) from error
    _refuse_large(len(data), most)
    return data


def _refuse_large(size: int, most: int) -> None:
    if size > most:
        raise too_large(f"{size / 1024 / 1024:.0f} MB")


def member_names(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return the members that are files: the name by which the archive finds each, and the name its sender gave it.

    The first of the two names is made different where it occurs again; such members are not read.
    """
    names: dict[str, str] = {}
    for entry in archive.infolist():
        if not entry.is_dir():
            key = entry.filename
            while key in names:
                key += "\0"
            names[key] = decoded_name(entry)
    return names


def decoded_name(entry: zipfile.ZipInfo) -> str:
    """Return the name of an entry: by its UTF-8 flag, its Unicode path, as UTF-8, Thai (cp874), else as it is."""
    if entry.flag_bits & _UTF8:
        return entry.filename
    try:
        raw = entry.orig_filename.encode("cp437")
    except UnicodeEncodeError:
        return entry.filename
    if raw.isascii():
        return entry.filename
    return next(_candidates(raw, entry.extra), entry.filename).replace("\\", "/")


def _candidates(raw: bytes, extra: bytes) -> Iterator[str]:
    """Yield what a name may mean, the surest first."""
    if path := _unicode_path(extra, raw):
        yield path
    for encoding in ("utf-8", "cp874"):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding == "utf-8" or (_THAI.search(text) and _OF_THAI_NAME.fullmatch(text)):
            yield text


def _unicode_path(extra: bytes, raw: bytes) -> str:
    """Return the Unicode path in the extra fields of an entry; empty if there is none for this name."""
    while len(extra) >= _EXTRA_HEAD.size:
        kind, size = _EXTRA_HEAD.unpack_from(extra)
        field, extra = extra[_EXTRA_HEAD.size : _EXTRA_HEAD.size + size], extra[_EXTRA_HEAD.size + size :]
        if kind == _UNICODE_PATH and len(field) > _PATH_HEAD.size:
            _, checksum = _PATH_HEAD.unpack_from(field)
            if checksum == zlib.crc32(raw):
                return field[_PATH_HEAD.size :].decode("utf-8", "ignore")
    return ""
