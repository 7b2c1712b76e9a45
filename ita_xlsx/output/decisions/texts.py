"""Hold the Thai texts of ``decisions.xlsx``. Works on values only."""

from __future__ import annotations

TITLE = "บันทึกการตัดสินใจ"
YEAR = "ปีงบประมาณ พ.ศ. {year}"
CHOOSE = "เลือกคำใดคำหนึ่ง: {words}"
SCORE = "ใส่คะแนน 0-100"
