"""A round that is started in the page is the round of ``ita new``."""

from __future__ import annotations

import os
import time
import zipfile
from pathlib import Path

import pytest

from tests.support.page_calls import (
    FOLDER,
    ISSUED,
    PROVINCE,
    ROSTER,
    ask,
    command,
    contents,
    inside,
    spoil_framework,
    start,
)

OFFICES = 31


@pytest.fixture
def roots(tmp_path: Path) -> tuple[Path, Path]:
    return tmp_path / "page", tmp_path / "command"


@pytest.mark.parametrize("province", [PROVINCE, f" จังหวัด{PROVINCE}"])
def test_a_round_of_a_year_on_the_shelf(roots: tuple[Path, Path], province: str) -> None:
    page, program = roots
    answer = ask(page, "create_round", province=province, framework="2568")
    assert command(program, "new", FOLDER, "--province", PROVINCE, "--framework", "2568", "--issued", ISSUED) == 0
    assert contents(page) == contents(program)
    assert sorted(answer["files"]) == sorted(contents(page))
    assert f"ทะเบียน {OFFICES} หน่วยงาน" in answer["text"]
    assert answer["title"] == "ทำต่อ: ขั้นที่ 1 ตั้งรอบ – ยังไม่กำหนดวันส่ง"


def test_a_round_with_a_roster_and_a_framework_of_ones_own(roots: tuple[Path, Path]) -> None:
    page, program = roots
    for root in roots:
        with inside(root):
            Path("own.csv").write_text(ROSTER, encoding="utf-8")
        folder = "new" if root == page else FOLDER
        name = "mine.xlsx" if root == page else "framework-2568.xlsx"
        command(root, "frameworks", "export", "2568", "-o", f"{folder}/{name}", "--issued", "2026-11-20")
    shown = ask(page, "round_new", province=PROVINCE, role="framework", paths=["new/mine.xlsx"])
    assert "mine.xlsx ใช้ได้: ปีงบประมาณ 2568" in shown["text"]
    assert 'name="framework_file" value="new/mine.xlsx"' in shown["html"]
    assert f'name="province" value="{PROVINCE}"' in shown["html"]
    with_roster = ask(page, "round_new", role="roster", paths=["own.csv"], framework_file="new/mine.xlsx")
    assert "ทะเบียนมี 3 หน่วยงาน จากไฟล์ own.csv" in with_roster["text"]
    ask(
        page, "create_round", province=PROVINCE, framework="file", framework_file="new/mine.xlsx", roster_file="own.csv"
    )
    made = f"{FOLDER}/framework-2568.xlsx"
    options = ("--framework", made, "--roster", "own.csv", "--issued", ISSUED)
    assert command(program, "new", FOLDER, "--province", PROVINCE, *options) == 0
    assert contents(page / FOLDER) == contents(program / FOLDER)
    assert 'framework = "framework-2568.xlsx"' in (page / FOLDER / "round.toml").read_text(encoding="utf-8")


def test_agencies_without_codes_are_given_codes_on_request(roots: tuple[Path, Path]) -> None:
    page, program = roots
    for root in roots:
        with inside(root):
            Path("own.csv").write_text("หน่วยงาน,รหัส\nสำนักงานหนึ่ง,P01\nสำนักงานสอง,\n", encoding="utf-8")
    refused = ask(page, "round_new", province=PROVINCE, role="roster", paths=["own.csv"])
    assert "ให้เลือก «ให้โปรแกรมใส่รหัส»" in refused["text"]
    assert "--" not in refused["text"]
    accepted = ask(page, "round_new", province=PROVINCE, role="roster", paths=["own.csv"], number="1")
    assert "ทะเบียนมี 2 หน่วยงาน" in accepted["text"]
    assert 'name="number" value="1"' in accepted["html"]
    ask(page, "create_round", province=PROVINCE, framework="2568", roster_file="own.csv", number="1")
    words = ("new", FOLDER, "--province", PROVINCE, "--framework", "2568", "--roster", "own.csv", "--number")
    assert command(program, *words, "--issued", ISSUED) == 0
    assert contents(page / FOLDER) == contents(program / FOLDER)
    assert "P02,สำนักงานสอง" in (page / FOLDER / "roster.csv").read_text(encoding="utf-8-sig")


@pytest.mark.parametrize(
    ("values", "words"),
    [({"framework": "2568"}, "ยังไม่ได้ระบุชื่อจังหวัด"), ({"province": PROVINCE}, "ยังไม่ได้เลือกปีงบประมาณ")],
)
def test_what_is_missing_is_told_and_nothing_is_made(tmp_path: Path, values: dict[str, str], words: str) -> None:
    answer = ask(tmp_path / "page", "create_round", **values)
    assert words in answer["text"]
    assert not answer["files"]


def test_a_second_round_of_the_same_name_takes_nothing_from_the_first(tmp_path: Path) -> None:
    start(tmp_path / "page")
    before = contents(tmp_path / "page" / FOLDER)
    answer = ask(tmp_path / "page", "create_round", province=PROVINCE, framework="2568")
    assert {name.split("/")[0] for name in answer["files"]} == {f"{FOLDER} (2)"}
    assert contents(tmp_path / "page" / FOLDER) == before


def test_a_faulty_framework_is_told_by_sheet_and_cell_and_cannot_be_chosen(tmp_path: Path) -> None:
    page = tmp_path / "page"
    command(page, "frameworks", "export", "2568", "-o", "new/mine.xlsx")
    sheet = spoil_framework(page / "new/mine.xlsx")
    answer = ask(page, "round_new", role="framework", paths=["new/mine.xlsx"])
    assert "mine.xlsx ยังใช้ไม่ได้" in answer["text"]
    assert f"แผ่น {sheet}" in answer["text"]
    assert 'name="framework_file" value=""' in answer["html"]


def test_a_faulty_roster_is_told_and_cannot_be_chosen(tmp_path: Path) -> None:
    page = tmp_path / "page"
    with inside(page):
        Path("own.csv").write_text("code,name\nP1,ก\nP1,ข\n", encoding="utf-8")
    answer = ask(page, "round_new", role="roster", paths=["own.csv"])
    assert "P1" in answer["text"]
    assert "เหตุ:" in answer["text"]
    assert 'name="roster_file" value=""' in answer["html"]
    assert 'name="roster_faulty" value="1"' in answer["html"]
    made = ask(page, "create_round", framework="2568", province=PROVINCE, roster_faulty="1")
    assert "ทะเบียนที่เลือกยังใช้ไม่ได้" in made["text"]
    assert not (page / FOLDER).exists()


def test_a_round_that_cannot_be_made_leaves_no_folder(tmp_path: Path) -> None:
    page = tmp_path / "page"
    command(page, "frameworks", "export", "2568", "-o", "new/mine.xlsx")
    values = {"framework": "file", "framework_file": "new/mine.xlsx", "roster_file": "not-there.csv"}
    answer = ask(page, "create_round", province=PROVINCE, **values)
    assert "not-there.csv" in answer["text"]
    assert not (page / FOLDER).exists()
    assert not answer["files"]


def test_the_whole_folder_is_one_zip_with_the_days_of_its_files(tmp_path: Path) -> None:
    """Opened again, the round must show the same days; they are on the clock of the person."""
    first, second = tmp_path / "first", tmp_path / "second"
    start(first, second)
    noon = time.mktime((2025, 9, 20, 12, 0, 0, 0, 0, -1))
    for path in (*first.rglob("*"), *second.rglob("*")):
        os.utime(path, (noon, noon))
    answers = [ask(root, "save_folder") for root in (first, second)]
    assert [answer["save"] for answer in answers] == [f"made/{FOLDER}.zip"] * 2
    assert answers[0]["html"] is None
    paths = [root / "made" / f"{FOLDER}.zip" for root in (first, second)]
    assert paths[0].read_bytes() == paths[1].read_bytes()
    with zipfile.ZipFile(paths[0]) as archive:
        assert {item.compress_type for item in archive.infolist()} == {zipfile.ZIP_STORED}
        assert {item.date_time for item in archive.infolist()} == {(2025, 9, 20, 12, 0, 0)}
        files = {name.removeprefix(f"{FOLDER}/"): archive.read(name) for name in archive.namelist()}
    assert files.pop("inbox/") == b""
    assert files == contents(first / FOLDER)


def test_a_framework_is_handed_over_as_the_command_writes_it(roots: tuple[Path, Path]) -> None:
    page, program = roots
    answer = ask(page, "export_framework", year="2568")
    assert answer["save"] == "made/framework-2568.xlsx"
    command(program, "frameworks", "export", "2568", "-o", answer["save"], "--issued", "2026-11-20")
    assert contents(page) == contents(program)


def test_the_years_stand_with_the_confidence_in_their_parts(tmp_path: Path) -> None:
    text = ask(tmp_path / "page", "round_new")["text"]
    assert "ปีงบประมาณ 2568 ยืนยันแล้ว 52 ข้อคำถาม 61 คำตอบ" in text
    assert "ตัวเลข ปานกลาง, เกณฑ์ระดับผล สูง, ข้อความคำถาม สูง" in text
    assert "ปีงบประมาณ 2569 ฉบับร่าง" in text
