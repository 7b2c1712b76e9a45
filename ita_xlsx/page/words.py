"""Hold the words of the screens in Thai and English; those of enums stand in ``model/labels.py``.

Constants and one function. A sentence says the finding and the number, not the name of the screen.
"""

from __future__ import annotations

from collections.abc import Mapping

_WORDS: Mapping[str, tuple[str, str]] = {
    # The first screen.
    "title": ("ตรวจและสรุปผลการประเมิน ITA", "Check and sum up the ITA assessment"),
    "first_head": ("ตรวจแบบฟอร์มและสรุปผลการประเมิน ITA ในไฟล์เดียว", "Check forms and sum up the ITA assessment in one file"),
    "first_lead": (
        "เปิดไฟล์นี้ด้วยเบราว์เซอร์แล้วใช้ได้ทันที ไม่ต้องติดตั้ง ไม่ต้องต่ออินเทอร์เน็ต",
        "Open this file in a browser and use it at once. Nothing is installed, and no internet is needed.",
    ),
    "private": ("ไม่ส่งข้อมูลออกจากเครื่องนี้", "no data leaves this computer"),
    "agency_door": ("หน่วยงาน: ตรวจแบบฟอร์มก่อนส่ง", "Agency: check the form before sending it"),
    "agency_lead": (
        "รู้ผลในไม่กี่วินาทีว่าพร้อมส่งหรือต้องแก้ช่องใด",
        "See within seconds whether it is ready, or which cells to fix.",
    ),
    "drop_form": ("ลากแบบฟอร์มมาวางที่นี่ หรือ", "Drop the form here, or"),
    "choose_form": ("เลือกไฟล์แบบฟอร์ม", "Choose the form"),
    "form_hint": ("ไฟล์ .xlsx ที่จังหวัดส่งให้", "The .xlsx file from the province"),
    "province_door": ("จังหวัด: ดำเนินรอบการประเมิน", "Province: run the round"),
    "province_lead": (
        "ตั้งรอบ ออกแบบฟอร์ม ติดตาม ตรวจ สรุปผล ติดตามมาตรการ และพิมพ์",
        "Set up the round, issue forms, follow up, check, sum up, track measures, and print.",
    ),
    "drop_folder": ("ลากโฟลเดอร์ของรอบมาวางที่นี่ หรือ", "Drop the folder of the round here, or"),
    "choose_folder": ("เปิดโฟลเดอร์ของรอบ", "Open the folder of the round"),
    "new_round": ("เริ่มรอบใหม่", "Start a new round"),
    "folder_hint": (
        "ผลจะบันทึกกลับลงโฟลเดอร์เดียวกัน ไฟล์ที่หน่วยงานส่งมาไม่ถูกแก้",
        "Results are saved into the same folder. The files of the agencies are never changed.",
    ),
    "privacy_text": (
        "แบบฟอร์มและผลอยู่ในเครื่องนี้ หน้านี้ไม่ส่งข้อมูลใดออกไป และสั่งเบราว์เซอร์ให้ห้ามไว้ด้วย "
        "ตรวจได้เอง: ปิดอินเทอร์เน็ตแล้วใช้ต่อ ทุกอย่างทำงานเหมือนเดิม",
        "Forms and results stay on this computer. The page sends no data, and tells the browser to forbid it. "
        "See for yourself: switch the internet off and go on; everything works as before.",
    ),
    "newest": ("ใช้รุ่นล่าสุดหรือไม่", "Is this the newest version?"),
    "newest_text": (
        "ไฟล์นี้คัดลอกต่อกันได้ จึงอาจเก่า เทียบวันที่จัดทำท้ายหน้ากับที่จังหวัดประกาศ",
        "Copies of this file may be old. Compare the day below with the one the province has announced.",
    ),
    "years": ("ปีงบประมาณที่รองรับ", "Fiscal years"),
    "confirmed": ("ยืนยันแล้ว", "confirmed"),
    "draft": ("เป็นฉบับร่าง", "draft"),
    # A form.
    "ready": ("พร้อมส่ง", "Ready to send"),
    "ready_to_check": ("พร้อมส่ง มีข้อควรตรวจ {count} ข้อ", "Ready to send; {count} to look at"),
    "not_ready": ("ยังส่งไม่ได้: ต้องแก้ไข {count} ช่อง", "Not ready: {count} cells to fix"),
    "not_ready_file": ("ยังส่งไม่ได้: อ่านไฟล์นี้ไม่ได้", "Not ready: this file cannot be read"),
    "year": ("ปีงบประมาณ {year}", "fiscal year {year}"),
    "filled": ("กรอกครบ {answered} จาก {expected} ช่อง", "all {expected} cells filled in"),
    "filled_partly": (
        "กรอกใช้ได้ {answered} จาก {expected} ช่อง จึงยังไม่มีคะแนนรวม",
        "{answered} of {expected} cells can be used, so there is no overall score yet",
    ),
    "save_copy": ("บันทึกสำเนาที่ทำเครื่องหมายแล้ว", "Save the marked copy"),
    "copy_text": ("คัดลอกข้อความนำส่ง", "Copy the covering text"),
    "copied": ("คัดลอกแล้ว", "Copied"),
    "save_analysis": ("บันทึกสมุดงานวิเคราะห์", "Save the analysis workbook"),
    "print_tracking": ("พิมพ์แบบติดตามมาตรการ", "Print the tracking form"),
    "copy_hint": (
        "สำเนาจะระบายสีช่องที่ต้องแก้และเขียนวิธีแก้ไว้ในช่อง ไฟล์เดิมไม่เปลี่ยน",
        "The copy has the faulty cells colored, with a note on what to do. The original does not change.",
    ),
    "attach_hint": ("แนบไฟล์เดิมไปกับอีเมลถึงจังหวัด:", "Attach the original to your mail to the province:"),
    "sheet": ("แผ่น {sheet}", "Sheet {sheet}"),
    "whole_file": ("ทั้งไฟล์", "The whole file"),
    "cell": ("เซลล์", "Cell"),
    "weight": ("ความสำคัญ", "Severity"),
    "found": ("สิ่งที่พบ", "Found"),
    "now": ("ในช่องตอนนี้", "In the cell now"),
    "empty": ("ว่าง", "empty"),
    "fix": ("วิธีแก้", "What to do"),
    "again": ("แก้และบันทึกแล้ว วางไฟล์เดิมอีกครั้งเพื่อตรวจใหม่", "Fixed and saved? Drop the file again to check it"),
    "another": ("ตรวจแบบฟอร์มอื่น", "Check another form"),
    "checked_file": ("ไฟล์ที่ตรวจ:", "Checked file:"),
    "results": ("ผลเบื้องต้น", "Preliminary results"),
    "results_note": (
        "คำนวณจากแบบฟอร์มนี้ ยังไม่ใช่ผลที่ประกาศ · เกณฑ์ผ่าน {threshold}",
        "Computed from this form, not announced yet · pass mark {threshold}",
    ),
    "overall": ("คะแนนรวม", "Overall score"),
    "weak_points": ("จุดอ่อน {count} รายการ เร่งด่วน {urgent}", "{count} weak points, {urgent} urgent"),
    "no_weak_points": ("ไม่พบจุดอ่อน", "no weak points"),
    "instrument_weight": ("น้ำหนัก {weight}%", "weight {weight}%"),
    "before": ("ปีก่อน {score} ({change})", "last year {score} ({change})"),
    "indicators": ("ตัวชี้วัด เรียงจากต่ำสุด", "Indicators, the lowest first"),
    "indicator": ("ตัวชี้วัด", "Indicator"),
    "score": ("คะแนน", "Score"),
    "axis": ("แถบเริ่มที่ {start} · เส้นแดงคือเกณฑ์ {threshold}", "bars start at {start} · the red line is the mark of {threshold}"),
    "bar": ("แถบจาก {start} ถึง 100", "bar from {start} to 100"),
    "incomplete": ("ไม่ครบ", "incomplete"),
    "weakest": ("จุดอ่อนที่ควรแก้ก่อน", "Weak points to work on first"),
    "shown_of": ("{shown} จาก {count} รายการ ทั้งหมดอยู่ในสมุดงานวิเคราะห์", "{shown} of {count}; all are in the analysis workbook"),
    "question": ("ข้อ", "Question"),
    "why": ("เหตุผล", "Why"),
    # Work and faults.
    "reading": ("กำลังอ่าน {name}", "reading {name}"),
    "fault_head": ("ทำต่อไม่ได้", "This cannot go on"),
    "cause": ("เหตุ:", "Cause:"),
    "own_fault": (
        "โปรแกรมทำงานผิดพลาด ไฟล์ของท่านไม่เปลี่ยน คัดลอกข้อความด้านล่างส่งให้ผู้ดูแลโปรแกรม",
        "The program has a fault. Your files have not changed. Send the text below to whoever keeps the program.",
    ),
    "copy_report": ("คัดลอกข้อความ", "Copy the text"),
    "back": ("กลับหน้าแรก", "Back to the first screen"),
}  # fmt: skip


def word(lang: str, key: str, **values: object) -> str:
    """Return the text of a key in a language, filled with values."""
    texts = _WORDS[key]
    return texts[0 if lang == "th" else 1].format(**values)
