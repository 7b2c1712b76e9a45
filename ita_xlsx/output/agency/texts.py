"""Hold the Thai words of the agency's form: title, instructions, hints, prompts and deadline.

Takes the framework, the settings of the round or the plan; returns texts. Works on values only.
"""

from __future__ import annotations

from ita_xlsx.model.framework import Framework
from ita_xlsx.model.measures import Plan
from ita_xlsx.model.round_settings import RoundSettings
from ita_xlsx.model.text.dates import thai_date
from ita_xlsx.output.texts import PLAN_TITLE, fiscal_period

FORM_TITLE = "แบบกรอกคะแนน ITA ปีงบประมาณ พ.ศ. {year}"
# What to do, in the order of the sheets: the agency, the scores, the measures, the results.
COVER_STEPS = (
    "ตรวจชื่อหน่วยงาน กรอกผู้รายงานและช่องทางติดต่อ",
    "กรอกคะแนนรายข้อ เฉพาะช่องสีเหลือง",
    "เลือกสถานะและวาง URL หลักฐานของทุกขั้นตอน",
    "ดูผลที่คำนวณให้ แล้วบันทึกเป็น .xlsx ส่งกลับ",
)
COVER_HEADERS = ("ทำ 4 ขั้น", "", "เปิดแผ่น", "กรอกแล้ว", "ความคืบหน้า", "คงเหลือ (ช่อง)")
REMINDERS = (
    "คะแนนเป็นตัวเลข 0 ถึง 100 ทศนิยมไม่เกินสองตำแหน่ง",
    "ข้อที่ไม่อยู่ในภารกิจ หรือไม่ได้รับการประเมิน พิมพ์ ไม่มีภารกิจ หรือ ไม่ประเมิน อย่ากรอกเลขศูนย์",
    "อย่าเปลี่ยนรหัสข้อ หัวตาราง และชื่อแผ่นงาน · แผ่น «คะแนนประกาศ» ไม่บังคับ",
)
LOCKED_CELLS = "ช่องอื่นล็อกไว้ป้องกันการแก้ไข ไม่มีรหัสผ่าน"
COLORS = (("todo", "ยังว่าง"), ("swatch_input", "กรอกแล้ว แก้ได้"), ("swatch_optional", "ไม่บังคับ"))
FIGURE_ERROR = "คะแนนที่ประกาศต้องเป็นตัวเลข 0 ถึง 100 หากไม่ทราบให้เว้นว่าง"
URL_PROMPT = "วางที่อยู่เว็บ (URL) ที่เปิดถึงข้อมูลโดยตรง ขึ้นต้นด้วย https:// หรือ http://"
STATUS_PROMPT = "เลือกจากรายการ"
CHOICE_PROMPT = "เลือกจากรายการ"
OWN_MEASURES = "มาตรการของหน่วยงานเอง (ถ้ามี) · กรอกขั้นตอนที่นี่ และกรอกตัวชี้วัด มาตรการ ผู้รับผิดชอบ ระยะเวลา ในคอลัมน์ทางขวา"
OWN_MEASURES_OFF_PAPER = f"{OWN_MEASURES} (แถวเหล่านี้ไม่อยู่ในหน้าพิมพ์)"
INFO_HINT = "ตรวจข้อมูลที่เติมไว้ให้ และกรอกช่องสีเหลือง ช่องที่มี * ต้องกรอก"
PUBLISHED_HINT = "ไม่บังคับ: กรอกเฉพาะคะแนนที่มีประกาศ ใช้แทนผลคำนวณเมื่อไม่มีคะแนนรายข้อ และใช้ตรวจทาน"
PRELIMINARY_HINT = "คำนวณจากคะแนนที่กรอก คะแนนที่พิมพ์เป็นข้อความยังไม่นับ · พิมพ์บนกระดาษถึงรายตัวชี้วัด ที่เหลือดูบนจอ"
# The sentence of the first sheet: how many cells are left to fill in, or that none is.
LEFT, CELLS, NONE_LEFT = "ยังเหลือ ", " ช่อง", "กรอกครบแล้ว"
# An agency that says it has nothing to report fills in no scores.
NOTHING, BUT_SCORES = "แจ้งว่าไม่มีข้อมูลรายงาน", " แต่กรอกคะแนนไว้ "
NO_MEASURES = "แผนนี้ยังไม่มีมาตรการของหน่วยงาน"


def form_title(framework: Framework) -> str:
    """Return the title of the form."""
    return FORM_TITLE.format(year=framework.year)


def deadline_words(settings: RoundSettings) -> str:
    """Return until when the form is sent back; empty without a deadline."""
    return f"ส่งกลับภายในวันที่ {thai_date(settings.deadline)}" if settings.deadline else ""


def contact_lines(settings: RoundSettings) -> tuple[str, ...]:
    """Return the contact and the address of the page, one line each; unknown facts are left out."""
    lines = []
    contact = settings.contact
    if contact.has_details:
        ways = [("", contact.name), ("โทรศัพท์ ", contact.phone), ("อีเมล ", contact.email)]
        lines.append("สอบถาม: " + "  ".join(label + value for label, value in ways if value))
    if settings.page:
        lines.append(f"ตรวจแบบฟอร์มด้วยตนเองก่อนส่งได้ที่ {settings.page}")
    return tuple(lines)


def issued_plan_title(framework: Framework, plan: Plan) -> str:
    """Return the title of a plan that is sent out with the forms.

    It names the year of the plan. A plan that names none is of the year of the round, or of the next year if a measure
    is for that year.
    """
    if plan.year:
        return PLAN_TITLE.format(year=plan.year)
    is_next = any(fiscal_period(framework.year + 1) in item.period for item in plan.measures)
    return PLAN_TITLE.format(year=framework.year + is_next)


ORIGINS_TITLE = "คะแนนแต่ละข้อมาจากไฟล์และช่องใด (รวมจากหลายไฟล์ของหน่วยงานเดียวกัน)"
ORIGINS_HEADERS = ("ข้อ", "ไฟล์", "แผ่นงานและช่อง")

LAST_YEAR_TITLE = "จากปีก่อน: คะแนน ลิงก์ และขั้นตอนที่ค้างของปีงบประมาณ พ.ศ. {year}"
LAST_YEAR_HINT = "ใช้ประกอบการกรอกเท่านั้น ไม่นับเป็นคำตอบของปีนี้ ขั้นตอนที่ยังต้องทำให้รายงานในแผ่น «มาตรการ»"
LAST_YEAR_WEBSITE = "เว็บไซต์ที่แจ้งไว้เมื่อปีก่อน: {url}"
LAST_YEAR_STEPS = "ขั้นตอนที่ค้าง {count} ขั้นตอน ในจำนวนนี้ไม่ระบุสถานะ {unsaid} ขั้นตอน: อยู่ใต้ตารางคะแนน"
NO_OPEN_STEPS, NOTHING_KNOWN = "ไม่มีขั้นตอนที่ค้าง", "ไม่มีข้อมูล"
LAST_YEAR_LINE = "แผ่น «จากปีก่อน» มีคะแนน ลิงก์ และขั้นตอนที่ค้าง {steps} ขั้นตอนของปีงบประมาณ พ.ศ. {year}"
