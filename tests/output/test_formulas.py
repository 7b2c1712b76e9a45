"""Check that formulas and engine agree: LibreOffice computes every formula anew."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from ita_xlsx.catalogue import load_framework
from ita_xlsx.cycle.analyze import make_analysis
from ita_xlsx.cycle.templates import make_form
from ita_xlsx.model.exact import LEAST, MOST, score_with
from ita_xlsx.model.example import Example
from ita_xlsx.model.framework import Framework, Node
from ita_xlsx.model.kind import Kind
from ita_xlsx.model.layout import AgencyLayout, AnalysisLayout
from ita_xlsx.model.layout.analysis_layout import RECONCILIATION
from ita_xlsx.model.layout.summary_layout import FIGURE, PLACES, PLAN_ROW, WHAT, WHY
from ita_xlsx.model.results import two_decimals
from ita_xlsx.model.round_settings import RoundSettings
from ita_xlsx.model.submission import Answer, Submission
from ita_xlsx.scoring import score_values
from tests.conftest import AGENCY, EDITION, full_scores, published, submission_of, write_form
from tests.libreoffice.office import Office
from tests.libreoffice.workbooks import cached_values, differences, empty_cached_values, formula_cells
from tests.support.forms import analysed, entries, read

# Every function used, each of them in Excel 2010 and before.
OLD_FUNCTIONS = {
    "ABS", "AND", "CHAR", "COUNT", "COUNTA", "COUNTIF", "COUNTIFS", "FIND", "IF", "INDEX", "INT", "ISNUMBER", "LEFT",
    "LEN", "MATCH", "MAX", "MID", "MIN", "NOT", "OR", "RANK", "ROUND", "ROW", "SUBSTITUTE", "SUM", "SUMIFS",
    "SUMPRODUCT", "TEXT", "TRIM",
}  # fmt: skip


def write_analysis_of(form: Path, target: Path) -> Path:
    target.write_bytes(make_analysis(analysed(form), EDITION))
    return target


def recalculated(office: Office, path: Path) -> Path:
    """The workbook with every cached value emptied, then computed and saved by LibreOffice."""
    emptied, computed = path.with_suffix(".empty.xlsx"), path.with_suffix(".new.xlsx")
    empty_cached_values(path, emptied)
    office.recalculate(emptied, computed)
    return computed


def check_every_formula(office: Office, path: Path) -> None:
    assert differences(cached_values(path), cached_values(recalculated(office, path))) == []


def example_form(example: Example, path: Path) -> Path:
    framework = load_framework(example.year)
    submission = replace(example.submission, agency=AGENCY)
    path.write_bytes(make_form(framework, RoundSettings(), submission, EDITION))
    return path


def test_filled_form_of_all_numbers(office: Office, framework: Framework, tmp_path: Path) -> None:
    submission = submission_of(framework, full_scores(framework))
    check_every_formula(office, write_form(tmp_path / "form.xlsx", framework, submission))


def test_blank_form(office: Office, framework: Framework, tmp_path: Path) -> None:
    check_every_formula(office, write_form(tmp_path / "form.xlsx", framework))


def test_published_examples(office: Office, example: Example, tmp_path: Path) -> None:
    form = example_form(example, tmp_path / "form.xlsx")
    check_every_formula(office, form)
    check_every_formula(office, write_analysis_of(form, tmp_path / "analysis.xlsx"))


@pytest.mark.parametrize("seed", range(9))
def test_half_filled_forms(office: Office, framework: Framework, tmp_path: Path, seed: int) -> None:
    """Blanks, declarations, scores out of range, announced figures and levels, all mixed."""
    submission = mixed_submission(framework, random.Random(seed))
    form = write_form(tmp_path / "form.xlsx", framework, submission)
    check_results_of_form(office, form, framework)
    check_every_formula(office, write_analysis_of(form, tmp_path / "analysis.xlsx"))


def mixed_submission(framework: Framework, chance: random.Random) -> Submission:
    scores: dict[str, str] = {}
    for indicator in framework.of_kind(Kind.INDICATOR):
        fate = chance.choice(("full", "full", "empty", "mixed"))
        for leaf in indicator.leaves:
            text = f"{chance.randint(0, 12_000) / 100:.2f}"
            odd = chance.choice(("", "ไม่มีภารกิจ", "ไม่ประเมิน", text, text))
            scores[leaf.subject] = {"full": text, "empty": "", "mixed": odd}[fate]
    nodes = [node for node in framework.nodes.values() if node.children]
    known = {subject: Fraction(text) for subject, text in scores.items() if text.replace(".", "").isdecimal()}
    known = {subject: value for subject, value in known.items() if value <= 100}
    figures = tuple(
        Answer(node.subject, any_figure(node, known, chance)) for node in chance.sample(nodes, len(nodes) // 2)
    )
    level = chance.choice(framework.levels).name
    return replace(submission_of(framework, scores), announced=figures, announced_words=(Answer("level", raw=level),))


def any_figure(node: Node, known: dict[str, Fraction], chance: random.Random) -> Fraction:
    """A figure of two decimals: any, one that the known scores can give, or one close to the end of what they can."""
    lowest, highest = (score_with(node, known, missing) for missing in (LEAST, MOST))
    inside = lowest + (highest - lowest) * Fraction(chance.randint(0, 100), 100)
    edge = chance.choice((lowest, highest)) + Fraction(chance.randint(-3, 3), 100)
    figure = chance.choice((Fraction(chance.randint(0, 10_000), 100), inside, edge))
    return min(max(Fraction(two_decimals(figure)), LEAST), MOST)


def check_results_of_form(office: Office, form: Path, framework: Framework) -> None:
    computed = cached_values(recalculated(office, form))
    assert differences(cached_values(form), computed) == []
    returned = read(form)
    layout = AgencyLayout(framework)
    assert returned.results is not None
    for subject in layout.results.subjects:
        score = returned.results.by_subject[subject]
        place = layout.results.place(subject, "exact")
        value = computed[place.sheet, place.a1]
        if score.value is None:
            assert value == "ไม่ครบ"
        else:
            assert value == pytest.approx(float(score.value), abs=1e-9)


def test_every_result_cell_holds_a_formula(example: Example, tmp_path: Path) -> None:
    form = example_form(example, tmp_path / "form.xlsx")
    framework = load_framework(example.year)
    layout, analysis = AgencyLayout(framework), AnalysisLayout(framework)
    in_form = formula_cells(form)
    in_analysis = formula_cells(write_analysis_of(form, tmp_path / "analysis.xlsx"))
    for subject in layout.results.subjects:
        for key in ("score", "verdict", "origin", "exact", "announced_list"):
            place = layout.results.place(subject, key)
            assert (place.sheet, place.a1) in in_form
            place = analysis.results.place(subject, key)
            assert (place.sheet, place.a1) in in_analysis
        if framework.nodes[subject].kind in (Kind.INSTRUMENT, Kind.INDICATOR, Kind.SUBINDICATOR):
            place = analysis.results.place(subject, "rank")
            assert (place.sheet, place.a1) in in_analysis
    for item in framework.instruments:
        place = analysis.results.place(item.code, "weighted")
        assert (place.sheet, place.a1) in in_analysis
    for leaf in framework.answers:
        for key in ("rank", "distance", "flag", "rounded"):
            place = analysis.answer(leaf, key)
            assert (place.sheet, place.a1) in in_analysis
    for place in (layout.overall_line, layout.level_line, layout.answered_line, layout.below_line):
        assert (place.sheet, place.a1) in in_form
    assert (analysis.level.sheet, analysis.level.a1) in in_analysis


def test_no_function_is_newer_than_excel_2010(example: Example, tmp_path: Path) -> None:
    form = example_form(example, tmp_path / "form.xlsx")
    analysis = write_analysis_of(form, tmp_path / "analysis.xlsx")
    formulas = [*formula_cells(form).values(), *formula_cells(analysis).values()]
    literal = re.compile(r'"[^"]*"|\'[^\']*\'')
    used = {name for text in formulas for name in re.findall(r"([A-Z.0-9_]+)\(", literal.sub("", text))}
    assert used <= OLD_FUNCTIONS


# What is changed in the sheet of questions, in LibreOffice.
@pytest.mark.parametrize(
    "changes",
    [{"o27": "100"}, {"i1": "0"}, {"e4 survey": "95.70", "e5 survey": "95.70", "e6 survey": "95.70"}],
)
def test_results_follow_a_changed_score(office: Office, tmp_path: Path, changes: dict[str, str]) -> None:
    example = published("samut-prakan-2568")
    framework = load_framework(example.year)
    layout = AnalysisLayout(framework)
    analysis = write_analysis_of(example_form(example, tmp_path / "f.xlsx"), tmp_path / "a.xlsx")
    answers = {answer.subject: answer.value or Fraction(0) for answer in example.submission.answers}
    changed = answers | {subject: Fraction(text) for subject, text in changes.items()}
    expected = score_values(framework, changed, {})
    assert expected != score_values(framework, answers, {})

    where = {subject: layout.answer(framework.nodes[subject]) for subject in changes}
    typed = [(place.sheet, place.a1, changes[subject]) for subject, place in where.items()]
    scores = [layout.results.place(item, "score") for item in layout.results.subjects]
    ranks = [layout.results.place(str(n), "rank") for n in range(1, 11)]
    flags = [layout.answer(leaf, key) for leaf in framework.answers for key in ("rank", "flag")]
    asked = [(place.sheet, place.a1) for place in (*scores, *ranks, *flags, layout.level)]
    on_summary = [(place.sheet, place.a1) for place in (layout.summary_overall, layout.summary_level)]
    told = office.values(analysis, [*asked, *on_summary], typed)

    def below(subject: str) -> str:
        return "ต่ำกว่าเกณฑ์" if expected.below_threshold(subject) else ""

    assert told == pytest.approx(
        [
            *(float(expected.by_subject[item].rounded or 0) for item in layout.results.subjects),
            *(expected.rank_of[str(n)] for n in range(1, 11)),
            *(value for leaf in framework.answers for value in (expected.rank_of[leaf.subject], below(leaf.subject))),
            expected.level.name,
            float(expected.by_subject["overall"].rounded or 0),
            expected.level.name,
        ],
        abs=1e-9,
    )


# Sheets that say what was drafted, and so stay behind when scores are changed; the summary picks from the plan.
LEFT_BEHIND = ("แผนมาตรการ", "ติดตามมาตรการ")


def planned_cells(layout: AnalysisLayout) -> set[tuple[str, str]]:
    """The cells of the summary that show the drafted plan: what is done against each weak point."""
    places = [
        layout.summary.place(number, col, second=second)
        for number in range(1, PLACES + 1)
        for col, second in ((PLAN_ROW, False), (WHAT, True), (FIGURE, True), (WHY, True))
    ]
    return {(place.sheet, place.a1) for place in places}


@cache
def reconciled_labels(path: Path) -> dict[int, str]:
    """The label of each row of the reconciliation; what differs stands first, so its order depends on the scores."""
    sheet = openpyxl.load_workbook(path)[RECONCILIATION]
    return {row: str(cell.value) for row, (cell,) in enumerate(sheet.iter_rows(max_col=1), 1)}


def by_label(path: Path, cell: tuple[str, str]) -> tuple[str, str]:
    """A cell of the reconciliation by its column and the label of its row; any other cell by its address."""
    sheet, address = cell
    if sheet != RECONCILIATION:
        return cell
    column, row = address.rstrip("0123456789"), int(address.lstrip("ABCDEFGHIJ"))
    return sheet, f"{column} {reconciled_labels(path)[row]}" if row > 4 else address


@pytest.mark.parametrize("seed", [1, 2])
def test_twenty_changed_scores(office: Office, example: Example, tmp_path: Path, seed: int) -> None:
    """Every list, flag, rank, level, remedy and count is what the engine has for the changed scores."""
    framework = load_framework(example.year)
    layout = AnalysisLayout(framework)
    chance = random.Random(seed)
    leaves = [framework.nodes[answer.subject] for answer in chance.sample(example.submission.answers, 20)]
    changes = {leaf.subject: f"{chance.randint(4000, 10_000) / 100:.2f}" for leaf in leaves}
    analysis = write_analysis_of(example_form(example, tmp_path / "f.xlsx"), tmp_path / "a.xlsx")
    typed = [(layout.answer(leaf).sheet, layout.answer(leaf).a1, changes[leaf.subject]) for leaf in leaves]
    office.type_into(analysis, tmp_path / "changed.xlsx", typed)

    answers = tuple(
        answer._replace(value=Fraction(changes.get(answer.subject, str(answer.value))))
        for answer in example.submission.answers
    )
    again = replace(example, submission=replace(example.submission, answers=answers))
    expected = write_analysis_of(example_form(again, tmp_path / "f2.xlsx"), tmp_path / "a2.xlsx")
    live, engine = (
        {
            by_label(path, cell): value
            for cell, value in cached_values(path).items()
            if cell[0] not in LEFT_BEHIND and cell not in planned_cells(layout)
        }
        for path in (tmp_path / "changed.xlsx", expected)
    )
    apart = differences(engine, live)
    counts = (layout.weak_points.counts.sheet, layout.weak_points.counts.a1)
    told = [line for line in apart if line[:2] != counts and "มีการแก้คะแนนหรือเกณฑ์หลังการวิเคราะห์ 20 ช่อง" not in str(line)]
    assert told == []
    assert len(apart) - len(told) in (1, 2)
    assert str(live[counts]).startswith(str(engine[counts]))


def test_a_changed_limit_changes_the_list(office: Office, tmp_path: Path) -> None:
    example = published("samut-prakan-2568")
    layout = AnalysisLayout(load_framework(2568))
    analysis = write_analysis_of(example_form(example, tmp_path / "f.xlsx"), tmp_path / "a.xlsx")
    weak, rules = layout.weak_points.weak, layout.weak_points.rules
    cells = [(weak.sheet, weak.place(str(number), "label").a1) for number in range(1, 8)]
    assert office.values(analysis, cells)[0] == "ข้อ o27"
    fell = (rules.sheet, rules.place("apart", "limit").a1, "99")
    labels = office.values(analysis, cells, [fell])
    assert labels[:4] == ["ข้อ o27", "ตัวชี้วัดที่ 10", "OIT", ""]
    threshold = (layout.threshold.sheet, layout.threshold.a1, "89")
    labels = office.values(analysis, cells, [threshold])
    assert labels[:3] == ["ข้อ o27", "ข้อ e7 EIT Public", "ข้อ e9 EIT Public"]


def test_a_deleted_row_of_the_plan_is_counted(office: Office, tmp_path: Path) -> None:
    example = published("pathum-thani-2562")
    form = example_form(example, tmp_path / "f.xlsx")
    layout = AnalysisLayout(load_framework(2562))
    analysis = write_analysis_of(form, tmp_path / "a.xlsx")
    cell = (layout.plan_uncovered.sheet, layout.plan_uncovered.a1)
    assert office.values(analysis, [cell])[0] == "จุดอ่อนที่ยังไม่มีมาตรการในแผน: 0 รายการ"
    plan = analysed(form).plan
    first = layout.plan(1).first_row
    office.edit(analysis, tmp_path / "one.xlsx", [("delete_rows", cell[0], first + 1, 1)])
    gone = len(plan[0].points)
    assert office.values(tmp_path / "one.xlsx", [cell])[0] == f"จุดอ่อนที่ยังไม่มีมาตรการในแผน: {gone} รายการ"
    office.edit(analysis, tmp_path / "all.xlsx", [("delete_rows", cell[0], first + 1, len(plan))])
    assert office.values(tmp_path / "all.xlsx", [cell])[0] == "จุดอ่อนที่ยังไม่มีมาตรการในแผน: 15 รายการ"


def test_text_scores_are_counted_as_not_filled_in(office: Office, framework: Framework, tmp_path: Path) -> None:
    layout = AgencyLayout(framework)
    template = write_form(tmp_path / "t.xlsx", framework)
    typed = entries(framework, {"i1": "90", "i2": "'๙๐", "i3": "ไม่มีภารกิจ", "i4": "84.994", "i5": "84.995"})
    lines = (layout.answered_line, layout.below_line)
    cover = openpyxl.load_workbook(template)["คำชี้แจง"]
    row = next(cell.row for (cell,) in cover.iter_rows(min_col=4, max_col=4) if cell.value == "IIT")
    cells = [(place.sheet, place.a1) for place in lines] + [("IIT", "C1")]
    cells += [("คำชี้แจง", f"E{row}"), ("คำชี้แจง", f"G{row}")]
    answered, below, line, filled, left = office.values(template, cells, typed)
    total = len(framework.nodes["IIT"].leaves)
    assert (answered, below, filled, left) == (4, 1, f"4 จาก {total}", total - 4)
    assert "กรอกแล้ว 4 จาก" in str(line)
    assert "มี 1 ช่องที่ไม่ใช่คะแนน" in str(line)


def test_charts_point_at_the_results(example: Example, tmp_path: Path) -> None:
    form = example_form(example, tmp_path / "form.xlsx")
    analysis = write_analysis_of(form, tmp_path / "analysis.xlsx")
    framework = load_framework(example.year)
    layout = AnalysisLayout(framework)
    both = [("now", "name"), ("score", "name")]
    expected = {
        (form, "ผลเบื้องต้น"): (
            AgencyLayout(framework).results,
            [[("chart_ring", "chart_name"), ("score", "chart_name")]],
        ),
        (analysis, "เปรียบเทียบ"): (
            layout.comparison.results,
            [[("change", "name")], both] if framework.views else [],
        ),
    }
    for (path, name), (results, charts) in expected.items():
        table = results.table_of("1")
        sheet: Any = openpyxl.load_workbook(path)[name]
        found = [[(series.val.numRef.f, series.cat.strRef.f) for series in chart.ser] for chart in sheet._charts]
        assert found == [[(table.span(v, ""), table.span(c, "")) for v, c in chart] for chart in charts]
