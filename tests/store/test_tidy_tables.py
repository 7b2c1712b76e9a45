"""Check that every row of the tables holds what it should, and refers to rows that exist."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from ita_xlsx.catalogue import load_framework
from ita_xlsx.model.agency import Agency
from ita_xlsx.model.decisions import Correction
from ita_xlsx.model.round_state import AgencyReturn, RoundState, State
from ita_xlsx.store.columns import AGENCIES, FINDINGS, MEASURES, SCORES, TIDY
from ita_xlsx.store.groups_of_export import GROUPS
from ita_xlsx.store.shapes import TableShape
from ita_xlsx.store.tidy_tables import tables
from tests.store.samples import province_of, reading_of


def table(province: RoundState, shape: TableShape) -> list[dict[str, Any]]:
    """A table's rows by column, with contacts."""
    rows = next(item for item in tables(province, with_contacts=True) if item.shape is shape).rows()
    return [dict(zip([column.name for column in shape.columns], row, strict=True)) for row in rows]


def test_every_row_is_as_long_as_its_columns_and_no_key_stands_twice(province: RoundState) -> None:
    assert tuple(item.shape for item in tables(province)) == TIDY
    for item in tables(province, with_contacts=True):
        rows = list(item.rows())
        assert rows
        assert {len(row) for row in rows} == {len(item.shape.columns)}
        keys = [tuple(row[name] for name in item.shape.key) for row in table(province, item.shape)]
        assert not item.shape.key or len(set(keys)) == len(keys)


def test_every_reference_names_a_row(province: RoundState) -> None:
    known = {(row["year"], row["code"]) for row in table(province, AGENCIES)}
    for shape in TIDY[1:]:
        assert {(row["year"], row["agency"]) for row in table(province, shape) if row.get("agency")} <= known


def test_each_group_has_its_mean_and_its_quartiles() -> None:
    kinds = {"P01": "ก", "P02": "ข", "P03": " ก", "P04": "", "P05": "ก"}
    scores = {"P01": "80", "P02": "91", "P03": "83.335", "P05": "90"}
    framework = load_framework(2568)
    members = tuple(
        AgencyReturn(agency=Agency(code, f"หน่วยงาน {code}", kind=kind), state=State.RETURNED, summary=reading)
        if (reading := reading_of(framework, code, scores[code]) if code in scores else None)
        else AgencyReturn(agency=Agency(code, f"หน่วยงาน {code}", kind=kind), state=State.MISSING)
        for code, kind in kinds.items()
    )
    rows = table(province_of(framework, *members), GROUPS)
    shown = ("grouped_by", "name", "members", "with_score", "mean", "lower_quartile", "median", "upper_quartile")
    assert [tuple(row[name] for name in shown) for row in rows if row["subject"] == "overall"] == [
        ("all", None, 5, 4, Decimal("86.08"), Decimal("82.50"), Decimal("86.67"), Decimal("90.25")),
        ("kind", "ข", 1, 1, *[Decimal("91.00")] * 4),
        ("kind", "ก", 3, 3, Decimal("84.45"), Decimal("81.67"), Decimal("83.34"), Decimal("86.67")),
        ("kind", None, 1, 0, None, None, None, None),
    ]
    assert len(rows) == 4 * 14


def test_an_agency_tells_its_state_its_rank_and_whose_date_it_is(province: RoundState) -> None:
    shown = ("code", "province", "state", "overall", "rank", "received_from", "late")
    rows = [tuple(row[name] for name in shown) for row in table(province, AGENCIES)]
    assert rows == [
        ("P01", "สมุทรปราการ", "returned", Decimal("83.34"), 2, "decision", False),
        ("P02", "ระยอง", "returned", Decimal("91.00"), 1, "mail", True),
        ("P03", "สมุทรปราการ", "missing", None, None, None, False),
        ("P04", "สมุทรปราการ", "rejected", None, None, None, False),
    ]


@pytest.mark.parametrize(
    ("scores", "ranks"),
    [
        (("90", "80", "70"), [1, 2, 3]),
        (("80", "80.004", "70"), [1, 1, 3]),
        (("80", "80.005", "80"), [2, 1, 2]),
        (("70", "80", "80"), [3, 1, 1]),
    ],
)
def test_scores_that_look_equal_share_a_rank(scores: tuple[str, ...], ranks: list[int]) -> None:
    framework = load_framework(2568)
    members = [
        AgencyReturn(agency=Agency(str(n), str(n)), state=State.RETURNED, summary=reading_of(framework, str(n), score))
        for n, score in enumerate(scores)
    ]
    assert [row["rank"] for row in table(province_of(framework, *members), AGENCIES)] == ranks


def test_a_rejected_file_leaves_findings_but_no_scores(province: RoundState) -> None:
    assert {row["agency"] for row in table(province, SCORES)} == {"P01", "P02"}
    # Its measures are of no concern to its scores.
    assert {row["agency"] for row in table(province, MEASURES)} == {"P01", "P02", "P04"}
    assert [row["agency"] for row in table(province, FINDINGS)] == ["P01", "P02", "P04", None]


def test_a_corrected_score_is_marked_with_all_that_is_computed_from_it() -> None:
    framework = load_framework(2568)
    correction = Correction(code="P", subject="e1 public", becomes=Fraction(90), informant="สมชาย 081-111-2222")
    members = [
        AgencyReturn(
            agency=Agency(code, code),
            state=State.RETURNED,
            summary=reading_of(framework, code, corrections=corrections),
        )
        for code, corrections in (("P", (correction,)), ("Q", ()))
    ]
    rows = table(province_of(framework, *members), SCORES)
    marked = {(row["agency"], row["subject"]) for row in rows if row["corrected"]}
    assert marked == {("P", "e1 public"), *(("P", subject) for subject in framework.ancestors("e1 public"))}
    assert ("P", "overall") in marked


def test_a_score_says_what_it_is(province: RoundState) -> None:
    framework = province.framework
    hole = tuple(None if subject == "i2" else Fraction(1, 3) for subject in framework.nodes)
    member = AgencyReturn(
        agency=Agency("P", "p"), state=State.RETURNED, summary=reading_of(framework, "P", values=hole, complete=False)
    )
    rows = {row["subject"]: row for row in table(province_of(framework, member), SCORES)}
    assert [rows[name]["basis"] for name in ("IIT", "i1", "i2")] == ["given", "computed", "missing"]
    assert (rows["i1"]["score"], str(rows["i1"]["score_2"]), rows["i2"]["score"]) == (Fraction(1, 3), "0.33", None)
