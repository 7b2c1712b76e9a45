"""Two files are the same form only if everything that they say is the same."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from ita_xlsx.catalogue import load_framework
from ita_xlsx.cycle.receive import Returned, score_and_check
from ita_xlsx.cycle.summarize import summarize_return
from ita_xlsx.model.agency import Agency
from ita_xlsx.model.layout.grid import Place
from ita_xlsx.model.submission import Answer, Evidence, StepReport, Submission
from tests.support.forms import NOWHERE

FRAMEWORK = load_framework(2568)
FORM = Submission(
    agency=Agency("P01", "หน่วยงานหนึ่ง"),
    file="a.xlsx",
    info=(("reporter", "สมชาย"),),
    answers=(Answer("i1", Fraction(90), place=Place("IIT", 3, 2)), Answer("i2", declared="ไม่มีภารกิจ")),
    evidence=(Evidence("o1", "https://a.go.th/1", ""),),
    steps=(StepReport(id="m1.1", step="จัดทำคู่มือ", status="แล้วเสร็จ"),),
)


def content(form: Submission) -> str:
    context = NOWHERE
    returned: Returned = score_and_check(form, FRAMEWORK, (), context, "0" * 64)
    return summarize_return(returned, context, None).content


@pytest.mark.parametrize(
    "change",
    [
        {"agency": Agency("P01", "หน่วยงานสอง")},
        {"info": (("reporter", "สมหญิง"),)},
        {"answers": (FORM.answers[0]._replace(value=Fraction(91)), FORM.answers[1])},
        {"answers": (FORM.answers[0], Answer("i2", declared="ไม่ประเมิน"))},
        {"answers": (FORM.answers[0], Answer("i2", raw="ไม่ทราบ"))},
        {"previous": (Answer("i1", Fraction(80)),)},
        {"announced": (Answer("overall", Fraction(80)),)},
        {"announced_second": (Answer("overall", Fraction(80)),)},
        {"announced_words": (Answer("level", raw="ผ่าน"),)},
        {"notes": (("overall", "ปัดเศษ"),)},
        {"evidence": (FORM.evidence[0]._replace(url="https://a.go.th/2"),)},
        {"evidence": (FORM.evidence[0]._replace(note="เล่ม 2"),)},
        {"steps": (replace(FORM.steps[0], status="ยังไม่ดำเนินการ"),)},
        {"steps": (replace(FORM.steps[0], note="รอ"),)},
        {"steps": ()},
    ],
)
def test_what_a_form_says_otherwise_makes_another_content(change: dict[str, Any]) -> None:
    assert content(replace(FORM, **change)) != content(FORM)


@pytest.mark.parametrize(
    "change",
    [
        lambda form: replace(form, file="b.xlsx"),
        lambda form: replace(form, answers=(form.answers[0]._replace(place=Place("IIT", 9, 2)), form.answers[1])),
    ],
)
def test_another_file_or_a_moved_row_says_the_same(change: Callable[[Submission], Submission]) -> None:
    assert content(change(FORM)) == content(FORM)


def test_an_answer_of_this_year_is_none_of_last_year() -> None:
    moved = replace(FORM, answers=FORM.answers[:1], previous=FORM.answers[1:])
    assert content(moved) != content(FORM)


@pytest.mark.parametrize("second", [Fraction(18999, 200), Fraction(0), None])
def test_the_content_of_numbers_is_written_as_that_of_any_answers(second: Fraction | None) -> None:
    answers = (Answer("i1", Fraction(90)), Answer("100% %s", second, raw="-"))
    end = ("", "", "")
    corrected: list[str] = []
    rest = ("P01", "หน่วยงานหนึ่ง", "", FORM.info, FORM.notes, corrected)
    written = (("i1", "", "90"), ("100% %s", "", "-" if second is None else str(second)))
    evidence = [("o1", "https://a.go.th/1", "", "")]
    expected = repr((rest, *written, end, end, end, end, end, end, *evidence))
    form = replace(FORM, answers=answers, steps=())
    assert content(form) == hashlib.sha256(expected.encode()).hexdigest()
