"""Hold the sentences that refuse a call: what is missing or wrong in it, in Thai and English."""

from __future__ import annotations

from collections.abc import Mapping

REFUSALS: Mapping[str, tuple[str, str]] = {
    "letters_need_roster": (
        "หนังสือประเภทนี้ต้องมีทะเบียนหน่วยงาน: ระบุด้วย --roster หรือใน round.toml",
        "letters of this kind need a roster: name one with --roster, or in a round.toml",
    ),
    "letters_need_plan": (
        "หนังสือประเภทนี้ต้องมีแผนมาตรการ: ระบุใน round.toml (measures)",
        "letters of this kind need a plan of measures: name one in round.toml (measures)",
    ),
    "mail_of_blank": (
        "--mail ใช้กับแบบฟอร์มเปล่าไม่ได้ เพราะไม่มีหน่วยงานผู้รับ",
        "--mail cannot be used with --blank: no agency gets it",
    ),
    "mail_needs_feedback": (
        "ใช้ --mail พร้อมกับ --feedback เพราะอีเมลแนบสำเนาที่ทำเครื่องหมาย",
        "give --mail together with --feedback: the marked copies go with the mails",
    ),
    "mail_needs_output": (
        "ใช้ --mail พร้อมกับ -o เพราะอีเมลแนบไฟล์นั้น",
        "give --mail together with -o: that file goes with the mail",
    ),
    "mail_of_merged": (
        "--mail ใช้กับ --merged หรือหนังสือถึงผู้ว่าราชการจังหวัด (memo) ไม่ได้ เพราะไฟล์นั้นไม่ใช่ของหน่วยงานเดียว",
        "--mail cannot be used with --merged or with memo: such a file is not that of one agency",
    ),
    "report_needs_output": ("ระบุไฟล์รายงานด้วย -o", "name the report to write with -o"),
    "letters_need_output": ("ระบุโฟลเดอร์สำหรับหนังสือด้วย -o", "name the folder for the letters with -o"),
    "report_of_what": (
        "ระบุแบบฟอร์ม สมุดงานวิเคราะห์ หรือสมุดงานรวม หรือใช้คำสั่งนี้ในโฟลเดอร์ของรอบ",
        "name a form, an analysis or a consolidated workbook, or run the command in the folder of a round",
    ),
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
    "several_named": (
        "หน่วยงานชื่อ «{name}» มีมากกว่าหนึ่งแห่งในทะเบียน ระบุรหัส: {codes}",
        "several agencies of the roster are named «{name}»; give the code: {codes}",
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
    "no_agency": ("ระบุชื่อหรือรหัสหน่วยงาน", "give the name or the code of the agency"),
    "needs_export": (
        "--export-format ต้องใช้ร่วมกับ --export เพื่อระบุโฟลเดอร์",
        "--export-format needs --export, which names the folder",
    ),
    "contacts_need_export": (
        "--with-contacts ต้องใช้ร่วมกับ --export เพื่อระบุโฟลเดอร์",
        "--with-contacts needs --export, which names the folder",
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
    "analyses_need_folder": (
        "มีหลายแบบฟอร์ม -o ต้องเป็นโฟลเดอร์ ไม่ใช่ไฟล์ «{path}»",
        "there are several forms, so -o names a folder and not the file «{path}»",
    ),
    "import_one_or_all": (
        "ระบุ --agency สำหรับหน่วยงานเดียว หรือ --all สำหรับตารางของทุกหน่วยงาน (--export ใช้กับ --all)",
        "give --agency for one agency, or --all for a table of all agencies (--export goes with --all)",
    ),
    "import_needs_output": ("ระบุแบบฟอร์มที่จะเขียนด้วย -o", "name the form to write with -o"),
    "import_output_is_file": (
        "«{name}» เป็นไฟล์: ใช้กับ --all ต้องระบุโฟลเดอร์",
        "«{name}» is a file: with --all, name a folder",
    ),
    "import_output_is_folder": ("«{name}» เป็นโฟลเดอร์: ระบุชื่อไฟล์", "«{name}» is a folder: name a file"),
    "all_needs_roster": (
        "ตารางของทุกหน่วยงานต้องมีทะเบียนหน่วยงาน: ระบุด้วย --roster หรือใน round.toml",
        "a table of all agencies needs a roster: name one with --roster, or in a round.toml",
    ),
    "all_needs_target": (
        "ระบุโฟลเดอร์ของแบบฟอร์มด้วย -o หรือฐานข้อมูลของปีก่อนด้วย --export หรือใช้คำสั่งนี้ในโฟลเดอร์ของรอบ",
        "name the folder for the forms with -o, or that of the database with --export, or run this in the folder of a "
        "round",
    ),
    "all_of_other_year": (
        "รอบนี้เป็นของปี {round_year} ไม่ใช่ปี {year}: ปีก่อนให้เพิ่มในฐานข้อมูลด้วย --export",
        "this round is of {round_year}, and not of {year}: add an earlier year to a database with --export",
    ),
    "refresh_needs_round": (
        "ใช้คำสั่งนี้ในโฟลเดอร์ของรอบ (ที่มี round.toml) หรือระบุด้วย --round",
        "run this command in the folder of a round (with its round.toml), or name it with --round",
    ),
    "reopen_alone": ("ใช้ --reopen ร่วมกับตัวเลือกอื่นของการปิดรอบไม่ได้", "--reopen takes no other option of closing"),
    "no_figure": (
        "«{text}» ไม่ตรงกับตัวเลขใด ระบุรายการ เช่น คะแนนรวม, IIT, 6 หรือ i3 และรหัสหน่วยงาน เช่น P05 i3",
        "«{text}» names no figure: give a subject such as overall, IIT, 6 or i3, and an agency, as in P05 i3",
    ),
    "figure_of_nobody": (
        "ไม่พบหน่วยงาน «{text}» ในรอบนี้ หรือชื่อตรงกันหลายแห่ง ใช้รหัสตามทะเบียน",
        "«{text}» is no agency of the round, or several: give its code in the roster",
    ),
}
