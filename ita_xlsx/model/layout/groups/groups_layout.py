"""Define the layout of the sheets of kinds and districts: one of all groups, and one for each group on request.

Gives tables to writers and formulas. Works on values only.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from ita_xlsx.model.framework import OVERALL
from ita_xlsx.model.layout.grid import Column, Table, row_numbers
from ita_xlsx.model.layout.province_layout import ProvinceLayout
from ita_xlsx.model.province.groups import GroupBy

KINDS, DISTRICTS = "ตามประเภท", "ตามอำเภอ"
SHEETS: Mapping[GroupBy, str] = MappingProxyType({GroupBy.KIND: KINDS, GroupBy.DISTRICT: DISTRICTS})
# The Thai word for one group.
GROUP_WORDS: Mapping[GroupBy, str] = MappingProxyType({GroupBy.KIND: "ประเภท", GroupBy.DISTRICT: "อำเภอ"})
# The columns of the figures between the lowest and the highest overall score, in the order of ``GroupScores.five``.
FIVE = ("least", "lower", "middle", "upper", "highest")
# A workbook with more sheets than this for one column of the roster helps nobody.
MOST_SHEETS = 60
# The lines below the groups: all agencies, and the country.
EVERYONE, NATIONAL = 1, 2
_GROUPS_HEADER, _AGENCIES_HEADER = 3, 4


class GroupsLayout:
    """The tables of the groups of one framework; a table without entries keeps one blank row."""

    def __init__(self, province: ProvinceLayout) -> None:
        """Make the layout beside that of the consolidated workbook."""
        self.province = province

    @property
    def subjects(self) -> tuple[str, ...]:
        """Return the subjects with a mean for each group: the instruments and the indicators."""
        return self.province.subjects[1:]

    def groups(self, by: GroupBy, count: int) -> Table:
        """Return the table of all groups, with a row per group."""
        columns = [
            Column("number", "ที่"), Column("name", GROUP_WORDS[by]), Column("members", "หน่วยงาน"),
            Column("counted", "นับ"), Column("mean", "เฉลี่ย"), Column("least", "ต่ำสุด"),
            Column("lower", "ควอร์ไทล์\nที่ 1"), Column("middle", "มัธยฐาน"), Column("upper", "ควอร์ไทล์\nที่ 3"),
            Column("highest", "สูงสุด"), Column("good", "ถึงระดับ\nที่ดี"), Column("below", "ต่ำกว่า\nเกณฑ์"),
            *self._subject_columns(),
        ]  # fmt: skip
        return Table(
            sheet=SHEETS[by],
            title=SHEETS[by],
            header_row=_GROUPS_HEADER,
            columns=tuple(columns),
            items=row_numbers(count, least=1),
        )

    def agencies(self, sheet: str, count: int) -> Table:
        """Return the table of the counted agencies of one group, best first; the last columns are helpers."""
        columns = [
            Column("rank", "อันดับ"), Column("name", "หน่วยงาน"), Column("code", "รหัส"), Column(OVERALL, "คะแนนรวม"),
            Column("level", "ระดับ"), *self._subject_columns(), Column("number", "ที่ใน\nทะเบียน"),
            Column("at", "แถวในตัวชี้วัด"),
        ]  # fmt: skip
        return Table(
            sheet=sheet,
            title=sheet,
            header_row=_AGENCIES_HEADER,
            columns=tuple(columns),
            items=row_numbers(count, least=1),
        )

    def _subject_columns(self) -> tuple[Column, ...]:
        headers = {column.key: column.header for column in self.province.indicators(1).columns}
        return tuple(Column(subject, headers[subject]) for subject in self.subjects)
