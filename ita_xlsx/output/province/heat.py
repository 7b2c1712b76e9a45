"""Shade the scores of a sheet by the threshold that stands on it, and mark them for prints without color.

Takes a sheet of ``output.book`` and the places of its scores; adds conditional formats and writes the legend.
"""

from __future__ import annotations

from ita_xlsx.model.framework import Framework
from ita_xlsx.model.layout.grid import a1, column_name
from ita_xlsx.model.layout.province_layout import LIMIT_ROW
from ita_xlsx.model.results import two_decimals
from ita_xlsx.output.book import Sheet
from ita_xlsx.output.formulas import province as formulas
from ita_xlsx.output.province import texts

# A score that is more points below the threshold than this gets a darker shade.
FAR = 15


def legend(framework: Framework) -> str:
    """Return the words that say what the shades mean."""
    return texts.LEGEND.format(far=FAR, best=f"{float(framework.levels[0].overall):g}")


def color_scores(
    sheet: Sheet, framework: Framework, cols: tuple[int, int], rows: tuple[int, int], limit: str = ""
) -> None:
    """Shade and mark the scores by the threshold; the mark repeats the shade for prints without color.

    ``cols`` and ``rows`` are the first and the last ones; without any row nothing is done. ``limit`` is the cell of the
    threshold on the same sheet, else it stands above the first column.
    """
    if rows[1] < rows[0]:
        return
    span = (rows[0], cols[0], rows[1], cols[1])
    cell = a1(span[0], span[1])
    limit = limit or f"${column_name(span[1])}${LIMIT_ROW + 1}"
    best = two_decimals(framework.levels[0].overall)
    for condition, style in (
        (formulas.is_below(cell, limit, FAR), "heat_worst"),
        (formulas.is_below(cell, limit), "heat_bad"),
        (formulas.is_at_least(cell, best), "heat_good"),
    ):
        rule = {
            "type": "formula", "criteria": condition, "format": sheet.book.format(style, plain=True),
            "stop_if_true": True,
        }  # fmt: skip
        sheet.worksheet.conditional_format(*span, rule)
