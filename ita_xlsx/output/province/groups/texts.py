"""Hold the Thai texts of the sheets of kinds and districts.

Words in braces are filled in by the writer of the sheet. Works on values only.
"""

TITLE = "ผลการประเมินตาม{group}"
OWN_TITLE = "{group} «{name}»"
NOT_GIVEN = "ทะเบียนหน่วยงานไม่ระบุ{group}"
GROUPS, HIGHEST, LOWEST = " กลุ่ม", " · เฉลี่ยสูงสุด: ", " · ต่ำสุด: "
EVERYONE = "ทุกหน่วยงาน"
NATIONAL, NATIONAL_OF_YEAR = "ค่าเฉลี่ยประเทศ", "ค่าเฉลี่ยประเทศ ปี {year}"
SOURCE = "ที่มาของค่าเฉลี่ยประเทศ: {source}"
HOW = (
    "นับเฉพาะหน่วยงานที่ส่งครบ ทุกหน่วยงานเท่ากัน · ถึงระดับที่ดี = ระดับ{level}ขึ้นไป",
    "ต่ำสุด ควอร์ไทล์ มัธยฐาน และสูงสุดเป็นของคะแนนรวม อยู่บนเส้นตรงระหว่างสองคะแนนที่ติดกัน",
)
COUNTED, OF, AGENCIES, MEAN = "นับ ", " จาก ", " หน่วยงาน", " · เฉลี่ย "
QUARTILES = (" · ควอร์ไทล์ ", " / ", " / ")
NOBODY = "ยังไม่มีหน่วยงานของกลุ่มนี้ที่นับผลได้"
NOT_COUNTED = "หน่วยงานของกลุ่มนี้ที่ไม่นับ"
