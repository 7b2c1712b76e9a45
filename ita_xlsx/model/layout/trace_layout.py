"""Define the sheet of the consolidated workbook that leads from each score to its cell.

Works on values only.
"""

from __future__ import annotations

from ita_xlsx.model.layout.grid import Column, Table, row_numbers

TRACE = "ร่องรอย"

_COLUMNS = (
    Column("subject", "รายการ"),
    Column("code", "รหัส"),
    Column("name", "หน่วยงาน"),
    Column("year", "ปี"),
    Column("score", "คะแนน"),
    Column("kind", "ที่มา"),
    Column("place", "แผ่นงานและช่อง"),
    Column("file", "ไฟล์"),
    Column("decision", "การตัดสินใจหรือการแก้ไข"),
    Column("digest", "ลายนิ้วมือไฟล์"),
)


def trace_table(count: int) -> Table:
    """Return the table of scores with their cells, with a row per score."""
    return Table(sheet=TRACE, title=TRACE, header_row=3, columns=_COLUMNS, items=row_numbers(count, least=1))
