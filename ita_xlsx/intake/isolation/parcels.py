"""Hand one large value over to all child processes by a file, which each of them reads once.

Takes a value that can be pickled; writes a temporary file, which is removed when the work is done.
"""

from __future__ import annotations

import os
import pickle
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache
from typing import Any

from ita_xlsx.temporary import run_folder, temporary_errors


@contextmanager
def shared_value(value: object) -> Iterator[str]:
    """Write a value to a temporary file; yield a token by which every child loads it once (see ``load_shared``)."""
    with temporary_errors():
        handle, name = tempfile.mkstemp(suffix=".parcel", dir=run_folder())
    try:
        with temporary_errors(), os.fdopen(handle, "wb") as stream:
            pickle.dump(value, stream)
        yield name
    finally:
        with suppress(OSError):
            os.unlink(name)


@lru_cache(maxsize=2)
def load_shared(token: str) -> Any:
    """Return the value that ``shared_value`` wrote; the child reads its file once and keeps the value.

    Raise TargetError (C714, C715, C717) if the file cannot be read: no item is at fault then.
    """
    with temporary_errors(), open(token, "rb") as stream:
        return pickle.load(stream)
