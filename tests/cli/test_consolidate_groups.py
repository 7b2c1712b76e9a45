"""Run ``ita consolidate`` on a round with kinds, districts and a mean of the country."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.support.grouped_round import name_groups
from tests.support.page_round import RETURNED, ROUND, make_small_round
from tests.support.program import printed, run


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder above a small round, in which the commands run."""
    make_small_round(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def consolidated(*options: object) -> tuple[object, ...]:
    return ("consolidate", RETURNED, "--round", ROUND / "round.toml", "-o", "c.xlsx", "--force", *options)


def codes(found: dict[str, object]) -> list[str]:
    findings = found["findings"]
    assert isinstance(findings, list)
    return [item["code"] for item in findings if item["code"].startswith("R61")]


def test_the_json_has_the_groups_and_the_ranks_within_them(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name_groups(folder / ROUND, ("อปท.", "ราชการ", ""), ("เมือง",))
    _, found = printed(capsys, *consolidated("--by-kind", "--format", "json"))
    summary = found["results"]["summary"]
    assert sorted(str(item["name"]) for item in summary["kinds"]) == ["None", "ราชการ", "อปท."]
    assert [(item["name"], item["agencies"]) for item in summary["districts"]] == [("เมือง", 6)]
    assert summary["national"] == {
        "year": 2568, "source": "ประกาศ ป.ป.ช.", "means": {"overall": "91.20", "IIT": "90.00"},
    }  # fmt: skip
    agencies = found["results"]["agencies"]
    ranked = [item for item in agencies if item["rank_in_kind"] is not None]
    assert ranked
    for item in ranked:
        same = [one["overall"] for one in ranked if one["kind"] == item["kind"]]
        assert item["rank_in_kind"] == 1 + sum(float(score) > float(item["overall"]) for score in same)
    assert codes(found) == ["R616"]


def test_sheets_of_kinds_that_nobody_named_are_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, found = printed(capsys, *consolidated("--by-kind", "--by-district", "--format", "json"))
    assert codes(found) == ["R616", "R616"]
    assert not [name for name in openpyxl.load_workbook("c.xlsx").sheetnames if name.startswith(("ประเภท", "อำเภอ"))]


def test_kinds_spelled_apart_are_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name_groups(folder / ROUND, ("อปท.", "อปท"))
    _, found = printed(capsys, *consolidated("--format", "json"))
    assert codes(found) == ["R615"]


def test_a_mean_of_another_year_is_told_and_left_out(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name_groups(folder / ROUND, ("อปท.",))
    settings = folder / ROUND / "round.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("year = 2568", "year = 2567"), encoding="utf-8")
    _, found = printed(capsys, *consolidated("--format", "json"))
    assert codes(found) == ["R614"]
    assert found["results"]["summary"]["national"] is None


def test_the_analysis_of_a_single_form_shows_the_mean_of_the_country(folder: Path) -> None:
    name_groups(folder / ROUND, ("อปท.",))
    form = sorted((folder / RETURNED).glob("*.xlsx"))[-1]
    assert run("analyze", form, "--round", ROUND / "round.toml", "-o", "a.xlsx", "-q") in (0, 1)
    book: Any = openpyxl.load_workbook("a.xlsx", data_only=True)
    sheet = book["เทียบกลุ่ม"]
    rows = {row[0]: row[1:] for row in sheet.iter_rows(5, values_only=True) if row[0]}
    score, national, gap = rows["คะแนนรวม"][:3]
    assert (national, gap) == (91.2, pytest.approx(score - 91.2, abs=0.005))
