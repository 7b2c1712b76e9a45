"""Define the layout of the workbook of evidence addresses.

Gives the table to its writer. Works on values only.
"""

from __future__ import annotations

from ita_xlsx.model.layout.grid import Column, Table, row_numbers

LINKS = "ลิงก์หลักฐาน"
SCHEMA = "ita-xlsx/links/1"

_COLUMNS = (
    Column("number", "ที่"),
    Column("agency", "หน่วยงาน"),
    Column("cell", "ช่อง"),
    Column("step", "ขั้นตอน/ข้อ"),
    Column("url", "ที่อยู่ (URL) หรือเหตุผล"),
    Column("open", "เปิด"),
    Column("verdict", "ผลการตรวจ"),
    Column("why", "สิ่งที่พบ"),
    Column("reached", "นำไปที่"),
    Column("checked", "วันที่เปิดดู"),
)
_HEADER_ROW = 4


def links_table(rows: int) -> Table:
    """Return the table of addresses of all agencies, with a row per cell and address."""
    return Table(sheet=LINKS, title=LINKS, header_row=_HEADER_ROW, columns=_COLUMNS, items=row_numbers(rows, least=1))
