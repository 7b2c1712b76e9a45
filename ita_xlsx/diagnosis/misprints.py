"""Find the single misprint that would explain why an announced figure does not follow from its terms.

Takes a row of the reconciliation; returns a suggestion or None. Works on values only.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from ita_xlsx.model.reconciliation import Row, Suggestion, choices, combine
from ita_xlsx.model.results import two_decimals


def likely_misprint(row: Row, confirmed: frozenset[str] = frozenset()) -> Suggestion | None:
    """Return the only change of one digit, or swap of two neighbours, in one term that gives the total exactly.

    All combinations of printed versions are tried; the total itself is never changed. Return None if no change
    gives the total, or more than one does. A ``confirmed`` term follows from its own terms, and is not changed.
    """
    totals = {two_decimals(figure) for figure in row.printed}
    suggestions: dict[tuple[str, Decimal, Decimal], list[frozenset[str]]] = {}
    for versions in choices(row.terms):
        values = [term.printed[index] for term, index in zip(row.terms, versions, strict=True)]
        base = combine(row.terms, versions)
        second = frozenset(term.subject for term, index in zip(row.terms, versions, strict=True) if index)
        for term, value in zip(row.terms, values, strict=True):
            if term.subject in confirmed:
                continue
            for changed in misprints(two_decimals(value)):
                if two_decimals(max(base + term.share * (Fraction(changed) - value), Fraction(0))) in totals:
                    suggestions.setdefault((term.subject, two_decimals(value), changed), []).append(second)
    if len(suggestions) != 1:
        return None
    ((subject, printed, likely), sums), *_ = suggestions.items()
    needed = frozenset.intersection(*sums)
    others = tuple(term.subject for term in row.terms if term.subject in needed - {subject})
    return Suggestion(subject, printed, likely, subject in needed, others)


def misprints(figure: Decimal) -> Iterator[Decimal]:
    """Yield every score of 0-100 that differs from a figure by one digit, or by a swap of two neighbours."""
    text = f"{figure:.2f}"
    places = [index for index, char in enumerate(text) if char.isdigit()]
    seen = {text}
    for index in places:
        for digit in "0123456789":
            yield from _new_score(text[:index] + digit + text[index + 1 :], seen)
    for left, right in pairwise(places):
        chars = list(text)
        chars[left], chars[right] = chars[right], chars[left]
        yield from _new_score("".join(chars), seen)


def _new_score(text: str, seen: set[str]) -> Iterator[Decimal]:
    """Yield the score if it is possible and not seen before, and add the text to the seen ones."""
    leading_zero = text[0] == "0" and text[1] != "."
    if text not in seen and not leading_zero and Decimal(text) <= 100:
        yield Decimal(text)
    seen.add(text)
