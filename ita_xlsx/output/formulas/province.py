"""The formulas over many agencies: means, ranks, counts and changes, each with the engine's value.

A reader may sort any sheet: rows find one another by the number of the agency in the roster, never by where
they stand, and every formula within a row looks at that row alone.
"""

from __future__ import annotations

from decimal import Decimal
from math import lcm

from ita_xlsx.model.framework import Framework, Node
from ita_xlsx.model.text import words
from ita_xlsx.output.formulas.live import Live, number, quote

DASH = "–"
JOINT = "ร่วม"
# Keeps agencies of equal scores apart; scores are at least 0.01 apart and a roster is far below a million.
_APART = "1E-8"
_HALF = "0.005-1E-9"


def mean(cells: str, value: Decimal | None) -> Live:
    """The mean of the numbers of a range at two decimals; a dash where there is none."""
    return Live(f"=IF(COUNT({cells})=0,{quote(DASH)},ROUND(AVERAGE({cells})+1E-9,2))", _shown(value))


def median(cells: str, value: Decimal | None) -> Live:
    """The median at two decimals."""
    return Live(f"=IF(COUNT({cells})=0,{quote(DASH)},ROUND(MEDIAN({cells})+1E-9,2))", _shown(value))


def least(cells: str, value: Decimal | None) -> Live:
    """The lowest at two decimals."""
    return Live(f"=IF(COUNT({cells})=0,{quote(DASH)},ROUND(MIN({cells})+1E-9,2))", _shown(value))


def weighted_mean(cells: str, weights: str, value: Decimal | None) -> Live:
    """The mean weighted by what stands beside; who lacks one of the two is left out."""
    total = f"SUMPRODUCT(--ISNUMBER({cells}),{weights})"
    share = f"ROUND(SUMPRODUCT({cells},{weights})/{total}+1E-9,2)"
    return Live(f"=IF({total}=0,{quote(DASH)},{share})", _shown(value))


def both(cells: str, others: str) -> str:
    """The expression of how many rows hold numbers in both of two columns."""
    return f"SUMPRODUCT(--ISNUMBER({cells}),--ISNUMBER({others}))"


def sum_of(cells: str) -> str:
    """The expression of a sum."""
    return f"SUM({cells})"


def numbers_in(cells: str) -> str:
    """The expression of how many numbers a range holds."""
    return f"COUNT({cells})"


def filled_in(cells: str) -> str:
    """The expression of how many cells hold anything."""
    return f"COUNTA({cells})"


def saying(cells: str, word: str) -> str:
    """The expression of how many cells say a word."""
    return f"COUNTIF({cells},{quote(word)})"


def worked_out(expression: str, value: int) -> Live:
    """An expression as a cell of its own."""
    return Live(f"={expression}", value)


def is_word(cell: str, word: str) -> str:
    """A condition: a cell says a word."""
    return f"={cell}={quote(word)}"


def count(cells: str, value: int) -> Live:
    """How many numbers a range holds."""
    return Live(f"=COUNT({cells})", value)


def total(cells: str, value: int) -> Live:
    """The sum of a range."""
    return Live(f"=SUM({cells})", value)


def below(cells: str, limit: str, value: int) -> Live:
    """How many are under the threshold, compared on two decimals; COUNTIF takes no ROUND."""
    return Live(f'=COUNTIF({cells},"<"&({limit}-{_HALF}))', value)


def is_below(cell: str, limit: str, points: int = 0) -> str:
    """A condition: a number under the threshold by more than so many points."""
    less = f"-{points}" if points else ""
    return f"=AND(ISNUMBER({cell}),{cell}<{limit}{less}-{_HALF})"


def reaches(cell: str, score: Decimal) -> str:
    """A condition: a number that is at least this at two decimals."""
    return f"=AND(ISNUMBER({cell}),{cell}>={score}-{_HALF})"


def says(cells: str, word: str, value: int) -> Live:
    """How many cells say a word."""
    return worked_out(saying(cells, word), value)


def share_of(part: str, whole: str, value: float | None) -> Live:
    """A part of a whole, to be shown per cent; a dash where the whole is nothing."""
    return Live(f"=IF(N({whole})=0,{quote(DASH)},{part}/{whole})", DASH if value is None else value)


def same(cell: str, value: float | str) -> Live:
    """Another cell, shown here too."""
    return Live(f"={cell}", value)


def added(cells: str, numbers: int, value: float | str) -> Live:
    """The sum of some cells when all of them are known, else nothing."""
    return Live(f'=IF(COUNT({cells})={numbers},SUM({cells}),"")', value)


def node_mean(node: Node, cells: list[str], value: float) -> Live:
    """The full-precision score of a node from the cells of its children, in the same row."""
    weights = [child.weight for child in node.children]
    scale = lcm(*(weight.denominator for weight in weights))
    whole = [int(weight * scale) for weight in weights]
    if len(set(whole)) == 1:
        mean_of = f"SUM({cells[0]}:{cells[-1]})/{len(cells)}"
    else:
        terms = "+".join(f"{weight}*{cell}" for weight, cell in zip(whole, cells, strict=True))
        mean_of = f"({terms})/{sum(whole)}"
    return Live(f"=IF(COUNT({','.join(cells)})={len(cells)},{mean_of},{quote(words.INCOMPLETE)})", value)


def row_of(key: str, keys: str, value: int) -> Live:
    """Which row of a matrix an agency has, by its number in the roster."""
    return Live(f"=MATCH({key},{keys},0)", value)


def fetched(cells: str, at: str, value: float | str) -> Live:
    """The exact score of another sheet, or nothing; an empty cell is no zero."""
    cell = f"INDEX({cells},{at})"
    return Live(f'=IF(ISNUMBER({cell}),{cell},"")', value)


def fetched_rounded(cells: str, at: str, value: Decimal | None, factor: str = "") -> Live:
    """The score of another sheet at two decimals, times a factor."""
    cell = f"INDEX({cells},{at})"
    return Live(f"=IF(ISNUMBER({cell}),ROUND({cell}{factor}+1E-9,2),{quote(DASH)})", _shown(value))


def rank(cell: str, cells: str, value: int) -> Live:
    """The rank in a column of rounded scores; ties share."""
    return Live(f'=IF(ISNUMBER({cell}),RANK({cell},{cells},0),"")', value)


def joint(cell: str, cells: str, shared: bool) -> Live:
    """Whether a rank is shared, in a word."""
    return Live(f'=IF(COUNTIF({cells},{cell})>1,{quote(JOINT)},"")', JOINT if shared else "")


def order_key(score: str, item: str, value: float | str, *, sign: str = "-") -> Live:
    """A score made unique by a number of its own, for picking the first and the last."""
    return Live(f'=IF(ISNUMBER({score}),{score}{sign}{item}*{_APART},"")', value)


def level(framework: Framework, overall: str, instruments: str, value: str) -> Live:
    """The best level whose minima are all reached."""
    ready, need = f"ISNUMBER({overall})", len(framework.instruments)
    if any(item.each_instrument is not None for item in framework.levels):
        ready = f"AND({ready},COUNT({instruments})={need})"
    *better, last = framework.levels
    chosen = quote(last.name)
    for item in reversed(better):
        test = f"{overall}>={number(item.overall)}"
        if item.each_instrument is not None:
            test = f"AND({test},MIN({instruments})>={number(item.each_instrument)})"
        chosen = f"IF({test},{quote(item.name)},{chosen})"
    return Live(f"=IF({ready},{chosen},{quote(words.INCOMPLETE)})", value)


def change(now: str, before: str, value: Decimal | None) -> Live:
    """This year less the year before, both at two decimals first."""
    apart = f"ROUND(ROUND({now}+1E-9,2)-ROUND({before}+1E-9,2),2)"
    return Live(f"=IF(COUNT({now},{before})=2,{apart},{quote(DASH)})", _shown(value))


def difference(now: str, before: str, value: Decimal | None) -> Live:
    """The difference of two rounded figures."""
    return Live(f"=IF(COUNT({now},{before})=2,ROUND({now}-{before},2),{quote(DASH)})", _shown(value))


def mean_where(cells: str, known: str, value: Decimal | None) -> Live:
    """The mean of the rows that have a number in another column, at two decimals."""
    found = f"ROUND(SUMPRODUCT(--ISNUMBER({known}),{cells})/COUNT({known})+1E-9,2)"
    return Live(f"=IF(COUNT({known})=0,{quote(DASH)},{found})", _shown(value))


def counted_if(cells: str, condition: str, value: int) -> Live:
    """How many cells fulfil a condition such as ``>0``."""
    return Live(f"=COUNTIF({cells},{quote(condition)})", value)


def picked(cells: str, keys: str, place: int, value: float | str, *, lowest: bool = False, longest: int = 0) -> Live:
    """What stands beside the n-th highest (or lowest) key; a text is cut at ``longest`` characters."""
    pick = "SMALL" if lowest else "LARGE"
    cell = f"INDEX({cells},MATCH({pick}({keys},{place}),{keys},0))"
    if longest:
        cell = f"IF(LEN({cell})>{longest},LEFT({cell},{longest - 1})&{quote('…')},{cell})"
    return Live(f'=IF(COUNT({keys})<{place},"",{cell})', value)


def joint_rank(ranks: str, ties: str, keys: str, place: int, value: int | str, *, lowest: bool = False) -> Live:
    """``3 ร่วม``: the rank of the n-th agency, and whether it shares it."""
    pick = "SMALL" if lowest else "LARGE"
    at = f"MATCH({pick}({keys},{place}),{keys},0)"
    rank_there = f"INDEX({ranks},{at})"
    said = f"IF(INDEX({ties},{at})={quote(JOINT)},{rank_there}&{quote(' ' + JOINT)},{rank_there})"
    return Live(f'=IF(COUNT({keys})<{place},"",{said})', value)


def tied_at_cut(scores: str, cut: str, places: int, words_of: tuple[str, str], value: str, *, lowest: bool) -> Live:
    """How many more agencies have the score at which a list was cut, as a sentence; else nothing."""
    more = f"(SUMPRODUCT(ISNUMBER({scores})*({scores}{'<=' if lowest else '>='}{cut}))-{places})"
    said = f"{quote(words_of[0])}&{more}&{quote(words_of[1])}"
    return Live(f'=IF(ISNUMBER({cut}),IF({more}>0,{said},""),"")', value)


def sentence(parts: tuple[tuple[str, str], ...], value: str) -> Live:
    """Words and counts in a row: each part a text and an expression, empty for none."""
    pieces = [quote(text) + (f"&{expression}" if expression else "") for text, expression in parts]
    return Live("=" + "&".join(pieces), value)


def _shown(value: Decimal | None) -> float | str:
    return DASH if value is None else float(value)
