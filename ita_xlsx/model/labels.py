"""Name values of the model in the Thai words that sheets and the screen show.

Holds data only.
"""

from __future__ import annotations

from collections.abc import Mapping

from ita_xlsx.model.rules import RuleCode

# The meaning of each rule for weak points, as the officer reads it beside its limit.
RULE_MEANINGS: Mapping[RuleCode, str] = {
    RuleCode.BELOW: "คะแนนต่ำกว่าเกณฑ์นี้ = แก้ไขโดยเร่งด่วน",
    RuleCode.FELL_THROUGH: "ปีก่อนถึงเกณฑ์นี้ ปีนี้ไม่ถึง",
    RuleCode.NOT_FULL: "ข้อของแบบวัดการเปิดเผยข้อมูลที่ต่ำกว่าค่านี้",
    RuleCode.APART: "ผลแต่ละส่วนของตัวชี้วัดต่างกันเกินค่านี้",
    RuleCode.FELL: "ลดลงจากปีก่อนเกินค่านี้",
    RuleCode.LOWEST_INDICATOR: "ตัวชี้วัดที่ได้คะแนนต่ำที่สุด",
    RuleCode.LOWEST_QUESTION: "ข้อที่ได้คะแนนต่ำที่สุดของตัวชี้วัด (ไม่นับเป็นจุดอ่อน)",
    RuleCode.STRENGTH: "คะแนนสูงกว่าค่านี้ = จุดแข็ง",
}
