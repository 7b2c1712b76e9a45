"""Make forms whose measures are filled in, and read what was printed of them."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import openpyxl

from ita_xlsx.catalogue import load_framework
from ita_xlsx.cycle.templates import make_form
from ita_xlsx.model.agency import Agency
from ita_xlsx.model.layout import AgencyLayout
from ita_xlsx.model.round_settings import RoundSettings
from ita_xlsx.model.submission import Submission
from tests.conftest import EDITION

FRAMEWORK = load_framework(2568)
MEASURES = AgencyLayout(FRAMEWORK).measures
STATUSES = ("แล้วเสร็จ", "กำลังดำเนินการ", "ยังไม่ดำเนินการ", "ไม่มีภารกิจ")
REASON = "หน่วยงานไม่มีการให้บริการด้านนี้"


class Typed(NamedTuple):
    """One step as typed into a form."""

    step: str
    url: str


def steps_of(number: int) -> list[Typed]:
    """Steps of an agency, each with its own first and last word; addresses from 20 to 520 characters, and none."""
    steps = []
    for index in range(3 + number % 4):
        mark = f"{number:02d}{index:02d}"
        text = "จัดทำคู่มือการให้บริการและเผยแพร่ทางเว็บไซต์ของหน่วยงาน " * (1 + (number + index) % 5)
        length = (0, 9, 40, 90, 150, 240, 330, 380, 500)[(number * 2 + index) % 9]
        url = f"https://a{number}.go.th/{mark}/" + "x%E0" * (length // 4)
        proof = {1: f"{url} {url}2", 2: REASON, 5: ""}.get(index, url)
        steps.append(Typed(f"เริ่ม{mark} {text}จบ{mark}", proof))
    return steps


def type_steps(path: Path, steps: list[Typed]) -> None:
    """Type steps into the form of an agency, by openpyxl."""
    book = openpyxl.load_workbook(path)
    for index, typed in enumerate(steps):
        row = MEASURES.first_row + index + 1
        said = {
            "instrument": "OIT", "indicator": "9 การเปิดเผยข้อมูล", "measure": "มาตรการ", "step": typed.step,
            "owner": "ทุกส่วนราชการ", "status": STATUSES[index % 4], "url": typed.url or None,
            "note": "ตามหนังสือสั่งการ" if index % 4 == 3 else None,
        }  # fmt: skip
        for key, value in said.items():
            book[MEASURES.sheet].cell(row, MEASURES.col(key) + 1, value)
    book.save(path)


def form(path: Path, agency: Agency, steps: list[Typed]) -> Path:
    """A returned form with steps."""
    path.write_bytes(make_form(FRAMEWORK, RoundSettings(), Submission(agency=agency), EDITION))
    if steps:
        type_steps(path, steps)
    return path
