"""Check announced figures: the real reports as a corpus, planted misprints, and the sheet."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ita_xlsx.catalogue import load_framework
from ita_xlsx.cycle.analyze import make_analysis
from ita_xlsx.cycle.context import RunContext
from ita_xlsx.cycle.templates import make_form
from ita_xlsx.diagnosis import reconcile
from ita_xlsx.diagnosis.misprints import misprints
from ita_xlsx.model.agency import Agency, Roster
from ita_xlsx.model.findings import Severity
from ita_xlsx.model.findings.catalogue import message_and_fix
from ita_xlsx.model.layout import AnalysisLayout
from ita_xlsx.model.reconciliation import Suggestion
from ita_xlsx.model.results import two_decimals
from ita_xlsx.model.round_settings import RoundSettings
from ita_xlsx.model.submission import Answer, Submission
from ita_xlsx.scoring import score_values
from tests.conftest import AGENCY, EDITION, full_scores, published
from tests.libreoffice.office import Office
from tests.libreoffice.workbooks import cached_values, differences, empty_cached_values
from tests.support.forms import analysed, read

KINDS = {
    "P401": "cannot_follow",
    "P402": "cannot_follow",
    "P403": "disagree",
    "P404": "wrong_claim",
    "P405": "wrong_level",
    "P406": "pasted_block",
}
NAKHON_PATHOM = {
    "summary": "92.56 85.25 87.46 82.14 86.56 94.12 94.78 91.82 97 100",
    "detail": "82.56 85.25 87.44 82.14 86.86 84.12 84.78 91.82 87.78 100",
}


def figures(text: str) -> tuple[Answer, ...]:
    return tuple(Answer(str(number), Fraction(score)) for number, score in enumerate(text.split(), 1))


def nakhon_pathom() -> Submission:
    given_figures = (*figures(NAKHON_PATHOM["summary"]), Answer("overall", Fraction("93.68")))
    second = figures(NAKHON_PATHOM["detail"])
    return Submission(
        agency=AGENCY, announced=given_figures, announced_second=second, announced_words=(Answer("level", raw="A"),)
    )


def pathum_thani() -> Submission:
    """As printed, with 9.2 = 98.75."""
    submission = published("pathum-thani-2562").submission
    printed = tuple(
        item._replace(value=Fraction("98.75")) if item.subject == "9.2" else item for item in submission.announced
    )
    return replace(submission, announced=printed)


CORPUS: list[tuple[int, Submission, set[tuple[str, str]]]] = [
    (2568, published("samut-prakan-2568").submission,
     {("pasted_block", "e4 survey"), ("cannot_follow", "7 survey"), ("wrong_claim", "lowest"), ("disagree", "6"),
      ("disagree", "7"), ("disagree", "8")}),
    (2562, pathum_thani(), {("cannot_follow", "9")}),
    (2562, published("pathum-thani-2562").submission, set()),
    (2565, nakhon_pathom(), {("disagree", subject) for subject in "135679"} | {("cannot_follow", "overall")}),
]  # fmt: skip


def write_form(path: Path, year: int, submission: Submission) -> Path:
    path.write_bytes(make_form(load_framework(year), RoundSettings(), replace(submission, agency=AGENCY), EDITION))
    return path


@pytest.mark.parametrize(("year", "submission", "expected"), CORPUS)
def test_the_published_reports(
    tmp_path: Path, year: int, submission: Submission, expected: set[tuple[str, str]]
) -> None:
    returned = read(write_form(tmp_path / "form.xlsx", year, submission))
    told = [item for item in returned.findings if item.severity is not Severity.INFO]
    assert {(KINDS.get(item.code, item.code), item.subject) for item in told} == expected
    assert {item.severity for item in told} <= {Severity.WARNING}
    assert len(told) == len(expected)
    assert all(item.sheet and item.cell for item in told)


def test_a_form_of_an_agency_that_is_not_in_the_roster_has_all_its_findings(tmp_path: Path) -> None:
    context = RunContext(framework=None, round=RoundSettings(), roster=Roster((Agency("P99", "หน่วยงานอื่น"),)))
    path = write_form(tmp_path / "form.xlsx", 2565, nakhon_pathom())
    codes = [item.code for item in read(path, context).findings]
    assert [code.value for code in codes].count("W104") == 1
    assert [code for code in codes if code != "W104"] == [item.code for item in read(path).findings]


def test_the_one_misprint_of_nakhon_pathom() -> None:
    rows = {row.subject: row for row in reconcile(load_framework(2565), nakhon_pathom()).rows}
    assert rows["overall"].suggestion == Suggestion(
        "9", Decimal("87.78"), Decimal("97.78"), is_second=True, with_second=("5",)
    )


@pytest.mark.parametrize(
    ("total", "second", "computed", "from_second"),
    [
        # No figures agree: all are those of the first source, as in the report.
        ("93.68", {}, "93.51", ()),
        ("93.00", {}, "93.51", ()),
        # The first source agrees up to rounding, a mixture would agree exactly.
        ("93.52", {}, "93.51", ()),
        # Only the second source agrees, or only a mixture, which is named.
        ("89.08", {}, "89.08", ("1", "3", "5", "6", "7", "9")),
        ("93.68", {"9": "97.78"}, "93.68", ("5", "9")),
    ],
)
def test_a_figure_is_computed_from_one_source_or_the_mixture_is_named(
    total: str, second: dict[str, str], computed: str, from_second: tuple[str, ...]
) -> None:
    submission = nakhon_pathom()
    printed = (*figures(NAKHON_PATHOM["summary"]), Answer("overall", Fraction(total)))
    others = tuple(
        item._replace(value=Fraction(second.get(item.subject, item.value or 0))) for item in submission.announced_second
    )
    rows = reconcile(load_framework(2565), replace(submission, announced=printed, announced_second=others)).rows
    row = next(row for row in rows if row.subject == "overall")
    assert (str(row.computed), row.second_subjects) == (computed, from_second)


@pytest.mark.parametrize(
    ("code", "total", "words"),
    [
        ("P402", "93.68", ("1 … 10 (แหล่งแรก) คำนวณได้ 93.51", "9: 87.78 -> 97.78 (แหล่งที่สอง, ใช้ค่าของแหล่งที่สองสำหรับ 5")),
        ("P402", "93.68", ("1 … 10 (first source) give 93.51", "(second source, with the second source for 5)")),
        ("P401", "70.00", ("1 … 10 (แหล่งแรก) คำนวณได้ 93.51",)),
    ],
)
def test_a_finding_names_the_source_of_its_figures(
    tmp_path: Path, code: str, total: str, words: tuple[str, ...]
) -> None:
    printed = (*figures(NAKHON_PATHOM["summary"]), Answer("overall", Fraction(total)))
    returned = read(write_form(tmp_path / "form.xlsx", 2565, replace(nakhon_pathom(), announced=printed)))
    finding = next(item for item in returned.findings if item.code == code)
    text = " ".join((*message_and_fix(finding, "th"), *message_and_fix(finding, "en")))
    assert [word for word in words if word not in text] == []


def test_the_sheet_shows_what_disagrees_and_the_one_change(office: Office, tmp_path: Path) -> None:
    form = write_form(tmp_path / "form.xlsx", 2565, nakhon_pathom())
    path = tmp_path / "analysis.xlsx"
    path.write_bytes(make_analysis(analysed(form), EDITION))
    sheet = openpyxl.load_workbook(path, data_only=True)["กระทบยอด"]
    rows = {row[0]: row for row in sheet.iter_rows(5, values_only=True)}
    assert "9: 87.78 -> 97.78 (แหล่งที่สอง, ใช้ค่าของแหล่งที่สองสำหรับ 5 ด้วย)" in rows["คะแนนรวม"]
    assert rows["คะแนนรวม"][4] == 93.51
    for number in range(1, 11):
        told = str(rows[f"ตัวชี้วัดที่ {number}"][6])
        assert ("สองแหล่งไม่ตรงกัน" in told) == (number in (1, 3, 5, 6, 7, 9))
    assert "ไม่ตรงกัน" in str(rows["คะแนนรวม"][6])
    empty_cached_values(path, tmp_path / "empty.xlsx")
    office.recalculate(tmp_path / "empty.xlsx", tmp_path / "new.xlsx")
    assert differences(cached_values(path), cached_values(tmp_path / "new.xlsx")) == []


def test_the_sheet_is_in_the_contract_of_the_layout() -> None:
    headers = [column.header for column in AnalysisLayout(load_framework(2568)).reconciliation(()).columns]
    assert headers[:4] == ["รายการ", "ชื่อ", "คะแนนที่ประกาศ", "คะแนนที่ประกาศ (แหล่งที่สอง)"]


def all_printed(year: int, start: int) -> dict[str, Fraction]:
    """Every node of a round of scores, printed with two decimals."""
    framework = load_framework(year)
    scores = {key: Fraction(text) for key, text in full_scores(framework, start).items()}
    results = score_values(framework, scores, {})
    return {item.subject: Fraction(item.rounded or 0) for item in results.scores}


def announced(figures: dict[str, Fraction]) -> Submission:
    return Submission(agency=AGENCY, announced=tuple(Answer(subject, value) for subject, value in figures.items()))


@settings(max_examples=30, deadline=None)
@given(year=st.sampled_from([2562, 2568]), start=st.integers(0, 3000))
def test_rounding_is_no_finding(year: int, start: int) -> None:
    rows = reconcile(load_framework(year), announced(all_printed(year, start))).rows
    assert [row.subject for row in rows if not row.is_consistent] == []


@settings(max_examples=40, deadline=None)
@given(year=st.sampled_from([2562, 2568]), start=st.integers(0, 3000), data=st.data())
def test_a_planted_misprint_is_found_and_suggested_when_unique(year: int, start: int, data: st.DataObject) -> None:
    framework = load_framework(year)
    printed = all_printed(year, start)
    children = {
        child.subject: node for node in framework.tree.walk() for child in node.children if child.subject in printed
    }
    subject = data.draw(st.sampled_from(sorted(children)))
    wrong = Fraction(data.draw(st.sampled_from(sorted(misprints(two_decimals(printed[subject]))))))
    node = children[subject]
    total = sum(child.weight for child in node.children)
    share = next(child.weight for child in node.children if child.subject == subject) / total
    assume(abs(wrong - printed[subject]) * share > Fraction("0.02"))
    rows = {row.subject: row for row in reconcile(framework, announced(printed | {subject: wrong})).rows}
    row = rows[node.subject]
    assert not row.is_consistent
    if row.suggestion is not None and two_decimals(printed[subject]) == row.suggestion.likely:
        assert row.suggestion.subject == subject


def test_a_unique_misprint_is_suggested() -> None:
    framework = load_framework(2562)
    printed = all_printed(2562, 17) | {"3": Fraction("11.11")}
    assert printed["3"] != 0
    exact = all_printed(2562, 17)["3"]
    swapped = next(value for value in misprints(two_decimals(exact)) if abs(Fraction(value) - exact) > 20)
    row = {row.subject: row for row in reconcile(framework, announced(printed | {"3": Fraction(swapped)})).rows}["IIT"]
    assert row.suggestion is None or (row.suggestion.subject, row.suggestion.likely) == ("3", two_decimals(exact))


def test_what_follows_from_another_fault_is_told_under_it() -> None:
    framework = load_framework(2562)
    printed = all_printed(2562, 5)
    wrong = announced(printed | {"IIT": printed["IIT"] - 10})
    rows = {row.subject: row for row in reconcile(framework, wrong).rows}
    assert not rows["IIT"].is_consistent
    assert rows["IIT"].explained_by == ""
    assert not rows["overall"].is_consistent
    assert rows["overall"].explained_by == "IIT"


@pytest.mark.parametrize(
    ("figure", "some", "never"),
    [
        ("87.78", {"97.78", "87.87", "78.78", "87.08"}, {"87.78", "07.78", "98.78"}),
        ("100.00", set(), {"200.00", "10.00"}),
        ("9.50", {"0.50", "5.90", "9.05"}, {"90.50"}),
    ],
)
def test_misprints_of_a_figure(figure: str, some: set[str], never: set[str]) -> None:
    made = {str(value) for value in misprints(Decimal(figure))}
    assert some <= made
    assert not never & made


@pytest.mark.parametrize(
    ("claims", "subjects"),
    [
        ({"level": "ผ่านดี"}, []),
        ({"level": "ผ่านดีเยี่ยม"}, ["level"]),
        ({"highest": "ตัวชี้วัดที่ 9", "lowest": "ตัวชี้วัดที่ ๑๐"}, []),
        ({"highest": "3"}, ["highest"]),
        ({"lowest": "8"}, ["lowest"]),
        ({"lowest": "ไม่ทราบ"}, []),
    ],
)
def test_claims(claims: dict[str, str], subjects: list[str]) -> None:
    submission = published("samut-prakan-2568").submission
    said = tuple(Answer(subject, raw=text) for subject, text in claims.items())
    found = reconcile(load_framework(2568), replace(submission, announced_words=said)).announced_words
    assert [claim.subject for claim in found] == subjects


def test_items_that_all_score_full_are_no_pasted_block() -> None:
    framework = load_framework(2562)
    answers = tuple(Answer(leaf.subject, Fraction(100)) for leaf in framework.answers)
    assert reconcile(framework, Submission(agency=AGENCY, answers=answers)).blocks == ()


def test_runs_of_whole_numbers_are_chance() -> None:
    framework = load_framework(2562)
    answers = tuple(Answer(leaf.subject, Fraction(88 + n % 5)) for n, leaf in enumerate(framework.answers))
    assert reconcile(framework, Submission(agency=AGENCY, answers=answers)).blocks == ()


@pytest.mark.parametrize(
    ("first", "second", "apart"),
    [("95.11", "95.1", False), ("95", "95.004", False), ("94.79", "94.78", False), ("94.79", "94.77", True)],
)
def test_versions_that_differ_by_rounding_agree(first: str, second: str, apart: bool) -> None:
    given, again = (Answer("1", Fraction(first)),), (Answer("1", Fraction(second)),)
    submission = Submission(agency=AGENCY, announced=given, announced_second=again)
    found = reconcile(load_framework(2562), submission).disagreements
    assert found == (("1",) if apart else ())


def test_a_figure_that_its_own_parts_confirm_is_no_misprint() -> None:
    """OIT 95.00 follows from 9 and 10, so a wrong total is not blamed on it."""
    figures = {"9": "100", "10": "90", "OIT": "95", "IIT": "96.49", "EIT": "93.17", "overall": "95.30"}
    rows = reconcile(load_framework(2568), announced({key: Fraction(text) for key, text in figures.items()})).rows
    row = next(row for row in rows if row.subject == "overall")
    assert not row.is_consistent
    assert row.suggestion is None or row.suggestion.subject != "OIT"


def test_an_instrument_is_tested_against_its_parts() -> None:
    figures = {"EIT": "50", "EIT public": "90", "EIT survey": "96"}
    rows = reconcile(load_framework(2568), announced({key: Fraction(text) for key, text in figures.items()})).rows
    assert [(row.subject, str(row.computed)) for row in rows if not row.is_consistent] == [("EIT", "93.00")]
