"""Hold the analyses and cards of a round: which files count, what is left out, and that nothing stops at one file."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from ita_xlsx.cycle.context import RunContext
from ita_xlsx.cycle.files import Target
from ita_xlsx.cycle.giving_back.analyze_round import RoundAnalyses, analyze_round
from ita_xlsx.cycle.load_round import LoadedRound, load_round
from ita_xlsx.cycle.settings.load_context import load_context
from ita_xlsx.errors import OutputError
from ita_xlsx.intake.isolation.worker import without_children
from ita_xlsx.model.layout.card_layout import CARD, MEAN, SCORE, CardLayout
from ita_xlsx.model.layout.grid import Place
from ita_xlsx.model.layout.groups.standing_layout import STANDING
from ita_xlsx.model.round_state import State
from tests.conftest import EDITION
from tests.support.large_round import LargeRound, make_large_round
from tests.support.program import printed, run

pytestmark = pytest.mark.slow
_SIZE = 12


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> LargeRound:
    """The first twelve agencies of the large round, of which one sent nothing."""
    return make_large_round(tmp_path_factory.mktemp("round") / "r", _SIZE)


@pytest.fixture
def loaded(small: LargeRound, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[LoadedRound, RunContext]]:
    """The round, read in this process, which is its folder."""
    monkeypatch.chdir(small.folder)
    context = load_context("round.toml")
    with without_children():
        yield load_round(("inbox",), context, cached=False), context


def _analyzed(loaded: tuple[LoadedRound, RunContext], folder: Path, **options: object) -> RoundAnalyses:
    analyses, cards = Target(path=folder / "a"), Target(path=folder / "c")
    return analyze_round(*loaded, analyses, EDITION, cards=cards, **options)  # type: ignore[arg-type]


def _card(folder: Path, code: str) -> Worksheet:
    path = next((folder / "c").glob(f"* {code} *.xlsx"))
    return openpyxl.load_workbook(path, data_only=True)[CARD]


def test_each_agency_that_counts_gets_an_analysis_and_a_card(
    loaded: tuple[LoadedRound, RunContext], small: LargeRound, tmp_path: Path
) -> None:
    made = _analyzed(loaded, tmp_path)
    codes = [item.code for item in small.counted]
    assert [item.code for item in made.agencies] == codes
    assert [path.name.split()[2] for path in made.analyses] == codes == [path.name.split()[2] for path in made.cards]
    assert len(set(os.listdir(tmp_path / "a"))) == len(codes) == len(set(os.listdir(tmp_path / "c")))
    assert [(item.agency.code, item.state) for item in made.left_out] == [("L011", State.MISSING)]
    assert made.findings == ()


def test_each_workbook_is_of_its_own_agency(
    loaded: tuple[LoadedRound, RunContext], small: LargeRound, tmp_path: Path
) -> None:
    _analyzed(loaded, tmp_path)
    for agency in small.counted:
        for folder in ("a", "c"):
            path = next((tmp_path / folder).glob(f"* {agency.code} *.xlsx"))
            book = openpyxl.load_workbook(path)
            texts = {str(cell.value) for sheet in book for row in sheet for cell in row if cell.value is not None}
            others = [item.name for item in small.agencies if item.code != agency.code and item.name in texts]
            assert others == []
            assert any(agency.name in text for text in texts)


def test_a_file_that_changed_since_it_was_read_is_told_and_stops_nothing(
    loaded: tuple[LoadedRound, RunContext], small: LargeRound, tmp_path: Path
) -> None:
    path = next((small.folder / "inbox").glob("*L003*"))
    before = path.read_bytes()
    path.write_bytes(before + b" ")
    try:
        made = _analyzed(loaded, tmp_path)
    finally:
        path.write_bytes(before)
    assert [(item.code, dict(item.params)["agency"]) for item in made.findings] == [("C730", "L003")]
    assert len(made.analyses) == len(small.counted) - 1


def test_cards_that_compare_with_all_agencies_or_with_nobody_are_named(
    loaded: tuple[LoadedRound, RunContext], tmp_path: Path
) -> None:
    kinds = {"L001": "ก", "L002": ""}
    read, context = loaded
    members = tuple(
        replace(item, agency=replace(item.agency, kind=kinds.get(item.agency.code, "ข")))
        for item in read.province.members
    )
    made = _analyzed((replace(read, province=replace(read.province, members=members)), context), tmp_path)
    told = {str(item.code): dict(item.params) for item in made.findings}
    assert {code: (params["count"], params["value"]) for code, params in told.items()} == {
        "C732": ("1", "L002"),
        "C733": ("1", "L001"),
    }


def test_the_command_lists_what_it_made_and_whom_it_left_out(
    loaded: tuple[LoadedRound, RunContext], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    code, made = printed(capsys, "analyze", "--cards", tmp_path / "c", "--format", "json")
    assert (code, made["results"]["analyses"], len(made["results"]["cards"])) == (1, [], _SIZE - 1)
    assert [item["code"] for item in made["results"]["left_out"]] == ["L011"]
    assert run("analyze", "-o", tmp_path / "a.xlsx") == 2


def test_nothing_is_written_where_a_file_exists(
    loaded: tuple[LoadedRound, RunContext], small: LargeRound, tmp_path: Path
) -> None:
    made = _analyzed(loaded, tmp_path)
    made.analyses[3].unlink()
    kept = {path: path.read_bytes() for path in (*made.analyses[:3], *made.cards)}
    with pytest.raises(OutputError):
        _analyzed(loaded, tmp_path)
    assert not made.analyses[3].exists()
    assert {path: path.read_bytes() for path in kept} == kept


def test_the_analysis_is_the_one_of_the_form_alone(
    loaded: tuple[LoadedRound, RunContext], small: LargeRound, tmp_path: Path
) -> None:
    from ita_xlsx.cycle.receive import receive_path
    from ita_xlsx.cycle.runs.analyze_file import analyze_file, write_analysis_file

    made = _analyzed(loaded, tmp_path)
    file = next(Path("inbox").glob("*L001*"))
    run = analyze_file(receive_path(file, loaded[1]), loaded[1])
    write_analysis_file(run, Target(path=tmp_path / "one.xlsx"), EDITION)
    one, of_round = (openpyxl.load_workbook(path) for path in (tmp_path / "one.xlsx", made.analyses[0]))
    # Only over a round is there anybody to be compared with.
    assert one.sheetnames == [name for name in of_round.sheetnames if name != STANDING]
    for name in one.sheetnames:
        cells = [[[cell.value for cell in row] for row in book[name]] for book in (one, of_round)]
        assert cells[0] == cells[1], name


@pytest.mark.parametrize(("year", "is_used"), [("2568", False), ("2569", True), ("2567", False)])
def test_the_plan_in_force_is_used_only_after_the_results(
    loaded: tuple[LoadedRound, RunContext], small: LargeRound, tmp_path: Path, year: str, is_used: bool
) -> None:
    plan = tmp_path / "plan.csv"
    rows = f"รหัส,ตัวชี้วัด,มาตรการ,ขั้นตอน,ผู้รับผิดชอบ,ระยะเวลา\nm1,10,แผนของจังหวัดเอง,ขั้นหนึ่ง,หัวหน้า,30 กันยายน {year}\n"
    plan.write_text(rows, encoding="utf-8-sig")
    round_loaded, context = loaded
    context = replace(context, round=replace(context.round, measures=str(plan)))
    made = _analyzed((round_loaded, context), tmp_path)
    codes = {str(item.code) for item in made.findings}
    assert ("C731" in codes) is not is_used
    texts = {
        str(cell.value) for path in made.analyses for row in openpyxl.load_workbook(path)["แผนมาตรการ"] for cell in row
    }
    assert any("แผนของจังหวัดเอง" in text for text in texts) is is_used


def test_the_card_has_the_figures_of_its_group(
    loaded: tuple[LoadedRound, RunContext], small: LargeRound, tmp_path: Path
) -> None:
    _analyzed(loaded, tmp_path)
    province = loaded[0].province
    layout = CardLayout(province.framework)
    members = {item.agency.code: item.summary for item in province.counted if item.summary}
    kinds = {item.code: item.kind for item in small.agencies}
    overall = {code: float(summary.values[0] or 0) for code, summary in members.items()}
    for code in members:
        same = [overall[other] for other in members if kinds[other] == kinds[code]]
        sheet = _card(tmp_path, code)
        rank = 1 + sum(round(other, 2) > round(overall[code], 2) for other in same)
        assert _at(sheet, layout.rank) == f"{rank} จาก {len(same)}"
        node = province.framework.nodes["overall"]
        assert _at(sheet, layout.place(node, SCORE)) == pytest.approx(overall[code], abs=0.005001)
        assert _at(sheet, layout.place(node, MEAN)) == pytest.approx(sum(same) / len(same), abs=0.005001)


def _at(sheet: Worksheet, place: Place) -> object:
    return sheet.cell(place.row + 1, place.col + 1).value
