"""Hold which agencies and measures of a plan find no partner in the roster (M534 and M535)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ita_xlsx.checks import check_agencies, check_reach
from ita_xlsx.model.agency import Agency, Roster
from ita_xlsx.model.measures import Measure, Plan

AGENCIES = tuple(Agency(code, f"หน่วยงาน {code}") for code in ("P01", "P02", "P03"))
ROSTER = Roster(AGENCIES)


def plan(*units: tuple[str, ...], drafted_for: Agency | None = None) -> Plan:
    """A plan with a measure m1, m2 … for each of these groups of agencies."""
    measures = tuple(
        Measure(id=f"m{number}", indicator="", measure="", steps=(), units=group)
        for number, group in enumerate(units, 1)
    )
    return Plan(measures=measures, drafted_for=drafted_for)


@pytest.mark.parametrize(
    ("units", "names"),
    [
        ([("P01",)], []),
        ([("p01",), ("หน่วยงาน P02",)], []),
        ([()], []),
        ([("P01", "X9")], []),
        ([("X9",)], ["m1"]),
        ([("P01",), ("X8", "X9"), ("X9",)], ["m2, m3"]),
    ],
)
def test_measures_that_name_only_strangers_are_told(units: list[tuple[str, ...]], names: list[str]) -> None:
    found = check_reach(plan(*units), ROSTER)
    assert [(item.code, dict(item.params)["names"]) for item in found] == [("M534", name) for name in names]
    assert check_reach(plan(*units), None) == ()


@pytest.mark.parametrize(
    ("units", "names"),
    [
        ([], []),
        ([()], []),
        ([("P01",), ()], []),
        ([("P01", "หน่วยงาน P02"), ("p03",)], []),
        ([("P01",), ("P03",)], ["P02"]),
        ([("P02",)], ["P01, P03"]),
    ],
)
def test_agencies_without_a_measure_are_told(units: list[tuple[str, ...]], names: list[str]) -> None:
    found = check_agencies(plan(*units), AGENCIES)
    assert [(item.code, dict(item.params)["names"]) for item in found] == [("M535", name) for name in names]


@pytest.mark.parametrize(
    ("units", "codes"),
    [([("P02",), ("P02",)], []), ([("P02",), ("P03",)], ["M535"]), ([("P02", "P03")], ["M535"])],
)
def test_a_draft_that_is_for_its_one_agency_is_told_once(units: list[tuple[str, ...]], codes: list[str]) -> None:
    one = replace(plan(*units), drafted_for=AGENCIES[1])
    assert [item.code for item in check_agencies(one, AGENCIES)] == codes
