"""Create the folder of a round: its settings, a roster, a plan of measures and the texts of documents to edit.

Writes four files.
"""

from __future__ import annotations

import csv
import io
import os
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ita_xlsx.catalogue import load_offices
from ita_xlsx.cycle.arrivals.round_paths import make_inbox
from ita_xlsx.cycle.context import ROUND_FILE, check_shared_names
from ita_xlsx.cycle.files import Target
from ita_xlsx.cycle.province_plan import MEASURES_FILE, plan_text, standard_plan
from ita_xlsx.cycle.settings.load_context import find_definition
from ita_xlsx.cycle.settings.round_texts import TEXTS_FILE, new_texts
from ita_xlsx.intake.roster import read_roster
from ita_xlsx.model.agency import Agency, Roster
from ita_xlsx.model.edition import Edition
from ita_xlsx.model.findings import Code, Finding, make_finding
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.layout.roster_layout import ALWAYS_WRITTEN, FIELDS
from ita_xlsx.model.province.group_findings import check_groups
from ita_xlsx.output.names import safe_name

ROSTER_FILE = "roster.csv"

_SETTINGS = """\
# การตั้งค่าของรอบการประเมิน ITA
framework = {framework}
province = {province}
roster = "{roster}"

# แผนมาตรการของจังหวัด: แก้ไขไฟล์นี้ แล้วลบ # หน้าบรรทัดถัดไป ขั้นตอนในแผนจะอยู่ในแบบฟอร์มทุกฉบับ
# measures = "{measures}"

# กำหนดส่ง เช่น "30/9/{year}"
# deadline = "30/9/{year}"

# ปีงบประมาณที่ดำเนินการตามแผน หากแผนไม่ได้ระบุปีและไม่ใช่ปีของรอบนี้
# measures_year = {next_year}

# เกณฑ์คะแนน (หากไม่ระบุ ใช้เกณฑ์ผ่านของปีนั้น)
# threshold = {threshold}

# กติกาจุดอ่อน ปิดหรือเปลี่ยนเกณฑ์ได้ ชื่อกติกา: below, fell_through, not_full, apart, fell,
# lowest_indicator, lowest_question, strength
# [rules.fell]
# limit = 1
# [rules.apart]
# enabled = false

# ปฏิทินของรอบ: ita status แสดงขั้นต่อไปและหน่วยงานที่ค้าง หนังสือเตือนใช้วันเหล่านี้ เพิ่มขั้นอื่นได้ เช่น "ประชุมชี้แจง" = "1/6/{next_year}"
# [calendar]
# forms_out = "1/9/{year}"
# forms_due = "30/9/{year}"
# mending_due = "15/10/{year}"
# clarify_from = "1/11/{year}"  # ช่วงชี้แจงข้อ OIT ที่ไม่ได้คะแนนเต็ม ตามประกาศของสำนักงาน ป.ป.ช.
# clarify_until = "15/11/{year}"
# results = "15/12/{year}"
# plan_approved = "31/1/{next_year}"
# tracking_6 = "15/4/{next_year}"
# tracking_12 = "15/10/{next_year}"

# รายงานผลการประเมิน: ลบ # ตัวแรกของ [report] และของบรรทัดที่ต้องการใช้
# [report]
# strength = 90  # คะแนนสูงกว่านี้เป็นจุดแข็ง
# figures = "announced"  # พิมพ์คะแนนที่ประกาศ หรือ "computed" คะแนนที่คำนวณ
# rank = ""  # อันดับที่ได้
# rank_of = ""  # จากทั้งหมด
# rank_kind = "หน่วยงาน"  # ในกลุ่มใด หากเป็นอันดับของจังหวัด ใส่ "จังหวัด"
# rank_agency = ""  # ของหน่วยงานใด: รหัสหรือชื่อ หรือชื่อจังหวัด
# national_mean = ""  # คะแนนเฉลี่ยของประเทศ
# district = ""  # อำเภอ
# publication_url = ""  # ที่อยู่เว็บที่เผยแพร่รายงาน พิมพ์ไว้ท้ายคำนำ
# signatory = ""  # ชื่อผู้ลงนามในคำนำ
# position = ""  # ตำแหน่งผู้ลงนามในคำนำ
# master = "report.docx"  # ไฟล์ต้นแบบของท่านเอง
# notes = false  # ไม่พิมพ์หมายเหตุของผู้จัดทำ

# ค่าเฉลี่ยของประเทศ พิมพ์ไว้ข้างคะแนนของหน่วยงานและของกลุ่ม เพิ่มรายการอื่นได้ตามรหัสเครื่องมือและเลขตัวชี้วัด
# [national]
# year = {year}
# source = ""  # ที่มา เช่น ชื่อประกาศหรือเอกสารที่เผยแพร่
# overall = ""
# {instrument} = ""
# 1 = ""

# หนังสือราชการ: ค่าที่ไม่ระบุจะเป็นช่องว่างให้เติมในหนังสือ
# [letter]
# office = ""  # ส่วนราชการ
# number_prefix = ""  # คำนำหน้าเลขที่หนังสือ (เลขที่ทั้งหมดระบุด้วย ita letters --number)
# phone = ""  # โทรศัพท์
# extension = ""  # เบอร์ภายใน
# signatory = ""  # ชื่อผู้ลงนาม
# position = ""  # ตำแหน่ง
# acting_for = ""  # ปฏิบัติราชการแทนตำแหน่งใด หากเป็นการรักษาราชการ ให้ใส่ "รักษาราชการแทน" หน้าชื่อตำแหน่ง
# emblem = "emblem.png"  # ไฟล์ภาพตรา
# master = "letter.docx"  # ไฟล์ต้นแบบของท่านเอง

# จำนวนผู้ตอบขั้นต่ำ หากหน่วยงานใดไม่ถึง โปรแกรมจะแจ้งชื่อ ใส่เป็นจำนวนคน หรือร้อยละของผู้ที่ตอบได้ตามทะเบียน
# (คอลัมน์ «จำนวนบุคลากร» ของ IIT และ «จำนวนผู้รับบริการ» ของ EIT) แยกตามประเภทหน่วยงานได้
# [respondents]
# iit = 30
# eit = 50
# [respondents."เทศบาลตำบล"]
# iit = "10% >=30 <=400"

# ผู้ประสานงานที่หน่วยงานสอบถามได้ ช่องที่เว้นว่างจะไม่พิมพ์
[contact]
name = ""
phone = ""
email = ""
"""


@dataclass(frozen=True)
class NewRound:
    """The files of a new round; ``findings`` are about the officer's roster."""

    settings: Path
    roster: Path
    measures: Path
    texts: Path
    findings: tuple[Finding, ...] = ()


def create_round(
    folder: Target,
    framework: str,
    province: str,
    edition: Edition,
    *,
    own_roster: str | None = None,
    number: bool = False,
) -> NewRound:
    """Write ``round.toml``, a roster, the standard measures and the drafts of the texts, and return their paths.

    The roster holds the agencies of ``own_roster``, a file of the officer, with all its columns; without it, 31
    provincial offices. ``number`` gives a code to each agency that has none. Raise InputError if that file cannot be
    read.
    """
    definition = find_definition(framework)
    agencies = Roster(load_offices(province))
    if own_roster:
        agencies = read_own_roster(own_roster, province, number=number, year=definition.framework.year)
    protected = folder.protect((Path(own_roster),)) if own_roster else folder
    names = (ROUND_FILE, ROSTER_FILE, MEASURES_FILE, TEXTS_FILE)
    targets = settings, roster, measures, texts = tuple(map(protected.file, names))
    for target in targets:
        target.check_free()
    settings.put(settings_text(framework_setting(framework, folder.path), definition.framework, province).encode())
    roster.put(roster_text(agencies.agencies, agencies.other_columns))
    measures.put(plan_text(standard_plan(definition.framework, definition.measures)))
    texts.put_workbook(new_texts(definition.framework, province, edition))
    make_inbox(folder.path)
    file = own_roster or ""
    findings = (*agencies.findings, *check_shared_names(agencies, file), *check_groups(agencies.agencies, file))
    if unused := ", ".join(agencies.unused_columns):
        findings += (make_finding(Code.ROSTER_COLUMN_UNUSED, file=file, value=unused),)
    return NewRound(settings.path, roster.path, measures.path, texts.path, findings)


def read_own_roster(path: str, province: str = "", *, number: bool = False, year: int | None = None) -> Roster:
    """Return the roster of a new round from a file of the officer; raise InputError for one that cannot be used."""
    return read_roster(Path(path), province, number=number, year=year)


def folder_name(framework: Framework, province: str) -> str:
    """Return a name for the folder of a round, as ``ITA2568 สมุทรปราการ``."""
    return safe_name(f"ITA{framework.year} {province}")


def settings_text(
    framework_text: str, framework: Framework, province: str, deadline: date | None = None, *, with_plan: bool = False
) -> str:
    """Return the text of ``round.toml``; ``framework_text`` is a year or a quoted path, as TOML writes it.

    ``with_plan`` puts the plan of measures in force.
    """
    text = _SETTINGS.format(
        framework=framework_text,
        year=framework.year,
        next_year=framework.year + 1,
        instrument=framework.instruments[0].code,
        province=toml_string(province),
        roster=ROSTER_FILE,
        measures=MEASURES_FILE,
        threshold=float(framework.pass_mark),
    )
    if with_plan:
        text = text.replace(f'# measures = "{MEASURES_FILE}"', f'measures = "{MEASURES_FILE}"')
    return text if deadline is None else f'deadline = "{deadline.isoformat()}"\n{text}'


def framework_setting(framework: str, folder: Path) -> str:
    """Return a fiscal year as it is, or the quoted path of a definition relative to the folder."""
    name = framework.strip()
    return name if name.isdecimal() else toml_string(Path(os.path.relpath(name, folder)).as_posix())


def roster_text(agencies: tuple[Agency, ...], other_columns: tuple[str, ...] = ()) -> bytes:
    """Return the roster with all its columns as CSV bytes in UTF-8 with a byte-order mark, so that Excel shows Thai."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    fields = [key for key in FIELDS if key in ALWAYS_WRITTEN or any(getattr(item, key) for item in agencies)]
    writer.writerow((*fields, *other_columns))
    for item in agencies:
        other = dict(item.other)
        cells = ("; ".join(item.aliases) if key == "aliases" else getattr(item, key) for key in fields)
        writer.writerow((*cells, *(other.get(header, "") for header in other_columns)))
    return stream.getvalue().encode("utf-8-sig")


def toml_string(text: str) -> str:
    """Return a text as a TOML string."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(char for char in escaped if char.isprintable()) + '"'
