"""The forms that the page issues, and those it fills from printed tables, are those of the commands."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from tests.support.cells import cell
from tests.support.page_calls import FOLDER, ISSUED, ask, command, contents, start

ROUND = ("--round", f"{FOLDER}/round.toml", "--issued", ISSUED)
FIRST = "ITA2568 P1 สำนักงานจังหวัดสมมุติ.xlsx"


@pytest.fixture
def roots(tmp_path: Path) -> tuple[Path, Path]:
    page, program = tmp_path / "page", tmp_path / "command"
    start(page, program)
    for root in (page, program):
        settings = {"day": "30", "month": "9", "year": "2569", "name": "สมชาย", "plan": "yes"}
        ask(root, "save_settings", **settings, plan_file="measures.csv")
    return page, program


def test_the_forms_of_all_agencies(roots: tuple[Path, Path]) -> None:
    page, program = roots
    answer = ask(page, "issue_forms", plan_layout="2568")
    assert command(program, "template", "-o", f"{FOLDER}/forms", *ROUND, "--form", "2568") == 0
    assert contents(page / FOLDER / "forms") == contents(program / FOLDER / "forms")
    # The plan is kept with the forms, so that the next round can take it.
    assert len([name for name in answer["files"] if name.startswith(f"{FOLDER}/forms/")]) == 3
    assert len(answer["files"]) == 4
    issued = "measures-issued.csv"
    assert (page / FOLDER / issued).read_bytes() == (program / FOLDER / issued).read_bytes()
    assert answer["title"] == "แบบฟอร์ม: ออกแล้ว 3 จาก 3 หน่วยงาน"


def test_only_the_missing_forms_are_made(roots: tuple[Path, Path]) -> None:
    page, _ = roots
    ask(page, "issue_form", code="P2")
    answer = ask(page, "issue_forms", missing="yes")
    assert sorted(answer["files"]) == [f"{FOLDER}/forms/{FIRST}", f"{FOLDER}/forms/ITA2568 P3 เรือนจำจังหวัดสมมุติ.xlsx"]
    assert "ทำ 2 ไฟล์" in answer["text"]


def test_one_form_and_the_blank_one(roots: tuple[Path, Path]) -> None:
    page, program = roots
    ask(page, "issue_form", code="P1")
    assert "blank.xlsx" in ask(page, "issue_blank")["text"]
    command(program, "template", "--agency", "P1", "-o", f"{FOLDER}/forms/{FIRST}", *ROUND)
    command(program, "template", "--blank", "-o", f"{FOLDER}/blank.xlsx", *ROUND)
    assert contents(page) == contents(program)


def test_a_form_that_was_filled_in_is_never_written_over(roots: tuple[Path, Path]) -> None:
    page, _ = roots
    ask(page, "issue_forms")
    form = page / FOLDER / "forms" / FIRST
    book = openpyxl.load_workbook(form)
    cell(2568, "i1").of(book).value = 91
    book.save(form)
    before = form.read_bytes()
    for answer in (ask(page, "issue_forms"), ask(page, "issue_form", code="P1")):
        assert "มีข้อมูลที่หน่วยงานกรอกแล้ว" in answer["text"]
        assert "--" not in answer["text"]
    assert form.read_bytes() == before
    assert "ออกแล้ว 3 จาก 3" in ask(page, "issue_forms", missing="yes")["title"]


def test_a_printed_table_fills_the_form_of_the_chosen_agency(roots: tuple[Path, Path]) -> None:
    page, program = roots
    for root in roots:
        (root / "import").mkdir()
        (root / "import/table.csv").write_text("i1,90\ni2,91\ni99,92\n", encoding="utf-8")
    answer = ask(page, "import_table", code="P1", paths=["import/table.csv"])
    target = f"{FOLDER}/inbox/{FIRST}"
    assert command(program, "import", "import/table.csv", "--agency", "P1", "-o", target, *ROUND) == 1
    assert contents(page) == contents(program)
    assert "IIT 2 จาก 15 คำตอบ" in answer["text"]
    assert "ไม่เข้าใจ 1 จุด" in answer["text"]
    assert "i99" in answer["text"]


def test_a_form_in_the_inbox_is_never_written_over(roots: tuple[Path, Path]) -> None:
    page, _ = roots
    (page / "table.csv").write_text("i1,90\n", encoding="utf-8")
    ask(page, "import_table", code="P1", paths=["table.csv"])
    before = (page / FOLDER / "inbox" / FIRST).read_bytes()
    (page / "table.csv").write_text("i1,80\n", encoding="utf-8")
    answer = ask(page, "import_table", code="P1", paths=["table.csv"])
    assert "อยู่แล้ว จึงไม่เขียนทับ" in answer["text"]
    assert "--force" not in answer["text"]
    assert (page / FOLDER / "inbox" / FIRST).read_bytes() == before


@pytest.mark.parametrize(
    ("code", "content", "words"),
    [
        ("", b"i1,90\n", "เลือกหน่วยงานก่อน"),
        ("P9", b"i1,90\n", "เลือกหน่วยงานก่อน"),
        ("P1", b"x,90\n", "ไม่พบคะแนนใน table.csv"),
        ("P1", b"%PDF-1.4", "ไม่พบคะแนนใน table.csv"),
    ],
)
def test_a_table_that_fills_nothing_is_told(roots: tuple[Path, Path], code: str, content: bytes, words: str) -> None:
    page, _ = roots
    (page / "table.csv").write_bytes(content)
    answer = ask(page, "import_table", code=code, paths=["table.csv"])
    assert words in answer["text"]
    assert answer["files"] == []
    assert "Traceback" not in answer["text"]
