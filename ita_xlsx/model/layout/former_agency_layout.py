"""Define the layout of the forms that versions 0.1.0 and 0.2.0 made, which agencies still return.

Takes a framework; gives sheets, tables and cells to the reader of forms. Works on values only.
"""

from __future__ import annotations

from functools import cached_property

from ita_xlsx.model.framework import Framework, Instrument
from ita_xlsx.model.layout.agency_layout import MEASURES, RESULT_COLUMNS, SCHEMA, AgencyLayout, score_columns
from ita_xlsx.model.layout.grid import Column, Table

FORMER_SCHEMA = "ita-xlsx/agency/1"
SCHEMAS = (SCHEMA, FORMER_SCHEMA)

# Row 0 holds the title, row 1 agency and year, row 2 a hint.
_HEADER_ROW = 3
_SPARE_MEASURES = 20
_MEASURE_COLUMNS = (
    Column("id", "รหัสขั้นตอน"),
    Column("number", "ที่"),
    Column("instrument", "แบบสำรวจ"),
    Column("indicator", "ตัวชี้วัด"),
    Column("measure", "มาตรการ"),
    Column("step", "ขั้นตอน/วิธีการดำเนินการ"),
    Column("owner", "ผู้รับผิดชอบ"),
    Column("period", "ระยะเวลา"),
    Column("follow_up", "การกำกับติดตาม"),
    Column("status", "สถานะ"),
    Column("url", "ผลการดำเนินงาน (ระบุ URL)"),
    Column("note", "หมายเหตุ"),
)
_NEW_RESULTS = ("progress", "chart_name", "chart_ring")


class FormerAgencyLayout(AgencyLayout):
    """The form with a column of indicators, and with the plan of each step in the columns before its status."""

    result_columns = tuple(column for column in RESULT_COLUMNS if column.key not in _NEW_RESULTS)

    @cached_property
    def measures(self) -> Table:
        """Return the table of steps of measures, without bands."""
        return Table(
            sheet=MEASURES,
            title=MEASURES,
            header_row=_HEADER_ROW,
            columns=_MEASURE_COLUMNS,
            items=(*self._steps, *self._own_items(_SPARE_MEASURES)),
        )

    def is_own_text(self, table: Table, text: str) -> bool:
        """Return False: above a table of a former form the place of a text says whose it is."""
        return False

    def _score_table(self, item: Instrument) -> Table:
        columns = [Column("indicator", "ตัวชี้วัด"), Column("code", "ข้อ"), Column("text", "ประเด็น")]
        columns += score_columns(self.framework, item)
        return Table(
            sheet=item.code,
            title=item.name,
            header_row=_HEADER_ROW,
            columns=tuple(columns),
            items=self._codes(item),
        )


def layout_of_schema(schema: str, framework: Framework) -> AgencyLayout:
    """Return the layout of a returned form, by the schema in its stamp."""
    return framework.once(FormerAgencyLayout) if schema == FORMER_SCHEMA else framework.once(AgencyLayout)
