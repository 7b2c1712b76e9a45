"""Check that the command on links reports and keeps its results, and that nothing goes out."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from ita_xlsx.cycle.templates import make_form
from ita_xlsx.model.agency import Agency
from ita_xlsx.model.links import (
    LinkResult,
    Verdict,
    link_result,
)
from ita_xlsx.model.round_settings import RoundSettings
from ita_xlsx.model.submission import Submission
from ita_xlsx.store.link_results import links_text, read_links
from tests.conftest import EDITION, ISSUED
from tests.docs.blocks import show_again
from tests.support.links import FRAMEWORK, HOME, STEPS
from tests.support.pages import UPDATE
from tests.support.paths import ROOT
from tests.support.program import printed, run
from tests.support.samut_sakhon import AGENCY


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ITA_LANG", "en")
    monkeypatch.chdir(tmp_path)


AUDITED = """
import sys
def told(event, args):
    if event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.connect", "socket.sendto"):
        if event != "socket.connect" or args[0].family.name != "AF_UNIX":
            open({log!r}, "a").write(f"{{event}} {{args}}\\n")
sys.addaudithook(told)
"""


def test_nothing_goes_out_unless_it_is_asked_for(form: Path, tmp_path: Path) -> None:
    """Every process of the program tells each connection and look-up it makes."""
    log, spy = tmp_path / "log.txt", tmp_path / "spy"
    spy.mkdir()
    (spy / "sitecustomize.py").write_text(AUDITED.format(log=str(log)), encoding="utf-8")
    environ = {**os.environ, "PYTHONPATH": os.pathsep.join((str(spy), str(ROOT)))}
    command = (sys.executable, "-m", "ita_xlsx", "links", str(form), "--framework", "2568", "-q")
    assert subprocess.run(command, env=environ, capture_output=True).returncode == 0
    assert not log.exists()
    # The spy sees what there is to see.
    script = "import socket; socket.getaddrinfo('127.0.0.1', 80)"
    subprocess.run((sys.executable, "-c", script), env=environ, check=True)
    assert log.read_text().startswith("socket.getaddrinfo")


def test_the_forms_are_never_written_to(form: Path) -> None:
    before = form.read_bytes()
    assert run("links", form, "--framework", "2568", "-o", "out.xlsx", "-q") == 0
    assert form.read_bytes() == before
    assert run("links", form, "--framework", "2568", "-o", form, "--force", "-q") == 3
    assert form.read_bytes() == before


@pytest.fixture
def round_folder(form: Path, tmp_path: Path) -> Path:
    """A round's settings and roster with the form beside them."""
    folder = tmp_path / "round"
    assert run("new", folder, "--framework", "2568", "--province", "สมุทรสาคร") == 0
    (folder / "roster.csv").write_text(
        f"code,name,province\nP01,{AGENCY},สมุทรสาคร\nP02,อื่น,สมุทรสาคร\n", encoding="utf-8"
    )
    (folder / "returned").mkdir()
    form.rename(folder / "returned" / "p01.xlsx")
    return folder


def test_results_are_kept_beside_the_round_and_added_to(round_folder: Path) -> None:
    kept = round_folder / "links.csv"
    kept.write_bytes(links_text({"https://old.go.th/": link_result("https://old.go.th/", "L421", "404", "", ISSUED)}))
    assert run("links", round_folder / "returned", "--round", round_folder / "round.toml", "-q") == 0
    results = read_links(kept)
    assert len(results) == 33
    assert results["https://old.go.th/"].checked == ISSUED
    assert results[f"{HOME}/samutsakhon-"] == LinkResult(
        url=f"{HOME}/samutsakhon-",
        verdict=Verdict.WARNING,
        rule="L404",
        detail=f"{HOME}/samutsakhon-action_plan-preview-441991791802",
    )
    assert [path.name for path in (round_folder / "returned").iterdir()] == ["p01.xlsx"]


@pytest.mark.parametrize("content", [b"a,b\r\n1,2\r\n", b'url,verdict\r\n"never closed', b"\x00\x01\x02\xff" * 9])
def test_an_unreadable_file_of_results_is_told_and_left_alone(
    round_folder: Path, content: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = round_folder / "links.csv"
    kept.write_bytes(content)
    settings = ("--round", round_folder / "round.toml", "--format", "json")
    code, told = printed(capsys, "links", round_folder / "returned", *settings)
    assert code == 1
    assert [item["code"] for item in told["findings"] if item["severity"] == "error"] == ["K121"]
    assert len(told["results"]) == 56
    assert kept.read_bytes() == content


def test_who_is_missing_is_no_fault_of_links(round_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (round_folder / "returned" / "broken.xlsx").write_bytes(b"PK\x03\x04 nothing")
    settings = ("--round", round_folder / "round.toml", "--format", "json")
    code, told = printed(capsys, "links", round_folder / "returned", *settings)
    assert code == 1
    assert {item["code"][0] for item in told["findings"] if item["severity"] == "error"} == {"F"}
    assert {item["agency"] for item in told["results"]} == {AGENCY}


def test_the_screen_says_agency_by_agency_what_was_found(
    round_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert run("links", round_folder / "returned", "--round", round_folder / "round.toml") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == f"P01 {AGENCY}  site www.opsmoac.go.th"
    assert lines[1] == "  51 addresses, 32 different   no fault seen 32   to look at 19   reasons 3   empty 2"
    assert "checked by rules only" in lines[-2]


TYPED = (
    "https://www.trat.go.th/plan-",
    "https://www.trat.go.th/plan-2568.pdf",
    "https://www.trat.gov.th/report",
    r"\\server\ita\report.pdf",
    "ไม่มีการให้บริการจัดระบบคิว",
)


def test_the_page_shows_what_the_program_prints(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = (ROOT / "docs" / "links.md").read_text(encoding="utf-8")
    start = page.index("$ ita links")
    command, *shown = page[start : page.index("```", start)].splitlines()
    assert run("new", "trat", "--framework", "2568", "--province", "ตราด", "-q") == 0
    (tmp_path / "returned").mkdir()
    agency = Agency("P01", "ที่ทำการปกครองจังหวัดตราด", "ตราด", "https://www.trat.go.th")
    path = tmp_path / "returned" / "p01.xlsx"
    path.write_bytes(make_form(FRAMEWORK, RoundSettings(), Submission(agency=agency), EDITION))
    book = openpyxl.load_workbook(path)
    for item, text in zip(STEPS.items, TYPED, strict=False):
        for key, said in (("step", "ขั้นตอน"), ("url", text)):
            book[STEPS.sheet][STEPS.place(item, key).a1] = said
    book.save(path)
    capsys.readouterr()
    assert run(*command.split()[2:]) == 1
    output = [line.rstrip() for line in capsys.readouterr().out.splitlines()]
    if os.environ.get(UPDATE) == "1" and output != shown:
        show_again("docs/links.md", shown, output)
        return
    assert output == shown
