"""Add a part that is compressed already to a package.

Takes an open package of the library with its stream, and a compressed part; writes it at the end of the package.
"""

from __future__ import annotations

import zipfile
from typing import BinaryIO


def add_packed(archive: zipfile.ZipFile, stream: BinaryIO, entry: zipfile.ZipInfo, packed: bytes) -> None:
    """Add an entry to a package whose bytes go into ``stream``; ``packed`` is its header with its compressed content.

    The library has no call for a part that is compressed already, but its list of parts is open.
    """
    entry.header_offset = stream.seek(archive.start_dir)
    stream.write(packed)
    archive.filelist.append(entry)
    archive.start_dir = stream.tell()
    archive._didModify = True  # type: ignore[attr-defined]
