"""Ask the page as its script does, and set its files against those of the program."""

from __future__ import annotations

import html
import json
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import openpyxl

from ita_xlsx.model.layout.framework_layout import TABLES
from ita_xlsx.page.calls import run as run_call
from tests.support.program import run

ISSUED = "2026-11-20"
PROVINCE = "สมมุติ"
FOLDER = f"ITA2568 {PROVINCE}"
ROSTER = "code,name\nP1,สำนักงานจังหวัดสมมุติ\nP2,สำนักงานประมงจังหวัดสมมุติ\nP3,เรือนจำจังหวัดสมมุติ\n"


@contextmanager
def inside(folder: Path) -> Iterator[Path]:
    """Work in a folder, which is made if need be, and come back."""
    folder.mkdir(parents=True, exist_ok=True)
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield folder
    finally:
        os.chdir(before)


def ask(root: Path, name: str, /, **values: object) -> dict[str, Any]:
    """Run a call over the files of a root; the answer has ``text``, what a person reads."""
    with inside(root):
        answer = json.loads(run_call(name, json.dumps({"issued": ISSUED, "folder": FOLDER, **values}), str(root)))
    assert isinstance(answer, dict)
    shown = re.sub(r"<[^>]+>", " ", answer["html"] or "")
    answer["text"] = " ".join(html.unescape(shown).split())
    return answer


def command(root: Path, *arguments: object) -> int:
    """Run the program over the files of a root."""
    with inside(root):
        return run(*arguments)


def contents(folder: Path) -> dict[str, bytes]:
    """Return the bytes of every file below a folder by its path."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def spoil_framework(path: Path) -> str:
    """Type a code twice into the workbook of a framework, and return the name of its sheet."""
    book = openpyxl.load_workbook(path)
    sheet = book[TABLES["questions"].sheet]
    cell = next(cell for row in sheet.iter_rows() for cell in row if cell.value == "i1")
    cell.value = "i2"
    book.save(path)
    return sheet.title


def start(*roots: Path) -> None:
    """Start the same round of three agencies in each root, by the page."""
    for root in roots:
        with inside(root):
            Path("own.csv").write_text(ROSTER, encoding="utf-8")
        ask(root, "create_round", province=PROVINCE, framework="2568", roster_file="own.csv")
