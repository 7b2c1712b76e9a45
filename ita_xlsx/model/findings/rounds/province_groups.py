"""Messages about the kinds and districts of agencies, and about the national mean in the settings."""

from ita_xlsx.model.findings.codes import Code
from ita_xlsx.model.findings.finding import Severity
from ita_xlsx.model.findings.message import Message, Topic

MESSAGES = (
    Message(
        code=Code.NATIONAL_MEAN_UNUSED,
        severity=Severity.WARNING,
        topic=Topic.SETTINGS,
        th="ค่าเฉลี่ยประเทศใน round.toml: national.{key} = «{value}» ไม่ได้ใช้ {why_th}",
        fix_th="แก้ใน [national] ให้เป็นของปีของรอบ ใช้ชื่อได้เฉพาะ {names}",
        en="the national mean in round.toml: national.{key} = «{value}» is not used, {why_en}",
        fix_en="make [national] that of the year of the round; valid names are {names}",
    ),
    Message(
        code=Code.GROUPS_NEARLY_ALIKE,
        severity=Severity.WARNING,
        topic=Topic.SETTINGS,
        th="ทะเบียนหน่วยงาน: {what_th} «{value}» ({count} หน่วยงาน) คล้าย «{other}» ({others} หน่วยงาน) จึงนับแยกเป็นสองกลุ่ม",
        fix_th="หากเป็นกลุ่มเดียวกัน ให้เขียนในทะเบียนเหมือนกัน หากไม่ใช่ ไม่ต้องแก้",
        en="the roster: the {what_en} «{value}» (agencies: {count}) is nearly «{other}» (agencies: {others}), "
        "and they count as two groups",
        fix_en="if they are one group, spell them alike in the roster; if not, there is nothing to do",
    ),
    Message(
        code=Code.AGENCIES_WITHOUT_GROUP,
        severity=Severity.WARNING,
        topic=Topic.SETTINGS,
        th="ทะเบียนหน่วยงาน: {count} จาก {members} หน่วยงานไม่ระบุ{what_th} ({agencies}) จึงอยู่ในกลุ่ม «{value}»",
        fix_th="กรอก{what_th}ในทะเบียน หากไม่ใช้ ไม่ต้องแก้",
        en="the roster: {count} of {members} agencies have no {what_en} ({agencies}), and are in the group «{value}»",
        fix_en="fill in the {what_en} in the roster; if you do not use it, there is nothing to do",
    ),
    Message(
        code=Code.GROUP_SHEETS_LEFT_OUT,
        severity=Severity.WARNING,
        topic=Topic.SETTINGS,
        th="ทำแผ่นงานราย{what_th}ได้ {made} จาก {count} กลุ่ม กลุ่มที่ไม่มีแผ่นงานของตนเอง: {value}",
        fix_th="ดูกลุ่มเหล่านั้นในแผ่น «{sheet}» หรือกรองคอลัมน์{what_th}ในแผ่น «จัดอันดับ»",
        en="{made} of {count} groups by {what_en} have a sheet of their own; those without one: {value}",
        fix_en="find these groups on the sheet «{sheet}», or filter the column of the {what_en} on «จัดอันดับ»",
    ),
)
