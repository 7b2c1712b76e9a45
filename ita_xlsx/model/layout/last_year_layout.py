"""Define the sheet of a form with what is known from last year: all answers with their links, then the open steps.

Its headers are none of those of the tables that an agency fills in, so that it is never read as one. Works on values
only.
"""

from __future__ import annotations

from ita_xlsx.model.layout.agency_layout import LAST_YEAR
from ita_xlsx.model.layout.grid import Column, Table, row_numbers

# Row 0 holds the title, row 1 the agency, row 2 a hint, row 3 the website, row 4 how many steps are open.
_FIRST_HEADER, _GAP = 5, 1
_ANSWERS = (
    Column("place", "ลำดับ"),
    Column("label", "รายการของปีก่อน"),
    Column("text", "ประเด็นของปีก่อน"),
    Column("score", "ผลเมื่อปีก่อน"),
    Column("url", "ลิงก์เมื่อปีก่อน"),
    Column("now", "รายการเดียวกันของปีนี้"),
)
_STEPS = (
    Column("place", "ลำดับ"),
    Column("step_id", "รหัสของปีก่อน"),
    Column("step", "ขั้นตอนที่ค้างจากปีก่อน"),
    Column("status", "สถานะเมื่อปีก่อน"),
    Column("url", "หลักฐานเมื่อปีก่อน"),
    Column("note", "หมายเหตุเมื่อปีก่อน"),
)


def answers_table(count: int) -> Table:
    """Return the table of the answers; one row without any."""
    return Table(
        sheet=LAST_YEAR,
        title=LAST_YEAR,
        header_row=_FIRST_HEADER,
        columns=_ANSWERS,
        items=row_numbers(count, least=1),
    )


def open_steps_table(answers: int, count: int) -> Table:
    """Return the table of the open steps below that of so many answers."""
    header_row = answers_table(answers).last_row + _GAP + 1
    return Table(
        sheet=LAST_YEAR, title=LAST_YEAR, header_row=header_row, columns=_STEPS, items=row_numbers(count, least=1)
    )
