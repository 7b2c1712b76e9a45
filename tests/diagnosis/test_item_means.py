"""Check that a figure which whole items cannot give is named where figures disagree already, and nowhere else."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest

from ita_xlsx.catalogue import load_framework
from ita_xlsx.cycle.analyze import make_analysis
from ita_xlsx.diagnosis import check_reconciliation, reconcile
from ita_xlsx.diagnosis.item_means import is_possible, means_between
from ita_xlsx.model.findings import Finding, message_and_fix
from ita_xlsx.model.results import two_decimals
from ita_xlsx.model.submission import Answer, Submission
from tests.conftest import AGENCY, EDITION
from tests.diagnosis.test_reconciliation import pathum_thani, write_form
from tests.support.forms import analysed

EN = (
    "9.2 = 98.75 is impossible for 8 whole items of 0, 50 or 100 (inferred), "
    "and only 87.50 is possible and fits exactly"
)
TH = "9.2 = 98.75 เป็นไปไม่ได้ หากทั้ง 8 ข้อได้ข้อละ 0, 50 หรือ 100 คะแนน (อนุมาน) ค่าเดียวที่เป็นไปได้และทำให้ตรงพอดีคือ 87.50"


def told(year: int, submission: Submission) -> list[Finding]:
    framework = load_framework(year)
    return [*check_reconciliation(framework, submission, reconcile(framework, submission))]


def hints(year: int, submission: Submission) -> str:
    return " ".join(message_and_fix(finding, "en")[1] for finding in told(year, submission))


def announced(**figures: str) -> Submission:
    """Figures by subject; ``s9_1`` is 9.1, ``i9`` is 9."""
    named = {key[1:].replace("_", "."): Fraction(value) for key, value in figures.items()}
    return Submission(agency=AGENCY, announced=tuple(Answer(subject, value) for subject, value in named.items()))


def nine(**changed: str) -> Submission:
    """Indicator 9 of 2562 with its sub-indicators, all of whole items; then some changed."""
    figures = {"s9_1": "100", "s9_2": "87.50", "s9_3": "100", "s9_4": "100", "s9_5": "100", "i9": "97.50"}
    return announced(**(figures | changed))


def test_pathum_thani_names_the_impossible_figure_and_the_one_that_fits() -> None:
    (finding,) = told(2562, pathum_thani())
    assert (finding.code, finding.subject) == ("P401", "9")
    assert message_and_fix(finding, "en")[1] == f"check both figures against the original; {EN}"
    assert message_and_fix(finding, "th")[1] == f"ตรวจตัวเลขทั้งสองชุดกับต้นฉบับ; {TH}"


def test_the_sheet_of_the_comparison_names_it_too(tmp_path: Path) -> None:
    analysis = analysed(write_form(tmp_path / "form.xlsx", 2562, pathum_thani()))
    (tmp_path / "analysis.xlsx").write_bytes(make_analysis(analysis, EDITION))
    rows = openpyxl.load_workbook(tmp_path / "analysis.xlsx")["กระทบยอด"].iter_rows(values_only=True)
    assert any("9.2 = 98.75 เป็นไปไม่ได้จาก 8 ข้อเต็ม" in str(cell) for row in rows for cell in row)


def test_it_is_never_a_finding_of_its_own() -> None:
    """98.75 is impossible, but 9 follows from it."""
    assert told(2562, nine(s9_2="98.75", i9="99.75")) == []


@pytest.mark.parametrize(
    ("submission", "named"),
    [
        (nine(s9_2="98.75"), ["9.2 = 98.75"]),
        # The total itself: no five means of items give 97.77.
        (nine(i9="99.97"), ["9 = 99.97"]),
        # P402: one misprinted digit explains it, and the printed figure is impossible as well.
        (nine(s9_2="81.50"), ["9.2 = 81.50"]),
        # 62.50 is a mean of eight items; 62.5 and 88 may be shorter prints of 62.50 and 87.50.
        (nine(s9_2="62.50"), []),
        (nine(s9_2="62.5"), []),
        (nine(s9_2="88"), []),
        # 57.15 is 57.14 of seven items, rounded up.
        (nine(s9_3="57.15"), []),
    ],
)
def test_what_is_named(submission: Submission, named: list[str]) -> None:
    assert {finding.code for finding in told(2562, submission)} <= {"P401", "P402"}
    assert told(2562, submission)
    text = hints(2562, submission)
    assert [item for item in (*named, "impossible") if item in text] == ([*named, "impossible"] if named else [])


def test_both_codes_carry_the_hint() -> None:
    assert {finding.code for finding in told(2562, nine(s9_2="98.75"))} == {"P401"}
    assert {finding.code for finding in told(2562, nine(s9_2="81.50"))} == {"P402"}


@pytest.mark.parametrize("name", ["ค่าเฉลี่ยของจังหวัด", "ภาพรวมจังหวัดปทุมธานี", "เฉลี่ยทุกหน่วยงาน"])
def test_means_of_several_agencies_are_left_alone(name: str) -> None:
    submission = replace(pathum_thani(), agency=replace(AGENCY, name=name))
    assert [finding.code for finding in told(2562, submission)] == ["P401"]
    assert "impossible" not in hints(2562, submission)


@pytest.mark.parametrize(
    "answers",
    [
        # Another item has a score that no whole item has: the inference does not hold for this agency.
        (Answer("o1", Fraction("93.33")),),
        # An item of 9.2 does not apply: the mean is one of seven items.
        (Answer("o10", declared="ไม่มีภารกิจ"),),
    ],
)
def test_nothing_is_named_where_the_inference_does_not_hold(answers: tuple[Answer, ...]) -> None:
    submission = replace(pathum_thani(), answers=answers)
    assert "P401" in {finding.code for finding in told(2562, submission)}
    assert "9.2 =" not in hints(2562, submission)


def test_derived_weights_and_drafts_accuse_nobody() -> None:
    figures = {"s10_1": "100", "s10_2": "97.77", "i10": "90"}
    assert {finding.code for finding in told(2568, announced(**figures))} == {"P401"}
    assert "impossible" not in hints(2568, announced(**figures))
    assert "impossible" not in hints(2569, announced(**figures))


def test_figures_of_surveys_are_never_tested() -> None:
    survey = announced(s1="97.77", s2="97.77", s3="97.77", s4="1", s5="97.77", sIIT="0")
    assert [finding.code for finding in told(2562, survey)] == ["P401"]
    assert "impossible" not in hints(2562, survey)


def test_how_many_printed_figures_can_occur() -> None:
    """Of the 1,001 values from 90.00 to 100.00 of an indicator of 9, 8, 7, 4 and 5 items, 241."""
    nodes = load_framework(2562).nodes
    assert len({two_decimals(mean) for mean in means_between(nodes["9"], Fraction(90), Fraction(100))}) == 241
    near = [str(two_decimals(mean)) for mean in means_between(nodes["9.2"], Fraction(80), Fraction(100))]
    assert near == ["81.25", "87.50", "93.75", "100.00"]


@pytest.mark.parametrize(
    ("subject", "figure", "possible"),
    [("9.2", "98.75", False), ("9.2", "87.50", True), ("9.2", "87.51", True), ("9.2", "87.53", False),
     ("9.2", "0", True), ("9.2", "100", True), ("9.2", "99", False), ("9.3", "92.86", True), ("9.3", "92.9", True)],
)  # fmt: skip
def test_possible_figures(subject: str, figure: str, possible: bool) -> None:
    assert is_possible(load_framework(2562).nodes[subject], Fraction(figure)) is possible
