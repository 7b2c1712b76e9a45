"""What happens to filled forms of 2568 on their way back?"""

from collections.abc import Iterable

from tests.hostile.mishap import IIT, INFO, STAMP, YEAR, Mishap, happen, on, stands_elsewhere, told
from tests.hostile.mishap_parts import with_macros, without_properties
from tests.hostile.mishaps_cells import of_codes, of_formulas, of_numbers, of_strays, of_texts
from tests.hostile.mishaps_layout import of_columns, of_headers, of_rows, of_sheets
from tests.support.cells import cell, column_cells, info_cell, stamp_cell

__all__ = ["Mishap", "happen", "mishaps", "stands_elsewhere"]

SCORES = column_cells(YEAR, IIT).a1
# The scores of whole indicators, and the first of another.
INDICATOR_1 = cell(YEAR, "i1").to(cell(YEAR, "i3")).a1
INDICATOR_3 = cell(YEAR, "i7").to(cell(YEAR, "i9")).a1
I4, I13 = cell(YEAR, "i4").a1, cell(YEAR, "i13").a1
CODE, YEAR_TYPED, REPORTING = (info_cell(YEAR, field).a1 for field in ("code", "year", "reporting"))


def mishaps() -> tuple[Mishap, ...]:
    """All of them; every name is a file name and stands once."""
    groups: Iterable[tuple[Mishap, ...]] = (
        *(of_sheets(), of_rows(), of_columns(), of_headers()),
        *(of_codes(), of_texts(), of_numbers(), of_formulas(), of_strays()),
        *(of_identity(), of_mistaken_scores()),
    )
    return tuple(mishap for group in groups for mishap in group)


def of_identity() -> tuple[Mishap, ...]:
    """Stamp lost, agency or year changed, macros put in."""
    return (
        Mishap("the sheet of the stamp deleted", (("delete_sheet", STAMP),)),
        Mishap("the properties lost", rewrite=without_properties),
        Mishap("the stamp lost", (("delete_sheet", STAMP),), without_properties, told=(("W115", ""),)),
        Mishap(
            "the agency changed",
            (*on(INFO, ("put_text", CODE, "P99")), ("put_text", *stamp_cell("agency"), "P07")),
            told=told("W112", INFO, CODE),
        ),
        Mishap("another year typed", on(INFO, ("put_number", YEAR_TYPED, 2567)), told=told("W116", INFO, YEAR_TYPED)),
        Mishap(
            "another year typed in Thai",
            on(INFO, ("put_text", YEAR_TYPED, "พ.ศ. ๒๕๖๗")),
            told=told("W116", INFO, YEAR_TYPED),
        ),
        Mishap("the same year typed in Thai", on(INFO, ("put_text", YEAR_TYPED, "พ.ศ. ๒๕๖๘"))),
        Mishap(
            "nothing declared, but filled in",
            on(INFO, ("put_text", REPORTING, "ไม่มีข้อมูลรายงาน")),
            told=told("S221", INFO, REPORTING),
        ),
        Mishap("macros put in", rewrite=with_macros, told=(("X301", ""),), suffix=".xlsm"),
        Mishap("macros put in under the old name", rewrite=with_macros, told=(("X301", ""),)),
    )


def of_mistaken_scores() -> tuple[Mishap, ...]:
    """Scores that are numbers from 0 to 100 and yet not this agency's."""

    def scores(name: str, code: str, *edits: tuple[str | float, ...], cells: str = SCORES) -> Mishap:
        return Mishap(name, on(IIT, *edits), told=told(code, IIT, cells), same_scores=False)

    return (
        scores("all scores the same", "S222", ("fill_down", SCORES)),
        Mishap(
            "last year's scores in this year's column",
            on(IIT, ("paste_values", SCORES, IIT, cell(YEAR, "i1", "previous").a1)),
            told=told("S223", IIT, SCORES),
        ),
        scores("scores from 0 to 5", "S224", ("rescale", SCORES, 0.05, 2)),
        scores("scores from 0 to 1", "S224", ("rescale", SCORES, 0.01, 4)),
        scores("decimals lost", "S225", ("rescale", SCORES, 1, 0)),
        scores("the scores of one indicator over another", "P406", ("paste", INDICATOR_1, IIT, I4), cells=I4),
        scores("the values of one indicator over another", "P406", ("paste_values", INDICATOR_3, IIT, I13), cells=I13),
    )
