"""Define the plan layouts: how a plan of measures is printed, and which headers its columns may have.

Writers of plans and the reader of plan files use it. Works on values only.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from ita_xlsx.model.layout.grid import Column, Table, row_numbers

PLAN = "แผนมาตรการ"
PROVINCE_PLAN = "แผนจังหวัด"
PROVINCE_PLAN_SCHEMA = "ita-xlsx/plan/1"
# Row 0 holds the title, row 1 the agency, row 2 a live line or nothing, row 3 a hint.
_HEADER_ROW = 4

SUBJECTS = Column("targets", "จุดอ่อนที่ครอบคลุม")
_UNITS = Column("units", "หน่วยงาน")
_ID = Column("id", "รหัสมาตรการ")
_INDICATOR = Column("indicator", "ตัวชี้วัด")
_STEP_ID = Column("step_id", "รหัสขั้นตอน")
ALL_UNITS = "ทุกหน่วยงาน"

# The columns of the CSV table that an officer edits.
FILE_COLUMNS = (
    _ID,
    _INDICATOR,
    Column("targets", "ข้อที่ตอบ"),
    Column("measure", "มาตรการ"),
    Column("analysis", "ผลการวิเคราะห์"),
    Column("steps", "ขั้นตอน"),
    Column("responsible", "ผู้รับผิดชอบ"),
    _UNITS,
    Column("period", "ระยะเวลา"),
    Column("follow_up", "การติดตามผล"),
)


@dataclass(frozen=True)
class PlanLayout:
    """A way to print a plan of measures; ``by_step`` means a row per step, else there is a row per measure."""

    key: str
    columns: tuple[Column, ...]
    by_step: bool = False

    @property
    def fields(self) -> frozenset[str]:
        """Return the keys of the fields that can be read back: the printed and the hidden columns."""
        return frozenset(column.key for column in self.columns) | {"targets", "units", "id", "indicator"}


def _layout(key: str, *columns: tuple[str, str], by_step: bool = False) -> PlanLayout:
    return PlanLayout(key, tuple(Column(name, header) for name, header in columns), by_step)


DEFAULT_PLAN_LAYOUT = "2568"
PLAN_LAYOUTS: Mapping[str, PlanLayout] = MappingProxyType(
    {
        "2568": _layout(
            "2568", ("indicator", "ตัวชี้วัด"), ("measure", "มาตรการ หรือโครงการ หรือกิจกรรม"),
            ("analysis", "ผลการวิเคราะห์"), ("steps", "ขั้นตอนหรือวิธีปฏิบัติการ"), ("period", "ช่วงระยะเวลาการดำเนินการ"),
            ("responsible", "ผู้รับผิดชอบ"), ("follow_up", "การติดตามผล"),
        ),
        "2565": _layout(
            "2565", ("measure", "มาตรการ/แนวทาง"), ("steps", "วิธีการดำเนินการ"), ("responsible", "ผู้รับผิดชอบ"),
            ("period", "ระยะเวลาดำเนินการ"), ("follow_up", "การติดตามผล"),
        ),
        "2563": _layout(
            "2563", ("measure", "มาตรการ"), ("steps", "ขั้นตอนหรือวิธีการ"), ("responsible", "ผู้รับผิดชอบ"),
            ("follow_up", "การกำกับติดตาม"),
        ),
        "tracking": _layout(
            "tracking", ("instrument", "แบบสำรวจ"), ("indicator", "ตัวชี้วัดที่"),
            ("steps", "วิธีการ/ขั้นตอนการดำเนินการ"), ("responsible", "หน่วยงาน/ผู้รับผิดชอบ"),
            ("url", "ผลการดำเนินงาน (ระบุ URL)"), by_step=True,
        ),
    }
)  # fmt: skip

# The plan of a province names the agencies on paper, and says where each measure comes from.
PROVINCE_LAYOUT = _layout(
    "province", ("number", "ที่"), ("indicator", "ตัวชี้วัด"), ("measure", "มาตรการ หรือโครงการ หรือกิจกรรม"),
    ("units", _UNITS.header), ("analysis", "ผลการวิเคราะห์"), ("steps", "ขั้นตอนหรือวิธีปฏิบัติการ"),
    ("responsible", "ผู้รับผิดชอบ"), ("period", "ช่วงระยะเวลาการดำเนินการ"), ("follow_up", "การติดตามผล"), ("note", "หมายเหตุ"),
)  # fmt: skip


def province_plan_table(count: int) -> Table:
    """Return the table of a province's plan with ``count`` rows; the points stand left of the printed columns."""
    return Table(
        sheet=PROVINCE_PLAN,
        title=PROVINCE_PLAN,
        header_row=_HEADER_ROW,
        columns=(SUBJECTS, *PROVINCE_LAYOUT.columns, _ID),
        items=row_numbers(count),
    )


def plan_table(plan_layout: PlanLayout, count: int) -> Table:
    """Return the table of a plan with ``count`` rows; ids and units stand right of the printed columns."""
    ids = (_STEP_ID, _ID) if plan_layout.by_step else (_ID,)
    # A layout that does not print the indicator keeps it in a hidden column.
    hidden = () if any(column.key == _INDICATOR.key for column in plan_layout.columns) else (_INDICATOR,)
    return Table(
        sheet=PLAN,
        title=PLAN,
        header_row=_HEADER_ROW,
        columns=(SUBJECTS, *plan_layout.columns, _UNITS, *ids, *hidden),
        items=row_numbers(count),
    )


# All headers that a column of a plan may have: those of the layouts, and other names in use.
HEADERS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "id": (_ID.header, "id", "measure_id", "รหัส"),
        "step_id": (_STEP_ID.header, "step_id"),
        "targets": (
            SUBJECTS.header, "ข้อที่ตอบ", "ข้อคำถามที่ตอบ", "ข้อคำถาม", "ข้อ", "targets", "target", "questions", "subjects",
        ),
        "number": ("ที่", "ลำดับ", "ลำดับที่", "no", "number"),
        "instrument": ("แบบสำรวจ", "เครื่องมือ", "แบบวัด", "instrument"),
        "indicator": ("ตัวชี้วัด", "ตัวชี้วัดที่", "indicator"),
        "measure": (
            "มาตรการ", "มาตรการ หรือโครงการ หรือกิจกรรม", "มาตรการ/โครงการ/กิจกรรม", "มาตรการ/แนวทาง", "แนวทาง",
            "มาตรการ/แนวทางการดำเนินการ", "measure", "measures",
        ),
        "analysis": ("ผลการวิเคราะห์", "ประเด็นที่วิเคราะห์", "สภาพปัญหา", "analysis"),
        "steps": (
            "ขั้นตอนหรือวิธีปฏิบัติการ", "วิธีการดำเนินการ", "ขั้นตอนหรือวิธีการ", "วิธีการ/ขั้นตอนการดำเนินการ",
            "ขั้นตอน/วิธีการดำเนินการ", "ขั้นตอน/วิธีการ", "ขั้นตอนหรือวิธีการปฏิบัติ", "ขั้นตอนการดำเนินการ", "วิธีดำเนินการ",
            "ขั้นตอน", "ขั้นตอน (บรรทัดละหนึ่งขั้น)", "steps", "step",
        ),
        "period": (
            "ช่วงระยะเวลาการดำเนินการ", "ระยะเวลาดำเนินการ", "ระยะเวลาการดำเนินการ", "ช่วงระยะเวลา", "ระยะเวลา", "period",
        ),
        "responsible": (
            "ผู้รับผิดชอบ", "หน่วยงาน/ผู้รับผิดชอบ", "หน่วยงานที่รับผิดชอบ", "หน่วยงานรับผิดชอบ", "responsible", "owner",
        ),
        "units": (_UNITS.header, "หน่วยงานที่ดำเนินการ", "units", "unit", "agencies", "agency"),
        "follow_up": (
            "การติดตามผล", "การกำกับติดตาม", "การกำกับ ติดตาม", "การกำกับติดตามผล", "การติดตาม", "follow_up", "follow-up",
        ),
        "evidence": ("หลักฐาน", "evidence"),
        "status": ("สถานะ", "status"),
        "url": ("ผลการดำเนินงาน (ระบุ URL)", "ผลการดำเนินงาน", "url"),
        "note": ("หมายเหตุ", "note"),
        "keywords": ("คำสำคัญในข้อคำถาม", "keywords"),
    }
)  # fmt: skip
# Columns that a plan file may have and that its reader ignores.
IGNORED_COLUMNS = frozenset({"number", "instrument", "status", "url", "note", "keywords"})
