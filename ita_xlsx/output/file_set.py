"""Write the files of a set and put them in place together: all of them, or none.

Takes paths and bytes. Reads and writes the disk.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from ita_xlsx.output.safe_write import open_folder, put_in_place, write_errors
from ita_xlsx.temporary import name_beside, write_beside


class FileSet:
    """The files of a set, each finished beside its target; leaving the ``with`` block puts them all in place.

    If the block ends with an exception, or one of the files cannot be put in place, every target is what it was.
    """

    def __init__(self) -> None:
        """Begin without files."""
        self._finished: dict[Path, Path] = {}

    def __enter__(self) -> FileSet:
        """Return the set."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        """Put the files in place, unless the block failed; raise OutputError if that fails."""
        try:
            if error is None:
                self._place()
        finally:
            for temporary in self._finished.values():
                for tail in ("", "-journal"):
                    with suppress(OSError):
                        Path(f"{temporary}{tail}").unlink(missing_ok=True)

    def add(self, path: Path, data: bytes) -> None:
        """Write the bytes of a file; raise OutputError."""
        with write_errors(path):
            open_folder(path.parent)
            self._finished[path] = write_beside(path.parent, data)

    def build(self, path: Path, write: Callable[[Path], None]) -> None:
        """Have ``write`` make a file at the temporary path it is given; raise OutputError, or what ``write`` raises."""
        with write_errors(path):
            open_folder(path.parent)
            self._finished[path] = name_beside(path.parent)
        write(self._finished[path])

    def _place(self) -> None:
        """Move every file to its target; if one cannot be moved, put back those that were.

        A target is there at every moment, so that a kill leaves the old file or the new one.
        """
        saved: dict[Path, Path] = {}
        placed: list[Path] = []
        try:
            for path in self._finished:
                with write_errors(path):
                    if path.exists():
                        saved[path] = _second_copy(path)
            for path, temporary in self._finished.items():
                with write_errors(path):
                    put_in_place(temporary, path)
                placed.append(path)
        except BaseException:
            for path in placed:
                with suppress(OSError):
                    os.replace(saved[path], path) if path in saved else path.unlink()
            raise
        finally:
            for copy in saved.values():
                with suppress(OSError):
                    copy.unlink(missing_ok=True)


def _second_copy(path: Path) -> Path:
    """Return the path of a temporary second name of a file, or of a copy where the disk has no second names."""
    copy = name_beside(path.parent)
    try:
        os.link(path, copy)
    except (OSError, NotImplementedError, AttributeError):  # a browser has no such function
        shutil.copy2(path, copy)
    return copy
