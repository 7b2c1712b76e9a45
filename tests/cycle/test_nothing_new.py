"""Check that a round with nothing new gets the workbook that was made, and any other one gets a new one."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ita_xlsx.output.province import write_consolidated
from tests.cycle.test_earlier_rounds import NAMES, desk_of, form
from tests.support.program import run

ISSUED = "2026-01-01"


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """The workbooks that were made and not taken."""
    workbooks: list[bytes] = []

    def counted(*parts: Any) -> bytes:
        workbooks.append(write_consolidated(*parts))
        return workbooks[-1]

    monkeypatch.setattr("ita_xlsx.output.province.write_consolidated", counted)
    return workbooks


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    desk_of(tmp_path, 2568, NAMES)
    (tmp_path / "returned").mkdir()
    for number, name in enumerate(NAMES[:2], 1):
        form(tmp_path / "returned" / f"{number}.xlsx", f"P{number:02d}", name, number)
    return tmp_path


def consolidated(*more: object) -> bytes:
    """The bytes of the workbook of the round, which was deleted before."""
    target = Path("c.xlsx")
    target.unlink(missing_ok=True)
    arguments = ("returned", "--round", "round.toml", "-o", target, "-q")
    assert run("consolidate", *arguments, *(() if "--issued" in more else ("--issued", ISSUED)), *more) in (0, 1)
    return target.read_bytes()


def test_with_nothing_new_the_workbook_is_made_once(desk: Path, made: list[bytes]) -> None:
    first = consolidated()
    assert [consolidated() for _ in range(2)] == [first] * 2
    assert made == [first]
    assert consolidated("--no-cache") == first
    assert len(made) == 2


@pytest.mark.parametrize(
    "change",
    [
        lambda desk: form(desk / "returned" / "3.xlsx", "P03", NAMES[2], 3),
        lambda desk: form(desk / "returned" / "1.xlsx", "P01", NAMES[0], 4),
        lambda desk: (desk / "returned" / "2.xlsx").unlink(),
        lambda desk: shutil.move(desk / "returned" / "2.xlsx", desk / "returned" / "late.xlsx"),
        lambda desk: (desk / "returned" / "broken.xlsx").write_bytes(b"PK"),
        lambda desk: (desk / "roster.csv").write_bytes((desk / "roster.csv").read_bytes() + b"P99,\xe0\xb8\x81,,\n"),
        lambda desk: (desk / "round.toml").write_text(
            (desk / "round.toml").read_text(encoding="utf-8") + "threshold = 70\n", encoding="utf-8"
        ),
    ],
    ids=["one more", "other scores", "one less", "renamed", "broken", "roster", "threshold"],
)
def test_whatever_is_new_makes_a_new_workbook(desk: Path, made: list[bytes], change: Callable[[Path], Any]) -> None:
    first = consolidated()
    change(desk)
    second = consolidated()
    assert made == [first, second]
    assert consolidated("--no-cache") == second


@pytest.mark.parametrize("option", [("--issued", "2026-01-02"), ("--digits", "thai")])
def test_another_edition_is_another_workbook(desk: Path, made: list[bytes], option: tuple[str, ...]) -> None:
    first, other = consolidated(), consolidated(*option)
    assert first != other
    assert consolidated() == first
    assert len(made) == 2
