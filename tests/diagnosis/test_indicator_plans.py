"""Check the graded points, the advice, and the row of the plan for every indicator."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

import pytest

from ita_xlsx.catalogue import load_framework, load_measures
from ita_xlsx.diagnosis import advise, diagnose, draft_measures, grade_points, match_plan, plan_indicators
from ita_xlsx.diagnosis.indicator_plans import measures_of_no_indicator
from ita_xlsx.diagnosis.measure_indicators import indicators_of
from ita_xlsx.model.diagnosis import Remedy
from ita_xlsx.model.document import Blank
from ita_xlsx.model.measures import Measure, Plan, Step
from ita_xlsx.model.report.indicator_plan import AnalysisPattern, IndicatorPlan
from ita_xlsx.model.report.printed_figures import PrintedFigures
from ita_xlsx.model.rules import effective_rules
from ita_xlsx.report.sentences.indicator_analysis import CAUSE, analysis_of
from ita_xlsx.scoring import score_values

YEAR = 2568
MEASURES = load_measures()
Rows = Mapping[str, IndicatorPlan]
Scores = Mapping[str, float | str]
NO_SCORES: Scores = {}
FULL: Scores = {f"o{number}": 100 for number in range(21, 29)}


class Case:
    """A form with the given scores, all other answers at 95."""

    def __init__(self, year: int = YEAR, scores: Scores = NO_SCORES, *, rest: int | None = 95) -> None:
        self.framework = load_framework(year)
        others = {} if rest is None else {node.subject: Fraction(rest) for node in self.framework.answers}
        values = others | {key: Fraction(str(value)) for key, value in scores.items()}
        self.results = score_values(self.framework, values, {})
        self.previous = score_values(self.framework, {}, {})
        rules = effective_rules(self.framework.rules, (), self.results.threshold)
        self.diagnosis = diagnose(self.framework, self.results, self.previous.by_subject, rules)
        self.figures = PrintedFigures(
            framework=self.framework, results=self.results, previous=self.previous, year_before=year - 1
        )

    def rows(self, remedies: Mapping[str, Remedy] | None = None, plan: Plan | None = None) -> Rows:
        points = grade_points(self.diagnosis, remedies or {})
        if plan is None:
            planned = draft_measures(self.framework, self.diagnosis, MEASURES)
        else:
            planned = match_plan(self.framework, self.diagnosis, plan, MEASURES)
        rows = plan_indicators(self.framework, self.diagnosis, points, planned, MEASURES, score=self.figures.score)
        return {row.indicator: row for row in rows}

    def text(self, row: IndicatorPlan) -> str:
        pieces = (piece for line in analysis_of(row, self.figures) for piece in line)
        return " ".join(piece for piece in pieces if isinstance(piece, str))


def test_every_indicator_has_a_row_with_a_measure() -> None:
    for year in (2562, 2565, 2568):
        rows = Case(year).rows()
        assert [*rows] == [str(number) for number in range(1, 11)]
        assert all(row.measures for row in rows.values())


@pytest.mark.parametrize(
    ("year", "patterns"), [(2562, "QQQQQQQQII"), (2565, "QQQQQQQQII"), (2567, "QQQQQPPPII"), (2568, "QQQQQPPPII")]
)
def test_the_pattern_follows_the_instrument(year: int, patterns: str) -> None:
    rows = Case(year).rows().values()
    assert "".join(row.pattern.name[0] for row in rows) == patterns


@pytest.mark.parametrize(
    ("scores", "remedies", "indicator", "remedy"),
    [
        ({"i1": 90}, {}, "2", Remedy.MAINTAIN),
        ({"i1": 50}, {}, "1", Remedy.URGENT),
        ({"i1": 50}, {"i1": Remedy.DEVELOP, "1": Remedy.DEVELOP}, "1", Remedy.DEVELOP),
        ({"i1": 50}, {"1": Remedy.MAINTAIN}, "1", Remedy.MAINTAIN),
        ({}, {"i2": Remedy.DEVELOP}, "1", Remedy.DEVELOP),
        ({}, {"i2": Remedy.DEVELOP, "i3": Remedy.URGENT}, "1", Remedy.URGENT),
        ({}, {"e4 public": Remedy.URGENT}, "7", Remedy.URGENT),
        ({}, {"2": Remedy.URGENT}, "2", Remedy.URGENT),
    ],
)
def test_the_remedy_is_the_gravest_or_the_officers(
    scores: Scores, remedies: Mapping[str, Remedy], indicator: str, remedy: Remedy
) -> None:
    assert Case(scores=scores).rows(remedies)[indicator].remedy is remedy


def test_urgent_comes_first_and_then_the_lowest() -> None:
    case = Case(scores={"i1": 50, "i4": 40, "o1": 50})
    points = grade_points(case.diagnosis, {"i9": Remedy.URGENT, "i1": Remedy.MAINTAIN, "i99": Remedy.URGENT})
    urgent = [item for item in points if item.remedy is Remedy.URGENT]
    scores = [item.judgement.score or 0 for item in urgent]
    assert scores == sorted(scores)
    assert [item.judgement.subject for item in points if item.is_officers] == ["i9", "i1"]
    assert [item.remedy for item in points] == sorted((item.remedy for item in points), key=[*Remedy].index)


def test_a_subject_without_a_score_gets_no_remedy() -> None:
    assert grade_points(Case(rest=None).diagnosis, {"i1": Remedy.URGENT}) == ()


def test_a_point_that_the_officer_made_weak_gets_its_measure() -> None:
    case = Case()
    assert [item.measure.id for item in case.rows()["1"].measures] == ["m1-1"]
    rows = case.rows({"i3": Remedy.URGENT})
    assert [(item.measure.id, item.points[0].subject) for item in rows["1"].measures] == [("m1-3", "i3")]


def test_no_measure_stands_twice() -> None:
    row = Case(scores={"i1": 50}).rows({"i1": Remedy.URGENT, "1": Remedy.URGENT})["1"]
    names = [item.measure.measure for item in row.measures]
    assert len(names) == len(set(names))


def test_a_definition_without_measures_leaves_the_row_empty() -> None:
    case = Case()
    rows = plan_indicators(case.framework, case.diagnosis, (), (), (), score=case.figures.score)
    assert [row.measures for row in rows] == [()] * 10


def test_advice_is_the_subject_of_the_measure_or_a_blank() -> None:
    case = Case(scores={"i1": 10, "i4": 10, "o1": 0})
    points = grade_points(case.diagnosis, {})
    advice = {item.subject: item for item in advise(case.framework, points, MEASURES)}
    assert advice["i1"].measure == "m1-1"
    assert advice["i1"].text
    without = tuple(replace(item, keywords=()) for item in MEASURES)
    assert {item.text for item in advise(case.framework, points, without)} == {""}
    assert "1" not in advice


@pytest.mark.parametrize(
    ("scores", "indicator", "found"),
    [
        ({"i2": 60}, "1", "คำถามที่ได้คะแนนต่ำสุดคือ “i2 เจ้าหน้าที่"),
        ({"i2": 60, "i3": "60.001"}, "1", "คำถามที่ได้คะแนนต่ำสุดเท่ากัน 60.00 คะแนน คือ “i2 "),
        ({}, "1", "ทุกคำถามได้ 95.00 คะแนนเท่ากัน"),
        ({"e1 public": 80, "e1 survey": 100}, "6", "EIT Public: e1 ได้ 80.00 คะแนน e2 ได้ 95.00 คะแนน และ e3"),
        ({"e1 public": 80, "e1 survey": 100}, "6", "EIT Survey: e1 ได้ 100 คะแนน"),
        ({f"o{number}": 100 for number in range(1, 21)}, "9", "รายการ o1 ถึง o20 ได้ 100 คะแนนทุกรายการ"),
        (
            {**FULL, "o27": 50},
            "10",
            "ทุกรายการได้ 100 คะแนน ยกเว้นรายการ o27 ได้ 50.00 คะแนน",
        ),
    ],
)
def test_the_analysis_has_the_figures(scores: Scores, indicator: str, found: str) -> None:
    case = Case(scores=scores)
    text = case.text(case.rows()[indicator])
    assert found in text
    assert "ร้อยละ" not in text


def test_an_indicator_without_any_score_says_so() -> None:
    case = Case(rest=None)
    for row in case.rows().values():
        assert row.subjects == ()
        assert "ยังไม่มีคะแนน" in case.text(row)


def test_a_weak_indicator_has_a_blank_for_causes_unless_the_officer_wrote_them() -> None:
    case = Case(scores={"i1": 50})
    row = case.rows()["1"]
    assert (Blank(CAUSE),) in analysis_of(row, case.figures)
    assert all((Blank(CAUSE),) not in analysis_of(item, case.figures) for item in [case.rows()["2"]])
    step = Step("x.1", "ขั้นตอน")
    own = Measure(id="x", indicator="1", measure="ของเรา", steps=(step,), analysis="เพราะคนย้าย\nและงานมาก")
    row = case.rows(plan=Plan((own,)))["1"]
    lines = analysis_of(row, case.figures)
    assert lines[1:3] == (("เพราะคนย้าย",), ("และงานมาก",))
    assert (Blank(CAUSE),) not in lines
    assert AnalysisPattern.QUESTION is row.pattern


def measure_of(name: str, indicator: str = "", targets: tuple[str, ...] = ()) -> Measure:
    return Measure(id=f"x{name}", indicator=indicator, measure=name, steps=(Step(f"x{name}.1", "ก"),), targets=targets)


PLACES = {
    "written": (measure_of("ก", "4"), ("4",)),
    "of its question": (measure_of("ก", "", ("i3",)), ("1",)),
    "of a part": (measure_of("ก", "", ("e4 public",)), ("7",)),
    "of several": (measure_of("ก", "2", ("i3", "o1")), ("2", "1", "9")),
    "of its title": (measure_of("๑. การใช้งบประมาณ"), ("2",)),
    "of its title with a word": (measure_of("มาตรการที่ 3. การใช้อำนาจ"), ("3",)),
    "of an unknown indicator": (measure_of("ก", "99"), ()),
    "of none": (measure_of("การประเมินคุณธรรมและความโปร่งใส"), ()),
    "of an instrument": (measure_of("ก", "", ("EIT",)), ()),
}


@pytest.mark.parametrize(("measure", "indicators"), PLACES.values(), ids=PLACES)
def test_the_indicators_of_a_measure(measure: Measure, indicators: tuple[str, ...]) -> None:
    assert indicators_of(measure, load_framework(YEAR)) == indicators


@pytest.mark.parametrize("measure", [item for item, _ in PLACES.values()], ids=PLACES)
def test_every_measure_of_the_plan_stands_once(measure: Measure) -> None:
    case = Case(scores={"i1": 50})
    planned = match_plan(case.framework, case.diagnosis, Plan((measure,)), MEASURES)
    rows = [item for row in case.rows(plan=Plan((measure,))).values() for item in row.measures]
    others = measures_of_no_indicator(case.framework, planned)
    assert [item.officer_measure for item in (*rows, *others) if item.officer_measure] == [measure]


@pytest.mark.parametrize("remedies", [{}, {"i3": Remedy.URGENT}, {"1": Remedy.DEVELOP}])
def test_an_indicator_of_the_plan_gets_no_draft(remedies: Mapping[str, Remedy]) -> None:
    case = Case(scores={"i1": 50})
    rows = case.rows(remedies, Plan((measure_of("ก", "1"), measure_of("ข", "2", ("i3",)))))
    assert [indicator for indicator, row in rows.items() if not row.drafts] == ["1", "2"]
    assert [len(rows[code].measures) for code in ("1", "2")] == [1, 1]


def test_an_indicator_whose_question_another_measure_answers_names_it() -> None:
    row = Case(scores={"i3": 50}).rows(plan=Plan((measure_of("ข", "2", ("i3",)),)))["1"]
    assert (row.measures, [item.measure.measure for item in row.answered_by]) == ((), ["ข"])


@pytest.mark.parametrize(
    ("targets", "unanswered"), [((), ()), (("i1",), ("i2",)), (("i1", "i2"), ()), (("1",), ("i1", "i2"))]
)
def test_a_weak_point_that_no_measure_names_is_known(targets: tuple[str, ...], unanswered: tuple[str, ...]) -> None:
    plan = Plan((measure_of("ก", "1", targets),))
    row = Case(scores={"i1": 80, "i2": 80}).rows(plan=plan)["1"]
    assert [subject for subject in row.unanswered if subject != "1"] == list(unanswered)
