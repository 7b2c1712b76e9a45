"""Check that equal scores and places of several files are one object in the parent, and only there."""

from __future__ import annotations

import copyreg
import pickle
from fractions import Fraction

from ita_xlsx.intake.isolation.worker import run_all_isolated
from ita_xlsx.model.layout.grid import Place


def _values(number: int) -> tuple[Fraction, Fraction, Place, str]:
    """Run in a child."""
    return Fraction(1667, 20), Fraction(number, 7), Place("IIT", 3, number), "ก"


def test_values_of_children_are_shared() -> None:
    first, second, third = run_all_isolated(_values, (1, 2, 1), jobs=2)
    assert first == third == _values(1)
    assert second == _values(2)
    assert first[0] is second[0]
    assert first[1] is third[1]
    assert first[2] is third[2]


def test_a_caller_writes_its_own_numbers_as_before() -> None:
    next(run_all_isolated(_values, (1,)))
    assert Fraction not in copyreg.dispatch_table
    assert b"ita_xlsx" not in pickle.dumps(Fraction(1, 3))
