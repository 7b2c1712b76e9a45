"""Define the layout of a framework workbook: sheets, headers, and the Thai words of its lists.

The writer in ``output`` and the reader in ``catalogue`` use it. Works on values only.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from ita_xlsx.model.kind import Aspect, Kind
from ita_xlsx.model.layout.grid import Column, Table, row_numbers

SCHEMA = "ita-xlsx/framework/1"
GUIDE = "วิธีแก้ไข"
# Row 0 holds the title, row 1 a hint, row 2 nothing, so every table has its header in row 3.
HEADER_ROW = 3
SPARE_ROWS = 40

# The rows of the settings by key, with their Thai labels; the last three also name a source, in Thai and in English.
SETTING_ROWS: Mapping[str, str] = MappingProxyType(
    {
        "year": "ปีงบประมาณ (พ.ศ.)",
        "pass_mark": "เกณฑ์ผ่าน (คะแนน)",
        Aspect.FIGURES: "ความเชื่อมั่นของตัวเลข (โครงสร้างและน้ำหนัก)",
        Aspect.LEVELS: "ความเชื่อมั่นของเกณฑ์ระดับผล",
        Aspect.WORDING: "ความเชื่อมั่นของข้อความคำถาม",
    }
)
# The labels of rows in workbooks that 0.1.0 and 0.2.0 made, and the keys in the files of their definitions.
SETTING_LABELS_BEFORE: Mapping[str, str] = MappingProxyType(
    {Aspect.FIGURES: "ความเชื่อมั่นของโครงสร้างและน้ำหนัก", Aspect.WORDING: "ความเชื่อมั่นของข้อคำถาม"}
)
ASPECTS_BEFORE: Mapping[str, str] = MappingProxyType({"structure": Aspect.FIGURES, "questions": Aspect.WORDING})


def _table(sheet: str, title: str, *columns: tuple[str, str]) -> Table:
    return Table(
        sheet=sheet,
        title=title,
        header_row=HEADER_ROW,
        columns=tuple(Column(key, header) for key, header in columns),
        items=(),
    )


# The keys of tables and columns are those of framework.toml, questions.csv and measures.csv.
TABLES: Mapping[str, Table] = MappingProxyType(
    {
        "settings": _table(
            "ตั้งค่า", "ตั้งค่าของแบบประเมิน", ("label", "รายการ"), ("value", "ค่า"), ("source", "แหล่งที่มา"),
            ("source_en", "แหล่งที่มา (ภาษาอังกฤษ)"),
        ),
        "instruments": _table(
            "เครื่องมือ", "เครื่องมือการประเมิน",
            ("code", "รหัสเครื่องมือ"), ("name", "ชื่อเครื่องมือ"), ("weight", "น้ำหนัก (ร้อยละ)"),
            ("evidence", "มี URL หลักฐานทุกข้อ"),
        ),
        "parts": _table(
            "ส่วนของเครื่องมือ", "ส่วนของเครื่องมือที่ถามผู้ตอบหลายกลุ่ม",
            ("instrument", "เครื่องมือ"), ("code", "รหัสส่วน"), ("label", "ป้ายสั้น"), ("name", "ชื่อส่วน"),
            ("weight", "น้ำหนักของส่วน"),
        ),
        "indicators": _table(
            "ตัวชี้วัด", "ตัวชี้วัด",
            ("code", "รหัสตัวชี้วัด"), ("name", "ชื่อตัวชี้วัด"), ("instrument", "เครื่องมือ"),
        ),
        "subindicators": _table(
            "ตัวชี้วัดย่อย", "ตัวชี้วัดย่อย",
            ("code", "รหัสตัวชี้วัดย่อย"), ("name", "ชื่อตัวชี้วัดย่อย"), ("indicator", "ตัวชี้วัด"),
        ),
        "questions": _table(
            "ข้อคำถาม", "ข้อคำถามและรายการเปิดเผยข้อมูล",
            ("code", "ข้อ"), ("indicator", "ตัวชี้วัด"), ("subindicator", "ตัวชี้วัดย่อย"), ("weight", "น้ำหนัก"),
            ("wording", "ถ้อยคำ"), ("text", "ประเด็นคำถาม"),
        ),
        "levels": _table(
            "ระดับผล", "ระดับผลการประเมิน (จากดีที่สุดลงมา)",
            ("name", "ชื่อระดับ"), ("overall", "คะแนนรวมขั้นต่ำ"), ("each_instrument", "ขั้นต่ำของทุกเครื่องมือ"),
        ),
        "rules": _table(
            "กติกาจุดอ่อน", "กติกาที่ใช้หาจุดอ่อนและจุดแข็ง",
            ("code", "รหัสกติกา"), ("of", "ใช้กับ"), ("limit", "เกณฑ์ (คะแนน)"), ("help", "ความหมาย"),
        ),
        "measures": _table(
            "มาตรการมาตรฐาน", "มาตรการมาตรฐานสำหรับร่างแผน",
            ("id", "รหัสมาตรการ"), ("indicator", "ตัวชี้วัด"), ("measure", "มาตรการ"),
            ("steps", "ขั้นตอน (บรรทัดละหนึ่งขั้น)"), ("responsible", "ผู้รับผิดชอบ"), ("evidence", "หลักฐาน"),
            ("follow_up", "การกำกับติดตาม"), ("keywords", "คำสำคัญในข้อคำถาม"),
        ),
        "notes": _table(
            "หมายเหตุ", "หมายเหตุที่แสดงคู่กับคะแนน",
            ("subject", "เรื่อง (รหัส)"), ("th", "ข้อความภาษาไทย"), ("en", "ข้อความภาษาอังกฤษ"),
        ),
        "meanings": _table(
            "ความหมายของตัวชี้วัด", "ความหมายของเครื่องมือและตัวชี้วัด สำหรับรายงาน",
            ("subject", "เครื่องมือหรือตัวชี้วัด (รหัส)"), ("text", "ข้อความในรายงาน"), ("confidence", "ความเชื่อมั่นของข้อความ"),
        ),
    }
)  # fmt: skip
# Columns that only help the officer; the reader ignores them.
HELP_COLUMNS = frozenset({("rules", "help")})
# Columns that a workbook need not have; 0.1.0 and 0.2.0 did not write them.
OPTIONAL_COLUMNS = frozenset({("settings", "source_en")})
# Tables that a workbook need not have; 0.3.0 and earlier did not write them.
OPTIONAL_TABLES = frozenset({"meanings"})
# Tables that may be empty.
MAY_BE_EMPTY = frozenset({"parts", "subindicators", "rules", "measures", "notes", "meanings"})

YES, NO = "ใช่", "ไม่ใช่"
WORDING: Mapping[str, str] = MappingProxyType({"sourced": "มีแหล่งที่มา", "assumed": "สันนิษฐาน"})
CONFIDENCE: Mapping[str, str] = MappingProxyType(
    {
        "high": "สูง",
        "medium-high": "ค่อนข้างสูง",
        "medium": "ปานกลาง",
        "low-medium": "ค่อนข้างต่ำ",
        "low": "ต่ำ",
        "assumed": "สันนิษฐาน",
        "not found": "ไม่พบแหล่งข้อมูล",
    }
)
KIND_JOINT, KEYWORD_JOINT = " + ", ", "


def definition_table(key: str, count: int, spare: int = SPARE_ROWS) -> Table:
    """Return a table with ``count`` rows and ``spare`` empty rows below them."""
    return replace(TABLES[key], items=row_numbers(count + spare))


def kinds_words(kinds: frozenset[Kind]) -> str:
    """Return the Thai words for kinds of nodes in the order of the tree, such as ``เครื่องมือ + ตัวชี้วัด``."""
    from ita_xlsx.model.labels import label_of  # slow to import, and reading a form needs no word for a kind

    return KIND_JOINT.join(label_of(kind) for kind in Kind if kind in kinds)
