"""The single misprint that would explain a figure: all digits of all printed terms are tried."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from ita_xlsx.model.reconciliation import Row, Suggestion, choices, combine
from ita_xlsx.model.results import two_decimals


def likely_misprint(row: Row, confirmed: frozenset[str] = frozenset()) -> Suggestion | None:
    """The unique change of one digit, or swap of two neighbours, in one term that gives the total exactly.

    All choices between printed versions are tried; the total itself never changes. None when no change or
    more than one does it. A ``confirmed`` term follows from what it is itself made of, and is left alone.
    """
    totals = {two_decimals(figure) for figure in row.printed}
    found: set[tuple[str, Decimal, Decimal]] = set()
    for chosen in choices(row.terms):
        values = [term.printed[index] for term, index in zip(row.terms, chosen, strict=True)]
        base = combine(row.terms, chosen)
        for term, value in zip(row.terms, values, strict=True):
            if term.subject in confirmed:
                continue
            for changed in misprints(two_decimals(value)):
                if two_decimals(max(base + term.share * (Fraction(changed) - value), Fraction(0))) in totals:
                    found.add((term.subject, two_decimals(value), changed))
    if len(found) != 1:
        return None
    return Suggestion(*found.pop())


def misprints(figure: Decimal) -> Iterator[Decimal]:
    """Every score of 0-100 that one wrong digit, or two neighbours swapped, makes of a printed figure."""
    text = f"{figure:.2f}"
    places = [index for index, char in enumerate(text) if char.isdigit()]
    seen = {text}
    for index in places:
        for digit in "0123456789":
            yield from _new(text[:index] + digit + text[index + 1 :], seen)
    for left, right in pairwise(places):
        chars = list(text)
        chars[left], chars[right] = chars[right], chars[left]
        yield from _new("".join(chars), seen)


def _new(text: str, seen: set[str]) -> Iterator[Decimal]:
    leading_zero = text[0] == "0" and text[1] != "."
    if text not in seen and not leading_zero and Decimal(text) <= 100:
        yield Decimal(text)
    seen.add(text)
