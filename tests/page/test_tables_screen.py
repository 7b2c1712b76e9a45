"""A table of all agencies that is dropped on the page makes the files of the command."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.agency_tables import workbook
from tests.support.page_calls import FOLDER, ISSUED, ask, command, contents, start

ROUND = ("--round", f"{FOLDER}/round.toml", "--issued", ISSUED)
NAMES = ("สำนักงานจังหวัดสมมุติ", "สำนักงานประมงจังหวัดสมมุติ", "เรือนจำจังหวัดสมมุติ")
HEAD = ["หน่วยงาน", "IIT", "EIT", "OIT", "คะแนนรวม"]
TABLE = "import/table.xlsx"
DATABASE = f"{FOLDER}/tables/ita.sqlite"


def table(*overall: float) -> bytes:
    return workbook(("t", [HEAD, *([name, 90, 80, 70, score] for name, score in zip(NAMES, overall, strict=True))]))


def drop(root: Path, data: bytes, **values: object) -> dict[str, object]:
    """Drop a table on the page."""
    (root / "import").mkdir(exist_ok=True)
    (root / TABLE).write_bytes(data)
    return ask(root, "import_all", paths=[TABLE], **values)


@pytest.fixture
def roots(tmp_path: Path) -> tuple[Path, Path]:
    page, program = tmp_path / "page", tmp_path / "command"
    start(page, program)
    (program / "import").mkdir()
    return page, program


def test_the_forms_of_a_table_are_those_of_the_command(roots: tuple[Path, Path]) -> None:
    page, program = roots
    # Of whole numbers a figure may be one off by rounding.
    answer = drop(page, table(79, 79, 76))
    (program / TABLE).write_bytes((page / TABLE).read_bytes())
    assert command(program, "import", TABLE, "--all", *ROUND) == 1
    assert contents(page / FOLDER) == contents(program / FOLDER)
    assert len(list((page / FOLDER / "inbox/from-table").iterdir())) == 3
    text = str(answer["text"])
    assert "อ่านได้ 3 หน่วยงาน" in text
    assert "หน่วยงานที่ตัวเลขไม่ตรงกัน: 1" in text
    assert NAMES[2] in text


def test_a_past_year_is_what_the_results_are_compared_with(roots: tuple[Path, Path]) -> None:
    page, program = roots
    answer = drop(page, table(79, 79, 79), year="2567")
    assert "เพิ่มปี 2567" in str(answer["text"])
    assert DATABASE in answer["files"]  # type: ignore[operator]
    drop(page, table(79, 79, 79))
    assert not (page / "earlier").exists()
    ask(page, "save_consolidated")
    (program / TABLE).write_bytes((page / TABLE).read_bytes())
    assert (
        command(program, "import", TABLE, "--all", "--framework", "2567", "--export", f"{FOLDER}/tables", *ROUND) == 0
    )
    assert command(program, "import", TABLE, "--all", *ROUND) == 0
    arguments = ("--previous", f"{FOLDER}/tables", "-o", f"{FOLDER}/consolidated.xlsx", *ROUND)
    assert command(program, "consolidate", *arguments) == 0
    name = f"{FOLDER}/consolidated.xlsx"
    assert (page / name).read_bytes() == (program / name).read_bytes()


def test_what_is_there_is_replaced_only_if_that_is_chosen(roots: tuple[Path, Path]) -> None:
    page, _ = roots
    for year in ("", "2567"):
        drop(page, table(79, 79, 78), year=year)
        before = contents(page / FOLDER)
        answer = drop(page, table(79, 79, 79), year=year)
        assert "แทนที่สิ่งที่สร้างจากตารางก่อนหน้า" in str(answer["text"])
        assert "--force" not in str(answer["text"])
        assert contents(page / FOLDER) == before
        drop(page, table(79, 79, 79), year=year, replace="1")
        assert contents(page / FOLDER) != before


@pytest.mark.parametrize("data", [b"", b"%PDF-1.4", b"PK\x03\x04junk", workbook(("t", [["หน่วยงาน", "IIT"], ["ก", 1]]))])
def test_a_file_that_is_no_table_is_told(roots: tuple[Path, Path], data: bytes) -> None:
    page, _ = roots
    before = contents(page / FOLDER)
    answer = drop(page, data)
    assert "อ่าน table.xlsx ไม่ได้" in str(answer["text"])
    assert "Traceback" not in str(answer["text"])
    assert contents(page / FOLDER) == before


def test_the_screen_of_forms_leads_to_it(roots: tuple[Path, Path]) -> None:
    page, _ = roots
    assert 'data-call="round_tables"' in str(ask(page, "round_forms")["html"])
    text = str(ask(page, "round_tables")["text"])
    assert "ปี 2567: เพิ่มในฐานข้อมูล" in text
    assert "ยังไม่ได้นำเข้าปีก่อน" in text
