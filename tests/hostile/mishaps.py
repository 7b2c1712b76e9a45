"""What happens to filled forms of 2568 on their way back?"""

from collections.abc import Iterable

from tests.hostile.mishap import IIT, INFO, STAMP, Mishap, happen, on, stands_elsewhere, told
from tests.hostile.mishap_parts import with_macros, without_properties
from tests.hostile.mishaps_cells import of_codes, of_formulas, of_numbers, of_strays, of_texts
from tests.hostile.mishaps_layout import of_columns, of_headers, of_rows, of_sheets

__all__ = ["Mishap", "happen", "mishaps", "stands_elsewhere"]

SCORES = "D5:D19"


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
            (*on(INFO, ("put_text", "B4", "P99")), ("put_text", STAMP, "B5", "P07")),
            told=told("W112", INFO, "B4"),
        ),
        Mishap("another year typed", on(INFO, ("put_number", "B7", 2567)), told=told("W116", INFO, "B7")),
        Mishap("another year typed in Thai", on(INFO, ("put_text", "B7", "พ.ศ. ๒๕๖๗")), told=told("W116", INFO, "B7")),
        Mishap("the same year typed in Thai", on(INFO, ("put_text", "B7", "พ.ศ. ๒๕๖๘"))),
        Mishap(
            "nothing declared, but filled in",
            on(INFO, ("put_text", "B8", "ไม่มีข้อมูลรายงาน")),
            told=told("S221", INFO, "B8"),
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
            on(IIT, ("paste_values", SCORES, IIT, "E5")),
            told=told("S223", IIT, SCORES),
        ),
        scores("scores from 0 to 5", "S224", ("rescale", SCORES, 0.05, 2)),
        scores("scores from 0 to 1", "S224", ("rescale", SCORES, 0.01, 4)),
        scores("decimals lost", "S225", ("rescale", SCORES, 1, 0)),
        scores("the scores of one indicator over another", "P406", ("paste", "D5:D7", IIT, "D8"), cells="D8"),
        scores(
            "the values of one indicator over another", "P406", ("paste_values", "D11:D13", IIT, "D17"), cells="D17"
        ),
    )
