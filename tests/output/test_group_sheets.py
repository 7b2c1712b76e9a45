"""Check the sheets of kinds and districts: figures against pandas, formulas against LibreOffice, names."""

from __future__ import annotations

from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pandas
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_xlsx.model.agency import Agency
from ita_xlsx.model.edition import Edition
from ita_xlsx.model.framework import OVERALL
from ita_xlsx.model.kind import Kind
from ita_xlsx.model.layout.groups.groups_layout import FIVE, KINDS, MOST_SHEETS, SHEETS, GroupsLayout
from ita_xlsx.model.layout.province_layout import RANKING, ProvinceLayout
from ita_xlsx.model.province.group_figures import GroupResults
from ita_xlsx.model.province.groups import NO_GROUP, GroupBy
from ita_xlsx.model.province_results import ProvinceResults
from ita_xlsx.model.round_state import RoundState, State
from ita_xlsx.output.province import write_consolidated
from ita_xlsx.output.province.groups.sheet_names import named_sheets
from tests.conftest import ISSUED
from tests.libreoffice.office import Office
from tests.libreoffice.workbooks import cached_values, differences, empty_cached_values
from tests.support.grouped_provinces import DISTRICTS, NATIONAL, ODD_KINDS, grouped, large_province
from tests.support.provinces import announced_only, nobody, province_of

BOTH = tuple(GroupBy)


def saved(path: Path, province: RoundState, own_sheets: tuple[GroupBy, ...] = BOTH, digits: str = "arabic") -> Path:
    path.write_bytes(write_consolidated(province, (), Edition(issued=ISSUED, digits=digits), None, own_sheets))
    return path


def shown(path: Path) -> Any:
    return openpyxl.load_workbook(path, data_only=True)


def rows_of(path: Path, by: GroupBy) -> dict[str, dict[str, Any]]:
    """The rows of the sheet of groups by the name of the group, all agencies and the country among them."""
    sheet = shown(path)[SHEETS[by]]
    table = GroupsLayout(ProvinceLayout(province_of(2568, 2).framework)).groups(by, 1)
    keys = [column.key for column in table.columns]
    rows = (dict(zip(keys, row, strict=True)) for row in sheet.iter_rows(table.first_row + 1, values_only=True))
    return {row["name"]: row for row in rows if row["name"]}


def frame_of(province: RoundState) -> pandas.DataFrame:
    """Every counted agency with its groups, its score at two decimals and its exact one."""
    counted = [member for member in province.members if member.counts]
    scores = [float(member.summary.values[0] or 0) for member in counted if member.summary]
    frame = pandas.DataFrame(
        {
            "code": [member.agency.code for member in counted],
            "kind": [member.agency.kind.replace(" ", "") for member in counted],
            "district": [member.agency.district for member in counted],
            "level": [member.summary.level for member in counted if member.summary],
            "score": scores,
        }
    )
    frame["rounded"] = frame["score"].map(two)
    return frame


def two(value: float) -> float:
    return float(Decimal(repr(float(value) + 1e-9)).quantize(Decimal("0.01"), ROUND_HALF_UP))


@pytest.mark.parametrize("by", BOTH)
def test_ranks_and_quartiles_of_290_agencies_equal_those_of_pandas(tmp_path: Path, by: GroupBy) -> None:
    province = large_province()
    frame, path = frame_of(province), saved(tmp_path / "c.xlsx", province, ())
    rows = rows_of(path, by)
    groups = frame.groupby(by.value)
    names = {name.replace(" ", ""): row for name, row in rows.items()}
    assert len(groups) == (4 if by is GroupBy.KIND else 2)
    for name, group in groups:
        row = names[str(name)]
        expected = [two(group["score"].quantile(part / 4)) for part in range(5)]
        assert [row[key] for key in FIVE] == expected
        assert (row["counted"], row["mean"]) == (len(group), two(group["score"].mean()))
        assert row["below"] == (group["rounded"] < 85).sum()
    assert sum(row["members"] for row in list(names.values())[: len(groups)]) == len(province.members)
    everyone = rows["ทุกหน่วยงาน"]
    assert [everyone[key] for key in FIVE] == [two(frame["score"].quantile(part / 4)) for part in range(5)]
    ranks = frame.set_index("code").groupby("kind")["rounded"].rank(method="min", ascending=False)
    book = shown(path)
    table = ProvinceLayout(province.framework).ranking(len(frame))
    col = {column.key: place for place, column in enumerate(table.columns)}
    listed = list(book[RANKING].iter_rows(table.first_row + 1, table.last_row + 1, values_only=True))
    assert {row[col["code"]]: row[col["kind_rank"]] for row in listed} == ranks.to_dict()


CASES = {
    "odd": lambda: grouped(province_of(2568, 62)),
    "earlier": lambda: grouped(province_of(2562, 31)),
    "nobody": lambda: grouped(nobody(2568)),
    "announced": lambda: grouped(announced_only(2568)),
    "kinds only": lambda: grouped(province_of(2568, 31), districts=("",)),
    "districts only": lambda: grouped(province_of(2568, 31), kinds=("",)),
}


@pytest.mark.parametrize("case", CASES)
def test_every_formula_agrees_with_its_value(office: Office, tmp_path: Path, case: str) -> None:
    path = saved(tmp_path / "c.xlsx", CASES[case](), digits="thai" if case == "odd" else "arabic")
    emptied, computed = tmp_path / "empty.xlsx", tmp_path / "new.xlsx"
    empty_cached_values(path, emptied)
    office.recalculate(emptied, computed)
    assert differences(cached_values(path), cached_values(computed)) == []


def test_figures_follow_what_is_typed_into_the_matrix(office: Office, tmp_path: Path) -> None:
    province = grouped(province_of(2568, 31), kinds=("ก", "ข"))
    path = saved(tmp_path / "c.xlsx", province)
    results = ProvinceResults(province)
    matrix = ProvinceLayout(province.framework).indicators(len(results.counted))
    table = GroupsLayout(ProvinceLayout(province.framework)).groups(GroupBy.KIND, 2)
    places = [(KINDS, f"{letter}{table.first_row + 1 + row}") for row in range(2) for letter in "DEFGHIJ"]
    before = office.values(path, places)
    # The first agency of the matrix loses an indicator, so it has no overall score and counts no more.
    first = results.framework.of_kind(Kind.INDICATOR)[0].subject
    row = matrix.first_row
    after = office.values(path, places, [(matrix.sheet, f"{chr(65 + matrix.col(first))}{row + 1}", "")])
    kind = GroupResults(results, GroupBy.KIND).name_of(results.counted[0].number)
    at = [group.name for group in GroupResults(results, GroupBy.KIND).groups].index(kind)
    changed, same = after[7 * at : 7 * at + 7], after[7 * (1 - at) : 7 * (1 - at) + 7]
    assert changed[0] == float(before[7 * at]) - 1
    assert changed[1] != before[7 * at + 1]
    assert same == before[7 * (1 - at) : 7 * (1 - at) + 7]


def test_a_round_without_kinds_and_districts_has_no_sheet_of_them(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(saved(tmp_path / "c.xlsx", province_of(2568, 31)))
    assert not {KINDS, *SHEETS.values()} & set(book.sheetnames)


def test_a_group_in_which_nobody_counts_has_dashes(tmp_path: Path) -> None:
    province = grouped(province_of(2568, 31), kinds=("ก",))
    empty = next(item for item in province.members if item.state is State.MISSING)
    members = tuple(
        replace(item, agency=replace(item.agency, kind="ว่าง")) if item is empty else item for item in province.members
    )
    row = rows_of(saved(tmp_path / "c.xlsx", replace(province, members=members)), GroupBy.KIND)["ว่าง"]
    assert (row["members"], row["counted"], row["good"], row["below"]) == (1, 0, 0, 0)
    assert {row[key] for key in ("mean", *FIVE, "IIT")} == {"–"}


def test_agencies_without_a_kind_are_a_group_and_the_country_stands_below(tmp_path: Path) -> None:
    path = saved(tmp_path / "c.xlsx", grouped(province_of(2568, 62)))
    rows = rows_of(path, GroupBy.KIND)
    assert rows[NO_GROUP[GroupBy.KIND]]["members"] == 62 // len(ODD_KINDS)
    country = rows["ค่าเฉลี่ยประเทศ ปี 2568"]
    assert [country[key] for key in ("mean", "IIT", "1", "EIT")] == [91.2, 90.1, 88, None]
    texts = [cell.value for row in openpyxl.load_workbook(path)[KINDS].iter_rows() for cell in row]
    assert f"ที่มาของค่าเฉลี่ยประเทศ: {NATIONAL.source}" in texts


def test_a_sheet_of_a_group_holds_its_agencies_alone(tmp_path: Path) -> None:
    province = grouped(province_of(2568, 62))
    book = shown(saved(tmp_path / "c.xlsx", province))
    for groups in (GroupResults(ProvinceResults(province), by) for by in GroupBy):
        for name, _, group in named_sheets([groups]):
            codes = [row[2] for row in book[name].iter_rows(6, values_only=True) if row[2]]
            members = [province.members[place] for place in group.group.places]
            assert sorted(codes) == sorted(item.agency.code for item in members), name
            ranks = [row[0] for row in book[name].iter_rows(6, values_only=True) if isinstance(row[0], int)]
            assert ranks == [group.rank(place) for place in group.order]
            assert len(ranks) == group.counted


NAMES = st.lists(st.text(min_size=1, max_size=60), min_size=1, max_size=12)


@given(NAMES)
def test_names_of_sheets_are_names_for_excel(kinds: list[str]) -> None:
    province = grouped(province_of(2568, 31), kinds=kinds, districts=DISTRICTS)
    results = ProvinceResults(province)
    names = [name for name, _, _ in named_sheets(GroupResults(results, by) for by in GroupBy)]
    assert len({name.casefold() for name in names}) == len(names)
    for name in names:
        assert 0 < len(name.encode("utf-16-le")) // 2 <= 31
        assert name.isprintable()
        assert not set(name) & set("[]:*?/\\")
        assert name.strip("' ") == name


def test_at_most_so_many_groups_get_a_sheet(tmp_path: Path) -> None:
    base = province_of(2568, 31).members[0]
    agencies = [Agency(f"P{n}", f"ก{n}", kind=f"ชนิด {n}") for n in range(MOST_SHEETS + 5)]
    province = replace(province_of(2568, 31), members=tuple(replace(base, agency=agency) for agency in agencies))
    book = openpyxl.load_workbook(saved(tmp_path / "c.xlsx", province))
    assert sum(name.startswith("ประเภท ") for name in book.sheetnames) == MOST_SHEETS


def test_the_overall_score_of_a_heat_map_is_the_one_of_the_ranks(tmp_path: Path) -> None:
    province = grouped(province_of(2568, 62))
    results = ProvinceResults(province)
    overall = {item.agency.code: float(score) for item, score in zip(results.counted, results.overall, strict=True)}
    book = shown(saved(tmp_path / "c.xlsx", province, (GroupBy.DISTRICT,)))
    col = GroupsLayout(ProvinceLayout(province.framework)).agencies("x", 1).col(OVERALL)
    for name, _, _ in named_sheets([GroupResults(results, GroupBy.DISTRICT)]):
        for row in book[name].iter_rows(6, values_only=True):
            if isinstance(row[0], int):
                assert row[col] == overall[row[2]]


def test_agencies_without_a_group_are_the_last_one() -> None:
    groups = GroupResults(ProvinceResults(grouped(province_of(2568, 62))), GroupBy.KIND).groups
    assert [item.group.is_named for item in groups] == [True] * (len(groups) - 1) + [False]
