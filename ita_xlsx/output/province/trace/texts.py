"""Hold the Thai words of the sheet ``ร่องรอย``."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from ita_xlsx.model.trace.trail import TraceKind

TITLE = "ร่องรอยของคะแนน"
KINDS: Mapping[TraceKind, str] = MappingProxyType(
    {
        TraceKind.ANSWER: "ช่องคะแนน",
        TraceKind.ANNOUNCED: "คะแนนประกาศ",
        TraceKind.CORRECTION: "แก้ไขตามที่แจ้ง",
        TraceKind.COMPUTED: "คำนวณจากช่อง",
    }
)
COUNT, ROWS = "คะแนน ", " ค่า แต่ละค่ามาจากไฟล์และช่องใด"
HOW_TO = (
    "วิธีใช้: กรองช่อง «รายการ» ด้วยชื่อตัวเลขที่ต้องการตรวจ แล้วกรอง «หน่วยงาน»"
    " · ค่าเฉลี่ยของจังหวัดมาจากทุกแถวของรายการนั้นในปีเดียวกัน · พิมพ์เฉพาะคะแนนรวม"
)
WITHOUT_ANSWERS = "แผ่นนี้แสดงคะแนนรวม เครื่องมือ และตัวชี้วัด · คะแนนรายข้ออยู่ในชุดข้อมูลส่งออก"
ONLY_EXPORTED = "หน่วยงานมีมากเกินแผ่นงาน ร่องรอยของคะแนนทุกค่าอยู่ในชุดข้อมูลส่งออก"
# Not empty, so that the name of a file does not run on over the cell.
NO_DECISION = "-"
NOTHING = "ยังไม่มีคะแนนที่ใช้ได้"
