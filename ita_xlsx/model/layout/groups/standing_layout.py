"""Define the layout of the sheet of the analysis that sets an agency beside the others and the country.

Gives a table to the writer. Works on values only.
"""

from __future__ import annotations

from collections.abc import Sequence

from ita_xlsx.model.layout.grid import Column, Table

STANDING = "เทียบกลุ่ม"
# The keys of the columns of a spread behind ``all`` or ``kind``.
SPREAD = ("mean", "lower", "middle", "upper")
_HEADERS = {"mean": "เฉลี่ย", "lower": "ควอร์ไทล์ 1", "middle": "มัธยฐาน", "upper": "ควอร์ไทล์ 3"}
_OF = {"all": "ทั้งหมด", "kind": "ประเภท"}


def standing_table(
    subjects: Sequence[str], *, of_round: bool = True, of_kind: bool = True, national: bool = True
) -> Table:
    """Return the table with a row per subject; columns of figures that nobody gave are left out."""
    columns = [Column("name", "รายการ"), Column("score", "คะแนน")]
    for key in (key for key, has_it in (("all", of_round), ("kind", of_kind)) if has_it):
        columns += [Column(f"{key} {item}", f"{_OF[key]}\n{_HEADERS[item]}") for item in SPREAD]
        columns += [Column(f"{key} gap", f"ต่างจาก\n{_OF[key]}")]
    if national:
        columns += [Column("national", "ค่าเฉลี่ย\nประเทศ"), Column("national gap", "ต่างจาก\nประเทศ")]
    return Table(sheet=STANDING, title=STANDING, header_row=3, columns=tuple(columns), items=tuple(subjects))
