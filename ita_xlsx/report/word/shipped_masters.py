"""Load the masters that ship with the program, and give them out for an officer to restyle.

Reads the data of the package.
"""

from __future__ import annotations

import io
import zipfile
from functools import cache
from importlib import resources

from ita_xlsx.model.document import Master, MasterKind


def export_master(kind: MasterKind) -> bytes:
    """Return the file of a shipped master."""
    return (resources.files("workbook_templates") / "report" / f"{kind}.docx").read_bytes()


@cache
def load_master(kind: MasterKind) -> Master:
    """Return a shipped master."""
    with zipfile.ZipFile(io.BytesIO(export_master(kind))) as archive:
        return Master({name: archive.read(name) for name in archive.namelist()})
