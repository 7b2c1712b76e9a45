"""Check that the drafts which the page writes are those of the commands, and that it names who is short."""

from __future__ import annotations

from pathlib import Path

import pytest

from ita_xlsx.model.layout import AgencyLayout
from tests.support.forms import fill_by_openpyxl
from tests.support.page_round import ISSUED, RETURNED, ROUND, ask, copy_of, make_small_round, words_of
from tests.support.program import run
from tests.support.tracked_steps import FRAMEWORK

SETTINGS = ("--round", ROUND / "round.toml", "--issued", ISSUED.isoformat(), "-q")
MAILS = ROUND / "mails"
OF_COMMANDS = {
    "form": ("template", "-o", ROUND / "forms"),
    "mend": ("check", RETURNED, "--feedback", ROUND / "feedback"),
    "remind": ("status", RETURNED),
    "result": ("analyze", RETURNED, "-o", ROUND / "analyses", "--cards", ROUND / "cards"),
    "letter": ("letters", "remind", RETURNED, "-o", ROUND / "letters"),
}


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small round whose agencies have mail addresses, but for the last."""
    root = tmp_path_factory.mktemp("original")
    make_small_round(root)
    path = root / ROUND / "roster.csv"
    header, *rows = path.read_text(encoding="utf-8-sig").splitlines()
    mails = [*(f"a{number}@trat.go.th" for number in range(len(rows) - 1)), ""]
    lines = [f"{header},email", *(f"{row},{mail}" for row, mail in zip(rows, mails, strict=True))]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return root


@pytest.fixture
def roots(original: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """The same round twice: for the page, and for the commands, which run in that folder."""
    monkeypatch.setenv("ITA_CACHE", str(tmp_path / "cache"))
    page, command = (copy_of(original, tmp_path / name) for name in ("page", "command"))
    monkeypatch.chdir(command)
    return page, command


@pytest.mark.parametrize("kind", OF_COMMANDS)
def test_the_drafts_of_the_page_are_those_of_the_command(roots: tuple[Path, Path], kind: str) -> None:
    page, command = roots
    run(*OF_COMMANDS[kind], "--mail", MAILS, *SETTINGS)
    if kind == "form":
        ask(page, "issue_forms")
    answer = ask(page, "save_mails", kind=kind, letter="remind")
    made = {path.name: path.read_bytes() for path in (command / MAILS).iterdir()}
    assert len(made) > 1
    assert {path.name: path.read_bytes() for path in (page / MAILS).iterdir()} == made
    assert f"mail-merge-{kind}.xlsx" in made
    assert {Path(path).name for path in answer["files"] if "/mails/" in f"/{path}"} == set(made)
    if kind == "form":
        assert "C765" not in words_of(answer)
        assert "ไม่มีที่อยู่อีเมลที่ใช้ได้" in words_of(answer)


def test_without_forms_there_is_nothing_to_send(roots: tuple[Path, Path]) -> None:
    answer = ask(roots[0], "save_mails", kind="form")
    assert "ไม่มีหน่วยงานใดที่ต้องมีร่างอีเมล" in words_of(answer)
    assert not answer["files"]


@pytest.mark.parametrize("screen", ["round_forms", "round_status", "round_check", "round_documents"])
def test_the_screens_lead_to_the_drafts(roots: tuple[Path, Path], screen: str) -> None:
    ask(roots[0], "issue_forms")
    assert 'data-call="round_mails"' in ask(roots[0], screen)["html"]
    assert words_of(ask(roots[0], "round_mails")).count("เขียนร่าง") == 5


def test_an_agency_short_of_respondents_is_named_on_the_screens(roots: tuple[Path, Path]) -> None:
    page, place = roots[0], AgencyLayout(FRAMEWORK).info.place("respondents_iit", "value")
    form = page / RETURNED / "P06.xlsx"
    fill_by_openpyxl(form, form, [(place.sheet, place.a1, "12")])
    path = page / ROUND / "round.toml"
    path.write_text(path.read_text(encoding="utf-8") + "\n[respondents]\niit = 30\n", encoding="utf-8")
    assert "P06 สำนักงานเกษตรและสหกรณ์จังหวัดสมมุติ 6 มีผู้ตอบไม่ถึงขั้นต่ำ: IIT 12/30" in words_of(ask(page, "round_status"))
    assert "จำนวนผู้ตอบ IIT คือ 12 คน น้อยกว่าขั้นต่ำ 30 คน" in words_of(ask(page, "round_check", code="P06"))
