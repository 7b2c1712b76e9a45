"""Define the layout of the workbook of evidence addresses.

Gives the tables to its writer. Works on values only.
"""

from __future__ import annotations

from ita_xlsx.model.layout.grid import Column, Table, row_numbers

LINKS, SOUND_LINKS = "ลิงก์หลักฐาน", "ลิงก์ที่ไม่พบปัญหา"
SCHEMA = "ita-xlsx/links/1"

_COLUMNS = (
    Column("number", "ที่"),
    Column("agency", "หน่วยงาน"),
    Column("verdict", "ผลการตรวจ"),
    Column("why", "สิ่งที่พบ"),
    Column("url", "ที่อยู่ (URL) หรือเหตุผล"),
    Column("open", "เปิด"),
    Column("cell", "ช่อง"),
    Column("step", "ขั้นตอน/ข้อ"),
    Column("checked", "วันที่เปิดดู"),
    Column("reached", "นำไปที่"),
    Column("full", "ข้อความเต็ม"),
)
_SOUND_COLUMNS = (
    Column("number", "ที่"),
    Column("agency", "หน่วยงาน"),
    Column("url", "ที่อยู่ (URL) หรือเหตุผล"),
    Column("open", "เปิด"),
    Column("cell", "ช่อง"),
    Column("verdict", "ผลการตรวจ"),
    Column("checked", "วันที่เปิดดู"),
    Column("step", "ขั้นตอน/ข้อ"),
    Column("full", "ข้อความเต็ม"),
)
_HEADER_ROW = 3


def links_table(rows: int) -> Table:
    """Return the table of addresses to be looked at, with a row per cell and address."""
    return Table(sheet=LINKS, title=LINKS, header_row=_HEADER_ROW, columns=_COLUMNS, items=row_numbers(rows, least=1))


def sound_links_table(rows: int) -> Table:
    """Return the table of addresses and reasons in which no fault was found."""
    return Table(
        sheet=SOUND_LINKS,
        title=SOUND_LINKS,
        header_row=_HEADER_ROW,
        columns=_SOUND_COLUMNS,
        items=row_numbers(rows, least=1),
    )
