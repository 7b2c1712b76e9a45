"""Check that the examples of docs/python.md give what the page shows."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import pytest

import ita_xlsx
from ita_xlsx.catalogue import load_framework
from tests.conftest import full_scores, published, submission_of, write_form
from tests.support.paths import ROOT

PAGE = (ROOT / "docs" / "python.md").read_text(encoding="utf-8")


def test_the_examples_give_what_the_page_shows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    framework = load_framework(2568)
    write_form(tmp_path / "returned.xlsx", framework, published("samut-prakan-2568").submission)
    (tmp_path / "returned").mkdir()
    write_form(tmp_path / "returned" / "P07.xlsx", framework, submission_of(framework, full_scores(framework)))
    roster = "code,name,province\nP07,สำนักงานทดสอบจังหวัดสมมุติ,สมมุติ\nP08,สำนักงานที่สองจังหวัดสมมุติ,สมมุติ\n"
    (tmp_path / "roster.csv").write_text(roster, encoding="utf-8")
    examples = doctest.DocTestParser().get_doctest(PAGE, {}, "python.md", "python.md", 0)
    assert len(examples.examples) == len(re.findall("^>>>", PAGE, re.MULTILINE))
    failures: list[str] = []
    doctest.DocTestRunner(verbose=False).run(examples, out=failures.append)
    assert failures == []
    made = {path.relative_to(tmp_path).parts[0] for path in tmp_path.iterdir()}
    assert {"analysis.xlsx", "province.xlsx", "tables"} <= made


def test_the_page_names_everything_public() -> None:
    rows = [line for line in PAGE.splitlines() if line.startswith("| `")]
    named = {name for row in rows for name in re.findall(r"`(\w+)", row.split("|")[1])}
    assert named == set(ita_xlsx.__all__)
