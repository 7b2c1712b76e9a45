"""What enters from outside: files that are no workbooks, rosters, settings, paths."""

from __future__ import annotations

import zipfile
from datetime import date
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_xlsx.errors import InputError
from ita_xlsx.intake.forms.numbers import parse_score
from ita_xlsx.intake.roster import read_roster
from ita_xlsx.intake.settings import read_round
from ita_xlsx.intake.sources import find_workbooks
from ita_xlsx.intake.workbook.cells import clean_text, code_of
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.text.dates import parse_date, thai_date
from ita_xlsx.output.names import safe_name
from tests.conftest import write_form
from tests.forms import read


def zip_of(**parts: str) -> bytes:
    import io

    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/") + ".xml", text)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "F102"),
        (b"\0" * 4096, "F102"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, "F104"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le") * 60, "F111"),
        (b"%PDF-1.7 ...", "F104"),
        (b"<html><table></table></html>", "F104"),
        (b"code,name\nP01,x\n", "F104"),
        ("รหัส,ชื่อ".encode("utf-8-sig"), "F104"),
        (zip_of(readme="x"), "F104"),
        (zip_of(xl__workbook="<broken"), "F104"),
        (b"PK\x03\x04" + b"\x99" * 300, "F112"),
        (b"PK", "F112"),
    ],
)
def test_a_file_that_is_no_workbook_is_one_finding(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "returned.xlsx"
    path.write_bytes(content)
    returned = read(path)
    assert [finding.code for finding in returned.findings] == [code]
    assert not returned.usable


def test_half_a_copy_and_a_flipped_byte_are_damage(framework: Framework, tmp_path: Path) -> None:
    whole = write_form(tmp_path / "form.xlsx", framework).read_bytes()
    half, flipped = whole[: len(whole) // 2], whole[:4000] + b"\0\0\0\0" + whole[4004:]
    for data, code in ((half, "F112"), (flipped, "F105")):
        path = tmp_path / f"{code}.xlsx"
        path.write_bytes(data)
        assert [finding.code for finding in read(path).findings] == [code]


def test_a_zip_bomb_is_too_large(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("[Content_Types].xml", "_rels/.rels", "xl/workbook.xml"):
            archive.writestr(name, b"<x/>")
        archive.writestr("xl/worksheets/sheet1.xml", b" " * (70 * 1024 * 1024))
    assert [finding.code for finding in read(path).findings] == ["F108"]


@pytest.mark.parametrize(
    ("value", "score", "declared"),
    [
        (85.5, "85.5", ""),
        (93.54, "93.54", ""),
        (0.1 + 0.2, "0.3", ""),
        (100, "100", ""),
        ("๙๙.๙๙", "99.99", ""),
        (" 85 ", "85", ""),
        ("85,5", "85.5", ""),
        ("85,500", None, ""),
        ("1,000", None, ""),
        ("85.5%", "85.5", ""),
        ("85.5 คะแนน", "85.5", ""),
        ("ร้อยละ ๘๕.๕", "85.5", ""),
        ("８５．５", "85.5", ""),
        ("85.", "85", ""),
        ("85..5", None, ""),
        ("85-90", None, ""),
        ("8 5", None, ""),
        (".5", "0.5", ""),
        ("ไม่มี ภารกิจ", None, "ไม่มีภารกิจ"),
        ("ไม่ประเมิน", None, "ไม่ประเมิน"),
        ("1e2", None, ""),
        ("", None, ""),
        ("-", None, ""),
        ("9" * 5000, None, ""),
        ("85." + "1" * 5000, None, ""),
        (True, None, ""),
        (float("nan"), None, ""),
        (float("inf"), None, ""),
        (date(2025, 1, 1), None, ""),
    ],
)
def test_a_cell_as_a_score(value: object, score: str | None, declared: str) -> None:
    number, word, _ = parse_score(value)  # type: ignore[arg-type]
    assert (number, word) == (None if score is None else Fraction(score), declared)


@given(st.integers(0, 10_000))
def test_every_score_of_two_decimals_is_read_exactly(hundredths: int) -> None:
    assert parse_score(hundredths / 100)[0] == Fraction(hundredths, 100)
    thai = f"{hundredths / 100:.2f}".translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))
    assert parse_score(thai)[0] == Fraction(hundredths, 100)


@pytest.mark.parametrize(("text", "code"), [("I๑.", "i1"), (" o ๑๐", "o10"), ("E9", "e9"), ("i\u200b1", "i1")])
def test_codes_in_the_spellings_people_use(text: str, code: str) -> None:
    assert code_of(text) == code


@given(st.text())
def test_cleaning_is_done_once(text: str) -> None:
    assert clean_text(clean_text(text)) == clean_text(text)


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


def test_settings_of_a_round(tmp_path: Path) -> None:
    path = tmp_path / "round.toml"
    path.write_text(
        'framework = 2568\nprovince = "ตราด"\nroster = "r.csv"\n'
        'deadline = "๓๐ กันยายน ๒๕๖๙"\nthreshold = 90.5\n'
        '[contact]\nname = "ก"\n',
        encoding="utf-8",
    )
    settings = read_round(path)
    assert (settings.framework, settings.deadline, settings.threshold) == (
        "2568",
        date(2026, 9, 30),
        Fraction("90.5"),
    )
    assert (settings.contact.name, settings.roster) == ("ก", str(tmp_path / "r.csv"))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("framework = ", "R606"),
        ('framework = "next"', "R607"),
        ('deadline = "soon"', "R607"),
        ('deadline = "31/2/2569"', "R607"),
        ("threshold = 101", "R607"),
        ("threshold = 84.999", "R607"),
        ('contact = "me"', "R607"),
        ('dead_line = "30/9/2569"', "R607"),
        ("[rules.nonsense]\nlimit = 1", "R607"),
        ("[rules.fell]\nlimits = 1", "R607"),
        ('[rules.fell]\nenabled = "no"', "R607"),
        ("[rules.lowest_indicator]\nlimit = 5", "R607"),
    ],
)
def test_settings_that_cannot_be_used(tmp_path: Path, text: str, code: str) -> None:
    path = tmp_path / "round.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as error:
        read_round(path)
    assert error.value.code == code


@pytest.mark.parametrize(
    "text",
    [
        "30/9/2569",
        "2026-09-30",
        "30 กันยายน 2569",
        "๓๐ ก.ย. ๒๕๖๙",
        "30-9-2026",
        "2569-09-30",
        "30 กันยายน พ.ศ. 2569",
    ],
)
def test_dates_of_both_eras(text: str) -> None:
    assert parse_date(text) == date(2026, 9, 30)


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_a_shown_date_reads_back(day: date) -> None:
    assert parse_date(thai_date(day)) == day


@pytest.mark.parametrize("text", ["", "soon", "2569", "30/13/2569", "30 ดีค 2569"])
def test_what_is_no_date(text: str) -> None:
    with pytest.raises(ValueError):
        parse_date(text)


def test_paths_are_files_folders_zips_and_globs(framework: Framework, tmp_path: Path) -> None:
    folder = tmp_path / "in" / "sub"
    folder.mkdir(parents=True)
    form = write_form(folder / "a.xlsx", framework)
    (folder / "~$a.xlsx").write_bytes(b"lock")
    (folder / "notes.txt").write_text("x")
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.write(form, "x/b.xlsx")
        archive.writestr("__MACOSX/x/._b.xlsx", b"")
    paths = [
        str(tmp_path / "in"),
        str(form),
        str(folder / "*.xlsx"),
        str(tmp_path / "all.zip"),
        str(tmp_path / "no"),
    ]
    sources, findings = find_workbooks(paths)
    assert [(source.path.name, source.member) for source in sources] == [
        ("a.xlsx", ""),
        ("all.zip", "x/b.xlsx"),
    ]
    assert [finding.code for finding in findings] == ["F106", "F118", "F118", "F106", "F101"]
    assert sources[0].read() == sources[1].read() == form.read_bytes()


def test_a_folder_without_workbooks_is_an_error(tmp_path: Path) -> None:
    assert [finding.code for finding in find_workbooks([str(tmp_path)])[1]] == ["F107"]


@given(st.text(max_size=120))
def test_a_file_name_is_safe_on_every_system(text: str) -> None:
    name = safe_name(text)
    assert name
    assert not set(name) & set('<>:"/\\|?*\0\n')
    assert name[-1] not in ". "
    assert len(name.encode()) <= 225


@pytest.mark.parametrize("text", ["CON", "nul", "COM1.x", "LPT9", "..", ""])
def test_reserved_names_are_avoided(text: str) -> None:
    assert safe_name(text).startswith("_")


def test_what_cannot_be_a_return_is_named_and_what_could_is_read(tmp_path: Path) -> None:
    for name in ("a.xls", "b.csv", "c.pdf"):
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "broken.xlsx").symlink_to(tmp_path / "nowhere.xlsx")
    sources, findings = find_workbooks([str(tmp_path), str(tmp_path / "broken.xlsx"), str(tmp_path / "*n.xlsx")])
    assert [source.path.name for source in sources] == ["a.xls", "b.csv"]
    assert [finding.code for finding in findings] == ["F101", "F106", "F101", "F101"]


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


def test_a_toml_date_may_have_a_buddhist_year(tmp_path: Path) -> None:
    path = tmp_path / "round.toml"
    path.write_text("deadline = 2569-09-30", encoding="utf-8")
    assert read_round(path).deadline == date(2026, 9, 30)


def test_rules_of_a_round(tmp_path: Path) -> None:
    path = tmp_path / "round.toml"
    path.write_text("[rules.fell]\nlimit = 2.5\n[rules.apart]\nenabled = false\n", encoding="utf-8")
    changes = {change.code.value: (change.enabled, change.limit) for change in read_round(path).rules}
    assert changes == {"fell": (True, Fraction("2.5")), "apart": (False, None)}
