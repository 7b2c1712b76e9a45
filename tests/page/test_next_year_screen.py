"""The round of the next year is that of ``ita new --from``, in a folder of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.page_calls import FOLDER, ISSUED, PROVINCE, ask, command, contents, start

NEXT = f"ITA2569 {PROVINCE}"


@pytest.fixture
def roots(tmp_path: Path) -> tuple[Path, Path]:
    page, program = tmp_path / "page", tmp_path / "command"
    start(page, program)
    return page, program


def returned(root: Path) -> None:
    """Give the first agency a form in the inbox."""
    (root / "table.csv").write_text("i1,90\ni2,91\n", encoding="utf-8")
    ask(root, "import_table", code="P1", paths=["table.csv"])


def test_a_round_with_a_return_gets_a_hand_over(roots: tuple[Path, Path]) -> None:
    page, program = roots
    for root in roots:
        returned(root)
    before = contents(page / FOLDER)
    answer = ask(page, "carry_over", framework="2569")
    inbox = f"{FOLDER}/inbox"
    assert command(program, "new", NEXT, "--from", FOLDER, "--returned", inbox, "--issued", ISSUED) == 0
    assert contents(page / NEXT) == contents(program / NEXT)
    assert "handover.xlsx" in contents(page / NEXT)
    assert contents(page / FOLDER) == before
    assert "พร้อมสมุดงานส่งมอบ handover.xlsx" in answer["text"]
    assert f'data-call="save_folder" data-folder="{NEXT}"' in answer["html"]


def test_a_round_without_a_return_says_that_there_is_no_hand_over(roots: tuple[Path, Path]) -> None:
    page, program = roots
    assert "ไม่มีสมุดงานส่งมอบ" in ask(page, "round_next")["text"]
    answer = ask(page, "carry_over", framework="2569")
    assert command(program, "new", NEXT, "--from", FOLDER, "--issued", ISSUED) == 0
    assert contents(page / NEXT) == contents(program / NEXT)
    assert "ไม่มีสมุดงานส่งมอบ เพราะไม่มีแบบฟอร์มที่ส่งกลับ" in answer["text"]


def test_the_framework_of_the_next_year_may_be_a_workbook(roots: tuple[Path, Path]) -> None:
    page, program = roots
    made = f"{NEXT}/framework-2569.xlsx"
    command(page, "frameworks", "export", "2569", "-o", "new/next.xlsx", "--issued", ISSUED)
    command(program, "frameworks", "export", "2569", "-o", made, "--issued", ISSUED)
    assert "next.xlsx ใช้ได้" in ask(page, "round_next", paths=["new/next.xlsx"])["text"]
    ask(page, "carry_over", framework="file", framework_file="new/next.xlsx")
    assert command(program, "new", NEXT, "--from", FOLDER, "--framework", made, "--issued", ISSUED) == 0
    assert contents(page / NEXT) == contents(program / NEXT)


def test_without_a_year_nothing_is_made(roots: tuple[Path, Path]) -> None:
    page, _ = roots
    answer = ask(page, "carry_over")
    assert "ยังไม่ได้เลือกปีงบประมาณ" in answer["text"]
    assert not answer["files"]


def test_only_later_years_are_offered(roots: tuple[Path, Path]) -> None:
    page, _ = roots
    text = ask(page, "round_next")["html"]
    assert 'value="2569"' in text
    assert 'value="2567"' not in text
