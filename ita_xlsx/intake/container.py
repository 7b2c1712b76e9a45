"""Is it a workbook at all: told from its first bytes and its zip, before any parser sees it."""

from __future__ import annotations

import io
import zipfile
import zlib

from ita_xlsx.errors import UnreadableWorkbook

_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_SIGNS = ((b"%PDF", "PDF"), (b"<", "HTML / XML"), (b"{", "JSON"))
_LARGEST_PART = 64 * 1024 * 1024
_LARGEST_TOTAL = 256 * 1024 * 1024
_CHUNK = 1 << 20


def open_container(data: bytes) -> None:
    """Pass a zip that is whole, holds a workbook and unpacks to a sensible size.

    Raises UnreadableWorkbook with the reason otherwise. Sizes are counted while unpacking: the figures in
    a zip's directory can lie.
    """
    if not data.strip(b"\0"):
        raise UnreadableWorkbook("F102")
    if data.startswith(_OLE2):
        raise UnreadableWorkbook("F103")
    if not data.startswith(_ZIP):
        start = data[:64].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
        kind = next((name for sign, name in _SIGNS if start.startswith(sign.lower())), "CSV / text")
        raise UnreadableWorkbook("F104", kind=kind)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = {name.lower() for name in archive.namelist()}
            if not any(name.endswith("workbook.xml") for name in names):
                raise UnreadableWorkbook("F104", kind="ZIP")
            _unpack_counted(archive)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError) as error:
        raise UnreadableWorkbook("F105") from error


def _unpack_counted(archive: zipfile.ZipFile) -> None:
    total = 0
    for entry in archive.infolist():
        size = 0
        with archive.open(entry) as stream:
            while chunk := stream.read(_CHUNK):
                size += len(chunk)
                total += len(chunk)
                if size > _LARGEST_PART or total > _LARGEST_TOTAL:
                    raise UnreadableWorkbook("F108", size=f"> {total // 1024 // 1024} MB")
