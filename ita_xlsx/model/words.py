"""The fixed words that stand in cells: what people choose from lists, and what formulas answer."""

NO_MISSION = "ไม่มีภารกิจ"
NOT_ASSESSED = "ไม่ประเมิน"
DECLARATIONS = (NO_MISSION, NOT_ASSESSED)

HAS_DATA = "มีข้อมูลรายงาน"
NOTHING_TO_REPORT = "ไม่มีข้อมูลรายงาน"
REPORTING = (HAS_DATA, NOTHING_TO_REPORT)

PROGRESS = ("ยังไม่ดำเนินการ", "กำลังดำเนินการ", "แล้วเสร็จ", NO_MISSION)

INCOMPLETE = "ไม่ครบ"
COMPUTED = "คำนวณ"
GIVEN = "คะแนนประกาศ"
COMPUTED_FROM = "คำนวณจากคะแนนประกาศ "
PASSES = "ผ่านเกณฑ์"
BELOW = "ต่ำกว่าเกณฑ์"
NO_SCORE = "ไม่มีคะแนน"
COMPLETE = "ครบแล้ว"
UNCHANGED = "คะแนนในแผ่น «คะแนนรายข้อ» ตรงกับที่วิเคราะห์"
CHANGED = "มีการแก้คะแนนหรือเกณฑ์หลังการวิเคราะห์ "
CHANGED_TAIL = " ช่อง: ผลและรายการจุดอ่อนเปลี่ยนตามแล้ว แต่แผนมาตรการและข้อค้นพบยังเป็นของเดิม ให้สั่งวิเคราะห์ใหม่"
NOT_COMPARED = "–"
