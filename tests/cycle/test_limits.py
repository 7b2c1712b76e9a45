"""Check that every place where a person writes a limit takes the same numbers and refuses the same texts."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import TypeAlias

import click
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_xlsx.cli.options import read_limit
from ita_xlsx.cycle.files import Target
from ita_xlsx.cycle.frameworks import check_definition, export_definition
from ita_xlsx.errors import InputError
from ita_xlsx.intake.round_file import read_round
from ita_xlsx.model.findings import message_and_fix
from ita_xlsx.model.limits import parse_limit
from tests.conftest import EDITION
from tests.support.cells import Place
from tests.support.cells import definition_cell as at

# The cells of a definition that hold a limit. The values around them leave room for a limit of 94.99.
CELLS: dict[str, Place] = {
    "pass mark": at("settings", "pass_mark", "value"),
    "overall of a level": at("levels", 1, "overall"),
    "each instrument of a level": at("levels", 1, "each_instrument"),
    **{f"rule {row}": at("rules", row, "limit") for row in (3, 4, 5)},
}
GOOD = ("94.99", "100", "94.9", "94.990")
BAD = ("94.994", "100.01", "101", "-1", "1/3", "1.5/2", "1/0", "1e1", "1e999999999", "nan", "เก้าสิบ")
# Return True if the text is taken as a limit.
Reader: TypeAlias = Callable[[str, Path], bool]


def by_option(text: str, folder: Path) -> bool:
    try:
        return read_limit(click.Context(click.Command("analyze")), click.Option(["--threshold"]), text) is not None
    except click.BadParameter:
        return False


def by_round(line: str) -> Reader:
    def read(text: str, folder: Path) -> bool:
        path = folder / "round.toml"
        path.write_text(line.format(text=text), encoding="utf-8")
        try:
            return bool(read_round(path))
        except InputError as error:
            return error.code != "R607"

    return read


READERS: dict[str, Reader] = {
    "--threshold": by_option,
    "threshold of round.toml": by_round('threshold = "{text}"'),
    "rule of round.toml": by_round('[rules.fell]\nlimit = "{text}"'),
    "parse_limit": lambda text, folder: accepts(text),
}


def accepts(text: str) -> bool:
    try:
        return parse_limit(text) == Fraction(text)
    except ValueError:
        return False


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize(("text", "good"), [*((text, True) for text in GOOD), *((text, False) for text in BAD)])
def test_a_limit_is_read_by_one_rule(reader: str, text: str, good: bool, tmp_path: Path) -> None:
    assert READERS[reader](text, tmp_path) is good


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("definition") / "2568.xlsx"
    export_definition("2568", Target(path=path), EDITION)
    return path


@pytest.mark.parametrize("texts", [GOOD[:1], BAD])
def test_the_cells_of_a_definition_take_a_limit_by_the_same_rule(
    texts: tuple[str, ...], exported: Path, tmp_path: Path
) -> None:
    """Each cell gets another text, until every cell has had two or more of them."""
    for first in range(0, len(texts), 4):
        book = openpyxl.load_workbook(exported)
        expected = set()
        for number, place in enumerate(CELLS.values(), first):
            text = texts[number % len(texts)]
            place.of(book).value = text
            if not accepts(text):
                expected.add(("D519", str(place), text))
        book.save(tmp_path / "spoiled.xlsx")
        findings = check_definition(str(tmp_path / "spoiled.xlsx")).findings
        assert {(finding.code, finding.place, finding.value) for finding in findings} == expected


def test_a_refused_limit_is_explained_in_both_languages(exported: Path, tmp_path: Path) -> None:
    book, place = openpyxl.load_workbook(exported), CELLS["overall of a level"]
    place.of(book).value = 94.994
    book.save(tmp_path / "spoiled.xlsx")
    (finding,) = check_definition(str(tmp_path / "spoiled.xlsx")).findings
    assert (finding.code, finding.place) == ("D519", str(place))
    assert "ทศนิยมไม่เกินสองตำแหน่ง" in message_and_fix(finding, "th")[0]
    assert "«94.994»" in message_and_fix(finding, "en")[0]


@given(st.decimals(-10, 110, places=3))
def test_a_limit_is_a_score_of_two_decimals(value: object) -> None:
    number = Fraction(str(value))
    assert accepts(str(value)) is (0 <= number <= 100 and (number * 100).denominator == 1)
