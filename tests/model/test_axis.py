"""Check that every score has a bar on an axis that does not begin at zero."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ita_xlsx.model.province.axis import axis_below


@pytest.mark.parametrize(
    ("lowest", "start"),
    [("85.00", 80), ("80.00", 70), ("80.99", 70), ("81.00", 80), ("9.99", 0), ("0.00", 0), ("100.00", 90)],
)
def test_the_axis_begins_at_ten_points_below_the_lowest(lowest: str, start: int) -> None:
    axis = axis_below([Decimal("100.00"), Decimal(lowest)])
    assert axis.start == start
    assert axis.place(Decimal(start)) == "0.0"
    assert axis.place(Decimal(100)) == "100.0"


def test_a_place_is_given_in_percent_of_the_axis() -> None:
    assert axis_below([Decimal("85.00")]).place(Decimal("93.61")) == "68.0"
