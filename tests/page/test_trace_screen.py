"""The page leads from a figure to its cell, and its tables are those of the command."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ita_xlsx.page.round_results import EXPORT
from tests.support.page_calls import command
from tests.support.page_round import ISSUED, RETURNED, ROUND, ask, make_small_round
from tests.support.tracked_steps import FRAMEWORK


@pytest.fixture(autouse=True)
def _come_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page works in its own folder."""
    monkeypatch.chdir(tmp_path)


def test_a_figure_leads_to_its_file_and_cell(tmp_path: Path) -> None:
    codes = make_small_round(tmp_path)
    answer = ask(tmp_path, "round_trace", folder=str(ROUND), subject="i1", agency=codes[4])
    text = json.dumps(answer, ensure_ascii=False)
    assert (RETURNED / f"{codes[4]}.xlsx").name in text
    assert "61.50" in text
    assert "IIT!" in text


def test_without_an_agency_it_is_the_average_of_the_province(tmp_path: Path) -> None:
    codes = make_small_round(tmp_path)
    html = ask(tmp_path, "round_trace", folder=str(ROUND))["html"]
    assert html.count('<tr><th scope="row"><span class="soft">') >= 2
    assert codes[4] in html


def test_the_tables_of_the_page_are_those_of_the_command(tmp_path: Path) -> None:
    make_small_round(tmp_path)
    ask(tmp_path, "save_export", folder=str(ROUND), issued=ISSUED.isoformat())
    assert command(tmp_path / ROUND, "consolidate", "-q", "-o", "x.xlsx", "--export", "byhand", "--issued", ISSUED) in (
        0,
        1,
    )
    names = ("arrivals", "decisions", "corrections", "contacts", "scores")
    for name in names:
        page, by_hand = ((tmp_path / ROUND / folder / f"{name}.csv").read_bytes() for folder in (EXPORT, "byhand"))
        assert page.replace(b"round/returned", b"returned") == by_hand, name
    assert len(FRAMEWORK.answers) < len((tmp_path / ROUND / EXPORT / "trace.csv").read_bytes().splitlines())
