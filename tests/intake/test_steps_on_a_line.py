"""Check that numbered steps on one line of a cell are divided where their numbers rise, and told where they do not."""

from __future__ import annotations

from pathlib import Path

import pytest

from ita_xlsx.intake.plans.step_lines import steps_of
from ita_xlsx.intake.plans.steps_on_a_line import crowded_lines
from tests.support.plans import plan_of, texts, told

DIVIDED = {
    "thai digits": ("๑. จัดทำแนวทาง ๒. ประชาสัมพันธ์ ๓. แต่งตั้ง", ["จัดทำแนวทาง", "ประชาสัมพันธ์", "แต่งตั้ง"]),
    "signs as printed": ("๑) ก ๒. ข ๓. ค", ["ก", "ข", "ค"]),
    "in brackets": ("(1) ก (2) ข", ["ก", "ข"]),
    "without a space after": ("1.ก 2.ข 3.ค", ["ก", "ข", "ค"]),
    "with a word": ("ขั้นตอนที่ 1. ก ขั้นตอนที่ 2. ข", ["ก", "ข"]),
    "after an opening": ("ดังนี้ 1. ก 2. ข", ["ดังนี้\nก", "ข"]),
    "some on lines": ("1. ก\n2. ข 3. ค\n4. ง", ["ก", "ข", "ค", "ง"]),
    "a year before": ("๑. แผนปี ๒๕๖๖ ๒. เผยแพร่", ["แผนปี ๒๕๖๖", "เผยแพร่"]),
}
ONE_STEP = {
    "a count": "1. ประชุมครั้งที่ 2. ต่อ",
    "an amount": "1. จัดอบรม 2. ครั้ง",
    "a reference": "1. ทำตามข้อ 2. ของระเบียบ",
    "an hour": "1. ประชุม 9.30 น.",
    "no number": "ก ข",
    "parts of a number": "1.1 ก 1.2 ข",
    "a number in the text": "1. ก,1.ข",
    "a code in the text": "1. ก 2.ข",
    "other digits in the text": "1. ก ๒. ข",
}
UNCLEAR = {
    "parts of a step": "1. ประชุม ดังนี้ 1) ก 2) ข",
    "a gap": "1. ก 3. ข",
    "not from one": "4. ก 5. ข",
}


@pytest.mark.parametrize(("text", "steps"), DIVIDED.values(), ids=DIVIDED)
def test_steps_whose_numbers_rise_are_divided(text: str, steps: list[str]) -> None:
    lines = tuple(text.splitlines())
    assert [step for _, step in steps_of(lines)] == steps
    assert [number for number, _ in steps_of(lines)] == [*range(1, len(steps) + 1)]
    assert crowded_lines(lines) == ()


@pytest.mark.parametrize("text", ONE_STEP.values(), ids=ONE_STEP)
def test_other_numbers_divide_nothing(text: str) -> None:
    assert len(steps_of((text,))) == 1
    assert crowded_lines((text,)) == ()


@pytest.mark.parametrize("text", UNCLEAR.values(), ids=UNCLEAR)
def test_numbers_that_do_not_rise_are_told(text: str, tmp_path: Path) -> None:
    plan, findings = plan_of(tmp_path / "plan.csv", [["ตัวชี้วัด", "มาตรการ", "ขั้นตอน"], ["6", "ก", text]])
    assert [len(texts(item)) for item in plan.measures] == [1]
    assert [code for code, *_ in told(findings)] == ["B122"]


def test_a_line_below_with_the_same_number_keeps_the_step_whole() -> None:
    assert [number for number, _ in steps_of(("1. ก 2. ข", "2. ค"))] == [1, 2]
