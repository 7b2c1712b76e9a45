"""Where the stamp stands: in every workbook we make, on a sheet nobody sees."""

from __future__ import annotations

from ita_xlsx.model.layout.grid import Column, Table

MARK = "ita-xlsx"
# The same fields among the document's own properties.
PROPERTY = "ita_"
STAMP_FIELDS = ("schema", "framework", "digest", "agency", "year", "issued")
STAMP_TABLE = Table("_ita", MARK, 0, (Column("field", "field"), Column("value", "value")), STAMP_FIELDS)
