"""Check that bare numbers under a header of indicators are indicators, and are nothing without such a header."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.program import printed


@pytest.mark.parametrize(
    ("header", "first", "announced", "unclear"),
    [
        ("ตัวชี้วัดที่", "1", 10, 0),
        ("ตัวชี้วัดที่", "๑", 10, 0),
        ("เลขตัวชี้วัด", "1", 10, 0),
        ("ข้อ", "1", 0, 10),
    ],
)
def test_a_bare_number_is_what_its_header_says(
    header: str, first: str, announced: int, unclear: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    numbers = [first, *map(str, range(2, 11))]
    lines = [f"{header},คะแนนที่ประกาศ", *(f"{number},9{place}.25" for place, number in enumerate(numbers))]
    (tmp_path / "table.csv").write_text("\n".join(lines), encoding="utf-8")
    where = ("--agency", "ก", "--framework", "2565", "-o", tmp_path / "filled.xlsx", "--format", "json")
    _, output = printed(capsys, "import", tmp_path / "table.csv", *where)
    assert (output["results"] or {"understood": {"given": 0}})["understood"]["given"] == announced
    assert sum(item["code"] == "X810" for item in output["findings"]) == unclear
