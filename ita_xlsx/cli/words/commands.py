"""Hold the commands of the program in the order of a round, with a line of help in Thai and English."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Entry:
    """A command of the program: its module, and a line of help in each language."""

    module: str
    th: str
    en: str

    @property
    def function(self) -> str:
        """Return the name of the command's function, which is that of the module without its folder."""
        return self.module.rpartition(".")[2]


COMMANDS: Mapping[str, Entry] = {
    "demo": Entry("demo", "สาธิตการทำงานทั้งรอบด้วยตัวเลขจริงที่เผยแพร่", "walk a whole round on real published figures"),
    "new": Entry(
        "new", "เริ่มรอบใหม่: ไฟล์ตั้งค่า ทะเบียนหน่วยงาน และแผนมาตรการ", "begin a round: its settings, a roster and a plan"
    ),
    "frameworks": Entry(
        "frameworks", "แบบประเมินแต่ละปี และสมุดงานสำหรับแก้เป็นปีถัดไป", "the fiscal years; one as a workbook to edit"
    ),
    "template": Entry("template", "ออกแบบฟอร์มให้หน่วยงานกรอก", "make the forms that agencies fill in"),
    "import": Entry("import_table", "อ่านตารางคะแนนที่พิมพ์ในรายงาน ลงแบบฟอร์ม", "fill in a form from a table as printed"),
    "check": Entry("check", "ตรวจแบบฟอร์มที่ส่งกลับ และแจ้งแผ่นงานและช่อง", "check returned forms, cell by cell"),
    "join": Entry("join", "รวมแบบฟอร์มที่หลายคนกรอกคนละส่วนเป็นฉบับเดียว", "halves of one agency's form into one"),
    "status": Entry("status", "หน่วยงานใดส่งแล้ว ยังไม่ส่ง ช้า หรือต้องแก้ไข", "who returned, who is missing, late or rejected"),
    "consolidate": Entry("consolidate", "รวมทุกหน่วยงานเป็นสมุดงานเดียว", "one workbook for the province or the nation"),
    "trace": Entry(
        "giving_back.trace",
        "ตัวเลขหนึ่งมาจากไฟล์ แผ่นงาน และช่องใด",
        "the file, cell and decision behind a figure",
    ),
    "track": Entry(
        "track",
        "ติดตามมาตรการของทุกหน่วยงาน: สถานะ หลักฐาน เกินกำหนด",
        "the measures of all agencies: done, proved, overdue",
    ),
    "links": Entry("links", "ที่อยู่เว็บที่เป็นหลักฐานใช้ได้หรือไม่", "check the web addresses given as evidence"),
    "clarify": Entry(
        "giving_back.clarify", "ชุดชี้แจงรายการเปิดเผยข้อมูลที่ไม่ได้คะแนนเต็ม", "the kit to clarify items of OIT below 100"
    ),
    "evidence": Entry(
        "giving_back.evidence",
        "หน้าเผยแพร่ลิงก์ข้อมูลสาธารณะ สำหรับเว็บของหน่วยงาน",
        "the links of OIT as a page for the agency's site",
    ),
    "analyze": Entry("analyze", "คำนวณผล ระดับ และทำสมุดงานวิเคราะห์", "results, level and the analysis workbook"),
    "report": Entry(
        "documents.report", "จัดทำรายงานผลการวิเคราะห์เป็นเอกสาร Word", "the analysis report as a Word document"
    ),
    "letters": Entry(
        "documents.letters", "จัดทำบันทึกข้อความถึงหน่วยงานและผู้ว่าราชการจังหวัด", "the letters of the round as Word documents"
    ),
    "print": Entry(
        "print_pages", "พิมพ์แบบรายงานมาตรการทุกหน่วยงานเป็น PDF เดียว", "all tracking forms as one PDF, ready to sign"
    ),
    "refresh": Entry(
        "again.refresh", "จัดทำผลลัพธ์ทั้งหมดของรอบใหม่ และแจ้งสิ่งที่เปลี่ยน", "every output of the round again, and what changed"
    ),
    "close": Entry("again.close", "ปิดรอบ: ตรึงคะแนนไว้ และเทียบในภายหลัง", "close the round: freeze its figures"),
}
