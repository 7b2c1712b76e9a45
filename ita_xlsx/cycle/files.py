"""Put a workbook in place once it has been read back."""

from __future__ import annotations

from pathlib import Path

from ita_xlsx.intake.workbook.package import check_package
from ita_xlsx.output.files import write_file


def put_workbook(path: Path, data: bytes, *, force: bool) -> None:
    """Write a workbook whole, or not at all; raises OutputError."""
    write_file(path, data, force=force, verify=check_package)
