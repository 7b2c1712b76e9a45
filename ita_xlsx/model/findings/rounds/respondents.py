"""Messages about the least numbers of respondents of a round."""

from __future__ import annotations

from ita_xlsx.model.findings.codes import Code
from ita_xlsx.model.findings.finding import Severity
from ita_xlsx.model.findings.message import Message, Plural, Topic

MESSAGES = (
    Message(
        code=Code.RESPONDENTS_TOO_FEW,
        severity=Severity.WARNING,
        topic=Topic.SCORES,
        th="จำนวนผู้ตอบ {survey} คือ {value} คน น้อยกว่าขั้นต่ำ {minimum} คน ขาดอีก {missing} คน",
        fix_th="ตรวจจำนวนผู้ตอบในแบบฟอร์ม หากถูกต้อง ให้เชิญผู้ตอบเพิ่มให้ครบขั้นต่ำ",
        en="{survey} has {value} respondents, fewer than the minimum of {minimum}; missing: {missing}",
        fix_en="check the number in the form; if it is right, have more people answer the survey",
    ),
    Message(
        code=Code.RESPONDENTS_NOT_GIVEN,
        severity=Severity.INFO,
        topic=Topic.SCORES,
        th="แบบฟอร์มไม่ระบุจำนวนผู้ตอบ {survey} จึงไม่ทราบว่าครบขั้นต่ำ {minimum} คนหรือไม่",
        fix_th="กรอกจำนวนผู้ตอบในแผ่น «ข้อมูลหน่วยงาน»",
        en="the form does not say how many answered {survey}, so it is not clear if there are {minimum}, the minimum",
        fix_en="fill in the number of respondents in the sheet «ข้อมูลหน่วยงาน»",
    ),
    Message(
        code=Code.AGENCY_SHORT_OF_RESPONDENTS,
        severity=Severity.WARNING,
        topic=Topic.ROUND_RETURN,
        th="{agency} {name} มีผู้ตอบไม่ถึงขั้นต่ำ: {value}",
        fix_th="ขอให้หน่วยงานตรวจจำนวน หรือเชิญผู้ตอบเพิ่มให้ครบ",
        en="{agency} {name} has fewer respondents than the minimum: {value}",
        fix_en="ask the agency to check the number, or to have more people answer",
    ),
    Message(
        code=Code.AGENCY_RESPONDENTS_UNKNOWN,
        severity=Severity.INFO,
        topic=Topic.ROUND_RETURN,
        th="{agency} {name} ไม่ได้ระบุจำนวนผู้ตอบ {value} จึงไม่ทราบว่าครบขั้นต่ำหรือไม่",
        fix_th="ขอให้หน่วยงานแจ้งจำนวนผู้ตอบ",
        en="{agency} {name} does not say how many answered {value}, so it is not clear if the minimum is reached",
        fix_en="ask the agency for the number of respondents",
        plural=Plural(
            "{count} หน่วยงานไม่ได้ระบุจำนวนผู้ตอบครบทุกแบบวัด จึงไม่ทราบว่าครบขั้นต่ำหรือไม่:",
            "ขอให้หน่วยงานแจ้งจำนวนผู้ตอบ",
            "{count} agencies do not give every number of respondents, so it is not clear if the minimum is reached:",
            "ask the agencies for the numbers of respondents",
        ),
    ),
    Message(
        code=Code.RESPONDENT_MINIMUM_UNKNOWN,
        severity=Severity.INFO,
        topic=Topic.ROUND_RETURN,
        th="ไม่ทราบขั้นต่ำของผู้ตอบ {value} ของ {agency} {name} เพราะทะเบียนไม่มีจำนวนผู้ที่ตอบได้",
        fix_th="เติมคอลัมน์ «จำนวนบุคลากร» (IIT) หรือ «จำนวนผู้รับบริการ» (EIT) ในทะเบียน",
        en="the minimum of {value} for {agency} {name} is unknown, because the roster does not say how many can answer",
        fix_en="fill in the columns «จำนวนบุคลากร» (staff, for IIT) or «จำนวนผู้รับบริการ» (served, for EIT) of the roster",
        plural=Plural(
            "ไม่ทราบขั้นต่ำของผู้ตอบของ {count} หน่วยงาน เพราะทะเบียนไม่มีจำนวนผู้ที่ตอบได้:",
            "เติมคอลัมน์ «จำนวนบุคลากร» (IIT) หรือ «จำนวนผู้รับบริการ» (EIT) ในทะเบียน",
            "the minimum of {count} agencies is unknown, because the roster does not say how many can answer:",
            "fill in the columns «จำนวนบุคลากร» (staff, for IIT) or «จำนวนผู้รับบริการ» (served, for EIT) of the roster",
        ),
    ),
    Message(
        code=Code.RESPONDENT_KIND_UNKNOWN,
        severity=Severity.WARNING,
        topic=Topic.SETTINGS,
        th="[respondents] มีขั้นต่ำของประเภท «{value}» แต่ไม่มีหน่วยงานประเภทนี้ในทะเบียน ประเภทที่มี: {expected}",
        fix_th="แก้ชื่อประเภทใน round.toml ให้ตรงกับคอลัมน์ «ประเภท» ของทะเบียน",
        en="[respondents] has a minimum for the kind «{value}», but no agency of the roster is one; kinds: {expected}",
        fix_en="write the kind in round.toml as the column «ประเภท» (kind) of the roster has it",
    ),
    Message(
        code=Code.AGENCY_SIZE_UNREADABLE,
        severity=Severity.WARNING,
        topic=Topic.SETTINGS,
        th="«{value}» ในคอลัมน์ «{header}» ของ {agency} {name} (แถว {row}) ไม่ใช่จำนวนคน จึงไม่ได้ใช้",
        fix_th="แก้เป็นจำนวนเต็ม เช่น 120",
        en="«{value}» in the column «{header}» of {agency} {name} (row {row}) is no number of people and is not used",
        fix_en="write a whole number, such as 120",
    ),
)
