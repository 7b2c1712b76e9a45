"""Tell the forms that an import of a table of all agencies writes from those that agencies send.

Works on values only.
"""

from __future__ import annotations

# The folder of the forms that an import writes, within that of the arrivals; no agency sends anything there.
TABLE_FOLDER = "from-table"


def is_from_table(file: str) -> bool:
    """Return True if a file stands in the folder of the forms that were made from a table."""
    return TABLE_FOLDER in file.replace("\\", "/").split("/")[:-1]
