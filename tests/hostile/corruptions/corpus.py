"""Collect the corruptions of filled forms of 2568."""

from collections.abc import Iterable

from tests.hostile.corruptions.cells import of_codes, of_formulas, of_numbers, of_strays, of_texts
from tests.hostile.corruptions.corruption import IIT, INFO, STAMP, YEAR, Corruption, apply, on, stands_elsewhere, told
from tests.hostile.corruptions.layout import of_columns, of_headers, of_rows, of_sheets
from tests.hostile.corruptions.parts import with_macros, without_properties
from tests.support.cells import cell, column_cells, info_cell, question_cells, stamp_cell

__all__ = ["Corruption", "apply", "corruptions", "stands_elsewhere"]

SCORES = column_cells(YEAR, IIT).a1
QUESTIONS = question_cells(YEAR, IIT).a1
# The scores of whole indicators, and the first of another.
INDICATOR_1 = cell(YEAR, "i1").to(cell(YEAR, "i3")).a1
INDICATOR_3 = cell(YEAR, "i7").to(cell(YEAR, "i9")).a1
I4, I13 = cell(YEAR, "i4").a1, cell(YEAR, "i13").a1
CODE, YEAR_TYPED, REPORTING = (info_cell(YEAR, field).a1 for field in ("code", "year", "reporting"))


def corruptions() -> tuple[Corruption, ...]:
    """All of them; every name is a file name and stands once."""
    groups: Iterable[tuple[Corruption, ...]] = (
        *(of_sheets(), of_rows(), of_columns(), of_headers()),
        *(of_codes(), of_texts(), of_numbers(), of_formulas(), of_strays()),
        *(of_identity(), of_mistaken_scores()),
    )
    return tuple(corruption for group in groups for corruption in group)


def of_identity() -> tuple[Corruption, ...]:
    """Stamp lost, agency or year changed, macros put in."""
    return (
        Corruption("the sheet of the stamp deleted", (("delete_sheet", STAMP),)),
        Corruption("the properties lost", rewrite=without_properties),
        Corruption("the stamp lost", (("delete_sheet", STAMP),), without_properties, told=(("W115", ""),)),
        Corruption(
            "the agency changed",
            (*on(INFO, ("put_text", CODE, "P99")), ("put_text", *stamp_cell("agency"), "P07")),
            told=told("W112", INFO, CODE),
        ),
        Corruption(
            "another year typed", on(INFO, ("put_number", YEAR_TYPED, 2567)), told=told("W116", INFO, YEAR_TYPED)
        ),
        Corruption(
            "another year typed in Thai",
            on(INFO, ("put_text", YEAR_TYPED, "พ.ศ. ๒๕๖๗")),
            told=told("W116", INFO, YEAR_TYPED),
        ),
        Corruption("the same year typed in Thai", on(INFO, ("put_text", YEAR_TYPED, "พ.ศ. ๒๕๖๘"))),
        Corruption(
            "nothing declared, but filled in",
            on(INFO, ("put_text", REPORTING, "ไม่มีข้อมูลรายงาน")),
            told=told("S221", INFO, REPORTING),
        ),
        Corruption("macros put in", rewrite=with_macros, told=(("X301", ""),), suffix=".xlsm"),
        Corruption("macros put in under the old name", rewrite=with_macros, told=(("X301", ""),)),
    )


def of_mistaken_scores() -> tuple[Corruption, ...]:
    """Scores that are numbers from 0 to 100 and yet not this agency's."""

    def scores(name: str, code: str, *edits: tuple[str | float, ...], cells: str = QUESTIONS) -> Corruption:
        return Corruption(name, on(IIT, *edits), told=told(code, IIT, cells), same_scores=False)

    return (
        scores("all scores the same", "S222", ("fill_down", SCORES)),
        Corruption(
            "last year's scores in this year's column",
            on(IIT, ("paste_values", SCORES, IIT, cell(YEAR, "i1", "previous").a1)),
            told=told("S223", IIT, QUESTIONS),
        ),
        scores("scores from 0 to 5", "S224", ("rescale", SCORES, 0.05, 2)),
        scores("scores from 0 to 1", "S224", ("rescale", SCORES, 0.01, 4)),
        scores("decimals lost", "S225", ("rescale", SCORES, 1, 0)),
        scores("the scores of one indicator over another", "P406", ("paste", INDICATOR_1, IIT, I4), cells=I4),
        scores("the values of one indicator over another", "P406", ("paste_values", INDICATOR_3, IIT, I13), cells=I13),
    )
