"""Make the invented tables of all agencies of the demo: of this year with planted misprints, and of last year.

Writes a roster, the settings of a round, and two workbooks into one folder.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from ita_xlsx.catalogue import load_examples, load_framework
from ita_xlsx.cycle.context import ROUND_FILE
from ita_xlsx.cycle.demo.simulate import SIMULATED
from ita_xlsx.cycle.files import Target
from ita_xlsx.cycle.new_round import ROSTER_FILE, roster_text, settings_text
from ita_xlsx.model.agency import Agency
from ita_xlsx.model.edition import Edition
from ita_xlsx.model.framework import OVERALL, Framework
from ita_xlsx.model.results import two_decimals
from ita_xlsx.output.printed_table import (
    PrintedCell,
    PrintedColumn,
    PrintedTable,
    name_column,
    text_column,
    write_printed_table,
)
from ita_xlsx.scoring import level_for, node_scores

PROVINCE = "สมมุติ"
_SEED = "ita table"
# Kind, how many, and the mean score.
_KINDS = (
    ("องค์การบริหารส่วนจังหวัด", 1, 92), ("เทศบาลเมือง", 3, 91), ("เทศบาลตำบล", 14, 89), ("องค์การบริหารส่วนตำบล", 22, 87),
)  # fmt: skip
_DISTRICTS = ("เมืองสมมุติ", "สมมุติเหนือ")
_TITLE = "ผลการประเมิน ITA ขององค์กรปกครองส่วนท้องถิ่น จังหวัด" + PROVINCE + " ปีงบประมาณ พ.ศ. {year} " + SIMULATED
_NOTE = "หมายเหตุ: หน่วยงานและตัวเลขจำลองเพื่อสาธิตโปรแกรม ไม่ใช่ผลการประเมินของหน่วยงานใด"
_OTHER_LEVEL = {"ผ่านดีเยี่ยม": "ผ่าน", "ผ่านดี": "ผ่าน", "ผ่าน": "ผ่านดี", "ต้องปรับปรุง": "ผ่าน", "ต้องปรับปรุงโดยด่วน": "ผ่าน"}
# Agencies with a planted misprint, by code: of the first two only one digit explains it.
ONE_DIGIT, OF_OVERALL, ANY_INDICATOR, TWO_DIGITS, OF_ANOTHER, WRONG_LEVEL = "T05", "T12", "T18", "T23", "T31", "T36"
MISPRINTS = (ONE_DIGIT, OF_OVERALL, ANY_INDICATOR, TWO_DIGITS, OF_ANOTHER, WRONG_LEVEL)


@dataclass(frozen=True)
class DemoTable:
    """The files of the demo's tables."""

    settings: Path
    this_year: Path
    last_year: Path


def table_agencies() -> tuple[Agency, ...]:
    """Return the invented roster: forty agencies of four kinds in two districts."""
    kinds = [kind for kind, count, _ in _KINDS for _ in range(count)]
    return tuple(
        Agency(
            f"T{number:02d}",
            f"{kind}สมมุติ {number} {SIMULATED}",
            PROVINCE,
            kind=kind,
            district=_DISTRICTS[number % len(_DISTRICTS)],
        )
        for number, kind in enumerate(kinds, 1)
    )


def make_demo_table(folder: Target, edition: Edition) -> DemoTable:
    """Write the round without forms, and the two tables of all its agencies."""
    year = max(example.year for example in load_examples())
    framework, before = load_framework(year), load_framework(year - 1)
    targets = [folder.file(name) for name in (ROUND_FILE, f"table-{year}.xlsx", f"table-{year - 1}.xlsx")]
    for target in targets:
        target.check_free()
    settings, this_year, last_year = targets
    settings.put(settings_text(str(year), framework, PROVINCE).encode())
    folder.file(ROSTER_FILE).put(roster_text(table_agencies()))
    this_year.put_workbook(write_printed_table(printed_table(framework), edition))
    last_year.put_workbook(write_printed_table(printed_table(before, misprints=False), edition))
    return DemoTable(settings.path, this_year.path, last_year.path)


Figures = dict[str, Decimal]


def printed_table(framework: Framework, *, misprints: bool = True) -> PrintedTable:
    """Return the table of a year, the best agency first; with ``misprints`` six of its rows do not agree."""
    figures = {agency.code: _figures(framework, agency) for agency in table_agencies()}
    levels = {code: _level(framework, one) for code, one in figures.items()}
    ranked = sorted(table_agencies(), key=lambda agency: -figures[agency.code][OVERALL])
    means = {subject: _mean([one[subject] for one in figures.values()]) for subject in figures["T01"]}
    if misprints:
        _misprint(figures, levels)
    subjects = _subjects(framework)
    rows: list[tuple[PrintedCell, ...]] = [
        (rank, agency.name, agency.kind, *(figures[agency.code][subject] for subject in subjects), levels[agency.code])
        for rank, agency in enumerate(ranked, 1)
    ]
    return PrintedTable(
        title=_TITLE.format(year=framework.year),
        sheet=f"ผลการประเมิน {framework.year}",
        columns=(PrintedColumn("อันดับ"), name_column("หน่วยงาน"), text_column("ประเภท"), *_columns(framework)),
        rows=tuple(rows),
        means=("", "ค่าเฉลี่ย", "", *(means[subject] for subject in subjects), ""),
        note=_NOTE,
    )


def _subjects(framework: Framework) -> tuple[str, ...]:
    """Return the subjects in the order in which they are printed: indicators, then their instrument; overall last."""
    owners = [(item.code, [one.code for one in framework.indicators if one.instrument == item.code])
              for item in framework.instruments]  # fmt: skip
    return (*(subject for code, indicators in owners for subject in (*indicators, code)), OVERALL)


def _columns(framework: Framework) -> tuple[PrintedColumn, ...]:
    owner = {one.code: one.instrument for one in framework.indicators}
    scores = [PrintedColumn(code, owner[code]) if code in owner else PrintedColumn("คะแนน", code)
              for code in _subjects(framework)[:-1]]  # fmt: skip
    return (*scores, PrintedColumn("คะแนนรวม"), text_column("ระดับ"))


def _figures(framework: Framework, agency: Agency) -> Figures:
    """Return the figures of an agency, drawn from a random stream of its own for each year."""
    stream = random.Random(f"{_SEED} {framework.year} {agency.code}")
    middle = next(mean for kind, _, mean in _KINDS if kind == agency.kind) + stream.gauss(0, 3)
    spread = [min(99.4, max(61.0, middle + stream.gauss(0, 2.5))) for _ in framework.indicators]
    given = {item.code: Fraction(round(score * 100), 100)
             for item, score in zip(framework.indicators, spread, strict=True)}  # fmt: skip
    if agency.code == ONE_DIGIT:
        # Only one of both indicators can have been ten points higher.
        given |= {"9": Fraction("93.21"), "10": Fraction("97.78")}
    return _rounded(framework, given)


def _rounded(framework: Framework, given: Mapping[str, Fraction]) -> Figures:
    scores = node_scores(framework, {}, given)
    values = {subject: scores[subject].value for subject in _subjects(framework)}
    return {subject: two_decimals(value) for subject, value in values.items() if value is not None}


def _level(framework: Framework, figures: Mapping[str, Decimal]) -> str:
    instruments = [Fraction(figures[item.code]) for item in framework.instruments]
    return level_for(framework, Fraction(figures[OVERALL]), instruments).name or ""


def _mean(values: Sequence[Decimal]) -> Decimal:
    return two_decimals(Fraction(sum(values)) / len(values))


def _misprint(figures: dict[str, Figures], levels: dict[str, str]) -> None:
    """Plant the six misprints."""
    figures[ONE_DIGIT]["10"] = Decimal("87.78")
    figures[OF_OVERALL][OVERALL] -= 10
    figures[ANY_INDICATOR]["2"] -= 3
    figures[TWO_DIGITS][OVERALL] += Decimal("2.57")
    figures[OF_ANOTHER]["EIT"] = figures[TWO_DIGITS]["EIT"]
    levels[WRONG_LEVEL] = _OTHER_LEVEL[levels[WRONG_LEVEL]]
