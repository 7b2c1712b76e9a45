"""Messages about mail drafts to agencies: their addresses, their texts, their files, and drafts of earlier runs."""

from __future__ import annotations

from ita_xlsx.model.findings.codes import Code
from ita_xlsx.model.findings.finding import Severity
from ita_xlsx.model.findings.message import Message, Plural, Topic

MESSAGES = (
    Message(
        code=Code.MAIL_WITHOUT_ADDRESS,
        severity=Severity.WARNING,
        topic=Topic.DOCUMENTS,
        th="{agency} {name} (แถว {row} ของทะเบียน) ไม่มีที่อยู่อีเมลที่ใช้ได้ ร่างอีเมลจึงไม่มีผู้รับ",
        fix_th="เติมคอลัมน์ «อีเมล» ในทะเบียน หรือใส่ผู้รับเองในร่าง",
        en="{agency} {name} (row {row} of the roster) has no mail address that can be used, so its draft is to nobody",
        fix_en="fill in the column «อีเมล» (email) of the roster, or address the draft yourself",
        plural=Plural(
            th="หน่วยงาน {count} แห่งไม่มีที่อยู่อีเมลที่ใช้ได้ ร่างอีเมลจึงไม่มีผู้รับ",
            fix_th="เติมคอลัมน์ «อีเมล» ในทะเบียน หรือใส่ผู้รับเองในร่าง",
            en="{count} agencies have no mail address that can be used, so their drafts are to nobody",
            fix_en="fill in the column «อีเมล» (email) of the roster, or address the drafts yourself",
        ),
    ),
    Message(
        code=Code.MAIL_ADDRESS_INVALID,
        severity=Severity.WARNING,
        topic=Topic.DOCUMENTS,
        th="«{value}» ในทะเบียนของ {agency} {name} (แถว {row}) ไม่ใช่ที่อยู่อีเมล จึงไม่ได้ใช้",
        fix_th="แก้ที่อยู่อีเมลในทะเบียน คั่นหลายที่อยู่ด้วยเครื่องหมาย ,",
        en="«{value}», in the roster for {agency} {name} (row {row}), is no mail address and is not used",
        fix_en="correct the address in the roster; separate several addresses by commas",
    ),
    Message(
        code=Code.MAIL_SLOT_UNKNOWN,
        severity=Severity.WARNING,
        topic=Topic.DOCUMENTS,
        th="ไม่ทราบค่าของ {value} จึงเขียนชื่อไว้ในวงเล็บเหลี่ยม ในร่างอีเมล {count} ฉบับ",
        fix_th="เติมค่าใน round.toml หรือแก้ข้อความของอีเมลใน texts.xlsx แล้วจัดทำร่างใหม่ด้วย --force",
        en="{value} has no value, so the name stands in square brackets; drafts: {count}",
        fix_en="give the value in round.toml, or edit the text of the mail in texts.xlsx, and write the drafts again "
        "with --force",
    ),
    Message(
        code=Code.MAIL_OF_NO_AGENCY,
        severity=Severity.WARNING,
        topic=Topic.DOCUMENTS,
        th="ไม่ทราบแน่ว่า «{value}» เป็นของหน่วยงานใด จึงไม่มีร่างอีเมลที่แนบไฟล์นี้",
        fix_th="ระบุเจ้าของไฟล์ใน decisions.xlsx หรือแก้ชื่อและรหัสในแบบฟอร์ม",
        en="it is not certain whose file «{value}» is, so no draft has anything about it",
        fix_en="say in decisions.xlsx whose it is, or correct the name and the code in the form",
    ),
    Message(
        code=Code.MAIL_TOO_LARGE,
        severity=Severity.WARNING,
        topic=Topic.DOCUMENTS,
        th="ร่างอีเมลถึง {agency} {name} มีขนาด {size} MB ระบบอีเมลหลายแห่งไม่รับอีเมลที่ใหญ่กว่า {limit} MB",
        fix_th="ส่งไฟล์เป็นลิงก์แทนการแนบ",
        en="the draft to {agency} {name} has {size} MB; many mail servers refuse more than {limit} MB",
        fix_en="send a link to the file instead of the file",
    ),
    Message(
        code=Code.OLD_MAIL_DRAFT,
        severity=Severity.WARNING,
        topic=Topic.DOCUMENTS,
        th="ร่างอีเมล «{name}» มาจากครั้งก่อน ครั้งนี้ไม่มีอีเมลฉบับนี้แล้ว",
        fix_th="อย่าส่งร่างนี้ ลบไฟล์ หรือใช้คำสั่งเดิมโดยเติม --force เพื่อให้ลบร่างที่ไม่มีใครแก้",
        en="the draft «{name}» is of an earlier run; there is no such mail any more",
        fix_en="do not send it: delete the file, or run the command with --force, which removes drafts nobody edited",
    ),
    Message(
        code=Code.OLD_MAIL_REMOVED,
        severity=Severity.INFO,
        topic=Topic.DOCUMENTS,
        th="ลบร่างอีเมล «{name}» ของครั้งก่อนแล้ว เพราะครั้งนี้ไม่มีอีเมลฉบับนี้",
        fix_th="ไม่ต้องแก้",
        en="the draft «{name}» of an earlier run was removed, because there is no such mail any more",
        fix_en="nothing to do",
    ),
    Message(
        code=Code.MAIL_FORM_NOT_ATTACHED,
        severity=Severity.WARNING,
        topic=Topic.DOCUMENTS,
        th="ไม่ได้จัดทำร่างอีเมลถึง {agency} {name} เพราะไฟล์ «{value}» ที่มีอยู่ไม่ใช่แบบฟอร์มเปล่าของหน่วยงานนี้",
        fix_th="ย้ายไฟล์นั้นออก แล้วจัดทำแบบฟอร์มใหม่",
        en="there is no draft to {agency} {name}: the file «{value}» that is there is no empty form of this agency",
        fix_en="move that file away, and make the form again",
    ),
    Message(
        code=Code.MAIL_TEXT_EMPTY,
        severity=Severity.WARNING,
        topic=Topic.DOCUMENTS,
        th="ข้อความ «{value}» ว่างอยู่ ร่างอีเมลจึงมีเพียงรายการและไฟล์แนบ",
        fix_th="เขียนข้อความใน texts.xlsx แล้วจัดทำร่างใหม่ด้วย --force",
        en="the text «{value}» is empty, so the drafts hold only their list and their files",
        fix_en="write the text in texts.xlsx, and write the drafts again with --force",
    ),
    Message(
        code=Code.MAIL_LINE_LEFT_OUT,
        severity=Severity.INFO,
        topic=Topic.DOCUMENTS,
        th="ไม่ทราบค่าของ {value} จึงไม่มีบรรทัดนั้นในร่างอีเมล {count} ฉบับ",
        fix_th="ไม่ต้องแก้ หากต้องการบรรทัดนั้น ให้เติมค่าใน round.toml แล้วจัดทำร่างใหม่ด้วย --force",
        en="lines with a slot that has no value are left out: {value}; drafts: {count}",
        fix_en="nothing to do; to have the line, give the value in round.toml and write the drafts again with --force",
    ),
)
