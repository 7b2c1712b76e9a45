"""Build the formula of the level: the best level of a framework whose limits are all reached.

Takes a framework and cell addresses; returns expressions. Works on values only. ``ita_xlsx.scoring.level_for`` is the
same rule for the engine; a test has LibreOffice compare both at every limit.
"""

from __future__ import annotations

from fractions import Fraction

from ita_xlsx.model.framework import Framework
from ita_xlsx.model.limits import Limit
from ita_xlsx.model.results import two_decimals
from ita_xlsx.output.formulas.live import number, quote


def best_level(framework: Framework, overall: str, instruments: str, otherwise: str) -> str:
    """Return the expression of the best level whose limits are all reached.

    ``overall`` is a cell with the overall score at two decimals, ``instruments`` are the cells with the scores of all
    instruments at two decimals, as the arguments of a function. ``otherwise`` is the expression for scores that are
    not complete.
    """
    *better, last = framework.levels
    best = quote(last.name)
    for level in reversed(better):
        test = f"{overall}>={_limit(level.overall)}"
        if level.each_instrument is not None:
            test = f"AND({test},MIN({instruments})>={_limit(level.each_instrument)})"
        best = f"IF({test},{quote(level.name)},{best})"
    return f"IF({is_computed(framework, overall, instruments)},{best},{otherwise})"


def is_computed(framework: Framework, overall: str, instruments: str) -> str:
    """Return the condition that all scores are numbers that the levels need; the cells are as in ``best_level``."""
    ready = f"ISNUMBER({overall})"
    if any(level.each_instrument is not None for level in framework.levels):
        return f"AND({ready},COUNT({instruments})={len(framework.instruments)})"
    return ready


def _limit(limit: Limit) -> str:
    """Return a limit as a literal, rounded as the engine rounds it before it compares."""
    return number(Fraction(two_decimals(limit)))
