"""Check that incomplete results never look passed: every place that shows the level of a form that announces one."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from ita_xlsx.catalogue import load_framework
from ita_xlsx.model.layout.province_layout import RANKING
from tests.checks.test_announced_figures import FIGURES, TYPED, YEAR, form_of
from tests.support.program import printed, run

Texts = dict[str, str]
INCOMPLETE = {subject: text for subject, text in FIGURES.items() if subject not in ("4", "IIT", "overall")}


def analyzed(form: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    results: dict[str, Any] = printed(capsys, "analyze", form, "--format", "json")[1]["results"]
    return results


def test_json_has_no_level_without_an_overall_score(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    results = analyzed(form_of(tmp_path / "form.xlsx", TYPED, INCOMPLETE), capsys)
    assert (results["overall"], results["level"], results["level_basis"]) == (None, None, "missing")
    assert (results["announced_level"], results["complete"]) == ("A", False)


def test_json_counts_the_answers_behind_announced_figures(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    results = analyzed(form_of(tmp_path / "form.xlsx", TYPED, FIGURES), capsys)
    assert (results["overall"], results["level"], results["level_basis"]) == ("93.68", "A", "computed")
    counts = results["given_answers"]
    assert counts["4"] == {"answered": 2, "expected": 6}
    assert counts["5"] == {"answered": 0, "expected": 6}
    assert list(counts) == results["given"]


def test_the_screen_shows_a_dash_and_the_announced_level(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("analyze", form_of(tmp_path / "form.xlsx", TYPED, INCOMPLETE), "--lang", "en")
    assert "Overall incomplete   Level –   announced: A" in capsys.readouterr().out
    run("analyze", form_of(tmp_path / "whole.xlsx", TYPED, FIGURES), "--lang", "en")
    assert "Overall 93.68   Level A   (announced, 2 of 88 answers)" in capsys.readouterr().out


def consolidated(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], typed: Texts, figures: Texts
) -> tuple[Path, dict[str, Any]]:
    """The consolidated workbook of one form, and the entry of its agency."""
    returned, target = tmp_path / "returned", tmp_path / "all.xlsx"
    returned.mkdir()
    form_of(returned / "form.xlsx", typed, figures)
    more = ("-o", target, "--export", tmp_path / "tables", "--export-format", "csv", "--format", "json")
    entry: dict[str, Any] = printed(capsys, "consolidate", returned, "--framework", YEAR, *more)[1]["results"][
        "agencies"
    ][0]
    return target, entry


def exported(tmp_path: Path) -> dict[str, str]:
    with (tmp_path / "tables" / "agencies.csv").open(encoding="utf-8-sig", newline="") as file:
        return next(csv.DictReader(file))


def texts_of(path: Path, sheet: str) -> set[str]:
    return {
        str(cell.value) for row in openpyxl.load_workbook(path, data_only=True)[sheet] for cell in row if cell.value
    }


def test_the_province_says_that_a_score_is_announced(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target, entry = consolidated(tmp_path, capsys, TYPED, FIGURES)
    assert (entry["overall"], entry["level"], entry["rank"]) == ("93.68", "A", 1)
    assert {"overall", "IIT", "4"} <= {*entry["given"]}
    assert "คะแนนประกาศ (มีคะแนนรายข้อ 2 จาก 88 ข้อ)" in texts_of(target, RANKING)
    assert exported(tmp_path)["level"] == "A"


def test_the_province_has_no_level_of_an_incomplete_form(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An answer that does not apply leaves an accepted form incomplete."""
    typed = {leaf.subject: "90" for leaf in load_framework(YEAR).answers} | {"i1": "ไม่มีภารกิจ"}
    target, entry = consolidated(tmp_path, capsys, typed, {})
    assert (entry["status"], entry["overall"], entry["level"], entry["rank"]) == ("returned", None, None, None)
    assert exported(tmp_path)["level"] == ""
    assert "A" not in texts_of(target, RANKING)
