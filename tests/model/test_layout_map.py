"""Check that no header of any workbook moves unseen, and that headers stand where the layouts lay them out."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from fractions import Fraction
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from ita_xlsx.catalogue import Definition, load_framework, load_measures
from ita_xlsx.cycle.analyze import analyze_return, make_analysis
from ita_xlsx.cycle.frameworks import make_definition
from ita_xlsx.diagnosis.province_plan import draft_province_plan
from ita_xlsx.diagnosis.track_steps import track_steps
from ita_xlsx.model.earlier_years.history import EarlierYear
from ita_xlsx.model.edition import Edition
from ita_xlsx.model.framework import OVERALL
from ita_xlsx.model.layout.grid import Table, a1
from ita_xlsx.model.layout.measures_layout import MATRIX
from ita_xlsx.model.layout.stamp import STAMP_TABLE
from ita_xlsx.model.layout.weak_points_layout import STRENGTHS
from ita_xlsx.model.measures import Plan
from ita_xlsx.model.oit.oit_items import NO_WINDOW, AgencyItems, OitItem
from ita_xlsx.model.province.groups import GroupBy
from ita_xlsx.model.province.standing import standings
from ita_xlsx.model.province_results import ProvinceResults
from ita_xlsx.model.round_measures import EarlierSteps
from ita_xlsx.model.round_state import RoundState
from ita_xlsx.output.kit.kit_workbook import write_kit
from ita_xlsx.output.links_workbook import write_links
from ita_xlsx.output.measures import write_measures_workbook
from ita_xlsx.output.province import write_consolidated, write_handover, write_status
from ita_xlsx.output.province.plan import write_province_plan
from ita_xlsx.output.tracking_form import TrackingForm, reported_rows, write_tracking_workbook
from tests.conftest import AGENCY, EDITION, ISSUED, full_scores, submission_of, write_form
from tests.support.forms import NOWHERE, entries, fill_by_openpyxl, read
from tests.support.grouped_provinces import NATIONAL, grouped
from tests.support.layout_tables import (
    AGENCIES,
    EARLIER,
    FORM_OF_PLAN,
    GROUP,
    OWNER,
    WITHOUT_TABLE,
    YEARS,
    earlier_years,
    tables_of_every_year,
    tables_of_year,
)
from tests.support.links import judge
from tests.support.pages import UPDATE
from tests.support.provinces import earlier_of, nobody, province_of
from tests.support.tracked_steps import AS_OF, member_of, reported
from tests.support.tracked_steps import province_of as province_with_steps

GOLDEN = Path(__file__).with_name("layout_map.txt")
HEAD = "workbook | year | sheet | column key | header text | address of the header | first data row"
EVERY_YEAR = "every"
# What helps formulas has no header, and an agency's column is headed by its name.
UNNAMED = {(STRENGTHS, "position"), *((MATRIX, f"agency {number}") for number in AGENCIES)}
EVIDENCE = "https://test.example.go.th/o1"


def lines_of(workbook: str, year: str, tables: Iterable[Table]) -> Iterator[str]:
    """Give a line a column of each table."""
    for table in tables:
        for column in table.columns:
            header = column.header.replace("\n", "\\n")
            address = a1(table.header_row, table.col(column.key))
            words = (workbook, year, table.sheet, column.key, header, address, str(table.first_row + 1))
            yield " | ".join(words)


def layout_map() -> list[str]:
    """Return the map as the layouts have it."""
    lines = [HEAD]
    for workbook, tables in tables_of_every_year().items():
        lines += lines_of(workbook, EVERY_YEAR, tables)
    for year in YEARS:
        for workbook, tables in tables_of_year(year).items():
            lines += lines_of(workbook, str(year), tables)
    return lines


def tables_of(workbook: str, year: int) -> tuple[Table, ...]:
    """Return the tables of one workbook of a year."""
    return (*tables_of_every_year().get(workbook, ()), *tables_of_year(year).get(workbook, ()))


ADVICE = f"""Forms that were sent out have the old layout: undo the change if you did not want to move a column.
If you did: {UPDATE}=1 python3 -m pytest -n 0 tests/model/test_layout_map.py"""


def test_no_header_moves_unseen() -> None:
    """A map that differs means that new workbooks are laid out otherwise than those already sent out."""
    lines = layout_map()
    if os.environ.get(UPDATE) == "1":
        GOLDEN.write_text("\n".join(lines) + "\n", encoding="utf-8")
    golden = GOLDEN.read_text(encoding="utf-8").splitlines()
    found, expected = set(lines), set(golden)
    gone = [f"- {line}" for line in golden if line not in found]
    come = [f"+ {line}" for line in lines if line not in expected]
    assert lines == golden, "\n".join((ADVICE, *gone, *come))


def test_no_cell_is_the_header_of_two_columns() -> None:
    places = [line.split(" | ") for line in layout_map()[1:]]
    found = [(workbook, year, sheet, address) for workbook, year, sheet, _, _, address, _ in places]
    assert len(set(found)) == len(found)


def form(folder: Path, year: int) -> bytes:
    """An agency's form with all scores, one of them too exact, and one announced figure."""
    framework = load_framework(year)
    scores = full_scores(framework)
    path = write_form(folder / "form.xlsx", framework, submission_of(framework, scores))
    exact = {next(iter(scores)): "90.125"}
    fill_by_openpyxl(path, path, entries(framework, exact, {OVERALL: "80"}))
    return path.read_bytes()


def analysis(folder: Path, year: int, years: tuple[int, ...] = (), plan_layout: str = "2568") -> bytes:
    """The analysis of that form, beside earlier years of the same results."""
    form(folder, year)
    returned = read(folder / "form.xlsx")
    assert returned.results is not None
    earlier = tuple(EarlierYear(then, f"{then}.xlsx", returned.results) for then in years)
    found = analyze_return(returned, NOWHERE, earlier)
    assert found is not None
    found = replace(found, standing=standings(ProvinceResults(grouped_round(year)))["p01"])
    return make_analysis(found, Edition(issued=ISSUED, plan_layout=plan_layout))


def measures(_: Path, year: int) -> bytes:
    """The workbook of measures of two agencies, the first with steps of one owner, some of them left from last year."""
    steps = [reported(f"a.{number}", "แล้วเสร็จ", EVIDENCE, owner=OWNER) for number in range(3)]
    before = EarlierSteps(year - 1, (("P01", (reported("a.1"),)),))
    members = (member_of("P01", *steps), member_of("P02", reported("a.1", owner=OWNER)))
    province = replace(province_with_steps(*members), framework=load_framework(year))
    return write_measures_workbook(track_steps(province, AS_OF, earlier=before), (), EDITION, by_owner=True)


def tracking(_: Path, year: int) -> bytes:
    """The tracking form of a step that has an address."""
    rows = tuple(reported_rows([reported("a.1", "แล้วเสร็จ", EVIDENCE)]))
    return write_tracking_workbook(
        TrackingForm(framework=load_framework(year), agency=AGENCY, year=year, rows=rows), EDITION
    )


def grouped_round(year: int) -> RoundState:
    """Eight agencies of one kind in one district, and a mean of the country."""
    return replace(grouped(province_of(year, 8), (GROUP,), ("เมือง",)), national=replace(NATIONAL, year=None))


def consolidated(_: Path, year: int) -> bytes:
    """The workbook of eight agencies of a province and two earlier rounds."""
    province = grouped_round(year)
    return write_consolidated(province, earlier_of(province), EDITION, own_sheets=(GroupBy.KIND,))


def handover(_: Path, year: int) -> bytes:
    """The workbook for the next officer, with a note beside an announced figure."""
    province = province_of(year, 8)
    first = province.members[0]
    assert first.summary is not None
    noted = replace(first, summary=replace(first.summary, notes=((OVERALL, "เดิม 81"),)))
    return write_handover(replace(province, members=(noted, *province.members[1:])), EDITION)


def kit(_: Path, year: int) -> bytes:
    """The kit of an agency with one item below full marks."""
    item = OitItem(code="o1", indicator="", text="โครงสร้าง", score=Fraction(50), url=EVIDENCE)
    items = AgencyItems(agency=AGENCY, framework=load_framework(year), instrument="OIT", file="", items=(item,))
    return write_kit(items, {}, NO_WINDOW, EDITION)


def province_plan(_: Path, year: int) -> bytes:
    """The plan that is drafted for a province of eight agencies."""
    results = ProvinceResults(province_of(year, 8))
    return write_province_plan(draft_province_plan(results, load_measures(), Plan()), results.province, EDITION)


MAKERS: dict[str, Callable[[Path, int], bytes]] = {
    "agency form": form,
    "analysis": analysis,
    EARLIER: lambda folder, year: analysis(folder, year, earlier_years(year)),
    "consolidated": consolidated,
    "status": lambda _, year: write_status(province_of(year, 8), EDITION),
    "handover": handover,
    "measures": measures,
    "plan of a province": province_plan,
    "tracking form": tracking,
    "framework": lambda _, year: make_definition(Definition(load_framework(year), load_measures()), EDITION),
    "clarification": kit,
    "links": lambda _, year: write_links((judge(EVIDENCE),), nobody(year), EDITION),
}
CASES = [(workbook, year) for workbook in MAKERS for year in YEARS]
# The form in which a plan is laid out has nothing to do with the year.
PLANS = [(workbook, 2568) for workbook in FORM_OF_PLAN]


@pytest.fixture(scope="module", params=[*CASES, *PLANS], ids=lambda case: f"{case[0]} {case[1]}")
def made_workbook(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, int, Workbook]:
    """One workbook made by the program, with its name in the map and its year."""
    workbook, year = request.param
    folder = tmp_path_factory.mktemp("workbook")
    if workbook in FORM_OF_PLAN:
        data = analysis(folder, year, plan_layout=FORM_OF_PLAN[workbook])
    else:
        data = MAKERS[workbook](folder, year)
    return workbook, year, openpyxl.load_workbook(BytesIO(data))


def test_every_header_stands_where_the_map_has_it(made_workbook: tuple[str, int, Workbook]) -> None:
    workbook, year, book = made_workbook
    tables = tables_of(workbook, year)
    expected = [
        (table.sheet, address, column.header)
        for table in tables
        for column in table.columns
        for address in (a1(table.header_row, table.col(column.key)),)
        if (table.sheet, column.key) not in UNNAMED
    ]
    found = [(sheet, address, book[sheet][address].value or "") for sheet, address, _ in expected]
    assert [pair for pair in zip(found, expected, strict=True) if pair[0] != pair[1]] == []


def test_no_sheet_is_missing_from_the_map(made_workbook: tuple[str, int, Workbook]) -> None:
    workbook, year, book = made_workbook
    if workbook not in FORM_OF_PLAN:
        mapped = {table.sheet for table in tables_of(workbook, year)}
        assert set(book.sheetnames) - WITHOUT_TABLE == mapped | {STAMP_TABLE.sheet}
