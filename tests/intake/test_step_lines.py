"""Check that no step of a plan's cell is swallowed by the step above it."""

from __future__ import annotations

import pytest

from ita_xlsx.intake.plans.step_lines import lines_of, steps_of, unclear_lines


@pytest.mark.parametrize(
    ("cell", "steps", "unclear"),
    [
        ("1. ก\n2. ข\n3 ค\n๔ ง", [(1, "ก"), (2, "ข"), (3, "ค"), (4, "ง")], []),
        ("1. ก\n2 ข\n3. ค", [(1, "ก"), (2, "ข"), (3, "ค")], []),
        ("1 ก\n2 ข\n3 ค", [(1, "ก"), (2, "ข"), (3, "ค")], []),
        ("๑) ก\n๒ - ข\n๓: ค", [(1, "ก"), (2, "ข"), (3, "ค")], []),
        ("1. ก\nข้อ 2 ข\nขั้นที่ 3 ค", [(1, "ก"), (2, "ข"), (3, "ค")], []),
        ("1. ก\n2. อบรมอย่างน้อย\n3 ครั้ง", [(1, "ก"), (2, "อบรมอย่างน้อย\n3 ครั้ง")], ["3 ครั้ง"]),
        ("1. ก\n2. ภายใน\n3 มีนาคม 2568", [(1, "ก"), (2, "ภายใน\n3 มีนาคม 2568")], ["3 มีนาคม 2568"]),
        ("1. ก\n2. ภายใน\n30 กันยายน 2568", [(1, "ก"), (2, "ภายใน\n30 กันยายน 2568")], []),
        ("1. ก\nต่อ\n2. ข", [(1, "ก\nต่อ"), (2, "ข")], []),
        ("3 ครั้งต่อปี\nรายงาน", [(0, "3 ครั้งต่อปี"), (0, "รายงาน")], []),
        ("1 ปีละครั้ง\nรายงาน", [(0, "1 ปีละครั้ง"), (0, "รายงาน")], []),
        ("- ก\n- ข", [(0, "ก"), (0, "ข")], []),
        ("1.1 ก\n1.2 ข", [(0, "1.1 ก"), (0, "1.2 ข")], []),
    ],
)
def test_steps_of_a_cell(cell: str, steps: list[tuple[int, str]], unclear: list[str]) -> None:
    lines = lines_of(cell)
    assert list(steps_of(lines)) == steps
    assert list(unclear_lines(lines)) == unclear
