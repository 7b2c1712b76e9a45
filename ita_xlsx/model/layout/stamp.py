"""Define the place of the stamp, on a hidden sheet of every workbook that this program makes.

The stamp says which kind of workbook it is, and of which framework, agency and day. Works on values only.
"""

from __future__ import annotations

from ita_xlsx.model.layout.grid import Column, Table

MARK = "ita-xlsx"
# The document properties hold the same fields; their names begin so.
PROPERTY = "ita_"
STAMP_FIELDS = ("schema", "framework", "digest", "agency", "year", "issued")
# A further row of a marked copy, and of a form that was joined: the digests of the forms that it mends or holds.
MENDS = "mends"
# A further row of a form that was filled in beforehand: the scores of last year in it.
PREFILLED = "prefilled"
STAMP_TABLE = Table(
    sheet="_ita",
    title=MARK,
    header_row=0,
    columns=(Column("field", "field"), Column("value", "value")),
    items=STAMP_FIELDS,
)


def is_newer(schema: str, current: str) -> bool:
    """Return True if a schema such as ``ita-xlsx/agency/2`` is a later version of the kind of ``current``."""
    kind, _, version = schema.strip().rpartition("/")
    current_kind, _, current_version = current.rpartition("/")
    is_number = version.isascii() and version.isdecimal() and len(version) < 10
    return kind == current_kind and is_number and int(version) > int(current_version)
