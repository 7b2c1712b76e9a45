"""Prepare the values of the charts of a report: both years of some subjects, and the start of the axis.

Takes printed figures; returns series of a chart. Works on values only.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from ita_xlsx.model.document import Series
from ita_xlsx.model.framework import Node
from ita_xlsx.model.province.axis import axis_below
from ita_xlsx.model.report.printed_figures import PrintedFigures
from ita_xlsx.report.sections import texts
from ita_xlsx.report.sentences.in_order import in_their_order
from ita_xlsx.report.sentences.scored_line import Lines


def both_years(figures: PrintedFigures, nodes: Sequence[Node]) -> tuple[Series, ...]:
    """Return the printed figures of the nodes in the year before, where known, and in this year."""
    this_year = Series(
        texts.YEAR.format(year=figures.framework.year), values([figures.score(node.subject) for node in nodes])
    )
    before = [figures.before(node.subject) for node in nodes]
    if all(score is None for score in before):
        return (this_year,)
    return (Series(texts.YEAR.format(year=figures.year_before), values(before)), this_year)


def values(scores: Sequence[Decimal | None]) -> tuple[Fraction | None, ...]:
    """Return scores as the values of a chart, the same as in the tables."""
    return tuple(None if score is None else Fraction(score) for score in scores)


def axis_start(series: Sequence[Series]) -> int:
    """Return the score at which the axis of a radar begins, so that differences can be seen."""
    scores = [Decimal(float(value)) for item in series for value in item.values if value is not None]
    return axis_below(scores).start if scores else 0


def spoken_scores(lines: Lines) -> str:
    """Return the scores of a chart as a text for a reader who cannot see it."""
    return in_their_order(lines)
