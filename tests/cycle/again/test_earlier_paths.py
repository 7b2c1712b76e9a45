"""Hold what a round is compared with by itself: what its settings name, and the database of past years."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from ita_xlsx.catalogue import load_framework
from ita_xlsx.cycle.again.earlier_paths import earlier_of_round
from ita_xlsx.cycle.files import Target
from ita_xlsx.cycle.importing.past_year import add_past_year
from ita_xlsx.cycle.importing.read_table import ReadTable
from ita_xlsx.cycle.settings.load_context import load_context


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ((), ["inbox"]),
        (("returned/a.xlsx",), ["returned"]),
        (("returned/a.xlsx", "consolidated.xlsx"), ["consolidated.xlsx"]),
        (("consolidated.xlsx", "out/consolidated.xlsx"), ["out/consolidated.xlsx"]),
        (("out/consolidated.xlsx", "export/ita.sqlite"), ["export/ita.sqlite"]),
    ],
)
def test_of_an_earlier_round_its_best_source_is_read(
    tmp_path: Path, files: tuple[str, ...], expected: list[str]
) -> None:
    before = tmp_path / "2567"
    for name in ("round.toml", *files):
        (before / name).parent.mkdir(parents=True, exist_ok=True)
        (before / name).write_bytes(b"")
    context = load_context(framework="2568")
    context = replace(context, round=replace(context.round, previous=(str(before), "forms.zip")))
    paths = earlier_of_round(context, load_framework(2568), tmp_path)
    assert paths == (*(str(before / name) for name in expected), "forms.zip")


@pytest.mark.parametrize(("year", "is_used"), [(2567, True), (2568, False)])
def test_the_database_in_the_folder_is_used_if_it_holds_an_earlier_year(
    tmp_path: Path, year: int, is_used: bool
) -> None:
    context = load_context(framework=str(year))
    table = ReadTable(file="t.csv", framework=load_framework(year), rows=(), findings=())
    add_past_year(table, context, Target(path=tmp_path / "tables"))
    paths = earlier_of_round(load_context(framework="2568"), load_framework(2568), tmp_path)
    assert paths == ((str(tmp_path / "tables"),) if is_used else ())


def test_a_file_that_is_no_database_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "tables").mkdir()
    (tmp_path / "tables" / "ita.sqlite").write_bytes(b"no database")
    assert earlier_of_round(load_context(framework="2568"), load_framework(2568), tmp_path) == ()
