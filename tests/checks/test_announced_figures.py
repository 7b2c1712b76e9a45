"""Check where an announced figure stands in for answers that are not known, what is told, and what is refused."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from ita_xlsx.catalogue import load_framework
from ita_xlsx.model.findings import Status, message_and_fix
from ita_xlsx.model.layout.subjects import origin_words
from ita_xlsx.model.results import Basis
from ita_xlsx.model.submission import Answer
from tests.conftest import submission_of, write_form
from tests.support.cells import announced_cell, answer_cells, cell, question_cells
from tests.support.forms import places, read

YEAR = 2565
INDICATORS = {
    "1": "92.56", "2": "85.25", "3": "87.46", "4": "82.14", "5": "86.56", "6": "94.12", "7": "94.78", "8": "91.82",
    "9": "97.00", "10": "100.00",
}  # fmt: skip
# The overall figure of the printed report, which does not follow from its indicators.
FIGURES = INDICATORS | {"IIT": "86.79", "EIT": "93.57", "OIT": "98.50", "overall": "93.68"}
TYPED = {"i20": "80.11", "i21": "81.50"}


def form_of(path: Path, typed: dict[str, str], figures: dict[str, str], level: str = "A", year: int = YEAR) -> Path:
    framework = load_framework(year)
    announced = tuple(Answer(subject, Fraction(text)) for subject, text in figures.items())
    submission = replace(
        submission_of(framework, typed), announced=announced, announced_words=(Answer("level", raw=level),)
    )
    return write_form(path, framework, submission)


def test_a_report_of_announced_figures_and_two_answers_has_the_announced_results(tmp_path: Path) -> None:
    returned = read(form_of(tmp_path / "form.xlsx", TYPED, FIGURES))
    framework, results = load_framework(YEAR), returned.results
    assert results is not None
    assert {subject: str(results.by_subject[subject].rounded) for subject in FIGURES} == FIGURES
    assert results.complete
    assert results.level.name == "A"
    assert returned.status is Status.ACCEPTED_WITH_WARNINGS
    origins = {
        subject: origin_words(framework, results.by_subject[subject]) for subject in ("4", "5", "IIT", "overall")
    }
    assert origins == {
        "4": "คะแนนประกาศ (มีคะแนนรายข้อ 2 จาก 6 ข้อ)",
        "5": "คะแนนประกาศ",
        "IIT": "คะแนนประกาศ (มีคะแนนรายข้อ 2 จาก 30 ข้อ)",
        "overall": "คะแนนประกาศ (มีคะแนนรายข้อ 2 จาก 88 ข้อ)",
    }
    gaps = cell(YEAR, "i19"), cell(YEAR, "i22").to(cell(YEAR, "i24"))
    told = [finding for finding in returned.findings if finding.code == "S245"]
    assert [finding.place for finding in told] == [f"{gaps[0]}, {gaps[1].a1}"]
    assert message_and_fix(told[0], "en")[0].startswith("ตัวชี้วัดที่ 4: announced, 2 of 6 answers; 82.14 is used")
    assert "82.14 เนื่องจากมีคะแนนรายข้อเพียง 2 จาก 6 ข้อ" in message_and_fix(told[0], "th")[0]


def test_one_answer_of_six(tmp_path: Path) -> None:
    returned = read(form_of(tmp_path / "form.xlsx", {"i20": "80.11", "i30": "90"}, FIGURES))
    told = [message_and_fix(finding, "en")[0] for finding in returned.findings if finding.code == "S245"]
    assert [text.partition(";")[0] for text in told] == [
        "ตัวชี้วัดที่ 4: announced, 1 of 6 answers",
        "ตัวชี้วัดที่ 5: announced, 1 of 6 answers",
    ]


# What is typed and announced -> the figure that cannot be, and the answers that exclude it. 9.4 has four items.
IMPOSSIBLE = [
    ({"i1": "0"}, {"1": "83.35"}, "1", ("i1", "i1")),
    ({"i1": "100"}, {"1": "16.65"}, "1", ("i1", "i1")),
    ({"i1": "0", "i2": "0"}, {"1": "90"}, "1", ("i1", "i2")),
    ({"o25": "0"}, {"9.4": "75.02"}, "9.4", ("o25", "o25")),
    ({"o42": "0", "o43": "ไม่ประเมิน"}, {"10.2": "50.02"}, "10.2", ("o42", "o42")),
    ({f"i{n}": "0" for n in range(1, 30)}, {"IIT": "3.40"}, "IIT", ("i1", "i29")),
    ({f"i{n}": "0" for n in range(1, 31)}, {"overall": "70.02"}, "overall", ("i1", "i30")),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "figures", "subject", "answers"), IMPOSSIBLE)
def test_an_impossible_figure_is_an_error_at_both_cells_and_not_used(
    tmp_path: Path, typed: dict[str, str], figures: dict[str, str], subject: str, answers: tuple[str, str]
) -> None:
    returned = read(form_of(tmp_path / "form.xlsx", typed, figures))
    expected = {("S246", str(announced_cell(YEAR, subject))), ("S247", str(answer_cells(YEAR, *answers)))}
    assert expected <= {*places(returned)}
    assert not {"S210", "S245"} & {finding.code for finding in returned.findings}
    assert returned.status is Status.REJECTED
    assert returned.results is not None
    assert returned.results.by_subject[subject].basis is Basis.MISSING


# The open-data check of 2568 with all items even, and with 100 in its first and last item and 0 in those beside them.
EVEN = {f"o{n}": "65.27" for n in range(1, 29)}
OPEN_DATA = EVEN | {"o1": "100", "o2": "0", "o27": "0", "o28": "100"}
SURVEY = {f"e{n} {part}": "85.55" for n in range(1, 10) for part in ("public", "survey")}
E1, E2 = (str(cell(2568, f"e{number} public")) for number in (1, 2))
SURVEY_CELLS = ", ".join(
    [str(question_cells(2568, "EIT", "score public")), question_cells(2568, "EIT", "score survey").a1]
)

# What is typed in 2568 and announced -> the figure that cannot be, and what excludes it, one text a sheet.
LIMITS = [
    # Above what is possible: an answer of 100 is not to blame, and all other answers are, on every sheet.
    ({"i1": "100", "e1 public": "91"} | EVEN, {"IIT": "92.5", "EIT": "85.55", "overall": "86.1"}, "overall",
     [E1, "o1-o28"]),
    (SURVEY | EVEN, {"IIT": "92.5", "overall": "85.1"}, "overall", [SURVEY_CELLS, "o1-o28"]),
    (SURVEY | OPEN_DATA, {"overall": "85.1"}, "overall", [SURVEY_CELLS, "o2-o27"]),
    ({"i1": "100", "e1 public": "100"} | OPEN_DATA, {"overall": "99"}, "overall", ["o2-o27"]),
    ({"i1": "99.99", "e1 public": "100"} | OPEN_DATA, {"overall": "99"}, "overall", ["i1-i1", "o2-o27"]),
    # Below: an answer of 0 is not to blame.
    ({"i1": "0", "e1 public": "9"} | OPEN_DATA, {"overall": "10"}, "overall", [E1, "o1-o1, o3-o26, o28-o28"]),
    ({"i1": "100", "i2": "0", "i3": "1"}, {"IIT": "5"}, "IIT", ["i1-i1, i3-i3"]),
    ({"i1": "100", "i2": "0"}, {"1": "70"}, "1", ["i2-i2"]),
    # The two views of a survey are of one sheet.
    ({"e1 public": "100", "e2 public": "0"}, {"EIT public": "95"}, "EIT public", [E2]),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "figures", "subject", "sheets"), LIMITS)
def test_every_sheet_that_excludes_a_figure_is_named_and_no_answer_at_its_own_limit(
    tmp_path: Path, typed: dict[str, str], figures: dict[str, str], subject: str, sheets: list[str]
) -> None:
    returned = read(form_of(tmp_path / "form.xlsx", typed, figures, "", year=2568))
    named = [finding for finding in returned.findings if finding.code in ("S246", "S247")]
    cells = [_cells_2568(text) for text in sheets]
    assert [(finding.code, finding.place) for finding in named] == [
        ("S246", str(announced_cell(2568, subject))),
        *(("S247", place) for place in cells),
    ]
    assert f"({'; '.join(cells)})" in message_and_fix(named[0], "en")[1]
    # Each finding lists the answers of all sheets, so that nobody looks at one sheet alone.
    assert len({message_and_fix(finding, "en") for finding in named[1:]}) == 1
    codes = dict(named[1].params)["codes"]
    assert len(codes.split("; ")) == len(sheets)


def _cells_2568(text: str) -> str:
    """The cells of answers written as ``o1-o1, o3-o26``; an address stays as it is."""
    if "!" in text:
        return text
    runs = [answer_cells(2568, *run.split("-")) for run in text.split(", ")]
    return f"{runs[0].sheet}!{', '.join(run.a1 for run in runs)}"


# The same answers with the nearest figure that they can give, or one that differs from it by rounding alone.
@pytest.mark.parametrize(
    ("typed", "subject", "figure"),
    [
        ({"i1": "0"}, "1", "83.33"),
        ({"i1": "0"}, "1", "83.34"),
        ({"i1": "100"}, "1", "16.67"),
        ({"i1": "100"}, "1", "16.66"),
        ({"o25": "0"}, "9.4", "75.01"),
        ({f"i{n}": "0" for n in range(1, 30)}, "IIT", "3.33"),
        ({f"i{n}": "0" for n in range(1, 31)}, "overall", "70"),
        ({"i1": "90", "i2": "ไม่มีภารกิจ"}, "1", "90"),
    ],
)
def test_a_possible_figure_is_used(tmp_path: Path, typed: dict[str, str], subject: str, figure: str) -> None:
    returned = read(form_of(tmp_path / "form.xlsx", typed, {subject: figure}))
    assert returned.results is not None
    score = returned.results.by_subject[subject]
    known = sum(value[0].isdecimal() for value in typed.values())
    assert (score.basis, score.value, score.answered) == (Basis.GIVEN, Fraction(figure), known)
    assert {"S246", "S247"}.isdisjoint(finding.code for finding in returned.findings)
    assert "S245" in {finding.code for finding in returned.findings}


def test_a_figure_stays_out_where_every_answer_is_known(tmp_path: Path) -> None:
    typed = {f"i{n}": "80" for n in range(1, 7)}
    returned = read(form_of(tmp_path / "form.xlsx", typed, {"1": "20"}))
    assert returned.results is not None
    assert returned.results.by_subject["1"].value == 80
    assert "P401" in {finding.code for finding in returned.findings}


def test_a_figure_below_that_gives_the_announced_one_says_so(tmp_path: Path) -> None:
    """Where nothing is typed, equal figures are computed from those below, and others are the announced ones."""
    framework = load_framework(YEAR)
    returned = read(form_of(tmp_path / "form.xlsx", {}, FIGURES))
    assert returned.results is not None
    origins = {item: origin_words(framework, returned.results.by_subject[item]) for item in ("EIT", "overall")}
    assert origins == {"EIT": "คำนวณจากคะแนนประกาศ 6 7 8", "overall": "คะแนนประกาศ"}
    assert returned.status is not Status.REJECTED
