"""Make values cheap: a dataclass is pickled by its fields only, and many named tuples are made at once by their fields.

Works on values only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields
from fractions import Fraction
from functools import lru_cache, partial
from typing import Any, Self, TypeVar

_Result = TypeVar("_Result")
_Record = TypeVar("_Record", bound="tuple[Any, ...]")


class Fields:
    """A base class of frozen dataclasses that are pickled by their fields only; caches are computed again."""

    def __getstate__(self) -> dict[str, Any]:
        """Return the fields by name."""
        return {item.name: getattr(self, item.name) for item in fields(self)}  # type: ignore[arg-type]

    def once(self, compute: Callable[[Self], _Result]) -> _Result:
        """Return what a function computes from this value, computed at the first call; nobody may change it."""
        kept: dict[Callable[[Self], Any], Any] = self.__dict__.setdefault("_once", {})
        if compute not in kept:
            kept[compute] = compute(self)
        result: _Result = kept[compute]
        return result


def pack_scores(scores: Sequence[Fraction | None]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the numerators and the denominators of scores, which pickle in a tenth of the time; 0, 0 for None."""
    ratios = [(0, 0) if score is None else score.as_integer_ratio() for score in scores]
    return tuple([top for top, _ in ratios]), tuple([bottom for _, bottom in ratios])


def unpack_scores(tops: Sequence[int], bottoms: Sequence[int]) -> tuple[Fraction | None, ...]:
    """Return the scores that ``pack_scores`` packed; equal ones are one object, as a round holds them many times."""
    return tuple([shared_score(top, bottom) if bottom else None for top, bottom in zip(tops, bottoms, strict=True)])


@lru_cache(maxsize=65536)
def shared_score(numerator: int, denominator: int) -> Fraction:
    """Return the score of numerator and denominator, the same object for the same numbers."""
    return Fraction(numerator, denominator)


def make_records(kind: type[_Record], *columns: Iterable[Any]) -> list[_Record]:
    """Return a named tuple of a kind for each row of some columns, one column for each of its fields.

    A form has hundreds of small values; made at once they cost a quarter of what calls one by one do. The shortest
    column ends the rows; raise TypeError for another number of columns than of fields.
    """
    names: tuple[str, ...] = getattr(kind, "_fields")  # noqa: B009
    if len(columns) != len(names):
        raise TypeError(f"{kind.__name__} has the fields {', '.join(names)}")
    return list(map(partial(tuple.__new__, kind), zip(*columns, strict=False)))
