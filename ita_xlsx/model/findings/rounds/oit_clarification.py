"""Messages about the clarification kit for items of the open-data check, and about the page of evidence."""

from ita_xlsx.model.findings.codes import Code
from ita_xlsx.model.findings.finding import Severity
from ita_xlsx.model.findings.message import Message, Plural, Topic

MESSAGES = (
    Message(
        code=Code.KIT_NOT_NEEDED,
        severity=Severity.INFO,
        topic=Topic.DOCUMENTS,
        th="{agency} {name}: ไม่มีข้อใดของ {instrument} ที่ต่ำกว่า 100 จึงไม่จัดทำชุดชี้แจง",
        fix_th="ไม่ต้องแก้",
        en="{agency} {name}: no item of {instrument} is below 100, so no kit was made",
        fix_en="nothing to do",
        plural=Plural(
            th="{count} หน่วยงานไม่มีข้อใดที่ต่ำกว่า 100 จึงไม่จัดทำชุดชี้แจง",
            fix_th="ไม่ต้องแก้",
            en="{count} agencies have no item below 100, so no kit was made for them",
            fix_en="nothing to do",
        ),
    ),
    Message(
        code=Code.KIT_KEPT,
        severity=Severity.WARNING,
        topic=Topic.DOCUMENTS,
        th="«{name}» มีคำชี้แจงที่พิมพ์แล้ว หรืออ่านไม่ได้ จึงไม่เขียนทับ ฉบับใหม่คือ «{other}» (ยกคำชี้แจงมา {count} ข้อ)",
        fix_th="ทำงานต่อในฉบับใหม่ แล้วลบฉบับเดิมเมื่อไม่ต้องใช้",
        en="«{name}» holds explanations, or cannot be read, and is not overwritten; the new kit is «{other}» "
        "(explanations carried over: {count})",
        fix_en="go on in the new kit, and delete the old one when it is not needed any more",
    ),
    Message(
        code=Code.KIT_WITHOUT_SCORES,
        severity=Severity.WARNING,
        topic=Topic.DOCUMENTS,
        th="{agency} {name}: แบบฟอร์มไม่มีคะแนนรายข้อของ {instrument} (มีเพียงคะแนนที่ประกาศ หรือยังว่าง) จึงจัดทำชุดชี้แจงไม่ได้",
        fix_th="กรอกคะแนนรายข้อจากผลเบื้องต้นในแบบฟอร์ม แล้วใช้คำสั่งเดิมอีกครั้ง",
        en="{agency} {name}: the form has no scores of the items of {instrument} (only announced figures, or nothing), "
        "so no kit can be made",
        fix_en="type the scores of the preliminary result into the form, and run the command again",
    ),
    Message(
        code=Code.ITEMS_WITHOUT_SCORE,
        severity=Severity.WARNING,
        topic=Topic.DOCUMENTS,
        th="{agency} {name}: ข้อที่ไม่มีคะแนนในแบบฟอร์มไม่อยู่ในชุดชี้แจง: {codes}",
        fix_th="ตรวจกับผลเบื้องต้น หากข้อเหล่านี้ไม่ได้คะแนนเต็ม ให้กรอกคะแนนแล้วจัดทำใหม่",
        en="{agency} {name}: items without a score in the form are not in the kit: {codes}",
        fix_en="look them up in the preliminary result, type the scores below 100, and make the kit again",
    ),
    Message(
        code=Code.CLARIFY_DAYS_UNKNOWN,
        severity=Severity.INFO,
        topic=Topic.DOCUMENTS,
        th="ไม่ทราบช่วงเวลาชี้แจง ในชุดชี้แจงจึงเว้นว่างไว้",
        fix_th="ใส่ clarify_from และ clarify_until ใน [calendar] ของ round.toml ตามประกาศของสำนักงาน ป.ป.ช.",
        en="the days of the window for clarification are not known and are left blank in the kit",
        fix_en="put clarify_from and clarify_until under [calendar] in round.toml, as the commission announced them",
    ),
    Message(
        code=Code.CLARIFY_DAYS_REVERSED,
        severity=Severity.WARNING,
        topic=Topic.DOCUMENTS,
        th="ช่วงเวลาชี้แจงสิ้นสุดก่อนเริ่ม: {start} ถึง {value} ในชุดชี้แจงจึงเว้นว่างไว้",
        fix_th="แก้ clarify_from และ clarify_until ใน [calendar] ของ round.toml",
        en="the window for clarification ends before it begins: {start} to {value}; it is left blank in the kit",
        fix_en="correct clarify_from and clarify_until under [calendar] in round.toml",
    ),
    Message(
        code=Code.ADDRESS_LEFT_AS_TEXT,
        severity=Severity.WARNING,
        topic=Topic.DOCUMENTS,
        th="{subject}: «{value}» ไม่ใช่ที่อยู่เว็บ http หรือ https ที่เปิดได้ จึงเป็นข้อความ ไม่เป็นลิงก์",
        fix_th="แก้ที่อยู่ในแบบฟอร์มให้ครบตั้งแต่ https:// แล้วจัดทำใหม่",
        en="{subject}: «{value}» is no http or https address that the public can open, so it is text and no link",
        fix_en="correct the address in the form, from https:// on, and make the page again",
    ),
    Message(
        code=Code.CONTACT_LEFT_OUT,
        severity=Severity.WARNING,
        topic=Topic.DOCUMENTS,
        th="{subject}: ตัดหมายเลขโทรศัพท์หรืออีเมลในข้อความออกจากหน้าเผยแพร่",
        fix_th="หากเป็นข้อมูลติดต่อที่ต้องเผยแพร่ ใช้ --with-contacts",
        en="{subject}: a telephone number or a mail address in the text was left out of the page",
        fix_en="use --with-contacts if the public should see it",
    ),
    Message(
        code=Code.EXPLANATION_NOT_CARRIED,
        severity=Severity.WARNING,
        topic=Topic.DOCUMENTS,
        th="คำชี้แจงของข้อ {codes} อยู่ใน «{name}» เท่านั้น เพราะข้อเหล่านี้ไม่อยู่ในรายการแล้ว",
        fix_th="ตรวจว่าคะแนนของข้อเหล่านี้เปลี่ยนจริง",
        en="the explanations of {codes} are in «{name}» alone, because these items are not listed any more",
        fix_en="check that the scores of these items really changed",
    ),
    Message(
        code=Code.AGENCY_NOT_TAKEN,
        severity=Severity.INFO,
        topic=Topic.DOCUMENTS,
        th="{agency} {name}: ข้ามไป เพราะ «{state_th}»",
        fix_th="ไม่ต้องแก้ หากสถานะนี้ถูกต้อง มิฉะนั้นแก้ก่อน แล้วใช้คำสั่งเดิมอีกครั้ง ดูสถานะด้วยคำสั่ง: ita status",
        en="{agency} {name}: passed over, because its state is «{state_en}»",
        fix_en="nothing to do if that is right; else settle it, and run the command again; for the states: ita status",
    ),
)
