"""Check that figures, levels and wording of every year have a confidence of their own, told in Thai on first sheets."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from ita_xlsx.catalogue import build_framework, list_years, load_framework
from ita_xlsx.cycle.frameworks import check_definition
from ita_xlsx.cycle.settings.load_context import find_definition, load_context
from ita_xlsx.model.kind import Aspect
from ita_xlsx.model.layout.framework_layout import CONFIDENCE
from ita_xlsx.output.texts import framework_notice
from tests.catalogue.test_shelf import shipped_tables
from tests.support.cells import definition_cell as at
from tests.support.definitions import exported
from tests.support.forms import places, read
from tests.support.paths import ROOT
from tests.support.program import printed, run

OLD = ROOT / "tests/frozen/made_by_0_2_0"
# Figures, levels, wording, and what the first sheet says.
DRAFT, WORDING = "ฉบับร่าง", "ข้อความคำถามของปีนี้ยังไม่ได้ยืนยัน"
SHELF = {
    2562: ("high", "high", "medium", ""),
    2563: ("high", "high", "low-medium", WORDING),
    2564: ("high", "high", "medium", ""),
    2565: ("high", "high", "medium-high", ""),
    2566: ("medium", "medium-high", "low-medium", WORDING),
    2567: ("medium-high", "medium-high", "assumed", WORDING),
    2568: ("medium", "high", "high", "* 10.2: น้ำหนักของข้อ o27"),
    2569: ("low", "assumed", "not found", DRAFT),
}


def test_the_table_holds_every_year() -> None:
    assert sorted(SHELF) == sorted(list_years())


@pytest.mark.parametrize("year", SHELF)
def test_each_year_has_three_words_each_with_its_source(year: int) -> None:
    framework = load_framework(year)
    assert [item.aspect for item in framework.confidence] == list(Aspect)
    assert tuple(item.word for item in framework.confidence) == SHELF[year][:3]
    for item in framework.confidence:
        assert item.source_in("th") != item.source_in("en")
        assert any("ก" <= char <= "ฮ" for char in item.source_in("th"))
    assert framework.status == ("draft" if year == 2569 else "confirmed")


@pytest.mark.parametrize("year", SHELF)
def test_the_first_sheet_says_what_is_doubtful_in_thai(year: int, tmp_path: Path) -> None:
    notice = SHELF[year][3]
    assert run("template", "--blank", "--framework", year, "-o", tmp_path / "form.xlsx") == 0
    for path in (tmp_path / "form.xlsx", exported(tmp_path, year)):
        sheet = openpyxl.load_workbook(path).worksheets[0]
        texts = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]
        told = [text for text in texts if text.startswith((DRAFT, WORDING, "*"))]
        assert told[0].startswith(notice) if notice else not told
        words = " ".join(texts)
        assert not any(f" {word} " in f" {words} " or f"({word})" in words for word in CONFIDENCE)
        assert notice.startswith("*") or not notice or all(CONFIDENCE[word] in words for word in SHELF[year][:3])


def test_the_first_sheet_of_2569_says_that_the_assessment_is_being_rebuilt() -> None:
    assert "«ระบบกำลังถูกปรับปรุง»" in framework_notice(load_framework(2569))


@pytest.mark.parametrize("lang", ["th", "en"])
def test_the_list_of_years_shows_the_three_words(
    lang: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "140")
    assert run("frameworks", "--lang", lang) == 0
    lines = {line[:4]: line for line in capsys.readouterr().out.splitlines()}
    for year, (*words, _) in SHELF.items():
        expected = [CONFIDENCE[word] if lang == "th" else word for word in words]
        assert [part.strip() for part in lines[str(year)].split("  ") if part.strip()][1:4] == expected
    assert run("frameworks", "show", 2566, "--lang", lang) == 0
    shown = " ".join(capsys.readouterr().out.split())
    for item in load_framework(2566).confidence:
        assert item.source_in(lang).split(";")[0].split(" ")[0] in shown


def test_json_has_the_three_words_and_their_sources(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    _, document = printed(capsys, "frameworks", "--format", "json")
    for entry in document["results"]:
        assert entry["confidence"] == dict(zip(("figures", "levels", "wording"), SHELF[entry["year"]], strict=False))
        assert list(entry["sources"]) == ["figures", "levels", "wording"]
    _, analysis = printed(capsys, "analyze", OLD / "form-2566.xlsx", "-o", "a.xlsx", "--format", "json")
    results = analysis["results"]
    assert results["framework_confidence"] == {"figures": "medium", "levels": "medium-high", "wording": "low-medium"}


def test_a_workbook_with_the_rows_of_old_still_reads(tmp_path: Path) -> None:
    path = OLD / "definition-2566.xlsx"
    assert check_definition(str(path)).findings == ()
    framework = find_definition(str(path)).framework
    assert [item.word for item in framework.confidence] == ["medium", "not found", "low-medium"]
    assert framework.confidence[1].source.startswith("levels of 2566 were not found")
    assert framework.confidence[1].source_in("en") == framework.confidence[1].source
    assert [level.name for level in framework.levels][:2] == ["AA", "A"]
    # A fault in such a row is told at its cell.
    book = openpyxl.load_workbook(path)
    at("settings", 3, "value").of(book).value = "แน่นอน"
    book.save(tmp_path / "old.xlsx")
    told = check_definition(str(tmp_path / "old.xlsx")).findings
    assert [(item.code, item.place) for item in told] == [("D504", str(at("settings", 3, "value")))]


def test_a_form_of_an_old_workbook_is_a_form_of_that_workbook() -> None:
    """The digest in its stamp is that of the definition as it was read when the form was made."""
    context = load_context(framework=str(OLD / "definition-2566.xlsx"))
    assert "W106" not in {code for code, _ in places(read(OLD / "form-2566.xlsx", context))}


def test_a_folder_with_the_keys_of_old_still_reads() -> None:
    settings, questions = shipped_tables(2568)
    now = build_framework(settings, questions)
    for table in ("confidence", "sources"):
        row = settings[table]
        settings[table] = {
            "questions": row["wording"], "structure": row["figures"], "levels": row["levels"]
        }  # fmt: skip
    assert build_framework(settings, questions) == now


@pytest.mark.parametrize(
    ("aspect", "word", "status", "doubtful"),
    [
        (Aspect.FIGURES, "low-medium", "draft", False),
        (Aspect.LEVELS, "assumed", "draft", False),
        (Aspect.WORDING, "not found", "confirmed", True),
        (Aspect.WORDING, "medium", "confirmed", False),
    ],
)
def test_only_figures_and_levels_make_a_draft(aspect: Aspect, word: str, status: str, doubtful: bool) -> None:
    settings, questions = shipped_tables(2568)
    settings["confidence"][aspect] = word
    framework = build_framework(settings, questions)
    assert (framework.status, framework.is_wording_doubtful) == (status, doubtful)


@pytest.mark.parametrize("year", list_years())
def test_forms_of_earlier_definitions_of_a_year_are_still_its_forms(year: int) -> None:
    framework = load_framework(year)
    assert framework.earlier
    assert framework.digest not in framework.earlier
    assert all(framework.is_form_of(digest) for digest in (framework.digest, *framework.earlier))
    assert not framework.is_form_of("0123456789ab")
