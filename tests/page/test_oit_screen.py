"""Check the screens of kits and pages of evidence: the same files as the commands make, for a round and for a form."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from ita_xlsx.model.agency import Agency
from ita_xlsx.model.submission import Evidence
from tests.conftest import AGENCY, full_scores, submission_of, write_form
from tests.cycle.test_clarification_kit import FRAMEWORK, ITEMS, LINKS, form
from tests.support.page_calls import FOLDER, ISSUED, PROVINCE, ask, command, contents, start

NAMES = ("สำนักงานจังหวัดสมมุติ", "สำนักงานประมงจังหวัดสมมุติ", "เรือนจำจังหวัดสมมุติ")


def agency(number: int) -> Agency:
    return replace(AGENCY, code=f"P{number}", name=NAMES[number - 1], province=PROVINCE)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A round with three forms: two with items below 100, one with full marks."""
    start(tmp_path)
    returned = tmp_path / FOLDER / "returned"
    returned.mkdir(exist_ok=True)
    for number, low in enumerate(({"o2": "50", "o9": "0"}, {}, {"o28": "99.99"}), 1):
        form(returned / f"{number}.xlsx", low, agency=agency(number), links=LINKS)
    return tmp_path


def test_the_screen_lists_exactly_the_items_below_100(root: Path) -> None:
    text = ask(root, "round_oit")["text"]
    assert "2 หน่วยงานมีข้อ OIT ที่ต่ำกว่า 100 รวม 3 ข้อ" in text
    assert [words in text for words in ("o2, o9", "o28", "ไม่มี")] == [True] * 3


@pytest.mark.parametrize(
    ("call", "arguments", "folder", "count"),
    [
        ("save_oit_kits", ("clarify",), "clarify", 2),
        ("save_oit_pages", ("evidence",), "evidence", 6),
    ],
)
def test_the_files_are_those_of_the_command(
    root: Path, call: str, arguments: tuple[str, ...], folder: str, count: int
) -> None:
    ask(root, call)
    by_page = contents(root / FOLDER / folder)
    options = ("--round", f"{FOLDER}/round.toml", "--issued", ISSUED, "-o", "by-command", "-q")
    command(root, *arguments, f"{FOLDER}/returned", *options)
    assert len(by_page) == count
    assert by_page == contents(root / "by-command")


def test_what_a_page_leaves_out_is_told(root: Path) -> None:
    evidence = (Evidence("o1", "javascript:alert(1)", "โทร 0 2123 4567"),)
    form(root / FOLDER / "returned" / "2.xlsx", {}, agency=agency(2), links=evidence)
    left_out = "ตัดหมายเลขโทรศัพท์หรืออีเมลในข้อความออก"
    text = ask(root, "save_oit_pages")["text"]
    assert "javascript:alert(1)" in text
    assert left_out in text
    assert left_out not in ask(root, "save_oit_pages", contacts="1")["text"]


def test_the_door_of_an_agency_hands_over_kit_page_and_part(tmp_path: Path) -> None:
    form(tmp_path / "form.xlsx", {"o2": "50"})
    html = ask(tmp_path, "agency_check", paths=["form.xlsx"])["html"]
    values = {"file": "form.xlsx", "name": "form.xlsx"}
    for call in ("agency_oit_kit", "agency_oit_page", "agency_oit_part"):
        assert call in html
        saved = ask(tmp_path, call, **values)["save"]
        assert (tmp_path / saved).stat().st_size > 1000


def test_the_door_of_an_agency_with_full_marks_offers_no_kit(tmp_path: Path) -> None:
    form(tmp_path / "form.xlsx", {})
    html = ask(tmp_path, "agency_check", paths=["form.xlsx"])["html"]
    assert "agency_oit_kit" not in html
    assert "agency_oit_page" in html


def test_a_form_without_items_offers_nothing(tmp_path: Path) -> None:
    scores = {**full_scores(FRAMEWORK), **dict.fromkeys(ITEMS, "")}
    write_form(tmp_path / "form.xlsx", FRAMEWORK, submission_of(FRAMEWORK, scores))
    assert "agency_oit" not in ask(tmp_path, "agency_check", paths=["form.xlsx"])["html"]
