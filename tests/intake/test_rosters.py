"""Check that a roster is read in every form that people save it in, and that each fault is reported."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from ita_xlsx.errors import InputError
from ita_xlsx.intake.roster import read_roster


def roster_file(path: Path, rows: list[list[str]], encoding: str = "utf-8-sig", comma: str = ",") -> Path:
    if path.suffix == ".xlsx":
        book = openpyxl.Workbook()
        for row in rows:
            book.worksheets[0].append(row)
        book.save(path)
    else:
        path.write_bytes("\r\n".join(comma.join(row) for row in rows).encode(encoding))
    return path


ROWS = [
    ["code", "name", "province"],
    ["P01", "สำนักงานจังหวัดตราด", ""],
    ["", "", ""],
    ["P02", "เรือนจำจังหวัดตราด", "ตราด"],
]


@pytest.mark.parametrize(
    ("name", "encoding", "comma"),
    [("r.csv", "utf-8-sig", ","), ("r.csv", "utf-8", ";"), ("r.csv", "cp874", ","), ("r.csv", "utf-8", "\t"),
     ("r.xlsx", "", "")],
)  # fmt: skip
def test_a_roster_in_every_form_excel_saves(tmp_path: Path, name: str, encoding: str, comma: str) -> None:
    roster = read_roster(roster_file(tmp_path / name, ROWS, encoding, comma), "ตราด")
    assert [(item.code, item.name, item.province) for item in roster.agencies] == [
        ("P01", "สำนักงานจังหวัดตราด", "ตราด"),
        ("P02", "เรือนจำจังหวัดตราด", "ตราด"),
    ]


def test_thai_headers_of_a_roster(tmp_path: Path) -> None:
    path = roster_file(tmp_path / "r.csv", [["ชื่อหน่วยงาน", "รหัสหน่วยงาน"], ["สำนักงาน", "007"]])
    assert read_roster(path).agencies[0].code == "007"


@pytest.mark.parametrize(
    ("rows", "codes"),
    [
        ([], ["R604"]),
        ([["code", "name"]], ["R604"]),
        ([["x", "y"], ["1", "2"]], ["R601", "R601"]),
        ([["code", "name"], ["", "ก"], ["P1", ""], ["P2", "ข"], ["p2", "ค"]], ["R602", "R602", "R603"]),
    ],
)
def test_all_faults_of_a_roster_are_told_at_once(tmp_path: Path, rows: list[list[str]], codes: list[str]) -> None:
    with pytest.raises(InputError) as error:
        read_roster(roster_file(tmp_path / "r.csv", rows))
    assert [finding.code for finding in error.value.findings] == codes


@pytest.mark.parametrize("content", [b"PK\x03\x04broken", b"\xff\xfe\x00\x00\x81", b"a\0b"])
def test_a_roster_that_is_no_table(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "r.csv"
    path.write_bytes(content)
    with pytest.raises(InputError) as error:
        read_roster(path)
    assert error.value.code == "R605"


@pytest.mark.parametrize(
    "text",
    ['code,name\nP1,"สำนัก\nP2,ข\n', "sep=,\ncode,name\nP1,ก\n", "\n\ncode;name\nP1;ก\n"],
)
def test_odd_csv_files(tmp_path: Path, text: str) -> None:
    path = tmp_path / "r.csv"
    path.write_text(text, encoding="utf-8")
    if '"' in text:
        with pytest.raises(InputError) as error:
            read_roster(path)
        assert error.value.code == "R605"
    else:
        assert [item.code for item in read_roster(path).agencies] == ["P1"]
