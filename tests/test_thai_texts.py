"""A Thai officer meets official Thai, and no English but names, codes and what is typed as it stands."""

from __future__ import annotations

import ast
import errno
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from ita_xlsx.catalogue import find_framework, load_framework
from ita_xlsx.cli import main
from ita_xlsx.errors import DefinitionError, not_writable
from ita_xlsx.intake.workbook.container import open_container
from ita_xlsx.model.findings import Code, Severity, Status, make_finding, message_and_fix
from ita_xlsx.model.labels import WORKBOOK_KINDS, label_of, severity_label
from ita_xlsx.model.round_settings import Stage
from ita_xlsx.model.round_state import State
from ita_xlsx.model.rules import RuleCode
from ita_xlsx.model.text import machine_reasons
from ita_xlsx.report.letters.letter_kinds import LetterKind
from tests.support.thai_texts import ROOT, is_thai, text_of, texts_of, thai_texts

TEXTS = tuple(thai_texts())
# Names of the assessment, of programs, formats and their parts, and the official words of questions.
NAMES = frozenset((
    "ITA", "IIT", "EIT", "OIT", "Public", "Survey", "public", "survey", "URL", "QR", "PDF", "CSV", "XLSX", "xlsx",
    "xls", "JSON", "XML", "DTD", "OLE", "SQLite", "HTML", "Word", "Excel", "LibreOffice", "Notepad", "PivotTable",
    "UTF", "Python", "Debian", "Ubuntu", "zip", "soffice", "MB", "http", "https", "gov", "go", "th", "en", "LINE",
    "Line", "Alt", "Enter", "Code", "Sarabun", "New", "TH", "A4", "Service", "Social", "Network", "Gift", "Policy",
    "No", "Website", "Facebook", "text", "arabic", "thai", "json", "csv", "sqlite", "datapackage", "toml", "pdf",
    "txt", "eml", "TEMP", "TMPDIR", "Integrity", "and", "Transparency", "Assessment",
))  # fmt: skip
# Names in files that people edit: settings, and columns of the roster and of decisions.
FIELDS = frozenset((
    "framework", "province", "deadline", "threshold", "roster", "measures", "contact", "rules", "name", "phone",
    "email", "limit", "enabled", "false", "code", "file", "why", "decided", "received", "website", "true",
    "report", "letter", "strength", "figures", "announced", "computed", "rank", "of", "kind", "agency", "national",
    "mean", "district", "publication", "url", "master", "notes", "office", "number", "prefix", "extension", "signatory",
    "position", "acting", "for", "emblem", "docx", "png", "jpg", "key", "text", "where", "grade", "remedy", "subject",
    "slots", "texts", "remedies", "item", "question", "note", "reason", "wording", "year", "source", "overall",
    "all", "previous", "respondents", "iit", "eit",
)) | {word for code in RuleCode for word in (code.value, *code.value.split("_"))} | {
    word for kind in LetterKind for word in kind.split("-")
}  # fmt: skip
# What stands for itself: addresses, files, options, whole commands, codes, calls of the face for Python, braces.
AS_TYPED = re.compile(
    r"-o \S+|--[a-z]+ \"\w+\"|--[a-z]+ \w+|https?://\S+|www\.\S+"
    r"|[\w./-]+\.(?:xlsx|csv|toml|json|sqlite|txt|pdf|bin|ods|html)\b|\{[^{}]*\}|[A-Z]:\\\w+|(?<![\w-])--?[a-z][a-z-]*"
    r"|\bita(?: [a-z]+)*(?: -o \S+)?|sudo apt install [a-z-]+|\bread_form\([^()]*\)"
    r"|\b(?:xl|_rels)/\S+|<[^<>]*>"
    rf"|\[calendar\]|\bmeasures_(?:year|for)\b|\b(?:{'|'.join(Stage)})\b"
    r"|\b(?:own|m\d*|w)-\d+\b|&[A-Z]\b|\"[A-Za-z]+\""
)
WORD = re.compile(r"[A-Za-z][A-Za-z0-9]*[A-Za-z]|[A-Za-z]{2,}")


def english_in(text: str) -> list[str]:
    """Return the English words of a text that are no names and do not stand for themselves."""
    return [word for word in WORD.findall(AS_TYPED.sub(" ", text)) if word not in NAMES | FIELDS]


def test_texts_are_gathered() -> None:
    assert len(TEXTS) > 1500
    files = {place.partition(":")[0] for place, _ in TEXTS}
    assert {"output/texts.py", "output/province/texts.py", "feedback/reminder.py", "cycle/new_round.py"} <= files


def test_english_is_found() -> None:
    assert english_in("อ่านไม่ได้: Permission denied (10 parts)") == ["Permission", "denied", "parts"]
    assert english_in("ดู ita check --feedback ใน a.xlsx และ https://www.go.th/en/page ของ {name}") == []


def test_no_thai_text_holds_an_english_word() -> None:
    assert [(place, words) for place, text in TEXTS if (words := english_in(text))] == []


# What is not official Thai, or not the term of this program; each was written here once.
BANNED = (
    "ให้ {computed}", "ตราประทับ", "คืนแถว", "คืนแผ่นงาน", "คืนหัว", "และคืน", "ไบต์", "มาตร 0", "ไม่รู้",
    "EIT EIT", "เกณฑ์ {limit} อยู่", "ไม่ผ่านการตรวจ", "ได้เลย", "กันพลาด", "แจกฟรี", "ติดตั้งฟรี", "สั่งใหม่",
    " ตอนนี้", "ไม่เข้าใจ", "บอก", "ถ้า", "เยอะ", "ยังไง", "เพี้ยน", "ลบทิ้ง", "ทั้งที่ข้อ", "พาไป", "เติม URL",
    "ทุกตัว ", "ลำพัง", "โชว์", "คลิ๊ก", "เช็ค", "อัพเดต", "เว็บไซด์",
)  # fmt: skip


@pytest.mark.parametrize("form", BANNED)
def test_no_thai_text_holds_a_banned_form(form: str) -> None:
    """``(ถ้ามี)`` stands so in the headers of official forms."""
    assert [(place, text) for place, text in TEXTS if form in text.replace("(ถ้ามี)", "")] == []


# Parameters with addresses, and with names of parts of a file.
INTERNAL = ("file", "sheet", "cell", "header", "variable", "detail")


def _calls() -> list[tuple[str, str, ast.keyword]]:
    """Return place, code and keyword of every parameter that the source gives to a message."""
    found = []
    for path in sorted(ROOT.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Attribute):
                code = node.args[0]
                if isinstance(code.value, ast.Name) and code.value.id == "Code":
                    place = f"{path.relative_to(ROOT).as_posix()}:{node.lineno}"
                    found += [(place, code.attr, item) for item in node.keywords if item.arg]
    return found


def _given(value: ast.expr) -> Iterator[str]:
    """Yield the texts that a parameter may have: its own, or those between which the source chooses."""
    if isinstance(value, ast.IfExp):
        yield from (text for part in (value.body, value.orelse) for text in _given(part))
    elif isinstance(value, ast.BoolOp):
        yield from (text for part in value.values for text in _given(part))
    elif text := text_of(value):
        yield text


def test_no_parameter_of_a_message_is_an_english_text() -> None:
    calls = _calls()
    assert len(calls) > 300
    wrong = [
        (place, item.arg, words)
        for place, _, item in calls
        if not str(item.arg).endswith("_en") and item.arg not in INTERNAL
        for text in _given(item.value)
        if (words := english_in(text))
    ]
    assert wrong == []


def test_no_parameter_of_a_message_is_the_text_of_an_exception() -> None:
    """An exception of Python, the system or a library speaks English; its class is a name for the developers."""
    wrong = []
    for place, code, item in _calls():
        for node in ast.walk(item.value):
            is_text = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "str"
            named = [part.id for part in ast.walk(node) if isinstance(part, ast.Name)]
            if (is_text and "error" in named) or (isinstance(node, ast.Attribute) and node.attr == "strerror"):
                wrong.append((place, code, item.arg))
    assert wrong == []


@pytest.mark.parametrize(
    "number", [*machine_reasons._BY_ERRNO, errno.EXDEV, 12345], ids=lambda number: errno.errorcode.get(number, number)
)
def test_the_reason_of_the_system_is_thai(number: int) -> None:
    error = OSError(number, "No such thing happened")
    message = not_writable("a.xlsx", error).message("th")
    assert is_thai(message.partition(": ")[2].partition(" — ")[0])
    assert english_in(message) == []


DATABASE_CODES = (
    sqlite3.SQLITE_PERM, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_NOMEM, sqlite3.SQLITE_TOOBIG,
)  # fmt: skip


@pytest.mark.parametrize("number", [*DATABASE_CODES, sqlite3.SQLITE_MISMATCH])
def test_the_reason_of_the_database_is_thai(number: int) -> None:
    error = sqlite3.OperationalError("attempt to write a readonly database")
    error.sqlite_errorcode = number | 0x300
    assert english_in(not_writable("a.sqlite", error).message("th")) == []


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"%PDF-1.7", "PDF"), (b"name;score", "ข้อความหรือ CSV"), (b"<html>", "HTML/XML"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "เอกสาร Word อีเมล"),
    ],
)  # fmt: skip
def test_the_kind_of_a_file_is_thai(data: bytes, expected: str) -> None:
    with pytest.raises(Exception, match="not an Excel workbook") as raised:
        open_container(data)
    message = raised.value.message("th")  # type: ignore[attr-defined]
    assert expected in message
    assert english_in(message) == []


@pytest.mark.parametrize("text", ["year = 2568\nname = \n", "year 2568\n", 'name = "a\n', "[settings\n"])
def test_a_fault_of_a_definition_file_is_thai(text: str, tmp_path: Path) -> None:
    (tmp_path / "framework.toml").write_text(text, encoding="utf-8")
    (tmp_path / "questions.csv").write_text("code\n", encoding="utf-8")
    with pytest.raises(DefinitionError) as raised:
        find_framework(str(tmp_path))
    reason = re.sub("«.*»|" + tmp_path.name, "", raised.value.message("th"))
    assert "บรรทัดที่" in reason
    assert english_in(reason) == []


def test_a_definition_file_in_another_encoding_is_told_in_thai(tmp_path: Path) -> None:
    (tmp_path / "framework.toml").write_bytes('name = "ปี"'.encode("cp874"))
    (tmp_path / "questions.csv").write_text("code\n", encoding="utf-8")
    with pytest.raises(DefinitionError) as raised:
        find_framework(str(tmp_path))
    assert english_in(raised.value.message("th").replace(tmp_path.name, "")) == []


def test_subjects_that_are_no_code_are_thai() -> None:
    params = {"subject": "overall", "value": "101"}
    assert "คะแนนรวม" in message_and_fix(make_finding(Code.ANNOUNCED_FIGURE_INVALID, **params), "th")[0]
    assert "overall" in message_and_fix(make_finding(Code.ANNOUNCED_FIGURE_INVALID, **params), "en")[0]
    params = {"subject": "2", "value": "101"}
    assert "ของ ตัวชี้วัดที่ 2 เป็น «101»" in message_and_fix(make_finding(Code.ANNOUNCED_FIGURE_INVALID, **params), "th")[0]
    used = make_finding(Code.ANNOUNCED_FIGURES_USED, count="3", codes="IIT, 1, 6 public, i1, 12 … (7)")
    listed = "ของ IIT, ตัวชี้วัดที่ 1, ตัวชี้วัดที่ 6 public, i1, ตัวชี้วัดที่ 12 … (7)"
    assert listed in message_and_fix(used, "th")[0]
    used = make_finding(Code.ANNOUNCED_FIGURES_USED, count="3", codes="overall, weighted IIT, 9.1, e1 public")
    assert "ของ คะแนนรวม, คะแนนถ่วงน้ำหนัก IIT, ตัวชี้วัดย่อย 9.1, e1 public" in message_and_fix(used, "th")[0]


def test_every_kind_of_workbook_has_words() -> None:
    schemas = {
        match[1]
        for path in ROOT.rglob("*layout*.py")
        for match in re.finditer(r'"ita-xlsx/([a-z]+)/\d"', path.read_text(encoding="utf-8"))
    }
    assert schemas == set(WORKBOOK_KINDS)


def test_a_form_that_was_not_sent_is_nothing_to_correct() -> None:
    missing = make_finding(Code.NOT_RETURNED, agency="P01", name="สำนักงาน")
    damaged = make_finding(Code.FILE_DAMAGED)
    assert [severity_label(item) for item in (missing, damaged)] == ["ต้องติดตาม", "ต้องแก้ไข"]


def test_a_form_with_errors_has_one_word_everywhere() -> None:
    assert label_of(State.REJECTED) == label_of(Status.REJECTED) == label_of(Severity.ERROR)


def test_no_sentence_spells_the_word_of_a_state_itself() -> None:
    """A word between blanks or marks is a label; its one home is model/labels.py."""
    labels = {label_of(item) for enum in (State, Status, Severity) for item in enum}
    pattern = re.compile(f"(?<![ก-๛])(?:{'|'.join(map(re.escape, labels))})(?![ก-๛])")
    sources = [
        (f"{path.relative_to(ROOT).as_posix()}:{node.lineno}", text_of(node))
        for room in ("cli", "output", "feedback")
        for path in sorted((ROOT / room).rglob("*.py"))
        for node in texts_of(ast.parse(path.read_text(encoding="utf-8")))
    ]
    found = [(place, text) for place, text in sources if is_thai(text) and pattern.search(text)]
    # The help of a command lists what it tells apart, in a sentence.
    assert [item for item in found if not (item[0].startswith("cli/") and "ช้า" in item[1])] == []


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Run a whole round in Thai, with reminders and marked copies."""
    folder = tmp_path_factory.mktemp("demo")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ITA_LANG", "th")
        patch.setenv("ITA_CACHE", str(folder / "cache"))
        returned = str(folder / "round/returned")
        rounds = ("--round", str(folder / "round/round.toml"), "-q")
        for words in (
            ("demo", str(folder), "-q"),
            ("check", returned, "--feedback", str(folder / "feedback"), *rounds),
            ("links", returned, "-o", str(folder / "links.xlsx"), *rounds),
            ("frameworks", "export", "2568", "-o", str(folder / "framework.xlsx"), "-q"),
        ):
            with pytest.raises(SystemExit):
                main(words)
    return folder


def _seen_in(path: Path) -> list[str]:
    """Return the texts of the cells that a reader of a workbook can see, and the notes on them."""
    book = openpyxl.load_workbook(path)
    texts = []
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            continue
        hidden = {letter for letter, column in sheet.column_dimensions.items() if column.hidden}
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and not cell.value.startswith("=") and cell.column_letter not in hidden:
                    texts.append(cell.value)
                if cell.comment:
                    texts.append(cell.comment.text)
    return texts


@pytest.mark.slow
def test_no_file_of_a_round_shows_english(demo: Path) -> None:
    books = [
        demo / "samut-prakan-2568/1-template.xlsx", demo / "samut-prakan-2568/3-analysis.xlsx", demo / "links.xlsx",
        demo / "framework.xlsx", *(demo / "round").glob("*.xlsx"), *sorted((demo / "feedback").glob("*.xlsx"))[:2],
    ]  # fmt: skip
    letters = [*(demo / "feedback").glob("*.txt"), *demo.rglob("reminders/*.txt"), demo / "round/round.toml"]
    assert len(books) > 8
    assert len(letters) > 5
    found: dict[str, set[tuple[str, str]]] = {}
    # The sheet of the framework has a column for the English words of its sources.
    english = {item.source_en for item in load_framework(2568).confidence}
    for path in (*books, *letters):
        texts = _seen_in(path) if path in books else path.read_text(encoding="utf-8-sig").splitlines()
        for text in texts:
            assert "EIT EIT" not in text
            if is_thai(text) and text not in english:
                for word in english_in(re.sub(r"\S*returned/", "", text)):
                    found.setdefault(word, set()).add((path.name, text))
    assert found == {}
