"""Name the files a command writes, and put each in place once it was read back.

The commands get everything about output files from here. Writes files.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from ita_xlsx.errors import UnreadableWorkbook
from ita_xlsx.model.findings.codes import Code
from ita_xlsx.output.file_set import FileSet
from ita_xlsx.output.names import NamesTaken, pdf_path, workbook_path
from ita_xlsx.output.safe_write import check_free, write_file

__all__ = ["FileSet", "NamesTaken", "Target", "pdf_path", "workbook_path"]


@dataclass(frozen=True, kw_only=True)
class Target:
    """A file to write, or a folder of such files; ``force`` allows to overwrite them, but never the ``inputs``."""

    path: Path
    force: bool = False
    inputs: tuple[Path, ...] = ()

    def at(self, path: Path) -> Target:
        """Return the target at another path, under the same rules."""
        return replace(self, path=path)

    def file(self, name: str) -> Target:
        """Return the target for a file of this folder."""
        return self.at(self.path / name)

    def protect(self, inputs: Iterable[Path]) -> Target:
        """Return the target with further files that are never overwritten."""
        return replace(self, inputs=tuple(dict.fromkeys((*self.inputs, *inputs))))

    def check_free(self) -> None:
        """Raise OutputError if the file exists and may not be overwritten."""
        check_free(self.path, force=self.force, inputs=self.inputs)

    def put(self, data: bytes, verify: Callable[[bytes], object] | None = None) -> None:
        """Write the file completely, or not at all; ``verify`` raises an ItaError for bytes that cannot be used.

        Raise OutputError if the file may not be overwritten, cannot be written, or is read back with a fault.
        """
        write_file(self.path, data, force=self.force, inputs=self.inputs, verify=verify)

    def put_workbook(self, data: bytes) -> None:
        """Write a workbook completely, or not at all; raise OutputError as ``put`` does."""
        from ita_xlsx.intake.workbook.package import check_package  # slow to import, and needed at the end alone

        self.put(data, check_package)

    def put_copy(self, data: bytes) -> None:
        """Write a workbook as ``put_workbook`` does, one that differs only in plain texts from one it has written.

        It must be read back byte for byte: all else was checked with the other one.
        """
        self.put(data, partial(_check_same, data))


def _check_same(made: bytes, written: bytes) -> None:
    """Raise UnreadableWorkbook if a file is not read back as it was made."""
    if made != written:
        raise UnreadableWorkbook(Code.FILE_DAMAGED)
