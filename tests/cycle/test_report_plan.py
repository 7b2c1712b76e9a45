"""Check that a report prints the whole plan of the officer, in its year, and marks and tells what was drafted."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from tests.cycle.test_report_sources import form_of
from tests.support.program import printed, run
from tests.support.word_text import read_word

HEADER = "มาตรการ,ขั้นตอน,ผู้รับผิดชอบ,การกำกับติดตาม\n"
ROWS = "๑. การใช้งบประมาณ,๑. กก ๒. ขข,สนง.,รายงาน\nพัฒนาคน,1. คค,สนง.,รายงาน\n"
THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ITA_LANG", "en")
    monkeypatch.chdir(tmp_path)
    form_of(tmp_path / "form.xlsx", 2565)
    (tmp_path / "plan.csv").write_text(HEADER + ROWS, encoding="utf-8-sig")
    (tmp_path / "round.toml").write_text('framework = 2565\nprovince = "สมมุติ"\n', encoding="utf-8")
    return tmp_path


def report_of(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[str, dict[str, str]]:
    """The text of a report, and its findings by code."""
    _, told = printed(capsys, "report", *arguments, "-o", "out.docx", "--format", "json")
    findings = {item["code"]: item["message"] for item in told["findings"]}
    return read_word(Path("out.docx")).text, findings


@pytest.mark.parametrize("source", ["form.xlsx", "analysis.xlsx"])
def test_every_measure_of_the_plan_is_in_the_report(
    folder: Path, source: str, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = ("--measures", "plan.csv") if source == "form.xlsx" else ()
    run("analyze", "form.xlsx", "--round", "round.toml", "--measures", "plan.csv", "-o", "analysis.xlsx", "-q")
    capsys.readouterr()
    text, findings = report_of(capsys, source, "--round", "round.toml", *plan)
    assert "๑. การใช้งบประมาณ" in text
    assert "พัฒนาคน" in text
    assert "๒) ขข" in text
    # The drafts of an analysis are the officer's, who leaves or deletes them.
    assert ("B120" in findings) is (source == "form.xlsx")
    assert "«พัฒนาคน»" in findings["B121"]
    assert "M501" not in findings
    assert ("(ร่าง) " in text) is (source == "form.xlsx")


@pytest.mark.parametrize(
    ("setting", "year"), [("", 2566), ("measures_year = 2567\n", 2567), ("measures_year = 2565\n", 2565)]
)
@pytest.mark.parametrize("plan", [("--measures", "plan.csv"), ()])
def test_report_and_analysis_name_the_same_year(
    folder: Path, setting: str, year: int, plan: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    with (folder / "round.toml").open("a", encoding="utf-8") as settings:
        settings.write(setting)
    run("analyze", "form.xlsx", "--round", "round.toml", *plan, "-o", "analysis.xlsx", "-q")
    capsys.readouterr()
    text, findings = report_of(capsys, "form.xlsx", "--round", "round.toml", *plan)
    assert f"มาตรการในปีงบประมาณ พ.ศ. {year}".translate(THAI) in text
    assert f"๑ ต.ค. {year - 1} – ๓๐ ก.ย. {year}".translate(THAI) in text
    assert str(year) in openpyxl.load_workbook("analysis.xlsx")["แผนมาตรการ"]["B1"].value
    assert (str(year) in findings.get("M519", "")) is (bool(plan) and not setting)
    assert ("B124" in findings) is (bool(plan) and year <= 2565)


@pytest.mark.parametrize("where", ["issued", "settings"])
def test_the_plan_in_force_has_the_year_of_the_forms(
    folder: Path, where: str, capsys: pytest.CaptureFixture[str]
) -> None:
    if where == "issued":
        (folder / "plan.csv").rename("measures-issued.csv")
    else:
        (folder / "round.toml").write_text(
            'framework = 2565\nprovince = "สมมุติ"\nmeasures = "plan.csv"\n', encoding="utf-8"
        )
    text, findings = report_of(capsys, "form.xlsx", "--round", "round.toml")
    assert "มาตรการในปีงบประมาณ พ.ศ. ๒๕๖๕" in text
    assert {"M519", "B124"} <= set(findings)


def test_a_report_without_a_plan_marks_all_drafts(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text, findings = report_of(capsys, "form.xlsx", "--round", "round.toml")
    assert text.count("(ร่าง) ") >= 10
    assert not {"B120", "B121", "B123"} & set(findings)
