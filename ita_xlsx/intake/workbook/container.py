"""Check that a file is a safe workbook, by its bytes and its zip directory, before any parser sees it.

Takes the bytes of a file; returns its XML parts, unpacked, or raises UnreadableWorkbook. Works on values only.
"""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from ita_xlsx.errors import UnreadableWorkbook
from ita_xlsx.intake.workbook.directory import Entry, Packed, packed_entries, read_directory
from ita_xlsx.model.findings.codes import Code

LARGEST_FILE = 25 * 1024 * 1024
# Base64 makes the largest workbook a third longer; more than this does not fit into the memory of a child.
LARGEST_MAIL = 40 * 1024 * 1024
# Of 3,248 public workbooks the largest unpacks to 60 MB, the best compressed part is 121 to 1,
# and the largest number of parts is 1,033.
_LARGEST_TOTAL = 128 * 1024 * 1024
_LARGEST_PART = 64 * 1024 * 1024
_RATIO, _RATIO_FROM = 200, 1024 * 1024  # a smaller part may have any ratio
_MOST_PARTS = 5000
_CHUNK = 1 << 20
# A part with so many packed bytes unpacks to 17 MB at most, and is unpacked at once.
_LARGEST_AT_ONCE = 1 << 14
# Smaller parts are the same in most forms of a round, and are kept: packed, and unpacked.
_LARGEST_CACHED, _LARGEST_UNPACKED = 1 << 12, 1 << 15
# So many names of parts are the same in most forms of a round, and what they say is kept.
_MOST_CACHED_NAMES, _LONGEST_CACHED_NAME = 200, 200

_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_END_OF_ZIP = b"PK\x05\x06"
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
# The transform of a file that a sensitivity label or rights management protects.
_RIGHTS_TRANSFORM = "DRMEncryptedTransform".encode("utf-16-le")
_OLD_STREAMS = ("Workbook".encode("utf-16-le"), "Book\0".encode("utf-16-le"))
_SIGNS = (
    (b"%pdf", "PDF"), (b"{\\rtf", "RTF"), (b"<", "HTML/XML"), (b"{", "JSON"), (b"\x89png", "PNG"),
    (b"\xff\xd8\xff", "JPEG"), (b"rar!", "RAR"), (b"7z\xbc\xaf", "7z"),
)  # fmt: skip
# The kind, in English, of a file that may be a table as text.
PLAIN_TEXT = "CSV / text"
_OTHER_KINDS = (
    ("xl/workbook.bin", "Excel .xlsb"), ("word/document.xml", "Word"), ("ppt/presentation.xml", "PowerPoint"),
    ("mimetype", "OpenDocument .ods"),
)  # fmt: skip
_FULL_ZIP = "ZIP (.xlsx)"
# What to do with a file, by its kind in English: a table of another program is saved anew, an archive is unpacked.
_SAVE_AS = ("เปิดไฟล์ในโปรแกรมตารางคำนวณและบันทึกเป็น .xlsx", "open it in a spreadsheet program, save it as .xlsx")
_UNPACK = ("แตกไฟล์บีบอัดเพื่อนำไฟล์ภายในออกมา", "unpack the archive")
_FILL_IN = ("กรอกแบบฟอร์มที่ได้รับ", "fill in the form that was sent")
_TO_DO = {"OpenDocument .ods": _SAVE_AS, "Excel .xlsb": _SAVE_AS, "RAR": _UNPACK, "7z": _UNPACK, _FULL_ZIP: _UNPACK}
_NEEDED = {"[content_types].xml", "_rels/.rels"}
_XML = (".xml", ".rels", ".vml")
_ODD_NAME = re.compile(r'[\x00-\x1f\\:*?"<>|]|^/|(^|/)\.\.?(/|$)|//|[. ]$')
_PROLOG = re.compile(r"(?:\s+|<\?.*?\?>|<!--.*?-->)*", re.DOTALL)
_ELEMENT = re.compile(r"<[^!?]")
_BOM, _HEAD = b"\xef\xbb\xbf", 4096
_DECLARED = re.compile(rb"""^<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)""")
# The usual beginning of a part: a declaration without a word about its encoding but UTF-8, and the first element.
_PLAIN_HEAD = re.compile(
    rb"""(?:<\?xml version="1\.0"(?: encoding="(?:UTF-8|utf-8)")?(?: standalone="(?:yes|no)")?\s*\?>\s*)?<[A-Za-z]"""
)
_WIDE = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"<\0", "utf-16-le"), (b"\0<", "utf-16-be"))


@dataclass(frozen=True)
class Package:
    """The content of a workbook that passed ``open_container``: the bytes of its XML parts, the names of all parts."""

    parts: Mapping[str, bytes]
    names: tuple[str, ...]


def open_container(
    data: bytes,
    main: str = "workbook.xml",
    *,
    keep_all: bool = False,
    what_to_keep: Callable[[Iterator[bytes]], bytes] = b"".join,
) -> Package:
    """Unpack a zip that is complete, holds a workbook, unpacks to a sensible size and declares no DTD.

    ``main`` is the end of the name of a part that must be there; ``keep_all`` returns parts that are no XML too.
    ``what_to_keep`` is called with the chunks of each part while they are unpacked, the first of which is all of a part
    up to 1 MB; it takes all of them, and returns the beginning of the part, or all of it.

    Raise UnreadableWorkbook with the reason otherwise. The sizes are counted while unpacking, and the checksum of
    every part is checked: the figures in the directory of a zip can be false, and a reader may not check all of them.
    """
    _check_file_kind(data)
    try:
        directory = read_directory(data)
        names = _check_entries(directory.entries, main)
        package = Package(dict(_unpack(packed_entries(data, directory), what_to_keep, keep_all=keep_all)), names)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, struct.error) as error:
        # A zip without the directory at its end was not copied completely.
        raise UnreadableWorkbook(Code.FILE_DAMAGED if _END_OF_ZIP in data[-66_000:] else Code.FILE_CUT_OFF) from error
    except (NotImplementedError, RuntimeError) as error:
        raise UnreadableWorkbook(Code.UNUSUAL_STRUCTURE, detail=".zip") from error
    _refuse_dtd(package)
    return package


def too_large(size: str, size_en: str = "") -> UnreadableWorkbook:
    """Return the error (F108) for a file of this size; ``size_en`` is the size in English if its words differ."""
    return UnreadableWorkbook(Code.FILE_TOO_LARGE, size_th=size, size_en=size_en or size)


def _no_workbook(kind: str, kind_en: str) -> UnreadableWorkbook:
    """Return the error (F104) for a file of this kind, with the first thing that its sender can do."""
    todo_th, todo_en = _TO_DO.get(kind_en, _FILL_IN)
    return UnreadableWorkbook(Code.NOT_A_WORKBOOK, kind_th=kind, kind_en=kind_en, todo_th=todo_th, todo_en=todo_en)


def _check_file_kind(data: bytes) -> None:
    """Raise UnreadableWorkbook if the file is empty, too large, encrypted, or no zip file."""
    if not data.strip(b"\0"):
        raise UnreadableWorkbook(Code.FILE_EMPTY)
    if len(data) > LARGEST_FILE:
        raise too_large(f"{len(data) / 1024 / 1024:.0f} MB")
    if data.startswith(_OLE2):
        if _RIGHTS_TRANSFORM in data:
            raise UnreadableWorkbook(Code.RIGHTS_MANAGED)
        if _ENCRYPTED_STREAM in data:
            raise UnreadableWorkbook(Code.PASSWORD_PROTECTED)
        if any(stream in data for stream in _OLD_STREAMS):
            raise UnreadableWorkbook(Code.OLD_EXCEL_FORMAT)
        raise _no_workbook("เอกสาร Word อีเมล หรือชนิดอื่นของ OLE", "OLE (Word, mail …)")
    if data.startswith(_ZIP):
        return
    if _ZIP.startswith(data[: len(_ZIP)]):
        raise UnreadableWorkbook(Code.FILE_CUT_OFF)
    start = data[:64].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    kind = next((name for sign, name in _SIGNS if start.startswith(sign)), "")
    raise _no_workbook(kind or "ข้อความหรือ CSV", kind or PLAIN_TEXT)


def _check_entries(entries: tuple[Entry, ...], main: str) -> tuple[str, ...]:
    """Return the names of all parts; raise UnreadableWorkbook if they are not those of a safe workbook."""
    if len(entries) > _MOST_PARTS:
        raise too_large(f"{len(entries)} ส่วน", f"{len(entries)} parts")
    longest = max([len(item.written_name) for item in entries], default=0)
    is_usual = len(entries) <= _MOST_CACHED_NAMES and longest <= _LONGEST_CACHED_NAME
    return (_cached_names if is_usual else _check_names)(entries, main)


def _check_names(entries: tuple[Entry, ...], main: str) -> tuple[str, ...]:
    """Return the names of parts as ``_check_entries`` does."""
    names = tuple(entry.name for entry in entries)
    folded = {name.casefold() for name in names}
    for entry in entries:
        if entry.is_encrypted or entry.packing not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise UnreadableWorkbook(Code.UNUSUAL_STRUCTURE, detail=_printable(entry.name))
        if not entry.name or (not entry.name.endswith("/") and _ODD_NAME.search(entry.written_name)):
            raise UnreadableWorkbook(Code.UNUSUAL_STRUCTURE, detail=_printable(entry.written_name))
    if not folded >= _NEEDED or not any(name.endswith(main) for name in folded):
        plain = _FULL_ZIP if any(name.endswith(".xlsx") for name in folded) else "ZIP"
        kind = next((kind for name, kind in _OTHER_KINDS if name in folded), plain)
        raise _no_workbook(kind, kind)
    if len(folded) < len(names):
        repeated = next(name for name in names if [item.casefold() for item in names].count(name.casefold()) > 1)
        raise UnreadableWorkbook(Code.UNUSUAL_STRUCTURE, detail=_printable(repeated))
    return names


# Most forms of a round have the same.
_cached_names = lru_cache(maxsize=64)(_check_names)


def _unpack(
    entries: Iterable[Packed], what_to_keep: Callable[[Iterator[bytes]], bytes], *, keep_all: bool
) -> Iterator[tuple[str, bytes]]:
    """Yield (name, what is kept) of each XML part; count and check others too, but keep them only with ``keep_all``.

    Raise UnreadableWorkbook (F108) for too much content, BadZipFile for a wrong checksum.
    """
    total = 0
    for packed in entries:
        name = packed.entry.name
        is_kept = keep_all or name.lower().endswith(_XML)
        keep = what_to_keep if is_kept else _nothing_of
        part: _Unpacked | _Counted | None = _unpack_at_once(packed)
        if isinstance(part, _Unpacked):
            content = keep(iter((part.content,)))
        else:
            part = _Counted(len(packed.content), total)
            content = keep(part.counted(_chunks(packed)))
        total += part.size
        if total > _LARGEST_TOTAL:
            raise _too_much(total)
        if part.checksum != packed.checksum:
            raise zipfile.BadZipFile(name)
        if is_kept:
            yield name, content


def _nothing_of(chunks: Iterator[bytes]) -> bytes:
    """Take all chunks of a part, and keep nothing of it."""
    for _ in chunks:
        pass
    return b""


class _Unpacked(NamedTuple):
    """A part with its size and its checksum."""

    content: bytes
    size: int
    checksum: int


def _unpack_at_once(packed: Packed) -> _Unpacked | None:
    """Return a part that is not large; None for another one, or one that is not packed."""
    content, size = packed.content, packed.size
    if packed.entry.packing != zipfile.ZIP_DEFLATED or not 0 < len(content) <= _LARGEST_AT_ONCE:
        return None
    small = _small_part(bytes(content), size) if len(content) <= _LARGEST_CACHED else None
    return small or _unpack_up_to(_CHUNK, content, size)


@lru_cache(maxsize=64)
def _small_part(packed: bytes, size: int) -> _Unpacked | None:
    """Return a part; None if it is not small. The same content is always the same object."""
    return _unpack_up_to(_LARGEST_UNPACKED, packed, size)


def _unpack_up_to(most: int, packed: bytes | memoryview, size: int) -> _Unpacked | None:
    """Return a part; None if it is larger than ``most``.

    The ``size`` in the directory, which may be false, only says how much memory to take first.
    """
    content = zlib.decompress(packed, -zlib.MAX_WBITS, min(size, most))
    return _Unpacked(content, len(content), zlib.crc32(content)) if len(content) <= most else None


class _Counted:
    """The size and the checksum of a part, of which every chunk is counted when it is unpacked."""

    def __init__(self, packed_size: int, before: int) -> None:
        """Take the size of a part as it is packed, and how many bytes the parts before it have."""
        self.size, self.checksum = 0, 0
        self._packed_size = max(packed_size, 1)
        self._before = before

    def counted(self, chunks: Iterable[bytes]) -> Iterator[bytes]:
        """Yield all chunks; raise UnreadableWorkbook (F108) as soon as there are too many."""
        for chunk in chunks:
            self.size += len(chunk)
            self.checksum = zlib.crc32(chunk, self.checksum)
            is_dense = self.size > _RATIO_FROM and self.size > _RATIO * self._packed_size
            if self.size > _LARGEST_PART or self._before + self.size > _LARGEST_TOTAL or is_dense:
                raise _too_much(self._before + self.size)
            yield chunk


def _too_much(total: int) -> UnreadableWorkbook:
    """Return the error (F108) for content of more than so many bytes."""
    return too_large(f"> {total // 1024 // 1024} MB")


def _chunks(packed: Packed) -> Iterator[bytes]:
    """Yield the content of an entry, chunk by chunk, unpacked directly: the stream of the library takes twice the time.

    Raise BadZipFile if the packed content is not complete.
    """
    content = packed.content
    if packed.entry.packing == zipfile.ZIP_STORED or (not content and not packed.size):
        # Some programs call an empty part deflated and write nothing for it.
        yield bytes(content)
        return
    stream = zlib.decompressobj(-zlib.MAX_WBITS)
    # The library copies what it has not unpacked yet with every chunk: it gets only so much at a time.
    for start in range(0, len(content), 2 * _CHUNK):
        yield stream.decompress(content[start : start + 2 * _CHUNK], _CHUNK)
        while stream.unconsumed_tail:
            yield stream.decompress(stream.unconsumed_tail, _CHUNK)
    yield stream.flush()
    if not stream.eof:
        raise zipfile.BadZipFile(packed.entry.name)


def _refuse_dtd(package: Package) -> None:
    """Raise UnreadableWorkbook if a part declares a DTD (F114) or has an unusual encoding (F115).

    A DTD can name files and grow without end; no program writes one into a workbook.
    """
    odd = ""
    for name, part in package.parts.items():
        if _PLAIN_HEAD.match(part):
            continue
        wide = next((encoding for sign, encoding in _WIDE if part.startswith(sign)), "")
        if _declares_dtd(part, wide):
            raise UnreadableWorkbook(Code.UNSAFE_XML, detail=_printable(name))
        declared = _DECLARED.match(part.removeprefix(_BOM))
        plain = declared is None or declared[1].lower() in (b"utf-8", b"utf8", b"us-ascii", b"ascii")
        if (wide or not plain) and name.partition("/")[0] in ("xl", "word", "_rels", "[Content_Types].xml"):
            odd = odd or name
    if odd:
        raise UnreadableWorkbook(Code.UNUSUAL_STRUCTURE, detail=_printable(odd))


def _declares_dtd(part: bytes, wide: str) -> bool:
    """Return True if a DTD stands before the first element; ``wide`` is the encoding of UTF-16 text, else empty."""
    for size in (_HEAD, len(part)):
        head = part[:size]
        text = head.decode(wide, "ignore").lstrip("\ufeff") if wide else head.removeprefix(_BOM).decode("latin-1")
        prolog = _PROLOG.match(text)
        end = prolog.end() if prolog else 0
        # The prolog may be longer than the head; then the complete part is searched.
        if _ELEMENT.match(text, end):
            return False
        if text.startswith("<!DOCTYPE", end):
            return True
    return False


def _printable(name: str) -> str:
    """Return the name of a part with a ``?`` for each character that cannot be printed, cut at 80 characters."""
    return "".join(char if char.isprintable() else "?" for char in name)[:80]
