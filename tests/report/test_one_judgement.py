"""Check that a report judges each indicator once: weak, kept, strong or unknown, and tells what is not printed."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from ita_xlsx.catalogue import load_framework, load_text_drafts
from ita_xlsx.model.diagnosis import Remedy
from ita_xlsx.model.document import Block, Heading, simple_blocks
from ita_xlsx.model.findings import Code, Finding, make_finding
from ita_xlsx.model.framework import OVERALL
from ita_xlsx.model.kind import Kind
from ita_xlsx.model.report.report_settings import FigureSource, ReportSettings
from ita_xlsx.model.report.round_texts import RemedyOverride
from ita_xlsx.model.submission import Answer, Submission
from ita_xlsx.report.agency_report import agency_report
from ita_xlsx.report.contents import AgencyContents
from ita_xlsx.report.sections.labels import sentence_name
from tests.conftest import submission_of
from tests.support.report_contents import contents_of, texts_of

FRAMEWORK = load_framework(2568)
INDICATORS = FRAMEWORK.of_kind(Kind.INDICATOR)
GOOD = {leaf.subject: "100" for leaf in FRAMEWORK.answers}


def section(contents: AgencyContents, number: str) -> list[str]:
    """Return the texts under the heading that begins with a number, up to the next heading."""
    inside: list[Block] = []
    is_there = False
    for block in simple_blocks(agency_report(contents).blocks):
        if isinstance(block, Heading):
            is_there = block.text.startswith(number)
        elif is_there:
            inside.append(block)
    return texts_of(tuple(inside))


def named_in(lines: list[str], *beginnings: str) -> set[str]:
    """Return the codes of the indicators that the lines with these beginnings name."""
    words = " ".join(line for line in lines if line.startswith(beginnings))
    return {node.code for node in INDICATORS if sentence_name(FRAMEWORK, node) in words}


def judged(contents: AgencyContents) -> dict[str, set[str]]:
    """Return the codes of the indicators that each part of the report names."""
    strong = section(contents, "3.4")
    kept = section(contents, "6.")
    return {
        "strong": named_in(strong, "ตัวชี้วัดที่ ") - named_in(strong, "ตัวชี้วัดที่ได้คะแนน"),
        "but weak": named_in(strong, "ตัวชี้วัดที่ได้คะแนน"),
        "weak": named_in([*section(contents, "4."), *section(contents, "5.")], "ตัวชี้วัดที่ "),
        "kept": named_in(kept, "ตัวชี้วัดที่รักษาระดับ"),
        "unknown": named_in(kept, "ยังไม่มีคะแนน"),
    }


def submission(changed: dict[str, str], announced: dict[str, str] | None = None) -> Submission:
    figures = tuple(Answer(subject, Fraction(text)) for subject, text in (announced or {}).items())
    scores = {subject: text for subject, text in {**GOOD, **changed}.items() if text}
    return replace(submission_of(FRAMEWORK, scores), announced=figures)


@pytest.mark.parametrize(
    ("changed", "weak", "unknown"),
    [
        ({"i1": "80"}, {"1"}, set()),
        ({"i1": "80", "e1 public": "70", "o27": "0"}, {"1", "6", "10"}, set()),
        ({"i3": ""}, set(), {"1"}),
        ({"i3": "", "e5 survey": ""}, set(), {"1", "7"}),
        ({"i3": "", "i1": "80"}, {"1"}, set()),
        ({leaf.subject: "80" for leaf in FRAMEWORK.answers}, {node.code for node in INDICATORS}, set()),
        (dict.fromkeys(GOOD, ""), set(), {node.code for node in INDICATORS}),
    ],
    ids=["one", "each instrument", "unknown", "two unknown", "unknown but weak", "all weak", "nothing known"],
)
def test_each_indicator_is_weak_kept_or_unknown_and_no_two_of_them(
    changed: dict[str, str], weak: set[str], unknown: set[str]
) -> None:
    found = judged(contents_of(submission(changed), FRAMEWORK))
    kept = {node.code for node in INDICATORS} - weak - unknown
    assert found == {**found, "weak": weak, "unknown": unknown, "kept": kept, "strong": kept}
    assert not found["but weak"] - weak


@pytest.mark.parametrize("remedy", [Remedy.URGENT, Remedy.DEVELOP])
@pytest.mark.parametrize(("subject", "code"), [("i10", "4"), ("e4 survey", "7"), ("o27", "10"), ("3", "3")])
def test_a_weak_point_of_the_officer_is_no_strength(subject: str, code: str, remedy: Remedy) -> None:
    texts = replace(load_text_drafts(), remedies=(RemedyOverride(subject, remedy),))
    found = judged(contents_of(submission({}), FRAMEWORK, texts=texts))
    assert found["weak"] == found["but weak"] == {code}
    assert code not in found["strong"] | found["kept"]


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({}, "ไม่มีประเด็นในระดับนี้"),
        ({"i3": ""}, "ข้อที่มีคะแนนแล้วไม่มีประเด็นในระดับนี้"),
        (dict.fromkeys(GOOD, ""), "ยังไม่มีคะแนน จึงยังสรุปไม่ได้ว่ามีประเด็นในระดับนี้หรือไม่"),
    ],
)
def test_no_points_are_told_as_far_as_they_are_known(changed: dict[str, str], words: str) -> None:
    contents = contents_of(submission(changed), FRAMEWORK)
    assert section(contents, "4.") == [words]


def test_nothing_follows_for_an_indicator_without_a_score() -> None:
    contents = contents_of(submission({"i3": ""}), FRAMEWORK)
    plan = "\n".join(section(contents, "7."))
    assert plan.count("จึงยังสรุปไม่ได้ว่าต้องแก้ไข พัฒนา หรือรักษาระดับ") == 1
    assert plan.count("จึงรักษาระดับไว้") == len(INDICATORS) - 1


# 27 of the 28 items are known: no missing item makes these figures right.
IMPOSSIBLE = {"9": "41", "OIT": "21", OVERALL: "51"}


@pytest.mark.parametrize("source", FigureSource)
@pytest.mark.parametrize("subject", IMPOSSIBLE)
def test_an_impossible_announced_figure_is_marked_and_not_printed(subject: str, source: FigureSource) -> None:
    figures = {subject: IMPOSSIBLE[subject], "weighted OIT": "39.60"}
    contents = contents_of(submission({"o1": ""}, figures), FRAMEWORK, settings=ReportSettings(figures=source))
    assert contents.figures.score(subject) is None
    assert contents.figures.as_results.by_subject[subject].value is None
    assert subject != "OIT" or contents.figures.weighted("OIT") is None
    text = "\n".join(texts_of(agency_report(contents).blocks))
    assert f"มีค่าที่ประกาศ {IMPOSSIBLE[subject]}.00 คะแนน ซึ่งเป็นไปไม่ได้" in text
    assert text.count(f"{IMPOSSIBLE[subject]}.00") == text.count(f"ค่าที่ประกาศ {IMPOSSIBLE[subject]}.00")
    assert "–[*]" in text


def test_an_impossible_figure_is_no_strength_and_a_possible_one_is_printed() -> None:
    missing = {"o1": "", "o2": "0", "o3": "0"}
    impossible = judged(contents_of(submission(missing, {"9": "99"}), FRAMEWORK))
    assert "9" not in impossible["strong"] | impossible["but weak"]
    possible = contents_of(submission({"o1": ""}, {"9": "95.25"}), FRAMEWORK)
    assert str(possible.figures.score("9")) == "95.25"


def test_an_impossible_figure_of_the_year_before_is_not_printed() -> None:
    last = tuple(Answer(subject, Fraction(95)) for subject in GOOD if subject != "i1")
    form = replace(submission({}), previous=last, announced_previous=(Answer("1", Fraction(20)),))
    contents = contents_of(form, FRAMEWORK)
    assert contents.figures.before("1") is None
    assert "ปี 2567 ตัวชี้วัดที่ 1 มีค่าที่ประกาศ 20.00 คะแนน ซึ่งเป็นไปไม่ได้" in "\n".join(texts_of(agency_report(contents).blocks))


@pytest.mark.parametrize(
    ("word", "is_beside"), [("ผ่าน", True), ("ผ่านดีเยี่ยม", False), (" ผ่านดีเยี่ยม ", False), ("A", True), ("", False)]
)
def test_another_announced_level_stands_beside_the_printed_one(word: str, is_beside: bool) -> None:
    form = replace(submission({}), announced_words=(Answer("level", None, word),) if word else ())
    contents = contents_of(form, FRAMEWORK)
    contents = replace(contents, results=replace(contents.results, announced_level=word))
    text = "\n".join(texts_of(agency_report(contents).blocks))
    assert text.count("อยู่ในระดับผ่านดีเยี่ยม") == 2
    assert text.count(f"อยู่ในระดับผ่านดีเยี่ยม (ระดับที่ประกาศคือ {word.strip()})") == (2 if is_beside else 0)


def test_an_announced_level_stands_beside_its_blank() -> None:
    contents = contents_of(submission({"i1": ""}), FRAMEWORK)
    contents = replace(contents, results=replace(contents.results, announced_level="ผ่านดี"))
    text = "\n".join(texts_of(agency_report(contents).blocks))
    assert "อยู่ในระดับ_ระดับผลการประเมิน_ (ระดับที่ประกาศคือ ผ่านดี)" in text


INVALID = make_finding(Code.SCORE_OUT_OF_RANGE, sheet="OIT", cell="C36", value="500", subject="o27")
WARNING = make_finding(Code.FILE_SKIPPED, file="ก.xlsx", name="ก")


@pytest.mark.parametrize(
    ("findings", "notes"),
    [
        ((), []),
        ((WARNING,), []),
        ((INVALID,), ["ต้องแก้ไข 1 รายการ", "ต้องแก้ไข: แผ่น OIT ช่อง C36 "]),
        (
            (INVALID, replace(INVALID, sheet="IIT", cell="C4")),
            ["ต้องแก้ไข 2 รายการ", "ต้องแก้ไข: แผ่น OIT ช่อง C36 และแผ่น IIT ช่อง C4 "],
        ),
    ],
)
def test_a_form_to_be_corrected_is_told_in_the_notes(findings: tuple[Finding, ...], notes: list[str]) -> None:
    contents = replace(contents_of(submission({}), FRAMEWORK), form_findings=findings)
    lines = [line for line in section(contents, "หมายเหตุ") if "ต้องแก้ไข" in line]
    assert len(lines) == len(notes)
    assert all(note in line for note, line in zip(notes, lines, strict=True))


def test_a_score_has_one_form_in_a_report() -> None:
    full = contents_of(submission(dict.fromkeys(GOOD, "100")), FRAMEWORK)
    lines = [
        line for block in (full, contents_of(submission({"i1": "100"}), FRAMEWORK)) for line in section(block, "3.3")
    ]
    assert any("100 คะแนน" in line for line in lines)
    assert not any("100.00 คะแนน" in line for line in lines)


@pytest.mark.parametrize("changed", [{}, {"o1": ""}, {"i3": "", "e5 survey": ""}, dict.fromkeys(GOOD, "")])
def test_the_word_for_furthermore_stands_once_in_a_sentence_and_no_space_twice(changed: dict[str, str]) -> None:
    contents = contents_of(submission(changed), FRAMEWORK)
    for line in texts_of(agency_report(contents).blocks):
        assert line.count("ทั้งนี้ ") < 2
        assert "  " not in line.strip()


def test_equal_indicators_are_not_ranked() -> None:
    text = "\n".join(section(contents_of(submission({}), FRAMEWORK), "2."))
    assert "รองลงมา" not in text
    assert "เรียงจากมากไปน้อย" not in text
    lower = "\n".join(section(contents_of(submission({"i1": "94"}), FRAMEWORK), "2."))
    assert lower.count("รองลงมา") == 1
