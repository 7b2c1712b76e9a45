"""Tell which part of the name of a returned file is a file on the disk, and which part lies inside it.

Works on values only.
"""

from __future__ import annotations

import re
from typing import NamedTuple

# Files whose content is opened; the name of what lies inside follows after a slash.
_CONTAINER = re.compile(r"\.(?:zip|eml|msg)$", re.IGNORECASE)
# Between a mail or an archive and what lies inside it, where a person reads it.
INSIDE = " › "


class FilePlace(NamedTuple):
    """The place of a returned file: the mails and archives that hold it, the outermost first, and the file."""

    containers: tuple[str, ...]
    file: str

    @property
    def text(self) -> str:
        """Return the place as a person reads it: ``inbox/mail.eml › forms.zip › form.xlsx``."""
        return INSIDE.join((*self.containers, self.file))


def file_place(name: str) -> FilePlace:
    """Return the place of a file by its name, such as ``inbox/mail.eml/forms.zip/form.xlsx``."""
    containers: list[str] = []
    parts: list[str] = []
    *folders, last = name.replace("\\", "/").split("/")
    for folder in folders:
        parts.append(folder)
        if _CONTAINER.search(folder):
            containers.append("/".join(parts))
            parts = []
    return FilePlace(tuple(containers), "/".join((*parts, last)))
