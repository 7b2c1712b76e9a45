"""Hold the Thai words of the agency's form: title, instructions, hints, prompts and deadline.

Takes the framework, the settings of the round or the plan; returns texts. Works on values only.
"""

from __future__ import annotations

from ita_xlsx.model.framework import Framework
from ita_xlsx.model.measures import Plan
from ita_xlsx.model.round_settings import RoundSettings
from ita_xlsx.model.text.dates import thai_date
from ita_xlsx.output.texts import PLAN_TITLE, next_period

FORM_TITLE = "แบบกรอกคะแนน ITA ปีงบประมาณ พ.ศ. {year}"
INSTRUCTIONS = (
    "ตรวจชื่อหน่วยงานในแผ่น «ข้อมูลหน่วยงาน» แล้วกรอกชื่อผู้รายงานและช่องทางติดต่อ",
    "กรอกคะแนนรายข้อในแผ่น {sheets} เฉพาะช่องสีเหลือง เป็นตัวเลข 0 ถึง 100 ทศนิยมไม่เกินสองตำแหน่ง",
    "ข้อที่ไม่อยู่ในภารกิจ หรือไม่ได้รับการประเมิน ให้พิมพ์คำว่า ไม่มีภารกิจ หรือ ไม่ประเมิน อย่ากรอกเลขศูนย์",
    "หากมีคะแนนที่ประกาศแล้ว (รายตัวชี้วัด รายเครื่องมือ หรือคะแนนรวม) ให้กรอกในแผ่น «คะแนนประกาศ»",
    "กรอกผลการดำเนินงานตามมาตรการและ URL หลักฐานในแผ่น «มาตรการ»",
    "ดูผลที่คำนวณให้ทันทีในแผ่น «ผลเบื้องต้น» คะแนนที่พิมพ์เป็นข้อความจะยังไม่นับว่ากรอกแล้ว",
    "บันทึกเป็นไฟล์ .xlsx แล้วส่งกลับ โดยไม่เปลี่ยนรหัสข้อ หัวตาราง และชื่อแผ่นงาน",
)
COLORS = (
    ("input", "ช่องสีเหลือง", "กรอกหรือแก้ไขได้"),
    ("label", "ช่องสีเทาและช่องอื่น", "ล็อกไว้เพื่อป้องกันการแก้ไขโดยไม่ตั้งใจ"),
    ("caution", "ช่องสีส้มในแผ่นคะแนน", "ข้อความหรือตัวเลขที่อ่านเป็นคะแนน 0-100 ไม่ได้ (แผ่นงานแสดงจำนวนไว้ด้วย)"),
)
FILL_COUNT_HEADERS = ("แผ่นงาน", "กรอกแล้ว (ช่อง)", "ทั้งหมด (ช่อง)", "คงเหลือ")
FIGURE_ERROR = "คะแนนที่ประกาศต้องเป็นตัวเลข 0 ถึง 100 หากไม่ทราบให้เว้นว่าง"
URL_PROMPT = "วางที่อยู่เว็บ (URL) ที่เปิดถึงข้อมูลโดยตรง ขึ้นต้นด้วย https:// หรือ http://"
INFO_HINT = "ตรวจข้อมูลที่เติมไว้ให้ และกรอกช่องสีเหลือง"
PUBLISHED_HINT = "ไม่บังคับ: กรอกเฉพาะคะแนนที่มีประกาศ ใช้แทนผลคำนวณเมื่อไม่มีคะแนนรายข้อ และใช้ตรวจทาน"
MEASURES_HINT = "แถวที่เว้นไว้เป็นของหน่วยงาน: กรอกมาตรการ ขั้นตอน สถานะ และ URL หลักฐาน"
PLANNED_HINT = "เลือกสถานะและวาง URL หลักฐานของทุกขั้นตอนตามแผน ไม่มีภารกิจให้เขียนเหตุผลในหมายเหตุ แถวว่างท้ายตารางเป็นของหน่วยงานเอง"
PRELIMINARY_HINT = "คำนวณจากคะแนนที่กรอก ทุกช่องเป็นสูตร คะแนนที่พิมพ์เป็นข้อความ (เช่นเลขไทยที่เป็นตัวอักษร) ยังไม่นับ"
NO_MEASURES = "แผนนี้ยังไม่มีมาตรการของหน่วยงาน"


def form_title(framework: Framework) -> str:
    """Return the title of the form."""
    return FORM_TITLE.format(year=framework.year)


def instructions(framework: Framework) -> tuple[str, ...]:
    """Return the instructions for filling in the form, one sentence for each step."""
    sheets = " ".join(f"«{item.code}»" for item in framework.instruments)
    return tuple(f"{number}. {text.format(sheets=sheets)}" for number, text in enumerate(INSTRUCTIONS, 1))


def deadline_lines(settings: RoundSettings) -> tuple[str, ...]:
    """Return the deadline, the contact and the address of the page, one line each; unknown facts are left out."""
    lines = [f"ส่งกลับภายในวันที่ {thai_date(settings.deadline)}"] if settings.deadline else []
    contact = settings.contact
    if contact.has_details:
        ways = [("", contact.name), ("โทรศัพท์ ", contact.phone), ("อีเมล ", contact.email)]
        lines.append("สอบถาม: " + "  ".join(label + value for label, value in ways if value))
    if settings.page:
        lines.append(f"ตรวจแบบฟอร์มด้วยตนเองก่อนส่งได้ที่ {settings.page}")
    return tuple(lines)


def issued_plan_title(framework: Framework, plan: Plan) -> str:
    """Return the title of a plan that is sent out with the forms.

    It names the year of the round, or the next year if a measure of the plan is for that year.
    """
    is_next = any(next_period(framework) in item.period for item in plan.measures)
    return PLAN_TITLE.format(year=framework.year + is_next)
