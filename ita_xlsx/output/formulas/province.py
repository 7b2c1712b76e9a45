"""Build the formulas over many agencies: means, ranks, counts, changes and sentences.

Takes cell addresses and the engine's values; returns formulas with values, expressions and conditions of formats.
A reader may sort any sheet: rows find each other by the number of the agency in the roster, never by their
position, and every formula within a row uses that row alone. Works on values only.
"""

from __future__ import annotations

from decimal import Decimal
from math import lcm

from ita_xlsx.model.framework import Framework, Node
from ita_xlsx.model.text import words
from ita_xlsx.output.formulas.level import best_level
from ita_xlsx.output.formulas.live import Live, quote

DASH = "–"
JOINT = "ร่วม"
# Makes equal scores differ: scores are at least 0.01 apart, and a roster is far smaller than a million.
_TIE_STEP = "1E-8"
_HALF = "0.005-1E-9"


def mean(cells: str, value: Decimal | None) -> Live:
    """Return the mean of the numbers of a range at two decimals; a dash where there is none."""
    return Live(f"=IF(COUNT({cells})=0,{quote(DASH)},ROUND(AVERAGE({cells})+1E-9,2))", value_or_dash(value))


def median_expression(cells: str) -> str:
    """Return the expression of the median of a range at two decimals; a dash where there is no number."""
    return f"IF(COUNT({cells})=0,{quote(DASH)},ROUND(MEDIAN({cells})+1E-9,2))"


def least(cells: str, value: Decimal | None) -> Live:
    """Return the lowest number of a range at two decimals; a dash where there is none."""
    return Live(f"=IF(COUNT({cells})=0,{quote(DASH)},ROUND(MIN({cells})+1E-9,2))", value_or_dash(value))


def lowest_expression(cells: str) -> str:
    """Return the expression of the lowest number of a range."""
    return f"MIN({cells})"


def highest_expression(cells: str) -> str:
    """Return the expression of the highest number of a range."""
    return f"MAX({cells})"


def weighted_mean(cells: str, weights: str, value: Decimal | None) -> Live:
    """Return the mean with the weights of another column; a row that lacks one of the two is left out."""
    total = f"SUMPRODUCT(--ISNUMBER({cells}),{weights})"
    share = f"ROUND(SUMPRODUCT({cells},{weights})/{total}+1E-9,2)"
    return Live(f"=IF({total}=0,{quote(DASH)},{share})", value_or_dash(value))


def rows_with_both(cells: str, others: str) -> str:
    """Return the expression that counts the rows with numbers in both of two columns."""
    return f"SUMPRODUCT(--ISNUMBER({cells}),--ISNUMBER({others}))"


def sum_of(cells: str) -> str:
    """Return the expression of a sum."""
    return f"SUM({cells})"


def numbers_in(cells: str) -> str:
    """Return the expression that counts the numbers of a range."""
    return f"COUNT({cells})"


def filled_in(cells: str) -> str:
    """Return the expression that counts the filled cells of a range."""
    return f"COUNTA({cells})"


def word_count_expression(cells: str, word: str) -> str:
    """Return the expression that counts the cells with a word."""
    return f"COUNTIF({cells},{quote(word)})"


def live_expression(expression: str, value: int) -> Live:
    """Return an expression as the formula of a cell."""
    return Live(f"={expression}", value)


def is_word(cell: str, word: str) -> str:
    """Return the condition that a cell holds a word."""
    return f"={cell}={quote(word)}"


def count(cells: str, value: int) -> Live:
    """Return how many numbers a range holds."""
    return Live(f"=COUNT({cells})", value)


def total(cells: str, value: int) -> Live:
    """Return the sum of a range."""
    return Live(f"=SUM({cells})", value)


def below(cells: str, limit: str, value: int) -> Live:
    """Return how many numbers are below the threshold, compared at two decimals; COUNTIF takes no ROUND."""
    return Live(f'=COUNTIF({cells},"<"&({limit}-{_HALF}))', value)


def is_below(cell: str, limit: str, points: int = 0) -> str:
    """Return the condition that a number is below the threshold by more than ``points`` points."""
    less = f"-{points}" if points else ""
    return f"=AND(ISNUMBER({cell}),{cell}<{limit}{less}-{_HALF})"


def is_at_least(cell: str, score: Decimal) -> str:
    """Return the condition that a number is at least a score, compared at two decimals."""
    return f"=AND(ISNUMBER({cell}),{cell}>={score}-{_HALF})"


def word_count(cells: str, word: str, value: int) -> Live:
    """Return how many cells hold a word."""
    return live_expression(word_count_expression(cells, word), value)


def share_of(part: str, total: str, value: float | None) -> Live:
    """Return a part divided by its total, to be formatted as per cent; a dash where the total is zero."""
    return Live(f"=IF(N({total})=0,{quote(DASH)},{part}/{total})", DASH if value is None else value)


def copy_of(cell: str, value: float | str) -> Live:
    """Return the formula that repeats another cell."""
    return Live(f"={cell}", value)


def sum_if_complete(cells: str, numbers: int, value: float | str) -> Live:
    """Return the sum of some cells if all of them hold numbers; else empty."""
    return Live(f'=IF(COUNT({cells})={numbers},SUM({cells}),"")', value)


def node_mean(node: Node, cells: list[str], value: float) -> Live:
    """Return the full-precision score of a node from the cells of its children in the same row."""
    if node.is_even:
        mean_of = f"SUM({cells[0]}:{cells[-1]})/{len(cells)}"
    else:
        weights = [child.weight for child in node.children]
        scale = lcm(*(weight.denominator for weight in weights))
        integers = [int(weight * scale) for weight in weights]
        terms = "+".join(f"{weight}*{cell}" for weight, cell in zip(integers, cells, strict=True))
        mean_of = f"({terms})/{sum(integers)}"
    return Live(f"=IF(COUNT({','.join(cells)})={len(cells)},{mean_of},{quote(words.INCOMPLETE)})", value)


def row_of(key: str, keys: str, value: int) -> Live:
    """Return the row of an agency in a matrix, by the agency's number in the roster."""
    return Live(f"=MATCH({key},{keys},0)", value)


def fetch_exact(cells: str, row: str, value: float | str) -> Live:
    """Return the exact score from another sheet; empty where there is none, since an empty cell is no zero."""
    cell = f"INDEX({cells},{row})"
    return Live(f'=IF(ISNUMBER({cell}),{cell},"")', value)


def fetch_rounded(cells: str, row: str, value: Decimal | None, factor: str = "") -> Live:
    """Return the score from another sheet at two decimals, times a factor; a dash where there is none."""
    cell = f"INDEX({cells},{row})"
    return Live(f"=IF(ISNUMBER({cell}),ROUND({cell}{factor}+1E-9,2),{quote(DASH)})", value_or_dash(value))


def rank(cell: str, cells: str, value: int) -> Live:
    """Return the rank in a column of rounded scores; equal scores share a rank."""
    return Live(f'=IF(ISNUMBER({cell}),RANK({cell},{cells},0),"")', value)


def tie_mark(cell: str, cells: str, shared: bool) -> Live:
    """Return the word ``ร่วม`` where agencies share a rank; else empty."""
    return Live(f'=IF(COUNTIF({cells},{cell})>1,{quote(JOINT)},"")', JOINT if shared else "")


def order_key(score: str, item: str, value: float | str, *, sign: str = "-") -> Live:
    """Return a score made unique by the agency's number, so that the first and the last can be picked."""
    return Live(f'=IF(ISNUMBER({score}),{score}{sign}{item}*{_TIE_STEP},"")', value)


def level(framework: Framework, overall: str, instruments: str, value: str) -> Live:
    """Return the best level whose minima are all reached."""
    return Live(f"={best_level(framework, overall, instruments, quote(words.INCOMPLETE))}", value)


def change(now: str, before: str, value: Decimal | None) -> Live:
    """Return this year's score less that of the year before, both rounded to two decimals first."""
    gap = f"ROUND(ROUND({now}+1E-9,2)-ROUND({before}+1E-9,2),2)"
    return Live(f"=IF(COUNT({now},{before})=2,{gap},{quote(DASH)})", value_or_dash(value))


def difference(now: str, before: str, value: Decimal | None) -> Live:
    """Return the difference of two rounded figures."""
    return Live(f"=IF(COUNT({now},{before})=2,ROUND({now}-{before},2),{quote(DASH)})", value_or_dash(value))


def mean_where(cells: str, others: str, value: Decimal | None) -> Live:
    """Return the mean of the rows that have a number in another column, at two decimals."""
    mean_of = f"ROUND(SUMPRODUCT(--ISNUMBER({others}),{cells})/COUNT({others})+1E-9,2)"
    return Live(f"=IF(COUNT({others})=0,{quote(DASH)},{mean_of})", value_or_dash(value))


def counted_if(cells: str, condition: str, value: int) -> Live:
    """Return how many cells meet a condition such as ``>0``."""
    return Live(f"=COUNTIF({cells},{quote(condition)})", value)


def nth_by_key(cells: str, keys: str, place: int, value: float | str, *, lowest: bool = False) -> Live:
    """Return the cell beside the n-th highest (or lowest) key; empty where there are fewer keys."""
    return Live(f'=IF(COUNT({keys})<{place},"",{nth_expression(cells, keys, place, lowest=lowest)})', value)


def axis_start(cells: str, value: int) -> Live:
    """Return where the axis of bars begins: the multiple of ten that is below the lowest score, at least 0."""
    return Live(f"=MAX(0,INT((MIN({cells})-1)/10)*10)", value)


def number_or_empty(cell: str, value: float | str) -> Live:
    """Return a number from another cell; empty where there is none."""
    return Live(f'=IF(ISNUMBER({cell}),{cell},"")', value)


def nth_expression(cells: str, keys: str, place: int, *, lowest: bool = False) -> str:
    """Return the expression of the cell beside the n-th highest (or lowest) key."""
    return f"INDEX({cells},MATCH({'SMALL' if lowest else 'LARGE'}({keys},{place}),{keys},0))"


def at_least_so_many(cells: str, count: int) -> str:
    """Return the condition that a range holds at least so many numbers."""
    return f"COUNT({cells})>={count}"


def is_count(expression: str, count: int) -> str:
    """Return the condition that an expression is still a count."""
    return f"{expression}={count}"


def beside_extreme(cells: str, figures: str, *, lowest: bool) -> str:
    """Return the expression of the cell beside the first lowest (or highest) of some figures."""
    return f"INDEX({cells},MATCH({'MIN' if lowest else 'MAX'}({figures}),{figures},0))"


def first_word(cell: str, end: str) -> str:
    """Return the expression of what stands before a sign in a text; ``end`` is the sign."""
    sign = "CHAR(10)" if end == "\n" else quote(end)
    return f"LEFT({cell},FIND({sign},{cell})-1)"


def above_zero(expression: str) -> str:
    """Return the condition that an expression is a number above zero."""
    return f"N({expression})>0"


def below_zero(expression: str) -> str:
    """Return the condition that an expression is a number below zero."""
    return f"N({expression})<0"


def holds_text(cell: str) -> str:
    """Return the condition that a cell shows anything."""
    return f"LEN({cell})>0"


def is_above_zero(cell: str) -> str:
    """Return the condition of a format that a cell holds a number above zero."""
    return f"={above_zero(cell)}"


def value_or_dash(value: Decimal | None) -> float | str:
    """Return the value of a figure, or the dash that stands where there is none."""
    return DASH if value is None else float(value)
