"""Check that what commands print holds 80 columns, and that further lines stand under the first of their column."""

from __future__ import annotations

import io
from pathlib import Path
from unicodedata import category

import pytest
from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from ita_xlsx.catalogue import load_framework
from ita_xlsx.checks.measures_rules import check_round_measures
from ita_xlsx.cli.province_lines import show_province_results
from ita_xlsx.cli.screen import hanging, show_analysis, show_findings, show_returned
from ita_xlsx.cli.status import show_round
from ita_xlsx.cli.texts import choose_language
from ita_xlsx.cli.track import show_tracking
from ita_xlsx.diagnosis.track_steps import track_steps
from ita_xlsx.model.findings import Code, make_finding, message_and_fix
from ita_xlsx.model.province_results import ProvinceResults
from tests.conftest import published, write_form
from tests.support.forms import analysed, read
from tests.support.program import run
from tests.support.provinces import province_of
from tests.support.tracked_steps import AS_OF

COLUMNS = 80
LANGUAGES = ("th", "en")


def width_of(line: str) -> int:
    """Return the cells that a line takes; marks above and below a letter take none."""
    return sum(category(char) not in ("Mn", "Cf") for char in line)


def console_of(width: int = COLUMNS) -> tuple[Console, io.StringIO]:
    stream = io.StringIO()
    return Console(file=stream, width=width, highlight=False, markup=False), stream


def too_wide(text: str) -> list[str]:
    return [line for line in text.splitlines() if width_of(line.rstrip()) > COLUMNS]


@pytest.mark.slow
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_demo_is_a_page_that_ends_with_the_files(
    lang: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("ITA_LANG", raising=False)
    monkeypatch.setenv("LC_ALL", "th_TH.UTF-8" if lang == "th" else "en_US.UTF-8")
    monkeypatch.chdir(tmp_path)
    assert run("demo", "demo") == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) <= 30
    assert too_wide("\n".join(lines)) == []
    files = [line.split()[0] for line in lines if line.startswith("  ") and "/" in line.split()[0]]
    assert len(files) >= 6
    assert all((tmp_path / "demo" / name).exists() for name in files)
    assert sum(name.endswith(".docx") for name in files) == 2
    assert lines[-1].split()[0] == files[-1]
    assert ("คะแนนรวม" in lines[3] + lines[2]) == (lang == "th")


@pytest.mark.parametrize("name", ["th_TH.UTF-8", "th_TH", "th"])
def test_a_thai_machine_is_answered_in_thai(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ITA_LANG", raising=False)
    for key in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(key, raising=False)
    monkeypatch.setenv("LANG", name)
    assert choose_language(None) == "th"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_findings_hang_under_their_message(lang: str) -> None:
    name = "สำนักงานพัฒนาสังคมและความมั่นคงของมนุษย์จังหวัดพระนครศรีอยุธยา " * 3
    findings = [
        make_finding(Code.FILE_SKIPPED, file=f"{name}.xlsx", name=name),
        make_finding(Code.FILE_DAMAGED, file="ก" * 120),
    ]
    console, stream = console_of()
    show_findings(console, findings, lang, with_file=True)
    lines = stream.getvalue().splitlines()
    assert len(lines) > 5
    assert too_wide(stream.getvalue()) == []
    # A line begins with a severity, or stands under the message or the way to fix it.
    assert all(line.startswith("  ") and (line[2] != " " or line.startswith(" " * 18)) for line in lines)


# Findings whose advice ends with a command, and one about many agencies.
WITH_COMMANDS = {
    "long names": [
        make_finding(
            Code.HALVES_FOUND, file="a.xlsx", agency="14", name="สำนักงานสาธารณสุขจังหวัดตราด", files="x", answered="59",
            expected="59", paths='"inbox/สาธารณสุข OIT.xlsx" "inbox/สาธารณสุข ส่วน IIT EIT.xlsx"',
            out='"inbox/สาธารณสุข OIT (รวม).xlsx"',
        )
    ],
    "many agencies": [
        make_finding(Code.NOT_RETURNED, agency=str(number), name="สำนักงาน") for number in range(9)
    ],
    "a definition": [make_finding(Code.NOT_A_DEFINITION, file="a.xlsx")],
}  # fmt: skip


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", WITH_COMMANDS)
def test_a_command_stands_on_a_line_of_its_own(lang: str, kind: str) -> None:
    console, stream = console_of()
    show_findings(console, WITH_COMMANDS[kind], lang, with_file=True)
    lines = [line.strip() for line in stream.getvalue().splitlines()]
    (command,) = (line for line in lines if "ita " in line)
    fix = message_and_fix(WITH_COMMANDS[kind][0], lang)[1]
    assert command.startswith("ita ")
    assert fix.endswith(command)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("size", [6, 31])
def test_a_round_holds_the_columns(lang: str, size: int) -> None:
    province = province_of(2568, size)
    tracking = track_steps(province, AS_OF)
    console, stream = console_of()
    show_round(console, province, lang)
    show_province_results(console, province, ProvinceResults(province), lang)
    show_tracking(console, tracking, lang)
    show_findings(console, check_round_measures(tracking), lang, with_file=True)
    assert too_wide(stream.getvalue()) == []
    # A number never stands alone on a line, without the name that it belongs to.
    assert not [line for line in stream.getvalue().splitlines() if line.strip().rstrip(".").isdigit()]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_analysis_holds_the_columns(lang: str, tmp_path: Path) -> None:
    example = published("samut-prakan-2568")
    path = tmp_path / f"{'ชื่อไฟล์ยาวมาก' * 4}.xlsx"
    write_form(path, load_framework(example.year), example.submission)
    console, stream = console_of()
    show_returned(console, read(path), lang)
    show_analysis(console, analysed(path), lang)
    assert too_wide(stream.getvalue()) == []


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        ("one two three", ["a: one two", "   three"]), ("", ["a: "]), ("กี่กี่กี่ กี่กี่กี่กี่กี่กี่กี่", ["a: กี่กี่กี่", "   กี่กี่กี่กี่กี่กี่กี่"]),
        ("ก" * 12, ["a: " + "ก" * 10, "   " + "ก" * 2]),
    ],
)  # fmt: skip
def test_a_body_hangs_beside_its_head(body: str, lines: list[str]) -> None:
    console, _ = console_of()
    made = hanging("a: ", Text(body), 13, console)
    assert made.plain.split("\n") == lines
    assert all(cell_len(line) <= 13 for line in made.plain.split("\n"))
