"""Check which earlier years are read, and what the comparison with them shows."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import openpyxl

from ita_xlsx.catalogue import load_framework
from ita_xlsx.cycle.analyze import Analysis, analyze_return, make_analysis
from ita_xlsx.cycle.earlier_years.earlier_files import read_earlier
from ita_xlsx.model.agency import Agency
from ita_xlsx.model.earlier_years.history import EarlierYear
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.layout import AnalysisLayout
from ita_xlsx.model.submission import Answer
from ita_xlsx.scoring import score_values
from tests.conftest import EDITION, full_scores, submission_of, write_form
from tests.libreoffice.office import Office
from tests.libreoffice.workbooks import cached_values, differences, empty_cached_values
from tests.support.forms import NOWHERE, analysed, read


def form_of(tmp_path: Path, year: int, start: int = 0) -> Path:
    framework = load_framework(year)
    return write_form(tmp_path / f"{year}.xlsx", framework, submission_of(framework, full_scores(framework, start)))


def earlier_of(tmp_path: Path, *paths: Path) -> tuple[Analysis, tuple[EarlierYear, ...], list[str]]:
    returned = read(form_of(tmp_path, 2568))
    assert returned.framework is not None
    assert returned.submission is not None
    earlier, findings = read_earlier([str(path) for path in paths], NOWHERE, returned.framework, returned.submission)
    found = analyze_return(returned, NOWHERE, earlier)
    assert found is not None
    return found, earlier, [finding.code for finding in findings]


def test_forms_and_analyses_of_any_year_are_read(tmp_path: Path) -> None:
    analysis = tmp_path / "2567 analysis.xlsx"
    analysis.write_bytes(make_analysis(analysed(form_of(tmp_path, 2567, 300)), EDITION))
    found, earlier, codes = earlier_of(tmp_path, form_of(tmp_path, 2565, 900), analysis)
    assert [item.year for item in earlier] == [2565, 2567]
    assert codes == []
    then = load_framework(2567)
    scores = {key: Fraction(text) for key, text in full_scores(then, 300).items()}
    expected = score_values(then, scores, {})
    for subject in ("1", "6", "6 public", "EIT survey", "OIT", "overall"):
        assert found.previous.by_subject[subject].value == expected.by_subject[subject].value


def test_what_cannot_be_compared_with_is_told(tmp_path: Path) -> None:
    bad = tmp_path / "bad.xlsx"
    bad.write_bytes(b"junk")
    later, twice = form_of(tmp_path, 2569), form_of(tmp_path, 2566)
    again = tmp_path / "again.xlsx"
    again.write_bytes(twice.read_bytes())
    _, earlier, codes = earlier_of(tmp_path, bad, later, twice, again, tmp_path / "no.xlsx")
    assert [item.year for item in earlier] == [2566]
    assert sorted(codes) == ["F101", "F104", "H901", "H905"]


def test_the_trend_holds_the_latest_years_only(office: Office, tmp_path: Path) -> None:
    found, earlier, codes = earlier_of(tmp_path, *(form_of(tmp_path, year, year) for year in range(2564, 2568)))
    assert [item.year for item in earlier] == [2564, 2565, 2566, 2567]
    assert codes == ["H906"]
    target = tmp_path / "analysis.xlsx"
    target.write_bytes(make_analysis(found, EDITION))
    table = AnalysisLayout(load_framework(2568), (2565, 2566, 2567)).comparison.trend
    head = [cell.value for cell in openpyxl.load_workbook(target)[table.sheet][table.header_row + 1]]
    assert head[2:6] == ["ปี 2565", "ปี 2566", "ปี 2567", "ปี 2568"]
    empty_cached_values(target, tmp_path / "empty.xlsx")
    office.recalculate(tmp_path / "empty.xlsx", tmp_path / "new.xlsx")
    assert differences(cached_values(target), cached_values(tmp_path / "new.xlsx")) == []


def test_the_form_s_own_columns_give_way_to_the_workbook(tmp_path: Path) -> None:
    """And a workbook with a hole compares only in part."""
    framework = load_framework(2568)
    submission = submission_of(framework, full_scores(framework))
    form = write_form(
        tmp_path / "own.xlsx", framework, replace(submission, announced_previous=(Answer("1", Fraction(80)),))
    )
    then = load_framework(2567)
    scores = full_scores(then)
    scores.pop(next(iter(scores)))
    earlier = write_form(tmp_path / "hole.xlsx", then, submission_of(then, scores))
    returned = read(form)
    assert returned.framework is not None
    assert returned.submission is not None
    _, told = read_earlier([str(earlier)], NOWHERE, returned.framework, returned.submission)
    assert [item.code for item in told] == ["H903", "H904"]


def test_another_agency_is_told(tmp_path: Path) -> None:
    framework = load_framework(2567)
    other = replace(submission_of(framework, full_scores(framework)), agency=Agency("P99", "อื่น"))
    path = write_form(tmp_path / "other.xlsx", framework, other)
    assert earlier_of(tmp_path, path)[2] == ["H902"]


def weak(framework: Framework, *subjects: str) -> dict[str, str]:
    low = {leaf.subject for subject in subjects for leaf in framework.nodes[subject].leaves}
    return {leaf.subject: "70" if leaf.subject in low else "95" for leaf in framework.answers}


def test_years_running_below_the_threshold(office: Office, tmp_path: Path) -> None:
    """Indicator 1 is weak for three years, 2 for two, 3 again after a pause, 4 not now."""
    plan = {2565: ("1", "3"), 2566: ("1", "4"), 2567: ("1", "2", "4"), 2568: ("1", "2", "3")}
    paths = {}
    for year, subjects in plan.items():
        framework = load_framework(year)
        path = tmp_path / f"weak {year}.xlsx"
        paths[year] = write_form(path, framework, submission_of(framework, weak(framework, *subjects)))
    returned = read(paths[2568])
    assert returned.framework is not None
    assert returned.submission is not None
    older = [str(paths[year]) for year in (2567, 2565, 2566)]
    earlier, _ = read_earlier(older, NOWHERE, returned.framework, returned.submission)
    found = analyze_return(returned, NOWHERE, earlier)
    assert found is not None
    target = tmp_path / "analysis.xlsx"
    target.write_bytes(make_analysis(found, EDITION))
    table = AnalysisLayout(load_framework(2568), tuple(item.year for item in earlier)).comparison.trend
    sheet = openpyxl.load_workbook(target, data_only=True)[table.sheet]
    streaks = [sheet[table.place(str(number), "streak").a1].value for number in range(1, 6)]
    assert streaks == [4, 2, 1, 0, 0]
    assert [cell.value for cell in sheet[table.header_row + 1]][2:6] == ["ปี 2565", "ปี 2566", "ปี 2567", "ปี 2568"]
    empty_cached_values(target, tmp_path / "empty.xlsx")
    office.recalculate(tmp_path / "empty.xlsx", tmp_path / "new.xlsx")
    assert differences(cached_values(target), cached_values(tmp_path / "new.xlsx")) == []
    assert {item.subject for item in found.diagnosis.weak_points} >= {"1", "2", "3"}
