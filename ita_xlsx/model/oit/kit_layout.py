"""Define the layout of the clarification kit: a workbook with a row for each item below full marks.

Gives the table to its writer and its reader. Works on values only.
"""

from __future__ import annotations

from collections.abc import Iterable

from ita_xlsx.model.layout.grid import Column, Table

KIT_SHEET = "ชี้แจง OIT"
SCHEMA = "ita-xlsx/clarification/1"
# Rows above the header: the title, the count and beside it the window, what may be clarified.
TITLE_ROW, MESSAGE_ROW, RULE_ROW, HEADER_ROW = 0, 1, 2, 3
WINDOW_COL = 3

_COLUMNS = (
    Column("code", "ข้อ"),
    Column("text", "รายการข้อมูล"),
    Column("score", "คะแนนเบื้องต้น"),
    Column("url", "ลิงก์ที่ให้ไว้เดิม"),
    Column("explanation", "คำชี้แจง"),
    Column("paste", "ข้อความสำหรับวาง"),
)


def kit_table(codes: Iterable[str]) -> Table:
    """Return the table of the kit, with a row for each of these items."""
    return Table(sheet=KIT_SHEET, title=KIT_SHEET, header_row=HEADER_ROW, columns=_COLUMNS, items=tuple(codes))
