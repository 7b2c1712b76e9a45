"""Add a part that is compressed already to a package, and compress a part in segments.

Takes an open package of the library with its stream, and a compressed part; writes it at the end of the package.
"""

from __future__ import annotations

import zipfile
import zlib
from typing import BinaryIO

# The last, empty block of a compressed part.
END = zlib.compressobj(wbits=-zlib.MAX_WBITS).flush()


def packed_segment(data: bytes) -> bytes:
    """Return a segment of a part, compressed as the library does it; other segments, or ``END``, may follow."""
    stream = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return stream.compress(data) + stream.flush(zlib.Z_FULL_FLUSH)


def add_packed(archive: zipfile.ZipFile, stream: BinaryIO, entry: zipfile.ZipInfo, packed: bytes) -> None:
    """Add an entry to a package whose bytes go into ``stream``; ``packed`` is its header with its compressed content.

    The library has no call for a part that is compressed already, but its list of parts is open.
    """
    entry.header_offset = stream.seek(archive.start_dir)
    stream.write(packed)
    archive.filelist.append(entry)
    archive.start_dir = stream.tell()
    archive._didModify = True  # type: ignore[attr-defined]
