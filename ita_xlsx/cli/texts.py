"""Hold the words and sentences that commands print, in Thai and English, and choose the language.

Reads environment variables and the locale; everything else is data.
"""

from __future__ import annotations

import locale
import os
from collections.abc import Mapping
from dataclasses import dataclass

from ita_xlsx.model.findings.finding import Severity, Status
from ita_xlsx.model.labels import label_of
from ita_xlsx.model.round_state import State

LANGUAGES = ("th", "en")


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
    "track": Entry(
        "track",
        "ติดตามมาตรการของทุกหน่วยงาน: สถานะ หลักฐาน เกินกำหนด",
        "the measures of all agencies: done, proved, overdue",
    ),
    "links": Entry("links", "ที่อยู่เว็บที่เป็นหลักฐานใช้ได้หรือไม่", "check the web addresses given as evidence"),
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
}

_WORDS: Mapping[str, tuple[str, str]] = {
    "overall": ("คะแนนรวม", "Overall"),
    "level": ("ระดับ", "Level"),
    "instrument": ("เครื่องมือ", "Instrument"),
    "indicator": ("ตัวชี้วัด", "Indicator"),
    "score": ("คะแนน", "Score"),
    "weighted": ("ถ่วงน้ำหนัก", "Weighted"),
    "origin": ("ที่มา", "From"),
    "computed_from": ("คำนวณจากคะแนนประกาศ {announced}", "computed from announced {announced}"),
    "answers_below": (" (มีคะแนนรายข้อ {answered} จาก {expected} ข้อ)", ", {answered} of {expected} answers"),
    "announced_level": ("ประกาศ: {level}", "announced: {level}"),
    "below": ("ต่ำกว่าเกณฑ์ {threshold}", "below {threshold}"),
    "weak_points": (
        "จุดอ่อน {count} รายการ: แก้ไขโดยเร่งด่วน {urgent}  พัฒนาให้ดีขึ้น {develop}",
        "{count} weak points: {urgent} to fix urgently, {develop} to develop",
    ),
    "more": ("อีก {count} รายการ", "{count} more"),
    "more_in_sheet": ("อีก {count} รายการ ในแผ่น «{sheet}»", "{count} more, in the sheet «{sheet}»"),
    "rule_below": ("ต่ำกว่าเกณฑ์ {limit} จำนวน {distance} คะแนน", "{distance} below {limit}"),
    "rule_fell_through": ("ปีก่อนผ่านเกณฑ์", "passed last year"),
    "rule_not_full": ("ยังไม่ถึง {limit}", "not yet {limit}"),
    "rule_apart": ("แต่ละส่วนต่างกัน {sum}", "its parts are {sum} apart"),
    "rule_fell": ("ลดลงจากปีก่อน {sum}", "fell by {sum} since last year"),
    "rule_lowest_indicator": ("ต่ำที่สุดในทุกตัวชี้วัด", "the lowest indicator"),
    "answered": ("กรอก {answered}/{expected}", "{answered}/{expected} answered"),
    "templates_made": ("สร้างแบบฟอร์ม {count} ไฟล์ใน {folder}", "{count} templates in {folder}"),
    "round_made": (
        "เริ่มรอบแล้ว แก้ไข {settings} และ {roster}\nจากนั้นใช้คำสั่ง:\n  ita template --round {quoted} -o {forms}\n"
        "แผนมาตรการ: {measures} (แก้แล้วเปิดใช้ใน {settings} หรือระบุด้วย --measures)",
        "the round is set up: edit {settings} and {roster}, then run:\n  ita template --round {quoted} -o {forms}\n"
        "the plan of measures is {measures}: edit it, then enable it in {settings} or give it with --measures",
    ),
    "texts_made": (
        "ข้อความในรายงานและหนังสือ: {path} (แก้ใน Excel หรือ LibreOffice)",
        "the texts of the report and the letters are in {path}: edit them in Excel or LibreOffice",
    ),
    "round_carried": (
        "เริ่มรอบแล้ว แก้ไข {settings} และ {roster}\nจากนั้นใช้คำสั่ง:\n  ita template --round {quoted} -o {forms}\n"
        "แผนมาตรการ: {measures} (ใช้อยู่ใน {settings})",
        "the round is set up: edit {settings} and {roster}, then run:\n  ita template --round {quoted} -o {forms}\n"
        "the plan of measures is {measures}: {settings} uses it",
    ),
    "checked": (
        f"ตรวจ {{files}} ไฟล์: {label_of(Status.ACCEPTED)} {{accepted}}  {label_of(Status.REJECTED)} {{rejected}}",
        "{files} files checked: {accepted} accepted, {rejected} rejected",
    ),
    "demo_round": (
        "รอบสาธิต 31 หน่วยงาน: ตัวเลขจริงหนึ่งหน่วยงาน นอกนั้นเป็นตัวเลขจำลอง",
        "a round of 31 agencies: the first has real figures, the others are simulated",
    ),
    "demo_findings": (
        f"{label_of(Severity.ERROR)} {{errors}} เรื่อง  {label_of(Severity.WARNING)} {{warnings}} เรื่อง (ดูในแผ่น «ข้อค้นพบ»)",
        "{errors} things to correct, {warnings} to look at (in the sheet «ข้อค้นพบ»)",
    ),
    "demo_measures": (
        "มาตรการ: แล้วเสร็จ {done} ขั้นตอน  เกินกำหนด {overdue} ขั้นตอน",
        "measures: {done} steps done, {overdue} overdue",
    ),
    "demo_files": (
        "เปิดดูใน Excel, Word หรือ LibreOffice ({folder}):",
        "open in Excel, Word or LibreOffice, in {folder}:",
    ),
    "demo_template": ("แบบฟอร์มเปล่า", "the empty form"),
    "demo_analysis": ("ผลการวิเคราะห์", "its analysis"),
    "demo_consolidated": ("ผลรวมของจังหวัด", "the result of the province"),
    "demo_report": ("รายงานผลการวิเคราะห์ (Word)", "its report (Word)"),
    "demo_province_report": ("รายงานของจังหวัด (Word)", "the report of the province (Word)"),
    "demo_letters": ("หนังสือของรอบ หกประเภท (Word)", "the letters of the round, six kinds (Word)"),
    "demo_tracked": ("การติดตามมาตรการ", "the measures of all agencies"),
    "reading": ("กำลังอ่าน", "reading"),
    "printing": ("กำลังจัดหน้า", "printing"),
    "printed": (
        "จัดหน้าพิมพ์ {count} ชุด {pages} หน้า: {path}",
        "{count} workbooks printed on {pages} pages: {path}",
    ),
    "letters_made": ("จัดทำหนังสือ {count} ฉบับ ({title}) ใน {folder}", "{count} letters ({title}) in {folder}"),
    "no_letters": ("ไม่มีหน่วยงานใดที่ต้องมีหนังสือ ({title})", "no agency needs a letter ({title})"),
    "letters_need_roster": (
        "หนังสือประเภทนี้ต้องมีทะเบียนหน่วยงาน: ระบุด้วย --roster หรือใน round.toml",
        "letters of this kind need a roster: name one with --roster, or in a round.toml",
    ),
    "letters_need_plan": (
        "หนังสือประเภทนี้ต้องมีแผนมาตรการ: ระบุใน round.toml (measures)",
        "letters of this kind need a plan of measures: name one in round.toml (measures)",
    ),
    "blanks": ("ยังไม่ได้กรอก {count} ช่อง: {names}", "left blank {count}: {names}"),
    "no_blanks": ("ไม่มีช่องที่ยังไม่ได้กรอก", "nothing is left blank"),
    "report_made": ("จัดทำรายงาน: {path} (เปิดใน Word)", "the report is {path} (open it in Word)"),
    "no_report": (
        "ไม่ได้จัดทำรายงาน เพราะไม่มีแบบฟอร์มที่อ่านได้",
        "no report was made, because there is no form that can be read",
    ),
    "master_made": (
        "ต้นแบบเอกสาร: {path} (แก้รูปแบบใน Word แล้วระบุใน round.toml: master)",
        "the master document is {path}: restyle it in Word, then name it in round.toml (master)",
    ),
    "report_needs_output": ("ระบุไฟล์รายงานด้วย -o", "name the report to write with -o"),
    "letters_need_output": ("ระบุโฟลเดอร์สำหรับหนังสือด้วย -o", "name the folder for the letters with -o"),
    "report_of_what": (
        "ระบุแบบฟอร์ม สมุดงานวิเคราะห์ หรือสมุดงานรวม หรือใช้คำสั่งนี้ในโฟลเดอร์ของรอบ",
        "name a form, an analysis or a consolidated workbook, or run the command in the folder of a round",
    ),
    "rate": ("{rate} ไฟล์/วินาที", "{rate} files/s"),
    "agencies": ("{count} หน่วยงาน", "{count} agencies"),
    "agency": ("หน่วยงาน", "Agency"),
    "received": ("ได้รับ", "Received"),
    "file": ("ไฟล์", "File"),
    "file_date": ("* ตามอีเมลหรือแบบฟอร์ม (เจ้าหน้าที่ไม่ได้บันทึก)", "* of the mail, or as the form states it"),
    "code": ("รหัส", "Code"),
    "stage_next": ("ขั้นต่อไป: {stage} {day} (อีก {days} วัน)", "next: {stage} {day} (in {days} days)"),
    "stage_today": ("วันนี้: {stage} {day}", "today: {stage} {day}"),
    "stage_over": ("พ้นกำหนด: {stage} {day} ({days} วันแล้ว)", "over: {stage} {day} ({days} days ago)"),
    "stage_behind": ("ค้าง {count} หน่วยงาน: {names}", "behind {count}: {names}"),
    "stage_awaited": (f"{label_of(State.MISSING)} {{count}} หน่วยงาน: {{names}}", "not yet in {count}: {names}"),
    "stage_undecided": ("รอจังหวัดเลือก {count} หน่วยงาน: {names}", "to be decided by the province {count}: {names}"),
    "late": ("ช้า", "late"),
    "reminders": ("เขียนหนังสือเตือน {count} ฉบับใน {folder}", "{count} reminders in {folder}"),
    "average": ("เฉลี่ย", "Average"),
    "median": ("มัธยฐาน", "median"),
    "over": ("{counted} จาก {count} หน่วยงาน", "{counted} of {count} agencies"),
    "weighted_by": (
        "เฉลี่ยถ่วงน้ำหนักด้วยจำนวนผู้ตอบ {value} ({count} หน่วยงานที่ระบุ)",
        "weighted by respondents {value} (over the {count} agencies that say how many)",
    ),
    "rank": ("อันดับ", "Rank"),
    "weakest": ("ตัวชี้วัดที่เฉลี่ยต่ำสุด:", "lowest on average:"),
    "links_of": ("ที่อยู่ {count} รายการ ต่างกัน {distinct}", "{count} addresses, {distinct} different"),
    "links_total": ("รวม {agencies} หน่วยงาน: {counts}", "{agencies} agencies: {counts}"),
    "links_empty": ("ว่าง", "empty"),
    "links_none": ("ยังไม่มีหลักฐาน", "no evidence yet"),
    "site": ("เว็บไซต์ {host}", "site {host}"),
    "site_unknown": ("ไม่ทราบเว็บไซต์ของหน่วยงาน", "site not known"),
    "links_by_rule": (
        "ตรวจตามกติกาเท่านั้น ไม่ได้เปิดดูที่อยู่ใด (เปิดดูจริงด้วย --online)",
        "checked by rules only: no address was opened (--online opens each address)",
    ),
    "links_earlier": (
        "ครั้งนี้ไม่ได้เปิดดู ใช้ผลที่เคยเปิดดู {count} ที่อยู่ (เปิดดูใหม่ด้วย --online)",
        "no address was opened now; {count} results are from earlier visits (--online opens them again)",
    ),
    "links_visited": ("เปิดดู {count} ที่อยู่", "{count} addresses opened"),
    "links_kept": ("เก็บผลไว้ที่ {path}", "results kept in {path}"),
    "visiting": ("กำลังเปิดดู", "opening"),
    "tracked": (
        "{agencies} จาก {count} หน่วยงานรายงานมาตรการ {steps} ขั้นตอน ณ {day}",
        "{agencies} of {count} agencies report {steps} steps, as of {day}",
    ),
    "steps": ("ขั้นตอน", "Steps"),
    "of_steps": ("จากขั้นตอน", "of steps"),
    "overdue": ("เกินกำหนด", "overdue"),
    "proved": ("มี URL", "URL"),
    "no_indicator": ("ไม่ระบุตัวชี้วัด", "no indicator"),
    "all": ("รวม", "All"),
    "draft": ("แบบประเมินฉบับร่าง", "draft framework"),
    "year": ("ปีงบประมาณ {year}", "fiscal year {year}"),
    "no_paths": (
        "ระบุไฟล์หรือโฟลเดอร์ หรือใช้คำสั่งนี้ในโฟลเดอร์ของรอบ (ที่มี round.toml)",
        "give a file or a folder, or run the command in the folder of a round (with its round.toml)",
    ),
    "no_framework": (
        "ระบุปีงบประมาณด้วย --framework (ที่มี: {years}) หรือใช้ round.toml",
        "give the fiscal year with --framework (one of {years}), or use a round.toml",
    ),
    "one_of": (
        "ระบุอย่างใดอย่างหนึ่ง: --agency, --roster (หรือ round.toml) หรือ --blank",
        "give one of --agency, --roster (or a round.toml) and --blank",
    ),
    "not_in_roster": (
        "ไม่พบ «{name}» ในทะเบียนหน่วยงาน ทั้งรหัสและชื่อ",
        "«{name}» is neither a code nor a name in the roster",
    ),
    "province_is_carried": (
        "ใช้ --from หรือ --province อย่างใดอย่างหนึ่ง: จังหวัดมาจากรอบเดิม",
        "use either --from or --province: the province comes with the old round",
    ),
    "form_needs_plan": (
        "--form ใช้กับแผนมาตรการ: ระบุด้วย --measures หรือใน round.toml",
        "--form lays out a plan of measures: name one with --measures, or in a round.toml",
    ),
    "no_handover": (
        "ไม่ได้ทำบันทึกส่งมอบ เพราะไม่พบแบบฟอร์มที่ส่งกลับใน {folder} (ระบุที่เก็บด้วย --returned)",
        "no hand-over was written: there is no returned form in {folder} (give the folder with --returned)",
    ),
    "province_read": ("จังหวัด: {name}", "province: {name}"),
    "several_named": (
        "หน่วยงานชื่อ «{name}» มีมากกว่าหนึ่งแห่งในทะเบียน ระบุรหัส: {codes}",
        "several agencies of the roster are named «{name}»; give the code: {codes}",
    ),
    "reminders_gone": (
        "ลบหนังสือเตือนเดิม {count} ฉบับของหน่วยงานที่ไม่ต้องเตือนแล้ว",
        "{count} earlier reminders were removed: these agencies need no reminder any more",
    ),
    "roster_is_carried": (
        "ใช้ --roster กับ --from พร้อมกันไม่ได้ ทะเบียนนำมาจากรอบเดิม แก้ไขภายหลังได้",
        "--roster and --from cannot be used together: the roster is that of the old round",
    ),
    "no_province": (
        "ระบุจังหวัดด้วย --province หรือรอบเดิมด้วย --from",
        "give the province with --province, or the round of last year with --from",
    ),
    "no_year": ("ระบุปีงบประมาณด้วย --framework (ที่มี: {years})", "give the fiscal year with --framework (one of {years})"),
    "rounded_apart": (
        "ทุกค่าคำนวณจากค่าเต็มแล้วปัดเป็นทศนิยมสองตำแหน่ง",
        "every figure is computed in full and rounded to two decimals, half up",
    ),
    "fiscal_year": ("ปีงบประมาณ", "Year"),
    "state": ("สถานะ", "Status"),
    "is_draft": ("ฉบับร่าง", "draft"),
    "wording_doubtful": ("ข้อความยังไม่ยืนยัน", "wording not confirmed"),
    "note_on": ("หมายเหตุ {subject}", "note on {subject}"),
    "forms_say": ("แบบฟอร์มแจ้งว่า", "Forms say"),
    "structure": ("โครงสร้าง", "Structure"),
    "count_questions": ("จำนวนข้อ", "Count"),
    "count_answers": ("จำนวนคำตอบ", "Answers"),
    "counts": ("{questions} ข้อ {answers} คำตอบ", "{questions} questions, {answers} answers"),
    "part_of": ("ส่วน", "Part"),
    "confidence": ("ความเชื่อมั่น", "Confidence"),
    "source": ("แหล่งที่มา", "Source"),
    "weight": ("น้ำหนัก", "Weight"),
    "items": ("ข้อ", "Items"),
    "each_instrument": ("ทุกเครื่องมือ", "Each instrument"),
    "rule": ("กติกา", "Rule"),
    "looks_at": ("ใช้กับ", "Looks at"),
    "limit": ("เกณฑ์", "Limit"),
    "meaning": ("ความหมาย", "Meaning"),
    "shelf_next": (
        "ดูรายละเอียด: ita frameworks show ปี  แก้เป็นปีถัดไป: ita frameworks export ปี -o ไฟล์.xlsx",
        "see one: ita frameworks show YEAR   edit one: ita frameworks export YEAR -o FILE.xlsx",
    ),
    "definition_made": (
        "สร้าง {path}\nแก้ไขแล้วใช้คำสั่ง:\n  ita frameworks check {quoted}",
        "made {path}\nedit it, then run:\n  ita frameworks check {quoted}",
    ),
    "definition_clean": (
        "{path}: ปีงบประมาณ {year} {questions} ข้อ {answers} คำตอบ ไม่พบข้อผิดพลาด",
        "{path}: fiscal year {year}, {questions} questions, {answers} answers, no faults",
    ),
    "definition_faulty": ("{path}: พบข้อผิดพลาด {count} แห่ง", "{path}: faults found: {count}"),
    "open_next": ("เปิดดู {path} ใน Excel หรือ LibreOffice", "open {path} in Excel or LibreOffice"),
    "import_understood": ("อ่านได้จาก {file}", "understood in {file}"),
    "import_given": ("คะแนนประกาศ {count}", "{count} announced"),
    "import_previous": ("ปีก่อน {count}", "{count} of last year"),
    "import_not": ("อ่านไม่ได้ {count} รายการ และข้อสังเกต", "{count} not understood, and notes"),
    "no_agency": ("ระบุชื่อหรือรหัสหน่วยงาน", "give the name or the code of the agency"),
    "needs_export": (
        "--export-format ต้องใช้ร่วมกับ --export เพื่อระบุโฟลเดอร์",
        "--export-format needs --export, which names the folder",
    ),
    "why_needs_use": (
        "--why ใช้กับ --use และต้องใส่เหตุผลในเครื่องหมายคำพูด เช่น ถามใคร เมื่อใด",
        "--why needs a file given by --use, and your reason between the quotes, such as whom you asked and when",
    ),
    "report_suffix": (
        "ชื่อไฟล์ต้องลงท้ายด้วย {suffixes}",
        "the name of the file must end with {suffixes}",
    ),
    "bad_date": (
        "«{value}» ไม่ใช่วันที่ เขียนเช่น 30/9/2569 หรือ 2026-09-30",
        "«{value}» is not a date; write it as 30/9/2569 or 2026-09-30",
    ),
    "bad_score": (
        "«{value}» ไม่ใช่คะแนน 0-100 ทศนิยมไม่เกินสองตำแหน่ง",
        "«{value}» is not a score of 0-100 with at most two decimals",
    ),
}


def choose_language(option: str | None) -> str:
    """Return ``th`` or ``en``: from ``--lang``, else ``ITA_LANG``, else the locale, else English."""
    words = (option, os.environ.get("ITA_LANG"))
    for word in words:
        if word and word.lower() in LANGUAGES:
            return word.lower()
    locale_names = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    locale_name = next((name for name in locale_names if name), None) or locale.getlocale()[0] or ""
    return "th" if locale_name.lower().startswith("th") else "en"


def screen_text(lang: str, key: str, **params: object) -> str:
    """Return a sentence in a language (``th`` or ``en``), with its parameters filled in."""
    th, en = _WORDS[key]
    return (th if lang == "th" else en).format_map(params)
