"""Run the commands of the pages in the order of each page, and compare what is printed with what is shown."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import openpyxl
import pytest

from ita_xlsx.catalogue import load_framework
from ita_xlsx.intake.printed.report_table import read_printed, read_table
from ita_xlsx.model.agency import Agency
from ita_xlsx.model.findings import Severity
from tests.conftest import full_scores, submission_of, write_form
from tests.docs.blocks import blocks_of, is_shown, page_text, show_again, words_of
from tests.docs.test_blocks import RUN_BY
from tests.support.cells import cell
from tests.support.pages import UPDATE
from tests.support.paths import ROOT
from tests.support.program import run

# These need files that only the demo makes; README, README.th and the tutorial make them by themselves.
PAGES = (
    "docs/tutorial.md", "docs/round.md", "docs/import.md", "docs/checking.md", "docs/analysis.md",
    "docs/frameworks.md", "docs/measures.md", "docs/documents.md", "docs/giving-back.md",
)  # fmt: skip
PLAN = """รหัสมาตรการ,ตัวชี้วัด,ข้อที่ตอบ,มาตรการ,ผลการวิเคราะห์,ขั้นตอน,ผู้รับผิดชอบ,หน่วยงาน,ระยะเวลา,การติดตามผล
m6-1,6,,ปรับปรุงบริการ,,1. ทำ,ก,,ตลอดปี,รายงาน
m7-1,7,,ปรับปรุงการสื่อสาร,,1. ทำ,ก,สำนักงานขนส่งตราด,ตลอดปี,รายงาน
m10-1,10,,ป้องกันการทุจริต,,1. ทำ,ก,,,รายงาน
"""


@pytest.fixture(scope="module")
def demo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("examples") / "demo"
    assert run("demo", folder, "--lang", "en", "-q") == 0
    return folder


@pytest.fixture
def stage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Go to an empty folder, in English."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ITA_LANG", "en")
    return tmp_path


def spoil_returned_form() -> None:
    """Make the file that the pages call returned.xlsx: three answers of the real form are changed."""
    book = openpyxl.load_workbook("demo/samut-prakan-2568/2-returned.xlsx")
    for subject, value in (("i10", None), ("i11", "๙๗.๙๔"), ("o27", 500)):
        cell(2568, subject).of(book).value = value
    book.save("returned.xlsx")


def furnish(page: str, demo_folder: Path) -> None:
    """Put the files into the current folder that a page speaks of."""
    if page == "docs/tutorial.md":
        return
    shutil.copytree(demo_folder, "demo")
    if page == "docs/checking.md":
        spoil_returned_form()
    elif page == "docs/import.md":
        shutil.copyfile(ROOT / "tests/frozen/scores.csv", "table.csv")
    elif page == "docs/analysis.md":
        for start, year in enumerate((2565, 2567, 2568)):
            framework = load_framework(year)
            write_form(Path(f"{year}.xlsx"), framework, submission_of(framework, full_scores(framework, start)))
    elif page == "docs/measures.md":
        assert run("new", "trat", "--framework", "2568", "--province", "ตราด", "-q") == 0
        Path("plan.csv").write_text(PLAN, encoding="utf-8-sig")


def printed(command: str, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """Run a command of a page; return the lines it prints, without blanks at their ends."""
    program, *words = words_of(command, "console")
    if program == "ls":
        return sorted(os.listdir(words[0]))
    assert program == "ita", command
    capsys.readouterr()
    assert run(*words) in (0, 1), command
    return [line.rstrip() for line in capsys.readouterr().out.splitlines()]


@pytest.mark.parametrize("page", PAGES)
def test_commands_print_what_a_page_shows(
    page: str, stage: Path, demo_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    furnish(page, demo_folder)
    assert RUN_BY[page] == Path(__file__).relative_to(ROOT).as_posix()
    for block in blocks_of(page):
        if block.language != "console":
            continue
        for command, shown in block.commands:
            output = printed(command, capsys)
            if os.environ.get(UPDATE) == "1" and shown and not is_shown(output, shown):
                show_again(page, shown, output)
                continue
            assert not shown or is_shown(output, shown), f"{block.place}: {command}\n" + "\n".join(output)


def test_the_first_command_of_readme_prints_what_it_shows(stage: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command, shown = blocks_of("README.md")[0].commands[0]
    install, _, demo = command.partition(" && ")
    assert install == "python3 -m pip install -q ."
    assert is_shown(printed(demo, capsys), shown)


def test_the_thai_readme_shows_a_real_check(stage: Path, demo_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(demo_folder, "demo")
    spoil_returned_form()
    examples = [
        example for block in blocks_of("README.th.md") if block.language == "console" for example in block.commands
    ]
    ((command, shown),) = [(command, shown) for command, shown in examples if shown]
    assert command == "ita check returned.xlsx --lang th"
    output = printed(command, capsys)
    if os.environ.get(UPDATE) == "1" and not is_shown(output, shown):
        show_again("README.th.md", shown, output)
        return
    assert is_shown(output, shown)


def test_the_table_of_the_import_page_begins_as_it_shows() -> None:
    block, _ = [block for block in blocks_of("docs/import.md") if block.language == "csv"]
    table = (ROOT / "tests/frozen/scores.csv").read_text(encoding="utf-8-sig").splitlines()
    assert tuple(table[: len(block.lines)]) == block.lines


def test_the_table_of_two_sources_on_the_import_page_is_read_without_a_doubt(stage: Path) -> None:
    numbers = [str(number) for number in range(1, 11)]
    _, block = [block for block in blocks_of("docs/import.md") if block.language == "csv"]
    Path("table.csv").write_text("\n".join(block.lines), encoding="utf-8")
    submission, findings = read_printed(
        read_table(Path("table.csv").read_bytes()), "table.csv", load_framework(2565), Agency("", "ทดสอบ")
    )
    assert submission is not None
    assert [item.subject for item in submission.announced] == [*numbers, "overall"]
    assert [item.subject for item in submission.announced_second] == numbers
    assert [item.severity for item in findings if item.severity is not Severity.INFO] == []


def test_the_machine_runs_the_tests_as_readme_says() -> None:
    (command,) = [
        command for block in blocks_of("README.md") if block.language == "console" for command, _ in block.commands
        if "pytest" in command
    ]  # fmt: skip
    last = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()[-1]
    assert re.sub(r" --quiet --disable-pip-version-check| -q", "", last) == command.replace(" -q", "")


def test_measured_pages_say_when_and_where() -> None:
    for page in ("docs/benchmarks.md", "docs/reliability.md"):
        assert re.search(r"^Measured on \d+ \w+ \d{4} on one Linux machine", page_text(page), re.MULTILINE)


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        (["a", "b", "c"], True),
        (["a", "…"], True),
        (["a", "…", "c"], True),
        (["…", "b", "…"], True),
        (["a", "b"], False),
        (["b", "…"], False),
        (["a", "…", "b"], False),
        (["…", "c", "…", "a", "…"], False),
        (["a", "…", "a"], False),
    ],
)
def test_left_out_lines_are_the_only_difference_that_is_allowed(shown: list[str], expected: bool) -> None:
    assert is_shown(["a", "b", "c"], shown) is expected
