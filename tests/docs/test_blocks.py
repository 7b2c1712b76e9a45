"""Check that every fenced block of the documents is of a kind that is checked, and check those that are not run."""

from __future__ import annotations

import ast
import importlib.util
import re
from pathlib import Path

import click
import pytest

import ita_xlsx
from ita_xlsx.cli import ita
from ita_xlsx.intake.plans.plan_file import read_plan
from ita_xlsx.intake.roster import read_roster
from ita_xlsx.intake.round_file import read_round
from ita_xlsx.store.decisions import read_decisions
from tests.docs.blocks import Block, blocks_of, page_names, words_of
from tests.support.paths import ROOT

# Who runs the blocks of a page, and compares what is shown with what is printed.
RUN_BY = {
    "README.md": "tests/docs/test_examples.py",
    "README.th.md": "tests/docs/test_examples.py",
    "docs/analysis.md": "tests/docs/test_examples.py",
    "docs/checking.md": "tests/docs/test_examples.py",
    "docs/documents.md": "tests/docs/test_examples.py",
    "docs/frameworks.md": "tests/docs/test_examples.py",
    "docs/giving-back.md": "tests/docs/test_examples.py",
    "docs/import.md": "tests/docs/test_examples.py",
    "docs/links.md": "tests/links/test_command.py",
    "docs/measures.md": "tests/docs/test_examples.py",
    "docs/python.md": "tests/test_python_page.py",
    "docs/round.md": "tests/docs/test_examples.py",
    "docs/tracking.md": "tests/cli/test_track.py",
    "docs/tutorial.md": "tests/docs/test_examples.py",
}
# Programs that a developer or an officer starts beside ours.
OTHERS = {"python3", ".", "ruff", "mypy", "ls", "git"}
EVERY_WINDOW = r"py --version|py -m pip install \.|cd \S+|cd \"[^\"]+\""
WINDOWS_LINES = {
    "bat": rf"{EVERY_WINDOW}|set ITA_LANG=(th|en)|setx ITA_LANG (th|en)|chcp 65001",
    "powershell": rf"{EVERY_WINDOW}|\$env:ITA_LANG = \"(th|en)\"",
}


def parse(command: click.Command, words: list[str], parent: click.Context | None = None) -> None:
    """Parse the words as the program does; raise click.UsageError where a command or an option does not exist."""
    if isinstance(command, click.Group):
        # A command keeps the option for help as it was first made, so these contexts are made as the program's own.
        context = click.Context(command, parent=parent, info_name=words[0], **command.context_settings)
        if words[1:] and not words[1].startswith("-"):
            sub = command.get_command(context, words[1])
            if sub is None:
                raise click.UsageError(f"no command {words[1]}")
            return parse(sub, words[1:], context)
    try:
        command.make_context(words[0], words[1:], parent=parent)
    except click.exceptions.Exit:
        return None
    except click.BadParameter as error:
        # The folders that a page speaks of are not here.
        if not error.message.endswith("does not exist."):
            raise
    return None


def check_command(command: str, language: str) -> None:
    """Check one command line of a block; raise where nobody can run it."""
    for part in re.split(r" && ", command):
        words = words_of(part, language)
        while re.fullmatch(r"ITA_[A-Z_]+=\S+", words[0]):
            words = words[1:]
        if language == "bat" and ">" in words:
            words = words[: words.index(">")]
        if words[:3] in (["py", "-m", "ita_xlsx"], ["python3", "-m", "ita_xlsx"]):
            words = ["ita", *words[3:]]
        if words[0] == "ita":
            assert not {">", "|"} & set(words), f"{command}: Thai is lost in a pipe of PowerShell 5.1"
            parse(ita, words)
        elif language in WINDOWS_LINES:
            assert re.fullmatch(WINDOWS_LINES[language], part), f"{part}: not a line of {language} that is known"
        else:
            assert words[0] in OTHERS, f"{part}: nobody checks this program"
            if words[:2] == ["python3", "-m"]:
                assert importlib.util.find_spec(words[2].partition(".")[0] or words[2]), words[2]


def check_csv(block: Block, folder: Path) -> None:
    """Read a table by the reader of its kind, which its header tells."""
    data = "\n".join(block.lines).encode()
    path = folder / "table.csv"
    path.write_bytes(data)
    header = set(block.lines[0].split(","))
    if header & {"file", "ไฟล์ที่ใช้"}:
        assert len(read_decisions(data)) == len(block.lines) - 1
    elif header & {"name", "ชื่อหน่วยงาน"}:
        assert len(read_roster(path).agencies) == len(block.lines) - 1
    elif header & {"มาตรการ", "ขั้นตอน"}:
        read_plan(path)
    else:
        kinds = ({"ข้อ", "คะแนน"}, {"ตัวชี้วัดที่", "คะแนนที่ประกาศ"})
        assert any(header >= kind for kind in kinds), f"{block.place}: no reader knows this header"


def check_block(block: Block, folder: Path) -> None:
    """Check one block; raise AssertionError, or the error of its reader, where it is of no checked kind."""
    match block.language:
        case "console" | "sh":
            for command, output in block.commands:
                check_command(command, block.language)
                assert not output or block.page in RUN_BY, f"{block.place}: output that nobody compares"
        case "bat" | "powershell":
            for line in block.lines:
                check_command(line, block.language)
        case "toml":
            path = folder / "round.toml"
            path.write_text("\n".join(block.lines), encoding="utf-8")
            read_round(path)
        case "csv":
            check_csv(block, folder)
        case "pycon":
            assert block.page in RUN_BY, f"{block.place}: nobody runs these examples"
        case "python":
            tree = ast.parse("\n".join(block.lines))
            imports = [
                node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module == "ita_xlsx"
            ]
            assert {name.name for node in imports for name in node.names} <= set(ita_xlsx.__all__), block.place
        case "text" | "":
            assert not [line for line in block.lines if re.match(r"(\$|ita|py|python3) ", line)], (
                f"{block.place}: a command in a block of plain text"
            )
        case _:
            raise AssertionError(f"{block.place}: no test handles blocks of the language «{block.language}»")


@pytest.mark.parametrize("page", page_names())
def test_every_block_is_of_a_kind_that_is_checked(page: str, tmp_path: Path) -> None:
    for block in blocks_of(page):
        check_block(block, tmp_path)


@pytest.mark.parametrize("page", sorted(RUN_BY))
def test_the_test_that_runs_a_page_names_it(page: str) -> None:
    assert Path(page).name in (ROOT / RUN_BY[page]).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("console", "$ ita chek returned/"),
        ("console", "$ ita check returned/ --feedbak out"),
        ("console", "$ ita frameworks exprot 2568 -o next.xlsx"),
        ("console", "$ ita template -o forms --form 2567"),
        ("console", "$ ita consolidate returned/ -o out.xlsx --jobs many"),
        ("console", "$ ita new trat\nthe round is set up"),
        ("console", "$ curl https://example.go.th"),
        ("console", "$ python3 -m no_such_module"),
        ("console", "no command at all"),
        ("bat", "ita chek returned"),
        ("bat", "ita check 'แบบ ที่ส่งกลับ'"),
        ("bat", '$env:ITA_LANG = "th"'),
        ("powershell", "set ITA_LANG=th"),
        ("powershell", 'ita check "C:\\งาน ITA\\"'),
        ("powershell", "ita check returned > result.txt"),
        ("toml", "treshold = 85"),
        ("toml", "threshold = 85.123"),
        ("csv", "code,nme\nP01,ก"),
        ("csv", "code,file,wy\nP01,ก,ข"),
        ("pycon", ">>> 1\n1"),
        ("python", "from ita_xlsx import nothing"),
        ("text", "$ ita check returned/"),
        ("yaml", "a: b"),
    ],
)
def test_a_faulty_block_is_found(language: str, text: str, tmp_path: Path) -> None:
    (block,) = blocks_of("docs/new.md", f"```{language}\n{text}\n```")
    with pytest.raises((AssertionError, click.UsageError, ita_xlsx.ItaError)):
        check_block(block, tmp_path)
