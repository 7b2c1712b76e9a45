"""Create the folder of a round: its settings, a roster and a plan of measures to edit.

Writes three files.
"""

from __future__ import annotations

import csv
import io
import os
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ita_xlsx.catalogue import load_offices
from ita_xlsx.cycle.context import ROUND_FILE, find_definition
from ita_xlsx.cycle.files import Target
from ita_xlsx.cycle.province_plan import MEASURES_FILE, plan_text, standard_plan
from ita_xlsx.intake.roster import read_roster
from ita_xlsx.model.agency import Agency
from ita_xlsx.model.findings import Code, Finding, make_finding
from ita_xlsx.model.framework import Framework
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

# เกณฑ์คะแนน (หากไม่ระบุ ใช้เกณฑ์ผ่านของปีนั้น)
# threshold = {threshold}

# กติกาจุดอ่อน ปิดหรือเปลี่ยนเกณฑ์ได้ ชื่อกติกา: below, fell_through, not_full, apart, fell,
# lowest_indicator, lowest_question, strength
# [rules.fell]
# limit = 1
# [rules.apart]
# enabled = false

# ผู้ประสานงานที่หน่วยงานสอบถามได้ ช่องที่เว้นว่างจะไม่พิมพ์
[contact]
name = ""
phone = ""
email = ""
"""


@dataclass(frozen=True)
class NewRound:
    """The files of a new round; ``findings`` are about columns of the officer's roster that were left out."""

    settings: Path
    roster: Path
    measures: Path
    findings: tuple[Finding, ...] = ()


def create_round(folder: Target, framework: str, province: str, *, own_roster: str | None = None) -> NewRound:
    """Write ``round.toml``, a roster and the standard measures, and return their paths.

    The roster holds the agencies of ``own_roster``, a file of the officer; without it, 31 provincial offices.
    Raise InputError if that file cannot be read.
    """
    roster_given = read_roster(Path(own_roster), province) if own_roster else None
    agencies = roster_given.agencies if roster_given else load_offices(province)
    protected = folder.protect((Path(own_roster),)) if own_roster else folder
    definition = find_definition(framework)
    targets = settings, roster, measures = tuple(map(protected.file, (ROUND_FILE, ROSTER_FILE, MEASURES_FILE)))
    for target in targets:
        target.check_free()
    settings.put(settings_text(framework_setting(framework, folder.path), definition.framework, province).encode())
    roster.put(roster_text(agencies))
    measures.put(plan_text(standard_plan(definition.framework, definition.measures)))
    unused = ", ".join(roster_given.unused_columns) if roster_given else ""
    left_out = make_finding(Code.ROSTER_COLUMN_UNUSED, file=own_roster or "", value=unused)
    return NewRound(settings.path, roster.path, measures.path, (left_out,) if unused else ())


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


def roster_text(agencies: tuple[Agency, ...]) -> bytes:
    """Return the roster as CSV bytes in UTF-8 with a byte-order mark, so that Excel shows Thai."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(("code", "name", "province", "website", "contact"))
    writer.writerows((item.code, item.name, item.province, item.website, item.contact) for item in agencies)
    return stream.getvalue().encode("utf-8-sig")


def toml_string(text: str) -> str:
    """Return a text as a TOML string."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(char for char in escaped if char.isprintable()) + '"'
