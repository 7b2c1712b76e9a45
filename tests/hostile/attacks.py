"""List the crafted files that must be refused in plain words, or read right, and never stop the program."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from tests.hostile.bombs import bombs
from tests.hostile.case import Case, open_book
from tests.hostile.containers import containers
from tests.hostile.grids import grids
from tests.hostile.impostors import impostors
from tests.hostile.oddities import oddities
from tests.hostile.packages import packages

FAMILIES = (impostors, packages, containers, grids, oddities, bombs)


def attacks(good: bytes, seed: int) -> Iterator[Case]:
    """Every attack on a good workbook, one at a time; the seed picks the parts, places and sizes."""
    book = open_book(good)
    for family in FAMILIES:
        # Each family draws from its own stream, so a case added to one leaves the others as they were.
        yield from family(book, Random(f"{family.__name__} {seed}"))
