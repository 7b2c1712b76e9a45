"""Check that a year for which there is no code runs through a round, from its workbook alone."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest

from ita_xlsx.catalogue import load_measures
from ita_xlsx.cycle.frameworks import check_definition
from ita_xlsx.cycle.settings.load_context import find_definition, load_context
from ita_xlsx.model.layout.framework_layout import TABLES
from tests.libreoffice.office import Office
from tests.support.cells import definition_cell as at
from tests.support.definitions import exported
from tests.support.forms import entries, fill_by_openpyxl
from tests.support.program import printed, run


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ITA_LANG", "en")
    monkeypatch.chdir(tmp_path)


# Sheets as the workbook names them.
S = {key: table.sheet for key, table in TABLES.items()}


def told(path: Path) -> list[tuple[str, str]]:
    return [(finding.code, finding.place) for finding in check_definition(str(path)).findings]


def test_the_desk_takes_framework_and_measures(tmp_path: Path) -> None:
    path = exported(tmp_path)
    book = openpyxl.load_workbook(path)
    at("settings", "year", "value").of(book).value = 2599
    at("measures", 1, "measure").of(book).value = "มาตรการของเรา"
    book.save(path)
    context = load_context(framework=str(path))
    assert context.framework is not None
    assert context.framework.year == 2599
    assert context.find("2599") is context.framework
    assert context.measures[0].measure == "มาตรการของเรา"
    assert context.measures[1:] == load_measures()[1:]
    assert path in context.inputs
    assert load_context(framework="2568").measures == load_context().measures == load_measures()


def edited(office: Office, tmp_path: Path) -> Path:
    """The form of 2568 edited into one of 2599 at the keyboard: new weights, questions, a level between."""
    source, opened, target = exported(tmp_path), tmp_path / "opened.xlsx", tmp_path / "next.xlsx"
    office.edit(source, opened, [("insert_rows", S["levels"], 8, 1)])
    office.type_into(opened, target, [
        (*at("settings", "year", "value"), "2599"),
        (*at("settings", "figures", "value"), "สันนิษฐาน"), (*at("settings", "figures", "source"), "ประกาศปี 2599"),
        (*at("instruments", 1, "weight"), "25"), (*at("instruments", 2, "weight"), "35"),
        # After the 52 questions come the empty rows; o4 moves to 10.1.
        (*at("questions", 53, "code"), "o29"), (*at("questions", 53, "indicator"), "10"),
        (*at("questions", 53, "subindicator"), "10.2"),
        (*at("questions", 53, "weight"), "1"), (*at("questions", 53, "wording"), "มีแหล่งที่มา"),
        (*at("questions", 53, "text"), "การเปิดเผยข้อมูลการใช้ปัญญาประดิษฐ์ในการให้บริการ"),
        (*at("questions", 54, "code"), "i16"), (*at("questions", 54, "indicator"), "5"),
        (*at("questions", 54, "weight"), "0.5"),
        (*at("questions", 54, "wording"), "สันนิษฐาน"),
        (*at("questions", 54, "text"), "ท่านเชื่อมั่นในช่องทางร้องเรียน มากน้อยเพียงใด"),
        (*at("questions", 28, "indicator"), "10"), (*at("questions", 28, "subindicator"), "10.1"),
        (*at("levels", 4, "name"), "เกือบผ่าน"), (*at("levels", 4, "overall"), "80"),
        (*at("measures", 1, "measure"), "มาตรการที่จังหวัดคิดเอง"),
    ])  # fmt: skip
    return target


def test_a_year_nobody_coded_runs_through_the_round(
    office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = edited(office, tmp_path)
    assert told(path) == []
    framework = find_definition(str(path)).framework
    nodes = framework.nodes
    assert [item.weight for item in framework.instruments] == [25, 35, 40]
    assert [leaf.code for leaf in nodes["10.1"].leaves] == ["o4", "o21", "o22", "o23", "o24"]
    assert [leaf.code for leaf in nodes["10.2"].leaves] == ["o25", "o26", "o27", "o28", "o29"]
    assert nodes["i16"].weight == Fraction(1, 2)
    assert [level.name for level in framework.levels][3:5] == ["เกือบผ่าน", "ต้องปรับปรุง"]
    assert run("template", "--framework", path, "--agency", "สำนักงานทดสอบ", "-o", "form.xlsx") == 0
    # Between the new level and the one above it.
    scores = {leaf.subject: f"{80 + number % 4}" for number, leaf in enumerate(framework.answers)}
    fill_by_openpyxl(Path("form.xlsx"), Path("filled.xlsx"), entries(framework, scores))
    assert run("check", "filled.xlsx") == 3
    assert "W103" in capsys.readouterr().out
    code, document = printed(capsys, "check", "filled.xlsx", "--framework", path, "--format", "json")
    assert (code, document["results"][0]["answered"]) == (0, 63)
    code, document = printed(
        capsys, "analyze", "filled.xlsx", "--framework", path, "-o", "analysis.xlsx", "--format", "json"
    )
    results = document["results"]
    assert (code, results["year"], results["framework_status"]) == (0, 2599, "draft")
    assert results["complete"]
    assert results["level"] == "เกือบผ่าน"
    instruments = {name: Fraction(score) for name, score in results["instruments"].items()}
    whole = (25 * instruments["IIT"] + 35 * instruments["EIT"] + 40 * instruments["OIT"]) / 100
    assert abs(whole - Fraction(results["overall"])) <= Fraction(1, 100)
    assert openpyxl.load_workbook("analysis.xlsx").sheetnames[0] == "สรุปผล"
