"""Check that formula and engine decide the same level, most of all close to a limit."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import xlsxwriter

from ita_xlsx.catalogue import load_framework
from ita_xlsx.diagnosis.announced_words import _possible_levels
from ita_xlsx.model.framework import Framework, Level
from ita_xlsx.model.layout.grid import a1
from ita_xlsx.model.limits import Limit
from ita_xlsx.model.results import LevelResult, two_decimals
from ita_xlsx.model.text import words
from ita_xlsx.output.formulas import province
from ita_xlsx.output.formulas.level import best_level
from ita_xlsx.output.formulas.live import quote, rounded
from ita_xlsx.scoring import level_for
from tests.libreoffice.office import Office

CASES = 300
# Four decimals, two more than a limit may have: what the catalogue refuses today, an older definition may hold.
_FINEST = 10_000
Scores = list[Fraction | None]


def any_framework(chance: random.Random) -> Framework:
    """A framework of three instruments with one to six levels, whose limits have up to four decimals."""
    levels = []
    for number in range(chance.randint(1, 5)):
        overall, each = (Limit(Fraction(chance.randint(1, 100 * _FINEST), _FINEST)) for _ in range(2))
        levels.append(Level(f'ระดับ "{number}"', overall, chance.choice((each, None))))
    levels.sort(key=lambda level: level.overall, reverse=True)
    return replace(load_framework(2568), levels=(*levels, Level("ต่ำสุด", Limit(Fraction(0)))))


def close_to(limit: Fraction, chance: random.Random) -> Fraction:
    """A score within 0.01 of a limit, often exactly between two hundredths."""
    tie = Fraction(two_decimals(limit)) + chance.choice((-1, 1)) * Fraction(1, 200)
    score = chance.choice((tie, limit + Fraction(chance.randint(-100, 100), _FINEST)))
    return min(max(score, Fraction(0)), Fraction(100))


def any_scores(framework: Framework, chance: random.Random, *, close: bool) -> Scores:
    """The overall score and those of the instruments; a few are missing."""
    level = chance.choice(framework.levels)
    limits = [level.overall, *[level.overall if level.each_instrument is None else level.each_instrument] * 3]
    if close:
        scores: Scores = [close_to(limit, chance) for limit in limits]
    else:
        scores = [Fraction(chance.randint(0, 70_000), 700) for _ in limits]
    if chance.random() < 0.05:
        scores[chance.randrange(4)] = None
    return scores


def cases() -> Iterator[tuple[Framework, Scores]]:
    chance = random.Random(5)
    for number in range(CASES):
        framework = any_framework(chance)
        yield framework, any_scores(framework, chance, close=number % 2 == 0)


def engine_level(framework: Framework, scores: Scores) -> LevelResult:
    return level_for(framework, scores[0], scores[1:])


def write_cases(path: Path) -> None:
    """Write a row for each case: exact scores, rounded scores as both kinds of sheets round them, and the level."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("L")
        for row, (framework, scores) in enumerate(cases()):
            for col, score in enumerate(scores):
                if score is None:
                    sheet.write(row, col, words.INCOMPLETE)
                else:
                    sheet.write_number(row, col, score.numerator / score.denominator)
                exact = a1(row, col)
                formula = f"=IF(ISNUMBER({exact}),{rounded(exact)},{exact})"
                if row % 3 == 0:
                    formula = province.fetch_rounded(f"{a1(0, col)}:{a1(CASES, col)}", str(row + 1), None).formula
                sheet.write_formula(row, col + 4, formula)
            overall, *instruments = (a1(row, col) for col in range(4, 8))
            formula = f"={best_level(framework, overall, ','.join(instruments), quote(words.INCOMPLETE))}"
            if row % 3 == 0:
                formula = province.level(framework, overall, f"{instruments[0]}:{instruments[-1]}", "").formula
            sheet.write_formula(row, 8, formula)


def test_the_level_of_the_engine_is_the_level_that_libreoffice_computes(office: Office, tmp_path: Path) -> None:
    write_cases(tmp_path / "levels.xlsx")
    computed = office.values(tmp_path / "levels.xlsx", [("L", a1(row, 8)) for row in range(CASES)])
    expected = [engine_level(*case).name or words.INCOMPLETE for case in cases()]
    assert [*zip(computed, cases(), strict=True)] == [*zip(expected, cases(), strict=True)]


def test_a_limit_is_crossed_by_many_cases() -> None:
    """The cases above are worth something only if rounding decides many of them."""

    def unrounded(framework: Framework, scores: Scores) -> str:
        overall, *instruments = (score or Fraction(0) for score in scores)
        return next(
            level.name
            for level in framework.levels
            if overall >= level.overall and min(instruments) >= (level.each_instrument or 0)
        )

    complete = [case for case in cases() if None not in case[1]]
    assert sum(unrounded(*case) != engine_level(*case).name for case in complete) >= 15


def test_the_only_level_possible_for_exact_scores_is_the_level_of_the_engine() -> None:
    """The check of announced words asks which levels are possible; with all scores known it is the same rule."""
    for framework, scores in cases():
        overall, *instruments = (None if score is None else two_decimals(score) for score in scores)
        if overall is None or None in instruments:
            continue
        sets = [{score} for score in instruments if score is not None]
        assert [*_possible_levels(framework, overall, [*sets])] == [engine_level(framework, scores).name]
