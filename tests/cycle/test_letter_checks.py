"""Check the number of the letters, their dates, what is enclosed, and to whom none is written."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from ita_xlsx.cycle.documents.round_letters import LetterKind
from ita_xlsx.cycle.province_plan import MEASURES_FILE, plan_text
from ita_xlsx.cycle.settings.load_context import load_context
from ita_xlsx.model.text.digits import thai_words
from tests.support.filled_measures import make_round
from tests.support.program import printed, run
from tests.support.word_text import read_word

SETTINGS = """\
framework = 2568
province = "ตราด"
roster = "roster.csv"
measures = "measures.csv"
deadline = "30/9/2568"
[calendar]
mending_due = "15/10/2568"
tracking_6 = "15/4/2569"
tracking_12 = "15/10/2569"
[letter]
number_prefix = "ตร 0017/"
signatory = "นายตัวอย่าง ทดสอบ"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A round of four agencies: the second is the province itself, the third returned no form, the fourth no scores."""
    plan, agencies, _ = make_round(tmp_path, 4)
    names = [agencies[0].name, "จังหวัดตราด", agencies[2].name, agencies[3].name]
    lines = [f"{one.code},{name},ตราด,หัวหน้า" for one, name in zip(agencies, names, strict=True)]
    (tmp_path / "roster.csv").write_text("\n".join(["code,name,province,เรียน", *lines]), encoding="utf-8")
    (tmp_path / MEASURES_FILE).write_bytes(plan_text(plan))
    (tmp_path / "round.toml").write_text(SETTINGS, encoding="utf-8")
    return tmp_path


def letters(
    capsys: pytest.CaptureFixture[str], folder: Path, kind: str, issued: str, *options: object
) -> tuple[int, dict[str, Any], list[Path]]:
    """Write the letters of a kind; return the exit code, what was printed, and the files."""
    where = ("--round", folder / "round.toml", "--issued", issued, "--format", "json", "--force")
    code, output = printed(capsys, "letters", kind, "-o", folder / "out", *where, *options)
    return code, output, [Path(item["file"]) for item in output["results"]["files"]]


def empty_inbox(folder: Path) -> None:
    """Take away the returned forms."""
    (folder / "returned").rename(folder / "elsewhere")
    (folder / "inbox").mkdir()


def codes(output: dict[str, Any], *wanted: str) -> list[str]:
    """The codes of the findings; only the wanted ones, if some are named."""
    return [item["code"] for item in output["findings"] if not wanted or item["code"] in wanted]


@pytest.mark.parametrize("kind", list(LetterKind))
def test_one_number_stands_in_all_letters_and_no_blank(
    kind: LetterKind, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, output, files = letters(capsys, folder, kind, "1/9/2568", "--number", " ตร 0017/ว\n 123 ")
    assert files
    for item in output["results"]["files"]:
        letter = read_word(Path(item["file"]))
        assert thai_words("ตร 0017/ว 123") in letter.text
        assert "(เลขที่หนังสือ)" not in letter.text
        assert letter.blanks == item["blanks"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("ลงนาม {ผู้ลงนาม}", "ลงนาม นายตัวอย่าง ทดสอบ"),
        ("ตำแหน่ง {ตำแหน่งผู้ลงนาม}", "ตำแหน่ง …… (ตำแหน่งผู้ลงนาม) ……"),
        ("เลขที่ {เลขที่หนังสือ}", "เลขที่ …… (เลขที่หนังสือ) ……"),
        ("คำ {ไม่มีช่องนี้} ท้าย", "คำ …… (ไม่มีช่องนี้) …… ท้าย"),
    ],
)
def test_a_slot_of_a_letter_is_filled_or_is_a_counted_blank(
    text: str, words: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("new", folder / "new", "--framework", "2568", "--province", "ตราด", "-q") == 0
    book = load_workbook(folder / "new/texts.xlsx")
    sheet = book["ข้อความ"]
    for row in sheet.iter_rows():
        if str(row[1].value).startswith("เนื้อความ"):
            row[2].value = text
    book.save(folder / "texts.xlsx")
    _, output, files = letters(capsys, folder, "measures", "1/9/2568")
    letter = read_word(files[0])
    assert words in letter.text
    assert "{" not in letter.text
    assert letter.blanks == output["results"]["files"][0]["blanks"]


@pytest.mark.parametrize(
    ("kind", "issued", "days"),
    [
        ("send", "30/9/2568", []),
        ("send", "1/10/2568", ["30/9/2568"]),
        ("mend", "15/10/2568", []),
        ("mend", "16/10/2568", ["15/10/2568"]),
        ("measures", "16/4/2569", ["15/4/2569"]),
        ("measures", "16/10/2569", ["15/4/2569", "15/10/2569"]),
        ("remind", "1/11/2568", []),
        ("memo", "1/11/2568", []),
    ],
)
def test_letters_dated_after_the_day_they_set_are_told(
    kind: str, issued: str, days: list[str], folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, output, _ = letters(capsys, folder, kind, issued)
    found = [item for item in output["findings"] if item["code"] == "B130"]
    assert [day for item in found for day in days if f": {day} (" in item["message"]] == days
    assert len(found) == len(days)


@pytest.mark.parametrize("kind", ["send", "remind", "measures", "follow-up"])
def test_no_letter_goes_to_the_province_itself(kind: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    roster = load_context(str(folder / "round.toml")).roster
    assert roster is not None
    own = roster.agencies[1].code
    empty_inbox(folder)
    _, output, _ = letters(capsys, folder, kind, "1/9/2568")
    assert output["results"]["files"]
    assert own not in [code for item in output["results"]["files"] for code in item["agencies"]]
    assert codes(output, "B131") == ["B131"]


@pytest.mark.parametrize("where", ["", "forms", "แบบฟอร์ม 2568"])
def test_a_form_is_named_only_if_it_is_there(where: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, output, files = letters(capsys, folder, "send", "1/9/2568")
    assert codes(output, "B132") == ["B132"]
    assert all("(ชื่อไฟล์แบบฟอร์ม)" in read_word(path).text for path in files)
    (folder / where).mkdir(exist_ok=True)
    assert run("template", "--round", folder / "round.toml", "-o", folder / where, "-q") == 0
    _, output, files = letters(capsys, folder, "send", "1/9/2568")
    assert codes(output, "B132") == []
    assert all("ไฟล์แบบฟอร์ม: ITA2568" in read_word(path).text for path in files)


@pytest.mark.parametrize(("kind", "left_out"), [("remind", ["N103"]), ("memo", ["N103"]), ("follow-up", ["N103"])])
def test_what_the_letters_say_is_no_error_of_the_command(
    kind: str, left_out: list[str], folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    empty_inbox(folder)
    roster = folder / "roster.csv"
    roster.write_text(roster.read_text(encoding="utf-8").replace("จังหวัดตราด", "เรือนจำตราด"), encoding="utf-8")
    code, output, _ = letters(capsys, folder, kind, "1/9/2568")
    assert codes(output, *left_out) == []
    assert (code, [item for item in output["findings"] if item["severity"] == "error"]) == (0, [])


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("send", "วันที่|๑ กันยายน ๒๕๖๘"),
        ("send", "๓๐ กันยายน ๒๕๖๘"),
        ("mend", "๑๕ ตุลาคม ๒๕๖๘"),
        ("measures", "๑๕ เมษายน ๒๕๖๙"),
        ("send", "๐ ๓๙๕๑ ๐๐๐๐ ต่อ ๑๒"),
        ("send", "๐ ๒๐๐๐ ๐๐๐๐"),
    ],
)
def test_no_line_breaks_a_date_or_a_telephone(
    kind: str, words: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with (folder / "round.toml").open("a", encoding="utf-8") as settings:
        settings.write('phone = "0 3951 0000"\nextension = 12\n[contact]\nphone = "0 2000 0000"\n')
    _, _, files = letters(capsys, folder, kind, "1/9/2568")
    with zipfile.ZipFile(files[0]) as archive:
        shown = archive.read("word/document.xml").decode()
    assert words.split("|")[-1].replace(" ", "\u00a0") in shown


@pytest.mark.parametrize(("kind", "in_letters"), [("mend", ["N107"]), ("remind", ["N107"])])
def test_a_return_is_told_once_where_its_letter_says_it(
    kind: str, in_letters: list[str], folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, output, _ = letters(capsys, folder, kind, "1/9/2568")
    assert [code for code in codes(output) if code in in_letters] == []
