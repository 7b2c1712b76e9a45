"""Write a plan of measures as people keep it, and read it."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

import openpyxl

from ita_xlsx.catalogue import load_framework
from ita_xlsx.intake.plans.plan_file import read_plan
from ita_xlsx.model.agency import Agency, Roster
from ita_xlsx.model.findings import Finding
from ita_xlsx.model.measures import Measure, Plan, Step
from tests.conftest import AGENCY

FRAMEWORK = load_framework(2568)
ROSTER = Roster(
    (
        Agency("P01", "ที่ทำการปกครองจังหวัดสมมุติ"),
        Agency("P02", "สำนักงานสาธารณสุขจังหวัดสมมุติ"),
        Agency("P07", AGENCY.name),
    )
)
HEADERS = {
    "2568": (
        "ตัวชี้วัด", "มาตรการ หรือโครงการ หรือกิจกรรม", "ผลการวิเคราะห์", "ขั้นตอนหรือวิธีปฏิบัติการ",
        "ช่วงระยะเวลาการดำเนินการ", "ผู้รับผิดชอบ",
    ),
    "2565": ("มาตรการ/แนวทาง", "วิธีการดำเนินการ", "ผู้รับผิดชอบ", "ระยะเวลาดำเนินการ", "การติดตามผล"),
    "2563": ("มาตรการ", "ขั้นตอนหรือวิธีการ", "ผู้รับผิดชอบ", "การกำกับติดตาม"),
    "tracking": (
        "แบบสำรวจ", "ตัวชี้วัดที่", "วิธีการ/ขั้นตอนการดำเนินการ", "หน่วยงาน/ผู้รับผิดชอบ", "ผลการดำเนินงาน (ระบุ URL)",
    ),
    "english": ("id", "indicator", "measure", "steps", "responsible", "units", "period", "follow_up", "targets"),
}  # fmt: skip
Rows = Sequence[Sequence[str]]


def write_rows(path: Path, rows: Rows) -> Path:
    """A table as Excel would save it, by the suffix."""
    if path.suffix == ".csv":
        with path.open("w", encoding="utf-8-sig", newline="") as stream:
            csv.writer(stream).writerows(rows)
        return path
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    book.save(path)
    return path


def plan_of(path: Path, rows: Rows, roster: Roster | None = ROSTER) -> tuple[Plan, tuple[Finding, ...]]:
    return read_plan(write_rows(path, rows), roster, FRAMEWORK)


def told(findings: Sequence[Finding]) -> list[tuple[str, str]]:
    return [(finding.code, finding.place) for finding in findings]


def texts(measure: Measure) -> list[str]:
    return [step.text for step in measure.steps]


def _written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


WHOLE = Measure(
    id="m1",
    indicator="6",
    measure="ก",
    steps=(Step("m1.1", "ข"),),
    analysis="",
    responsible="ค",
    units=(),
    period="ไตรมาส 2",
    follow_up="จ",
    targets=("e1",),
)
