"""Name the files a command writes, and put a workbook in place once it was read back.

The commands get everything about output files from here. Writes files.
"""

from __future__ import annotations

from pathlib import Path

from ita_xlsx.intake.workbook.package import check_package
from ita_xlsx.output.names import NamesTaken, pdf_path, workbook_path
from ita_xlsx.output.safe_write import check_free, write_file

__all__ = ["NamesTaken", "check_free", "pdf_path", "put_workbook", "workbook_path"]


def put_workbook(path: Path, data: bytes, *, force: bool) -> None:
    """Write a workbook completely, or not at all.

    Raise OutputError if the file exists and ``force`` is not set, or if it cannot be written or read back.
    """
    write_file(path, data, force=force, verify=check_package)
