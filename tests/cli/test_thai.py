"""A Thai officer meets no English in help pages and errors of usage but names and codes."""

import re
from collections.abc import Iterator

import click
import pytest

from ita_xlsx.cli import ita, main
from ita_xlsx.cli.thai import texts
from ita_xlsx.cli.thai.help_pages import wrapped
from ita_xlsx.cli.words.commands import COMMANDS

# Names of formats, programs, files and layouts, and the words that are typed as they stand.
NAMES = frozenset((
    "QR", "ITA", "CSV", "XLSX", "xlsx", "SQLite", "JSON", "json", "sqlite", "datapackage", "eml", "round", "toml",
    "PDF", "Word", "docx", "texts", "master", "send", "remind", "mend", "measures", "memo", "follow", "up", "pdf",
    "zip", "txt", "LibreOffice", "A4", "text", "arabic", "thai", "th", "en", "tracking", "csv", "help", "all",
))  # fmt: skip
WORD = re.compile(r"(?<![\w-])--?[a-z][a-z-]*|[A-Za-z][A-Za-z]+|A4")


def _walk(command: click.Command, path: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    yield path
    if isinstance(command, click.Group):
        ctx = click.Context(command, obj="th", **command.context_settings)
        for name in command.list_commands(ctx):
            below = command.get_command(ctx, name)
            assert below is not None
            yield from _walk(below, (*path, name))


ALL = tuple(_walk(ita, ()))


def _run(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    with pytest.raises(SystemExit):
        main(words)
    captured = capsys.readouterr()
    return captured.out + captured.err


def _english(text: str, known: frozenset[str] = frozenset()) -> list[str]:
    names = {word for path in ALL for word in path} | {"ita"}
    return [word for word in WORD.findall(text) if not word.startswith("-") and word not in NAMES | names | known]


@pytest.fixture(autouse=True)
def _in_thai(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ITA_LANG", "th")


def test_every_command_is_visited() -> None:
    assert {path[0] for path in ALL if path} == set(COMMANDS)
    assert ("frameworks", "export") in ALL


@pytest.mark.parametrize("path", ALL, ids=" ".join)
def test_a_help_page_holds_no_english_word(path: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    page = _run(capsys, *path, "--help")
    assert page.startswith(texts.USAGE)
    assert _english(page) == []


@pytest.mark.parametrize("path", ALL, ids=" ".join)
def test_every_command_and_option_has_a_thai_text(path: tuple[str, ...]) -> None:
    command: click.Command = ita
    for name in path:
        assert isinstance(command, click.Group)
        found = command.get_command(click.Context(command, obj="th", **command.context_settings), name)
        assert found is not None
        command = found
    assert " ".join(path) in texts.DESCRIPTIONS
    options = [max(item.opts, key=len) for item in command.params if isinstance(item, click.Option)]
    assert [name for name in options if name not in texts.OPTIONS] == []


WRONG = [
    ((), "คำสั่ง"), (("statsu",), "ไม่มีคำสั่ง statsu"), (("import",), "ยังไม่ได้ระบุ"), (("status", "-z"), "ตัวเลือก -z"),
    (("status", "--rooster", "x", "y"), "--roster"), (("status", "x", "--use"), "ต้องมีค่า"),
    (("status", "x", "--quiet=3"), "ไม่รับค่า"),
    (("status", "x", "--format", "xml"), "text, json"), (("consolidate", "x", "-o", "y", "--jobs", "99"), "0 ถึง 64"),
    (("consolidate", "x", "-o", "y", "--jobs", "many"), "จำนวนเต็ม"), (("consolidate", "x"), "--output"),
    (("new", "--from", "/nowhere", "x"), "ไม่พบ"), (("check", "x", "--feedback", __file__), "เป็นไฟล์"),
    (("status", "x", "-o", "/"), "เป็นโฟลเดอร์"), (("demo", "a", "b"), "เกิน"),
    (("frameworks", "nope"), "ไม่มีคำสั่ง nope"),
    (("status", "x", "--deadline", "soon"), "ไม่ใช่วันที่"), (("analyze", "x", "--threshold", "200"), "0-100"),
    (("new", "d", "--framework", "2568"), "--province"),
    (("status", "--nope", "x"), "ไม่มีตัวเลือก"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "expected"), WRONG)
def test_an_error_of_usage_is_thai(words: tuple[str, ...], expected: str, capsys: pytest.CaptureFixture[str]) -> None:
    shown = _run(capsys, *words)
    assert expected in shown
    typed = frozenset(WORD.findall(" ".join(words)))
    assert _english(shown, typed) == []


def test_english_stays_english(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ITA_LANG", "en")
    assert _run(capsys, "status", "--help").startswith("Usage: ita status [OPTIONS] [PATH]...")
    assert "No such command" in _run(capsys, "statsu")


def test_lang_on_the_command_line_decides_for_help_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(capsys, "status", "--lang", "en", "--help").startswith("Usage:")


def test_lines_break_at_blanks_only_and_marks_take_no_cell() -> None:
    assert wrapped("ที่นี่ ที่นั่น ที่โน่น", 5) == ["ที่นี่", "ที่นั่น", "ที่โน่น"]
    assert wrapped("ที่นี่ ที่นั่น ที่โน่น", 6) == ["ที่นี่ ที่นั่น", "ที่โน่น"]
    assert wrapped("สำนักงานประชาสัมพันธ์จังหวัด", 5) == ["สำนักงานประชาสัมพันธ์จังหวัด"]
