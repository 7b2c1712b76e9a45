"""Check that forms of next year show what agencies returned last year, and that nothing of it is an answer."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest

from ita_xlsx.catalogue import load_framework
from ita_xlsx.cycle.carry_over import carry_over
from ita_xlsx.cycle.context import RunContext
from ita_xlsx.cycle.files import Target
from ita_xlsx.cycle.giving_back.prefill import Prefill, prefill_round
from ita_xlsx.cycle.load_round import load_round
from ita_xlsx.cycle.receive import receive_path
from ita_xlsx.cycle.settings.load_context import load_context
from ita_xlsx.intake.round_file import read_round
from ita_xlsx.model.earlier_years.year_map import map_questions
from ita_xlsx.model.labels import label_of
from ita_xlsx.model.layout import AgencyLayout
from ita_xlsx.model.layout.agency_layout import LAST_YEAR
from ita_xlsx.model.layout.last_year_layout import answers_table, open_steps_table
from ita_xlsx.model.round_measures import StepStatus
from ita_xlsx.model.round_state import AgencyReturn, State
from ita_xlsx.model.text import words
from tests.conftest import EDITION
from tests.support.page_calls import ask
from tests.support.program import run

THEN, NOW = load_framework(2568), load_framework(2569)
CLOSED = (words.STEP_STATUSES[2], words.NO_MISSION)


def returned_before() -> tuple[AgencyReturn, ...]:
    """The agencies whose form of last year was accepted."""
    context = load_context("round/round.toml")
    members = load_round(("round/returned",), context).province.members
    return tuple(item for item in members if item.state is State.RETURNED and item.is_one_form)


def form_of(code: str) -> Path:
    return next(Path("next/forms").glob(f"* {code} *.xlsx"))


def prefill(*previous: str) -> tuple[Prefill, RunContext]:
    context = load_context("next/round.toml")
    return prefill_round(context, None, previous), context


def codes(found: Prefill) -> list[str]:
    return [item.code for item in found.findings]


@pytest.mark.slow
def test_next_years_forms_show_all_scores_and_the_open_steps(demo: Path) -> None:
    assert read_round(demo / "next" / "round.toml").previous == (str(demo / "next" / "../round"),)
    assert run("template", "--round", "next/round.toml", "-o", "next/forms", "-q", "--issued", "2026-11-20") == 0
    members = returned_before()
    assert len(members) == 25
    for member in members:
        assert member.summary is not None
        book = openpyxl.load_workbook(form_of(member.agency.code))
        sheet = book[LAST_YEAR]
        open_steps = [step for step in member.summary.steps if step.status not in CLOSED]
        open_steps.sort(key=lambda step: not step.status.strip())
        answers, steps = answers_table(len(THEN.answers)), open_steps_table(len(THEN.answers), len(open_steps))
        rows = range(steps.first_row + 1, steps.first_row + len(open_steps) + 1)
        assert [sheet.cell(row, steps.col("step_id") + 1).value for row in rows] == [step.id for step in open_steps]
        statuses = [sheet.cell(row, steps.col("status") + 1).value for row in rows]
        assert statuses == [step.status.strip() or label_of(StepStatus.NOT_REPORTED) for step in open_steps]
        # The scores stand on the first screen, above the steps.
        assert answers.last_row < steps.header_row
        assert answers.header_row <= 5
        shown = [
            sheet.cell(row + 1, answers.col("score") + 1).value
            for row in range(answers.first_row, answers.last_row + 1)
        ]
        by_subject = dict(zip(THEN.nodes, member.summary.values, strict=True))
        expected = [by_subject[leaf.subject] for leaf in THEN.answers]
        assert len(shown) == 61
        assert [Fraction(str(value)) for value in shown] == expected


@pytest.mark.slow
def test_the_page_makes_the_same_forms(demo: Path) -> None:
    assert run("template", "--round", "next/round.toml", "-o", "forms", "-q", "--issued", "2026-11-20") == 0
    answer = ask(demo, "issue_forms", folder="next")
    assert "H917" in answer["html"] or "25 ฉบับ" in answer["text"]
    pairs = [(path, Path("next/forms") / path.name) for path in Path("forms").iterdir()]
    assert len(pairs) == 31
    assert all(one.read_bytes() == other.read_bytes() for one, other in pairs)


def test_only_questions_that_are_the_same_stand_in_the_column_of_last_year(demo: Path) -> None:
    found, _ = prefill()
    same = map_questions(NOW, THEN)
    known = found.by_code["p10"]
    assert {answer.subject for answer in known.previous} == set(same)
    scores = {answer.label: answer.score for answer in known.answers}
    assert {answer.subject: answer.value for answer in known.previous} == {
        now: scores[then] for now, then in same.items()
    }
    assert {answer.label: answer.now for answer in known.answers if answer.now} == {
        then: now for now, then in same.items()
    }
    assert codes(found) == ["H917", "H918", "H920"]


@pytest.mark.parametrize("previous", ["round", "round/returned", "round/consolidated.xlsx", "round/export"])
def test_every_source_of_last_year_gives_the_same_scores(demo: Path, previous: str) -> None:
    by_round, _ = prefill("round")
    found, _ = prefill(previous)
    code = "p10"
    assert [item.score for item in found.by_code[code].answers] == [
        item.score for item in by_round.by_code[code].answers
    ]
    has_steps = previous != "round/consolidated.xlsx"
    steps = [step.id for step in by_round.by_code[code].steps]
    assert [step.id for step in found.by_code[code].steps] == (steps if has_steps else [])


def test_agencies_are_found_by_name_before_code(demo: Path) -> None:
    before, _ = prefill()
    roster = demo / "next" / "roster.csv"
    text = roster.read_text(encoding="utf-8-sig").replace("P10,", "XX,").replace("P14,", "P10,").replace("XX,", "P14,")
    roster.write_text(text, encoding="utf-8-sig")
    found, _ = prefill()
    assert found.by_code["p14"] == before.by_code["p10"]
    assert found.by_code["p10"] == before.by_code["p14"]


def test_a_former_name_in_the_roster_is_found(demo: Path) -> None:
    before, context = prefill()
    assert context.roster is not None
    name = next(item.name for item in context.roster.agencies if item.code == "P10")
    lines = (demo / "next" / "roster.csv").read_text(encoding="utf-8-sig").splitlines()
    # A new name, a new code, and the former name among the aliases.
    head, *rows = [f"{line}," for line in lines]
    rows = [
        row.replace("P10,", "Q77,").replace(name, "ชื่อใหม่ของหน่วยงาน") + (name if "P10," in row else "") for row in rows
    ]
    (demo / "next" / "roster.csv").write_text("\n".join([f"{head}aliases", *rows]), encoding="utf-8-sig")
    found, _ = prefill()
    assert found.by_code["q77"] == before.by_code["p10"]


def test_a_prefilled_form_is_blank_until_the_agency_types(demo: Path) -> None:
    options = ("--round", "next/round.toml", "--agency", "P10", "-q", "--issued", "2026-11-20")
    assert run("template", *options, "-o", "one.xlsx") == 0
    assert run("template", *options, "-o", "plain.xlsx", "--no-prefill") == 0
    context = load_context("next/round.toml")
    one, plain = (receive_path(Path(name), context) for name in ("one.xlsx", "plain.xlsx"))
    told = [[(item.code, item.place) for item in each.findings] for each in (one, plain)]
    assert told[0] == told[1]
    assert one.submission is not None
    assert one.submission.previous
    assert not any(answer.raw for answer in one.submission.answers)
    # It may be issued again: nobody has filled it in.
    assert run("template", *options, "-o", "one.xlsx", "--force") == 0


def test_a_correction_of_last_years_score_is_kept(demo: Path) -> None:
    options = ("--round", "next/round.toml", "--agency", "P10", "-q")
    assert run("template", *options, "-o", "one.xlsx") == 0
    subject = next(iter(map_questions(NOW, THEN)))
    place = AgencyLayout(NOW).answer(NOW.nodes[subject], "previous")
    book = openpyxl.load_workbook("one.xlsx")
    book[place.sheet][place.a1].value = 12.5
    book.save("one.xlsx")
    submission = receive_path(Path("one.xlsx"), load_context("next/round.toml")).submission
    assert submission is not None
    assert submission.scores_before[subject] == Fraction(25, 2)
    before = Path("one.xlsx").read_bytes()
    assert run("template", *options, "-o", "one.xlsx", "--force") != 0
    assert Path("one.xlsx").read_bytes() == before


@pytest.mark.parametrize("path", ["nothing", "next", "samut-prakan-2568/4-report.docx", "round/roster.csv"])
def test_what_holds_nothing_of_last_year_is_told(demo: Path, path: str) -> None:
    found, _ = prefill(path)
    assert found.by_code == {}
    assert "H919" in codes(found)
    assert run("template", "--round", "next/round.toml", "-o", "next/forms", "--previous", path, "-q") < 2
    assert len(list(Path("next/forms").iterdir())) == 31


def test_the_round_after_the_next_names_the_next_one(demo: Path) -> None:
    text = (demo / "next" / "round.toml").read_text(encoding="utf-8")
    assert text.count("\nprevious = ") == 1
    carry_over(Target(path=Path("later")), Path("next"), "2569", (), EDITION)
    later = (demo / "later" / "round.toml").read_text(encoding="utf-8")
    # The year after is not that of a new round of the same year.
    assert "previous = " not in later
