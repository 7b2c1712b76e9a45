"""Build the formulas over the agencies of one group: counts, means, quartiles and ranks.

Takes the column with the names of the groups, the cell with the name of one, and the engine's values; returns formulas
with values. Names are compared by the sign of equality, since the functions that count by a word read ``*`` and ``?``
as wildcards. Works on values only.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from ita_xlsx.output.formulas.live import Live, quote
from ita_xlsx.output.formulas.province import DASH

_HALF = "0.005-1E-9"


def counted_in(names: str, name: str, cells: str, value: int) -> Live:
    """Return how many agencies of a group have a number in a column."""
    return Live(f"={_numbers(names, name, cells)}", value)


def below_in(names: str, name: str, cells: str, limit: str, value: int) -> Live:
    """Return how many agencies of a group are below the threshold, compared at two decimals."""
    return Live(f"=SUMPRODUCT(({names}={name})*ISNUMBER({cells})*({cells}<{limit}-{_HALF}))", value)


def words_in(names: str, name: str, cells: str, words: Sequence[str], value: int) -> Live:
    """Return how many agencies of a group have one of some words in a column."""
    any_word = "+".join(f"({cells}={quote(word)})" for word in words) or "0"
    return Live(f"=SUMPRODUCT(({names}={name})*({any_word}))", value)


def mean_in(names: str, name: str, cells: str, value: Decimal | None) -> Live:
    """Return the mean of a group in a column at two decimals; a dash where no agency has a number."""
    numbers = _numbers(names, name, cells)
    total = f"SUMPRODUCT(({names}={name})*ISNUMBER({cells}),{cells})"
    return Live(f"=IF({numbers}=0,{quote(DASH)},ROUND({total}/{numbers}+1E-9,2))", _value(value))


def quartile_in(names: str, name: str, figures: str, counted: str, part: int, value: Decimal | None) -> Live:
    """Return a quartile of a group (``part`` 0 is the lowest and 4 the highest score) at two decimals.

    ``figures`` is a column of numbers, zero where an agency does not count, and ``counted`` the cell with the number of
    agencies that do. The scores of a group are its highest products of name and figure, so no array formula is needed.
    """
    place = f"({counted}-1)*{part}/4"
    products = f"({names}={name})*{figures}"
    first = f"SUMPRODUCT(LARGE({products},{counted}-INT({place})))"
    second = f"SUMPRODUCT(LARGE({products},MAX(1,{counted}-INT({place})-1)))"
    share = f"({place}-INT({place}))"
    between = f"{first}+({second}-{first})*{share}" if part % 4 else first
    return Live(f"=IF(N({counted})=0,{quote(DASH)},ROUND({between}+1E-9,2))", _value(value))


def quartile_of(cells: str, part: int, value: Decimal | None) -> Live:
    """Return a quartile of all numbers of a column at two decimals; a dash where there is none."""
    return Live(f"=IF(COUNT({cells})=0,{quote(DASH)},ROUND(QUARTILE({cells},{part})+1E-9,2))", _value(value))


def quartile_expression(cells: str, part: int) -> str:
    """Return the expression of a quartile of all numbers of a column; a dash where there is none."""
    return quartile_of(cells, part, None).formula.removeprefix("=")


def rank_in(names: str, name: str, cells: str, cell: str, value: int) -> Live:
    """Return the rank of a rounded score among those of its group; equal scores share a rank."""
    better = f"SUMPRODUCT(({names}={name})*ISNUMBER({cells})*({cells}>{cell}))"
    return Live(f'=IF(ISNUMBER({cell}),{better}+1,"")', value)


def figure_of(cell: str, value: float) -> Live:
    """Return a score as a number; zero where there is none."""
    return Live(f"=N({cell})", value)


def words_among(cells: str, words: Sequence[str], value: int) -> Live:
    """Return how many cells hold one of some words."""
    return Live("=" + ("+".join(f"COUNTIF({cells},{quote(word)})" for word in words) or "0"), value)


def _numbers(names: str, name: str, cells: str) -> str:
    return f"SUMPRODUCT(({names}={name})*ISNUMBER({cells}))"


def _value(value: Decimal | None) -> float | str:
    return DASH if value is None else float(value)
