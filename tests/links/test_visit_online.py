"""Check that the command on links visits addresses only where it is asked to, and keeps what it learnt."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from ita_xlsx.model.links import LinkResult, link_result
from tests.links.websites import DAY, PUBLIC, World, kept
from tests.support.cells import step_cell
from tests.support.links import fill
from tests.support.program import printed, run
from tests.support.tracked_steps import rows_of


@pytest.fixture
def online(world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> World:
    """The program in a folder with the real form, its way out led to the stage."""
    monkeypatch.setenv("ITA_LANG", "en")
    monkeypatch.chdir(tmp_path)
    fill(tmp_path / "p01.xlsx")

    def visit(url: str) -> LinkResult:
        return replace(world.visitor().visit(url.replace("https://", "http://", 1)), url=url)

    monkeypatch.setattr("ita_xlsx.cycle.check_links._visit_from", lambda day: visit)
    return world


COMMAND = ("links", "p01.xlsx", "--framework", "2568", "--issued", "2026-11-20")
JSON = ("--format", "json")
GONE, CLOSED = "/samutsakhon-dwl-preview-451191791962", "/samutsakhon-contact"
LINKED = "https://www.opsmoac.go.th"


def test_visits_are_told_kept_and_believed(online: World, capsys: pytest.CaptureFixture[str]) -> None:
    online.http.statuses = {GONE: 404, CLOSED: 403}
    code, told = printed(capsys, *COMMAND, *JSON, "--online")
    assert code == 1
    cells = step_cell(2568, 36, "url").to(step_cell(2568, 37, "url")).a1
    assert [item["cell"] for item in told["findings"] if item["severity"] == "error"] == [cells]
    entries = [entry for entry in told["results"] if entry["url"]]
    assert {entry["checked"] for entry in entries} == {"2026-11-20"}
    by_path = {entry["url"].removeprefix(LINKED): (entry["verdict"], entry["rule"]) for entry in entries}
    assert by_path[GONE] == ("broken", "L421")
    assert by_path[CLOSED] == ("unknown", "L423")
    assert by_path["/samutsakhon-home"] == ("fine", None)
    # What opens is neither cut off nor misspelt; it may still need a login.
    assert {rule for entry in entries for rule in entry["rules"]} == {"L406", "L411", "L412", "L421", "L423"}
    assert len(online.http.seen) == 34
    results = kept()
    assert len(results) == 32
    assert results[LINKED + GONE] == link_result(LINKED + GONE, "L421", "404", "", DAY)

    online.http.statuses = {}
    code, again = printed(capsys, *COMMAND, *JSON)
    assert code == 1
    assert again["results"] == told["results"]
    assert len(online.http.seen) == 34
    code, again = printed(capsys, *COMMAND, *JSON, "--online")
    assert code == 1
    assert [path for _, _, path, _ in online.http.seen[34:]] == [CLOSED]
    code, again = printed(capsys, *COMMAND, *JSON, "--online", "--again")
    assert code == 0
    assert len(online.http.seen) == 35 + 32
    assert {entry["verdict"] for entry in again["results"]} == {"fine", "warning", "reason", None}
    assert kept()[LINKED + GONE] == link_result(LINKED + GONE, "", "", "", DAY)


def test_the_workbook_says_where_addresses_led_and_when(online: World, capsys: pytest.CaptureFixture[str]) -> None:
    online.http.moved = {GONE: "/"}
    assert run(*COMMAND, "--online", "-o", "out.xlsx") == 0
    assert "32 addresses opened" in capsys.readouterr().out
    rows = [row for sheet in openpyxl.load_workbook("out.xlsx").worksheets[:2] for row in rows_of(sheet, 4)]
    address = "ที่อยู่ (URL) หรือเหตุผล"
    led = {(row["ผลการตรวจ"], row["นำไปที่"]) for row in rows if LINKED + GONE in f"{row[address]} {row['ข้อความเต็ม']}"}
    assert led == {("ควรตรวจ", "http://www.opsmoac.go.th/")}
    assert {row["วันที่เปิดดู"] for row in rows if str(row[address]).startswith("http")} == {datetime(2026, 11, 20)}


def test_offline_nothing_is_opened_stored_or_forgotten(
    online: World, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lost: list[str] = []

    def nowhere(url: str) -> LinkResult:
        lost.append(url)
        return link_result(url, "L433", "x")

    with monkeypatch.context() as patch:
        patch.setattr("ita_xlsx.cycle.check_links._visit_from", lambda day: nowhere)
        code, told = printed(capsys, *COMMAND, *JSON, "--online")
        assert (code, len(lost)) == (0, 32)
        assert [item["code"] for item in told["findings"]].count("L434") == 1
        assert {entry["checked"] for entry in told["results"]} == {None}
        assert "L433" not in {rule for entry in told["results"] for rule in entry["rules"]}
        assert not (Path(os.environ["ITA_CACHE"]) / "links.csv").exists()
        run(*COMMAND, "--online")
        said = capsys.readouterr().out
        assert "L434" in said
        assert "addresses opened" not in said

    online.http.statuses = {CLOSED: 403}
    run(*COMMAND, "--online", "-q")
    before = kept()
    monkeypatch.setattr("ita_xlsx.cycle.check_links._visit_from", lambda day: nowhere)
    capsys.readouterr()
    run(*COMMAND, "--online", "--again")
    said = capsys.readouterr().out
    assert "cannot be checked " in said
    assert "32 results are from earlier visits" in said
    assert kept() == before
    run(*COMMAND)
    said = capsys.readouterr().out
    assert "by rule alone" not in said
    assert "32 results are from earlier visits" in said


def test_a_name_that_is_not_found_now_leaves_what_was_known(online: World, monkeypatch: pytest.MonkeyPatch) -> None:
    run(*COMMAND, "--online", "-q")
    before = kept()

    def visit(url: str) -> LinkResult:
        return link_result(url, "L433", "x") if LINKED in url else link_result(url, "L421", "404", "", DAY)

    monkeypatch.setattr("ita_xlsx.cycle.check_links._visit_from", lambda day: visit)
    run(*COMMAND, "--online", "--again", "-q")
    assert {url: result for url, result in kept().items() if LINKED in url} == {
        url: result for url, result in before.items() if LINKED in url
    }
    assert {result.rule for url, result in kept().items() if LINKED not in url} == {"L421"}


def test_all_that_is_contacted_goes_through_the_one_way_out(online: World) -> None:
    run(*COMMAND, "--online", "-q")
    assert set(online.dialled) == {(PUBLIC, 80)}
    assert set(online.asked) == {"www.opsmoac.go.th", "www.opsmoac.gov.th", "docs.google.com"}
