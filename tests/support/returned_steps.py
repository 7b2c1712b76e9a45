"""Make one form with scores and reported steps, change it as people and programs do, and read it."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
from openpyxl.workbook import Workbook

from ita_xlsx.cycle.receive import Returned
from ita_xlsx.model.agency import Agency
from tests.support.filled_measures import Typed, fill_form
from tests.support.forms import read
from tests.support.tracked_steps import FRAMEWORK

AGENCY = Agency("P01", "ที่ทำการปกครองจังหวัดสมมุติ", "สมมุติ")
SITE = "https://www.sommut.go.th"
STEPS = [
    Typed("P01", f"m1.{number}", measure="จัดทำแนวทาง", step=f"ขั้นตอนที่ {number} ของมาตรการ", period="ไตรมาส 2",
          status="แล้วเสร็จ", url=f"{SITE}/{number}.pdf")
    for number in range(1, 5)
]  # fmt: skip
Change = Callable[[Workbook], object]


def filled(folder: Path) -> Path:
    """A form with all scores and four steps that are done."""
    path = folder / "form.xlsx"
    fill_form(path, FRAMEWORK, AGENCY, STEPS)
    return path


def changed(path: Path, *changes: Change) -> Path:
    """Change a form with openpyxl."""
    book = openpyxl.load_workbook(path, rich_text=True)
    for change in changes:
        change(book)
    book.save(path)
    return path


def rewritten(path: Path, part: str, old: str, new: str) -> Path:
    """Replace a text in the parts of a file whose names end so; the text must be there."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    found = [name for name, data in parts.items() if name.endswith(part) and old.encode() in data]
    assert found, f"{old} is in no part {part}"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data.replace(old.encode(), new.encode()) if name in found else data)
    return path


def drawn_over(path: Path, sheet: str, *anchors: str) -> Path:
    """Add a drawing with these anchors to a sheet of a file that openpyxl saved."""
    names = openpyxl.load_workbook(path, read_only=True).sheetnames
    number = names.index(sheet) + 1
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relation = f'<Relationship Id="rIdD" Type="{kind}/drawing" Target="../drawings/drawing99.xml"/>'
    relations = f"xl/worksheets/_rels/sheet{number}.xml.rels"
    assert relations not in parts
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    parts[relations] = f'<Relationships xmlns="{package}">{relation}</Relationships>'.encode()
    main = "http://schemas.openxmlformats.org/drawingml/2006"
    root = f'<x:wsDr xmlns:x="{main}/spreadsheetDrawing" xmlns:a="{main}/main">'
    parts["xl/drawings/drawing99.xml"] = f"{root}{''.join(anchors)}</x:wsDr>".encode()
    part = f"xl/worksheets/sheet{number}.xml"
    reference = f'<drawing xmlns:r="{kind}" r:id="rIdD"/></worksheet>'.encode()
    parts[part] = parts[part].replace(b"</worksheet>", reference)
    content = "application/vnd.openxmlformats-officedocument.drawing+xml"
    override = f'<Override PartName="/xl/drawings/drawing99.xml" ContentType="{content}"/>'.encode()
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"</Types>", override + b"</Types>")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


def told(returned: Returned) -> list[tuple[str, str, str]]:
    """The findings as flat tuples of code, severity and place."""
    return [(item.code.value, item.severity.value, item.place) for item in returned.findings]


def told_of(path: Path) -> list[tuple[str, str, str]]:
    """The findings about a file."""
    return told(read(path))
